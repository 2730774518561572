import Foundation
import Kernels

/// What the numbers were measured on, without which they say little.
package struct MachineDescription: Codable, Equatable, Sendable {
  /// As the system calls it: `AMD EPYC 9B14`; "unknown" where it does not say.
  package var processor: String
  package var cores: Int
  /// How many threads the operations used.
  package var threads: Int
  /// How many floats one instruction handles.
  package var vectorWidth: Int
  package var fusedMultiplyAdd: Bool
  /// `debug` or `release`. The engine is optimized in both, the chapters in one.
  package var build: String

  /// This machine, as it is now.
  package static func current() -> MachineDescription {
    MachineDescription(
      processor: processorName() ?? "unknown", cores: Machine.cores, threads: Threads.count,
      vectorWidth: Machine.vectorWidth, fusedMultiplyAdd: Machine.hasFusedMultiplyAdd,
      build: isDebugBuild ? "debug" : "release")
  }

  private static var isDebugBuild: Bool {
    #if DEBUG
      true
    #else
      false
    #endif
  }

  private static func processorName() -> String? {
    #if os(Linux)
      // Absent on ARM, where the kernel knows numbers only.
      guard let description = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8) else {
        return nil
      }
      return processorName(in: description)
    #elseif canImport(Darwin)
      var length = 0
      guard sysctlbyname("machdep.cpu.brand_string", nil, &length, nil, 0) == 0, length > 0 else {
        return nil
      }
      var bytes = [UInt8](repeating: 0, count: length)
      guard sysctlbyname("machdep.cpu.brand_string", &bytes, &length, nil, 0) == 0 else {
        return nil
      }
      return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    #else
      return nil
    #endif
  }

  /// The name in what Linux writes to /proc/cpuinfo; nil where there is none.
  static func processorName(in description: String) -> String? {
    for line in description.split(separator: "\n") where line.hasPrefix("model name") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let name = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      return name.isEmpty ? nil : name
    }
    return nil
  }
}
