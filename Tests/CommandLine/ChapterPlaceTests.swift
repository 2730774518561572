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
    let plain = try chapter(2, [:])
    #expect(plain.contains("first channel by conv2: -0.4058"))
    for environment in [
      ["LC_ALL": "C"], ["LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Kolkata"],
      ["LANG": "tr_TR.UTF-8", "LC_NUMERIC": "fr_FR.UTF-8", "TZ": "Pacific/Chatham"],
    ] {
      #expect(try chapter(2, environment) == plain)
    }
  }

  /// But for figures, which are drawn anew for each width, and are left out here.
  @Test func theWidthChangesLineBreaksAlone() throws {
    let guide = try GuideFolder()
    let page = try guide.text(of: "02-model.md")
    let withoutImages = page.replacing(#/(?m)^!\[.*\/2-(.*)\.svg\)$/#) { image in
      let fence = "```text cell=\(image.output.1)"
      return page.contains(fence) ? "" : "\(fence)\n```"
    }
    try guide.write(withoutImages, to: "02-model.md")
    func words(_ columns: String) throws -> [Substring] {
      let run = try guide.run("chapter 2", environment: ["COLUMNS": columns])
      #expect(run.status == 0)
      // The bar beside code stands in every line.
      return run.output.split { $0.isWhitespace || "│═─".contains($0) }
    }
    let wide = try words("100")
    #expect(wide.count > 3000)
    #expect(try words("80") == wide)
  }

  @Test(arguments: ["never", "always"])
  func aTerminalShowsWhatAPipeGets(color: String) throws {
    let environment = ["LC_ALL": "C.UTF-8", "COLUMNS": "80", "TERM": "xterm-256color"]
    let screen = try PseudoTerminal()
    let process = try screen.start(
      "chapter", "2", "--all", "--color", color, environment: environment, error: .nullDevice)
    let terminal = screen.read(toEndOf: process)
    #expect(terminal.contains("\u{1B}[") == (color == "always"))
    let shown = terminal.replacing("\r\n", with: "\n")
    #expect(try shown == chapter(2, environment, color: color))
  }
}
