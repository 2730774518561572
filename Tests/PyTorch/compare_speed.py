"""This package and PyTorch, measured side by side on one machine: a report, not a test.

    swift build
    swift build -c release --scratch-path .build-release --product workbook
    python3 Tests/PyTorch/compare_speed.py --data MNIST_FOLDER --python OLD/bin/python \\
        --newest NEW/bin/python --release .build-release/release/workbook
    python3 Tests/PyTorch/compare_speed.py --data MNIST_FOLDER --only epoch memory --runs 3
    python3 Tests/PyTorch/compare_speed.py --only build

The script itself needs Python 3.9 and nothing else. OLD is the virtual environment of requirements.txt, by
default the one that make.sh makes; NEW is one with the newest torch and torchvision. The folder, by default
the one that WORKBOOK_MNIST names, holds the four IDX files, raw or gzipped. A section without what it needs
is skipped.

Commands are compared in turn, A B A B …, after one pair that does not count; of each there is the minimum,
the median and the maximum, and of two the median of the ratios, pair by pair. Most results have a target
that they must reach, and one that they aim for. Nothing else should run meanwhile: PyTorch's threads wait for
each other, so on a busy machine it looks slower than it is.

The exit status is 0 whatever the numbers are, and 1 if a command did not work.
"""
import argparse
import contextlib
import dataclasses
import functools
import gzip
import json
import math
import os
import pathlib
import platform
import re
import shlex
import signal
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCRIPTS = pathlib.Path("Tests/PyTorch")
# Settings that choose an older kernel than the processor's own would make PyTorch's side slower than it is.
OLDER_KERNELS = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in OLDER_KERNELS}


# Running commands, and reading what they print.


class CommandFailed(Exception):
    """A command that did not work, or printed something else than it should."""

    def __init__(self, command, reason):
        super().__init__(f"`{shlex.join(command)}`: {reason}")


@dataclasses.dataclass
class Finished:
    """What a command printed and took."""

    command: list
    output: str
    seconds: float
    megabytes: float  # its peak resident memory, in millions of bytes

    def failure(self, reason):
        return CommandFailed(self.command, reason)

    def json(self, text):
        """A JSON document, in which every number is one."""

        def refuse(name):
            raise ValueError(f"{name} is not a number")

        try:
            return json.loads(text, parse_constant=refuse)
        except ValueError as problem:
            raise self.failure(f"no JSON: {problem}") from None

    def member(self, document, key, *kinds):
        value = document.get(key) if isinstance(document, dict) else None
        if type(value) not in kinds:
            raise self.failure(f"'{key}' is {value!r} in its JSON")
        return value

    def number(self, document, key):
        """A number above 0."""
        value = self.member(document, key, int, float)
        if not 0 < value < math.inf:
            raise self.failure(f"'{key}' is {value} in its JSON")
        return float(value)

    def whole(self, document, key, least=1):
        value = self.member(document, key, int)
        if value < least:
            raise self.failure(f"'{key}' is {value} in its JSON")
        return value


def run(command, folder=ROOT, environment=None, text=""):
    """Runs a command to its end, with `text` as its input."""
    command = [str(word) for word in command]
    with contextlib.ExitStack() as files:
        standard = [files.enter_context(tempfile.TemporaryFile()) for _ in range(3)]
        standard[0].write(text.encode())
        standard[0].seek(0)
        start = time.perf_counter()
        try:
            process = subprocess.Popen(
                command, stdin=standard[0], stdout=standard[1], stderr=standard[2], cwd=folder,
                env=environment)
        except OSError as problem:
            raise CommandFailed(command, problem.strerror) from None
        try:
            # A new process is counted with the memory of the one that started it; this one is small.
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            process.wait()
            raise
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        for file in standard:
            file.seek(0)
        output, error = (file.read().decode(errors="replace") for file in standard[1:])
    if process.returncode != 0:
        last = " | ".join(error.strip().splitlines()[-3:])
        raise CommandFailed(command, f"status {process.returncode}: {last or 'no error output'}")
    # Linux counts in units of 1,024 bytes, macOS in bytes.
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Finished(command, output, seconds, peak / 1e6)


