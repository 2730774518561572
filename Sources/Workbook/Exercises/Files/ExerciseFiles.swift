import Foundation
import Notebook
import StateFiles

/// What an exercise has on disk: the reader's file, the stub that it was at first, and a solution.
package struct ExerciseFiles: Sendable {
  let root: PackageRoot

  package init(root: PackageRoot) {
    self.root = root
  }

  /// Whether the reader has not begun: their file is still the stub, but for white space.
  ///
  /// This is all that is looked at in it. Whether it is right, its checks find out by running it, also
  /// where it is no text, or more than anybody writes: the stub is neither. A chapter's own code is
  /// there from the start.
  package func isUntouched(_ exercise: Exercise) throws(ExerciseFileError) -> Bool {
    guard !exercise.isChapterCode else { return false }
    guard let text = try readersText(exercise) else { return false }
    return words(of: text) == words(of: try stub(of: exercise))
  }

  /// What the reader's file was at first.
  package func stub(of exercise: Exercise) throws(ExerciseFileError) -> String {
    try woven(exercise).solution.stub
  }

  /// One way to do it.
  package func solution(of exercise: Exercise) throws(ExerciseFileError) -> String {
    try woven(exercise).solution.solution
  }

  /// Puts the stub back, and keeps a copy of what it replaces.
  ///
  /// - Returns: where the copy is, relative to the package; nil where there was nothing to replace.
  package func reset(_ exercise: Exercise, now: Date = .now) throws(ExerciseFileError) -> String? {
    let (file, woven) = try woven(exercise)
    var copy: String?
    if try isThere(exercise.path) {
      if try readersText(exercise) == woven.stub { return nil }
      let path = try copyPath(of: exercise, now)
      try copyFile(exercise.path, to: path)
      copy = path
    }
    // As the package came: with the ends of lines of the file that it comes from.
    try replace(exercise.path, with: file.replacing(with: woven.stub).written)
    return copy
  }

  /// A name that is not taken. The folder is none of the package's sources, so that the copy is
  /// not compiled.
  private func copyPath(of exercise: Exercise, _ now: Date) throws(ExerciseFileError) -> String {
    let style = Date.ISO8601FormatStyle(timeZone: .current)
      .year().month().day().time(includingFractionalSeconds: false)
      .timeSeparator(.omitted)
    let name = URL(filePath: exercise.path).deletingPathExtension().lastPathComponent
    let base = ".workbook/replaced/\(exercise.number)-\(name)-\(now.formatted(style))"
    var path = "\(base).swift"
    var number = 2
    while try isThere(path) {
      path = "\(base)-\(number).swift"
      number += 1
    }
    return path
  }

  /// The solution, with the stub in it, and its file: `Sources/Workbook/Solutions/Chapter1/Normalize.swift`.
  private func woven(
    _ exercise: Exercise
  ) throws(ExerciseFileError) -> (file: TextFile, solution: WovenSolution) {
    guard !exercise.isChapterCode else { throw .noStub(exercise.number) }
    let name = URL(filePath: exercise.path).lastPathComponent
    let path = "Sources/Workbook/Solutions/Chapter\(exercise.number.chapter)/\(name)"
    let found: TextFile?
    do throws(TextFile.Fault) {
      found = try root.textFile(path)
    } catch {
      throw .unreadable(path, error)
    }
    guard let file = found else { throw .missing(path) }
    do {
      return (file, try WovenSolution(file.text))
    } catch {
      throw .malformed(path, line: error.line, problem: error.problem)
    }
  }

  private func isThere(_ path: String) throws(ExerciseFileError) -> Bool {
    do throws(SystemError) {
      return try RegularFile.isThere(root.url(of: path).path)
    } catch {
      throw .unreadable(path, .refused(error.reason))
    }
  }

  /// What the reader has written; nil where that is no text, or longer than one.
  private func readersText(_ exercise: Exercise) throws(ExerciseFileError) -> String? {
    let path = exercise.path
    let found: TextFile?
    do throws(TextFile.Fault) {
      found = try root.textFile(path)
    } catch .notUTF8, .tooLarge {
      return nil
    } catch {
      throw .unreadable(path, error)
    }
    guard let file = found else { throw .missing(path) }
    return file.text
  }

  /// Byte for byte, whatever it holds, and what a link leads to.
  private func copyFile(_ path: String, to copy: String) throws(ExerciseFileError) {
    do throws(FileError) {
      try root.copy(path, to: copy)
    } catch {
      throw .cannotWrite(copy, reason: error.reason)
    }
  }

  private func replace(_ path: String, with text: String) throws(ExerciseFileError) {
    do throws(FileError) {
      try root.replace(path, with: text)
    } catch {
      throw .cannotWrite(path, reason: error.reason)
    }
  }

  private func words(of text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }
}

/// A file of an exercise that is not as it has to be, and what to do about it.
package enum ExerciseFileError: Error, Equatable, Sendable, CustomStringConvertible {
  case missing(String)
  case unreadable(String, TextFile.Fault)
  case cannotWrite(String, reason: String)
  case malformed(String, line: Int, problem: String)
  /// A chapter's own code has neither stub nor solution.
  case noStub(ExerciseNumber)

  package var description: String {
    switch self {
    case .missing(let path):
      "\(path) is not there: put it back, from a copy or as the package came"
    case .unreadable(let path, let fault):
      "\(path) cannot be read (\(fault)): \(fault.advice)"
    case .cannotWrite(let path, let reason):
      "\(path) cannot be written: \(reason)"
    case .malformed(let path, let line, let problem):
      "\(path):\(line): \(problem)"
    case .noStub(let number):
      "\(number) is the chapter's own code, which has no stub and no solution: "
        + "'workbook diff \(number.chapter)' shows how it was"
    }
  }
}
