import Chapter1Data
import Chapter2Model
import Datasets
import NN
import Plots
import Tensors

/// Follows the life of one gradient: nil, set, added to, cleared.
public func watchGradient(from root: MNIST.Root = .bundled) throws {
  let (images, labels) = try firstBatch(from: root)
  manualSeed(0)
  let model = Model()
  let lossFunction = CrossEntropyLoss()
  // #region gradient-life
  let optimizer = SGD(model.parameters(), learningRate: 1e-2)
  let bias = model.parameters().last!  // of the ten scores

  print("before backward:", bias.grad?.description ?? "nil")
  lossFunction(model(images), labels).backward()
  print("after backward:", bias.grad!.flatten()[0..<3])
  lossFunction(model(images), labels).backward()
  print("after a second one:", bias.grad!.flatten()[0..<3])
  optimizer.zeroGrad()
  print("after zeroGrad:", bias.grad?.description ?? "nil")
  // #endregion gradient-life
}

/// Works out a gradient by the chain rule, compares it with that of `backward()`, and draws both ways.
public func applyChainRule() -> Figure {
  // #region chain-rule
  let (w, x, y): (Float, Float, Float) = (3, 2, 10)
  let product = w * x
  let error = product - y
  let byError = 2 * error  // how the loss, error · error, changes with the error
  let byProduct = byError * 1
  let byW = byProduct * x
  print("  w \(w) --times x--> \(product) --minus y--> \(error) --square--> \(error * error)")
  print("\(byW) <--times x-- \(byProduct) <--times 1-- \(byError)")

  let weight = Tensor(w, requiresGrad: true)
  let input = Tensor(x)
  let distance = weight * input - y
  (distance * distance).backward()
  for (name, tensor) in [
    ("weight", weight), ("input", input), ("square of input", input * input),
    ("distance", distance),
  ] {
    print("\(name): leaf \(tensor.isLeaf), grad", tensor.grad?.description ?? "nil")
  }
  // #endregion chain-rule
  let (forward, back) = (Color.tab10[0], Color.tab10[3])
  return Figure(
    width: 3.6, height: 3.8,
    alternative: "From w to the product, the error and the loss, arrows down with the operations; "
      + "beside them arrows up with the gradients.",
    panels: [
      Diagram(
        title: "Values go down, gradients up",
        rows: [
          [.init("w", "\(w)")],
          [.init("product", "\(product)"), .init("x", "\(x)")],
          [.init("error", "\(error)"), .init("y", "\(y)")],
          [.init("loss", "\(error * error)")],
        ],
        arrows: [
          .init(from: "w", to: "product", label: "times x", color: forward),
          .init(from: "product", to: "error", label: "minus y", color: forward),
          .init(from: "error", to: "loss", label: "square", color: forward),
          .init(from: "loss", to: "error", label: "\(byError)", color: back),
          .init(from: "error", to: "product", label: "\(byProduct)", color: back),
          .init(from: "product", to: "w", label: "\(byW)", color: back),
          .init(from: "x", to: "product", color: forward),
          .init(from: "y", to: "error", color: forward),
        ])
    ])
}

/// Walks back from the loss through the operations that it was computed from.
public func walkGraph(from root: MNIST.Root = .bundled) throws {
  let (images, labels) = try firstBatch(from: root)
  // #region graph
  let model = Model()
  let loss = CrossEntropyLoss()(model(images), labels)
  var node = loss.gradFn
  while let operation = node {
    print(operation)
    node = operation.nextFunctions.first
  }
  // #endregion graph
}

/// Compares an element of a gradient with what happens when the parameter's element is really moved.
@discardableResult
public func checkGradient(
  from root: MNIST.Root = .bundled
) throws -> (backward: Float, differences: Float) {
  let (images, labels) = try firstBatch(from: root)
  manualSeed(0)
  let model = Model()
  let lossFunction = CrossEntropyLoss()
  // #region finite-differences
  lossFunction(model(images), labels).backward()
  let bias = model.parameters().last!
  print("backward:          ", bias.grad!.values[0])

  let h: Float = 1e-2
  func loss(moving distance: Float) -> Float {
    let before = bias.values[0]
    bias.mutate { $0[0] = before + distance }
    defer { bias.mutate { $0[0] = before } }
    return noGrad { lossFunction(model(images), labels).item() }
  }
  print("finite differences:", (loss(moving: h) - loss(moving: -h)) / (2 * h))
  // #endregion finite-differences
  return (bias.grad!.values[0], (loss(moving: h) - loss(moving: -h)) / (2 * h))
}
