import ExitTestSupport
import TestSupport
import Testing

@testable import Tensors

/// `a² · b`, and its slopes: 2ab and a².
private struct SquareTimes: AutogradFunction {
  func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor {
    context.saveForBackward(inputs[0], inputs[1])
    return inputs[0] * inputs[0] * inputs[1]
  }

  func backward(_ outputGradient: Tensor, _ context: FunctionContext) -> [Tensor?] {
    let (a, b) = (context.savedTensors[0], context.savedTensors[1])
    return [
      context.needsInputGrad[0] ? outputGradient * a * b * 2 : nil,
      context.needsInputGrad[1] ? outputGradient * a * a : nil,
    ]
  }
}

/// `eˣ`, which keeps its own result.
private struct Exponential: AutogradFunction {
  func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor {
    let output = inputs[0].exp()
    context.saveForBackward(output)
    return output
  }

  func backward(_ outputGradient: Tensor, _ context: FunctionContext) -> [Tensor?] {
    [outputGradient * context.savedTensors[0]]
  }
}

/// Hands its input on, with a gradient of the tests' choice.
private struct PassOn: AutogradFunction {
  var gradients: (Tensor) -> [Tensor?] = { [$0] }

  func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor { inputs[0] }

  func backward(_ outputGradient: Tensor, _ context: FunctionContext) -> [Tensor?] {
    gradients(outputGradient)
  }
}

private final class Weak<Object: AnyObject> {
  weak var object: Object?

  init(_ object: Object) { self.object = object }
}

@Suite("Operations of one's own") struct AutogradFunctionTests {
  @Test("Their gradients against finite differences, alone and between other operations")
  func gradients() {
    func input(_ seed: UInt64) -> Tensor {
      Tensor(randomNumbers(6, seed: seed), shape: [2, 3], requiresGrad: true)
    }
    expectGradients(of: [input(1), input(2)], "a²b") { SquareTimes().apply($0[0], $0[1]) }
    expectGradients(of: [input(3)], "exp") { Exponential().apply($0[0]) }
    expectGradients(of: [input(4), input(5)], "between others") {
      Exponential().apply(SquareTimes().apply($0[0] * 0.5, $0[1]) + $0[0]).sum(dim: 0)
    }
  }

  @Test("One that is given the same tensor twice gets both gradients")
  func usedTwice() {
    let x = Tensor([2], requiresGrad: true)
    SquareTimes().apply(x, x).backward()
    #expect(x.grad?.item() == 12)  // d(x³)/dx = 3x²
  }

  @Test("The graph has one operation with the type's name")
  func name() {
    let x = Tensor([1], requiresGrad: true)
    let y = SquareTimes().apply(x, x * 2)
    #expect(y.gradFn?.name == "SquareTimesBackward")
    #expect(y.gradFn?.nextFunctions.map(\.name) == ["MulBackward0"])
  }

  @Test("Nothing is recorded inside of noGrad, or without an input that requires a gradient")
  func notRecorded() {
    let x = Tensor([3], requiresGrad: true)
    #expect(noGrad { Exponential().apply(x) }.gradFn == nil)
    #expect(Exponential().apply(Tensor([3])).gradFn == nil)
  }

  @Test("An input that needs no gradient gets none, and its function knows")
  func needsNone() {
    let (a, b) = (Tensor([2], requiresGrad: true), Tensor([5]))
    SquareTimes().apply(a, b).backward()
    #expect(a.grad?.item() == 20)
    #expect(b.grad == nil)
  }

  @Test("What was saved keeps its elements when a parameter moves")
  func keepsNumbers() {
    let x = Parameter([3], shape: [1])
    let y = SquareTimes().apply(x, Tensor([1]))
    x.mutate { $0[0] = 100 }
    y.backward()
    #expect(x.grad?.item() == 6)
  }

  @Test("An input that is handed on is another tensor afterwards")
  func handedOn() {
    let x = Tensor([1, 2], requiresGrad: true)
    let y = PassOn().apply(x)
    #expect(y !== x && y.values == x.values && x.isLeaf)
    y.sum().backward()
    #expect(x.grad?.values == [1, 1])
  }

  @Test("A result that was saved holds nothing alive: not without backward, and not after it")
  func released() {
    let x = Tensor([1], requiresGrad: true)
    func result() -> (Weak<Tensor>, Weak<Node>) {
      let y = Exponential().apply(x)
      return (Weak(y), Weak(y.gradFn!))
    }
    let (tensor, node) = result()
    #expect(tensor.object == nil)
    #expect(node.object == nil)

    let y = Exponential().apply(x)
    y.backward()
    #expect(y.gradFn?.nextFunctions.isEmpty == true)
    #expect(y.gradFn?.backward == nil)
  }

  @Test("Too few gradients are refused, with the shapes of the inputs", .withExitTests)
  func tooFew() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let (x, y) = (Tensor([1, 2], requiresGrad: true), Tensor([[3]]))
      PassOn().apply(x, y).sum().backward()
    }
    expectMessage(
      result,
      "PassOn.backward: wants one gradient for each of the inputs [[2], [1, 1]], and 1 came: "
        + #"["[2]"]"#)
  }

  @Test("A gradient of another shape is refused, with both", .withExitTests)
  func otherShape() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x = Tensor([[1, 2]], requiresGrad: true)
      PassOn { [$0.sum(dim: 0)] }.apply(x).sum().backward()
    }
    expectMessage(
      result, "PassOn.backward: the gradient of input 0 has the shape [2], and the input [1, 2]")
  }

  @Test("Asking for what was not saved is refused", .withExitTests)
  func notSaved() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      struct Forgetful: AutogradFunction {
        func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor { inputs[0] }

        func backward(_ outputGradient: Tensor, _ context: FunctionContext) -> [Tensor?] {
          [outputGradient * context.savedTensors[0]]
        }
      }
      Forgetful().apply(Tensor([1], requiresGrad: true)).backward()
    }
    expectMessage(result, "Forgetful: no tensors were saved in the forward pass")
  }
}
