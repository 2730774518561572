import Kernels

extension Tensor {
  /// A single number, shape `[]`.
  public convenience init(_ value: Float, requiresGrad: Bool = false) {
    self.init([value], shape: [], requiresGrad: requiresGrad)
  }

  /// One dimension: `torch.tensor([1.0, 2.0])`.
  public convenience init(_ values: [Float], requiresGrad: Bool = false) {
    self.init(values, shape: [values.count], requiresGrad: requiresGrad)
  }

  /// Two dimensions, row after row: `torch.tensor([[1.0, 2.0], [3.0, 4.0]])`. Traps where rows
  /// differ in length.
  public convenience init(_ rows: [[Float]], requiresGrad: Bool = false) {
    let columns = rows.first?.count ?? 0
    for (index, row) in rows.enumerated() where row.count != columns {
      fatalError("Tensor: row \(index) has \(row.count) elements, row 0 has \(columns)")
    }
    self.init(rows.flatMap(\.self), shape: [rows.count, columns], requiresGrad: requiresGrad)
  }

  /// Every element `value`: `torch.full(shape, value)`.
  public static func full(_ shape: [Int], _ value: Float, requiresGrad: Bool = false) -> Tensor {
    filled("full", shape, value, requiresGrad)
  }

  private static func filled(
    _ operation: String, _ shape: [Int], _ value: Float, _ requiresGrad: Bool
  ) -> Tensor {
    let count = shape.elementCount(for: operation)
    return Tensor(
      [Float](repeating: value, count: count), shape: shape, requiresGrad: requiresGrad)
  }

  /// Every element 0: `torch.zeros(shape)`.
  public static func zeros(_ shape: [Int], requiresGrad: Bool = false) -> Tensor {
    filled("zeros", shape, 0, requiresGrad)
  }

  /// Every element 1: `torch.ones(shape)`.
  public static func ones(_ shape: [Int], requiresGrad: Bool = false) -> Tensor {
    filled("ones", shape, 1, requiresGrad)
  }

  /// 0, 1, 2, … up to `end`, without it: `torch.arange(end)`.
  public static func arange(_ end: Int) -> Tensor {
    guard end >= 0 else { fatalError("arange: the end \(end) is before 0") }
    _ = [end].elementCount(for: "arange")
    return Tensor((0..<end).map { Float($0) })
  }

  /// From `start` in equal steps up to `end`, without it: `torch.arange(start, end, step)`. Traps for a
  /// step of 0 and one that leads away from the end.
  public static func arange(_ start: Float, _ end: Float, step: Float = 1) -> Tensor {
    let steps = ((Double(end) - Double(start)) / Double(step)).rounded(.up)
    guard step != 0, steps >= 0, let count = Int(exactly: steps) else {
      fatalError("arange: steps of \(step) do not lead from \(start) to \(end)")
    }
    _ = [count].elementCount(for: "arange")
    return Tensor((0..<count).map { Float(Double(start) + Double($0) * Double(step)) })
  }

  /// `steps` numbers from `start` to `end`, both included, in equal steps:
  /// `torch.linspace(start, end, steps)`.
  public static func linspace(_ start: Float, _ end: Float, steps: Int) -> Tensor {
    guard steps >= 0 else { fatalError("linspace: \(steps) steps are below 0") }
    _ = [steps].elementCount(for: "linspace")
    let step = (end - start) / Float(Swift.max(1, steps - 1))
    // From both ends, so that each is met.
    return Tensor(
      (0..<steps).map { index in
        index < steps / 2 || steps == 1
          ? start.addingProduct(step, Float(index))
          : end.addingProduct(-step, Float(steps - 1 - index))
      })
  }

  /// A matrix with 1 on its diagonal and 0 elsewhere: `torch.eye(n)`.
  public static func eye(_ n: Int) -> Tensor {
    _ = [n, n].elementCount(for: "eye")
    return oneHot(.arange(n), numClasses: n).float()
  }

  /// Random numbers, evenly distributed from 0 up to 1, from the current generator:
  /// `torch.rand(shape)`.
  public static func rand(_ shape: [Int], requiresGrad: Bool = false) -> Tensor {
    drawn("rand", shape, 0, 1, requiresGrad)
  }

  /// Random numbers, evenly distributed from `lower` up to `upper`, from the current generator:
  /// `torch.empty(shape).uniform_(lower, upper)`.
  public static func uniform(
    _ shape: [Int], _ lower: Float, _ upper: Float, requiresGrad: Bool = false
  ) -> Tensor {
    drawn("uniform", shape, lower, upper, requiresGrad)
  }

  private static func drawn(
    _ operation: String, _ shape: [Int], _ lower: Float, _ upper: Float, _ requiresGrad: Bool
  ) -> Tensor {
    let count = shape.elementCount(for: operation)
    let values = Generator.current.uniform(lower, upper, count: count)
    return Tensor(values, shape: shape, requiresGrad: requiresGrad)
  }
}

/// An array of `count` floats that a kernel fills: `fill` must write every one of them.
func makeValues(_ count: Int, _ fill: (UnsafeMutableBufferPointer<Float>) -> Void) -> [Float] {
  // Loops over what is empty may have an end that nobody lives to see: it may be long in some
  // dimensions.
  if count == 0 { return [] }
  Memory.keepFreedMemory()
  return [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
    fill(buffer)
    initialized = count
  }
}
