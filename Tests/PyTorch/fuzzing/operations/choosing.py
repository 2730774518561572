"""Operations that take elements from where they stand, compare them, choose among them or put them in order."""
import operator

import torch
import torch.nn.functional as F

from fuzzing.pytorch import OPERATIONS, operation, pairwise, simple


def plain(name, function):
    """An operation of whole numbers or truth values, and of what else the statement says."""
    @operation(name)
    def compute(run, s):
        return run.call(function, run.variables[s.arguments[0]], s)


def indexed(name, function, exact_back=True):
    """An operation of a tensor, and of whole numbers or truth values that say where."""
    @operation(name, exact_back=exact_back)
    def compute(run, s):
        return run.call(function, run.tensor(s.arguments[0]), *(run.variables[n] for n in s.arguments[1:]))


# Taking.
simple("permute", lambda x, s: x.permute(s.ints(1)))
simple("transpose", lambda x, s: x.transpose(s.int(1), s.int(2)))
simple("expand", lambda x, s: x.expand(s.ints(1)), exact_back=False)
simple("flip", lambda x, s: x.flip(s.ints(1)))


def places(words):
    return tuple(
        slice(*(int(end) if end else None for end in word.split(":"))) if ":" in word else int(word) for word in words)


simple("index", lambda x, s: x[places(s.arguments[1:])])
for name in ("index_ints", "index_pairs", "index_mask"):
    indexed(name, lambda x, *where: x[where], exact_back=False)


@operation("index_select", exact_back=False)
def index_select(run, s):
    return run.call(torch.index_select, run.tensor(s.arguments[0]), s.int("dim"), run.variables[s.arguments[1]])


@operation("gather", exact_back=False)
def gather(run, s):
    return run.call(torch.gather, run.tensor(s.arguments[0]), s.int("dim"), run.variables[s.arguments[1]])


# Changing a copy in place.

def assigned(name, where):
    @operation(name, exact_back=False)
    def compute(run, s):
        x, new = run.tensor(s.arguments[0]).clone(), run.tensor(s.arguments[1])
        run.call(operator.setitem, x, where(run, s.arguments[2:]), new)
        return x


assigned("index_set", lambda run, words: places(words))
assigned("ints_set", lambda run, names: run.variables[names[0]])
assigned("mask_set", lambda run, names: run.variables[names[0]])
IN_PLACE = dict(add=operator.iadd, sub=operator.isub, mul=operator.imul, div=operator.itruediv)


@operation("in_place", exact_back=False)
def in_place(run, s):
    x, y = run.rest(s, 0)
    return run.call(IN_PLACE[s.options["operator"]], x.clone(), y)


@operation("in_place_number", exact_back=False)
def in_place_number(run, s):
    return run.call(IN_PLACE[s.options["operator"]], run.tensor(s.arguments[0]).clone(), s.float(1))


# Choosing.

@operation("where", exact_back=False)
def where(run, s):
    return run.call(torch.where, run.variables[s.arguments[0]], *(run.tensor(name) for name in s.arguments[1:]))


@operation("where_number", exact_back=False)
def where_number(run, s):
    return run.call(torch.where, run.variables[s.arguments[0]], run.tensor(s.arguments[1]), s.float(2))


@operation("number_where", exact_back=False)
def number_where(run, s):
    return run.call(torch.where, run.variables[s.arguments[0]], s.float(1), run.tensor(s.arguments[2]))


@operation("masked_fill", exact_back=False)
def masked_fill(run, s):
    return run.call(torch.masked_fill, run.tensor(s.arguments[0]), run.variables[s.arguments[1]], s.float(2))


pairwise("maximum", torch.maximum)
pairwise("minimum", torch.minimum)
simple("clamp", lambda x, s: x.clamp(s.float("min"), s.float("max")))
for name in ("abs", "sign", "round", "floor", "ceil", "clone"):
    simple(name, lambda x, s, name=name: getattr(x, name)())
simple("square", lambda x, s: x.square(), exact_back=False)
simple("rsqrt", lambda x, s: x.rsqrt(), exact=False)

# Summaries.
simple("var", lambda x, s: x.var(correction=s.int("correction", 1)), exact=False)
simple("std", lambda x, s: x.std(correction=s.int("correction", 1)), exact=False)
simple(
    "var_dim",
    lambda x, s: x.var(s.int("dim"), correction=s.int("correction", 1), keepdim=s.bool("keepDim", False)), exact=False)
simple(
    "std_dims",
    lambda x, s: x.std(s.ints(1), correction=s.int("correction", 1), keepdim=s.bool("keepDim", False)), exact=False)
simple("norm", lambda x, s: x.norm(), exact=False)
simple("cumsum", lambda x, s: x.cumsum(s.int("dim")), exact=False)
operation("arange_from", exact=False)(
    lambda run, s: run.call(torch.arange, s.float(0), s.float(1), s.float("step", 1.0), dtype=torch.float32))
operation("linspace", exact=False)(
    lambda run, s: run.call(torch.linspace, s.float(0), s.float(1), s.int(2)))
operation("eye")(lambda run, s: run.call(torch.eye, s.int(0)))
simple(
    "softmax_dim",
    lambda x, s: (F.log_softmax if s.bool("log", False) else F.softmax)(x, s.int("dim")), exact=False)

# Order.
simple("sort", lambda x, s: tuple(x.sort(s.int("dim", -1), s.bool("descending", False))))
simple("topk", lambda x, s: tuple(x.topk(s.int(1), s.int("dim", -1), s.bool("largest", True))))
simple("min_dim", lambda x, s: tuple(x.min(s.int("dim"), s.bool("keepDim", False))))
simple("argmin", lambda x, s: x.argmin(s.int("dim"), s.bool("keepDim", False)))
simple("argmin_all", lambda x, s: x.argmin())
simple("argmax_all", lambda x, s: x.argmax())

# Comparing, and what is computed of whole numbers and truth values.
COMPARISONS = {name: getattr(operator, name) for name in ("eq", "ne", "lt", "le", "gt", "ge")}


@operation("compare")
def compare(run, s):
    return run.call(COMPARISONS[s.options["operator"]], *run.rest(s, 0))


@operation("compare_ints")
def compare_ints(run, s):
    return run.call(COMPARISONS[s.options["operator"]], *(run.variables[name] for name in s.arguments))


simple("compare_number", lambda x, s: COMPARISONS[s.options["operator"]](x, s.float(1)))
plain("compare_int", lambda x, s: COMPARISONS[s.options["operator"]](x, s.int(1)))
simple("isnan", lambda x, s: x.isnan())
simple("isfinite", lambda x, s: x.isfinite())
for name, compute in {"and": operator.and_, "or": operator.or_}.items():
    @operation(name)
    def both(run, s, compute=compute):
        return run.call(compute, *(run.variables[name] for name in s.arguments))
plain("not", lambda x, s: ~x)
plain("any", lambda x, s: x.any())
plain("all", lambda x, s: x.all())
plain("count", lambda x, s: x.sum())
plain("sum_ints", lambda x, s: x.sum())
operation("arange_ints")(lambda run, s: run.call(torch.arange, s.int(0)))
plain("one_hot", lambda x, s: F.one_hot(x, s.int("classes", -1)))
plain("reshape_ints", lambda x, s: x.reshape(s.ints(1)))
plain("unsqueeze_ints", lambda x, s: x.unsqueeze(s.int("dim")))
plain("squeeze_ints", lambda x, s: x.squeeze())
for name in ("ints_at_ints", "ints_at_mask"):
    @operation(name)
    def at(run, s):
        return run.call(operator.getitem, *(run.variables[name] for name in s.arguments))
