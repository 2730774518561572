"""Operations of tensors: arithmetic, functions, making them, shapes and reductions."""
import torch

from fuzzing.drawing import drawn, is_float
from fuzzing.program import number_text, shape_text


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


def seed_number(d):
    return d.pick(0, 1, 42, 2**31, 2**32 - 1, 2**32 + 5, 2**63 - 1, d.random.randrange(2**63))


def generator_of(d):
    there = d.holding(lambda value: isinstance(value, torch.Generator))
    if there and d.chance(0.6):
        return d.random.choice(there)
    return d.add("Generator", seed_number(d))


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
    return d.add("stack", *tensors, dim=d.maybe(d.dim(tensors[0], 1)))


@drawn("cat")
def cat(d):
    shape = d.shape()
    dim = d.random.randrange(len(shape)) if shape else 0
    tensors = []
    for _ in range(d.random.randint(1, 3)):
        other = shape[:dim] + [d.length()] + shape[dim + 1:] if shape else []
        if d.chance(0.1):
            other = [0]
        if d.is_careless and d.chance(0.3):
            other = d.shape()
        tensors.append(d.leaf(other))
    if d.chance(0.2):
        tensors.append(tensors[0])
    return d.add("cat", *tensors, dim=d.pick(dim, dim - len(shape)) if shape else 0)


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


@drawn("softmax_dim")
def softmax_dim(d):
    x = d.tensor()
    return d.add("softmax_dim", x, dim=d.dim(x), log=d.flag())


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
