"""Saved networks: one of the workbook's loaded, and saved for it."""
import safetensors.torch

from chapter5 import model

# As `workbook train --save digits.safetensors` would have written it.
safetensors.torch.save_file(model.state_dict(), "digits.safetensors")

# #region networks
from safetensors.torch import load_file, save_file
model.load_state_dict(load_file("digits.safetensors"))
save_file(model.state_dict(), "digits.safetensors")
# #endregion networks
