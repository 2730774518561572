import Foundation
import Notebook

/// A line of a reader's files: `Sources/Chapters/Chapter1Data/Exercises/Normalize.swift:9`.
package struct SourceLine: Equatable, Sendable, CustomStringConvertible {
  /// Relative to the package.
  package let file: String
  /// Counted from 1.
  package let line: Int

  package init(_ file: String, _ line: Int) {
    self.file = file
    self.line = line
  }

  package var description: String { "\(file):\(line)" }
}

// Where an editor is to go for a check that failed.
extension ExerciseFiles {
  /// The same with the place of each failure.
  package func placing(_ result: ExerciseResult) -> ExerciseResult {
    guard result.checks.contains(where: { ($0.failure ?? $0.remark) != nil }) else { return result }
    return ExerciseResult(
      exercise: result.exercise,
      checks: result.checks.map { check in
        var check = check
        if (check.failure ?? check.remark) != nil {
          check.place = place(of: check, in: result.exercise)
        }
        return check
      })
  }

  /// The line that stopped the program, else the one that the failure names, else the declaration
  /// that the check is about.
  func place(of check: CheckResult, in exercise: Exercise) -> SourceLine {
    let file = exercise.isChapterCode ? nil : exercise.path
    let folder = file.map { ($0 as NSString).deletingLastPathComponent } ?? exercise.path
    let said = check.failure ?? check.remark
    let words = [said?.message, said?.diagnosis, said?.got]
      .compactMap(\.self).joined(separator: "\n")
    if let stop = check.stop.flatMap(sourceLine) ?? named(in: words) { return stop }
    let about = ([check.name, words] + check.hints).joined(separator: " ")
    let files = file.map { [$0] } ?? ownFiles(in: folder)
    // `Look at makeLoaders in LoadDigits.swift.`
    let mentioned = files.filter { about.contains(($0 as NSString).lastPathComponent) }
    let declarations = (mentioned.isEmpty ? files : mentioned).flatMap(declarations)
    if let place = declarations.first(where: { $0.name == check.function })?.place { return place }
    let spoken = Set(about.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
    if let declaration = declarations.first(where: { spoken.contains($0.name) }) {
      return declaration.place
    }
    let stubs = (try? stub(of: exercise)).map { Self.declarations(with: "fatalError(", in: $0) }
    return declarations.first { stubs?.contains($0.name) ?? false }?.place
      ?? declarations.first?.place ?? SourceLine(mentioned.first ?? files.first ?? exercise.path, 1)
  }

  /// The files of a chapter but for its exercises.
  private func ownFiles(in folder: String) -> [String] {
    root.files(under: folder, ending: ".swift").filter { !$0.hasPrefix("\(folder)/Exercises/") }
  }

  /// The first line of a chapter that the text names.
  private func named(in text: String) -> SourceLine? {
    text.firstMatch(of: /(Sources\/Chapters\/[^\s:]+\.swift):([0-9]+)/).flatMap { match in
      Int(match.2).map { SourceLine(String(match.1), $0) }
    }
  }

  /// What Swift calls `Chapter1Data/Normalize.swift:9` where the program stopped; nil where that is no
  /// file of a chapter.
  private func sourceLine(_ stop: String) -> SourceLine? {
    guard let match = stop.wholeMatch(of: /(\w+)\/([^\/:]+\.swift):([0-9]+)/),
      let line = Int(match.3)
    else { return nil }
    return root.files(under: "Sources/Chapters/\(match.1)", ending: String(match.2))
      .first { ($0 as NSString).lastPathComponent == match.2 }.map { SourceLine($0, line) }
  }

  /// The functions and types of a file, in its order.
  private func declarations(in path: String) -> [(name: String, place: SourceLine)] {
    guard let file = try? root.textFile(path) else { return [] }
    return textLines(file.text).enumerated().compactMap { index, line in
      Self.declaredName(in: line).map { ($0, SourceLine(path, index + 1)) }
    }
  }

  /// The functions and types in which a text stands.
  private static func declarations(with text: String, in source: String) -> Set<String> {
    var last: String?
    return textLines(source).reduce(into: []) { names, line in
      last = declaredName(in: line) ?? last
      if line.contains(text), let last { names.insert(last) }
    }
  }

  private static func declaredName(in line: String) -> String? {
    let code = line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line[...]
    return code.firstMatch(of: /\b(?:func|class|struct|enum) (\w+)/).map { String($0.1) }
  }
}
