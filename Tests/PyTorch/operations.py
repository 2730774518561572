"""Every operation, forward and backward: values/operations.json.

A case draws its inputs from a seed, runs one expression in 64 bits, and goes back from its output `y`
with random weights. The engine draws the same inputs, so only results are written. The seed follows
from the case's label: a new case changes no other.

At the end stands how far PyTorch's own 32 bits are from its 64, for comparison.
"""
import zlib

from values import encode, relative_error, run, write

cases = []
own_errors = {}


def uniform(name, *shape, low=-1, high=1, grad=True, rounded=False):
    """An input of random numbers; `rounded` makes them whole, so that many are equal."""
    return dict(
        name=name, kind="rounded" if rounded else "uniform", shape=list(shape), low=low, high=high,
        grad=grad)


def labels(count, classes):
    """An input of `count` classes, 0 ..< `classes`."""
    return dict(name="labels", kind="labels", shape=[count], classes=classes)


def special(name, *shape, kinds=16, grad=True):
    """An input of NaN, infinities, zeros of both signs and other numbers, five of `kinds` in all.

    Such a case runs in 32 bits, as the engine does: PyTorch's loops for 64 may multiply the zeros of
    a padding, which oneDNN's do not. Its backward pass starts with such numbers, too.
    """
    return dict(name=name, kind="special", shape=list(shape), low=0, high=kinds, grad=grad)


# What the kinds are.
NUMBERS = (
    "numbers = torch.tensor([float(x) for x in ('nan', 'inf', '-inf', '0', '-0')]"
    " + [(i - 4) / 4 * (-1) ** i for i in range(5, 100)])")


def line(input):
    """The line of Python that draws an input."""
    name, shape = input["name"], input["shape"]
    if input["kind"] == "special":
        draw = f"{name} = numbers[torch.empty({shape}).uniform_(0, {input['high']}).long()]"
        return draw + (".requires_grad_()" if input["grad"] else "")
    if input["kind"] == "labels":
        return f"{name} = torch.randperm({shape[0]}) % {input['classes']}"
    draw = f"{name} = torch.empty({shape}).uniform_({input['low']}, {input['high']})"
    if input["kind"] == "rounded":
        draw += ".round()"
    return draw + ".double()" + (".requires_grad_()" if input["grad"] else "")


def case(operation, expression, *inputs, keep=None, then=(), backward=True, terms=None, **options):
    """Adds a case.

    `expression` may name the inputs, and the options in braces. `keep` names the results that are
    written, where all would be too many; `then` names more variables to write. `terms` gives, for a
    result that is the small difference of large numbers, the size of those: it cannot be more exact
    than they are.
    """
    parts = [f"{i['name']}{i['shape']}" for i in inputs]
    parts += [
        f"{i['name']} in {i['low']}...{i['high']}{' rounded' * (i['kind'] == 'rounded')}"
        for i in inputs
        if i["kind"] != "labels" and (i["low"], i["high"], i["kind"]) != (-1, 1, "uniform")]
    parts += [f"{name}={value}" for name, value in options.items()]
    label = " ".join([operation] + parts)
    seed = zlib.crc32(label.encode())
    tracked = [i["name"] for i in inputs if i.get("grad")]
    kinds = max((i["high"] for i in inputs if i["kind"] == "special"), default=None)
    snippet = [NUMBERS] if kinds else []
    snippet += [f"torch.manual_seed({seed})"] + [
        line(i).replace(".double()", "") if kinds else line(i) for i in inputs]
    snippet += expression.format(**options).split("\n")
    if tracked and backward:
        snippet.append(
            f"y.backward(numbers[torch.empty(y.shape).uniform_(0, {kinds}).long()])" if kinds
            else "y.backward(torch.empty(y.shape).uniform_(-1, 1).double())")

    def results(single=False):
        found = run(snippet, single)
        named = {"y": found["y"]}
        named.update({name: found[name] for name in then})
        if backward:
            named.update({name + ".grad": found[name].grad for name in tracked})
        return {name: value for name, value in named.items() if not keep or name in keep}

    expected = results()
    for name, value in results(single=True).items():
        error = relative_error(value, expected[name], (terms or {}).get(name, 0))
        own_errors[operation] = max(own_errors.get(operation, 0), error)
    cases.append(
        dict(
            label=label, operation=operation, seed=seed, inputs=list(inputs),
            options={name: float(value) for name, value in options.items()}, snippet=snippet,
            expected=[
                dict(
                    name=name, shape=list(value.shape), terms=(terms or {}).get(name, 0),
                    numbers=encode(value))
                for name, value in expected.items()]))


