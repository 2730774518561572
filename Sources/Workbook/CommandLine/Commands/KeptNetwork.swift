import Foundation
import NN
import Notebook
import StateFiles

extension Module {
  /// Writes the network to a file. Where its place does not take it, after a training of hours perhaps,
  /// it is kept in another: in the same folder under another name, in the current folder, in that for
  /// temporary files, or in the user's own.
  ///
  /// - Throws: a `Failure` that says in one line what is wrong and where the network is.
  func saveOrKeep(at path: String) throws(Failure) {
    do throws(SafeTensorsError) {
      try saveState(to: path)
    } catch {
      let failure = Failure(error)
      let folders = [
        URL(filePath: path).deletingLastPathComponent().path,
        FileManager.default.currentDirectoryPath, NSTemporaryDirectory(), NSHomeDirectory(),
      ]
      let rest =
        keep(in: folders).map { "the trained network is kept in \($0) instead" }
        ?? "no other folder could take the trained network, and it is lost"
      throw Failure("\(error); \(rest)", status: failure.status)
    }
  }

  /// Writes the network to a new file in the first of the folders that takes it, and says which.
  private func keep(in folders: [String]) -> String? {
    for folder in folders {
      // A name that nobody has given: what is there stays.
      let name = "network-\(UUID().uuidString.prefix(8)).safetensors"
      let path = URL(filePath: folder).appending(path: name).path
      if !FileManager.default.fileExists(atPath: path), (try? saveState(to: path)) != nil {
        return path
      }
    }
    return nil
  }
}
