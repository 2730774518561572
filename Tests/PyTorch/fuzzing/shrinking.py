"""A smaller program that differs in the same way."""
import copy

from fuzzing.comparing import expected
from fuzzing.program import number_text, shape_text, values_text

# How many programs are tried at most.
TRIES = 400


def shrink(statements, difference, check):
    """The smallest program found, and its difference."""
    budget = [TRIES]

    def attempt(candidate):
        """Whether a program still differs in the same way; then it is the one to go on with."""
        nonlocal statements, difference
        if budget[0] == 0 or str(candidate) == str(statements):
            return False
        budget[0] -= 1
        try:
            found = check(candidate)
        except (KeyError, StopIteration):
            return False  # A variable is missing.
        if found is None or found.signature() != difference.signature():
            return False
        statements, difference = candidate, found
        return True

    is_smaller = True
    while is_smaller and budget[0] > 0:
        is_smaller = False
        for candidates in (without_statements, with_literals, with_shorter_lengths, with_plain_options, with_plain_values):
            again = True
            while again and budget[0] > 0:
                again = any(attempt(candidate) for candidate in candidates(statements))
                is_smaller |= again
    return statements, difference


def without_statements(statements):
    """Without a statement, and those that need its results."""
    for index in reversed(range(len(statements))):
        kept, missing = [], set()
        for position, statement in enumerate(statements):
            if position == index or any(statement.uses(name) for name in missing):
                missing |= set(statement.results)
            else:
                missing -= set(statement.results)
                kept.append(statement)
        if kept:
            yield kept
        # What gives nothing may be needed by nothing.
        if not statements[index].results:
            yield statements[:index] + statements[index + 1:]


def with_literals(statements):
    """With a result written down in place of the operation that gave it."""
    found = expected(statements)
    for index, reports in enumerate(found.reports):
        statement = statements[index]
        if statement.operation in ("tensor", "parameter", "ints") or len(reports) != 1 or not statement.results:
            continue
        report = reports[0]
        if report[0] == "T" and len(report[4]) <= 64:
            literal = copy.deepcopy(statement)
            literal.operation = "tensor"
            literal.arguments = [shape_text(report[1]), values_text(report[4])]
            literal.options = {"grad": "1"} if report[2] else {}
            literal.without_grad, literal.generator = False, None
            yield statements[:index] + [literal] + statements[index + 1:]


def with_shorter_lengths(statements):
    """With one length made shorter everywhere, or in one place."""
    literals = [
        (index, [int(word) for word in statement.arguments[0][1:-1].split(",") if word])
        for index, statement in enumerate(statements) if statement.operation in ("tensor", "parameter", "ints", "buffer")]
    lengths = sorted({length for _, shape in literals for length in shape if length > 1}, reverse=True)

    def shortened(changes):
        candidate = copy.deepcopy(statements)
        for index, dim, length in changes:
            shape = [int(word) for word in candidate[index].arguments[0][1:-1].split(",") if word]
            words = candidate[index].arguments[1][1:-1].split(",")
            if shape[dim] <= length:
                continue
            inner = 1
            for size in shape[dim + 1:]:
                inner *= size
            kept = [
                word for position, word in enumerate(words) if word and position // max(inner, 1) % shape[dim] < length]
            shape[dim] = length
            brackets = candidate[index].arguments[1]
            candidate[index].arguments = [shape_text(shape), brackets[0] + ",".join(kept) + brackets[-1]]
        return candidate

    for length in lengths:
        for shorter in sorted({1, length // 2, length - 1}):
            places = [
                (index, dim, shorter) for index, shape in literals for dim, size in enumerate(shape) if size == length]
            yield shortened(places)
            for place in places:
                yield shortened([place])


def with_plain_options(statements):
    """Without an option."""
    for index, statement in enumerate(statements):
        for name in statement.options:
            candidate = copy.deepcopy(statements)
            del candidate[index].options[name]
            yield candidate
        for name in ("without_grad", "generator"):
            if getattr(statement, name):
                candidate = copy.deepcopy(statements)
                setattr(candidate[index], name, False if name == "without_grad" else None)
                yield candidate


def with_plain_values(statements):
    """With simpler numbers."""
    for index, statement in enumerate(statements):
        if statement.operation not in ("tensor", "parameter", "buffer"):
            continue
        words = statement.arguments[1][1:-1].split(",")
        for plain in ("1", "0"):
            for places in [range(len(words))] + [[i] for i in range(len(words))] * (len(words) <= 32):
                changed = list(words)
                for place in places:
                    if words[place] not in ("0", "1"):
                        changed[place] = plain
                if changed != words:
                    candidate = copy.deepcopy(statements)
                    candidate[index].arguments[1] = "{" + ",".join(changed) + "}"
                    yield candidate
        for place, word in enumerate(words[:32]):
            if len(word) > 3 and word not in ("-inf",):
                short = number_text(float(f"{float(word):.1g}"))
                if short != word:
                    changed = list(words)
                    changed[place] = short
                    candidate = copy.deepcopy(statements)
                    candidate[index].arguments[1] = "{" + ",".join(changed) + "}"
                    yield candidate
