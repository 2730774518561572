import Foundation
import StateFiles

/// The keys of the terminal that standard input is.
///
/// Ctrl-C ends the program as ever, and Ctrl-Z stops it until `fg`; the terminal is as it was then.
/// `whenContinued` shows again what the shell has written over.
struct Keyboard {
  private let descriptor: Int32

  /// Nil if the descriptor is no terminal.
  init?(descriptor: Int32 = STDIN_FILENO) {
    guard isatty(descriptor) == 1 else { return nil }
    self.descriptor = descriptor
  }

  /// Waits for a key that means something by what it sends, more than one character for an arrow
  /// and none if the terminal has gone, and returns what that is. What was typed before is dropped.
  func next<Meaning>(whenContinued: () -> Void, _ meaning: (String) -> Meaning?) -> Meaning {
    while true {
      let before = beginSingleKeys()
      let key = read(within: nil) ?? []
      endSingleKeys(before)
      if key == Self.controlZ {
        raise(SIGTSTP)
        whenContinued()
      } else if let meaning = meaning(String(decoding: key, as: UTF8.self)) {
        return meaning
      }
    }
  }

  fileprivate static let controlZ: [UInt8] = [0x1A]

  /// Sends a question to the terminal, and returns what it answers until `isComplete` says that
  /// this is all, or until it has said nothing for the time limit.
  func answer(
    to question: String, forAtMost limit: Duration, isComplete: ([UInt8]) -> Bool
  ) -> [UInt8] {
    let before = beginSingleKeys()
    defer { endSingleKeys(before) }
    guard (try? FileDescriptor.write(Array(question.utf8), to: descriptor)) != nil else {
      return []
    }
    var answer: [UInt8] = []
    while !isComplete(answer), let bytes = read(within: limit), !bytes.isEmpty { answer += bytes }
    return answer
  }

  /// What comes next: nothing at the end, and nil if nothing comes before the time limit.
  fileprivate func read(within limit: Duration?) -> [UInt8]? {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let milliseconds = limit.map { Int32($0 / .milliseconds(1)) } ?? -1
    guard uninterrupted({ unsafe poll(&request, 1, milliseconds) }) > 0 else { return nil }
    return (try? FileDescriptor.read(upTo: 64, from: descriptor)) ?? []
  }

  /// From now on the terminal hands on each key at once and does not show it. Here and at the end,
  /// what has been typed and not been read is dropped.
  ///
  /// Returns the terminal's mode before; nil where it has none.
  fileprivate func beginSingleKeys() -> termios? {
    var before = termios()
    guard unsafe tcgetattr(descriptor, &before) == 0 else { return nil }
    // The system's sign for a special character that no key sends.
    let noCharacter = UInt8(truncatingIfNeeded: fpathconf(descriptor, Int32(_PC_VDISABLE)))
    var mode = before
    mode.c_lflag &= ~tcflag_t(ICANON | ECHO)
    // C's array is a tuple in Swift, and what the indices name lies within it.
    unsafe withUnsafeMutableBytes(of: &mode.c_cc) { characters in
      unsafe characters[Int(VMIN)] = 1
      unsafe characters[Int(VTIME)] = 0
      // Ctrl-Z comes as a key: the terminal has to be put back first.
      unsafe characters[Int(VSUSP)] = noCharacter
    }
    Signals.restoring(before, of: descriptor)
    unsafe tcsetattr(descriptor, TCSAFLUSH, &mode)
    return before
  }

  fileprivate func endSingleKeys(_ before: termios?) {
    guard var before else { return }
    unsafe tcsetattr(descriptor, TCSAFLUSH, &before)
    Signals.restoring(nil, of: descriptor)
  }
}

/// A keyboard that hands on every key while a program does other things: one that is pressed
/// meanwhile is kept until it is asked for.
final class HeldKeyboard {
  private let keyboard: Keyboard
  private let before: termios?
  /// What has come and was not asked for yet: two keys may come at once.
  private var unread: [UInt8] = []

  /// The terminal is as it was when this object ends, and when a signal ends the program.
  init(_ keyboard: Keyboard) {
    self.keyboard = keyboard
    before = keyboard.beginSingleKeys()
  }

  deinit { keyboard.endSingleKeys(before) }

  /// Waits for a key and returns what it sends: nothing if the terminal has gone, and nil if no key
  /// came in time, or the program was stopped meanwhile.
  func next(within limit: Duration, whenContinued: () -> Void) -> String? {
    if unread.isEmpty {
      guard let bytes = keyboard.read(within: limit) else { return nil }
      unread = bytes
    }
    let key = takeKey()
    guard key == Keyboard.controlZ else { return String(decoding: key, as: UTF8.self) }
    keyboard.endSingleKeys(before)
    raise(SIGTSTP)
    _ = keyboard.beginSingleKeys()
    whenContinued()
    return nil
  }

  /// The first of what has come. What an escape begins, such as an arrow or a terminal's late answer,
  /// goes to the next escape: its letters are no keys.
  private func takeKey() -> [UInt8] {
    let escape: UInt8 = 0x1B
    let end = unread.first == escape ? unread.dropFirst().firstIndex(of: escape) : 1
    let key = Array(unread.prefix(end ?? unread.count))
    unread.removeFirst(key.count)
    return key
  }
}
