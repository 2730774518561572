import Foundation
import TestSupport
import Testing

@testable import Tensors

struct GELU: AutogradFunction {
  func share(_ x: Float) -> Float { (1 + erf(x / Float(2).squareRoot())) / 2 }
  func density(_ x: Float) -> Float { exp(-x * x / 2) / (2 * Float.pi).squareRoot() }

  func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor {
    let x = inputs[0]
    context.saveForBackward(x)
    return Tensor(x.values.map { $0 * share($0) }, shape: x.shape)
  }

  func backward(_ outputGradient: Tensor, _ context: FunctionContext) -> [Tensor?] {
    let x = context.savedTensors[0]
    // d(x·Φ(x))/dx = Φ(x) + x·φ(x)
    let slopes = x.values.map { share($0) + $0 * density($0) }
    return [outputGradient * Tensor(slopes, shape: x.shape)]
  }
}

extension Tensor {
  /// `x · Φ(x)` of every element, Φ being the share of a normal distribution that lies below x.
  /// Source: `torch.nn.functional.gelu`.
  public final func gelu() -> Tensor {
    func share(_ x: Float) -> Float { (1 + erf(x / Float(2).squareRoot())) / 2 }
    func density(_ x: Float) -> Float { Foundation.exp(-x * x / 2) / (2 * Float.pi).squareRoot() }
    // d(x·Φ(x))/dx = Φ(x) + x·φ(x)
    return elementwise(
      "GeluBackward0", { x in x * share(x) },
      gradientFromInput: { g, x in g * (share(x) + x * density(x)) })
  }
}

/// ``Tensor/gelu()`` as a function. Source: `torch.nn.functional.gelu`.
public func gelu(_ x: Tensor) -> Tensor { x.gelu() }

@Suite("The articles about tensors") struct ArticleTests {
  @Test("Their code is the code of this file")
  func code() throws {
    try expectArticle("Tensors/Documentation.docc/AnOperationOfYourOwn.md")
  }

  // >>> x = torch.tensor([-1., 0., 1.], requires_grad=True)
  // >>> torch.nn.functional.gelu(x).sum().backward(); x.grad
  // tensor([-0.0833,  0.5000,  1.0833])
  @Test("An operation in a program")
  func function() {
    let x = Tensor([-1, 0, 1], requiresGrad: true)
    GELU().apply(x).sum().backward()
    print(x.grad!)
    expectClose(x.grad!.values, [-0.083315, 0.5, 1.083315], within: 1e-5)
    expectGradients(of: [x], "GELU") { GELU().apply($0[0]) }
  }

  @Test("An operation of the engine")
  func method() {
    let x = Tensor(randomNumbers(20, seed: 1), shape: [4, 5], requiresGrad: true)
    expectClose(gelu(x).values, GELU().apply(x).values, within: 1e-6)
    expectGradients(of: [x], "gelu") { $0[0].gelu() }
    #expect(gelu(x).gradFn?.name == "GeluBackward0")
  }

  @Test("The overview")
  func overview() throws {
    let w = Tensor([1, 2], requiresGrad: true)
    let loss = (w * w).sum()
    loss.backward()
    print(w.grad!)  // tensor([2., 4.])
    #expect("\(w.grad!)" == "tensor([2., 4.])")
    try expectArticle("Tensors/Documentation.docc/Tensors.md")
  }
}
