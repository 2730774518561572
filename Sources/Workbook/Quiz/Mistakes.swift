import Notebook
import StateFiles

/// Which questions went wrong when they were last asked, in the order in which they did.
///
/// They are kept in a small file that nothing else needs: a first line for this version, and a line for
/// each, such as `3 momentum`.
package struct Mistakes: Equatable, Sendable {
  /// The questions, as ``Question/key`` has them.
  package private(set) var keys: [String] = []

  package init(keys: [String] = []) { self.keys = keys }

  /// Where the file is, relative to the package.
  package static let path = ".workbook/quiz"
  private static let firstLine = "workbook quiz 1"
  /// Many more bytes than all questions have.
  private static let mostBytes = 1 << 16

  /// Notes how a question went. One that was skipped was not known.
  package mutating func note(_ question: Question, isRight: Bool) {
    keys.removeAll { $0 == question.key }
    if !isRight { keys.append(question.key) }
  }

  package func contains(_ question: Question) -> Bool { keys.contains(question.key) }

  // MARK: The file

  package var text: String { ([Self.firstLine] + keys).map { "\($0)\n" }.joined() }

  /// Nil for a text that is none of this version's, or damaged.
  package init?(text: String) {
    let lines = textLines(text)
    guard lines.first == Self.firstLine, text.utf8.last == UInt8(ascii: "\n") else { return nil }
    for line in lines.dropFirst() {
      let parts = line.split(separator: " ", omittingEmptySubsequences: false)
      guard parts.count == 2, Int(parts[0]) != nil, !parts[1].isEmpty, !keys.contains(line),
        parts[1].utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x2D })
      else { return nil }
      keys.append(line)
    }
  }

  /// What the file says. Where it cannot be used, nothing is known, and `note` is why.
  package static func load(from root: PackageRoot) -> (mistakes: Mistakes, note: String?) {
    func nothing(_ reason: String) -> (Mistakes, String?) {
      (Mistakes(), "\(path) \(reason), so earlier mistakes are not known")
    }
    do throws(TextFile.Fault) {
      guard let file = try root.textFile(path, atMost: mostBytes) else { return (Mistakes(), nil) }
      guard let mistakes = Mistakes(text: file.text) else {
        return nothing("is damaged, or another version's")
      }
      return (mistakes, nil)
    } catch {
      return nothing("cannot be read (\(error))")
    }
  }

  /// Writes the file, whole or not at all.
  package func save(to root: PackageRoot) throws(FileError) {
    try root.replace(Self.path, with: text)
  }
}

extension Question {
  /// How it is called in the file of mistakes: `3 momentum`.
  package var key: String { "\(chapter) \(name)" }
}
