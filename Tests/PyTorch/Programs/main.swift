// The engine's side of `Tests/PyTorch/fuzz.py`: runs each program that comes in, one a line, and
// answers with what came out. Where a program traps the process ends, and with it the answer.

import Foundation
import Tensors

/// Says at once what it has to say: a trap leaves nothing behind.
func answer(_ text: String) {
  FileHandle.standardOutput.write(Data((text + "\n").utf8))
}

while let line = readLine() {
  if let threads = Int(line) {
    Device.threads = threads
    continue
  }
  manualSeed(0)
  var program = Program()
  for text in line.split(separator: ";") {
    let results = program.run(Statement(text))
    answer("=" + results.map(\.report).joined(separator: "\t"))
  }
  for report in program.finalReports { answer(report) }
  // What is left in the generator tells how much was drawn.
  answer("end " + list(randperm(7).values))
}
