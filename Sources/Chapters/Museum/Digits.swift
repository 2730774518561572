import Datasets
import Tensors

/// Digits in memory, each with its label.
struct Digits: Dataset {
  var images: [Tensor]
  var labels: [Int]

  var count: Int { labels.count }

  subscript(index: Int) -> (image: Tensor, label: Int) { (images[index], labels[index]) }

  subscript(range: Range<Int>) -> Digits {
    Digits(images: Array(images[range]), labels: Array(labels[range]))
  }
}
