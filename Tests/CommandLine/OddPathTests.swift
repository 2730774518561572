import Foundation
import Notebook
import Testing

/// Folders and files whose names are more than letters.
@Suite struct OddPathTests {
  /// In a shell, `$folder` is a reader's folder of an odd name, and `$scratch` an empty one in it.
  private func shell(_ script: String, name: String = "a 数 😀 'b' $c") throws -> BuiltWorkbook.Run {
    let reader = try ReadersFolder()
    try reader.begin()
    let parent = FileManager.default.temporaryDirectory.appending(path: "odd-\(UUID())")
    let folder = parent.appending(path: name)
    try FileManager.default.createDirectory(
      at: folder.appending(path: "scratch"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: parent) }
    let package = folder.appending(path: "package")
    try FileManager.default.moveItem(at: reader.root.directory, to: package)
    return try BuiltWorkbook.shell(
      script,
      environment: ["folder": package.path, "scratch": folder.appending(path: "scratch").path])
  }

  @Test func everythingWorksInAFolderOfAnyName() throws {
    let run = try shell(
      """
      cd "$folder"
      "$workbook" chapter 1 --only too-many >/dev/null || exit 1
      "$workbook" check 1.1 >/dev/null; [ $? = 1 ] || exit 2
      "$workbook" reset 1.1 || exit 3
      "$workbook" train --epochs 1 --save "$scratch/数 😀" >/dev/null 2>&1 || exit 4
      "$workbook" train --epochs 1 --load "$scratch/数 😀" || exit 5
      "$workbook" data status --data "$scratch"
      """)
    #expect(run.output.contains("Your answer is kept in .workbook/replaced/1.1-Normalize-"))
    #expect(run.output.contains("Epoch: 1, "))
    #expect(run.error.contains("/a 数 😀 'b' $c/scratch"))
    #expect(run.status == 66)
  }

  /// No name of a folder or a file, and no argument, speaks to the terminal.
  @Test(arguments: [
    #""$workbook" data status --data ."#, #""$workbook" data status --data "$PWD""#,
    #""$workbook" train --load "$PWD/x""#, #""$workbook" train --save "$PWD/y/x""#,
    #""$workbook" "$PWD""#, #""$workbook" chapter "$PWD""#, #""$workbook" chapter 1 --only "$PWD""#,
    #""$workbook" check "$PWD""#, #""$workbook" "--$PWD""#, #""$workbook" --color "$PWD""#,
    #""$workbook" train --epochs "$PWD""#, #""$workbook" jobs 1 "$PWD""#,
    #""$workbook" bench --figure "$PWD/y/x""#,
    #""$workbook" data download "$PWD" --from http://127.0.0.1:1/"#,
    #""$workbook" data download --from "$PWD""#,
    #"touch train-images-idx3-ubyte; "$workbook" data status --data ."#,
  ])
  func namesAreShown(command: String) throws {
    let name = "a\u{1B}]0;b\u{7}\u{1B}[31m\r\n\u{9B}2J\u{7F}\u{202E}\u{2028}"
    let run = try shell("cd \"$scratch\" || exit 1; \(command)", name: name)
    for text in [run.output, run.error] {
      let controls = text.unicodeScalars.filter {
        $0.value < 0x20 && $0 != "\n" || (0x7F..<0xA0).contains($0.value)
          || [0x2028, 0x202E].contains($0.value)
      }
      #expect(controls.isEmpty, "\(text.debugDescription)")
    }
    #expect(run.status > 63)
    #expect(run.error.split(separator: "\n").count == 1, "\(run.error)")
  }
}
