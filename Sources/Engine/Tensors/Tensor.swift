/// Placeholder for the real one.
public class Tensor {
  public let shape: [Int]
  public internal(set) var values: [Float]
  public init(_ values: [Float], shape: [Int]) {
    self.values = values
    self.shape = shape
  }
}
