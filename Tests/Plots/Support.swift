import Foundation
import Plots

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Numbers that look random and are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// A figure of one panel.
func figure(_ panel: any Panel, title: String? = nil) -> Figure {
  Figure(width: 4, height: 3, title: title, alternative: "A test.", panels: [panel])
}

/// The lines of a panel alone on its figure.
func text(_ panel: any Panel, width: Int, style: TerminalCapability) -> String {
  figure(panel).text(width: width, style: style)
}

/// What an XML parser reads in a document: how many elements of each name, all text, all path data.
final class SVGContent: NSObject, XMLParserDelegate {
  private(set) var counts: [String: Int] = [:]
  private(set) var texts: [String: [String]] = [:]
  private(set) var attributes: [String: [[String: String]]] = [:]
  private var open: [String] = []

  /// Parses a document; nil if it is not well-formed XML.
  init?(_ svg: String) {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    guard parser.parse() else { return nil }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes values: [String: String]
  ) {
    counts[name, default: 0] += 1
    texts[name, default: []].append("")
    attributes[name, default: []].append(values)
    open.append(name)
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    guard let name = open.last, let last = texts[name]?.indices.last else { return }
    texts[name]?[last] += string
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }
}
