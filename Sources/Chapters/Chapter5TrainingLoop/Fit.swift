import Chapter4TrainAndTest
import Datasets
import Foundation
import NN

/// The results of each epoch, in the order of the epochs.
public struct History: Sendable, Equatable {
  /// The share of right answers while training, 0 to 1.
  public var trainAccuracy: [Double] = []
  /// The mean loss while training.
  public var trainLoss: [Double] = []
  /// The share of right answers on the test set, 0 to 1.
  public var testAccuracy: [Double] = []
  /// The mean loss on the test set.
  public var testLoss: [Double] = []

  /// A history of no epochs.
  public init() {}
}

// #region fit
/// Trains and tests for some epochs, and prints a line after each.
public func fit(
  _ model: Module, _ trainLoader: DataLoader, _ testLoader: DataLoader,
  _ lossFunction: some Loss, _ optimizer: some Optimizer, epochs: Int
) -> History {
  var history = History()
  for epoch in 0..<epochs {
    model.train()
    let (trainAccuracy, trainLoss) = train(
      trainLoader, model, lossFunction, optimizer)
    model.eval()
    let (testAccuracy, testLoss) = test(testLoader, model, lossFunction)

    history.trainAccuracy.append(trainAccuracy)
    history.trainLoss.append(trainLoss)
    history.testAccuracy.append(testAccuracy)
    history.testLoss.append(testLoss)
    print(
      String(
        format: "Epoch:%2d, Train_acc:%.1f%%, Train_loss:%.3f, "
          + "Test_acc:%.1f%%, Test_loss:%.3f",
        epoch + 1, trainAccuracy * 100, trainLoss,
        testAccuracy * 100, testLoss))
  }
  return history
}
// #endregion fit
