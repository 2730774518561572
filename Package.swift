// swift-tools-version: 6.3
import Foundation
import PackageDescription

// A workbook trains networks, and nobody should have to know about `-c release` to do it: the
// engine is compiled with `-O` in debug builds too. `unsafeFlags` is SwiftPM's word for compiler
// options that it does not know; a root package may use them.
var engineFlags = ["-O"]
/// What a processor has to have for the engine, in Linux's words. The program looks for it when it
/// starts.
var needed: [String] = []

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
  // What a compiler may use for these two kinds of processors.
  let haswell = ["avx2", "fma", "bmi1", "bmi2", "abm", "movbe", "f16c"]
  let skylake = ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"]
  let features = processorFeatures()
  if features.isSuperset(of: haswell) {
    engineFlags += ["-D", "FUSED_MULTIPLY_ADD"]
    needed += haswell
    if features.isSuperset(of: skylake) {
      engineFlags += ["-target-cpu", "skylake-avx512", "-D", "AVX512"]
      needed += skylake
    } else {
      engineFlags += ["-target-cpu", "haswell"]
    }
  }
#else
  engineFlags += ["-D", "FUSED_MULTIPLY_ADD"]
#endif

/// A file sees the members of a type only where it imports the module that declares them.
let everywhere: [SwiftSetting] = [.enableUpcomingFeature("MemberImportVisibility")]
/// What a reader edits, and what runs it, marks each use of memory that nobody checks.
let safe = everywhere + [.strictMemorySafety()]
let engine = everywhere + [.unsafeFlags(engineFlags)]

/// The chapters' modules, in their order. Each may use the engine and the chapters before it. The
/// museum comes behind them.
let chapterNames = [
  "Chapter1Data", "Chapter2Model", "Chapter3LossAndOptimizer", "Chapter4TrainAndTest",
  "Chapter5TrainingLoop", "Chapter6Curves",
]
let pageNames = chapterNames + ["Museum"]
let chapters = pageNames.map { Target.Dependency.target(name: $0) }
/// What a chapter imports of the engine.
let readersEngine: [Target.Dependency] = ["Tensors", "NN", "Datasets", "Plots"]

/// One module under `Sources/Engine`.
func engineModule(_ name: String, dependencies: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Sources/Engine/\(name)", swiftSettings: engine)
}

/// One module under `Sources/Workbook`.
func workbookModule(_ name: String, dependencies: [Target.Dependency]) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Sources/Workbook/\(name)",
    swiftSettings: safe)
}

/// The tests of one module, in a folder of the module's name.
func tests(
  of module: String, with others: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: "\(module)Tests", dependencies: [.target(name: module)] + others,
    path: "Tests/\(module)", exclude: exclude, swiftSettings: everywhere)
}

let chapterTargets = pageNames.enumerated().map { index, name in
  Target.target(
    name: name, dependencies: readersEngine + chapters.prefix(index),
    path: "Sources/Chapters/\(name)", swiftSettings: safe)
}

/// The tests of the chapters, which use the engine and other chapters as a reader would.
let chapterTests = pageNames.map { name in
  Target.testTarget(
    name: "\(name)Tests",
    dependencies: readersEngine + [
      "StateFiles", "Exercises", "WorkbookCommand", "TestSupport", "ExerciseSupport",
      "ExitTestSupport",
    ] + chapters,
    path: "Tests/\(name)", swiftSettings: everywhere)
}

/// The engine's side of `Tests/PyTorch/fuzz.py`, which sets this; nothing else needs it.
let programs: [Target] =
  Context.environment["PYTORCH_PROGRAMS"] == nil
  ? []
  : [
    .executableTarget(
      name: "RunPrograms", dependencies: ["PyTorchPrograms", "Tensors"],
      path: "Tests/PyTorch/RunPrograms", swiftSettings: everywhere)
  ]

/// Whether parsers are built for libFuzzer to run: `.ci/fuzz` says how.
let isFuzzing = Context.environment["WORKBOOK_FUZZ"] != nil

