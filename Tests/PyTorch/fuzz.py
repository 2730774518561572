"""The engine against PyTorch, on random programs of all its operations.

    fuzz.py --count 100000                      # 100,000 programs; the same ones for the same --seed
    fuzz.py --seconds 60 --only conv2d
    fuzz.py --run 'x = tensor [2] {1,nan};y = sum x'
    fuzz.py --differences                       # where the two are meant to differ, and why

Both sides run each program; README.md says what is compared. A difference is made as small as it gets, and printed
as a program of one line. Exits with status 1 where there was one.
"""
import argparse
import collections
import sys
import time

try:
    import torch  # noqa: F401
except ImportError:
    sys.exit("fuzz.py: PyTorch is not installed: ./make.sh installs it, and says where")

import fuzzing.comparing as comparing
import fuzzing.differences as differences
import fuzzing.drawing as drawing
import fuzzing.drawn  # noqa: F401
import fuzzing.engine as engine
import fuzzing.program as program
import fuzzing.shrinking as shrinking


def main():
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n")[0], formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, help="how many programs; 1,000 unless --seconds is given")
    parser.add_argument("--seconds", type=float, help="for how long")
    parser.add_argument("--seed", type=int, default=0, help="which programs")
    parser.add_argument("--only", metavar="OPERATION", action="append", help="programs about this operation")
    parser.add_argument("--threads", type=int, default=1, help="how many threads the engine uses")
    parser.add_argument("--engine", metavar="PATH", help="the engine's side, which is built unless this is given")
    parser.add_argument("--run", metavar="LINE", help="this program, with what both sides say")
    parser.add_argument("--differences", action="store_true", help="print what is let pass, and why")
    parser.add_argument("--stop", type=int, default=10, help="after so many differences of different kinds")
    options = parser.parse_args()
    if options.differences:
        for title, entries in (("Let pass", differences.DIFFERENCES), ("Asked for in other words", differences.REWORDED)):
            print(f"{title}:\n" + "\n".join(f"- {entry.name}: {entry.reason}." for entry in entries))
        return
    side = engine.Engine(options.engine or engine.build(), options.threads)
    if options.run:
        show(side, program.parse(options.run))
    else:
        sys.exit(fuzz(side, options))


def check(side, statements):
    """Runs a program on both sides; the difference, or None where there is none that is not meant to be."""
    answer = side.run(program.text(statements))
    return differences.judge(comparing.expected(statements), answer)[0]


def show(side, statements):
    answer = side.run(program.text(statements))
    expected = comparing.expected(statements)
    for index, statement in enumerate(statements):
        print(statement)
        for what, reports in (("PyTorch", expected.reports), ("here", answer.statements)):
            if index < len(reports):
                for report in reports[index]:
                    print(f"  {what}: {' '.join(map(str, report[1:]))}")
    for what, finals in (("PyTorch", expected.finals), ("here", answer.finals)):
        for name, pairs in finals.items():
            for part, report in pairs:
                print(f"{what} at the end: {name}{part}", *(report or ["none"])[1:])
    print("PyTorch refuses:", expected.refusal)
    print("here:", answer.message)
    difference, names, is_undecided = differences.judge(expected, answer)
    print("difference:", f"{difference.kind}: {difference.text}" if difference else "none")
    print("let pass:", ", ".join(names) or "nothing")
    if is_undecided:
        print("rounding decides over something")


def fuzz(side, options):
    count = options.count or (1000 if options.seconds is None else sys.maxsize)
    started = time.monotonic()
    counts, excused, reworded, kinds = (collections.Counter() for _ in range(4))
    refused = undecided = number = 0
    drawn = drawing.draw(f"{options.seed} 0", options.only)
    while number < count and len(kinds) < options.stop:
        if options.seconds is not None and time.monotonic() - started >= options.seconds:
            break
        side.send(program.text(drawn.statements))
        number += 1
        # The next one is drawn while the engine is at work.
        next_drawn = drawing.draw(f"{options.seed} {number}", options.only)
        answer = side.receive()
        for statement in drawn.statements:
            counts[statement.operation] += 1
        refused += drawn.refusal is not None
        difference, names, is_undecided = differences.judge(drawn, answer)
        undecided += is_undecided
        excused.update(names)
        for entry in differences.REWORDED:
            reworded[entry.name] += any(statement.operation in entry.operations for statement in drawn.statements)
        if difference:
            kinds[difference.signature()] += 1
            what = f"program {options.seed} {number - 1}: {difference.kind}"
            if kinds[difference.signature()] > 1:
                print(f"{what} of {difference.statement.operation}, again", flush=True)
            else:
                smallest, difference = shrinking.shrink(drawn.statements, difference, lambda s: check(side, s))
                print(f"{what}: {difference.text}\n  {program.text(smallest)}", flush=True)
        drawn = next_drawn
    seconds = time.monotonic() - started
    print(f"{number} programs in {seconds:.0f} s, {number / seconds:.0f} a second; {refused} refused by PyTorch; "
          f"in {undecided} rounding decides over something; the engine was started {side.starts} times")
    print("operations:", ", ".join(f"{name} {n}" for name, n in sorted(counts.items())))
    print("asked for in other words:", ", ".join(f"{name} {n}" for name, n in sorted(reworded.items())))
    print("let pass:", ", ".join(f"{name} {n}" for name, n in sorted(excused.items())) or "none")
    print("differences:", ", ".join(f"{kind} of {name} {n}" for (kind, name), n in kinds.items()) or "none")
    return 1 if kinds else 0


if __name__ == "__main__":
    main()
