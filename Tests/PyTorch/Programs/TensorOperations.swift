import NN
import Tensors

extension Program {
  /// What operations give that give one tensor; nil for all others.
  mutating func tensorResult(_ s: Statement) -> Tensor? {
    created(s) ?? arithmetic(s) ?? function(s) ?? shaped(s) ?? reduced(s) ?? ofLayers(s)
  }

  private func created(_ s: Statement) -> Tensor? {
    let requiresGrad = s.bool("grad") ?? false
    return switch s.operation {
    case "tensor": Tensor(s.floats(1), shape: s.ints(0), requiresGrad: requiresGrad)
    case "parameter": Parameter(s.floats(1), shape: s.ints(0), requiresGrad: s.bool("grad") ?? true)
    case "buffer": Buffer(s.floats(1), shape: s.ints(0))
    case "scalar": Tensor(s.float(0), requiresGrad: requiresGrad)
    case "vector": Tensor(s.floats(0), requiresGrad: requiresGrad)
    case "matrix": Tensor(s.arguments.indices.map { s.floats($0) }, requiresGrad: requiresGrad)
    case "full": Tensor.full(s.ints(0), s.float(1), requiresGrad: requiresGrad)
    case "zeros": Tensor.zeros(s.ints(0), requiresGrad: requiresGrad)
    case "ones": Tensor.ones(s.ints(0), requiresGrad: requiresGrad)
    case "arange": Tensor.arange(s.int(0))
    case "rand": Tensor.rand(s.ints(0), requiresGrad: requiresGrad)
    case "uniform":
      Tensor.uniform(s.ints(0), s.float(1), s.float(2), requiresGrad: requiresGrad)
    case "stack": Tensor.stack(s.arguments.map { tensor($0) }, dim: s.int("dim") ?? 0)
    case "cat": Tensor.cat(s.arguments.map { tensor($0) }, dim: s.int("dim") ?? 0)
    default: nil
    }
  }

  private func arithmetic(_ s: Statement) -> Tensor? {
    switch s.operation {
    case "add": tensor(s[0]) + tensor(s[1])
    case "sub": tensor(s[0]) - tensor(s[1])
    case "mul": tensor(s[0]) * tensor(s[1])
    case "div": tensor(s[0]) / tensor(s[1])
    case "add_number": tensor(s[0]) + s.float(1)
    case "number_add": s.float(0) + tensor(s[1])
    case "sub_number": tensor(s[0]) - s.float(1)
    case "number_sub": s.float(0) - tensor(s[1])
    case "mul_number": tensor(s[0]) * s.float(1)
    case "number_mul": s.float(0) * tensor(s[1])
    case "div_number": tensor(s[0]) / s.float(1)
    case "number_div": s.float(0) / tensor(s[1])
    case "neg": -tensor(s[0])
    case "matmul": tensor(s[0]).matmul(tensor(s[1]))
    default: nil
    }
  }

  private mutating func function(_ s: Statement) -> Tensor? {
    switch s.operation {
    case "exp": tensor(s[0]).exp()
    case "log": tensor(s[0]).log()
    case "sqrt": tensor(s[0]).sqrt()
    case "pow": tensor(s[0]).pow(s.float(1))
    case "tanh": tanh(tensor(s[0]))
    case "sigmoid": sigmoid(tensor(s[0]))
    case "relu": relu(tensor(s[0]))
    // Nobody else holds it then, and its elements may be changed in place.
    case "relu_last": relu(take(s[0]))
    case "cube": Cube().apply(tensor(s[0]))
    case "detach": tensor(s[0]).detach()
    default: nil
    }
  }

