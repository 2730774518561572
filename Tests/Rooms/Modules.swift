import Foundation
import Testing

/// The modules under `Sources`: what `Package.swift` says of them, and what their files import.
struct Modules {
  struct Module {
    let name: String
    /// Relative to the package: `Sources/Engine/NN`.
    let folder: String
    let dependencies: [String]
    /// In the order of the files' names.
    var imports: [(file: String, name: String)] = []
  }

  var all: [Module]

  /// Those of the package that this file is in.
  static func ofThisPackage() throws -> Modules {
    var modules = Modules(all: try declared())
    for index in modules.all.indices {
      modules.all[index].imports = try imports(in: modules.all[index].folder)
    }
    return modules
  }

  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// What the manifest gives when it is run. It has a folder of its own to work in, so that it does not
  /// wait for a build to end.
  private static func declared() throws -> [Module] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "swift", "package", "--package-path", root.path,
      "--scratch-path", FileManager.default.temporaryDirectory.appending(path: "rooms").path,
      "dump-package",
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(
      process.terminationStatus == 0, "'swift package dump-package' cannot read Package.swift")
    return try JSONDecoder().decode(Manifest.self, from: data).targets.compactMap { target in
      guard let path = target.path, path.hasPrefix("Sources/") else { return nil }
      return Module(
        name: target.name, folder: path, dependencies: target.dependencies.map(\.name))
    }
  }

  private static func imports(in folder: String) throws -> [(String, String)] {
    let files = try FileManager.default.subpathsOfDirectory(
      atPath: root.appending(path: folder).path)
    // What SwiftPM compiles: not what an editor keeps beside a file, such as `.#Tensor.swift`.
    let sources = files.filter { file in
      file.hasSuffix(".swift") && !file.split(separator: "/").contains { $0.hasPrefix(".") }
    }
    return try sources.sorted().flatMap { file in
      let path = "\(folder)/\(file)"
      let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
      return importedModules(in: text).map { (path, $0) }
    }
  }

  static func importedModules(in text: String) -> [String] {
    let pattern =
      #/^\s*(?:@\w+\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+/#
    let kind = #/^(?:typealias|struct|class|enum|protocol|let|var|func)\s+/#
    return text.split(whereSeparator: \.isNewline).compactMap { line in
      guard let start = line.prefixMatch(of: pattern) else { return nil }
      let name = line[start.range.upperBound...].replacing(kind, with: "")
      return String(name.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    }
  }
}

/// What is looked at of the manifest. An error tells of a dependency that is written in another way.
private struct Manifest: Decodable {
  struct Target: Decodable {
    let name: String
    let path: String?
    let dependencies: [Dependency]
  }

  /// `["Tensors", null]` behind `byName` or `target`: a name, and a condition.
  struct Dependency: Decodable {
    let name: String

    enum Key: CodingKey { case byName, target }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      let key = container.contains(.byName) ? Key.byName : .target
      var list = try container.nestedUnkeyedContainer(forKey: key)
      name = try list.decode(String.self)
    }
  }

  let targets: [Target]
}
