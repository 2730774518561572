import Foundation
import Notebook

/// What the links show that stand at a number: another page of the guide, or a file of the package.
/// Each file is read once.
struct NumberSources {
  let root: PackageRoot
  private var shown: [String: ShownNumbers?] = [:]
  private var pages: [String: MarkdownDocument?] = [:]
  private var anchors: [String: [String: Block]] = [:]
  private var files: [String: NamedNumbers?] = [:]
  private var lines: [String: [String]] = [:]

  /// - Parameter pages: those that have been read already.
  init(root: PackageRoot, pages: [Page] = []) {
    self.root = root
    for page in pages { self.pages[page.file] = .some(page.document) }
  }

  /// A link as a source of numbers.
  struct Link: Equatable {
    let destination: String
    /// In a table, `[mostBytes](File.swift)` names a constant.
    var words = ""

    /// A citation, which is taken at its word.
    var isCitation: Bool {
      destination.hasPrefix("https://") || destination.hasPrefix("http://")
    }
  }

  /// The numbers of where a link leads; nil where it leads to no file that could show any.
  mutating func numbers(of link: Link, from page: String) -> ShownNumbers? {
    guard let local = LocalLink(link.destination, from: page), local.path != page else {
      return nil
    }
    var name = local.anchor
    let isPage = local.path.hasPrefix("Guide/") && local.path.hasSuffix(".md")
    if !isPage, name == nil, isConstant(link.words, in: local.path) { name = link.words }
    let key = "\(local.path)#\(name ?? "")"
    if let known = shown[key] { return known }
    let found = isPage ? section(name, of: local.path) : numbers(named: name, in: local.path)
    shown[key] = .some(found)
    return found
  }

  /// Whether the link names a constant of the file that it leads to.
  mutating func namesConstant(_ link: Link, from page: String) -> Bool {
    LocalLink(link.destination, from: page).map { isConstant(link.words, in: $0.path) } ?? false
  }

  private mutating func isConstant(_ name: String, in path: String) -> Bool {
    !name.isEmpty && path.hasSuffix(".swift") && (file(path)?.isConstant(name) ?? false)
  }

  private mutating func section(_ anchor: String?, of path: String) -> ShownNumbers? {
    if pages[path] == nil {
      let text = try? root.text(of: path)
      pages[path] = .some(text.map { MarkdownDocument.recovering($0, file: path).0 })
    }
    guard let document = pages[path] ?? nil else { return nil }
    var blocks = document.blocks
    if let anchor {
      if anchors[path] == nil {
        anchors[path] = Dictionary(
          document.anchoredHeadings.map { ($0.anchor, $0.heading) },
          uniquingKeysWith: { first, _ in first })
      }
      guard let heading = anchors[path]?[anchor] else { return nil }
      blocks = document.section(below: heading)
    }
    var shown = ShownNumbers()
    shown.add(blocks, from: path, in: root)
    shown.addCode(in: blocks)
    shown.sort()
    return shown
  }

  private mutating func numbers(named name: String?, in path: String) -> ShownNumbers? {
    if let name, let line = Int(name.drop { $0 == "L" }), name.first == "L" {
      let lines = lines[path] ?? text(of: path).map(textLines) ?? []
      self.lines[path] = lines
      var shown = ShownNumbers()
      if lines.indices.contains(line - 1) { shown.add(lines[line - 1], words: true) }
      shown.sort()
      return shown
    }
    if let name { return file(path)?.numbers(of: name) ?? ShownNumbers() }
    guard let text = text(of: path) else { return nil }
    var shown = ShownNumbers()
    shown.add(text, words: true)
    shown.sort()
    return shown
  }

  private mutating func file(_ path: String) -> NamedNumbers? {
    if let known = files[path] { return known }
    let found = text(of: path).map(NamedNumbers.init)
    files[path] = .some(found)
    return found
  }

  /// Values are longer than sources.
  private func text(of path: String) -> String? {
    guard let file = try? root.textFile(path, atMost: PackageRoot.mostBytesOfFigure) else {
      return nil
    }
    return file.text
  }
}

extension MarkdownDocument {
  /// The blocks below a heading, to the next of its level.
  fileprivate func section(below heading: Block) -> [Block] {
    guard case .heading(let level, _) = heading.content else { return [] }
    let rest = blocks.drop { $0.lines.lowerBound <= heading.lines.lowerBound }.prefix { block in
      if case .heading(let next, _) = block.content { next > level } else { true }
    }
    return Array(rest)
  }
}
