import Foundation
import Testing

/// What happens to a program at one of its calls of the system.
struct Interruption: CustomTestStringConvertible, Sendable {
  /// `signal=SIGKILL` or `error=ENOSPC`, in strace's words.
  let event: String
  /// The calls at which it may happen; nil for any.
  let calls: [String]?

  var testDescription: String { event }
  var isKill: Bool { event == "signal=SIGKILL" }

  /// Signals come at any call. Each error comes from calls that may give it.
  static let all =
    ["SIGKILL", "SIGTERM", "SIGINT", "SIGHUP", "SIGXFSZ"].map {
      Interruption(event: "signal=\($0)", calls: nil)
    } + [
      Interruption(
        event: "error=ENOSPC",
        calls: ["openat", "write", "fallocate", "fsync", "mkdir", "rename", "close"]),
      Interruption(
        event: "error=EIO",
        calls: [
          "openat", "read", "pread64", "write", "fallocate", "fsync", "rename", "close",
          "getdents64", "newfstatat", "unlink",
        ]),
      Interruption(
        event: "error=EMFILE",
        calls: ["openat", "pipe2", "dup", "fcntl", "socket", "epoll_create1"]),
      Interruption(event: "error=EAGAIN", calls: ["clone", "clone3", "vfork"]),
    ]

  /// The program that injects them, if it is there and may look into others.
  static let isAvailable = (try? BuiltWorkbook.shell("strace -qq -o /dev/null true"))?.status == 0

  /// At how many places each command meets each of them.
  static var placeCount: Int {
    ProcessInfo.processInfo.environment["WORKBOOK_INTERRUPTIONS"].flatMap { Int($0) } ?? 1
  }
}

/// A command that writes files, in a folder where it may be interrupted.
struct InterruptedCommand {
  let arguments: String
  /// Where it runs. All that may be written, and what else might be hit, is below.
  let folder: URL
  /// What stands there before.
  let old: [String: Data]
  /// What stands there after the command has come to its end, and where it left a copy.
  private var new: [String: Data] = [:]
  /// The calls that the first thread makes after it has taken charge of signals.
  private var places: [Place] = []
  /// Whether a file of that name, with the content of one of the old ones, may be there as well.
  let isCopy: (String) -> Bool
  /// The status with which it ends where nothing comes between.
  let status: Int32

  /// Runs it once from beginning to end.
  init(
    _ arguments: String, in folder: URL, status: Int32 = 0,
    isCopy: @escaping (String) -> Bool = { _ in false }
  ) throws {
    self.arguments = arguments
    self.folder = folder
    self.status = status
    self.isCopy = isCopy
    // What the system keeps for a program, and where a network may be kept.
    for name in ["home", "temporary"] {
      try FileManager.default.createDirectory(
        at: folder.appending(path: name), withIntermediateDirectories: true)
    }
    old = try Self.files(in: folder)
    let run = try run(under: "")
    #expect(run.status == status, "\(run)")
    new = try Self.files(in: folder)
    #expect(new != old)
    places = try Place.all(inLog: String(contentsOfFile: folder.path + ".log", encoding: .utf8))
  }

  /// Runs it under strace with these options.
  private func run(under options: String) throws -> BuiltWorkbook.Run {
    try BuiltWorkbook.shell(
      """
      cd "$folder" && HOME=$PWD/home TMPDIR=$PWD/temporary \
        exec env --default-signal=HUP timeout -s KILL 20 strace -f -qq -o "${log:-/dev/null}" \(options) "$workbook" \(arguments)
      """, environment: ["folder": folder.path, "log": folder.path + ".log"])
  }

  /// Interrupts it at some places, and expects each time the old files or the new ones, nothing else
  /// that has changed, a line that says so, and a next run that comes to its end and clears up.
  func expectOldOrNew(
    _ interruption: Interruption, places count: Int,
    using generator: inout some RandomNumberGenerator
  ) throws -> [String: Int] {
    var outcomes: [String: Int] = [:]
    for place in choose(count, for: interruption, using: &generator) {
      try restore()
      let run = try run(
        under: "-e inject=\(place.call):\(interruption.event):when=\(place.number)")
      let context = "\(interruption.event) at \(place.call) \(place.number): \(run)"
      let outcome = try check(run, interruption, context)
      outcomes[outcome, default: 0] += 1
      if outcome == "new" { continue }
      let again = try self.run(under: "")
      #expect(again.status == status, "again after \(context): \(again)")
      let files = try Self.files(in: folder)
      let different = Set(files.keys).union(new.keys).filter { files[$0] != new[$0] }
      #expect(different.allSatisfy { isExtra($0) || isCopy($0) }, "\(different) after \(context)")
    }
    return outcomes
  }

