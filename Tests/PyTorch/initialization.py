"""What layers start with, to the bit and in PyTorch's drawing order: values/initialization.json.

A case makes some layers after a seed; all their parameters are kept as their first and last five, and
a fingerprint of all. The number that the generator gives afterwards shows that nothing more was drawn.
"""
from values import bits, fingerprint, run, write


def layer(kind, *sizes, bias=True):
    """One layer: its kind, its sizes, and whether it has a bias."""
    return dict(kind=kind, sizes=list(sizes), bias=bias)


def python(layer):
    """The line of Python that makes a layer."""
    kind, sizes = layer["kind"], layer["sizes"]
    if kind == "BatchNorm2d":
        return f"nn.BatchNorm2d({sizes[0]})"
    return f"nn.{kind}({', '.join(map(str, sizes))}, bias={layer['bias']})"


STACKS = [
    [layer("Linear", 3, 2)],
    [layer("Linear", 1, 1), layer("Linear", 784, 10), layer("Linear", 7, 5, bias=False)],
    [layer("Conv2d", 1, 1, 1), layer("Conv2d", 3, 5, 2, bias=False), layer("Conv2d", 2, 3, 7)],
    [layer("BatchNorm2d", 4), layer("Conv2d", 4, 6, 5), layer("BatchNorm2d", 6), layer("Linear", 6, 2)],
    [layer("Conv2d", 1, 32, 3), layer("Conv2d", 32, 64, 3), layer("Linear", 1600, 64), layer("Linear", 64, 10)],
]
# Every fan-in up to 130: each has bounds of its own, which are rounded in their own way.
STACKS.append([layer("Linear", n, 2) for n in range(1, 131)])
STACKS.append([layer("Conv2d", n, 2, k) for n in range(1, 20) for k in (1, 2, 3, 4, 5, 7)])

cases = []
for number, stack in enumerate(STACKS):
    for seed in (0, 1, 12345, 2**33 + 1):
        lines = [f"torch.manual_seed({seed})", "layers = ["]
        lines += [f"    {python(layer)}," for layer in stack] if len(stack) < 6 else []
        if len(stack) >= 6:
            kind = stack[0]["kind"]
            loop = "for n in range(1, 131)" if kind == "Linear" else "for n in range(1, 20) for k in (1, 2, 3, 4, 5, 7)"
            lines.append(f"    nn.{kind}(n, 2{'' if kind == 'Linear' else ', k'}) {loop}")
        lines += ["]", "after = torch.empty((), dtype=torch.int64).random_().item()"]
        found = run(lines)
        words = [bits(p) for layer in found["layers"] for p in layer.parameters()]
        flat = [word for list in words for word in list]
        cases.append(
            dict(
                label=f"stack {number}, seed {seed}", seed=seed, layers=stack, snippet=lines,
                ends=flat[:5] + flat[-5:], counts=[len(list) for list in words],
                fingerprint=fingerprint(flat), after=found["after"]))
write("initialization", cases)
