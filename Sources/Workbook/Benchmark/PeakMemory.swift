import Foundation

/// How much memory this process held at most, from its start until now.
enum PeakMemory {
  /// In millions of bytes. Source: getrusage(2), `ru_maxrss`.
  static var megabytes: Double {
    var usage = rusage()
    // An enumeration in the GNU C library, a number elsewhere.
    #if canImport(Glibc)
      let thisProcess = __rusage_who_t(RUSAGE_SELF.rawValue)
    #else
      let thisProcess = RUSAGE_SELF
    #endif
    guard getrusage(thisProcess, &usage) == 0 else { return 0 }
    // Linux counts in units of 1,024 bytes, macOS in bytes.
    #if canImport(Darwin)
      return Double(usage.ru_maxrss) / 1e6
    #else
      return Double(usage.ru_maxrss) * 1024 / 1e6
    #endif
  }
}
