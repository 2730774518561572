import Guide

/// How many things of a chapter are no longer the guide's, in one line.
struct DiffSummary: CustomStringConvertible {
  enum Kind: Hashable {
    case code, output, figure
    /// A cell that did not come to its end.
    case stopped
    /// Code that the page shows and the sources do not have.
    case missing
  }

  let chapter: Int
  private var counts: [Kind: Int] = [:]

  init(chapter: Int) {
    self.chapter = chapter
  }

  mutating func count(_ kind: Kind) {
    counts[kind, default: 0] += 1
  }

  var description: String {
    var sentences: [String] = []
    let differing = [
      words(.code, "piece of code", "pieces of code"), words(.output, "output", "outputs"),
      words(.figure, "figure", "figures"),
    ].compactMap { $0 }
    if let last = differing.last {
      let list = [differing.dropLast().joined(separator: ", "), last].filter { !$0.isEmpty }
      let count = [Kind.code, .output, .figure].reduce(0) { $0 + counts[$1, default: 0] }
      let verb = count == 1 ? "differs" : "differ"
      sentences.append("\(list.joined(separator: " and ")) \(verb) from the guide's")
    }
    if let cells = words(.stopped, "cell did", "cells did") {
      sentences.append("\(cells) not come to \(counts[.stopped] == 1 ? "its" : "their") end")
    }
    if let code = words(.missing, "piece of code", "pieces of code") {
      sentences.append("\(code) could not be found")
    }
    if sentences.isEmpty { return "Chapter \(chapter) is as the guide has it." }
    return "Chapter \(chapter): \(sentences.joined(separator: "; "))."
  }

  /// Nil for none.
  private func words(_ kind: Kind, _ one: String, _ many: String) -> String? {
    counts[kind].map { "\($0) \($0 == 1 ? one : many)" }
  }
}

extension PageComparison.Finding {
  var kind: DiffSummary.Kind {
    switch self {
    case .change(let change):
      switch change.recorded {
      case .code, .difference: .code
      case .output: .output
      case .figure, .missingFigure: .figure
      }
    case .fault(let fault):
      switch fault.problem {
      case .cellFailed: .stopped
      case .noFigure: .figure
      default: .missing
      }
    }
  }
}