# Arithmetic, with shapes that are made one.
PAIRS = [
    ([], []), ([7], [7]), ([3, 5], [5]), ([3, 5], [3, 1]), ([4, 1, 6], [3, 1]), ([1], [2, 3]),
    ([2, 3, 4, 5], [1, 3, 1, 1]), ([], [3, 3]), ([33, 65], [33, 65])]
for left, right in PAIRS:
    case("+", "y = a + b", uniform("a", *left), uniform("b", *right))
    case("-", "y = a - b", uniform("a", *left), uniform("b", *right))
    case("*", "y = a * b", uniform("a", *left), uniform("b", *right))
    case("/", "y = a / b", uniform("a", *left), uniform("b", *right, low=0.25, high=2))
case("/", "y = a / b", uniform("a", 5, 9), uniform("b", 5, 9, low=-3, high=-0.125))
for number in (2.5, -0.375):
    case("x + number", "y = x + {number}", uniform("x", 3, 7), number=number)
    case("number + x", "y = {number} + x", uniform("x", 3, 7), number=number)
    case("x - number", "y = x - {number}", uniform("x", 3, 7), number=number)
    case("number - x", "y = {number} - x", uniform("x", 3, 7), number=number)
    case("x * number", "y = x * {number}", uniform("x", 3, 7), number=number)
    case("number * x", "y = {number} * x", uniform("x", 3, 7), number=number)
    case("x / number", "y = x / {number}", uniform("x", 3, 7), number=number)
    case("number / x", "y = {number} / x", uniform("x", 3, 7, low=0.25, high=2), number=number)
case("negate", "y = -x", uniform("x", 3, 7))
case("used often", "y = x * x + x.exp() / (x + 3) - x", uniform("x", 6, 11))

# Functions.
case("exp", "y = x.exp()", uniform("x", 4, 9))
case("exp", "y = x.exp()", uniform("x", 501, low=-80, high=20))
case("log", "y = x.log()", uniform("x", 4, 9, low=0.5, high=8))
case("log", "y = x.log()", uniform("x", 501, low=1e-6, high=1e6))
case("sqrt", "y = x.sqrt()", uniform("x", 4, 9, low=0.01, high=8))
for exponent in (0, 1, 2, 3, -1, -2):
    case(
        "pow", "y = x.pow({exponent})", uniform("x", 5, 7, low=-2, high=-0.25), exponent=exponent)
for exponent in (0.5, 2.5, -1.5):
    case("pow", "y = x.pow({exponent})", uniform("x", 5, 7, low=0.25, high=4), exponent=exponent)
for name in ("tanh", "sigmoid"):
    case(name, f"y = x.{name}()", uniform("x", 4, 9))
    case(name, f"y = x.{name}()", uniform("x", 501, low=-100, high=100))
case("relu", "y = x.relu()", uniform("x", 3, 5, 7))
case("relu", "y = x.relu()", uniform("x", 40, low=-2, high=2, rounded=True))

# Where there is no result: logarithms and roots of negative numbers, division by 0, overflow.
case("log", "y = x.log()", uniform("x", 30, low=-2, high=2, rounded=True))
case("sqrt", "y = x.sqrt()", uniform("x", 30, low=-2, high=2, rounded=True))
case("exp", "y = x.exp()", uniform("x", 30, low=-200, high=200))
case(
    "/", "y = a / b", uniform("a", 5, 9, low=-2, high=2, rounded=True),
    uniform("b", 5, 9, low=-2, high=2, rounded=True))
for exponent in (0, 1, 2, -1, 0.5, 1.5):
    case(
        "pow", "y = x.pow({exponent})", uniform("x", 30, low=-2, high=2, rounded=True),
        exponent=exponent)

