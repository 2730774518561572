import ExitTestSupport
import Foundation
import Synchronization
import Testing

@testable import Notebook

// Standard output belongs to the whole process, and tests run side by side: each of these has a
// process of its own.
@Suite(.withExitTests) struct StandardOutputTests {
  @Test func linesComeInOrderAndWhole() async {
    await #expect(processExitsWith: .success) {
      let seen = Mutex<[String]>([])
      let (sum, output) = try captureStandardOutput { line in
        seen.withLock { $0.append(line) }
      } while: {
        print("one", terminator: "")
        print(" and a half")
        print()
        print("zwölf")
        return 1 + 2
      }
      #expect(sum == 3)
      #expect(output == "one and a half\n\nzwölf\n")
      #expect(seen.withLock { $0 } == ["one and a half", "", "zwölf"])
    }
  }

  @Test func aLineComesWhileTheRestIsStillRunning() async {
    await #expect(processExitsWith: .success) {
      let arrived = DispatchSemaphore(value: 0)
      let (inTime, _) = try captureStandardOutput { _ in
        arrived.signal()
      } while: {
        print("Epoch: 1")
        return arrived.wait(timeout: .now() + 20)
      }
      #expect(inTime == .success)
    }
  }

  @Test func aLastLineNeedsNoNewline() async {
    await #expect(processExitsWith: .success) {
      let seen = Mutex<[String]>([])
      let (_, output) = try captureStandardOutput { line in
        seen.withLock { $0.append(line) }
      } while: {
        print("first\nsecond", terminator: "")
      }
      #expect(output == "first\nsecond")
      #expect(seen.withLock { $0 } == ["first", "second"])
    }
  }

  /// As on a disk that is full: otherwise a page would be recorded without what is missing.
  @Test func whatIsNotTakenIsAnError() async {
    await #expect(processExitsWith: .success) {
      #expect(throws: NotebookError.system("take all that was printed", EIO)) {
        try captureStandardOutput {
          print("before")
          dup2(open("/dev/full", O_WRONLY), STDOUT_FILENO)
          print("lost")
        }
      }
      let (_, output) = try captureStandardOutput { print("after") }
      #expect(output == "after\n")
    }
  }

  @Test func tenMegabytesDoNotBlock() async {
    await #expect(processExitsWith: .success) {
      let line = String(repeating: "x", count: 1023)
      let count = Mutex(0)
      let (_, output) = try captureStandardOutput { _ in
        count.withLock { $0 += 1 }
      } while: {
        for _ in 0..<10_240 { print(line) }
      }
      #expect(output.utf8.count == 10_240 * 1024)
      #expect(count.withLock { $0 } == 10_240)
    }
  }

  @Test func ofMuchTheBeginningIsKept() async {
    await #expect(processExitsWith: .success) {
      let line = String(repeating: "x", count: (1 << 20) - 1)
      let count = Mutex(0)
      let (_, output) = try captureStandardOutput { _ in
        count.withLock { $0 += 1 }
      } while: {
        for _ in 0..<20 { print(line) }
      }
      #expect(output.utf8.count == LineReader.mostKept)
      #expect(count.withLock { $0 } == 20)
    }
  }

  @Test func whatStandsAroundItGoesToTheOriginal() async throws {
    let result = await #expect(
      processExitsWith: .success, observing: [\.standardOutputContent]
    ) {
      print("before ", terminator: "")
      _ = try captureStandardOutput { print("within") }
      print("after")
      fflush(nil)
    }
    let content = try #require(result?.standardOutputContent)
    let text = String(decoding: content, as: UTF8.self)
    #expect(text.contains("before after\n"))
    #expect(!text.contains("within"))
  }

  @Test func anErrorPutsTheOriginalBack() async throws {
    let result = await #expect(
      processExitsWith: .success, observing: [\.standardOutputContent]
    ) {
      struct Broken: Error {}
      let seen = Mutex<[String]>([])
      #expect(throws: Broken.self) {
        try captureStandardOutput { line in
          seen.withLock { $0.append(line) }
        } while: {
          print("within")
          throw Broken()
        }
      }
      #expect(seen.withLock { $0 } == ["within"])
      print("after the error")
      let (_, output) = try captureStandardOutput { print("again") }
      #expect(output == "again\n")
      fflush(nil)
    }
    let content = try #require(result?.standardOutputContent)
    let text = String(decoding: content, as: UTF8.self)
    #expect(text.contains("after the error\n"))
    #expect(!text.contains("within"))
  }

  /// It holds the pipe open long after what was to be caught has ended.
  @Test func aProgramThatIsLeftBehindIsNotWaitedFor() async {
    await #expect(processExitsWith: .success) {
      let start = ContinuousClock.now
      let (sleeper, output) = try captureStandardOutput {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sleep")
        process.arguments = ["600"]
        try process.run()
        print("started")
        return process
      }
      #expect(output == "started\n")
      #expect(ContinuousClock.now - start < .seconds(60))
      kill(sleeper.processIdentifier, SIGKILL)
    }
  }

  #if os(Linux)
    /// Without memory for a thread's stack there is none.
    @Test func withoutAThreadItIsRefused() async {
      await #expect(processExitsWith: .success) {
        let before = ProcessResource.memory.limit
        ProcessResource.memory.limit = 1 << 20
        var failure: (any Error)?
        do { _ = try captureStandardOutput {} } catch { failure = error }
        ProcessResource.memory.limit = before
        #expect(failure as? NotebookError == .system("start a thread", EAGAIN))
        let (_, output) = try captureStandardOutput { print("again") }
        #expect(output == "again\n")
      }
    }
  #endif

  @Test func noDescriptorIsLeftOpen() async {
    await #expect(processExitsWith: .success) {
      _ = try captureStandardOutput { print("warm up") }
      let before = fcntl(STDIN_FILENO, F_DUPFD, 3)
      for _ in 0..<20 { _ = try captureStandardOutput { print("x") } }
      let after = fcntl(STDIN_FILENO, F_DUPFD, 3)
      // Others in this process may open one or two meanwhile; twenty captures would leave as many.
      #expect(after < before + 20)
    }
  }

  @Test func captureWithinCaptureStopsTheProgram() async throws {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = try captureStandardOutput { _ = try captureStandardOutput { print("never") } }
    }
    let content = try #require(result?.standardErrorContent)
    #expect(
      String(decoding: content, as: UTF8.self).contains("standard output is being captured already")
    )
  }
}
