/// One epoch of training and testing, handed in by whoever knows what is to be trained: a benchmark
/// that imported the chapters would be compiled again after each edit of a reader.
package struct Epoch {
  private let trainImages: Int
  private let testImages: Int
  private let prepare: () -> () -> Void

  /// - Parameter prepare: makes a network, and gives what trains and tests it once.
  package init(trainImages: Int, testImages: Int, prepare: @escaping () -> () -> Void) {
    self.trainImages = trainImages
    self.testImages = testImages
    self.prepare = prepare
  }

  /// Times it once: an epoch is many steps, and so an average by itself.
  func measure() -> Report.EpochResult {
    let trainAndTest = prepare()
    let seconds = ContinuousClock().measure(trainAndTest) / .seconds(1)
    return Report.EpochResult(
      trainImages: trainImages, testImages: testImages, seconds: seconds,
      microsecondsPerImage: seconds / Double(trainImages + testImages) * 1e6)
  }
}
