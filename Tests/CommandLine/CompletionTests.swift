import ExerciseSupport
import Exercises
import Foundation
import Notebook
import Testing

@testable import WorkbookCommand

/// What can stand in the place of the last word of a command line.
@Suite struct CompletionTests {
  private func request(_ line: String) -> CompletionRequest {
    CompletionRequest(line.components(separatedBy: " "))
  }

  private func words(_ line: String) -> [String] { request(line).candidates.map(\.word) }

  private let commands = [
    "chapter", "museum", "check", "hint", "solution", "reset", "watch", "diff", "quiz", "train",
    "data", "guide", "bench",
  ]

  @Test func commandsAndGroups() {
    #expect(words("") == commands)
    #expect(words("ch") == ["chapter", "check"])
    #expect(words("guide ") == ["check", "update", "review"])
    #expect(words("guide u") == ["update"])
    #expect(words("--threads 2 data ") == ["status", "download"])
    #expect(words("cook ") == [])
    // The workbook calls these itself.
    #expect(words("ce") + words("checks") + words("comp") == [])
  }

  @Test func options() {
    let everywhere = ["--data", "--threads", "--color", "--help", "--version"]
    #expect(words("bench -") == ["--json", "--quick", "--figure"] + everywhere)
    #expect(words("--") == ["--generate-completion-script"] + everywhere)
    #expect(words("guide check --a") == ["--approximate"])
    // Where no word can stand, they are all that can.
    #expect(words("hint 3.2 ") == ["--step"] + everywhere)
    #expect(
      request("train --se").candidates == [
        .init(word: "--seed", help: "Where the random numbers start (default: 0)")
      ])
  }

  @Test func valuesOfOptions() {
    #expect(words("--color ") == ["auto", "always", "never"])
    #expect(words("train --color al") == ["always"])
    #expect(words("train --color=a") == ["--color=auto", "--color=always"])
    // As bash takes it apart.
    #expect(words("train --color =") == ["auto", "always", "never"])
    #expect(words("train --color = a") == ["auto", "always"])
    #expect(words("train --color = never --see") == ["--seed"])
    #expect(words("--generate-completion-script ") == ["bash", "zsh", "fish"])
    #expect(words("chapter 1 --only ") == Chapter.all()[0].cells.map(\.name))
    #expect(words("chapter 2 --only rel") == ["relu"])
    #expect(words("train --epochs ") == [])
  }

  @Test(arguments: ["train --save ", "train --load=", "bench --figure x", "train --save = x"])
  func files(line: String) {
    #expect(request(line).paths == .files)
    #expect(request(line).candidates == [])
  }

  @Test func folders() {
    #expect(request("train --data b").paths == .folders)
    #expect(request("train --data b").candidates == [.init(word: "bundled")])
  }

  @Test func numbersOfChaptersAndExercises() {
    let chapters = Chapter.all().map { "\($0.number)" }
    let exercises = Exercise.all.filter { !$0.isChapterCode }.map { "\($0.number)" }
    #expect(words("chapter ") == chapters)
    #expect(words("diff ") == chapters)
    #expect(words("museum 1") == ["1", "10", "11", "12", "13"])
    for command in ["hint", "solution", "reset"] { #expect(words("\(command) ") == exercises) }
    for command in ["check", "watch"] { #expect(words("\(command) ") == chapters + exercises) }
    #expect(words("hint 3.") == exercises.filter { $0.hasPrefix("3.") })
  }

  @Test func theCommandWritesALineForEach() throws {
    #expect(
      try BuiltWorkbook.run("complete", "--", "guide", "")
        == .init(
          output: """
            check\tCompare the guide with the code and its output.
            update\tWrite the code and its output into the guide.
            review\tGo through what has changed, and accept or reject it.

            """))
    #expect(
      try BuiltWorkbook.run("complete", "--", "--data", "")
        == .init(output: ":folders\nbundled\t\n"))
    #expect(try BuiltWorkbook.run("complete", "--", "train", "--help", "--no-such") == .init())
  }
}

