import Foundation
import Guide
import Plots

/// What the place that text goes to can show.
struct Terminal: Equatable, Sendable {
  /// How many colours there are.
  enum Colors: Equatable, Sendable {
    case none
    /// The eight names and their bright sisters.
    case sixteen
    case twoHundredFiftySix
    case all
  }

  /// In characters.
  var width = 80
  /// In lines.
  var height = 24
  /// Whether a person looks at it, as opposed to a file or another program.
  var isInteractive = false
  /// Whether a line that is shown can be taken away again.
  var canRedraw = false
  var colors = Colors.none
  /// Whether it shows more than ASCII.
  var isUnicode = true

  /// What can be shown on a descriptor, by its kind and the environment.
  init(
    descriptor: Int32, color: GlobalOptions.ColorChoice,
    environment: (String) -> String? = environmentVariable
  ) {
    self.init(
      isInteractive: isatty(descriptor) == 1, columns: Self.size(of: descriptor)?.columns,
      color: color, environment: environment)
    if let size = Self.size(of: descriptor) { height = size.lines }
  }

  /// - Parameters:
  ///   - isInteractive: whether it is a terminal.
  ///   - columns: the width that the terminal itself reports.
  ///   - color: what the command line says of colours.
  ///   - environment: the value of an environment variable.
  init(
    isInteractive: Bool, columns: Int?, color: GlobalOptions.ColorChoice,
    environment: (String) -> String?
  ) {
    self.isInteractive = isInteractive
    width = Self.overriddenWidth(environment) ?? columns ?? 80

    let isDumb = environment("TERM") == "dumb"
    canRedraw = isInteractive && !isDumb
    // https://no-color.org: set and not empty.
    let isPlain = !(environment("NO_COLOR") ?? "").isEmpty || isDumb
    let isColored =
      switch color {
      case .always: true
      case .never: false
      case .auto: isInteractive && !isPlain
      }
    colors = isColored ? Self.colors(environment) : .none

    // A file keeps UTF-8 whatever the terminal beside it can show.
    isUnicode = !isInteractive || Self.isUnicode(environment)
  }

  /// Takes the size that the terminal has now, as at its start.
  mutating func askForSize(
    of descriptor: Int32, environment: (String) -> String? = environmentVariable
  ) {
    guard let size = Self.size(of: descriptor) else { return }
    width = Self.overriddenWidth(environment) ?? size.columns
    height = size.lines
  }

  private static func overriddenWidth(_ environment: (String) -> String?) -> Int? {
    environment("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
  }

  /// How figures are drawn here. Sixteen colours, which the reader's theme may have changed, are
  /// too few for pictures.
  var textStyle: TerminalCapability {
    guard isUnicode else { return .plain }
    switch colors {
    case .all: return .color
    case .twoHundredFiftySix: return .indexedColor
    case .sixteen, .none: return .unicode
    }
  }

  /// What pages are coloured with here; nil for no colours.
  func palette(on background: Palette.Background?) -> Palette? {
    switch colors {
    case .none: nil
    case .sixteen: Palette(depth: .sixteen, background: background)
    case .twoHundredFiftySix: Palette(depth: .indexed, background: background)
    case .all: Palette(depth: .all, background: background)
    }
  }

  private static func colors(_ environment: (String) -> String?) -> Colors {
    if ["truecolor", "24bit"].contains(environment("COLORTERM")) { return .all }
    let name = environment("TERM") ?? ""
    if name.hasSuffix("-direct") { return .all }
    return name.contains("256color") ? .twoHundredFiftySix : .sixteen
  }

  /// The first of these that is set and not empty decides, as in the C library.
  private static func isUnicode(_ environment: (String) -> String?) -> Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(environment).first { !$0.isEmpty }
    let name = (locale ?? "").uppercased()
    return name.contains("UTF-8") || name.contains("UTF8")
  }

  private static func size(of descriptor: Int32) -> (columns: Int, lines: Int)? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return (Int(size.ws_col), size.ws_row > 0 ? Int(size.ws_row) : 24)
  }
}

/// The value of an environment variable, or nil if it is not set.
func environmentVariable(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}
