import Foundation
import Notebook

extension Page {
  /// Links and images that lead to no file of the package, or to no heading.
  ///
  /// Addresses with a scheme, such as `https:`, are left alone: nothing here uses the network.
  ///
  /// - Parameter anchors: those of the pages that have been read already.
  func linkFaults(
    in root: PackageRoot, knowing anchors: [String: Set<String>]
  ) -> [GuideFault] {
    // What a cell draws may not be recorded yet, which is not for a link to say.
    let figures = Set(
      pieces.compactMap { piece in
        if case .figure(let figure) = piece { figure.source } else { nil }
      })
    // Many links lead to one page.
    var anchors = anchors.mapValues { Optional($0) }
    anchors[file] = .some(document.headingAnchors)
    return document.allInlines.compactMap { inline in
      switch inline {
      case .link(_, let address, let line): (address, line)
      case .image(_, let source, let line) where !figures.contains(source): (source, line)
      default: nil
      }
    }.compactMap { (address: String, line: Int) in
      problem(with: address, in: root, &anchors).map {
        GuideFault(file: file, line: line, problem: $0)
      }
    }
  }

  /// - Parameter anchors: those of the pages that have been looked at; nil for one that cannot be read.
  private func problem(
    with address: String, in root: PackageRoot, _ anchors: inout [String: Set<String>?]
  ) -> GuideProblem? {
    if LocalLink.hasScheme(address) { return nil }
    guard let link = LocalLink(address, from: file) else {
      return .linkOutsidePackage(address)
    }
    if !root.exists(link.path) { return .linkToMissingFile(link.path) }
    guard let anchor = link.anchor, link.path.hasSuffix(".md") else { return nil }
    if anchors[link.path] == nil {
      let text = try? root.text(of: link.path)
      anchors[link.path] = .some(
        text.map { MarkdownDocument.recovering($0, file: link.path).0.headingAnchors })
    }
    guard let known = anchors[link.path] ?? nil, !known.contains(anchor) else { return nil }
    return .linkToMissingHeading(anchor, file: link.path)
  }
}

/// Where a link of a page leads inside the package.
struct LocalLink: Equatable {
  /// Relative to the package: `Guide/04-train-and-test.md`.
  let path: String
  /// What stands behind a `#`.
  let anchor: String?

  /// Nil for an address elsewhere, and for one that leaves the package.
  init?(_ address: String, from page: String) {
    if Self.hasScheme(address) || address.hasPrefix("/") { return nil }
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    anchor = parts.count > 1 ? parts[1].removingPercentEncoding : nil
    if parts[0].isEmpty {
      path = page
      return
    }
    guard let target = parts[0].removingPercentEncoding else { return nil }
    var folders = page.split(separator: "/").dropLast()
    for part in target.split(separator: "/") where part != "." {
      if part != ".." {
        folders.append(part)
      } else if folders.popLast() == nil {
        return nil
      }
    }
    path = folders.joined(separator: "/")
  }

  /// Whether an address begins like `https:` or `mailto:`.
  static func hasScheme(_ address: String) -> Bool {
    let scheme = address.prefix {
      $0.isASCII && ($0.isLetter || $0.isNumber || "+.-".contains($0))
    }
    return scheme.count >= 2 && address[scheme.endIndex...].first == ":"
  }
}

extension MarkdownDocument {
  /// What follows `#` in links to the headings, as code hosts make it from their words: small
  /// letters, hyphens for spaces, no punctuation, and a number for the second of the same name.
  var headingAnchors: Set<String> { Set(anchoredHeadings.map(\.anchor)) }

  /// Every heading with its anchor, in reading order.
  var anchoredHeadings: [(anchor: String, heading: Block)] {
    var anchors: [(anchor: String, heading: Block)] = []
    var counts: [String: Int] = [:]
    for block in allBlocks {
      guard case .heading(_, let words) = block.content else { continue }
      let name = headingAnchor(words.plainText)
      let earlier = counts[name, default: 0]
      counts[name] = earlier + 1
      anchors.append((earlier == 0 ? name : "\(name)-\(earlier)", block))
    }
    return anchors
  }
}

/// What follows `#` in a link to a heading of these words, the first of them on its page.
package func headingAnchor(_ words: String) -> String {
  words.lowercased().replacing(" ", with: "-")
    .filter { $0.isAlphabetic || $0.isNumber || $0 == "_" || $0 == "-" }
}

extension Character {
  fileprivate var isAlphabetic: Bool { unicodeScalars.first?.properties.isAlphabetic ?? false }
}
