"""What plain facts say of themselves, before a language speaks of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final, TypeAlias, cast

__all__ = [
    "CASE",
    "COMMAS",
    "COMPOSED",
    "ITEM",
    "MUST",
    "Facts",
    "body_of",
    "days_between",
    "empty_base",
    "failed_guards",
    "filled",
    "follows",
    "holds_share",
    "is_sum",
    "items_of",
    "lengths_in",
    "listed",
    "mixed",
    "of_one_trait",
    "one_line",
    "percentage",
    "said",
    "share_of",
    "single",
    "standing",
    "terms_in",
]

Facts: TypeAlias = Mapping[str, Any]
"""A plain dict, as ``to_dict`` makes it."""

MUST: Final = "must"
"""The role of a condition that has to hold; a veto, a tie and a rejection are roles of their own."""

CASE: Final = "case"
"""The role of a condition under ``not``: what must not be the case."""

ITEM: Final = "item"
"""The role of a condition that is one of several which together make a case, a veto, a tie, a rejection."""

COMMAS: Final = frozenset({"left", "marks", "paid", "votes"})
"""The facts that are lists of figures: a comma stands before the last of them as well."""

COMPOSED: Final = frozenset({"and", "or", "not", "each"})
"""The codes of conditions made of conditions."""

_INTERVAL: Final = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")

_LENGTHS: Final = frozenset({"years", "months", "days", "clear_days", "working_days", "hours", "minutes"})

_HELD: Final = MappingProxyType({">=": "reached", ">": "reached", "<=": "kept", "<": "kept", "=": "met"})
_MISSED: Final = MappingProxyType({">=": "short", ">": "short", "<=": "over", "<": "over"})
_BARELY: Final = MappingProxyType(
    {">=": "not reached", ">": "not exceeded", "<=": "exceeded", "<": "not below"}
)


# --- counts ---------------------------------------------------------------------------------------


def terms_in(facts: object) -> Iterator[Facts]:
    """Every term of every count in some facts, however deep."""
    inner: Iterable[object] = ()
    if isinstance(facts, Mapping):
        known = cast("Facts", facts)
        if "kind" in known:
            yield known
        inner = known.values()
    elif isinstance(facts, list):
        inner = cast("list[object]", facts)
    for value in inner:
        yield from terms_in(value)


def single(count: Facts) -> Facts | None:
    """The term of a count that is just one term, taken once."""
    terms: list[Facts] = count["terms"]
    if len(terms) != 1 or count["constant"] != "0" or terms[0]["factor"] != "1":
        return None
    return terms[0]


def is_sum(count: Facts) -> bool:
    """Whether a count is several plain terms added up, and nothing else."""
    terms: list[Facts] = count["terms"]
    plain = all(term["factor"] == "1" and term["kind"] != "rounded" for term in terms)
    return plain and len(terms) > 1 and count["constant"] == "0"


def share_of(count: Facts) -> tuple[Facts, Facts | None] | None:
    """The share that a count is, and its rounding where it is rounded; ``None`` if it is something else."""
    term = single(count)
    if term is not None and term["kind"] == "rounded":
        inner = single(term["of"])
        return (inner, term) if inner is not None and inner["kind"] == "share" else None
    return (term, None) if term is not None and term["kind"] == "share" else None


def holds_share(count: Facts) -> bool:
    """Whether a share is worked out somewhere in a count."""
    return any(term["kind"] == "share" for term in terms_in(count["terms"]))


def of_one_trait(left: Facts, right: Facts) -> Facts:
    """The right side with the trait of its groups left unsaid where the left has said it."""
    term = single(left)
    if term is None or term["kind"] != "blocs":
        return right
    return cast("Facts", _without_trait(right, term["trait"]))


def _without_trait(facts: object, trait: str) -> object:
    if isinstance(facts, Mapping):
        known = cast("Facts", facts)
        if known.get("kind") == "blocs" and known["trait"] == trait:
            return {**known, "trait": ""}
        return {key: _without_trait(value, trait) for key, value in known.items()}
    if isinstance(facts, list):
        return [_without_trait(value, trait) for value in cast("list[object]", facts)]
    return facts


def _without_figures(facts: object) -> object:
    """The same facts as of a condition that has not been decided: no count has a value."""
    if isinstance(facts, Mapping):
        known = cast("Facts", facts)
        return {key: _without_figures(value) for key, value in known.items() if key != "value"}
    if isinstance(facts, list):
        return [_without_figures(value) for value in cast("list[object]", facts)]
    return facts


def body_of(each: Facts) -> Facts | None:
    """What ``each`` asks of every group, without figures; ``None`` if it came across no group."""
    parts: list[Facts] = each.get("parts", [])
    if not parts:
        return None
    body = parts[0]["parts"][0] if parts[0]["code"] == "group" else parts[0]
    return cast("Facts", _without_figures(body))


def listed(value: object, comma: str, last: str) -> str:
    """A fact as text; the items of a list one after another."""
    items = [said(item) for item in items_of(value)]
    return comma.join(items[:-1]) + last + items[-1] if len(items) > 1 else "".join(items)


def items_of(value: object) -> list[object]:
    """The items of a list, or what is no list by itself."""
    return [*cast("list[object]", value)] if isinstance(value, list | tuple) else [value]


def lengths_in(value: object) -> list[tuple[str, int]]:
    """The units and numbers of a length of time, such as 3 years and 6 months; of anything else none."""
    if not isinstance(value, Mapping):
        return []
    found = [*cast("Facts", value).items()]
    return found if found and all(unit in _LENGTHS and type(size) is int for unit, size in found) else []


def days_between(item: object, between: str) -> object:
    """A span of days, as ISO 8601 writes an interval, with a word between its first and its last day."""
    found = _INTERVAL.fullmatch(item) if isinstance(item, str) else None
    return item if found is None else f"{found[1]}{between}{found[2]}"


def said(value: object) -> str:
    """Any value in one line, whatever a stored record holds; what cannot be written is told by its type."""
    try:
        return one_line(str(value))
    except Exception:  # noqa: BLE001 - numbers of many digits, and what callers wrote
        return type(value).__name__


def one_line(text: str) -> str:
    """Text in one line and in its own direction: what is not printable becomes a space."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else " " for letter in text)


