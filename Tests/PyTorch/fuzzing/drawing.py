"""Random programs: every operation, with shapes, options and numbers that are likely to go wrong.

A program is run in PyTorch while it is drawn, so that what follows can fit what is there. What PyTorch refuses is left
out again, or, now and then, is the end of the program: the engine has to refuse it too.
"""
import random
import zlib

import numpy
import torch
from torch import nn

from fuzzing.comparing import Expected
from fuzzing.program import Statement, number_text, shape_text
from fuzzing.pytorch import OPERATIONS, Refused, Run

# How often a statement is drawn without a look at what fits.
CARELESS = 0.08
CHANGING = ("backward", "step", "call", "batch_norm")
SPECIAL = [
    0.0, -0.0, 1.0, -1.0, 2.0, float("inf"), -float("inf"), float("nan"), 1e-45, -1e-45, 1e-40, 1.1754944e-38,
    3.4028235e38, -3.4028235e38, 1e20, -1e20, 1e-20, 1e30, 88.5, -104.0, 0.5, 16777216.0]


def draw(seed, only=None):
    """A program, and what PyTorch does with it."""
    return Drawing(zlib.crc32(seed.encode()), only).program()


class Drawing:
    def __init__(self, seed, only):
        self.random = random.Random(seed)
        self.only = only
        self.run = Run()
        self.statements, self.reports = [], []
        self.refusal = None
        self.is_careless = False
        self.count = 0
        self.mood = self.random.choices(
            ("ordinary", "whole", "mixed", "special", "huge", "tiny"), (40, 20, 20, 12, 4, 4))[0]

    def program(self):
        names = self.only or SUBJECTS
        subject = self.random.choice(names)
        before = [self.random.choice(STEPS) for _ in range(self.random.choice((0, 0, 0, 1, 2)))]
        after = [self.random.choice(STEPS) for _ in range(self.random.choice((0, 0, 1)))]
        # These go back themselves; a second time is refused, mostly.
        goes_back = self.random.random() < (0.1 if subject in ("SGD", "wide", "backward") else 0.85)
        for name in before + [subject] + after + ["go back"] * goes_back:
            self.step(name)
            if self.refusal:
                break
        finals = {} if self.refusal else self.run.finals()
        return Expected(self.statements, self.reports, finals, self.refusal, self.run)

    def step(self, name):
        """Draws one operation, with all that it needs."""
        for _ in range(4):
            self.is_careless = self.random.random() < CARELESS
            try:
                return GO_BACK(self) if name == "go back" else DRAWN[name](self)
            except Refused as refusal:
                # What changes something may have changed it before it was refused.
                if self.is_careless or self.statements[-1].operation in CHANGING:
                    self.refusal = str(refusal)
                    return None
                self.statements.pop()

    # Statements.

    def add(self, operation, *arguments, results=1, within=None, **options):
        """Runs a statement and appends it; gives the names of its results.

        `within` is the generator that is the current one.
        """
        words = [str(argument) for argument in arguments]
        options = {name: str(value) for name, value in options.items() if value is not None}
        statement = Statement(self.names(results), operation, words, options, generator=within)
        if operation not in ("tensor", "parameter", "ints", "backward") and self.chance(0.04):
            statement.without_grad = True
        self.statements.append(statement)
        self.reports.append(self.run.run(statement))
        return statement.results[0] if results == 1 else statement.results

    def names(self, count):
        made = []
        for _ in range(count):
            made.append("abcdefghijklmnopqrstuvw"[self.count] if self.count < 23 else f"v{self.count}")
            self.count += 1
        return made

    # Choices.

    def chance(self, probability):
        return self.random.random() < probability

    def pick(self, *choices):
        return self.random.choice(choices)

    def maybe(self, value, probability=0.5):
        """An option, which is left out sometimes."""
        return value if self.chance(probability) else None

    def flag(self):
        return self.maybe(self.random.randint(0, 1), 0.7)

    def length(self):
        return self.random.choices((0, 1, 2, 3, 4, 5, 7, 8, 9, 17), (5, 20, 25, 20, 10, 6, 4, 4, 4, 2))[0]

    def shape(self, rank=None):
        rank = self.random.choices((0, 1, 2, 3, 4, 5), (8, 22, 35, 15, 15, 5))[0] if rank is None else rank
        shape = [self.length() for _ in range(rank)]
        most = 400 if self.chance(0.1) else 80
        while numpy.prod(shape) > most:
            shape[shape.index(max(shape))] = 2
        if rank and self.chance(0.01):
            shape[self.random.randrange(rank)] = self.pick(33, 65, 130, 513)
        return shape

    def number(self):
        r = self.random
        mood = self.mood
        if mood == "mixed":
            mood = r.choices(("ordinary", "whole", "special"), (60, 20, 20))[0]
        if mood == "ordinary":
            return round(r.choice((r.gauss(0, 1), r.uniform(-3, 3), r.uniform(-0.2, 0.2))), 3)
        if mood == "whole":
            return float(r.randint(-3, 3))
        if mood == "huge":
            return r.choice((-1, 1)) * round(r.uniform(1, 9.9), 1) * 10.0 ** r.randint(15, 37)
        if mood == "tiny":
            return r.choice((-1, 1)) * round(r.uniform(1, 9.9), 1) * 10.0 ** r.randint(-45, -15)
        return r.choice(SPECIAL)

    def values(self, count):
        if self.chance(0.03):
            return words([self.number()] * count)
        return words([self.number() for _ in range(count)])

    def fill(self, shape):
        count = 1
        for length in shape:
            count *= length
        if self.is_careless and self.chance(0.03):
            count += 1
        return self.values(count)

    # Variables.

    def holding(self, test):
        return [name for name, value in self.run.variables.items() if test(value)]

    def leaf(self, shape, grad=None):
        """A new tensor."""
        grad = self.chance(0.75) if grad is None else grad
        if self.chance(0.1):
            return self.add("parameter", shape_text(shape), self.fill(shape), grad=0 if not grad else None)
        return self.add("tensor", shape_text(shape), self.fill(shape), grad=1 if grad else None)

    def tensor(self, rank=None, shape=None, where=None, most=None):
        """A tensor of this rank, or this shape: one that is there, or a new one."""
        def fits(value):
            return is_float(value) and (
                self.is_careless and self.chance(0.3)
                or (rank is None or value.dim() == rank)
                and (shape is None or list(value.shape) == list(shape))
                and (where is None or where(list(value.shape)))
                and (most is None or value.numel() <= most))
        there = self.holding(fits)
        if there and self.chance(0.65):
            return self.random.choice(there)
        if self.is_careless and self.chance(0.25):
            return self.leaf(self.shape())
        if shape is None:
            shape = self.shape(rank)
            for _ in range(20):
                if where is None or where(shape):
                    break
                shape = self.shape(rank)
        return self.leaf(shape)

    def of(self, name):
        return self.run.variables[name]

    def sizes(self, name):
        return list(self.of(name).shape)

    def dim(self, name, more=0):
        """A dimension of a tensor, counted from either end."""
        rank = len(self.sizes(name)) + more
        if self.is_careless or rank == 0:
            return self.random.randint(-rank - 2, rank + 1)
        return self.random.randrange(-rank, rank)

    def labels(self, count, classes):
        words = [self.random.randrange(max(1, classes)) for _ in range(count)]
        if words and self.chance(0.1):
            words[self.random.randrange(count)] = -100
        if self.is_careless and words:
            words[self.random.randrange(count)] = self.pick(-1, classes, -100, classes + 5)
        shape = [count] if not (self.is_careless and self.chance(0.2)) else [1, count]
        return self.add("ints", shape_text(shape), "{" + ",".join(map(str, words)) + "}")


