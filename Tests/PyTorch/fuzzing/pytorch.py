"""PyTorch's side: what each operation of a program is called there.

A run may be noisy: where an operation rounds, its operands, its result and the gradients that go back through it
are then moved by up to eight units in the last place. How far that moves a program's results is how exact they can be
expected to be, whatever the order in which sums are added up. Nothing is moved that has to be exact.
"""
import numpy
import torch
import torch.nn.functional as F
from torch import nn

torch.set_num_threads(1)


class Refused(Exception):
    """PyTorch raised an error."""


class Cube(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x * x

    @staticmethod
    def backward(ctx, gradient):
        x, = ctx.saved_tensors
        return gradient * (x * x * 3)


def moved(x, random):
    """Each element up to eight units in the last place away; what is 0, infinite or NaN stays."""
    bits = x.detach().contiguous().numpy().reshape(-1).view(numpy.int32)
    size = bits & 0x7FFFFFFF
    near = numpy.clip(size + random.integers(-8, 9, size.shape), 1, 0x7F7FFFFF).astype(numpy.int32)
    fixed = (size == 0) | (size >= 0x7F800000)
    result = numpy.where(fixed, bits, near | (bits & numpy.int32(-0x80000000)))
    return torch.from_numpy(result.view(numpy.float32)).reshape(x.shape)


class Noise(torch.autograd.Function):
    """Moves elements on the way forward, and gradients on the way back."""

    @staticmethod
    def forward(ctx, x, run, forward, backward):
        ctx.run, ctx.backward_too, ctx.statement = run, backward, run.statement
        return moved(x, run.random) if forward else x.view_as(x)

    @staticmethod
    def backward(ctx, gradient):
        if not ctx.backward_too:
            return gradient, None, None, None
        ctx.run.reach(ctx.statement, gradient)
        return moved(gradient, ctx.run.random), None, None, None


class FromOutput(torch.autograd.Function):
    """A function whose gradient PyTorch computes from its result, which is moved here before it does."""

    @staticmethod
    def forward(ctx, x, random, function, slope):
        y = moved(function(x), random)
        ctx.save_for_backward(y)
        ctx.slope = slope
        return y

    @staticmethod
    def backward(ctx, gradient):
        return gradient * ctx.slope(ctx.saved_tensors[0]), None, None, None


# Slopes, from the result, which say how exact a gradient can be.
SLOPES = dict(tanh=lambda y: 1 - y * y, sigmoid=lambda y: y * (1 - y))


class NoisySoftmax(torch.autograd.Function):
    """Probabilities of the last dimension, or their logarithms; the gradient is computed from them, moved."""

    @staticmethod
    def forward(ctx, x, random, is_logarithm):
        y = F.log_softmax(x, -1) if is_logarithm else moved(F.softmax(x, -1), random)
        if is_logarithm:
            y = moved(y + torch.from_numpy(random.uniform(-5e-7, 5e-7, y.shape).astype(numpy.float32)), random)
        ctx.save_for_backward(y)
        ctx.is_logarithm = is_logarithm
        return y

    @staticmethod
    def backward(ctx, g):
        y, = ctx.saved_tensors
        if ctx.is_logarithm:
            return g - y.exp() * g.sum(-1, keepdim=True), None, None
        return y * (g - (g * y).sum(-1, keepdim=True)), None, None


class Run:
    """A program on its way: what its variables hold."""

    def __init__(self, noise=None):
        self.variables = {}
        self.names = []
        self.uses = {}
        self.random = None if noise is None else numpy.random.default_rng(noise)
        # How large what a statement adds up may be, where nothing is infinite; and whether that is too large for a float.
        self.reached = {}
        self.may_overflow = False
        torch.manual_seed(0)

    def run(self, statement):
        """Runs one statement, and gives what it reports."""
        self.statement = statement
        self.reached[id(statement)] = 1.0
        operation = OPERATIONS[statement.operation]
        self.rounds = statement.operation in ROUNDED
        self.rounds_back = self.rounds or statement.operation in ROUNDED_BACK
        self.generator = self.variables[statement.generator] if statement.generator else None
        with torch.set_grad_enabled(not statement.without_grad):
            results = operation(self, statement)
            if not isinstance(results, tuple):
                results = () if results is None else (results,)
            if statement.without_grad:
                results = tuple(without_record(self, result) for result in results)
            if self.random is not None:
                results = tuple(self._noisy(r, self.rounds, self.rounds_back) for r in results)
        for name, value in zip(statement.results, results):
            if name not in self.variables:
                self.names.append(name)
            self.variables[name] = value
            self.uses[name] = 0
        return [report(value) for value in results]

    def call(self, function, *arguments, **options):
        """What PyTorch gives, or Refused."""
        try:
            return function(*arguments, **options)
        except (RuntimeError, ValueError, IndexError, TypeError, AssertionError, OverflowError) as error:
            raise Refused(f"{type(error).__name__}: {error}") from None

    def tensor(self, name):
        """A tensor that an operation is about to use."""
        x = self.variables[name]
        self.uses[name] += 1
        if self.random is None:
            return x
        # More than two gradients may be added up in any order.
        return self._noisy(x, self.rounds, self.rounds_back or self.uses[name] > 2)

    def _noisy(self, x, forward, backward):
        if not torch.is_tensor(x) or x.dtype != torch.float32 or not (forward or backward):
            return x
        self.reach(self.statement, x.detach())
        return Noise.apply(x, self, forward, backward)

    def change(self, *tensors):
        """Moves what an operation has changed in place."""
        for x in tensors:
            if self.random is not None and x.dtype == torch.float32:
                x.data.copy_(moved(x, self.random))

    def reach(self, statement, x):
        """Takes note of the size of an operand, or of a gradient."""
        size = torch.where(x.isfinite(), x, 0).abs().max().item() if x.numel() else 0
        power = 2 if statement.operation in ("batch_norm", "mse_loss", "call") else 1
        key = id(statement)
        reached = self.reached.get(key, 1.0) * max(size, 1.0) ** power * max(1, x.numel() if power == 1 else 1)
        self.reached[key] = reached
        self.may_overflow |= reached > 1e38

    def rest(self, statement, start):
        return [self.tensor(name) for name in statement.arguments[start:]]

    def finals(self):
        """What can be seen of each variable at the end."""
        found = {}
        for name in self.names:
            value = self.variables.get(name)
            if torch.is_tensor(value) and value.dtype == torch.float32:
                found[name] = [("", report(value)), (".grad", gradient(value))]
            elif isinstance(value, nn.Module) and not isinstance(value, nn.modules.loss._Loss):
                found[name] = [
                    pair for inner, parameter in value.named_parameters()
                    for pair in ((inner, report(parameter)), (inner + ".grad", gradient(parameter)))]
                found[name] += [
                    (inner + " in the state", report(kept.detach())) for inner, kept in value.state_dict().items()]
        numbers = ",".join(str(number) for number in torch.randperm(7).tolist())
        found["the generator"] = [("", ("N", numbers))]
        return found


def without_record(run, result):
    """A view made in no_grad() says that it requires a gradient, though the documentation says that none does."""
    if not torch.is_tensor(result) or not result._is_view():
        return result
    return result if any(result is value for value in run.variables.values()) else result.detach()


def gradient(tensor):
    if not tensor.is_leaf or tensor.grad is None:
        return None
    kind, shape, *_, elements = report(tensor.grad)
    return kind, shape, False, "", elements


def report(value):
    """What can be seen of a value, as `engine.report` says it."""
    if torch.is_tensor(value):
        shape = tuple(value.shape)
        plain = value.detach().contiguous().reshape(-1).numpy()
        if value.dtype == torch.float32:
            name = value.grad_fn.name() if value.grad_fn is not None else ""
            return "T", shape, value.requires_grad, name, plain.copy()
        return {torch.int64: "I", torch.bool: "B", torch.uint8: "Y"}[value.dtype], shape, plain.tolist()
    if isinstance(value, float):
        return "T", (), False, "", numpy.array([value], dtype=numpy.float32)
    if isinstance(value, bool | int):
        return "N", str(int(value))
    if isinstance(value, str):
        return "S", value
    if isinstance(value, list):
        return "L", ";".join(",".join(str(n) for n in batch) for batch in value)
    return ("-",)


class Numbers(torch.utils.data.Dataset):
    """The numbers 0 ..< count, each its own label."""

    def __init__(self, count):
        self.count = count

    def __len__(self):
        return self.count

    def __getitem__(self, index):
        return torch.tensor(float(index)), index


# Operations by their names in a program. Each gives its result, a tuple of results, or nothing.
OPERATIONS = {}
# Those whose results are rounded in more than one step, so that the order of the steps shows; and those of which that is
# so on the way back alone.
ROUNDED = set()
ROUNDED_BACK = set()


def operation(name, exact=True, exact_back=True):
    def add(function):
        OPERATIONS[name] = function
        if not exact:
            ROUNDED.add(name)
        if not exact_back:
            ROUNDED_BACK.add(name)
        return function
    return add


def simple(name, function, exact=True, exact_back=True):
    """An operation of a tensor, the first argument, and of what else the statement says."""
    @operation(name, exact, exact_back)
    def compute(run, s):
        return run.call(function, run.tensor(s.arguments[0]), s)


def pairwise(name, function, exact_back=False):
    """An operation of two tensors."""
    @operation(name, exact_back=exact_back)
    def compute(run, s):
        return run.call(function, *run.rest(s, 0))


# Making tensors.

def values(s, position=1):
    return torch.from_numpy(s.floats(position))


def shaped(s):
    return values(s).reshape(torch.Size(s.ints(0)))


def tracked(x, s):
    return x.requires_grad_(s.bool("grad", False))


operation("tensor")(lambda run, s: tracked(run.call(shaped, s), s))
operation("parameter")(lambda run, s: nn.Parameter(run.call(shaped, s), s.bool("grad", True)))
operation("buffer")(lambda run, s: run.call(shaped, s))
operation("scalar")(lambda run, s: tracked(torch.tensor(s.float(0)), s))
operation("vector")(lambda run, s: tracked(values(s, 0), s))
operation("matrix")(
    lambda run, s: tracked(
        run.call(torch.tensor, [s.floats(i).tolist() for i in range(len(s.arguments))]).float(), s))
operation("full")(
    lambda run, s: tracked(run.call(torch.full, s.ints(0), s.float(1), dtype=torch.float32), s))
operation("zeros")(lambda run, s: tracked(run.call(torch.zeros, s.ints(0)), s))
operation("ones")(lambda run, s: tracked(run.call(torch.ones, s.ints(0)), s))
operation("arange")(lambda run, s: run.call(torch.arange, s.int(0)).float())
operation("rand")(lambda run, s: tracked(run.call(torch.rand, s.ints(0), generator=run.generator), s))
operation("stack")(lambda run, s: run.call(torch.stack, run.rest(s, 0)))


@operation("uniform")
def uniform(run, s):
    x = run.call(torch.empty, s.ints(0))
    return tracked(run.call(x.uniform_, s.float(1), s.float(2), generator=run.generator), s)


# Arithmetic and functions.
pairwise("add", torch.add)
pairwise("sub", torch.sub)
pairwise("mul", torch.mul)
pairwise("div", torch.div)
simple("add_number", lambda x, s: x + s.float(1))
simple("sub_number", lambda x, s: x - s.float(1))
simple("mul_number", lambda x, s: x * s.float(1))
simple("div_number", lambda x, s: x / s.float(1))
for name, compute in dict(
        number_add=lambda x, s: s.float(0) + x, number_sub=lambda x, s: s.float(0) - x,
        number_mul=lambda x, s: s.float(0) * x,
        # Not `number / x`, which PyTorch makes a product of, and rounds twice.
        number_div=lambda x, s: torch.tensor(s.float(0)) / x).items():
    operation(name, exact_back=name != "number_div")(
        lambda run, s, compute=compute: run.call(compute, run.tensor(s.arguments[1]), s))
simple("neg", lambda x, s: -x)
simple("exp", lambda x, s: x.exp(), exact=False)
simple("log", lambda x, s: x.log(), exact=False)
simple("sqrt", lambda x, s: x.sqrt(), exact_back=False)
simple("pow", lambda x, s: x.pow(s.float(1)), exact=False)
for name, compute in dict(tanh=torch.tanh, sigmoid=torch.sigmoid).items():
    @operation(name, exact=False)
    def from_output(run, s, name=name, compute=compute):
        x = run.tensor(s.arguments[0])
        if run.random is not None:
            return FromOutput.apply(x, run.random, compute, SLOPES[name])
        return compute(x)
simple("relu", lambda x, s: x.relu())
simple("cube", lambda x, s: Cube.apply(x), exact_back=False)
simple("detach", lambda x, s: x.detach())


@operation("relu_last")
def relu_last(run, s):
    result = run.tensor(s.arguments[0]).relu()
    del run.variables[s.arguments[0]]
    return result


@operation("matmul", exact=False)
def matmul(run, s):
    return run.call(torch.mm, *run.rest(s, 0))


# Shapes.
simple("reshape", lambda x, s: x.reshape(s.ints(1)))
simple("flatten", lambda x, s: x.flatten(s.int("startDim", 0), s.int("endDim", -1)))
simple("squeeze", lambda x, s: x.squeeze())
simple("squeeze_dim", lambda x, s: x.squeeze(s.int("dim")))
simple("unsqueeze", lambda x, s: x.unsqueeze(s.int("dim")))
simple("t", lambda x, s: x.t())
simple("select", lambda x, s: x[s.int(1)])
simple("slice", lambda x, s: x[s.int(1):s.int(2)])

# Reductions.
simple("sum", lambda x, s: x.sum(), exact=False)
simple("sum_dim", lambda x, s: x.sum(s.int("dim"), s.bool("keepDim", False)), exact=False)
simple("sum_dims", lambda x, s: x.sum(s.ints(1), s.bool("keepDim", False)), exact=False)
simple("mean", lambda x, s: x.mean(), exact=False)
simple("mean_dim", lambda x, s: x.mean(s.int("dim"), s.bool("keepDim", False)), exact=False)
simple("mean_dims", lambda x, s: x.mean(s.ints(1), s.bool("keepDim", False)), exact=False)
simple("max", lambda x, s: x.max(), exact_back=False)
simple("min", lambda x, s: x.min(), exact_back=False)
simple("max_dim", lambda x, s: tuple(x.max(s.int("dim"), s.bool("keepDim", False))))
simple("argmax", lambda x, s: x.argmax(s.int("dim"), s.bool("keepDim", False)))


# What layers do.
@operation("linear", exact=False)
def linear(run, s):
    return run.call(F.linear, *run.rest(s, 0))


@operation("conv2d", exact=False)
def conv2d(run, s):
    return run.call(
        F.conv2d, *run.rest(s, 0), stride=s.int("stride", 1), padding=s.int("padding", 0),
        dilation=s.int("dilation", 1))


simple("max_pool2d", lambda x, s: F.max_pool2d(x, s.int(1), s.int("stride"), s.int("padding", 0)))
for name, compute in dict(softmax=F.softmax, log_softmax=F.log_softmax).items():
    @operation(name, exact=False)
    def of_scores(run, s, name=name, compute=compute):
        x = run.tensor(s.arguments[0])
        if run.random is not None and x.dim() > 0:
            return NoisySoftmax.apply(x, run.random, name == "log_softmax")
        return run.call(compute, x, -1)


def loss_options(run, s):
    """What a statement says to a loss, in PyTorch's words."""
    options = dict(reduction=s.options.get("reduction", "mean"))
    if "weight" in s.options:
        options["weight"] = run.variables[s.options["weight"]]
    if "ignoreIndex" in s.options:
        options["ignore_index"] = s.int("ignoreIndex")
    if "labelSmoothing" in s.options:
        options["label_smoothing"] = s.float("labelSmoothing")
    return options


def noisy_cross_entropy(run, x, target, weight=None, ignore_index=-100, reduction="mean", label_smoothing=0.0):
    """The loss as its documentation has it, from logarithms that are moved."""
    logarithms = NoisySoftmax.apply(x, run.random, True)
    right = F.nll_loss(logarithms, target, weight, ignore_index=ignore_index, reduction=reduction)
    if label_smoothing == 0 or x.shape[1] == 0:
        return right
    counts = target != ignore_index
    weights = torch.ones(x.shape[1]) if weight is None else weight
    evenly = torch.where(counts, -(logarithms * weights).sum(1), 0)
    if reduction != "none":
        evenly = evenly.sum()
    if reduction == "mean":
        evenly = evenly / weights[target[counts]].sum()
    return (1 - label_smoothing) * right + label_smoothing / x.shape[1] * evenly


for name, compute in dict(nll_loss=F.nll_loss, cross_entropy=F.cross_entropy, mse_loss=F.mse_loss).items():
    @operation(name, exact=False)
    def loss(run, s, compute=compute):
        if run.random is not None and compute is F.cross_entropy:
            return run.call(noisy_cross_entropy, run, *run.rest(s, 0), **loss_options(run, s))
        return run.call(compute, *run.rest(s, 0), **loss_options(run, s))


@operation("batch_norm", exact=False)
def batch_norm(run, s):
    x, weight, bias = (run.tensor(s.arguments[i]) for i in (0, 3, 4))
    mean, variance = (run.variables[s.arguments[i]] for i in (1, 2))
    result = run.call(
        F.batch_norm, x, mean, variance, weight, bias, s.bool("training"), s.float("momentum", 0.1),
        s.float("epsilon", 1e-5))
    run.change(mean, variance)
    return result


@operation("dropout", exact_back=False)
def dropout(run, s):
    return dropped(run, run.tensor(s.arguments[0]), s.float("p", 0.5), s.bool("training", True))


def dropped(run, x, p, training):
    """PyTorch draws its mask in a way that depends on the processor, so here it is drawn as the engine says."""
    if not training or not 0 < p < 1 or x.numel() == 0:
        return run.call(F.dropout, x, p, training)
    kept = torch.rand(x.shape) >= p
    one = numpy.float32(1)
    return x * (kept * torch.tensor(one / (one - numpy.float32(p))))


# Layers, losses and optimizers.

def module(name, make, exact=True):
    @operation(name)
    def compute(run, s):
        made = run.call(make, s)
        made.rounds = not exact
        return made


class FromOutputLayer(nn.Module):
    """Tanh and Sigmoid of a noisy run."""

    def __init__(self, run, name):
        super().__init__()
        self.run, self.name = run, name

    def forward(self, x):
        return FromOutput.apply(x, self.run.random, getattr(torch, self.name), SLOPES[self.name])


class NoisyCrossEntropyLoss(nn.Module):
    def __init__(self, run, options):
        super().__init__()
        self.run, self.options = run, options

    def forward(self, x, target):
        return noisy_cross_entropy(self.run, x, target, **self.options)


class Dropout(nn.Dropout):
    def forward(self, x):
        return dropped(self.run, x, self.p, self.training)


module("Linear", lambda s: nn.Linear(s.int(0), s.int(1), bias=s.bool("bias", True)), exact=False)
module(
    "Conv2d", lambda s: nn.Conv2d(
        s.int(0), s.int(1), s.int(2), stride=s.int("stride", 1), padding=s.int("padding", 0),
        dilation=s.int("dilation", 1), bias=s.bool("bias", True)), exact=False)
module("MaxPool2d", lambda s: nn.MaxPool2d(s.int(0), s.int("stride"), s.int("padding", 0)))
module(
    "BatchNorm2d", lambda s: nn.BatchNorm2d(
        s.int(0), eps=s.decimal("epsilon", 1e-5), momentum=s.decimal("momentum", 0.1)), exact=False)
module("Flatten", lambda s: nn.Flatten(s.int("startDim", 1), s.int("endDim", -1)))
module("ReLU", lambda s: nn.ReLU())


for name, layer in dict(Tanh=nn.Tanh, Sigmoid=nn.Sigmoid).items():
    @operation(name)
    def make_function(run, s, name=name, layer=layer):
        made = layer() if run.random is None else FromOutputLayer(run, name.lower())
        made.rounds = True
        return made


for name, criterion in dict(CrossEntropyLoss=nn.CrossEntropyLoss, MSELoss=nn.MSELoss).items():
    @operation(name)
    def make_loss(run, s, criterion=criterion):
        made = run.call(lambda: criterion(**loss_options(run, s)))
        if run.random is not None and criterion is nn.CrossEntropyLoss:
            made = NoisyCrossEntropyLoss(run, loss_options(run, s))
        made.rounds = True
        return made


@operation("Dropout")
def make_dropout(run, s):
    made = run.call(Dropout, s.decimal("p", 0.5))
    made.run, made.rounds = run, False
    return made


@operation("Sequential")
def sequential(run, s):
    made = nn.Sequential(*(run.variables[name] for name in s.arguments))
    made.rounds = any(layer.rounds for layer in made)
    return made


@operation("call")
def call(run, s):
    layer = run.variables[s.arguments[0]]
    run.rounds, run.rounds_back = layer.rounds, True
    x, *targets = run.rest(s, 1)
    if run.random is None or not isinstance(layer, nn.Sequential):
        result = run.call(layer, x, *targets)
        run.change(*layer.buffers())
        return result
    for part in layer:
        x = run.call(part, run._noisy(x, part.rounds, True))
        run.change(*part.buffers())
    return x


@operation("train")
def train(run, s):
    run.variables[s.arguments[0]].train()


@operation("eval")
def evaluate(run, s):
    run.variables[s.arguments[0]].eval()


@operation("SGD")
def sgd(run, s):
    parameters = []
    for name in s.arguments:
        value = run.variables[name]
        parameters += value.parameters() if isinstance(value, nn.Module) else [value]
    return run.call(
        torch.optim.SGD, parameters, lr=s.float("lr", 1e-3), momentum=s.float("momentum", 0),
        dampening=s.float("dampening", 0), weight_decay=s.float("weightDecay", 0),
        nesterov=s.bool("nesterov", False))


@operation("step")
def step(run, s):
    optimizer = run.variables[s.arguments[0]]
    run.call(optimizer.step)
    run.change(*(p for p in optimizer.param_groups[0]["params"] if p.grad is not None))


@operation("learning_rate")
def learning_rate(run, s):
    run.variables[s.arguments[0]].param_groups[0]["lr"] = s.float(1)


@operation("zero_grad")
def zero_grad(run, s):
    value = run.variables[s.arguments[0]]
    if torch.is_tensor(value):
        value.grad = None
    else:
        value.zero_grad()


# Gradients.

@operation("backward")
def backward(run, s):
    x, *weights = (run.variables[name] for name in s.arguments)
    # Copies: PyTorch may keep what it is given as a gradient, and add later ones to its elements, in place.
    run.call(x.backward, *(weight.clone() for weight in weights))


@operation("requires_grad")
def requires_grad(run, s):
    run.call(setattr, run.variables[s.arguments[0]], "requires_grad", s.bool(1))


@operation("set_grad")
def set_grad(run, s):
    # A copy: PyTorch adds later gradients to the elements of this one, in place.
    run.call(setattr, run.variables[s.arguments[0]], "grad", run.variables[s.arguments[1]].clone())


@operation("grad")
def grad(run, s):
    found = run.variables[s.arguments[0]].grad
    return "none" if found is None else found.clone()


# Whole numbers, truth values and text.
operation("ints")(
    lambda run, s: run.call(lambda: torch.tensor(s.ints(1), dtype=torch.int64).reshape(torch.Size(s.ints(0)))))
operation("bytes")(
    lambda run, s: run.call(lambda: torch.tensor(s.ints(1), dtype=torch.uint8).reshape(torch.Size(s.ints(0)))))
simple("float", lambda x, s: x.float())
simple("select_plain", lambda x, s: x[s.int(1)])
simple("slice_plain", lambda x, s: x[s.int(1):s.int(2)])
simple("item", lambda x, s: x.item())
simple("size", lambda x, s: x.size(s.int(1)))
operation("eq")(lambda run, s: run.call(torch.eq, *run.rest(s, 0)))


@operation("print")
def print_text(run, s):
    return str(run.variables[s.arguments[0]])


# Random numbers and batches.

@operation("seed")
def seed(run, s):
    torch.manual_seed(s.int(0))


@operation("manual_seed")
def manual_seed(run, s):
    run.variables[s.arguments[0]].manual_seed(s.int(1))


operation("Generator")(lambda run, s: torch.Generator().manual_seed(s.int(0)))
operation("randperm")(lambda run, s: run.call(torch.randperm, s.int(0), generator=run.generator))


@operation("DataLoader")
def data_loader(run, s):
    own = s.options.get("generator")
    return run.call(
        torch.utils.data.DataLoader, Numbers(s.int(0)), batch_size=s.int("batchSize", 1),
        shuffle=s.bool("shuffle", False), drop_last=s.bool("dropLast", False),
        generator=run.variables[own] if own else None)


operation("length")(lambda run, s: run.call(len, run.variables[s.arguments[0]]))


@operation("epoch")
def epoch(run, s):
    def batches():
        found = []
        for _, labels in run.variables[s.arguments[0]]:
            found.append(labels.tolist())
            if len(found) == s.int("batches"):
                break
        return found
    return run.call(batches)
