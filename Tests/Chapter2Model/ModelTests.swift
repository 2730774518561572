import Chapter2Model
import ExerciseSupport
import ExitTestSupport
import NN
import Tensors
import Testing

/// What has to hold for whatever a reader makes of the chapter. That the network gives ten scores, and
/// that all of it is used, the checks of the chapter's code ask.
@Suite struct ModelTests {
  @Test func whatDiffersFromThePage() throws {
    try ReadersCode.noteWhatDiffers(inChapter: 2)
  }

  /// Whatever the network's layers are, the page can show them.
  @Test(.whereCodeRuns(upToChapter: 2)) func thePageFollowsTheNetwork() throws {
    let cells = try ReadersCode.run(
      "print-model", "shape-walk", "receptive-field", "walk-pictures", "bounds", "summary", "costs",
      ofChapter: 2)
    let walk = try #require(cells["shape-walk"]).text.split(separator: "\n")
    #expect(walk.first?.hasPrefix("image ") ?? false, "\(walk.prefix(1))")
    #expect(walk.last?.hasSuffix(" [10]") ?? false, "\(walk.suffix(1))")
    let isDrawn = cells["walk-pictures"]?.drawing?.contains(">image 28×28<") ?? false
    #expect(isDrawn, "the image is not in the figure walk-pictures")
    let names = Model().namedParameters().filter { $0.parameter.dim > 1 }.map(\.name)
    let bounds = try #require(cells["bounds"]).text.split(separator: "\n")
    #expect(bounds.count == names.count)
  }

  @Test(arguments: [
    (28, 3, 1, 0, 26), (26, 2, 2, 0, 13), (13, 3, 1, 0, 11), (11, 2, 2, 0, 5), (28, 3, 1, 1, 28),
    (28, 5, 1, 0, 24), (224, 7, 2, 3, 112),
  ])
  func outputSizeAgreesWithTheLayer(
    size: Int, kernelSize: Int, stride: Int, padding: Int, expected: Int
  ) {
    #expect(outputSize(size, kernelSize: kernelSize, stride: stride, padding: padding) == expected)
    let layer = Conv2d(1, 1, kernelSize: kernelSize, stride: stride, padding: padding)
    #expect(
      noGrad { layer(Tensor.zeros([1, 1, size, size])) }.shape == [1, 1, expected, expected])
  }

  @Test(.withExitTests) func wrongNumberSaysTheRightOne() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      runWrongSize()
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains(": wants an input of shape [batch, "))
    #expect(message.contains(": write Linear("))
  }

  @Test(.withExitTests) func missingFlattenIsNamed() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      forgetFlatten()
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains(": flatten(startDim: 1) makes one row of each image"))
  }
}
