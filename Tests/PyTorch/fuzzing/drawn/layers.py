"""What layers do, losses, layers, networks and optimizers."""
import torch

from fuzzing.drawing import drawn, is_float, words
from fuzzing.drawn.tensors import other_shape
from fuzzing.program import number_text, shape_text


# What layers do.

@drawn("matmul")
def matmul(d):
    x = d.tensor(rank=2)
    sizes = d.sizes(x)
    inner = sizes[1] if len(sizes) == 2 and not d.is_careless else d.length()
    y = d.tensor(rank=2, where=lambda shape: shape[0] == inner) if d.chance(0.3) else d.leaf([inner, d.length()])
    if d.chance(0.3):
        # Vectors, on either side or on both.
        x = d.pick(x, d.leaf([inner]))
        y = d.leaf([inner])
        if d.chance(0.3):
            x, y = d.leaf([sizes[0] if sizes else 1]), x
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
        momentum=d.maybe(number_text(d.pick(0, 0.1, 0.5, 1, 0.25))),
        epsilon=d.maybe(number_text(d.pick(1e-5, 1e-3, 0.1, 1, 1e-12))))


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
    smoothing = None
    if smooths and d.chance(0.35):
        smoothing = d.pick(0, 0.1, 0.5, 1, *([-0.1, 1.5] if d.is_careless else [0.25]))
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
        # A mistake here ends the sequence, and not the program. In evaluation, so that nothing in the layer changes.
        layer = d.run.variables[made].eval()
        try:
            with torch.no_grad():
                probe = layer(d.of(y).detach())
        except (RuntimeError, ValueError, IndexError):
            continue
        finally:
            layer.train()
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
