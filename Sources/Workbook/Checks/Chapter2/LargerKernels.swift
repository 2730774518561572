import Chapter2Model
import Exercises
import NN
import Tensors

extension Exercise {
  /// Exercise 2.3.
  static func largerKernels(
    _ model: @escaping @Sendable () -> Module = { LargerKernels() }
  ) -> Exercise {
    let path = "Sources/Chapters/Chapter2Model/Exercises/LargerKernels.swift"
    return Exercise(
      .chapter2, 3, "Kernels of 5 × 5", file: "LargerKernels",
      checks: [
        Check(
          "both convolutions look through 5 × 5 pixels",
          hint: "kernelSize says how wide the windows are."
        ) {
          let convolutions = ModelChecks.make(model).namedModules().compactMap { name, module in
            (module as? Conv2d).map { (name, $0) }
          }
          try expect("the number of convolutions", convolutions.count, is: 2)
          for (name, convolution) in convolutions {
            let shape = convolution.weight.shape
            let channels = "Conv2d(\(shape[1]), \(shape[0])"
            try expect(
              shape[2] == 5, "\(name) is \(channels), kernelSize: \(shape[2]))",
              diagnosis: "write kernelSize: 5 in \(sourcePlace(of: channels, inFile: path))")
          }
        },
        ModelChecks.tenScores(model),
        Check(
          "nothing else has changed",
          hint: "One number changes besides the two kernels. Channels and padding stay."
        ) {
          let model = ModelChecks.make(model)
          let shapes = [
            [32, 1, 5, 5], [32], [64, 32, 5, 5], [64], [64, 1024], [64], [10, 64], [10],
          ]
          let parameters = model.namedParameters()
          try expect("the number of weights and biases", parameters.count, is: shapes.count)
          for ((name, parameter), shape) in zip(parameters, shapes) {
            try expect(
              "the shape of \(name)", parameter.shape, is: shape,
              mistakes: [
                Mistake(
                  [64, 1600],
                  """
                  With a padding of 1, windows of 5 leave as many pixels as windows of 3
                  did, and 1600 fits again. That works, too. Here, do it without padding.
                  """),
                Mistake(
                  [64, 3136],
                  "A padding of 2 keeps the size. That works, too, but do it without one here."),
                Mistake(
                  [64, 4096], "The second pooling is gone, so there are four times the features."),
              ])
          }
        },
      ])
  }
}
