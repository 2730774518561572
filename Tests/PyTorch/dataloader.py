"""What DataLoader draws, epoch by epoch: values/dataloader.json.

The data set is the numbers 0 ..< count, so that batches show the order. Several loaders take turns, as
one to train and one to test do; `batches` ends a loop early. An epoch is kept as the lengths of its batches,
its first and last ten numbers, and a fingerprint of all. What the generators give afterwards
shows that as many numbers were drawn.
"""
import torch
from torch.utils.data import DataLoader

from values import fingerprint, write


class Numbers(torch.utils.data.Dataset):
    """The numbers 0 ..< count."""

    def __init__(self, count):
        self.count = count

    def __len__(self):
        return self.count

    def __getitem__(self, index):
        return index


def loader(count, batch=1, shuffle=False, drop=False, seed=None):
    """The options of one loader; `seed` gives it a generator of its own."""
    return dict(count=count, batchSize=batch, shuffle=shuffle, dropLast=drop, seed=seed)


def epoch(loader, batches=None):
    """One loop over the loader with that number, up to `batches` batches."""
    return dict(loader=loader, batches=batches)


def int64(generator=None):
    """What a generator gives next."""
    return torch.empty((), dtype=torch.int64).random_(generator=generator).item()


STORIES = [
    (0, [loader(60000, 32, True), loader(10000, 32)], [epoch(e % 2) for e in range(10)]),
    (12345, [loader(60000, 37, True), loader(10000, 37)], [epoch(e % 2) for e in range(4)]),
    (2**40 + 5, [loader(60000, 128, True, True), loader(10000, 128)], [epoch(e % 2) for e in range(4)]),
    (3, [loader(60000, 1000, True, seed=11), loader(10000, 64)], [epoch(e % 2) for e in range(6)]),
    (4, [loader(4000, 32, True), loader(1000, 32)], [epoch(e % 2) for e in range(6)]),
    (5, [loader(3, 2, True, drop) for drop in (False, True)], [epoch(e % 2) for e in range(6)]),
    (6, [loader(100, 7, True)], [epoch(0), epoch(0, 1), epoch(0, 3), epoch(0)]),
    (7, [loader(100, 7, True, seed=8), loader(50, 9, True)], [epoch(0, 2), epoch(1, 2), epoch(0), epoch(1)]),
    (8, [loader(1, 1, True), loader(1, 5, True, True)], [epoch(0), epoch(1), epoch(0)]),
]
for count, batch in ((10, 1), (10, 3), (10, 5), (10, 10), (10, 11), (64, 8), (65, 8)):
    for drop in (False, True):
        for seed in (None, 2**32 + 9):
            loaders = [loader(count, batch, True, drop, seed), loader(5, 2)]
            STORIES.append((count + batch, loaders, [epoch(0), epoch(1), epoch(0), epoch(0)]))

cases = []
for seed, loaders, epochs in STORIES:
    torch.manual_seed(seed)
    snippet = [f"torch.manual_seed({seed})"]
    generators, made = [], []
    for number, options in enumerate(loaders):
        own = None if options["seed"] is None else torch.Generator().manual_seed(options["seed"])
        generators.append(own)
        made.append(
            DataLoader(
                Numbers(options["count"]), batch_size=options["batchSize"], shuffle=options["shuffle"],
                drop_last=options["dropLast"], generator=own))
        snippet.append(
            f"loader{number} = DataLoader(range({options['count']}), batch_size={options['batchSize']}, "
            f"shuffle={options['shuffle']}, drop_last={options['dropLast']}"
            + (f", generator=torch.Generator().manual_seed({options['seed']})" if own else "") + ")")
    results = []
    for turn in epochs:
        batches = []
        for batch in made[turn["loader"]]:
            batches.append(batch.tolist())
            if len(batches) == turn["batches"]:
                break
        numbers = [number for batch in batches for number in batch]
        results.append(
            dict(
                batches=len(batches), last=len(batches[-1]) if batches else 0,
                ends=numbers[:10] + numbers[-10:], fingerprint=fingerprint(numbers)))
        limit = "" if turn["batches"] is None else f", the first {turn['batches']}"
        snippet.append(f"for batch in loader{turn['loader']}: …{limit}")
    after = dict(
        current=int64(), own=[None if generator is None else int64(generator) for generator in generators])
    snippet.append("torch.empty((), dtype=torch.int64).random_()")
    cases.append(
        dict(
            label=f"story {len(cases)}: seed {seed}", seed=seed, loaders=loaders, turns=epochs,
            snippet=snippet, epochs=results, after=after))
write("dataloader", cases)