EPOCH = re.compile(
    r"Epoch: 1, Train_acc:\d+\.\d%, Train_loss:\d+\.\d{3}, Test_acc:(\d+\.\d)%, Test_loss:\d+\.\d{3}\n")


def train(command):
    """An epoch of the workbook's; `accuracy` is what it printed of the test images, in percent."""
    finished = run(command)
    line = EPOCH.fullmatch(finished.output)
    if line is None:
        raise finished.failure(f"no line of an epoch: {finished.output!r}")
    finished.accuracy = float(line[1])
    return finished


def train_in_pytorch(command):
    """An epoch of PyTorch's: here `seconds` are its own, without the start of the program."""
    finished = run(command, environment=ENVIRONMENT)
    document = finished.json(finished.output.rstrip().rpartition("\n")[2])
    seconds = finished.member(document, "seconds", list)
    if len(seconds) != 1:
        raise finished.failure(f"{len(seconds)} epochs where one was asked for")
    finished.seconds = finished.number(dict(seconds=seconds[0]), "seconds")
    finished.megabytes = finished.number(document, "peakMegabytes")
    finished.accuracy = finished.number(document, "testAccuracy") * 100
    finished.version = finished.member(document, "torch", str)
    return finished


def images(folder, part):
    """How many images a folder has, as the header of its labels says."""
    raw = ROOT / folder / f"{part}-labels-idx1-ubyte"
    opened = open(raw, "rb") if raw.exists() else gzip.open(f"{raw}.gz")
    with opened as file:
        header = file.read(8)
    if len(header) != 8 or header[:4] != b"\0\0\x08\x01":
        raise ValueError(f"{raw}: no labels in IDX format")
    return int.from_bytes(header[4:], "big")


# What is reported.


@dataclasses.dataclass
class Target:
    """What a result must be, and what it aims for: "at least" or "at most"."""

    sense: str
    must: float
    aim: float = None

    def verdict(self, value):
        """One text for each of the two."""
        texts = []
        for bound in (self.must, self.aim):
            if bound is None:
                texts.append("–")
            else:
                met = value >= bound if self.sense == "at least" else value <= bound
                texts.append(f"{self.sense} {bound:g}: {'met' if met else 'missed'}")
        return texts


@dataclasses.dataclass
class Row:
    """One result: what was measured (name and numbers), what comes of it, and the commands."""

    section: str
    title: str
    measured: list
    unit: str
    result: float
    result_unit: str
    target: Target
    commands: list


def short(value):
    """A number with three digits that count."""
    return f"{value:,.{0 if value >= 100 else 1 if value >= 10 else 2 if value >= 0.1 else 4}f}"


class Report:
    """The rows so far: each is printed as it comes, and all of them in the end."""

    def __init__(self):
        self.rows, self.failures = [], []

    def add(self, section, title, measured, unit, result, result_unit, target, *commands):
        row = Row(section, title, measured, unit, result, result_unit, target, [*commands])
        self.rows.append(row)
        print(f"  {title}")
        for name, values in measured:
            least, middle, most = map(short, (min(values), statistics.median(values), max(values)))
            print(f"    {name:30} min {least:>7}  median {middle:>7}  max {most:>7} {unit}")
        verdict = "no target"
        if target:
            must, aim = target.verdict(result)
            verdict = f"must be {must}" + ("" if aim == "–" else f", aims for {aim}")
        print(f"    {'result':30} {short(result)} {result_unit}; {verdict}", flush=True)

    def print_table(self):
        if not self.rows:
            return
        print("\n| section | what | min / median / max | result | must be | aims for | commands |")
        print("| --- | --- | --- | ---: | --- | --- | --- |")
        for row in self.rows:
            measured = "<br>".join(
                f"{name} {' / '.join(map(short, (min(values), statistics.median(values), max(values))))}"
                for name, values in row.measured)
            must, aim = row.target.verdict(row.result) if row.target else ("–", "–")
            commands = "<br>".join(f"`{command}`".replace("|", "\\|") for command in row.commands)
            print(
                f"| {row.section} | {row.title} | {measured} {row.unit} "
                f"| {short(row.result)} {row.result_unit} | {must} | {aim} | {commands} |")


