import Testing

@testable import Tensors

// Every text is what PyTorch 2.3.1 prints for the Python text beside it, with its print options as
// they are at first.
@Suite("Tensors as PyTorch prints them") struct DescriptionTests {
  struct Printed: Sendable, CustomTestStringConvertible {
    let snippet: String
    let make: @Sendable () -> any CustomStringConvertible
    let text: String

    init(
      _ snippet: String, _ make: @Sendable @autoclosure @escaping () -> any CustomStringConvertible,
      _ text: String
    ) {
      self.snippet = snippet
      self.make = make
      self.text = text
    }

    var testDescription: String { snippet }
  }

  // import torch; from torch import tensor, arange, zeros, inf, nan
  // print(<the first text of each case>)
  static let floats = [
    Printed("tensor(3.)", Tensor(3), "tensor(3.)"),
    Printed("tensor(0.1234567)", Tensor(0.1234567), "tensor(0.1235)"),
    Printed("tensor([1., 2., 3.])", Tensor([1, 2, 3]), "tensor([1., 2., 3.])"),
    Printed(
      "tensor([[1., -2.5], [0.25, 100.]])", Tensor([[1, -2.5], [0.25, 100]]),
      """
      tensor([[  1.0000,  -2.5000],
              [  0.2500, 100.0000]])
      """),
    Printed("tensor([1e-5, 1.])", Tensor([1e-5, 1]), "tensor([1.0000e-05, 1.0000e+00])"),
    Printed("tensor([1e9, 1.])", Tensor([1e9, 1]), "tensor([1.0000e+09, 1.0000e+00])"),
    Printed("tensor([1., 1001.])", Tensor([1, 1001]), "tensor([1.0000e+00, 1.0010e+03])"),
    Printed("tensor([-1e-6, 1e3])", Tensor([-1e-6, 1e3]), "tensor([-1.0000e-06,  1.0000e+03])"),
    Printed(
      "tensor([12345678., 1.5e5])", Tensor([12_345_678, 1.5e5]), "tensor([12345678.,   150000.])"),
    Printed("tensor([1., inf])", Tensor([1, .infinity]), "tensor([1., inf])"),
    Printed("tensor([-inf, 0.5])", Tensor([-.infinity, 0.5]), "tensor([  -inf, 0.5000])"),
    Printed("tensor([nan, 0., 2.])", Tensor([.nan, 0, 2]), "tensor([nan, 0., 2.])"),
    Printed("tensor([0., inf, nan])", Tensor([0, .infinity, .nan]), "tensor([0., inf, nan])"),
    Printed("tensor([-0., 1.])", Tensor([-0.0, 1]), "tensor([-0., 1.])"),
    Printed("tensor([])", Tensor([Float]()), "tensor([])"),
    Printed("zeros(0, 3)", Tensor.zeros([0, 3]), "tensor([], size=(0, 3))"),
    Printed(
      "zeros(3, 0, requires_grad=True)", Tensor.zeros([3, 0], requiresGrad: true),
      "tensor([], size=(3, 0), requires_grad=True)"),
    Printed(
      "zeros([0] + [1] * 13, requires_grad=True)",
      Tensor.zeros([0] + [Int](repeating: 1, count: 13), requiresGrad: true),
      "tensor([], size=(0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), requires_grad=True)"),
    Printed(
      "zeros([0] + [1] * 14, requires_grad=True)",
      Tensor.zeros([0] + [Int](repeating: 1, count: 14), requiresGrad: true),
      """
      tensor([], size=(0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
             requires_grad=True)
      """),
  ]

