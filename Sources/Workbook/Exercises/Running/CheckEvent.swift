import Notebook

/// What a process that runs checks tells the one that started it.
enum CheckEvent: ProcessEvent, Equatable {
  /// The check at this index of the exercise's begins.
  case began(check: Int)
  /// A line of what the reader's code prints, without its newline.
  case printed(line: String)
  case passed
  case failed(CheckFailure)
}