/// A program that gives one parser what libFuzzer makes up. `main` is libFuzzer's.
func fuzzTarget(_ parser: String, _ dependencies: Target.Dependency...) -> Target {
  .executableTarget(
    name: "Fuzz\(parser)", dependencies: dependencies + ["FuzzSupport"],
    path: "Tests/Fuzz/\(parser)",
    swiftSettings: everywhere + [.unsafeFlags(["-parse-as-library"])])
}

let fuzzTargets: [Target] = [
  .target(name: "FuzzSupport", path: "Tests/Fuzz/Support", swiftSettings: everywhere),
  fuzzTarget("IDX", "Datasets"),
  fuzzTarget("Gzip", "Datasets"),
  fuzzTarget("SafeTensors", "StateFiles"),
  fuzzTarget("SafeTensorsHeader", "StateFiles"),
  fuzzTarget("Markdown", "Guide"),
  fuzzTarget("Page", "Guide", "Notebook"),
  fuzzTarget("Claim", "Guide"),
  fuzzTarget("Mask", "Guide"),
  fuzzTarget("ExerciseSource", "Exercises", "Guide", "Notebook"),
  fuzzTarget("Arguments", "WorkbookCommand"),
]

let commandDependencies: [Target.Dependency] =
  [
    "Benchmark", "Checks", "Exercises", "Guide", "Notebook", "Quiz", "CProcessor", "Kernels",
    "Tensors", "NN", "StateFiles", "Datasets", "Plots",
  ] + chapters
/// The command. A program cannot be a part of another one, so for its parser it is a module.
let command: Target =
  isFuzzing
  ? .target(
    name: "WorkbookCommand", dependencies: commandDependencies,
    path: "Sources/Workbook/CommandLine", exclude: ["main.swift"], swiftSettings: safe)
  : .executableTarget(
    name: "WorkbookCommand", dependencies: commandDependencies,
    path: "Sources/Workbook/CommandLine", swiftSettings: safe)

