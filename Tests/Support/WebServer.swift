import Foundation
import Synchronization

/// A web server on this machine, which answers as a test wants it to, be that an answer or not.
public final class WebServer: Sendable {
  /// A request, and what goes back.
  public struct Exchange: Sendable {
    /// What is asked for: `/train-labels-idx1-ubyte.gz`.
    public let path: String
    fileprivate let connection: Int32

    /// Sends bytes; false where nobody takes them any more.
    @discardableResult public func send(_ bytes: [UInt8]) -> Bool {
      var sent = 0
      while sent < bytes.count {
        let piece = bytes[sent...].withUnsafeBytes {
          Foundation.send(connection, $0.baseAddress, $0.count, noSignal)
        }
        if piece <= 0 { return false }
        sent += piece
      }
      return true
    }

    /// Sends the head of an answer, with these lines behind its first.
    @discardableResult public func sendHead(_ status: String = "200 OK", _ lines: String...) -> Bool
    {
      let head = ["HTTP/1.1 \(status)", "Connection: close"] + lines
      return send(Array(head.map { $0 + "\r\n" }.joined().utf8) + Array("\r\n".utf8))
    }

    /// Sends a whole answer.
    public func send(body: [UInt8]) {
      sendHead("200 OK", "Content-Length: \(body.count)")
      send(body)
    }

    /// Sends nothing until the other side gives up.
    public func waitForEnd() {
      var byte: UInt8 = 0
      while recv(connection, &byte, 1, 0) > 0 {}
    }
  }

  /// Where it is: `http://127.0.0.1:40123/`.
  public let address: String
  private let listener: Int32
  private let asked: Asked

  private final class Asked: Sendable {
    let paths = Mutex<[String]>([])
  }

  /// What was asked for since the last call.
  public func takePaths() -> [String] {
    asked.paths.withLock { paths in
      defer { paths = [] }
      return paths
    }
  }

  /// Starts it.
  ///
  /// - Parameter answer: answers a request on a thread of its own; then the connection is closed.
  public init(answer: @escaping @Sendable (Exchange) -> Void) {
    #if canImport(Darwin)
      listener = socket(AF_INET, SOCK_STREAM, 0)
    #else
      listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #endif
    // Port 0 is any that is free.
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutableBytes(of: &place) { [listener] bytes in
      let address = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress!
      return bind(listener, address, size) == 0 && listen(listener, 16) == 0
        && getsockname(listener, address, &size) == 0
    }
    precondition(isListening, "no server on this machine: \(errno)")
    address = "http://127.0.0.1:\(UInt16(bigEndian: place.sin_port))/"
    asked = Asked()
    // It may be that a proxy is set for all else.
    if getenv("no_proxy") == nil { setenv("no_proxy", "127.0.0.1", 0) }
    Thread.detachNewThread { [listener, asked] in
      while true {
        let connection = accept(listener, nil, nil)
        if connection < 0 {
          if errno == EINTR || errno == ECONNABORTED { continue }
          break
        }
        Thread.detachNewThread {
          defer { close(connection) }
          guard let path = readPath(from: connection) else { return }
          asked.paths.withLock { $0.append(path) }
          answer(Exchange(path: path, connection: connection))
        }
      }
      close(listener)
    }
  }

  deinit { shutdown(listener, Int32(SHUT_RDWR)) }
}

#if canImport(Darwin)
  private let noSignal: Int32 = 0
#else
  private let noSignal = Int32(MSG_NOSIGNAL)
#endif

/// The second word of a request, which is read up to the end of its head; nil where there is none.
private func readPath(from connection: Int32) -> String? {
  #if canImport(Darwin)
    var isOn: Int32 = 1
    setsockopt(connection, SOL_SOCKET, SO_NOSIGPIPE, &isOn, socklen_t(MemoryLayout<Int32>.size))
  #endif
  var head: [UInt8] = []
  var byte: UInt8 = 0
  while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
    guard recv(connection, &byte, 1, 0) == 1 else { return nil }
    head.append(byte)
  }
  let words = String(decoding: head, as: UTF8.self).split(separator: " ")
  return words.count > 1 ? String(words[1]) : nil
}
