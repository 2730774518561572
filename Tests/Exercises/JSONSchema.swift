import Foundation

/// As much of JSON Schema as `Guide/check.schema.json` uses.
///
/// Source: https://json-schema.org/draft/2020-12
struct JSONSchema {
  private let root: [String: Any]

  init(_ document: Data) throws {
    root = try JSONSerialization.jsonObject(with: document) as? [String: Any] ?? [:]
  }

  /// What the value is not, with where that is; none for a value that is as it has to be.
  func problems(of value: Any) -> [String] { problems(of: value, root, at: "$") }

  private func problems(of value: Any, _ schema: [String: Any], at path: String) -> [String] {
    var found: [String] = []
    for (word, rule) in schema {
      switch (word, rule) {
      case ("$schema", _), ("$defs", _), ("title", _), ("description", _), ("then", _): break
      case ("$ref", let name as String):
        let definitions = root["$defs"] as? [String: Any] ?? [:]
        let definition = definitions[String(name.trimmingPrefix("#/$defs/"))] as? [String: Any]
        found += definition.map { problems(of: value, $0, at: path) } ?? ["\(path): no \(name)"]
      case ("type", let type as String) where !Self.isOf(type, value):
        found.append("\(path): no \(type)")
      case ("type", _ as String): break
      case ("const", let constant as AnyHashable):
        if value as? AnyHashable != constant { found.append("\(path): not \(constant)") }
      case ("enum", let values as [AnyHashable]):
        if !values.contains(where: { value as? AnyHashable == $0 }) {
          found.append("\(path): none of \(values)")
        }
      case ("pattern", let pattern as String):
        if (value as? String)?.range(of: pattern, options: .regularExpression) == nil {
          found.append("\(path): not \(pattern)")
        }
      case ("minimum", let minimum as Int):
        if (value as? Int).map({ $0 < minimum }) ?? false { found.append("\(path): too small") }
      case ("required", let names as [String]):
        let keys = (value as? [String: Any] ?? [:]).keys
        found += names.filter { !keys.contains($0) }.map { "\(path): no key \($0)" }
      case ("properties", let rules as [String: [String: Any]]):
        for (name, member) in value as? [String: Any] ?? [:] {
          if let rule = rules[name] { found += problems(of: member, rule, at: "\(path).\(name)") }
        }
      case ("items", let rule as [String: Any]):
        for (index, item) in (value as? [Any] ?? []).enumerated() {
          found += problems(of: item, rule, at: "\(path)[\(index)]")
        }
      case ("if", let condition as [String: Any]):
        if problems(of: value, condition, at: path).isEmpty {
          found += problems(of: value, schema["then"] as? [String: Any] ?? [:], at: path)
        }
      default: found.append("\(path): the word \(word) is not known here")
      }
    }
    return found
  }

  private static func isOf(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "integer": value is Int
    default: false
    }
  }
}
