import Foundation
import Guide
import Plots

/// What the place that text goes to can show.
struct Terminal: Equatable, Sendable {
  /// In characters.
  private(set) var width = 80
  /// In lines.
  private(set) var height = 24
  /// Whether a person looks at it, as opposed to a file or another program.
  let isInteractive: Bool
  /// Whether a line that is shown can be taken away again.
  let canRedraw: Bool
  /// How many colours there are; nil for none.
  let colors: Palette.Depth?
  /// Whether it shows more than ASCII.
  let isUnicode: Bool

  /// What can be shown on a descriptor, by its kind and the environment.
  init(descriptor: Int32, color: GlobalOptions.ColorChoice) {
    self.init(
      isInteractive: isatty(descriptor) == 1, columns: nil, color: color,
      environment: environmentVariable)
    askForSize(of: descriptor)
  }

  /// - Parameters:
  ///   - columns: the width that the terminal itself reports.
  ///   - environment: the value of an environment variable.
  init(
    isInteractive: Bool, columns: Int?, color: GlobalOptions.ColorChoice,
    environment: (String) -> String?
  ) {
    self.isInteractive = isInteractive
    width = Self.overriddenWidth(environment) ?? columns ?? width

    let isDumb = environment("TERM") == "dumb"
    canRedraw = isInteractive && !isDumb
    // https://no-color.org: set and not empty.
    let isPlain = !(environment("NO_COLOR") ?? "").isEmpty || isDumb
    let isColored = color == .always || color == .auto && isInteractive && !isPlain
    colors = isColored ? Self.colors(environment) : nil

    // A file keeps UTF-8 whatever the terminal beside it can show.
    isUnicode = !isInteractive || Self.isUnicode(environment)
  }

  /// Takes the size that the terminal has now; keeps the one that it has where it does not say.
  mutating func askForSize(of descriptor: Int32) {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return }
    width = Self.overriddenWidth(environmentVariable) ?? Int(size.ws_col)
    height = size.ws_row > 0 ? Int(size.ws_row) : 24
  }

  private static func overriddenWidth(_ environment: (String) -> String?) -> Int? {
    environment("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
  }

  /// How figures are drawn here. Sixteen colours, which the reader's theme may have changed, are
  /// too few for pictures.
  var textStyle: TerminalCapability {
    switch colors {
    case _ where !isUnicode: .plain
    case .all: .color
    case .indexed: .indexedColor
    case .sixteen, nil: .unicode
    }
  }

  /// What pages are coloured with here; nil for no colours.
  func palette(on background: Palette.Background?) -> Palette? {
    colors.map { Palette(depth: $0, background: background) }
  }

  private static func colors(_ environment: (String) -> String?) -> Palette.Depth {
    if ["truecolor", "24bit"].contains(environment("COLORTERM")) { return .all }
    let name = environment("TERM") ?? ""
    if name.hasSuffix("-direct") { return .all }
    return name.contains("256color") ? .indexed : .sixteen
  }

  /// The first of these that is set and not empty decides, as in the C library.
  private static func isUnicode(_ environment: (String) -> String?) -> Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(environment).first { !$0.isEmpty }
    return locale?.uppercased().contains(/UTF-?8/) ?? false
  }
}

/// The value of an environment variable, or nil if it is not set.
func environmentVariable(_ name: String) -> String? {
  ProcessInfo.processInfo.environment[name]
}
