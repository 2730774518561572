"""Chapter 1: the digits, and a batch of them."""
import matplotlib.pyplot as plt
import numpy as np
import torch
import torchvision

from shown import shown

# #region load
train_ds = torchvision.datasets.MNIST(
    'data', train=True, download=True,
    transform=torchvision.transforms.ToTensor())
test_ds = torchvision.datasets.MNIST(
    'data', train=False, download=True,
    transform=torchvision.transforms.ToTensor())
# #endregion load

# #region loaders
train_dl = torch.utils.data.DataLoader(
    train_ds, batch_size=32, shuffle=True)
test_dl = torch.utils.data.DataLoader(test_ds, batch_size=32)
# #endregion loaders

with shown("batch"):
    # #region batch
    torch.manual_seed(0)
    imgs, labels = next(iter(train_dl))
    print(imgs.shape)
    print(labels)
    # #endregion batch

# #region twenty-digits
plt.figure(figsize=(20, 5))
for i, img in enumerate(imgs[:20]):
    npimg = np.squeeze(img.numpy())
    plt.subplot(2, 10, i + 1)
    plt.imshow(npimg, cmap=plt.cm.binary)
    plt.axis('off')
# #endregion twenty-digits
