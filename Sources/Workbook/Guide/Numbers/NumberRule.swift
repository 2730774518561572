/// Which numbers of a sentence are looked for in code, output and figures.
///
/// - **In digits**, what has two digits or more, a point, an exponent, a `%`, or stands in a product
///   (`3 × 3`, *5 by 5*), a ratio (*9 of 10*) or a fraction (`1/3`): always. A single digit by itself may
///   be one of the handwritten ones (*a 7*), or say where a scale begins (*0 is white*): it states
///   a result only where a noun of ``counted`` or a unit stands behind it, as in *7 threads*, or *epoch*
///   before it.
/// - **In words**, from *three* on: always. *One* and *two* are how people speak (*one idea*, *two
///   loops*): two of a unit counts (*two epochs*), and so does what compares: *one in ten*, *half of*,
///   *a third of*, *twice as*.
/// - **Never**: names (`conv1`), what is in code, *a few hundred*, *the third*, the numbers of chapters,
///   exercises, pages and versions, dates and times of day, and minutes that a reader is to take (`15 min`).
enum NumberRule {
  /// What stands before a number that only names something.
  static let labels: Set<String> = [
    "chapter", "chapters", "exercise", "exercises", "section", "sections", "figure", "figures",
    "page", "pages", "line", "lines", "version", "versions", "step",
  ]
  /// What may stand between numbers that belong together.
  static let betweenLabels: Set<String> = ["and", "or", "to"]

  /// What has versions.
  static let products: Set<String> = [
    "swift", "pytorch", "torchvision", "python", "numpy", "matplotlib", "macos", "ubuntu", "debian",
    "xcode", "unicode", "commonmark", "license", "sa",
  ]

  /// Months, and what else stands before a year.
  static let beforeYear: Set<String> = [
    "in", "since", "until", "from", "by", "year", "january", "february", "march", "april", "may",
    "june", "july", "august", "september", "october", "november", "december",
  ]

  static let approximate: Set<String> = [
    "about", "around", "almost", "nearly", "near", "roughly", "approximately", "some", "circa",
  ]
  static let logarithms: Set<String> = ["ln", "log"]

  /// Units of what is measured: two of them are a result, and their numbers may be rounded.
  static let units: Set<String> = [
    "ns", "µs", "us", "ms", "s", "second", "seconds", "millisecond", "milliseconds", "microsecond",
    "microseconds", "minute", "minutes", "hour", "hours", "kb", "mb", "gb", "tb", "kib", "mib",
    "gib",
    "megabytes", "gigabytes", "gflop", "flop", "hz", "mhz", "ghz", "points",
  ]
  /// For a reader's time, which nobody measures.
  static let readersTime: Set<String> = ["min"]

  /// Nouns of what is counted in this guide.
  static let counted: Set<String> = [
    "answer", "answers", "axes", "axis", "batch", "batches", "bias", "biases", "bit", "bits",
    "byte",
    "bytes", "cell", "cells", "channel", "channels", "class", "classes", "column", "columns",
    "core",
    "cores", "digit", "digits", "dimension", "dimensions", "element", "elements", "entries",
    "entry",
    "epoch", "epochs", "error", "errors", "example", "examples", "fault", "faults", "feature",
    "features", "float", "floats", "gradient", "gradients", "image", "images", "input", "inputs",
    "instruction", "instructions", "label", "labels", "layer", "layers", "mistake", "mistakes",
    "network", "networks", "neuron", "neurons", "number", "numbers", "operation", "operations",
    "output", "outputs", "parameter", "parameters", "pass", "passes", "picture", "pictures",
    "pixel",
    "pixels", "place", "places", "prediction", "predictions", "product", "products", "row", "rows",
    "sample", "samples", "score", "scores", "seed", "seeds", "share", "shares", "step", "steps",
    "thread", "threads", "time", "times", "value", "values", "vector", "vectors", "weight",
    "weights",
    "window", "windows", "word", "words",
  ]
  /// What stands before a number that is one, too: *epoch 9*.
  static let beforeNumber: Set<String> = ["epoch", "epochs"]
  /// Of these two are a result as well.
  static let countedFromTwo: Set<String> = units.union(["epochs", "percent"])

  /// Words that do not stand between a number and its noun, as *test* does in *five test digits*.
  static let endsNoun: Set<String> = [
    "a", "an", "and", "are", "as", "at", "by", "for", "from", "has", "have", "in", "is", "it",
    "may",
    "not", "of", "on", "or", "over", "says", "than", "that", "the", "then", "this", "to", "was",
    "which", "with",
  ]

  /// What stands behind *half*, *a third* or *twice* that compare.
  static let comparing: Set<String> = ["of", "as", "the", "what", "that"]
  static let comparingWithAPart: Set<String> = [
    "of", "as", "less", "more", "longer", "shorter", "smaller", "larger", "faster", "slower",
    "fewer",
  ]
}
