import Datasets
import TestSupport

/// What stands in for the full set: blank pages, mostly, of the same lengths and checksums, which pack
/// into a few kilobytes.
enum BlankSet {
  /// By their names, as they are fetched.
  static let files: [String: [UInt8]] = MNISTFile.all.reduce(into: [:]) { files, file in
    let isTrain = file.name.hasPrefix("train")
    let count: [UInt8] = isTrain ? [0, 0, 0xEA, 0x60] : [0, 0, 0x27, 0x10]
    let start =
      file.name.contains("images")
      ? [0, 0, 8, 3] + count + [0, 0, 0, 28, 0, 0, 0, 28] : [0, 0, 8, 1] + count
    files[file.packedName] = gzipped(
      bytes(startingWith: start, count: file.byteCount, checksum: file.checksum))
  }

  /// A mirror that has them, in whichever folder.
  static func server() -> WebServer {
    _ = files
    return WebServer { exchange in
      if let file = files[String(exchange.path.split(separator: "/").last ?? "")] {
        exchange.send(body: file)
      } else {
        exchange.sendHead("404 Not Found", "Content-Length: 0")
      }
    }
  }
}
