// Running text. Where there is no colour, the marks of emphasis and code stay.
extension PageStyler {
  func spans(_ inlines: [Inline], _ style: TextStyle = []) -> [Span] {
    inlines.flatMap { spans($0, style) }
  }

  private func spans(_ inline: Inline, _ style: TextStyle) -> [Span] {
    switch inline {
    case .text(let text): [Span(text, style)]
    case .code(let code):
      options.palette != nil ? [Span(code, style.union(.code))] : [Span("`\(code)`", style)]
    case .emphasis(let inner): marked(inner, "_", style, .italic)
    case .strong(let inner): marked(inner, "*", style, .bold)
    case .link(let inner, let destination, _): link(inner, destination, style)
    case .image(let alternative, _, _): [Span("[image: \(alternative)]", style.union(.faint))]
    case .footnote(let label, _): [Span("[\(label)]", style.union(.faint))]
    case .softBreak: [Span(" ", style)]
    case .hardBreak: [Span("\n", style)]
    }
  }

  private func marked(
    _ inner: [Inline], _ mark: String, _ style: TextStyle, _ added: TextStyle
  ) -> [Span] {
    if options.palette != nil { return spans(inner, style.union(added)) }
    return [Span(mark)] + spans(inner) + [Span(mark)]
  }

  /// The words, then the address in brackets, unless the words are the address.
  private func link(_ inner: [Inline], _ destination: String, _ style: TextStyle) -> [Span] {
    let words = spans(inner, style)
    guard let address = address(destination), address != inner.plainText else { return words }
    return words + [Span(" ", style), Span("(\(address))", style.union(.faint))]
  }

  /// What a reader at a terminal can do with a link: a command for a chapter, else a path from the
  /// package's folder; nil for a place in the same page.
  private func address(_ destination: String) -> String? {
    guard let link = LocalLink(destination, from: page) else { return destination }
    if link.path == page { return nil }
    return chapters[link.path].map { "swift run workbook \($0)" } ?? link.path
  }
}
