import Notebook
import Testing
import WorkbookCommand

@testable import Guide

/// `Guide/pytorch.md` says that its dictionary has every name of the tutorial.
@Suite struct DictionaryTests {
  /// The names in the dictionary's left column.
  private let names: Set<String>

  init() throws {
    let page = try #require(try PackageRoot.find().text(of: "Guide/pytorch.md"))
    let rows = textLines(page).drop { $0 != "## Names" }.dropFirst().prefix { !$0.hasPrefix("##") }
      .filter { $0.hasPrefix("|") }
    names = Set(
      rows.flatMap { $0.split(separator: " | ")[0].matches(of: /\w+/).map { String($0.0) } })
    #expect(names.count > 80)
  }

  /// What the pages' Python takes from a library: `plt.figure`, `.item()`, `kernel_size=`. What it
  /// names itself, and what is Python's own, needs no translation.
  @Test func theDictionaryHasEveryNameOfThePagesPython() throws {
    let own: Set = [
      "conv1", "pool1", "conv2", "pool2", "fc1", "fc2", "loss_fn", "append", "format",
    ]
    var count = 0
    for chapter in Chapter.pages() where chapter.number > 0 {
      for case .code(let fence) in try Page(of: chapter, in: .find()).pieces
      where fence.language == .python {
        for line in fence.code {
          let code = line.prefix { $0 != "#" }
          for match in code.matches(of: /\.([A-Za-z_]\w*)|\b(\w+)=(?!=)/) {
            let name = String(match.1 ?? match.2 ?? "")
            count += 1
            #expect(names.contains(name) || own.contains(name), "\(chapter.page): \(name)")
          }
        }
      }
    }
    #expect(count > 100)
  }
}
