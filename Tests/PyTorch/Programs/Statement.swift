/// One step of a program, such as `nograd y = sum_dim x dim=1`.
///
/// Words stand one space apart: the names of the results and `=`, where there are any, the operation,
/// its arguments, and its options. `nograd` in front puts it inside of `noGrad`, `with g` makes the
/// generator g the current one.
struct Statement {
  private(set) var results: [String] = []
  let operation: String
  private(set) var arguments: [String] = []
  private var options: [String: String] = [:]
  private(set) var isWithoutGrad = false
  private(set) var generator: String?

  init(_ text: Substring) {
    var words = text.split(separator: " ")[...]
    if words.first == "nograd" {
      isWithoutGrad = true
      words.removeFirst()
    }
    if words.first == "with" {
      generator = String(words.dropFirst().first ?? "")
      words = words.dropFirst(2)
    }
    if let equals = words.firstIndex(of: "=") {
      results = words[..<equals].map(String.init)
      words = words[(equals + 1)...]
    }
    operation = words.popFirst().map(String.init) ?? ""
    for word in words {
      if let equals = word.firstIndex(of: "=") {
        options[String(word[..<equals])] = String(word[word.index(after: equals)...])
      } else {
        arguments.append(String(word))
      }
    }
  }

  subscript(position: Int) -> String {
    guard arguments.indices.contains(position) else {
      malformed("\(operation) wants more than \(arguments.count) arguments")
    }
    return arguments[position]
  }

  func int(_ position: Int) -> Int { number(self[position]) }
  func float(_ position: Int) -> Float { number(self[position]) }
  func ints(_ position: Int) -> [Int] { list(self[position]) }
  func floats(_ position: Int) -> [Float] { list(self[position]) }

  func int(_ option: String) -> Int? { options[option].map { number($0) } }
  func float(_ option: String) -> Float? { options[option].map { number($0) } }
  func bool(_ option: String) -> Bool? { int(option).map { $0 != 0 } }
  func ints(_ option: String) -> [Int] { options[option].map { list($0) } ?? [] }
  func text(_ option: String) -> String? { options[option] }
}

/// A number as Swift and Python both write it.
private func number<Number: LosslessStringConvertible>(_ text: String) -> Number {
  guard let number = Number(text) else { malformed("'\(text)' is no \(Number.self)") }
  return number
}

/// Numbers with commas between them, in brackets or braces: `[2,3]`.
private func list<Number: LosslessStringConvertible>(_ text: String) -> [Number] {
  text.dropFirst().dropLast().split(separator: ",").map { number(String($0)) }
}

/// Ends the process where a program cannot be read, which is a fault of who wrote it.
func malformed(_ problem: String) -> Never { fatalError("malformed program: \(problem)") }
