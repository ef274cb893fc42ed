"""What can happen in a poll, as values: ballots, delegations, who comes and goes, what the chair declares.

Each event carries its moment. A poll is what it was made from and the events that it took, in order; every
result is counted from them again.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final, TypeAlias, cast, final
from unicodedata import normalize

import attrs

from consultgov.errors import Fault, RecordError, shown
from consultgov.fields import fields_of_kind, written
from consultgov.people import Elector
from consultgov.records import expect_keys, is_storable
from consultgov.shares import Number, number
from consultgov.spans import moment
from consultgov.voting.answers import Answer, answer_of, plain_answer
from consultgov.voting.marks import Marks
from consultgov.voting.reading import items

__all__ = [
    "Attend",
    "BreakTie",
    "Cast",
    "Challenge",
    "Close",
    "Declare",
    "Delegate",
    "Depart",
    "Draw",
    "Establish",
    "Event",
    "Issue",
    "Join",
    "Recuse",
    "Revoke",
    "Voted",
    "Withdraw",
    "ids_of",
    "plain_event",
    "read_event",
]


_MOST: Final = 10**18
"""The most ballot papers."""


def _id(given: object) -> str:
    if not isinstance(given, str) or not given.strip() or not is_storable(given):
        raise RecordError(Fault("bad-id", "elector", "must be named by her id", shown(given)))
    return normalize("NFC", given)


def _maybe_id(given: object) -> str:
    return "" if given == "" else _id(given)


def ids_of(given: object) -> tuple[str, ...]:
    """One id or several, each once, in NFC.

    Raises:
        RecordError: what is no id, or no list of them.
    """
    if isinstance(given, str):
        return (_id(given),)
    return tuple(dict.fromkeys(map(_id, items(given, "electors"))))


def _at(given: datetime | str) -> datetime:
    return moment(given, "moment of an event")


def _received(given: datetime | str | None) -> datetime | None:
    return None if given is None else moment(given, "moment of receipt")


def _text(given: object) -> str:
    if not isinstance(given, str) or not is_storable(given):
        raise RecordError(Fault("bad-text", "text of an event", "must be text", shown(given)))
    return normalize("NFC", given)


def _elector(given: Elector | str) -> Elector:
    return given if isinstance(given, Elector) else Elector(given)


def _fact(given: object) -> bool:
    if not isinstance(given, bool):
        rule, fix = "must be a truth: conditional ballots wait for one", "give True or False"
        raise RecordError(Fault("bad-fact", "value of a fact", rule, shown(given), fix))
    return given


def _side(given: object) -> str:
    """Yes or no, as text."""
    if given is True or given == "yes":
        return "yes"
    if given is False or given == "no":
        return "no"
    raise RecordError(Fault("bad-side", "side", "must be yes or no", shown(given)))


def _maybe_side(given: object) -> str:
    return "" if given == "" else _side(given)


def _figures(given: object) -> Mapping[str, object]:
    """Figures in the form that ``Tally.totals`` takes, copied."""
    figures = _dict(given, "figures declared")
    if "given" in figures or not all(isinstance(word, str) for word in figures):
        rule = "must be of stances and bases, and of no facts"
        raise RecordError(Fault("bad-figures", "figures declared", rule, shown(given), "leave others out"))
    for name in ("labels", "by", "groups"):
        for part, inner in _dict(figures.get(name, {}), f"{name} of the figures").items():
            if name != "labels":
                _dict(inner, f"figures of {part}")
    for trait, groups in cast("Mapping[str, Mapping[object, object]]", figures.get("groups", {})).items():
        for group, inner in groups.items():
            _dict(inner, f"figures of {trait} {group}")
    return MappingProxyType(deepcopy(dict(figures)))


def _dict(given: object, what: str) -> Mapping[str, object]:
    if not isinstance(given, Mapping):
        fix = "give figures as Tally.totals takes them: {'yes': 12, 'no': 3}"
        raise RecordError(Fault("not-a-dict", what, "must be a dict", shown(given), fix))
    odd = [key for key in cast("Mapping[object, object]", given) if not isinstance(key, str | bool)]
    if odd:
        raise RecordError(Fault("bad-figures", what, "must be named by text", shown(odd[0])))
    return cast("Mapping[str, object]", given)


def _issued(given: object) -> int | None:
    if given is None or (isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= _MOST):
        return given
    rule = "must be a number, not below 0"
    raise RecordError(Fault("bad-issued", "ballot papers issued", rule, shown(given)))


def _lot(given: object) -> tuple[str, ...]:
    """The order of a lot: two options at least, each once."""
    named = [_id(each) for each in items(given, "order of a lot")]
    if len(named) < 2 or len({*named}) < len(named):  # noqa: PLR2004 - a lot is among two at least
        rule = "must put two options at least in order, each once"
        raise RecordError(Fault("bad-lot", "order of a lot", rule, shown(given)))
    return tuple(named)


def _bundles(given: object) -> tuple[tuple[Marks, int], ...]:
    """Papers over several options as tellers sort them: pairs of marks and how many, or their plain dicts."""
    return tuple(_bundle(each) for each in items(given, "papers declared"))


def _bundle(given: object) -> tuple[Marks, int]:
    marks, many = _bundle_parts(given)
    read = marks if isinstance(marks, Marks) else Marks(cast("Any", marks))
    if not isinstance(many, int) or isinstance(many, bool) or not 1 <= many <= _MOST:
        raise RecordError(Fault("bad-urn", "number of papers", "must be a whole number above 0", shown(many)))
    return read, many


def _bundle_parts(given: object) -> tuple[object, object]:
    """Marks and how many, from a pair or from a plain dict."""
    if isinstance(given, Mapping):
        known = frozenset({"marks", "number"})
        plain = expect_keys(cast("Mapping[str, object]", given), "papers declared", known, frozenset())
        return plain["marks"], plain["number"]
    pair = items(given, "papers declared")
    if len(pair) != 2:  # noqa: PLR2004 - marks, number
        fix = 'write (Marks.chosen(["li"]), 12)'
        raise RecordError(
            Fault("not-a-pair", "papers", "must be pairs of marks and number", shown(given), fix)
        )
    return pair[0], pair[1]


def _votes(given: object) -> Mapping[str, Number]:
    counted = _dict(given, "votes declared")
    read = {_id(name): number(votes, f"votes of {shown(name)}") for name, votes in counted.items()}
    below = sorted(name for name, votes in read.items() if votes < 0)
    if below:
        raise RecordError(Fault("bad-figures", "votes declared", "must not be below 0", ", ".join(below)))
    return MappingProxyType(read)


# --- ballots --------------------------------------------------------------------------------------


@final
@attrs.frozen
class Cast:
    """A ballot, or a new one in its place where the procedure lets ballots be changed.

    Attributes:
        elector: whose vote it is.
        answer: a stance, a label of the poll, ``True`` or ``False``, a split or an ``If``.
        at: when it was cast.
        by: who cast it for her, a holder of her proxy or her substitute; empty where she did herself.
        reason: the reason stated, which some rules ask for.
        received: when it came in, if later than cast: a ballot in the post.
    """

    elector: str = attrs.field(converter=_id)
    answer: Answer = attrs.field(converter=answer_of)
    at: datetime = attrs.field(converter=_at)
    by: str = attrs.field(default="", converter=_maybe_id)
    reason: str = attrs.field(default="", converter=_text)
    received: datetime | None = attrs.field(default=None, converter=_received)


@final
@attrs.frozen
class Voted:
    """What is kept of a secret ballot beside the paper in the urn: that she has voted."""

    elector: str = attrs.field(converter=_id)
    at: datetime = attrs.field(converter=_at)
    by: str = attrs.field(default="", converter=_maybe_id)
    received: datetime | None = attrs.field(default=None, converter=_received)


@final
@attrs.frozen
class Withdraw:
    """A ballot taken back; its elector has not voted then."""

    elector: str = attrs.field(converter=_id)
    at: datetime = attrs.field(converter=_at)
    by: str = attrs.field(default="", converter=_maybe_id)


@final
@attrs.frozen
class Issue:
    """Ballot papers handed or sent out; what is issued and not returned is known then."""

    electors: tuple[str, ...] = attrs.field(converter=ids_of)
    at: datetime = attrs.field(converter=_at)


# --- who is there, and who votes for whom ---------------------------------------------------------


@final
@attrs.frozen
class Attend:
    """People who are there: they go on the roll.

    Attributes:
        electors: who is there, or represented; a co-owner stands for what is hers.
        at: when.
        by: who represents them, by proxy or as a substitute; empty where they came themselves.
    """

    electors: tuple[str, ...] = attrs.field(converter=ids_of)
    at: datetime = attrs.field(converter=_at)
    by: str = attrs.field(default="", converter=_maybe_id)


@final
@attrs.frozen
class Recuse:
    """A recusal declared while the poll is open: a conflict of interest, with its reason."""

    elector: str = attrs.field(converter=_id)
    at: datetime = attrs.field(converter=_at)
    reason: str = attrs.field(default="", converter=_text)


@final
@attrs.frozen
class Depart:
    """Somebody leaves office while the poll is open; what follows is the procedure's policy."""

    elector: str = attrs.field(converter=_id)
    at: datetime = attrs.field(converter=_at)
    reason: str = attrs.field(default="", converter=_text)


