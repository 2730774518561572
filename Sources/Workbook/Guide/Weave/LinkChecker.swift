import Foundation
import Notebook

/// Finds links and images of a page that lead to no file, or to no heading.
///
/// Addresses with a scheme, such as `https:`, are left alone: nothing here uses the network.
struct LinkChecker {
  let root: PackageRoot

  func faults(in page: Page) -> [GuideFault] {
    // What a cell draws may not be recorded yet, which is not for a link to say.
    let figures = Set(
      page.pieces.compactMap { piece in
        if case .figure(let figure) = piece { figure.source } else { nil }
      })
    return page.document.allInlines.compactMap { inline in
      switch inline {
      case .link(_, let destination, let line):
        problem(with: destination, in: page).map {
          GuideFault(file: page.file, line: line, problem: $0)
        }
      case .image(_, let source, let line) where !figures.contains(source):
        problem(with: source, in: page).map {
          GuideFault(file: page.file, line: line, problem: $0)
        }
      default: nil
      }
    }
  }

  private func problem(with destination: String, in page: Page) -> Problem? {
    if LocalLink.hasScheme(destination) { return nil }
    guard let link = LocalLink(destination, from: page.file) else {
      return .linkOutsidePackage(destination)
    }
    if !root.exists(link.path) { return .linkToMissingFile(link.path) }
    guard let anchor = link.anchor, link.path.hasSuffix(".md") else { return nil }
    let document: MarkdownDocument
    if link.path == page.file {
      document = page.document
    } else {
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
  init?(_ destination: String, from page: String) {
    if Self.hasScheme(destination) || destination.hasPrefix("/") { return nil }
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let target = String(parts.first ?? "")
    anchor = parts.count > 1 ? parts[1].removingPercentEncoding : nil
    if target.isEmpty {
      path = page
      return
    }
    guard let decoded = target.removingPercentEncoding else { return nil }
    var folders = page.split(separator: "/").dropLast().map(String.init)
    for part in decoded.split(separator: "/") {
      switch part {
      case ".": break
      case "..":
        if folders.isEmpty { return nil }
        folders.removeLast()
      default: folders.append(String(part))
      }
    }
    path = folders.joined(separator: "/")
  }

  /// Whether an address begins like `https:` or `mailto:`.
  static func hasScheme(_ destination: String) -> Bool {
    guard let colon = destination.utf8.firstIndex(of: 0x3A) else { return false }
    let scheme = destination[..<colon].unicodeScalars
    return scheme.count >= 2
      && scheme.allSatisfy { scalar in
        scalar.isASCIILetterOrDigit || scalar == "+" || scalar == "." || scalar == "-"
      }
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
      var anchor = String.UnicodeScalarView()
      for scalar in words.plainText.lowercased().unicodeScalars {
        if scalar == " " {
          anchor.append("-")
        } else if scalar == "-" || scalar == "_" || scalar.properties.isAlphabetic
          || scalar.properties.numericType != nil
        {
          anchor.append(scalar)
        }
      }
      let name = String(anchor)
      let earlier = counts[name, default: 0]
      counts[name] = earlier + 1
      anchors.insert(earlier == 0 ? name : "\(name)-\(earlier)")
    }
    return anchors
  }
}
