import Foundation
import Testing

@testable import WorkbookCommand

@Suite struct TrainTests {
  @Test func printsOneLineForEachEpochAndNothingElse() throws {
    let run = try BuiltWorkbook.run("train", "--epochs", "2", "--batch-size", "500")
    #expect(run.error == "")
    #expect(run.status == 0)
    let line =
      #/
      Epoch:(?<epoch>[\ 0-9][0-9]),\ Train_acc:[0-9]+\.[0-9]%,\ Train_loss:[0-9]+\.[0-9]{3},
      \ Test_acc:[0-9]+\.[0-9]%,\ Test_loss:[0-9]+\.[0-9]{3}\n
      /#
    let epochs = run.output.matches(of: line)
    #expect(epochs.map { String($0.output.epoch) } == [" 1", " 2"])
    #expect(epochs.map { String($0.output.0) }.joined() == run.output)
  }

  @Test func theSeedDecidesTheNumbersAndTheThreadsDoNot() throws {
    let arguments = ["train", "--epochs", "1", "--batch-size", "1000", "--seed"]
    let first = try BuiltWorkbook.run(arguments + ["7", "--threads", "1"])
    let again = try BuiltWorkbook.run(arguments + ["7", "--threads", "3"])
    let other = try BuiltWorkbook.run(arguments + ["8"])
    #expect(first.output != "")
    #expect(first == again)
    #expect(first != other)
  }

  @Test func theLearningRateIsUsed() throws {
    let arguments = ["train", "--epochs", "1", "--batch-size", "1000", "--learning-rate"]
    let slow = try BuiltWorkbook.run(arguments + ["1e-20"])
    let fast = try BuiltWorkbook.run(arguments + ["0.1"])
    #expect(slow.status == 0)
    #expect(fast.status == 0)
    #expect(slow.output != fast.output)
  }

  @Test func aMissingFolderIsNoInput() throws {
    let run = try BuiltWorkbook.run("train", "--data", "/no/such/folder")
    #expect(run.status == 66)
    #expect(run.output == "")
    #expect(run.error.hasPrefix("workbook: no folder /no/such/folder: "))
  }

  @Test func controlCEndsATraining() throws {
    // The workbook takes Ctrl-C although a shell lets its background processes ignore it. Should it
    // not, it is killed a little later.
    let run = try BuiltWorkbook.shell(
      """
      "$workbook" train --epochs 1000 & training=$!
      sleep 1; kill -INT $training
      { sleep 5; kill -KILL $training; } >&- 2>&- &
      wait $training; echo "status $?" >&2
      """)
    #expect(run.error == "status 130\n")
  }
}