def filled(template: str | None, told: Mapping[str, str]) -> str | None:
    """A sentence with its facts put in; ``None`` without a template, or where a fact is not told."""
    try:
        return None if template is None else template.format_map(told)
    except KeyError:
        return None


def failed_guards(decision: Facts) -> list[Facts]:
    """What was asked before the vote and did not hold."""
    guards: list[Facts] = decision.get("guards", [])
    return [guard for guard in guards if not guard["holds"]]


# --- numbers --------------------------------------------------------------------------------------


def mixed(text: str) -> tuple[str, str]:
    """The text of a number as what it has in whole and what is left over: of ``25/3``, 8 and ``1/3``."""
    top, line, bottom = text.partition("/")
    if not line:
        return text, ""
    whole, rest = divmod(abs(int(top)), int(bottom))
    sign = "-" if top.startswith("-") else ""
    return (f"{sign}{whole}", f"{rest}/{bottom}") if whole else ("", f"{sign}{rest}/{bottom}")


def percentage(top: int, bottom: int) -> str | None:
    """A share as a percentage, if that is a decimal that ends: of 1 and 8, ``12.5%``."""
    for places in range(bottom.bit_length()):
        percent, rest = divmod(100 * top * 10**places, bottom)
        if not rest:
            digits = str(percent).rjust(places + 1, "0")
            cut = len(digits) - places
            return f"{digits[:cut]}.{digits[cut:]}%" if places else f"{digits}%"
    return None


# --- comparisons ----------------------------------------------------------------------------------


def follows(verdict: Facts) -> tuple[str, bool] | None:
    """The figure that follows from the right side, and whether it is the nearest one that would do.

    Heads come in whole numbers, so there is a least number above one half. Areas do not: the least that is
    above one half depends on how finely they were entered, and the bound itself is told instead.
    """
    needed, right = verdict["needed"], verdict["right"]
    if needed is None:
        return None
    heads = verdict["facts"]["left"]["measure"] is None and needed.lstrip("-").isdecimal()
    return (needed, True) if heads or needed == right else (right, False)


def standing(verdict: Facts) -> str:
    """How a comparison came out, in one word or two that a language can translate."""
    relation = verdict["facts"]["relation"]
    if "empty_base" in verdict["facts"]:
        return "empty"
    if verdict["holds"]:
        return _HELD[relation]
    bound = follows(verdict)
    if relation == "=":
        return "not met" if bound is None else ("fewer" if verdict["margin"].startswith("-") else "more")
    return _MISSED[relation] if bound is not None and bound[1] else _BARELY[relation]


def empty_base(verdict: Facts) -> bool:
    """Whether a base is zero; otherwise one that lets nothing be a share of it is below zero."""
    bases = [term["base"] for term in terms_in(verdict["facts"]["right"]) if term["kind"] == "share"]
    return any(Fraction(base["value"]) == 0 for base in bases)
