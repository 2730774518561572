"""The generator, to the bit: values/generator.json.

A case starts a generator at a seed and draws from it, one thing after the other. Long lists are kept as
their first and last five and a fingerprint of all.
"""
import numpy
import torch

from values import bits, fingerprint, run, write

SEEDS = (0, 1, 42, 2**31 - 1, 2**32 - 1, 2**32, 2**40 + 5, 67280421310721)

# What is drawn: name, arguments, and the line of Python.
DRAWS = {
    "rand": "torch.rand({0})",
    "uniform": "torch.empty({0}).uniform_({1}, {2})",
    "randperm": "torch.randperm({0})",
    "random": "torch.stack([torch.empty((), dtype=torch.int64).random_() for _ in range({0})])",
    "seed": "torch.manual_seed({0})",
}

PROGRAMS = [
    [("rand", 5)],
    [("rand", 1), ("randperm", 1), ("randperm", 0), ("randperm", 2), ("random", 1), ("rand", 3)],
    [("random", 4), ("rand", 623), ("random", 2), ("randperm", 7), ("uniform", 9, -0.3, 0.7)],
    [("rand", 624), ("rand", 624), ("rand", 1), ("rand", 10007)],
    [("randperm", 60000), ("randperm", 60000), ("rand", 2)],
    [("randperm", 1000003), ("random", 3)],
    [
        ("uniform", 1001, -1, 1), ("uniform", 17, 0.1, 0.3), ("uniform", 33, -1e-3, 1e-3),
        ("uniform", 16, -1e6, 1e6), ("uniform", 5, 0.7, 0.7), ("uniform", 400, -1 / 3, 1 / 7)],
    [("rand", 100), ("seed", 7), ("rand", 3), ("seed", 2**33 + 7), ("randperm", 9)],
]


def words(value):
    """The numbers of a draw as whole ones: the bits of floats, 64-bit integers as two halves."""
    if value.dtype == torch.float32:
        return bits(value)
    halves = value.numpy().astype("<i8").view(numpy.uint32)
    return halves.tolist()


cases = []
for seed in SEEDS:
    for number, program in enumerate(PROGRAMS):
        if number in (4, 5) and seed not in (0, 2**40 + 5):
            continue
        lines = [f"torch.manual_seed({seed})", "drawn = []"]
        for name, *arguments in program:
            call = DRAWS[name].format(*arguments)
            lines.append(call if name == "seed" else f"drawn.append({call})")
        expected = []
        for value in run(lines)["drawn"]:
            found = words(value)
            expected.append(dict(ends=found[:5] + found[-5:], fingerprint=fingerprint(found)))
        draws = [dict(name=name, arguments=[float(a) for a in arguments]) for name, *arguments in program]
        cases.append(
            dict(
                label=f"seed {seed}, program {number}", seed=seed, draws=draws, snippet=lines,
                expected=expected))
write("generator", cases)
