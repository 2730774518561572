import Foundation

/// A file, a pipe or a device that is open as long as this exists: whoever owns it last closes it.
///
/// No signal cuts a read or a write short: a call that one interrupts is made again.
///
/// ```swift
/// let file = try FileDescriptor(opening: path, O_RDONLY)
/// let start = try file.read(upTo: 8)
/// ```
///
/// Standard input and output belong to the program and are not closed: read and write them by
/// ``read(upTo:from:)`` and ``write(_:to:)``. Any other call that a signal may interrupt, such as
/// `poll`, goes through ``uninterrupted(_:)``.
package struct FileDescriptor: ~Copyable, Sendable {
  /// The number that the system knows it by.
  package let rawValue: Int32

  /// Takes over a descriptor that is open, and closes it in the end.
  package init(owning rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// Opens a file. No other program that is started meanwhile inherits it.
  ///
  /// - Parameters:
  ///   - path: of the file.
  ///   - flags: as `open` takes them: `O_RDONLY`, or `O_WRONLY | O_CREAT`.
  ///   - permissions: of a file that is made here.
  package init(
    opening path: String, _ flags: Int32, permissions: mode_t = 0o666
  ) throws(SystemError) {
    rawValue = try SystemError.check(uninterrupted { open(path, flags | O_CLOEXEC, permissions) })
  }

  deinit {
    Foundation.close(rawValue)
  }

  /// Closes it now, for whoever wants to know whether all that was written is taken.
  package consuming func close() throws(SystemError) {
    let rawValue = release()
    // Not again where a signal interrupts it: on Linux it is closed then too, and the number may
    // already be another file's.
    _ = try SystemError.check(Foundation.close(rawValue))
  }

  /// Hands the descriptor over to somebody else, who then closes it.
  package consuming func release() -> Int32 {
    let rawValue = rawValue
    discard self
    return rawValue
  }

  /// What the system knows about the file.
  package func information() throws(SystemError) -> stat {
    var information = stat()
    _ = try SystemError.check(fstat(rawValue, &information))
    return information
  }

  /// The next bytes, as soon as there are any: at most `count`, none at the end.
  package func read(upTo count: Int) throws(SystemError) -> [UInt8] {
    try Self.read(upTo: count, from: rawValue)
  }

  /// The bytes of a file from `offset` on, at most `count`; fewer only where the file ends before.
  package func read(upTo count: Int, at offset: Int) throws(SystemError) -> [UInt8] {
    try [UInt8](filledUpTo: count) { buffer, filled throws(SystemError) in
      filled = try read(into: UnsafeMutableRawBufferPointer(buffer), at: offset)
    }
  }

  /// Fills the buffer with the bytes of a file from `offset` on, and gives how many there were;
  /// fewer than it holds only where the file ends before.
  package func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(SystemError) -> Int {
    var filled = 0
    while filled < buffer.count {
      let piece = try SystemError.check(
        uninterrupted {
          pread(
            rawValue, buffer.baseAddress! + filled, buffer.count - filled, off_t(offset + filled))
        })
      if piece == 0 { break }
      filled += piece
    }
    return filled
  }

  /// Writes all of the bytes, in as many steps as the system wants.
  package func write(_ bytes: [UInt8]) throws(SystemError) {
    try Self.write(bytes, to: rawValue)
  }

  /// The same for bytes of whatever is in memory.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
    try Self.write(bytes, to: rawValue)
  }

  /// Takes room for a file of `byteCount` on the disk, so that what is written cannot find it full.
  ///
  /// Whoever has no room left, or may not write a file as large, hears of it here. The file has that
  /// many zeros afterwards.
  package func reserve(_ byteCount: Int) throws(SystemError) {
    if byteCount == 0 { return }
    #if os(Linux)
      // It gives the reason and leaves `errno` alone.
      var code: Int32
      repeat { code = posix_fallocate(rawValue, 0, off_t(byteCount)) } while code == EINTR
      if code != 0 { throw SystemError(code: code) }
    #else
      var room = fstore_t(
        fst_flags: UInt32(F_ALLOCATEALL), fst_posmode: F_PEOFPOSMODE, fst_offset: 0,
        fst_length: off_t(byteCount), fst_bytesalloc: 0)
      _ = try SystemError.check(uninterrupted { fcntl(rawValue, F_PREALLOCATE, &room) })
      _ = try SystemError.check(uninterrupted { ftruncate(rawValue, off_t(byteCount)) })
    #endif
  }

  /// Keeps others from locking the file as long as it is open, in whichever process; false where one
  /// has done so before.
  ///
  /// - Throws: where the file system knows no locks.
  package func lock() throws(SystemError) -> Bool {
    do throws(SystemError) {
      _ = try SystemError.check(uninterrupted { flock(rawValue, LOCK_EX | LOCK_NB) })
      return true
    } catch {
      guard error.code == EWOULDBLOCK else { throw error }
      return false
    }
  }

  /// Waits until what was written is on the disk.
  package func synchronize() throws(SystemError) {
    _ = try SystemError.check(uninterrupted { fsync(rawValue) })
  }

  /// The next bytes from a descriptor that somebody else owns, as soon as there are any: at most
  /// `count`, none at the end.
  package static func read(
    upTo count: Int, from descriptor: Int32
  ) throws(SystemError) -> [UInt8] {
    try [UInt8](filledUpTo: count) { buffer, filled throws(SystemError) in
      filled = try SystemError.check(
        uninterrupted { Foundation.read(descriptor, buffer.baseAddress, count) })
    }
  }

  /// Writes all of the bytes to a descriptor that somebody else owns.
  package static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
    try bytes.withUnsafeBufferPointer { bytes throws(SystemError) in
      try write(UnsafeRawBufferPointer(bytes), to: descriptor)
    }
  }

  private static func write(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32
  ) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      let piece = uninterrupted {
        Foundation.write(descriptor, bytes.baseAddress! + written, bytes.count - written)
      }
      if piece < 0, errno == EAGAIN {
        // Whoever shares the descriptor may have told it not to wait: then we do.
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = try SystemError.check(uninterrupted { poll(&request, 1, -1) })
        continue
      }
      written += try SystemError.check(piece)
      // Nothing taken and no reason given: asking again would go on for ever.
      if piece == 0 { throw SystemError(code: EIO) }
    }
  }
}

