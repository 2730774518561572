"""Operations that take elements from where they stand, compare them, choose among them or put them in order."""
import numpy
import torch

from fuzzing.drawing import drawn
from fuzzing.drawn.others import whole
from fuzzing.drawn.tensors import other_shape, unary
from fuzzing.program import number_text, shape_text

for name in ("abs", "sign", "square", "rsqrt", "round", "floor", "ceil", "clone", "norm", "isnan", "isfinite",
             "argmin_all", "argmax_all"):
    unary(name)


# Taking.

def dims(d, x):
    return [dim - len(d.sizes(x)) * d.random.randint(0, 1) for dim in range(len(d.sizes(x)))]


@drawn("permute")
def permute(d):
    x = d.tensor()
    order = dims(d, x)
    d.random.shuffle(order)
    if d.is_careless and order:
        order[0] = d.random.choice(order)
    return d.add("permute", x, shape_text(order))


@drawn("transpose")
def transpose(d):
    x = d.tensor(where=lambda shape: len(shape) > 0)
    return d.add("transpose", x, d.dim(x), d.dim(x))


@drawn("expand")
def expand(d):
    target = d.shape()
    x = d.leaf(other_shape(d, target)[-len(target):] if target else [])
    target = [-1 if d.chance(0.1) else length for length in target]
    return d.add("expand", x, shape_text(target))


@drawn("flip")
def flip(d):
    x = d.tensor()
    chosen = [dim for dim in dims(d, x) if d.chance(0.5)]
    if d.is_careless:
        chosen.append(d.dim(x))
    return d.add("flip", x, shape_text(chosen))


def positions(d, shape, length, negative=False):
    """Whole numbers that are places in a dimension of this length."""
    low, high = (-length if negative else 0), length - 1
    if d.is_careless:
        low, high = low - 1, high + 1
    return whole(d, shape if high >= low else [0], low=low, high=max(low, high))


@drawn("index_select")
def index_select(d):
    x = d.tensor(where=lambda shape: len(shape) > 0)
    dim = d.dim(x)
    sizes = d.sizes(x)
    length = sizes[dim] if -len(sizes) <= dim < len(sizes) else 2
    return d.add("index_select", x, positions(d, [d.length()], length), dim=dim)


@drawn("gather")
def gather(d):
    x = d.tensor(where=lambda shape: len(shape) > 0)
    sizes = d.sizes(x)
    dim = d.random.randrange(len(sizes)) if sizes else 0
    shape = [d.length() if i == dim else d.random.randint(0, length) for i, length in enumerate(sizes)]
    if sizes and sizes[dim] == 0:
        shape[dim] = 0
    if d.is_careless:
        shape = d.shape()
    count = int(numpy.prod(shape))
    high = max(0, (sizes[dim] if sizes else 1) - 1) + (d.is_careless and d.chance(0.3))
    words = "{" + ",".join(str(d.random.randint(0, high)) for _ in range(count)) + "}"
    return d.add("gather", x, d.add("ints", shape_text(shape), words), dim=d.pick(dim, dim - len(sizes)))


def parts(d, sizes):
    """Numbers and ranges for the first dimensions."""
    words = []
    for length in sizes[:d.random.randint(1, 3)]:
        if d.chance(0.4) and length > 0 or d.is_careless and d.chance(0.3):
            words.append(str(d.random.randrange(-length - d.is_careless, length + d.is_careless)))
            continue
        start = d.random.randint(0, length)
        end = d.random.randint(start, length)
        words.append(d.pick(f"{start}:{end}", f"{start}:", f":{end}", ":"))
    if d.is_careless and d.chance(0.2) and len(words) < 3:
        words.append("0")
    return words


@drawn("index")
def index(d):
    x = d.tensor(where=lambda shape: len(shape) > 0)
    return d.add("index", x, *parts(d, d.sizes(x) or [1]))


@drawn("index_ints")
def index_ints(d):
    x = d.tensor(where=lambda shape: len(shape) > 0)
    return d.add("index_ints", x, positions(d, d.shape(d.pick(1, 1, 2)), (d.sizes(x) or [1])[0], True))


@drawn("index_pairs")
def index_pairs(d):
    x = d.tensor(where=lambda shape: len(shape) > 1 and 0 not in shape)
    sizes = (d.sizes(x) + [1, 1])[:2]
    shape = d.shape(d.pick(1, 1, 2))
    return d.add("index_pairs", x, *(positions(d, shape, length, True) for length in sizes))


