import Tensors
import Testing

/// Expects the gradients that `backward` finds for `inputs` to be those that central differences
/// find.
///
/// A tensor is made a single number by fixed random weights, `L = Σ w[i] · f(x)[i]`, summed in
/// `Double` so that the sum itself adds no error. Then, for each element of the inputs,
/// `dL/dx ≈ (L(x + h) − L(x − h)) / 2h`, where 2h is what is left of it after rounding x ± h to
/// floats.
///
/// Two errors remain, and the default step of 1e-2 keeps both small for outputs and third
/// derivatives of about 1:
/// - cutting the series off: h²/6 · f‴ ≈ 2e-5 · f‴;
/// - rounding f to floats: about 6e-8 · |f| · √(outputs) / 2h ≈ 3e-6 · |f| · √(outputs).
///
/// The default tolerance of 1e-3 (absolute below 1, relative above) is some ten times their sum; a
/// wrong factor, sign or index is far larger.
public func expectGradients(
  of inputs: [Tensor], step: Float = 1e-2, within tolerance: Double = 1e-3,
  _ what: String = "gradient", sourceLocation: SourceLocation = #_sourceLocation,
  _ function: ([Tensor]) -> Tensor
) {
  let output = function(inputs)
  let weights = randomNumbers(output.count, seed: 99)
  for input in inputs { input.grad = nil }
  output.backward(gradient: Tensor(weights, shape: output.shape))

  func loss() -> Double {
    let values = noGrad { function(inputs).values }
    return zip(values, weights).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }

  for (number, input) in inputs.enumerated() {
    guard let gradient = input.grad, gradient.shape == input.shape else {
      let found = input.grad.map { "a gradient of shape \($0.shape)" } ?? "no gradient"
      Issue.record(
        "\(what): input \(number) of shape \(input.shape) got \(found)",
        sourceLocation: sourceLocation)
      continue
    }
    let differences = input.values.enumerated().map { index, value -> Float in
      let (above, below) = (value + step, value - step)
      input.mutate { $0[index] = above }
      let upper = loss()
      input.mutate { $0[index] = below }
      let lower = loss()
      input.mutate { $0[index] = value }
      return Float((upper - lower) / (Double(above) - Double(below)))
    }
    expectClose(
      gradient.values, differences, within: tolerance, "\(what), input \(number)",
      sourceLocation: sourceLocation)
  }
}
