"""Gradients, whole numbers, text, pictures, random numbers and batches."""
import numpy

from fuzzing.drawing import drawn, is_float, is_plain, words
from fuzzing.drawn.tensors import from_generator, generator_of, other_shape, seed_number
from fuzzing.program import number_text, shape_text


# Gradients.

def go_back(d):
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


drawn("backward", False)(go_back)


@drawn("requires_grad")
def requires_grad(d):
    x = d.random.choice(d.holding(is_float) or [d.leaf(d.shape())])
    return d.add("requires_grad", x, d.random.randint(0, 1), results=0)


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


def some_bytes(d, shape=None):
    shape = d.shape() if shape is None else shape
    count = int(numpy.prod(shape))
    pixels = ",".join(str(d.random.randint(0, 255)) for _ in range(count))
    return d.add("bytes", shape_text(shape), "{" + pixels + "}")


@drawn("to_tensor", False)
def to_tensor(d):
    shape = d.shape(d.pick(0, 1, 3) if d.is_careless else 2)
    return d.add("to_tensor", some_bytes(d, shape))


@drawn("normalize", False)
def normalize(d):
    shape = d.shape(d.pick(1, 2) if d.is_careless else d.pick(3, 3, 4, 5))
    channels = shape[max(len(shape) - 3, 0)] + (d.is_careless and d.pick(0, 1))
    std = [d.number() or 1.0 for _ in range(channels)]
    if d.is_careless and std:
        std[0] = d.pick(0.0, 1.0)
    return d.add("normalize", d.leaf(shape, False), d.values(channels), words(std))


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
    fits = length > 0 and not d.is_careless
    index = d.random.randrange(-length, length) if fits else d.random.randint(-length - 1, length)
    return d.add("select_plain", x, index)


@drawn("slice_plain", False)
def slice_plain(d):
    x = plain(d)
    length = (d.sizes(x) or [0])[0]
    start = d.random.randint(0, length)
    return d.add("slice_plain", x, start, d.random.randint(start, length))


@drawn("item_plain", False)
def item_plain(d):
    return d.add("item", d.pick(whole, equal)(d) if d.is_careless else whole(d, [1] * d.pick(0, 1, 2)))


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
    indices = None
    if d.chance(0.2):
        indices = shape_text([d.random.randrange(max(1, count) + d.is_careless) for _ in range(d.random.randint(0, 12))])
    loader = d.add(
        "DataLoader", count, indices=indices,
        batchSize=d.maybe(d.pick(1, 2, 3, 7, 30, 40, *([0, -1] if d.is_careless else [5]))),
        shuffle=d.flag(), dropLast=d.flag(), generator=own)
    d.add("length", loader)
    for _ in range(d.random.randint(1, 3)):
        d.add("epoch", loader, batches=d.maybe(d.random.randint(1, 4), 0.3))
    return loader
