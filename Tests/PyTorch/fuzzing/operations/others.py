"""Gradients, whole numbers, text, pictures, random numbers and batches."""
import torch
import torchvision

from fuzzing.pytorch import operation, simple


class Numbers(torch.utils.data.Dataset):
    """The numbers 0 ..< count, each its own label."""

    def __init__(self, count):
        self.count = count

    def __len__(self):
        return self.count

    def __getitem__(self, index):
        return torch.tensor(float(index)), index


# Gradients.

@operation("backward")
def backward(run, s):
    x, *weights = (run.variables[name] for name in s.arguments)
    # Copies: PyTorch may keep what it is given as a gradient, and add later ones to its elements, in place.
    run.call(x.backward, *(weight.clone() for weight in weights))


@operation("requires_grad")
def requires_grad(run, s):
    run.call(setattr, run.variables[s.arguments[0]], "requires_grad", s.bool(1))


@operation("set_grad")
def set_grad(run, s):
    # A copy: PyTorch adds later gradients to the elements of this one, in place.
    run.call(setattr, run.variables[s.arguments[0]], "grad", run.variables[s.arguments[1]].detach().clone())


@operation("grad")
def grad(run, s):
    found = run.variables[s.arguments[0]].grad
    return "none" if found is None else found.detach().clone()


# Whole numbers, truth values and text.
operation("ints")(
    lambda run, s: run.call(lambda: torch.tensor(s.ints(1), dtype=torch.int64).reshape(torch.Size(s.ints(0)))))
operation("bytes")(
    lambda run, s: run.call(lambda: torch.tensor(s.ints(1), dtype=torch.uint8).reshape(torch.Size(s.ints(0)))))
simple("float", lambda x, s: x.float())
simple("select_plain", lambda x, s: x[s.int(1)])
simple("slice_plain", lambda x, s: x[s.int(1):s.int(2)])
simple("item", lambda x, s: x.item())
simple("size", lambda x, s: x.size(s.int(1)))
operation("eq")(lambda run, s: run.call(torch.eq, *run.rest(s, 0)))


@operation("print")
def print_text(run, s):
    return str(run.variables[s.arguments[0]])


# Pictures.

@operation("to_tensor")
def to_tensor(run, s):
    return run.call(torchvision.transforms.ToTensor(), run.variables[s.arguments[0]].numpy())


@operation("normalize")
def normalize(run, s):
    transform = torchvision.transforms.Normalize(s.floats(1).tolist(), s.floats(2).tolist())
    return run.call(transform, run.tensor(s.arguments[0]).detach())


# Random numbers and batches.

@operation("seed")
def seed(run, s):
    torch.default_generator.manual_seed(s.int(0))


@operation("manual_seed")
def manual_seed(run, s):
    run.variables[s.arguments[0]].manual_seed(s.int(1))


operation("Generator")(lambda run, s: torch.Generator().manual_seed(s.int(0)))
operation("randperm")(lambda run, s: run.call(torch.randperm, s.int(0), generator=run.generator))


@operation("DataLoader")
def data_loader(run, s):
    own = s.options.get("generator")
    numbers = Numbers(s.int(0))
    if "indices" in s.options:
        numbers = torch.utils.data.Subset(numbers, s.ints("indices"))
    return run.call(
        torch.utils.data.DataLoader, numbers, batch_size=s.int("batchSize", 1),
        shuffle=s.bool("shuffle", False), drop_last=s.bool("dropLast", False),
        generator=run.variables[own] if own else None)


operation("length")(lambda run, s: run.call(len, run.variables[s.arguments[0]]))


@operation("epoch")
def epoch(run, s):
    def batches():
        found = []
        for _, labels in run.variables[s.arguments[0]]:
            found.append(labels.tolist())
            if len(found) == s.int("batches"):
                break
        return found
    return run.call(batches)
