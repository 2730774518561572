"""Chapter 2: the model, and what it says where a size is wrong."""
import torch
import torch.nn as nn
import torch.nn.functional as F

from shown import shown


# #region model
class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, kernel_size=3)
        self.pool1 = nn.MaxPool2d(2)
        self.conv2 = nn.Conv2d(32, 64, kernel_size=3)
        self.pool2 = nn.MaxPool2d(2)
        self.fc1 = nn.Linear(1600, 64)
        self.fc2 = nn.Linear(64, 10)

    def forward(self, x):
        x = self.pool1(F.relu(self.conv1(x)))
        x = self.pool2(F.relu(self.conv2(x)))
        x = torch.flatten(x, start_dim=1)
        x = F.relu(self.fc1(x))
        return self.fc2(x)
# #endregion model


# #region device
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
model = Model().to(device)
# #endregion device

with shown("print-model"):
    print(model)
    images = torch.rand(32, 1, 28, 28)
    print(list(images.shape), "->", list(model(images).shape))

with shown("sequential"):
    print(nn.Sequential(
        nn.Conv2d(1, 32, kernel_size=3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, kernel_size=3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(1600, 64), nn.ReLU(),
        nn.Linear(64, 10)))

with shown("wrong-size", error=RuntimeError):
    nn.Sequential(
        nn.Conv2d(1, 32, kernel_size=3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, kernel_size=3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(1000, 64), nn.ReLU(),
        nn.Linear(64, 10))(images)

with shown("summary"):
    # #region summary
    from torchsummary import summary
    summary(model, input_size=(1, 28, 28))
    # #endregion summary
