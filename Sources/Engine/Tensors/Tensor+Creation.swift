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
