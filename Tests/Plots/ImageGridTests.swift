import Testing

@testable import Plots

@Suite struct ImageGridTests {
  private let small = ImageGrid(
    images: [
      .init(width: 2, height: 2, values: [0, 1, 0.5, 0], caption: "a"),
      .init(width: 2, height: 2, values: [1, 1, 0, .nan], caption: "b"),
    ], columns: 2, colormap: .binary)

  /// A ring on 28×28 pixels.
  private let ring = ImageGrid.Image(
    width: 28, height: 28,
    values: (0..<784).map { index in
      let x = index % 28 - 14
      let y = index / 28 - 14
      return (65..<144).contains(x * x + y * y) ? 1 : 0
    })

  @Test func aDigitTakesFourteenBySevenCharacters() {
    let grid = ImageGrid(images: [ring], columns: 1)
    #expect(
      text(grid, width: 30, style: .plain) == """
             ::::.
          .*@%#*#@%-
         :@%.     +@#
         +@-       %@
         -@#      :@%
          -%%*+-+#@*.
            :++++-.
        """)
    #expect(
      text(grid, width: 30, style: .unicode) == """
             ⣀⣀⣀⣀⡀
          ⢀⣴⣿⡿⠿⠻⠿⣿⣷⣄
         ⢠⣿⡿⠁     ⠹⣿⣧
         ⢸⣿⡃       ⣻⣿
         ⠸⣿⣧      ⢠⣿⡿
          ⠙⢿⣷⣦⣤⣠⣤⣶⣿⠟⠁
            ⠉⠛⠛⠛⠛⠋⠁
        """)
    let colored = withoutColors(text(grid, width: 27, style: .color)).split(separator: "\n")
    #expect(colored.map(\.count) == Array(repeating: 14, count: 7))
  }

  @Test(arguments: [TerminalCapability.color, .indexedColor])
  func inColourARowWithRoomShowsEveryPixel(style: TerminalCapability) {
    func lines(_ width: Int, _ style: TerminalCapability) -> [Substring] {
      withoutColors(text(ImageGrid(images: [ring, ring], columns: 2), width: width, style: style))
        .split(separator: "\n")
    }
    #expect(lines(57, style).map(\.count) == Array(repeating: 57, count: 14))
    #expect(lines(56, style).map(\.count) == Array(repeating: 29, count: 7))
    #expect(lines(57, .unicode).count == 7)
  }

  @Test func fewPixelsAreEnlarged() {
    #expect(
      text(small, width: 30, style: .plain) == """
           a        b
            @@@@ @@@@@@@@
            @@@@ @@@@@@@@
        ++++
        ++++
        """)
    #expect(
      text(small, width: 30, style: .unicode) == """
           a        b
            ████ ████████
            ████ ████████
        ▒▒▒▒
        ▒▒▒▒
        """)
  }

  @Test func colorShowsTwoPixelsInOneCharacter() {
    let image = ImageGrid.Image(
      width: 14, height: 2, values: Array(repeating: 1, count: 14) + Array(repeating: 0, count: 14))
    let row =
      "\u{1B}[38;2;255;255;255m\u{1B}[48;2;0;0;0m" + String(repeating: "▀", count: 14) + "\u{1B}[0m"
    #expect(text(ImageGrid(images: [image], columns: 1), width: 20, style: .color) == row)
  }

  @Test func binaryIsInkOnPaper() {
    #expect(Colormap.binary.color(at: 1) == Color(0x000000))
    #expect(Colormap.binary.color(at: 0) == .white)
    #expect(Colormap.gray.color(at: 1) == .white)
    #expect(Colormap.gray.color(at: 0.5) == Color(0x808080))
    #expect(Colormap.diverging.color(at: 0.5) == .white)
    #expect(Colormap.gray.color(at: .nan) == Colormap.gray.color(at: -3))
  }

  @Test func signsOfWeightsDiffer() {
    let weights = ImageGrid.Image(width: 5, height: 1, values: [-2, -1, 0, 1, 2])
    let grid = ImageGrid(images: [weights], columns: 1, colormap: .diverging)
    #expect(text(grid, width: 20, style: .plain) == "==--  ++##")
    #expect(text(grid, width: 20, style: .unicode) == "══──  ▒▒██")
  }

  @Test func rangeOfEachImageOrOfAll() {
    let images = [
      ImageGrid.Image(width: 2, height: 1, values: [10, 30]),
      ImageGrid.Image(width: 2, height: 1, values: [-4, .infinity]),
      ImageGrid.Image(width: 2, height: 1, values: [7, 7]),
    ]
    let own = ImageGrid(images: images, columns: 3).pictures.map(\.values)
    #expect(own == [[0, 1], [0, 0], [0, 0]])
    let shared = ImageGrid(images: images, columns: 3, range: 0...20).pictures.map(\.values)
    #expect(shared == [[0.5, 1], [0, 1], [0.35, 0.35]])
    let weights = ImageGrid(images: images, columns: 3, colormap: .diverging).pictures.map(\.values)
    #expect(weights[0] == [0.5 + 10.0 / 60, 1])
    #expect(weights[1] == [26.0 / 60, 1])
  }

  @Test func rowsAreCutIntoEqualParts() {
    let images = Array(repeating: ring, count: 20)
    func lines(_ width: Int) -> Int {
      text(ImageGrid(images: images, columns: 10), width: width, style: .plain)
        .split(separator: "\n", omittingEmptySubsequences: false).count
    }
    // Rows of seven lines and an empty one between them: 10, 5 (4 rows) and 4 (5 rows) side by
    // side.
    #expect(lines(149) == 2 * 8 - 1)
    #expect(lines(80) == 4 * 8 - 1)
    #expect(lines(60) == 5 * 8 - 1)
  }

  /// The SVG's paths, painted pixel by pixel, give the image back.
  @Test func pathsPaintEveryPixel() throws {
    var generator = SeededGenerator(seed: 3)
    let values = (0..<48).map { _ in Float(Int.random(in: 0...4, using: &generator)) / 4 }
    let image = ImageGrid.Image(width: 8, height: 6, values: values)
    let svg = figure(ImageGrid(images: [image], columns: 1, range: 0...1)).svg()
    let content = try #require(SVGContent(svg))
    let scale = try #require(
      content.attributes["g"]?.compactMap { Double($0["stroke-width"] ?? "") }.first)
    let painted = try paint(content, width: 8, height: 6, scale: scale)
    #expect(painted == values.map { Colormap.gray.color(at: Double($0)).svg })
  }

  @Test func twentyDigitsAreSmall() {
    let grid = ImageGrid(images: Array(repeating: ring, count: 20), columns: 10, colormap: .binary)
    let svg = Figure(width: 20, height: 10, alternative: "Twenty rings.", panels: [grid]).svg()
    #expect(svg.utf8.count < 30_000)
    #expect(!svg.contains("<image"))
  }

  /// Follows `M x y h v h z` rectangles and `M x y h … m dx dy h …` strokes on a raster of pixels.
  private func paint(_ content: SVGContent, width: Int, height: Int, scale: Double) throws
    -> [String]
  {
    let paths = content.attributes["path"] ?? []
    let background = try #require(paths.first { $0["fill"] != "none" })
    let corner = numbers(in: background["d"] ?? "")
    var pixels = Array(repeating: background["fill"] ?? "", count: width * height)
    for path in paths where path["fill"] == "none" {
      var x = 0.0
      var y = 0.0
      for move in (path["d"] ?? "").split(whereSeparator: { "Mm".contains($0) }) {
        let steps = numbers(in: String(move))
        x += steps[0]
        y += steps[1]
        let row = Int((y - corner[1]) / scale)
        for column in 0..<Int((steps[2] / scale).rounded()) {
          let start = Int(((x - corner[0]) / scale).rounded())
          pixels[row * width + start + column] = path["stroke"] ?? ""
        }
        x += steps[2]
      }
    }
    return pixels
  }

  private func numbers(in path: String) -> [Double] {
    path.replacing("-", with: " -").split { !"-.0123456789".contains($0) }.compactMap { Double($0) }
  }
}
