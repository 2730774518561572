// The engine's side of `Tests/PyTorch/fuzz.py`: runs each program that comes in, one a line, and
// answers with what came out. Where a program traps the process ends, and with it the answer.

import Foundation
import PyTorchPrograms
import Tensors

while let line = readLine() {
  // A number alone is that of threads.
  if let threads = Int(line) {
    Device.threads = threads
  } else {
    // At once, line by line: a trap leaves nothing behind.
    Program.run(line) { FileHandle.standardOutput.write(Data(($0 + "\n").utf8)) }
  }
}
