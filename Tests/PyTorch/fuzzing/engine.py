"""The engine's side: a process that runs programs, started again where one of them ended it."""
import os
import pathlib
import re
import resource
import select
import subprocess
import tempfile

import numpy

# A program that traps leaves no file behind.
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

PACKAGE = pathlib.Path(__file__).resolve().parents[3]
# Longer than any program takes on a busy machine.
PATIENCE = 60
# What a trap of the engine says: the file, the operation, and what it was given.
MESSAGE = re.compile(r"^(?:Tensors|NN|Datasets)/[\w+]+\.swift:\d+: Fatal error: (.*)$", re.MULTILINE | re.DOTALL)


def build():
    """Builds the program, and gives its path."""
    subprocess.run(
        ["swift", "build", "--package-path", PACKAGE, "--product", "RunPrograms"],
        env={**os.environ, "PYTORCH_PROGRAMS": "1"}, check=True, stdout=subprocess.DEVNULL)
    return PACKAGE / ".build" / "debug" / "RunPrograms"


class Answer:
    """What the engine said to a program."""

    def __init__(self, statements, finals, message=None):
        # One list of reports for each statement that came to its end.
        self.statements = statements
        # By the name of the variable.
        self.finals = finals
        # What it left on standard error, where it did not come to its end.
        self.message = message

    @property
    def is_refusal(self):
        """Whether the engine itself said why it goes no further."""
        return self.message is not None and MESSAGE.search(self.message) is not None

    @property
    def reason(self):
        found = MESSAGE.search(self.message)
        return found.group(1).strip() if found else self.message.strip()


class Engine:
    def __init__(self, path, threads=1):
        self.path = path
        self.threads = threads
        self.process = None
        self.starts = 0

    def send(self, line):
        """Hands over a program; it runs while the caller does something else."""
        if self.process is None:
            self._start()
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def receive(self):
        """The answer to the program that was handed over last."""
        statements, finals = [], {}
        while True:
            line = self._line()
            if line is None:
                return Answer(statements, finals, self._end())
            if line.startswith("="):
                statements.append([report(word) for word in line[1:].split("\t") if word])
            elif line.startswith("end "):
                finals["the generator"] = [("", ("N", line[4:]))]
                return Answer(statements, finals)
            else:
                name, *words = line.split("\t")
                finals[name] = final_reports(words)

    def run(self, line):
        self.send(line)
        return self.receive()

    def _start(self):
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [self.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors,
            env={**os.environ, "SWIFT_BACKTRACE": "enable=no"})
        self.starts += 1
        self.pending = b""
        self.lines = []
        self.send(str(self.threads))

    def _line(self):
        while not self.lines:
            if not select.select([self.process.stdout], [], [], PATIENCE)[0]:
                self.process.kill()
                self.errors.write(f"no answer after {PATIENCE} s".encode())
            more = os.read(self.process.stdout.fileno(), 1 << 20)
            if not more:
                return None
            *self.lines, self.pending = (self.pending + more).split(b"\n")
        return self.lines.pop(0).decode()

    def _end(self):
        """What a process that ended said, and how it ended."""
        self.process.stdin.close()
        status = self.process.wait()
        self.process.stdout.close()
        self.process = None
        self.errors.seek(0)
        message = self.errors.read().decode(errors="replace")
        self.errors.close()
        return message or f"ended without a message, status {status}"


def report(word):
    """What one word of an answer says of a value: what kind it is, its shape and its elements.

    Of a tensor also whether it requires a gradient, and the operation that made it.
    """
    kind, *fields = word.split("|")
    if kind == "T":
        return kind, shape(fields[0]), fields[1] == "1", fields[2], floats(fields[3])
    if kind in "IBY":
        return kind, shape(fields[0]), numbers(fields[1])
    if kind == "F":
        return "T", (), False, "", floats(fields[0])
    if kind == "S":
        return kind, bytes(numbers(fields[0])).decode()
    return kind, *fields


def word(report):
    """The word of an answer that says this of a value: the inverse of `report`."""
    kind, *fields = report
    if kind == "T":
        return f"T|{listed(fields[0])}|{int(fields[1])}|{fields[2]}|{bits(fields[3])}"
    if kind in "IBY":
        return f"{kind}|{listed(fields[0])}|{listed(map(int, fields[1]))}"
    if kind == "S":
        return f"S|{listed(fields[0].encode())}"
    return "|".join(report)


def final_word(pairs):
    """The same for what is left of a tensor."""
    (_, value), (_, gradient) = pairs
    return word(value) + ("|none" if gradient is None else f"|{listed(gradient[1])}|{bits(gradient[4])}")


def listed(numbers):
    return ",".join(map(str, numbers))


def bits(floats):
    """The 32 bits of each number, as eight hexadecimal digits; one NaN stands for all."""
    words = numpy.where(numpy.isnan(floats), 0x7FC00000, floats.view(numpy.uint32))
    return "".join(f"{word:08x}" for word in words)


def final_reports(words):
    """What is left of a variable: `(name, report)` for its value, its gradient, or all that a module holds."""
    found = []
    for word in words:
        name, _, rest = word.rpartition(":")
        kind, *fields = rest.split("|")
        if kind == "T":
            found.append((name, report("|".join([kind] + fields[:4]))))
            gradient = None
            if fields[4] != "none":
                gradient = ("T", shape(fields[4]), False, "", floats(fields[5]))
            found.append((name + ".grad", gradient))
        elif kind == "F":
            found.append((name + " in the state", ("T", shape(fields[0]), False, "", floats(fields[1]))))
        elif kind == "I":
            found.append((name + " in the state", ("I", shape(fields[0]), numbers(fields[1]))))
    return found


def shape(text):
    return tuple(numbers(text))


def numbers(text):
    return [int(word) for word in text.split(",")] if text else []


def floats(text):
    return numpy.frombuffer(bytes.fromhex(text), dtype=">u4").astype(numpy.uint32).view(numpy.float32)