  static let longOnes = [
    Printed(
      "arange(30.)", Tensor.arange(30),
      """
      tensor([ 0.,  1.,  2.,  3.,  4.,  5.,  6.,  7.,  8.,  9., 10., 11., 12., 13.,
              14., 15., 16., 17., 18., 19., 20., 21., 22., 23., 24., 25., 26., 27.,
              28., 29.])
      """),
    Printed(
      "tensor([inf] + [1.] * 29)", Tensor([.infinity] + [Float](repeating: 1, count: 29)),
      """
      tensor([inf, 1., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1.,
              1., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1.])
      """),
    Printed(
      "arange(12.).reshape(2, 2, 3) / 4", Tensor.arange(12).reshape([2, 2, 3]) / 4,
      """
      tensor([[[0.0000, 0.2500, 0.5000],
               [0.7500, 1.0000, 1.2500]],

              [[1.5000, 1.7500, 2.0000],
               [2.2500, 2.5000, 2.7500]]])
      """),
    Printed(
      "arange(8.).reshape(2, 1, 2, 2)", Tensor.arange(8).reshape([2, 1, 2, 2]),
      """
      tensor([[[[0., 1.],
                [2., 3.]]],


              [[[4., 5.],
                [6., 7.]]]])
      """),
    Printed(
      "arange(1001.)", Tensor.arange(1001),
      "tensor([   0.,    1.,    2.,  ...,  998.,  999., 1000.])"),
    Printed(
      "arange(2000.).reshape(20, 100) / 2000", Tensor.arange(2000).reshape([20, 100]) / 2000,
      """
      tensor([[0.0000e+00, 5.0000e-04, 1.0000e-03,  ..., 4.8500e-02, 4.9000e-02,
               4.9500e-02],
              [5.0000e-02, 5.0500e-02, 5.1000e-02,  ..., 9.8500e-02, 9.9000e-02,
               9.9500e-02],
              [1.0000e-01, 1.0050e-01, 1.0100e-01,  ..., 1.4850e-01, 1.4900e-01,
               1.4950e-01],
              ...,
              [8.5000e-01, 8.5050e-01, 8.5100e-01,  ..., 8.9850e-01, 8.9900e-01,
               8.9950e-01],
              [9.0000e-01, 9.0050e-01, 9.0100e-01,  ..., 9.4850e-01, 9.4900e-01,
               9.4950e-01],
              [9.5000e-01, 9.5050e-01, 9.5100e-01,  ..., 9.9850e-01, 9.9900e-01,
               9.9950e-01]])
      """),
    // Six are all of them: nothing is left out.
    Printed(
      "arange(1200.).reshape(6, 200)", Tensor.arange(1200).reshape([6, 200]),
      """
      tensor([[0.0000e+00, 1.0000e+00, 2.0000e+00,  ..., 1.9700e+02, 1.9800e+02,
               1.9900e+02],
              [2.0000e+02, 2.0100e+02, 2.0200e+02,  ..., 3.9700e+02, 3.9800e+02,
               3.9900e+02],
              [4.0000e+02, 4.0100e+02, 4.0200e+02,  ..., 5.9700e+02, 5.9800e+02,
               5.9900e+02],
              [6.0000e+02, 6.0100e+02, 6.0200e+02,  ..., 7.9700e+02, 7.9800e+02,
               7.9900e+02],
              [8.0000e+02, 8.0100e+02, 8.0200e+02,  ..., 9.9700e+02, 9.9800e+02,
               9.9900e+02],
              [1.0000e+03, 1.0010e+03, 1.0020e+03,  ..., 1.1970e+03, 1.1980e+03,
               1.1990e+03]])
      """),
    Printed(
      "arange(1200.).reshape(200, 6)", Tensor.arange(1200).reshape([200, 6]),
      """
      tensor([[0.0000e+00, 1.0000e+00, 2.0000e+00, 3.0000e+00, 4.0000e+00, 5.0000e+00],
              [6.0000e+00, 7.0000e+00, 8.0000e+00, 9.0000e+00, 1.0000e+01, 1.1000e+01],
              [1.2000e+01, 1.3000e+01, 1.4000e+01, 1.5000e+01, 1.6000e+01, 1.7000e+01],
              ...,
              [1.1820e+03, 1.1830e+03, 1.1840e+03, 1.1850e+03, 1.1860e+03, 1.1870e+03],
              [1.1880e+03, 1.1890e+03, 1.1900e+03, 1.1910e+03, 1.1920e+03, 1.1930e+03],
              [1.1940e+03, 1.1950e+03, 1.1960e+03, 1.1970e+03, 1.1980e+03, 1.1990e+03]])
      """),
  ]

