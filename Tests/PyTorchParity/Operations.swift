import Tensors

/// The result `y`, and what else is compared.
typealias Operation = @Sendable (Arguments) -> [String: Tensor]

/// How each operation of `Tests/PyTorch/operations.py` is written with the engine.
let operations: [String: Operation] = {
  var all: [String: Operation] = [:]
  func add(_ name: String, _ operation: @escaping @Sendable (Arguments) -> Tensor) {
    all[name] = { ["y": operation($0)] }
  }

  add("+") { $0[0] + $0[1] }
  add("-") { $0[0] - $0[1] }
  add("*") { $0[0] * $0[1] }
  add("/") { $0[0] / $0[1] }
  add("x + number") { $0[0] + $0.float("number") }
  add("number + x") { $0.float("number") + $0[0] }
  add("x - number") { $0[0] - $0.float("number") }
  add("number - x") { $0.float("number") - $0[0] }
  add("x * number") { $0[0] * $0.float("number") }
  add("number * x") { $0.float("number") * $0[0] }
  add("x / number") { $0[0] / $0.float("number") }
  add("number / x") { $0.float("number") / $0[0] }
  add("negate") { -$0[0] }
  add("used often") { arguments in
    let x = arguments[0]
    return x * x + x.exp() / (x + 3) - x
  }

  add("exp") { $0[0].exp() }
  add("log") { $0[0].log() }
  add("sqrt") { $0[0].sqrt() }
  add("tanh") { $0[0].tanh() }
  add("sigmoid") { $0[0].sigmoid() }
  add("pow") { $0[0].pow($0.float("exponent")) }
  add("relu") { relu($0[0]) }

  add("reshape") { $0[0].reshape([4, -1]) }
  add("flatten") { $0[0].flatten(startDim: $0.int("first"), endDim: $0.int("last")) }
  add("squeeze") { $0[0].squeeze() }
  add("squeeze dim") { $0[0].squeeze(dim: $0.int("dim")) }
  add("unsqueeze") { $0[0].unsqueeze(dim: $0.int("dim")) }
  add("t") { $0[0].t() }
  add("select") { $0[0][$0.int("index")] }
  add("slice") { $0[0][$0.int("start")..<$0.int("end")] }
  add("stack") { .stack($0.tensors, dim: $0.int("dim")) }
  add("cat") { .cat($0.tensors, dim: $0.int("dim")) }

  add("permute") { $0[0].permute([2, 0, 1]) }
  add("transpose") { $0[0].transpose(0, 2) }
  add("flip") { $0[0].flip([0, 2]) }
  add("index") { $0[0][1..., 2, 0...] }
  add("expand") { $0[0].expand([2, 3, 4]) }
  add("gather") { $0[0].gather(dim: 1, $0.labels.unsqueeze(dim: 1)) }
  add("index rows") { $0[0][$0.labels] }
  add("index pairs") { $0[0][.arange(6), $0.labels] }
  add("index mask") { $0[0][$0[0] > 0.5] }
  add("one hot") { oneHot($0.labels, numClasses: 7).float() }
  add("in place") { arguments in
    let (x, z) = (arguments["x"], arguments["z"])
    var y = x.clone()
    y[1] += 2 * z
    y[0..., 1] = z
    y *= x
    y -= z
    return y
  }
  add("maximum") { maximum($0[0], $0[1]) }
  add("minimum") { minimum($0[0], $0[1]) }
  add("where") { .where($0[0] > $0[1], $0[0], $0[1] * 3) }
  add("clamp") { $0[0].clamp(min: -1, max: 1) }
  add("abs") { $0[0].abs() }
  add("sign") { $0[0].sign() }
  add("round") { $0[0].round() }
  add("rsqrt") { $0[0].rsqrt() }
  add("cumsum") { $0[0].cumsum(dim: 1) }
  add("norm") { $0[0].norm() }
  add("var") { $0[0].var(correction: $0.int("correction")) }
  add("std dims") { $0[0].std(dim: [0, 2], correction: $0.int("correction")) }
  add("softmax of columns") { softmax($0[0], dim: 0) }
  add("linspace") { _ in .linspace(-1, 2, steps: 7) }
  func addOrder(
    _ name: String, _ order: @escaping @Sendable (Tensor) -> (values: Tensor, indices: IntTensor)
  ) {
    all[name] = { arguments in
      let (values, indices) = order(arguments[0])
      return ["y": values, "indices": indices.float()]
    }
  }
  addOrder("sort") { $0.sort(dim: 0) }
  addOrder("topk") { $0.topk(2, dim: 0) }
  addOrder("min dim") { $0.min(dim: 1) }

  add("sum") { $0[0].sum() }
  add("mean") { $0[0].mean() }
  add("max") { $0[0].max() }
  add("min") { $0[0].min() }
  add("sum dim") { $0[0].sum(dim: $0.int("dim"), keepDim: $0.bool("keepDim")) }
  add("mean dim") { $0[0].mean(dim: $0.int("dim"), keepDim: $0.bool("keepDim")) }
  add("sum dims") { $0[0].sum(dim: [0, 2]) }
  add("mean dims") { $0[0].mean(dim: [0, 2, 3]) }
  add("argmax") { $0[0].argmax(dim: $0.int("dim"), keepDim: $0.bool("keepDim")).float() }
  all["max dim"] = { arguments in
    let (values, indices) = arguments[0].max(
      dim: arguments.int("dim"), keepDim: arguments.bool("keepDim"))
    return ["y": values, "indices": indices.float()]
  }

  add("matmul") { $0[0].matmul($0[1]) }
  add("linear") { linear($0[0], $0[1], $0.byName["bias"]) }
  add("conv2d") {
    conv2d(
      $0[0], $0[1], $0.byName["bias"], stride: $0.int("stride"), padding: $0.int("padding"),
      dilation: $0.int("dilation"))
  }
  add("max_pool2d") {
    maxPool2d(
      $0[0], kernelSize: $0.int("kernelSize"), stride: $0.int("stride"),
      padding: $0.int("padding"))
  }

  add("log_softmax") { logSoftmax($0[0]) }
  add("softmax") { softmax($0[0]) }
  add("cross_entropy") {
    crossEntropy($0[0], $0.labels, reduction: $0.bool("isSum") ? .sum : .mean)
  }
  let reductions: [LossReduction] = [.mean, .sum, .none]
  add("cross_entropy with settings") {
    crossEntropy(
      $0[0], $0.labels, weight: $0["weight"], ignoreIndex: $0.int("ignoreIndex"),
      reduction: reductions[$0.int("reduction")], labelSmoothing: $0.float("labelSmoothing"))
  }
  add("cross_entropy smoothed") {
    crossEntropy(
      $0[0], $0.labels, ignoreIndex: $0.int("ignoreIndex"),
      labelSmoothing: $0.float("labelSmoothing"))
  }
  add("nll_loss with settings") {
    nllLoss(
      $0[0], $0.labels, weight: $0["weight"], ignoreIndex: $0.int("ignoreIndex"),
      reduction: reductions[$0.int("reduction")])
  }
  add("mse_loss of each") { mseLoss($0[0], $0[1], reduction: .none) }
  add("mse_loss") {
    mseLoss($0[0], $0[1], reduction: $0.bool("isSum") ? .sum : .mean)
  }
  add("nll_loss") { nllLoss($0[0], $0.labels, reduction: $0.bool("isSum") ? .sum : .mean) }

  all["batch_norm"] = { arguments in
    let y = batchNorm(
      arguments["x"], runningMean: arguments["running_mean"],
      runningVariance: arguments["running_variance"], weight: arguments["weight"],
      bias: arguments["bias"], training: arguments.bool("training"),
      momentum: arguments.float("momentum"), epsilon: arguments.float("epsilon"))
    return [
      "y": y, "mean": arguments["running_mean"], "variance": arguments["running_variance"],
    ]
  }
  add("dropout") { dropout($0[0], p: $0.float("p")) }
  add("dropout out of training") { dropout($0[0], p: $0.float("p"), training: false) }

  add("network") { arguments in
    func pooled(_ x: Tensor, _ weight: String, _ bias: String) -> Tensor {
      maxPool2d(relu(conv2d(x, arguments[weight], arguments[bias])), kernelSize: 2)
    }
    let images = pooled(pooled(arguments["x"], "w1", "b1"), "w2", "b2")
    let hidden = relu(linear(images.flatten(startDim: 1), arguments["w3"], arguments["b3"]))
    return crossEntropy(linear(hidden, arguments["w4"], arguments["b4"]), arguments.labels)
  }
  return all
}()
