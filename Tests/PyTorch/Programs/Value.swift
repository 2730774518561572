import Datasets
import NN
import StateFiles
import Tensors

/// What a variable of a program can hold.
enum Value {
  case tensor(Tensor)
  case ints(IntTensor)
  case bools(BoolTensor)
  case bytes(ByteTensor)
  case number(Float)
  case whole(Int)
  case text(String)
  case batches([[Int]])
  case module(Module)
  case crossEntropyLoss(CrossEntropyLoss)
  case mseLoss(MSELoss)
  case optimizer(SGD)
  case loader(DataLoader)
  case generator(Generator)

  /// One word for a program's answer: what it is, and all that can be seen of it.
  var report: String {
    switch self {
    case .tensor(let tensor):
      "T|\(list(tensor.shape))|\(tensor.requiresGrad ? 1 : 0)|\(tensor.gradFn?.name ?? "")|"
        + bits(tensor.values)
    case .ints(let ints): "I|\(list(ints.shape))|\(list(ints.values))"
    case .bools(let bools): "B|\(list(bools.shape))|\(list(bools.values.map { $0 ? 1 : 0 }))"
    case .bytes(let bytes): "Y|\(list(bytes.shape))|\(list(bytes.values))"
    case .number(let number): "F|\(bits([number]))"
    case .whole(let number): "N|\(number)"
    case .text(let text): "S|" + list(text.utf8.map(Int.init))
    case .batches(let batches): "L|" + batches.map(list).joined(separator: ";")
    case .module, .crossEntropyLoss, .mseLoss, .optimizer, .loader, .generator: "-"
    }
  }

  /// What can be seen of it once the program has ended; nil where nothing can have changed.
  var finalReport: String? {
    switch self {
    case .tensor(let tensor):
      report + "|" + (tensor.grad.map { list($0.shape) + "|" + bits($0.values) } ?? "none")
    case .module(let module):
      (module.namedParameters().map { name, parameter in
        name + ":" + Value.tensor(parameter).finalReport!
      }
        + module.stateDictionary().map { state in
          switch state.elements {
          case .float32(let values): "\(state.name):F|\(list(state.shape))|\(bits(values))"
          case .int64(let values): "\(state.name):I|\(list(state.shape))|\(list(values))"
          }
        }).joined(separator: "\t")
    default: nil
    }
  }
}

func list(_ numbers: some Sequence<some CustomStringConvertible>) -> String {
  numbers.map(\.description).joined(separator: ",")
}

/// The 32 bits of each number, as eight hexadecimal digits; one NaN stands for all.
private func bits(_ numbers: [Float]) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(unsafeUninitializedCapacity: 8 * numbers.count) { text in
    for (index, number) in numbers.enumerated() {
      let bits = number.isNaN ? 0x7FC0_0000 : number.bitPattern
      for digit in 0..<8 {
        text[8 * index + digit] = digits[Int(bits >> UInt32(28 - 4 * digit) & 15)]
      }
    }
    return 8 * numbers.count
  }
}
