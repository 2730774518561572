import Foundation
import Notebook
import Testing

/// What a contributor writes who adds a chapter: a line in each of three files that are there, and new
/// files.
enum AddedChapter {
  static func write(into root: PackageRoot) throws {
    try insert(
      "  \"Chapter7Brightness\",\n", before: "]\nlet pageNames =", in: "Package.swift", root)
    try insert(
      "  (Chapter.chapter7, Exercise.chapter7),\n", before: "]\n\nextension Chapter",
      in: "Sources/Workbook/CommandLine/Chapters/Chapters.swift", root)
    try insert(
      "| 7 | [Brightness](07-brightness.md) | How bright a digit is. | 5 min |\n",
      before: "\nTraining again", in: "Guide/README.md", root)
    for (path, text) in files { try root.replace(path, with: text) }
  }

  private static func insert(
    _ line: String, before rest: String, in path: String, _ root: PackageRoot
  ) throws {
    let text = try String(contentsOf: root.url(of: path), encoding: .utf8)
    try #require(text.components(separatedBy: rest).count == 2, "\(path) has no \(rest)")
    try root.replace(path, with: text.replacing(rest, with: line + rest))
  }

  private static let files = [
    "Sources/Chapters/Chapter7Brightness/Brightness.swift": """
    import Datasets
    import Plots
    import Tensors

    /// Says how bright the first digit is, and draws it.
    public func showBrightness(from root: MNIST.Root = .bundled) throws -> Figure {
      // #region brightness
      let (image, label) = try MNIST(root: root, train: true)[0]
      print("the first digit is a \\(label), of brightness", image.mean().item())
      let drawing = ImageGrid.Image(width: 28, height: 28, values: image.values)
      // #endregion brightness
      return Figure(
        width: 3, height: 3, alternative: "A handwritten digit.",
        panels: [ImageGrid(images: [drawing], columns: 1, colormap: .binary)])
    }

    """,
    "Sources/Chapters/Chapter7Brightness/Exercises/BrightestPixel.swift": """
    import Tensors

    /// Exercise 7.1: the value of the brightest pixel.
    public func brightestPixel(of image: Tensor) -> Float {
      fatalError("Exercise 7.1 has no answer yet")
    }

    """,
    "Sources/Workbook/Solutions/Chapter7/BrightestPixel.swift": """
    import Tensors

    /// Exercise 7.1: the value of the brightest pixel.
    public func brightestPixel(of image: Tensor) -> Float {
      // #stub
      // fatalError("Exercise 7.1 has no answer yet")
      // #solution
      image.max().item()
      // #end
    }

    """,
    "Sources/Workbook/Checks/Chapter7/Chapter7Exercises.swift": """
    import Exercises
    import Notebook

    extension ChapterModule {
      package static let chapter7: ChapterModule = "Chapter7Brightness"
    }

    extension Exercise {
      package static let chapter7: [Exercise] = [brightestPixel()]
    }

    """,
    "Sources/Workbook/Checks/Chapter7/BrightestPixel.swift": """
    import Chapter7Brightness
    import Exercises
    import Tensors

    extension Exercise {
      /// Exercise 7.1.
      static func brightestPixel(
        _ answer: @escaping @Sendable (Tensor) -> Float = {
          Chapter7Brightness.brightestPixel(of: $0)
        }
      ) -> Exercise {
        Exercise(
          .chapter7, 1, "The brightest pixel", file: "BrightestPixel",
          checks: [
            Check("it is the largest value", hint: "Which function of a tensor compares?") {
              try expect(
                "the brightest of 0.25, 1 and 0.5", answer(Tensor([0.25, 1, 0.5])), is: 1,
                mistakes: [Mistake(0.25, "That is the first pixel.")])
            }
          ])
      }
    }

    """,
    "Sources/Workbook/CommandLine/Chapters/Chapter7.swift": """
    import Chapter7Brightness
    import Checks
    import Datasets
    import Notebook

    extension Chapter {
      static func chapter7(_ root: MNIST.Root) -> Chapter {
        Chapter(
          .chapter7, title: "Brightness", page: "07-brightness.md",
          cells: [Cell("brightness") { try showBrightness(from: root) }])
      }
    }

    """,
    "Tests/Chapter7Brightness/ExerciseTests.swift": """
    import ExerciseSupport
    import Exercises
    import Testing
    import WorkbookCommand

    @Suite struct Chapter7ExerciseTests {
      @Test(arguments: Exercise.all(ofChapter: 7))
      func aReadersAnswerIsRight(exercise: Exercise) throws {
        try checkReadersAnswer(to: exercise)
      }

      @Test func howManyAreWaiting() throws {
        try cancelForExercisesNotStarted(of: Exercise.all(ofChapter: 7))
      }
    }

    """,
    "Tests/Checks/Answers/Chapter7/BrightestPixelAnswers.swift": """
    import Exercises
    import Solutions
    import Tensors

    @testable import Checks

    final class BrightestPixelAnswers: KnownAnswers {
      static let answers = Answers(
        solution: .brightestPixel { Solutions.brightestPixel(of: $0) },
        wrong: [
          WrongAnswer(
            "the first", .brightestPixel { $0[0].item() }, fails: "it is the largest value",
            saying: "That is the first pixel."),
          WrongAnswer(
            "the mean", .brightestPixel { $0.mean().item() }, fails: "it is the largest value",
            saying: "the brightest of 0.25, 1 and 0.5 is wrong"),
          WrongAnswer(
            "the only one", .brightestPixel { $0.item() }, fails: "it is the largest value",
            saying: "item: ", traps: true),
        ])
    }

    """,
    "Guide/07-brightness.md": """
    # Brightness

    A digit is black on white, more or less.

    ```swift Sources/Chapters/Chapter7Brightness/Brightness.swift#brightness
    ```

    ```text cell=brightness
    ```

    ![A handwritten digit, black on white.](figures/7-brightness.svg)

    ## Exercises

    ### 7.1 The brightest pixel

    [BrightestPixel.swift](../Sources/Chapters/Chapter7Brightness/Exercises/BrightestPixel.swift)

    How black is the blackest of them?

    `swift run workbook check 7.1`

    """,
  ]
}