def alternate(runs, *bodies):
    """What each of some functions gives, in turn, after one turn that does not count."""
    turns = [[body() for body in bodies] for _ in range(runs + 1)]
    return [list(results) for results in zip(*turns[1:])]


def train_in_turn(options, *commands):
    """The epochs of some commands of the workbook's."""
    return alternate(options.runs, *(functools.partial(train, command) for command in commands))


def ratio(above, below):
    """The median of the ratios, pair by pair."""
    return statistics.median(a / b for a, b in zip(above, below))


def seconds(finished):
    return [each.seconds for each in finished]


# The sections. Each has the options and the report, and says what it needs if that is not there.


class Skipped(Exception):
    """A section without something that it needs."""


def needed(value, option):
    if not value:
        raise Skipped(f"needs {option}")
    return value


def epoch_command(options, executable=None, threads=None, data=None):
    return [
        executable or options.workbook, "train", "--data", data or needed(options.data, "--data"),
        "--epochs", "1", "--threads", str(threads or options.threads)]


def against_pytorch(options, report, section, python, extra, target):
    """An epoch of the workbook's, all of the process, against PyTorch's own time."""
    command = epoch_command(options)
    theirs = [
        python, str(SCRIPTS / "tutorial_speed.py"), "--data", options.data, "--epochs", "1",
        "--threads", str(options.threads), *extra]
    own, other = alternate(options.runs, lambda: train(command), lambda: train_in_pytorch(theirs))
    name = f"PyTorch {other[0].version}"
    for title, finished in ("workbook", own[-1]), (name, other[-1]):
        print(f"  {title}: {finished.accuracy:.1f}% of the test images, {finished.megabytes:.0f} MB")
    report.add(
        section, f"an epoch of {images(options.data, 'train'):,} images, and the test",
        [("workbook", seconds(own)), (name, seconds(other))], "s", ratio(seconds(other), seconds(own)),
        "× as fast", target, shlex.join(command), shlex.join(theirs))


def epoch(options, report):
    """An epoch against PyTorch 2.3.1, as the tutorial has it."""
    against_pytorch(
        options, report, "epoch", needed(options.python, "--python"), [], Target("at least", 5, 6.5))


def newest(options, report):
    """The same against the newest PyTorch at its fastest."""
    against_pytorch(
        options, report, "newest", needed(options.newest, "--newest"),
        ["--loader", "memory", "--layout", "channels_last"], Target("at least", 2.5, 3.5))


def release(options, report):
    """The debug build against the release build."""
    commands = [
        epoch_command(options),
        epoch_command(options, executable=needed(options.release, "--release"))]
    debug, optimized = train_in_turn(options, *commands)
    report.add(
        "release", "an epoch, debug to release",
        [("debug", seconds(debug)), ("release", seconds(optimized))], "s",
        ratio(seconds(debug), seconds(optimized)), "× the time", Target("at most", 1.1),
        *map(shlex.join, commands))


def threads(options, report):
    """One thread against several."""
    needed(options.threads > 1, "--threads 2 or more")
    commands = [epoch_command(options, threads=1), epoch_command(options)]
    one, several = train_in_turn(options, *commands)
    report.add(
        "threads", f"an epoch with 1 thread to {options.threads}",
        [("1 thread", seconds(one)), (f"{options.threads} threads", seconds(several))], "s",
        ratio(seconds(one), seconds(several)), "× as fast", Target("at least", 1.6, 1.9),
        *map(shlex.join, commands))


# Turns round on one core until it is killed, or whoever started it is gone.
LOOP = """
import os, sys
os.sched_setaffinity(0, {int(sys.argv[1])})
parent = os.getppid()
print("running", flush=True)
while os.getppid() == parent:
    for _ in range(1_000_000): pass
"""