# Shapes.
case("reshape", "y = x.reshape(4, -1)", uniform("x", 2, 6, 5))
case("flatten", "y = x.flatten({first}, {last})", uniform("x", 2, 3, 4, 5), first=1, last=-1)
case("flatten", "y = x.flatten({first}, {last})", uniform("x", 2, 3, 4, 5), first=0, last=2)
case("squeeze", "y = x.squeeze()", uniform("x", 1, 5, 1, 3))
case("squeeze dim", "y = x.squeeze({dim})", uniform("x", 1, 5, 1, 3), dim=2)
case("unsqueeze", "y = x.unsqueeze({dim})", uniform("x", 5, 3), dim=1)
case("unsqueeze", "y = x.unsqueeze({dim})", uniform("x", 5, 3), dim=-1)
case("t", "y = x.t()", uniform("x", 7, 4))
case("select", "y = x[{index}]", uniform("x", 6, 2, 3), index=4)
case("select", "y = x[{index}]", uniform("x", 6, 2, 3), index=-1)
case("slice", "y = x[{start}:{end}]", uniform("x", 6, 2, 3), start=1, end=4)
for dim in (0, 2):
    case("stack", "y = torch.stack([a, b], {dim})", uniform("a", 3, 5), uniform("b", 3, 5), dim=dim)
case("cat", "y = torch.cat([a, b], {dim})", uniform("a", 3, 5), uniform("b", 2, 5), dim=0)
case("cat", "y = torch.cat([a, b], {dim})", uniform("a", 3, 4, 5), uniform("b", 3, 2, 5), dim=1)

# Taking, changing and choosing.
x = uniform("x", 3, 4, 5)
case("permute", "y = x.permute(2, 0, 1)", x)
case("transpose", "y = x.transpose(0, 2)", x)
case("flip", "y = x.flip(0, 2)", x)
case("index", "y = x[1:, 2, ::1]", x)
case("expand", "y = x.expand(2, 3, 4)", uniform("x", 3, 1))
case("gather", "y = x.gather(1, labels[:, None])", uniform("x", 6, 5), labels(6, 5))
case("index rows", "y = x[labels]", uniform("x", 3, 4), labels(6, 3))
case("index pairs", "y = x[torch.arange(6), labels]", uniform("x", 6, 5), labels(6, 5))
case("index mask", "y = x[x > 0.5]", uniform("x", 6, 7), backward=False)
case("one hot", "y = F.one_hot(labels, 7).double()", labels(9, 5), backward=False)
case(
    "in place", "y = x.clone()\ny[1] += 2 * z\ny[:, 1] = z\ny *= x\ny -= z", uniform("x", 3, 3),
    uniform("z", 3))
for rounded in (False, True):
    a, b = uniform("a", 5, 6, low=-2, high=2, rounded=rounded), uniform("b", 6, low=-2, high=2, rounded=rounded)
    case("maximum", "y = torch.maximum(a, b)", a, b)
    case("minimum", "y = torch.minimum(a, b)", a, b)
    case("where", "y = torch.where(a > b, a, b * 3)", a, b)
    case("clamp", "y = a.clamp(-1, 1)", a)
    case("abs", "y = a.abs()", a)
    case("sign", "y = a.sign()", a)
    case("sort", "y, indices = a.sort(dim=0, stable=True)", a, then=["indices"])
    case("topk", "y, indices = a.topk(2, 0)", a, then=[] if rounded else ["indices"], backward=not rounded)
    case("min dim", "y, indices = a.min(1)", a, then=["indices"])
case("round", "y = x.round()", uniform("x", 40, low=-9, high=9))
case("rsqrt", "y = x.rsqrt()", uniform("x", 40, low=0.1, high=9))
case("cumsum", "y = x.cumsum(1)", uniform("x", 3, 70))
case("norm", "y = x.norm()", uniform("x", 5, 7))
for correction in (0, 1):
    x = uniform("x", 5, 3, 4, low=8, high=9)
    case("var", "y = x.var(correction={correction})", x, correction=correction)
    case("std dims", "y = x.std([0, 2], correction={correction})", x, correction=correction)
case("softmax of columns", "y = F.softmax(x, 0)", uniform("x", 5, 4))
case("linspace", "y = torch.linspace(-1, 2, 7).double()", backward=False)
for left, right in (([4], [4]), ([3, 4], [4]), ([3], [3, 4])):
    case("matmul", "y = a.matmul(b)", uniform("a", *left), uniform("b", *right))

