"""PyTorch's side: what each operation of a program is called there.

A run may be noisy: where an operation rounds, its operands, its result and the gradients that go back through it
are then moved by up to eight units in the last place. How far that moves a program's results is how exact they can be
expected to be, whatever the order in which sums are added up. Nothing is moved that has to be exact.
"""
import numpy
import torch
from torch import nn

from fuzzing.noise import Noise, moved

torch.set_num_threads(1)


class Refused(Exception):
    """PyTorch raised an error."""


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
        # What torch.manual_seed does, without the other devices.
        torch.default_generator.manual_seed(0)

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
    """A view that is not recorded, as a tensor of its own.

    PyTorch's says that it requires a gradient as soon as what it is a view of does, also inside of no_grad(), where the
    documentation says that nothing does.
    """
    if not torch.is_tensor(result) or not result._is_view() or result.grad_fn is not None:
        return result
    return result if any(result is value for value in run.variables.values()) else result.detach().clone()


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
            name = value.grad_fn.name().removeprefix("torch::autograd::") if value.grad_fn is not None else ""
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
