import Datasets
import Exercises
import Foundation
import Museum
import Notebook

/// What a word on the command line can be, and how it becomes a value.
struct ValueKind<Value> {
  /// What stands for the value in `--help`: `N`.
  let placeholder: String
  /// What a wrong word is told to be, or what a missing word is: `a whole number of at least 1`.
  let expected: String
  /// What some wrong words are told to be instead; nil for all others.
  var expectedOf: (String) -> String? = { _ in nil }
  let completion: Completion
  /// The value of a word, or nil if it has none.
  let parse: (String) throws(UsageError) -> Value?

  init(
    _ placeholder: String, _ expected: String, _ completion: Completion = Completion(),
    parse: @escaping (String) throws(UsageError) -> Value?
  ) {
    self.placeholder = placeholder
    self.expected = expected
    self.completion = completion
    self.parse = parse
  }

  /// The same for an option that may be left out.
  var optional: ValueKind<Value?> {
    var kind = ValueKind<Value?>(placeholder, expected, completion) { word throws(UsageError) in
      try parse(word).map { .some($0) }
    }
    kind.expectedOf = expectedOf
    return kind
  }
}

// MARK: Numbers

extension ValueKind where Value: FixedWidthInteger {
  static func number(atLeast minimum: Value) -> ValueKind {
    var kind = ValueKind("N", "a whole number of at least \(minimum)") { word in
      Value(word).flatMap { $0 >= minimum ? $0 : nil }
    }
    // More than the machine counts to.
    kind.expectedOf = { word in
      let isWhole = !word.isEmpty && word.allSatisfy { ("0"..."9").contains($0) }
      return isWhole && Value(word) == nil ? "a whole number of at most \(Value.max)" : nil
    }
    return kind
  }
}

extension ValueKind where Value == Float {
  static var positive: ValueKind {
    var kind = ValueKind("X", "a finite number greater than 0") { word in
      Float(word).flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
    }
    // Too large or too small for 32 bits.
    kind.expectedOf = { word in
      let digits = word.prefix { $0 != "e" && $0 != "E" }
      let isPositive = !word.hasPrefix("-") && digits.contains { ("1"..."9").contains($0) }
      guard isPositive, Double(word) != nil else { return nil }
      return "a number from \(Float.leastNonzeroMagnitude) to \(Float.greatestFiniteMagnitude)"
    }
    return kind
  }
}

/// A day: more than anybody waits, and far less than a Duration holds.
private let mostSeconds = 86_400

extension ValueKind where Value == Duration {
  static var seconds: ValueKind {
    ValueKind("SECONDS", "a number of seconds greater than 0 and at most \(mostSeconds)") { word in
      Double(word).flatMap { $0 > 0 && $0 <= Double(mostSeconds) ? .seconds($0) : nil }
    }
  }
}

// MARK: Words

extension ValueKind where Value == String {
  /// Any word, with what is said where it is missing.
  static func word(
    _ placeholder: String, _ expected: String, _ completion: Completion = Completion()
  ) -> ValueKind {
    ValueKind(placeholder, expected, completion) { $0 }
  }

  static var file: ValueKind { word("FILE", "a file", Completion(paths: .files)) }

  /// Where files are on the web, as an address that ends in a slash.
  static var address: ValueKind {
    ValueKind("URL", "an address that begins with https:// or http:// and goes on with a folder") {
      word in
      guard let parts = URLComponents(string: word), parts.host?.isEmpty == false,
        ["https", "http"].contains(parts.scheme), (parts.port ?? 1) <= UInt16.max,
        word.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }), !word.contains(where: "?#@".contains)
      else { return nil }
      return word.hasSuffix("/") ? word : word + "/"
    }
  }

  /// The number of a chapter. Which chapters there are, the command finds out.
  static var chapter: ValueKind {
    word("N", "the number of a chapter, 1 to \(Chapter.count),", .chapters)
  }

  /// The name of a cell, in the chapter that an earlier word names.
  static var cell: ValueKind { word("CELL", "the name of a cell", .cells) }
}

extension ValueKind where Value == String? {
  static var folder: ValueKind {
    ValueKind("DIR", "a folder", Completion(paths: .folders)) { word throws(UsageError) in
      if word.isEmpty { throw UsageError("the name of a folder is missing") }
      return word
    }
  }
}

extension ValueKind where Value == Int? {
  /// The number of an exhibit of the museum.
  static var exhibit: ValueKind {
    let numbers = (1...exhibitCount).map(String.init)
    return ValueKind("N", "the number of an exhibit, 1 to \(numbers.count)", .words(numbers)) {
      word throws(UsageError) in
      guard numbers.contains(word) else { throw .noSuchExhibit(word) }
      return Int(word)
    }
  }
}

extension ValueKind where Value: CaseIterable & RawRepresentable<String> {
  /// One of a few words.
  static func choice(_ placeholder: String) -> ValueKind {
    let words = Value.allCases.map(\.rawValue)
    return ValueKind(placeholder, words.list("or"), .words(words)) { Value(rawValue: $0) }
  }
}

extension ValueKind where Value == MNIST.Root {
  /// Where the digits come from.
  static var digits: ValueKind {
    ValueKind("bundled|DIR", "'bundled' or a folder", .words(["bundled"], or: .folders)) {
      MNIST.Root($0)
    }
  }
}

extension ValueKind where Value == Exercise {
  static var exercise: ValueKind {
    ValueKind(
      "N.M", "the number of an exercise, such as 3.2,", .exercises, parse: Exercise.init(word:))
  }
}

extension ValueKind where Value == [Exercise] {
  /// Those of a chapter, or one alone.
  static var exercises: ValueKind {
    ValueKind(
      "N|N.M", "the number of a chapter or of an exercise", .chaptersAndExercises,
      parse: Exercise.chosen(by:))
  }
}
