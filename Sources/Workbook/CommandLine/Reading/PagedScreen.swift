import Guide
import Notebook
import Synchronization

/// The terminal that a page is read on: a ``Pager`` with its keys and its screen.
///
/// A cell prints on a thread of its own: where the screen is full then, that thread waits for the key, and
/// the cell only as far as a pipe is full. All keys are held from the beginning to the end, so that
/// none that is pressed while a cell runs is shown, or lost.
final class PagedScreen: Sendable {
  private struct State {
    var pager: Pager
    var terminal: Terminal
    /// The piece of the page that is being shown.
    var piece: Int
    /// The last heading that ``noteHeading`` got.
    var heading: String?
    /// Whether the end has to be drawn again when it is shown again.
    var isEndStale = false
  }

  private let console: Console
  private let palette: Palette?
  private let keyboard: HeldKeyboard
  private let noteHeading: @Sendable (String?) -> Void
  private let state: Mutex<State>

  /// Whether a person reads on a terminal where text can wait for a key: not where somebody asked for text
  /// that nothing stops, or where a machine does.
  static func isWanted(by session: Session) -> Bool {
    session.output.canRedraw && Keyboard()?.isInForeground == true
      && (environmentVariable("CI") ?? "").isEmpty
  }

  /// - Parameters:
  ///   - start: the heading of the outline with which the page begins.
  ///   - noteHeading: gets the heading below which the reader is, each time that it is another.
  init?(
    _ session: Session, outline: PageOutline, from start: String?,
    noteHeading: @escaping @Sendable (String?) -> Void
  ) {
    guard Self.isWanted(by: session), let keyboard = Keyboard() else { return nil }
    console = session.console
    palette = session.output.palette(on: session.background)
    self.keyboard = HeldKeyboard(keyboard)
    self.noteHeading = noteHeading
    let terminal = session.output
    let pager = Pager(
      width: terminal.width, height: terminal.height, outline: outline,
      isUnicode: terminal.isUnicode, isColored: terminal.colors != nil)
    let piece = outline.pieces.firstIndex { $0.heading == start } ?? 0
    state = Mutex(State(pager: pager, terminal: terminal, piece: piece - 1))
    console.hand { [weak self] text in self?.show(PagedText.Block { _ in text }) }
  }

  /// To be called when the page has ended.
  func end() {
    console.showPassing(nil, as: .keys)
    console.hand(to: nil)
  }

  /// Whether the reader has had enough.
  var isOver: Bool { state.withLock { $0.pager.isOver } }

  // MARK: Text

  /// What comes now belongs to the next piece of the page.
  func beginPiece() { state.withLock { $0.piece += 1 } }

  /// Returns when all of it has been written, or the reader has had enough.
  func show(_ block: PagedText.Block) {
    state.withLock { state in
      var block = block
      block.piece = state.piece
      if takeSize(&state) { drawAgain(&state) }
      state.pager.add(block)
      goOn(&state)
    }
  }

  /// Stops behind what has been shown.
  func stop(at place: String) {
    state.withLock { state in
      state.pager.stop(at: place)
      goOn(&state)
    }
  }

  /// Runs a cell below what can be read meanwhile.
  ///
  /// - Parameter rows: how much it is likely to print.
  func running<Result>(
    _ cell: String, printing rows: Int, _ body: () throws -> Result
  ) rethrows -> Result {
    let width = state.withLock { state in
      state.pager.stop(beforeRows: rows)
      goOn(&state)
      return state.terminal.width
    }
    let line = RunningLine(cell, width: width, in: console)
    defer { line.end() }
    return try body()
  }

  private func goOn(_ state: inout State) {
    while true {
      console.writeThrough(state.pager.advance())
      guard state.pager.isStopped, !state.pager.isOver else { return }
      let heading = state.pager.heading
      if heading != state.heading {
        noteHeading(heading)
        state.heading = heading
      }
      waitForKey(&state)
    }
  }

  // MARK: Keys

  /// Waits for one key, and does what it asks for.
  private func waitForKey(_ state: inout State) {
    Signals.setHoldingText(true)
    defer { Signals.setHoldingText(false) }
    showKeys(state)
    while true {
      var wasContinued = false
      let key = keyboard.next(within: .milliseconds(200)) { wasContinued = true }
      if Signals.isTrapped {
        // The signal's handler has put the terminal back.
        state.pager.stopNoMore()
        break
      }
      let isResized = takeSize(&state)
      if isResized || wasContinued {
        state.isEndStale = state.pager.top != nil
        drawAgain(&state)
        showKeys(state)
      }
      guard let key else { continue }
      let wasLookingBack = state.pager.top != nil
      state.pager.press(key)
      if state.pager.top != nil {
        drawAgain(&state)
      } else if wasLookingBack {
        endLookingBack(&state)
      }
      break
    }
    // Until the next key, what happens is no matter of keys.
    if state.pager.isStopped, !state.pager.isOver { return }
    console.showPassing(nil, as: .keys)
  }

  // MARK: The screen

  private func showKeys(_ state: borrowing State) {
    let keys = state.pager.keys
    let palette = state.pager.isSpeaking ? nil : palette
    let line = palette.map { TerminalText(styled: $0.colored(keys, .faint)) } ?? "\(keys)"
    console.showPassing(line, as: .keys)
  }

  private func takeSize(_ state: inout State) -> Bool {
    state.terminal.askForSize(of: console.descriptor)
    return state.pager.resize(width: state.terminal.width, height: state.terminal.height)
  }

  /// Draws the whole screen. What is further up has the terminal's other screen, so that this one, and what
  /// the terminal keeps of it, has nothing twice.
  private func drawAgain(_ state: inout State) {
    // It may be wider than the terminal is by now.
    console.showPassing(nil, as: .keys)
    let home = "\u{1B}[H"
    if state.pager.top != nil {
      Signals.setOtherScreen(of: console.descriptor)
      console.writeThrough(
        "\u{1B}[?1049h\(home)\(state.pager.screen)\u{1B}[J", isScreen: true)
    } else {
      console.writeThrough("\(home)\u{1B}[J\(state.pager.screen)", isScreen: true)
    }
  }

  private func endLookingBack(_ state: inout State) {
    console.writeThrough("\u{1B}[?1049l", isScreen: true)
    Signals.setOtherScreen(of: nil)
    if state.isEndStale { drawAgain(&state) }
    state.isEndStale = false
  }
}
