// A shape is a plain list of lengths, so that lists that a program computes are shapes as they are.

extension Collection<Int> {
  /// How many elements a tensor of this shape has: the product of its lengths, 1 for `[]`.
  ///
  /// Traps where no `Int` is as large. Source: `torch.Size.numel`.
  package var elementCount: Int {
    reduce(1) { count, length in
      let (product, overflows) = count.multipliedReportingOverflow(by: length)
      guard !overflows else {
        fatalError("a tensor of shape \(Array(self)) has more elements than can be counted")
      }
      return product
    }
  }

  /// Whether a tensor of this shape has `count` elements; never where a length is below 0.
  package func holds(_ count: Int) -> Bool {
    allSatisfy { $0 >= 0 } && elementCount == count
  }
}
