import Foundation
import Testing

/// `Sources/README.md` draws which module may use which. Here it is compared with `Package.swift` and
/// with what the sources import.
@Suite struct RoomsTests {
  @Test func thePictureTheManifestAndTheImportsAgree() throws {
    let text = try String(
      contentsOf: Modules.root.appending(path: Picture.file), encoding: .utf8)
    let modules = try Modules.ofThisPackage()
    let rules = Rules(picture: try Picture(text, of: modules), modules: modules)
    for fault in rules.faults { Issue.record("\(fault)") }
  }
}
