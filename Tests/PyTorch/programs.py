"""Programs that the engine once ran otherwise than PyTorch: values/programs.json.

`fuzz.py` found them; a line that it prints can be added here, with what it is about. Only programs go in whose results
have to be the same to the bit. What PyTorch answers is kept in the words in which the engine answers (`engine.py`).
"""
from fuzzing.comparing import expected
from fuzzing.engine import final_word, word
from fuzzing.program import parse
from values import write

PROGRAMS = [
    ("sums and means over an empty list of dimensions are over all",
     "x = tensor [2,3] {1,2,3,4,5,6} grad=1;y = sum_dims x [];backward y;z = mean_dims x [] keepDim=1;backward z"),
    ("several dimensions, and the name of the operation",
     "x = tensor [2,2,2] {1,2,3,4,5,6,7,8} grad=1;y = sum_dims x [0,-1];z = mean_dims x [2,0] keepDim=1;"
     "w = tensor [2] {2,-1};backward y w;v = tensor [1,2,1] {8,16};backward z v"),
    ("the sum of a single −0 is 0", "x = tensor [] {-0};y = sum_dims x [];z = sum x"),
    ("a flattened dimension stays as it is, with its record",
     "x = tensor [2,3] {1,2,3,4,5,6} grad=1;y = flatten x startDim=1;nograd z = flatten x startDim=-1;"
     "w = tensor [3] {1,2,3};u = mul w w;v = flatten u"),
    ("what linear records, by the shape of its input",
     "x = tensor [2] {1,2} grad=1;w = tensor [1,2] {3,4} grad=1;b = tensor [1] {5} grad=1;a = linear x w;c = linear x w b;"
     "y = reshape x [1,1,2];d = linear y w;e = linear y w b;z = reshape x [1,2];f = linear z w;g = linear z w b"),
    ("the gradient of a quotient does not square a small or a large divisor",
     "a = tensor [4] {1e-30,1e30,3,0} grad=1;b = tensor [4] {1e-30,1e30,2,4} grad=1;y = div a b;w = tensor [4] {1,1,4,1};"
     "backward y w"),
    ("of several NaN in a window the last one gets the gradient",
     "x = tensor [1,1,3,3] {1,nan,2,nan,3,4,5,6,7} grad=1;y = max_pool2d x 2 stride=1;w = tensor [1,1,2,2] {1,2,4,8};"
     "backward y w"),
    ("dropping all, and of nothing, draws no number",
     "x = tensor [2] {1,nan} grad=1;y = dropout x p=1;e = tensor [0] {} grad=1;z = dropout e p=0.5;u = dropout x p=0"),
    ("scores of no classes", "x = tensor [2,0] {} grad=1;y = log_softmax x;z = softmax x;backward z y"),
    ("a constant power has a gradient of 0, whatever comes",
     "x = tensor [3] {-2,0,3} grad=1;y = pow x 0;w = tensor [3] {nan,inf,-1};backward y w"),
    ("softmax takes the mean of a gradient off before it multiplies",
     "x = tensor [2] {0,0} grad=1;y = softmax x;w = tensor [2] {1e38,1e38};backward y w"),
    ("the gradient of a target",
     "x = tensor [3] {0,-1,2} grad=1;t = tensor [3] {0,-1,1} grad=1;y = mse_loss x t reduction=sum;backward y;"
     "z = mse_loss x t reduction=none;w = tensor [3] {1,-1,-0};backward z w"),
    ("a difference that is too small is 0 before a large gradient reaches it",
     "x = tensor [4] {1e-45,0,0,0} grad=1;t = tensor [4] {0,0,0,0};y = mse_loss x t;w = tensor [] {1e30};backward y w"),
    ("a batch without elements leaves running statistics as they are",
     "x = tensor [0,2,1,1] {};m = buffer [2] {1,2};v = buffer [2] {3,4};w = tensor [2] {1,1};b = tensor [2] {0,0};"
     "y = batch_norm x m v w b training=1"),
    ("the loss of the only class is 0, and not −0",
     "x = tensor [1,1] {3} grad=1;t = ints [1] {0};y = cross_entropy x t;z = nll_loss x t;u = print y"),
    ("what requires a gradient only after an operation gets none from it",
     "x = tensor [2] {1,2};y = tensor [2] {3,4} grad=1;z = mul x y;requires_grad x 1;u = sum z;backward u;m = buffer [1] {0};"
     "v = buffer [1] {1};w = parameter [1] {2};b = tensor [1] {1};i = tensor [2,1,1,1] {1,2};"
     "n = batch_norm i m v w b training=0 epsilon=0;requires_grad i 1;s = sum n;backward s"),
    ("a gradient is divided by the sum of the weights of classes, which may be small",
     "x = tensor [1,2] {0,0} grad=1;t = ints [1] {1};w = tensor [2] {1,3e-40};y = cross_entropy x t weight=w;"
     "g = tensor [] {0};backward y g"),
    ("what stands behind the elements has a line of its own where it would not fit",
     "x = tensor [1,12] {1,1,1,1,1,1,1,1,1,1,1,1} grad=1;a = print x;y = tensor [1,7] {1000,1000,1000,1000,1000,1000,1000} grad=1;"
     "b = print y;z = tensor [13] {1,1,1,1,1,1,1,1,1,1,1,1,1} grad=1;c = print z"),
    ("elements that are not the largest get 0, and not −0",
     "x = tensor [3] {1,2,2} grad=1;y = max x;w = tensor [] {-1};backward y w;z = min x;backward z w"),
]


def answer(line):
    """What the engine is expected to answer to a program."""
    result = expected(parse(line))
    assert result.refusal is None, f"{line}: {result.refusal}"
    lines = ["=" + "\t".join(word(report) for report in reports) for reports in result.reports]
    finals = dict(result.finals)
    (_, (_, numbers)), = finals.pop("the generator")
    return lines + [f"{name}\t{final_word(pairs)}" for name, pairs in finals.items()] + [f"end {numbers}"]


write("programs", [dict(label=label, program=line, answer=answer(line)) for label, line in PROGRAMS])
