import Guide
import Plots
import Testing

@testable import WorkbookCommand

@Suite struct TerminalTests {
  private func terminal(
    _ environment: [String: String], isInteractive: Bool = true, columns: Int? = 100,
    color: GlobalOptions.ColorChoice = .auto
  ) -> Terminal {
    Terminal(isInteractive: isInteractive, columns: columns, color: color) { environment[$0] }
  }

  @Test func widthIsTheTerminalsUnlessColumnsSaysOtherwise() {
    #expect(terminal([:]).width == 100)
    #expect(terminal(["COLUMNS": "60"]).width == 60)
    #expect(terminal(["COLUMNS": "0"]).width == 100)
    #expect(terminal(["COLUMNS": "wide"]).width == 100)
    #expect(terminal([:], columns: nil).width == 80)
  }

  @Test(arguments: [
    (["TERM": "xterm"], Palette.Depth?.some(.sixteen)),
    (["TERM": "xterm-256color"], .indexed),
    (["TERM": "xterm-256color", "COLORTERM": "truecolor"], .all),
    (["TERM": "xterm-direct"], .all),
    (["TERM": "dumb", "COLORTERM": "truecolor"], nil),
    (["TERM": "xterm", "NO_COLOR": "1"], nil),
    (["TERM": "xterm", "NO_COLOR": ""], .sixteen),
  ])
  func colorsFollowTheEnvironment(environment: [String: String], colors: Palette.Depth?) {
    #expect(terminal(environment).colors == colors)
  }

  @Test func theCommandLineOverrulesTheEnvironment() {
    let plain = ["TERM": "xterm", "NO_COLOR": "1"]
    #expect(terminal(plain, isInteractive: false, color: .always).colors == .sixteen)
    #expect(terminal(["TERM": "xterm"], color: .never).colors == nil)
    #expect(terminal(["TERM": "xterm"], isInteractive: false).colors == nil)
  }

  @Test func aDumbTerminalKeepsWhatItShows() {
    #expect(terminal(["TERM": "xterm"]).canRedraw)
    #expect(!terminal(["TERM": "dumb"]).canRedraw)
    #expect(!terminal(["TERM": "xterm"], isInteractive: false).canRedraw)
  }

  @Test(arguments: [
    (["LANG": "en_US.UTF-8"], true),
    (["LANG": "de_DE.utf8"], true),
    (["LANG": "C"], false),
    ([:], false),
    (["LC_ALL": "C", "LANG": "en_US.UTF-8"], false),
    (["LC_ALL": "", "LC_CTYPE": "C.UTF-8", "LANG": "C"], true),
  ])
  func theLocaleSaysWhatATerminalShows(environment: [String: String], isUnicode: Bool) {
    #expect(terminal(environment).isUnicode == isUnicode)
    #expect(terminal(environment, isInteractive: false).isUnicode)
  }

  @Test func figuresUseWhatThereIs() {
    let full = ["TERM": "xterm", "COLORTERM": "truecolor", "LANG": "C.UTF-8"]
    #expect(terminal(full).textStyle == .color)
    #expect(
      terminal(["TERM": "xterm-256color", "LANG": "C.UTF-8"]).textStyle == .indexedColor)
    #expect(terminal(["TERM": "xterm", "LANG": "C.UTF-8"]).textStyle == .unicode)
    #expect(terminal(full, color: .never).textStyle == .unicode)
    #expect(terminal(full, isInteractive: false).textStyle == .unicode)
    #expect(terminal(["TERM": "xterm", "COLORTERM": "truecolor"]).textStyle == .plain)
  }

  @Test func pagesAreColouredAsFarAsThereAreColours() {
    #expect(
      terminal(["TERM": "xterm", "COLORTERM": "24bit"]).palette(on: .light)
        == Palette(depth: .all, background: .light))
    #expect(
      terminal(["TERM": "screen-256color"]).palette(on: nil)
        == Palette(depth: .indexed, background: nil))
    #expect(
      terminal(["TERM": "vt220"]).palette(on: .dark)
        == Palette(depth: .sixteen, background: .dark))
    #expect(terminal(["TERM": "dumb"]).palette(on: .dark) == nil)
    #expect(terminal(["TERM": "xterm", "NO_COLOR": "1"]).palette(on: .dark) == nil)
  }
}
