import Foundation

/// Says what was measured, where somebody asks:
/// `WORKBOOK_PARITY=1 swift test --filter PyTorchParity`.
func report(_ line: String) {
  if ProcessInfo.processInfo.environment["WORKBOOK_PARITY"] != nil {
    print("parity:", line)
  }
}
