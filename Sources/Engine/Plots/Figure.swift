/// What a chapter draws: one or more panels, each rendered as SVG or as text for a terminal.
public struct Figure: Sendable {
  public init() {}
}
