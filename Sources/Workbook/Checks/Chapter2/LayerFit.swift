import Foundation
import NN
import Tensors

/// Where the code of a model stands, which a message about one of its layers names.
enum ModelSource {
  /// A chapter's own code: anywhere in its folder.
  case chapter(Int)
  /// An exercise's file.
  case file(String)

  /// The line that makes the layer `name`, such as `fc1`; the file or the folder where it is not
  /// found, as when a reader has written it in another way.
  func place(ofLayer name: String, made text: String) -> String {
    let property = name.split(separator: ".").last.map(String.init) ?? name
    let type = text.prefix { $0 != "(" }
    let number = text.prefix { $0 != "," }
    switch self {
    case .chapter(let chapter):
      let exact = sourcePlace(of: "\(property) = \(number)", inChapter: chapter)
      return exact.contains(":")
        ? exact : sourcePlace(of: "\(property) = \(type)(", inChapter: chapter)
    case .file(let path):
      for candidate in ["\(property) = \(number)", "\(property) = \(type)(", "\(number)"] {
        let place = sourcePlace(of: candidate, inFile: path)
        if place.contains(":") { return place }
      }
      return path
    }
  }
}

/// The output of a model; fails where a layer gets what it cannot take, with what to write and
/// where.
///
/// The model runs on a thread of its own. Each layer's input is looked at before the layer is: where
/// it does not fit, the thread stops for good there and the failure is reported, while the layer
/// itself would stop the program. So it is found in whatever order the model calls its layers.
func output(
  of model: Module, for input: Tensor, in source: ModelSource
) throws(CheckFailure) -> Tensor {
  let pass = ForwardPass(model, input, source)
  let thread = Thread { pass.run() }
  thread.stackSize = 8 << 20
  thread.start()
  pass.end.wait()
  if let failure = pass.failure { throw failure }
  return pass.output!
}

/// The same for checks that come after one that has looked whether the layers fit.
func outputOfFitting(_ model: Module, for input: Tensor) throws(CheckFailure) -> Tensor {
  do {
    return try output(of: model, for: input, in: .file(""))
  } catch {
    throw CheckFailure("it cannot be tried yet: the layers do not fit, as the check before says")
  }
}

/// One way through a model on its thread. The other thread reads the result after ``end``.
private final class ForwardPass: @unchecked Sendable {
  let end = DispatchSemaphore(value: 0)
  private(set) var output: Tensor?
  private(set) var failure: CheckFailure?

  private let model: Module
  private let input: Tensor
  private let source: ModelSource
  /// The layers that were called, in that order.
  private var called: [(name: String, module: Module)] = []

  init(_ model: Module, _ input: Tensor, _ source: ModelSource) {
    self.model = model
    self.input = input
    self.source = source
  }

  func run() {
    let layers = model.namedModules()
    for (name, layer) in layers {
      layer.forwardPreHook = { [unowned self, unowned layer] x in look(at: layer, name, x) }
    }
    // Dropout draws, and this thread has no generator of its caller's.
    output = Generator.withCurrent(Generator(seed: 0)) { model(input) }
    for (_, layer) in layers { layer.forwardPreHook = nil }
    end.signal()
  }

  private func look(at layer: Module, _ name: String, _ x: Tensor) {
    switch layer {
    case let linear as Linear: failure = misfit(of: linear, name, x)
    case let convolution as Conv2d: failure = misfit(of: convolution, name, x)
    default: break
    }
    if failure != nil {
      end.signal()
      while true { Thread.sleep(forTimeInterval: 3600) }
    }
    called.append((name, layer))
  }

  private func misfit(of linear: Linear, _ name: String, _ x: Tensor) -> CheckFailure? {
    let (features, wanted) = (x.shape.last ?? 0, linear.weight.shape[1])
    guard features != wanted else { return nil }
    let text = "Linear(\(wanted), \(linear.weight.shape[0]))"
    let place = source.place(ofLayer: name, made: text)
    switch x.dim {
    case 2:
      return CheckFailure(
        "\(origin(of: features, for: name)), and \(name) is \(text):",
        diagnosis: "write \(features) in \(place)")
    case 1:
      return CheckFailure(
        "\(name) is \(text) and gets \(grouped(features)) numbers in one row:",
        diagnosis: "x.flatten(startDim: 1) makes a row of each image, not one of the batch")
    default:
      return CheckFailure(
        "\(name) is \(text) and gets \(x.shape), which are not rows:",
        diagnosis: "x.flatten(startDim: 1) makes one row of each image first")
    }
  }

  /// What gives so many features: a linear layer that was the last to be called, or the flatten.
  private func origin(of features: Int, for name: String) -> String {
    let last = called.last {
      !($0.module is ReLU || $0.module is Dropout || $0.module is Flatten
        || $0.module is Sequential || $0.module === model)
    }
    switch last?.module {
    case let linear as Linear where linear.weight.shape[0] == features:
      return "\(last!.name) now gives \(grouped(features)) features"
    case is Conv2d, is MaxPool2d, is BatchNorm2d, nil:
      return "the flatten now gives \(grouped(features)) features"
    default:
      return "\(name) now gets \(grouped(features)) features"
    }
  }

  private func misfit(of convolution: Conv2d, _ name: String, _ x: Tensor) -> CheckFailure? {
    let shape = convolution.weight.shape
    let text = "Conv2d(\(shape[1]), \(shape[0]), kernelSize: \(shape[2]))"
    guard x.dim == 4 else {
      return CheckFailure(
        "\(name) is a Conv2d and gets \(x.shape), which are not images:",
        diagnosis: "convolutions come before the flatten")
    }
    let channels = x.shape[1]
    guard channels != shape[1] else { return nil }
    let before = called.last { $0.module is Conv2d }
    let gives = (before?.module as? Conv2d)?.weight.shape[0]
    let origin =
      gives == channels ? "\(before!.name) gives \(channels) channels" : "\(name) gets \(channels)"
    return CheckFailure(
      "\(origin), and \(name) is \(text):",
      diagnosis: "write \(channels) for its first number in "
        + source.place(ofLayer: name, made: text))
  }
}

/// `1024` as `1,024`.
private func grouped(_ number: Int) -> String {
  number.formatted(.number.locale(Locale(identifier: "en_US")))
}
