import Foundation
import Tensors

/// A table of a model's layers: the shape of each one's output, and how many parameters it has.
///
/// Printing it gives what the Python package torchsummary prints.
/// Source: https://github.com/sksq96/pytorch-summary
public struct Summary: CustomStringConvertible, Sendable {
  /// One layer that was called, in the order of the calls.
  public struct Row: Sendable {
    /// `Conv2d-1`: the class, and the place among the calls.
    public let layer: String
    /// Without the batch, which the table shows as −1.
    public let outputShape: [Int]
    /// How many parameters the layer itself has, learned or frozen, that no row above has counted.
    public let parameters: Int
    let trainable: Int
  }

  /// One for each call of a layer.
  public let rows: [Row]
  /// Without the batch.
  public let inputSize: [Int]

  /// The sum over the rows: each parameter once.
  public var parameters: Int { rows.map(\.parameters).reduce(0, +) }
  /// Those of them that require a gradient.
  public var trainableParameters: Int { rows.map(\.trainable).reduce(0, +) }

  /// The table, 64 columns wide.
  public var description: String {
    let thin = String(repeating: "-", count: 64)
    let thick = String(repeating: "=", count: 64)
    var lines = [thin, Self.line("Layer (type)", "Output Shape", "Param #"), thick]
    for row in rows {
      let shape = "\([-1] + row.outputShape)"
      lines.append(Self.line(row.layer, shape, row.parameters.grouped))
    }
    lines += [
      thick,
      "Total params: \(parameters.grouped)",
      "Trainable params: \(trainableParameters.grouped)",
      "Non-trainable params: \((parameters - trainableParameters).grouped)",
      thin,
    ]
    // Four bytes an element; each output is kept once in the forward pass and once in the backward
    // pass.
    let outputs = rows.map { $0.outputShape.elementCount }.reduce(0, +)
    let sizes = [inputSize.elementCount, 2 * outputs, parameters].map { Double($0 * 4) / 1_048_576 }
    lines += [
      String(format: "Input size (MB): %.2f", sizes[0]),
      String(format: "Forward/backward pass size (MB): %.2f", sizes[1]),
      String(format: "Params size (MB): %.2f", sizes[2]),
      String(format: "Estimated Total Size (MB): %.2f", sizes[0] + sizes[1] + sizes[2]),
      thin,
    ]
    return lines.joined(separator: "\n")
  }

  private static func line(_ layer: String, _ shape: String, _ parameters: String) -> String {
    padded(layer, 20) + "  " + padded(shape, 25) + " " + padded(parameters, 15)
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

/// Sends one random batch of two inputs through the model and notes what each layer gives.
///
/// Each call of a layer has a row. A layer that is called again, or shares a parameter with one
/// above, does not count that parameter again, which torchsummary does; and a model with parameters
/// of its own, which torchsummary leaves out, has the last row. A layer that is not called has
/// none.
///
/// `inputSize` is the shape of one input, without the batch: `[1, 28, 28]`. The model is in
/// evaluation mode meanwhile, so that nothing in it changes. The batch is drawn from the current
/// generator, as torchsummary draws it from PyTorch's. Traps as the layers do, where the size does
/// not fit.
public func summary(_ model: Module, inputSize: [Int]) -> Summary {
  func parameters(of module: Module) -> [Parameter] {
    module.parts().compactMap { name, part in
      guard case .parameter(let parameter) = part else { return nil }
      return parameter
    }
  }
  let watched = model.namedModules().map(\.module).filter { $0 !== model && !($0 is Sequential) }
  // A model that is one layer is its own only row.
  let modules = watched.isEmpty || !parameters(of: model).isEmpty ? watched + [model] : watched
  let modes = model.namedModules().map { ($0.module, $0.module.training) }
  var rows: [Summary.Row] = []
  var counted: Set<ObjectIdentifier> = []
  for module in modules {
    module.forwardHook = { _, output in
      let own = parameters(of: module).filter { counted.insert(ObjectIdentifier($0)).inserted }
      rows.append(
        Summary.Row(
          layer: "\(module.typeName)-\(rows.count + 1)",
          outputShape: Array(output.shape.dropFirst()),
          parameters: own.map(\.count).reduce(0, +),
          trainable: own.filter(\.requiresGrad).map(\.count).reduce(0, +)))
    }
  }
  defer {
    for module in modules { module.forwardHook = nil }
    for (module, mode) in modes { module.training = mode }
  }
  model.eval()
  _ = noGrad { model(Tensor.rand([2] + inputSize)) }
  return Summary(rows: rows, inputSize: inputSize)
}
