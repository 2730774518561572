import Datasets
import Notebook

/// `workbook data download [DIR]`: the full set, fetched.
struct DataDownloadCommand: Command {
  static let description = CommandDescription(
    name: "data download", summary: "Fetch the full set of digits.",
    discussion: """
      Fetches all of MNIST, 60,000 and 10,000 digits in four files of 12 MB in all,
      into MNIST/raw in the folder DIR, or in 'data': where torchvision has them, and
      where --data DIR finds them. Correct files that are already there stay.

      Another mirror is an address to which the names of the files are added, such as
      train-images-idx3-ubyte.gz.
      """,
    example: "workbook data download")

  @Argument(.folder) private var directory: String? = nil
  @Option(.address, default: "two on the web", help: "Another mirror") private var from: String?

  func run(in session: Session) throws {
    let directory = try chosenDirectory(session.options.data)
    var download = MNISTDownload(into: directory, from: from.map { [$0] } ?? MNISTDownload.mirrors)
    let missing = try download.missingFiles()
    for file in MNISTFile.all where !missing.contains(file) {
      session.console.write("\(file.name) is there: \(file.contents)\n")
    }
    if !missing.isEmpty {
      try Signals.holdingBack { try download.checkPlace(of: missing) }
      try fetch(missing, by: &download, in: session)
    }
    // Read once more, from where whoever trains on them will.
    if !missing.isEmpty, let file = try download.missingFiles().first {
      throw Failure("\(download.path(of: file)) is gone: download it again", status: .noInput)
    }
    session.console.write(
      "To train on them: swift run workbook train --data \(Self.quoted(download.directory))\n")
  }

  private func fetch(
    _ files: [MNISTFile], by download: inout MNISTDownload, in session: Session
  ) throws {
    let bar = ProgressBar(session.error, console: session.console, unit: .megabytes)
    if bar != nil {
      // Until there is something to show a bar of.
      let line = "asking \(download.mirrors[0])".prefix(max(session.error.width - 1, 0))
      session.console.showPassing("\(line)")
    }
    defer {
      bar?.finish()
      session.console.showPassing(nil)
    }
    let total = files.map(\.packedByteCount).reduce(0, +)
    var before = 0
    for file in files {
      let bytes = try download.fetch(file) { count in
        bar?.update(done: before + count, of: total)
      } onFailure: { attempt in
        session.console.writeError("\(attempt); trying the next mirror\n")
      }
      try Signals.holdingBack { try download.save(bytes, as: file) }
      session.console.write("\(download.path(of: file)): \(file.contents)\n")
      before += file.packedByteCount
    }
  }

  /// The folder, for which somebody may take `--data`, too.
  private func chosenDirectory(_ data: MNIST.Root) throws(UsageError) -> String {
    switch (directory, data) {
    case (let directory?, .bundled): return directory
    case (nil, .bundled): return "data"
    case (nil, .directory(let other)) where !other.isEmpty: return other
    default: throw UsageError("name the folder once, as 'data download DIR'")
    }
  }

  /// The folder as a shell takes it, behind `--data`.
  static func quoted(_ directory: String) -> String {
    let isBundled = directory == MNIST.Root.bundled.description
    let path = isBundled || directory.hasPrefix("-") ? "./\(directory)" : directory
    let isPlain = path.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || "0123456789/._-".unicodeScalars.contains(scalar)
    }
    return isPlain ? path : "'" + path.replacing("'", with: #"'\''"#) + "'"
  }
}
