/// Lines through points, one for each series: matplotlib's `plt.plot` with `title` and `legend`.
///
/// Series differ in colour (matplotlib's "tab10") and also in marker or dash, so that they can be
/// told apart without colour. Values that are not finite leave a gap, and so do those that are not
/// positive on a logarithmic axis; a point without neighbours is drawn as a marker. Where a series
/// has nothing but gaps the legend says so, and the frame where they all have.
public struct LineChart: Panel {
  /// How the points of a series are shown.
  public enum Look: Sendable, Hashable, CaseIterable {
    /// A line through them and, where they are few, a marker at each.
    case automatic
    /// A line only: matplotlib's `"-"`.
    case line
    /// Markers only: matplotlib's `"o"`, or `plt.scatter`.
    case points
  }

  /// One line of the chart.
  public struct Series: Sendable {
    /// What the legend calls it.
    public let label: String
    /// The heights of its points.
    public let values: [Double]
    /// Where its points stand from left to right; nil for the chart's `x`.
    public let x: [Double]?
    /// Whether a line, markers or both are drawn.
    public let look: Look
    /// What is written beside each point in SVG, where there is room: matplotlib's `plt.annotate`.
    /// Empty for nothing.
    public let names: [String]

    /// A line through `values`; traps without values, or if `x` or `names` has another number of
    /// elements.
    public init(
      _ label: String, _ values: [Double], x: [Double]? = nil, look: Look = .automatic,
      names: [String] = []
    ) {
      guard !values.isEmpty else {
        fatalError("LineChart.Series: \"\(label)\" needs at least 1 value, but got 0")
      }
      if let x, x.count != values.count {
        fatalError(
          "LineChart.Series: \"\(label)\" has \(values.count) values, but x has \(x.count)")
      }
      guard names.isEmpty || names.count == values.count else {
        fatalError(
          "LineChart.Series: \"\(label)\" has \(values.count) values, but \(names.count) names")
      }
      self.label = label
      self.values = values
      self.x = x
      self.look = look
      self.names = names
    }
  }

  /// What stands above the chart.
  public let title: String
  /// Where points stand from left to right; nil for 0, 1, 2, …, as in matplotlib.
  public let x: [Double]?
  /// The lines, the last on top.
  public let series: [Series]
  /// What the horizontal axis counts.
  public let xLabel: String?
  /// What the vertical axis measures.
  public let yLabel: String?
  /// Where the legend stands.
  public let legend: LegendPosition
  /// How numbers are laid out from left to right.
  public let xScale: AxisScale
  /// How numbers are laid out from bottom to top.
  public let yScale: AxisScale
  /// What lies below the lines: a map, which the axes then reach around.
  public let contours: Contours?

  /// A chart of one or more series; traps without series, if a series and `x` differ in length, and
  /// for a map on a logarithmic axis.
  public init(
    title: String, x: [Double]? = nil, series: [Series], xLabel: String? = nil,
    yLabel: String? = nil, legend: LegendPosition = .lowerRight, xScale: AxisScale = .linear,
    yScale: AxisScale = .linear, contours: Contours? = nil
  ) {
    guard !series.isEmpty else { fatalError("LineChart: needs at least 1 series, but got 0") }
    if let x, let other = series.first(where: { $0.x == nil && $0.values.count != x.count }) {
      fatalError(
        "LineChart: series \"\(other.label)\" has \(other.values.count) values, but x has \(x.count)"
      )
    }
    guard contours == nil || xScale == .linear && yScale == .linear else {
      fatalError("LineChart: contours are drawn on linear axes only")
    }
    self.title = title
    self.x = x
    self.series = series
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.legend = legend
    self.xScale = xScale
    self.yScale = yScale
    self.contours = contours
  }
}

extension LineChart {
  /// A point of a line, in the chart's numbers.
  struct Point: Sendable, Hashable {
    let x: Double
    let y: Double
    var name = ""
  }

  /// The points of a series, in pieces: a new piece begins after each gap, and where no line is
  /// drawn after each point.
  func pieces(of series: Series) -> [[Point]] {
    var pieces: [[Point]] = [[]]
    for (index, (x, y)) in zip(positions(of: series), series.values).enumerated() {
      let hasPlace = xScale.holds(x) && yScale.holds(y)
      if hasPlace {
        let name = series.names.isEmpty ? "" : series.names[index]
        pieces[pieces.count - 1].append(Point(x: x, y: y, name: name))
      }
      if !hasPlace || series.look == .points { pieces.append([]) }
    }
    return pieces.filter { !$0.isEmpty }
  }

  /// What the legend calls a series: its label, and why no line goes with it where there is none.
  func legendLabel(of series: Series) -> String {
    pieces(of: series).isEmpty ? "\(series.label) (\(gap(in: [series])))" : series.label
  }

  /// What the frame says where no series has a line; nil where one has.
  var wordsForNoLines: String? {
    guard contours == nil, series.allSatisfy({ pieces(of: $0).isEmpty }) else { return nil }
    return "nothing to draw: \(gap(in: series))"
  }

  private func gap(in series: [Series]) -> String {
    let values = series.flatMap(\.values)
    return values.allSatisfy(\.isNaN)
      ? "nan" : values.contains(where: \.isFinite) ? "no value has a place here" : "nan or infinite"
  }

  /// The horizontal axis: whole numbers where all points stand at whole numbers.
  func xAxis(margin: Double) -> Axis {
    let all = series.flatMap(positions(of:)) + ends(of: contours?.x)
    let whole = all.allSatisfy { !$0.isDrawable || $0 == $0.rounded() }
    return Axis(
      values: all, margin: contours == nil ? margin : 0, wholeNumbers: whole, scale: xScale)
  }

  /// The vertical axis.
  func yAxis(margin: Double) -> Axis {
    Axis(
      values: series.flatMap(\.values) + ends(of: contours?.y),
      margin: contours == nil ? margin : 0, scale: yScale)
  }

  private func ends(of range: ClosedRange<Double>?) -> [Double] {
    range.map { [$0.lowerBound, $0.upperBound] } ?? []
  }

  private func positions(of series: Series) -> [Double] {
    series.x ?? x ?? series.values.indices.map(Double.init)
  }
}
