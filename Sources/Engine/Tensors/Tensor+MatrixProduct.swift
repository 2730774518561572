import Kernels

extension Tensor {
  /// The product of two matrices: `[m, k]` and `[k, n]` to `[m, n]`,
  /// `result[i, j] = Σ_p self[i, p] · other[p, j]`.
  ///
  /// Vectors go, too: `[k]` on the left is one row, on the right one column, and the result has no such
  /// dimension. Traps for anything else, and where the inner lengths differ. Source: `torch.mm`,
  /// `torch.mv`, `torch.dot`, `torch.matmul`.
  public final func matmul(_ other: Tensor) -> Tensor {
    switch (shape.count, other.shape.count) {
    case (1, 2) where shape == [other.shape[0]]:
      let row = unsqueeze(dim: 0).matmul(other)
      return Tensor.result(
        row.values, shape: [other.shape[1]], of: "SqueezeBackward4", from: [row]
      ) { [$0.unsqueeze(dim: 0)] }
    case (1, 1) where shape == other.shape, (2, 1) where [shape[1]] == other.shape:
      return timesVector(other)
    default: break
    }
    guard shape.count == 2, other.shape.count == 2, shape[1] == other.shape[0] else {
      fatalError(
        "matmul: \(shape) and \(other.shape) do not fit: wants [m, k] and [k, n] with the same k")
    }
    let (m, k, n) = (shape[0], shape[1], other.shape[1])
    let count = [m, n].elementCount(for: "matmul of \(shape) and \(other.shape)")
    let values = makeValues(count) {
      MatrixProduct.parallel(
        rows: m, inner: k, columns: n, MatrixView(self.values, rowStride: k),
        MatrixView(other.values, rowStride: n), into: $0)
    }
    let (left, right) = (detach(), other.detach())
    let (needsLeft, needsRight) = (requiresGrad, other.requiresGrad)
    return Tensor.result(values, shape: [m, n], of: "MmBackward0", from: [self, other]) {
      gradient in
      // d(AB)/dA gives G·Bᵀ, d(AB)/dB gives Aᵀ·G.
      [needsLeft ? gradient.matmul(right.t()) : nil, needsRight ? left.t().matmul(gradient) : nil]
    }
  }
}

extension Tensor {
  private final func timesVector(_ vector: Tensor) -> Tensor {
    let (left, right) = (detach(), vector.detach())
    let column = right.unsqueeze(dim: 1)
    let isDot = shape.count == 1
    let product = noGrad { (isDot ? left.unsqueeze(dim: 0) : left).matmul(column) }
    return Tensor.result(
      product.values, shape: Array(shape.dropLast()), of: isDot ? "DotBackward0" : "MvBackward0",
      from: [self, vector]
    ) { gradient in
      // d(Av)/dA gives g·vᵀ, d(Av)/dv gives Aᵀ·g.
      [
        gradient.unsqueeze(dim: -1) * right.reshape(isDot ? [-1] : [1, -1]),
        isDot ? gradient * left : left.t().timesVector(gradient),
      ]
    }
  }
}

/// `x · weightᵀ + bias`: every output is a weighted sum of all inputs.
///
/// Shapes: x `[…, inputs]`, weight `[outputs, inputs]`, bias `[outputs]`, result `[…, outputs]`.
/// Traps where they do not fit. Source: `torch.nn.functional.linear`.
public func linear(_ x: Tensor, _ weight: Tensor, _ bias: Tensor? = nil) -> Tensor {
  CalledFunctions.note("linear")
  guard let inputs = x.shape.last, weight.dim == 2, weight.shape[1] == inputs else {
    fatalError("linear: an input \(x.shape) and a weight \(weight.shape) do not fit")
  }
  let outputs = weight.shape[0]
  if let bias, bias.shape != [outputs] {
    fatalError("linear: a weight \(weight.shape) wants a bias [\(outputs)], and got \(bias.shape)")
  }
  let shape = x.shape.dropLast() + [outputs]
  _ = shape.elementCount(for: "linear of an input \(x.shape) and a weight \(weight.shape)")
  let rows = x.shape.dropLast().elementCount
  let (input, factors) = (x.values, weight.values)
  var values = product(
    rows, inputs, outputs, input, (inputs, 1), factors, (1, inputs))
  if let bias {
    let repeated = Broadcasting.expand(bias.values, from: [outputs], to: [rows, outputs])
    values = makeValues(values.count) { Elementwise.add(values, repeated, into: $0) }
  }
  let (needsInput, needsWeight) = (x.requiresGrad, weight.requiresGrad)
  let needsBias = bias?.requiresGrad ?? false
  // PyTorch makes a matrix of any other input first, and a view of the result.
  let name =
    switch (x.dim, hasBias: bias != nil) {
    case (2, true): "AddmmBackward0"
    case (2, false): "MmBackward0"
    case (_, true): "ViewBackward0"
    case (1, false): "SqueezeBackward4"
    case (_, false): "UnsafeViewBackward0"
    }
  return Tensor.result(
    values, shape: Array(shape), of: name, from: [x, weight] + (bias.map { [$0] } ?? [])
  ) { [inputShape = x.shape, weightShape = weight.shape] gradient in
    let g = gradient.values
    // With G of rows × outputs: input G·W, weight Gᵀ·X, bias the sum over the rows.
    let inputGradient =
      needsInput
      ? Tensor(
        product(rows, outputs, inputs, g, (outputs, 1), factors, (inputs, 1)), shape: inputShape)
      : nil
    let weightGradient =
      needsWeight
      ? Tensor(
        product(outputs, rows, inputs, g, (1, outputs), input, (inputs, 1)), shape: weightShape)
      : nil
    let biasGradient = needsBias ? gradient.reshape([rows, outputs]).sum(dim: 0) : nil
    return [inputGradient, weightGradient, biasGradient]
  }
}

/// A matrix product of two arrays, each with the strides of its rows and columns.
private func product(
  _ rows: Int, _ inner: Int, _ columns: Int, _ left: [Float], _ leftStrides: (Int, Int),
  _ right: [Float], _ rightStrides: (Int, Int)
) -> [Float] {
  makeValues(rows * columns) {
    MatrixProduct.parallel(
      rows: rows, inner: inner, columns: columns,
      MatrixView(left, rowStride: leftStrides.0, columnStride: leftStrides.1),
      MatrixView(right, rowStride: rightStrides.0, columnStride: rightStrides.1), into: $0)
  }
}
