import Testing

@testable import Plots

@Suite struct DiagramTests {
  private let both = Diagram(
    title: "There and back",
    rows: [[.init("w", "3")], [.init("product"), .init("x", "2")], [.init("loss")]],
    arrows: [
      .init(from: "w", to: "product", label: "times x"),
      .init(from: "product", to: "w", label: "-16", color: Color.tab10[3]),
      .init(from: "x", to: "product"),
      .init(from: "product", to: "loss", label: "square"),
      .init(from: "loss", to: "x", label: "turns"),
    ])

  private let framed = Diagram(
    title: "",
    rows: [[.init("a"), .init("b")], [nil, .init("c")], [.init("d")]],
    arrows: [
      .init(from: "a", to: "b", label: "there"), .init(from: "b", to: "a", label: "back"),
      .init(from: "c", to: "b"),
    ],
    frames: [
      .init("outer", around: ["a", "b", "c", "d"]), .init("inner", around: ["a", "b", "c"]),
    ])

  @Test func unicodeText() {
    #expect(
      text(both, width: 60, style: .unicode) == """
               There and back
              ┌─────────┐
              │    w    │
              │    3    │
              └─┬─────▲─┘
        times x │     │ -16
              ┌─▼─────┴─┐   ┌───┐
              │ product ◄───┤ x │
              │         │   │ 2 │
              └────┬────┘   └─▲─┘
                   │ square   │ turns
              ┌────▼────┐     │
              │  loss   ├─────┘
              └─────────┘
        """)
  }

  @Test func plainText() {
    #expect(
      text(framed, width: 60, style: .plain) == """
        + outer ------------------+
        | + inner --------------+ |
        | | +---+  there  +---+ | |
        | | | a +---------> b | | |
        | | |   <---------+   | | |
        | | +---+  back   +-^-+ | |
        | |                 |   | |
        | |               +-+-+ | |
        | |               | c | | |
        | |               +---+ | |
        | +---------------------+ |
        |   +---+                 |
        |   | d |                 |
        |   +---+                 |
        +-------------------------+
        """)
  }

  @Test func arrowsAreInTheirColorAndLabelsAreNot() {
    let colored = text(both, width: 60, style: .color)
    #expect(withoutColors(colored) == text(both, width: 60, style: .unicode))
    #expect(colored.contains("\u{1B}[38;2;214;39;40m│ \u{1B}[39m-16"))
  }

  @Test func labelsAreShortenedWhereTheDiagramIsTooWide() {
    #expect(
      text(both, width: 26, style: .unicode) == """
             There and back
            ┌───────┐
            │   w   │
            │   3   │
            └─┬───▲─┘
        time… │   │ -16
            ┌─▼───┴─┐   ┌───┐
            │ prod… ◄───┤ x │
            │       │   │ 2 │
            └───┬───┘   └─▲─┘
                │ squa…   │ turns
            ┌───▼───┐     │
            │ loss  ├─────┘
            └───────┘
        """)
  }

  @Test func aFrameIsAsWideAsItsTitle() throws {
    let diagram = Diagram(
      title: "", rows: [[.init("a")]], frames: [.init("for each of 125 batches", around: ["a"])])
    #expect(
      text(diagram, width: 40, style: .unicode) == """
        ┌ for each of 125 batches ┐
        │ ┌───┐                   │
        │ │ a │                   │
        │ └───┘                   │
        └─────────────────────────┘
        """)
    #expect(
      text(diagram, width: 20, style: .plain) == """
        + for each of 125. +
        | +---+            |
        | | a |            |
        | +---+            |
        +------------------+
        """)
  }

  @Test func drawing() throws {
    let content = try #require(SVGContent(figure(framed).svg()))
    // The paper, two frames and four boxes; a line and a head for each arrow.
    #expect(content.counts["rect"] == 7)
    #expect(content.counts["path"] == 6)
    #expect(
      content.texts["text"] == ["outer", "inner", "a", "b", "c", "d", "there", "back"])
    let inside = try #require(content.attributes["rect"]).map(rectangle)
    #expect(holds(inside[1], inside[2]))
    for box in inside[3...5] { #expect(holds(inside[2], box)) }
    #expect(holds(inside[1], inside[6]))
    #expect(!holds(inside[2], inside[6]))
  }

  @Test func anArrowEndsAtTheEdgesOfItsBoxes() throws {
    let content = try #require(SVGContent(figure(both).svg()))
    let boxes = try #require(content.attributes["rect"]).dropFirst().map(rectangle)
    let texts = try #require(content.texts["text"])
    #expect(texts.dropFirst().prefix(5) == ["w", "3", "product", "x", "2"])
    let heads = try #require(content.attributes["path"]).filter { $0["fill"] != "none" }
    let tips = heads.compactMap { head in
      head["d"]?.dropFirst().split(separator: "L").first?.split(separator: " ").compactMap {
        Double($0)
      }
    }
    // Down to the product, up to w, to the left to the product, down to the loss, up to x.
    #expect(
      tips.map { $0[1] } == [
        boxes[1].y, boxes[0].bottom, boxes[1].centerY, boxes[3].y, boxes[2].bottom,
      ])
    #expect(tips[2][0] == boxes[1].right)
    #expect(tips[0][0] < tips[1][0])
    #expect(abs(tips[4][0] - boxes[2].centerX) < 1)
  }

  /// Long names, labels, titles and values, in figures of several sizes.
  @Test(arguments: [3.6, 1.5, 0.4]) func nothingIsOutsideTheCanvas(width: Double) throws {
    let long = String(repeating: "a long 数 name & <more> ", count: 6)
    let diagram = Diagram(
      title: long,
      rows: [[.init(long, long), .init("b")], [.init("c")], [.init("d\u{1B}[31m\n")]],
      arrows: [
        .init(from: long, to: "b", label: long), .init(from: "b", to: long, label: long),
        .init(from: "c", to: "b", label: long),
        .init(from: "c", to: long, label: long), .init(from: long, to: "c", label: long),
      ], frames: [.init(long, around: [long, "b"]), .init(long, around: ["c"])])
    let figure = Figure(width: width, height: width, alternative: "x", panels: [diagram])
    let svg = figure.svg()
    let content = try #require(SVGContent(svg))
    let sheet = Rectangle(x: -0.01, y: -0.01, width: width * 100 + 0.02, height: width * 100 + 0.02)
    for attributes in content.attributes["rect"] ?? [] {
      #expect(holds(sheet, rectangle(attributes)))
    }
    let points = (content.attributes["path"] ?? []).flatMap { path in
      (path["d"] ?? "").split { "MLZ".contains($0) }.map { point in
        point.split(separator: " ").compactMap { Double($0) }
      }
    }
    #expect(points.count == 5 * 2 + 1 + 5 * 3)
    for point in points { #expect(holds(sheet, dot(point[0], point[1]))) }
    for (text, attributes) in zip(content.texts["text"] ?? [], content.attributes["text"] ?? []) {
      #expect(text.allSatisfy { $0 != "\n" && $0 != "\u{1B}" })
      let box = try #require(extent(of: text, attributes))
      #expect(holds(sheet, box), "\(text) \(attributes)")
    }
    for style in TerminalCapability.allCases where style != .color && style != .indexedColor {
      for columns in 20...60 {
        let lines = figure.text(width: columns, style: style).split(separator: "\n")
        #expect(lines.allSatisfy { $0.displayWidth <= columns })
        #expect(!lines.joined().contains("\u{1B}"))
        if style == .plain { #expect(lines.joined().allSatisfy { $0.isASCII }) }
      }
    }
  }

  @Test func framesWithinOneAnother() {
    let nested = Diagram(
      title: "", rows: [[.init("a")]],
      frames: ["1", "2", "3"].map { .init($0, around: ["a"]) })
    #expect(
      text(nested, width: 40, style: .plain) == """
        + 1 ------------+
        | + 2 --------+ |
        | | + 3 ----+ | |
        | | | +---+ | | |
        | | | | a | | | |
        | | | +---+ | | |
        | | +-------+ | |
        | +-----------+ |
        +---------------+
        """)
  }

  private func rectangle(_ attributes: [String: String]) -> Rectangle {
    func number(_ name: String) -> Double { Double(attributes[name] ?? "") ?? .nan }
    return Rectangle(
      x: number("x"), y: number("y"), width: number("width"), height: number("height"))
  }

  private func dot(_ x: Double, _ y: Double) -> Rectangle {
    Rectangle(x: x, y: y, width: 0, height: 0)
  }

  private func holds(_ outer: Rectangle, _ inner: Rectangle) -> Bool {
    outer.x <= inner.x && inner.right <= outer.right && outer.y <= inner.y
      && inner.bottom <= outer.bottom
  }

  /// Where a text of an SVG stands, as wide as the module takes it to be.
  private func extent(of text: String, _ attributes: [String: String]) -> Rectangle? {
    guard let x = attributes["x"].flatMap(Double.init),
      let y = attributes["y"].flatMap(Double.init),
      let size = attributes["font-size"].flatMap(Double.init)
    else { return nil }
    let width = text.pixels(size: size)
    let left =
      switch attributes["text-anchor"] {
      case "middle": x - width / 2
      case "end": x - width
      default: x
      }
    return Rectangle(x: left, y: y - size * 0.8, width: width, height: size)
  }
}
