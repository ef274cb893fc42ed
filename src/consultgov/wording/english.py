"""English sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeAlias

__all__ = [
    "clause",
    "comparison",
    "given",
    "group",
    "heading",
    "outcome",
    "part",
    "prospects",
    "severity",
]

_Facts: TypeAlias = Mapping[str, Any]

_NOUNS: Final = MappingProxyType(
    {
        "yes": ("vote in favour", "votes in favour"),
        "no": ("vote against", "votes against"),
        "abstain": ("abstention", "abstentions"),
        "invalid": ("invalid ballot", "invalid ballots"),
        "silent": ("present without voting", "present without voting"),
        "absent": ("absent", "absent"),
        "recused": ("recused and present", "recused and present"),
        "recused_absent": ("recused and away", "recused and away"),
        "vacant": ("vacant seat", "vacant seats"),
        "decisive": ("vote for or against", "votes for or against"),
        "valid": ("valid ballot", "valid ballots"),
        "ballots": ("ballot returned", "ballots returned"),
        "participating": ("entitled member present", "entitled members present"),
        "entitled": ("entitled to vote", "entitled to vote"),
        "members": ("member", "members"),
        "seats": ("seat", "seats"),
        "present": ("present", "present"),
    }
)
_RELATIONS: Final = MappingProxyType(
    {">=": "at least", ">": "more than", "<=": "at most", "<": "less than", "=": "exactly"}
)
_OUTCOMES: Final = MappingProxyType(
    {
        "adopted": "Adopted.",
        "rejected": "Rejected.",
        "vetoed": "Vetoed: the motion had the votes and was blocked.",
        "inquorate": "No quorum: nothing was decided.",
        "tied": "Tied: the tie has not been broken.",
        "undecided": "Undecided: neither adopted nor rejected.",
    }
)
_PARTS: Final = MappingProxyType(
    {
        "quorum": "Quorum",
        "adoption": "Adoption",
        "veto": "Veto",
        "tie": "Tie",
        "rejection": "Rejection",
    }
)
_SEVERITIES: Final = MappingProxyType(
    {"breach": "Breach", "deviation": "Departure from the default", "note": "Note"}
)
_BREAKS: Final = MappingProxyType(
    {
        "casting_vote": "The casting vote",
        "seniority": "Seniority",
        "lot": "The lot",
        "status_quo": "The status quo",
    }
)
_ROUNDED: Final = MappingProxyType(
    {"down": "rounded down", "up": "rounded up", "nearest": "rounded to the nearest"}
)


# --- counts ---------------------------------------------------------------------------------------


def _number(text: str) -> str:
    return {"1": "one"}.get(text, text)


def _tests(tests: list[_Facts]) -> str:
    said = []
    for test in tests:
        values = " or ".join(f"“{value}”" for value in test["values"])
        if not values:
            said.append(f"not “{test['name']}”" if test["negated"] else f"“{test['name']}”")
        else:
            said.append(f"{test['name']} {'other than ' if test['negated'] else ''}{values}")
    return " and ".join(said)


def _level(term: _Facts) -> str:
    if term.get("level") == "all":
        return " in the whole body"
    return f" in the same {term['within']}" if "within" in term else ""


def _noun(term: _Facts, *, one: bool = False) -> str:
    """What a term counts, without its figure."""
    match term["kind"]:
        case "people":
            singular, plural = _people(term)
            tests = f" among {_tests(term['among'])}" if term["among"] else ""
            measure = f" by {term['measure']}" if term["measure"] else ""
            return f"{singular if one else plural}{tests}{measure}{_level(term)}"
        case "fact":
            return f"“{term['name']}”"
        case "blocs":
            where = f" where {term['where']}" if term["where"] else ""
            measure = f" by {term['measure']}" if term["measure"] else ""
            return f"groups of {term['trait']}{measure}{where}{_level(term)}"
        case "share":
            return f"{_share(term['share'])} of {_phrase(term['base'])}"
        case _:
            return f"{_phrase(term['of'])}, {_ROUNDED[term['mode']]}"


def _people(term: _Facts) -> tuple[str, str]:
    if "label" in term:
        return f"ballot for “{term['label']}”", f"ballots for “{term['label']}”"
    return _NOUNS[term["word"]]


def _share(share: list[int]) -> str:
    top, bottom = share
    if bottom in (2, 3, 4) or 100 % bottom:
        return f"{top}/{bottom}"
    return f"{100 * top // bottom}%"


def _phrase(count: _Facts) -> str:
    """A count in words, without its figure."""
    said = ""
    for term in count["terms"]:
        factor = term["factor"]
        noun = _noun(term) if factor.lstrip("-") == "1" else f"{factor.lstrip('-')} times {_noun(term)}"
        sign = " less " if factor.startswith("-") else " plus "
        said = f"{said}{sign}{noun}" if said else f"{'less ' if factor.startswith('-') else ''}{noun}"
    if count["constant"] != "0" or not said:
        constant = count["constant"]
        sign = " less " if constant.startswith("-") else " plus "
        said = f"{said}{sign}{constant.lstrip('-')}" if said else constant
    return said


def _is_plain(count: _Facts) -> bool:
    """Whether the count is of people, as they are."""
    terms = count["terms"]
    plain = len(terms) == 1 and count["constant"] == "0"
    return plain and terms[0]["kind"] == "people" and terms[0]["factor"] == "1"


def _counted(count: _Facts) -> str:
    """A count with its figure: ``6 votes in favour``."""
    value = count["value"]
    if _is_plain(count) and count["measure"] is None:
        return f"{value} {_noun(count['terms'][0], one=value == '1')}"
    return f"{_phrase(count)}: {value}"


# --- comparisons ----------------------------------------------------------------------------------


def _base(base: _Facts) -> str:
    """A base with its figure: ``the 8 members``."""
    if _is_plain(base) and base["measure"] is None:
        return f"the {base['value']} {_noun(base['terms'][0], one=base['value'] == '1')}"
    return f"{_phrase(base)} ({base['value']})"


def _required(right: _Facts) -> str:
    """The right side of a comparison, with the figures it was worked out from."""
    terms = right["terms"]
    if not terms:
        return str(right["value"])
    if len(terms) == 1 and right["constant"] == "0" and terms[0]["factor"] == "1":
        term = terms[0]
        if term["kind"] == "share":
            return f"{_share(term['share'])} of {_base(term['base'])}"
        if term["kind"] == "rounded" and [inner["kind"] for inner in term["of"]["terms"]] == ["share"]:
            return f"{_required(term['of'])} ({_ROUNDED[term['mode']]})"
    return f"{_phrase(right)} ({right['value']})"


def _so(verdict: _Facts) -> str:
    """The figure that follows from the requirement, where it is not said already."""
    relation, needed = verdict["facts"]["relation"], verdict["needed"]
    if needed is None or (needed == verdict["right"] and not _shared(verdict["facts"]["right"])):
        return ""
    return {">=": f", which is {needed}", ">": f", so {needed}"}.get(relation, f", so {needed}")


def _shared(right: _Facts) -> bool:
    return any(term["kind"] in ("share", "rounded") for term in right["terms"])


def _result(verdict: _Facts) -> str:
    relation, short = verdict["facts"]["relation"], verdict["short_by"]
    if verdict["facts"].get("empty_base"):
        return "nobody is in that base, so it is not reached"
    if verdict["holds"]:
        return "kept" if relation in ("<=", "<") else "reached"
    if short is None or relation == "=":
        return "not so"
    return f"{_number(short)} {'too many' if relation in ('<=', '<') else 'short'}"


def comparison(verdict: _Facts) -> str:
    """Such as: 6 votes in favour; at least 80% of the 8 members is needed, which is 7: one short."""
    facts = verdict["facts"]
    need = "allowed" if facts["relation"] in ("<=", "<") else "needed"
    required = f"{_RELATIONS[facts['relation']]} {_required(facts['right'])} is {need}{_so(verdict)}"
    return f"{_counted(facts['left'])}; {required}: {_result(verdict)}."


def given(name: str, *, holds: bool) -> str:
    """A fact of the matter."""
    return f"“{name}” is given." if holds else f"“{name}” is not given."


def heading(verdict: _Facts) -> str:
    """What introduces the parts of ``or``, ``not`` and ``each``."""
    holds = verdict["holds"]
    if verdict["code"] == "or":
        return f"One of these is needed: {'reached' if holds else 'none is reached'}."
    if verdict["code"] == "not":
        return f"The following must not be so: {'it is not' if holds else 'it is'}."
    trait, number = verdict["facts"]["trait"], verdict["facts"]["groups"]
    if not number:
        return f"There is no group of {trait}, so nothing holds in each."
    return f"In each of the {number} groups of {trait}: {'kept' if holds else 'not kept'}."


def group(trait: str, name: str, sentence: str) -> str:
    """A sentence about one group."""
    return f"{trait} “{name}”: {sentence}"


# --- decisions ------------------------------------------------------------------------------------


def outcome(decision: _Facts) -> str:
    """What was decided."""
    return _OUTCOMES[decision["outcome"]]


def part(name: str, sentence: str) -> str:
    """A sentence about a part of the rule."""
    return f"{_PARTS[name]}: {sentence}"


def prospects(decision: _Facts) -> Iterator[str]:
    """What was missing, and whether it could have been had."""
    adoption = decision.get("adoption", {})
    if adoption.get("holds") and not decision.get("supported", True):
        yield "Nobody voted in favour, and silence adopts nothing."
    if decision.get("tie", {}).get("holds") and decision["outcome"] not in ("tied", "inquorate"):
        yield _broken(decision)
    if decision["outcome"] in ("adopted", "vetoed"):
        return
    if decision.get("reachable") is False and decision["outcome"] != "inquorate":
        yield "With those present nothing could have been adopted."
    if "shortfall" in decision:
        yield _missing(decision["shortfall"])


def _broken(decision: _Facts) -> str:
    who = _BREAKS[decision["rule"]["tie_break"]]
    if decision["rule"]["tie_break"] == "status_quo":
        return f"{who} prevails in a tie."
    return f"{who} went {'for' if decision['outcome'] in ('adopted', 'vetoed') else 'against'} it."


def _missing(shortfall: int | None) -> str:
    if shortfall is None:
        return "No number of further votes in favour would have been enough."
    if shortfall == 1:
        return "One more vote in favour, from somebody entitled, would have been enough."
    return f"{shortfall} more votes in favour, from people entitled, would have been enough."


def clause(clause: _Facts) -> str:
    """Where the rule stands."""
    phrase = f", “{clause['phrase']}”" if "phrase" in clause else ""
    strength = {"default": " (a default)", "permission": " (a permission)"}.get(
        clause.get("strength", ""), ""
    )
    reason = f" Reason for departing from it: {clause['reason']}." if "reason" in clause else ""
    return f"Source: {clause['source']}{phrase}{strength}.{reason}"


def severity(severity: str, sentence: str) -> str:
    """A finding with how much it matters."""
    return f"{_SEVERITIES[severity]}: {sentence}"
