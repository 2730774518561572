/// A number that a sentence states, and that has to be shown somewhere.
struct WrittenNumber: Equatable {
  /// How much it is.
  enum Amount: Hashable {
    case plain(Double)
    case percent(Double)
    /// `nine of ten`, `1/255`, `half of`.
    case ratio(Double, Double)
  }

  /// As it is written: `86.0 %`, `nine of ten`.
  let text: String
  /// The line of the file.
  var line: Int
  let amount: Amount
  /// How many digits stand behind the point.
  var decimals = 0
  /// How many digits there are.
  var digits = 1
  /// Without the zeros at the end of a whole number.
  var significantDigits = 1
  /// *About* or the like stands before it.
  var isApproximate = false
  /// `ln` stands before it.
  var isInLogarithm = false
  /// It ends a range that begins with 0, such as 31 of the indices 0 to 31.
  var endsRange = false
  /// *One in ten*, which is chance where there are ten.
  var isOneOfSeveral = false
  /// The address of the link in which it stands, and the label of the footnote behind it.
  var link: String?
  var footnote: String?
}
