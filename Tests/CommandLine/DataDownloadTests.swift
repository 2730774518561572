import Datasets
import Foundation
import TestSupport
import Testing

@testable import WorkbookCommand

/// `workbook data download` from a server of the test's own.
@Suite struct DataDownloadTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func download(_ words: String = "", from server: WebServer) throws -> BuiltWorkbook.Run {
    try BuiltWorkbook.shell(
      #"cd "$folder" && "$workbook" data download --from "$address" \#(words)"#,
      environment: ["folder": folder.path, "address": server.address])
  }

  private func file(_ name: String, in directory: String = "data") -> URL {
    URL(filePath: "\(folder.path)/\(directory)/MNIST/raw/\(name)")
  }

  @Test func theFullSetIsFetchedOnceAndThenIsThere() throws {
    let server = BlankSet.server()
    let first = try download(from: server)
    #expect(
      first
        == .init(
          output: """
            data/MNIST/raw/train-images-idx3-ubyte.gz: 60,000 images
            data/MNIST/raw/train-labels-idx1-ubyte.gz: 60,000 labels
            data/MNIST/raw/t10k-images-idx3-ubyte.gz: 10,000 images
            data/MNIST/raw/t10k-labels-idx1-ubyte.gz: 10,000 labels
            To train on them: swift run workbook train --data data

            """))
    #expect(server.takePaths() == MNISTFile.all.map { "/\($0.packedName)" })
    for (name, bytes) in BlankSet.files { #expect(try Data(contentsOf: file(name)) == Data(bytes)) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: file("").path).count == 4)
    let status = try BuiltWorkbook.run("data", "status", "--data", "\(folder.path)/data")
    #expect(status.status == 0)
    #expect(status.output.contains("60,000 images of 28 × 28"))

    // What is damaged or gone comes anew, and nothing else.
    try Data("<html>".utf8).write(to: file("t10k-images-idx3-ubyte.gz"))
    try FileManager.default.removeItem(at: file("t10k-labels-idx1-ubyte.gz"))
    let second = try download("data/", from: server)
    #expect(
      second
        == .init(
          output: """
            train-images-idx3-ubyte is there: 60,000 images
            train-labels-idx1-ubyte is there: 60,000 labels
            data/MNIST/raw/t10k-images-idx3-ubyte.gz: 10,000 images
            data/MNIST/raw/t10k-labels-idx1-ubyte.gz: 10,000 labels
            To train on them: swift run workbook train --data data

            """))
    #expect(
      server.takePaths() == ["/t10k-images-idx3-ubyte.gz", "/t10k-labels-idx1-ubyte.gz"])
    let third = try download("--data data", from: server)
    #expect(third.status == 0)
    #expect(third.output.hasPrefix("train-images-idx3-ubyte is there: 60,000 images\n"))
    #expect(server.takePaths() == [])
  }

  /// A server that does not hand out the files, and what is said of it.
  struct Fault: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let status: Int32
    let answer: @Sendable (WebServer.Exchange) -> Void

    init(
      _ words: String, status: Int32 = 69, answer: @escaping @Sendable (WebServer.Exchange) -> Void
    ) {
      testDescription = words
      self.status = status
      self.answer = answer
    }

    /// The first of the files.
    static var sound: [UInt8] { BlankSet.files["train-images-idx3-ubyte.gz"]! }

    static let all = [
      Fault("The requested URL returned error: 404") { $0.sendHead("404 Not \u{1B}[31mFound") },
      Fault("Empty reply from server") { _ in },
      Fault("transfer closed with 1000 bytes remaining to read") { exchange in
        exchange.sendHead("200 OK", "Content-Length: \(sound.count + 1_000)")
        exchange.send(sound)
      },
      Fault("it sends more than 9,912,422 bytes") { exchange in
        exchange.sendHead()
        while exchange.send([UInt8](repeating: 7, count: 1 << 16)) {}
      },
      Fault("it sends more than 9,912,422 bytes") { exchange in
        exchange.sendHead("200 OK", "Content-Length: 9912423")
      },
      Fault("redirects followed") { $0.sendHead("302 Found", "Location: \($0.path)") },
      Fault("it leads to an address that is less safe, such as a page to sign in") { exchange in
        exchange.sendHead("302 Found", "Location: file:///etc/passwd")
      },
      Fault("what came is not the file: it is damaged (incorrect data check)", status: 65) {
        exchange in
        var bytes = sound
        bytes[bytes.count - 8] ^= 1
        exchange.send(body: bytes)
      },
      Fault("what came is not the file: it holds ", status: 65) { exchange in
        exchange.send(body: Array(sound.prefix(sound.count / 2)))
      },
      Fault("what came is not the file: it is a web page", status: 65) { exchange in
        exchange.send(body: Array("<!DOCTYPE html><title>Sign in</title>".utf8))
      },
      Fault("it is a text that begins with 'no\\u{202E} here'", status: 65) { exchange in
        exchange.send(body: Array("no\u{202E} here".utf8))
      },
      Fault("what came is not the file: it is empty", status: 65) { $0.sendHead("204 No Content") },
    ]
  }

  @Test(arguments: Fault.all) func aServerThatFailsIsNamedAndNothingIsLeft(fault: Fault) throws {
    let server = WebServer(answer: fault.answer)
    let run = try download("'my data'", from: server)
    #expect(run.output == "")
    #expect(run.status == fault.status)
    #expect(run.error.contains("\(server.address): "))
    #expect(run.error.contains(fault.testDescription), "\(run.error)")
    #expect(
      run.error.hasPrefix("workbook: train-images-idx3-ubyte.gz was not fetched: http://127.0.0.1:")
    )
    #expect(
      run.error.hasSuffix(
        "; try again later, name another mirror with --from, or put the four files into "
          + "my data/MNIST/raw yourself\n"))
    #expect(run.error.split(separator: "\n").count == 1)
    #expect(
      !run.error.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" })
    #expect(try folder.files == [])
  }

  /// A file that is damaged stays where no other is to be had.
  @Test func whatIsThereStaysWhereNothingComes() throws {
    let place = file("train-images-idx3-ubyte.gz")
    try FileManager.default.createDirectory(at: file(""), withIntermediateDirectories: true)
    try Data("damaged".utf8).write(to: place)
    let run = try download(from: WebServer { $0.sendHead("404 Not Found") })
    #expect(run.status == 69)
    #expect(try Data(contentsOf: place) == Data("damaged".utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: file("").path).count == 1)
  }

  @Test func whereNobodyAnswersALineSaysSo() throws {
    let run = try BuiltWorkbook.run(
      "data", "download", "\(folder.path)/data", "--from", "http://127.0.0.1:1")
    #expect(run.status == 69)
    #expect(run.error.contains("was not fetched: http://127.0.0.1:1/: Failed to connect to 127"))
    #expect(try folder.files == [])
  }

  @Test func otherDigitsAreNeitherReplacedNorHidden() throws {
    let digits = try FewDigits()
    let server = BlankSet.server()
    let run = try BuiltWorkbook.run(
      "data", "download", "\(digits.path)/digits", "--from", server.address)
    #expect(run.status == 73)
    #expect(
      run.error == """
        workbook: \(digits.path)/digits/train-images-idx3-ubyte holds other digits than the full \
        set: move it away if you do not need it, or choose another folder

        """)
    #expect(server.takePaths() == [])
    #expect(try FileManager.default.contentsOfDirectory(atPath: digits.path + "/digits").count == 4)
  }

  @Test func aPlaceThatTakesNoFilesIsSaidBeforeAnythingIsFetched() throws {
    try Data().write(to: URL(filePath: folder.path + "/data"))
    let server = BlankSet.server()
    let run = try download(from: server)
    #expect(run.status == 73)
    #expect(run.error.hasPrefix("workbook: data cannot be written (Not a directory): "))
    #expect(server.takePaths() == [])
  }

  @Test(arguments: [
    ("data", "data"), ("~/numbers/1_2", "'~/numbers/1_2'"), ("my data", "'my data'"),
    ("it's", #"'it'\''s'"#), ("bundled", "./bundled"), ("-x", "./-x"), ("数", "数"), ("$x", "'$x'"),
  ])
  func theFolderIsNamedAsAShellTakesIt(folder: String, words: String) {
    #expect(DataDownloadCommand.quoted(folder) == words)
  }
}
