import Datasets
import Foundation

/// Says what the check of an exhibit sees in a sound training, and in its own.
public func checkExhibit(_ number: Int, on digits: MNIST) {
  let exhibit = exhibits[number - 1]
  for (name, recipe) in [("sound:", Sound()), ("exhibit \(number):", exhibit.init())]
    as [(String, any Recipe)]
  {
    print(
      name.padding(toLength: 12, withPad: " ", startingAt: 0),
      exhibit.check(Training(recipe, on: digits)), separator: "")
  }
}

/// What each check finds in each training, the sound one first.
func matrix(on digits: MNIST) -> [(name: String, found: [Bool])] {
  let recipes: [(String, any Recipe)] =
    [("sound", Sound())]
    + exhibits.enumerated().map { index, exhibit in
      ("\(index + 1) \(exhibit.name)", exhibit.init())
    }
  // #region matrix
  return recipes.map { name, recipe in
    (name, exhibits.map { $0.check(Training(recipe, on: digits)).isFault })
  }
  // #endregion matrix
}

/// Prints a row for each training and a column for each check.
public func printMatrix(on digits: MNIST) {
  let rows = matrix(on: digits)
  func row(_ name: String, _ cells: [String]) {
    print(
      name.padding(toLength: 30, withPad: " ", startingAt: 0),
      cells.map { String(repeating: " ", count: 3 - $0.count) + $0 }.joined(), separator: "")
  }
  row("check", exhibits.indices.map { "\($0 + 1)" })
  for (name, found) in rows { row(name, found.map { $0 ? "x" : "." }) }
}
