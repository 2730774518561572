/// What a highlighter has to know about a language.
struct CodeLanguage {
  let keywords: Set<String>
  /// Words that are values, such as `true`.
  let literals: Set<String>
  let lineComment: String
  /// Whether words that begin with a capital letter are types, and those behind an `@` attributes.
  let hasTypes: Bool

  /// Nil for text, which is not highlighted.
  static func named(_ name: String) -> CodeLanguage? {
    switch name {
    case "swift": swift
    case "python": python
    case "sh": shell
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
    literals: ["true", "false", "nil", "self", "Self"], lineComment: "//", hasTypes: true)

  static let python = CodeLanguage(
    keywords: [
      "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
      "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
      "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ],
    literals: ["True", "False", "None", "self"], lineComment: "#", hasTypes: true)

  static let shell = CodeLanguage(
    keywords: [
      "case", "do", "done", "elif", "else", "esac", "export", "fi", "for", "function", "if", "in",
      "then", "until", "while",
    ],
    literals: [], lineComment: "#", hasTypes: false)
}
