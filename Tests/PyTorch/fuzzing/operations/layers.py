"""What layers do, the layers themselves, losses and optimizers."""
import numpy
import torch
import torch.nn.functional as F
from torch import nn

from fuzzing.noise import SLOPES, FromOutput, NoisySoftmax, noisy_batch_norm, noisy_cross_entropy
from fuzzing.pytorch import operation, simple


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
        run.reach(s, options["weight"].detach())
    if "ignoreIndex" in s.options:
        options["ignore_index"] = s.int("ignoreIndex")
    if "labelSmoothing" in s.options:
        options["label_smoothing"] = s.float("labelSmoothing")
    return options


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
    numbers = x, mean, variance, weight, bias, s.bool("training"), s.float("momentum", 0.1), s.float("epsilon", 1e-5)
    if run.random is None:
        result = run.call(F.batch_norm, *numbers)
    else:
        result = run.call(noisy_batch_norm, run, *numbers)
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


class NoisyBatchNorm2d(nn.BatchNorm2d):
    def forward(self, x):
        self.num_batches_tracked += self.training
        return noisy_batch_norm(
            self.run, x, self.running_mean, self.running_var, self.weight, self.bias, self.training, self.momentum,
            self.eps)


@operation("BatchNorm2d")
def make_normalization(run, s):
    layer = nn.BatchNorm2d if run.random is None else NoisyBatchNorm2d
    made = run.call(layer, s.int(0), eps=s.decimal("epsilon", 1e-5), momentum=s.decimal("momentum", 0.1))
    made.run, made.rounds = run, True
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
