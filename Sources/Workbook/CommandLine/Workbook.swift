import Tensors

/// The program: finds the command that the arguments name, and runs it.
struct Workbook {
  static let version = "1.0.0"

  /// In the order of `--help`. One with two words belongs to the group of the first.
  static let commands: [any Command.Type] = [
    ChapterCommand.self,
    CheckCommand.self,
    HintCommand.self,
    SolutionCommand.self,
    ResetCommand.self,
    WatchCommand.self,
    DiffCommand.self,
    TrainCommand.self,
    DataStatusCommand.self,
    GuideCheckCommand.self,
    GuideUpdateCommand.self,
    GuideReviewCommand.self,
    BenchCommand.self,
    CellCommand.self,
    CellsCommand.self,
    ChecksCommand.self,
    CompleteCommand.self,
  ]

  /// The command whose name these words begin with.
  static func command(
    _ words: [String], of commands: [any Command.Type]
  ) -> (any Command.Type)? {
    commands.first { words.starts(with: $0.name) }
  }

  /// The options of all commands, and those of the program without a command.
  static func options(of commands: [any Command.Type]) -> [DeclaredOption] {
    ([ContentsCommand.self] + commands).flatMap { $0.declarations.options }
  }

  private let console: Console

  init(console: Console) {
    self.console = console
  }

  /// Does what the arguments ask for, and returns how the process is to end. They do not include
  /// the program's name.
  func run(_ arguments: [String]) -> ExitStatus {
    // What to look at for more, once the command is known.
    var place = "workbook"
    do {
      try Processor.current().check()
      let request = try Request(arguments, commands: Self.commands)
      place = request.place
      switch request {
      case .help(let text):
        console.write(text)
      case .version:
        console.write("workbook \(Self.version)\n")
      case .run(let command, let arguments):
        try run(command, arguments)
      }
      guard !console.hasLostOutput else {
        throw Failure(
          "standard output took only a part of the text: make room for it", status: .inputOutput)
      }
      return .success
    } catch let error as UsageError {
      console.writeError("workbook: \(error) (see '\(place) --help')\n")
      return .usage
    } catch {
      let failure = Failure(error)
      if let message = failure.message { console.writeError("workbook: \(message)\n") }
      return failure.status
    }
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
    let parser = ArgumentParser(
      options: Declarations(of: GlobalOptions()).options + Workbook.options(of: commands))
    let positions = parser.wordPositions(in: arguments, atMost: 2)
    let words = positions.map { arguments[$0] }
    let options = arguments.prefix { $0 != "--" }
    let wantsHelp = options.contains("--help") || options.contains("-h")

    if words.first == "help" {
      // `workbook help train`, as other programs have it.
      var rest = arguments
      rest.remove(at: positions[0])
      try self.init(["--help"] + rest, commands: commands)
      return
    }
    guard let command = words.isEmpty ? ContentsCommand.self : Workbook.command(words, of: commands)
    else {
      let group = commands.filter { !$0.description.isHidden && $0.name[0] == words[0] }
      if words.count == 1, wantsHelp, !group.isEmpty {
        self = .help(HelpText.group(words[0], group))
        return
      }
      // `--colour never`: it is the option that is unknown, not the command 'never'.
      _ = try parser.parse(Array(arguments[..<positions[0]]))
      throw Self.unknownCommand(words, group: group, commands)
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
    _ words: [String], group: [any Command.Type], _ all: [any Command.Type]
  ) -> UsageError {
    if !group.isEmpty {
      let names = group.map { $0.name[1] }
      guard words.count > 1 else { return .missingCommand(group: words[0], commands: names) }
      let nearest = nearestWord(to: words[1], in: names).map { "\(words[0]) \($0)" }
      return .unknownCommand(
        words.joined(separator: " "), nearest: nearest, commands: group.map { $0.description.name })
    }
    if let number = Int(words[0]) {
      return .unknownCommand(words[0], nearest: "chapter \(number)", commands: [])
    }
    var names: [String] = []
    for command in all where !command.description.isHidden && !names.contains(command.name[0]) {
      names.append(command.name[0])
    }
    return .unknownCommand(
      words[0], nearest: nearestWord(to: words[0], in: names), commands: names)
  }
}
