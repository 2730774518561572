import Foundation
import Notebook
import Testing

/// What the README says about the package, where a file can tell.
@Suite struct ReadmeTests {
  /// The numbers of a version that stands behind these words: `6.3` is [6, 3].
  private func version(behind words: String, in path: String) throws -> [Int] {
    let text = try String(contentsOf: PackageRoot.find().url(of: path), encoding: .utf8)
    let range = try #require(text.range(of: words), "\(path) does not say '\(words)'")
    let digits = text[range.upperBound...].prefix { $0.isNumber || $0 == "." }
    return digits.split(separator: ".").compactMap { Int($0) }
  }

  /// The manifest's first line is what a toolchain goes by: an older one says which it wants.
  @Test func theToolchainIsTheManifests() throws {
    let manifest = try version(behind: "swift-tools-version: ", in: "Package.swift")
    #expect(try version(behind: "Swift toolchain of version ", in: "README.md") == manifest)
  }

  /// On many machines, such names are one file.
  @Test func noTwoFilesHaveNamesThatDifferInCaseOnly() throws {
    let root = try PackageRoot.find()
    let names = ["Guide", "Sources", "Tests"].flatMap { root.files(under: $0, ending: "") }
    #expect(names.count > 300)
    let alike = Dictionary(grouping: names) { $0.lowercased() }.values.filter { $0.count > 1 }
    #expect(alike.isEmpty, "\(alike)")
  }

  /// `Test.cancel` and values that exit tests capture came with Swift 6.3.
  @Test func theToolchainHasWhatTheTestsUse() throws {
    let root = try PackageRoot.find()
    let manifest = try version(behind: "swift-tools-version: ", in: "Package.swift")
    let users = try root.files(under: "Tests", ending: ".swift").filter { path in
      try String(contentsOf: root.url(of: path), encoding: .utf8).contains("try Test.cancel" + "(")
    }
    #expect(users.isEmpty || !manifest.lexicographicallyPrecedes([6, 3]), "\(users)")
  }
}