# Reductions. Sums of many numbers of either sign lose digits where they are not added up with care.
for shape in ([], [1], [7], [3, 5], [2, 3, 4, 5], [1031], [70, 70]):
    case("sum", "y = x.sum()", uniform("x", *shape))
    case("mean", "y = x.mean()", uniform("x", *shape))
case("sum", "y = x.sum()", uniform("x", 300007, grad=False))
case("mean", "y = x.mean()", uniform("x", 300007, grad=False, low=0, high=1))
for shape, dim in (
    ([7], 0), ([3, 5], 0), ([3, 5], -1), ([2, 3, 4, 5], 1), ([2, 3, 4, 5], 3), ([129, 7], 0),
    ([7, 1031], 1)):
    for keep_dim in (0, 1):
        options = dict(dim=dim, keepDim=keep_dim)
        case("sum dim", "y = x.sum({dim}, keepdim={keepDim} == 1)", uniform("x", *shape), **options)
        case(
            "mean dim", "y = x.mean({dim}, keepdim={keepDim} == 1)", uniform("x", *shape), **options)
        for rounded in (False, True):
            x = uniform("x", *shape, low=-3, high=3, rounded=rounded)
            case(
                "max dim", "y, indices = x.max({dim}, keepdim={keepDim} == 1)", x,
                then=["indices"], **options)
            case(
                "argmax", "y = x.argmax({dim}, keepdim={keepDim} == 1)", x, backward=False,
                **options)
case("sum dim", "y = x.sum({dim})", uniform("x", 20011, 5, grad=False), dim=0, keepDim=0)
case("sum dims", "y = x.sum([0, 2])", uniform("x", 3, 4, 5))
case("mean dims", "y = x.mean([0, 2, 3])", uniform("x", 3, 4, 5, 2))
for rounded in (False, True):
    x = uniform("x", 6, 7, low=-3, high=3, rounded=rounded)
    case("max", "y = x.max()", x)
    case("min", "y = x.min()", x)

# Matrices.
for m, k, n in ((1, 1, 1), (3, 4, 5), (6, 16, 16), (7, 17, 33), (1, 100, 1), (13, 1, 19), (7, 301, 6)):
    case("matmul", "y = a.matmul(b)", uniform("a", m, k), uniform("b", k, n))
for shape, outputs in (
    ([1, 1], 1), ([5, 7], 3), ([32, 64], 10), ([3], 4), ([2, 3, 5], 6), ([17, 33], 19), ([5, 1600], 2)):
    x = uniform("x", *shape)
    weight = uniform("weight", outputs, shape[-1], low=-0.5, high=0.5)
    case("linear", "y = F.linear(x, weight, bias)", x, weight, uniform("bias", outputs))
    case("linear", "y = F.linear(x, weight)", x, weight)

# Convolutions: odd sizes, strides, padding, dilation, with and without bias.
for batch, channels, height, width, filters, kernel, stride, padding, dilation in (
    (1, 1, 1, 1, 1, 1, 1, 0, 1), (2, 1, 5, 5, 3, 3, 1, 0, 1), (3, 2, 7, 5, 4, 3, 2, 1, 1),
    (1, 3, 9, 8, 2, 2, 3, 0, 1), (2, 3, 11, 7, 5, 3, 1, 2, 2), (2, 2, 13, 13, 3, 3, 2, 3, 3),
    (5, 4, 6, 6, 7, 1, 1, 0, 1), (3, 1, 8, 9, 6, 5, 1, 2, 1), (2, 2, 10, 3, 2, 3, 4, 1, 1),
    (7, 3, 4, 4, 2, 4, 1, 0, 1), (1, 5, 17, 15, 9, 3, 3, 4, 2), (2, 1, 3, 3, 2, 3, 1, 5, 1)):
    x = uniform("x", batch, channels, height, width)
    weight = uniform("weight", filters, channels, kernel, kernel)
    options = dict(stride=stride, padding=padding, dilation=dilation)
    tail = "stride={stride}, padding={padding}, dilation={dilation})"
    case(
        "conv2d", "y = F.conv2d(x, weight, bias, " + tail, x, weight, uniform("bias", filters),
        **options)
    case("conv2d", "y = F.conv2d(x, weight, None, " + tail, x, weight, **options)
