/// What a highlighter has to know about a language.
struct CodeLanguage {
  let keywords: Set<String>
  /// Words that are values, such as `true`.
  let literals: Set<String>
  let lineComment: String
  let hasBlockComments: Bool
  let quotes: Set<Character>
  /// `"""` around several lines.
  let hasTripleQuotes: Bool
  /// `@main` and the like are attributes.
  let hasAttributes: Bool
  /// `#if` and the like are keywords.
  let hasPoundKeywords: Bool
  /// Words that begin with a capital letter are types.
  let capitalsAreTypes: Bool

  /// Nil for text, which is not highlighted.
  static func named(_ name: String) -> CodeLanguage? {
    switch name {
    case "swift": swift
    case "python": python
    case "sh": shell
    case "json": json
    default: nil
    }
  }

  static let swift = CodeLanguage(
    keywords: [
      "actor", "any", "as", "associatedtype", "async", "await", "borrowing", "break", "case",
      "catch", "class", "consuming", "continue", "convenience", "default", "defer", "deinit",
      "didSet", "do", "else", "enum", "extension", "fallthrough", "fileprivate", "final", "for",
      "func", "get", "guard", "if", "import", "in", "indirect", "infix", "init", "inout",
      "internal", "is", "lazy", "let", "mutating", "nonisolated", "open", "operator", "override",
      "package", "precedencegroup", "private", "protocol", "public", "repeat", "required",
      "rethrows", "return", "set", "some", "static", "struct", "subscript", "super", "switch",
      "throw", "throws", "try", "typealias", "unowned", "var", "weak", "where", "while", "willSet",
    ],
    literals: ["true", "false", "nil", "self", "Self"], lineComment: "//", hasBlockComments: true,
    quotes: ["\""], hasTripleQuotes: true, hasAttributes: true, hasPoundKeywords: true,
    capitalsAreTypes: true)

  static let python = CodeLanguage(
    keywords: [
      "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
      "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
      "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ],
    literals: ["True", "False", "None", "self"], lineComment: "#", hasBlockComments: false,
    quotes: ["\"", "'"], hasTripleQuotes: true, hasAttributes: true, hasPoundKeywords: false,
    capitalsAreTypes: true)

  static let shell = CodeLanguage(
    keywords: [
      "case", "do", "done", "elif", "else", "esac", "export", "fi", "for", "function", "if", "in",
      "then", "until", "while",
    ],
    literals: [], lineComment: "#", hasBlockComments: false, quotes: ["\"", "'"],
    hasTripleQuotes: false, hasAttributes: false, hasPoundKeywords: false, capitalsAreTypes: false)

  static let json = CodeLanguage(
    keywords: [], literals: ["true", "false", "null"], lineComment: "", hasBlockComments: false,
    quotes: ["\""], hasTripleQuotes: false, hasAttributes: false, hasPoundKeywords: false,
    capitalsAreTypes: false)
}
