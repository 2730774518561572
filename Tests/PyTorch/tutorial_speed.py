"""How long the tutorial's program takes in PyTorch.

    python tutorial_speed.py --data MNIST_FOLDER --threads 2
    python tutorial_speed.py --data MNIST_FOLDER --threads 2 --loader memory --layout channels_last

The folder holds the four IDX files, raw or gzipped. `--loader torch` is the tutorial's: a DataLoader over
torchvision's MNIST with ToTensor. `--loader memory` makes floats of all images beforehand, outside of the
measured time, and takes batches out of them. The last line is JSON: the seconds of each epoch, training and
testing together but without the start of the program, and the peak memory in millions of bytes.
"""
import argparse
import json
import resource
import sys
import time

import torch
from torch import nn
from torch.utils.data import DataLoader

from training import MNIST, Model, epoch


class MemoryLoader:
    """Batches of a data set whose images lie in memory as floats."""

    def __init__(self, dataset, batch_size, shuffle=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle
        self.images, self.labels = dataset.data.unsqueeze(1).float() / 255, dataset.targets

    def __len__(self):
        return -(-len(self.labels) // self.batch_size)

    def __iter__(self):
        count = len(self.labels)
        order = torch.randperm(count) if self.shuffle else torch.arange(count)
        for chosen in order.split(self.batch_size):
            yield self.images[chosen], self.labels[chosen]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--loader", choices=["torch", "memory"], default="torch")
    parser.add_argument("--layout", choices=["contiguous", "channels_last"], default="contiguous")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()

    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    model = Model()
    if arguments.layout == "channels_last":
        model = model.to(memory_format=torch.channels_last)
    loss_function = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-2)
    Loader = DataLoader if arguments.loader == "torch" else MemoryLoader
    train_loader = Loader(MNIST(arguments.data, True), batch_size=32, shuffle=True)
    test_loader = Loader(MNIST(arguments.data, False), batch_size=32)

    seconds = []
    for number in range(1, arguments.epochs + 1):
        start = time.perf_counter()
        _, scores = epoch(model, loss_function, optimizer, train_loader, test_loader)
        seconds.append(time.perf_counter() - start)
        print(
            "Epoch:{:2d}, Train_acc:{:.1f}%, Train_loss:{:.3f}, Test_acc:{:.1f}%, Test_loss:{:.3f}".format(
                number, scores["trainAccuracy"] * 100, scores["trainLoss"], scores["testAccuracy"] * 100,
                scores["testLoss"]),
            flush=True)
    # Linux counts in units of 1,024 bytes, macOS in bytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(
        json.dumps(
            dict(
                torch=torch.__version__, seconds=seconds, peakMegabytes=peak / 1e6,
                testAccuracy=scores["testAccuracy"])))