# The two of the tutorial, at a batch of 32: long sums, in the gradients of weights and biases.
plain = dict(stride=1, padding=0, dilation=1)
case(
    "conv2d", "y = F.conv2d(x, weight, bias)", uniform("x", 32, 1, 28, 28, low=0),
    uniform("weight", 32, 1, 3, 3), uniform("bias", 32), keep=["weight.grad", "bias.grad"], **plain)
case(
    "conv2d", "y = F.conv2d(x, weight, bias)", uniform("x", 32, 32, 13, 13, low=0),
    uniform("weight", 16, 32, 3, 3), uniform("bias", 16), keep=["weight.grad", "bias.grad"], **plain)
case(
    "conv2d", "y = F.conv2d(x, weight, bias)", uniform("x", 1, 32, 13, 13, low=0),
    uniform("weight", 64, 32, 3, 3), uniform("bias", 64), keep=["y", "x.grad"], **plain)

# Pooling: windows that overlap, that leave pixels out, and with many equal numbers.
for shape, kernel, stride, padding in (
    ([1, 1, 1, 1], 1, 1, 0), ([2, 3, 6, 6], 2, 2, 0), ([2, 3, 7, 5], 2, 2, 0), ([3, 2, 9, 8], 3, 2, 0),
    ([2, 2, 9, 7], 3, 1, 1), ([1, 4, 10, 11], 4, 3, 2), ([2, 1, 8, 8], 2, 5, 1), ([17, 1, 5, 5], 5, 5, 0)):
    for rounded in (False, True):
        case(
            "max_pool2d", "y = F.max_pool2d(x, {kernelSize}, {stride}, {padding})",
            uniform("x", *shape, low=-2, high=2, rounded=rounded), kernelSize=kernel, stride=stride,
            padding=padding)

# Losses, with scores of every size. Where one class has all of the probability, 1 less what is left of it
# is taken off 1.
for shape in ([1, 2], [5, 7], [32, 10], [3, 1], [3, 130]):
    for size in (1, 30, 1000, 30000):
        scores = uniform("x", *shape, low=-size, high=size)
        one = dict(terms={"y": 1, "x.grad": 1} if size > 1 else {})
        case("log_softmax", "y = F.log_softmax(x, -1)", scores)
        case("softmax", "y = F.softmax(x, -1)", scores, **one)
        for reduction in ("mean", "sum"):
            options = dict(isSum=int(reduction == "sum"))
            if size > 1:
                one = dict(terms={"y": 1, "x.grad": 1 if reduction == "sum" else 1 / shape[0]})
            case(
                "cross_entropy", f"y = F.cross_entropy(x, labels, reduction='{reduction}')", scores,
                labels(*shape), **one, **options)
            if size == 1:
                case(
                    "nll_loss", f"y = F.nll_loss(x, labels, reduction='{reduction}')", scores,
                    labels(*shape), **options)
# With weights, without the labels of class 0, and with labels that are spread over all classes.
for shape in ([6, 1], [5, 7], [32, 10]):
    for number, reduction in enumerate(("mean", "sum", "none")):
        settings = f"weight, ignore_index={{ignoreIndex}}, reduction='{reduction}'"
        inputs = [
            uniform("x", *shape, low=-5, high=5), uniform("weight", shape[1], low=0, high=3, grad=False),
            labels(*shape)]
        for ignored in (-100, 0) if shape[1] > 1 else (-100,):
            case(
                "nll_loss with settings", f"y = F.nll_loss(x, labels, {settings})", *inputs,
                ignoreIndex=ignored, reduction=number)
            for smoothing in (0, 0.1, 1):
                case(
                    "cross_entropy with settings",
                    f"y = F.cross_entropy(x, labels, {settings}, label_smoothing={{labelSmoothing}})",
                    *inputs, terms={"y": 1, "x.grad": 0.1} if shape[1] == 1 else {},
                    ignoreIndex=ignored, reduction=number, labelSmoothing=smoothing)
    for smoothing in (0.1, 0.9):
        case(
            "cross_entropy smoothed",
            "y = F.cross_entropy(x, labels, ignore_index={ignoreIndex}, label_smoothing={labelSmoothing})",
            uniform("x", *shape, low=-5, high=5), labels(*shape),
            terms={"y": 1, "x.grad": 0.1} if shape[1] == 1 else {}, ignoreIndex=shape[1] - 1 or -100,
            labelSmoothing=smoothing)
