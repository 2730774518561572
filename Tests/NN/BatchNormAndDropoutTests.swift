import NN
import Tensors
import TestSupport
import Testing

@Suite("Layers that know whether they are trained") struct BatchNormAndDropoutTests {
  // torch.manual_seed(1); bn = torch.nn.BatchNorm2d(3)
  // for i in range(10): y = bn(torch.rand(4, 3, 2, 2) * (i + 1) - i)
  // print(bn.running_mean.tolist(), bn.running_var.tolist()); print(y[0].flatten().tolist())
  // bn.eval(); print(bn(torch.rand(1, 3, 2, 2)).flatten().tolist())
  @Test("Running statistics over ten batches, and outputs in both modes")
  func batchNorm() {
    seeded(1) {
      let layer = BatchNorm2d(3)
      var output = Tensor(0)
      for i in 0..<10 { output = layer(.rand([4, 3, 2, 2]) * Float(i + 1) - Float(i)) }
      let mean: [Float] = [-1.454219937324524, -1.1651525497436523, -1.5051040649414062]
      let variance: [Float] = [2.3603529930114746, 3.026329517364502, 3.296279191970825]
      expectClose(layer.runningMean.values, mean, within: 1e-6, "mean")
      expectClose(layer.runningVariance.values, variance, within: 1e-6, "variance")
      expectClose(
        output[0].values,
        [
          0.316010981798172, 0.8837452530860901, 1.040472149848938, -1.4443316459655762,
          0.23118717968463898, -0.42924487590789795, 0.5899780988693237, 0.6194948554039001,
          -1.2024579048156738, 1.3295865058898926, -1.4863054752349854, 0.7711886167526245,
        ], within: 2e-6, "output in training")
      layer.eval()
      expectClose(
        layer(.rand([1, 3, 2, 2])).values,
        [
          1.403908133506775, 1.09539794921875, 1.3237426280975342, 1.3797887563705444,
          1.2051934003829956, 0.806400716304779, 0.7310516834259033, 1.223117709159851,
          1.2199968099594116, 1.2382498979568481, 1.2035272121429443, 1.0069152116775513,
        ], within: 2e-6, "output in evaluation")
      expectClose(layer.runningMean.values, mean, within: 1e-6, "mean after evaluation")
    }
  }

  @Test("What is learned scales and shifts each channel, and gets a gradient")
  func learned() {
    let layer = BatchNorm2d(2)
    layer.weight.mutate { $0 = [2, 1] }
    layer.bias.mutate { $0 = [0, 5] }
    // Both channels hold −1 and 1: mean 0, variance 1, so that only epsilon moves them.
    let output = layer(Tensor([-1, 1, -1, 1], shape: [1, 2, 1, 2]))
    expectClose(output.values, [-2, 2, 4, 6], within: 2e-5)
    output.backward(gradient: Tensor([1, 2, 3, 4], shape: [1, 2, 1, 2]))
    // d/dbias = Σ g; d/dweight = Σ g · normalized = −1 + 2 and −3 + 4.
    expectClose(layer.bias.grad!.values, [3, 7], within: 1e-6)
    expectClose(layer.weight.grad!.values, [1, 1], within: 2e-5)
  }

  @Test("Dropout drops in training only")
  func dropout() {
    seeded(2) {
      let layer = Dropout(p: 0.5)
      let x = Tensor.ones([100])
      let dropped = layer(x).values
      #expect(Set(dropped) == [0, 2])
      #expect(layer(x).values != dropped)
      layer.eval()
      #expect(layer(x).values == x.values)
    }
  }
}
