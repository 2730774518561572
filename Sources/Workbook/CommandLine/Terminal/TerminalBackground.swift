import Foundation
import Guide

// Whether a terminal is light or dark.

extension Session {
  /// What `COLORFGBG` says of the background, or else what the terminal answers, where somebody
  /// looks at it and colours are on; nil where nobody knows.
  func background() -> Palette.Background? {
    guard output.colors != nil else { return nil }
    if let named = Palette.Background(colorFGBG: environmentVariable("COLORFGBG") ?? "") {
      return named
    }
    // A terminal that does not redraw is dumb, and Linux's own console does not know the question.
    // Only the job in the foreground may ask: any other would be stopped.
    guard output.canRedraw, environmentVariable("TERM") != "linux",
      tcgetpgrp(STDIN_FILENO) == getpgrp(), let keyboard = Keyboard()
    else { return nil }
    // Terminals answer in order, and all know the second question: nobody has to wait for the time
    // limit only because the first one is not understood.
    let answer = keyboard.answer(
      to: "\u{1B}]11;?\u{1B}\\\u{1B}[c", forAtMost: .milliseconds(200)
    ) { bytes in
      bytes.last == UInt8(ascii: "c") && String(decoding: bytes, as: UTF8.self).contains("\u{1B}[?")
    }
    return Palette.Background(answer: String(decoding: answer, as: UTF8.self))
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

  /// From a terminal's answer to the question for its background: `ESC]11;rgb:ffff/ffff/dddd` and
  /// an end. Each part has 1 to 4 hexadecimal digits.
  init?(answer: String) {
    guard let start = answer.range(of: "]11;rgb:") else { return nil }
    let parts = answer[start.upperBound...].prefix { $0.isHexDigit || $0 == "/" }
      .split(separator: "/", omittingEmptySubsequences: false)
    let fractions = parts.compactMap { part -> Double? in
      guard (1...4).contains(part.count), let number = Int(part, radix: 16) else { return nil }
      return Double(number) / Double((1 << (4 * part.count)) - 1)
    }
    guard parts.count == 3, fractions.count == 3 else { return nil }
    let brightness = 0.299 * fractions[0] + 0.587 * fractions[1] + 0.114 * fractions[2]
    self = brightness > 0.5 ? .light : .dark
  }
}
