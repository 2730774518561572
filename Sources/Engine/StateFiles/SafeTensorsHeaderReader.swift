/// Reads the JSON of a safetensors header, and nothing else that JSON could say.
///
/// ```
/// header      = { member, … }
/// member      = "__metadata__": { "key": "value", … } or null
///             | "name": { "dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24] }   keys in any order
/// ```
/// A description may have further keys, of whatever value, which say nothing here.
///
/// Its depth is that of the grammar, so that no nesting can exhaust the stack, and a key that
/// stands there twice is an error, which a general reader would not notice.
struct SafeTensorsHeaderReader {
  typealias Problem = SafeTensorsError.Problem

  let bytes: [UInt8]
  var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The described tensors in the order of the header, and what the file says about itself.
  mutating func read() throws(Problem) -> ([TensorDescription], metadata: [ExactString: String]) {
    // Strings are cut out of it later and need not be looked at again.
    if let place = bytes.firstInvalidUTF8 {
      throw .malformedHeader(byte: place, expected: "UTF-8")
    }
    guard bytes.first == UInt8(ascii: "{") else { throw expected("'{'") }
    var descriptions: [TensorDescription] = []
    var metadata: [ExactString: String] = [:]
    var names: Set<ExactString> = []
    try members { (reader, name) throws(Problem) in
      let exact = ExactString(name)
      guard names.insert(exact).inserted else { throw .nameTwice(name) }
      if exact == SafeTensorsHeader.metadataName {
        metadata = reader.takeIf(word: "null") ? [:] : try reader.strings()
      } else {
        guard descriptions.count < SafeTensorsHeader.mostEntries else {
          throw .tooMany("tensors", limit: SafeTensorsHeader.mostEntries)
        }
        descriptions.append(try reader.description(of: name))
      }
    }
    skipSpace()
    guard position == bytes.count else { throw expected("the end") }
    return (descriptions, metadata)
  }

  /// `{"dtype": …, "shape": …, "data_offsets": …}`
  private mutating func description(of name: String) throws(Problem) -> TensorDescription {
    var description = TensorDescription(name: name)
    try members { (reader, key) throws(Problem) in
      switch key {
      case "dtype" where description.type == nil:
        description.type = try reader.string()
      case "shape" where description.shape == nil:
        description.shape = try reader.numbers()
      case "data_offsets" where description.offsets == nil:
        let numbers = try reader.numbers()
        guard numbers.count == 2 else { throw reader.expected("two offsets before it") }
        description.offsets = (numbers[0], numbers[1])
      case "dtype", "shape", "data_offsets":
        throw reader.expected("the value of dtype, shape or data_offsets, each once")
      default:
        try reader.skipValue()
      }
    }
    return description
  }

  /// `{"key": "value", …}`
  private mutating func strings() throws(Problem) -> [ExactString: String] {
    var strings: [ExactString: String] = [:]
    try members { (reader, text) throws(Problem) in
      let key = ExactString(text)
      guard strings[key] == nil else {
        throw reader.expected("the value of a key that is new to __metadata__")
      }
      guard strings.count < SafeTensorsHeader.mostEntries else {
        throw .tooMany("entries in __metadata__", limit: SafeTensorsHeader.mostEntries)
      }
      strings[key] = try reader.string()
    }
    return strings
  }

  /// Calls `body` at the value of each key.
  private mutating func members(
    _ body: (inout Self, String) throws(Problem) -> Void
  ) throws(Problem) {
    try take("{")
    if takeIf("}") { return }
    repeat {
      let key = try string()
      try take(":")
      skipSpace()
      try body(&self, key)
    } while takeIf(",")
    try take("}")
  }

  /// `[2, 3]`
  private mutating func numbers() throws(Problem) -> [Int] {
    var numbers: [Int] = []
    try take("[")
    if takeIf("]") { return [] }
    repeat {
      guard numbers.count < SafeTensorsHeader.mostDimensions else {
        throw .tooMany("dimensions in a tensor", limit: SafeTensorsHeader.mostDimensions)
      }
      numbers.append(try number())
    } while takeIf(",")
    try take("]")
    return numbers
  }

  /// Digits, without a sign, a fraction, an exponent or a needless zero before them.
  private mutating func number() throws(Problem) -> Int {
    skipSpace()
    let digits = bytes[position...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard let number = Int(String(decoding: digits, as: UTF8.self)),
      digits.count == 1 || digits.first != UInt8(ascii: "0")
    else { throw expected("a whole number from 0 to \(Int.max)") }
    position += digits.count
    return number
  }

  mutating func string() throws(Problem) -> String {
    try take("\"")
    // Up to the first escape, and mostly to its end, it is as it stands there.
    let start = position
    position = bytes[start...].firstIndex { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C } ?? bytes.count
    if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
      position += 1
      return String(decoding: bytes[start..<position - 1], as: UTF8.self)
    }
    var content = Array(bytes[start..<position])
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: content, as: UTF8.self)
      case UInt8(ascii: "\\"):
        position += 1
        content += Array(String(try escaped()).utf8)
      case 0x20...:
        position += 1
        content.append(byte)
      default:
        throw expected("a character that may stand in a string")
      }
    }
    throw expected("the end of a string")
  }

  /// What follows a backslash.
  private mutating func escaped() throws(Problem) -> Unicode.Scalar {
    let start = position
    guard position < bytes.count else { throw expected("an escape") }
    position += 1
    switch Unicode.Scalar(bytes[start]) {
    case "\"": return "\""
    case "\\": return "\\"
    case "/": return "/"
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u":
      // A character beyond U+FFFF is written as two halves.
      let first = try fourDigits()
      if let scalar = Unicode.Scalar(first) { return scalar }
      if (0xD800..<0xDC00).contains(first), bytes[position...].starts(with: Array("\\u".utf8)) {
        position += 2
        let second = try fourDigits()
        if (0xDC00..<0xE000).contains(second),
          let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        {
          return scalar
        }
      }
    default: break
    }
    position = start
    throw expected("an escape")
  }

  private mutating func fourDigits() throws(Problem) -> UInt32 {
    let digits = bytes[position...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw expected("four hexadecimal digits") }
    position += 4
    return number
  }

  mutating func take(_ character: Unicode.Scalar) throws(Problem) {
    guard takeIf(character) else { throw expected("'\(character)'") }
  }

  mutating func takeIf(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// The next bytes, where they are those of a word.
  mutating func takeIf(word: String) -> Bool {
    guard bytes[position...].starts(with: word.utf8) else { return false }
    position += word.utf8.count
    return true
  }

  mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  func expected(_ what: String) -> Problem {
    .malformedHeader(byte: position, expected: what)
  }
}

extension [UInt8] {
  /// Where the first byte is that does not go on as UTF-8 does, or nil.
  fileprivate var firstInvalidUTF8: Int? {
    // Mostly there are only ASCII's characters, which are soon looked through.
    var place = firstIndex { $0 >= 0x80 } ?? count
    var decoder = UTF8()
    var iterator = self[place...].makeIterator()
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): place += UTF8.width(scalar)
      case .emptyInput: return nil
      case .error: return place
      }
    }
  }
}
