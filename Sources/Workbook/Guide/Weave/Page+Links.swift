import Foundation
import Notebook

extension Page {
  /// Links and images that lead to no file of the package, or to no heading.
  ///
  /// Addresses with a scheme, such as `https:`, are left alone: nothing here uses the network.
  func linkFaults(in root: PackageRoot) -> [GuideFault] {
    // What a cell draws may not be recorded yet, which is not for a link to say.
    let figures = pieces.compactMap { piece in
      if case .figure(let figure) = piece { figure.source } else { nil }
    }
    return document.allInlines.compactMap { inline in
      switch inline {
      case .link(_, let address, let line): (address, line)
      case .image(_, let source, let line) where !figures.contains(source): (source, line)
      default: nil
      }
    }.compactMap { (address: String, line: Int) in
      problem(with: address, in: root).map { GuideFault(file: file, line: line, problem: $0) }
    }
  }

  private func problem(with address: String, in root: PackageRoot) -> GuideProblem? {
    if LocalLink.hasScheme(address) { return nil }
    guard let link = LocalLink(address, from: file) else {
      return .linkOutsidePackage(address)
    }
    if !root.exists(link.path) { return .linkToMissingFile(link.path) }
    guard let anchor = link.anchor, link.path.hasSuffix(".md") else { return nil }
    var document = document
    if link.path != file {
      guard let text = try? root.text(of: link.path) else { return nil }
      document = MarkdownDocument.recovering(text, file: link.path).0
    }
    return document.headingAnchors.contains(anchor)
      ? nil : .linkToMissingHeading(anchor, file: link.path)
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
    address.prefixMatch(of: /[A-Za-z0-9+.\-]{2,}:/) != nil
  }
}

extension MarkdownDocument {
  /// What follows `#` in links to the headings, as code hosts make it from their words: small
  /// letters, hyphens for spaces, no punctuation, and a number for the second of the same name.
  var headingAnchors: Set<String> {
    var anchors: Set<String> = []
    var counts: [String: Int] = [:]
    for block in allBlocks {
      guard case .heading(_, let words) = block.content else { continue }
      let name = words.plainText.lowercased().replacing(" ", with: "-")
        .replacing(/[^\p{Alphabetic}\p{N}_\-]/, with: "")
      let earlier = counts[name, default: 0]
      counts[name] = earlier + 1
      anchors.insert(earlier == 0 ? name : "\(name)-\(earlier)")
    }
    return anchors
  }
}
