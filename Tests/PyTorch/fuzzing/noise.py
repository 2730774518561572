"""What makes a run noisy: numbers that are moved, and gradients that are made of moved numbers.

Where PyTorch computes a gradient from what it kept inside of an operation, the operation is written down here, from
its documentation, so that what it keeps is moved too.
"""
import numpy
import torch
import torch.nn.functional as F


def moved(x, random):
    """Each element up to eight units in the last place away; what is 0, infinite or NaN stays."""
    bits = x.detach().contiguous().numpy().reshape(-1).view(numpy.int32)
    size = bits & 0x7FFFFFFF
    near = numpy.maximum(size + random.integers(-8, 9, size.shape), 1)
    near = numpy.where(near > 0x7F7FFFFF, 2 * 0x7F7FFFFF - near, near).astype(numpy.int32)
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


class GradientNoise(torch.autograd.Function):
    """Moves a gradient by some last bits of the numbers that it is a difference of, whose size is found later."""

    @staticmethod
    def forward(ctx, x, random, sizes):
        ctx.random, ctx.sizes = random, sizes
        return x.view_as(x)

    @staticmethod
    def backward(ctx, gradient):
        amounts = torch.from_numpy(ctx.random.uniform(-5e-7, 5e-7, gradient.shape).astype(numpy.float32))
        return gradient + amounts * ctx.sizes[0], None, None


def noisy_batch_norm(run, x, mean, variance, weight, bias, training, momentum, epsilon):
    """Normalization as its documentation has it: its gradient is a difference of numbers that are moved here."""
    sizes = []
    if training and x.numel() > 0:
        F.batch_norm(x.detach(), mean, variance, weight, bias, True, momentum, epsilon)
        x = GradientNoise.apply(x, run.random, sizes)
        mean, variance = x.mean((0, 2, 3)), x.var((0, 2, 3), unbiased=False)
    mean, variance, weight, bias = (t[:, None, None] for t in (mean, variance, weight, bias))
    deviation = (variance + epsilon).sqrt()
    result = run._noisy((x - mean) / deviation, True, True) * weight + bias
    if result.requires_grad:
        factor = (weight / deviation).abs().detach()
        result.register_hook(lambda g: sizes.append((g.abs().amax((0, 2, 3), True) * factor).nan_to_num(0, 0, 0)))
    return result
