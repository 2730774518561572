"""Compares a network that the workbook saved with what PyTorch makes of it, and the other way round.

To be run by hand, with numpy==1.26.4 torch==2.3.1 torchvision==0.18.1 safetensors==0.4.3:

    mkdir /tmp/state
    swift run workbook train --epochs 1 --save /tmp/state/swift.safetensors
    python Tests/PyTorch/check_state.py MNIST /tmp/state
    WORKBOOK_STATE=/tmp/state swift test --filter StateAgainstPyTorchTests

MNIST is a folder with train-images-idx3-ubyte.gz and its three companions. The script loads
swift.safetensors with strict=True and saves it again; trains a network of its own for 200 steps and saves
it to torch.safetensors; and writes the logits of both for the first 1,000 test images, with the images, to
logits.safetensors. The test loads both networks into the workbook's model and compares the logits.
"""

import gzip
import sys

import numpy
import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn.functional import cross_entropy, relu


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, kernel_size=3)
        self.pool1 = nn.MaxPool2d(2)
        self.conv2 = nn.Conv2d(32, 64, kernel_size=3)
        self.pool2 = nn.MaxPool2d(2)
        self.fc1 = nn.Linear(1600, 64)
        self.fc2 = nn.Linear(64, 10)

    def forward(self, x):
        x = self.pool1(relu(self.conv1(x)))
        x = self.pool2(relu(self.conv2(x)))
        x = torch.flatten(x, start_dim=1)
        return self.fc2(relu(self.fc1(x)))


def read(path, header):
    with gzip.open(path) as file:
        return numpy.frombuffer(file.read()[header:], dtype=numpy.uint8)


def images(mnist, part):
    pixels = read(f"{mnist}/{part}-images-idx3-ubyte.gz", 16).reshape(-1, 1, 28, 28)
    return torch.from_numpy(pixels.astype(numpy.float32) / 255)


def trained(mnist):
    torch.manual_seed(1)
    inputs = images(mnist, "train")[:6400]
    labels = torch.from_numpy(read(f"{mnist}/train-labels-idx1-ubyte.gz", 8)[:6400].astype(numpy.int64))
    model = Model()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    for start in range(0, len(inputs), 32):
        loss = cross_entropy(model(inputs[start : start + 32]), labels[start : start + 32])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


def main(mnist, folder):
    swift = Model()
    print(swift.load_state_dict(load_file(f"{folder}/swift.safetensors"), strict=True))
    save_file(swift.state_dict(), f"{folder}/again.safetensors")
    saved = [open(f"{folder}/{name}.safetensors", "rb").read() for name in ("swift", "again")]
    print("saved again, the bytes are the same:", saved[0] == saved[1])

    own = trained(mnist)
    save_file(own.state_dict(), f"{folder}/torch.safetensors")

    inputs = images(mnist, "t10k")[:1000]
    labels = torch.from_numpy(read(f"{mnist}/t10k-labels-idx1-ubyte.gz", 8)[:1000].astype(numpy.int64))
    logits = {}
    for name, model in ("swift", swift), ("torch", own):
        with torch.no_grad():
            logits[name] = model(inputs)
        print(name, "accuracy:", (logits[name].argmax(1) == labels).float().mean().item())
    save_file({"images": inputs, **logits}, f"{folder}/logits.safetensors")


if __name__ == "__main__":
    main(*sys.argv[1:])
