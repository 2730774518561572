"""Random programs, run in the engine and in PyTorch: what `fuzz.py` is made of."""
