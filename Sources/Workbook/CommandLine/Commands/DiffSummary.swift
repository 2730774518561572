import Guide

/// How many things of a chapter are no longer the guide's, in one line.
struct DiffSummary: CustomStringConvertible {
  enum Kind {
    case code, output, figure
    /// A cell that did not come to its end.
    case stopped
    /// Code that the page shows and the sources do not have.
    case missing
  }

  let chapter: Int
  let kinds: [Kind]

  var description: String {
    let differing = [
      words(.code, "piece of code", "pieces of code"), words(.output, "output", "outputs"),
      words(.figure, "figure", "figures"),
    ].compactMap { $0 }
    let count = kinds.count { [.code, .output, .figure].contains($0) }
    let sentences = [
      count == 0
        ? nil : "\(differing.list()) \(count == 1 ? "differs" : "differ") from the guide's",
      words(.stopped, "cell did not come to its end", "cells did not come to their end"),
      words(.missing, "piece of code could not be found", "pieces of code could not be found"),
    ].compactMap { $0 }
    if sentences.isEmpty { return "Chapter \(chapter) is as the guide has it." }
    return "Chapter \(chapter): \(sentences.joined(separator: "; "))."
  }

  /// Nil for none.
  private func words(_ kind: Kind, _ one: String, _ many: String) -> String? {
    let count = kinds.count { $0 == kind }
    return count == 0 ? nil : "\(count) \(count == 1 ? one : many)"
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
