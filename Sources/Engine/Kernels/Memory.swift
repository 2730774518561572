#if canImport(Glibc)
  import CMalloc
#endif

/// What the C library does with memory that is given back.
public enum Memory {
  /// Asks it, once for the process, to keep such memory for the next tensor.
  ///
  /// Each step of a training makes and lets go of the same megabytes. By default the library gives
  /// large blocks back to the system at once, which then has to clear them, page by page, for the
  /// next step: much of a step went into that. PyTorch has a caching allocator of its own for the
  /// same reason; here it takes two settings of the one that is there. On other systems
  /// than Linux with the GNU C library nothing is set.
  public static let isKept: Bool = {
    #if canImport(Glibc)
      // No block is a mapping of its own, which would go back to the system as soon as it is free.
      let fromHeap = mallopt(M_MMAP_MAX, 0)
      // What is free at the end of the heap stays.
      let keptFree = mallopt(M_TRIM_THRESHOLD, .max)
      return fromHeap == 1 && keptFree == 1
    #else
      return false
    #endif
  }()
}
