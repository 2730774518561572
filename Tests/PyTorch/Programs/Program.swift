import Datasets
import NN
import Tensors

/// A program of `Tests/PyTorch/fuzz.py` on its way: what its variables hold.
public struct Program {
  private var variables: [String: Value] = [:]
  /// In the order in which they were set.
  private var names: [String] = []

  /// Runs a program, with a generator of its own, and hands out its answer line by line: the results
  /// of each statement behind `=`, then what is left of each variable, and at last the numbers that the
  /// generator gives next, which tell how many were drawn.
  public static func run(_ line: String, answer: (String) -> Void) {
    Generator.withCurrent(Generator(seed: 0)) {
      var program = Program()
      for text in line.split(separator: ";") {
        let results = program.run(Statement(text))
        answer("=" + results.map(\.report).joined(separator: "\t"))
      }
      for report in program.finalReports { answer(report) }
      answer("end " + list(randperm(7).values))
    }
  }

  /// Runs one statement, and sets the variables that it names.
  private mutating func run(_ statement: Statement) -> [Value] {
    let results: [Value]
    switch (statement.isWithoutGrad, statement.generator.map { generator($0) }) {
    case (true, let generator?):
      results = noGrad { Generator.withCurrent(generator) { compute(statement) } }
    case (true, nil): results = noGrad { compute(statement) }
    case (false, let generator?):
      results = Generator.withCurrent(generator) { compute(statement) }
    case (false, nil): results = compute(statement)
    }
    for (name, value) in zip(statement.results, results) {
      if variables[name] == nil { names.append(name) }
      variables[name] = value
    }
    return results
  }

  private mutating func compute(_ statement: Statement) -> [Value] {
    if let result = tensorResult(statement) { return [.tensor(result)] }
    return choosingResults(statement) ?? moduleResults(statement) ?? otherResults(statement)
      ?? {
        malformed("there is no operation '\(statement.operation)'")
      }()
  }

  /// What can be seen of each variable at the end.
  private var finalReports: [String] {
    names.compactMap { name in
      variables[name].flatMap(\.finalReport).map { "\(name)\t\($0)" }
    }
  }

  // What variables hold, where it is of the kind that is asked for.

  subscript(name: String) -> Value {
    guard let value = variables[name] else { malformed("there is no variable '\(name)'") }
    return value
  }

  func tensor(_ name: String) -> Tensor {
    guard case .tensor(let tensor) = self[name] else { malformed("\(name) is no tensor") }
    return tensor
  }

  /// The tensor, which the program holds no longer.
  mutating func take(_ name: String) -> Tensor {
    guard case .tensor(let tensor)? = variables.removeValue(forKey: name) else {
      malformed("\(name) is no tensor")
    }
    return tensor
  }

  func ints(_ name: String) -> IntTensor {
    guard case .ints(let ints) = self[name] else { malformed("\(name) holds no whole numbers") }
    return ints
  }

  func bools(_ name: String) -> BoolTensor {
    guard case .bools(let bools) = self[name] else { malformed("\(name) holds no truth values") }
    return bools
  }

  func module(_ name: String) -> Module {
    guard case .module(let module) = self[name] else { malformed("\(name) is no module") }
    return module
  }

  func optimizer(_ name: String) -> SGD {
    guard case .optimizer(let optimizer) = self[name] else { malformed("\(name) is no optimizer") }
    return optimizer
  }

  func loader(_ name: String) -> DataLoader {
    guard case .loader(let loader) = self[name] else { malformed("\(name) is no data loader") }
    return loader
  }

  func generator(_ name: String) -> Generator {
    guard case .generator(let generator) = self[name] else {
      malformed("\(name) is no generator")
    }
    return generator
  }
}
