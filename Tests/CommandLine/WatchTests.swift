import Exercises
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
    let keys = "[r] run again   [h] hint   [n] next   [q] quit\r"
    let shown = try screen.read(through: keys)
    #expect(shown.contains("· \(ReadersFolder.first)   not started\r\n"))
    #expect(shown.contains("it is\r\nchecked each time you save.\r\n"))
    // Each press gives the next of the hints, and then what is left.
    let count = ReadersFolder.first.checks[0].hints.count + 1
    for step in 1...count {
      try screen.press("h")
      #expect(try screen.read(through: keys).contains("  Hint \(step) of \(count): "))
    }
    try screen.press("h")
    #expect(try screen.read(through: keys).contains("solution 1.1\r\n"))
    try screen.press("h")
    #expect(try screen.read(through: keys).contains("  Hint 1 of \(count): "))
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
    let count = Exercise.all(ofChapter: 1).count { !$0.isChapterCode }
    // It begins with the chapter's own code where a reader's edit of that fails. That is none of the
    // exercises.
    if try read().contains("watching 1.0, ") {
      try screen.press("n")
      _ = try read()
    }
    // The letters of a terminal's answer are no keys.
    try screen.press("\u{1B}[0q\u{1B}[0h")
    try screen.press("n")
    let shown = try read()
    #expect(shown.contains("watching 1.2 (2 of \(count))"))
    #expect(shown.contains("not started\r\n"))
    #expect(shown.contains("   [p] previous   "))
    try screen.press("q")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test func aWindowThatHasBecomeNarrowerIsNotOverfilled() throws {
    let screen = try PseudoTerminal()
    let process = try start(screen, "1.1")
    _ = try screen.read(through: "[r] run again")
    // Nothing but the new size makes it show all again.
    screen.resize(columns: 40)
    // The words of the keys are short there.
    let shown = try screen.read(through: "[r]un ")
    #expect(shown.contains("\r\nis yours to edit: it is checked each\r\ntime you save.\r\n"))
    try screen.press("q")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test func aFileThatIsGoneIsSaidAndTheWatchGoesOn() throws {
    let screen = try PseudoTerminal()
    let process = try start(screen)
    _ = try screen.read(through: "[n] next   [q] quit\r")
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
    _ = try screen.read(through: "[n] next   [q] quit\r")
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationStatus == status)
    #expect(screen.isAsItWas)
    #expect(screen.readRest() == "\r\u{1B}[K")
  }

  @Test func whenItGoesOnItTakesTheTerminalAgain() throws {
    let screen = try PseudoTerminal()
    let process = try start(screen)
    _ = try screen.read(through: "[n] next   [q] quit\r")
    kill(process.processIdentifier, SIGSTOP)
    screen.takeAsAShell()
    kill(process.processIdentifier, SIGCONT)
    _ = try screen.read(through: "[n] next   [q] quit\r")
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
    #expect(run.output.hasPrefix("143\n\nwatching 1.1 (1 of "))
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
    _ = try screen.read(through: "[n] next   [q] quit\r")
    // Longer than it takes to look again.
    usleep(700_000)
    #expect(screen.readRest() == "")
    try folder.begin()
    let shown = try screen.read(through: "[r] run again   [a] all   [n] next   [q] quit\r")
    let window = try #require(shown.components(separatedBy: "\u{1B}[H\u{1B}[2J").last)
    let lines = window.components(separatedBy: "\r\n")
    #expect(lines[2...3] == ["It does not compile:", "Tests/A.swift:1:1: error: no"])
    #expect(lines.contains("and 29 more errors"))
    #expect(lines.count == 24)
    try screen.press("a")
    #expect(try screen.read(through: "[a] more (page 1 of ").contains("Tests/A.swift:4:1: error"))
    try screen.press("q")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  /// A `swift` that builds a program: one that never ends a check as long as exercise 1.1 says so.
  private func folderOfBuildingSwift() throws -> URL {
    let bin = try folderOfSwift(saying: "")
    let script = #"""
      #!/bin/sh
      mkdir -p .build/debug
      cat >.build/debug/workbook <<'END'
      #!/bin/sh
      if grep -q '// loop' "\#(folder.root.url(of: ReadersFolder.first.path).path)"; then
        exec sleep 600
      fi
      for check in $(echo "$3" | tr , ' '); do
        printf '\036%snull\n' "$WORKBOOK_REPORT_SECRET"
      done
      END
      chmod +x .build/debug/workbook
      """#
    try Data(script.utf8).write(to: bin.appending(path: "swift"))
    return bin
  }

  @Test func aSaveEndsACheckThatDoesNot() throws {
    var environment = environment
    environment["PATH"] = "\(try folderOfBuildingSwift().path):/usr/bin:/bin"
    let screen = try PseudoTerminal()
    let process = try screen.start(
      "watch", "1.1", environment: environment, in: folder.root.directory)
    _ = try screen.read(through: "[n] next   [q] quit\r")
    let answer = try folder.begin()
    try folder.root.replace(ReadersFolder.first.path, with: answer + "// loop\n")
    let count = ReadersFolder.first.checks.count
    // What is seen meanwhile is of the code before, and what is being done moves on.
    let shown = try screen.read(through: "checking 1.1: check 1 of \(count), 1 s ")
    #expect(shown.contains("That was before your last save.\r\n"))
    #expect(shown.contains("building, 0 s   "))
    let start = ContinuousClock.now
    try folder.root.replace(ReadersFolder.first.path, with: answer)
    let verdict = try screen.read(through: "1.1 passes. n goes on to ")
    #expect(verdict.contains("✓ \(ReadersFolder.first)\r\n"))
    // Far less than the ten seconds that the check may take.
    #expect(ContinuousClock.now - start < .seconds(8))
    // A key that leads elsewhere ends it as well.
    try folder.root.replace(ReadersFolder.first.path, with: answer + "// loop\n")
    _ = try screen.read(through: "checking 1.1: check 1 of \(count) ")
    try screen.press("n")
    _ = try screen.read(through: "watching 1.2 (2 of ")
    try screen.press("q")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(screen.isAsItWas)
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
    let again = SourceSnapshot(of: folder.root)
    #expect(again == before)
    #expect(!again.isUntouched(since: before))
    #expect(again.isUntouched(since: SourceSnapshot(of: folder.root)))
    try FileManager.default.moveItem(at: url, to: url.appendingPathExtension("bak"))
    #expect(SourceSnapshot(of: folder.root) != before)
  }

  /// As on a file system that knows only seconds.
  @Test func aSaveWithTheSameSizeAndDateIsKnown() throws {
    let path = ReadersFolder.first.path
    func write(_ text: String) throws {
      try folder.root.replace(path, with: text)
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1e9)],
        ofItemAtPath: folder.root.url(of: path).path)
    }
    try write("let a = 1")
    let before = SourceSnapshot(of: folder.root)
    try write("let a = 2")
    let after = SourceSnapshot(of: folder.root)
    #expect(after != before)
    #expect(after.changedWithoutDate(since: before) == [path])
    try folder.root.replace(path, with: "let a = 3")
    #expect(SourceSnapshot(of: folder.root).changedWithoutDate(since: before) == [])
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
    #expect(line.hasPrefix("checking 1.1 "))
    #expect(line.hasSuffix("[q] quit") == (width > 80))
    #expect(line.hasSuffix("[q]uit") == (60...80).contains(width))
  }

  @Test func aSourceThatWasSavedAfterTheBuildIsNamed() throws {
    let scratch = folder.root.url(of: ".build")
    let built = scratch.appending(path: "x86_64-unknown-linux-gnu/debug")
    try FileManager.default.createDirectory(at: built, withIntermediateDirectories: true)
    let program = built.appending(path: "workbook")
    for file in [
      program, scratch.appending(path: "build.db"), scratch.appending(path: "workspace-state.json"),
      scratch.appending(path: ".lock"),
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
    // Saved while that was built.
    try save(at: now - 25, scratch.appending(path: ".lock"))
    try save(at: now - 22, folder.root.url(of: path))
    #expect(newer() == path)
    try save(at: now - 30, folder.root.url(of: path))
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
