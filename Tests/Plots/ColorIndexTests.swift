import Testing

@testable import Plots

@Suite struct ColorIndexTests {
  /// What xterm shows for an index of its table, from 16 on.
  private func color(at index: UInt8) -> Color {
    if index >= 232 {
      let level = UInt32(8 + 10 * (Int(index) - 232))
      return Color(level << 16 | level << 8 | level)
    }
    let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
    let place = Int(index) - 16
    return Color(
      red: levels[place / 36], green: levels[place / 6 % 6], blue: levels[place % 6])
  }

  @Test func colorsOfTheTableAreThemselves() {
    for index in UInt8(16)...255 {
      #expect(color(at: color(at: index).index) == color(at: index))
    }
  }

  @Test func otherColorsBecomeTheNearest() {
    func distance(_ a: Color, _ b: Color) -> Int {
      let parts = [(a.red, b.red), (a.green, b.green), (a.blue, b.blue)]
      return parts.reduce(0) { $0 + (Int($1.0) - Int($1.1)) * (Int($1.0) - Int($1.1)) }
    }
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<300 {
      let wanted = Color(UInt32.random(in: 0...0xFFFFFF, using: &generator))
      let found = distance(color(at: wanted.index), wanted)
      let least = (UInt8(16)...255).map { distance(color(at: $0), wanted) }.min()
      #expect(found == least, "\(wanted)")
    }
  }

  @Test func picturesAndTablesUseTheTable() {
    let image = ImageGrid.Image(
      width: 14, height: 2, values: Array(repeating: 1, count: 14) + Array(repeating: 0, count: 14))
    let row = "\u{1B}[38;5;231m\u{1B}[48;5;16m" + String(repeating: "▀", count: 14) + "\u{1B}[0m"
    #expect(text(ImageGrid(images: [image], columns: 1), width: 20, style: .indexedColor) == row)
    let heatmap = Heatmap(title: "T", rows: ["a"], columns: ["x"], values: [[1]])
    #expect(
      text(heatmap, width: 30, style: .indexedColor)
        == " T\n  x\na\u{1B}[48;5;23m \u{1B}[38;5;231m1 \u{1B}[0m")
  }
}
