import Foundation

/// What the system gives this process only so much of. A limit belongs to the whole process, so set it
/// in one that a test has to itself.
public enum ProcessResource: Sendable {
  /// Bytes of a file that is written. Writing on is a signal, SIGXFSZ, and an error where it is ignored.
  case fileSize
  /// Bytes of memory that is mapped, which a thread needs for its stack.
  case memory
  /// Descriptors, by the first number that is too large.
  case descriptors

  #if os(Linux)
    private var number: __rlimit_resource_t {
      switch self {
      case .fileSize: __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
      case .memory: __rlimit_resource_t(RLIMIT_AS.rawValue)
      case .descriptors: __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
      }
    }
  #else
    private var number: Int32 {
      switch self {
      case .fileSize: RLIMIT_FSIZE
      case .memory: RLIMIT_AS
      case .descriptors: RLIMIT_NOFILE
      }
    }
  #endif

  /// How much there is. It can be raised again to what it was.
  public var limit: rlim_t {
    get { limits.rlim_cur }
    nonmutating set {
      var limits = limits
      limits.rlim_cur = newValue
      setrlimit(number, &limits)
    }
  }

  private var limits: rlimit {
    var limits = rlimit()
    getrlimit(number, &limits)
    return limits
  }
}
