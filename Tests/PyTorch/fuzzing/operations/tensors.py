"""Operations of tensors: making them, arithmetic, functions, shapes and reductions."""
import torch
from torch import nn

from fuzzing.noise import SLOPES, FromOutput
from fuzzing.pytorch import operation, pairwise, simple


class Cube(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x * x

    @staticmethod
    def backward(ctx, gradient):
        x, = ctx.saved_tensors
        return gradient * (x * x * 3)


# Making tensors.

def values(s, position=1):
    return torch.from_numpy(s.floats(position))


def shaped(s):
    return values(s).reshape(torch.Size(s.ints(0))).clone()


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
operation("stack")(lambda run, s: run.call(torch.stack, run.rest(s, 0), s.int("dim", 0)))
operation("cat")(lambda run, s: run.call(torch.cat, run.rest(s, 0), s.int("dim", 0)))


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


@operation("sqrt", exact_back=False)
def square_root(run, s):
    y = run.tensor(s.arguments[0]).sqrt()
    # The nearest float, as IEEE 754 has it, which PyTorch's is not always.
    y.data.copy_(run.tensor(s.arguments[0]).detach().double().sqrt())
    return y


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
    return run.call(torch.matmul, *run.rest(s, 0))


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
