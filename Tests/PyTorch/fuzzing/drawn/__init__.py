"""How each operation is drawn. The order is part of what a seed means."""
import fuzzing.drawn.tensors
import fuzzing.drawn.layers
import fuzzing.drawn.others
import fuzzing.drawn.choosing  # noqa: F401
