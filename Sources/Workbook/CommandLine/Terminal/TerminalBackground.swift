import Guide

// Whether a terminal is light or dark.

extension Session {
  /// What `COLORFGBG` says of the background; nil where nobody knows.
  ///
  /// Terminals can be asked, but their answer comes as if it were typed: one that comes late is typed
  /// into the shell, and what a person types meanwhile is lost to it. Without an answer the colours are
  /// the terminal's own, which can be read on its background.
  var background: Palette.Background? {
    Palette.Background(colorFGBG: environmentVariable("COLORFGBG") ?? "")
  }
}

extension Palette.Background {
  /// From the variable that rxvt began with, such as `15;0` or `0;default;15`: the last number is
  /// the background's, one of the sixteen colours.
  init?(colorFGBG: String) {
    guard colorFGBG.contains(";"), let last = colorFGBG.split(separator: ";").last,
      let number = Int(last), (0...15).contains(number)
    else { return nil }
    self = number == 7 || number > 8 ? .light : .dark
  }
}
