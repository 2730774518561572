import Plots
import Testing

@Suite struct PlotControlCharacterTests {
  @Test func whatATerminalObeysIsAControlCharacter() {
    let control: [ClosedRange<UInt32>] = [
      0...0x1F, 0x7F...0x9F, 0x61C...0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069,
    ]
    for value in UInt32(0)...0x3000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isControl = control.contains { $0.contains(value) }
      #expect(scalar.isControl == isControl, "\(String(value, radix: 16))")
    }
  }
}
