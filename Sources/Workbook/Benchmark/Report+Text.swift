import Foundation
import Tensors

extension Report {
  /// A part of the report that can be read by itself.
  package enum Section: String, CaseIterable, Sendable {
    case machine, operations, convolutions, steps, epoch
  }

  /// The report for people: tables of at most 80 columns, without colours.
  package var text: String {
    Section.allCases.map(text(of:)).joined(separator: "\n")
  }

  /// One section of ``text``.
  package func text(of section: Section) -> String {
    let lines =
      switch section {
      case .machine: machineLines + [""] + peakLines
      case .operations: operationLines
      case .convolutions: convolutionLines
      case .steps: stepLines
      case .epoch: epochLines
      }
    return lines.joined(separator: "\n") + "\n"
  }

  private var machineLines: [String] {
    let cores = machine.cores == 1 ? "1 core" : "\(machine.cores) cores"
    let fused = machine.fusedMultiplyAdd ? "fused multiply-add" : "no fused multiply-add"
    return [
      TextTable.fitted(machine.processor),
      TextTable.fitted(
        "\(cores), \(threads), \(machine.vectorWidth) floats at a time, \(fused), "
          + "\(machine.build) build"),
    ]
  }

  private var threads: String {
    machine.threads == 1 ? "1 thread" : "\(machine.threads) threads"
  }

  private var peakLines: [String] {
    var table = TextTable("At most", "GFLOP/s", "GB/s")
    table.append("  computing, one core", number(peak.coreGigaflops, 1), "")
    table.append("  computing, \(threads)", number(peak.allGigaflops, 1), "")
    table.append("  reading memory, \(threads)", "", number(peak.memoryGigabytes, 1))
    let isShared = peak.allGigaflops < 0.75 * Double(machine.threads) * peak.coreGigaflops
    guard isShared else { return table.lines }
    return table.lines + [
      "\(threads) are far from \(machine.threads) times as fast as one:",
      "other programs run, or threads share a core.",
    ]
  }

  private var operationLines: [String] {
    var table = TextTable(
      "The network on 32 images", "median ms", "best ms", "GFLOP/s", "of peak", "FLOP/byte")
    var previous = ""
    for operation in operations {
      if operation.name != previous { table.append("\(operation.name)  \(operation.shape)") }
      previous = operation.name
      table.append(
        "  \(operation.direction.rawValue)", number(operation.milliseconds, 3),
        number(operation.bestMilliseconds, 3), number(operation.gigaflops, 1),
        number(operation.shareOfPeak * 100, 0) + " %",
        number(operation.intensity, 2))
    }
    return table.lines + [
      "Rates count every operation of the definition. What is multiplied with 0 is",
      "skipped, so a rate can be above the peak; in training "
        + "\(number(Double(NetworkOperations.density) * 100, 0)) % of a gradient are",
      "not 0. What computes little is as fast as memory, and faster in a cache.",
    ]
  }

  private var convolutionLines: [String] {
    var table = TextTable("Convolutions of other networks", "images", "forward ms", "backward ms")
    for convolution in convolutions {
      table.append(
        "  \(convolution.name)  \(convolution.shape)", String(convolution.batch),
        number(convolution.forwardMilliseconds, 2), number(convolution.backwardMilliseconds, 2))
    }
    return table.lines + [
      "Medians. s: stride, p: padding, d: dilation. Backward gives all three gradients."
    ]
  }

  private var stepLines: [String] {
    var table = TextTable("Steps of training", "images", "µs per image")
    for step in steps {
      table.append(
        "  \(step.firstChannels) and \(step.secondChannels) channels", String(step.batchSize),
        number(step.microsecondsPerImage, 1))
    }
    return table.lines + ["Medians of forward, loss, backward and optimizer together."]
  }

  private var epochLines: [String] {
    var table = TextTable("An epoch of the chapters", "images", "seconds", "µs per image")
    table.append(
      "  training on \(epoch.trainImages.grouped), testing on \(epoch.testImages.grouped)",
      (epoch.trainImages + epoch.testImages).grouped, number(epoch.seconds, 2),
      number(epoch.microsecondsPerImage, 1))
    return table.lines + [
      "", "Memory at most, for all of the above: \(number(peakMemoryMegabytes, 0)) MB",
    ]
  }

  private func number(_ value: Double, _ decimals: Int) -> String {
    String(format: "%.\(decimals)f", value)
  }
}

extension Report.ConvolutionResult {
  /// `64×56×56 → 256, 1×1`, and what differs from a plain convolution: `s2 p3`.
  var shape: String {
    var text = "\(inputChannels)×\(height)×\(width) → \(outputChannels), \(kernel)×\(kernel)"
    if stride != 1 { text += " s\(stride)" }
    if padding != 0 { text += " p\(padding)" }
    if dilation != 1 { text += " d\(dilation)" }
    return text
  }
}