for shape in ([], [7], [3, 5], [2, 3, 4, 5]):
    case(
        "mse_loss of each", "y = F.mse_loss(x, target, reduction='none')", uniform("x", *shape),
        uniform("target", *shape, low=-3, high=3))
    for reduction in ("mean", "sum"):
        case(
            "mse_loss", f"y = F.mse_loss(x, target, reduction='{reduction}')", uniform("x", *shape),
            uniform("target", *shape, low=-3, high=3), isSum=int(reduction == "sum"))
case("log_softmax", "y = F.log_softmax(x, -1)", uniform("x", 2, 3, 5))
case("softmax", "y = F.softmax(x, -1)", uniform("x", 7))

# Normalization of a batch, by its own statistics and by running ones.
for shape, low, high in (
    ([2, 1, 1, 1], -1, 1), ([3, 2, 5, 4], -1, 1), ([4, 5, 3, 3], 9, 11), ([7, 3, 1, 1], -5, 5),
    ([1, 4, 6, 7], 0, 0.01), ([3, 2, 13, 13], -1, 1), ([32, 3, 14, 14], 0, 1)):
    channels = shape[1]
    large = shape[0] == 32
    for training in (1, 0):
        case(
            "batch_norm",
            "mean, variance = running_mean.clone(), running_variance.clone()\n"
            "y = F.batch_norm(x, mean, variance, weight, bias, {training} == 1, {momentum}, {epsilon})",
            uniform("x", *shape, low=low, high=high),
            uniform("running_mean", channels, grad=False),
            uniform("running_variance", channels, low=0.5, high=2, grad=False),
            uniform("weight", channels, low=0.5, high=2), uniform("bias", channels),
            then=["mean", "variance"],
            keep=["weight.grad", "bias.grad", "mean", "variance"] if large else None,
            # Two numbers always become −1 and 1, whatever they are: the gradient is all but 0.
            terms={"x.grad": 1} if shape == [2, 1, 1, 1] else None,
            training=training, momentum=0.25 if channels == 2 else 0.1, epsilon=1e-5)

# What is infinite or NaN, in each operation.
x = special("x", 60)
case("clamp", "y = a.clamp(-1, 1)", special("a", 60))
for name in ("abs", "sign"):
    case(name, f"y = a.{name}()", special("a", 60))
for name in ("maximum", "minimum"):
    case(name, f"y = torch.{name}(a, b)", special("a", 60), special("b", 60))
case("where", "y = torch.where(a > b, a, b * 3)", special("a", 60), special("b", 60))
case("sort", "y, indices = a.sort(dim=0, stable=True)", special("a", 20, 3), then=["indices"])
case("min dim", "y, indices = a.min(1)", special("a", 20, 3, kinds=99), then=["indices"])
for name in ("exp", "log", "sqrt", "tanh", "sigmoid", "relu"):
    case(name, f"y = x.{name}()", x)
for exponent in (0, 0.5, 1, 2, 3, -1, -2, -0.5, 1.5):
    case("pow", "y = x.pow({exponent})", x, exponent=exponent)
for sign in "+-*/":
    case(sign, f"y = a {sign} b", special("a", 60), special("b", 60))
    case(sign, f"y = a {sign} b", special("a", 6, 1), special("b", 5))
    case(f"x {sign} number", f"y = x {sign} {{number}}", x, number=2.5)
    case(f"number {sign} x", f"y = {{number}} {sign} x", x, number=2.5)
