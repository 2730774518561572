/// What a process that runs cells tells the one that started it.
enum CellEvent: ProcessEvent, Equatable {
  case began(cell: String)
  /// A line of what the cell prints, without its newline.
  case printed(line: String)
  /// The figure that the cell returned, as SVG.
  case drew(svg: String)
  /// The cell came to its end.
  case ended
  /// The cell threw this.
  case failed(reason: String)
}
