/// Sets each element to 0 with probability `p` and multiplies the others by 1/(1 − p), so that the
/// expected sum stays what it was. Out of training it changes nothing.
///
/// Shape: as x. Draws one number from the current generator for each element of x, and none where p
/// is 0 or 1. Traps unless 0 ≤ p ≤ 1. Source: Srivastava et al., 2014, https://jmlr.org/papers/v15/srivastava14a.html;
/// `torch.nn.functional.dropout`. PyTorch draws its mask in another way, so the elements that it
/// drops are others.
public func dropout(_ x: Tensor, p: Float = 0.5, training: Bool = true) -> Tensor {
  guard (0...1).contains(p) else {
    fatalError("dropout: a probability is from 0 to 1, and p is \(p)")
  }
  CalledFunctions.note("dropout")
  guard training, p > 0, x.count > 0 else { return x }
  if p == 1 { return x * Tensor.zeros(x.shape) }
  let draws = Generator.current.uniform(0, 1, count: x.count)
  let kept = draws.map { $0 < p ? 0 : 1 / (1 - p) }
  return x * Tensor(kept, shape: x.shape)
}
