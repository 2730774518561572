import ExerciseSupport
import Exercises
import Foundation
import Notebook
import Testing
import WorkbookCommand

/// What readers do to the chapters' code: it builds, and every command goes on from there, and says
/// what the change broke and what it did not.
///
/// Each change is made in a copy of the package that is built again, so this takes minutes, and runs
/// where WORKBOOK_CHANGES is set: `WORKBOOK_CHANGES=1 swift test --filter ChangesTests`, or with
/// the names of some: `WORKBOOK_CHANGES=sequential,no-epoch`. WORKBOOK_CHANGES_FOLDER names a
/// folder in which the copy stays, so that the next time it is built already.
@Suite(.enabled(if: chosen != nil), .serialized)
struct ChangesTests {
  @Test(arguments: ChangeGroup.all)
  fileprivate func everyCommandGoesOn(group: ChangeGroup) throws {
    let copy = try CopyForChanges.shared.get()
    let originals = try copy.make(group.changes.flatMap(\.edits))
    defer { copy.undo(originals) }
    let build = try copy.shell("swift build --build-tests 2>&1")
    guard build.status == 0 else {
      let errors = build.output.split(separator: "\n").filter { $0.contains(" error: ") }
      Issue.record("\(group) does not build:\n\(errors.prefix(10).joined(separator: "\n"))")
      return
    }
    for change in group.changes { try runCommands(for: change, in: copy) }
  }

  private func runCommands(for change: Change, in copy: CopyForChanges) throws {
    var said = ["builds"]
    for chapter in [change.chapter] + change.alsoRun {
      let run = try copy.shell("exec .build/debug/workbook chapter \(chapter)")
      expect(run, of: "\(change.name): chapter \(chapter)", change.page)
      said.append("chapter \(chapter): \(words(for: run))")
    }
    let check = try copy.shell("exec .build/debug/workbook check \(change.chapter)")
    expect(check, of: "\(change.name): check \(change.chapter)", change.check)
    let count = Exercise.all(ofChapter: change.chapter).count { !$0.isChapterCode }
    let isUntouched = check.output.contains(
      "\nChapter \(change.chapter): 0 of \(count) done, \(count) not started.")
    #expect(isUntouched, "\(check.output)")
    said.append("check: \(words(for: check))")

    let test = try copy.shell("swift test --skip-build --filter Chapter\(change.chapter) 2>&1")
    expect(test, of: "\(change.name): test --filter Chapter\(change.chapter)", change.test)
    let issues = Issues(in: test.output)
    #expect(issues.longest <= 40, "\(test.output)")
    said.append("test: \(issues)")
    print("| \(change.name) | \(said.joined(separator: " | ")) |")
    fflush(nil)
  }

  /// What must hold for whatever a command says, and how it must end.
  private func expect(_ run: BuiltWorkbook.Run, of command: String, _ end: Change.End) {
    let text = run.output + run.error
    let shown = text.split(separator: "\n").suffix(40).joined(separator: "\n")
    for dump in ["<svg", "Optional(", "-nan", "unexpectedly found nil", "Index out of range"] {
      let isFree = !text.contains(dump)
      #expect(isFree, "\(command) says \(dump):\n\(shown)")
    }
    // 128 and more is the number of a signal; one is how a trap ends a page, in words.
    let crashed = text.contains("💣 Program crashed") || text.contains("unexpected signal code")
    #expect(!crashed, "\(command):\n\(shown)")
    switch end {
    case .passes: #expect(run.status == 0, "\(command):\n\(shown)")
    case .says(let words):
      #expect(run.status != 0, "\(command):\n\(shown)")
      // Lines are broken where the terminal ends.
      let isSaid = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(words)
      #expect(isSaid, "\(command) does not say: \(words)\n\(shown)")
    }
  }

  /// In a word or a line.
  private func words(for run: BuiltWorkbook.Run) -> String {
    if run.status == 0 { return "passes" }
    let lines = (run.output + "\n" + run.error).split(separator: "\n").map(String.init)
    let line =
      lines.first { $0.contains("rror: ") } ?? lines.first { $0.contains("✗") } ?? "fails"
    return "\(run.status): \(line.trimmingCharacters(in: .whitespaces))"
  }
}