def mask(d, shape):
    return d.add("compare_int", whole(d, shape, low=0, high=2), d.random.randint(0, 2), operator="eq")


@drawn("index_mask")
def index_mask(d):
    x = d.tensor()
    sizes = d.sizes(x)
    shape = d.shape() if d.is_careless else sizes[:d.random.randint(0, len(sizes))]
    return d.add("index_mask", x, mask(d, shape))


# Changing a copy in place.

def fitting(d, x, *where, name):
    """What is put there: of the shape that stands there now, or one that is repeated to it."""
    try:
        found = d.run.variables[x].detach()[tuple(d.run.variables[n] for n in where)].shape
    except (IndexError, RuntimeError):
        found = []
    shape = list(found)
    new = d.leaf(d.shape() if d.is_careless else other_shape(d, shape)[-len(shape):] if shape else [])
    return d.add(name, x, new, *where)


@drawn("index_set")
def index_set(d):
    x = d.tensor(where=lambda shape: len(shape) > 0)
    words = parts(d, d.sizes(x) or [1])
    from fuzzing.operations.choosing import places
    try:
        shape = list(d.run.variables[x].detach()[places(words)].shape)
    except IndexError:
        shape = []
    new = d.leaf(d.shape() if d.is_careless else other_shape(d, shape)[-len(shape):] if shape else [])
    return d.add("index_set", x, new, *words)


@drawn("ints_set")
def ints_set(d):
    x = d.tensor(where=lambda shape: len(shape) > 0 and shape[0] > 0)
    length = (d.sizes(x) or [1])[0]
    order = d.random.sample(range(length), d.random.randint(0, length))
    where = d.add("ints", shape_text([len(order)]), "{" + ",".join(map(str, order)) + "}")
    return fitting(d, x, where, name="ints_set")


@drawn("mask_set")
def mask_set(d):
    x = d.tensor(where=lambda shape: len(shape) > 0)
    return fitting(d, x, mask(d, d.sizes(x)[:d.random.randint(1, len(d.sizes(x)) or 1)]), name="mask_set")


@drawn("in_place")
def in_place(d):
    x = d.tensor()
    sizes = d.sizes(x)
    y = d.leaf(other_shape(d, sizes)[-len(sizes):] if sizes else [])
    return d.add("in_place", x, x if d.chance(0.1) else y, operator=d.pick("add", "sub", "mul", "div"))


drawn("in_place_number")(
    lambda d: d.add(
        "in_place_number", d.tensor(), number_text(d.number()), operator=d.pick("add", "sub", "mul", "div")))


# Choosing.

@drawn("where")
def where(d):
    x = d.tensor()
    sizes = d.sizes(x)
    words = [mask(d, other_shape(d, sizes)), x, d.leaf(other_shape(d, sizes))]
    if d.chance(0.3):
        words[1:] = words[:0:-1]
    if d.chance(0.2):
        return d.add("where_number", words[0], words[1], number_text(d.number()))
    if d.chance(0.2):
        return d.add("number_where", words[0], number_text(d.number()), words[2])
    return d.add("where", *words)


@drawn("masked_fill")
def masked_fill(d):
    x = d.tensor()
    return d.add("masked_fill", x, mask(d, other_shape(d, d.sizes(x))), number_text(d.number()))


for name in ("maximum", "minimum"):
    @drawn(name)
    def extreme(d, name=name):
        x = d.tensor()
        return d.add(name, x, x if d.chance(0.1) else d.leaf(other_shape(d, d.sizes(x))))


@drawn("clamp")
def clamp(d):
    low, high = (number_text(d.number()) for _ in range(2))
    return d.add("clamp", d.tensor(), min=d.maybe(low, 0.7), max=d.maybe(high, 0.7))


# Summaries.

def correction(d):
    return d.maybe(d.random.randint(0, 2))


for name in ("var", "std"):
    drawn(name)(lambda d, name=name: d.add(name, d.tensor(), correction=correction(d)))


@drawn("var_dim")
def var_dim(d):
    x = d.tensor()
    return d.add("var_dim", x, dim=d.dim(x), correction=correction(d), keepDim=d.flag())


@drawn("std_dims")
def std_dims(d):
    x = d.tensor()
    chosen = [d.dim(x) for _ in range(d.random.randint(1, 2))]
    return d.add("std_dims", x, shape_text(chosen), correction=correction(d), keepDim=d.flag())


@drawn("cumsum")
def cumsum(d):
    x = d.tensor()
    return d.add("cumsum", x, dim=d.dim(x))


