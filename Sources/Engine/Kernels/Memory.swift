import Foundation

#if canImport(Glibc)
  import CMalloc
#endif

/// What there is, and what the C library does with what is given back.
package enum Memory {
  private static let size = Int(clamping: ProcessInfo.processInfo.physicalMemory)

  /// What the machine has, rounded, for messages.
  package static var gigabytes: Int { (size + 500_000_000) / 1_000_000_000 }

  /// Whether an array of so many bytes can be made: at most as many as the machine has, and where
  /// they are 256 MB or more whether the system gives them.
  ///
  /// An array that cannot be made ends the program without a word, so who makes one of a size that
  /// comes from outside asks first.
  package static func hasRoom(for bytes: Int) -> Bool {
    guard bytes <= size else { return false }
    guard bytes >= 1 << 28 else { return true }
    keepFreedMemory()
    // Not `malloc`, which a compiler leaves out where what it gives is given back unused. Some
    // bytes more are for the array's own.
    var block: UnsafeMutableRawPointer?
    guard posix_memalign(&block, 64, bytes + 64) == 0 else { return false }
    free(block)
    return true
  }

  /// Asks the C library to keep memory that is given back for the next tensor; asks once, however
  /// often it is called.
  ///
  /// Each step of a training makes and lets go of the same megabytes. By default the library gives
  /// large blocks back to the system at once, which then has to clear them, page by page, for the
  /// next step. PyTorch has a caching allocator of its own for the same reason; here it takes two
  /// settings of the one that is there. On systems other than Linux with the GNU C library it does
  /// nothing.
  package static func keepFreedMemory() { _ = settings }

  // What a `static let` is given is computed once, on whichever thread asks for it first.
  private static let settings: Void = {
    #if canImport(Glibc)
      // No block is a mapping of its own, which would go back to the system as soon as it is free.
      mallopt(M_MMAP_MAX, 0)
      // What is free at the end of the heap stays.
      mallopt(M_TRIM_THRESHOLD, .max)
    #endif
  }()
}
