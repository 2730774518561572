import ExitTestSupport
import Plots
import Synchronization
import Testing

@testable import Notebook

private let noTraps = JobProgram(executable: "/no/such/program") { _ in [] }

private func chapter(_ cells: [Cell]) -> Chapter {
  Chapter("Chapter2Model", title: "The model", page: "02-model.md", cells: cells)
}

@Suite struct ChapterRunTests {
  @Test(.withExitTests) func aCellRunsOnce() async {
    await #expect(processExitsWith: .success) {
      var runs = 0
      let run = ChapterRun(
        chapter([
          Cell("layers") {
            runs += 1
            print("run \(runs)\n\nlast", terminator: "")
            return Figure(
              width: 4, height: 3, alternative: "One line.",
              panels: [LineChart(title: "Loss", series: [.init("loss", [2, 1])])])
          }
        ]), program: noTraps)
      for _ in 1...2 {
        let seen = Mutex<[String]>([])
        let output = try run.output(of: "layers") { line in seen.withLock { $0.append(line) } }
        #expect(output.text == "run 1\n\nlast")
        #expect(output.figure?.alternative == "One line.")
        #expect(seen.withLock { $0 } == ["run 1", "", "last"])
      }
      #expect(runs == 1)
    }
  }

  /// What several cells look at is computed, and printed, by the first of them.
  @Test(.withExitTests) func whatTheCellBeforePrintsIsItsOwn() async {
    await #expect(processExitsWith: .success) {
      let once = Once {
        print("training")
        return 86
      }
      let run = ChapterRun(
        chapter([
          Cell("train") {
            _ = try once.value
            return nil
          },
          Cell("look", after: "train") {
            print("accuracy:", try once.value)
            return nil
          },
        ]), program: noTraps)
      let seen = Mutex<[String]>([])
      let output = try run.output(of: "look") { line in seen.withLock { $0.append(line) } }
      #expect(output.text == "accuracy: 86\n")
      #expect(seen.withLock { $0 } == ["accuracy: 86"])
      #expect(try run.output(of: "train").text == "training\n")
    }
  }

  @Test(.withExitTests) func aCellThatThrewRunsAgain() async {
    await #expect(processExitsWith: .success) {
      struct Broken: Error {}
      var runs = 0
      let run = ChapterRun(
        chapter([
          Cell("layers") {
            runs += 1
            if runs == 1 { throw Broken() }
            print("better")
            return nil
          }
        ]), program: noTraps)
      #expect(throws: Broken.self) { try run.output(of: "layers") }
      let output = try run.output(of: "layers")
      #expect(output.text == "better\n")
    }
  }

  @Test func aTrappingCellRunsElsewhere() throws {
    let shell = JobProgram.shell("echo $1; echo 'M/F.swift:3: Fatal error: no' >&2; kill -ILL $$")
    let cell = Cell("wrong-size", ending: .traps) {
      Issue.record("the cell ran in this process")
      return nil
    }
    let run = ChapterRun(chapter([cell]), program: shell)
    let seen = Mutex<[String]>([])
    let output = try run.output(of: "wrong-size") { line in seen.withLock { $0.append(line) } }
    #expect(output.text == "wrong-size\nFatal error: no\n")
    #expect(seen.withLock { $0 } == ["wrong-size", "Fatal error: no"])
    #expect(output.figure == nil)
  }

  @Test func anUnknownCellIsNamedBesideTheKnown() {
    let run = ChapterRun(
      chapter([Cell("layers") { nil }, Cell("wrong-size") { nil }]), program: noTraps)
    let error = #expect(throws: NotebookError.self) { try run.output(of: "layer") }
    #expect(
      error?.description == "chapter 2 has no cell 'layer'; it has 'layers', 'wrong-size'")
  }
}
