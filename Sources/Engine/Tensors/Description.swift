import Foundation

// How a tensor is printed: to the character as PyTorch prints it, so that outputs can be compared.
// Source: torch/_tensor_str.py, with its defaults: 4 digits, lines of 80 columns, and of more than
// 1,000 elements the first and last three of each dimension.

private let lineWidth = 80
private let summarizedAbove = 1000
private let edgeItems = 3

extension Tensor: CustomStringConvertible {
  /// The elements as PyTorch prints them, with the operation that made them.
  public final var description: String {
    var suffixes = sizeSuffix(shape, count)
    if let gradFn {
      suffixes.append("grad_fn=\(gradFn)")
    } else if requiresGrad {
      suffixes.append("requires_grad=True")
    }
    let format = FloatFormat(shown(values, shape))
    let text = render(values, shape, format.width, suffixes) { format.text($0) }
    return self is Parameter ? "Parameter containing:\n" + text : text
  }
}

extension PlainTensor: CustomStringConvertible {
  /// The elements as PyTorch prints them.
  public var description: String {
    var suffixes = sizeSuffix(shape, count)
    // Whole numbers and truth values are known when seen; grey values, and what is empty, are not.
    if Element.self == UInt8.self {
      suffixes.append("dtype=torch.uint8")
    } else if count == 0 {
      suffixes.append(Element.self == Bool.self ? "dtype=torch.bool" : "dtype=torch.int64")
    }
    let width = shown(values, shape).map { "\($0)".count }.max() ?? 0
    return render(values, shape, width, suffixes) { padded("\($0)", width) }
  }
}

/// The shape, where brackets without elements do not show it: `size=(0, 3)`.
private func sizeSuffix(_ shape: [Int], _ count: Int) -> [String] {
  guard count == 0 && shape.count != 1 else { return [] }
  return ["size=(" + shape.map(String.init).joined(separator: ", ") + ")"]
}

private func padded(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}

/// How the floats of one tensor are written. The width is that of the longest among finite numbers
/// other than 0, as in PyTorch: an infinity may be longer, and then the numbers do not stand below
/// each other.
private struct FloatFormat {
  private(set) var width = 1
  private var pattern = "%.4f"
  private var suffix = ""

  init(_ values: [Float]) {
    let ordinary = values.filter { $0.isFinite && $0 != 0 }
    let sizes = ordinary.map { abs(Double($0)) }
    guard let smallest = sizes.min(), let largest = sizes.max() else {
      pattern = "%.0f"
      suffix = "."
      return
    }
    let isWhole = sizes.allSatisfy { $0 == $0.rounded() }
    if largest / smallest > 1000 || largest > 1e8 || (!isWhole && smallest < 1e-4) {
      pattern = "%.4e"
    } else if isWhole {
      pattern = "%.0f"
      suffix = "."
    }
    width = ordinary.map { text($0).count }.max() ?? 1
  }

  func text(_ value: Float) -> String {
    if value.isNaN { return padded("nan", width) }
    if value.isInfinite { return padded(value < 0 ? "-inf" : "inf", width) }
    return padded(String(format: pattern, Double(value)) + suffix, width)
  }
}

/// The elements that a summary shows; all of them in a small tensor.
private func shown<Element>(_ values: [Element], _ shape: [Int]) -> [Element] {
  guard values.count > summarizedAbove else { return values }
  var (starts, step) = ([0], values.count)
  for length in shape {
    step /= length
    let indices = shownIndices(length, true).compactMap(\.self)
    starts = starts.flatMap { start in indices.map { start + $0 * step } }
  }
  return starts.map { values[$0] }
}

/// The indices of one dimension that are shown, nil standing for those left out.
private func shownIndices(_ length: Int, _ summarizes: Bool) -> [Int?] {
  guard summarizes, length > 2 * edgeItems else { return Array(0..<length) }
  return Array(0..<edgeItems) + [nil] + Array(length - edgeItems..<length)
}

private func render<Element>(
  _ values: [Element], _ shape: [Int], _ width: Int, _ suffixes: [String],
  _ text: (Element) -> String
) -> String {
  let opening = "tensor("
  let summarizes = values.count > summarizedAbove

  func row(_ start: Int, _ length: Int, _ indent: Int) -> String {
    let cells = shownIndices(length, summarizes).map {
      $0.map { text(values[start + $0]) } ?? " ..."
    }
    let perLine = max(1, (lineWidth - indent) / (width + 2))
    let lines = stride(from: 0, to: cells.count, by: perLine).map {
      cells[$0..<min(cells.count, $0 + perLine)].joined(separator: ", ")
    }
    let separator = ",\n" + String(repeating: " ", count: indent + 1)
    return "[" + lines.joined(separator: separator) + "]"
  }

  // One after the other, not one within the other: there may be more dimensions than a stack has
  // room for.
  func blocks() -> String {
    let outer = shape.dropLast().map { shownIndices($0, summarizes) }
    var (steps, step) = ([Int](), values.count)
    for length in shape {
      step /= length
      steps.append(step)
    }
    var position = [Int](repeating: 0, count: outer.count)
    var text = String(repeating: "[", count: outer.count)
    while true {
      let start = outer.indices.map { outer[$0][position[$0]]! * steps[$0] }.reduce(0, +)
      text += row(start, shape[outer.count], opening.count + outer.count)
      // The next row: of the innermost dimension that goes on, the others start again.
      var dim = outer.count - 1
      while dim >= 0, position[dim] + 1 == outer[dim].count {
        position[dim] = 0
        text += "]"
        dim -= 1
      }
      if dim < 0 { return text }
      let separator =
        "," + String(repeating: "\n", count: outer.count - dim)
        + String(repeating: " ", count: opening.count + dim + 1)
      position[dim] += 1
      text += separator
      if outer[dim][position[dim]] == nil {
        position[dim] += 1
        text += "..." + separator
      }
      text += String(repeating: "[", count: outer.count - 1 - dim)
    }
  }

  var result = opening
  if values.isEmpty {
    result += "[]"
  } else {
    result += shape.isEmpty ? text(values[0]) : blocks()
  }
  var column =
    result.count
    - (result.lastIndex(of: "\n").map { result.distance(from: result.startIndex, to: $0) } ?? -1)
    + 1
  for suffix in suffixes {
    if column + suffix.count + 2 > lineWidth {
      result += ",\n" + String(repeating: " ", count: opening.count) + suffix
      column = opening.count + suffix.count
    } else {
      result += ", " + suffix
      column += suffix.count + 2
    }
  }
  return result + ")"
}
