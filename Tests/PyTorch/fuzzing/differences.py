"""Where the engine is meant to differ from PyTorch, and why: all that the fuzzer lets pass.

An entry lets one kind of difference pass, where what it says holds for the operation's own arguments. A reason may say
that PyTorch itself is not what IEEE 754 asks for.
"""
import numpy
import torch
from torch import nn

from fuzzing.comparing import compare

DIFFERENCES = []
# After these the rest of a program is compared all the same.
HARMLESS = ("text", "grad_fn")


class Entry:
    """A deliberate difference: its name, the reason, and whether it is behind a difference of a program."""

    def __init__(self, name, reason, applies):
        self.name, self.reason, self.applies = name, reason, applies


class Reworded:
    """Operations that PyTorch is asked for in other words than the obvious ones (see `pytorch.py`), and why."""

    def __init__(self, name, reason, *operations):
        self.name, self.reason, self.operations = name, reason, set(operations)


REWORDED = [
    Reworded(
        "square roots",
        "IEEE 754 has the nearest float; PyTorch's last bit is wrong now and then, as Intel's vector library has it, "
        "so its roots are taken in 64 bits", "sqrt"),
    Reworded(
        "a number divided by a tensor",
        "IEEE 754 has the nearest float; PyTorch multiplies with 1/x, which rounds twice, and is infinite for a small "
        "x. It is asked for torch.tensor(number) / x", "number_div"),
    Reworded(
        "dropped elements",
        "PyTorch's mask depends on the processor; here one number is drawn for each element, and so it is in the "
        "PyTorch program", "dropout", "Dropout"),
    Reworded(
        "gradients are not changed in place",
        "PyTorch adds to the elements of a gradient that it was given, or has given out, also where a variable holds "
        "them; it is given and asked for copies", "set_grad", "grad", "backward"),
    Reworded(
        "views without a record",
        "PyTorch's require a gradient, also inside of no_grad(), where its documentation says that nothing does; they "
        "are copied", "reshape", "flatten", "squeeze", "squeeze_dim", "unsqueeze", "t", "select", "slice"),
]


def judge(expected, answer):
    """The first difference that is not meant to be, the names of those that are, and whether rounding decides."""
    names = set()

    def lets_pass(difference):
        entry = deliberate(difference, expected)
        if entry:
            names.add(entry.name)
        return entry is not None

    difference, is_undecided = compare(
        expected, answer, lambda found: found.kind.split(" at ")[0] in HARMLESS and lets_pass(found))
    if difference and lets_pass(difference):
        difference = None
    return difference, names, is_undecided


def deliberate(difference, expected):
    """The entry that a difference is excused by, or None."""
    return next((entry for entry in DIFFERENCES if entry.applies(Case(difference, expected))), None)


class Case:
    """A difference, and the statement that it is about."""

    def __init__(self, difference, expected):
        # What made a tensor is the same at the end.
        self.kind = "grad_fn" if difference.kind.startswith("grad_fn") else difference.kind
        self.text = difference.text
        self.wanted, self.found, self.wrong = difference.expected, difference.found, difference.wrong
        self.statement, self.expected = difference.statement, expected

    @property
    def operation(self):
        """The operation, or the class of a layer that is called."""
        name = self.statement.operation
        if name == "call":
            return type(self.value(0)).__name__
        return name

    def value(self, position):
        """What an argument holds."""
        if position >= len(self.statement.arguments):
            return None
        return self.expected.run.variables.get(self.statement.arguments[position])

    @property
    def x(self):
        """The tensor that the operation is given."""
        value = self.value(0)
        return self.value(1) if isinstance(value, nn.Module) else value

    @property
    def operations(self):
        """All operations and layers of the program."""
        return {statement.operation for statement in self.expected.statements}

    @property
    def is_gradient(self):
        return self.kind.endswith("gradient") or self.statement.operation == "grad"

    @property
    def is_signs_of_zeros(self):
        """Whether all that is wrong are signs of zeros."""
        return self.wrong is not None and not any(report[4][self.wrong].any() for report in (self.wanted, self.found))

    def shape(self, position=None):
        value = self.x if position is None else self.value(position)
        return list(value.shape) if torch.is_tensor(value) else []


def entry(name, reason):
    def add(applies):
        DIFFERENCES.append(Entry(name, reason, applies))
        return applies
    return add


def refused_here(case, *operations):
    return case.kind == "refused here" and case.operation in operations


# What PyTorch takes and the engine refuses.

