import Foundation

/// Why a state could not be saved or loaded: one line that names the file, what is wrong and what
/// to do next.
public struct SafeTensorsError: Error, Equatable, Sendable {
  /// The file, as it was asked for.
  package let path: String
  /// What is wrong with it.
  package let problem: Problem

  /// What can be wrong with a file, or with where it is to go.
  package enum Problem: Error, Equatable, Sendable {
    /// The system does not hand out the file, or does not take it.
    case file(FileError)
    /// A file of another kind.
    case otherKind(FileKind)
    /// Fewer bytes than the length of the header takes.
    case tooShort(byteCount: Int)
    /// A header that is longer than the rest of the file, or than any header may be.
    case headerTooLong(announced: UInt64, limit: Int)
    /// The header does not say what a header says, at a byte counted from its beginning.
    case malformedHeader(byte: Int, expected: String)
    /// Two tensors of one name.
    case nameTwice(String)
    /// More of something than any network has.
    case tooMany(String, limit: Int)
    /// A tensor's description lacks one of its three keys.
    case missingKey(String, tensor: String)
    /// Elements of a type that is not read here.
    case unknownType(String, tensor: String)
    /// A shape whose elements no file could hold.
    case shapeTooLarge([Int], tensor: String)
    /// A place that ends before it begins.
    case backwards(begin: Int, end: Int, tensor: String)
    /// A place that does not have the size that shape and type ask for.
    case wrongSize(tensor: String, shape: [Int], bytes: Int, expected: Int)
    /// A place that reaches beyond the end of the file.
    case outOfRange(tensor: String, end: Int, available: Int)
    /// Two tensors share bytes.
    case overlap(String, String)
    /// Bytes that belong to no tensor, counted from the end of the header.
    case unused(begin: Int, end: Int)
    /// The names are not those of the model.
    case namesDiffer(missing: [String], extra: [String])
    /// A tensor of the right name that has another shape than in the model.
    case shapesDiffer(tensor: String, file: [Int], model: [Int])
    /// A tensor of the right name that has another type than in the model, both by PyTorch's names.
    case typesDiffer(tensor: String, file: String, model: String)
  }

  package init(_ problem: Problem, path: String) {
    self.path = path
    self.problem = problem
  }

  /// Does what may find that the system does not hand out a file, or does not take it.
  package static func reporting<Result>(
    _ body: () throws(FileError) -> Result
  ) throws(SafeTensorsError) -> Result {
    do throws(FileError) {
      return try body()
    } catch {
      throw SafeTensorsError(.file(error), path: error.path)
    }
  }
}

extension SafeTensorsError: CustomStringConvertible {
  /// The error in one line.
  public var description: String {
    let path = path.printable
    return switch problem {
    case .file(let error):
      error.description
    case .otherKind(let kind):
      "\(path) is no safetensors file, but \(kind): \(kind.wayToSafeTensors)"
    case .tooShort(0):
      "\(path) is empty: save or download it again"
    case .namesDiffer(let missing, let extra):
      "\(path) \(Self.difference(missing: missing, extra: extra)): \(Self.sameModel)"
    case .shapesDiffer(let tensor, let file, let model):
      "\(path) has \(Self.quoted(tensor)) of shape \(Self.shape(file)), and the model wants "
        + "\(model): \(Self.sameModel)"
    case .typesDiffer(let tensor, let file, let model):
      "\(path) has \(Self.quoted(tensor)) of type \(file), and the model wants \(model): "
        + "convert it in PyTorch with .to(\(model)) and save again"
    case .unknownType(let type, let tensor):
      "\(path) has \(Self.quoted(tensor)) of type \(Self.quoted(type)), and only F32 and I64 are read "
        + "here: convert it in PyTorch with .float() and save again"
    case .nameTwice(let name):
      "\(path) has two tensors \(Self.quoted(name)): give each a name of its own and save again"
    case .tooMany(let what, let limit):
      "\(path) has more than \(limit) \(what), and no more are read here: choose another file"
    case .tooShort(let byteCount):
      unsound("it has \(byteCount) bytes, and its header's length alone takes 8")
    case .headerTooLong(let announced, let limit):
      unsound("it announces a header of \(announced) bytes, and there can be \(limit)")
    case .malformedHeader(let byte, let expected):
      unsound("its header has something else at byte \(byte) than \(expected)")
    case .missingKey(let key, let tensor):
      unsound("\(Self.quoted(tensor)) has no \(key)")
    case .shapeTooLarge(let shape, let tensor):
      unsound(
        "\(Self.quoted(tensor)) has shape \(Self.shape(shape)), more than any file holds")
    case .backwards(let begin, let end, let tensor):
      unsound("\(Self.quoted(tensor)) begins at byte \(begin) and ends at \(end)")
    case .wrongSize(let tensor, let shape, let bytes, let expected):
      unsound(
        "\(Self.quoted(tensor)) has \(bytes) bytes, and its shape \(Self.shape(shape)) takes "
          + "\(expected)")
    case .outOfRange(let tensor, let end, let available):
      unsound(
        "\(Self.quoted(tensor)) ends at byte \(end) of the data, and there are \(available)")
    case .overlap(let first, let second):
      unsound("\(Self.quoted(first)) and \(Self.quoted(second)) share bytes")
    case .unused(let begin, let end):
      unsound("bytes \(begin) to \(end) of the data belong to no tensor")
    }
  }

  private func unsound(_ reason: String) -> String {
    "\(path.printable) is not a sound safetensors file (\(reason)): save or download it again"
  }

  private static let sameModel = "load it into the model that it was saved from"

  /// `has no 'fc2.bias' and 2 more, and has 'fc3.bias', which the model has not`
  private static func difference(missing: [String], extra: [String]) -> String {
    func list(_ names: [String]) -> String {
      quoted(names[0]) + (names.count > 1 ? " and \(names.count - 1) more" : "")
    }
    if extra.isEmpty { return "has no \(list(missing)), which the model has" }
    let unknown = "has \(list(extra)), which the model has not"
    return missing.isEmpty ? unknown : "has no \(list(missing)), and \(unknown)"
  }

  /// A name from a file, of which anybody may have written anything: cut short, in one line.
  private static func quoted(_ name: String) -> String {
    let scalars = name.unicodeScalars
    return "'\(String(scalars.prefix(80)).printable)\(scalars.count > 80 ? "…" : "")'"
  }

  private static func shape(_ shape: [Int]) -> String {
    shape.count <= 8 ? "\(shape)" : "\(shape.prefix(8)) and \(shape.count - 8) more"
  }
}

extension SafeTensorsError: LocalizedError {
  /// The error in one line.
  public var errorDescription: String? { description }
}

extension FileKind {
  /// What to do with a file of this kind to get a safetensors file.
  fileprivate var wayToSafeTensors: String {
    switch self {
    case .gitLFSPointer: "fetch that with 'git lfs pull' where it was cloned"
    case .webPage, .text: "download it again, and look at its address"
    case .torchArchive, .pickle:
      "load it in PyTorch, and save model.state_dict() with safetensors.torch.save_file"
    case .numpyArchive, .numpyArray:
      "load it in Python, and save its arrays with safetensors.numpy.save_file"
    case .hdf5: "load it in Python, and save its weights with safetensors.numpy.save_file"
    case .packed: "unpack it first"
    case .idx: "digits are given with --data, the folder that they are in"
    case .picture, .safeTensors: "choose another file"
    }
  }
}
