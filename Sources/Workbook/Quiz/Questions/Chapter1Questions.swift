import Chapter1Data
import Datasets
import Tensors

extension Question {
  static let chapter1: [Question] = [
    .shape(
      "to-tensor", "A grey digit is 28 rows of 28 bytes. What shape does ToTensor give it?",
      in: "From bytes to a tensor",
      tempting: [
        [28, 28]: "That is the shape of the bytes. ToTensor also puts a dimension in front.",
        [784]: "It is flatten that makes one row of a picture.",
        [28, 28, 1]: "Some libraries put the channels last. PyTorch puts them first.",
      ],
      because: "The dimension in front counts the channels, and grey is one channel."
    ) { ToTensor()(ByteTensor([UInt8](repeating: 0, count: 784), shape: [28, 28])).shape },
    .number(
      "last-batch", "1,000 digits are cut into batches of 64. How many are in the last batch?",
      in: "Batches",
      tempting: [
        64: "1,000 is no multiple of 64.",
        16: "That is the number of batches, with the short one.",
        0: "A DataLoader drops nothing. What is left over is a batch, too.",
      ],
      because: "15 full batches take 960, and the rest makes a shorter one."
    ) {
      let digits = Subset(try loadDatasets().train, indices: 0..<1000)
      return Double(DataLoader(digits, batchSize: 64).map { $0.labels.count }.last!)
    },
    .shape(
      "colour", "What shape is a batch of 16 colour photographs, each 32 pixels high and 48 wide?",
      in: "The shape of a batch",
      tempting: [
        [16, 3, 48, 32]: "Height comes before width, as rows come before columns.",
        [16, 32, 48, 3]: "The channels come before the pixels.",
        [3, 16, 32, 48]: "The batch comes first: its elements are whole pictures.",
      ],
      because: "Batch, channels, height, width; red, green and blue are three channels."
    ) { Tensor.stack((0..<16).map { _ in Tensor.zeros([3, 32, 48]) }).shape },
    .number(
      "sorted",
      "The training digits are sorted by label, not shuffled, and cut into batches of 32. How"
        + " many different labels are in the first batch?", in: "Batches",
      tempting: [
        10: "A shuffled batch has nearly all of them.",
        32: "There are only ten labels.",
      ],
      because: "All 32 are a 0, so this step pulls towards a single answer. That is why we shuffle."
    ) { Double(Set(try loadDatasets().train.targets.values.sorted().prefix(32)).count) },
    .choice(
      "seed",
      "A program calls manualSeed(0) once, and then goes through a shuffled loader twice. What"
        + " is the order of the second pass?", in: "The shape of a batch",
      of: [
        "the same as in the first pass":
          "The seed says where the random numbers start. The second pass takes the next ones.",
        "a different one, but the same in every run": nil,
        "a different one in every run":
          "That is so without a seed. With one, all random numbers are the same in every run.",
      ],
      because: "Each pass has batches of its own, and yet the whole run can be repeated."
    ) {
      let few = Subset(try loadDatasets().train, indices: 0..<50)
      func twoPasses() -> [[Int]] {
        manualSeed(0)
        let loader = DataLoader(few, batchSize: 50, shuffle: true)
        return (0..<2).map { _ in loader.flatMap { $0.labels.values } }
      }
      let (run, other) = (twoPasses(), twoPasses())
      if run[0] == run[1] { return "the same as in the first pass" }
      return run == other
        ? "a different one, but the same in every run" : "a different one in every run"
    },
    .number(
      "most-common",
      "45 of 50 pictures show a 1. A program always answers 1, without looking. What"
        + " percentage of its answers is right?", in: "What a network has to beat", unit: "%",
      tempting: [
        10: "That would be so if all ten digits were equally common.",
        0: "It has learned nothing, and is right all the same.",
      ],
      because: "So compare an accuracy with that of the most common answer, before you praise it."
    ) {
      let labels = IntTensor([Int](repeating: 1, count: 45) + [0, 3, 4, 7, 8])
      let answers = IntTensor([Int](repeating: 1, count: 50))
      return Double((answers == labels).float().mean().item()) * 100
    },
    .number(
      "nearest",
      "Picture 0 has the two pixels [0, 0], and picture 1 has [1, 1]. Which of them is"
        + " [0.9, 0.2] nearest to?", in: "What a network has to beat",
      tempting: [
        0:
          "One pixel is nearer to each. But the squares add up to 0.9² + 0.2² = 0.85, which is more."
      ],
      because:
        "The squared differences add up to 0.1² + 0.8² = 0.65, which is less than to picture 0."
    ) {
      Double(nearest(Tensor([[0.9, 0.2]]), to: Tensor([[0, 0], [1, 1]])).values[0])
    },
    .number(
      "leak",
      "A program knows its training digits by heart, and answers 0 to all others. 20 of 100 test"
        + " digits are also training digits, and 8 of the others are a 0. What accuracy does the test"
        + " show?", in: "Load", unit: "%",
      tempting: [
        10: "That is what it is worth on new digits, 8 of 80. The test shows far more.",
        20: "Of the other 80 it gets some by luck.",
        8: "Those that it remembers count as right, too.",
      ],
      because:
        "20 are remembered and 8 are luck. On new digits it is right for 1 in 10, so a test set"
        + " that was learned from says too much."
    ) {
      let isRemembered = (0..<100).map { $0 < 20 }
      let labels = (0..<100).map { $0 < 20 ? $0 % 10 : $0 < 28 ? 0 : 1 + $0 % 9 }
      let answers = (0..<100).map { isRemembered[$0] ? labels[$0] : 0 }
      return Double((IntTensor(answers) == IntTensor(labels)).float().sum().item())
    },
    .number(
      "standard-error",
      "80 % of 400 test digits are right. How large is the standard error, in points?",
      in: "What a network has to beat", within: 0.05, unit: "points",
      tempting: [
        4: "That is twice the standard error: 19 cases of 20 lie within.",
        20: "20 % are wrong. How far off the 80 % may be is another question.",
      ],
      because: "√(0.8 · 0.2 / 400) is 0.02. On other digits it may well be 78 or 82 %."
    ) { Double(standardError(of: 0.8, count: 400)) * 100 },
    .choice(
      "four-times", "You test on four times as many digits. What happens to the standard error?",
      in: "What a network has to beat",
      of: [
        "it falls to a quarter": "The number of digits is under a square root.",
        "it falls to a half": nil,
        "it stays as it is": "The model stays as it is, but more digits tell more about it.",
      ],
      because: "√4 is 2. For a tenth you need a hundred times as many digits."
    ) {
      let ratio = standardError(of: 0.8, count: 400) / standardError(of: 0.8, count: 100)
      return abs(ratio - 0.25) < 0.01
        ? "it falls to a quarter"
        : abs(ratio - 0.5) < 0.01 ? "it falls to a half" : "it stays as it is"
    },
  ]
}
