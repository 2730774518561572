import NN
import StateFiles
import TestSupport
import Testing

@Suite("The articles about files") struct ArticleTests {
  @Test("A network from PyTorch, and back")
  func network() throws {
    try expectArticle("StateFiles/Documentation.docc/ANetworkFromPyTorch.md")
    let folder = try TemporaryFolder()
    let path = folder.path + "/model.safetensors"
    try Sequential(Flatten(), Linear(784, 10)).saveState(to: path)
    let model = Sequential(Flatten(), Linear(784, 10))
    try model.loadState(from: path)
    #expect(try SafeTensors(path: path).tensors.map(\.name).sorted() == ["1.bias", "1.weight"])

    let mean = StateTensor(name: "mean", shape: [1], elements: .float32([0.1307]))
    try SafeTensors([mean], metadata: ["source": "MNIST"]).write(to: path)
    let file = try SafeTensors(path: path)
    for tensor in file.tensors {
      print(tensor.name, tensor.shape)
    }
    #expect(file == SafeTensors([mean], metadata: ["source": "MNIST"]))
  }
}
