import Chapter1Data
import Chapter2Model
import Chapter3LossAndOptimizer
import Chapter4TrainAndTest
import Chapter5TrainingLoop
import Chapter6Curves
import Datasets
import NN
import Tensors
let args = CommandLine.arguments
if args[1] == "full" {
  let root = MNIST.Root.directory("../shared/mnist")
  let (trainLoader, testLoader) = try makeLoaders(from: root)
  manualSeed(0)
  let model = Model()
  let opt = SGD(model.parameters(), learningRate: 1e-2)
  let lf = CrossEntropyLoss()
  var n = 0
  var correct: Float = 0, total = 0.0
  let clock = ContinuousClock()
  let t = clock.now
  for (images, labels) in trainLoader {
    let p = model(images)
    let loss = lf(p, labels)
    if n < 20 { print(loss.item()) }
    opt.zeroGrad(); loss.backward(); opt.step()
    correct += (p.argmax(dim: 1) == labels).float().sum().item()
    total += Double(loss.item())
    n += 1
  }
  print(correct / 60000, total / 1875, clock.now - t)
  print(test(testLoader, model, lf), clock.now - t)
} else {
  try countDigits(); try countBatches(); try printBytes(); try convertToTensor(); try squeezeOne(); try describeBatch()
  print(try drawTwentyDigits().text(width: 80, style: .unicode))
  loadMissingFolder()
  printModel(); summarizeModel(); findDevice()
  print(try findEdges().text(width: 80, style: .unicode)); tryConvolution(); tryPooling(); tryReLU(); compareLinear(); trySequential()
  computeSizes(); walkShapes()
  computeLossByHand(); compareConfidence(); try startingLoss(); try watchGradient(); try walkGraph(); try checkGradient(); try takeStep(); print(try compareLearningRates().text(width: 80, style: .unicode)); try stepTooEarly()
  takeApartAccuracy(); try countImagesAndBatches(); try compareNoGrad(); try runOneEpoch(); print(try forgetZeroGrad().text(width: 80, style: .unicode))
  let c = ContinuousClock(); let t = c.now
  let (model, history) = try trainFiveEpochs(); print(c.now - t); try countSteps(); try trainLonger(); try compareModes(); try forgetEval()
  print(drawCurves(history).text(width: 80, style: .unicode)); let o = try overfit(); print(drawCurves(o).text(width: 80, style: .unicode))
  print(drawFilters(model).text(width: 80, style: .unicode)); print(try drawConfusion(model).text(width: 80, style: .unicode)); print(try drawMistakes(model).text(width: 80, style: .unicode))
}