@final
@attrs.frozen
class Join:
    """Somebody enters office while the poll is open; what follows is the procedure's policy."""

    elector: Elector = attrs.field(converter=_elector)
    at: datetime = attrs.field(converter=_at)


@final
@attrs.frozen
class Delegate:
    """A vote handed on: unless she votes herself, her ballot says what his says."""

    elector: str = attrs.field(converter=_id)
    to: str = attrs.field(converter=_id)
    at: datetime = attrs.field(converter=_at)
    subject: str = attrs.field(default="", converter=_text)


@final
@attrs.frozen
class Revoke:
    """A delegation taken back, on one subject or in general."""

    elector: str = attrs.field(converter=_id)
    at: datetime = attrs.field(converter=_at)
    subject: str = attrs.field(default="", converter=_text)


# --- what the chair does --------------------------------------------------------------------------


@final
@attrs.frozen
class Establish:
    """A fact that becomes known before the close; conditional ballots wait for it.

    The facts that the rule reads are those of the matter, and stay as they were when the poll was made.
    """

    fact: str = attrs.field(converter=_id)
    value: bool = attrs.field(converter=_fact)
    at: datetime = attrs.field(converter=_at)


@final
@attrs.frozen
class Declare:
    """What the chair or the tellers declare: which side was louder, or the figures of a count.

    Attributes:
        at: when.
        side: ``"yes"`` or ``"no"``, of a voice vote; empty where figures are given.
        figures: what ``Tally.totals`` takes: stances and bases, ``by`` measures, ``groups``, ``labels``.
        issued: how many ballot papers were handed out, where they are counted.
        papers: of a slate, the valid papers as the tellers have sorted them, each with how many say so.
        votes: of a slate, option to its votes, where only these were counted.
    """

    at: datetime = attrs.field(converter=_at)
    side: str = attrs.field(default="", converter=_maybe_side)
    figures: Mapping[str, object] = attrs.field(default=MappingProxyType({}), converter=_figures, hash=False)
    issued: int | None = attrs.field(default=None, converter=_issued)
    papers: tuple[tuple[Marks, int], ...] = attrs.field(default=(), converter=_bundles)
    votes: Mapping[str, Number] = attrs.field(default=MappingProxyType({}), converter=_votes, hash=False)

    def __reduce__(self) -> tuple[type[Declare], tuple[object, ...]]:
        """Pickle and copy by the plain figures."""
        counted = (self.papers, dict(self.votes))
        return Declare, (self.at, self.side, dict(self.figures), self.issued, *counted)