@entry(
    "a graph is gone after its first backward pass",
    "PyTorch keeps the part of a graph that saved no elements, so that a second pass works for some operations and "
    "not for others")
def _(case):
    return refused_here(case, "backward") and "is gone after its first backward()" in case.text


@entry(
    "t() wants a matrix",
    "PyTorch's gives a vector or a single number back as it is")
def _(case):
    return refused_here(case, "t") and len(case.shape() or []) < 2


@entry(
    "a single number has no dimension",
    "PyTorch lets 0 and −1 stand for a dimension that is not there")
def _(case):
    of_scalar = ("sum_dim", "mean_dim", "sum_dims", "mean_dims", "max_dim", "argmax", "squeeze_dim", "flatten",
                 "log_softmax", "softmax", "softmax_dim", "Flatten", "transpose", "permute", "flip", "index_select",
                 "gather", "cat", "sort", "topk", "min_dim", "argmin", "var_dim", "std_dims", "cumsum", "index")
    return refused_here(case, *of_scalar) and case.shape() == []


@entry(
    "layers have a size",
    "PyTorch makes layers without inputs or outputs; here sizes start at 1")
def _(case):
    return (refused_here(case, "BatchNorm2d", "Linear", "Conv2d") and "0" in case.statement.arguments
            and "at 1" in case.text)


@entry(
    "normalization of no images",
    "PyTorch does not look at the channels of a batch without elements")
def _(case):
    return refused_here(case, "batch_norm", "BatchNorm2d") and 0 in (case.shape() or [])


@entry(
    "a bias has a number for each output",
    "PyTorch's linear repeats a bias of one number, which its documentation does not have")
def _(case):
    return (refused_here(case, "linear") and case.shape(2) == [1]
            and f"wants a bias [{case.shape(1)[0]}], and got [1]" in case.text)


@entry(
    "images have four dimensions",
    "PyTorch's conv2d and max_pool2d also take one image, and its normalization any rank")
def _(case):
    return (refused_here(case, "batch_norm", "conv2d", "max_pool2d", "Conv2d", "MaxPool2d")
            and len(case.shape() or []) != 4 and "wants images" in case.text)


@entry(
    "normalization of no images is an addition",
    "PyTorch has a way of its own for a batch without elements")
def _(case):
    return (case.kind == "grad_fn" and 0 in case.wanted[1] and case.wanted[3] == "AddBackward0"
            and case.found[3] == "NativeBatchNormBackward0")


@entry(
    "normalization of no channels",
    "PyTorch's way for a batch without elements looks at the first channel")
def _(case):
    return case.kind == "refused by PyTorch" and case.operation == "batch_norm" and case.shape()[1:2] == [0]


@entry(
    "images have pixels",
    "PyTorch does not look for them where there are no channels or no images either")
def _(case):
    return (refused_here(case, "conv2d", "Conv2d", "max_pool2d", "MaxPool2d") and case.text.endswith("have no pixels")
            and 0 in case.shape()[:2])


@entry(
    "layers look at their options at once",
    "PyTorch makes a layer whose padding, dilation, stride or kernel does not go, and refuses its first input")
def _(case):
    if refused_here(case, "CrossEntropyLoss"):
        weight = case.expected.run.variables.get(case.statement.options.get("weight"))
        return (not 0 <= case.statement.float("labelSmoothing", 0) <= 1
                or weight is not None and (weight.requires_grad or weight.dim() != 1))
    if not refused_here(case, "MaxPool2d", "Conv2d") or case.statement.operation == "call":
        return False
    options = [case.statement.int(name, 1) for name in ("stride", "dilation")]
    sizes = [int(word) for word in case.statement.arguments]
    padding = case.statement.int("padding", 0)
    if case.operation == "MaxPool2d":
        return min(options + sizes) < 1 or not 0 <= padding <= sizes[0] // 2
    return min(options + sizes) < 1 or padding < 0


@entry(
    "rows of one length",
    "PyTorch looks no further where the first row is empty, and loses the elements of the others")
def _(case):
    return refused_here(case, "matrix") and case.statement.arguments[0] == "{}"


@entry(
    "pictures are grey",
    "PyTorch also takes colours, of which the last dimension is the channel")
def _(case):
    return refused_here(case, "to_tensor") and len(case.shape()) == 3


@entry(
    "a mean for each channel",
    "PyTorch takes none, or one for all")
def _(case):
    return refused_here(case, "normalize") and len(case.statement.floats(1)) in (0, 1)


@entry(
    "a subset looks at its indices at once",
    "PyTorch looks at them when a sample is asked for")
