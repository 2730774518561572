import ExitTestSupport
import Tensors
import TestSupport
import Testing

/// A call with sizes that cannot be, and what its trap has to say.
struct RefusedSize: Sendable {
  let call: @Sendable () -> Void
  let message: [String]

  init(_ message: String..., call: @escaping @Sendable () -> Void) {
    self.message = message
    self.call = call
  }

  /// More than any machine has memory for, and squared more than an Int counts.
  private static let huge = 1 << 45
  private static func empty(_ shape: [Int]) -> Tensor { Tensor([], shape: shape) }
  private static func image(_ side: Int = 2) -> Tensor { .zeros([1, 1, side, side]) }

  static let all = creation + shapes + products + images + numbers

  private static let creation = [
    RefusedSize("zeros: a tensor of shape [1099511627776, 1099511627776]", "more memory") {
      _ = Tensor.zeros([1 << 40, 1 << 40])
    },
    RefusedSize("zeros: a tensor of shape [4611686018427387904, 4]", "this machine has") {
      _ = Tensor.zeros([1 << 62, 4])
    },
    RefusedSize("zeros: a tensor of shape [0, 1099511627776, 1099511627776]") {
      _ = Tensor.zeros([0, 1 << 40, 1 << 40])
    },
    RefusedSize("zeros: a tensor of shape [35184372088832]", "4 bytes for each element") {
      _ = Tensor.zeros([huge])
    },
    RefusedSize("ones: no tensor has shape [-3]") { _ = Tensor.ones([-3]) },
    RefusedSize("full: a tensor of shape [9223372036854775807]") { _ = Tensor.full([.max], 1) },
    RefusedSize("rand: a tensor of shape [35184372088832, 2]") { _ = Tensor.rand([huge, 2]) },
    RefusedSize("rand: no tensor has shape [2, -9223372036854775808]") {
      _ = Tensor.rand([2, .min])
    },
    RefusedSize("uniform: a tensor of shape [35184372088832]") { _ = Tensor.uniform([huge], 0, 1) },
    RefusedSize("arange: a tensor of shape [35184372088832]") { _ = Tensor.arange(huge) },
    RefusedSize("arange: the end -1 is before 0") { _ = Tensor.arange(-1) },
    RefusedSize("Tensor: 1 elements do not make the shape [1099511627776, 1099511627776]") {
      _ = Tensor([1], shape: [1 << 40, 1 << 40])
    },
    RefusedSize("Tensor: 6 elements do not make the shape [-2, -3]") {
      _ = Tensor([1, 2, 3, 4, 5, 6], shape: [-2, -3])
    },
    RefusedSize("PlainTensor: 1 elements do not make the shape [9223372036854775807, 2]") {
      _ = IntTensor([1], shape: [.max, 2])
    },
    RefusedSize("stack: a tensor of shape [1048576, 1048576]") {
      _ = Tensor.stack(Array(repeating: .zeros([1 << 20]), count: 1 << 20))
    },
  ]

  private static let shapes = [
    RefusedSize("reshape: [2] has 2 elements", "[1099511627776, 1099511627776]") {
      _ = Tensor([1, 2]).reshape([1 << 40, 1 << 40])
    },
    RefusedSize("reshape: [2] has 2 elements", "[1099511627776, 1099511627776, -1]") {
      _ = Tensor([1, 2]).reshape([1 << 40, 1 << 40, -1])
    },
    RefusedSize("reshape: [2] has 2 elements", "[-1, -2]") {
      _ = Tensor([1, 2]).reshape([-1, -2])
    },
    RefusedSize("reshape: [2] has 2 elements", "[-9223372036854775808, 2]") {
      _ = Tensor([1, 2]).reshape([.min, 2])
    },
    RefusedSize("reshape: [0] has 0 elements") { _ = empty([0]).reshape([0, 1 << 62]) },
    RefusedSize("unsqueeze: the shape [2] has no place -9223372036854775808") {
      _ = Tensor([1, 2]).unsqueeze(dim: .min)
    },
    RefusedSize("sum: the shape [2] has no dimension 9223372036854775807") {
      _ = Tensor([1, 2]).sum(dim: .max)
    },
    RefusedSize("subscript: -9223372036854775808 is not in") { _ = Tensor([1, 2])[.min] },
    RefusedSize("subscript: 0..<9223372036854775807 is not in") { _ = Tensor([1, 2])[0..<(.max)] },
    RefusedSize("sum of [35184372088832, 0]: a tensor of shape [35184372088832]") {
      _ = empty([huge, 0]).sum(dim: 1)
    },
    RefusedSize("mean of [0, 35184372088832]: a tensor of shape [35184372088832]") {
      _ = empty([0, huge]).mean(dim: 0)
    },
  ]

  private static let products = [
    RefusedSize("+ of [1048576, 1] and [1048576]: a tensor of shape [1048576, 1048576]") {
      _ = Tensor.zeros([1 << 20, 1]) + .zeros([1 << 20])
    },
    RefusedSize("matmul of [1048576, 1] and [1, 1048576]: a tensor of shape") {
      _ = Tensor.zeros([1 << 20, 1]).matmul(.zeros([1, 1 << 20]))
    },
    RefusedSize("matmul of [35184372088832, 0] and [0, 35184372088832]: a tensor of shape") {
      _ = empty([huge, 0]).matmul(empty([0, huge]))
    },
    RefusedSize("linear of an input [1048576, 1] and a weight [1048576, 1]: a tensor of shape") {
      _ = linear(.zeros([1 << 20, 1]), .zeros([1 << 20, 1]))
    },
  ]

