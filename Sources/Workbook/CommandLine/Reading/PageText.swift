import Guide
import Notebook

/// Where the text of a page goes, be it read a screen at a time or not.
struct PageText: Sendable {
  let console: Console
  let renderer: PageRenderer
  /// That of the terminal when the page began.
  let width: Int
  /// Nil for a page that is shown without stopping.
  let screen: PagedScreen?

  /// Shows text, which a screen sets again where it becomes wider or narrower. Any thread may call this.
  ///
  /// - Parameters:
  ///   - heading: the words of a heading; nil for all else.
  ///   - isFigure: whether it should stand on a screen as a whole.
  func show(
    heading: String? = nil, isFigure: Bool = false,
    _ text: @escaping @Sendable (PageRenderer, _ width: Int) -> String
  ) {
    guard let screen else {
      return console.write(TerminalText(styled: text(renderer, width)))
    }
    let (renderer, width) = (renderer, width)
    screen.show(
      PagedText.Block(heading: heading, isFigure: isFigure) { now in
        text(now == width ? renderer : renderer.with(width: now), now)
      })
  }
}
