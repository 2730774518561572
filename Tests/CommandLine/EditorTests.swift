import Exercises
import Foundation
import Notebook
import Testing

@testable import WorkbookCommand

/// What `.vscode` and `.devcontainer` say, beside what the workbook does.
@Suite struct EditorTests {
  /// Without its comments, which stand in lines of their own.
  private func settings(_ path: String) throws -> [String: Any] {
    let text = try String(contentsOf: PackageRoot.find().url(of: path), encoding: .utf8)
    let json = text.replacing(#/(?m)^ *\/\/.*$/#, with: "")
    return try #require(
      JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any], "\(path)")
  }

  private func tasks() throws -> [[String: Any]] {
    try #require(settings(".vscode/tasks.json")["tasks"] as? [[String: Any]])
  }

  private func configurations() throws -> [[String: Any]] {
    try #require(settings(".vscode/launch.json")["configurations"] as? [[String: Any]])
  }

  private let file = ReadersFolder.first.path

  @Test func theMatcherFindsEachFailureInItsFile() throws {
    let task = try #require(try tasks().first { $0["label"] as? String == "Check this exercise" })
    let matcher = try #require(task["problemMatcher"] as? [String: Any])
    let pattern = try #require(matcher["pattern"] as? [String: Any])
    let expression = try NSRegularExpression(pattern: #require(pattern["regexp"] as? String))
    /// Severity, file, line and column, and the message.
    func problem(in line: String) throws -> [String]? {
      let whole = NSRange(line.startIndex..., in: line)
      guard let match = expression.firstMatch(in: line, range: whole) else { return nil }
      return try ["severity", "file", "line", "column", "message"].map { name in
        let range = match.range(at: try #require(pattern[name] as? Int))
        return Range(range, in: line).map { String(line[$0]) } ?? ""
      }
    }

    let run = ExerciseResult(
      exercise: ReadersFolder.first,
      checks: ReadersFolder.first.checks.enumerated().map { index, check in
        var result = CheckResult(check)
        guard index > 0 else { return result }
        result.failure = CheckFailure("no: \(index)", expected: "1", got: "2\n3")
        result.place = SourceLine(file, index + 6)
        return result
      })
    let text =
      ResultText().text(of: run) + "\n" + ResultAnnotations(for: .editor).text(of: run)
    let found = try textLines(text).compactMap(problem)
    #expect(
      found
        == ReadersFolder.first.checks.indices.dropFirst().map { index in
          [
            "error", file, "\(index + 6)", "",
            "1.1 \(ReadersFolder.first.checks[index].name): no: \(index); expected 1; got 2 3",
          ]
        })
    // As `swift run` shows that something does not compile.
    #expect(
      try problem(in: "/home/me/book/\(file):3:12: error: cannot find 'x' in scope")
        == ["error", "/home/me/book/\(file)", "3", "12", "cannot find 'x' in scope"])
    #expect(try problem(in: "3 |   |  `- error: cannot find 'x' in scope") == nil)
  }

  @Test func everyCommandIsOneThatThereIs() throws {
    let arguments = try (tasks() + configurations()).compactMap { entry -> [String]? in
      let arguments = try #require(entry["args"] as? [String])
      if arguments.starts(with: ["run", "workbook"]) { return Array(arguments.dropFirst(2)) }
      return (entry["program"] as? String)?.hasSuffix("/workbook") == true ? arguments : nil
    }
    #expect(arguments.count > 5)
    for line in arguments {
      let command = try #require(Workbook.commands.command(line), "\(line)")
      let words = line.dropFirst(command.name.count).map { $0 == "${file}" ? file : $0 }
      #expect(throws: Never.self, "\(line)") { try command.parse(Array(words)) }
    }
  }

  @Test func whatIsBuiltBeforeIsATask() throws {
    let labels = try tasks().map { try #require($0["label"] as? String) }
    for configuration in try configurations() {
      #expect(labels.contains(try #require(configuration["preLaunchTask"] as? String)))
      #expect(configuration["type"] as? String == "swift")
    }
    let extensions = ["swiftlang.swift-vscode"]
    #expect(
      try settings(".vscode/extensions.json")["recommendations"] as? [String] == extensions)
    let container = try settings(".devcontainer/devcontainer.json")
    let customizations = container["customizations"] as? [String: [String: Any]]
    #expect(customizations?["vscode"]?["extensions"] as? [String] == extensions)
  }

  /// `sh`, as the task starts it, with another program in the place of `swift`.
  @Test func theTestsAreThoseOfTheOpenFile() throws {
    let task = try #require(try tasks().first { $0["label"] as? String == "Test this chapter" })
    let arguments = try #require(task["args"] as? [String])
    let script = arguments[1].replacing("swift test", with: "echo")
    for (file, filter) in [
      (file, "--filter Chapter1\n"), ("Guide/05-training-loop.md", "--filter Chapter5\n"),
      ("Sources/Chapters/Chapter2Model/Model.swift", "--filter Chapter2\n"), ("README.md", ""),
    ] {
      let run = try BuiltWorkbook.shell(
        "exec sh -c \"$script\" sh \(file)", environment: ["script": script])
      #expect(run.output == filter)
      #expect((run.status == 0) == !filter.isEmpty)
    }
  }

  /// The image has the version that the manifest asks for.
  @Test func theContainersToolchainIsTheManifests() throws {
    let image = try #require(settings(".devcontainer/devcontainer.json")["image"] as? String)
    let manifest = try String(
      contentsOf: PackageRoot.find().url(of: "Package.swift"), encoding: .utf8)
    let version = try #require(manifest.firstMatch(of: /swift-tools-version: ([0-9.]+)/)).output.1
    #expect(image.hasPrefix("swift:\(version)"))
  }
}