def words(numbers):
    """Numbers of few digits, as both sides read them."""
    return "{" + ",".join(map(repr, numbers)).replace(".0,", ",") + "}"


def is_float(value):
    return torch.is_tensor(value) and value.dtype == torch.float32


def is_plain(value):
    return torch.is_tensor(value) and value.dtype != torch.float32


# How each operation is drawn. Those of `STEPS` may stand anywhere; a program is about one of `SUBJECTS`.
DRAWN = {}
STEPS = []


def drawn(name, anywhere=True):
    def add(function):
        DRAWN[name] = function
        if anywhere:
            STEPS.append(name)
        return function
    return add


def unary(name, anywhere=True, results=1):
    drawn(name, anywhere)(lambda d: d.add(name, d.tensor(), results=results))


for name in ("neg", "exp", "log", "sqrt", "tanh", "sigmoid", "relu", "cube", "detach", "squeeze", "sum", "mean", "max",
             "min", "log_softmax", "softmax"):
    unary(name)


@drawn("relu_last")
def relu_last(d):
    x = d.add(d.pick("neg", "cube", "exp"), d.tensor())
    return d.add("relu_last", x)


def other_shape(d, shape):
    """A shape that fits another one by broadcasting."""
    if d.is_careless and d.chance(0.5):
        return d.shape()
    other = [1 if d.chance(0.25) else length for length in shape]
    if d.chance(0.3):
        other = other[d.random.randint(0, len(other)):]
    if d.chance(0.1):
        other = [d.length()] + other if len(other) >= len(shape) else other
    return other


