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
    // A shell completes it with a slash.
    let end = directory.lastIndex { $0 != "/" } ?? directory.startIndex
    self.directory = String(directory[...end])
    self.mirrors = mirrors
  }

  /// Where the file goes.
  package func path(of file: MNISTFile) -> String { "\(folder)/\(file.packedName)" }

  /// Which files of the full set are not there, or damaged.
  ///
  /// - Throws: `DownloadError` where there are other digits, which would be read instead, or be lost, or
  ///   where that cannot be known.
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
        // The first of the two is read where both are there.
        var found = try? IDXFile(path: "\(folder)/\(file.name)")
        if found == nil { found = try packed(file) }
        guard let found else {
          missing.append(file)
          continue
        }
        guard file.isThis(found) else { throw .otherDigits(path: found.path) }
      }
    }
    return missing
  }

  /// What stands where the file goes; nil where there is nothing, or what is damaged.
  ///
  /// - Throws: `DownloadError` where the system does not hand it out: it may be something else.
  private func packed(_ file: MNISTFile) throws(DownloadError) -> IDXFile? {
    let path = path(of: file)
    do throws(DatasetError) {
      return try IDXFile(path: path)
    } catch {
      guard case .unreadable(_, let reason) = error, (try? RegularFile.isThere(path)) != false
      else { return nil }
      throw .unreadable(path: path, reason: reason)
    }
  }

  /// Finds out whether these files can be written, before any is fetched. The folder is made when the
  /// first has come.
  package func checkPlace(of files: [MNISTFile]) throws(FileError) {
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath:)
    if let lost = foldersToIt.first(where: { !isThere($0) && isLink($0) }) {
      throw .unwritable(path: lost, reason: "a link that leads nowhere")
    }
    let place = foldersToIt.last(where: isThere) ?? (folder.hasPrefix("/") ? "/" : ".")
    guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder), isFolder.boolValue
    else { throw .unwritable(path: place, reason: SystemError(code: ENOTDIR).reason) }
    for file in files {
      // Where it leads to there may be anything.
      guard !isLink(path(of: file)) else {
        throw .unwritable(path: path(of: file), reason: "a link to another place")
      }
      do throws(FileError) {
        try PendingFile.check("\(place)/\(file.packedName)", byteCount: file.packedByteCount)
      } catch {
        throw .unwritable(path: path(of: file), reason: error.reason)
      }
    }
  }

  private func isLink(_ path: String) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
  }

  /// The folder where the files go, behind those that it is in.
  private var foldersToIt: [String] {
    let words = folder.split(separator: "/")
    return (1...words.count).map { count in
      (folder.hasPrefix("/") ? "/" : "") + words.prefix(count).joined(separator: "/")
    }
  }

  /// Fetches a file from the first mirror that has it.
  ///
  /// - Parameters:
  ///   - file: which of the four.
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
    for folder in foldersToIt where !FileManager.default.fileExists(atPath: folder) {
      if mkdir(folder, 0o777) != 0, errno != EEXIST {
        throw .unwritable(path: folder, reason: SystemError(code: errno).reason)
      }
    }
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
  /// The system does not hand out what stands where a file goes, with its reason.
  case unreadable(path: String, reason: String)
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
    case .unreadable(let path, let reason):
      "\(FileError.unreadable(path: path, reason: reason))"
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
