import Tensors
import TestSupport
import Testing

@testable import NN

// def bits(t): return ['0x%08X' % (v & 0xffffffff) for v in t.view(torch.int32).flatten().tolist()]
// for make in (lambda: Conv2d(2, 3, 3), lambda: Linear(5, 4), lambda: Conv2d(1, 2, 2, bias=False)):
//     torch.manual_seed(0)
//     for p in make().parameters(): print(bits(p.detach()))
@Suite("Initial weights, to the bit PyTorch's for seed 0") struct InitializationTests {
  private func expectBits(
    _ parameter: Parameter?, _ bits: [UInt32], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expectSameBits(
      parameter?.values ?? [], bits.map(Float.init(bitPattern:)), sourceLocation: sourceLocation)
  }

  @Test("Conv2d(2, 3, kernelSize: 3)")
  func conv2d() {
    let layer = seeded(0) { Conv2d(2, 3, kernelSize: 3) }
    #expect(layer.weight.shape == [3, 2, 3, 3])
    expectBits(
      layer.weight,
      [
        0xBAE7_4C2E, 0x3E01_79BE, 0xBE46_A642, 0xBE31_A027, 0xBDB9_EBC9, 0x3D81_71C7, 0xBB99_06E5,
        0x3E3F_5F01, 0xBCAB_5A7D, 0x3D7F_7774, 0xBD91_E23E, 0xBD3D_C57A, 0xBE66_9502, 0xBE1F_D90B,
        0xBDC6_FCD4, 0x3C0F_0D88, 0x3DBE_D5E4, 0x3E10_D22B, 0xBE23_A094, 0xBDD2_34B2, 0x3DAF_54DF,
        0x3E48_6BF5, 0xBD46_AFDF, 0x3E34_9CA3, 0xBD1B_9CBF, 0x3CCC_5047, 0x3E5A_8B81, 0xBE5F_E6D6,
        0xBE17_F1D9, 0xBD74_6A3B, 0xBDBC_29DE, 0x3E50_88D3, 0xBE1C_71AE, 0xBDDE_3609, 0xBE28_9F8D,
        0xBE62_0C2B, 0xBE0C_E41E, 0x3E4F_78C9, 0x3DD7_65D2, 0x3DE9_F5D5, 0x3C4B_1862, 0xBDF7_7B4F,
        0x3D23_564A, 0xBE61_5B11, 0xBE2E_65E0, 0xBDF8_DB11, 0x3E18_485A, 0x3E0D_8394, 0xBDD6_1549,
        0xBC0B_574C, 0x3E1A_5D22, 0x3E6F_F16E, 0x3DBF_950F, 0x3D02_6C6F,
      ])
    expectBits(layer.bias, [0x3E21_D3F7, 0xBE0E_1CE1, 0x3D33_E740])
  }

  @Test("Linear(5, 4)")
  func linear() {
    let layer = seeded(0) { Linear(5, 4) }
    #expect(layer.weight.shape == [4, 5])
    expectBits(
      layer.weight,
      [
        0xBB5B_6D9B, 0x3E75_A99F, 0xBEBC_7496, 0xBEA8_82AC, 0xBE30_6153, 0x3DF5_9A83, 0xBC11_2C91,
        0x3EB5_8CF2, 0xBD22_8F68, 0x3DF2_5B5E, 0xBE0A_65C2, 0xBDB4_086F, 0xBEDA_BFD6, 0xBE97_A51C,
        0xBE3C_C6B6, 0x3C87_B63C, 0x3E35_0ADE, 0x3E89_63A5, 0xBE9B_3AFF, 0xBE47_6B35,
      ])
    expectBits(layer.bias, [0x3E26_5587, 0x3EBE_2300, 0xBDBC_7DB4, 0x3EAB_57ED])
  }

  @Test("Conv2d(1, 2, kernelSize: 2, bias: false)")
  func withoutBias() {
    let layer = seeded(0) { Conv2d(1, 2, kernelSize: 2, bias: false) }
    #expect(layer.bias == nil)
    expectBits(
      layer.weight,
      [
        0xBB75_5400, 0x3E89_545E, 0xBED2_B316, 0xBEBC_6680, 0xBE45_32F4, 0x3E09_4BEC, 0xBC22_4F40,
        0x3ECA_FACE,
      ])
  }

  @Test("BatchNorm2d starts with 1 and 0, and draws nothing")
  func batchNorm() {
    seeded(0) {
      let layer = BatchNorm2d(2)
      #expect(layer.weight.values == [1, 1] && layer.bias.values == [0, 0])
      #expect(layer.runningMean.values == [0, 0] && layer.runningVariance.values == [1, 1])
      // The first number of seed 0 is still to come: torch.manual_seed(0); torch.rand(1)
      #expect(Tensor.rand([1]).item().bitPattern == 0x3EFE_1558)
    }
  }

  // torch.manual_seed(0)
  // for p in Model().parameters():
  //     print('0x%08X' % (sum(v & 0xffffffff for v in p.detach().view(torch.int32)
  //         .flatten().tolist()) & 0xffffffff))
  @Test("All 121,930 weights of the tutorial's model, by the sums of their bits")
  func tutorial() {
    let model = seeded(0) { Model() }
    let sums = model.parameters().map { $0.values.reduce(UInt32(0)) { $0 &+ $1.bitPattern } }
    #expect(
      sums == [
        0x2B72_DE03, 0xB770_621A, 0xEA21_F97C, 0x275A_D25B, 0x7E6B_CF2D, 0xFE16_477A, 0xC8F5_57A8,
        0x675F_9AEC,
      ])
  }
}
