"""Counts in English, with their figures and without, and conditions told without figures."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from consultgov.wording.english.words import OWN, among, article, figure, level, noun, quoted, share
from consultgov.wording.facts import Facts, body_of, is_sum, share_of, single

__all__ = ["RELATIONS", "base", "condition", "counted", "phrase", "portion", "rounding", "worked"]

RELATIONS: Final = MappingProxyType(
    {">=": "at least", ">": "more than", "<=": "at most", "<": "fewer than", "=": "exactly"}
)
_VERBS: Final = MappingProxyType(
    {
        ">=": ("are at least", "is at least", "must be at least"),
        ">": ("exceed", "exceeds", "must exceed"),
        "<=": ("are at most", "is at most", "must be at most"),
        "<": ("are below", "is below", "must be below"),
        "=": ("equal", "equals", "must equal"),
    }
)
_ROUNDED: Final = MappingProxyType({"down": "rounded down", "up": "rounded up", "nearest": "rounded half up"})
_PEOPLE: Final = frozenset({"people", "blocs"})


# --- without figures ------------------------------------------------------------------------------


def _groups(term: Facts, *, many: bool = True) -> str:
    """Groups of a trait, and what they have to meet."""
    trait = f" of {term['trait']}" if term["trait"] else ""
    where = f" where {condition(term['where'])}" if term["where"] else ""
    return f"{'groups' if many else 'group'}{trait}{level(term)}{where}"


def _things(term: Facts, *, many: bool = True) -> str:
    """What a plain term counts, without its measure."""
    match term["kind"]:
        case "people":
            words = noun(term)
            return f"{words.many if many else words.one}{among(term)}{level(term)}"
        case "blocs":
            return _groups(term, many=many)
        case _:
            return quoted(term["name"])


def _those(term: Facts) -> str:
    """The same in a sum, where an adjective alone would not do: ``those absent``."""
    return f"{'those ' if _adjective(term) else ''}{_things(term)}"


def _adjective(term: Facts) -> bool:
    return term["kind"] == "people" and noun(term).one == noun(term).many


def _by(count: Facts) -> str:
    return f" by {count['measure']}" if count["measure"] else ""


def portion(term: Facts, whole: str) -> str:
    """A share of a base that is told already."""
    top, bottom = term["share"]
    return f"all of {whole}" if top == bottom else f"{share(top, bottom)} of {whole}"


def rounding(term: Facts) -> str:
    """How a figure was rounded, and to what, where there is a figure."""
    to = f" to {figure(term['value'])}" if "value" in term else ""
    mode = _ROUNDED[term["mode"]]
    return f"({mode}{to})"


def _term(term: Facts) -> str:
    """A term of a sum; a base inside it has its figure where there is one."""
    match term["kind"]:
        case "share":
            return portion(term, base(term["base"]))
        case "rounded":
            inner = phrase(term["of"])
            bare = single(term["of"]) is not None
            return f"{inner if bare else f'({inner})'} {rounding(term)}"
        case _:
            return _those(term)


def phrase(count: Facts) -> str:
    """A count in words: ``ballots returned less votes against``."""
    constant, terms = count["constant"], count["terms"]
    first = terms and terms[0]["factor"].startswith("-") and not constant.startswith(("-", "0"))
    said = figure(constant) if first else ""
    for term in terms:
        number = term["factor"].lstrip("-")
        times = "" if number == "1" else f"{figure(number)} times "
        said = _joined(said, f"{times}{_term(term)}", less=term["factor"].startswith("-"))
    if (constant != "0" and not first) or not said:
        said = _joined(said, constant.lstrip("-") if said else constant, less=constant.startswith("-"))
    return said


def _joined(said: str, more: str, *, less: bool) -> str:
    if not said:
        return f"0 less {more}" if less and not more.startswith("-") else more
    return f"{said} {'less' if less else 'plus'} {more}"


# --- with figures ---------------------------------------------------------------------------------


def counted(count: Facts) -> str:
    """A count with its figure: ``6 votes in favour``."""
    value, term = figure(count["value"]), single(count)
    if term is not None and term["kind"] in _PEOPLE:
        return _counted_term(count, term)
    if term is not None and term["kind"] == "fact":
        return f"{quoted(term['name'])}: {value}"
    if _adds_up(count):
        return f"{value} {_added(count)} together{_by(count)}"
    return f"{value} ({worked(count)}{_by(count)})" if count["terms"] else value


def worked(count: Facts) -> str:
    """How a figure was worked out: ``votes against plus 1, rounded up``."""
    term = single(count)
    if term is not None and term["kind"] == "rounded":
        return f"{phrase(term['of'])}, {_ROUNDED[term['mode']]}"
    return phrase(count)


def _adds_up(count: Facts) -> bool:
    """Whether a figure can stand before what was added up, as before one noun."""
    return is_sum(count) and (count["measure"] is not None or not any(map(_adjective, count["terms"])))


def _added(count: Facts) -> str:
    *first, last = map(_those if count["measure"] is None else _weighed, count["terms"])
    return f"{', '.join(first)} and {last}"


def _weighed(term: Facts) -> str:
    """What a figure by some measure is of: ``in favour among “owners”``."""
    match term["kind"]:
        case "people":
            return f"{noun(term).measured}{among(term)}{level(term)}"
        case "blocs":
            return f"in {_groups(term)}"
        case _:
            return quoted(term["name"])


def _counted_term(count: Facts, term: Facts) -> str:
    value = figure(count["value"])
    if count["measure"] is None:
        return f"{value} {_things(term, many=value != '1')}"
    if term["kind"] == "blocs":
        return f"{value}{_by(count)} {_weighed(term)}"
    return f"{value} {noun(term).measured}{_by(count)}{among(term)}{level(term)}"


def base(count: Facts) -> str:
    """A base, with its figure where there is one: ``the 8 members``."""
    term, value = single(count), figure(count.get("value", ""))
    if term is None or term["kind"] not in _PEOPLE:
        return _combined(count, value)
    if count["measure"] is None or not value:
        return " ".join(filter(None, (article(term), value, _things(term, many=value != "1"))))
    if term["kind"] == "blocs" and not term["where"]:
        return f"the {value} in all {_groups(term)}"
    if term.get("word") in OWN and not term["among"]:
        return f"{article(term)} {noun(term).many}\u2019 {value}{level(term)}"
    return f"the {value} {_weighed(term)}"


def _combined(count: Facts, value: str) -> str:
    if not value:
        return phrase(count)
    return f"the {value} {_added(count)}" if _adds_up(count) else f"the {value} ({worked(count)})"


# --- conditions without figures -------------------------------------------------------------------


def condition(facts: Facts, *, must: bool = False) -> str:
    """What a condition asks of each group: ``votes in favour exceed votes against``."""
    match facts["code"]:
        case "comparison":
            return _compared(facts["facts"], must=must)
        case "given":
            return f"{quoted(facts['facts']['name'])} {'must be' if must else 'is'} given"
        case "not":
            return f"it {'must not be' if must else 'is not so'} that {condition(facts['parts'][0])}"
        case "each":
            return _in_each(facts, must=must)
        case code:
            return f" {code} ".join(_part(part, must=must) for part in facts["parts"])


def _part(facts: Facts, *, must: bool) -> str:
    """A part of ``and`` or ``or``, in brackets where it has parts of its own."""
    said = condition(facts, must=must)
    return f"({said})" if "parts" in facts else said


def _in_each(facts: Facts, *, must: bool) -> str:
    names = ", ".join(map(quoted, facts["facts"].get("names", [])))
    among_these = f" ({names})" if names else ""
    body = body_of(facts)
    asked = "the rule holds" if body is None else condition(body, must=must)
    return f"in each group of {facts['facts']['trait']}{among_these} {asked}"


def _compared(facts: Facts, *, must: bool) -> str:
    left, right, relation = facts["left"], facts["right"], facts["relation"]
    term = single(left)
    if term is not None and term["kind"] in _PEOPLE and not right["terms"] and not left["measure"]:
        return _so_many(term, relation, right["constant"], must=must)
    many, one, needed = _VERBS[relation]
    verb = needed if must else (one if term is not None and term["kind"] == "fact" else many)
    said = f"({phrase(left)})" if term is not None and term.get("where") else phrase(left)
    return f"{said}{_by(left)} {verb} {_measure_of(right)}"


def _measure_of(right: Facts) -> str:
    """What is compared with, without figures."""
    found, term = share_of(right), single(right)
    if found is not None:
        share_term, rounded = found
        asked = portion(share_term, base(share_term["base"]))
        return asked if rounded is None else f"{asked} {rounding(rounded)}"
    return base(right) if term is not None and term.get("word") in OWN else phrase(right)


def _so_many(term: Facts, relation: str, number: str, *, must: bool) -> str:
    """How many of some people or groups there are, or have to be."""
    ceiling = relation in ("<=", "<")
    many = number != "1"
    said = f"{RELATIONS[relation]} {figure(number)} {_things(term, many=many)}"
    if number == "0" and relation in ("<=", "="):
        said, ceiling, many = f"no {_things(term)}", True, True
    if must:
        return f"{said} {'are' if many else 'is'} {'allowed' if ceiling else 'needed'}"
    return f"there {'are' if many else 'is'} {said}"
