"""A case of removal: the rule, the person, and what has happened; it says what may happen next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, RuleError, shown
from consultgov.fields import read_fields
from consultgov.matters import Matter
from consultgov.records import is_storable
from consultgov.removal.admission import may_vote
from consultgov.removal.history import Accept, Attest, Hear, Notify, Resign, Step, plain_step, read_step
from consultgov.removal.recusing import Voters, without_vote_of
from consultgov.removal.rules import RemovalRule
from consultgov.spans import Point, moment, point
from consultgov.verdicts import Verdict
from consultgov.voting.authorities import AcceptedProxies, Proxy
from consultgov.voting.events import ids_of
from consultgov.voting.grounds import refusal
from consultgov.voting.petitions import petition
from consultgov.voting.polls import Poll
from consultgov.voting.procedure import Procedure
from consultgov.voting.putting import expect
from consultgov.voting.reading import day_or_none, items

if TYPE_CHECKING:
    from consultgov.removal.outcomes import RemovalOutcome

__all__ = ["Removal"]

_NOBODY: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})


def _who(given: object) -> str:
    return ids_of([given])[0]


def _seat(given: object) -> str:
    if not isinstance(given, str) or not is_storable(given):
        raise RecordError(Fault("bad-text", "seat", "must be text", shown(given)))
    return given


def _failed(given: object) -> Point | None:
    return None if given is None else point(given, "failed")


def _vacant_on(given: object) -> date | None:
    return day_or_none(given, "vacant_on")


def _rule(given: object) -> RemovalRule:
    return given if isinstance(given, RemovalRule) else RemovalRule.from_dict(given)


def _poll(given: object) -> Poll | None:
    return given if given is None or isinstance(given, Poll) else Poll.from_dict(given)


def _put(given: object) -> Poll:
    return given if isinstance(given, Poll) else Poll.from_dict(given)


def _votes(given: object) -> tuple[Poll, ...]:
    """The votes in the order of their openings."""
    return tuple(sorted(map(_put, items(given, "votes")), key=lambda poll: poll.opens))


def _step(given: object) -> Step:
    return given if isinstance(given, Attest | Notify | Hear | Resign | Accept) else read_step(given)


def _steps(given: object) -> tuple[Step, ...]:
    """The steps in the order of their moments."""
    return tuple(sorted(map(_step, items(given, "steps")), key=lambda step: step.at))


@final
@attrs.frozen(kw_only=True)
class Removal:
    """The case of one person and one office, from the request to the vacant seat.

    A case is immutable: every step gives a new one. What it has come to is worked out from its history
    whenever it is asked.

    Attributes:
        rule: the rule, in the version in force when it began.
        person: whom it is about.
        seat: the office or seat, as the body names it.
        petition: the petition, where the rule asks for one.
        steps: attestations, notices, hearings, a resignation and its acceptance, in the order of time.
        votes: the vote that was put, and behind it those that its rule foresees: a second call or ballot.
        failed: the day, or where the bar counts hours the moment, on which an earlier one on the same facts
            failed.
        vacant_on: the day from which the seat is to be vacant, where the decision states it.

    Raises:
        RecordError: a petition or vote under another rule, an acceptance of nothing.

    >>> from consultgov import DecisionRule
    >>> rule = RemovalRule(kind="dismissal", vote=DecisionRule("yes >= 80% of members"), notice=3)
    >>> case = Removal(rule=rule, person="chen", seat="women")
    >>> print(case.may_vote("2026-12-28T09:00+08:00").explain())
    Not allowed:
      No notice of the vote was given; the days of notice are: 3.
    """

    rule: RemovalRule = attrs.field(converter=_rule)
    person: str = attrs.field(converter=_who)
    seat: str = attrs.field(default="", converter=_seat)
    petition: Poll | None = attrs.field(default=None, converter=_poll)
    steps: tuple[Step, ...] = attrs.field(default=(), converter=_steps)
    votes: tuple[Poll, ...] = attrs.field(default=(), converter=_votes)
    failed: Point | None = attrs.field(default=None, converter=_failed)
    vacant_on: date | None = attrs.field(default=None, converter=_vacant_on)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        asked = () if self.rule.petition is None else (self.rule.petition,)
        held = [("petition", self.petition, asked), *(("vote", poll, self.rule.votes) for poll in self.votes)]
        for what, poll, rules in held:
            if poll is not None and poll.rule not in rules:
                rule = "must be held under the rule of the case"
                faults.add(Fault("other-rule", what, rule, str(poll.rule.adopts)))
        if self.rule.bar is not None and self.failed is not None:
            faults.attempt(self.rule.bar.first, self.failed)
        faults.attempt(_accepted_what, self.steps)
        faults.close(RecordError)

    # --- what happens ---------------------------------------------------------------------------

    def ask(
        self,
        request: str,
        people: Voters,
        *,
        opens: datetime | str,
        closes: datetime | str | None = None,
        matter: Matter = Matter(),  # noqa: B008 - a frozen value
    ) -> Poll:
        """The petition for it, which people can sign; ``petitioned`` puts it into the case.

        Where the vote of this case has failed, it is the petition of a new case on the same facts, and comes
        back no sooner than the bar of the rule lets it.

        Args:
            request: what is asked for.
            people: who may sign, with a flag for each register that they are in.
            opens: the first moment at which one can sign.
            closes: the deadline; open where ``None``, until it is closed because it was handed in.
            matter: what it is about.

        Raises:
            Refused: it comes back too early.
            RuleError: the rule asks for no petition.
        """
        if self.rule.petition is None:
            raise RuleError(Fault("no-use", "petition", "must be one that the rule asks for"))
        from consultgov.removal.outcomes import failed_by  # noqa: PLC0415 - loaded when asked for

        start = moment(opens, "opens")
        again = {"bar": self.rule.bar, "failed": failed_by(self, start)}
        return petition(
            request,
            self.rule.petition,
            people,
            opens=start,
            closes=closes,
            matter=matter,
            **cast("Any", again),
        )

    def petitioned(self, poll: Poll) -> Removal:
        """The case with its petition, or with a later state of it."""
        expect("petition", poll, Poll)
        return attrs.evolve(self, petition=poll)

    def add(self, *steps: Step) -> Removal:
        """The case after further steps.

        What is attested that the rule does not name, or by somebody who may not, counts for nothing;
        ``may_vote`` tells it as long as no ground is attested.
        """
        return attrs.evolve(self, steps=(*self.steps, *steps))

    def voted(self, poll: Poll) -> Removal:
        """The case with its vote, or with a later state of it, or with the second call that followed."""
        expect("vote", poll, Poll)
        others = (vote for vote in self.votes if vote.opens != poll.opens)
        return attrs.evolve(self, votes=(*others, poll))

    # --- what may happen ------------------------------------------------------------------------

    def may_vote(self, opens: datetime | str) -> Verdict:
        """Whether the vote may be put, opening at a moment, and if not, for which reasons: all of them.

        Notice, hearing, attestations and the resignation that is to be accepted count if they come before it,
        and not at the same moment; days are those of its offset.

        Raises:
            RecordError: what is no moment.
        """
        return may_vote(self, moment(opens, "opens"))

    def put_vote(
        self,
        question: str,
        people: Voters,
        *,
        opens: datetime | str,
        closes: datetime | str | None = None,
        procedure: Procedure = Procedure(),  # noqa: B008 - a frozen value
        matter: Matter = Matter(),  # noqa: B008 - a frozen value
        proxies: AcceptedProxies | Iterable[Proxy] = (),
        present: Iterable[str] = (),
    ) -> Poll:
        """The vote, under the rule of the case; ``voted`` puts it into the case.

        The person concerned is recused unless the rule lets her vote.

        Args:
            question: what is put to the vote.
            people: who votes, in any form that a poll takes.
            opens: the first moment at which ballots may be cast.
            closes: the first moment at which they may no longer be cast.
            procedure: how it is voted on.
            matter: what it is about; its facts are those that the rule reads.
            proxies: the proxies accepted for it.
            present: ids of those who are there.

        Raises:
            Refused: it may not be put then; the error carries the verdict of ``may_vote``.
            RecordError, RuleError, MissingData, TallyError: as for any poll.
        """
        verdict = self.may_vote(opens)
        rule = self.rule.vote
        if rule is None or not verdict.holds:
            raise refusal("vote", "must be allowed by the rule", verdict)
        body, agents = (
            (people, _NOBODY) if self.rule.concerned_votes else without_vote_of(self.person, people)
        )
        return Poll(
            question,
            rule,
            body,
            opens=opens,
            closes=closes,
            procedure=procedure,
            matter=matter,
            proxies=proxies,
            present=present,
            agents=agents,
        )

    def outcome(self, at: datetime | str) -> RemovalOutcome:
        """What the case has come to by a moment, and why.

        Args:
            at: the moment of asking; what happened later is not known yet.

        Raises:
            RecordError: what is no moment.
        """
        from consultgov.removal.outcomes import outcome_of  # noqa: PLC0415 - loaded when asked for

        return outcome_of(self, moment(at, "at"))

    # --- records --------------------------------------------------------------------------------

    def to_dict(self) -> dict[str, object]:
        """The whole case as a plain dict; what is not there is left out."""
        plain: dict[str, object] = {"rule": self.rule.to_dict(), "person": self.person}
        if self.seat:
            plain["seat"] = self.seat
        if self.petition is not None:
            plain["petition"] = self.petition.to_dict()
        if self.votes:
            plain["votes"] = [poll.to_dict() for poll in self.votes]
        if self.steps:
            plain["steps"] = [plain_step(step) for step in self.steps]
        days = {"failed": self.failed, "vacant_on": self.vacant_on}
        return plain | {name: day.isoformat() for name, day in days.items() if day is not None}

    @classmethod
    def from_dict(cls, data: object) -> Removal:
        """The case from its plain dict.

        Raises:
            RecordError: keys or values that a case does not have; all at once.
        """
        return read_fields(cls, data, "removal")


def _accepted_what(steps: Iterable[Step]) -> None:
    """Refuse an acceptance before which nobody resigned."""
    for step in steps:
        if isinstance(step, Resign):
            return
        if isinstance(step, Accept):
            rule, fix = "must follow a resignation", "add the Resign that was accepted"
            raise RecordError(Fault("nothing-accepted", "acceptance", rule, step.at.isoformat(), fix))