/// The path of a file in the place of a number.
@Suite struct PackageFileTests {
  private let exercise = ReadersFolder.first
  private let code = "Sources/Chapters/Chapter1Data/LoadDigits.swift"

  @Test func aFileOfAnExerciseIsTheExercise() throws {
    let absolute = try PackageRoot.find().url(of: exercise.path).path
    for path in [exercise.path, "./\(exercise.path)", absolute, "Guide/../\(exercise.path)"] {
      #expect(try Exercise(word: path).number == exercise.number)
      #expect(try Exercise.chosen(by: path).map(\.number) == [exercise.number])
    }
    #expect(try Exercise(word: code).number == ExerciseNumber(1, 0))
  }

  @Test func aPageIsItsChapter() throws {
    let chapter = try Exercise.chosen(by: "Guide/02-model.md")
    #expect(chapter.map(\.number) == Exercise.all(ofChapter: 2).map(\.number))
    let session = Session(GlobalOptions(), console: .standard())
    for (path, word) in [
      ("Guide/02-model.md", "2"), (code, "1"), (exercise.path, "1"), ("Guide/museum.md", "museum"),
      ("Sources/Chapters/Museum/Recipe.swift", "museum"), ("3", "3"), ("museum", "museum"),
      ("Sources/Workbook/Solutions/Chapter4/Examine.swift", "4"),
    ] {
      #expect(try session.chapter(path).word == word)
    }
  }

  @Test(arguments: [
    ("/etc/passwd.swift", "'/etc/passwd.swift' is no file of this workbook, which is in "),
    ("../Other.swift", "'../Other.swift' is no file of this workbook, which is in "),
    ("Guide/README.md", "no exercise is in 'Guide/README.md'; they are in Exercises, in each "),
    ("Guide/02-model.md", "no exercise is in 'Guide/02-model.md'; they are in Exercises, in each "),
  ])
  func otherFilesAreNone(path: String, message: String) throws {
    let error = #expect(throws: UsageError.self) { try Exercise(word: path) }
    #expect(error?.description.hasPrefix(message) == true)
    let session = Session(GlobalOptions(), console: .standard())
    if path != "Guide/02-model.md" {
      #expect(throws: UsageError.self) { try session.chapter(path) }
    }
  }
}

/// Where an editor is sent for a check that failed.
@Suite struct FailurePlaceTests {
  private let files: ExerciseFiles
  private let folder: ReadersFolder

  init() throws {
    folder = try ReadersFolder()
    files = folder.files
  }

  private func place(
    _ number: ExerciseNumber, _ check: Check, _ failure: CheckFailure = CheckFailure("no"),
    stop: String? = nil
  ) throws -> String? {
    let exercise = try #require(Exercise.all.first { $0.number == number })
    var result = CheckResult(check)
    result.failure = failure
    result.stop = stop
    return files.placing(ExerciseResult(exercise: exercise, checks: [result])).place
  }

  private func line(_ text: String, in path: String) throws -> String {
    let lines = try folder.text(of: path).components(separatedBy: "\n")
    return "\(path):\(try #require(lines.firstIndex { $0.contains(text) }) + 1)"
  }

  private let first = ExerciseNumber(1, 1)
  private let path = ReadersFolder.first.path
  private let check = Check("it is right", hint: "Think.") {}

  @Test func itIsTheLineThatStoppedTheProgram() throws {
    #expect(try place(first, check, stop: "Chapter1Data/Normalize.swift:9") == "\(path):9")
    #expect(
      try place(first, check, stop: "Chapter1Data/LoadDigits.swift:9")
        == "Sources/Chapters/Chapter1Data/LoadDigits.swift:9")
    // Where that is not the reader's, it is the first function to write.
    for other in ["Swift/Array.swift:9", "Tensors/Tensor.swift:9", "Chapter1Data/Gone.swift:1"] {
      #expect(
        try place(first, check, stop: other) == line("func standardDeviation", in: path))
    }
  }

  @Test func itIsTheLineThatTheFailureNames() throws {
    let named = CheckFailure("no", diagnosis: "See\nSources/Chapters/Chapter2Model/Model.swift:12.")
    #expect(
      try place(ExerciseNumber(2, 0), check, named)
        == "Sources/Chapters/Chapter2Model/Model.swift:12")
  }

  @Test func itIsTheFunctionThatTheCheckIsAbout() throws {
    let normalize = Check("normalize leaves its input alone", hint: "") {}
    #expect(try place(first, normalize) == line("func normalize", in: path))
    let hinted = Check("both are right", hint: "Look at makeLoaders in LoadDigits.swift.") {}
    let code = "Sources/Chapters/Chapter1Data/LoadDigits.swift"
    #expect(
      try place(ExerciseNumber(1, 0), hinted) == line("func makeLoaders", in: code))
  }

  @Test func aFunctionThatACheckNamesIsInItsFile() throws {
    var count = 0
    for exercise in Exercise.all {
      for check in exercise.checks {
        guard let function = check.function else { continue }
        count += 1
        #expect(
          try place(exercise.number, check) == line("func \(function)(", in: exercise.path),
          "\(exercise.number): \(check.name)")
      }
    }
    #expect(count > 20)
  }

  @Test func itIsTheFirstLineOfAFileWithoutAny() throws {
    try folder.root.replace(path, with: "let nothing = 1\n")
    #expect(try place(first, check) == "\(path):1")
  }
}
