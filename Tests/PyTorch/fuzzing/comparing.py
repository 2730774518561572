"""Whether both sides did the same.

Shapes, whole numbers, text, where NaN stands and infinities, the signs of zeros, whether a gradient exists, and who
refuses what have to be the same. Numbers have to be the same to the bit, unless noise (see `pytorch.py`) moves them;
then they may differ by four times as much as one of 24 noisy runs did, and by the last two bits. Where a noisy run
turns a number into NaN, or a choice into another one, rounding decides, and no number is compared from there on.
"""
import dataclasses

import numpy
import torch

import fuzzing.operations  # noqa: F401
import fuzzing.program
from fuzzing.pytorch import Refused, Run

# How many noisy runs are made: more, as long as a number seems wrong.
NOISY_RUNS = (1, 4, 24)
FACTOR = 4


@dataclasses.dataclass
class Difference:
    """How the two sides differ, and after which statement."""
    kind: str
    statement: fuzzing.program.Statement
    text: str
    # What PyTorch and the engine say, where it is about a value: reports.
    expected: object = None
    found: object = None
    # Which of its elements are wrong.
    wrong: object = None

    def signature(self):
        """What stays the same while a program gets smaller."""
        return self.kind, self.statement.operation if self.statement else None


@dataclasses.dataclass
class Expected:
    """What PyTorch does with a program."""
    statements: list
    reports: list
    finals: dict
    # Why it did not go on after the last of the reports; None where it came to its end.
    refusal: str = None
    run: Run = None


def expected(statements, noise=None):
    """Runs a program in PyTorch."""
    run = Run(noise)
    reports = []
    for statement in statements:
        try:
            reports.append(run.run(statement))
        except Refused as refusal:
            return Expected(statements, reports, {}, str(refusal), run)
    return Expected(statements, reports, run.finals(), run=run)


def compare(expected, answer, excuse=lambda difference: False):
    """The first difference, or None; and whether something was left out that rounding decides.

    A difference that `excuse` lets pass is passed over.
    """
    difference = Comparison(expected, answer, excuse)
    return difference.first(), difference.is_undecided


