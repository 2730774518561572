import Foundation
import Notebook
import StateFiles

/// The keys of the terminal that standard input is.
///
/// Ctrl-C ends the program as ever, and Ctrl-Z stops it until `fg`; the terminal is as it was then, and
/// hands on single keys again when the program goes on: see ``Signals``. `whenContinued` shows again
/// what the shell has written over.
struct Keyboard {
  private let descriptor: Int32

  /// Nil if the descriptor is no terminal.
  init?(descriptor: Int32 = STDIN_FILENO) {
    guard isatty(descriptor) == 1 else { return nil }
    self.descriptor = descriptor
  }

  /// Whether a shell has not given the keys to another program, as it does where this one runs in the
  /// background. Another terminal than that of our session has no foreground.
  var isInForeground: Bool {
    let foreground = tcgetpgrp(descriptor)
    return foreground < 0 || foreground == getpgrp()
  }

  /// Waits for a key that means something by what it sends, more than one character for an arrow
  /// and none if the terminal has gone, and returns what that is.
  ///
  /// - Parameter afterNow: whether what was typed before is dropped: it is no answer to a question that
  ///   nobody had seen.
  func next<Meaning>(
    afterNow: Bool = false, whenContinued: () -> Void, _ meaning: (String) -> Meaning?
  ) -> Meaning {
    let before = beginSingleKeys(dropping: afterNow)
    defer { endSingleKeys(before) }
    while true {
      if waits(for: nil, whenContinued: whenContinued), let meaning = meaning(readKey()) {
        return meaning
      }
    }
  }

  /// Waits until there is something to read; false where nothing came before the time limit.
  fileprivate func waits(for limit: Duration?, whenContinued: () -> Void) -> Bool {
    let deadline = limit.map { ContinuousClock.now.advanced(by: $0) }
    while true {
      if Signals.takeContinued() { whenContinued() }
      // Short enough for a person who waits for the line to be shown again.
      let moment = Duration.milliseconds(200)
      let left = deadline.map { ContinuousClock.now.duration(to: $0) } ?? moment
      if isReadable(within: max(.zero, min(left, moment))) { return true }
      if left <= .zero { return false }
    }
  }

  private func isReadable(within limit: Duration) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&request, 1, Int32(limit / .milliseconds(1))) > 0
  }

  /// What one key sends, and not a byte more: what is typed ahead stays there for whoever reads next.
  /// What an escape begins, such as an arrow or an answer of the terminal's, belongs together: its
  /// letters are no keys.
  fileprivate func readKey() -> String {
    var key: [UInt8] = []
    func add() -> Bool {
      guard let byte = try? FileDescriptor.read(upTo: 1, from: descriptor).first else {
        return false
      }
      key.append(byte)
      return true
    }
    // What belongs together comes at once, or over a slow line soon.
    func addNext() -> Bool { key.count < 4096 && isReadable(within: .milliseconds(100)) && add() }
    guard add() else { return "" }
    switch key[0] {
    case 0x1B where addNext():
      switch key[1] {
      case UInt8(ascii: "["): while addNext(), !(0x40...0x7E).contains(key.last!) {}
      case UInt8(ascii: "O"): _ = addNext()
      // Up to BEL, or to ESC and a backslash.
      case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"):
        while addNext(), key.last != 0x07, !key.dropFirst(2).suffix(2).elementsEqual([0x1B, 0x5C]) {
        }
      default: break
      }
    case 0xC0...: while String(validating: key, as: UTF8.self) == nil, key.count < 4, addNext() {}
    default: break
    }
    return String(decoding: key, as: UTF8.self)
  }

  /// From now on the terminal hands on each key at once and does not show it.
  ///
  /// Returns the terminal's mode before; nil where it has none.
  fileprivate func beginSingleKeys(dropping: Bool = false) -> termios? {
    var before = termios()
    guard unsafe tcgetattr(descriptor, &before) == 0 else { return nil }
    var mode = before
    mode.c_lflag &= ~tcflag_t(ICANON | ECHO)
    // C's array is a tuple in Swift, and what the indices name lies within it.
    unsafe withUnsafeMutableBytes(of: &mode.c_cc) { characters in
      unsafe characters[Int(VMIN)] = 1
      unsafe characters[Int(VTIME)] = 0
    }
    Signals.restoring(before, taking: mode, of: descriptor)
    unsafe tcsetattr(descriptor, dropping ? TCSAFLUSH : TCSANOW, &mode)
    return before
  }

  fileprivate func endSingleKeys(_ before: termios?) {
    guard var before else { return }
    Signals.restoring(before, taking: nil, of: descriptor)
    unsafe tcsetattr(descriptor, TCSANOW, &before)
    Signals.restoring(nil, taking: nil, of: descriptor)
  }
}

/// A keyboard that hands on every key while a program does other things: one that is pressed
/// meanwhile is kept until it is asked for.
final class HeldKeyboard: Sendable {
  private let keyboard: Keyboard
  private let before: termios?

  /// The terminal is as it was when this object ends, and when a signal ends the program.
  init(_ keyboard: Keyboard) {
    self.keyboard = keyboard
    before = keyboard.beginSingleKeys()
  }

  deinit { keyboard.endSingleKeys(before) }

  /// Waits for a key and returns what it sends: nothing if the terminal has gone, and nil if no key
  /// came in time.
  func next(within limit: Duration, whenContinued: () -> Void) -> String? {
    keyboard.waits(for: limit, whenContinued: whenContinued) ? keyboard.readKey() : nil
  }
}
