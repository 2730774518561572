import Datasets
import NN
import Tensors

extension Program {
  /// What operations give that are about gradients, whole numbers, random numbers, batches and text;
  /// nil for all others.
  func otherResults(_ s: Statement) -> [Value]? {
    gradientResults(s) ?? plainResults(s) ?? randomResults(s)
  }

  private func gradientResults(_ s: Statement) -> [Value]? {
    switch s.operation {
    case "backward":
      tensor(s[0]).backward(gradient: s.arguments.count > 1 ? tensor(s[1]) : nil)
    case "requires_grad": tensor(s[0]).requiresGrad = s.int(1) != 0
    case "set_grad": tensor(s[0]).grad = tensor(s[1]).detach()
    case "grad": return tensor(s[0]).grad.map { [.tensor($0.detach())] } ?? [.text("none")]
    default: return nil
    }
    return []
  }

  private func plainResults(_ s: Statement) -> [Value]? {
    switch s.operation {
    case "max_dim":
      let (values, indices) = tensor(s[0]).max(
        dim: s.int("dim")!, keepDim: s.bool("keepDim") ?? false)
      return [.tensor(values), .ints(indices)]
    case "argmax":
      return [.ints(tensor(s[0]).argmax(dim: s.int("dim")!, keepDim: s.bool("keepDim") ?? false))]
    case "ints": return [.ints(IntTensor(s.ints(1), shape: s.ints(0)))]
    case "bytes":
      return [.bytes(ByteTensor(s.ints(1).map { UInt8($0) }, shape: s.ints(0)))]
    case "eq": return [.bools(ints(s[0]) == ints(s[1]))]
    case "float":
      switch self[s[0]] {
      case .ints(let ints): return [.tensor(ints.float())]
      case .bools(let bools): return [.tensor(bools.float())]
      case .bytes(let bytes): return [.tensor(bytes.float())]
      default: malformed("\(s[0]) is no plain tensor")
      }
    case "select_plain":
      switch self[s[0]] {
      case .ints(let ints): return [.ints(ints[s.int(1)])]
      case .bools(let bools): return [.bools(bools[s.int(1)])]
      case .bytes(let bytes): return [.bytes(bytes[s.int(1)])]
      default: malformed("\(s[0]) is no plain tensor")
      }
    case "slice_plain":
      let range = s.int(1)..<s.int(2)
      switch self[s[0]] {
      case .ints(let ints): return [.ints(ints[range])]
      case .bools(let bools): return [.bools(bools[range])]
      case .bytes(let bytes): return [.bytes(bytes[range])]
      default: malformed("\(s[0]) is no plain tensor")
      }
    case "item":
      switch self[s[0]] {
      case .tensor(let tensor): return [.number(tensor.item())]
      case .ints(let ints): return [.whole(ints.item())]
      case .bools(let bools): return [.whole(bools.item() ? 1 : 0)]
      case .bytes(let bytes): return [.whole(Int(bytes.item()))]
      default: malformed("\(s[0]) has no item")
      }
    case "size": return [.whole(tensor(s[0]).size(s.int(1)))]
    case "print":
      switch self[s[0]] {
      case .tensor(let tensor): return [.text("\(tensor)")]
      case .ints(let ints): return [.text("\(ints)")]
      case .bools(let bools): return [.text("\(bools)")]
      case .bytes(let bytes): return [.text("\(bytes)")]
      case .module(let module): return [.text("\(module)")]
      default: malformed("\(s[0]) is not printed")
      }
    default: return nil
    }
  }

  private func randomResults(_ s: Statement) -> [Value]? {
    switch s.operation {
    case "seed": manualSeed(UInt64(s[0])!)
    case "Generator": return [.generator(Generator(seed: UInt64(s[0])!))]
    case "manual_seed": generator(s[0]).manualSeed(UInt64(s[1])!)
    case "randperm": return [.ints(randperm(s.int(0)))]
    case "to_tensor":
      guard case .bytes(let bytes) = self[s[0]] else { malformed("\(s[0]) holds no bytes") }
      return [.tensor(ToTensor()(bytes))]
    case "normalize":
      return [.tensor(Normalize(mean: s.floats(1), std: s.floats(2))(tensor(s[0])))]
    case "DataLoader":
      let numbers = Numbers(count: s.int(0))
      let dataset: any Dataset =
        s.text("indices") == nil ? numbers : Subset(numbers, indices: s.ints("indices"))
      return [
        .loader(
          DataLoader(
            dataset, batchSize: s.int("batchSize") ?? 1,
            shuffle: s.bool("shuffle") ?? false, dropLast: s.bool("dropLast") ?? false,
            generator: s.text("generator").map { generator($0) }))
      ]
    case "length": return [.whole(loader(s[0]).count)]
    case "epoch":
      var batches: [[Int]] = []
      for (images, labels) in loader(s[0]) {
        guard images.values == labels.values.map(Float.init) else {
          malformed("the images and labels of a batch are not of the same samples")
        }
        batches.append(labels.values)
        if batches.count == s.int("batches") { break }
      }
      return [.batches(batches)]
    default: return nil
    }
    return []
  }
}

/// The numbers 0 ..< count, each its own label.
private struct Numbers: Dataset {
  let count: Int

  subscript(index: Int) -> (image: Tensor, label: Int) { (Tensor(Float(index)), index) }
}
