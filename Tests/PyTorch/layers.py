"""Layers, over several batches: values/layers.json.

A network of layers is made from a seed and then seen in 64 bits. It is shown ten random batches in training mode,
with backward each time, so that gradients add up; then one in evaluation mode. Kept are the last
output in training, the output in evaluation, the gradients, and the running statistics.
"""
from values import encode, run, write

# The layers in PyTorch's words, which the tests know too; the shape of a batch.
NETWORKS = [
    (["BatchNorm2d(3)"], [4, 3, 2, 2]),
    (["BatchNorm2d(1)"], [2, 1, 1, 1]),
    (["BatchNorm2d(5, momentum=0.25, eps=0.125)"], [3, 5, 7, 3]),
    (["Conv2d(2, 3, 3, stride=2, padding=1)", "ReLU()"], [3, 2, 7, 9]),
    (["Conv2d(2, 4, 2, dilation=3, bias=False)", "BatchNorm2d(4)", "ReLU()"], [5, 2, 8, 7]),
    (["MaxPool2d(2)", "Flatten()", "Linear(24, 5)"], [6, 2, 7, 9]),
    (["MaxPool2d(3, stride=2, padding=1)", "Conv2d(2, 2, 1)"], [6, 2, 7, 9]),
    (["Linear(7, 3, bias=False)", "ReLU()", "Linear(3, 2)"], [5, 7]),
    (
        [
            "Conv2d(1, 4, 3, padding=1)", "BatchNorm2d(4)", "ReLU()", "MaxPool2d(2)", "Conv2d(4, 6, 3)",
            "BatchNorm2d(6)", "ReLU()", "MaxPool2d(2)", "Flatten()", "Linear(54, 10)"], [7, 1, 16, 16]),
]

cases = []
for number, (layers, shape) in enumerate(NETWORKS):
    for last in sorted({shape[0], 2}):
        # The last batch may be short.
        short = [last] + shape[1:]
        snippet = [
            f"torch.manual_seed({number})",
            f"model = nn.Sequential({', '.join('nn.' + layer for layer in layers)}).double()",
            "for step in range(10):",
            f"    x = torch.empty({shape} if step < 9 else {short}).uniform_(-1, 2).double()",
            "    y = model(x * (step + 1))",
            "    y.backward(torch.empty(y.shape).uniform_(-1, 1).double())",
            "model.eval()",
            f"z = model(torch.empty({shape}).uniform_(-1, 2).double())",
        ]
        found = run(snippet)
        model = found["model"]
        results = {"training": found["y"], "evaluation": found["z"]}
        results.update({name + ".grad": value.grad for name, value in model.named_parameters()})
        results.update(
            {name: value for name, value in model.named_buffers() if "tracked" not in name})
        # A convolution's bias is taken off again by the normalization behind it: its gradient is a
        # sum of ten batches' worth of terms that cancel.
        cancelling = {
            f"{i}.bias.grad" for i, layer in enumerate(layers)
            if layer.startswith("Conv") and i + 1 < len(layers) and layers[i + 1].startswith("Batch")}
        cases.append(
            dict(
                label=f"{' → '.join(layers)}, {shape}, last {short}", seed=number, layers=layers,
                shape=shape, lastShape=short, snippet=snippet,
                expected=[
                    dict(
                        name=name, shape=list(value.shape), terms=10 if name in cancelling else 0,
                        numbers=encode(value))
                    for name, value in results.items()]))
write("layers", cases)
