import Kernels

/// Where tensors are and operations run.
///
/// PyTorch asks `torch.cuda.is_available()` and moves model and batches to the answer. There is one
/// device here, so nothing is moved. Another would be a case of this type, and the calls that
/// `Tensors` makes into `Kernels` are all that would have to know it. Source: `torch.device`.
public enum Device: Sendable, CustomStringConvertible {
  /// The processor, with all of its cores.
  case cpu

  /// The fastest device of this machine.
  public static var best: Device { .cpu }

  /// What was found: `cpu (2 cores, 2 threads, 8 floats at a time, fused multiply-add)`.
  public var description: String {
    let cores = Self.counted(Machine.cores, "core")
    let threads = Self.counted(Threads.count, "thread")
    let fused = Machine.hasFusedMultiplyAdd ? "fused multiply-add" : "no fused multiply-add"
    return "cpu (\(cores), \(threads), \(Machine.vectorWidth) floats at a time, \(fused))"
  }

  private static func counted(_ count: Int, _ word: String) -> String {
    count == 1 ? "1 \(word)" : "\(count) \(word)s"
  }

  /// How many threads operations may use; at first one for each core. Results do not depend on it.
  /// Traps below 1. Source: `torch.set_num_threads`.
  public static var threads: Int {
    get { Threads.count }
    set { Threads.count = newValue }
  }
}
