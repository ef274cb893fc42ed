"""From counts and conditions to rule text: one canonical spelling for each value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consultgov.counting.forms import (
    Blocs,
    Both,
    Comparison,
    Each,
    Either,
    Fact,
    Given,
    Heads,
    Item,
    Not,
    Portion,
    Rounded,
    Test,
)
from consultgov.counting.names import spelled
from consultgov.shares import Number, number_text

if TYPE_CHECKING:
    from consultgov.counting.algebra import Condition, Count

__all__ = ["condition_text", "count_text", "heads_text", "selector_text"]


def _test_text(test: Test) -> str:
    negation = "not " if test.negated else ""
    name = spelled(test.name)
    match test.values:
        case ():
            return f"{negation}{name}"
        case (value,):
            return f"{negation}{name} is {spelled(value)}"
        case values:
            return f"{negation}{name} in ({', '.join(map(spelled, values))})"


def selector_text(tests: tuple[Test, ...]) -> str:
    """The tests after ``among``, bracketed where there are several."""
    text = " and ".join(map(_test_text, tests))
    return text if len(tests) == 1 else f"({text})"


def _placed(text: str, item: Heads | Blocs) -> str:
    if item.everywhere:
        return f"all {text}"
    return text if item.within is None else f"{text} within {spelled(item.within)}"


def heads_text(heads: Heads, *, measured: bool = True) -> str:
    """A count of people; without ``by`` where the bracket around it says the measure."""
    text = heads.word
    if heads.measure is not None and measured:
        text += f" by {spelled(heads.measure)}"
    if heads.among:
        text += f" among {selector_text(heads.among)}"
    return _placed(text, heads)


def _blocs_text(item: Blocs) -> str:
    text = f"blocs {spelled(item.trait)}"
    if item.measure is not None:
        text += f" by {spelled(item.measure)}"
    if item.where is not None:
        text += f" where ({condition_text(item.where)})"
    bracketed = item.within is not None
    return _placed(f"({text})" if bracketed else text, item)


def _item_text(item: Item) -> str:
    match item:
        case Heads():
            return heads_text(item)
        case Fact(name):
            return f"given {spelled(name)}"
        case Blocs():
            return _blocs_text(item)
        case Portion(share, base):
            return f"{share} of {_factor_text(base)}"
        case rounded:
            mode = "to nearest" if rounded.mode == "nearest" else rounded.mode
            return f"{_rounded_text(rounded.inner)} rounded {mode}"


def _rounded_text(inner: Count) -> str:
    """What stands before ``rounded``: one term as it is, a sum in brackets."""
    match inner.terms, inner.constant:
        case ((factor, item),), 0 if factor > 0 and not isinstance(item, Rounded):
            return _term_text(factor, item)
        case _:
            return f"({count_text(inner)})"


def _factor_text(count: Count) -> str:
    """What stands after ``of``: one plain item as it is, anything else in brackets."""
    match count.terms, count.constant:
        case ((1, Heads() | Fact() | Blocs() as item),), 0:
            return _item_text(item)
        case _:
            return _bracketed(count)


def _bracketed(count: Count) -> str:
    """A sum in brackets, with the measure of all its terms said once behind them."""
    measure = _shared_measure(count)
    if measure is None:
        return f"({count_text(count)})"
    return f"({_sum_text(count, measured=False)}) by {spelled(measure)}"


def _shared_measure(count: Count) -> str | None:
    """The measure that several plain counts of people have in common."""
    plain = len(count.terms) > 1 and all(isinstance(item, Heads) for _, item in count.terms)
    return count.unit[1] if plain and count.unit is not None else None


def _term_text(factor: Number, item: Item, *, measured: bool = True) -> str:
    """One term with a factor above zero."""
    text = heads_text(item, measured=measured) if isinstance(item, Heads) else _item_text(item)
    if factor == 1:
        return text
    if isinstance(item, Portion | Rounded):
        text = f"({text})"
    return f"{number_text(factor)} times {text}"


def _sum_text(count: Count, *, measured: bool) -> str:
    text = ""
    for factor, item in count.terms:
        size: Number = -factor if factor < 0 else factor
        text = _appended(text, factor, _term_text(size, item, measured=measured))
    if count.constant or not text:
        text = _appended(text, count.constant, number_text(count.constant).lstrip("-"))
    return text


def _appended(text: str, factor: Number, term: str) -> str:
    """A sum with one more term; a sum that begins with less than nothing begins with 0."""
    if factor < 0:
        return f"{text or '0'} - {term}"
    return f"{text} + {term}" if text else term


def count_text(count: Count) -> str:
    """A count in rule text."""
    if _shared_measure(count) is not None and not count.constant:
        return _bracketed(count)
    return _sum_text(count, measured=True)


def condition_text(condition: Condition, *, last: bool = True) -> str:
    """A condition in rule text; ``last`` tells that nothing follows it in its brackets."""
    match condition.form:
        case Comparison(left, relation, right):
            return f"{count_text(left)} {relation} {count_text(right)}"
        case Given(name):
            return f"given {spelled(name)}"
        case Not(part):
            return f"not {_clause_text(part, last=last)}"
        case Both(parts):
            return _joined(" and ", parts, last=last)
        case Either(parts):
            return _joined(" or ", parts, last=last)
        case each:
            return _each_text(each, last=last)


def _each_text(each: Each, *, last: bool) -> str:
    named = f" in ({', '.join(map(spelled, each.groups))})" if each.groups else ""
    text = _clause_text(each.body, last=True)
    if not last and not isinstance(each.body.form, Both | Either):
        text = f"({text})"
    return f"each {spelled(each.trait)}{named}: {text}"


def _joined(word: str, parts: tuple[Condition, ...], *, last: bool) -> str:
    texts = [_clause_text(part, last=False) for part in parts[:-1]]
    return word.join([*texts, _clause_text(parts[-1], last=last)])


def _clause_text(condition: Condition, *, last: bool) -> str:
    """A condition as a part of another: ``and`` and ``or`` in brackets."""
    if isinstance(condition.form, Both | Either):
        return f"({condition_text(condition)})"
    return condition_text(condition, last=last)
