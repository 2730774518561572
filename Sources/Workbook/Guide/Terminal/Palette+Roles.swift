extension Palette {
  /// What a short text outside of a page is.
  package enum Role: Sendable {
    /// As it must be, and not as it must be.
    case right, wrong
    case title
    /// Something to type, or the name of something in code.
    case code
    /// What may be overlooked.
    case faint

    var style: TextStyle {
      switch self {
      case .right: .added
      case .wrong: .removed
      case .title: .bold
      case .code: .code
      case .faint: .faint
      }
    }
  }

  /// The text in the colour of what it is.
  package func colored(_ text: String, _ role: Role) -> String {
    ([Span(text, role.style)] as StyledLine).written(in: self)
  }
}