def _(case):
    return refused_here(case, "DataLoader") and case.text.startswith("Subset: index")


@entry(
    "label smoothing is a share",
    "PyTorch takes a negative one for none")
def _(case):
    return refused_here(case, "cross_entropy", "CrossEntropyLoss") and "smoothing is from 0 to 1, and got -" in case.text


@entry(
    "losses take a batch",
    "PyTorch also takes the scores of one sample, and scores for each pixel")
def _(case):
    return (refused_here(case, "nll_loss", "cross_entropy", "CrossEntropyLoss") and len(case.shape()) != 2
            and "wants scores [batch, classes]" in case.text)


@entry(
    "targets are not repeated",
    "PyTorch repeats them, and warns: elements would be compared that have nothing to do with each other")
def _(case):
    return refused_here(case, "mse_loss", "MSELoss") and case.text.startswith("mseLoss: the predictions have shape")


@entry(
    "comparisons do not repeat",
    "PyTorch repeats the smaller of two tensors; where labels are compared that is a mistake")
def _(case):
    return refused_here(case, "eq") and case.shape(0) != case.shape(1)


@entry(
    "a range reaches no further than there is",
    "PyTorch, as Python, cuts it short without a word")
def _(case):
    return (refused_here(case, "slice", "slice_plain") and "is not in the first dimension" in case.text
            or refused_here(case, "index", "index_set") and "is not in dimension" in case.text)


@entry(
    "matrices are multiplied one at a time",
    "PyTorch's matmul also takes lists of them")
def _(case):
    return refused_here(case, "matmul") and (
        max(len(case.shape(0)), len(case.shape(1))) > 2)


@entry(
    "along another dimension, softmax is three operations",
    "the dimension is made the last one, and goes back afterwards")
def _(case):
    return case.kind == "grad_fn" and case.operation == "softmax_dim" and case.found[3] == "TransposeBackward0"


@entry(
    "a range of all elements is a range",
    "PyTorch hands the same tensor on, under the name of an alias")
def _(case):
    return case.kind == "grad_fn" and case.operation == "index" and case.wanted[3] == "AliasBackward0"


@entry(
    "an index has dimensions",
    "PyTorch's gather takes a single number for a list of one, and its cat any dimension of what is empty")
def _(case):
    return (refused_here(case, "gather") and [] in (case.shape(0), case.shape(1))
            or refused_here(case, "cat") and case.shape(0) == [0])


@entry(
    "0 and −0 are equal",
    "which of them is the larger or the smaller depends on PyTorch's loop")
def _(case):
    return case.operation in ("maximum", "minimum") and case.is_signs_of_zeros


@entry(
    "sums of equal numbers",
    "added one after the other they are rounded in one direction, which noise does not show; PyTorch adds them in "
    "another order")
def _(case):
    if case.kind != "values of a gradient" or case.operation not in SUMS:
        return False
    wanted, found = case.wanted[4].astype(float), case.found[4].astype(float)
    return bool((numpy.abs(found - wanted) <= 1e-6 * numpy.abs(wanted)).all())


# Zeros.

SUMS = {"matmul", "linear", "conv2d", "Linear", "Conv2d", "softmax"}


@entry(
    "sums of −0",
    "a sum of nothing but −0 is 0 here, as IEEE 754 has it of a sum that starts at 0; in PyTorch it depends on the "
    "loop")
def _(case):
    sums = SUMS & case.operations
    return bool(sums) and case.is_signs_of_zeros and (
        case.is_gradient or case.operation in SUMS | {"Sequential"})


@entry(
    "a gradient of −0",
    "PyTorch adds what goes back through pooling to 0, which makes 0 of −0; here it is put there")
def _(case):
    return bool({"max_pool2d", "MaxPool2d"} & case.operations) and case.is_signs_of_zeros and case.is_gradient


@entry(
    "the largest of two zeros",
    "0 and −0 are equal, so either is the largest; PyTorch's choice depends on their number")
def _(case):
    return case.operation in ("max", "min") and case.is_signs_of_zeros


@entry(
    "convolution without channels",
    "PyTorch gives no output channels where there are no input channels; the sum over none is the bias, as here")
def _(case):
    return case.kind == "shape" and case.operation == "conv2d" and case.shape()[1] == 0


@entry(
    "convolution without filters",
    "PyTorch refuses it; here the result has no channels")
def _(case):
    return case.kind == "refused by PyTorch" and case.operation == "conv2d" and case.shape(1)[0] == 0


