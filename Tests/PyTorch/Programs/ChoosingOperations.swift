import Tensors

extension Program {
  /// What operations give that take elements from where they stand, compare them, choose among them
  /// or put them in order; nil for all others.
  func choosingResults(_ s: Statement) -> [Value]? {
    (taken(s) ?? changed(s) ?? chosen(s) ?? summarized(s)).map { [.tensor($0)] }
      ?? ordered(s) ?? compared(s) ?? plain(s)
  }

  private func taken(_ s: Statement) -> Tensor? {
    switch s.operation {
    case "permute": tensor(s[0]).permute(s.ints(1))
    case "transpose": tensor(s[0]).transpose(s.int(1), s.int(2))
    case "expand": tensor(s[0]).expand(s.ints(1))
    case "flip": tensor(s[0]).flip(s.ints(1))
    case "index_select": tensor(s[0]).indexSelect(dim: s.int("dim")!, ints(s[1]))
    case "gather": tensor(s[0]).gather(dim: s.int("dim")!, ints(s[1]))
    case "index":
      switch indices(s, from: 1) {
      case let parts where parts.count == 1: part(of: tensor(s[0]), at: parts[0])
      case let parts where parts.count == 2: tensor(s[0])[parts[0], parts[1]]
      case let parts: tensor(s[0])[parts[0], parts[1], parts[2]]
      }
    case "index_ints": tensor(s[0])[ints(s[1])]
    case "index_pairs": tensor(s[0])[ints(s[1]), ints(s[2])]
    case "index_mask": tensor(s[0])[bools(s[1])]
    default: nil
    }
  }

  /// Operators and assignments change a copy, so that it is nobody else's.
  private func changed(_ s: Statement) -> Tensor? {
    let inPlace = ["index_set", "ints_set", "mask_set", "in_place", "in_place_number"]
    guard inPlace.contains(s.operation) else { return nil }
    var x = tensor(s[0]).clone()
    switch (s.operation, s.text("operator")) {
    case ("index_set", _):
      switch indices(s, from: 2) {
      case let parts where parts.count == 1: set(part: tensor(s[1]), of: x, at: parts[0])
      case let parts where parts.count == 2: x[parts[0], parts[1]] = tensor(s[1])
      case let parts: x[parts[0], parts[1], parts[2]] = tensor(s[1])
      }
    case ("ints_set", _): x[ints(s[2])] = tensor(s[1])
    case ("mask_set", _): x[bools(s[2])] = tensor(s[1])
    case ("in_place", "add"): x += tensor(s[1])
    case ("in_place", "sub"): x -= tensor(s[1])
    case ("in_place", "mul"): x *= tensor(s[1])
    case ("in_place", _): x /= tensor(s[1])
    case (_, "add"): x += s.float(1)
    case (_, "sub"): x -= s.float(1)
    case (_, "mul"): x *= s.float(1)
    default: x /= s.float(1)
    }
    return x
  }

  private func chosen(_ s: Statement) -> Tensor? {
    switch s.operation {
    case "where": Tensor.where(bools(s[0]), tensor(s[1]), tensor(s[2]))
    case "where_number": Tensor.where(bools(s[0]), tensor(s[1]), s.float(2))
    case "number_where": Tensor.where(bools(s[0]), s.float(1), tensor(s[2]))
    case "masked_fill": tensor(s[0]).maskedFill(bools(s[1]), s.float(2))
    case "maximum": maximum(tensor(s[0]), tensor(s[1]))
    case "minimum": minimum(tensor(s[0]), tensor(s[1]))
    case "clamp": tensor(s[0]).clamp(min: s.float("min"), max: s.float("max"))
    case "abs": tensor(s[0]).abs()
    case "sign": tensor(s[0]).sign()
    case "square": tensor(s[0]).square()
    case "rsqrt": tensor(s[0]).rsqrt()
    case "round": tensor(s[0]).round()
    case "floor": tensor(s[0]).floor()
    case "ceil": tensor(s[0]).ceil()
    case "clone": tensor(s[0]).clone()
    default: nil
    }
  }

  private func summarized(_ s: Statement) -> Tensor? {
    let (keepDim, correction) = (s.bool("keepDim") ?? false, s.int("correction") ?? 1)
    return switch s.operation {
    case "var": tensor(s[0]).var(correction: correction)
    case "std": tensor(s[0]).std(correction: correction)
    case "var_dim": tensor(s[0]).var(dim: s.int("dim")!, correction: correction, keepDim: keepDim)
    case "std_dims": tensor(s[0]).std(dim: s.ints(1), correction: correction, keepDim: keepDim)
    case "norm": tensor(s[0]).norm()
    case "cumsum": tensor(s[0]).cumsum(dim: s.int("dim")!)
    case "arange_from": Tensor.arange(s.float(0), s.float(1), step: s.float("step") ?? 1)
    case "linspace": Tensor.linspace(s.float(0), s.float(1), steps: s.int(2))
    case "eye": Tensor.eye(s.int(0))
    default: nil
    }
  }

