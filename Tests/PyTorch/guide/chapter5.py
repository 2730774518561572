"""Chapter 5: five epochs, from a seed."""
import torch

from chapter1 import test_dl, train_dl
from chapter2 import Model
from chapter3 import loss_fn
from chapter4 import test, train
from shown import shown

# #region seed
torch.manual_seed(0)
model = Model()
opt = torch.optim.SGD(model.parameters(), lr=1e-2)
# #endregion seed

with shown("five-epochs"):
    # #region five-epochs
    epochs = 5
    train_loss, train_acc, test_loss, test_acc = [], [], [], []

    for epoch in range(epochs):
        model.train()
        epoch_train_acc, epoch_train_loss = train(train_dl, model, loss_fn, opt)
        model.eval()
        epoch_test_acc, epoch_test_loss = test(test_dl, model, loss_fn)
        train_acc.append(epoch_train_acc)
        train_loss.append(epoch_train_loss)
        test_acc.append(epoch_test_acc)
        test_loss.append(epoch_test_loss)
        template = ('Epoch:{:2d}, Train_acc:{:.1f}%, Train_loss:{:.3f}, '
                    'Test_acc:{:.1f}%, Test_loss:{:.3f}')
        print(template.format(epoch+1, epoch_train_acc*100, epoch_train_loss,
                              epoch_test_acc*100, epoch_test_loss))
    # #endregion five-epochs
