import NN
import StateFiles
import Tensors
import TestSupport

/// The bytes of a safetensors file with this header, whatever it says, and these elements' bytes.
func safeTensorsBytes(_ header: [UInt8], _ data: [UInt8], announced: UInt64? = nil) -> [UInt8] {
  withUnsafeBytes(of: (announced ?? UInt64(header.count)).littleEndian, Array.init) + header + data
}

/// A header of text, without the spaces that it ends with by custom.
func safeTensorsBytes(_ header: String, dataCount: Int) -> [UInt8] {
  safeTensorsBytes(Array(header.utf8), [UInt8](repeating: 0, count: dataCount))
}

/// The elements' bytes, least significant first.
func littleEndian(_ patterns: [UInt32]) -> [UInt8] {
  patterns.flatMap { withUnsafeBytes(of: $0.littleEndian, Array.init) }
}

/// The file that PyTorch 2.3.1 and safetensors 0.4.3 make of a small network.
///
/// ```python
/// torch.manual_seed(0)
/// m = nn.Sequential(
///     nn.Conv2d(1, 2, 2), nn.BatchNorm2d(2), nn.ReLU(), nn.Flatten(), nn.Linear(2, 1, bias=False))
/// for _ in range(3): m(torch.rand(2, 1, 2, 2))
/// safetensors.torch.save_file(m.state_dict(), "tiny.safetensors")
/// file = open("tiny.safetensors", "rb").read(); print(file[:536])
/// print([hex(n) for n in struct.unpack("<22I", file[536:])])
/// ```
enum PyTorchFile {
  static let header =
    #"{"1.num_batches_tracked":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"#
    + #""0.bias":{"dtype":"F32","shape":[2],"data_offsets":[8,16]},"#
    + #""0.weight":{"dtype":"F32","shape":[2,1,2,2],"data_offsets":[16,48]},"#
    + #""1.bias":{"dtype":"F32","shape":[2],"data_offsets":[48,56]},"#
    + #""1.running_mean":{"dtype":"F32","shape":[2],"data_offsets":[56,64]},"#
    + #""1.running_var":{"dtype":"F32","shape":[2],"data_offsets":[64,72]},"#
    + #""1.weight":{"dtype":"F32","shape":[2],"data_offsets":[72,80]},"#
    + #""4.weight":{"dtype":"F32","shape":[1,2],"data_offsets":[80,88]}}       "#

  static let bias: [UInt32] = [0xbd35_bf70, 0x3e07_7b4c]
  static let weight: [UInt32] = [
    0xbb75_5400, 0x3e89_545e, 0xbed2_b316, 0xbebc_6680, 0xbe45_32f4, 0x3e09_4bec, 0xbc22_4f40,
    0x3eca_face,
  ]
  static let runningMean: [UInt32] = [0xbd7e_d152, 0x3da9_a972]
  static let runningVariance: [UInt32] = [0x3f3d_5676, 0x3f3d_d92c]
  static let last: [UInt32] = [0xbe5a_d35d, 0xbe0e_541b]

  static let bytes: [UInt8] = {
    let zeros: [UInt32] = [0, 0]
    let ones: [UInt32] = [0x3f80_0000, 0x3f80_0000]
    let numbers = [3, 0] + bias + weight + zeros + runningMean + runningVariance + ones + last
    return safeTensorsBytes(Array(header.utf8), littleEndian(numbers))
  }()

  /// The network, with random numbers of its own.
  static func model(seed: UInt64 = 1) -> Sequential {
    seeded(seed) {
      Sequential(
        Conv2d(1, 2, kernelSize: 2), BatchNorm2d(2), ReLU(), Flatten(), Linear(2, 1, bias: false))
    }
  }
}

/// Why `body` cannot be done, as a reader is told; nil if it was done.
func refusal(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch {
    return error is SafeTensorsError ? "\(error)" : "another error: \(error)"
  }
}
