"""Methods of voting, and what a rule may not read under each.

A method settles what can be known of a vote: a secret ballot hides who voted how, a voice vote tells which
side is louder, papers sent round know no room. A rule that reads more cannot be decided by that method.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import product
from typing import TYPE_CHECKING, Final, cast, final

import attrs

from consultgov.counting.algebra import Condition
from consultgov.counting.names import name_of
from consultgov.counting.stances import BASES, CODES, mask_of
from consultgov.counting.tallies import Tally
from consultgov.counting.vocabulary import Vocabulary, heads_read
from consultgov.decisions.outcomes import Outcome
from consultgov.errors import Fault, Faults, RuleError, shown
from consultgov.verdicts import Verdict

if TYPE_CHECKING:
    from consultgov.decisions.rules import DecisionRule

__all__ = ["Method", "contradictions", "permits", "read_boxes", "read_methods", "reads_roll_only"]


@final
class Method(StrEnum):
    """How votes are given."""

    SECRET_BALLOT = "secret_ballot"  # noqa: S105 - a way of voting
    """On papers without names; who voted how is not known (无记名投票)."""
    SHOW_OF_HANDS = "show_of_hands"
    """Hands are raised and counted (举手表决)."""
    ROLL_CALL = "roll_call"
    """Each member is called and answers; who voted how is on record (记名投票)."""
    VOICE_VOTE = "voice_vote"
    """Both sides call out, and the chair hears which is louder (口头表决)."""
    WRITTEN_CIRCULATION = "written_circulation"
    """Papers are sent round and returned; nobody meets (书面征求意见)."""
    CONSENSUS = "consensus"
    """The chair asks whether anybody objects (协商一致)."""


_THERE: Final = BASES["participating"]
_NO: Final = mask_of("no")
_ROOM: Final = ("present", "participating", "silent")
_SIDES: Final = ("yes", "no", "decisive")
_MOST_FACTS: Final = 4
_HUGE: Final = 10**210
"""More than any number that a rule may hold, so that its constants do not matter beside it."""


# --- what a constructor reads ---------------------------------------------------------------------


def read_methods(given: object, faults: Faults) -> tuple[Method, ...]:
    """The methods named, in the order of ``Method``, each once."""
    names = _listed(given, "methods", faults)
    for name in names:
        if not (isinstance(name, str) and name in list(Method)):
            known = ", ".join(Method)
            faults.add(Fault("bad-method", "methods", f"must be some of {known}", shown(name)))
    return tuple(method for method in Method if method in names)


def read_boxes(given: object, faults: Faults) -> tuple[str, ...]:
    """The traits, flags and measures by which there are separate boxes, sorted, each once."""
    names = [faults.attempt(name_of, name, "boxes") for name in _listed(given, "boxes", faults)]
    return tuple(sorted({name for name in names if name is not None}))


def _listed(given: object, what: str, faults: Faults) -> list[object]:
    if isinstance(given, str):
        return [given]
    if not isinstance(given, Iterable) or isinstance(given, Mapping):
        found = shown(given)  # pyright: ignore[reportUnknownArgumentType]
        faults.add(Fault("not-a-list", what, "must be a list of names", found))
        return []
    return list(cast("Iterable[object]", given))


# --- asking ---------------------------------------------------------------------------------------


def permits(rule: DecisionRule, method: object) -> Verdict:
    """``DecisionRule.permits``."""
    faults = Faults()
    found = read_methods((method,), faults)
    faults.close(RuleError)
    asked = found[0]
    facts: dict[str, object] = {"method": asked.value, "methods": [each.value for each in rule.methods]}
    if rule.methods and asked not in rule.methods:
        return Verdict(holds=False, code="method-not-permitted", rule="", facts=facts, clause=rule.clause)
    parts = tuple(
        Verdict(holds=False, code=fault.code, rule="", facts={"part": fault.subject, "read": fault.given})
        for fault in contradictions(rule, asked)
    )
    if parts:
        return Verdict(
            holds=False, code="method-contradicts", rule="", facts=facts, parts=parts, clause=rule.clause
        )
    return Verdict(holds=True, code="method-permitted", rule="", facts=facts, clause=rule.clause)


def contradictions(rule: DecisionRule, method: Method, boxes: Iterable[str] | None = None) -> list[Fault]:
    """What a rule reads that a method of voting cannot tell; none where the two go together.

    Args:
        rule: the rule.
        method: how votes are given.
        boxes: the traits, flags and measures that have boxes of their own; by default those of the rule.

    >>> from consultgov import DecisionRule
    >>> veto = DecisionRule("yes >= 9", vetoed="no among permanent >= 1")
    >>> [fault.code for fault in contradictions(veto, Method.SECRET_BALLOT)]
    ['secret-group']
    """
    apart = frozenset(rule.boxes if boxes is None else boxes)
    match method:
        case Method.SECRET_BALLOT:
            return list(_secret(rule, apart))
        case Method.SHOW_OF_HANDS:
            return list(_hands(rule, apart))
        case Method.VOICE_VOTE:
            return list(_voice(rule))
        case Method.WRITTEN_CIRCULATION:
            return list(_circulated(rule))
        case Method.CONSENSUS:
            return list(_consensus(rule))
        case _:
            return []


def _boxless(names: Iterable[str], boxes: frozenset[str]) -> str:
    """Of some names, those without a box of their own, as text."""
    return ", ".join(name for name in dict.fromkeys(names) if name not in boxes)


def _words(condition: Condition, words: Iterable[str]) -> str:
    """Of some words, those that a condition reads, as text."""
    read = {heads.word for heads in heads_read([condition])}
    return ", ".join(word for word in words if word in read)


# --- secret ballot, show of hands -----------------------------------------------------------------


def _secret(rule: DecisionRule, boxes: frozenset[str]) -> Iterator[Fault]:
    """Papers without names come to totals, and to totals by group where each group has a box of its own."""
    fix = "name the boxes with boxes=(…), or vote by roll call"
    for part, condition in rule.parts:
        read = condition.vocabulary
        if groups := _boxless((*read.groups, *read.marks), boxes):
            yield Fault("secret-group", part, "must not tell voters apart in a secret ballot", groups, fix)
        if measures := _boxless(read.measures, boxes):
            yield Fault("secret-weight", part, "must not weigh votes in a secret ballot", measures, fix)


def _hands(rule: DecisionRule, boxes: frozenset[str]) -> Iterator[Fault]:
    """Hands are counted, not weighed, and none of them is void."""
    for part, condition in rule.parts:
        if measures := _boxless(condition.vocabulary.measures, boxes):
            fix = "name what is counted apart with boxes=(…), or vote by roll call"
            yield Fault("hands-weight", part, "must not weigh votes in a show of hands", measures, fix)
        if invalid := _words(condition, ("invalid",)):
            fix = "leave it out: a raised hand cannot be spoilt"
            yield Fault("hands-invalid", part, "must not read it in a show of hands", invalid, fix)


# --- written circulation --------------------------------------------------------------------------


def _circulated(rule: DecisionRule) -> Iterator[Fault]:
    """Nobody is in a room: whoever has not returned a paper is absent."""
    for part, condition in rule.parts:
        if room := _words(condition, _ROOM):
            fix = "count ballots; whoever returns none is absent"
            yield Fault("circulation-room", part, "must not read it where papers are sent round", room, fix)


# --- voice vote -----------------------------------------------------------------------------------


def reads_roll_only(condition: Condition) -> bool:
    """Whether a condition is settled by the roll: no count in it changes with how those there vote."""
    return all(heads.mask & _THERE in (0, _THERE) for heads in heads_read([condition]))


def _voice(rule: DecisionRule) -> Iterator[Fault]:
    """A voice vote tells which side is louder: a roll may be read beside it, and nothing else."""
    loose = False
    for part, condition in rule.parts:
        if part in ("adopts", "vetoed", "tied", "rejects"):
            if read := _beyond_sides(condition):
                loose = True
                fix = "compare yes with no, or count the votes"
                yield Fault(
                    "voice-reads", part, "must read no more than yes and no in a voice vote", read, fix
                )
        elif not reads_roll_only(condition):
            fix = "read the roll: present, members"
            yield Fault(
                "voice-roll", part, "must read nothing but the roll in a voice vote", str(condition), fix
            )
    if not loose and not _louder_decides(rule):
        fix = "adopt by yes > no, or count the votes"
        rule_text = "must depend only on which side is louder in a voice vote"
        yield Fault("voice-figures", "adopts", rule_text, str(rule.adopts), fix)


def _beyond_sides(condition: Condition) -> str:
    """What a condition reads beside yes and no of the whole body, as text."""
    read = condition.vocabulary
    names = [*read.groups, *read.marks, *read.measures, *read.numbers]
    words = [heads.word for heads in heads_read([condition]) if heads.word not in _SIDES]
    too_many = read.truths if len(read.truths) > _MOST_FACTS else ()
    return ", ".join(dict.fromkeys([*names, *words, *too_many]))


def _louder_decides(rule: DecisionRule) -> bool:
    """Whether the outcome is the same wherever the same side is ahead, once anybody has spoken."""
    numbers = (*range(9), _HUGE, _HUGE + 1, 2 * _HUGE)
    told = _votes_alone(rule)
    for given in _facts(told.compiled.vocabulary):
        outcomes: dict[int, set[Outcome]] = {}
        for yes, no in product(numbers, repeat=2):
            ahead = (yes > no) - (yes < no)
            if yes or no:
                tally = Tally.totals(yes=yes, no=no, given=given)
                outcomes.setdefault(ahead, set()).add(told.outcome(tally))
        if any(len(each) > 1 for each in outcomes.values()):
            return False
    return True


def _facts(read: Vocabulary) -> Iterator[dict[str, bool | int]]:
    """Every way in which the truths of a matter may lie, its numbers at none, one and very many."""
    choices: list[list[bool | int]] = [[False, True]] * len(read.truths)
    choices += [[0, 1, _HUGE]] * len(read.numbers)
    for values in product(*choices):
        yield dict(zip((*read.truths, *read.numbers), values, strict=True))


# --- consensus ------------------------------------------------------------------------------------


def _consensus(rule: DecisionRule) -> Iterator[Fault]:
    """An objection must count: where everybody objects, nothing may be adopted."""
    if not _objections_stop(rule):
        fix = 'count them: adopts="no = 0"'
        text = "must not adopt by consensus what everybody objects to"
        yield Fault("consensus-objection", "adopts", text, str(rule.adopts), fix)


def _objections_stop(rule: DecisionRule) -> bool:
    """Whether there is a body, small or very large, in which everybody's objection stops the motion."""
    told = _votes_alone(rule)
    read = told.compiled.vocabulary
    if read.groups or read.marks or len(read.truths) + len(read.numbers) > _MOST_FACTS:
        return any(heads.mask & _NO for heads in told.compiled.heads)
    return any(
        told.outcome(_all_against(number, read, given)) is not Outcome.ADOPTED
        for given in _facts(read)
        for number in (*range(1, 8), _HUGE)
    )


def _all_against(number: int, read: Vocabulary, given: dict[str, bool | int]) -> Tally:
    """A body of so many, all of whom object; each of them weighs one."""
    plain: dict[str, object] = {**dict.fromkeys(CODES, 0), "no": number}
    plain["labels"] = dict.fromkeys(read.labels, 0)
    by = dict.fromkeys(read.measures, plain)
    return Tally.totals(**plain, by=by, given=given)  # type: ignore[arg-type]


def _votes_alone(rule: DecisionRule) -> DecisionRule:
    """The rule without what is asked before the votes are looked at."""
    return attrs.evolve(rule, quorum=None, guards=(), follows={}, methods=())
