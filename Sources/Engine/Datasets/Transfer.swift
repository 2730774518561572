import CCurl
import StateFiles
import Tensors

/// One file that is fetched from a web server, into memory and no further than it may be long.
///
/// A server that cannot be reached, or that sends nothing or next to nothing, is given up after some
/// seconds; so is one that sends without end, be it the head of its answer or the body.
///
/// Source: [libcurl](https://curl.se/libcurl/c/), which finds the proxy and the certificates of the
/// system.
struct Transfer {
  /// How long to wait for a server until it is reached.
  static let secondsToConnect = 15
  /// How long one may send less than ``fewestBytes`` each second.
  static let secondsOfSilence = 20
  static let fewestBytes = 500
  /// How long all of it may take.
  static let mostSeconds = 7_200
  /// How many addresses may lead to another one.
  static let mostRedirects = 5
  /// How long the heads of all answers may be together.
  static let mostBytesOfHead = 65_536

  let url: String
  let mostBytes: Int
  var secondsToConnect = Self.secondsToConnect
  var secondsOfSilence = Self.secondsOfSilence
  var mostSeconds = Self.mostSeconds

  /// Fetches the file.
  ///
  /// - Parameter progress: hears how many bytes there are, each time that there are more.
  func bytes(progress: (Int) -> Void) throws(TransferError) -> [UInt8] {
    try withoutActuallyEscaping(progress) { progress throws(TransferError) in
      let answer = Answer(mostBytes: mostBytes, progress: progress)
      var message = [CChar](repeating: 0, count: Int(curlMessageSize))
      let result = url.withCString { url in
        var request = CurlRequest(
          url: url, isSecure: self.url.hasPrefix("https:") ? 1 : 0,
          mostRedirects: Self.mostRedirects, secondsToConnect: secondsToConnect,
          secondsOfSilence: secondsOfSilence, fewestBytes: Self.fewestBytes,
          mostSeconds: mostSeconds, mostBytes: Int64(mostBytes),
          takeHead: { _, _, count, context in Answer.of(context).takeHead(count) },
          takeBody: { bytes, _, count, context in
            Answer.of(context).takeBody(UnsafeRawBufferPointer(start: bytes, count: count))
          },
          isToEnd: { context, _, received, _, _ in Answer.of(context).isTooLong(Int(received)) },
          context: Unmanaged.passUnretained(answer).toOpaque())
        return withExtendedLifetime(answer) { curlFetch(&request, &message) }
      }
      if let reason = answer.reason { throw reason }
      let words = String(
        decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      switch result {
      case 0: return answer.bytes
      case Int32(curlIsMissing): throw .noLibrary(words)
      // It is also what an answer gets that is none.
      case unsupportedProtocol where answer.hasBegun: throw .elsewhere
      case fileSizeExceeded: throw .tooLong(mostBytes)
      default: throw .failed(words)
      }
    }
  }
}

/// What libcurl says of an address that is not one of those allowed, and of a length that is not.
private let (unsupportedProtocol, fileSizeExceeded): (Int32, Int32) = (1, 63)

/// Why a file was not fetched.
enum TransferError: Error, Equatable {
  /// The library that fetches is not there, with the system's reason.
  case noLibrary(String)
  /// The address leads to another one that is less safe, or not of the web.
  case elsewhere
  /// The file, or what comes before it, is longer than this.
  case tooLong(Int)
  /// Anything else, in libcurl's words.
  case failed(String)
}

extension TransferError: CustomStringConvertible {
  var description: String {
    switch self {
    case .noLibrary(let reason): "libcurl cannot be used (\(reason))"
    case .elsewhere: "it leads to an address that is less safe, such as a page to sign in"
    case .tooLong(let count): "it sends more than \(count.grouped) bytes"
    case .failed(let words): words
    }
  }
}

/// What has come from a server so far.
private final class Answer {
  private(set) var bytes: [UInt8] = []
  /// Why no more is taken of it.
  private(set) var reason: TransferError?
  private let mostBytes: Int
  private let progress: (Int) -> Void
  private var countOfHead = 0

  /// Whether there is one that a web server would give.
  var hasBegun: Bool { countOfHead > 0 }

  init(mostBytes: Int, progress: @escaping (Int) -> Void) {
    self.mostBytes = mostBytes
    self.progress = progress
  }

  static func of(_ context: UnsafeMutableRawPointer?) -> Answer {
    Unmanaged.fromOpaque(context!).takeUnretainedValue()
  }

  func takeHead(_ count: Int) -> Int {
    countOfHead += count
    let most = Transfer.mostBytesOfHead
    return countOfHead <= most ? count : end(.tooLong(most))
  }

  func takeBody(_ piece: UnsafeRawBufferPointer) -> Int {
    guard bytes.count + piece.count <= mostBytes else { return end(.tooLong(mostBytes)) }
    bytes += piece
    if !piece.isEmpty { progress(bytes.count) }
    return piece.count
  }

  /// Whether to end it, as a number: what an address sends that leads to another one is not handed on,
  /// and has no end of its own.
  func isTooLong(_ received: Int) -> Int32 {
    guard received > mostBytes else { return 0 }
    _ = end(.tooLong(mostBytes))
    return 1
  }

  private func end(_ reason: TransferError) -> Int {
    self.reason = reason
    return 0
  }
}