let package = Package(
  name: "DigitByDigit",
  platforms: [.macOS(.v15)],
  products: isFuzzing ? [] : [.executable(name: "workbook", targets: ["WorkbookCommand"])],
  targets: [
    // What `import torch` would have given you.
    .systemLibrary(
      name: "CZlib", path: "Sources/Engine/CZlib",
      providers: [.apt(["zlib1g-dev"]), .yum(["zlib-devel"]), .brew(["zlib"])]),
    .systemLibrary(name: "CMalloc", path: "Sources/Engine/CMalloc"),
    // What the program needs to know to refuse a processor that the engine was not built for.
    .target(
      name: "CProcessor", path: "Sources/Engine/CProcessor",
      cSettings: [.define("ENGINE_NEEDS", to: "\"\(needed.joined(separator: " "))\"")]),
    // What fetches the full set: it looks for libcurl where the program runs.
    .target(
      name: "CCurl", path: "Sources/Engine/CCurl",
      linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    engineModule("Vectors"),
    engineModule("Kernels", dependencies: ["Vectors", "CMalloc"]),
    engineModule("Tensors", dependencies: ["Kernels"]),
    engineModule("StateFiles"),
    engineModule("NN", dependencies: ["Tensors", "Kernels", "StateFiles"]),
    .target(
      name: "Datasets", dependencies: ["Tensors", "StateFiles", "CZlib", "CCurl"],
      path: "Sources/Engine/Datasets", resources: [.copy("Digits")], swiftSettings: engine),
    engineModule("Plots"),
  ] + chapterTargets + [
    // What runs them. Only `Checks`, `Solutions` and the command know the chapters, so that an edit
    // of one compiles nothing else again.
    workbookModule("Notebook", dependencies: ["StateFiles", "Plots"]),
    workbookModule("Guide", dependencies: ["Notebook", "StateFiles", "Plots"]),
    workbookModule("Exercises", dependencies: ["Notebook", "StateFiles", "Tensors"]),
    workbookModule("Checks", dependencies: ["Exercises", "Notebook"] + readersEngine + chapters),
    // The answers are computed by the engine and the chapters.
    workbookModule(
      "Quiz",
      dependencies: ["Notebook", "StateFiles", "Tensors", "NN", "Datasets"] + chapters),
    // One answer to each exercise, compiled for its tests and shown by `workbook solution`.
    workbookModule("Solutions", dependencies: readersEngine + chapters),
    workbookModule(
      "Benchmark",
      dependencies: [
        "Notebook", "StateFiles", "Kernels", "Tensors", "NN", "Plots",
      ]),
    command,

    // Comparisons of many elements, finite differences, messages of traps, the tutorial's model and a
    // web server, for the tests of the engine and of the command.
    .target(name: "TestSupport", dependencies: ["NN", "Tensors", "CZlib"], path: "Tests/Support"),
    // What keeps tests of how a process ends from slowing down the others.
    .target(name: "ExitTestSupport", path: "Tests/ExitTestSupport"),
    // A reader's answers to the exercises, checked as the built command checks them, for the tests of
    // the chapters; and copies of what a reader edits.
    .target(
      name: "ExerciseSupport",
      dependencies: ["Exercises", "Guide", "Notebook", "WorkbookCommand"],
      path: "Tests/ExerciseSupport"),
    tests(of: "Kernels", with: ["Vectors", "TestSupport", "ExitTestSupport"]),
    tests(of: "Tensors", with: ["TestSupport", "ExitTestSupport"]),
    tests(of: "StateFiles", with: ["NN", "Tensors", "TestSupport", "ExitTestSupport"]),
    tests(of: "NN", with: ["StateFiles", "Tensors", "TestSupport", "ExitTestSupport"]),
    tests(
      of: "Datasets", with: ["CZlib", "Tensors", "TestSupport", "ExitTestSupport"],
      exclude: ["make-digits.py"]),
    // Programs that Tests/PyTorch also runs in PyTorch, for the tests below and for its fuzzer.
    .target(
      name: "PyTorchPrograms", dependencies: ["Tensors", "NN", "StateFiles", "Datasets"],
      path: "Tests/PyTorch/Programs", swiftSettings: everywhere),
    // The engine beside PyTorch's numbers, which the scripts in Tests/PyTorch made.
    .testTarget(
      name: "PyTorchParityTests",
      dependencies: ["PyTorchPrograms", "Tensors", "NN", "Datasets", "TestSupport"],
      path: "Tests/PyTorchParity"),
    tests(of: "Plots", with: ["TestSupport", "ExitTestSupport"], exclude: ["Recorded"]),
    tests(of: "Notebook", with: ["StateFiles", "Plots", "ExitTestSupport"]),
    tests(
      of: "Guide",
      with: ["Benchmark", "ExerciseSupport", "Notebook", "Plots", "WorkbookCommand"]),
    tests(of: "Exercises", with: ["Notebook"]),
    tests(of: "Quiz", with: ["Guide", "Notebook", "StateFiles", "WorkbookCommand"]),
    tests(
      of: "Checks",
      with: [
        "Solutions", "Exercises", "ExerciseSupport", "ExitTestSupport", "Notebook",
        "WorkbookCommand",
      ] + readersEngine + chapters),
    tests(
      of: "Benchmark", with: ["Kernels", "Tensors", "Plots", "TestSupport", "ExitTestSupport"]),
  ] + chapterTests + programs + [
    // `Sources/README.md` beside this file and the imports.
    .testTarget(name: "RoomsTests", path: "Tests/Rooms"),
    // The command is built first, and run by its tests as a reader runs it.
    .testTarget(
      name: "WorkbookCommandTests",
      dependencies: [
        "WorkbookCommand", "Benchmark", "Checks", "CProcessor", "Datasets", "Exercises",
        "ExerciseSupport",
        "ExitTestSupport", "Guide", "Kernels", "Notebook", "Plots", "Quiz", "TestSupport",
      ],
      path: "Tests/CommandLine"),
  ] + (isFuzzing ? fuzzTargets : []),
  swiftLanguageModes: [.v6]
)

// What `.ci/sanitizers` compiles: the engine without its charts, and its tests.
if Context.environment["ENGINE_ONLY"] != nil {
  let engineTests = [
    "TestSupport", "ExitTestSupport", "KernelsTests", "TensorsTests", "StateFilesTests", "NNTests",
    "DatasetsTests",
  ]
  package.products = []
  package.targets.removeAll {
    let isEngine = $0.path?.hasPrefix("Sources/Engine/") ?? false
    return $0.name == "Plots" || !(isEngine || engineTests.contains($0.name))
  }
}
