import Foundation
import Testing

@testable import WorkbookCommand

@Suite struct UsageTests {
  @Test(arguments: [
    (["chaptr"], "no command 'chaptr'; did you mean 'chapter'? (see 'workbook --help')"),
    (["chaptr", "--help"], "no command 'chaptr'; did you mean 'chapter'? (see 'workbook --help')"),
    (["3"], "no command '3'; did you mean 'chapter 3'? (see 'workbook --help')"),
    (
      ["cook"],
      "no command 'cook'; there are 'chapter', 'museum', 'check', 'hint', 'solution', 'reset', 'watch', 'diff', 'quiz', 'train', 'data', 'guide' and 'bench' (see 'workbook --help')"
    ),
    (
      ["guide"],
      "'guide' needs to know what to do: 'check', 'update' or 'review' (see 'workbook --help')"
    ),
    (
      ["guide", "chek"],
      "no command 'guide chek'; did you mean 'guide check'? (see 'workbook --help')"
    ),
    (
      ["guide", "burn"],
      "no command 'guide burn'; there are 'guide check', 'guide update' and 'guide review' (see 'workbook --help')"
    ),
    (
      ["--colour", "never"],
      "no option '--colour'; did you mean '--color'? (see 'workbook --help')"
    ),
    (["--dta"], "no option '--dta'; did you mean '--data'? (see 'workbook --help')"),
    (
      ["chapter"],
      "the number of a chapter, 1 to 6, is missing (see 'workbook chapter --help')"
    ),
    (
      ["chapter", "9"], "no chapter '9'; there are chapters 1 to 6 (see 'workbook chapter --help')"
    ),
    (
      ["chapter", "0"], "no chapter '0'; there are chapters 1 to 6 (see 'workbook chapter --help')"
    ),
    (
      ["chapter", "-1"],
      "no chapter '-1'; there are chapters 1 to 6 (see 'workbook chapter --help')"
    ),
    (
      ["chapter", "x"], "no chapter 'x'; there are chapters 1 to 6 (see 'workbook chapter --help')"
    ),
    (["diff"], "the number of a chapter, 1 to 6, is missing (see 'workbook diff --help')"),
    (["diff", "7"], "no chapter '7'; there are chapters 1 to 6 (see 'workbook diff --help')"),
    (["chek"], "no command 'chek'; did you mean 'check'? (see 'workbook --help')"),
    (
      ["solutoin", "1.1"], "no command 'solutoin'; did you mean 'solution'? (see 'workbook --help')"
    ),
    (["watc", "1.1"], "no command 'watc'; did you mean 'watch'? (see 'workbook --help')"),
    (["check", "7"], "no chapter '7'; there are chapters 1 to 6 (see 'workbook check --help')"),
    (
      ["hint"],
      "the number of an exercise, such as 3.2, is missing (see 'workbook hint --help')"
    ),
    (
      ["check", "1", "--limit", "0"],
      "'--limit' needs a number of seconds greater than 0 and at most 86400, not '0' (see 'workbook check --help')"
    ),
    (
      ["check", "--limit", "86401"],
      "'--limit' needs a number of seconds greater than 0 and at most 86400, not '86401' (see 'workbook check --help')"
    ),
    (
      ["check", "--limit", "\u{1B}]0;1\u{7}\n"],
      #"'--limit' needs a number of seconds greater than 0 and at most 86400, not '\u{1B}]0;1\u{7}\n' (see 'workbook check --help')"#
    ),
    (
      ["watch", "--limit=soon"],
      "'--limit' needs a number of seconds greater than 0 and at most 86400, not 'soon' (see 'workbook watch --help')"
    ),
    (
      ["solution", "1.1", "--yes=no"],
      "'--yes' takes no value, but was given 'no' (see 'workbook solution --help')"
    ),
    (["reset", "1.1", "1.2"], "unexpected argument '1.2' (see 'workbook reset --help')"),
    (
      ["hint", "1,2"],
      "no exercise '1,2'; there are '1.0', '1.1', '1.2', '1.3' and '1.4' (see 'workbook hint --help')"
    ),
    (
      ["check", "three"],
      "no exercise 'three'; write its chapter, a point and its place in that, such as '3.2' (see 'workbook check --help')"
    ),
    (
      ["data", "download", ""],
      "the name of a folder is missing (see 'workbook data download --help')"
    ),
    (
      ["data", "download", "here", "--data", "there"],
      "name the folder once, as 'data download DIR' (see 'workbook data download --help')"
    ),
    (
      ["data", "download", "--from", "ftp://127.0.0.1/"],
      "'--from' needs an address that begins with https:// or http:// and goes on with a folder, not 'ftp://127.0.0.1/' (see 'workbook data download --help')"
    ),
    (
      ["data", "download", "--from", "http://127.0.0.1:65536/"],
      "'--from' needs an address that begins with https:// or http:// and goes on with a folder, not 'http://127.0.0.1:65536/' (see 'workbook data download --help')"
    ),
    (["dif", "2"], "no command 'dif'; did you mean 'diff'? (see 'workbook --help')"),
    (
      ["jobs", "2"],
      "what to run of it is missing (see 'workbook jobs --help')"
    ),
    (
      ["chapter", "1", "--only", "cuont"],
      "chapter 1 has no cell 'cuont'; did you mean 'count'? (see 'workbook chapter --help')"
    ),
    (
      ["chapter", "4", "--only", "x"],
      "chapter 4 has no cell 'x'; it has 'loop', 'sizes', 'averages', 'accuracy', 'accuracy-steps', 'no-grad', 'one-epoch', 'baseline', 'first-step', 'no-zero-grad', 'cleared-too-early', 'learn-in-no-grad', 'questions' and 'answers' (see 'workbook chapter --help')"
    ),
    (
      ["chapter", "1", "--only", "count", "--step"],
      "'--step' and '--only' cannot be used together; leave one of them out (see 'workbook chapter --help')"
    ),
    (
      ["chapter", "1", "--step=2"],
      "'--step' takes no value, but was given '2' (see 'workbook chapter --help')"
    ),
    (
      ["jobs", "1", "count,cuont"],
      "chapter 1 has no cell 'cuont'; did you mean 'count'? (see 'workbook jobs --help')"
    ),
    (["chapter", "1", "2"], "unexpected argument '2' (see 'workbook chapter --help')"),
    (
      ["train", "--epoch", "3"],
      "no option '--epoch'; did you mean '--epochs'? (see 'workbook train --help')"
    ),
    (
      ["train", "--epochs"], "'--epochs' needs a value: --epochs N (see 'workbook train --help')"
    ),
    (
      ["--epochs", "0", "train"],
      "'--epochs' needs a whole number of at least 1, not '0' (see 'workbook train --help')"
    ),
    (
      ["train", "--batch-size=-1"],
      "'--batch-size' needs a whole number of at least 1, not '-1' (see 'workbook train --help')"
    ),
    (
      ["train", "--learning-rate", "-0.1"],
      "'--learning-rate' needs a finite number greater than 0, not '-0.1' (see 'workbook train --help')"
    ),
    (
      ["train", "--seed", "-1"],
      "'--seed' needs a whole number of at least 0, not '-1' (see 'workbook train --help')"
    ),
    (
      ["chapter", "1", "--color", "blue"],
      "'--color' needs auto, always or never, not 'blue' (see 'workbook chapter --help')"
    ),
    (
      ["chapter", "1", "--threads", "0"],
      "'--threads' needs a whole number of at least 1, not '0' (see 'workbook chapter --help')"
    ),
    (["train", "now"], "unexpected argument 'now' (see 'workbook train --help')"),
    (
      ["--generate-completion-script", "zhs"],
      "'--generate-completion-script' needs bash, zsh or fish, not 'zhs'; did you mean 'zsh'? (see 'workbook --help')"
    ),
    (
      ["--generate-completion-script", "tcsh"],
      "'--generate-completion-script' needs bash, zsh or fish, not 'tcsh' (see 'workbook --help')"
    ),
    (["--", "train"], "unexpected argument 'train' (see 'workbook --help')"),
    // What Swift puts in the place of bytes that are no text is one.
    (
      ["hint", "\u{FFFD}"],
      "no exercise '\u{FFFD}'; write its chapter, a point and its place in that, such as '3.2' (see 'workbook hint --help')"
    ),
  ])
  func mistakesAreNamedInOneLine(arguments: [String], message: String) throws {
    #expect(
      try BuiltWorkbook.run(arguments) == .init(error: "workbook: \(message)\n", status: 64))
  }

  @Test func bytesThatAreNoTextAreRefused() throws {
    #expect(
      try BuiltWorkbook.shell(#""$workbook" train --save "net$(printf '\377')""#)
        == .init(
          error: "workbook: 'net\u{FFFD}' is not UTF-8: rename what it stands for, or leave it out"
            + " (see 'workbook --help')\n",
          status: 64))
  }

  @Test func aCellHasToExist() throws {
    let run = try BuiltWorkbook.run("jobs", "2", "no-such-cell")
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(run.error.hasPrefix("workbook: chapter 2 has no cell 'no-such-cell'; it has "))
    #expect(run.error.filter { $0 == "\n" }.count == 1)
  }

  @Test(arguments: [[:], ["NO_COLOR": "1", "TERM": "xterm"], ["TERM": "dumb"]])
  func throughAPipeThereIsNoEscape(environment: [String: String]) throws {
    for arguments in [[], ["--help"], ["chapter", "1"], ["chaptr"]] {
      let run = try BuiltWorkbook.run(arguments, environment: environment)
      #expect(run.output + run.error != "")
      #expect(!(run.output + run.error).contains("\u{1B}"))
    }
  }

  @Test func aBrokenPipeEndsQuietly() throws {
    // `true` has gone when the workbook begins to write.
    let run = try BuiltWorkbook.shell(
      #"{ sleep 0.5; "$workbook" --help; echo "status $?" >&2; } | true"#)
    #expect(run.error == "status \(128 + SIGPIPE)\n")
  }

  @Test func aClosedStandardOutputIsNoTrouble() throws {
    #expect(try BuiltWorkbook.shell(#""$workbook" --help >&-"#) == .init())
  }

  /// Whatever is closed, all is done, and no file gets what was meant for a terminal. The second cell runs
  /// in a process of its own.
  @Test(arguments: ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", ">&- 2>&-"])
  func closedDescriptorsAreNoTrouble(closed: String) throws {
    let expected = try ["count", "too-many"].map {
      closed.contains(" >&-") || closed.hasPrefix(">")
        ? "" : try BuiltWorkbook.run("chapter", "1", "--only", $0).output
    }
    let run = try BuiltWorkbook.shell(
      """
      (set -e; for cell in count too-many; do "$workbook" chapter 1 --only $cell; done) \(closed)
      echo "status $?"
      """)
    #expect(run == .init(output: expected.joined() + "status 0\n"))
  }

  /// With `trap '' PIPE` a program is to hear of it by an error, as its children are.
  @Test func anIgnoredSignalOfABrokenPipeIsSaid() throws {
    let run = try BuiltWorkbook.shell(
      #"trap '' PIPE; { sleep 0.5; "$workbook" --help; echo "status $?" >&2; } | true"#)
    #expect(
      run.error
        == "workbook: standard output took only part of the text: Broken pipe\nstatus 74\n")
  }

  #if os(Linux)
    @Test func aFullDeviceIsSaid() throws {
      for arguments in ["--help", "check 1", "chapter 1 --only count"] {
        let run = try BuiltWorkbook.shell(
          #""$workbook" \#(arguments) >/dev/full; echo "status $?""#)
        #expect(run.output == "status 74\n")
        #expect(
          run.error.hasSuffix(
            "workbook: standard output took only part of the text: No space left on device; make "
              + "room for it\n"))
      }
    }
  #endif
}
