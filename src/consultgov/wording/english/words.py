"""English words: stances and bases, shares, numbers, names, and who is meant."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, NamedTuple

from consultgov.wording.facts import Facts, mixed, percentage

__all__ = [
    "OWN",
    "Noun",
    "among",
    "article",
    "figure",
    "level",
    "listed",
    "lowered",
    "noun",
    "one",
    "quoted",
    "raised",
    "share",
]


class Noun(NamedTuple):
    """What is counted: one of it, several of it, and after a figure by some measure."""

    one: str
    many: str
    measured: str


_NOUNS: Final = MappingProxyType(
    {
        "yes": Noun("vote in favour", "votes in favour", "in favour"),
        "no": Noun("vote against", "votes against", "against"),
        "abstain": Noun("abstention", "abstentions", "abstaining"),
        "invalid": Noun("invalid ballot", "invalid ballots", "in invalid ballots"),
        "silent": Noun("present without voting", "present without voting", "present without voting"),
        "absent": Noun("absent", "absent", "absent"),
        "recused": Noun("recused and present", "recused and present", "recused and present"),
        "recused_absent": Noun("recused and away", "recused and away", "recused and away"),
        "vacant": Noun("vacant seat", "vacant seats", "in vacant seats"),
        "decisive": Noun("vote for or against", "votes for or against", "for or against"),
        "valid": Noun("valid ballot", "valid ballots", "in valid ballots"),
        "ballots": Noun("ballot returned", "ballots returned", "returned"),
        "participating": Noun("entitled member present", "entitled members present", "entitled and present"),
        "entitled": Noun("member entitled to vote", "members entitled to vote", "entitled to vote"),
        "members": Noun("member", "members", "of the members"),
        "seats": Noun("seat", "seats", "of the seats"),
        "present": Noun("present", "present", "present"),
    }
)
OWN: Final = frozenset({"members", "seats"})
"""What a body or a group has of its own."""
_INNER_QUOTES: Final = str.maketrans("“”\u2018\u2019", "\u2018\u2019“”")


# --- names and numbers ----------------------------------------------------------------------------


def quoted(text: str) -> str:
    """A name or a phrase in quotes; where there are some inside it, double and single ones change places."""
    return f"“{text.translate(_INNER_QUOTES) if '“' in text else text}”"


def listed(names: list[str], word: str = "or") -> str:
    """Some names: ``“a”, “b” or “c”``."""
    *first, last = map(quoted, names)
    return f"{', '.join(first)} {word} {last}" if first else last


def raised(sentence: str) -> str:
    """A sentence with a capital letter at its beginning."""
    return f"{sentence[:1].upper()}{sentence[1:]}"


def lowered(sentence: str) -> str:
    """A sentence as it goes on after a colon."""
    return f"{sentence[:1].lower()}{sentence[1:]}"


def figure(text: str) -> str:
    """A figure; what has no end as a decimal is a whole number and a fraction: ``8 1/3``."""
    return " ".join(filter(None, mixed(text)))


def one(text: str) -> str:
    """A figure that is spelled out where it is one."""
    return "one" if text == "1" else figure(text)


def share(top: int, bottom: int) -> str:
    """A share: ``2/3``, ``80%``."""
    percent = None if bottom in (2, 3, 4) else percentage(top, bottom)
    return percent or f"{top}/{bottom}"


# --- who is meant ---------------------------------------------------------------------------------


def noun(term: Facts) -> Noun:
    """What a term about people counts."""
    if "label" in term:
        name = quoted(term["label"])
        return Noun(f"ballot for {name}", f"ballots for {name}", f"for {name}")
    return _NOUNS[term["word"]]


def among(term: Facts) -> str:
    """The people that are singled out: `` among “permanent”``, `` whose sector is “women”``."""
    tests: list[Facts] = term["among"]
    if not tests:
        return ""
    if len(tests) == 1 and not tests[0]["values"]:
        return f" among {'those not ' if tests[0]['negated'] else ''}{quoted(tests[0]['name'])}"
    those = "" if term.get("word") in OWN else " among those"
    return f"{those} {' and '.join(map(_test, tests))}"


def _test(test: Facts) -> str:
    negation = "not " if test["negated"] else ""
    if not test["values"]:
        return f"who are {negation}{quoted(test['name'])}"
    return f"whose {test['name']} is {negation}{listed(test['values'])}"


def article(term: Facts) -> str:
    """The word before a base: a group has members and seats of its own."""
    return "its" if term.get("level") == "group" and term.get("word") in OWN else "the"


def level(term: Facts) -> str:
    """Where a term counts them, unless that is plain."""
    match term.get("level"):
        case "all":
            return " in the whole body"
        case "within":
            return f" in the same {term['within']}"
        case _:
            return ""