  private static let images = [
    RefusedSize("conv2d: the kernel of [1, 1, 2, 2]", "padding 4611686018427387904", "2147483647") {
      _ = conv2d(image(), image(), padding: 1 << 62)
    },
    RefusedSize("conv2d: stride 0 and dilation 1 start at 1, padding 0 at 0") {
      _ = conv2d(image(), image(), stride: 0)
    },
    RefusedSize("conv2d: stride 1 and dilation 0 start at 1, padding 0 at 0") {
      _ = conv2d(image(), image(), dilation: 0)
    },
    RefusedSize("conv2d: stride 1 and dilation 1 start at 1, padding -1 at 0") {
      _ = conv2d(image(), image(), padding: -1)
    },
    RefusedSize("conv2d", "stride 9223372036854775807") {
      _ = conv2d(image(), image(), stride: .max)
    },
    RefusedSize("conv2d", "dilation 9223372036854775807") {
      _ = conv2d(image(), image(), dilation: .max)
    },
    RefusedSize("conv2d of the images [1, 1, 2, 2] with", "padding 1073741824: a tensor of shape") {
      _ = conv2d(image(), image(), padding: 1 << 30)
    },
    RefusedSize("conv2d of the images [1, 1, 2, 2] with", "padding 1073741824: a tensor of shape") {
      _ = conv2d(image(), image(1), stride: 1 << 30, padding: 1 << 30)
    },
    RefusedSize("with dilation 1073741824 is larger than the images [1, 1, 2, 2]") {
      _ = conv2d(image(), image(), dilation: 1 << 30)
    },
    RefusedSize("conv2d of the images [1, 1, 1024, 1024] with the weight [1048576, 1, 1, 1]") {
      _ = conv2d(image(1024), .zeros([1 << 20, 1, 1, 1]))
    },
    RefusedSize("conv2d of the images [1, 0, 2, 2] with the weight [35184372088832, 0, 1, 1]") {
      _ = conv2d(empty([1, 0, 2, 2]), empty([huge, 0, 1, 1]))
    },
    RefusedSize("conv2d: wants a weight [out, in, kernel, kernel], and got [1, 1, 0, 0]") {
      _ = conv2d(image(), empty([1, 1, 0, 0]))
    },
    RefusedSize("conv2d: the images [2, 1, 0, 3] have no pixels") {
      _ = conv2d(empty([2, 1, 0, 3]), .ones([1, 1, 2, 2]), padding: 2)
    },
    RefusedSize("maxPool2d: kernel size 9223372036854775807 and stride 9223372036854775807") {
      _ = maxPool2d(image(), kernelSize: .max)
    },
    RefusedSize("maxPool2d: kernel size 2", "padding -1") {
      _ = maxPool2d(image(), kernelSize: 2, padding: -1)
    },
    RefusedSize("maxPool2d: kernel size 2 and stride 9223372036854775807") {
      _ = maxPool2d(image(), kernelSize: 2, stride: .max)
    },
    RefusedSize("a window of 2147483647 is larger than the images [1, 1, 2, 2]") {
      _ = maxPool2d(image(), kernelSize: 2_147_483_647)
    },
  ]

  private static let numbers = [
    RefusedSize("randperm: a tensor of shape [35184372088832]", "8 bytes for each element") {
      _ = randperm(huge)
    },
    RefusedSize("randperm: no tensor has shape [-1]") { _ = randperm(-1) },
    RefusedSize("uniform: a tensor of shape [35184372088832]") {
      _ = Generator(seed: 1).uniform(0, 1, count: huge)
    },
    RefusedSize("uniform: no tensor has shape [-1]") {
      _ = Generator(seed: 1).uniform(0, 1, count: -1)
    },
    RefusedSize("uniform: from -3e+38 to 3e+38 is further than a Float goes") {
      _ = Tensor.uniform([2], -3e38, 3e38)
    },
    RefusedSize("uniform: 2.0 is above 1.0") { _ = Generator(seed: 1).uniform(2, 1, count: 1) },
    RefusedSize("Threads.count: got -1") { Device.threads = -1 },
  ]
}

@Suite("Sizes that cannot be") struct RefusedSizeTests {
  @Test(
    "Each ends the program with the operation and the sizes", .withExitTests,
    arguments: RefusedSize.all.indices)
  func refused(number: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [number] in
      RefusedSize.all[number].call()
    }
    for part in RefusedSize.all[number].message { expectMessage(result, part) }
  }

  @Test("What is empty may have long dimensions, and what fits is left alone")
  func accepted() {
    #expect(Tensor.zeros([0, 1 << 40]).count == 0)
    #expect(Tensor.zeros([0]).reshape([1 << 30, 0, 1]).shape == [1 << 30, 0, 1])
    #expect(Tensor.zeros([0, 1 << 40]).sum(dim: 1).shape == [0])
    #expect(Tensor.zeros([2, 0]).reshape([-1, 3]).shape == [0, 3])
    #expect(conv2d(.zeros([0, 0, 2, 2]), .zeros([1 << 45, 0, 1, 1])).shape == [0, 1 << 45, 2, 2])
    let image = Tensor.ones([1, 1, 2, 2])
    #expect(conv2d(image, .ones([1, 1, 1, 1]), stride: 1 << 30).shape == [1, 1, 1, 1])
    #expect(conv2d(image, .ones([1, 1, 1, 1]), dilation: 1 << 30).shape == [1, 1, 2, 2])
    #expect(
      conv2d(image, .ones([1, 1, 1, 1]), stride: 1 << 20, padding: 999).shape == [1, 1, 1, 1])
    #expect(maxPool2d(image, kernelSize: 2, stride: 1 << 30).values == [1])
  }
}
