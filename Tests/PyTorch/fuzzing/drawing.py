"""Random programs: every operation, with shapes, options and numbers that are likely to go wrong.

A program is run in PyTorch while it is drawn, so that what follows can fit what is there. What PyTorch refuses is left
out again, or, now and then, is the end of the program: the engine has to refuse it too.
"""
import random
import zlib

import numpy
import torch

from fuzzing.comparing import Expected
from fuzzing.program import Statement, shape_text
from fuzzing.pytorch import Refused, Run

# How often a statement is drawn without a look at what fits.
CARELESS = 0.08
CHANGING = ("backward", "step", "call", "batch_norm")
SPECIAL = [
    0.0, -0.0, 1.0, -1.0, 2.0, float("inf"), -float("inf"), float("nan"), 1e-45, -1e-45, 1e-40, 1.1754944e-38,
    3.4028235e38, -3.4028235e38, 1e20, -1e20, 1e-20, 1e30, 88.5, -104.0, 0.5, 16777216.0]


def draw(seed, only=None):
    """A program, and what PyTorch does with it."""
    return Drawing(zlib.crc32(seed.encode()), only).program()


class Drawing:
    def __init__(self, seed, only):
        self.random = random.Random(seed)
        self.only = only
        self.run = Run()
        self.statements, self.reports = [], []
        self.refusal = None
        self.is_careless = False
        self.count = 0
        self.mood = self.random.choices(
            ("ordinary", "whole", "mixed", "special", "huge", "tiny"), (40, 20, 20, 12, 4, 4))[0]

    def program(self):
        names = self.only or list(DRAWN)
        subject = self.random.choice(names)
        before = [self.random.choice(STEPS) for _ in range(self.random.choice((0, 0, 0, 1, 2)))]
        after = [self.random.choice(STEPS) for _ in range(self.random.choice((0, 0, 1)))]
        # These go back themselves; a second time is refused, mostly.
        goes_back = self.random.random() < (0.1 if subject in ("SGD", "wide", "backward") else 0.85)
        for name in before + [subject] + after + ["go back"] * goes_back:
            self.step(name)
            if self.refusal:
                break
        finals = {} if self.refusal else self.run.finals()
        return Expected(self.statements, self.reports, finals, self.refusal, self.run)

    def step(self, name):
        """Draws one operation, with all that it needs."""
        for _ in range(4):
            self.is_careless = self.random.random() < CARELESS
            try:
                return DRAWN["backward" if name == "go back" else name](self)
            except Refused as refusal:
                # What changes something may have changed it before it was refused.
                if self.is_careless or self.statements[-1].operation in CHANGING:
                    self.refusal = str(refusal)
                    return None
                self.statements.pop()

    # Statements.

    def add(self, operation, *arguments, results=1, within=None, **options):
        """Runs a statement and appends it; gives the names of its results.

        `within` is the generator that is the current one.
        """
        words = [str(argument) for argument in arguments]
        options = {name: str(value) for name, value in options.items() if value is not None}
        statement = Statement(self.names(results), operation, words, options, generator=within)
        if operation not in ("tensor", "parameter", "ints", "backward") and self.chance(0.04):
            statement.without_grad = True
        self.statements.append(statement)
        self.reports.append(self.run.run(statement))
        return statement.results[0] if results == 1 else statement.results

    def names(self, count):
        made = []
        for _ in range(count):
            made.append("abcdefghijklmnopqrstuvw"[self.count] if self.count < 23 else f"v{self.count}")
            self.count += 1
        return made

    # Choices.

    def chance(self, probability):
        return self.random.random() < probability

    def pick(self, *choices):
        return self.random.choice(choices)

    def maybe(self, value, probability=0.5):
        """An option, which is left out sometimes."""
        return value if self.chance(probability) else None

    def flag(self):
        return self.maybe(self.random.randint(0, 1), 0.7)

    def length(self):
        return self.random.choices((0, 1, 2, 3, 4, 5, 7, 8, 9, 17), (5, 20, 25, 20, 10, 6, 4, 4, 4, 2))[0]

    def shape(self, rank=None):
        rank = self.random.choices((0, 1, 2, 3, 4, 5), (8, 22, 35, 15, 15, 5))[0] if rank is None else rank
        shape = [self.length() for _ in range(rank)]
        most = 400 if self.chance(0.1) else 80
        while numpy.prod(shape) > most:
            shape[shape.index(max(shape))] = 2
        if rank and self.chance(0.01):
            shape[self.random.randrange(rank)] = self.pick(33, 65, 130, 513)
        return shape

    def number(self):
        r = self.random
        mood = self.mood
        if mood == "mixed":
            mood = r.choices(("ordinary", "whole", "special"), (60, 20, 20))[0]
        if mood == "ordinary":
            return round(r.choice((r.gauss(0, 1), r.uniform(-3, 3), r.uniform(-0.2, 0.2))), 3)
        if mood == "whole":
            return float(r.randint(-3, 3))
        if mood == "huge":
            return r.choice((-1, 1)) * round(r.uniform(1, 9.9), 1) * 10.0 ** r.randint(15, 37)
        if mood == "tiny":
            return r.choice((-1, 1)) * round(r.uniform(1, 9.9), 1) * 10.0 ** r.randint(-45, -15)
        return r.choice(SPECIAL)

    def values(self, count):
        if self.chance(0.03):
            return words([self.number()] * count)
        return words([self.number() for _ in range(count)])

    def fill(self, shape):
        count = 1
        for length in shape:
            count *= length
        if self.is_careless and self.chance(0.03):
            count += 1
        return self.values(count)

    # Variables.

    def holding(self, test):
        return [name for name, value in self.run.variables.items() if test(value)]

    def leaf(self, shape, grad=None):
        """A new tensor."""
        grad = self.chance(0.75) if grad is None else grad
        if self.chance(0.1):
            return self.add("parameter", shape_text(shape), self.fill(shape), grad=0 if not grad else None)
        return self.add("tensor", shape_text(shape), self.fill(shape), grad=1 if grad else None)

    def tensor(self, rank=None, shape=None, where=None, most=None):
        """A tensor of this rank, or this shape: one that is there, or a new one."""
        def fits(value):
            return is_float(value) and (
                self.is_careless and self.chance(0.3)
                or (rank is None or value.dim() == rank)
                and (shape is None or list(value.shape) == list(shape))
                and (where is None or where(list(value.shape)))
                and (most is None or value.numel() <= most))
        there = self.holding(fits)
        if there and self.chance(0.65):
            return self.random.choice(there)
        if self.is_careless and self.chance(0.25):
            return self.leaf(self.shape())
        if shape is None:
            shape = self.shape(rank)
            for _ in range(20):
                if where is None or where(shape):
                    break
                shape = self.shape(rank)
        return self.leaf(shape)

    def of(self, name):
        return self.run.variables[name]

    def sizes(self, name):
        return list(self.of(name).shape)

    def dim(self, name, more=0):
        """A dimension of a tensor, counted from either end."""
        rank = len(self.sizes(name)) + more
        if self.is_careless or rank == 0:
            return self.random.randint(-rank - 2, rank + 1)
        return self.random.randrange(-rank, rank)

    def labels(self, count, classes):
        words = [self.random.randrange(max(1, classes)) for _ in range(count)]
        if words and self.chance(0.1):
            words[self.random.randrange(count)] = -100
        if self.is_careless and words:
            words[self.random.randrange(count)] = self.pick(-1, classes, -100, classes + 5)
        shape = [count] if not (self.is_careless and self.chance(0.2)) else [1, count]
        return self.add("ints", shape_text(shape), "{" + ",".join(map(str, words)) + "}")


def words(numbers):
    """Numbers of few digits, as both sides read them."""
    return "{" + ",".join(map(repr, numbers)).replace(".0,", ",") + "}"


def is_float(value):
    return torch.is_tensor(value) and value.dtype == torch.float32


def is_plain(value):
    return torch.is_tensor(value) and value.dtype != torch.float32


# How each operation is drawn: what a program may be about. Those of `STEPS` may stand anywhere in it.
DRAWN = {}
STEPS = []


def drawn(name, anywhere=True):
    def add(function):
        DRAWN[name] = function
        if anywhere:
            STEPS.append(name)
        return function
    return add
