/// A part of a page that takes whole lines: a heading, a paragraph, a list.
public struct Block: Equatable, Sendable {
  /// The lines of the file that it takes, first and last, counted from 1.
  public let lines: ClosedRange<Int>
  public let content: Content

  /// What kind of block it is, and what is in it.
  public indirect enum Content: Equatable, Sendable {
    /// `## Words`; the level is the number of `#`, 1 to 6.
    case heading(level: Int, [Inline])
    case paragraph([Inline])
    case list(List)
    case quote([Block])
    case table(Table)
    case fence(Fence)
    case thematicBreak
    /// `[^label]: …`, where it stands in the file.
    case footnote(label: String, [Block])
  }

  /// A bullet or ordered list.
  public struct List: Equatable, Sendable {
    /// The first number of an ordered list; nil for bullets.
    public let start: Int?
    /// No blank lines between the items, nor between the blocks of any item.
    public let isTight: Bool
    public let items: [[Block]]
  }

  /// A table with one row for its head.
  public struct Table: Equatable, Sendable {
    /// How a column's cells are set.
    public enum Alignment: Equatable, Sendable {
      case leading, centre, trailing
    }

    /// One for each column.
    public let alignments: [Alignment]
    /// As many cells as there are columns, like every row.
    public let head: [[Inline]]
    public let rows: [[[Inline]]]
  }

  /// Code or output between two lines of marks.
  public struct Fence: Equatable, Sendable {
    /// What stands behind the opening marks: a language, and perhaps more words.
    public let information: String
    public let code: [String]
    /// The opening marks: `` ``` ``, or more of them, or `~~~`.
    public let marks: String
    /// How far the opening marks are indented.
    public let indentation: Int
  }
}

extension Block {
  /// The block itself, then all blocks inside it.
  var withNested: [Block] {
    switch content {
    case .list(let list): [self] + list.items.joined().flatMap(\.withNested)
    case .quote(let blocks), .footnote(_, let blocks): [self] + blocks.flatMap(\.withNested)
    case .heading, .paragraph, .table, .fence, .thematicBreak: [self]
    }
  }

  /// The text that stands in the block directly, not in blocks inside it.
  var ownInlines: [Inline] {
    switch content {
    case .heading(_, let inlines), .paragraph(let inlines): inlines
    case .table(let table): Array(([table.head] + table.rows).joined().joined())
    case .list, .quote, .fence, .thematicBreak, .footnote: []
    }
  }
}
