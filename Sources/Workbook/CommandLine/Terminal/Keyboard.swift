import Foundation

/// Single keys from the terminal on standard input.
enum Keyboard {
  /// The next key that is pressed, which is not shown; nil where the input has ended.
  ///
  /// What a key sends besides its first character, as an arrow does, is dropped.
  static func readKey() -> Character? {
    Signals.withTerminal { modes in
      modes.c_lflag &= ~tcflag_t(ICANON | ECHO)
      withUnsafeMutableBytes(of: &modes.c_cc) { characters in
        characters[Int(VMIN)] = 1
        characters[Int(VTIME)] = 0
      }
    } _: {
      var byte: UInt8 = 0
      while true {
        let count = read(STDIN_FILENO, &byte, 1)
        if count < 0 && errno == EINTR { continue }
        guard count == 1 else { return nil }
        // Without modes, Ctrl-D comes as a character.
        if byte == 0x04 { return nil }
        if byte == 0x1B || byte >= 0x80 { tcflush(STDIN_FILENO, TCIFLUSH) }
        return Character(Unicode.Scalar(byte))
      }
    }
  }
}
