import Museum
import Notebook

/// A command line that cannot be understood, and the nearest thing to it that can.
struct UsageError: Error, Equatable, CustomStringConvertible {
  /// One line without a full stop at its end.
  let description: String

  init(_ description: String) {
    self.description = description
  }

  /// Something that is not known.
  ///
  /// - Parameters:
  ///   - nearest: what was probably meant; nil where nothing is near.
  ///   - otherwise: what is said then.
  static func unknown(
    _ what: String, nearest: String?, else otherwise: String = ""
  ) -> UsageError {
    UsageError(what + (nearest.map { "; did you mean '\($0)'?" } ?? otherwise))
  }

  static func noSuchChapter(_ word: String) -> UsageError {
    UsageError("no chapter '\(word)'; there are chapters 1 to \(Chapter.count)")
  }

  static func noSuchExhibit(_ word: String) -> UsageError {
    UsageError("no exhibit '\(word)'; there are exhibits 1 to \(exhibitCount)")
  }
}

extension [String] {
  /// `one, two and three`.
  func list(_ conjunction: String = "and") -> String {
    guard count > 1 else { return joined() }
    return dropLast().joined(separator: ", ") + " \(conjunction) " + last!
  }

  /// `'one', 'two' and 'three'`.
  func quotedList(_ conjunction: String = "and") -> String {
    map { "'\($0)'" }.list(conjunction)
  }
}
