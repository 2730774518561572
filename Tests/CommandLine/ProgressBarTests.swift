import Synchronization
import Testing

@testable import WorkbookCommand

/// A clock that is set by hand, and what a bar showed by it.
private final class Stage: Sendable {
  let time = Mutex(Duration.zero)
  let shown = Mutex<[String?]>([])

  func bar(
    unit: ProgressBar.Unit = .batches, width: Int = 80, isUnicode: Bool = false
  ) -> ProgressBar {
    ProgressBar(unit: unit, width: { width }, isUnicode: isUnicode) {
      self.time.withLock { $0 }
    } show: { line in
      self.shown.withLock { $0.append(line) }
    }
  }

  func set(_ milliseconds: Int) {
    time.withLock { $0 = .milliseconds(milliseconds) }
  }

  /// What was shown since the last call.
  func takeShown() -> [String?] {
    shown.withLock { shown in
      defer { shown = [] }
      return shown
    }
  }
}

@Suite struct ProgressBarTests {
  @Test func showsItselfAfterASecondAndGoesAtTheEnd() {
    let stage = Stage()
    let bar = stage.bar()
    bar.update(done: 0, of: 100)
    stage.set(999)
    bar.update(done: 24, of: 100)
    #expect(stage.takeShown() == [])
    stage.set(1000)
    bar.update(done: 25, of: 100)
    #expect(
      stage.takeShown() == [
        "[#######-----------------------]  25%  25 of 100  0:01 elapsed, 0:03 left"
      ])
    stage.set(4000)
    bar.update(done: 100, of: 100)
    #expect(stage.takeShown() == [nil])
    bar.finish()
    #expect(stage.takeShown() == [])
  }

  @Test func aShortPassShowsNothingAtAll() {
    let stage = Stage()
    let bar = stage.bar()
    for done in 0...10 {
      stage.set(done * 50)
      bar.update(done: done, of: 10)
    }
    bar.finish()
    #expect(stage.takeShown() == [])
  }

  @Test func drawsAtMostTenTimesASecond() {
    let stage = Stage()
    let bar = stage.bar()
    // A batch each 10 ms for 3 s: seen from 1 s on, each 100 ms.
    for done in 0...300 {
      stage.set(done * 10)
      bar.update(done: done, of: 1000)
    }
    #expect(stage.takeShown().count == 21)
  }

  @Test func aNewPassHasATimeOfItsOwn() {
    let stage = Stage()
    let bar = stage.bar()
    bar.update(done: 0, of: 10)
    stage.set(5000)
    bar.update(done: 10, of: 10)
    bar.update(done: 0, of: 4)
    stage.set(5900)
    bar.update(done: 1, of: 4)
    #expect(stage.takeShown() == [])
    stage.set(7000)
    bar.update(done: 2, of: 4)
    #expect(
      stage.takeShown() == [
        "[###############---------------]  50%  2 of 4  0:02 elapsed, 0:02 left"
      ])
    // The loop was left with `break`, and another began.
    bar.update(done: 0, of: 4)
    stage.set(7900)
    bar.update(done: 1, of: 4)
    stage.set(8000)
    bar.update(done: 2, of: 4)
    #expect(
      stage.takeShown() == [
        "[###############---------------]  50%  2 of 4  0:01 elapsed, 0:01 left"
      ])
  }

  @Test func longTimesHaveHours() {
    let stage = Stage()
    let bar = stage.bar()
    bar.update(done: 0, of: 1875)
    stage.set(3_723_000)
    bar.update(done: 1250, of: 1875)
    #expect(
      stage.takeShown() == [
        "[###################----------]  66%  1250 of 1875  1:02:03 elapsed, 31:01 left"
      ])
  }

  @Test func bytesAreShownAsMillionsOfThem() {
    let stage = Stage()
    let bar = stage.bar(unit: .megabytes)
    bar.update(done: 0, of: 11_594_722)
    stage.set(2500)
    bar.update(done: 5_797_361, of: 11_594_722)
    #expect(
      stage.takeShown() == [
        "[###############---------------]  50%  5.8 of 11.6 MB  0:02 elapsed, 0:02 left"
      ])
  }

  @Test(arguments: 0...120)
  func neverFillsTheWidth(width: Int) throws {
    let stage = Stage()
    let bar = stage.bar(width: width, isUnicode: true)
    bar.update(done: 0, of: 1875)
    stage.set(60_000)
    bar.update(done: 937, of: 1875)
    let line = try #require(stage.takeShown().first ?? nil)
    #expect(line.count < max(width, 1))
    if width >= 60 { #expect(line.hasPrefix("[███")) }
  }

  @Test func followsTheWindow() {
    let width = Mutex(100)
    let lines = Mutex<[String]>([])
    let time = Mutex(Duration.zero)
    let bar = ProgressBar(width: { width.withLock { $0 } }, isUnicode: false) {
      time.withLock { $0 }
    } show: { line in
      if let line { lines.withLock { $0.append(line) } }
    }
    for (second, columns) in [100, 100, 40, 200].enumerated() {
      time.withLock { $0 = .seconds(second) }
      width.withLock { $0 = columns }
      bar.update(done: second, of: 10)
    }
    let widths = lines.withLock { $0.map(\.count) }
    #expect(widths.count == 3 && widths[1] < 40 && widths[0] == widths[2])
  }

  @Test func noBatchesAreNoTrouble() {
    let stage = Stage()
    let bar = stage.bar()
    bar.update(done: 0, of: 0)
    stage.set(2000)
    bar.update(done: 0, of: 0)
    #expect(stage.takeShown() == [])
  }
}
