import Testing

/// A small house in order, and what is said of each way in which it can be out of order.
@Suite struct RulesTests {
  private static let picture = """
    ```text
    Shop/   what sells
      Till   takes money
             → Shelf, books,
               Ink
      Shelf   holds the books   → books
    Books/   what is read
             ← Till, Shelf
             → earlier books, Ink
      First   the one to begin with
      Sec…   those after it
    Stock/   what it is all made of
      Ink   black   → Soot
      Soot   blacker
    ```
    """

  /// A module that imports all that it may.
  private static func module(_ room: String, _ name: String, _ uses: String...) -> Modules.Module {
    let folder = "Sources/\(room)/\(name)"
    return .init(
      name: name, folder: folder, dependencies: uses,
      imports: uses.map { ("\(folder)/Some.swift", $0) })
  }

  private static let house = [
    module("Shop", "Till", "Shelf", "First", "Second", "Ink"),
    module("Shop", "Shelf", "First", "Second"), module("Books", "First", "Ink"),
    .init(name: "Second", folder: "Sources/Books/Second", dependencies: ["Ink", "First"]),
    module("Stock", "Ink", "Soot"), module("Stock", "Soot"),
  ]

  /// What is said after some words of the picture have been replaced, and of some modules.
  private func faults(
    _ words: KeyValuePairs<String, String> = [:], _ modules: [Modules.Module] = []
  ) throws -> [String] {
    var picture = Self.picture
    for (old, new) in words {
      #expect(picture.contains(old), "\(old)")
      picture = picture.replacing(old, with: new)
    }
    var house = Self.house
    for module in modules {
      house.removeAll { $0.name == module.name }
      house.append(module)
    }
    let modules = Modules(all: house)
    return Rules(picture: try Picture(picture, of: modules), modules: modules).faults
  }

  @Test func aHouseInOrderHasNoFaults() throws {
    #expect(try faults() == [])
  }

  @Test func everyModuleHasALine() throws {
    #expect(
      try faults([:], [Self.module("Stock", "Glue")]) == [
        "Sources/README.md: there is no line about Glue, which is in Sources/Stock/Glue: write '  Glue   what it is   → what it uses' in its room, above what it uses"
      ])
    #expect(
      try faults(["blacker\n": "blacker\n  Glue   sticks\n"]) == [
        "Sources/README.md:15: Package.swift has no module Glue: take its line away"
      ])
    #expect(
      try faults([:], [Self.module("Shop", "Soot")]) == [
        "Sources/README.md:14: Soot stands in Stock/, and its sources are in Sources/Shop/Soot: move one of them"
      ])
  }

  @Test func theArrowsAreTheDependencies() throws {
    var ink = Self.module("Stock", "Ink", "Soot")
    ink = .init(name: "Ink", folder: ink.folder, dependencies: [], imports: [])
    #expect(
      try faults([:], [ink]) == [
        "Sources/README.md:13: the arrow of Ink leads to Soot: write Soot among the dependencies of Ink in Package.swift, or take it away here",
        "Sources/README.md:13: no file in Sources/Stock/Ink imports Soot: take it away behind the arrow, and from the dependencies of Ink in Package.swift",
      ])
    #expect(
      try faults(["black   → Soot": "black"]) == [
        "Sources/README.md:13: Package.swift lets Ink use Soot: write Soot behind the arrow of Ink, or take it away from its dependencies in Package.swift"
      ])
  }

  @Test func importsAreDependencies() throws {
    var soot = Self.module("Stock", "Soot")
    soot.imports = [
      ("Sources/Stock/Soot/Black.swift", "Foundation"), ("Sources/Stock/Soot/Black.swift", "Ink"),
    ]
    #expect(
      try faults([:], [soot]) == [
        "Sources/Stock/Soot/Black.swift imports Ink, which Soot may not use: take the import away, or write Ink among the dependencies of Soot in Package.swift and behind its arrow in Sources/README.md"
      ])
  }

  @Test func dependenciesAreImported() throws {
    var till = Self.module("Shop", "Till", "Shelf", "First", "Second", "Ink")
    till.imports = [("Sources/Shop/Till/Till.swift", "Ink")]
    // Not all books have to be used where all may be.
    #expect(
      try faults([:], [till]) == [
        "Sources/README.md:3: no file in Sources/Shop/Till imports Shelf: take it away behind the arrow, and from the dependencies of Till in Package.swift"
      ])
  }

  @Test func arrowsLeadDown() throws {
    #expect(
      try faults(["blacker": "blacker   → Till"], [Self.module("Stock", "Soot", "Till")]) == [
        "Sources/README.md:14: the arrow from Soot to Till leads up: a module uses what stands below it, so move what both need down"
      ])
    #expect(
      try faults(
        ["holds the books": "holds   → Till"],
        [Self.module("Shop", "Shelf", "Till", "First", "Second")]) == [
          "Sources/README.md:6: the arrow from Shelf to Till leads up: a module uses what stands below it, so move what both need down"
        ])
  }

  @Test func nothingUsesWhatComesAfterIt() throws {
    #expect(
      try faults(
        ["to begin with": "to begin with   → Second"],
        [Self.module("Books", "First", "Ink", "Second")]) == [
          "Sources/README.md:10: First uses Second, which comes after it: move what both need to the earlier one"
        ])
  }

  @Test func onlySomeUseTheBooks() throws {
    #expect(
      try faults(["← Till, Shelf": "← Till"]) == [
        "Sources/README.md:6: Shelf uses Books/, which is for Till alone: hand it what it needs from there"
      ])
    #expect(
      try faults(["← Till, Shelf": "← Till, Shelf, Ink"]) == [
        "Sources/README.md:7: no arrow of Ink leads to Books/: take it away behind ←"
      ])
  }

  @Test(arguments: [
    (
      "Shop/   what", "Shop: what",
      "Sources/README.md:2: 'Shop: what sells' cannot be read: write 'Room/   words', or '  Module   words   → Other, Other'"
    ),
    (
      "black   → Soot", "black   → Sooot",
      "Sources/README.md:13: no line of the picture is about 'Sooot'"
    ),
    (
      "black   → Soot", "black   → Soot,",
      "Sources/README.md:13: a name is missing behind →, or a comma is too many"
    ),
    ("black   → Soot", "→ Soot", "Sources/README.md:13: say what Ink is before the arrow"),
    (
      "  Soot   blacker", "  Soot   blacker\n  Soot   blackest",
      "Sources/README.md:15: Soot has a line already"
    ),
    (
      "Shop/   what sells\n", "",
      "Sources/README.md:2: Till is in no room: write 'Room/   words' above it"
    ),
    ("Sec…", "Third…", "Sources/README.md:11: no module begins like 'Third…'"),
    ("```text\n", "", "Sources/README.md:1: there is no picture: put it between ```text and ```"),
  ])
  func whatCannotBeReadIsSaid(old: String, new: String, says: String) {
    let picture = Self.picture.replacing(old, with: new)
    #expect(
      performing: { try Picture(picture, of: Modules(all: Self.house)) },
      throws: { "\($0)" == says })
  }

  @Test func importsAreFound() {
    let text = """
      import Tensors
      @testable import NN
        public import struct Plots.Figure
      // import Datasets
      let importance = 1
      """
    #expect(Modules.importedModules(in: text) == ["Tensors", "NN", "Plots"])
  }
}
