import NN
import Tensors

extension Program {
  /// What operations of layers, losses and optimizers give; nil for all others.
  func moduleResults(_ s: Statement) -> [Value]? {
    if let layer = layer(s) { return [.module(layer)] }
    switch s.operation {
    case "call": return [.tensor(called(s))]
    case "CrossEntropyLoss":
      return [
        .crossEntropyLoss(
          CrossEntropyLoss(
            weight: s.text("weight").map { tensor($0) }, ignoreIndex: s.int("ignoreIndex") ?? -100,
            reduction: s.reduction, labelSmoothing: s.float("labelSmoothing") ?? 0))
      ]
    case "MSELoss": return [.mseLoss(MSELoss(reduction: s.reduction))]
    case "SGD": return [.optimizer(optimizer(s))]
    case "train": module(s[0]).train()
    case "eval": module(s[0]).eval()
    case "step": optimizer(s[0]).step()
    case "learning_rate": optimizer(s[0]).learningRate = s.float(1)
    case "zero_grad":
      switch self[s[0]] {
      case .module(let module): module.zeroGrad()
      case .optimizer(let optimizer): optimizer.zeroGrad()
      default: tensor(s[0]).grad = nil
      }
    default: return nil
    }
    return []
  }

  private func layer(_ s: Statement) -> Module? {
    switch s.operation {
    case "Linear": Linear(s.int(0), s.int(1), bias: s.bool("bias") ?? true)
    case "Conv2d":
      Conv2d(
        s.int(0), s.int(1), kernelSize: s.int(2), stride: s.int("stride") ?? 1,
        padding: s.int("padding") ?? 0, dilation: s.int("dilation") ?? 1,
        bias: s.bool("bias") ?? true)
    case "MaxPool2d": MaxPool2d(s.int(0), stride: s.int("stride"), padding: s.int("padding") ?? 0)
    case "BatchNorm2d":
      BatchNorm2d(
        s.int(0), epsilon: s.float("epsilon") ?? 1e-5, momentum: s.float("momentum") ?? 0.1)
    case "Dropout": Dropout(p: s.float("p") ?? 0.5)
    case "Flatten": Flatten(startDim: s.int("startDim") ?? 1, endDim: s.int("endDim") ?? -1)
    case "ReLU": ReLU()
    case "Tanh": Tanh()
    case "Sigmoid": Sigmoid()
    case "Sequential": Sequential(s.arguments.map { module($0) })
    default: nil
    }
  }

  private func called(_ s: Statement) -> Tensor {
    switch self[s[0]] {
    case .module(let module): module(tensor(s[1]))
    case .crossEntropyLoss(let loss): loss(tensor(s[1]), ints(s[2]))
    case .mseLoss(let loss): loss(tensor(s[1]), tensor(s[2]))
    default: malformed("\(s[0]) cannot be called")
    }
  }

  /// Of a module, or of parameters.
  private func optimizer(_ s: Statement) -> SGD {
    let parameters = s.arguments.flatMap { name -> [Parameter] in
      if case .module(let module) = self[name] { return module.parameters() }
      guard let parameter = tensor(name) as? Parameter else { malformed("\(name) is no parameter") }
      return [parameter]
    }
    return SGD(
      parameters, learningRate: s.float("lr") ?? 1e-3, momentum: s.float("momentum") ?? 0,
      dampening: s.float("dampening") ?? 0, weightDecay: s.float("weightDecay") ?? 0,
      nesterov: s.bool("nesterov") ?? false)
  }
}
