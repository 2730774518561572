import Foundation
import Notebook
import Testing

@testable import WorkbookCommand

/// What `workbook watch` does without a build.
@Suite struct WatchTests {
  private let folder: ReadersFolder
  private let environment = ["TERM": "xterm", "LANG": "C.UTF-8", "NO_COLOR": "1"]

  init() throws {
    folder = try ReadersFolder()
  }

  private func start(_ screen: PseudoTerminal, _ exercise: String = "1.1") throws -> Process {
    try screen.start(
      "watch", exercise, environment: environment, in: folder.root.directory)
  }

  @Test func theKeysAreAlwaysThereAndQEndsIt() throws {
    let screen = try PseudoTerminal()
    let process = try start(screen)
    let shown = try screen.read(through: "[r] run again   [h] hint   [q] quit\r")
    #expect(shown.contains("· \(ReadersFolder.first)   not started\r\n"))
    #expect(shown.contains("it is\r\nchecked each time you save.\r\n"))
    try screen.press("h")
    let hint = try screen.read(through: "[h] hint   [q] quit\r")
    #expect(
      hint.contains("The first thing to get right: \(ReadersFolder.first.checks[0].name).\r\n"))
    // Two keys at once are two keys.
    try screen.press("xq")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(screen.isAsItWas)
    #expect(screen.readRest() == "\r\u{1B}[K")
  }

  @Test func keysGoFromOneExerciseToAnother() throws {
    let screen = try PseudoTerminal()
    let process = try start(screen, "1")
    let keys = "[q] quit\r"
    // The line of keys, and not that of what is being checked.
    func read() throws -> String {
      var shown = ""
      while !shown.hasSuffix(keys) || !shown.contains("[r] run again") {
        shown += try screen.read(through: keys)
      }
      return shown
    }
    // It begins with the chapter's own code where a reader's edit of that fails.
    if try read().contains("watching 1.1 (2 of ") {
      try screen.press("p")
      #expect(try read().contains("watching 1.0 (1 of "))
    }
    // The letters of a terminal's answer are no keys.
    try screen.press("\u{1B}[0q\u{1B}[0h")
    try screen.press("n")
    let shown = try read()
    #expect(shown.contains("watching 1.1 (2 of "))
    #expect(shown.contains("not started\r\n"))
    #expect(shown.contains("   [p] previous   "))
    try screen.press("q")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test func aWindowThatHasBecomeNarrowerIsNotOverfilled() throws {
    let screen = try PseudoTerminal()
    let process = try start(screen, "1")
    _ = try screen.read(through: "[r] run again")
    screen.resize(columns: 50)
    try screen.press("n")
    // The words of the keys are short there.
    let shown = try screen.read(through: "[r]un ")
    #expect(shown.contains("\r\nis yours to edit: it is checked each time you\r\nsave.\r\n"))
    try screen.press("q")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test func aFileThatIsGoneIsSaidAndTheWatchGoesOn() throws {
    let screen = try PseudoTerminal()
    let process = try start(screen)
    _ = try screen.read(through: "[h] hint   [q] quit\r")
    try FileManager.default.removeItem(at: folder.root.url(of: ReadersFolder.first.path))
    // Without the file nothing builds.
    let shown = try screen.read(through: "'swift run --skip-build workbook reset 1.1'")
    #expect(shown.contains("\(ReadersFolder.first.path) is not there: put it\r\nback, or"))
    try screen.press("q")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))] as [(Int32, Int32)])
  func aSignalLeavesAUsableTerminal(signal: Int32, status: Int32) throws {
    let screen = try PseudoTerminal()
    let process = try start(screen)
    _ = try screen.read(through: "[h] hint   [q] quit\r")
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationStatus == status)
    #expect(screen.isAsItWas)
    #expect(screen.readRest() == "\r\u{1B}[K")
  }

  @Test func whenItGoesOnItTakesTheTerminalAgain() throws {
    let screen = try PseudoTerminal()
    let process = try start(screen)
    _ = try screen.read(through: "[h] hint   [q] quit\r")
    kill(process.processIdentifier, SIGSTOP)
    screen.takeAsAShell()
    kill(process.processIdentifier, SIGCONT)
    _ = try screen.read(through: "[h] hint   [q] quit\r")
    try screen.press("q")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(screen.isAsItWas)
  }

  @Test func withoutATerminalItGoesOnUntilItIsEnded() throws {
    let run = try BuiltWorkbook.shell(
      """
      cd "$folder"
      "$workbook" watch 1.1 >shown &
      until grep -qs started shown; do sleep 0.1; done
      kill $!; wait $!; echo $?; cat shown
      """, environment: ["folder": folder.root.directory.path])
    #expect(run.output.hasPrefix("143\n\nwatching 1.1, "))
    #expect(run.output.contains("not started\n"))
    #expect(!run.output.contains("[q] quit"))
    #expect(run.error == "")
  }

  // MARK: Builds

  /// A folder with a `swift` that fails with these words.
  private func folderOfSwift(saying words: String) throws -> URL {
    let bin = folder.root.url(of: "bin")
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    let swift = bin.appending(path: "swift")
    try Data("#!/bin/sh\ncat <<'END'\n\(words)\nEND\nexit 1\n".utf8).write(to: swift)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: swift.path)
    return bin
  }

  @Test func whatASaveBreaksIsShownInOneWindow() throws {
    let errors = (1...30).map { "Tests/A.swift:\($0):1: error: no\n\($0) | a()" }
    let bin = try folderOfSwift(saying: errors.joined(separator: "\n"))
    var environment = environment
    environment["PATH"] = "\(bin.path):/usr/bin:/bin"
    let screen = try PseudoTerminal()
    let process = try screen.start(
      "watch", "1.1", environment: environment, in: folder.root.directory)
    _ = try screen.read(through: "[h] hint   [q] quit\r")
    // Longer than it takes to look again.
    usleep(700_000)
    #expect(screen.readRest() == "")
    try folder.begin()
    let shown = try screen.read(through: "[r] run again   [q] quit\r")
    let window = try #require(shown.components(separatedBy: "\u{1B}[H\u{1B}[2J").last)
    let lines = window.components(separatedBy: "\r\n")
    #expect(lines[2...3] == ["It does not compile:", "Tests/A.swift:1:1: error: no"])
    #expect(lines.contains { $0.hasPrefix("and ") && $0.hasSuffix(" more errors") })
    #expect((20...24).contains(lines.count))
    try screen.press("q")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  // MARK: Its parts

  @Test func aSnapshotKnowsWhatHasChanged() throws {
    let path = ReadersFolder.first.path
    let url = folder.root.url(of: path)
    let before = SourceSnapshot(of: folder.root)
    try FileManager.default.setAttributes([.modificationDate: Date.now], ofItemAtPath: url.path)
    #expect(SourceSnapshot(of: folder.root) == before)
    try folder.begin()
    #expect(SourceSnapshot(of: folder.root) != before)
    try folder.root.replace(path, with: folder.files.stub(of: ReadersFolder.first))
    #expect(SourceSnapshot(of: folder.root) == before)
    try FileManager.default.moveItem(at: url, to: url.appendingPathExtension("bak"))
    #expect(SourceSnapshot(of: folder.root) != before)
  }

  @Test func aSaveInSeveralStepsIsOne() throws {
    let url = folder.root.url(of: ReadersFolder.first.path)
    // As an editor that empties a file, writes half of it, and then the rest.
    var steps = ["", "import", "import Tensors"]
    var count = 0
    let settled = SourceSnapshot.settled(for: .zero) {
      count += 1
      if !steps.isEmpty { try? Data(steps.removeFirst().utf8).write(to: url) }
      return SourceSnapshot(of: folder.root)
    }
    #expect(count == 4)
    #expect(settled == SourceSnapshot(of: folder.root))
  }

  @Test(
    arguments: [
      ("r", .run), ("\n", .run), ("h", .hint), ("n", .next), ("\u{1B}[C", .next), ("p", .previous),
      ("\u{1B}[D", .previous), ("q", .quit), ("\u{4}", .quit), ("x", nil), ("\u{1B}", nil),
    ] as [(String, WatchKey?)])
  func whatKeysMean(key: String, meaning: WatchKey?) {
    #expect(WatchKey(key) == meaning)
  }

  @Test(arguments: [20, 40, 60, 80, 120])
  func theLineFits(width: Int) {
    let line = WatchKey.line(WatchKey.allCases, state: "checking 1.1", width: width)
    #expect(line.count < width)
    #expect(line.hasPrefix("checking 1.1 ..."))
    #expect(line.hasSuffix("[q] quit") == (width > 80))
  }

  @Test func aSourceThatWasSavedAfterTheBuildIsNamed() throws {
    let scratch = folder.root.url(of: ".build")
    let built = scratch.appending(path: "x86_64-unknown-linux-gnu/debug")
    try FileManager.default.createDirectory(at: built, withIntermediateDirectories: true)
    let program = built.appending(path: "workbook")
    for file in [
      program, scratch.appending(path: "build.db"), scratch.appending(path: "workspace-state.json"),
    ] {
      try Data().write(to: file)
    }
    let build = BuildFolder(executable: program)
    #expect(build.scratch?.path == scratch.resolvingSymlinksInPath().path)
    #expect(build.configuration == "debug")
    #expect(build.isOf(folder.root))
    let path = ReadersFolder.first.path
    func save(at date: Date, _ file: URL) throws {
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file.path)
    }
    func newer() -> String? { build.firstSaved(afterBuildOf: [path], in: folder.root) }
    let now = Date.now
    try save(at: now - 60, scratch.appending(path: "build.db"))
    try save(at: now - 120, program)
    try save(at: now - 30, folder.root.url(of: path))
    #expect(newer() == path)
    // Built again, to the same program: that is not written anew, and nothing is newer.
    try save(at: now - 20, scratch.appending(path: "build.db"))
    #expect(newer() == nil)
    // From a machine whose clock goes fast.
    try save(at: now + 3600, folder.root.url(of: path))
    #expect(newer() == nil)
  }

  @Test func aProgramElsewhereSaysNothingOfABuild() {
    let build = BuildFolder(executable: URL(filePath: "/usr/local/bin/workbook"))
    #expect(build.scratch == nil)
    #expect(build.lastBuild == nil)
  }

  private let output = """
    [0/1] Planning build
    Building for debugging...
    error: emit-module command failed with exit code 1 (use -v to see invocation)
    [3/9] Emitting module Chapter1Data
    /package/Sources/Chapters/Chapter1Data/A.swift:4:3: \u{1B}[1;31merror: \u{1B}[0mno 'x' in scope
    3 | func a() {
    4 |   x
      |   `- error: no 'x' in scope

    /package/Sources/Chapters/Chapter1Data/A.swift:1:1: note: declared here
    1 | import Tensors
    [4/9] Compiling Chapter1Data A.swift
    /package/Sources/Chapters/Chapter1Data/A.swift:4:3: error: no 'x' in scope
    3 | func a() {
    4 |   x
      |   `- error: no 'x' in scope
    /package/Sources/Chapters/Chapter1Data/B.swift:9:3: warning: never used
    9 | let b = 0
    /package/Sources/Chapters/Chapter1Data/B.swift:10:3: error: expected '}'
    10 | func b() {
    """

  @Test func theCompilersErrorsAreFoundOnceEach() {
    let errors = CompilerErrors(output, in: PackageRoot(URL(filePath: "/package")))
    #expect(
      errors.lines(atMost: 20) == [
        "Sources/Chapters/Chapter1Data/A.swift:4:3: error: no 'x' in scope", "3 | func a() {",
        "4 |   x", "  |   `- error: no 'x' in scope", "",
        "Sources/Chapters/Chapter1Data/B.swift:10:3: error: expected '}'", "10 | func b() {",
      ])
    #expect(
      errors.lines(atMost: 6) == [
        "Sources/Chapters/Chapter1Data/A.swift:4:3: error: no 'x' in scope", "3 | func a() {",
        "4 |   x", "  |   `- error: no 'x' in scope", "and 1 more error",
      ])
    #expect(!errors.areOutsideChapters)
  }

  @Test func aBuildThatFailsInAnotherWayShowsItsEnd() {
    let errors = CompilerErrors(
      "Building for debugging...\nerror: the disk is full\n",
      in: PackageRoot(URL(filePath: "/package")))
    #expect(errors.lines(atMost: 20) == ["error: the disk is full"])
    #expect(!errors.areOutsideChapters)
    let warned = CompilerErrors(
      "warning: no cache\nerror: the disk is full\n", in: PackageRoot(URL(filePath: "/package")))
    #expect(warned.lines(atMost: 20) == ["warning: no cache", "error: the disk is full"])
  }

  @Test func anErrorWhereYourCodeIsUsedIsKnown() {
    let errors = CompilerErrors(
      "/package/Sources/Workbook/Checks/Chapter1/A.swift:1:2: error: no member 'a'",
      in: PackageRoot(URL(filePath: "/package")))
    #expect(errors.areOutsideChapters)
  }
}
