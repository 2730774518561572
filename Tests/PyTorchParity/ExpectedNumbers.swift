import Foundation
import Testing

/// Numbers that PyTorch computed, in 64 bits, and that were then rounded to floats.
struct ExpectedNumbers: Decodable, Sendable {
  let name: String
  let shape: [Int]
  /// How large the numbers are that this result is a difference of, where it is far smaller; else
  /// 0.
  let terms: Double
  let values: [Float]

  private enum CodingKeys: CodingKey { case name, shape, terms, numbers }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    name = try fields.decode(String.self, forKey: .name)
    shape = try fields.decode([Int].self, forKey: .shape)
    terms = try fields.decodeIfPresent(Double.self, forKey: .terms) ?? 0
    values = try floats(fields.decode(Data.self, forKey: .numbers))
  }

  /// The largest relative error of `found`, each being `|found − expected| / scale`.
  ///
  /// The scale is the largest of: the expected number itself; the root mean square of all expected
  /// numbers of the tensor, since a sum that happens to be all but 0 is only as exact as its
  /// neighbours; and ``terms``. NaN agrees with NaN, and an infinity with itself.
  func relativeErrors(of found: [Float]) -> [Double] {
    let finite = values.filter(\.isFinite)
    let squares = finite.reduce(0.0) { $0 + Double($1) * Double($1) }
    let floor = max((squares / Double(max(1, finite.count))).squareRoot(), terms, 1e-30)
    return zip(found, values).map { found, expected in
      if found == expected || (found.isNaN && expected.isNaN) { return 0 }
      let error = abs(Double(found) - Double(expected)) / max(abs(Double(expected)), floor)
      return error.isNaN ? .infinity : error
    }
  }

  /// Records a failure unless `found` agrees within `tolerance`, with the first and the largest
  /// difference. Returns the largest error.
  @discardableResult
  func expect(
    _ found: [Float], shape foundShape: [Int], within tolerance: Double, _ origin: Origin
  ) -> Double {
    guard foundShape == shape, found.count == values.count else {
      Issue.record("\(origin.label): \(name) has shape \(foundShape), PyTorch's \(shape)")
      return .infinity
    }
    let errors = relativeErrors(of: found)
    guard let largest = errors.indices.max(by: { errors[$0] < errors[$1] }) else { return 0 }
    guard let first = errors.firstIndex(where: { $0 > tolerance }) else { return errors[largest] }
    func text(_ index: Int) -> String {
      "\(found[index]) instead of \(values[index]) at \(index), relative error \(errors[index])"
    }
    let wrong = errors.count { $0 > tolerance }
    Issue.record(
      """
      \(origin.label): \(name) \(shape): \(wrong) of \(errors.count) differ
      first: \(text(first))
      largest: \(text(largest))
      expected numbers made by:
      \(origin.snippet.joined(separator: "\n"))
      """)
    return errors[largest]
  }
}

/// What made an expectation: named in every failure.
struct Origin: Decodable, Sendable {
  let label: String
  /// Lines of Python.
  let snippet: [String]
}

/// The cases of one file of `Tests/PyTorch/values`.
func cases<Case: Decodable>(_ name: String, as type: Case.Type = Case.self) -> [Case] {
  let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
  return cases(at: tests.appendingPathComponent("PyTorch/values/\(name).json").path)
}

/// The cases of a file.
///
/// Traps where the file is not there or is not what it should be: a test without its cases would
/// pass.
func cases<Case: Decodable>(at path: String) -> [Case] {
  do {
    let content = try Data(contentsOf: URL(fileURLWithPath: path))
    let cases = try JSONDecoder().decode([Case].self, from: content)
    precondition(!cases.isEmpty, "\(path) holds no case")
    return cases
  } catch {
    fatalError("\(path): \(error)")
  }
}

/// 32-bit floats, little-endian.
func floats(_ data: Data) -> [Float] {
  let bytes = [UInt8](data)
  return stride(from: 0, to: bytes.count, by: 4).map { start in
    Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << (8 * $1) })
  }
}
