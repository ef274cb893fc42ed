"""How a body votes: the method, which ballots may be cast and changed, and what the votes are made of.

A procedure is data like the rule that decides. The two are checked against each other when a poll is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum
from typing import Final, cast, final
from unicodedata import normalize

import attrs

from consultgov.counting.stances import CODES, Stance
from consultgov.decisions.methods import Method
from consultgov.errors import Fault, Faults, RecordError, RuleError, shown
from consultgov.fields import read_fields, written
from consultgov.verdicts import Clause
from consultgov.voting.answers import answer_of, words_of
from consultgov.voting.blocks import BlocPolicy, BlocTie
from consultgov.voting.deeming import MAJORITY, Deemed, read_deemed
from consultgov.voting.reading import choice, clause_of, items, truth

__all__ = ["CastingVote", "Delegating", "Departures", "Procedure", "Unreasoned"]

_LONGEST: Final = 10**10
"""The longest period in seconds, some three hundred years."""

_PLAIN: Final = ("yes", "no", "abstain", "invalid")

_NEVER_CAST: Final = frozenset(CODES) - {Stance.YES, Stance.NO, Stance.ABSTAIN, Stance.INVALID, Stance.SILENT}


@final
class Departures(StrEnum):
    """What happens to a poll when somebody leaves or enters office while it is open."""

    FROZEN = "frozen"
    """Nothing: the electorate is that of the opening, and a ballot cast stays."""
    LEAVERS_DROP = "leavers_drop"
    """The ballots of those who leave drop out; the bases stay those of the opening."""
    VOID = "void"
    """The poll is void."""
    RESCALED = "rescaled"
    """Those who leave drop out of every base, those who enter may vote and are in every base."""


@final
class CastingVote(StrEnum):
    """How the chair votes, where the chair breaks ties."""

    ADDITIONAL = "additional"
    """An ordinary vote, and one more when there is a tie, free to differ."""
    INSTEAD = "instead"
    """No ordinary vote: a vote only when there is a tie."""
    DOUBLE = "double"
    """An ordinary vote, which counts again when there is a tie."""


@final
class Delegating(StrEnum):
    """How far a vote may be handed on."""

    SINGLE = "single"
    """Once: the delegate's own ballot counts, or nothing."""
    TRANSITIVE = "transitive"
    """On and on, until somebody votes."""


@final
class Unreasoned(StrEnum):
    """What becomes of an answer that binds only with a reason, and has none."""

    REFUSED = "refused"
    ABSTAIN = "abstain"
    INVALID = "invalid"


# --- reading --------------------------------------------------------------------------------------


def _method(given: object) -> Method:
    return choice(Method, given, "method")


def _departures(given: object) -> Departures:
    return choice(Departures, given, "departures")


def _delegating(given: object) -> Delegating | None:
    return None if given is None else choice(Delegating, given, "delegating")


def _en_bloc(given: object) -> BlocPolicy:
    return choice(BlocPolicy, given, "en_bloc")


def _bloc_tie(given: object) -> BlocTie:
    return choice(BlocTie, given, "bloc_tie")


def _unreasoned(given: object) -> Unreasoned:
    return choice(Unreasoned, given, "unreasoned")


def _casting(given: object) -> CastingVote:
    return choice(CastingVote, given, "casting")


def _truth(given: object) -> bool:
    return truth(given, "setting of a procedure")


def _words(given: object) -> tuple[str, ...]:
    listed = [given] if isinstance(given, str) else items(given, "words of a procedure")
    read = [word for each in listed for word in words_of(answer_of(each))]
    return tuple(dict.fromkeys(read))


def _text(given: object) -> str:
    if not isinstance(given, str):
        raise RecordError(Fault("bad-text", "name in a procedure", "must be text", shown(given)))
    return normalize("NFC", given)


def _period(given: object) -> timedelta:
    """A period, or its length in seconds."""
    if isinstance(given, timedelta) and given >= timedelta(0) and not given.microseconds:
        return given
    if isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= _LONGEST:
        return timedelta(seconds=given)
    rule, fix = "must be whole seconds, not below 0", "give a timedelta or seconds"
    raise RecordError(Fault("bad-period", "period", rule, shown(given), fix))


