import Foundation
import Notebook
import Testing
import WorkbookCommand

@testable import Guide

/// Wrong numbers in sentences of the shipped pages, each in a line of its own. Where numbers stand is looked for
/// here in the lines of a page, in another way than ``NumberRule``'s.
@Suite struct PlantedNumberTests {
  /// A number of a page that is another one now.
  private struct Plant {
    let file: String
    let line: Int
    let old: String
    let new: String
    let changed: String
  }

  private static let words = [
    "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty",
    "forty",
    "fifty", "sixty", "seventy", "eighty", "ninety",
  ]

  @Test func wrongNumbersAreFound() throws {
    let root = try PackageRoot.find()
    let wanted = Int(ProcessInfo.processInfo.environment["WORKBOOK_NUMBERS"] ?? "") ?? 50
    var random = SplitMix(state: 0)
    var plants: [Plant] = []
    let pages = try root.files(under: "Guide", ending: ".md").map { ($0, try root.page($0).text) }
    while plants.count < wanted {
      for (file, text) in pages {
        plants += try Self.plants(in: text, file: file, root, using: &random)
      }
    }
    var places: Set<String> = []
    plants = plants.shuffled(using: &random).filter {
      places.insert("\($0.file):\($0.line)").inserted
    }
    plants = Array(plants.prefix(wanted))
    var missed: [String] = []
    // All of a page at once, each in a line of its own.
    for (file, text) in pages {
      var lines = textLines(text)
      let planted = plants.filter { $0.file == file }
      for plant in planted { lines[plant.line - 1] = plant.changed }
      let changed = lines.joined(separator: "\n") + "\n"
      let (page, _) = Page.recovering(changed, file: file, chapter: nil)
      var sources = NumberSources(root: root)
      let faults = Set(page.numberFaults(in: &sources, text: changed).map(\.line))
      for plant in planted where !faults.contains(plant.line) {
        missed.append("\(file):\(plant.line): \(plant.new) for \(plant.old) in «\(plant.changed)»")
      }
    }
    print(
      "of \(plants.count) wrong numbers in sentences, \(plants.count - missed.count) were found")
    #expect(missed.isEmpty, "\(missed.joined(separator: "\n"))")
  }

  /// Every number in the sentences of a page, each changed once.
  private static func plants(
    in text: String, file: String, _ root: PackageRoot, using random: inout SplitMix
  ) throws -> [Plant] {
    let lines = textLines(text)
    let shown = try shown(text, in: root)
    var plants: [Plant] = []
    var isFence = false
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("```") { isFence.toggle() }
      if isFence || line.hasPrefix("```") { continue }
      for range in numbers(in: line) {
        guard let new = other(line[range], than: shown, using: &random) else { continue }
        var changed = line
        changed.replaceSubrange(range, with: new)
        plants.append(
          Plant(file: file, line: index + 1, old: String(line[range]), new: new, changed: changed))
      }
    }
    return plants
  }

  /// The numbers anywhere on a page, those in its figures, and what products come to.
  private static func shown(_ text: String, in root: PackageRoot) throws -> Set<Double> {
    var shown: Set<Double> = []
    var texts = [text]
    // What the rule takes for a source, too: a page that a row links to, and the checks of an exercise.
    for page in text.matches(of: /\(([a-z0-9-]+\.md)/) {
      texts.append(try root.text(of: "Guide/\(page.output.1)") ?? "")
    }
    for chapter in text.matches(of: /Sources\/Chapters\/(Chapter[0-9])[A-Za-z0-9]*\/Exercises/) {
      for check in root.files(
        under: "Sources/Workbook/Checks/\(chapter.output.1)", ending: ".swift")
      {
        texts.append(try root.text(of: check) ?? "")
      }
    }
    for figure in text.matches(of: /\((figures\/[a-z0-9-]+\.svg)\)/) {
      guard let drawing = try root.text(of: "Guide/\(figure.output.1)") else { continue }
      texts += drawing.matches(of: /<text[^>]*>([^<]*)/).map { String($0.output.1) }
    }
    for text in texts {
      shown.formUnion(
        text.matches(of: /[0-9][0-9_,]*(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?/)
          .compactMap { value($0.output) })
      for product in text.matches(of: /[0-9_]+(?: ?[×·*] ?[0-9_]+)+/) {
        let factors = product.output.matches(of: /[0-9_]+/).compactMap { value($0.output) }
        shown.insert(factors.reduce(1, *))
      }
    }
    // A percentage may be said as a fraction.
    for text in texts {
      for percentage in text.matches(of: /([0-9]+(?:\.[0-9]+)?) ?%/) {
        guard let value = value(percentage.output.1) else { continue }
        shown.insert((value * 100).rounded() / 10_000)
      }
    }
    // A fraction may be said as a percentage.
    for value in shown where value < 1 {
      shown.formUnion([(value * 100).rounded(), (value * 1000).rounded() / 10])
    }
    return shown
  }

  private static func value(_ text: Substring) -> Double? {
    Double(text.filter { $0 != "," && $0 != "_" })
  }

  /// Where a line has a number of two digits, with a point, a fraction, or with `%`, and where words say one
  /// from three on: not in code, nor in the address of a link.
  private static func numbers(in line: String) -> [Range<String.Index>] {
    // What is no prose, and numbers that are names.
    let hidden = [
      line.matches(of: /`[^`]*`/).map(\.range),
      // A citation is a source that nobody checks.
      line.matches(of: /\[[^\]]*\]\(https?:/).map(\.range),
      line.matches(of: /\]\([^)]*\)/).map(\.range),
      line.matches(of: /^#+ [0-9.]+/).map(\.range), line.matches(of: /^[0-9]+\.\ /).map(\.range),
      line.matches(of: /[0-9]+\.[0-9]+\.[0-9]+|PyTorch [0-9.]+/).map(\.range),
      line.matches(of: /[0-9]+\ min\ /).map(\.range),
      line.matches(of: /(?:exercise|check|for|and) [1-7]\.[1-9]\b/).map(\.range),
    ].joined()
    let digits = line.matches(
      of: /\b[0-9][0-9,]*[0-9](?:\.[0-9]+)?\b|\b[0-9]\.[0-9]+|\b[0-9] ?%/
    ).map(\.range)
    let words = line.matches(of: /\b[A-Za-z]+\b/).map(\.range).filter { range in
      Self.words.contains(line[range].lowercased())
    }
    return (digits + words).filter { range in !hidden.contains { $0.overlaps(range) } }
  }

  /// Another number that is written in the same way and is nowhere on the page; nil where none is found.
  private static func other(
    _ old: Substring, than shown: Set<Double>, using random: inout SplitMix
  ) -> String? {
    for _ in 0..<100 {
      if let first = old.first, first.isLetter {
        let index = Int.random(in: 0..<words.count, using: &random)
        let value = index < 18 ? index + 3 : (index - 15) * 10
        if !shown.contains(Double(value)) { return words[index] }
        continue
      }
      var digits = Array(old)
      let places = digits.indices.filter { digits[$0].isNumber }
      let place = places.randomElement(using: &random)!
      digits[place] = Character("\(Int.random(in: 1...9, using: &random))")
      let new = String(digits)
      // By 32 a page shows the last of the numbers from 0 to 31, too.
      if let value = value(new.prefix { $0 != " " && $0 != "%" }), !shown.contains(value),
        !shown.contains(value + 1)
      {
        return new
      }
    }
    return nil
  }
}