@contextlib.contextmanager
def busy_core(core):
    """Keeps a core busy."""
    process = subprocess.Popen([sys.executable, "-c", LOOP, str(core)], stdout=subprocess.PIPE)
    try:
        if process.stdout.readline() != b"running\n":
            raise CommandFailed([sys.executable, "-c", "…", str(core)], "the endless loop did not start")
        yield
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def busy(options, report):
    """All threads, one of their cores being busy with something else, against one thread alone."""
    needed(options.threads > 1, "--threads 2 or more")
    needed(hasattr(os, "sched_setaffinity"), "Linux, to bind a process to a core")
    before = os.sched_getaffinity(0)
    needed(len(before) >= options.threads, f"{options.threads} cores")
    cores = sorted(before)[: options.threads]
    with_all, with_one = epoch_command(options), epoch_command(options, threads=1)

    def beside():
        with busy_core(cores[-1]):
            return train(with_all)

    # Children inherit this: with a core to spare, the busy one would disturb nobody.
    os.sched_setaffinity(0, cores)
    try:
        disturbed, alone = alternate(options.runs, beside, lambda: train(with_one))
    finally:
        os.sched_setaffinity(0, before)
    report.add(
        "busy", f"an epoch with {options.threads} threads beside an endless loop, to 1 thread alone",
        [
            (f"{options.threads} threads, a core busy", seconds(disturbed)),
            ("1 thread alone", seconds(alone))],
        "s", ratio(seconds(disturbed), seconds(alone)), "× the time", Target("at most", 1),
        f"{shlex.join(with_all)} (with a busy core)", shlex.join(with_one))


def memory(options, report):
    """The largest resident memory of training."""
    command = epoch_command(options)
    (finished,) = train_in_turn(options, command)
    peaks = [each.megabytes for each in finished]
    report.add(
        "memory", "peak resident memory of an epoch, the largest of all runs", [("workbook", peaks)], "MB",
        max(peaks), "MB", Target("at most", 150, 110), shlex.join(command))


def help_text(options, report):
    """How long the shortest command takes."""
    command = [options.workbook, "--help"]
    (finished,) = alternate(20, lambda: run(command))
    if not finished[0].output.startswith("Usage: workbook"):
        raise finished[0].failure("no help text")
    times = [each.seconds * 1000 for each in finished]
    report.add(
        "help", "the help text, the process from start to end", [("workbook", times)], "ms",
        statistics.median(times), "ms", Target("at most", 20, 10), shlex.join(command))


SIZES = (
    "batch", "inputChannels", "height", "width", "outputChannels", "kernel", "stride", "padding", "dilation")
DIRECTIONS = ("forward", "backward")
benches = []


def bench_command(options):
    return [options.workbook, "bench", "--json", "--threads", str(options.threads)]


def bench(options, number):
    """The bench that has this number, run if it was not yet. Number 0 is for warming up."""
    while len(benches) <= number:
        benches.append(run(bench_command(options)))
    return benches[number]


def listed(finished, document, key):
    """A list of objects in the JSON of a command, with something in it."""
    found = finished.member(document, key, list)
    if not found:
        raise finished.failure(f"'{key}' is empty in its JSON")
    return found


def convolutions_of(finished):
    """The convolutions of a command's JSON: each with its name and the milliseconds of both directions."""
    document = finished.json(finished.output)
    found = {}
    for case in listed(finished, document, "convolutions"):
        found[finished.member(case, "name", str)] = {
            direction: finished.number(case, f"{direction}Milliseconds") for direction in DIRECTIONS}
    if len(found) != len(document["convolutions"]):
        raise finished.failure("two convolutions have one name")
    return document, found


