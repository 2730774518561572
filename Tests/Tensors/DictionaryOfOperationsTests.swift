import Foundation
import NN
import TestSupport
import Testing

@testable import Tensors

@Suite("The guide's table of operations") struct DictionaryOfOperationsTests {
  private let path = URL(filePath: #filePath)

  /// Whatever stands in the second column, as it stands there.
  @Test("What it shows goes")
  func code() {
    let x = Tensor([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    let (y, v, labels) = (x.t(), x[0], IntTensor([0, 2, 1]))
    let (a, b) = (x > 2, x < 7)
    var c = x.clone()
    let w = Parameter([1, 2], shape: [2])
    w.grad = Tensor([1, 1])
    let n = 3
    let mask = a

    _ = Tensor([1, 2], requiresGrad: true)
    _ = (Tensor.zeros([2, 3]), Tensor.zeros(x.shape), Tensor.full([2], 0.5))
    _ = IntTensor.arange(3)
    _ = (Tensor.arange(0, 1, step: 0.1), Tensor.linspace(0, 1, steps: 5), Tensor.eye(3))
    _ = (Tensor.rand([2, 3]), randperm(3))
    _ = (x.dim, x.size(0), x.count, x.values)
    _ = (x.detach(), x.clone())
    _ = (x + 1, x - y, x * y, 1 / x, -x)
    c += 1
    c -= y
    c *= y
    c /= 2
    noGrad { w -= 0.1 * w.grad! }
    #expect(w.values == [0.9, 1.9])
    _ = (x.pow(2), pow(x, 2), x.square())
    _ = (exp(x), log(x), sqrt(x), abs(x))
    _ = (x.rsqrt(), x.sign(), x.round(), x.floor(), x.ceil())
    _ = (x.clamp(min: 0, max: 1), x.clamp(min: 0), relu(x))
    _ = (maximum(x, y), minimum(x, y))
    _ = [x > 0, x <= y, x == y, x != 1, x.isNaN(), x.isFinite()]
    _ = (a & b, a | b, ~a, a.any(), a.all(), a.sum())
    _ = (Tensor.where(a, x, y), Tensor.where(a, x, 0), x.maskedFill(a, 0))
    _ = (x[0], x[-1], x[0..<2], x[1, 2])
    _ = (x[0..., 1], x[0..., 1...], x[1, ..<2])
    _ = (x[labels], x[.arange(3), labels], x[labels == 1], x[a])
    c[0] = y[0]
    c[0..., 1] += 1
    c[a] = Tensor(0)
    #expect(c.values == [1, 5, 0, 0, 0, 0, 0, 0, 0])
    _ = (x.gather(dim: 1, labels.unsqueeze(dim: 1)), x.indexSelect(dim: 1, labels))
    _ = (oneHot(labels, numClasses: 3).float(), labels == 1, labels < 2)
    _ = (Tensor.cat([x, y]), Tensor.stack([x, y], dim: 1))
    _ = (x.reshape([9]), x.reshape([-1]), x.unsqueeze(dim: 0), x.squeeze(dim: 0))
    _ = (x.t(), x.transpose(0, 1), x.permute([1, 0]))
    _ = (x.expand([2, 3, 3]), x.flip([0]))
    _ = (x.sum(dim: 1, keepDim: true), x.mean(dim: [0, 1]), x.var(dim: 0), x.std())
    _ = (x.max(), x.max(dim: 1), x.min(dim: 1), x.argmax(dim: 1), x.argmin(dim: 1))
    _ = (x.sort(dim: 1, descending: true), x.topk(2))
    _ = (x.norm(), x.cumsum(dim: 0))
    _ = (x.matmul(y), x.matmul(v), v.matmul(v), v.unsqueeze(dim: 1) * v)
    _ = (softmax(x, dim: 1), logSoftmax(x, dim: 1))
    c.requiresGrad = true

    _ = (x / Float(n), mask.float() * x)
    let d = x.clone()
    var e = d
    for i in 0..<x.size(0) { e = e + x[i] }
    _ = (x[IntTensor([0, 2])], x[..<(x.size(0) - 1)], Tensor.cat([x, x]), x[2...])
    _ = IntTensor(labels.values.map { $0 % 2 })
    _ = IntTensor(x.values.map { Int($0) }, shape: x.shape)
    _ = (Tensor.rand([3]) < 0.5).float()
    _ = relu(x) - 0.01 * relu(-x)
    x[0] += 1
    #expect(x.values == [2, 3, 4, 4, 5, 6, 7, 8, 9])
  }

  /// Names of types and operations, which the code above has with arguments.
  private static let names: Set = ["BoolTensor", "dim", "AutogradFunction"]

  @Test("All that it shows stands above")
  func table() throws {
    let package = path.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: package.appending(path: "Guide/pytorch.md"), encoding: .utf8)
    let section = try #require(
      page.components(separatedBy: "\n## ").first { $0.hasPrefix("Operations\n") })
    let code = try String(contentsOf: path, encoding: .utf8)
    var count = 0
    for row in section.split(separator: "\n") where row.hasPrefix("| ") {
      // A bar inside of a cell has a backslash before it.
      let cells = row.replacing("\\|", with: "¦").split(separator: " | ")
      for match in try #require(cells.last).matches(of: /`([^`]+)`/) {
        let piece = String(match.output.1.replacing("¦", with: "|"))
        count += 1
        #expect(code.contains(piece) || Self.names.contains(piece), "\(row)")
      }
    }
    #expect(count > 120)
  }
}