@drawn("arange_from", False)
def arange_from(d):
    start, step = round(d.random.uniform(-5, 5), 2), round(d.random.uniform(0.1, 2), 2) * d.pick(1, -1)
    end = start + step * d.random.randint(0, 12) + d.pick(0, round(step / 3, 2))
    if d.is_careless:
        step = d.pick(0, -step)
    return d.add("arange_from", number_text(start), number_text(end), step=number_text(step))


drawn("linspace", False)(
    lambda d: d.add(
        "linspace", number_text(d.random.uniform(-5, 5)), number_text(d.random.uniform(-5, 5)),
        d.random.randint(-1 if d.is_careless else 0, 20)))
drawn("eye", False)(lambda d: d.add("eye", d.random.randint(-1 if d.is_careless else 0, 6)))


# Order.

@drawn("sort")
def sort(d):
    x = d.tensor()
    return d.add("sort", x, dim=d.maybe(d.dim(x)), descending=d.flag(), results=2)


@drawn("topk")
def topk(d):
    # All different: of equal ones PyTorch says not which comes first.
    shape = d.shape(d.pick(1, 2, 3))
    numbers = [number / 4 for number in range(-20, -20 + int(numpy.prod(shape)))]
    d.random.shuffle(numbers)
    x = d.add(
        "tensor", shape_text(shape), "{" + ",".join(number_text(number) for number in numbers) + "}", grad=d.flag())
    dim = d.random.randrange(-len(shape), len(shape))
    return d.add(
        "topk", x, d.random.randint(0, shape[dim] + d.is_careless), dim=dim, largest=d.flag(), results=2)


for name in ("min_dim", "argmin"):
    @drawn(name)
    def smallest(d, name=name):
        x = d.tensor()
        return d.add(name, x, dim=d.dim(x), keepDim=d.flag(), results=2 if name == "min_dim" else 1)


# Comparing.
OPERATORS = ("eq", "ne", "lt", "le", "gt", "ge")


@drawn("compare")
def compare(d):
    x = d.tensor()
    return d.add("compare", x, d.leaf(other_shape(d, d.sizes(x))), operator=d.pick(*OPERATORS))


drawn("compare_number")(
    lambda d: d.add("compare_number", d.tensor(), number_text(d.number()), operator=d.pick(*OPERATORS)))


@drawn("compare_ints")
def compare_ints(d):
    x = whole(d, low=0, high=2)
    return d.add("compare_ints", x, whole(d, d.sizes(x), low=0, high=2), operator=d.pick(*OPERATORS))


drawn("compare_int")(
    lambda d: d.add("compare_int", whole(d), d.random.randint(-2, 2), operator=d.pick(*OPERATORS)))


for name in ("and", "or"):
    @drawn(name)
    def both(d, name=name):
        x = mask(d, d.shape())
        return d.add(name, x, mask(d, d.sizes(x)))
for name in ("not", "any", "all", "count"):
    drawn(name)(lambda d, name=name: d.add(name, mask(d, d.shape())))


# Whole numbers.
drawn("sum_ints", False)(lambda d: d.add("sum_ints", whole(d)))
drawn("arange_ints", False)(lambda d: d.add("arange_ints", d.random.randint(-1 if d.is_careless else 0, 9)))


@drawn("one_hot", False)
def one_hot(d):
    x = whole(d, low=-1 if d.is_careless else 0, high=4)
    return d.add("one_hot", x, classes=d.pick(None, 5, 7, 3 if d.is_careless else 5))


@drawn("reshape_ints", False)
def reshape_ints(d):
    shape = d.shape()
    x = whole(d, shape)
    d.random.shuffle(shape)
    if shape and d.chance(0.5):
        shape[0] = -1
    return d.add("reshape_ints", x, shape_text(shape))


@drawn("unsqueeze_ints", False)
def unsqueeze_ints(d):
    x = whole(d)
    return d.add("unsqueeze_ints", x, dim=d.dim(x, 1))


drawn("squeeze_ints", False)(lambda d: d.add("squeeze_ints", whole(d)))


@drawn("ints_at_ints", False)
def ints_at_ints(d):
    x = whole(d, d.shape(d.pick(1, 2)))
    return d.add("ints_at_ints", x, positions(d, [d.length()], d.sizes(x)[0], True))


@drawn("ints_at_mask", False)
def ints_at_mask(d):
    x = whole(d)
    return d.add("ints_at_mask", x, mask(d, d.sizes(x)))