def convolutions(options, report):
    """The convolutions of the bench, each against PyTorch's."""
    theirs = [
        needed(options.python, "--python"), str(SCRIPTS / "convolution_speed.py"), "--threads",
        str(options.threads)]
    turns, cases = [], None
    for number in range(options.runs + 1):
        finished = bench(options, number)
        document, own = convolutions_of(finished)
        if cases is None:
            cases = [
                dict(
                    {size: finished.whole(case, size, least=0 if size == "padding" else 1) for size in SIZES},
                    name=case["name"])
                for case in document["convolutions"]]
        finished = run(theirs, environment=ENVIRONMENT, text=json.dumps(dict(convolutions=cases)))
        document, other = convolutions_of(finished)
        if list(own) != list(other) or list(own) != [case["name"] for case in cases]:
            raise finished.failure("other convolutions than those asked for")
        turns.append((own, other))
    turns = turns[1:]
    name = f"PyTorch {finished.member(document, 'torch', str)}"
    command = f"{shlex.join(bench_command(options))} | {shlex.join(theirs)}"

    print(f"\n  | convolution | batch, channels, size | direction | workbook ms | {name} ms | ratio |")
    print("  | --- | --- | --- | ---: | ---: | ---: |")
    slowest = {}
    for case in cases:
        shape = "{batch}×{inputChannels}×{height}×{width} → {outputChannels}, kernel {kernel}".format(**case)
        for size, usual in ("stride", 1), ("padding", 0), ("dilation", 1):
            shape += f", {size} {case[size]}" if case[size] != usual else ""
        for direction in DIRECTIONS:
            times = [[side[case["name"]][direction] for side in turn] for turn in turns]
            own, other = map(list, zip(*times))
            found = ratio(own, other)
            medians = " | ".join(short(statistics.median(side)) for side in (own, other))
            print(f"  | {case['name']} | {shape} | {direction} | {medians} | {short(found)} |")
            slowest[direction] = max(
                slowest.get(direction, (0,)), (found, case["name"], own, other), key=lambda each: each[0])
    print()
    for direction in DIRECTIONS:
        found, case, own, other = slowest[direction]
        report.add(
            "convolutions", f"the slowest of {len(cases)} convolutions {direction}: {case}",
            [("workbook", own), (name, other)], "ms", found, "× the time", Target("at most", 4), command)


def growth(options, report):
    """How the time of one image grows with the batch, the channels and the data set."""
    found = {}
    for number in range(1, options.runs + 1):
        finished = bench(options, number)
        for step in listed(finished, finished.json(finished.output), "steps"):
            shape = tuple(
                finished.whole(step, key) for key in ("batchSize", "firstChannels", "secondChannels"))
            found.setdefault(shape, []).append(finished.number(step, "microsecondsPerImage"))
    if any(len(times) != options.runs for times in found.values()):
        raise finished.failure("'steps' are not the same each time, or one of them comes twice")
    print("\n  | batch size | channels | µs for each image |\n  | ---: | --- | ---: |")
    for (batch, first, second), times in found.items():
        print(f"  | {batch} | {first} and {second} | {short(statistics.median(times))} |")
    print()
    medians = [statistics.median(times) for times in found.values()]
    report.add(
        "growth", "a training step, for each image, over all sizes", [(f"{len(medians)} sizes", medians)],
        "µs", max(medians) / min(medians), "× from the least to the most", None,
        shlex.join(bench_command(options)))

    # All of the process: its start, reading and unpacking the files, training and testing.
    folders = {"bundled": ROOT / "Sources/Engine/Datasets/Digits", options.data: options.data}
    commands = [epoch_command(options, data=data) for data in folders]
    results = train_in_turn(options, *commands)
    measured = []
    for folder, finished in zip(folders.values(), results):
        count = images(folder, "train") + images(folder, "t10k")
        measured.append((f"{count:,} images", [each.seconds / count * 1e6 for each in finished]))
    report.add(
        "growth", "an epoch with start, reading, training and test, for each image trained or tested",
        measured, "µs", ratio(measured[1][1], measured[0][1]), "× the time", None,
        *map(shlex.join, commands))


def conv2(options, report):
    """How much of the machine's peak the large convolution reaches."""
    shares = []
    for number in range(1, options.runs + 1):
        finished = bench(options, number)
        operations = listed(finished, finished.json(finished.output), "operations")
        chosen = [
            each for each in operations
            if (finished.member(each, "name", str), each.get("direction")) == ("conv2", "forward")]
        if len(chosen) != 1:
            raise finished.failure(f"'conv2' forward is {len(chosen)} times among its operations")
        share = finished.number(chosen[0], "shareOfPeak")
        if share > 1.5:
            raise finished.failure(f"'shareOfPeak' is {share}, where 1 is all of it")
        shares.append(share * 100)
    report.add(
        "conv2", "share of the peak that conv2 forward reaches", [("workbook", shares)], "%",
        statistics.median(shares), "%", Target("at least", 75, 85), shlex.join(bench_command(options)))


