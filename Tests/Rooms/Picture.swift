import Foundation

/// The rooms, their modules and the arrows between them, as `Sources/README.md` draws them.
///
/// A line of the picture is one of three:
///
/// ```text
/// Room/   what is in it   ← who alone may use it   → what each of its modules may use
///   Module   what it is   → what it uses
///         what there was no space for in the line above
/// ```
///
/// `Module…` stands for all modules of that room whose names begin so, in the order of the manifest.
/// Behind an arrow stand names of modules, with commas between them. The name of a room in lower case
/// stands for all its modules, and with `earlier` before it, in that room, for those further up.
struct Picture {
  struct Entry {
    var name: String
    let line: Int
    /// Counted from the top.
    var position = 0
    /// The names behind `→`, as they stand there.
    var uses: [String] = []
    /// The names behind `←`; nil where there is no such arrow.
    var usedOnlyBy: [String]?
  }

  struct Room {
    let heading: Entry
    var modules: [Entry] = []

    var name: String { heading.name }
    /// What stands for all modules of the room.
    var collectiveName: String { name.lowercased() }
    var earlierOnes: String { "earlier \(collectiveName)" }
    /// Whether a module may use those above it, and not those below it.
    var isInReadingOrder: Bool { heading.uses.contains(earlierOnes) }
  }

  static let file = "Sources/README.md"

  private(set) var rooms: [Room] = []

  var modules: [Entry] { rooms.flatMap(\.modules) }

  struct Fault: Error, CustomStringConvertible {
    let line: Int
    let problem: String
    var description: String { "\(Picture.file):\(line): \(problem)" }
  }

  /// - Parameters:
  ///   - text: a file with the picture in its first fence.
  ///   - modules: those of the manifest.
  init(_ text: String, of modules: Modules) throws(Fault) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard let start = lines.firstIndex(of: "```text"),
      let end = lines[(start + 1)...].firstIndex(of: "```")
    else { throw Fault(line: 1, problem: "there is no picture: put it between ```text and ```") }

    // An entry with the lines that belong to it, as one line.
    var entries: [(line: Int, text: String)] = []
    for index in (start + 1)..<end where !lines[index].isEmpty {
      let line = lines[index]
      if line.hasPrefix("   ") {
        guard !entries.isEmpty else {
          throw Fault(line: index + 1, problem: "a line goes on that never began")
        }
        entries[entries.count - 1].text += "  " + line.drop { $0 == " " }
      } else {
        entries.append((index + 1, String(line)))
      }
    }
    for (line, text) in entries { try add(text, line) }
    try nameModules(as: modules)
    try checkNames()
  }

  /// Puts the modules that it stands for in the place of each `Module…`.
  private mutating func nameModules(as all: Modules) throws(Fault) {
    var position = 0
    for index in rooms.indices {
      var modules: [Entry] = []
      for entry in rooms[index].modules {
        var names = [entry.name]
        if entry.name.hasSuffix("…") {
          let beginning = "Sources/\(rooms[index].name)/\(entry.name.dropLast())"
          names = all.all.filter { $0.folder.hasPrefix(beginning) }.map(\.name)
          guard !names.isEmpty else {
            throw Fault(line: entry.line, problem: "no module begins like '\(entry.name)'")
          }
        }
        for name in names {
          var module = entry
          (module.name, module.position) = (name, position)
          modules.append(module)
          position += 1
        }
      }
      rooms[index].modules = modules
    }
  }

  private func checkNames() throws(Fault) {
    let names = Set(modules.map(\.name) + rooms.map(\.collectiveName))
    for room in rooms {
      for entry in [room.heading] + room.modules {
        for name in entry.uses + (entry.usedOnlyBy ?? [])
        where !names.contains(name) && name != room.earlierOnes {
          throw Fault(line: entry.line, problem: "no line of the picture is about '\(name)'")
        }
      }
    }
    for (name, entries) in Dictionary(grouping: modules, by: \.name) where entries.count > 1 {
      throw Fault(line: entries[1].line, problem: "\(name) has a line already")
    }
  }

  private mutating func add(_ text: String, _ line: Int) throws(Fault) {
    if let (_, name, rest) = text.wholeMatch(of: #/(\w+)/ {2,}(.+)/#)?.output {
      rooms.append(Room(heading: try entry(name, line, rest)))
    } else if let (_, name, rest) = text.wholeMatch(of: #/ {2}(\w+…?) {2,}(.+)/#)?.output {
      guard !rooms.isEmpty else {
        throw Fault(line: line, problem: "\(name) is in no room: write 'Room/   words' above it")
      }
      rooms[rooms.count - 1].modules.append(try entry(name, line, rest))
    } else {
      throw Fault(
        line: line,
        problem: "'\(text)' cannot be read: write 'Room/   words', or "
          + "'  Module   words   → Other, Other'")
    }
  }

  private func entry(_ name: Substring, _ line: Int, _ rest: Substring) throws(Fault) -> Entry {
    var entry = Entry(name: String(name), line: line)
    for (_, arrow, list) in rest.matches(of: #/([→←])([^→←]*)/#).map(\.output) {
      let names = list.split(separator: ",", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard !names.contains("") else {
        throw Fault(
          line: line, problem: "a name is missing behind \(arrow), or a comma is too many")
      }
      if arrow == "→" { entry.uses += names } else { entry.usedOnlyBy = names }
    }
    guard let first = rest.first, !"→←".contains(first) else {
      throw Fault(line: line, problem: "say what \(name) is before the arrow")
    }
    return entry
  }

  /// What one entry's or room's list stands for.
  func modules(named names: [String], in room: Room, above module: Entry) -> [String] {
    names.flatMap { name -> [String] in
      if name == room.earlierOnes {
        return room.modules.filter { $0.position < module.position }.map(\.name)
      }
      return rooms.first { $0.collectiveName == name }?.modules.map(\.name) ?? [name]
    }
  }

  /// Everything that a module may use.
  func uses(of module: Entry, in room: Room) -> [String] {
    modules(named: room.heading.uses + module.uses, in: room, above: module)
  }
}
