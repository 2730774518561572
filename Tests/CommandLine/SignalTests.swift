import ExitTestSupport
import Foundation
import Testing

@testable import WorkbookCommand

// Each of these ends the process that it runs in, which is therefore one of its own.
@Suite(.withExitTests) struct SignalTests {
  private func erasesThePassingLine(_ result: ExitTest.Result?) throws -> Bool {
    let content = try #require(result?.standardErrorContent)
    return String(decoding: content, as: UTF8.self).hasSuffix("\r\u{1B}[K50%\r\r\u{1B}[K")
  }

  @Test func controlCEndsWithStatus130() async throws {
    let result = await #expect(
      processExitsWith: .exitCode(130), observing: [\.standardErrorContent]
    ) {
      Signals.install()
      Console.standard().showPassing("50%")
      raise(SIGINT)
    }
    #expect(try erasesThePassingLine(result))
  }

  @Test(arguments: [SIGTERM, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGUSR1, SIGUSR2])
  func anotherSignalEndsWithItsStatus(number: Int32) async throws {
    let result = await #expect(
      processExitsWith: .exitCode(128 + number), observing: [\.standardErrorContent]
    ) { [number] in
      Signals.install()
      Console.standard().showPassing("50%")
      raise(number)
    }
    #expect(try erasesThePassingLine(result))
  }

  /// Whatever a program is doing, and whichever signal ends it, the terminal is as it was.
  @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT])
  func theTerminalIsAsItWas(number: Int32) throws {
    let folder = try ReadersFolder()
    // Before the program begins, Swift takes SIGQUIT for a crash, and goes on after it.
    let environment = [
      "TERM": "xterm", "LANG": "C.UTF-8", "NO_COLOR": "1", "SWIFT_BACKTRACE": "enable=no",
    ]
    for arguments in [
      ["chapter", "1"], ["watch", "1.1"], ["train", "--epochs", "100"],
    ] {
      for milliseconds in [20, 100, 500] {
        let screen = try PseudoTerminal()
        let process = try screen.start(
          arguments: arguments, environment: environment, in: folder.root.directory)
        usleep(useconds_t(milliseconds * 1000))
        kill(process.processIdentifier, number)
        _ = screen.read(toEndOf: process)
        #expect(screen.isAsItWas, "\(arguments) after \(milliseconds) ms")
        let status = process.terminationStatus
        #expect([number, 128 + number].contains(status), "\(arguments) after \(milliseconds) ms")
      }
    }
  }

  /// As `nohup` and a shell's `trap '' PIPE` want it.
  @Test(arguments: [SIGHUP, SIGPIPE, SIGTSTP])
  func whatIsIgnoredStaysIgnored(number: Int32) async {
    await #expect(processExitsWith: .exitCode(0)) { [number] in
      signal(number, SIG_IGN)
      Signals.install()
      raise(number)
      exit(0)
    }
  }

  @Test(arguments: [SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGSEGV])
  func aTrapEndsByItsSignal(number: Int32) async throws {
    let result = await #expect(
      processExitsWith: .signal(number), observing: [\.standardErrorContent]
    ) { [number] in
      unsetenv("SWIFT_BACKTRACE")
      Signals.install()
      Console.standard().showPassing("50%")
      raise(number)
    }
    #expect(try erasesThePassingLine(result))
  }

  @Test func withoutAPassingLineNothingIsErased() async throws {
    let result = await #expect(
      processExitsWith: .exitCode(130), observing: [\.standardErrorContent]
    ) {
      Signals.install()
      let console = Console.standard()
      console.showPassing("50%")
      console.showPassing(nil)
      raise(SIGINT)
    }
    let content = try #require(result?.standardErrorContent)
    #expect(String(decoding: content, as: UTF8.self).hasSuffix("\r\u{1B}[K50%\r\r\u{1B}[K"))
    #expect(!String(decoding: content, as: UTF8.self).hasSuffix("\r\u{1B}[K\r\u{1B}[K"))
  }

  @Test func aSignalWaitsWhileAFileIsWritten() async throws {
    let result = await #expect(
      processExitsWith: .exitCode(130), observing: [\.standardErrorContent]
    ) {
      Signals.install()
      Signals.holdingBack {
        raise(SIGINT)
        Console.standard().writeError("written\n")
      }
      Console.standard().writeError("not ended\n")
    }
    let content = try #require(result?.standardErrorContent)
    #expect(String(decoding: content, as: UTF8.self).hasSuffix("written\n"))
  }

  @Test func aSecondSignalDoesNotWait() async throws {
    let result = await #expect(
      processExitsWith: .exitCode(143), observing: [\.standardErrorContent]
    ) {
      Signals.install()
      Signals.holdingBack {
        raise(SIGINT)
        Console.standard().writeError("once\n")
        raise(SIGTERM)
        Console.standard().writeError("not ended\n")
      }
    }
    let content = try #require(result?.standardErrorContent)
    #expect(String(decoding: content, as: UTF8.self).hasSuffix("once\n"))
  }
}
