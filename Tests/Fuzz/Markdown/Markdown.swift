import FuzzSupport

@testable import Guide

/// A page as Markdown, set for a terminal, in colours or without.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = text(start, count)
  let (document, _) = MarkdownDocument.recovering(text, file: "Guide/page.md")
  for palette in [nil, Palette(depth: .all, background: .dark)] {
    let options = TerminalOptions(
      palette: palette, width: 20 + text.utf8.count % 90, unicode: palette != nil)
    let renderer = PageRenderer(options: options)
    let styler = PageStyler(options: options, chapters: [:], page: "Guide/page.md")
    _ = renderer.written(styler.lines(of: document.blocks, width: options.width))
  }
  _ = document.headingAnchors
  return 0
}