for name in ("add", "sub", "mul", "div"):
    @drawn(name)
    def pair(d, name=name):
        x = d.tensor()
        there = d.holding(is_float)
        y = d.random.choice(there) if d.chance(0.15) else d.leaf(other_shape(d, d.sizes(x)))
        return d.add(name, *d.pick((x, y), (y, x), (x, y), (x, x) if d.chance(0.3) else (x, y)))
for name in ("add_number", "sub_number", "mul_number", "div_number"):
    drawn(name)(lambda d, name=name: d.add(name, d.tensor(), number_text(d.number())))
for name in ("number_add", "number_sub", "number_mul", "number_div"):
    drawn(name)(lambda d, name=name: d.add(name, number_text(d.number()), d.tensor()))


@drawn("pow")
def power(d):
    exponent = d.pick(0, 1, 2, 3, 4, -1, -2, 0.5, -0.5, 1.5, 2.5, -3, 0.3333, d.number())
    return d.add("pow", d.tensor(), number_text(exponent))


# Making.

@drawn("tensor")
def make(d):
    return d.leaf(d.shape())


drawn("scalar", False)(lambda d: d.add("scalar", number_text(d.number()), grad=d.flag()))
drawn("vector", False)(lambda d: d.add("vector", d.values(d.length()), grad=d.flag()))


@drawn("matrix", False)
def matrix(d):
    columns = d.length()
    rows = [d.values(columns + (d.is_careless and d.chance(0.3))) for _ in range(d.random.randint(1, 4))]
    return d.add("matrix", *rows, grad=d.flag())


def wild_shape(d):
    shape = d.shape()
    if d.is_careless and shape:
        shape[d.random.randrange(len(shape))] = d.pick(-1, -2, 0)
    return shape_text(shape)


drawn("full", False)(lambda d: d.add("full", wild_shape(d), number_text(d.number()), grad=d.flag()))
for name in ("zeros", "ones", "rand"):
    drawn(name, False)(lambda d, name=name: from_generator(d, name, wild_shape(d), grad=d.flag()))
drawn("arange", False)(lambda d: d.add("arange", d.random.randint(-2 if d.is_careless else 0, 20)))


def from_generator(d, name, *arguments, **options):
    """From a generator of its own, sometimes."""
    if name in ("zeros", "ones") or d.chance(0.6):
        return d.add(name, *arguments, **options)
    return d.add(name, *arguments, **options, within=generator_of(d))


@drawn("uniform", False)
def uniform(d):
    low, high = sorted((d.number(), d.number()))
    if d.is_careless:
        low, high = high, low
    return from_generator(d, "uniform", wild_shape(d), number_text(low), number_text(high), grad=d.flag())


@drawn("stack")
def stack(d):
    shape = d.shape()
    tensors = [d.tensor(shape=shape) if d.chance(0.5) else d.leaf(shape, False) for _ in range(d.random.randint(1, 3))]
    return d.add("stack", *tensors)


# Shapes.

@drawn("reshape")
def reshape(d):
    x = d.tensor()
    count = d.of(x).numel()
    shape = []
    rest = count
    while rest > 1 and len(shape) < 4:
        factor = d.pick(*[n for n in range(1, rest + 1) if rest % n == 0][:8], rest)
        shape.append(factor)
        rest //= factor
    if rest > 1:
        shape.append(rest)
    if count == 0:
        shape.insert(d.random.randint(0, len(shape)), 0)
    for _ in range(d.pick(0, 0, 1, 2)):
        shape.insert(d.random.randint(0, len(shape)), 1)
    d.random.shuffle(shape)
    if shape and d.chance(0.4):
        shape[d.random.randrange(len(shape))] = -1
    if d.is_careless and shape:
        shape[d.random.randrange(len(shape))] = d.pick(-1, -2, 0, 2, 3)
    return d.add("reshape", x, shape_text(shape))


@drawn("flatten")
def flatten(d):
    x = d.tensor()
    dims = [d.dim(x), d.dim(x)]
    if not d.is_careless:
        dims.sort(key=lambda dim: dim % max(1, len(d.sizes(x))))
    return d.add("flatten", x, startDim=d.maybe(dims[0]), endDim=d.maybe(dims[1]))


@drawn("squeeze_dim")
def squeeze_dim(d):
    x = d.tensor()
    return d.add("squeeze_dim", x, dim=d.dim(x))


@drawn("unsqueeze")
def unsqueeze(d):
    x = d.tensor()
    return d.add("unsqueeze", x, dim=d.dim(x, 1))


drawn("t")(lambda d: d.add("t", d.tensor(rank=2)))


@drawn("select")
def select(d):
    x = d.tensor(where=lambda shape: len(shape) > 0 and shape[0] > 0)
    length = (d.sizes(x) or [0])[0]
    index = d.random.randint(-length - 2, length + 1) if d.is_careless else d.random.randrange(-length, length)
    return d.add("select", x, index)


