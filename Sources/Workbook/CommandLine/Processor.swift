import Benchmark
import CProcessor
import Notebook

/// The processor that the program runs on, beside those that its engine was built for.
///
/// The package asks the processor that it is built on what it can do, and a build that is moved to
/// another one would end in the middle of a chapter with nothing but "Illegal instruction". This file is
/// compiled for any processor, and looks before the engine is used.
enum Processor {
  /// Refuses a processor that lacks something of what the engine was built to use.
  ///
  /// - Parameters:
  ///   - needed: what that is, in Linux's words, with spaces between them.
  ///   - flags: what the processor can do, in the same words; nil where nobody says.
  static func check(
    for needed: String = unsafe String(cString: engineNeeds()),
    flags: String? = MachineDescription.processorValue(of: "flags")
  ) throws(Failure) {
    guard let flags else { return }
    let features = Set(flags.split(separator: " "))
    let missing = needed.split(separator: " ").filter { !features.contains($0) }
    if missing.isEmpty { return }
    throw Failure(
      "this was built for a processor with \(missing.joined(separator: ", ")), which this one "
        + "lacks: run 'swift package purge-cache' and 'swift package clean', then build again",
      status: .software)
  }
}
