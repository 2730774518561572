import TestSupport
import Testing

@testable import Tensors

@Suite("Random numbers as PyTorch draws them") struct GeneratorTests {
  struct Story: Sendable {
    let seed: UInt64
    let rand: [UInt32]
    let uniform: [UInt32]
    let permutation: [Int]
    let integers: [Int64]
    let late: [UInt32]
    let permutationAfter: [Int]
  }

  // def bits(t): return ['0x%08X' % (v & 0xffffffff) for v in t.view(torch.int32).tolist()]
  // for s in (0, 42, 2**32 + 7, 123456789012):
  //     torch.manual_seed(s); print(bits(torch.rand(5)))
  //     torch.manual_seed(s); print(bits(torch.empty(5).uniform_(-0.3, 0.7)))
  //     torch.manual_seed(s); print(torch.randperm(10).tolist())
  //     torch.manual_seed(s)
  //     print([torch.empty((), dtype=torch.int64).random_().item() for _ in range(3)])
  //     torch.manual_seed(s); print(bits(torch.rand(2000)[-3:]), torch.randperm(5).tolist())
  static let stories = [
    Story(
      seed: 0, rand: [0x3EFE_1558, 0x3F44_AA2F, 0x3DB5_33A8, 0x3E07_3300, 0x3E9D_6686],
      uniform: [0x3E48_F77C, 0x3EEF_BAC4, 0xBE58_9960, 0xBE2C_0034, 0x3BF3_3B00],
      permutation: [4, 1, 7, 5, 3, 9, 0, 8, 6, 2],
      integers: [900_450_186_894_289_455, 3_969_543_146_641_149_120, 1_895_649_597_198_586_619],
      late: [0x3F05_036D, 0x3EB2_3E7A, 0x3F60_70B5], permutationAfter: [1, 2, 0, 3, 4]),
    Story(
      seed: 42, rand: [0x3F61_DC66, 0x3F6A_3DB3, 0x3EC4_06B8, 0x3F75_950E, 0x3EC7_E8D4],
      uniform: [0x3F15_0F99, 0x3F1D_70E6, 0x3DA9_B478, 0x3F28_C841, 0x3DB9_3CE8],
      permutation: [2, 6, 1, 8, 4, 5, 0, 9, 3, 7],
      integers: [6_909_045_637_428_952_499, 8_314_211_556_539_077_902, 4_279_532_810_384_561_223],
      late: [0x3F48_8E38, 0x3E35_BCD8, 0x3EE7_EBE0], permutationAfter: [1, 4, 2, 0, 3]),
    Story(
      seed: (1 << 32) + 7, rand: [0x3F08_F0AF, 0x3E4B_9310, 0x3F28_C219, 0x3F28_29F6, 0x3E6E_590C],
      uniform: [0x3E70_8F88, 0xBDCF_4048, 0x3EB7_EA98, 0x3EB6_BA52, 0xBD89_B450],
      permutation: [5, 0, 3, 4, 1, 7, 9, 6, 8, 2],
      integers: [1_407_639_518_939_636_932, 5_163_590_386_780_219_894, 8_087_222_774_582_268_115],
      late: [0x3DBD_8F88, 0x3E57_F148, 0x3F02_83C3], permutationAfter: [3, 1, 4, 2, 0]),
    Story(
      seed: 123_456_789_012,
      rand: [0x3E4A_5274, 0x3D31_C7A0, 0x3F26_EE65, 0x3F7F_2325, 0x3F09_99CD],
      uniform: [0xBDD1_C180, 0xBE83_60A6, 0x3EB4_4330, 0x3F32_5658, 0x3E73_3400],
      permutation: [5, 2, 7, 0, 9, 4, 8, 6, 3, 1],
      integers: [3_617_116_853_753_289_850, 5_018_960_955_162_174_245, 5_154_820_354_663_516_095],
      late: [0x3F6C_523A, 0x3F54_1F26, 0x3F1C_4B94], permutationAfter: [1, 4, 3, 0, 2]),
  ]

  private func floats(_ bits: [UInt32]) -> [Float] { bits.map(Float.init(bitPattern:)) }

  @Test("The same seed gives the same numbers, to the bit", arguments: stories)
  func known(story: Story) {
    func fresh() -> Generator { Generator(seed: story.seed) }
    expectSameBits(fresh().uniform(0, 1, count: 5), floats(story.rand), "rand")
    expectSameBits(fresh().uniform(-0.3, 0.7, count: 5), floats(story.uniform), "uniform")
    #expect(fresh().randomPermutation(10) == story.permutation)
    #expect(Generator.withCurrent(fresh()) { randperm(10) }.values == story.permutation)
    let integers = fresh()
    #expect((0..<3).map { _ in integers.randomInt64() } == story.integers)
    // 2,000 draws renew the 624 words of the twister three times.
    let late = fresh()
    expectSameBits(Array(late.uniform(0, 1, count: 2000).suffix(3)), floats(story.late), "late")
    #expect(late.randomPermutation(5) == story.permutationAfter)
  }

  // torch.manual_seed(0); p = torch.randperm(60000); print(p[:5], p[-5:])
  @Test("A shuffle of 60,000 images")
  func largePermutation() {
    let order = Generator(seed: 0).randomPermutation(60_000)
    #expect(order.prefix(5) == [36044, 10678, 57327, 55074, 21567])
    #expect(order.suffix(5) == [6024, 6465, 31951, 27130, 1544])
    #expect(order.sorted() == Array(0..<60_000))
  }

  @Test("The smallest shuffles, after which the next number is the one that comes in PyTorch")
  func smallPermutations() {
    let generator = Generator(seed: 0)
    #expect(generator.randomPermutation(0) == [])
    #expect(generator.randomPermutation(1) == [0])
    expectSameBits(generator.uniform(0, 1, count: 1), floats([0x3EFE_1558]))
  }

  @Test("Tensors draw from the current generator, and manualSeed starts it again")
  func currentGenerator() {
    Generator.withCurrent(Generator(seed: 42)) {
      manualSeed(0)
      expectSameBits(Tensor.rand([2]).values, floats([0x3EFE_1558, 0x3F44_AA2F]))
      manualSeed(0)
      let tensor = Tensor.uniform([1, 2], -0.3, 0.7)
      #expect(tensor.shape == [1, 2])
      expectSameBits(tensor.values, floats([0x3E48_F77C, 0x3EEF_BAC4]))
    }
  }

  @Test("A scoped generator ends with its scope, also where that throws")
  func scope() {
    struct Interruption: Error {}
    let (outer, inner) = (Generator(seed: 1), Generator(seed: 2))
    Generator.withCurrent(outer) {
      Generator.withCurrent(inner) { #expect(Generator.current === inner) }
      #expect(throws: Interruption.self) {
        try Generator.withCurrent(inner) { throw Interruption() }
      }
      #expect(Generator.current === outer)
    }
  }

  @Test("Dropout drops as many as it should, and makes up for it")
  func dropoutRate() {
    Generator.withCurrent(Generator(seed: 3)) {
      let kept = dropout(.ones([100, 100]), p: 0.2).values
      let zeros = kept.count { $0 == 0 }
      // 10,000 draws: a standard deviation of √(10,000 · 0.2 · 0.8) = 40 around 2,000.
      #expect(abs(zeros - 2000) < 200)
      #expect(kept.allSatisfy { $0 == 0 || $0 == 1.25 })
      #expect(dropout(.ones([4]), p: 1).values == [0, 0, 0, 0])
    }
    let x = Tensor([1, 2])
    #expect(dropout(x, p: 0.9, training: false) === x)
    #expect(dropout(x, p: 0) === x)
  }
}