  private func ordered(_ s: Statement) -> [Value]? {
    let pair: (values: Tensor, indices: IntTensor)
    switch s.operation {
    case "sort":
      pair = tensor(s[0]).sort(dim: s.int("dim") ?? -1, descending: s.bool("descending") ?? false)
    case "topk":
      pair = tensor(s[0]).topk(
        s.int(1), dim: s.int("dim") ?? -1, largest: s.bool("largest") ?? true)
    case "min_dim":
      pair = tensor(s[0]).min(dim: s.int("dim")!, keepDim: s.bool("keepDim") ?? false)
    case "argmin":
      return [.ints(tensor(s[0]).argmin(dim: s.int("dim")!, keepDim: s.bool("keepDim") ?? false))]
    case "argmin_all": return [.ints(tensor(s[0]).argmin())]
    case "argmax_all": return [.ints(tensor(s[0]).argmax())]
    default: return nil
    }
    return [.tensor(pair.values), .ints(pair.indices)]
  }

  private func compared(_ s: Statement) -> [Value]? {
    switch s.operation {
    case "compare":
      let (x, y) = (tensor(s[0]), tensor(s[1]))
      return answer(s, x == y, x != y, x < y, x <= y, x > y, x >= y)
    case "compare_number":
      let (x, y) = (tensor(s[0]), s.float(1))
      return answer(s, x == y, x != y, x < y, x <= y, x > y, x >= y)
    case "compare_ints":
      let (x, y) = (ints(s[0]), ints(s[1]))
      return answer(s, x == y, x != y, x < y, x <= y, x > y, x >= y)
    case "compare_int":
      let (x, y) = (ints(s[0]), s.int(1))
      return answer(s, x == y, x != y, x < y, x <= y, x > y, x >= y)
    case "isnan": return [.bools(tensor(s[0]).isNaN())]
    case "isfinite": return [.bools(tensor(s[0]).isFinite())]
    case "and": return [.bools(bools(s[0]) & bools(s[1]))]
    case "or": return [.bools(bools(s[0]) | bools(s[1]))]
    case "not": return [.bools(~bools(s[0]))]
    case "any": return [.bools(bools(s[0]).any())]
    case "all": return [.bools(bools(s[0]).all())]
    default: return nil
    }
  }

  private func answer(_ s: Statement, _ answers: BoolTensor...) -> [Value] {
    let names = ["eq", "ne", "lt", "le", "gt", "ge"]
    return [.bools(answers[names.firstIndex(of: s.text("operator")!)!])]
  }

  private func plain(_ s: Statement) -> [Value]? {
    switch s.operation {
    case "count": [.ints(bools(s[0]).sum())]
    case "sum_ints": [.ints(ints(s[0]).sum())]
    case "arange_ints": [.ints(.arange(s.int(0)))]
    case "one_hot": [.ints(oneHot(ints(s[0]), numClasses: s.int("classes") ?? -1))]
    case "reshape_ints": [.ints(ints(s[0]).reshape(s.ints(1)))]
    case "unsqueeze_ints": [.ints(ints(s[0]).unsqueeze(dim: s.int("dim")!))]
    case "squeeze_ints": [.ints(ints(s[0]).squeeze())]
    case "ints_at_ints": [.ints(ints(s[0])[ints(s[1])])]
    case "ints_at_mask": [.ints(ints(s[0])[bools(s[1])])]
    default: nil
    }
  }

  private func part(of x: Tensor, at index: any TensorIndex) -> Tensor {
    switch index {
    case let range as Range<Int>: x[range]
    case let range as ClosedRange<Int>: x[range]
    case let range as PartialRangeFrom<Int>: x[range]
    case let range as PartialRangeUpTo<Int>: x[range]
    case let range as PartialRangeThrough<Int>: x[range]
    default: x[index as! Int]
    }
  }

  private func set(part: Tensor, of x: Tensor, at index: any TensorIndex) {
    switch index {
    case let range as Range<Int>: x[range] = part
    case let range as ClosedRange<Int>: x[range] = part
    case let range as PartialRangeFrom<Int>: x[range] = part
    case let range as PartialRangeUpTo<Int>: x[range] = part
    case let range as PartialRangeThrough<Int>: x[range] = part
    default: x[index as! Int] = part
    }
  }

  /// Words such as `3`, `1:4`, `2:` and `:5`, as they stand in Python's brackets.
  private func indices(_ s: Statement, from first: Int) -> [any TensorIndex] {
    s.arguments[first...].map { word in
      let ends = word.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
      return switch (ends.count, ends[0], ends.last!) {
      case (1, let place?, _): place
      // Ranges of both kinds are drawn.
      case (_, let start?, let end?) where start < end && !end.isMultiple(of: 2):
        start...(end - 1)
      case (_, let start?, let end?): start..<end
      case (_, let start?, nil): start...
      case (_, nil, let end?) where !end.isMultiple(of: 2): ...(end - 1)
      case (_, nil, let end?): ..<end
      case (_, nil, nil): 0...
      }
    }
  }
}
