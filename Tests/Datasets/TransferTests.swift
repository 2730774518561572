import Foundation
import TestSupport
import Testing

@testable import Datasets

/// What a web server may do to whoever fetches a file from it.
@Suite struct TransferTests {
  /// What comes of fetching a file of at most 1,000 bytes.
  private func fetch(
    _ path: String = "", change: (inout Transfer) -> Void = { _ in },
    from answer: @escaping @Sendable (WebServer.Exchange) -> Void
  ) throws(TransferError) -> [UInt8] {
    let server = WebServer(answer: answer)
    defer { withExtendedLifetime(server) {} }
    var transfer = Transfer(url: server.address + path, mostBytes: 1_000)
    change(&transfer)
    return try transfer.bytes { _ in }
  }

  @Test(arguments: [true, false]) func aFileIsAsLongAsItMayBe(isAnnounced: Bool) throws {
    func fetch(_ count: Int) throws -> [UInt8] {
      try self.fetch { exchange in
        if isAnnounced {
          exchange.send(body: [UInt8](repeating: 7, count: count))
        } else {
          exchange.sendHead()
          exchange.send([UInt8](repeating: 7, count: count))
        }
      }
    }
    #expect(try fetch(1_000) == [UInt8](repeating: 7, count: 1_000))
    #expect(throws: TransferError.tooLong(1_000)) { try fetch(1_001) }
  }

  @Test func aBodyWithoutAnEndIsCutOff() {
    #expect(throws: TransferError.tooLong(1_000)) {
      try fetch { exchange in
        exchange.sendHead()
        while exchange.send([UInt8](repeating: 7, count: 4_096)) {}
      }
    }
  }

  @Test func theHeadHasALimit() throws {
    func fetch(_ count: Int) throws -> [UInt8] {
      try self.fetch { exchange in
        let (begin, end) = ("HTTP/1.1 200 OK\r\nX-Words: ", "\r\n\r\n")
        let words = String(repeating: "x", count: count - begin.utf8.count - end.utf8.count)
        exchange.send(Array((begin + words + end).utf8) + [7])
      }
    }
    #expect(try fetch(Transfer.mostBytesOfHead) == [7])
    #expect(throws: TransferError.tooLong(Transfer.mostBytesOfHead)) {
      try fetch(Transfer.mostBytesOfHead + 1)
    }
    #expect(throws: TransferError.tooLong(Transfer.mostBytesOfHead)) {
      try self.fetch { exchange in
        while exchange.send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)) {}
      }
    }
  }

  @Test func redirectsHaveALimit() throws {
    func fetch(_ count: Int) throws -> [UInt8] {
      try self.fetch("\(count)") { exchange in
        guard let left = Int(exchange.path.dropFirst()), left > 0 else {
          return exchange.send(body: [7])
        }
        exchange.sendHead("302 Found", "Location: /\(left - 1)", "Content-Length: 0")
      }
    }
    #expect(try fetch(Transfer.mostRedirects) == [7])
    #expect(throws: TransferError.self) { try fetch(Transfer.mostRedirects + 1) }
  }

  /// It is not handed on, so that nobody but libcurl sees it.
  @Test func theBodyOfARedirectHasALimit() {
    #expect(throws: TransferError.tooLong(1_000)) {
      try fetch("from") { exchange in
        if exchange.path == "/to" { return exchange.send(body: [7]) }
        // Where the connection is to be kept, the body is read to its end.
        let lines = ["HTTP/1.1 302 Found", "Location: /to", "Transfer-Encoding: chunked"]
        exchange.send(Array(lines.map { $0 + "\r\n" }.joined().utf8) + Array("\r\n".utf8))
        while exchange.send(
          Array("1000\r\n".utf8) + [UInt8](repeating: 7, count: 4_096) + [13, 10])
        {
        }
      }
    }
  }

  @Test(arguments: ["file:///etc/passwd", "ftp://127.0.0.1/"])
  func aRedirectLeadsNowhereElse(address: String) {
    #expect(throws: TransferError.elsewhere) {
      try fetch { $0.sendHead("302 Found", "Location: \(address)", "Content-Length: 0") }
    }
  }

  // MARK: What takes its time

  /// What comes of fetching something in the course of some seconds, without keeping a thread from the
  /// tests beside this one.
  private func failure(
    change: @escaping @Sendable (inout Transfer) -> Void,
    from answer: @escaping @Sendable (WebServer.Exchange) -> Void
  ) async -> TransferError? {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        do throws(TransferError) {
          _ = try fetch(change: change, from: answer)
          continuation.resume(returning: nil)
        } catch {
          continuation.resume(returning: error)
        }
      }
    }
  }

  /// Before the head, in the middle of the body, and byte by byte.
  @Test(arguments: 0..<3) func aServerThatFallsSilentIsGivenUp(kind: Int) async throws {
    let failure = await failure { transfer in
      transfer.secondsOfSilence = 1
    } from: { exchange in
      if kind > 0 { exchange.sendHead("200 OK", "Content-Length: 1000") }
      if kind > 1 { while exchange.send([7]) { usleep(100_000) } }
      exchange.waitForEnd()
    }
    #expect("\(try #require(failure))".contains("too slow"))
  }

  @Test func aServerThatIsNotReachedIsGivenUp() async throws {
    // One that takes a connection, and says nothing of the secret that is to be agreed on.
    let listener = socket(AF_INET, streamSocket, 0)
    defer { close(listener) }
    #expect(listen(listener, 1) == 0)
    var place = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutableBytes(of: &place) { bytes in
      _ = getsockname(listener, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress!, &size)
    }
    let port = UInt16(bigEndian: place.sin_port)
    let failure = await failure { transfer in
      transfer = Transfer(url: "https://127.0.0.1:\(port)/", mostBytes: 1, secondsToConnect: 1)
    } from: { _ in
    }
    #expect("\(try #require(failure))".lowercased().contains("time"))
  }

  @Test func allOfItHasATime() async throws {
    let failure = await failure { transfer in
      transfer.mostSeconds = 1
    } from: { exchange in
      exchange.sendHead("200 OK", "Content-Length: 1000")
      exchange.waitForEnd()
    }
    #expect("\(try #require(failure))".contains("timed out"))
  }
}

#if canImport(Darwin)
  private let streamSocket = SOCK_STREAM
#else
  private let streamSocket = Int32(SOCK_STREAM.rawValue)
#endif
