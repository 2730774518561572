#if os(Linux)
  import ExitTestSupport
  import Foundation
  import Notebook
  import Testing

  /// Elsewhere a file system takes no such names.
  @Suite struct CurrentFolderTests {
    @Test("A folder whose name is no text is not taken for another", .withExitTests)
    func namesThatAreNoText() async {
      // The current folder belongs to the whole process.
      await #expect(processExitsWith: .success) {
        let name: [CChar] = Array("/tmp/package-\(UUID())".utf8CString.dropLast()) + [-1, 0]
        #expect(mkdir(name, 0o700) == 0)
        #expect(chdir(name) == 0)
        defer { rmdir(name) }
        #expect(
          throws: NotebookError.system(
            "read the name of the current folder, which is not UTF-8", EILSEQ)
        ) { try PackageRoot.find() }
      }
    }

    @Test("Nor is one that was removed", .withExitTests)
    func removed() async {
      await #expect(processExitsWith: .success) {
        let name = "/tmp/package-\(UUID())"
        #expect(mkdir(name, 0o700) == 0)
        #expect(chdir(name) == 0)
        #expect(rmdir(name) == 0)
        #expect(throws: NotebookError.system("read the name of the current folder", ENOENT)) {
          try PackageRoot.find()
        }
      }
    }
  }
#endif
