import Chapter2Model
import Foundation
import NN
import StateFiles
import Tensors
import Testing

/// The folder that `Tests/PyTorch/check_state.py` filled; nil where nobody ran it.
private let folder = ProcessInfo.processInfo.environment["WORKBOOK_STATE"]

/// Networks that the workbook and PyTorch saved give the same answers in both.
@Suite(
  .enabled(
    if: folder != nil, "run Tests/PyTorch/check_state.py, and name its folder in WORKBOOK_STATE"))
struct StateAgainstPyTorchTests {
  @Test(arguments: ["swift", "torch"])
  func logits(of name: String) throws {
    let folder = try #require(folder)
    let file = try SafeTensors(path: folder + "/logits.safetensors")
    func tensor(_ name: String) throws -> Tensor {
      let found = try #require(file.tensors.first { $0.name == name })
      guard case .float32(let values) = found.elements else {
        Issue.record("\(name) holds integers")
        return Tensor([Float](), shape: [0])
      }
      return Tensor(values, shape: found.shape)
    }
    let images = try tensor("images")
    try #require(images.shape == [1000, 1, 28, 28])
    let model = Model()
    try model.loadState(from: "\(folder)/\(name).safetensors")
    let own = noGrad { model(images) }
    let expected = try tensor(name)
    #expect(own.shape == expected.shape)
    let largest = zip(own.values, expected.values).map { abs($0 - $1) }.max() ?? .infinity
    print("\(name): logits differ by at most \(largest)")
    #expect(largest <= 1e-5)
  }
}
