import Notebook

/// Writes changes into a page and its figures, some at a time or all at once.
///
/// Each call leaves whole files: a page is replaced as a whole, and never over what somebody has
/// written into it meanwhile.
package struct PageRecorder {
  private let root: PackageRoot
  private let file: String
  /// The page as it was compared, whose lines the changes count.
  private let compared: String
  private var onDisk: String
  private var recorded: [Change] = []

  init(root: PackageRoot, file: String, text: String) {
    self.root = root
    self.file = file
    compared = text
    onDisk = text
  }

  /// Writes the changes, besides those that were recorded before, and gives the files that it
  /// wrote.
  package mutating func record(_ changes: [Change]) throws(GuideFaults) -> [String] {
    var files: [String] = []
    for case .figure(let file, let drawing) in changes.map(\.edit) where !files.contains(file) {
      try root.write(drawing, to: file)
      files.append(file)
    }
    let edits = (recorded + changes).compactMap { change in
      if case .fence(let lines, let content) = change.edit { (lines, content) } else { nil }
    }
    let text = edits.isEmpty ? compared : rewriting(fences: edits, of: compared)
    if text != onDisk {
      guard try root.text(of: file) == onDisk else {
        throw GuideFaults(GuideFault(file: file, line: 1, problem: .changedMeanwhile))
      }
      try root.write(text, to: file)
      onDisk = text
      files.append(file)
    }
    recorded += changes
    return files
  }
}
