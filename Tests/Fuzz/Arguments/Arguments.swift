import FuzzSupport

@testable import WorkbookCommand

/// A command line, a word in each line: read, not run, and completed at its end.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let words = text(start, count).split(
    separator: "\n", omittingEmptySubsequences: false
  ).map(String.init)
  if case .run(let command, let arguments)? = try? Request(words, commands: Workbook.commands) {
    func parse<C: Command>(_ command: C.Type) { _ = try? command.parse(arguments) }
    parse(command)
  }
  _ = CompletionRequest(words)
  return 0
}
