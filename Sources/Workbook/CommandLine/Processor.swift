import Benchmark
import CProcessor

/// The processor that the program runs on, beside those that its engine was built for.
///
/// The package asks the processor that it is built on what it can do, and a build that is moved to
/// another one would end in the middle of a chapter with nothing but "Illegal instruction". This file is
/// compiled for any processor, and looks before the engine is used.
struct Processor {
  /// What the engine was built to use, in Linux's words; empty where it was built for any processor.
  static var required: [String] {
    String(cString: engineNeeds()).split(separator: " ").map(String.init)
  }

  /// What it can do; nil where nobody says.
  private let features: Set<Substring>?

  /// - Parameter flags: what Linux says that it can do, separated by spaces; nil where it does not.
  init(flags: String? = MachineDescription.processorValue(of: "flags")) {
    features = flags.map { Set($0.split(separator: " ")) }
  }

  /// Refuses a processor that lacks something of what is required.
  func check(_ required: [String] = Processor.required) throws(Failure) {
    guard let features else { return }
    let missing = required.filter { !features.contains(Substring($0)) }
    if missing.isEmpty { return }
    throw Failure(
      "this was built for a processor with \(missing.joined(separator: ", ")), which this one "
        + "lacks: run 'swift package purge-cache' and 'swift package clean', then build again",
      status: .software)
  }
}
