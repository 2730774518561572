import Foundation
import StateFiles

/// The full set of digits on its way into a folder, where torchvision has it: in `MNIST/raw`.
///
/// Nothing is written of a file until all of it is there and has turned out to be the right one.
///
/// Source:
/// [torchvision.datasets.MNIST](https://pytorch.org/vision/0.18/_modules/torchvision/datasets/mnist.html),
/// `download`.
package struct MNISTDownload {
  /// Where the files are for everybody. The first is torchvision's; the second is kept by the Common
  /// Visual Data Foundation, with LeCun's permission.
  package static let mirrors = [
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
  ]

  /// The folder that `--data` names then.
  package let directory: String
  /// Where to fetch from, the best first: addresses that end in a slash. What has not worked out goes
  /// to the end.
  package private(set) var mirrors: [String]
  /// Where the files go.
  package var folder: String { "\(directory)/MNIST/raw" }

  package init(into directory: String, from mirrors: [String] = Self.mirrors) {
    self.directory = directory
    self.mirrors = mirrors
  }

  /// Where the file goes.
  package func path(of file: MNISTFile) -> String { "\(folder)/\(file.packedName)" }

  /// Which files of the full set are not there, or damaged.
  ///
  /// - Throws: `DownloadError` where there are other digits, which would be read instead, or be lost.
  package func missingFiles() throws(DownloadError) -> [MNISTFile] {
    var missing: [MNISTFile] = []
    for part in MNISTPart.allCases {
      let files = MNISTFile.all.filter { $0.name.hasPrefix(part.rawValue) }
      // What `--data` would read.
      if let pair = try? MNISTFolder(.directory(directory)).read(part) {
        for (file, found) in zip(files, [pair.images, pair.labels]) where !file.isThis(found) {
          throw .otherDigits(path: found.path)
        }
        continue
      }
      for file in files {
        let found = [file.name, file.packedName].compactMap { name in
          try? IDXFile(path: "\(folder)/\(name)")
        }
        if found.contains(where: file.isThis) { continue }
        if let other = found.first { throw .otherDigits(path: other.path) }
        missing.append(file)
      }
    }
    return missing
  }

  /// Makes the folder, and finds out whether it takes these files, before any is fetched.
  ///
  /// - Returns: what had to be made, the innermost last.
  package func makeFolder(for files: [MNISTFile]) throws(FileError) -> [String] {
    var made: [String] = []
    let words = folder.split(separator: "/")
    for count in 1...words.count {
      let path = (folder.hasPrefix("/") ? "/" : "") + words.prefix(count).joined(separator: "/")
      if mkdir(path, 0o777) == 0 {
        made.append(path)
      } else {
        let error = SystemError(code: errno)
        guard (try? RegularFile.isThere(path)) == true else {
          Self.remove(made)
          throw .unwritable(path: path, reason: error.reason)
        }
      }
    }
    do throws(FileError) {
      for file in files {
        try PendingFile.check(path(of: file), byteCount: file.packedByteCount)
      }
    } catch {
      Self.remove(made)
      throw error
    }
    return made
  }

  /// Removes the folders again that nothing came into.
  package static func remove(_ folders: [String]) {
    for folder in folders.reversed() { rmdir(folder) }
  }

  /// Fetches a file from the first mirror that has it.
  ///
  /// - Parameters:
  ///   - progress: hears how many bytes there are, each time that there are more.
  ///   - onFailure: hears why a mirror did not work out, before the next is tried.
  /// - Returns: all its bytes, which are the right ones.
  package mutating func fetch(
    _ file: MNISTFile, progress: (Int) -> Void, onFailure: (DownloadError.Attempt) -> Void
  ) throws(DownloadError) -> [UInt8] {
    var attempts: [DownloadError.Attempt] = []
    for mirror in mirrors {
      do throws(DownloadError.Attempt) {
        return try fetch(file, from: mirror, progress: progress)
      } catch {
        attempts.append(error)
        if attempts.count < mirrors.count { onFailure(error) }
        mirrors.append(mirrors.removeFirst())
      }
    }
    throw .notFetched(name: file.packedName, folder: folder, attempts)
  }

  private func fetch(
    _ file: MNISTFile, from mirror: String, progress: (Int) -> Void
  ) throws(DownloadError.Attempt) -> [UInt8] {
    let bytes: [UInt8]
    do throws(TransferError) {
      bytes = try Transfer(url: mirror + file.packedName, mostBytes: file.packedByteCount)
        .bytes(progress: progress)
    } catch {
      throw .init(mirror: mirror, reason: "\(error)", isOfWrongBytes: false)
    }
    guard let fault = file.fault(in: bytes) else { return bytes }
    throw .init(mirror: mirror, reason: "what came is not the file: \(fault)", isOfWrongBytes: true)
  }

  /// Puts a file that was fetched into its place.
  package func save(_ bytes: [UInt8], as file: MNISTFile) throws(FileError) {
    try PendingFile.replace(path(of: file), with: bytes)
  }
}

/// Why the full set is not there: one line that says what to do next.
package enum DownloadError: Error, Equatable, Sendable {
  /// What came of asking one mirror.
  package struct Attempt: Error, Equatable, Sendable {
    package let mirror: String
    package let reason: String
    /// Whether a file came, but not the right one.
    package let isOfWrongBytes: Bool
  }

  /// There are other digits where the full set would be read, or would go.
  case otherDigits(path: String)
  /// No mirror has handed out the file.
  case notFetched(name: String, folder: String, [Attempt])
}

extension DownloadError: CustomStringConvertible {
  /// The error in one line.
  package var description: String {
    switch self {
    case .otherDigits(let path):
      """
      \(path.printable) holds other digits than the full set: move it away if you do not need it, \
      or choose another folder
      """
    case .notFetched(let name, let folder, let attempts):
      """
      \(name) was not fetched: \(attempts.map(\.description).joined(separator: "; ")); try again \
      later, name another mirror with --from, or put the four files into \(folder.printable) yourself
      """
    }
  }
}

extension DownloadError.Attempt: CustomStringConvertible {
  /// The mirror and the reason.
  package var description: String { "\(mirror): \(reason)".printable }
}
