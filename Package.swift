// swift-tools-version: 6.2
import Foundation
import PackageDescription

// A workbook trains networks, and nobody should have to know about `-c release` to do it: the
// engine is compiled with `-O` in debug builds too. `unsafeFlags` is SwiftPM's word for compiler
// options that it does not know; a root package may use them.
var engineFlags = ["-O"]
/// Which processors the engine is built for: what the program needs to know to refuse others.
var processor: [SwiftSetting] = []

#if arch(x86_64)
  // Without these instructions a fused multiply-add is a call into the C library, many times
  // slower. A processor that lacks them still builds: the kernels then multiply first and add
  // afterwards.
  func processorFeatures() -> Set<String> {
    #if os(Linux)
      guard let description = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8),
        let flags = description.split(separator: "\n").first(where: { $0.hasPrefix("flags") })
      else { return [] }
      return Set(flags.split(separator: " ").map(String.init))
    #else
      return []
    #endif
  }
  // What a compiler may use for these two kinds of processors, in Linux's words. The program looks
  // for the same when it starts.
  let features = processorFeatures()
  if features.isSuperset(of: ["avx2", "fma", "bmi1", "bmi2", "abm", "movbe", "f16c"]) {
    engineFlags += ["-D", "FUSED_MULTIPLY_ADD"]
    processor.append(.define("BUILT_FOR_AVX2"))
    if features.isSuperset(of: ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"]) {
      engineFlags += ["-target-cpu", "skylake-avx512", "-D", "AVX512"]
      processor.append(.define("BUILT_FOR_AVX512"))
    } else {
      engineFlags += ["-target-cpu", "haswell"]
    }
  }
#else
  engineFlags += ["-D", "FUSED_MULTIPLY_ADD"]
#endif

let engine: [SwiftSetting] = [.unsafeFlags(engineFlags)]

/// One module under `Sources/Engine`.
func engineModule(_ name: String, dependencies: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Sources/Engine/\(name)", swiftSettings: engine)
}

/// One chapter: a module that knows the engine and the chapters before it.
func chapter(_ name: String, after earlier: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: ["Tensors", "NN", "Datasets", "Plots"] + earlier,
    path: "Sources/Chapters/\(name)")
}

/// The tests of one module, in a folder of the module's name.
func tests(of module: String, with others: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(module)Tests",
    dependencies: [.target(name: module), "ExitTestSupport"] + others, path: "Tests/\(module)")
}

/// The tests of one chapter, which use the engine and other chapters as a reader would.
func chapterTests(of chapter: String) -> Target {
  .testTarget(
    name: "\(chapter)Tests",
    dependencies: [
      "Tensors", "NN", "StateFiles", "Datasets", "Plots", "TestSupport", "ExerciseSupport",
      "ExitTestSupport",
    ] + chapters,
    path: "Tests/\(chapter)")
}

let chapters: [Target.Dependency] = [
  "Chapter1Data", "Chapter2Model", "Chapter3LossAndOptimizer", "Chapter4TrainAndTest",
  "Chapter5TrainingLoop", "Chapter6Curves",
]

