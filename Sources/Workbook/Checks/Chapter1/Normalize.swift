import Chapter1Data
import Tensors

extension Exercise {
  /// Exercise 1.1.
  static func normalize(
    _ normalize: @escaping @Sendable (Tensor) -> Tensor = Chapter1Data.normalize
  ) -> Exercise {
    @Sendable func images() throws -> Tensor { try firstBatch().images }

    return Exercise(
      1, 1, "Mean 0, deviation 1", file: "Normalize",
      checks: [
        Check(
          "the shape stays",
          hint: "Every number is changed in the same way, and none is left out."
        ) {
          let images = try images()
          try expect("the shape", normalize(images).shape, is: images.shape)
        },
        Check("the mean is 0", hint: "What is left of a mean when it is taken away from all?") {
          let mean = normalize(try images()).mean().item()
          try expect("the mean", Double(mean), isCloseTo: 0, within: 1e-4)
        },
      ])
  }
}