/// What the system answers to a call, made again for as long as a signal interrupts it: at least 0,
/// or −1 with the reason in `errno`.
package func uninterrupted<Answer: SignedInteger>(_ call: () -> Answer) -> Answer {
  while true {
    let answer = call()
    if answer >= 0 || errno != EINTR { return answer }
  }
}

/// Why the system did not do what it was asked for.
package struct SystemError: Error, Equatable {
  /// The number in `errno`.
  package let code: Int32

  /// The reason with this number in `errno`.
  package init(code: Int32) {
    self.code = code
  }

  /// What the system says of it: `No such file or directory`.
  package var reason: String { String(cString: strerror(code)) }

  /// The answer of a call, to be asked at once: the next call overwrites `errno`.
  ///
  /// - Throws: the reason where the answer is −1.
  package static func check<Answer: SignedInteger>(_ answer: Answer) throws(SystemError) -> Answer {
    guard answer >= 0 else { throw SystemError(code: errno) }
    return answer
  }
}

extension [UInt8] {
  /// The bytes that `fill` puts into a buffer of `capacity`, as many as it says.
  fileprivate init(
    filledUpTo capacity: Int,
    _ fill: (UnsafeMutableBufferPointer<UInt8>, inout Int) throws(SystemError) -> Void
  ) throws(SystemError) {
    var failure: SystemError?
    self.init(unsafeUninitializedCapacity: capacity) { buffer, filled in
      do throws(SystemError) {
        try fill(buffer, &filled)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }
}
