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
    JobsCommand.self,
  ]

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
    guard case .run(let command, _) = self, command != ContentsCommand.self else {
      return "workbook"
    }
    return "workbook \(command.description.name)"
  }

  /// - Throws: a `UsageError` if there is no such command.
  init(_ arguments: [String], commands: [any Command.Type]) throws(UsageError) {
    let descriptions = commands.map { $0.description }
    // `workbook --epochs 3 train`: to know that 3 is no command takes the options of all.
    let parser = ArgumentParser(
      options: GlobalOptions.descriptions + descriptions.flatMap(\.options))
    let positions = parser.wordPositions(in: arguments, atMost: 2)
    let words = positions.map { arguments[$0] }
    let options = arguments.prefix { $0 != "--" }
    let wantsHelp = options.contains("--help") || options.contains("-h")

    guard let first = words.first else {
      if wantsHelp {
        self = .help(HelpText.program(descriptions))
      } else if options.contains("--version") {
        self = .version
      } else {
        self = .run(ContentsCommand.self, arguments: arguments)
      }
      return
    }

    if first == "help" {
      // `workbook help train`, as other programs have it.
      var rest = arguments
      rest.remove(at: positions[0])
      try self.init(["--help"] + rest, commands: commands)
      return
    }

    let group = descriptions.filter { !$0.isHidden && $0.name.hasPrefix("\(first) ") }
    let wordCount = group.isEmpty ? 1 : 2
    let name = words.prefix(wordCount).joined(separator: " ")
    guard let command = commands.first(where: { $0.description.name == name }) else {
      if words.count < wordCount && wantsHelp {
        self = .help(HelpText.group(first, group))
        return
      }
      // `--colour never`: it is the option that is unknown, not the command 'never'.
      _ = try parser.parse(Array(arguments[..<positions[0]]))
      throw Self.unknownCommand(words, group: group, descriptions)
    }
    if wantsHelp {
      self = .help(HelpText.command(command.description))
      return
    }
    if options.contains("--version") {
      self = .version
      return
    }
    var rest = arguments
    for position in positions.prefix(wordCount).reversed() { rest.remove(at: position) }
    self = .run(command, arguments: rest)
  }

  private static func unknownCommand(
    _ words: [String], group: [CommandDescription], _ all: [CommandDescription]
  ) -> UsageError {
    if !group.isEmpty {
      let names = group.map { String($0.name.split(separator: " ")[1]) }
      guard words.count > 1 else { return .missingCommand(group: words[0], commands: names) }
      let nearest = nearestWord(to: words[1], in: names).map { "\(words[0]) \($0)" }
      return .unknownCommand(
        words.joined(separator: " "), nearest: nearest, commands: group.map(\.name))
    }
    if let number = Int(words[0]) {
      return .unknownCommand(words[0], nearest: "chapter \(number)", commands: [])
    }
    var names: [String] = []
    for description in all where !description.isHidden {
      let first = String(description.name.split(separator: " ")[0])
      if !names.contains(first) { names.append(first) }
    }
    return .unknownCommand(
      words[0], nearest: nearestWord(to: words[0], in: names), commands: names)
  }
}