def _number(given: object) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given <= _LONGEST:
        raise RecordError(Fault("bad-number", "fewest_shown", "must be a number, not below 0", shown(given)))
    return given


@final
@attrs.frozen(kw_only=True)
class Procedure:
    """How a body votes.

    Attributes:
        method: secret ballot, show of hands, roll call, voice vote, written circulation or consensus.
        answers: what a ballot may say: stances and labels of the poll's own; ``silent`` is the part of a
            split vote that is not used.
        change: a ballot may be changed until the poll closes.
        withdraw: a ballot may be taken back until the poll closes.
        split: a vote may be split over several answers.
        departures: what happens when somebody leaves or enters office meanwhile.
        delegating: how far votes may be handed on; ``None`` where they may not.
        delegators_vote: whoever has handed on her vote may still cast it herself, which overrides.
        subjects: the subjects of the matter, from the narrowest to the widest: a delegation on a narrower one
            goes before one on a wider one, and that before a general one.
        bloc: the trait whose groups vote as one (a delegation, a constituency); empty where nobody has to.
        en_bloc: what becomes of a group that is split.
        bloc_tie: what a group does that follows its majority and has none.
        reasons: answers that bind only with a reason (a veto).
        unreasoned: what becomes of such an answer without one.
        deemed: what silence is deemed to be; the first that applies.
        chair: who has the casting vote, where the rule knows one.
        casting: how the chair votes.
        order: ids from the first on: by seniority the first who took a side breaks a tie; a prime member is
            the first alone.
        grace: how long after the close a ballot cast before it may still come in.
        extension: how long a poll stays open from the moment at which the quorum is first there, if that is
            late: it never closes earlier than that. A quorum such as ``ballots >= 1/2 of members`` is looked
            at when it can be there, any other one at every ballot of that last period.
        clause: where the rules of procedure stand.
        fewest_shown: a secret ballot's totals are shown only where they are of so many ballots.

    Raises:
        RecordError, TallyError: a value that a setting does not take.
        RuleError: settings that contradict each other; all at once.

    >>> Procedure(method="secret_ballot").answers
    ('yes', 'no', 'abstain', 'invalid')
    """

    method: Method = attrs.field(default=Method.ROLL_CALL, converter=_method)
    answers: tuple[str, ...] = attrs.field(default=_PLAIN, converter=_words)
    change: bool = attrs.field(default=False, converter=_truth)
    withdraw: bool = attrs.field(default=False, converter=_truth)
    split: bool = attrs.field(default=False, converter=_truth)
    departures: Departures = attrs.field(default=Departures.FROZEN, converter=_departures)
    delegating: Delegating | None = attrs.field(default=None, converter=_delegating)
    delegators_vote: bool = attrs.field(default=True, converter=_truth)
    subjects: tuple[str, ...] = attrs.field(default=(), converter=_words)
    bloc: str = attrs.field(default="", converter=_text)
    en_bloc: BlocPolicy = attrs.field(default=BlocPolicy.VOID, converter=_en_bloc)
    bloc_tie: BlocTie = attrs.field(default=BlocTie.VOID, converter=_bloc_tie)
    reasons: tuple[str, ...] = attrs.field(default=(), converter=_words)
    unreasoned: Unreasoned = attrs.field(default=Unreasoned.REFUSED, converter=_unreasoned)
    deemed: tuple[Deemed, ...] = attrs.field(default=(), converter=read_deemed)
    chair: str = attrs.field(default="", converter=_text)
    casting: CastingVote = attrs.field(default=CastingVote.ADDITIONAL, converter=_casting)
    order: tuple[str, ...] = attrs.field(default=(), converter=_words)
    grace: timedelta = attrs.field(default=timedelta(0), converter=_period)
    extension: timedelta = attrs.field(default=timedelta(0), converter=_period)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)
    fewest_shown: int = attrs.field(default=3, converter=_number)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        for fault in (*_contradictions(self), *_of_secrecy(self), *_of_method(self)):
            faults.add(fault)
        faults.close(RuleError)

    @property
    def secret(self) -> bool:
        """Whether nobody may learn who voted how."""
        return self.method is Method.SECRET_BALLOT

    @property
    def labels(self) -> tuple[str, ...]:
        """The answers that are the poll's own."""
        return tuple(answer for answer in self.answers if answer not in CODES)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out, periods are seconds."""
        return written(self, _plain)

    @classmethod
    def from_dict(cls, data: object) -> Procedure:
        """The procedure from its plain dict.

        Raises:
            RecordError: keys or values that a procedure does not have; all at once.
            RuleError: settings that contradict each other.
        """
        return read_fields(cls, data, "procedure")


def _plain(value: object) -> object:
    match value:
        case StrEnum():
            return value.value
        case Clause():
            return value.to_dict()
        case timedelta():
            return value // timedelta(seconds=1)
        case tuple():
            parts = cast("tuple[object, ...]", value)
            return [part.to_dict() if isinstance(part, Deemed) else part for part in parts]
        case _:
            return value


# --- what contradicts what ------------------------------------------------------------------------


def _contradictions(given: Procedure) -> Iterator[Fault]:
    """Settings that make no sense together, whatever the method."""
    if not given.answers or _NEVER_CAST.intersection(given.answers):
        rule = "must be answers that a ballot can bear"
        yield Fault("bad-answers", "answers", rule, ", ".join(given.answers), "name yes, no, abstain, labels")
    stray = [answer for answer in given.reasons if answer not in given.answers]
    if stray:
        yield Fault("bad-reasons", "reasons", "must be among the answers", ", ".join(stray))
    odd = [step.answer for step in given.deemed if step.answer not in ("", MAJORITY, *_PLAIN, *given.answers)]
    if odd:
        yield Fault("bad-deemed", "deemed", "must be answers of the poll, or stances", ", ".join(odd))
    if given.casting is not CastingVote.ADDITIONAL and not given.chair:
        yield Fault("no-chair", "chair", f"must be named where the casting vote is {given.casting}")
    if given.subjects and given.delegating is None:
        yield Fault("no-delegating", "subjects", "must go with delegating", "", 'say delegating="transitive"')
    if not given.delegators_vote and given.delegating is None:
        yield Fault("no-delegating", "delegators_vote", "must go with delegating")


def _of_secrecy(given: Procedure) -> Iterator[Fault]:
    """Settings that need to know who voted how, where nobody may."""
    if not given.secret:
        return
    linked = {
        "change": given.change,
        "withdraw": given.withdraw,
        "split": given.split,
        "delegating": given.delegating is not None,
        "bloc": bool(given.bloc),
        "reasons": bool(given.reasons),
        "casting": given.casting is CastingVote.DOUBLE,
        "departures": given.departures in (Departures.LEAVERS_DROP, Departures.RESCALED),
        "deemed": any(step.member for step in given.deemed),
        "order": bool(given.order),
    }
    for name, asked in linked.items():
        if asked:
            rule = "must not ask whose ballot is whose in a secret ballot"
            yield Fault("secret-link", name, rule, "", "choose another method, or drop it")


def _of_method(given: Procedure) -> Iterator[Fault]:
    """Settings that the method leaves without any use, and an objection that nobody can make."""
    if given.method is Method.CONSENSUS and "no" not in given.answers:
        yield Fault("no-objection", "answers", "must let somebody object", ", ".join(given.answers), "add no")
    if given.method is not Method.VOICE_VOTE:
        return
    unused = {
        "split": given.split,
        "delegating": given.delegating is not None,
        "bloc": bool(given.bloc),
        "reasons": bool(given.reasons),
        "deemed": bool(given.deemed),
    }
    for name, asked in unused.items():
        if asked:
            rule = "must not be set for a voice vote, which takes no ballots"
            yield Fault("no-use", name, rule, "", "choose another method, or drop it")