@final
@attrs.frozen
class Challenge:
    """Somebody doubts what the chair declared of a voice vote: it has to be counted."""

    elector: str = attrs.field(converter=_id)
    at: datetime = attrs.field(converter=_at)


@final
@attrs.frozen
class BreakTie:
    """What breaks a tie: the chair's casting vote, or what a lot or seniority gave."""

    answer: str = attrs.field(converter=_side)
    at: datetime = attrs.field(converter=_at)
    by: str = attrs.field(default="", converter=_maybe_id)


@final
@attrs.frozen
class Draw:
    """What settles a tie between options: the order in which a lot, or whatever the rule names, puts them.

    A later one, for another tie, holds everybody in the earlier one, in the same order.
    """

    order: tuple[str, ...] = attrs.field(converter=_lot)
    at: datetime = attrs.field(converter=_at)
    by: str = attrs.field(default="", converter=_maybe_id)


@final
@attrs.frozen
class Close:
    """The chair closes the poll before its last moment, or one that has none."""

    at: datetime = attrs.field(converter=_at)
    by: str = attrs.field(default="", converter=_maybe_id)


Event: TypeAlias = (
    Cast
    | Voted
    | Withdraw
    | Issue
    | Attend
    | Recuse
    | Depart
    | Join
    | Delegate
    | Revoke
    | Establish
    | Declare
    | Challenge
    | BreakTie
    | Draw
    | Close
)
"""Whatever can happen in a poll."""