class Comparison:
    def __init__(self, expected, answer, excuse):
        self.expected, self.answer, self.excuse = expected, answer, excuse
        self.is_undecided = False
        self.noisy_runs = []

    def first(self):
        expected, answer = self.expected, self.answer
        count = min(len(expected.reports), len(answer.statements))
        for index in range(count):
            found = self._reports(index)
            if found:
                return found
        if answer.message is not None and not answer.is_refusal:
            return Difference("crash", self._statement(count), answer.reason)
        if len(answer.statements) < len(expected.reports) or (
                answer.message is not None and expected.refusal is None):
            return Difference("refused here", self._statement(count), answer.reason)
        if expected.refusal is not None and answer.message is None:
            return Difference("refused by PyTorch", self._statement(count), expected.refusal)
        if expected.refusal is not None:
            if len(answer.statements) > len(expected.reports):
                return Difference("refused by PyTorch", self._statement(count), expected.refusal)
            return None
        return self._finals()

    def _statement(self, index):
        return self.expected.statements[index]

    def _reports(self, index):
        statement = self._statement(index)
        pairs = zip(self.expected.reports[index], self.answer.statements[index])
        for position, (wanted, got) in enumerate(pairs):
            def noisy(other):
                return other.reports[index][position] if index < len(other.reports) else None
            name = statement.results[position] if position < len(statement.results) else ""
            found = self._report(statement, name or statement.operation, wanted, got, noisy)
            if found and not self.excuse(found):
                return found
        return None

    def _finals(self):
        for name, pairs in self.expected.finals.items():
            found = dict(self.answer.finals.get(name, []))
            parts = [part for part, _ in pairs]
            if list(found) != parts:
                return Difference("names", self._maker(name), f"{name}: {list(found)} instead of {parts}")
            for position, (part, wanted) in enumerate(pairs):
                def noisy(other):
                    return other.finals[name][position][1] if name in other.finals else None
                maker = self._maker(name)
                whole = f"{name} {part}" if part[:1] not in (".", "") else name + part
                difference = self._report(maker, whole, wanted, found[part], noisy)
                if difference:
                    difference.kind += " at the end" if part == "" else " of a gradient" * part.endswith("grad")
                    if not self.excuse(difference):
                        return difference
        return None

    def _maker(self, name):
        return next((s for s in reversed(self.expected.statements) if name in s.results), None)

    def _report(self, statement, name, wanted, got, noisy):
        def differ(kind, text):
            return Difference(kind, statement, f"{name}: {text}", wanted, got)
        if wanted is None or got is None:
            if wanted is got:
                return None
            return differ("existence", f"{'nothing' if got is None else 'something'} here")
        if wanted[0] != got[0]:
            return differ("type", f"{got} instead of {wanted}")
        if wanted[0] != "T":
            if wanted[1:] == got[1:]:
                return None
            if self._varies(wanted, noisy) or self._prints(statement, got):
                return None
            return differ("text" if wanted[0] == "S" else "choice", f"{got[1:]} instead of {wanted[1:]}")
        for position, kind in ((1, "shape"), (2, "requires_grad"), (3, "grad_fn")):
            if wanted[position] != got[position]:
                return differ(kind, f"{kind} is {got[position]}, PyTorch's {wanted[position]}")
        wrong, text = self._elements(wanted[4], got[4], noisy)
        if text is None:
            return None
        difference = differ("values", text)
        difference.wrong = wrong
        return difference

    def _prints(self, statement, got):
        """Whether PyTorch prints the same where it is given the engine's elements, which may differ in a last bit."""
        if statement is None or statement.operation != "print":
            return False
        x = self.expected.run.variables.get(statement.arguments[0])
        elements = None
        for s, reports in zip(self.expected.statements, self.answer.statements):
            for name, report in zip(s.results, reports):
                if name == statement.arguments[0] and report[0] == "T":
                    elements = report[4]
        if not torch.is_tensor(x) or elements is None or x.dtype != torch.float32:
            return False
        kept = x.detach().clone()
        x.detach().copy_(torch.from_numpy(elements.copy()).reshape(x.shape))
        text = str(x)
        x.detach().copy_(kept)
        return text == got[1]

    def _noisy(self, count=NOISY_RUNS[1]):
        while len(self.noisy_runs) < count:
            self.noisy_runs.append(expected(self.expected.statements, noise=len(self.noisy_runs)))
        return self.noisy_runs

    def _varies(self, wanted, noisy):
        """Whether rounding decides over something that is no float."""
        if self.is_undecided:
            return True
        varies = any(noisy(other) != wanted for other in self._noisy())
        self.is_undecided |= varies
        return varies

    def _elements(self, wanted, got, noisy):
        """Which of the engine's floats are wrong, and how; None where none is."""
        if self.is_undecided:
            return None, None
        same = (wanted.view(numpy.uint32) == got.view(numpy.uint32)) | (
            numpy.isnan(wanted) & numpy.isnan(got))
        if same.all():
            return None, None
        for count in NOISY_RUNS:
            wrong, text, is_undecided = self._against(wanted, got, same, noisy, count)
            if text is None:
                break
        self.is_undecided = is_undecided
        return wrong, text

    def _against(self, wanted, got, same, noisy, count):
        """The same, by so many noisy runs; and whether rounding decides over one of them."""
        others = [noisy(other) for other in self._noisy(count)]
        if any(other is None or other[1] != others[0][1] for other in others):
            return None, None, True
        others = numpy.stack([other[4] for other in others]).astype(numpy.float64)
        wide = wanted.astype(numpy.float64)
        # Which of NaN, infinity and 0 a number is, with its sign.
        kinds = numpy.stack([kind(other) for other in others])
        undecided = (kinds != kind(wide)).any(axis=0) & ~same
        near_zero = numpy.isin(kind(wide), (2, 3, 4)) & numpy.isin(kinds, (2, 3, 4)).all(axis=0)
        undecided &= ~near_zero
        if any(other.run.may_overflow for other in self._noisy(count)):
            undecided |= ~same & ~(numpy.isfinite(wanted) & numpy.isfinite(got))
        with numpy.errstate(invalid="ignore", over="ignore"):
            spread = numpy.nan_to_num(numpy.abs(others - wide), nan=0.0).max(axis=0)
            tolerance = FACTOR * spread
            if spread.any():
                tolerance += 2 * numpy.spacing(numpy.abs(wanted)).astype(numpy.float64)
            close = numpy.abs(got.astype(numpy.float64) - wide) <= tolerance
        # A zero has the other sign only where noise changes the sign, too.
        close &= ~((wanted == 0) & (got == 0) & (kinds == kind(wide)).all(axis=0))
        wrong = ~same & ~undecided & ~close
        if not wrong.any():
            return None, None, bool(undecided.any())
        index = int(numpy.flatnonzero(wrong)[0])
        text = (
            f"{got[index]!r} instead of {wanted[index]!r} at {index}, {int(wrong.sum())} of {wrong.size} differ, "
            f"allowed {tolerance[index]:.2g}")
        return wrong, text, bool(undecided.any())


def kind(numbers):
    """2 for what is between −∞ and ∞, 3 and 4 for the zeros, 0 for NaN, 1 and 5 for the infinities."""
    result = numpy.full(numbers.shape, 2)
    result[numpy.isnan(numbers)] = 0
    result[numpy.isneginf(numbers)] = 1
    result[numpy.isposinf(numbers)] = 5
    result[(numbers == 0) & ~numpy.signbit(numbers)] = 3
    result[(numbers == 0) & numpy.signbit(numbers)] = 4
    return result
