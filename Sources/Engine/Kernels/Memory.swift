#if canImport(Glibc)
  import CMalloc
#endif

/// What the C library does with memory that is given back.
package enum Memory {
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