let package = Package(
  name: "DigitByDigit",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "workbook", targets: ["WorkbookCommand"])
  ],
  targets: [
    // What `import torch` would have given you.
    .systemLibrary(
      name: "CZlib", path: "Sources/Engine/CZlib",
      providers: [.apt(["zlib1g-dev"]), .yum(["zlib-devel"]), .brew(["zlib"])]),
    .systemLibrary(name: "CMalloc", path: "Sources/Engine/CMalloc"),
    engineModule("Vectors"),
    engineModule("Kernels", dependencies: ["Vectors", "CMalloc"]),
    engineModule("Tensors", dependencies: ["Kernels"]),
    engineModule("StateFiles"),
    engineModule("NN", dependencies: ["Tensors", "Kernels", "StateFiles"]),
    .target(
      name: "Datasets", dependencies: ["Tensors", "StateFiles", "CZlib"],
      path: "Sources/Engine/Datasets",
      exclude: ["make-digits.py"], resources: [.copy("Digits")], swiftSettings: engine),
    engineModule("Plots"),

    // What you read and edit.
    chapter("Chapter1Data"),
    chapter("Chapter2Model", after: ["Chapter1Data"]),
    chapter("Chapter3LossAndOptimizer", after: ["Chapter1Data", "Chapter2Model"]),
    chapter(
      "Chapter4TrainAndTest", after: ["Chapter1Data", "Chapter2Model", "Chapter3LossAndOptimizer"]),
    chapter(
      "Chapter5TrainingLoop",
      after: ["Chapter1Data", "Chapter2Model", "Chapter3LossAndOptimizer", "Chapter4TrainAndTest"]),
    chapter(
      "Chapter6Curves",
      after: [
        "Chapter1Data", "Chapter2Model", "Chapter3LossAndOptimizer", "Chapter4TrainAndTest",
        "Chapter5TrainingLoop",
      ]),

    // What runs them.
    .target(
      name: "Notebook", dependencies: ["Datasets", "Plots", "StateFiles"] + chapters,
      path: "Sources/Workbook/Notebook"),
    .target(name: "Guide", dependencies: ["Notebook", "Plots"], path: "Sources/Workbook/Guide"),
    .target(
      name: "Checks", dependencies: ["Notebook", "Tensors", "NN", "Datasets", "Plots"] + chapters,
      path: "Sources/Workbook/Checks"),
    // One answer to each exercise, compiled for its tests and shown by `workbook solution`.
    .target(
      name: "Solutions", dependencies: ["Tensors", "NN", "Datasets", "Plots"] + chapters,
      path: "Sources/Workbook/Solutions"),
    .target(
      name: "Benchmark",
      dependencies: [
        "Notebook", "Kernels", "Tensors", "NN", "Datasets", "Plots", "Chapter1Data",
        "Chapter2Model", "Chapter4TrainAndTest",
      ],
      path: "Sources/Workbook/Benchmark"),
    .executableTarget(
      name: "WorkbookCommand",
      dependencies: [
        "Benchmark", "Checks", "Guide", "Notebook", "Datasets", "NN", "Plots", "StateFiles",
        "Tensors", "Kernels",
      ]
        + chapters,
      path: "Sources/Workbook/CommandLine", swiftSettings: processor),

    // Comparisons of many numbers, finite differences, messages of traps and the tutorial's model,
    // for the tests of the engine.
    .target(name: "TestSupport", dependencies: ["NN", "Tensors"], path: "Tests/Support"),
    // What keeps tests of how a process ends from slowing down the others.
    .target(name: "ExitTestSupport", path: "Tests/ExitTestSupport"),
    // A reader's answers to the exercises, checked as the built command checks them, for the tests of
    // the chapters; and copies of what a reader edits.
    .target(
      name: "ExerciseSupport", dependencies: ["Checks", "Notebook", "WorkbookCommand"],
      path: "Tests/ExerciseSupport"),
    tests(of: "Kernels", with: ["TestSupport", "Vectors"]),
    tests(of: "Tensors", with: ["TestSupport"]),
    tests(of: "StateFiles", with: ["NN", "Tensors", "TestSupport"]),
    tests(of: "NN", with: ["StateFiles", "Tensors", "TestSupport"]),
    tests(of: "Datasets", with: ["Tensors", "TestSupport"]),
    // The engine beside PyTorch's numbers, which the scripts in Tests/PyTorch made.
    .testTarget(
      name: "PyTorchParityTests", dependencies: ["Tensors", "NN", "Datasets", "TestSupport"],
      path: "Tests/PyTorchParity"),
    tests(of: "Plots"),
    tests(of: "Notebook", with: ["Plots"]),
    tests(of: "Guide", with: ["Benchmark", "ExerciseSupport", "Notebook", "Plots"]),
    tests(
      of: "Checks",
      with: ["Solutions", "ExerciseSupport", "Notebook", "Tensors", "NN", "Datasets", "Plots"]
        + chapters),
    tests(of: "Benchmark", with: ["Kernels", "Tensors", "Plots", "TestSupport"]),

    chapterTests(of: "Chapter1Data"),
    chapterTests(of: "Chapter2Model"),
    chapterTests(of: "Chapter3LossAndOptimizer"),
    chapterTests(of: "Chapter4TrainAndTest"),
    chapterTests(of: "Chapter5TrainingLoop"),
    chapterTests(of: "Chapter6Curves"),
    // The command is built first, and run by its tests as a reader runs it.
    .testTarget(
      name: "WorkbookCommandTests",
      dependencies: [
        "WorkbookCommand", "Benchmark", "Checks", "Datasets", "ExerciseSupport", "ExitTestSupport",
        "Guide", "Kernels", "Notebook",
      ],
      path: "Tests/CommandLine"),
  ],
  swiftLanguageModes: [.v6]
)
