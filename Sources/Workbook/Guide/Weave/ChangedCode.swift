import Notebook

/// Code that a page shows and that is different in the sources.
package struct ChangedCode: Equatable, Sendable {
  /// The first line of the sources that differs.
  package let place: Place
  /// That line; nil where the page has lines that are gone.
  package let line: String?
  /// The cell that the page shows next, which is what runs the code; nil where none comes.
  package let cell: String?
}

extension Page {
  /// What a reader has changed of the code that the page shows, in its order. Nothing is run.
  package func changedCode(in root: PackageRoot) -> [ChangedCode] {
    var comparison = PageComparison(self, in: root)
    return pieces.indices.flatMap { index in
      let shown: Bool = !pieces[index].codeFences.isEmpty && pieces[index].cell == nil
      guard shown else { return [ChangedCode]() }
      let cell = pieces[index...].lazy.compactMap(\.cell).first
      let run: ((String) throws(Never) -> CellResult)? = nil
      return comparison.findings(in: pieces[index], run: run).compactMap { finding in
        switch finding {
        case .change(let change):
          change.fault.counterpart.map {
            ChangedCode(place: $0, line: change.fault.difference?.firstNewLine, cell: cell)
          }
        // A region that is gone.
        case .fault(let fault):
          fault.counterpart.map { ChangedCode(place: $0, line: nil, cell: cell) }
        }
      }
    }
  }
}

extension LineDifference {
  /// The first line of the second text that the first one does not have.
  fileprivate var firstNewLine: String? {
    lines.lazy.compactMap { if case .added(let text) = $0 { text } else { nil } }.first
  }
}
