"""The tutorial's program, as the pages of the guide show it in PyTorch: values/guide.txt.

The pages show regions of the programs in `guide`, one program a chapter, each of which goes on from those
before it. They run here on the digits that ship with the package, in a folder that is removed, on one thread.
What the pages show of their output is a region of values/guide.txt, by `shown.py`; a line for each program says
with which text it ran.
"""
import contextlib
import gzip
import importlib
import io
import os
import pathlib
import sys
import tempfile

import matplotlib
import torch

import values

HERE = pathlib.Path(__file__).parent.resolve()
DIGITS = HERE.parents[1] / "Sources/Engine/Datasets/Digits"
PROGRAMS = [f"chapter{number}" for number in range(1, 7)] + ["networks"]

record = io.StringIO()
with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(record):
    # Where torchvision would have put what it downloads.
    raw = pathlib.Path(folder) / "data/MNIST/raw"
    raw.mkdir(parents=True)
    for packed in DIGITS.glob("*.gz"):
        (raw / packed.stem).write_bytes(gzip.decompress(packed.read_bytes()))
    os.chdir(folder)
    sys.path.insert(0, str(HERE / "guide"))
    torch.set_num_threads(1)
    matplotlib.use("Agg")  # figures are drawn, and shown to nobody
    for program in PROGRAMS:
        importlib.import_module(program)
    os.chdir(HERE)

path = HERE / "values/guide.txt"
programs = sorted((HERE / "guide").glob("*.py"))
ran = [f"# {file.name} {values.fingerprint(file.read_bytes())}\n" for file in programs]
path.write_text(record.getvalue() + "".join(ran))
print(f"{path.name}: {record.getvalue().count('# #region')} regions, {path.stat().st_size:,} bytes")
