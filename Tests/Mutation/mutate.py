#!/usr/bin/env python3
"""Plants small mistakes in a copy of the package, one at a time, and asks whether its tests notice.

    Tests/Mutation/mutate.py --count 500 --under Sources/Engine
    Tests/Mutation/mutate.py --count 200 --under Sources/Workbook

A mistake is one operator or constant that becomes its neighbour: `+` becomes `-`, `<` becomes `<=`,
`true` becomes `false`. A mistake that no test notices is a missing test, code that nobody needs, or
code that changes nothing but speed. `README.md` beside this file lists the last kind.

To build the package for every mistake takes far too long. All of them are compiled in at once
instead: each place becomes an operator of its own, which asks whether it is the one to be wrong.

    a + b      →      a ¿─┃ b, where ¿─┃ is (mistake(259) ? a - b : a + b)

The environment variable MISTAKE says which one is. A run of each suite without any also writes down
which places it reaches, so that only suites that could notice a mistake are asked. Where such an
operator does not compile, nor would the mistake in most cases: `+` may join two strings, which have
no `-`. `--alone` plants those by themselves, with a build for each.
"""
import argparse
import concurrent.futures
import glob
import os
import random
import re
import resource
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import time

NEIGHBOURS = [
    (" + ", " - "), (" - ", " + "), (" * ", " + "), (" / ", " * "), (" < ", " <= "),
    (" <= ", " < "), (" > ", " >= "), (" >= ", " > "), (" == ", " != "), (" != ", " == "),
    (" && ", " || "), (" || ", " && "), ("true", "false"), ("false", "true"), (" += ", " -= "),
    ("min(", "max("), ("max(", "min("), ("..<", "..."),
]
# The conditions of `#if` that hold where this runs. What is not compiled cannot be noticed.
HOLDS = {"canImport(Glibc)", "os(Linux)", "DEBUG"}

PRECEDENCE = {
    "+": "Addition", "-": "Addition", "*": "Multiplication", "/": "Multiplication",
    "<": "Comparison", "<=": "Comparison", ">": "Comparison", ">=": "Comparison",
    "==": "Comparison", "!=": "Comparison", "&&": "LogicalConjunction",
    "||": "LogicalDisjunction", "+=": "Assignment", "..<": "RangeFormation",
}


