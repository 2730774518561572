import Foundation
import Kernels
import StateFiles

/// What the times were measured on, without which they say little.
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
      build: buildName)
  }

  private static var buildName: String {
    #if DEBUG
      "debug"
    #else
      "release"
    #endif
  }

  private static func processorName() -> String? {
    #if os(Linux)
      // Absent on ARM, where the kernel knows numbers only.
      return processorValue(of: "model name")
    #else
      var length = 0
      let key = "machdep.cpu.brand_string"
      guard unsafe sysctlbyname(key, nil, &length, nil, 0) == 0, length > 0 else { return nil }
      var bytes = [UInt8](repeating: 0, count: length)
      guard unsafe sysctlbyname(key, &bytes, &length, nil, 0) == 0 else { return nil }
      return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    #endif
  }

  /// What Linux says of the first processor behind a key, such as `flags`; nil where it does not.
  package static func processorValue(
    of key: String, in description: String? = firstProcessor()
  ) -> String? {
    // The C library's search, because the program does this at each start. Each pointer is to the
    // text or its end, which is a 0.
    unsafe description?.withCString { text in
      guard let line = unsafe strstr(text, "\n\(key)\t"), let colon = unsafe strchr(line, 0x3A)
      else { return nil }
      let rest = unsafe UnsafeRawBufferPointer(start: colon + 1, count: strcspn(colon + 1, "\n"))
      let value = unsafe String(decoding: rest, as: UTF8.self)
        .trimmingCharacters(in: .whitespaces)
      return value.isEmpty ? nil : value
    }
  }

  /// The system takes its time for each processor, of which there may be hundreds: one read gives
  /// no more than the first few.
  package static func firstProcessor() -> String? {
    let bytes = try? FileDescriptor(opening: "/proc/cpuinfo", O_RDONLY).read(upTo: 4096)
    return bytes.map { String(decoding: $0, as: UTF8.self) }
  }
}
