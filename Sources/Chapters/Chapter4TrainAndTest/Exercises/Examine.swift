import Datasets
import NN
import Tensors

/// Exercise 4.4: asks the model about every batch once, and leaves no trace in it.
///
/// The model is asked in evaluation mode, and nothing is recorded for a backward pass. Afterwards it is
/// in whichever mode it was in before.
///
/// - Returns: the share of right guesses among all images, and the mean loss over all images: one in
///   a short last batch counts as much as any other.
public func examine(
  _ loader: DataLoader, _ model: Module, _ lossFunction: some Loss
) -> (accuracy: Double, loss: Double) {
  fatalError("Exercise 4.4 has no answer yet")
}
