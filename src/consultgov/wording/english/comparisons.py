"""English sentences about verdicts: what was counted, what it takes, how it came out."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from consultgov.wording.english.counts import (
    RELATIONS,
    base,
    condition,
    counted,
    phrase,
    portion,
    rounding,
    worked,
)
from consultgov.wording.english.words import figure, lowered, one, quoted, raised
from consultgov.wording.facts import (
    CASE,
    ITEM,
    MUST,
    Facts,
    body_of,
    empty_base,
    follows,
    holds_share,
    of_one_trait,
    share_of,
    single,
    standing,
)

__all__ = ["comparison", "given", "group", "heading"]

_TAKES: Final = MappingProxyType(
    {
        CASE: "it takes",
        ITEM: "it takes",
        "veto": "a veto takes",
        "tie": "a tie takes",
        "rejection": "rejection takes",
    }
)
_CAME_OUT: Final = MappingProxyType(
    {
        CASE: ("not the case", "the case"),
        ITEM: ("not the case", "the case"),
        "veto": ("no veto", "vetoed"),
        "tie": ("no tie", "tied"),
        "rejection": ("not reached", "reached"),
    }
)
_RESULTS: Final = MappingProxyType(
    {
        "reached": "reached",
        "kept": "kept",
        "met": "met",
        "not met": "not met",
        "not reached": "not reached",
        "not exceeded": "not reached",
        "exceeded": "not kept",
        "not below": "not kept",
    }
)
_SHORT: Final = frozenset({"short", "fewer"})
_AS: Final = MappingProxyType({">=": "at least ", "<=": "at most ", "=": ""})


# --- one comparison -------------------------------------------------------------------------------


def comparison(verdict: Facts, role: str) -> str:
    """Such as: 6 votes in favour; at least 80% of the 8 members is needed, which is 7: one short."""
    facts = verdict["facts"]
    right = of_one_trait(facts["left"], facts["right"])
    required, shown = _required(facts["relation"], right)
    so = _so(verdict, shown=shown)
    said = f"{_need(facts['relation'], right, required)}" if role == MUST else f"{_TAKES[role]} {required}"
    return f"{counted(facts['left'])}; {said}{so}: {_result(verdict, role)}."


def _need(relation: str, right: Facts, required: str) -> str:
    """What is needed or allowed: several heads are, an amount or a part is."""
    ceiling = relation in ("<=", "<")
    if not right["terms"] and right["value"] == "0" and relation in ("<=", "="):
        return "none is allowed"
    found = share_of(right)
    if found is None and not holds_share(right):
        many = right["measure"] is None and right["value"] != "1"
    else:
        many = found is not None and found[0]["share"][0] == found[0]["share"][1] and relation in (">=", "=")
    return f"{required} {'are' if many else 'is'} {'allowed' if ceiling else 'needed'}"


def _required(relation: str, right: Facts) -> tuple[str, bool]:
    """The requirement, and whether its figure is in it."""
    measured = right["measure"] is not None
    found = share_of(right)
    if found is not None:
        return _share(relation, *found)
    words = "less than" if measured and relation == "<" else RELATIONS[relation]
    if holds_share(right):
        return f"{words} {phrase(right)}", False
    term = single(right)
    if term is not None and term["kind"] in ("people", "blocs"):
        whole = base(right)
        if relation in _AS:
            return f"{_AS[relation]}as {'much' if measured else 'many'} as {whole}", True
        return f"{words} {whole}", True
    value = figure(right["value"])
    return (f"{words} {value} ({worked(right)})" if right["terms"] else f"{words} {value}"), True


def _share(relation: str, term: Facts, rounded: Facts | None) -> tuple[str, bool]:
    said = portion(term, base(term["base"]))
    if rounded is not None:
        said = f"{said} {rounding(rounded)}"
    if term["share"][0] == term["share"][1] and relation in (">=", "="):
        return said, True
    return f"{'less than' if relation == '<' else RELATIONS[relation]} {said}", rounded is not None


def _so(verdict: Facts, *, shown: bool) -> str:
    """The figure that follows from the requirement, where it is not said already."""
    bound, relation = follows(verdict), verdict["facts"]["relation"]
    if bound is None:
        return ""
    value, nearest = bound
    if value == verdict["right"] and shown:
        return ""
    if relation in (">=", "=") and nearest:
        return f", which is {figure(value)}"
    if nearest:
        return f", so {'' if relation == '>' else 'at most '}{figure(value)}"
    return f", so {'less than' if relation == '<' else RELATIONS[relation]} {figure(value)}"


def _came_out(role: str, verdict: Facts) -> str:
    """How a condition came out that does not have to hold."""
    failed, held = _CAME_OUT[role]
    return held if verdict["holds"] else failed


def _result(verdict: Facts, role: str) -> str:
    came = standing(verdict)
    if came == "empty":
        missing = "empty" if empty_base(verdict) else "below zero"
        return (
            f"that base is {missing}, so {'it is not reached' if role == MUST else _came_out(role, verdict)}"
        )
    if role != MUST:
        return _came_out(role, verdict)
    if came in _RESULTS:
        return _RESULTS[came]
    heads = verdict["facts"]["left"]["measure"] is None
    amount = one(verdict["short_by"]) if heads else figure(verdict["short_by"])
    return f"{amount} {'short' if came in _SHORT else ('too many' if heads else 'too much')}"


# --- other verdicts -------------------------------------------------------------------------------


def given(name: str, *, holds: bool) -> str:
    """A fact of the matter."""
    return f"{quoted(name)} is {'' if holds else 'not '}given."


def heading(verdict: Facts, role: str) -> str:
    """What introduces the parts of ``and``, ``or``, ``not`` and ``each``."""
    holds: bool = verdict["holds"]
    if verdict["code"] == "each":
        return _each(verdict, role)
    if role != MUST:
        these = {"and": "all of these", "or": "one of these", "not": "that the following is not so"}
        return raised(f"{_TAKES[role]} {these[verdict['code']]}: {_came_out(role, verdict)}.")
    match verdict["code"]:
        case "and":
            return f"All of these are needed: {'met' if holds else 'not all are met'}."
        case "or":
            return f"One of these is enough: {'met' if holds else 'none is met'}."
        case _:
            return f"The following must not be so: {'it is not' if holds else 'it is'}."


def _each(verdict: Facts, role: str) -> str:
    trait, number, body = verdict["facts"]["trait"], verdict["facts"]["groups"], body_of(verdict)
    if body is None:
        return f"There is no group of {trait}, so nothing holds in each."
    groups = f"in each of the {number} groups of {trait}" if number > 1 else f"in the one group of {trait}"
    if role != MUST:
        return raised(f"{_TAKES[role]}, {groups}, that {condition(body)}: {_came_out(role, verdict)}.")
    failed = sum(not part["holds"] for part in verdict["parts"])
    result = f"not kept{f' in {failed}' if number > 1 else ''}" if failed else "kept"
    return raised(f"{groups}, {condition(body, must=True)}: {result}.")


def group(facts: Facts, sentence: str) -> str:
    """A sentence about one group."""
    trait, name = facts["trait"], facts["group"]
    if isinstance(name, str):
        return f"{trait} {quoted(name)}: {lowered(sentence)}"
    return f"those who are {'' if name else 'not '}{quoted(trait)}: {lowered(sentence)}"
