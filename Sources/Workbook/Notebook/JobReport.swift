import Foundation
import StateFiles

/// What stands before a report, which no job prints: ASCII's sign for the beginning of a record.
let reportMark = "\u{1E}"

/// What the process ends with where the system keeps it from running jobs: `EX_OSERR`.
let refusedStatus: Int32 = 71

/// Runs jobs one after the other for a ``JobProcess`` in another process, as long as standard input
/// is open. Behind what a job prints comes a line with what it gave, as JSON.
///
/// - Parameter run: runs the job of a name. One that stops the program keeps the rest from running.
package func runJobs(_ names: [String], _ run: (String) -> some Encodable) {
  endWithStandardInput()
  printLineByLine()
  let mark = reportMark + (ProcessInfo.processInfo.environment[ChildProcess.secretName] ?? "")
  unsafe unsetenv(ChildProcess.secretName)
  for name in names {
    let outcome = run(name)
    guard let report = try? JSONEncoder().encode(outcome) else {
      fatalError("runJobs: \(outcome) could not be written as JSON")
    }
    print(mark + String(decoding: report, as: UTF8.self))
  }
}

/// Ends this process as soon as its standard input ends, whatever it is doing then.
///
/// Whoever started it holds the other end, and lets go of it at its own end at the latest: so no
/// job runs on that nobody waits for. What a reader's code reads from standard input is empty from
/// then on: there is nobody to type, and it would wait for ever.
func endWithStandardInput() {
  let lifeline = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
  if lifeline >= 0, let nothing = try? FileDescriptor(opening: "/dev/null", O_RDONLY) {
    dup2(nothing.rawValue, STDIN_FILENO)
  }
  do {
    try startThread {
      let descriptor = lifeline >= 0 ? lifeline : STDIN_FILENO
      while let bytes = try? FileDescriptor.read(upTo: 1, from: descriptor), !bytes.isEmpty {}
      // What the jobs have started and left behind, where they have a process group of their own.
      if getpgrp() == getpid() {
        signal(SIGTERM, SIG_IGN)
        kill(0, SIGTERM)
      }
      _exit(0)
    }
  } catch {
    try? FileDescriptor.write(Array("\(error)\n".utf8), to: STDERR_FILENO)
    _exit(refusedStatus)
  }
}
