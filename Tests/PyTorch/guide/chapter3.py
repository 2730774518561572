"""Chapter 3: the trail of operations behind a loss, and the optimizer."""
import torch
import torch.nn as nn

from chapter1 import imgs, labels
from chapter2 import model
from shown import shown

with shown("graph"):
    loss = nn.CrossEntropyLoss()(model(imgs), labels)
    # #region graph
    node = loss.grad_fn
    while node:
        print(f'<{type(node).__name__}>')
        inputs = [function for function, _ in node.next_functions if function]
        node = next((f for f in inputs if type(f).__name__ != 'AccumulateGrad'), None)
    # #endregion graph

# #region optimizer
loss_fn = nn.CrossEntropyLoss()
learn_rate = 1e-2
opt = torch.optim.SGD(model.parameters(), lr=learn_rate)
# #endregion optimizer
