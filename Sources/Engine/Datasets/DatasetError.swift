import Foundation
import StateFiles
import Tensors

/// Why a data set could not be read: one line that names the file, what is wrong and what to do
/// next.
public enum DatasetError: Error, Equatable, Sendable {
  /// No folder of that name.
  case noFolder(String)
  /// The digits that ship with the package, which are not beside the program.
  case noBundledDigits(String)
  /// A folder that has none of MNIST's files.
  case noFiles(folder: String, part: String)
  /// A folder that has some of MNIST's files, but not these, as they are named without `.gz`.
  case missingFiles(names: [String], folder: String)
  /// The system does not hand out the file, with its reason.
  case unreadable(path: String, reason: String)
  /// The file has no byte at all.
  case empty(path: String)
  /// The first bytes, of which some more are kept, are not those of an IDX file.
  case notIDX(path: String, start: [UInt8])
  /// An IDX file of values that are not bytes.
  case wrongElementType(path: String, found: String)
  /// More values than any file of digits has.
  case tooLarge(path: String, dimensions: [Int])
  /// Fewer bytes than the header announces; both counts are of decompressed bytes.
  case truncated(path: String, found: Int, expected: Int)
  /// Bytes after the announced ones.
  case tooLong(path: String, expected: Int)
  /// The gzip wrapper is damaged, with zlib's reason.
  case damaged(path: String, reason: String)
  /// An IDX file of another shape than the one asked for.
  case wrongShape(path: String, found: [Int], expected: String)
  /// Images and labels that are not one to one.
  case countsDiffer(images: String, count: Int, labels: String, labelCount: Int)
  /// A label that is not a digit.
  case wrongLabel(path: String, label: Int, index: Int)
}

extension DatasetError: CustomStringConvertible {
  /// The error in one line.
  public var description: String {
    // A file's name may hold a line break.
    sentence.printable
  }

  private var sentence: String {
    switch self {
    case .noFolder(let folder):
      "no folder \(folder): check the path, or \(Self.withoutData)"
    case .noBundledDigits(let folder):
      """
      the digits that ship with the workbook are not in \(folder): run the program where it was built, \
      with its package beside it, or name a folder with MNIST's files by --data
      """
    case .noFiles(let folder, let part):
      """
      no MNIST files in \(folder): expected \(part)-images-idx3-ubyte or \
      \(part)-images-idx3-ubyte.gz there or in \(folder)/MNIST/raw; \(Self.withoutData)
      """
    case .missingFiles(let names, let folder):
      """
      \(folder) has \(names.map { "no \($0) or \($0).gz" }.joined(separator: " and ")), which \
      \(names.count == 1 ? "belongs to the file beside it" : "belong to the files beside them"): \
      download \(names.count == 1 ? "it" : "them") again
      """
    case .unreadable(let path, let reason):
      "\(path) cannot be read (\(reason)): check the path and its permissions"
    case .empty(let path):
      "\(path) is empty: download it again"
    case .notIDX(let path, let start):
      if let kind = FileKind(start), kind != .idx {
        "\(path) is no IDX file, but \(kind): \(Self.wayToIDX(from: kind))"
      } else {
        """
        \(path) is not an IDX file (it starts with \(Self.hexadecimal(start.prefix(4)))): \
        download it again
        """
      }
    case .wrongElementType(let path, let found):
      "\(path) holds \(found), not bytes: it is not a file of MNIST's"
    case .tooLarge(let path, let dimensions):
      """
      \(path) announces \(Self.product(dimensions)) values, more than any MNIST file has: \
      download it again
      """
    case .truncated(let path, let found, let expected):
      "\(path) ends after \(found.grouped) of \(expected.grouped) bytes: download it again"
    case .tooLong(let path, let expected):
      """
      \(path) goes on after the \(expected.grouped) bytes that its header announces: \
      download it again
      """
    case .damaged(let path, let reason):
      "\(path) is damaged (\(reason)): download it again"
    case .wrongShape(let path, let found, let expected):
      "\(path) holds \(Self.product(found)) values, not \(expected): choose another folder"
    case .countsDiffer(let images, let count, let labels, let labelCount):
      """
      \(images) has \(count.grouped) images, but \(labels) has \(labelCount.grouped) labels: \
      take both from the same place
      """
    case .wrongLabel(let path, let label, let index):
      "\(path) has label \(label) at index \(index.grouped), not one of 0 to 9: download it again"
    }
  }

  private static let withoutData = "leave out --data for the digits that ship with the workbook"

  /// What to do with a file of another kind.
  private static func wayToIDX(from kind: FileKind) -> String {
    switch kind {
    case .gitLFSPointer: "fetch that with 'git lfs pull' where it was cloned"
    case .packed: "unpack it first"
    case .safeTensors: "a network is given with --load"
    default: "download it again"
    }
  }

  private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }
      .joined(separator: " ")
  }

  /// `2 × 28 × 28`; the first of a great many lengths.
  private static func product(_ dimensions: [Int]) -> String {
    let shown = dimensions.prefix(4).map(\.grouped).joined(separator: " × ")
    return dimensions.count <= 4 ? shown : "\(shown) × … (\(dimensions.count) dimensions)"
  }
}

extension DatasetError: LocalizedError {
  /// The error in one line.
  public var errorDescription: String? { description }
}
