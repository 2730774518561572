extension Color {
  /// The nearest colour of xterm's table: 16 to 231 are a cube of six steps of red, green and blue,
  /// and 232 to 255 are greys. The first sixteen belong to the reader's theme and are left alone.
  package var index: UInt8 {
    let parts = [red, green, blue].map(Int.init)
    let steps = parts.map { part in
      Color.cubeLevels.indices.min {
        abs(Color.cubeLevels[$0] - part) < abs(Color.cubeLevels[$1] - part)
      }!
    }
    let grey = min(max((parts.reduce(0, +) / 3 - 3) / 10, 0), 23)

    func distance(_ color: [Int]) -> Int {
      zip(color, parts).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    let cube = distance(steps.map { Color.cubeLevels[$0] })
    let greyLevel = 8 + 10 * grey
    if distance([greyLevel, greyLevel, greyLevel]) < cube { return UInt8(232 + grey) }
    return UInt8(16 + 36 * steps[0] + 6 * steps[1] + steps[2])
  }

  /// How bright a part of a colour is at each step of the cube.
  private static let cubeLevels = [0, 95, 135, 175, 215, 255]
}
