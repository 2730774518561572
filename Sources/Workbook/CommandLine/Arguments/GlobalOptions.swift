import Datasets

/// The options that every command has.
struct GlobalOptions {
  /// When text is coloured.
  enum ColorChoice: String, CaseIterable, CustomStringConvertible {
    case auto, always, never

    var description: String { rawValue }
  }

  /// Where the digits come from.
  @Option(.digits, help: "Bundled digits, or those in a folder") var data = MNIST.Root.bundled
  /// How many threads compute; nil for as many as the machine has cores.
  @Option(.number(atLeast: 1), default: "all cores", help: "Threads that compute") var threads: Int?
  @Option(.choice("WHEN"), help: "auto, always or never") var color = ColorChoice.auto
  // Looked for before a command is.
  @Flag(help: "Show this help and exit") private var help
  @Flag(help: "Show the version and exit") private var version

  static var declarations: Declarations { Declarations(of: GlobalOptions()) }

  /// The same options as arguments, for another run of this program.
  var arguments: [String] {
    var arguments = ["--data=\(data)", "--color=\(color)"]
    if let threads { arguments.append("--threads=\(threads)") }
    return arguments
  }
}