/// The scripts, in the shells that they are for.
@Suite struct CompletionScriptTests {
  /// Where a shell is; nil where it is not installed.
  private static func path(of shell: Shell) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.map { "\($0)/\(shell)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private static func isInstalled(_ shell: Shell) -> Bool { path(of: shell) != nil }

  @Test(arguments: Shell.allCases) func eachShellHasAScript(shell: Shell) throws {
    let run = try BuiltWorkbook.run("--generate-completion-script", "\(shell)")
    #expect(run == .init(output: shell.completionScript))
    #expect(run.output.contains("# Completions of workbook for \(shell).\n"))
    #expect(run.output.hasSuffix("\n"))
  }

  /// A folder with the workbook, its completions for a shell, and files to complete; removed at the
  /// end.
  private final class Folder {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("completion-\(UUID().uuidString)")
    let environment: [String: String]

    init(_ shell: Shell) throws {
      let script = try BuiltWorkbook.run("--generate-completion-script", "\(shell)")
      try #require(script.status == 0)
      try FileManager.default.createDirectory(
        at: url.appendingPathComponent("a folder"), withIntermediateDirectories: true)
      for (name, text) in [("script", script.output), ("my $file", ""), ("other", "")] {
        try Data(text.utf8).write(to: url.appendingPathComponent(name))
      }
      environment = [
        "folder": url.path, "program": try BuiltWorkbook.path(), "LANG": "C.UTF-8",
        "TERM": "xterm", "shell": try #require(CompletionScriptTests.path(of: shell)),
      ]
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// What a script in the shell says, in a folder with files. The workbook is `workbook` there.
    func run(_ script: String, _ options: String = "") throws -> BuiltWorkbook.Run {
      try BuiltWorkbook.shell(
        """
        cd "$folder"; mkdir -p bin home; ln -sf "$program" bin/workbook
        PATH="$folder/bin:$PATH"; HOME="$folder/home"; export PATH HOME
        "$shell" \(options) -c "$script"
        """, environment: environment.merging(["script": script]) { $1 })
    }
  }

  @Test(.enabled("bash is not installed here") { isInstalled(.bash) }) func bash() throws {
    let folder = try Folder(.bash)
    /// The words that bash is given, with what it is told to add.
    func complete(_ words: String...) throws -> String {
      let line = words.map { "'\($0)'" }.joined(separator: " ")
      let run = try folder.run(
        """
        compopt() { printf '%s ' "$@"; }
        source ./script
        COMP_WORDS=(\(line)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _workbook; echo "${COMPREPLY[@]}"; complete -p workbook
        """, "--norc --noprofile")
      #expect(run.error == "")
      let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.dropFirst() == ["complete -F _workbook workbook", ""])
      return String(lines[0])
    }
    #expect(try complete("workbook", "guide", "") == "check update review")
    #expect(try complete("bin/workbook", "tr") == "train")
    #expect(try complete("workbook", "train", "--color", "=", "a") == "auto always")
    #expect(try complete("workbook", "train", "--save", "") == "-o default ")
    #expect(try complete("workbook", "train", "--data", "") == "-o plusdirs bundled")
    #expect(try complete("workbook", "hint", "1.") == "1.1 1.2 1.3 1.4")
    // What is written is handed on, and not run.
    #expect(try complete("workbook", "$(touch ran)", "`touch ran`") == "")
    #expect(!FileManager.default.fileExists(atPath: folder.url.path + "/ran"))
  }

  @Test(.enabled("fish is not installed here") { isInstalled(.fish) }) func fish() throws {
    let folder = try Folder(.fish)
    func complete(_ line: String) throws -> [String] {
      let run = try folder.run("source ./script; complete -C '\(line)'", "--no-config")
      #expect(run.error == "")
      return run.output.split(separator: "\n").map(String.init)
    }
    #expect(
      try complete("workbook guide u")
        == ["update\tWrite the code and its output into the guide."])
    #expect(try complete("bin/workbook tr").map { $0.prefix(6) } == ["train\t"])
    #expect(try Set(complete("workbook --color=a")) == ["--color=auto", "--color=always"])
    #expect(try complete("workbook train --save o") == ["other"])
    #expect(try complete("workbook train --save=o") == ["--save=other"])
    #expect(
      try complete("workbook train --data ").map { $0.prefix { $0 != "\t" } }.contains("bundled"))
    #expect(try complete("workbook train --data a").map { $0.prefix(9) } == ["a folder/"])
    #expect(try complete("workbook (touch ran) ").filter { $0.contains("ran") } == [])
    #expect(!FileManager.default.fileExists(atPath: folder.url.path + "/ran"))
  }

  @Test(.enabled("zsh is not installed here") { isInstalled(.zsh) }) func zsh() throws {
    let folder = try Folder(.zsh)
    /// The words that zsh is given, with what it is told to add.
    func complete(_ words: String...) throws -> String {
      let line = words.map { "'\($0)'" }.joined(separator: " ")
      let run = try folder.run(
        """
        compdef() { print -n -- "$@;"; }; compset() { print -n -- "$@;"; }
        _files() { print -n "files $@;"; }; _describe() { print -r -- "${(P@)2}"; }
        source ./script
        words=(\(line)); CURRENT=$#words
        _workbook
        """, "-f")
      #expect(run.error == "")
      #expect(run.output.hasPrefix("_workbook workbook;"))
      return String(run.output.dropFirst("_workbook workbook;".count).dropLast())
    }
    #expect(
      try complete("workbook", "guide", "u")
        == "update:Write the code and its output into the guide.")
    #expect(try complete("bin/workbook", "--color=a") == "--color=auto: --color=always:")
    #expect(try complete("workbook", "train", "--save", "") == "-P --*=;files ;")
    #expect(try complete("workbook", "train", "--data", "") == "-P --*=;files -/;bundled:")
    #expect(try complete("workbook", "$(touch ran)", "`touch ran`") == "")
    #expect(!FileManager.default.fileExists(atPath: folder.url.path + "/ran"))
  }
}