class Place:
    """One mistake: an operator of one line that becomes its neighbour."""

    def __init__(self, file, line, column, old, new, text):
        self.file, self.line, self.column, self.old, self.new = file, line, column, old, new
        self.text = text.strip()

    def __str__(self):
        return f"{self.file}:{self.line + 1}  {self.old.strip()} → {self.new.strip()}  {self.text[:90]}"

    def applied(self, line):
        """The line with the mistake itself in it."""
        return line[: self.column] + self.new + line[self.column + len(self.old):]

    def name(self):
        """What stands for the operator in the copy: three characters that Swift takes for one."""
        return "¿" + chr(0x2500 + self.number // 500) + chr(0x2500 + self.number % 500)

    def planted(self, line):
        """The line with an operator of its own in it, or nil where there is no such form."""
        before, after = line[: self.column], line[self.column + len(self.old):]
        if re.search(r"func\s*$", before): return None
        if self.old in ("true", "false"):
            if re.search(r"[\w.]$", before) or re.match(r"\w", after): return None
            # What follows a loop without an end need not return.
            if re.search(r"while\s*$", before): return None
            return f"{before}mistaken{self.number}({self.old}){after}"
        if self.old in ("min(", "max("):
            return None if re.search(r"[\w.]$", before) else f"{before}mistaken{self.number}({after}"
        if self.old == "..<":
            return None if re.search(r"[\s\[(]$", before) else f"{before}{self.name()}{after}"
        return f"{before} {self.name()} {after}"

    def declaration(self):
        """The Swift of that operator."""
        old, new, wrong = self.old.strip(), self.new.strip(), f"mistake({self.number})"
        head = "@inlinable @inline(__always) public func"
        if old in ("true", "false"):
            return f"{head} mistaken{self.number}(_ value: Bool) -> Bool {{ {wrong} ? !value : value }}\n"
        if old in ("min(", "max("):
            body = f"{{ {wrong} ? Swift.{new}a, b) : Swift.{old}a, b) }}"
            return f"{head} mistaken{self.number}<T: Comparable>(_ a: T, _ b: T) -> T {body}\n"
        name = self.name()
        lines = [f"infix operator {name}: {PRECEDENCE[old]}Precedence"]

        def function(generics, left, right, result, yes=f"a {new} b", no=f"a {old} b", where="", effect=""):
            lines.append(
                f"{head} {name}{generics}(a: {left}, b: {right}) {effect}{result}{where} "
                f"{{ {wrong} ? {yes} : {no} }}")

        if old in ("+", "-", "*", "/"):
            kinds = {"*": ["Numeric"], "/": ["BinaryInteger", "FloatingPoint"]}.get(
                old, ["AdditiveArithmetic"])
            for kind in kinds: function(f"<T: {kind}>", "T", "T", "-> T")
            function("<V: SIMD>", "V", "V", "-> V", where=" where V.Scalar: FloatingPoint")
            if old in ("+", "-"):
                for pointer in ("UnsafePointer", "UnsafeMutablePointer"):
                    function("<T>", f"{pointer}<T>", "Int", f"-> {pointer}<T>")
        elif old in ("<", "<=", ">", ">="): function("<T: Comparable>", "T", "T", "-> Bool")
        elif old in ("==", "!="): function("<T: Equatable>", "T", "T", "-> Bool")
        elif old in ("&&", "||"):
            function("", "Bool", "@autoclosure () throws -> Bool", "-> Bool",
                     yes=f"try a {new} b()", no=f"try a {old} b()", effect="rethrows ")
        elif old == "+=":
            for generics, where in (("<T: AdditiveArithmetic>", ""),
                                    ("<T: SIMD>", " where T.Scalar: FloatingPoint")):
                lines.append(
                    f"{head} {name}{generics}(a: inout T, b: T){where} "
                    f"{{ if {wrong} {{ a -= b }} else {{ a += b }} }}")
        elif old == "..<":
            function("<T: Strideable>", "T", "T", "-> Range<T>", yes="a..<b.advanced(by: 1)", no="a..<b",
                     where=" where T.Stride: SignedInteger")
        return "\n".join(lines) + "\n"


def compiled(lines, features):
    """Whether each line is compiled here, by the `#if`s around it."""
    stack, result = [], []
    for line in lines:
        word = line.strip().split(" ", 1)
        if word[0] in ("#if", "#elseif"):
            holds = all(part.strip() in features for part in word[1].split("&&"))
            if word[0] == "#if": stack.append([holds, holds])
            else: stack[-1] = [holds and not stack[-1][1], holds or stack[-1][1]]
        elif word[0] == "#else": stack[-1] = [not stack[-1][1], True]
        elif word[0] == "#endif": stack.pop()
        result.append(all(here for here, _ in stack))
    return result


def places(folders, features):
    """Every place where a mistake could be planted: the first of each operator in each line."""
    found = []
    for folder in folders:
        for file in sorted(glob.glob(folder + "/**/*.swift", recursive=True)):
            lines = open(file).read().split("\n")
            is_text = False
            for number, (line, here) in enumerate(zip(lines, compiled(lines, features))):
                code = line.split("//")[0]
                # A text of several lines is no code.
                if line.lstrip().startswith('"""') if is_text else line.endswith('"""'):
                    is_text = not is_text
                if is_text or '"' in code: continue
                if not here or not code.strip() or code.strip().startswith(("import", "#")): continue
                found += [Place(file, number, code.index(old), old, new, line)
                          for old, new in NEIGHBOURS if old in code]
    return found


def module(file):
    """The folder of the module that a file belongs to: Sources/Engine/Kernels."""
    return "/".join(file.split("/")[:3])


HEADER = """
#include <stdbool.h>
/// Whether the mistake of this number is the one to be made.
///
/// It also writes down that its place was reached, which the attribute denies: so a loop asks once, and
/// tests take hardly longer than without mistakes.
__attribute__((const)) bool mistake(int number);
"""

STATE = """
#include "CMistakes.h"
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
static int active = -1;
static unsigned char unheeded[COUNT];
static unsigned char *reached = unheeded;
bool mistake(int number) {
  reached[number] = 1;
  return number == active;
}
__attribute__((constructor)) static void start(void) {
  if (getenv("MISTAKE")) active = atoi(getenv("MISTAKE"));
  if (!getenv("MISTAKES_REACHED")) return;
  int file = open(getenv("MISTAKES_REACHED"), O_RDWR);
  void *pages = mmap(NULL, COUNT, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (file >= 0 && pages != MAP_FAILED) reached = pages;
}
"""

MANIFEST = """
package.targets.append(.target(name: "CMistakes", path: "Sources/CMistakes"))
for target in package.targets where [MODULES].contains(target.path) {
  target.dependencies.append("CMistakes")
}
"""


def build(*options):
    """Builds the package: its messages, or nothing where it succeeds."""
    done = subprocess.run(["swift", "build", *options], capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def plant(chosen, originals):
    """Writes every place's operator into the copy, and drops those that do not compile."""
    alone = [p for p in chosen if p.planted(originals[p.file][p.line]) is None]
    together = [p for p in chosen if p not in alone]
    modules = sorted({module(p.file) for p in together})
    os.makedirs("Sources/CMistakes/include")
    open("Sources/CMistakes/include/CMistakes.h", "w").write(HEADER)
    open("Sources/CMistakes/CMistakes.c", "w").write(STATE.replace("COUNT", str(len(chosen))))
    open("Package.swift", "a").write(
        MANIFEST.replace("MODULES", ", ".join(f'"{name}"' for name in modules)))
    while True:
        for file, lines in originals.items():
            lines = list(lines)
            # From right to left, so that the columns of those that follow still hold.
            for place in sorted(together, key=lambda place: -place.column):
                if place.file == file: lines[place.line] = place.planted(lines[place.line])
            open(file, "w").write("\n".join(lines))
        for name in modules:
            open(f"{name}/PlantedMistakes.swift", "w").write(
                "import CMistakes\n" + "".join(
                    place.declaration() for place in together if module(place.file) == name))
        messages = build() or build("--build-tests")
        if not messages: return together, alone
        wrong = {(os.path.relpath(file), int(line) - 1)
                 for file, line in re.findall(r"^(/\S+\.swift):(\d+):\d+: error:", messages, re.M)}
        # A message may name another line of a statement than the operator's, or of a function.
        def near(lines):
            return [p for p in together if any(p.file == file and abs(p.line - line) <= lines for file, line in wrong)]

        dropped = near(0) or near(8) or near(1000)
        if not dropped:
            errors = [line for line in messages.split("\n") if "error:" in line]
            raise SystemExit("the copy does not compile:\n" + "\n".join(errors[:20]))
        print(f"{len(dropped)} do not compile as operators", flush=True)
        together = [place for place in together if place not in dropped]
        alone += dropped


def seconds_used(process):
    """What it has taken of the processor up to now."""
    ticks = open(f"/proc/{process}/stat").read().rsplit(") ", 1)[1].split()[11:13]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


class Tests:
    """The built tests of the copy, run suite by suite."""

    def __init__(self, pattern):
        listed = subprocess.run(
            ["swift", "test", "list", "--skip-build"], capture_output=True, text=True).stdout
        suites = {re.match(r"[^/]*", line).group() for line in listed.split("\n") if "/" in line}
        self.suites = sorted(suite for suite in suites if re.search(pattern, suite))
        self.bundle = glob.glob(".build/debug/*.xctest")[0]
        self.seconds, self.reached = {}, {}

    def run(self, suites, seconds, environment):
        """The line that fails first, "stopped" or "waiting", or nothing where all passes.

        The seconds are those of the processor, so that what else the machine does decides over nothing.
        """
        command = [self.bundle, "--testing-library", "swift-testing"]
        for suite in suites: command += ["--filter", "^" + re.escape(suite) + "/"]
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env=os.environ | environment, start_new_session=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds)))
        pending, failure, used = b"", "", -1
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while not failure:
                if not selector.select(20):
                    # What waits for ever takes no seconds of the processor.
                    before, used = used, seconds_used(process.pid)
                    if used - before < 0.05: failure = "waiting"
                    continue
                read = os.read(process.stdout.fileno(), 65536)
                if not read: break
                pending += read
                *lines, pending = pending.split(b"\n")
                failed = [line for line in lines if "✘".encode() in line]
                if failed: failure = re.sub(r"\x1b\[\d*m", "", failed[0].decode(errors="replace"))
        if failure: os.killpg(process.pid, signal.SIGKILL)
        status, used = os.wait4(process.pid, 0)[1:]
        process.returncode = status
        process.stdout.close()
        self.used = used.ru_utime + used.ru_stime
        return failure or ("" if status == 0 else "stopped")

    def measure(self, count):
        """Runs each suite without a mistake: how long it takes, and which places it reaches."""
        for suite in list(self.suites):
            with tempfile.NamedTemporaryFile() as file:
                file.truncate(count)
                failure = self.run([suite], 300, {"MISTAKES_REACHED": file.name})
                self.seconds[suite] = self.used
                self.reached[suite] = {n for n, byte in enumerate(open(file.name, "rb").read()) if byte}
            if failure:
                print(f"left out, as it fails without a mistake: {suite}: {failure}", flush=True)
                self.suites.remove(suite)

    def notice(self, place):
        """What noticed a mistake, or nothing."""
        asked = [suite for suite in self.suites if place.number in self.reached[suite]]
        own = os.path.basename(module(place.file))
        asked.sort(key=lambda suite: (not suite.startswith(own), self.seconds[suite]))
        while asked:
            some = []
            while asked and (not some or sum(self.seconds[suite] for suite in some) < 3):
                some.append(asked.pop(0))
            seconds = 5 + 4 * round(sum(self.seconds[suite] for suite in some))
            failure = self.run(some, seconds, {"MISTAKE": str(place.number)})
            if failure: return failure
        return ""


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100, help="how many mistakes (100)")
    parser.add_argument("--seed", type=int, default=1, help="which ones (1)")
    parser.add_argument("--under", nargs="+", default=["Sources/Engine"], help="folders to plant them in")
    parser.add_argument("--suites", default="", help="a pattern of the suites to ask (all)")
    parser.add_argument("--alone", action="store_true", help="also those that need a build each")
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="how many at a time")
    options = parser.parse_args()
    package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    processor = open("/proc/cpuinfo").read() if os.path.exists("/proc/cpuinfo") else ""
    features = set(HOLDS)
    if " fma " in processor: features |= {"FUSED_MULTIPLY_ADD", "arch(x86_64)"}
    if " avx512vl" in processor: features |= {"AVX512"}
    with tempfile.TemporaryDirectory() as folder:
        copy = folder + "/package"
        shutil.copytree(package, copy, symlinks=True, ignore=shutil.ignore_patterns(".build*"))
        os.chdir(copy)
        chosen = places(options.under, features)
        random.Random(options.seed).shuffle(chosen)
        chosen = chosen[: options.count]
        for number, place in enumerate(chosen): place.number = number
        originals = {place.file: open(place.file).read().split("\n") for place in chosen}
        together, alone = plant(chosen, originals)
        print(f"{len(together)} mistakes are planted, {len(alone)} need a build each", flush=True)
        tests = Tests(options.suites)
        tests.measure(len(chosen))
        noticed = survived = 0
        with concurrent.futures.ThreadPoolExecutor(options.workers) as pool:
            asked = {pool.submit(tests.notice, place): place for place in together}
            for done in concurrent.futures.as_completed(asked):
                place, failure = asked[done], done.result()
                noticed, survived = noticed + bool(failure), survived + (not failure)
                print(f"{'noticed' if failure else 'SURVIVED'}  {place}", flush=True)
                if failure: print(f"          {failure[:160]}", flush=True)
        if options.alone:
            for file, lines in originals.items(): open(file, "w").write("\n".join(lines))
            for place in alone:
                lines = list(originals[place.file])
                lines[place.line] = place.applied(lines[place.line])
                open(place.file, "w").write("\n".join(lines))
                if not build("--build-tests"):
                    failure = tests.run(tests.suites, 900, {})
                    noticed, survived = noticed + bool(failure), survived + (not failure)
                    print(f"{'noticed' if failure else 'SURVIVED'}  {place}\n          {failure[:160]}", flush=True)
                open(place.file, "w").write("\n".join(originals[place.file]))
        print(f"{noticed} of {noticed + survived} planted mistakes were noticed")


if __name__ == "__main__":
    sys.exit(main())