/// What a run of tests recorded.
private struct Issues: CustomStringConvertible {
  /// How many lines the longest has.
  private(set) var longest = 0
  private var failed: [String] = []
  private var warned = 0

  init(in output: String) {
    var length = 0
    for line in output.split(separator: "\n", omittingEmptySubsequences: false) {
      if let mark = line.unicodeScalars.first, "✘✔◇⚠➜".unicodeScalars.contains(mark) || line.isEmpty
      {
        length = 0
        if line.contains(" recorded an issue "), let place = line.split(separator: ":").last {
          failed.append(String(place))
        }
        if line.contains(" recorded a warning ") { warned += 1 }
      }
      length += 1
      longest = max(longest, length)
    }
  }

  var description: String {
    (failed.isEmpty ? "passes" : "\(failed.count) issues:\(failed[0])")
      + (warned == 0 ? "" : ", \(warned) differ from the book")
  }
}

/// What WORKBOOK_CHANGES has; nil where it is not set.
private let chosen = ProcessInfo.processInfo.environment["WORKBOOK_CHANGES"]

/// Changes that are made at once, since none of them is seen where another one is looked at.
private struct ChangeGroup: CustomTestStringConvertible, CustomStringConvertible {
  let changes: [Change]

  var description: String { changes.map(\.name).joined(separator: "+") }
  var testDescription: String { description }

  /// Those that are chosen: all, or some by their names, which a + puts into one group.
  static let all: [ChangeGroup] = {
    guard let chosen else { return [] }
    if chosen != "1" {
      return chosen.split(separator: ",").map { names in
        ChangeGroup(
          changes: names.split(separator: "+").map { name in
            Change.all.first { $0.name == name } ?? noChange(name)
          })
      }
    }
    let together = Change.together.flatMap(\.self)
    return (Change.together + Change.all.map(\.name).filter { !together.contains($0) }.map { [$0] })
      .map { names in ChangeGroup(changes: Change.all.filter { names.contains($0.name) }) }
  }()
}

/// A copy of the package with the tests of the chapters, and with no others.
private final class CopyForChanges: Sendable {
  static let shared = Result { try CopyForChanges() }

  private let root: PackageRoot

  private init() throws {
    root = try copyPackage(
      withTests: true, into: ProcessInfo.processInfo.environment["WORKBOOK_CHANGES_FOLDER"])
    // The copy is no place to make copies of: its tests are those of the chapters alone.
    let package = try String(contentsOf: root.url(of: "Package.swift"), encoding: .utf8)
    try root.replace(
      "Package.swift",
      with: package + """

        package.targets.removeAll {
          $0.type == .test && !$0.name.hasPrefix("Chapter") || ["Solutions", "PyTorchPrograms"].contains($0.name)
        }

        """)
  }

  func shell(_ line: String) throws -> BuiltWorkbook.Run {
    try BuiltWorkbook.shell(
      "cd \"$folder\" && \(line)", environment: ["folder": root.directory.path])
  }

  /// Makes the changes, and gives what the files were before.
  func make(_ edits: [Change.Edit]) throws -> [String: String] {
    var originals: [String: String] = [:]
    for edit in edits {
      let path = "Sources/Chapters/\(edit.file)"
      let text = try String(contentsOf: root.url(of: path), encoding: .utf8)
      try #require(text.contains(edit.old), "\(path) has no: \(edit.old)")
      if originals[path] == nil { originals[path] = text }
      try root.replace(path, with: text.replacing(edit.old, with: edit.new))
    }
    return originals
  }

  func undo(_ originals: [String: String]) {
    for (path, text) in originals { try? root.replace(path, with: text) }
  }
}

private func noChange(_ name: Substring) -> Change {
  fatalError("there is no change \(name): the names are \(Change.all.map(\.name))")
}