case("negate", "y = -x", x)
for kinds in (16, 99):
    for name in ("sum", "mean", "max", "min"):
        case(name, f"y = x.{name}()", special("x", 6, 7, kinds=kinds))
    for dim in (0, 1):
        x, options = special("x", 11, 9, kinds=kinds), dict(dim=dim, keepDim=0)
        case("sum dim", "y = x.sum({dim})", x, **options)
        case("mean dim", "y = x.mean({dim})", x, **options)
        case("max dim", "y, indices = x.max({dim})", x, then=["indices"], **options)
        case("argmax", "y = x.argmax({dim})", x, backward=False, **options)
    x = special("x", 20, 5, kinds=kinds)
    case("log_softmax", "y = F.log_softmax(x, -1)", x)
    case("softmax", "y = F.softmax(x, -1)", x)
    case("cross_entropy", "y = F.cross_entropy(x, labels)", x, labels(20, 5), isSum=0)
    case(
        "cross_entropy with settings",
        "y = F.cross_entropy(x, labels, weight, ignore_index={ignoreIndex}, reduction='none', "
        "label_smoothing={labelSmoothing})",
        x, uniform("weight", 5, low=0, high=3, grad=False), labels(20, 5), ignoreIndex=3, reduction=2,
        labelSmoothing=0.25)
    case("mse_loss", "y = F.mse_loss(x, target)", x, special("target", 20, 5), isSum=0)
    case("matmul", "y = a.matmul(b)", special("a", 7, 9, kinds=kinds), special("b", 9, 4, kinds=kinds))
    case(
        "linear", "y = F.linear(x, weight, bias)", special("x", 6, 9, kinds=kinds),
        special("weight", 5, 9, kinds=kinds), special("bias", 5, kinds=kinds))
    for channels, kernel, stride, padding in ((3, 2, 2, 0), (16, 2, 2, 0), (2, 3, 2, 1), (17, 3, 1, 1)):
        case(
            "max_pool2d", "y = F.max_pool2d(x, {kernelSize}, {stride}, {padding})",
            special("x", 2, channels, 6, 6, kinds=kinds), kernelSize=kernel, stride=stride,
            padding=padding)
    for training in (1, 0):
        case(
            "batch_norm",
            "mean, variance = running_mean.clone(), running_variance.clone()\n"
            "y = F.batch_norm(x, mean, variance, weight, bias, {training} == 1, {momentum}, {epsilon})",
            special("x", 3, 5, 2, 2, kinds=kinds), special("running_mean", 5, kinds=99, grad=False),
            special("running_variance", 5, kinds=99, grad=False), special("weight", 5, kinds=99),
            special("bias", 5, kinds=99), then=["mean", "variance"], training=training, momentum=0.1,
            epsilon=1e-5)
# PyTorch multiplies the zeros of a padding only in some of its loops: those for one image, and those that
# go back to dilated weights.
for batch, channels, size, filters, kernel, stride, padding, dilation in (
    (2, 3, 6, 4, 3, 1, 0, 1), (2, 3, 6, 4, 3, 1, 1, 1), (3, 2, 7, 5, 3, 2, 2, 1), (2, 4, 7, 3, 3, 1, 0, 2),
    (2, 32, 5, 32, 3, 1, 1, 1), (2, 1, 6, 32, 3, 1, 1, 1)):
    options = dict(stride=stride, padding=padding, dilation=dilation)
    x = special("x", batch, channels, size, size, kinds=99)
    weight = special("weight", filters, channels, kernel, kernel, kinds=99)
    case(
        "conv2d", "y = F.conv2d(x, weight, bias, stride={stride}, padding={padding}, dilation={dilation})",
        x, weight, special("bias", filters, kinds=99), **options)

# Dropout. PyTorch draws its mask in another way, so the mask is drawn here as the engine draws it.
for p in (0.25, 0.5):
    case(
        "dropout", "y = x * (torch.rand(x.shape) >= {p}) / (1 - {p})", uniform("x", 6, 11), p=p)
case("dropout out of training", "y = F.dropout(x, {p}, training=False)", uniform("x", 6, 11), p=0.5)

# A whole network, small.
case(
    "network",
    "x1 = F.max_pool2d(F.relu(F.conv2d(x, w1, b1)), 2)\n"
    "x2 = F.max_pool2d(F.relu(F.conv2d(x1, w2, b2)), 2)\n"
    "x3 = F.relu(F.linear(x2.flatten(1), w3, b3))\n"
    "y = F.cross_entropy(F.linear(x3, w4, b4), labels)",
    uniform("x", 9, 1, 28, 28, low=0, grad=False), uniform("w1", 4, 1, 3, 3, low=-0.5, high=0.5),
    uniform("b1", 4), uniform("w2", 6, 4, 3, 3, low=-0.3, high=0.3), uniform("b2", 6),
    uniform("w3", 12, 150, low=-0.2, high=0.2), uniform("b3", 12), uniform("w4", 10, 12), uniform("b4", 10),
    labels(9, 10))

write("operations", cases)
print("PyTorch's 32 bits against its 64:")
for operation, error in own_errors.items():
    print(f"  {operation:24} {error:.1e}")
