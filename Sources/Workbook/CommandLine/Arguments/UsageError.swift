/// A command line that cannot be understood, and the nearest thing to it that can.
enum UsageError: Error, Equatable {
  case unknownCommand(String, nearest: String?, commands: [String])
  /// `workbook guide` without saying what to do with the guide.
  case missingCommand(group: String, commands: [String])
  /// The option with its dashes, as it was written.
  case unknownOption(String, nearest: String?)
  case missingValue(option: String, placeholder: String)
  case unwantedValue(String, option: String)
  case wrongValue(String, option: String, expected: String, nearest: String? = nil)
  /// A word that the command has no place for.
  case unexpectedArgument(String)
  /// `what` has to be given: `the number of a chapter`.
  case missingArgument(what: String)
  /// Not the number of a chapter.
  case noSuchChapter(String, count: Int)
  /// Not the name of a cell in that chapter, which has `cells`.
  case noSuchCell(String, chapter: Int, nearest: String?, cells: [String])
  /// Not the number of an exercise; `known` are those of the chapter that it names, if any.
  case noSuchExercise(String, known: [String])
  /// Two options of which each makes the other pointless.
  case contradiction(String, String)
  /// An option that reads keys, without a terminal that has any.
  case noTerminal(option: String)
}

extension UsageError: CustomStringConvertible {
  /// One line without a full stop at its end.
  var description: String {
    switch self {
    case .unknownCommand(let word, let nearest, let commands):
      "no command '\(word)'"
        + Self.proposal(nearest, else: "; there are \(Self.quoted(commands, "and"))")
    case .missingCommand(let group, let commands):
      "'\(group)' needs to know what to do: \(Self.quoted(commands, "or"))"
    case .unknownOption(let option, let nearest):
      "no option '\(option)'" + Self.proposal(nearest)
    case .missingValue(let option, let placeholder):
      "'--\(option)' needs a value: --\(option) \(placeholder)"
    case .unwantedValue(let value, let option):
      "'--\(option)' takes no value, but was given '\(value)'"
    case .wrongValue(let value, let option, let expected, let nearest):
      "'--\(option)' needs \(expected), not '\(value)'" + Self.proposal(nearest)
    case .unexpectedArgument(let word):
      "unexpected argument '\(word)'"
    case .missingArgument(let what):
      "\(what) is missing"
    case .noSuchChapter(let word, let count):
      "no chapter '\(word)'; there are chapters 1 to \(count)"
    case .noSuchCell(let word, let chapter, let nearest, let cells):
      "chapter \(chapter) has no cell '\(word)'"
        + Self.proposal(nearest, else: "; it has \(Self.quoted(cells, "and"))")
    case .noSuchExercise(let word, let known) where known.isEmpty:
      "no exercise '\(word)'; write its chapter, a point and its place in that, such as '3.2'"
    case .noSuchExercise(let word, let known):
      "no exercise '\(word)'; there are \(Self.quoted(known, "and"))"
    case .contradiction(let first, let second):
      "'--\(first)' and '--\(second)' do not go together; leave one of them out"
    case .noTerminal(let option):
      "'--\(option)' waits for keys, and there is no terminal to read them from; leave it out, or"
        + " run it in a terminal"
    }
  }

  private static func proposal(_ nearest: String?, else otherwise: String = "") -> String {
    nearest.map { "; did you mean '\($0)'?" } ?? otherwise
  }

  /// `'check' or 'update'`.
  private static func quoted(_ words: [String], _ conjunction: String) -> String {
    words.map { "'\($0)'" }.list(conjunction)
  }
}

extension [String] {
  /// `one, two and three`.
  func list(_ conjunction: String = "and") -> String {
    guard count > 1 else { return joined() }
    return dropLast().joined(separator: ", ") + " \(conjunction) " + last!
  }
}
