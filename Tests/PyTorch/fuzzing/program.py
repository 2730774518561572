"""What a program is: statements in one line of text, which both sides read.

    x = tensor [2,3] {1,-0,nan,0.5,2,1e-45} grad=1;y = sum_dim x dim=1;backward y w

A statement has its words one space apart: the names of the results and `=`, where there are any, the operation,
its arguments, and its options. `nograd` in front puts it inside of no_grad(), `with g` makes the generator g the
current one.
"""
import dataclasses

import numpy


@dataclasses.dataclass
class Statement:
    """One step of a program."""
    results: list
    operation: str
    arguments: list
    options: dict
    without_grad: bool = False
    generator: str = None

    @staticmethod
    def parse(text):
        words = text.split(" ")
        without_grad = words[0] == "nograd"
        if without_grad:
            words = words[1:]
        generator = None
        if words[0] == "with":
            generator, words = words[1], words[2:]
        results = []
        if "=" in words:
            position = words.index("=")
            results, words = words[:position], words[position + 1:]
        options = dict(word.split("=") for word in words[1:] if "=" in word)
        arguments = [word for word in words[1:] if "=" not in word]
        return Statement(results, words[0], arguments, options, without_grad, generator)

    def __str__(self):
        words = ["nograd"] * self.without_grad
        words += ["with", self.generator] if self.generator else []
        words += self.results + ["="] if self.results else []
        words += [self.operation] + self.arguments
        words += [f"{name}={value}" for name, value in self.options.items()]
        return " ".join(words)

    def uses(self, name):
        """Whether the statement reads a variable."""
        return name in self.arguments or name == self.generator or name in self.options.values()

    # Arguments, by their position, and options, by their name.

    def int(self, key, default=None):
        return self._value(key, default, int)

    def float(self, key, default=None):
        """A number, as the nearest float of 32 bits: that is what the engine is given."""
        return self._value(key, default, lambda text: float(numpy.float32(text)))

    def decimal(self, key, default=None):
        """A number as it is written, where it is printed."""
        return self._value(key, default, float)

    def bool(self, key, default=None):
        return self._value(key, default, lambda text: text != "0")

    def ints(self, key):
        return [int(word) for word in self._words(key)]

    def floats(self, key):
        return numpy.array(self._words(key), dtype=numpy.float32)

    def _value(self, key, default, convert):
        if isinstance(key, int):
            return convert(self.arguments[key])
        return convert(self.options[key]) if key in self.options else default

    def _words(self, key):
        inside = (self.arguments[key] if isinstance(key, int) else self.options[key])[1:-1]
        return inside.split(",") if inside else []


def parse(line):
    """The statements of a program."""
    return [Statement.parse(text) for text in line.split(";")]


def text(statements):
    """The line of a program."""
    return ";".join(str(statement) for statement in statements)


def shape_text(shape):
    return "[" + ",".join(str(length) for length in shape) + "]"


def number_text(number):
    """The shortest decimal that gives the same float of 32 bits."""
    number = numpy.float32(number)
    if numpy.isnan(number):
        return "nan"
    if numpy.isinf(number):
        return "inf" if number > 0 else "-inf"
    short = numpy.format_float_positional(number, trim="-")
    long = numpy.format_float_scientific(number, trim="-").replace("e+", "e")
    return short if len(short) <= len(long) else long


def values_text(values):
    return "{" + ",".join(number_text(value) for value in values) + "}"
