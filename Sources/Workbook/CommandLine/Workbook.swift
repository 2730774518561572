import Foundation
import Notebook
import StateFiles
import Tensors

/// The program: finds the command that the arguments name, and runs it.
struct Workbook {
  static let version = "1.0.0"

  /// In the order of `--help`. One with two words belongs to the group of the first.
  static let commands: [any Command.Type] = [
    ChapterCommand.self,
    MuseumCommand.self,
    CheckCommand.self,
    HintCommand.self,
    SolutionCommand.self,
    ResetCommand.self,
    WatchCommand.self,
    DiffCommand.self,
    QuizCommand.self,
    TrainCommand.self,
    DataStatusCommand.self,
    DataDownloadCommand.self,
    GuideCheckCommand.self,
    GuideUpdateCommand.self,
    GuideReviewCommand.self,
    BenchCommand.self,
    JobsCommand.self,
    CompleteCommand.self,
  ]

  let console: Console

  /// Does what the arguments ask for, and returns how the process is to end. They do not include
  /// the program's name.
  func run(_ arguments: [String]) -> ExitStatus {
    let status = status(of: arguments)
    guard let loss = console.loss, [.success, .checkFailed].contains(status) else { return status }
    let advice = loss.code == ENOSPC ? "; make room for it" : ""
    console.writeError(
      "workbook: standard output took only part of the text: \(loss.reason)\(advice)\n")
    return .inputOutput
  }

  /// The first argument of the process that is not UTF-8. As Swift reads it, it names another file
  /// than the one that was meant.
  private static var argumentThatIsNoText: String? {
    for (index, argument) in CommandLine.arguments.enumerated() {
      guard let bytes = unsafe CommandLine.unsafeArgv[index] else { break }
      if unsafe String(validatingCString: bytes) == nil { return argument }
    }
    return nil
  }

  private func status(of arguments: [String]) -> ExitStatus {
    // What to look at for more, once the command is known.
    var place = "workbook"
    do {
      try Processor.check()
      if let broken = Self.argumentThatIsNoText {
        throw UsageError("'\(broken)' is not UTF-8: rename what it stands for, or leave it out")
      }
      let request = try Request(arguments, commands: Self.commands)
      place = request.place
      switch request {
      case .help(let text): console.write(TerminalText(lines: text))
      case .version: console.write("workbook \(Self.version)\n")
      case .run(let command, let arguments): try run(command, arguments)
      }
      return .success
    } catch let error as UsageError {
      console.writeError(Self.message("\(error) (see '\(place) --help')"))
      return .usage
    } catch {
      let failure = Failure(error)
      if let message = failure.message { console.writeError(Self.message(message)) }
      return failure.status
    }
  }

  /// A message on standard error: a line, which breaks between words where a person looks at it.
  private static func message(_ text: TerminalText) -> TerminalText {
    let whole: TerminalText = "workbook: \(text)\n"
    let terminal = Terminal(descriptor: STDERR_FILENO, color: .never)
    // Several lines are laid out already.
    guard terminal.isInteractive, !text.written.contains("\n") else { return whole }
    let lines = whole.written.broken(width: max(terminal.width, 30))
    return TerminalText(styled: lines.joined(separator: "\n"))
  }

  private func run<C: Command>(_ type: C.Type, _ arguments: [String]) throws {
    let (command, options) = try type.parse(arguments)
    if let threads = options.threads { Device.threads = threads }
    try command.run(in: Session(options, console: console))
  }
}

/// What a command line asks for.
enum Request {
  case help(String)
  case version
  case run(any Command.Type, arguments: [String])

  /// The command, as `--help` is asked of it.
  var place: String {
    guard case .run(let command, _) = self else { return "workbook" }
    return (["workbook"] + command.name).joined(separator: " ")
  }

  /// - Throws: a `UsageError` if there is no such command.
  init(_ arguments: [String], commands: [any Command.Type]) throws(UsageError) {
    // `workbook --epochs 3 train`: to know that 3 is no command takes the options of all.
    let parser = commands.parser
    let positions = parser.pieces(of: arguments).positions.prefix(2)
    let words = positions.map { arguments[$0] }
    let options = arguments.prefix { $0 != "--" }
    let wantsHelp = options.contains("--help") || options.contains("-h")

    if words.first == "help" {
      // `workbook help train`, as other programs have it, however often it is said.
      let help = Set(parser.pieces(of: arguments).positions.prefix { arguments[$0] == "help" })
      let rest = arguments.indices.filter { !help.contains($0) }.map { arguments[$0] }
      self = try Request(["--help"] + rest, commands: commands)
      return
    }
    guard let command = words.isEmpty ? ContentsCommand.self : commands.command(words) else {
      if words.count == 1, wantsHelp, !commands.words(after: words).isEmpty {
        self = .help(HelpText.group(words[0], commands.filter { $0.name[0] == words[0] }))
        return
      }
      // `--colour never`: it is the option that is unknown, not the command 'never'.
      _ = try parser.parse(Array(arguments[..<positions[0]]))
      throw Self.unknownCommand(words, commands)
    }
    if wantsHelp {
      self = .help(words.isEmpty ? HelpText.program(commands) : HelpText.command(command))
    } else if options.contains("--version") {
      self = .version
    } else {
      var rest = arguments
      for position in positions.prefix(command.name.count).reversed() { rest.remove(at: position) }
      self = .run(command, arguments: rest)
    }
  }

  private static func unknownCommand(
    _ words: [String], _ commands: [any Command.Type]
  ) -> UsageError {
    let group = commands.words(after: [words[0]])
    if words.count == 1, !group.isEmpty {
      return UsageError("'\(words[0])' needs to know what to do: \(group.quotedList("or"))")
    }
    let beginning = group.isEmpty ? "" : "\(words[0]) "
    let word = words[group.isEmpty ? 0 : 1]
    let names = group.isEmpty ? commands.words(after: []) : group
    let chapter = group.isEmpty ? Int(word).map { "chapter \($0)" } : nil
    let nearest = nearestWord(to: word, in: names).map { beginning + $0 }
    return .unknown(
      "no command '\(beginning + word)'", nearest: chapter ?? nearest,
      else: "; there are \(names.map { beginning + $0 }.quotedList())")
  }
}
