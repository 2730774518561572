"""What each operation of a program is called in PyTorch."""
import fuzzing.operations.tensors
import fuzzing.operations.layers
import fuzzing.operations.others
import fuzzing.operations.choosing  # noqa: F401
