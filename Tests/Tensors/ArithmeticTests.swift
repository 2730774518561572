import ExitTestSupport
import Foundation
import TestSupport
import Testing

@testable import Tensors

@Suite("Arithmetic") struct ArithmeticTests {
  @Test("Two tensors, element by element")
  func twoTensors() {
    let a = Tensor([[1, 2], [3, 4]])
    let b = Tensor([[5, -6], [8, 0.5]])
    #expect((a + b).values == [6, -4, 11, 4.5])
    #expect((a - b).values == [-4, 8, -5, 3.5])
    #expect((a * b).values == [5, -12, 24, 2])
    #expect((a / b).values == [0.2, -2.0 / 6, 0.375, 8])
    #expect((a + b).shape == [2, 2])
  }

  @Test("A tensor and a number, on either side")
  func withNumbers() {
    let a = Tensor([1, 2, 4])
    #expect((a + 3).values == [4, 5, 7])
    #expect((3 + a).values == [4, 5, 7])
    #expect((a - 3).values == [-2, -1, 1])
    #expect((3 - a).values == [2, 1, -1])
    #expect((a * 3).values == [3, 6, 12])
    #expect((3 * a).values == [3, 6, 12])
    #expect((a / 4).values == [0.25, 0.5, 1])
    #expect((8 / a).values == [8, 4, 2])
    #expect((-a).values == [-1, -2, -4])
  }

  // z = tensor([0., -0., 1., -1.])
  // print(-z, z * 2., z * 0., z - 0., 0. - z, z + 0.)
  // tensor([-0.,  0., -1.,  1.]) tensor([ 0., -0.,  2., -2.]) tensor([0., -0., 0., -0.])
  // tensor([ 0., -0.,  1., -1.]) tensor([ 0.,  0., -1.,  1.]) tensor([ 0.,  0.,  1., -1.])
  @Test("0 and −0 come out as in PyTorch")
  func negativeZero() {
    let z = Tensor([0, -0.0, 1, -1])
    expectSameBits((-z).values, [-0.0, 0, -1, 1], "−z")
    expectSameBits((z * 2).values, [0, -0.0, 2, -2], "z · 2")
    expectSameBits((z * 0).values, [0, -0.0, 0, -0.0], "z · 0")
    expectSameBits((z - 0).values, [0, -0.0, 1, -1], "z − 0")
    expectSameBits((0 - z).values, [0, 0, -1, 1], "0 − z")
    expectSameBits((z + 0).values, [0, 0, 1, -1], "z + 0")
  }

  @Test("Functions of every element")
  func functions() {
    let x = Tensor([1, 4, 0.25])
    expectClose(x.exp().values, [exp(1), exp(4), exp(0.25)], within: 1e-6)
    expectClose(x.log().values, [0, log(4), -log(4)], within: 1e-6)
    #expect(x.sqrt().values == [1, 2, 0.5])
    #expect(x.pow(2).values == [1, 16, 0.0625])
    #expect(x.pow(-0.5).values == [1, 0.5, 2])
    #expect(Tensor([-1, 0, 2]).relu().values == [0, 0, 2])
    #expect(relu(Tensor([-1, 0, 2])).values == [0, 0, 2])
    #expect(Tensor([0]).log().item() == -.infinity)
    #expect(Tensor([-1]).log().item().isNaN && Tensor([-1]).sqrt().item().isNaN)
  }

  @Test("Products of matrices")
  func matmul() {
    // [1 2 3; 4 5 6] · [1 0; 0 1; 2 2] = [1+6 2+6; 4+12 5+12]
    let product = Tensor([[1, 2, 3], [4, 5, 6]]).matmul(Tensor([[1, 0], [0, 1], [2, 2]]))
    #expect(product.shape == [2, 2])
    #expect(product.values == [7, 8, 16, 17])
    // A sum of nothing is 0.
    #expect(Tensor.zeros([2, 0]).matmul(.zeros([0, 3])).values == [0, 0, 0, 0, 0, 0])
    #expect(Tensor.zeros([0, 2]).matmul(.zeros([2, 3])).shape == [0, 3])
  }

  @Test("Matrices that do not fit are refused", .withExitTests)
  func matmulShapes() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([2, 3]).matmul(.zeros([2, 3]))
    }
    expectMessage(result, "matmul: [2, 3] and [2, 3] do not fit", "[m, k] and [k, n]")
  }
}
