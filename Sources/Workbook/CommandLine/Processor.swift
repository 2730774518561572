import CProcessor
import Foundation

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
  let features: Set<Substring>?

  /// Reads what Linux says of the first processor, the text of `/proc/cpuinfo`.
  init(description: String?) {
    let start = description?.range(of: "\nflags")?.upperBound
    let line = start.flatMap { description?[$0...].prefix { $0 != "\n" } }
    features = line.map { Set($0.split(separator: " ")) }
  }

  /// The one that this program runs on.
  static func current() -> Processor {
    Processor(description: try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))
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
