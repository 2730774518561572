"""Where the engine is meant to differ from PyTorch, and why: all that the fuzzer lets pass.

An entry lets one kind of difference pass, where what it says holds for the operation's own arguments. A reason may say
that PyTorch itself is not what IEEE 754 asks for.
"""
import numpy
import torch
from torch import nn

DIFFERENCES = []


class Entry:
    """A deliberate difference: its name, the reason, and whether it is behind a difference of a program."""

    def __init__(self, name, reason, applies):
        self.name, self.reason, self.applies = name, reason, applies


def deliberate(difference, expected):
    """The entry that a difference is excused by, or None."""
    return next((entry for entry in DIFFERENCES if entry.applies(Case(difference, expected))), None)


class Case:
    """A difference, and the statement that it is about."""

    def __init__(self, difference, expected):
        self.kind, self.text = difference.kind, difference.text
        self.wanted, self.found = difference.expected, difference.found
        self.statement, self.expected = difference.statement, expected

    @property
    def operation(self):
        """The operation, or the class of a layer that is called."""
        name = self.statement.operation
        if name == "call":
            return type(self.value(0)).__name__
        return name

    def value(self, position):
        """What an argument holds."""
        if position >= len(self.statement.arguments):
            return None
        return self.expected.run.variables.get(self.statement.arguments[position])

    @property
    def x(self):
        """The tensor that the operation is given."""
        value = self.value(0)
        return self.value(1) if isinstance(value, nn.Module) else value

    def shape(self, position=None):
        value = self.x if position is None else self.value(position)
        return list(value.shape) if torch.is_tensor(value) else []


def entry(name, reason):
    def add(applies):
        DIFFERENCES.append(Entry(name, reason, applies))
        return applies
    return add


def refused_here(case, *operations):
    return case.kind == "refused here" and case.operation in operations


# What PyTorch takes and the engine refuses.

@entry("stack without gradients", "data sets stack images, and nobody trains those: `stack` refuses what has a gradient")
def _(case):
    return refused_here(case, "stack") and case.text.startswith("stack: passes no gradient on")


@entry("a graph is gone after its first backward pass",
       "PyTorch keeps the part of a graph that saved no elements, so that a second pass works for some operations and "
       "not for others")
def _(case):
    return refused_here(case, "backward") and "is gone after its first backward()" in case.text


@entry("t() wants a matrix", "PyTorch's gives a vector or a single number back as it is")
def _(case):
    return refused_here(case, "t") and len(case.shape() or []) < 2


@entry("a single number has no dimension", "PyTorch lets 0 and −1 stand for a dimension that is not there")
def _(case):
    of_scalar = ("sum_dim", "mean_dim", "sum_dims", "mean_dims", "max_dim", "argmax", "squeeze_dim", "flatten",
                 "log_softmax", "softmax", "Flatten")
    return refused_here(case, *of_scalar) and case.shape() == []


@entry("layers have a size", "PyTorch makes layers without inputs or outputs; here sizes start at 1")
def _(case):
    return (refused_here(case, "BatchNorm2d", "Linear", "Conv2d") and "0" in case.statement.arguments
            and "at 1" in case.text)


@entry("normalization of no images", "PyTorch does not look at the channels of a batch without elements")
def _(case):
    return refused_here(case, "batch_norm", "BatchNorm2d") and 0 in (case.shape() or [])


@entry("images have four dimensions", "PyTorch's conv2d and max_pool2d also take one image, and its normalization any rank")
def _(case):
    return (refused_here(case, "batch_norm", "conv2d", "max_pool2d", "Conv2d", "MaxPool2d")
            and len(case.shape() or []) != 4 and "wants images" in case.text)


@entry("normalization of no images is an addition", "PyTorch has a way of its own for a batch without elements")
def _(case):
    return (case.kind == "grad_fn" and case.operation in ("batch_norm", "BatchNorm2d") and 0 in case.shape()
            and case.wanted[3] == "AddBackward0")


@entry("layers look at their options at once", "PyTorch makes a layer whose padding, dilation, stride or kernel does not "
       "go, and refuses its first input")
def _(case):
    if not refused_here(case, "MaxPool2d", "Conv2d") or case.statement.operation == "call":
        return False
    options = [case.statement.int(name, 1) for name in ("stride", "dilation")]
    sizes = [int(word) for word in case.statement.arguments]
    padding = case.statement.int("padding", 0)
    if case.operation == "MaxPool2d":
        return min(options + sizes) < 1 or not 0 <= padding <= sizes[0] // 2
    return min(options + sizes) < 1 or padding < 0


@entry("targets are not repeated", "PyTorch repeats them, and warns: elements would be compared that have nothing to do "
       "with each other")
def _(case):
    return refused_here(case, "mse_loss", "MSELoss") and case.text.startswith("mseLoss: the predictions have shape")


@entry("comparisons do not repeat", "PyTorch repeats the smaller of two tensors; where labels are compared that is a mistake")
def _(case):
    return refused_here(case, "eq") and case.shape(0) != case.shape(1)


@entry("a range reaches no further than there is", "PyTorch, as Python, cuts it short without a word")
def _(case):
    return refused_here(case, "slice", "slice_plain") and "is not in the first dimension" in case.text


# What is printed.

@entry("truth values are Swift's words", "PyTorch prints Python's: True and False")
def _(case):
    return case.kind == "text" and case.found[1].replace("true", "True").replace("false", "False") == case.wanted[1]


# Where PyTorch rounds in another way than IEEE 754.

@entry("square roots", "IEEE 754 has the nearest float; PyTorch's last bit is wrong now and then (Intel's vector library)")
def _(case):
    if case.kind != "values" or case.operation != "sqrt":
        return False
    x = case.x.detach().reshape(-1).numpy()
    with numpy.errstate(invalid="ignore"):
        nearest = numpy.sqrt(x.astype(numpy.float64)).astype(numpy.float32)
        same = (nearest == case.found[4]) | numpy.isnan(nearest) & numpy.isnan(case.found[4])
        return bool(same.all())