  private func shaped(_ s: Statement) -> Tensor? {
    switch s.operation {
    case "reshape": tensor(s[0]).reshape(s.ints(1))
    case "flatten":
      tensor(s[0]).flatten(startDim: s.int("startDim") ?? 0, endDim: s.int("endDim") ?? -1)
    case "squeeze": tensor(s[0]).squeeze()
    case "squeeze_dim": tensor(s[0]).squeeze(dim: s.int("dim")!)
    case "unsqueeze": tensor(s[0]).unsqueeze(dim: s.int("dim")!)
    case "t": tensor(s[0]).t()
    case "select": tensor(s[0])[s.int(1)]
    case "slice": tensor(s[0])[s.int(1)..<s.int(2)]
    default: nil
    }
  }

  private func reduced(_ s: Statement) -> Tensor? {
    let keepDim = s.bool("keepDim") ?? false
    return switch s.operation {
    case "sum": tensor(s[0]).sum()
    case "sum_dim": tensor(s[0]).sum(dim: s.int("dim")!, keepDim: keepDim)
    case "sum_dims": tensor(s[0]).sum(dim: s.ints(1), keepDim: keepDim)
    case "mean": tensor(s[0]).mean()
    case "mean_dim": tensor(s[0]).mean(dim: s.int("dim")!, keepDim: keepDim)
    case "mean_dims": tensor(s[0]).mean(dim: s.ints(1), keepDim: keepDim)
    case "max": tensor(s[0]).max()
    case "min": tensor(s[0]).min()
    default: nil
    }
  }

  private func ofLayers(_ s: Statement) -> Tensor? {
    switch s.operation {
    case "linear": linear(tensor(s[0]), tensor(s[1]), optional(s, 2))
    case "conv2d":
      conv2d(
        tensor(s[0]), tensor(s[1]), optional(s, 2), stride: s.int("stride") ?? 1,
        padding: s.int("padding") ?? 0, dilation: s.int("dilation") ?? 1)
    case "max_pool2d":
      maxPool2d(
        tensor(s[0]), kernelSize: s.int(1), stride: s.int("stride"),
        padding: s.int("padding") ?? 0)
    case "log_softmax": logSoftmax(tensor(s[0]))
    case "softmax": softmax(tensor(s[0]))
    case "softmax_dim":
      (s.bool("log") ?? false ? logSoftmax : softmax)(tensor(s[0]), s.int("dim")!)
    case "nll_loss":
      nllLoss(
        tensor(s[0]), ints(s[1]), weight: s.text("weight").map { tensor($0) },
        ignoreIndex: s.int("ignoreIndex") ?? -100, reduction: s.reduction)
    case "cross_entropy":
      crossEntropy(
        tensor(s[0]), ints(s[1]), weight: s.text("weight").map { tensor($0) },
        ignoreIndex: s.int("ignoreIndex") ?? -100, reduction: s.reduction,
        labelSmoothing: s.float("labelSmoothing") ?? 0)
    case "mse_loss": mseLoss(tensor(s[0]), tensor(s[1]), reduction: s.reduction)
    case "batch_norm":
      batchNorm(
        tensor(s[0]), runningMean: tensor(s[1]), runningVariance: tensor(s[2]),
        weight: tensor(s[3]), bias: tensor(s[4]), training: s.bool("training")!,
        momentum: s.float("momentum") ?? 0.1, epsilon: s.float("epsilon") ?? 1e-5)
    case "dropout":
      dropout(tensor(s[0]), p: s.float("p") ?? 0.5, training: s.bool("training") ?? true)
    default: nil
    }
  }

  private func optional(_ s: Statement, _ position: Int) -> Tensor? {
    position < s.arguments.count ? tensor(s[position]) : nil
  }
}

extension Statement {
  var reduction: LossReduction {
    switch text("reduction") {
    case "sum": .sum
    case "none": .none
    default: .mean
    }
  }
}

/// `x³`, as a reader would write an operation.
private struct Cube: AutogradFunction {
  func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor {
    context.saveForBackward(inputs[0])
    return inputs[0] * inputs[0] * inputs[0]
  }

  func backward(_ outputGradient: Tensor, _ context: FunctionContext) -> [Tensor?] {
    let x = context.savedTensors[0]
    return [outputGradient * (x * x * 3)]
  }
}