# --- records --------------------------------------------------------------------------------------

_KINDS: Final[Mapping[str, type[Any]]] = MappingProxyType(
    {
        kind.__name__.lower(): kind
        for kind in (
            Cast,
            Voted,
            Withdraw,
            Issue,
            Attend,
            Recuse,
            Depart,
            Join,
            Delegate,
            Revoke,
            Establish,
            Declare,
            Challenge,
            BreakTie,
            Draw,
            Close,
        )
    }
)

_UNKNOWN: Final = Fault("unknown-event", "event", "must be of a known kind")


def _plain(value: object) -> object:
    match value:
        case datetime():
            return value.isoformat()
        case Elector():
            return value.to_dict()
        case tuple():
            return [_plain_item(part) for part in cast("tuple[object, ...]", value)]
        case Mapping():
            return {key: _plain(part) for key, part in cast("Mapping[str, object]", value).items()}
        case Decimal() | Fraction():
            return str(value)
        case _:
            return value


def _plain_item(part: object) -> object:
    """An id as it is; papers as tellers sorted them as a plain dict."""
    if not isinstance(part, tuple):
        return part
    marks, many = cast("tuple[Marks, int]", part)
    return {**marks.to_dict(), "number": many}


def plain_event(event: Event) -> dict[str, object]:
    """The plain-dict form of an event: its kind and its fields, those left open aside.

    >>> plain_event(Close("2026-05-01T12:00+08:00"))
    {'kind': 'close', 'at': '2026-05-01T12:00:00+08:00'}
    """
    plain = {"kind": type(event).__name__.lower(), **written(event, _plain)}
    return plain | {"answer": plain_answer(event.answer)} if isinstance(event, Cast) else plain


def read_event(data: object) -> Event:
    """The event from its plain dict.

    Raises:
        RecordError: an unknown kind, keys or values that such an event does not have.
    """
    kind, plain = fields_of_kind(data, _KINDS, _UNKNOWN)
    if kind is Join:
        plain["elector"] = _joined(plain["elector"])
    return cast("Event", kind(**plain))


def _joined(given: object) -> Elector:
    return Elector(given) if isinstance(given, str) else Elector.from_dict(given)
