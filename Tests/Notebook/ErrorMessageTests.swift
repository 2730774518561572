import Testing

@testable import Notebook

@Suite struct ErrorMessageTests {
  @Test(arguments: [
    ("M/F.swift:31: Fatal error: no", "Fatal error: no"),
    ("Swift/Array.swift:4: Fatal error: Index out of range", "Fatal error: Index out of range"),
    ("M/F.swift:1: Precondition failed: no", "Precondition failed: no"),
    ("M/F.swift:1: Assertion failed", "Assertion failed"),
    ("Fatal error: no", "Fatal error: no"),
    ("it said M/F.swift:31: Fatal error: no", "it said M/F.swift:31: Fatal error: no"),
    ("M/F.swift:31: warning: no", "M/F.swift:31: warning: no"),
    ("first\nM/F.swift:31: Fatal error: no\nlast\n", "first\nFatal error: no\nlast\n"),
  ])
  func sourceLocationsAreTakenOff(text: String, expected: String) {
    #expect(withoutSourceLocations(text) == expected)
  }
}
