import Foundation
import Testing

/// Where the built `workbook` is: beside the bundle of tests, wherever that was built.
package func pathOfBuiltWorkbook() throws -> String {
  var folders = [Bundle.main.bundleURL, URL(fileURLWithPath: CommandLine.arguments[0])]
  folders += Bundle.allBundles.map(\.bundleURL)
  let candidates = folders.flatMap { folder in
    [folder, folder.deletingLastPathComponent()].map {
      $0.appendingPathComponent("workbook").path
    }
  }
  return try #require(
    candidates.first { FileManager.default.isExecutableFile(atPath: $0) },
    "no workbook beside \(folders.map(\.path))")
}
