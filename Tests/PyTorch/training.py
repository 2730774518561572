"""The tutorial's program, trained: values/training.json.

    python training.py                    # on the digits that ship with the package
    python training.py --mnist FOLDER     # and on the full set: five epochs, some minutes
    python training.py --try FILE --mnist FOLDER --seed 7 --batch-size 64 --epochs 2

The first two write the committed file; without the full set, what is there of it is kept. The last writes one
case to a file of your own, for `WORKBOOK_TRAINING=FILE swift test --filter PyTorchParity`; the folder may
hold another set in MNIST's format. Everything runs on one thread, so that a machine repeats its numbers.
"""
import argparse
import gzip
import json
import pathlib

import numpy
import torch
import torchvision
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader

import values

BUNDLED = pathlib.Path(__file__).parents[2] / "Sources/Engine/Datasets/Digits"
LOSSES_KEPT = 50


class MNIST(torchvision.datasets.MNIST):
    """torchvision's MNIST over a folder of IDX files, raw or gzipped."""

    def __init__(self, folder, train):
        self.train, self.target_transform = train, None
        self.transform = torchvision.transforms.ToTensor()
        part = "train" if train else "t10k"
        self.data = read(folder, f"{part}-images-idx3-ubyte", 16).reshape(-1, 28, 28)
        self.targets = read(folder, f"{part}-labels-idx1-ubyte", 8).long()


def read(folder, name, header):
    """The bytes behind the header of an IDX file."""
    raw = pathlib.Path(folder) / name
    content = raw.read_bytes() if raw.exists() else gzip.open(f"{raw}.gz").read()
    return torch.from_numpy(numpy.frombuffer(content, numpy.uint8, offset=header).copy())


class Model(nn.Module):
    """The tutorial's network."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, kernel_size=3)
        self.pool1 = nn.MaxPool2d(2)
        self.conv2 = nn.Conv2d(32, 64, kernel_size=3)
        self.pool2 = nn.MaxPool2d(2)
        self.fc1 = nn.Linear(1600, 64)
        self.fc2 = nn.Linear(64, 10)

    def forward(self, x):
        x = self.pool1(F.relu(self.conv1(x)))
        x = self.pool2(F.relu(self.conv2(x)))
        x = torch.flatten(x, start_dim=1)
        return self.fc2(F.relu(self.fc1(x)))


def epoch(model, loss_function, optimizer, train_loader, test_loader):
    """Trains and tests once, as the tutorial does: the loss of each batch, and the four scores."""
    losses, train_loss, train_correct, test_loss, test_correct = [], 0, 0, 0, 0
    model.train()
    for x, y in train_loader:
        prediction = model(x)
        loss = loss_function(prediction, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        train_correct += (prediction.argmax(1) == y).type(torch.float).sum().item()
        losses.append(loss.item())
        train_loss += losses[-1]
    model.eval()
    with torch.no_grad():
        for x, y in test_loader:
            prediction = model(x)
            test_loss += loss_function(prediction, y).item()
            test_correct += (prediction.argmax(1) == y).type(torch.float).sum().item()
    return losses, dict(
        trainAccuracy=train_correct / len(train_loader.dataset),
        trainLoss=train_loss / len(train_loader),
        testAccuracy=test_correct / len(test_loader.dataset),
        testLoss=test_loss / len(test_loader))


def train(data, folder, seed, batch_size, epochs, **options):
    """Trains as the tutorial does. `data` is what the tests are told, `folder` where the files are."""
    torch.manual_seed(seed)
    model = Model()
    loss_function = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-2, **options)
    train_loader = DataLoader(MNIST(folder, True), batch_size=batch_size, shuffle=True)
    test_loader = DataLoader(MNIST(folder, False), batch_size=batch_size)
    losses, results = [], []
    for _ in range(epochs):
        batches, scores = epoch(model, loss_function, optimizer, train_loader, test_loader)
        losses += batches
        results.append(scores)
    text = "".join(f", {name}={value}" for name, value in options.items())
    return dict(
        label=f"{data}, seed {seed}, batch size {batch_size}{text}", data=data, seed=seed,
        batchSize=batch_size, momentum=options.get("momentum", 0),
        snippet=[f"train('{data}', …, seed={seed}, batch_size={batch_size}, epochs={epochs}{text})"],
        losses=losses[:LOSSES_KEPT], epochs=results)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--mnist")
    parser.add_argument("--try", dest="file")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--epochs", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    if arguments.file:
        folder = str(pathlib.Path(arguments.mnist).absolute())
        case = train(folder, folder, arguments.seed, arguments.batch_size, arguments.epochs)
        pathlib.Path(arguments.file).write_text(json.dumps([case], indent=1) + "\n")
    else:
        if arguments.mnist:
            full = [train("full", arguments.mnist, 0, 32, 5)]
        else:
            before = json.loads((values.FOLDER / "training.json").read_text())
            full = [case for case in before if case["data"] == "full"]
        values.write(
            "training",
            full + [
                train("bundled", BUNDLED, 0, 32, 2),
                train("bundled", BUNDLED, 2**40 + 5, 150, 1),
                train("bundled", BUNDLED, 77, 19, 1),
                train("bundled", BUNDLED, 3, 64, 1, momentum=0.9)])
