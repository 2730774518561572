import Datasets

/// The options that every command has.
struct GlobalOptions: Sendable {
  /// When text is coloured.
  enum ColorChoice: String, CaseIterable, Sendable {
    case auto
    case always
    case never
  }

  /// Where the digits come from.
  var data = MNIST.Root.bundled
  /// How many threads compute; nil for as many as the machine has cores.
  var threads: Int?
  var color = ColorChoice.auto

  private static let dataOption = Option<MNIST.Root>(
    name: "data", placeholder: "bundled|DIR", help: "Bundled digits, or those in a folder",
    fallback: .bundled, shownFallback: "bundled", expected: "'bundled' or a folder"
  ) { MNIST.Root($0) }

  private static let threadsOption = Option<Int?>(
    name: "threads", placeholder: "N", help: "Threads that compute", fallback: nil,
    shownFallback: "all cores", expected: "a whole number of at least 1"
  ) { word in
    guard let number = Int(word), number >= 1 else { return .none }
    return .some(number)
  }

  private static let colorOption = Option<ColorChoice>(
    name: "color", placeholder: "WHEN", help: "auto, always or never", fallback: .auto,
    shownFallback: "auto", expected: "auto, always or never"
  ) { ColorChoice(rawValue: $0) }

  static let descriptions = [
    dataOption.description,
    threadsOption.description,
    colorOption.description,
    OptionDescription(name: "help", placeholder: nil, help: "Show this help and exit"),
    OptionDescription(name: "version", placeholder: nil, help: "Show the version and exit"),
  ]

  init() {}

  init(_ arguments: ParsedArguments) throws(UsageError) {
    data = try arguments.value(of: Self.dataOption)
    threads = try arguments.value(of: Self.threadsOption)
    color = try arguments.value(of: Self.colorOption)
  }

  /// The same options as arguments, for another run of this program.
  var arguments: [String] {
    var arguments = ["--data=\(data)", "--color=\(color.rawValue)"]
    if let threads { arguments.append("--threads=\(threads)") }
    return arguments
  }
}