  /// Half of the places among the last calls, which write the files.
  private func choose(
    _ count: Int, for interruption: Interruption, using generator: inout some RandomNumberGenerator
  ) -> [Place] {
    let possible = places.filter { interruption.calls?.contains($0.call) ?? true }
    let last = possible.suffix(100).shuffled(using: &generator)
    let others = possible.dropLast(100).shuffled(using: &generator)
    let first = last.prefix(max(count - others.count, (count + 1) / 2))
    return Array(first) + others.prefix(count - first.count)
  }

  /// What became of the files, in a word or two.
  private func check(
    _ run: BuiltWorkbook.Run, _ interruption: Interruption, _ context: String
  ) throws -> String {
    // By that signal `timeout` ends, too.
    #expect(run.status != SIGKILL || interruption.isKill, "no end: \(context)")
    let files = try Self.files(in: folder)
    var leftovers = 0
    var kept = false
    for (path, content) in files where content != old[path] && content != new[path] {
      let name = path.split(separator: "/").last ?? ""
      if name.hasPrefix(".saving-"), old[path] == nil {
        leftovers += 1
      } else if isExtra(path), new.values.contains(content), run.error.contains(name) {
        kept = true
      } else {
        #expect(isCopy(path) && old.values.contains(content), "\(path) after \(context)")
      }
    }
    for path in old.keys { #expect(files[path] != nil, "\(path) is lost after \(context)") }
    #expect(leftovers == 0 || interruption.isKill, "\(leftovers) left over after \(context)")
    let isNew = new.allSatisfy { files[$0.key] == $0.value || isCopy($0.key) }
    if run.status == 0 {
      #expect(isNew, "\(context)")
    } else if interruption.event.hasPrefix("error") {
      #expect(run.status < 128, "\(context)")
      let lines = run.error.split(separator: "\n")
      #expect(lines.contains { $0.hasPrefix("workbook: ") }, "\(context)")
    }
    let state = kept ? "kept elsewhere" : isNew ? "new" : "old"
    return leftovers > 0 ? "\(state), with a leftover" : state
  }

  private func isExtra(_ path: String) -> Bool {
    path.wholeMatch(of: /(.*\/)?network-[0-9A-F]{8}\.safetensors/) != nil
  }

  /// Puts the old files back, and removes all others.
  private func restore() throws {
    for path in try Self.files(in: folder).keys where old[path] == nil {
      try FileManager.default.removeItem(at: folder.appending(path: path))
    }
    for (path, content) in old {
      let url = folder.appending(path: path)
      if FileManager.default.contents(atPath: url.path) == content { continue }
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try content.write(to: url)
    }
  }

  /// Every file, hidden ones too, but not what links lead to.
  private static func files(in folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let url = folder.appending(path: path)
      let type = try FileManager.default.attributesOfItem(atPath: url.path)[.type]
      if type as? FileAttributeType == .typeRegular {
        files[path] = FileManager.default.contents(atPath: url.path)
      }
    }
    return files
  }
}

/// One call of the first thread: its name, and how many of that name there are up to it.
private struct Place {
  let call: String
  let number: Int

  /// All since the thread has taken charge of signals.
  static func all(inLog log: String) -> [Place] {
    let lines = log.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1) }
    var places: [Place] = []
    var numbers: [String: Int] = [:]
    var last = ""
    var hasBegun = false
    for line in lines where line[0] == lines[0][0] {
      let text = line[1].drop(while: \.isWhitespace)
      let call = String(text.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
      guard !call.isEmpty, text.dropFirst(call.count).first == "(" else { continue }
      numbers[call, default: 0] += 1
      if text.hasPrefix("rt_sigaction(SIGTERM") { hasBegun = true }
      // An injected error keeps a call from being made at all, but what is closed is closed, also
      // with an error: that matters to a pipe, and not to a file that is to be renamed.
      // Nor can it be said on standard error that standard error takes nothing.
      if hasBegun, call != "close" || last == "fsync", !text.hasPrefix("write(2,") {
        places.append(Place(call: call, number: numbers[call]!))
      }
      last = call
    }
    return places
  }
}