def build(options, report):
    """From a clone of what is committed to the first chapter, and again after edits of its code."""
    command = ["swift", "run", "workbook", "chapter", "1"]
    edits = {"a comment": "// A line more.", "a function": "func oneMore() {}"}
    cold, edited = [], {edit: [] for edit in edits}
    for _ in range(options.runs):
        with tempfile.TemporaryDirectory() as folder:
            clone = pathlib.Path(folder) / "clone"
            run(["git", "clone", "--quiet", ROOT, clone])
            cold.append(run(command, folder=clone).seconds)
            source = sorted((clone / "Sources/Chapters/Chapter1Data").glob("*.swift"))[0]
            for edit, line in edits.items():
                with open(source, "a") as file:
                    file.write(f"{line}\n")
                edited[edit].append(run(command, folder=clone).seconds)
    results = [("a fresh clone, built and run", cold, Target("at most", 120, 60))]
    for edit, times in edited.items():
        results.append((f"the same with {edit} more in chapter 1", times, Target("at most", 12, 6)))
    for title, times, target in results:
        report.add(
            "build", title, [("swift run", times)], "s", statistics.median(times), "s", target,
            shlex.join(command))


SECTIONS = {
    "epoch": epoch, "newest": newest, "release": release, "threads": threads, "busy": busy,
    "memory": memory, "help": help_text, "convolutions": convolutions, "growth": growth, "conv2": conv2,
    "build": build}


def parse():
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    environment = os.environ.get("PYTORCH_ENV") or os.path.join(cache, "digit-by-digit/pytorch")
    python = os.path.join(environment, "bin/python")

    def path(text):
        """Commands run in the repository, so a path is seen from there. Links stay: a Python's matters."""
        absolute = os.path.abspath(text)
        inside = os.path.relpath(absolute, ROOT)
        return absolute if inside.startswith("..") else inside

    def count(text):
        value = int(text)
        if value < 1:
            raise ValueError
        return value

    parser = argparse.ArgumentParser(
        description=__doc__.splitlines()[0], epilog="The comment at the top of the script says more.")
    parser.add_argument("--workbook", type=path, default=f"{ROOT}/.build/debug/workbook", metavar="PATH")
    parser.add_argument("--release", type=path, metavar="PATH", help="a release build of it")
    parser.add_argument("--data", type=path, default=os.environ.get("WORKBOOK_MNIST"), metavar="DIR")
    parser.add_argument(
        "--python", type=path, default=python if os.path.exists(python) else None, metavar="PATH",
        help="a Python with PyTorch 2.3.1")
    parser.add_argument("--newest", type=path, metavar="PATH", help="a Python with the newest PyTorch")
    parser.add_argument("--threads", type=count, default=2, metavar="N")
    parser.add_argument("--runs", type=count, default=5, metavar="N", help="pairs that count (default: 5)")
    parser.add_argument(
        "--only", nargs="+", choices=SECTIONS, metavar="NAME",
        help=f"of {', '.join(SECTIONS)} (default: all but build)")
    parser.add_argument("--json", metavar="FILE", help="where to write all numbers")
    options = parser.parse_args()
    for name in "newest", "release":
        if name in (options.only or []) and getattr(options, name) is None:
            parser.error(f"--only {name} needs --{name}")
    return options


def main():
    options = parse()
    # So that the children end with this program, also when it is asked to stop.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    load = os.getloadavg()[0]
    print(f"{platform.platform()}, {os.cpu_count()} cores; load before: {load:.2f}")
    if load > 0.5:
        print("Something else runs, or did a moment ago. If it still does, the numbers below say little.")
    report = Report()
    try:
        for name in options.only or [name for name in SECTIONS if name != "build"]:
            print(f"\n{name}: {SECTIONS[name].__doc__}", flush=True)
            try:
                SECTIONS[name](options, report)
            except Skipped as reason:
                print(f"  skipped: {reason}")
            except (CommandFailed, OSError, ValueError) as problem:
                report.failures.append(f"{name}: {problem}")
                print(f"  failed: {problem}", flush=True)
    finally:
        report.print_table()
        if options.json:
            document = dict(
                machine=platform.platform(), cores=os.cpu_count(), loadBefore=load, options=vars(options),
                rows=[dataclasses.asdict(row) for row in report.rows], failures=report.failures)
            pathlib.Path(options.json).write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    for failure in report.failures:
        print(f"compare_speed: {failure}", file=sys.stderr)
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())
