/// A part of a page that takes whole lines: a heading, a paragraph, a list.
package struct Block: Equatable, Sendable {
  /// The lines of the file that it takes, first and last, counted from 1.
  package let lines: ClosedRange<Int>
  package let content: Content

  /// What kind of block it is, and what is in it.
  package indirect enum Content: Equatable, Sendable {
    /// `## Words`; the level is the number of `#`, 1 to 6.
    case heading(level: Int, [Inline])
    case paragraph([Inline])
    case list(List)
    case quote([Block])
    case table(Table)
    case fence(Fence)
    case thematicBreak
    /// What stands between `<details><summary>Words</summary>` and `</details>`, of which at first only
    /// the words are to be seen.
    case folded(summary: String, [Block])
    /// `[^label]: …`, where it stands in the file.
    case footnote(label: String, [Block])
  }

  /// A bullet or ordered list.
  package struct List: Equatable, Sendable {
    /// The first number of an ordered list; nil for bullets.
    package let start: Int?
    /// No blank lines between the items, nor between the blocks of any item.
    package let isTight: Bool
    package let items: [[Block]]
  }

  /// A table with one row for its head.
  package struct Table: Equatable, Sendable {
    /// How a column's cells are set.
    package enum Alignment: Equatable, Sendable {
      case leading, centre, trailing
    }

    /// One for each column.
    package let alignments: [Alignment]
    /// As many cells as there are columns, like every row.
    package let head: [[Inline]]
    package let rows: [[[Inline]]]
  }

  /// Code or output between two lines of marks.
  package struct Fence: Equatable, Sendable {
    /// What stands behind the opening marks: a language, and perhaps more words.
    package let information: String
    package let code: [String]
    /// How far the opening marks are indented.
    package let indentation: Int
  }
}

extension Block {
  /// The block itself, then all blocks inside it.
  var withNested: [Block] {
    switch content {
    case .list(let list): [self] + list.items.joined().flatMap(\.withNested)
    case .quote(let blocks), .footnote(_, let blocks), .folded(_, let blocks):
      [self] + blocks.flatMap(\.withNested)
    case .heading, .paragraph, .table, .fence, .thematicBreak: [self]
    }
  }

  /// The text that stands in the block directly, not in blocks inside it.
  var ownInlines: [Inline] {
    switch content {
    case .heading(_, let inlines), .paragraph(let inlines): inlines
    case .table(let table): Array(([table.head] + table.rows).joined().joined())
    case .folded(let summary, _): [.text(summary)]
    case .list, .quote, .fence, .thematicBreak, .footnote: []
    }
  }
}