@drawn("slice")
def slice_rows(d):
    x = d.tensor(where=lambda shape: len(shape) > 0)
    length = (d.sizes(x) or [0])[0]
    start = d.random.randint(0, length)
    end = d.random.randint(start, length) + (d.is_careless and d.random.randint(0, 2))
    return d.add("slice", x, start, end)


drawn("item")(lambda d: d.add("item", d.tensor(where=lambda shape: all(n == 1 for n in shape), most=1)))


@drawn("size")
def size(d):
    x = d.tensor()
    return d.add("size", x, d.dim(x))


# Reductions.

for name in ("sum_dim", "mean_dim", "max_dim", "argmax"):
    @drawn(name)
    def along(d, name=name):
        x = d.tensor()
        return d.add(name, x, dim=d.dim(x), keepDim=d.flag(), results=2 if name == "max_dim" else 1)
for name in ("sum_dims", "mean_dims"):
    @drawn(name)
    def along_several(d, name=name):
        x = d.tensor()
        dims = [d.dim(x) for _ in range(d.random.randint(0, 3))]
        return d.add(name, x, shape_text(dims), keepDim=d.flag())


# What layers do.

@drawn("matmul")
def matmul(d):
    x = d.tensor(rank=2)
    sizes = d.sizes(x)
    inner = sizes[1] if len(sizes) == 2 and not d.is_careless else d.length()
    y = d.tensor(rank=2, where=lambda shape: shape[0] == inner) if d.chance(0.3) else d.leaf([inner, d.length()])
    return d.add("matmul", x, y)


@drawn("linear")
def linear(d):
    x = d.tensor(where=lambda shape: len(shape) > 0)
    inputs = (d.sizes(x) or [1])[-1] + (d.is_careless and d.pick(0, 1))
    outputs = d.length()
    weight = d.leaf([outputs, inputs])
    bias = [] if d.chance(0.3) else [d.leaf([outputs + (d.is_careless and d.pick(0, 1))])]
    return d.add("linear", x, weight, *bias)


def image(d, channels=None):
    """The shape of a batch of images."""
    shape = [d.pick(1, 1, 2, 2, 3, 5), d.pick(1, 1, 2, 3, 4, 8), d.pick(1, 2, 3, 4, 5, 6), d.pick(1, 2, 3, 4, 5, 6)]
    if d.chance(0.1):
        shape[d.random.randint(1, 3)] = d.pick(9, 13, 16, 17)
    if channels:
        shape[1] = channels
    if d.chance(0.02):
        shape[d.random.randrange(4)] = 0
    return shape


def images(d):
    there = d.holding(lambda value: is_float(value) and value.dim() == 4)
    if there and d.chance(0.6):
        return d.random.choice(there)
    if d.is_careless and d.chance(0.4):
        return d.leaf(d.shape())
    return d.leaf(image(d))


def window(d, x, kernel=None):
    """Options of a window that moves over images."""
    sizes = d.sizes(x)
    size = min(sizes[-2:]) if len(sizes) >= 2 else 3
    padding = d.pick(0, 0, 0, 1, 1, 2, 3)
    dilation = d.pick(1, 1, 1, 2, 3)
    most = (size + 2 * padding - 1) // dilation + 1
    kernel = d.random.randint(1, max(1, min(most, 5)))
    stride = d.pick(1, 1, 1, 2, 2, 3, 5)
    if d.is_careless:
        which = d.pick("padding", "dilation", "kernel", "stride")
        if which == "padding":
            padding = d.pick(-1, 9, padding)
        elif which == "dilation":
            dilation = d.pick(0, -1, 7)
        elif which == "kernel":
            kernel = d.pick(0, 7, 9)
        else:
            stride = d.pick(0, -1)
    return kernel, stride, padding, dilation


@drawn("conv2d")
def conv2d(d):
    x = images(d)
    kernel, stride, padding, dilation = window(d, x)
    channels = d.sizes(x)[1] if len(d.sizes(x)) == 4 else 1
    channels += d.is_careless and d.pick(0, 1)
    filters = d.pick(1, 2, 3, 4, 8, 16, 17)
    if d.is_careless and d.chance(0.1):
        filters = 0
    weight = d.leaf([filters, channels, max(kernel, 0), max(kernel, 0)])
    bias = [] if d.chance(0.3) else [d.leaf([filters + (d.is_careless and d.pick(0, 0, 1))])]
    return d.add(
        "conv2d", x, weight, *bias, stride=d.maybe(stride), padding=d.maybe(padding, 0.8), dilation=d.maybe(dilation, 0.8))


