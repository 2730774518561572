import Foundation
import Testing

/// A chapter prints the same wherever it runs, but for colours and line breaks.
@Suite struct ChapterPlaceTests {
  private func chapter(
    _ number: Int, _ environment: [String: String], color: String = "auto"
  ) throws -> String {
    let run = try BuiltWorkbook.run(
      ["chapter", "\(number)", "--color", color], environment: environment)
    #expect(run.error == "")
    #expect(run.status == 0)
    return run.output
  }

  @Test func languageAndTimeZoneChangeNothing() throws {
    let plain = try chapter(4, [:])
    #expect(plain.contains("the last loss with zeroGrad:    0.4"))
    for environment in [
      ["LC_ALL": "C"], ["LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Kolkata"],
      ["LANG": "tr_TR.UTF-8", "LC_NUMERIC": "fr_FR.UTF-8", "TZ": "Pacific/Chatham"],
    ] {
      #expect(try chapter(4, environment) == plain)
    }
  }

  /// But for figures, which are drawn anew for each width: chapter 4 has one in its middle.
  @Test func theWidthChangesLineBreaksAlone() throws {
    func words(_ columns: String) throws -> ArraySlice<Substring> {
      // The bar beside code stands in every line.
      let words = try chapter(4, ["COLUMNS": columns]).split {
        $0.isWhitespace || "│═─".contains($0)
      }
      // The last thing that is printed before that figure.
      let end = try #require(words.firstIndex(of: "answers:"))
      return words[...(end + 1)]
    }
    let wide = try words("100")
    #expect(wide.count > 700)
    #expect(try words("60") == wide)
  }

  @Test(arguments: ["never", "always"])
  func aTerminalShowsWhatAPipeGets(color: String) throws {
    let environment = ["LC_ALL": "C.UTF-8", "COLUMNS": "80", "TERM": "xterm-256color"]
    let screen = try PseudoTerminal()
    let process = try screen.start(
      "chapter", "4", "--color", color, environment: environment, error: .nullDevice)
    let terminal = screen.read(toEndOf: process)
    #expect(terminal.contains("\u{1B}[") == (color == "always"))
    let shown = terminal.replacing("\r\n", with: "\n")
    #expect(try shown == chapter(4, environment, color: color))
  }
}
