import Foundation

/// The folder of all of MNIST, where somebody has it: the one that WORKBOOK_MNIST names, else
/// `shared/mnist` beside the package, else nil.
public let fullSet: String? = {
  if let named = ProcessInfo.processInfo.environment["WORKBOOK_MNIST"] { return named }
  let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  let beside = package.deletingLastPathComponent().appendingPathComponent("shared/mnist").path
  return FileManager.default.fileExists(atPath: beside) ? beside : nil
}()