@drawn("max_pool2d")
def max_pool2d(d):
    x = images(d)
    kernel, stride, padding, _ = window(d, x)
    if not d.is_careless:
        padding = min(padding, kernel // 2)
        if d.chance(0.3):
            kernel, stride, padding = 2, 2, 0
    return d.add("max_pool2d", x, kernel, stride=d.maybe(stride), padding=d.maybe(padding))


@drawn("batch_norm")
def batch_norm(d):
    x = images(d)
    channels = d.sizes(x)[1] if len(d.sizes(x)) > 1 else 1
    channels += d.is_careless and d.pick(0, 1)
    mean = d.add("buffer", shape_text([channels]), d.fill([channels]))
    variance = d.add("buffer", shape_text([channels]), words(
        [abs(d.number()) if d.chance(0.95) else d.number() for _ in range(channels)]))
    weight, bias = d.leaf([channels]), d.leaf([channels])
    return d.add(
        "batch_norm", x, mean, variance, weight, bias, training=d.random.randint(0, 1),
        momentum=d.maybe(number_text(d.pick(0, 0.1, 0.5, 1, 0.25))), epsilon=d.maybe(number_text(d.pick(1e-5, 1e-3, 0.1, 1, 1e-12))))


@drawn("dropout")
def dropout(d):
    p = d.pick(0, 0.1, 0.25, 0.5, 0.75, 1)
    if d.is_careless:
        p = d.pick(-0.1, 1.5, float("nan"), p)
    return d.add("dropout", d.tensor(), p=d.maybe(number_text(p)), training=d.flag())


# Losses.

def scores_and_labels(d):
    x = d.tensor(rank=2)
    sizes = d.sizes(x)
    batch, classes = sizes if len(sizes) == 2 else (1, 1)
    return x, d.labels(batch + (d.is_careless and d.pick(0, 1)), classes)


def reduction(d):
    return d.pick(None, "mean", "sum", "none")


def loss_of_classes(d, x, smooths=True):
    """Options of a loss for labels."""
    classes = d.sizes(x)[-1] if d.sizes(x) else 1
    classes += d.is_careless and d.pick(0, 0, 1)
    weight = d.leaf([classes], d.is_careless and d.chance(0.3)) if d.chance(0.3) else None
    smoothing = d.pick(0, 0.1, 0.5, 1, *([-0.1, 1.5] if d.is_careless else [0.25])) if smooths and d.chance(0.35) else None
    return dict(
        weight=weight, ignoreIndex=d.maybe(d.pick(0, 1, 1, -1, -100, 7), 0.3),
        labelSmoothing=smoothing, reduction=reduction(d))


@drawn("nll_loss")
def nll_loss(d):
    x, labels = scores_and_labels(d)
    return d.add("nll_loss", x, labels, **loss_of_classes(d, x, False))


@drawn("cross_entropy")
def cross_entropy(d):
    x, labels = scores_and_labels(d)
    return d.add("cross_entropy", x, labels, **loss_of_classes(d, x))


def prediction_and_target(d):
    x = d.tensor()
    y = d.leaf(other_shape(d, d.sizes(x)) if d.is_careless else d.sizes(x))
    return d.pick((x, y), (y, x))


drawn("mse_loss")(lambda d: d.add("mse_loss", *prediction_and_target(d), reduction=reduction(d)))


@drawn("CrossEntropyLoss")
def cross_entropy_loss(d):
    x, labels = scores_and_labels(d)
    return d.add("call", d.add("CrossEntropyLoss", **loss_of_classes(d, x)), x, labels)


@drawn("MSELoss")
def mse_loss(d):
    pair = prediction_and_target(d)
    return d.add("call", d.add("MSELoss", reduction=reduction(d)), *pair)


# Layers. Each gives the names of a layer and of its input.

def size_of_layer(d, *sizes):
    sizes = list(sizes)
    if d.is_careless:
        sizes[d.random.randrange(len(sizes))] = d.pick(0, -1, *sizes)
    return sizes


def linear_layer(d):
    x = d.tensor(where=lambda shape: len(shape) > 0 and shape[-1] > 0)
    inputs = (d.sizes(x) or [1])[-1] + (d.is_careless and d.pick(0, 1))
    return x, d.add("Linear", *size_of_layer(d, inputs, d.random.randint(1, 5)), bias=d.flag())


def convolution_layer(d):
    x = images(d)
    kernel, stride, padding, dilation = window(d, x)
    channels = d.sizes(x)[1] if len(d.sizes(x)) == 4 else 1
    return x, d.add(
        "Conv2d", *size_of_layer(d, channels + (d.is_careless and d.pick(0, 1)), d.pick(1, 2, 3, 8), kernel),
        stride=d.maybe(stride), padding=d.maybe(padding, 0.8), dilation=d.maybe(dilation), bias=d.flag())


def pooling_layer(d):
    x = images(d)
    kernel, stride, padding, _ = window(d, x)
    if not d.is_careless:
        padding = min(padding, kernel // 2)
    return x, d.add("MaxPool2d", kernel, stride=d.maybe(stride), padding=d.maybe(padding))


def normalization_layer(d):
    x = images(d)
    channels = d.sizes(x)[1] if len(d.sizes(x)) > 1 else 1
    return x, d.add(
        "BatchNorm2d", *size_of_layer(d, channels + (d.is_careless and d.pick(0, 1))),
        epsilon=d.maybe(number_text(d.pick(1e-3, 0.1, 1))), momentum=d.maybe(number_text(d.pick(0, 0.5, 1, 0.25))))


def plain_layer(d):
    return d.tensor(), d.add(d.pick("ReLU", "Tanh", "Sigmoid"))


def flatten_layer(d):
    x = d.tensor(where=lambda shape: len(shape) > 1)
    return x, d.add(
        "Flatten", startDim=d.maybe(d.dim(x)) if d.is_careless else d.maybe(d.pick(0, 1)), endDim=d.maybe(-1))


def dropout_layer(d):
    return d.tensor(), d.add("Dropout", p=d.maybe(number_text(d.pick(0, 0.25, 0.5, 1, -1 if d.is_careless else 0.1))))


LAYERS = dict(
    Linear=linear_layer, Conv2d=convolution_layer, MaxPool2d=pooling_layer, BatchNorm2d=normalization_layer,
    Flatten=flatten_layer, Dropout=dropout_layer, ReLU=plain_layer, Tanh=plain_layer, Sigmoid=plain_layer)


def use(d, x, layer):
    """Calls a layer, in training or in evaluation, and prints it sometimes."""
    if d.chance(0.25):
        d.add(d.pick("eval", "train", "eval"), layer, results=0)
    y = d.add("call", layer, x)
    if d.chance(0.3):
        y = d.add("call", layer, x if d.chance(0.5) else y) if d.sizes(x) == d.sizes(y) or d.is_careless else y
    if d.chance(0.15):
        d.add("print", layer)
    return y


for name, make_layer in LAYERS.items():
    @drawn(name)
    def layer(d, make_layer=make_layer):
        x, made = make_layer(d)
        return use(d, x, made)


def network(d):
    """The input of a sequence of layers that fit, and the sequence."""
    x = d.leaf(image(d))
    y, layers = x, []
    for _ in range(d.random.randint(1, 4)):
        sizes = d.sizes(y)
        name = d.pick("Conv2d", "Conv2d", "MaxPool2d", "BatchNorm2d", "ReLU", "Dropout", "Flatten", "Linear", "Tanh")
        if len(sizes) != 4 and name in ("Conv2d", "MaxPool2d", "BatchNorm2d"):
            name = "Linear"
        if name == "Conv2d":
            kernel, stride, padding, dilation = window(d, y)
            made = d.add("Conv2d", sizes[1], d.pick(1, 2, 3), kernel, stride=stride, padding=padding, dilation=dilation)
        elif name == "MaxPool2d":
            made = d.add("MaxPool2d", d.random.randint(1, max(1, min(sizes[-2:]))))
        elif name == "BatchNorm2d":
            made = d.add("BatchNorm2d", sizes[1])
        elif name == "Linear":
            made = d.add("Linear", max(1, sizes[-1]), d.pick(1, 2, 3))
        elif name == "Dropout":
            made = d.add("Dropout", p=number_text(d.pick(0.5, 0.25)))
        else:
            made = d.add(name)
        # A mistake here ends the sequence, and not the program.
        try:
            with torch.no_grad():
                probe = d.run.variables[made](d.of(y).detach()) if name != "Dropout" else d.of(y).detach()
        except (RuntimeError, ValueError, IndexError):
            continue
        layers.append(made)
        d.run.variables["probe"] = probe
        y = "probe"
    d.run.variables.pop("probe", None)
    return x, layers


@drawn("Sequential")
def sequential(d):
    x, layers = network(d)
    if not layers:
        layers = [d.add("ReLU")]
    return use(d, x, d.add("Sequential", *layers))


@drawn("wide", False)
def wide(d):
    """Convolutions and pooling of many channels, with many zeros: what fast loops are made for."""
    batch, channels, size = d.pick(1, 2, 3), d.pick(4, 8, 16, 16, 32), d.pick(2, 4, 5, 6, 8)
    x = d.add("uniform", shape_text([batch, channels, size, size]), -1, 1, grad=1)
    if d.chance(0.5):
        x = d.add("relu", x)
    if d.chance(0.3):
        # A channel, or a column, of something else.
        shape = d.pick([channels, 1, 1], [size])
        factors = ["1"] * shape[0]
        factors[d.random.randrange(shape[0])] = number_text(d.pick(0, float("inf"), float("nan"), 1e20, -1))
        x = d.add("mul", x, d.add("tensor", shape_text(shape), "{" + ",".join(factors) + "}"))
    for _ in range(d.pick(1, 1, 2)):
        sizes = d.sizes(x)
        kernel, stride, padding, dilation = window(d, x)
        kernel = d.pick(kernel, min(2, *sizes[2:]), min(3, *sizes[2:]))
        filters = d.pick(1, 8, 16, 17, 32)
        weight = d.add("uniform", shape_text([filters, sizes[1], kernel, kernel]), -0.5, 0.5, grad=1)
        if d.chance(0.1):
            weight = d.add("mul", weight, d.leaf([filters, 1, 1, 1]))
        bias = [d.add("uniform", shape_text([filters]), -1, 1, grad=1)] if d.chance(0.7) else []
        x = d.add("conv2d", x, weight, *bias, stride=d.pick(1, 1, 1, stride), padding=padding,
                  dilation=d.pick(1, 1, dilation))
        if d.chance(0.7):
            x = d.add("relu_last" if d.chance(0.5) else "relu", x)
        if d.chance(0.5) and min(d.sizes(x)[2:]) >= 2:
            x = d.add("max_pool2d", x, 2)
    weights = d.add("uniform", shape_text(d.sizes(x)), -1, 1)
    if d.chance(0.3):
        weights = d.add("relu", weights)
    d.add("backward", x, weights, results=0)
    return x


# Optimizers.

@drawn("SGD")
def sgd(d):
    """Some steps."""
    if d.chance(0.4):
        x, layer = d.pick(linear_layer, convolution_layer, normalization_layer)(d)
        parameters, forward = [layer], lambda: d.add("call", layer, x)
    else:
        parameters = [
            d.add("parameter", shape_text(shape), d.fill(shape), grad=d.maybe(0, 0.05))
            for shape in [d.shape() for _ in range(d.random.randint(1, 2))]]

        def forward():
            p = d.random.choice(parameters)
            name = d.pick("mul", "cube", "add")
            return d.add(name, *([p] if name == "cube" else [p, d.pick(p, d.leaf(d.sizes(p)))]))
    optimizer = d.add(
        "SGD", *parameters, lr=d.maybe(number_text(settings(d, (0.1, 0.5, 1, 0, 0.001)))),
        momentum=d.maybe(number_text(settings(d, (0, 0.5, 0.9)))),
        dampening=d.maybe(number_text(settings(d, (0, 0.5, 0.1))), 0.3),
        weightDecay=d.maybe(number_text(settings(d, (0, 0.1, 0.01))), 0.4), nesterov=d.maybe(d.pick(0, 1, 1), 0.4))
    for _ in range(d.random.randint(1, 4)):
        if d.chance(0.8):
            y = d.add("sum" if d.chance(0.5) else "mean", forward())
            if d.chance(0.7):
                d.add("zero_grad", optimizer, results=0)
            if d.of(y).requires_grad:
                d.add("backward", y, results=0)
        if d.chance(0.1):
            d.add("zero_grad", optimizer, results=0)
        d.add("step", optimizer, results=0)
        if d.chance(0.2):
            d.add("learning_rate", optimizer, number_text(settings(d, (0.1, 0.01, 1))), results=0)
    return optimizer


def settings(d, choices):
    return d.pick(-1, *choices) if d.is_careless else d.pick(*choices)


# Gradients.

def GO_BACK(d):
    """Goes back from a tensor with random weights, perhaps more than once, and looks at what came."""
    tracked = d.holding(lambda value: is_float(value) and value.requires_grad)
    if not tracked and not d.is_careless:
        return
    made = [name for name in tracked if not d.of(name).is_leaf]
    y = d.random.choice(made[-2:] or tracked or d.holding(is_float) or [d.leaf([])])
    for _ in range(2 if d.chance(0.12) else 1):
        start(d, y)
        if d.chance(0.3):
            d.is_careless = d.chance(0.3)
            y = d.random.choice(d.holding(is_float))
    leaves = d.holding(lambda value: is_float(value) and value.is_leaf)
    if leaves and d.chance(0.1):
        d.add("grad", d.random.choice(leaves))
    if leaves and d.chance(0.05):
        d.add("zero_grad", d.random.choice(leaves), results=0)


def start(d, y):
    sizes = d.sizes(y)
    if d.chance(0.3):
        y = d.add("sum", d.add("mul", y, d.leaf(sizes, False)))
        return d.add("backward", y, results=0)
    if d.of(y).numel() == 1 and d.chance(0.5) or d.is_careless and d.chance(0.3):
        return d.add("backward", y, results=0)
    if d.is_careless and d.chance(0.3):
        sizes = d.shape()
    return d.add("backward", y, d.leaf(sizes, False), results=0)


drawn("backward", False)(GO_BACK)


@drawn("requires_grad")
def requires_grad(d):
    return d.add("requires_grad", d.random.choice(d.holding(is_float) or [d.leaf(d.shape())]), d.random.randint(0, 1), results=0)


@drawn("set_grad", False)
def set_grad(d):
    leaves = d.holding(lambda value: is_float(value) and value.is_leaf) or [d.leaf(d.shape())]
    x = d.random.choice(leaves)
    gradient = d.leaf(d.shape() if d.is_careless else d.sizes(x), False)
    d.add("set_grad", x, gradient, results=0)
    return d.add("grad", x)


# Whole numbers, truth values, text.

def whole(d, shape=None, low=-4, high=9):
    shape = d.shape() if shape is None else shape
    count = int(numpy.prod(shape))
    return d.add(
        "ints", shape_text(shape), "{" + ",".join(str(d.random.randint(low, high)) for _ in range(count)) + "}")


def some_bytes(d):
    shape = d.shape()
    count = int(numpy.prod(shape))
    return d.add("bytes", shape_text(shape), "{" + ",".join(str(d.random.randint(0, 255)) for _ in range(count)) + "}")


def plain(d):
    there = d.holding(is_plain)
    if there and d.chance(0.5):
        return d.random.choice(there)
    return some_bytes(d) if d.chance(0.3) else equal(d) if d.chance(0.3) else whole(d)


@drawn("eq")
def equal(d):
    x = whole(d, low=0, high=2)
    y = whole(d, other_shape(d, d.sizes(x)) if d.is_careless else d.sizes(x), low=0, high=2)
    return d.add("eq", x, y)


drawn("float")(lambda d: d.add("float", plain(d)))


@drawn("select_plain", False)
def select_plain(d):
    x = plain(d)
    length = (d.sizes(x) or [0])[0]
    index = d.random.randint(-length - 1, length) if d.is_careless or length == 0 else d.random.randrange(-length, length)
    return d.add("select_plain", x, index)


@drawn("slice_plain", False)
def slice_plain(d):
    x = plain(d)
    length = (d.sizes(x) or [0])[0]
    start = d.random.randint(0, length)
    return d.add("slice_plain", x, start, d.random.randint(start, length))


drawn("item_plain", False)(lambda d: d.add("item", d.pick(whole, lambda d: equal(d))(d) if d.is_careless else whole(d, [1] * d.pick(0, 1, 2))))


@drawn("print")
def printed(d):
    if d.chance(0.3):
        return d.add("print", plain(d))
    if d.chance(0.1):
        shape = [d.pick(1001, 1300)] if d.chance(0.5) else [d.pick(7, 40), d.pick(7, 30), d.pick(1, 8)]
        scale = number_text(d.number())
        return d.add("print", d.add("mul_number", d.add("rand", shape_text(shape)), scale))
    return d.add("print", d.tensor())


# Random numbers and batches.

def generator_of(d):
    there = d.holding(lambda value: isinstance(value, torch.Generator))
    if there and d.chance(0.6):
        return d.random.choice(there)
    return d.add("Generator", seed_number(d))


def seed_number(d):
    return d.pick(0, 1, 42, 2**31, 2**32 - 1, 2**32 + 5, 2**63 - 1, d.random.randrange(2**63))


drawn("seed")(lambda d: d.add("seed", seed_number(d), results=0))


@drawn("manual_seed", False)
def manual_seed(d):
    generator = generator_of(d)
    d.add("manual_seed", generator, seed_number(d), results=0)
    return from_generator(d, "randperm", d.random.randint(0, 30))


drawn("randperm")(lambda d: from_generator(d, "randperm", d.random.randint(-1 if d.is_careless else 0, 40)))


@drawn("DataLoader")
def data_loader(d):
    count = d.random.randint(0 if d.is_careless or d.chance(0.1) else 1, 30)
    own = generator_of(d) if d.chance(0.4) else None
    loader = d.add(
        "DataLoader", count, batchSize=d.maybe(d.pick(1, 2, 3, 7, 30, 40, *([0, -1] if d.is_careless else [5]))),
        shuffle=d.flag(), dropLast=d.flag(), generator=own)
    d.add("length", loader)
    for _ in range(d.random.randint(1, 3)):
        d.add("epoch", loader, batches=d.maybe(d.random.randint(1, 4), 0.3))
    return loader


SUBJECTS = [name for name in DRAWN]
