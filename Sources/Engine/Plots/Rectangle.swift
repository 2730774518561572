/// A place on the sheet: x to the right and y downwards, in pixels.
public struct Rectangle: Sendable, Hashable {
  /// The left edge.
  public var x: Double
  /// The upper edge.
  public var y: Double
  /// The extent to the right.
  public var width: Double
  /// The extent downwards.
  public var height: Double

  /// A rectangle from its upper left corner and its size.
  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// The right edge.
  public var right: Double { x + width }
  /// The lower edge.
  public var bottom: Double { y + height }
  /// Half way between left and right.
  public var centerX: Double { x + width / 2 }
  /// Half way between top and bottom.
  public var centerY: Double { y + height / 2 }

  /// What is left after taking a margin off each side; never less than nothing.
  public func inset(
    left: Double = 0, top: Double = 0, right: Double = 0, bottom: Double = 0
  ) -> Rectangle {
    Rectangle(
      x: x + left, y: y + top, width: max(width - left - right, 0),
      height: max(height - top - bottom, 0))
  }
}
