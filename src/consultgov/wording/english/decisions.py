"""English sentences about decisions: the outcome, the parts of a rule, what was missing, the clause."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from consultgov.wording.english.grounds import GROUNDS
from consultgov.wording.english.words import lowered, one, quoted, raised
from consultgov.wording.facts import Facts, failed_guards

__all__ = [
    "absentees",
    "broken",
    "clause",
    "follow",
    "hopeless",
    "if_all",
    "missing",
    "outcome",
    "part",
    "severity",
    "state",
    "stuck",
    "unsupported",
]

_OUTCOMES: Final = MappingProxyType(
    {
        "adopted": "Adopted.",
        "rejected": "Rejected.",
        "vetoed": "Not adopted: it had the votes, and was vetoed.",
        "inquorate": "No quorum: nothing was decided.",
        "tied": "Tied: the tie has not been broken.",
        "undecided": "Undecided: neither adopted nor rejected.",
    }
)
_PARTS: Final = MappingProxyType(
    {
        "guard": "Before the vote",
        "quorum": "Quorum",
        "adoption": "Adoption",
        "veto": "Veto",
        "tie": "Tie",
        "rejection": "Rejection",
    }
)
_SEVERITIES: Final = MappingProxyType(
    {"breach": "Not met", "deviation": "Departs from the default", "note": "Note"}
)
_BREAKS: Final = MappingProxyType(
    {
        "casting_vote": "The casting vote",
        "seniority": "Seniority",
        "lot": "The lot",
        "prime_member": "The vote of the prime member",
    }
)
_FOLLOWING: Final = MappingProxyType(
    {
        "refer_up": "the matter is referred to {to}",
        "second_call": "the meeting is called a second time",
        "second_ballot": "a second ballot is held",
        "consult_again": "those concerned are consulted again",
        "consult_again_to": "the matter goes back to {to} for consultation",
        "nothing": "nothing; the matter is closed",
    }
)
_STRENGTHS: Final = MappingProxyType({"default": " (a default)", "permission": " (a permission)"})


def outcome(decision: Facts) -> str:
    """What was decided."""
    if failed_guards(decision):
        return "Nothing was decided: what has to be so before the vote was not."
    return _OUTCOMES[decision["outcome"]]


def part(name: str, sentence: str) -> str:
    """A sentence about a part of the rule."""
    return f"{_PARTS[name]}: {lowered(sentence)}"


def state(*, holds: bool) -> str:
    """Whether several conditions are met together."""
    return "reached." if holds else "not reached."


def clause(clause: Facts) -> str:
    """Where the rule stands."""
    phrase = f", {quoted(clause['phrase'])}" if "phrase" in clause else ""
    strength = _STRENGTHS.get(clause.get("strength", ""), "")
    reason = f" Reason for departing from it: {clause['reason']}." if "reason" in clause else ""
    return f"Source: {clause['source']}{phrase}{strength}.{reason}"


def follow(follows: Facts) -> str:
    """What happens next."""
    kind = follows["kind"]
    known = f"{kind}_to" if kind == "consult_again" and "to" in follows else kind
    what = _FOLLOWING[known].format(to=follows.get("to", ""))
    after = f", at least {_days(follows['after'])} later" if "after" in follows else ""
    within = f", within {_days(follows['within'])}" if "within" in follows else ""
    own = ", under a rule of its own" if "rule" in follows else ""
    return f"What follows: {what}{after}{within}{own}."


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"


def if_all() -> str:
    """What it would come to at best."""
    return "If all of them voted in favour:"


def severity(severity: str, sentence: str, code: str) -> str:
    """A finding with how much it matters; a sentence that begins with a name keeps its capital."""
    begins_with_fact = GROUNDS.get(code, "").startswith("{")
    return f"{_SEVERITIES[severity]}: {sentence if begins_with_fact else lowered(sentence)}"


# --- what was missing -----------------------------------------------------------------------------


def unsupported(*, in_favour: bool) -> str:
    """Nobody was in favour."""
    nobody = "No vote that counts was in favour" if in_favour else "Nobody chose it"
    return f"{nobody}, and silence adopts nothing."


def broken(tie_break: str, *, adopted: bool) -> str:
    """What broke the tie."""
    if tie_break == "status_quo":
        return "The status quo prevails in a tie."
    return f"{_BREAKS[tie_break]} went {'for' if adopted else 'against'} it."


def _more(shortfall: int) -> str:
    return f"{one(str(shortfall))} more vote{'s' if shortfall > 1 else ''} in favour"


def missing(shortfall: int, *, anybody: bool, quorum: bool) -> str:
    """How many more votes it would have taken."""
    right = ("the right person", "the right people")[shortfall > 1]
    who = ("somebody entitled", "people entitled")[shortfall > 1] if anybody else right
    enough = "made a quorum and carried it" if quorum else "been enough"
    return raised(f"{_more(shortfall)}, from {who}, would have {enough}.")


def absentees(shortfall: int) -> str:
    """The same, where those present were too few."""
    more = _more(shortfall)
    return f"Not even everybody present was enough: it would have taken somebody absent, and {more}."


def stuck() -> str:
    """Those present could not have adopted it."""
    return "However those present had voted, it could not have been adopted."


def hopeless() -> str:
    """Not even everybody could have."""
    return "Even if everybody entitled had voted in favour, it would not have been enough."
