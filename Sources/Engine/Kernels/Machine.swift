import Foundation

/// What the kernels were compiled for, and what they run on.
package enum Machine {
  /// Processor cores that are switched on.
  package static var cores: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// How many floats one instruction handles: 16 with AVX-512 and 8 with AVX2 on x86-64, 4
  /// elsewhere.
  package static var vectorWidth: Int {
    #if AVX512
      16
    #elseif arch(x86_64) && FUSED_MULTIPLY_ADD
      8
    #else
      4
    #endif
  }

  /// Whether a multiplication and an addition are one instruction with one rounding. Where not,
  /// results may differ in their last bits from those of machines that have it.
  package static var hasFusedMultiplyAdd: Bool {
    #if FUSED_MULTIPLY_ADD
      true
    #else
      false
    #endif
  }
}
