import Foundation

/// The processor that the program runs on, beside those that its engine was built for.
///
/// The package asks the processor that it is built on what it can do, and a build that is moved to
/// another one would end in the middle of a chapter with nothing but "Illegal instruction". This file is
/// compiled for any processor, and looks before the engine is used.
struct Processor {
  /// What the engine was built to use, in Linux's words; empty where it was built for any processor.
  static var required: [String] {
    var features: [String] = []
    #if BUILT_FOR_AVX2
      features += ["avx2", "fma", "bmi1", "bmi2", "abm", "movbe", "f16c"]
    #endif
    #if BUILT_FOR_AVX512
      features += ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"]
    #endif
    return features
  }

  /// What it can do; nil where nobody says.
  let features: Set<Substring>?

  /// Reads what Linux says of the first processor, the text of `/proc/cpuinfo`.
  init(description: String?) {
    let line = description?.split(separator: "\n").first { $0.hasPrefix("flags") }
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
