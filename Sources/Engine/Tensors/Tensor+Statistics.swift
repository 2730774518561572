// How far elements lie apart, how long they are together, and sums that go on.

extension Tensor {
  /// The variance of all elements: the mean squared distance from their mean, `Σ (x − mean)² / (n − 1)`.
  ///
  /// With a `correction` of 0 it is divided by n. NaN where the divisor is not above 0. Source: `torch.var`.
  public final func `var`(correction: Int = 1) -> Tensor {
    spread(dims: [], correction, keepDim: false, isRoot: false)
  }

  /// The variances along one dimension: `[32, 10]` to `[32]` along 1, or `[32, 1]` with `keepDim`.
  /// Source: `torch.var`.
  public final func `var`(dim: Int, correction: Int = 1, keepDim: Bool = false) -> Tensor {
    spread(dims: [dim], correction, keepDim: keepDim, isRoot: false)
  }

  /// The variances along several dimensions. Source: `torch.var`.
  public final func `var`(dim dims: [Int], correction: Int = 1, keepDim: Bool = false) -> Tensor {
    spread(dims: dims, correction, keepDim: keepDim, isRoot: false)
  }

  /// The standard deviation of all elements, the root of their variance. Source: `torch.std`.
  public final func std(correction: Int = 1) -> Tensor {
    spread(dims: [], correction, keepDim: false, isRoot: true)
  }

  /// The standard deviations along one dimension: `[32, 10]` to `[32]` along 1, or `[32, 1]` with
  /// `keepDim`. Source: `torch.std`.
  public final func std(dim: Int, correction: Int = 1, keepDim: Bool = false) -> Tensor {
    spread(dims: [dim], correction, keepDim: keepDim, isRoot: true)
  }

  /// The standard deviations along several dimensions. Source: `torch.std`.
  public final func std(dim dims: [Int], correction: Int = 1, keepDim: Bool = false) -> Tensor {
    spread(dims: dims, correction, keepDim: keepDim, isRoot: true)
  }

  private final func spread(
    dims: [Int], _ correction: Int, keepDim: Bool, isRoot: Bool
  ) -> Tensor {
    let name = isRoot ? "std" : "var"
    let along = dims.isEmpty ? Array(shape.indices) : dims.map { dimension($0, name) }
    let divisor = Swift.max(0, Float(along.map { shape[$0] }.elementCount) - Float(correction))
    let (result, difference, after) = noGrad {
      let difference = self - mean(dim: along, keepDim: true)
      let variance = (difference * difference).sum(dim: along, keepDim: true) / divisor
      return (
        isRoot ? variance.sqrt() : variance, difference, mean(dim: along, keepDim: keepDim).shape
      )
    }
    return Tensor.result(
      result.values, shape: after, of: isRoot ? "StdBackward0" : "VarBackward0", from: [self]
    ) { gradient in
      // d var/dx = 2·(x − mean)/(n − correction), and d√v/dv = 1/(2√v), for which 0 is taken at 0.
      var g = gradient.reshape(result.shape)
      if isRoot { g = Tensor.where(result == 0, 0, g / (result * 2)) }
      guard divisor > 0 else {
        return [g * Tensor.where(difference == 0, .nan, .infinity)]
      }
      return [g * difference * (2 / divisor)]
    }
  }

  /// The length of all elements as one vector, `√Σ x²`. Source: `torch.linalg.vector_norm`.
  public final func norm() -> Tensor {
    let input = detach()
    let length = noGrad { (input * input).sum().sqrt() }
    return Tensor.result(length.values, shape: [], of: "LinalgVectorNormBackward0", from: [self]) {
      gradient in
      // d‖x‖/dx = x/‖x‖, and 0 is taken at 0.
      [length.item() == 0 ? .zeros(input.shape) : input * (gradient / length)]
    }
  }

  /// Along one dimension each element and all before it, added up: 1, 2, 3 to 1, 3, 6. Source:
  /// `torch.cumsum`.
  public final func cumsum(dim: Int) -> Tensor {
    let dim = dimension(dim, "cumsum")
    let sums = runningSums(dim)
    return Tensor.result(sums, shape: shape, of: "CumsumBackward0", from: [self]) { gradient in
      // An element is in its own sum and in all behind it.
      [Tensor(gradient.flip([dim]).runningSums(dim), shape: gradient.shape).flip([dim])]
    }
  }

  private final func runningSums(_ dim: Int) -> [Float] {
    var steps = places(in: shape)
    let along = steps[dim]
    steps[dim] = [0]
    var sums = values
    for line in count == 0 ? [] : everyPlace(steps) {
      var sum = 0.0
      for step in along {
        sum += Double(sums[line + step])
        sums[line + step] = Float(sum)
      }
    }
    return sums
  }
}
