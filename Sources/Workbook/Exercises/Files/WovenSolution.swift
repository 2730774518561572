import Foundation
import Notebook

/// One text from which both the stub of an exercise and its solution come.
///
/// What the two share is there once. Where they differ, the lines of the stub stand as comments
/// before those of the solution:
///
/// ```swift
/// package func double(_ x: Float) -> Float {
///   // #stub
///   // fatalError("Exercise 1.1 has no answer yet")
///   // #solution
///   2 * x
///   // #end
/// }
/// ```
struct WovenSolution: Equatable {
  let stub: String
  let solution: String

  /// - Throws: a ``Fault`` for markers in another order, a stub that is no comment, or no stub at all.
  init(_ text: String) throws(Fault) {
    enum Part { case shared, stub, solution }
    var part = Part.shared
    var (stub, solution): ([String], [String]) = ([], [])
    for (index, line) in textLines(text).enumerated() {
      switch (line.trimmingCharacters(in: .whitespaces), part) {
      case ("// #stub", .shared): part = .stub
      case ("// #solution", .stub): part = .solution
      case ("// #end", .solution): part = .shared
      case ("// #stub", _), ("// #solution", _), ("// #end", _):
        throw Fault(line: index + 1, problem: "#stub, #solution and #end follow one another")
      case (let trimmed, .stub):
        guard trimmed.hasPrefix("//") else {
          throw Fault(line: index + 1, problem: "the lines of a stub are comments")
        }
        let indentation = line.prefix { $0 == " " }
        let code = trimmed.dropFirst(trimmed.hasPrefix("// ") ? 3 : 2)
        stub.append(code.isEmpty ? "" : String(indentation + code))
      case (_, .solution): solution.append(line)
      case (_, .shared):
        stub.append(line)
        solution.append(line)
      }
    }
    guard part == .shared else { throw Fault(line: 0, problem: "the last #end is missing") }
    guard stub != solution else { throw Fault(line: 0, problem: "there is no #stub before this") }
    let end = text.utf8.last == UInt8(ascii: "\n") ? "\n" : ""
    self.stub = stub.joined(separator: "\n") + end
    self.solution = solution.joined(separator: "\n") + end
  }

  /// What is wrong with the text, and where: line 0 for its end.
  struct Fault: Error, Equatable {
    let line: Int
    let problem: String
  }
}
