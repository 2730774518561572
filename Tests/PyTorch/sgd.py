"""Ten steps of stochastic gradient descent, in 64 bits: values/sgd.json.

A linear layer learns random labels from a new random batch each step. The losses, and what the
parameters are in the end, are kept. `learningRates` has one for each step.
"""
from values import encode, run, write

OPTIONS = [
    dict(),
    dict(momentum=0.9),
    dict(momentum=0.9, dampening=0.5),
    dict(weight_decay=0.125),
    dict(momentum=0.9, weight_decay=0.125),
    dict(momentum=0.75, nesterov=True),
    dict(momentum=0.75, nesterov=True, weight_decay=0.25),
    dict(momentum=0.5, dampening=0.25, weight_decay=0.0625),
]
SIZES = [(4, 3, 5), (1, 7, 2), (33, 65, 10)]
RATES = [[0.5] * 10, [0.25] * 4 + [0.125] * 3 + [0] + [0.5] * 2]

cases = []
for batch, inputs, outputs in SIZES:
    for options in OPTIONS:
        for rates in RATES:
            text = "".join(f", {name}={value}" for name, value in options.items())
            label = f"{batch} × {inputs} to {outputs}, rates {rates[0]} to {rates[-1]}{text}"
            snippet = [
                "torch.manual_seed(5)",
                f"layer = nn.Linear({inputs}, {outputs}).double()",
                f"optimizer = torch.optim.SGD(layer.parameters(), lr=1{text})",
                "losses = []",
                f"for rate in {rates}:",
                "    optimizer.param_groups[0]['lr'] = rate",
                f"    x = torch.empty([{batch}, {inputs}]).uniform_(-1, 1).double()",
                f"    loss = F.cross_entropy(layer(x), torch.randperm({batch}) % {outputs})",
                "    optimizer.zero_grad()",
                "    loss.backward()",
                "    optimizer.step()",
                "    losses.append(loss.item())",
                "losses = torch.tensor(losses)",
            ]
            found = run(snippet)
            results = dict(
                losses=found["losses"], weight=found["layer"].weight, bias=found["layer"].bias)
            cases.append(
                dict(
                    label=label, batch=batch, inputs=inputs, outputs=outputs, learningRates=rates,
                    momentum=options.get("momentum", 0), dampening=options.get("dampening", 0),
                    weightDecay=options.get("weight_decay", 0),
                    nesterov=options.get("nesterov", False), snippet=snippet,
                    expected=[
                        dict(name=name, shape=list(value.shape), numbers=encode(value))
                        for name, value in results.items()]))
write("sgd", cases)
