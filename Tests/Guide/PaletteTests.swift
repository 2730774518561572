import Foundation
import Plots
import Testing

@testable import Guide

@Suite struct PaletteTests {
  /// How far two colours are apart in brightness, as the Web Content Accessibility Guidelines
  /// measure it: 4.5 is what they ask of text.
  private func contrast(_ first: Color, _ second: Color) -> Double {
    func luminance(_ color: Color) -> Double {
      let parts = [color.red, color.green, color.blue].map { part in
        let value = Double(part) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    let (a, b) = (luminance(first), luminance(second))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  @Test func inksStandOutFromTheirBackgrounds() {
    for ink in Palette.inks {
      // White, and the paper of light themes.
      for paper in [0xFFFFFF, 0xFDF6E3] as [UInt32] {
        #expect(contrast(Color(ink.light), Color(paper)) >= 4.5, "\(ink)")
      }
      // Black, and the greys and blues of dark themes.
      for paper in [0x000000, 0x282C34, 0x002B36] as [UInt32] {
        #expect(contrast(Color(ink.dark), Color(paper)) >= 4.5, "\(ink)")
      }
    }
  }

  @Test func anInkIsTheSameInFewerColors() {
    func level(_ index: Int) -> Int { index == 0 ? 0 : 55 + 40 * index }
    for ink in Palette.inks {
      for color in [ink.light, ink.dark].map(Color.init) {
        let place = Int(color.index) - 16
        let parts =
          place >= 216
          ? Array(repeating: 8 + 10 * (place - 216), count: 3)
          : [level(place / 36), level(place / 6 % 6), level(place % 6)]
        #expect(parts == [color.red, color.green, color.blue].map(Int.init))
      }
    }
  }

  @Test(
    arguments: [
      (.sixteen, nil, "␛[1;36m"), (.all, nil, "␛[1;36m"), (.sixteen, .light, "␛[1;34m"),
      (.sixteen, .dark, "␛[1;96m"), (.indexed, .light, "␛[1;38;5;25m"),
      (.indexed, .dark, "␛[1;38;5;117m"), (.all, .light, "␛[1;38;2;0;95;175m"),
      (.all, .dark, "␛[1;38;2;135;215;255m"),
    ] as [(Palette.Depth, Palette.Background?, String)])
  func aTitle(depth: Palette.Depth, background: Palette.Background?, code: String) {
    let palette = Palette(depth: depth, background: background)
    #expect(palette.escapeCode(for: [.bold, .title]).replacing("\u{1B}", with: "␛") == code)
  }

  @Test func weightsNeedNoInkAndOneInkIsEnough() {
    let palette = Palette(depth: .sixteen, background: nil)
    #expect(palette.escapeCode(for: []) == "")
    #expect(palette.escapeCode(for: [.bold, .italic]) == "\u{1B}[1;3m")
    #expect(palette.escapeCode(for: [.title, .code]) == "\u{1B}[36m")
  }
}
