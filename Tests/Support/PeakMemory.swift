import Foundation

/// The most memory that this process has had at a time, in bytes.
public func peakMemory() -> Int {
  #if os(Linux)
    // `getrusage` begins with what the process had that started this one.
    let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    guard let kilobytes = status?.firstMatch(of: /VmHWM:\s*([0-9]+) kB/)?.output.1 else { return 0 }
    return Int(kilobytes)! * 1024
  #else
    var usage = rusage()
    getrusage(RUSAGE_SELF, &usage)
    return usage.ru_maxrss
  #endif
}

/// How large an input is whose memory is measured: this part of the largest that is allowed, or all of
/// it where `WORKBOOK_LIMITS` is set.
public func measuredPart(of largest: Int) -> Int {
  ProcessInfo.processInfo.environment["WORKBOOK_LIMITS"] == nil ? largest / 8 : largest
}