@entry(
    "a scale that is no normal float",
    "PyTorch normalizes in one product, x · (weight / deviation), which loses its digits where that factor is too "
    "small or infinite")
def _(case):
    if case.is_gradient and case.is_signs_of_zeros and {"batch_norm", "BatchNorm2d"} & case.operations:
        return True
    if case.operation not in ("batch_norm", "BatchNorm2d") or case.kind != "values":
        return False
    if case.is_signs_of_zeros:
        return True
    if case.operation == "BatchNorm2d":
        return False
    variance, weight = (case.value(position).detach() for position in (2, 3))
    factor = weight / (variance + case.statement.float("epsilon", 1e-5)).sqrt()
    is_normal = (factor.abs() >= 1.2e-38) & factor.isfinite()
    return bool((~is_normal & (weight != 0)).any())


@entry(
    "products too small for a float",
    "the gradients of normalization are sums of products: PyTorch's are rounded to 32 bits, where what is below 1e-38 "
    "loses digits, and then divided by the deviation; here they have 64 bits")
def _(case):
    if not ({"batch_norm", "BatchNorm2d"} & case.operations) or case.wrong is None or not case.is_gradient:
        return False
    wanted, found = (report[4][case.wrong].astype(numpy.float64) for report in (case.wanted, case.found))
    return bool((numpy.abs(wanted - found) < 1e-36).all())


@entry(
    "squares too large for a float",
    "PyTorch's sum of the squares of a channel is infinite before it is divided by their number; here it has 64 bits")
def _(case):
    if case.wrong is None or not (case.is_gradient or case.operation in ("batch_norm", "BatchNorm2d", "Sequential")):
        return False
    def is_too_large(x):
        if not torch.is_tensor(x) or x.dtype != torch.float32 or x.dim() != 4 or x.numel() == 0:
            return False
        size = torch.where(x.isfinite(), x, 0).abs().max().double().item()
        return size * size * x.numel() > 3.4e38
    return (bool({"batch_norm", "BatchNorm2d"} & case.operations)
            and any(is_too_large(x) for x in case.expected.run.variables.values()))


@entry(
    "padding times infinity",
    "padding is not multiplied here; PyTorch has loops that multiply it and make NaN of 0 · ∞, and others that do not")
def _(case):
    padded = any(statement.int("padding", 0) > 0 for statement in case.expected.statements
                 if statement.operation in ("conv2d", "Conv2d"))
    return (padded and case.wrong is not None and bool(numpy.isnan(case.wanted[4][case.wrong]).all())
            and not numpy.isnan(case.found[4][case.wrong]).any())


# What PyTorch refuses and the engine takes.

VIEWS = (
    "reshape", "flatten", "Flatten", "squeeze", "squeeze_dim", "unsqueeze", "t", "select", "slice", "dropout", "Dropout")


@entry(
    "elements of before",
    "tensors share no elements: a result and a graph keep the elements that it was made with, also where an optimizer "
    "or a normalization has changed them since; PyTorch's views change with them, and it refuses to go back then")
def _(case):
    return (case.kind == "refused by PyTorch" and case.statement.operation == "backward"
            and "modified by an inplace operation" in case.text
            or case.kind == "values at the end" and "step" in case.operations and case.operation in VIEWS)


@entry(
    "pooling without channels",
    "PyTorch refuses it; here the result has none either")
def _(case):
    return (case.kind == "refused by PyTorch" and case.operation in ("max_pool2d", "MaxPool2d")
            and case.shape()[1:2] == [0])


@entry(
    "no samples, shuffled",
    "PyTorch refuses to shuffle an empty data set; here it has no batches, as without shuffling")
def _(case):
    return (case.kind == "refused by PyTorch" and case.operation == "DataLoader" and case.statement.bool("shuffle")
            and (case.statement.int(0) == 0 or case.statement.options.get("indices") == "[]"))


# What the operation that made a tensor is called.

@entry(
    "reshaping what was transposed",
    "PyTorch copies the elements, or finds a way to view them as they are, and has names of their own for both")
def _(case):
    return (case.kind == "grad_fn" and case.operation in ("reshape", "flatten", "Flatten", "dropout", "Dropout")
            and case.wanted[3] in ("UnsafeViewBackward0", "ReshapeAliasBackward0") and case.found[3] == "ViewBackward0")


# What is printed.

@entry(
    "truth values are Swift's words",
    "PyTorch prints Python's: True and False")
def _(case):
    return case.kind == "text" and case.found[1].replace("true", "True").replace("false", "False") == case.wanted[1]
