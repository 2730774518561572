import Tensors
import TestSupport
import Testing

@testable import NN

// Every text is what PyTorch 2.3.1 prints for the same module.
@Suite("Modules as PyTorch prints them") struct PrintingTests {
  // print(Model()), with the layers of TutorialModel.swift
  @Test("The tutorial's model")
  func model() {
    #expect(
      "\(Model())" == """
        Model(
          (conv1): Conv2d(1, 32, kernel_size=(3, 3), stride=(1, 1))
          (pool1): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
          (conv2): Conv2d(32, 64, kernel_size=(3, 3), stride=(1, 1))
          (pool2): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
          (fc1): Linear(in_features=1600, out_features=64, bias=True)
          (fc2): Linear(in_features=64, out_features=10, bias=True)
        )
        """)
  }

  // from torch.nn import *
  // print(Sequential(
  //     Conv2d(1, 2, 3, stride=2, padding=1, dilation=2, bias=False), BatchNorm2d(2), ReLU(),
  //     Dropout(0.25), MaxPool2d(3, stride=2, padding=1),
  //     Sequential(Flatten(), Linear(8, 3, bias=False))))
  @Test("A Sequential in a Sequential")
  func sequential() {
    let model = Sequential(
      Conv2d(1, 2, kernelSize: 3, stride: 2, padding: 1, dilation: 2, bias: false),
      BatchNorm2d(2), ReLU(), Dropout(p: 0.25), MaxPool2d(3, stride: 2, padding: 1),
      Sequential(Flatten(), Linear(8, 3, bias: false)))
    #expect(
      "\(model)" == """
        Sequential(
          (0): Conv2d(1, 2, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), dilation=(2, 2), bias=False)
          (1): BatchNorm2d(2, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)
          (2): ReLU()
          (3): Dropout(p=0.25, inplace=False)
          (4): MaxPool2d(kernel_size=3, stride=2, padding=1, dilation=1, ceil_mode=False)
          (5): Sequential(
            (0): Flatten(start_dim=1, end_dim=-1)
            (1): Linear(in_features=8, out_features=3, bias=False)
          )
        )
        """)
    #expect("\(Sequential())" == "Sequential()")
  }

  private final class Wide: Module {
    let inner = Linear(1, 1)
    override var extraDescription: String { "width=3" }
  }

  // class Wide(torch.nn.Module):
  //     def __init__(self):
  //         super().__init__()
  //         self.inner = torch.nn.Linear(1, 1)
  //     def extra_repr(self): return 'width=3'
  // print(Wide())
  @Test("A module with parts and a description of its own")
  func extraDescription() {
    #expect(
      "\(Wide())" == """
        Wide(
          width=3
          (inner): Linear(in_features=1, out_features=1, bias=True)
        )
        """)
  }

  private final class Owned: Module {
    let weight = Linear(1, 1)
    var owner: Module?
  }

  @Test("A module that holds itself, or one around it, is named with its path")
  func circle() {
    let alone = Owned()
    alone.owner = alone
    #expect(
      "\(alone)" == """
        Owned(
          (weight): Linear(in_features=1, out_features=1, bias=True)
          (owner): Owned(see above)
        )
        """)
    let inner = Owned()
    let block = Sequential(inner)
    let model = Sequential(ReLU(), block)
    inner.owner = block
    #expect(
      "\(model)" == """
        Sequential(
          (0): ReLU()
          (1): Sequential(
            (0): Owned(
              (weight): Linear(in_features=1, out_features=1, bias=True)
              (owner): Sequential(see 1)
            )
          )
        )
        """)
    (alone.owner, inner.owner) = (nil, nil)
  }
}
