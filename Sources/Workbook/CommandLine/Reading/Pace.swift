/// Where a page that is shown waits for a key.
enum Pace {
  /// Nowhere.
  case through
  /// Where the screen is full.
  case pages
  /// Behind each cell, and where the screen is full.
  case cells

  static let step = "Wait for a key after each cell, too"
  static let all = "Show all of it without stopping"

  init(step: Bool, all: Bool) throws(UsageError) {
    if step, all {
      throw UsageError("'--step' and '--all' cannot be used together; leave one of them out")
    }
    self = step ? .cells : all ? .through : .pages
  }
}
