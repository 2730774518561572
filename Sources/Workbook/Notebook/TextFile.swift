import Foundation
import StateFiles

/// A text file of the package, read so that nothing depends on how an editor or a checkout writes it:
/// UTF-8, with or without a byte order mark, whatever ends its lines.
///
/// All that reads a page, a source, an exercise or a figure reads it as this. Whoever writes one again
/// does so from what ``replacing(_:)`` gives, and so leaves it as the rest of the file is.
package struct TextFile: Equatable, Sendable {
  /// Without a byte order mark, and with `\n` where a line ends.
  package let text: String
  private let hasByteOrderMark: Bool
  /// What ends each line in the file; for a last line that nothing ends, an empty text.
  private let ends: [String]

  /// More bytes than a page or a source has. What takes longer to read than to look at is no text
  /// that somebody wrote.
  package static let mostBytes = 1 << 18

  /// - Throws: a ``Fault`` for bytes that are not UTF-8.
  package init(_ bytes: [UInt8]) throws(Fault) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    hasByteOrderMark = bytes.starts(with: mark)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var ends: [String] = []
    var rest = bytes.dropFirst(hasByteOrderMark ? mark.count : 0)
    while let end = rest.firstIndex(where: { $0 == Self.newline || $0 == Self.carriageReturn }) {
      text += rest[..<end]
      let returns = rest[end...].prefix { $0 == Self.carriageReturn }
      rest = rest[returns.endIndex...]
      // Where a checkout has put a return before one that was there, both belong to one end.
      let isOneEnd = rest.first == Self.newline
      if isOneEnd { rest = rest.dropFirst() }
      let new = String(repeating: "\r", count: returns.count)
      ends += isOneEnd ? [new + "\n"] : new.unicodeScalars.map { String($0) }
      text += [UInt8](repeating: Self.newline, count: isOneEnd ? 1 : returns.count)
    }
    text += rest
    if !rest.isEmpty { ends.append("") }
    guard let valid = String(validating: text, as: UTF8.self) else { throw .notUTF8 }
    self.text = valid
    self.ends = ends
  }

  /// What ends a line, to Markdown as to Swift, is a newline, a return, or both.
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// Why a file is no text.
  package enum Fault: Error, Equatable, Sendable, CustomStringConvertible {
    case notUTF8
    /// It has more bytes than these.
    case tooLarge(Int)
    /// The system does not hand it out, with its reason.
    case refused(String)

    package var description: String {
      switch self {
      case .notUTF8: "it is not UTF-8"
      case .tooLarge(let limit): "it has more than \(limit >> 10) KiB"
      case .refused(let reason): reason
      }
    }

    /// What to do about it.
    package var advice: String {
      switch self {
      case .notUTF8: "save it as UTF-8 text"
      case .tooLarge: "make it shorter"
      case .refused: "check the path and its permissions"
      }
    }
  }

  /// The file with other lines in some places, each of which ends as the first of those that it
  /// replaces does.
  package func replacing(
    _ replacements: [(lines: ClosedRange<Int>, content: [String])]
  ) -> TextFile {
    var lines = Array(zip(textLines(text), ends))
    for (range, content) in replacements.sorted(by: { $0.lines.lowerBound > $1.lines.lowerBound }) {
      let (first, last) = (range.lowerBound - 1, range.upperBound - 1)
      var new = content.map { ($0, lines[first].1) }
      if !new.isEmpty { new[new.count - 1].1 = lines[last].1 }
      lines.replaceSubrange(first...last, with: new)
    }
    return TextFile(lines, hasByteOrderMark: hasByteOrderMark)
  }

  /// Another text, of lines that end in `\n`, in a file that begins as this one and ends each line as
  /// this one ends its first.
  package func replacing(with text: String) -> TextFile {
    let end = ends.first { !$0.isEmpty } ?? "\n"
    var lines = textLines(text).map { ($0, end) }
    if !lines.isEmpty, text.utf8.last != Self.newline { lines[lines.count - 1].1 = "" }
    return TextFile(lines, hasByteOrderMark: hasByteOrderMark)
  }

  private init(_ lines: [(text: String, end: String)], hasByteOrderMark: Bool) {
    text = lines.map { $0.text + ($0.end.isEmpty ? "" : "\n") }.joined()
    ends = lines.map(\.end)
    self.hasByteOrderMark = hasByteOrderMark
  }

  /// As the file has it, with its byte order mark and what ends its lines.
  package var written: String {
    (hasByteOrderMark ? "\u{FEFF}" : "") + zip(textLines(text), ends).map { $0 + $1 }.joined()
  }
}

extension PackageRoot {
  /// The text of a file, or nil where there is nothing of that name.
  ///
  /// - Parameter limit: how many bytes it may have.
  package func textFile(
    _ path: String, atMost limit: Int = TextFile.mostBytes
  ) throws(TextFile.Fault) -> TextFile? {
    do throws(SystemError) {
      guard try RegularFile.isThere(url(of: path).path) else { return nil }
    } catch {
      throw .refused(error.reason)
    }
    let bytes: [UInt8]
    do throws(FileError) {
      let file = try RegularFile(path: url(of: path).path)
      bytes = try file.read(0..<min(file.count, limit + 1))
    } catch {
      throw .refused(error.reason)
    }
    guard bytes.count <= limit else { throw .tooLarge(limit) }
    return try TextFile(bytes)
  }
}
