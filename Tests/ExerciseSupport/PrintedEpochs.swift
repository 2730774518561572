import Testing

/// An epoch as `fit` prints it.
package struct PrintedEpoch {
  package let number: Int
  /// In percent.
  package let trainAccuracy: Double
  package let trainLoss: Double
  /// In percent.
  package let testAccuracy: Double
  package let testLoss: Double

  /// Those of a text, which may have other lines, too.
  package static func all(in text: String) -> [PrintedEpoch] {
    text.split(separator: "\n").compactMap { line in
      let words = line.split { " ,%".contains($0) }.map(String.init)
      var numbers: [String: Double] = [:]
      for (index, word) in words.enumerated() {
        guard let colon = word.firstIndex(of: ":") else { continue }
        let rest = String(word[word.index(after: colon)...])
        let value = rest.isEmpty && index + 1 < words.count ? words[index + 1] : rest
        numbers[String(word[..<colon])] = Double(value)
      }
      guard let number = numbers["Epoch"], let trainAccuracy = numbers["Train_acc"],
        let trainLoss = numbers["Train_loss"], let testAccuracy = numbers["Test_acc"],
        let testLoss = numbers["Test_loss"]
      else { return nil }
      return PrintedEpoch(
        number: Int(number), trainAccuracy: trainAccuracy, trainLoss: trainLoss,
        testAccuracy: testAccuracy, testLoss: testLoss)
    }
  }

  /// Expects what must hold for any training: losses are numbers, and in the end lower than at first.
  package static func expectToHaveLearned(_ epochs: [PrintedEpoch], _ what: String) {
    guard let first = epochs.first, let last = epochs.last else {
      return note("\(what): there is no epoch")
    }
    guard epochs.allSatisfy({ $0.trainLoss.isFinite && $0.testLoss.isFinite }) else {
      Issue.record("\(what): a loss is not a number; the steps may be too long")
      return
    }
    guard epochs.count > 1 else { return }
    let fell = last.trainLoss < first.trainLoss
    #expect(fell, "\(what): the training loss was \(first.trainLoss), and is \(last.trainLoss)")
  }
}

/// Says where something is not as in the book.
package func note(_ difference: String) {
  Issue.record(
    "\(difference). It differs from the book's page; that is no mistake.", severity: .warning)
}