  static let withHistory = [
    Printed(
      "tensor([1., 2.], requires_grad=True)", Tensor([1, 2], requiresGrad: true),
      "tensor([1., 2.], requires_grad=True)"),
    Printed(
      "tensor([1., 2.], requires_grad=True) * 2", Tensor([1, 2], requiresGrad: true) * 2,
      "tensor([2., 4.], grad_fn=<MulBackward0>)"),
    Printed(
      "arange(12., requires_grad=True) * 1.",
      Tensor(Tensor.arange(12).values, requiresGrad: true) * 1,
      """
      tensor([ 0.,  1.,  2.,  3.,  4.,  5.,  6.,  7.,  8.,  9., 10., 11.],
             grad_fn=<MulBackward0>)
      """),
    Printed(
      "arange(18., requires_grad=True).sqrt()",
      Tensor(Tensor.arange(18).values, requiresGrad: true).sqrt(),
      """
      tensor([0.0000, 1.0000, 1.4142, 1.7321, 2.0000, 2.2361, 2.4495, 2.6458, 2.8284,
              3.0000, 3.1623, 3.3166, 3.4641, 3.6056, 3.7417, 3.8730, 4.0000, 4.1231],
             grad_fn=<SqrtBackward0>)
      """),
    Printed(
      "torch.nn.Parameter(tensor([[0.5, -0.25]]))", Parameter([0.5, -0.25], shape: [1, 2]),
      """
      Parameter containing:
      tensor([[ 0.5000, -0.2500]], requires_grad=True)
      """),
  ]

  // Truth values are written as Swift writes them: PyTorch has [ True, False].
  static let plain = [
    Printed("tensor(7)", IntTensor([7], shape: []), "tensor(7)"),
    Printed("tensor([5, 0, -4])", IntTensor([5, 0, -4]), "tensor([ 5,  0, -4])"),
    Printed(
      "tensor([[5, 100], [-4, 1]])", IntTensor([5, 100, -4, 1], shape: [2, 2]),
      """
      tensor([[  5, 100],
              [ -4,   1]])
      """),
    Printed(
      "arange(2000).reshape(400, 5)", IntTensor(Array(0..<2000), shape: [400, 5]),
      """
      tensor([[   0,    1,    2,    3,    4],
              [   5,    6,    7,    8,    9],
              [  10,   11,   12,   13,   14],
              ...,
              [1985, 1986, 1987, 1988, 1989],
              [1990, 1991, 1992, 1993, 1994],
              [1995, 1996, 1997, 1998, 1999]])
      """),
    Printed(
      "tensor([0, 255, 7], dtype=torch.uint8)", ByteTensor([0, 255, 7]),
      "tensor([  0, 255,   7], dtype=torch.uint8)"),
    Printed(
      "tensor([], dtype=torch.int64)", IntTensor([]), "tensor([], dtype=torch.int64)"),
    Printed(
      "zeros(2, 0, dtype=torch.int64)", IntTensor([], shape: [2, 0]),
      "tensor([], size=(2, 0), dtype=torch.int64)"),
    Printed("tensor([], dtype=torch.bool)", BoolTensor([]), "tensor([], dtype=torch.bool)"),
    Printed("tensor([], dtype=torch.uint8)", ByteTensor([]), "tensor([], dtype=torch.uint8)"),
    Printed("tensor([True, False])", BoolTensor([true, false]), "tensor([ true, false])"),
  ]

  @Test("To the character", arguments: floats + longOnes + withHistory + plain)
  func printed(_ printed: Printed) {
    #expect("\(printed.make())" == printed.text)
  }

  @Test("More dimensions than a stack has room for calls")
  func manyDimensions() {
    for count in [1000, 100_000] {
      let text = "\(Tensor([7], shape: [Int](repeating: 1, count: count)))"
      let (open, close) = (
        String(repeating: "[", count: count), String(repeating: "]", count: count)
      )
      #expect(text == "tensor(\(open)7.\(close))")
    }
    // Some of the dimensions are summarized.
    let long = Tensor.zeros([7] + [Int](repeating: 1, count: 998) + [200])
    #expect("\(long)".count { $0 == "0" } == 6 * 6)
  }
}
