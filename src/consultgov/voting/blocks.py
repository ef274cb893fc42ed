"""Votes in blocks: a delegation that votes as one, and one holder's block of votes divided.

Whether members of a group may vote differently is a rule of the body, and so is what happens if they do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final, TypeAlias, cast, final

from consultgov.counting.codes import stance_name
from consultgov.counting.stances import Stance
from consultgov.errors import Fault, Faults, MissingData, RuleError, TallyError, shown
from consultgov.shares import Exact, Number, Share, number, number_text
from consultgov.verdicts import Verdict
from consultgov.voting.answers import check_scale

__all__ = ["BlocPolicy", "BlocTie", "divided", "en_bloc", "split"]

_Shares: TypeAlias = Mapping[str, Fraction]
"""An answer as parts that sum to one: of a vote that is not split, one part."""

_NO_BALLOT: Final = frozenset({Stance.SILENT, Stance.ABSENT})
_NEVER: Final = frozenset({Stance.RECUSED, Stance.RECUSED_ABSENT, Stance.VACANT})


def __dir__() -> list[str]:
    return __all__


@final
class BlocPolicy(StrEnum):
    """What becomes of the votes of a group whose members do not answer alike."""

    VOID = "void"
    """They are invalid, as those of a Land in the Bundesrat (Basic Law, art. 51(3); BVerfGE 106, 310)."""
    DIVIDED = "divided"
    """They count as cast."""
    MAJORITY = "majority"
    """All follow the answer that has the most votes in the group."""


@final
class BlocTie(StrEnum):
    """What a group does whose members leave two answers with equally many votes."""

    VOID = "void"
    ABSTAIN = "abstain"


def en_bloc(
    answers: Mapping[str, object],
    groups: Mapping[str, object],
    policy: BlocPolicy | str,
    *,
    weights: Mapping[str, Exact | str] | None = None,
    tied: BlocTie | str = BlocTie.VOID,
    silent_follow: bool = False,
) -> dict[str, Any]:
    """The answers as they count where the members of a group vote as one.

    Args:
        answers: id to a stance or label, ``True`` or ``False``, or a split: answer to its share. Of whoever
            is ``"silent"``, ``"absent"``, ``None`` or not in it there is no ballot.
        groups: id to her group; ``None``, or nobody's id, is in no group and counts as cast.
        policy: ``"void"``, ``"divided"`` or ``"majority"`` (the most votes in the group among valid ballots;
            a group with void ballots alone stays void).
        weights: for a majority, id to an exact number; without them every member counts 1.
        tied: for a majority, what a group does without one: ``"void"`` or ``"abstain"``.
        silent_follow: members of whom there is no ballot follow their group too, where one of it voted.

    Raises:
        RuleError: a policy that is none, silent members who would follow a group that is divided.
        TallyError: an answer that is none, or a split that does not sum to one; all at once.
        MissingData: a member who voted has no weight.

    >>> votes = {"a1": "yes", "a2": "no", "b1": "yes", "b2": "yes"}
    >>> lands = {"a1": "A", "a2": "A", "b1": "B", "b2": "B"}
    >>> en_bloc(votes, lands, "void")
    {'a1': 'invalid', 'a2': 'invalid', 'b1': 'yes', 'b2': 'yes'}
    """
    how, tie = _policy(policy, tied, silent_follow)
    _mapping(answers, "answers")
    _mapping(groups, "groups")
    if how is BlocPolicy.DIVIDED:
        return dict(answers)
    ballots = _ballots(answers)
    said = {group: _said(members, how, tie, weights) for group, members in _grouped(ballots, groups)}
    found: dict[str, Any] = {}
    for who, answer in answers.items():
        follows = who in ballots or silent_follow
        found[who] = said.get(_group(who, groups), answer) if follows else answer
    if silent_follow:
        rest = {who: _group(who, groups) for who in groups if who not in found}
        found |= {who: said[group] for who, group in rest.items() if group in said}
    return found


def divided(answers: Mapping[str, object], groups: Mapping[str, object]) -> dict[object, Verdict]:
    """The groups whose members did not answer alike, each with the answers they gave.

    Raises:
        TallyError: an answer that is none; all at once.

    >>> why = divided({"a1": "yes", "a2": "no"}, {"a1": "Brandenburg", "a2": "Brandenburg"})
    >>> print(why["Brandenburg"].explain())
    “Brandenburg” did not vote as one: its members answered “no” and “yes”.
    """
    _mapping(answers, "answers")
    _mapping(groups, "groups")
    found: dict[object, Verdict] = {}
    for group, members in _grouped(_ballots(answers), groups):
        given = sorted({name for shares in members.values() for name in shares})
        if len(given) > 1:
            facts = {"group": group, "answers": given}
            rule = "the members of a group answer alike"
            found[group] = Verdict(holds=False, code="bloc-divided", rule=rule, facts=facts)
    return found


# --- one answer for a group -----------------------------------------------------------------------


def _said(
    members: Mapping[str, _Shares],
    policy: BlocPolicy,
    tie: BlocTie,
    weights: Mapping[str, Exact | str] | None,
) -> str:
    """What a group says, given what each member of it said."""
    if policy is BlocPolicy.VOID:
        given = {name for shares in members.values() for name in shares}
        return given.pop() if len(given) == 1 else Stance.INVALID.value
    return _most(members, weights, tie)


def _most(members: Mapping[str, _Shares], weights: Mapping[str, Exact | str] | None, tie: BlocTie) -> str:
    votes: dict[str, Fraction] = {}
    for who, weight in _weights(members, weights).items():
        for name, share in members[who].items():
            if name != Stance.INVALID:
                votes[name] = votes.get(name, Fraction(0)) + share * weight
    top = max(votes.values(), default=Fraction(0))
    first = [name for name, sum_of in votes.items() if sum_of == top]
    if len(first) == 1:
        return first[0]
    return Stance.ABSTAIN.value if first and tie is BlocTie.ABSTAIN else Stance.INVALID.value


def _weights(
    members: Mapping[str, _Shares], weights: Mapping[str, Exact | str] | None
) -> dict[str, Fraction]:
    if weights is None:
        return dict.fromkeys(members, Fraction(1))
    _mapping(weights, "weights")
    missing = tuple(sorted(who for who in members if who not in weights))
    if missing:
        fix = "give one to everyone who voted; 0 for nothing"
        subject = f"weight of {missing[0]!r}"
        raise MissingData(Fault("missing-weight", subject, "must be there", "", fix, missing))
    faults = Faults()
    read = {who: faults.attempt(_weight, weights[who], who) for who in members}
    faults.close(TallyError)
    return {who: weight for who, weight in read.items() if weight is not None}


def _weight(given: object, who: str) -> Fraction:
    weight = Fraction(number(given, f"weight of {who!r}"))
    if weight < 0:
        subject = f"weight of {who!r}"
        raise TallyError(Fault("negative-weight", subject, "must not be below 0", number_text(weight)))
    return weight


def _grouped(
    ballots: Mapping[str, _Shares], groups: Mapping[str, object]
) -> Iterator[tuple[object, Mapping[str, _Shares]]]:
    """Each group with the ballots of its members."""
    found: dict[object, dict[str, _Shares]] = {}
    for who, shares in ballots.items():
        group = _group(who, groups)
        if group is not None:
            found.setdefault(group, {})[who] = shares
    yield from found.items()


def _group(who: str, groups: Mapping[str, object]) -> str | bool | None:
    group = groups.get(who)
    if group is not None and not isinstance(group, str | bool):
        rule = "must be text, True, False or None"
        raise TallyError(Fault("bad-trait", f"group of {who!r}", rule, shown(group)))
    return group


# --- reading answers ------------------------------------------------------------------------------


def _ballots(answers: Mapping[str, object]) -> dict[str, _Shares]:
    """The answers of those who handed in a ballot."""
    faults = Faults()
    read = {who: faults.attempt(_shares, answer, who) for who, answer in answers.items()}
    faults.close(TallyError)
    return {who: shares for who, shares in read.items() if shares}


def _shares(answer: object, who: str) -> _Shares:
    """The parts of a ballot; none where there is no ballot."""
    if answer is None:
        return {}
    if not isinstance(answer, Mapping):
        name = stance_name(answer)
        if name in _NEVER:
            raise TallyError(Fault("not-a-ballot", f"ballot of {who!r}", f"must not be {name}"))
        return {} if name in _NO_BALLOT else {name: Fraction(1)}
    parts = _parts(cast("Mapping[object, object]", answer), f"ballot of {who!r}")
    if sum(parts.values()) != 1:
        given = number_text(sum(parts.values(), Fraction(0)))
        raise TallyError(Fault("bad-split", f"parts of {who!r}", "must sum to one", given))
    return {name: part for name, part in parts.items() if name not in _NO_BALLOT}


def _parts(given: Mapping[object, object], subject: str) -> dict[str, Fraction]:
    """Parts of something, by answer; what is nothing is left out."""
    faults = Faults()
    read = [
        (faults.attempt(stance_name, each), faults.attempt(_part, size, subject))
        for each, size in given.items()
    ]
    faults.close(TallyError)
    parts = [(name, part) for name, part in read if name is not None and part]
    check_scale((part for _, part in parts), f"parts of {subject}")
    found: dict[str, Fraction] = {}
    for name, part in parts:
        found[name] = found.get(name, Fraction(0)) + part
    return found


def _part(given: object, subject: str) -> Fraction:
    percentage = isinstance(given, str) and given.strip().endswith("%")
    part = Share(cast("str", given)).fraction if percentage else Fraction(number(given, f"part of {subject}"))
    if part < 0:
        rule = "must not be below 0"
        raise TallyError(Fault("bad-split", f"part of {subject}", rule, number_text(part)))
    return part


def _mapping(given: object, what: str) -> None:
    if not isinstance(given, Mapping):
        raise TallyError(Fault("not-a-dict", what, "must be a dict", shown(given)))


def _policy(policy: object, tied: object, silent_follow: object) -> tuple[BlocPolicy, BlocTie]:
    faults = Faults()
    if policy not in list(BlocPolicy):
        known = ", ".join(BlocPolicy)
        faults.add(Fault("bad-choice", "policy", f"must be one of {known}", shown(policy)))
    if tied not in list(BlocTie):
        known = ", ".join(BlocTie)
        faults.add(Fault("bad-choice", "tied", f"must be one of {known}", shown(tied)))
    if not isinstance(silent_follow, bool):
        faults.add(Fault("not-a-truth", "silent_follow", "must be true or false", shown(silent_follow)))
    elif silent_follow and policy == BlocPolicy.DIVIDED:
        rule, fix = "must not go with a divided group", "drop it, or say which answer they follow"
        faults.add(Fault("nobody-to-follow", "silent_follow", rule, "", fix))
    faults.close(RuleError)
    return BlocPolicy(cast("str", policy)), BlocTie(cast("str", tied))


# --- one holder's block ---------------------------------------------------------------------------


def split(
    votes: Exact | str, parts: Mapping[Any, Exact | str], *, remainder: str | None = "silent"
) -> dict[str, Fraction]:
    """A block of votes divided among answers, as the shares of it that a tally takes.

    Args:
        votes: how many votes the holder has, above 0, in any unit.
        parts: answer to how many of them; together no more than there are.
        remainder: the answer of what is left: ``"silent"`` (not cast), ``"abstain"``, or any other, such
            as that of a holder's last ballot, which spends the rest; ``None`` where nothing may be left.

    Raises:
        TallyError: a block that is not above 0, more votes than it has, a part below 0, parts whose common
            denominator has more than 400 digits, an answer that is none, a rest where none may be; all at
            once.
        ShareError: a number that is not exact.

    >>> split(5, {"yes": 3, "no": 2})
    {'yes': Fraction(3, 5), 'no': Fraction(2, 5)}
    >>> split(7, {"yes": 2, "abstain": 1})
    {'yes': Fraction(2, 7), 'abstain': Fraction(1, 7), 'silent': Fraction(4, 7)}
    """
    block = number(votes, "block of votes")
    if block <= 0:
        fix = "leave out who has no votes"
        raise TallyError(Fault("no-votes", "block of votes", "must be above 0", number_text(block), fix))
    _mapping(parts, "parts")
    found = _parts(parts, "a block of votes")
    rest = block - sum(found.values())
    if rest < 0:
        raise _too_many(block, block - rest)
    if rest:
        name = _rest(remainder, rest)
        found[name] = found.get(name, Fraction(0)) + rest
    stray = sorted(_NEVER & found.keys())
    if stray:
        raise TallyError(Fault("not-a-ballot", "part of a block of votes", f"must not be {stray[0]}"))
    return {name: part / block for name, part in found.items()}


def _too_many(block: Number, cast_: Number) -> TallyError:
    rule, given = f"must be at most {number_text(block)} votes", f"{number_text(cast_)} votes"
    return TallyError(Fault("too-many-votes", "parts of a block", rule, given, "take some back"))


def _rest(remainder: object, rest: Number) -> str:
    if remainder is None:
        rule, given = "must use up the block", f"{number_text(rest)} left"
        raise TallyError(Fault("votes-left", "parts of a block", rule, given, "say remainder='abstain'"))
    return stance_name(remainder)
