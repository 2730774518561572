import Testing

/// Something that a reader does to the chapters' code, and what the commands say to it.
struct Change: Sendable, CustomTestStringConvertible {
  /// How the commands of a chapter come to their end.
  enum End: Sendable {
    /// With status 0.
    case passes
    /// With another status, and these words.
    case says(String)
  }

  /// A file below `Sources/Chapters`, what is replaced in it, and by what.
  struct Edit: Sendable {
    let file: String
    let old: String
    let new: String

    init(_ file: String, _ old: String, _ new: String) {
      self.file = file
      self.old = old
      self.new = new
    }
  }

  let name: String
  /// The chapter that is run, checked and tested.
  let chapter: Int
  /// Those that are run as well, since they use what has changed.
  var alsoRun: [Int] = []
  let edits: [Edit]
  /// What `workbook chapter N` does.
  var page = End.passes
  /// What `workbook check N` finds in the chapter's code.
  var check = End.passes
  /// What `swift test --filter ChapterN` finds.
  var test = End.passes

  var testDescription: String { name }
}

extension Change {
  static let all = others + networks + loops

  /// The names of those that are built at once: each is of another chapter, and what one does shows
  /// nowhere that the others are looked at.
  static let together = [
    [
      "another-figure", "try-two-parameters", "other-parameter-names", "more-prints",
      "learned-by-heart-without-epochs",
    ],
    [
      "try-difference-of-means", "try-upper-edges", "try-largest-rate", "try-second-pass",
      "other-seed", "try-bars",
    ],
    ["no-print", "wider", "try-small-h", "try-no-no-grad", "with-momentum"],
    ["try-large-h", "try-weight-decay"],
    ["not-shuffled", "third-convolution"],
  ]
}

extension Change.Edit {
  static func loading(_ old: String, _ new: String) -> Self {
    Self("Chapter1Data/LoadDigits.swift", old, new)
  }

  static func model(_ old: String, to new: String) -> Self {
    Self("Chapter2Model/Model.swift", old, new)
  }

  static func loop(_ old: String, _ new: String) -> Self {
    Self("Chapter5TrainingLoop/FiveEpochs.swift", old, new)
  }
}

extension [Change.Edit] {
  /// The whole of the network's layers, and of what `forward` does.
  static func model(_ layers: String, _ forward: String) -> Self {
    [
      Change.Edit(
        "Chapter2Model/Model.swift",
        """
          let conv1 = Conv2d(1, 32, kernelSize: 3)  // 1×28×28 → 32×26×26
          let pool1 = MaxPool2d(2)  //                         → 32×13×13
          let conv2 = Conv2d(32, 64, kernelSize: 3)  //        → 64×11×11
          let pool2 = MaxPool2d(2)  //                         → 64×5×5
          let fc1 = Linear(1600, 64)
          let fc2 = Linear(64, 10)
        """, layers),
      Change.Edit(
        "Chapter2Model/Model.swift",
        """
            var x = pool1(relu(conv1(x)))
            x = pool2(relu(conv2(x)))
            x = x.flatten(startDim: 1)
            x = relu(fc1(x))
            return fc2(x)
        """, forward),
    ]
  }
}
