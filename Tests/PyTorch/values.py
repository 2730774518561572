"""What the scripts share: how expected values are written, and where.

A file in `values` is a JSON list of cases. Numbers stand in it as base64 of little-endian 32-bit
floats, so that they are exact and small; whole numbers stand as they are. Each case carries the
lines of Python that made it.
"""
import base64
import json
import pathlib

import numpy
import torch
import torch.nn.functional as F

FOLDER = pathlib.Path(__file__).parent / "values"


def encode(tensor):
    """The numbers of a tensor, rounded to 32-bit floats, as base64."""
    numbers = tensor.detach().to(torch.float32).contiguous().numpy().astype("<f4")
    return base64.b64encode(numbers.tobytes()).decode()


def fingerprint(words):
    """FNV-1a over 32-bit words: agrees only where all words do, in their order.

    It stands for lists that are too long to be kept whole. Returned as text, since JSON's numbers
    end at 53 bits.
    """
    result = 0xCBF29CE484222325
    for word in words:
        result = ((result ^ (int(word) & 0xFFFFFFFF)) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return f"{result:016x}"


def bits(tensor):
    """The 32 bits of each float of a tensor, as whole numbers."""
    return tensor.detach().contiguous().numpy().reshape(-1).view(numpy.uint32).tolist()


def run(snippet, single=False):
    """The variables that a snippet leaves; with `single`, computed in 32 bits instead of 64."""
    variables = {"torch": torch, "F": F, "nn": torch.nn}
    lines = "\n".join(snippet)
    exec(lines.replace(".double()", "") if single else lines, variables)
    return variables


def relative_error(found, expected, terms=0):
    """The largest |found − expected| / max(|expected|, root mean square of all expected, terms)."""
    found, expected = found.detach().double(), expected.detach().float().double()
    finite = expected.isfinite()
    found, expected = found[finite], expected[finite]
    if expected.numel() == 0:
        return 0.0
    floor = expected.square().mean().sqrt()
    scale = torch.maximum(expected.abs(), floor).clamp(min=max(terms, 1e-30))
    return ((found - expected).abs() / scale).max().item()


def write(name, cases):
    """Writes a file of cases, and says how large it is."""
    labels = [case["label"] for case in cases]
    repeated = {label for label in labels if labels.count(label) > 1}
    assert not repeated, f"{name}: the same label twice: {repeated}"
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{name}.json"
    # One line for each case, so that a change shows which one changed.
    lines = [json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in cases]
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n")
    print(f"{path.name}: {len(cases)} cases, {path.stat().st_size:,} bytes")
