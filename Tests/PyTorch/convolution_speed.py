"""How long the convolutions of `workbook bench` take in PyTorch.

    workbook bench --json --threads 2 | python convolution_speed.py --threads 2

Each is repeated for a third of a second, five times at least, and its median kept: forward under no_grad;
backward to input, weight and bias from an output gradient of random numbers, none of them 0. Prints JSON.
"""
import argparse
import json
import statistics
import sys
import time

import torch
from torch.nn import functional as F


def milliseconds(body):
    """The median time of `body`, after two calls that do not count."""
    body()
    body()
    times = []
    while len(times) < 5 or sum(times) < 1 / 3:
        start = time.perf_counter()
        body()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def measure(case):
    """One convolution, there and back."""
    kernel = case["kernel"]
    x = torch.randn(case["batch"], case["inputChannels"], case["height"], case["width"], requires_grad=True)
    weight = torch.randn(case["outputChannels"], case["inputChannels"], kernel, kernel, requires_grad=True)
    bias = torch.randn(case["outputChannels"], requires_grad=True)

    def forward():
        return F.conv2d(x, weight, bias, case["stride"], case["padding"], case["dilation"])

    def backward():
        return torch.autograd.grad(y, (x, weight, bias), gradient, retain_graph=True)

    with torch.no_grad():
        there = milliseconds(forward)
    y = forward()
    gradient = torch.randn_like(y)
    return dict(name=case["name"], forwardMilliseconds=there, backwardMilliseconds=milliseconds(backward))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(0)
    cases = json.load(sys.stdin)["convolutions"]
    print(json.dumps(dict(torch=torch.__version__, convolutions=[measure(case) for case in cases])))
