import Foundation

extension StartedProgram {
  /// Ends all that the program has started and that has not ended with it, whatever process groups
  /// that has made for itself, and waits for it. Only for one that has a session of its own.
  package func endSession() {
    // A compiler that is asked takes its half-written files away.
    for signal in [SIGINT, SIGKILL] {
      for _ in 0..<20 {
        let left = Self.processes(ofSession: identifier)
        if left.isEmpty { return }
        for process in left { _ = Foundation.kill(process, signal) }
        usleep(25_000)
      }
    }
  }

  /// The processes of a session that run, apart from the one that it is named for.
  private static func processes(ofSession session: pid_t) -> [pid_t] {
    #if os(Linux)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
      return names.compactMap { name in
        // `12 (its name) S`, and then its parent, its process group and its session.
        guard let process = pid_t(name), process != session,
          let text = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
          let end = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[end...].split(separator: " ").dropFirst()
        guard fields.count > 3, !["Z", "X"].contains(fields[fields.startIndex]) else { return nil }
        return pid_t(fields[fields.startIndex + 3]) == session ? process : nil
      }
    #else
      let ps = Process()
      ps.executableURL = URL(filePath: "/bin/ps")
      ps.arguments = ["-axo", "pid=,stat="]
      let pipe = Pipe()
      ps.standardOutput = pipe
      guard (try? ps.run()) != nil else { return [] }
      let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      ps.waitUntilExit()
      return textLines(text).compactMap { line in
        let fields = line.split(separator: " ")
        guard fields.count == 2, let process = pid_t(fields[0]), process != session,
          !fields[1].hasPrefix("Z"), getsid(process) == session
        else { return nil }
        return process
      }
    #endif
  }
}
