import Tensors

/// One call of a layer: what it got and what it gave.
public struct LayerCall {
  /// The layer's path in the model, as in the names of its parameters: `conv1`, or `features.0` in
  /// a `Sequential` that is called `features`. A model that is a single layer goes by its class.
  public let name: String
  /// What was called.
  public let layer: Module
  /// What it got.
  public let input: Tensor
  /// What it gave.
  public let output: Tensor
}

/// Sends `x` through a model, and notes each call of a layer, in the order of the calls.
///
/// A layer is a module that has no parts. What a model does itself between two of them, such as
/// `relu(x)` or `x.flatten(startDim: 1)`, is no layer; it shows in what the next one gets. A layer that is
/// called twice is there twice, and one that is not called is not. The model stays in the mode in
/// which it is. Traps as its layers do, where a size does not fit. Source:
/// `torch.nn.Module.register_forward_hook`, which PyTorch has for this.
public func layerCalls(of model: Module, for x: Tensor) -> [LayerCall] {
  let layers = model.namedModules().filter { $0.module.namedChildren().isEmpty }
  var calls: [LayerCall] = []
  for (name, layer) in layers {
    let name = name.isEmpty ? layer.typeName : name
    layer.forwardHook = { input, output in
      calls.append(LayerCall(name: name, layer: layer, input: input, output: output))
    }
  }
  defer { for (_, layer) in layers { layer.forwardHook = nil } }
  _ = model(x)
  return calls
}
