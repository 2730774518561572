/// What must be so of the picture, the manifest and the imports together.
struct Rules {
  let picture: Picture
  let modules: Modules

  /// What is not so, each with what to write where.
  var faults: [String] {
    modules.all.flatMap(notDrawn) + picture.rooms.flatMap(strangersThatUse)
      + picture.rooms.flatMap { room in
        room.modules.flatMap { module -> [String] in
          let uses = picture.uses(of: module, in: room)
          return upwardArrows(from: module, in: room, uses)
            + differences(of: module, in: room, uses)
        }
      }
  }

  private func place(_ entry: Picture.Entry) -> String { "\(Picture.file):\(entry.line)" }

  private func notDrawn(_ module: Modules.Module) -> [String] {
    guard !picture.modules.contains(where: { $0.name == module.name }) else { return [] }
    return [
      """
      \(Picture.file): there is no line about \(module.name), which is in \(module.folder): write \
      '  \(module.name)   what it is   → what it uses' in its room, above what it uses
      """
    ]
  }

  /// Who uses a room that is not meant for all, and who is said to use it and does not.
  private func strangersThatUse(_ room: Picture.Room) -> [String] {
    guard let friends = room.heading.usedOnlyBy else { return [] }
    let inside = Set(room.modules.map(\.name))
    var users: [String: Picture.Entry] = [:]
    for other in picture.rooms where other.name != room.name {
      for module in other.modules {
        if !inside.isDisjoint(with: picture.uses(of: module, in: other)) {
          users[module.name] = module
        }
      }
    }
    let strangers = users.values.filter { !friends.contains($0.name) }
    return strangers.sorted { $0.line < $1.line }.map {
      """
      \(place($0)): \($0.name) uses \(room.name)/, which is for \(friends.joined(separator: ", ")) \
      alone: hand it what it needs from there
      """
    }
      + friends.filter { users[$0] == nil }.map {
        "\(place(room.heading)): no arrow of \($0) leads to \(room.name)/: take it away behind ←"
      }
  }

  private func upwardArrows(
    from module: Picture.Entry, in room: Picture.Room, _ uses: [String]
  ) -> [String] {
    picture.rooms.flatMap { other in
      other.modules.filter { uses.contains($0.name) }.filter { used in
        let isAbove = used.position <= module.position
        return other.name == room.name && room.isInReadingOrder
          ? used.position >= module.position : isAbove
      }
    }.map { used in
      room.modules.contains { $0.name == used.name } && room.isInReadingOrder
        ? "\(place(module)): \(module.name) uses \(used.name), which comes after it: move what "
          + "both need to the earlier one"
        : "\(place(module)): the arrow from \(module.name) to \(used.name) leads up: a module uses "
          + "what stands below it, so move what both need down"
    }
  }

  /// Where the picture, the manifest and the imports say different things about one module.
  private func differences(
    of entry: Picture.Entry, in room: Picture.Room, _ uses: [String]
  ) -> [String] {
    let (name, place) = (entry.name, place(entry))
    guard let module = modules.all.first(where: { $0.name == name }) else {
      return ["\(place): Package.swift has no module \(name): take its line away"]
    }
    var faults: [String] = []
    if !module.folder.hasPrefix("Sources/\(room.name)/") {
      faults.append(
        "\(place): \(name) stands in \(room.name)/, and its sources are in \(module.folder): "
          + "move one of them")
    }
    for other in module.dependencies where !uses.contains(other) {
      faults.append(
        "\(place): Package.swift lets \(name) use \(other): write \(other) behind the arrow of "
          + "\(name), or take it away from its dependencies in Package.swift")
    }
    for other in uses where !module.dependencies.contains(other) {
      faults.append(
        "\(place): the arrow of \(name) leads to \(other): write \(other) among the dependencies of "
          + "\(name) in Package.swift, or take it away here")
    }
    let own = Set(modules.all.map(\.name))
    for (file, other) in module.imports
    where own.contains(other) && !module.dependencies.contains(other) {
      faults.append(
        "\(file) imports \(other), which \(name) may not use: take the import away, or write "
          + "\(other) among the dependencies of \(name) in Package.swift and behind its arrow in "
          + Picture.file)
    }
    // What is open to a whole room, or is a whole room, need not be used by each.
    for other in entry.uses where own.contains(other) {
      if !module.imports.contains(where: { $0.name == other }) {
        faults.append(
          "\(place): no file in \(module.folder) imports \(other): take it away behind the arrow, "
            + "and from the dependencies of \(name) in Package.swift")
      }
    }
    return faults
  }
}
