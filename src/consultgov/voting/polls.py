"""A poll: one question put under one version of a rule to one frozen electorate, and the ballots it took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast, final

import attrs

from consultgov.counting.algebra import Condition
from consultgov.decisions.rules import DecisionRule
from consultgov.errors import (
    Fault,
    Faults,
    RecordError,
    Refused,
    TallyError,
    shown,
)
from consultgov.matters import Matter
from consultgov.people import Elector
from consultgov.records import digest, expect_keys
from consultgov.spans import moment, shifted
from consultgov.verdicts import Finding, Verdict
from consultgov.voting import late_quorum
from consultgov.voting.admission import admission
from consultgov.voting.answers import Given
from consultgov.voting.authorities import AcceptedProxies, Proxy
from consultgov.voting.counting import Box, attendance, box_of, counted, paper_in, turnout
from consultgov.voting.electorate import Electorate
from consultgov.voting.entitlement import Entitlement
from consultgov.voting.events import (
    Cast,
    Close,
    Event,
    Voted,
    Withdraw,
    ids_of,
    plain_event,
    read_event,
)
from consultgov.voting.fitting import check
from consultgov.voting.grounds import ground, refusal
from consultgov.voting.ledger import Ledger, known_at
from consultgov.voting.marks import Marks
from consultgov.voting.papers import Papers, merged, plain_papers, read_papers
from consultgov.voting.procedure import Procedure
from consultgov.voting.putting import (
    Declined,
    accepted_of,
    agents_of,
    body_put,
    declined_of,
    excluded_of,
    expect,
    findings_of,
    handed_in,
    holders_of,
    joined,
    question_of,
)
from consultgov.voting.reading import items
from consultgov.voting.registers import OwnersElectorate
from consultgov.voting.results import PollResult, result_of
from consultgov.voting.slates import Slate

if TYPE_CHECKING:
    from consultgov.voting.outlook import Outlook

__all__ = ["Intake", "Poll"]

_REQUIRED: Final = frozenset({"question", "rule", "electorate", "opens"})
_OPTIONAL: Final = frozenset({"closes", "procedure", "matter", "events", "proxies", "refused"}) | frozenset(
    {"present", "excluded", "findings", "agents", "urn", "slate"}
)
"""The keys of a poll's record: those that it has, and those that it may leave out."""


@final
@attrs.frozen
class Intake:
    """What came of many events at once; unpacks as poll and refusals.

    Attributes:
        poll: the poll after those that were taken.
        refused: those that were not, each with the verdict that says why.
    """

    poll: Poll
    refused: tuple[tuple[Event, Verdict], ...] = ()

    def __iter__(self) -> Iterator[Any]:
        """The poll, then what was refused."""
        return iter((self.poll, self.refused))


@final
@attrs.frozen(init=False, hash=False)
class Poll:
    """One question under one version of a rule, put to a frozen electorate, and what happened in it.

    A poll is immutable: every event gives a new one, or is refused with the reasons. Results are counted
    again from the ballots whenever they are asked for.

    Args:
        question: what is put to the vote.
        rule: the rule that decides, in the version in force when the poll opens.
        electorate: who is in office and who of them may vote: an ``Electorate``, a list of electors, or an
            ``Entitlement``, whose reasons are given to those that it excludes; or an ``OwnersElectorate``,
            whose co-owners cast the one vote of their head.
        opens: the first moment at which ballots may be cast.
        closes: the first moment at which they may no longer be cast; ``None`` where the chair closes it.
        procedure: how the body votes.
        matter: what is decided; its facts are those that the rule reads.
        proxies: the proxies accepted for it, and the substitutes.
        present: ids of those who are there when it opens.
        agents: who else may cast somebody's one vote, without any proxy: joint holders, a guardian.
        slate: the options of a question that has several, and how a paper over them is filled in. The rule
            decides on validity then: for it a valid paper counts as yes, whatever is marked on it.

    Raises:
        RecordError: moments without a time zone, a poll that closes before it opens.
        RuleError: a rule that contradicts the method, reads labels that no ballot may bear, or is not in
            force on the day of the opening (the day by the offset of ``opens``).
        MissingData: traits, weights or facts that the rule reads and the electorate or the matter lacks.
        TallyError: an electorate that makes no sense.

    >>> poll = Poll(
    ...     "Shall the gate be repaired?",
    ...     DecisionRule("yes > 1/2 of members"),
    ...     ["li", "wang", "zhao"],
    ...     opens="2026-05-01T09:00+08:00",
    ...     closes="2026-05-08T09:00+08:00",
    ... )
    >>> poll = poll.cast("li", "yes", at="2026-05-02T10:00+08:00")
    >>> poll = poll.cast("wang", "yes", at="2026-05-02T11:00+08:00")
    >>> poll.result().outcome
    <Outcome.ADOPTED: 'adopted'>
    """

    question: str
    rule: DecisionRule
    electorate: Electorate
    opens: datetime
    closes: datetime | None
    procedure: Procedure
    matter: Matter
    proxies: tuple[Proxy, ...]
    present: tuple[str, ...]
    excluded: Mapping[str, Verdict]
    agents: Mapping[str, tuple[str, ...]]
    slate: Slate | None = None
    events: tuple[Event, ...] = ()
    urn: tuple[Papers, ...] = attrs.field(default=(), repr=False)
    _authorities: Mapping[str, Proxy] = attrs.field(eq=False, repr=False, default=MappingProxyType({}))
    _declined: Declined = attrs.field(repr=False, default=MappingProxyType({}))
    """The proxies that were not accepted, with the reason that their holder is given."""
    _findings: tuple[Finding, ...] = attrs.field(repr=False, default=())
    _spare: list[Ledger] = attrs.field(eq=False, repr=False, factory=list[Ledger])
    """The ledger after the events, while no later poll has taken it over to go on from it."""

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(  # noqa: PLR0913 - a poll is named by its parts
        self,
        question: str,
        rule: DecisionRule,
        electorate: Electorate | Entitlement | OwnersElectorate | Iterable[Elector | str],
        *,
        opens: datetime | str,
        closes: datetime | str | None = None,
        procedure: Procedure = Procedure(),  # noqa: B008 - a frozen value
        matter: Matter = Matter(),  # noqa: B008 - a frozen value
        proxies: AcceptedProxies | Iterable[Proxy] = (),
        present: Iterable[str] = (),
        agents: Mapping[str, Iterable[str]] = MappingProxyType({}),
        slate: Slate | None = None,
    ) -> None:
        faults = Faults()
        first = faults.attempt(moment, opens, "opens")
        last = None if closes is None else faults.attempt(moment, closes, "closes")
        if first is not None and last is not None and last <= first:
            faults.add(Fault("empty-span", "closes", "must come after opens", shown(closes)))
        asked = faults.attempt(question_of, question)
        accepted = faults.attempt(accepted_of, proxies) or ()
        roll = faults.attempt(ids_of, present) or ()
        acting = faults.attempt(agents_of, agents) or {}
        for what, given, kind in (
            ("rule", rule, DecisionRule),
            ("procedure", procedure, Procedure),
            ("matter", matter, Matter),
            *((("slate", slate, Slate),) if slate is not None else ()),
        ):
            faults.attempt(expect, what, given, kind)
        faults.close(RecordError)
        body, excluded, joint = body_put(electorate)
        self.__attrs_init__(
            cast("str", asked),
            rule,
            body,
            cast("datetime", first),
            last,
            procedure,
            matter,
            accepted,
            roll,
            excluded,
            joined(joint, acting),
            slate,
            (),
            (),
            holders_of(accepted),
            declined_of(proxies),
            findings_of(electorate),
        )
        check(self)

    # --- what happens ---------------------------------------------------------------------------

    def check(self, event: Event) -> Verdict:
        """Whether an event may happen now, and if not, for which reasons: all of them.

        >>> from consultgov.voting import Cast
        >>> poll = Poll("?", DecisionRule("yes > no"), ["li"], opens="2026-05-01T09:00Z")
        >>> print(poll.check(Cast("wei", "yes", at="2026-05-01T08:00Z")).explain())
        Not allowed:
          The poll opens at 2026-05-01 09:00+00:00; this is of 2026-05-01 08:00+00:00.
          wei is not in the electorate.
        """
        ledger = self._borrow()
        verdict = admission(self, ledger, event)
        self._spare.append(ledger)
        return verdict

    def apply(self, event: Event) -> Poll:
        """The poll after an event.

        Raises:
            Refused: it may not happen; the error carries the verdict of ``check``.
        """
        intake = self.apply_all((event,))
        for refused, verdict in intake.refused:
            subject = f"{type(refused).__name__.lower()} in the poll"
            raise refusal(subject, "must be allowed by the rules", verdict)
        return intake.poll

    def apply_all(self, events: Iterable[Event]) -> Intake:
        """The poll after many events, each checked in turn; those refused are returned with the reasons.

        Linear in the number of events, however many there are.
        """
        coming = items(events, "events") if not isinstance(events, Iterator) else events
        ledger = self._borrow()
        urn = Counter({(box, answer): number for box, answer, number in self.urn})
        taken: list[Event] = []
        refused: list[tuple[Event, Verdict]] = []
        for event in cast("Iterable[Event]", coming):
            verdict = admission(self, ledger, event)
            if verdict.holds:
                taken.append(self._kept(event, urn))
                self._take(ledger, taken[-1])
            else:
                refused.append((event, verdict))
        if not taken:
            self._spare.append(ledger)
            return Intake(self, tuple(refused))
        return Intake(self._after(taken, urn, ledger), tuple(refused))

    def cast(
        self, elector: str, answer: Given, *, at: datetime | str, by: str = "", reason: str = ""
    ) -> Poll:
        """The poll with a ballot, or with another in its place where ballots may be changed.

        Where the poll has a slate, marks may be given as its form reads them: a list of those chosen, a dict.

        Raises:
            Refused: the rules do not allow it.
            TallyError: what is no answer.
        """
        paper = answer if self.slate is None else self.slate.read(answer)
        return self.apply(Cast(elector, paper, at, by, reason))

    def withdraw(self, elector: str, *, at: datetime | str, by: str = "") -> Poll:
        """The poll without a ballot that was cast.

        Raises:
            Refused: the rules do not allow it.
        """
        return self.apply(Withdraw(elector, at, by))

    def close(self, *, at: datetime | str, by: str = "") -> Poll:
        """The poll closed by the chair: ballots are cast no more from that moment on.

        Raises:
            Refused: it is not open.
        """
        return self.apply(Close(at, by))

    def _kept(self, event: Event, urn: Counter[tuple[Box, str]]) -> Event:
        """The event as it is kept: of a secret ballot, apart from its paper."""
        if not isinstance(event, Cast) or not self.procedure.secret:
            return event
        elector = self.electorate.elector(event.elector)
        box = box_of(cast("Elector", elector), self.rule.boxes)
        urn[box, str(event.answer)] += 1
        return Voted(event.elector, event.at, event.by, event.received)

    def _after(self, events: list[Event], urn: Counter[tuple[Box, str]], ledger: Ledger) -> Poll:
        papers = merged((box, answer, number) for (box, answer), number in urn.items())
        return self._made((*self.events, *events), papers, ledger)

    def _made(
        self,
        events: tuple[Event, ...],
        urn: tuple[Papers, ...],
        ledger: Ledger,
        rule: DecisionRule | None = None,
    ) -> Poll:
        poll = object.__new__(Poll)
        poll.__attrs_init__(
            self.question,
            rule or self.rule,
            self.electorate,
            self.opens,
            self.closes,
            self.procedure,
            self.matter,
            self.proxies,
            self.present,
            self.excluded,
            self.agents,
            self.slate,
            events,
            urn,
            self._authorities,
            self._declined,
            self._findings,
            [ledger],
        )
        return poll

    # --- state ----------------------------------------------------------------------------------

    def _borrow(self) -> Ledger:
        """The ledger after the events, to use alone and to hand on; worked out again where it is gone.

        A list gives up its only item to one taker, so that two threads never share a ledger.
        """
        try:
            return self._spare.pop()
        except IndexError:
            return self._ledger_of(self.events)

    def ledger(self) -> Ledger:
        """What the events add up to, worked out anew for the caller alone."""
        return self._ledger_of(self.events)

    def _ledger_of(self, events: Iterable[Event]) -> Ledger:
        ledger = Ledger(self.present)
        for event in events:
            self._take(ledger, event)
        return ledger

    def _take(self, ledger: Ledger, event: Event) -> None:
        """Add an event to a ledger, and see whether the quorum has come late."""
        if self.procedure.extension and self.rule.quorum is not None:
            late_quorum.take(self, ledger, event, self._quorum)
        else:
            ledger.take(event)

    def _quorum(self, ledger: Ledger) -> Verdict:
        """Whether there is a quorum; of a secret ballot by who has voted, whatever the papers say."""
        tally = turnout(self, ledger) if self.procedure.secret else counted(self, ledger).tally
        return cast("Condition", self.rule.quorum).evaluate(tally)

    def closing(self) -> datetime | None:
        """When the poll closes: by its own terms, by the chair's word, or later for a late quorum.

        ``None`` while it has no last moment, and nobody has closed it.
        """
        ledger = self._borrow()
        found = self.closing_by(ledger)
        self._spare.append(ledger)
        return found

    def closing_by(self, ledger: Ledger) -> datetime | None:
        """``closing``, by a ledger at hand."""
        if ledger.closed is not None:
            return ledger.closed
        if self.closes is None or ledger.extended is None:
            return self.closes
        return max(self.closes, ledger.extended)

    def declined(self, elector: str, holder: str) -> Verdict | None:
        """Why a proxy of somebody's for somebody was not accepted, if one was handed in."""
        _, why = self._declined.get((elector, holder), (None, None))
        return why

    def authority(self, elector: str) -> Proxy | None:
        """The proxy or substitute that somebody has."""
        return self._authorities.get(elector)

    @property
    def answers(self) -> tuple[str, ...]:
        """What a ballot may count as: what the procedure names; of a slate, a valid paper counts as yes."""
        if self.slate is None:
            return self.procedure.answers
        given = (*self.procedure.answers, self.slate.unfit.value, self.slate.blank.value)
        return ("yes", *(word for word in ("abstain", "invalid") if word in given))

    @property
    def voted(self) -> tuple[str, ...]:
        """The ids of those who have cast a ballot, sorted; of a secret ballot too."""
        ledger = self._borrow()
        found = tuple(sorted({*ledger.casts, *ledger.voted}))
        self._spare.append(ledger)
        return found

    # --- what it came to ------------------------------------------------------------------------

    def as_of(self, at: datetime | str) -> Poll:
        """The poll as it was known at a moment, that moment included.

        Raises:
            Refused: a secret ballot, of which no state before the last is kept.
        """
        until = moment(at, "at")
        kept = tuple(event for event in self.events if known_at(event) <= until)
        if len(kept) < len(self.events) and self.procedure.secret:
            raise refusal("an earlier state", "must not be of a secret ballot", ground("sealed"))
        return self._made(kept, self.urn, self._ledger_of(kept))

    def before_the_vote(self) -> tuple[Finding, ...]:
        """What stands in the way before anybody votes: guards and quorum that fail, adoption out of reach.

        Findings of the ``Entitlement``, such as too many conflicts of interest, come first.

        It goes by who is on the roll, and sets aside what has been voted. Where no roll is taken, and in
        written circulation, it goes by everybody who has a vote.

        Raises:
            TooLarge: too many ways to look at.

        >>> rule = DecisionRule("yes >= 80% of members", quorum="present >= 2/3 of members")
        >>> here = Poll("?", rule, [*"abcdefgh"], opens="2026-05-01T09:00Z", present=[*"abcdef"])
        >>> [finding.code for finding in here.before_the_vote()]
        ['out-of-reach']
        """
        ledger = self._borrow()
        tally = attendance(self, ledger)
        self._spare.append(ledger)
        return self._findings + self.rule.before_the_vote(tally)

    def result(self, at: datetime | str | None = None) -> PollResult:
        """What the poll comes to, counted from its ballots.

        Args:
            at: the moment of asking: what was known by then counts, and it tells whether the poll is closed.
                Without it everything counts and the poll is taken as closed, but for a secret ballot, which
                is sealed unless the chair has closed it.
        """
        if at is None:
            return self._result(closed=not self.procedure.secret or self._closed_by_the_chair())
        asked = moment(at, "at")
        if any(known_at(event) > asked for event in self.events[-1:]) and not self.procedure.secret:
            return self.as_of(asked).result(asked)
        return self._result(closed=self._shut(asked))

    def _result(self, *, closed: bool) -> PollResult:
        ledger = self._borrow()
        found = result_of(self, ledger, closed=closed)
        self._spare.append(ledger)
        return found

    def _closed_by_the_chair(self) -> bool:
        return any(isinstance(event, Close) for event in self.events)

    def _shut(self, at: datetime) -> bool:
        """Whether the poll is closed at a moment, and its time of grace over."""
        closing = self.closing()
        return closing is not None and at >= shifted(closing, self.procedure.grace)

    def under(self, rule: DecisionRule, at: datetime | str | None = None) -> PollResult:
        """What the same ballots would come to under another rule: a question, and no change of the poll.

        Args:
            rule: the other rule.
            at: the moment of asking, as for ``result``.

        Raises:
            Refused: a secret ballot that is sealed, or whose figures are withheld: rules could find them out.
            RuleError: a rule that contradicts the method, or reads labels that no ballot may bear.
            MissingData: traits, weights or facts that the rule reads and that are not there.

        >>> poll = Poll("?", DecisionRule("yes > no"), ["a", "b", "c"], opens="2026-05-01T09:00Z")
        >>> poll.cast("a", "yes", at="2026-05-01T10:00Z").under(DecisionRule("yes > 1/2 of members")).outcome
        <Outcome.REJECTED: 'rejected'>
        """
        found = self.result(at)
        if self.procedure.secret and found.decision is None:
            raise Refused(
                Fault("refused", "another rule", "must not be tried on secret figures"), found.notes[0]
            )
        expect("rule", rule, DecisionRule)
        shadow = self._made(self.events, self.urn, self._ledger_of(self.events), rule)
        check(shadow)
        return shadow.result(at)

    def outlook(self, at: datetime | str) -> Outlook:
        """What the poll can still come to from a moment on, what is open, and what would settle it.

        Of an earlier moment than the last event, what was known by then counts.

        Raises:
            Refused: an earlier state of a secret ballot.
        """
        from consultgov.voting.outlook import outlook_of  # noqa: PLC0415 - searching is loaded when asked for

        asked = moment(at, "at")
        if any(known_at(event) > asked for event in self.events[-1:]):
            return self.as_of(asked).outlook(asked)
        ledger = self._borrow()
        found = outlook_of(self, ledger, asked)
        self._spare.append(ledger)
        return found

    # --- records --------------------------------------------------------------------------------

    def to_dict(self) -> dict[str, object]:
        """The whole poll as a plain dict, from which every result can be counted again."""
        plain: dict[str, object] = {
            "question": self.question,
            "rule": self.rule.to_dict(),
            "electorate": self.electorate.to_dict(),
            "opens": self.opens.isoformat(),
            "procedure": self.procedure.to_dict(),
            "matter": self.matter.to_dict(),
            "events": [plain_event(event) for event in self.events],
        }
        if self.closes is not None:
            plain["closes"] = self.closes.isoformat()
        listed = {
            "proxies": [proxy.to_dict() for proxy in self.proxies],
            "refused": [
                {"proxy": proxy.to_dict(), "verdict": why.to_dict()} for proxy, why in self._declined.values()
            ],
            "present": list(self.present),
            "excluded": {elector: verdict.to_dict() for elector, verdict in self.excluded.items()},
            "findings": [finding.to_dict() for finding in self._findings],
            "agents": {elector: list(agents) for elector, agents in self.agents.items()},
            "urn": [plain_papers(papers) for papers in self.urn],
        }
        if self.slate is not None:
            plain["slate"] = self.slate.to_dict()
        return plain | {name: some for name, some in listed.items() if some}

    @property
    def digest(self) -> str:
        """The SHA-256 of the poll's record: another one for any change in it."""
        return digest(self.to_dict())

    @classmethod
    def from_dict(cls, data: object) -> Poll:
        """The poll from its plain dict: every event is checked again.

        Raises:
            RecordError: not of the form of a poll, or events that its rules refuse.
        """
        plain: dict[str, Any] = {**expect_keys(data, "poll", _REQUIRED, _OPTIONAL)}
        body = {"electorate": plain["electorate"], "findings": plain.get("findings", [])}
        entitled = Entitlement.from_dict(body)
        poll = cls(
            plain["question"],
            DecisionRule.from_dict(plain["rule"]),
            attrs.evolve(entitled, excluded=excluded_of(plain.get("excluded", {}))),
            opens=plain["opens"],
            closes=plain.get("closes"),
            procedure=Procedure.from_dict(plain.get("procedure", {})),
            matter=Matter.from_dict(plain.get("matter", {})),
            proxies=handed_in(plain.get("proxies", []), plain.get("refused", [])),
            present=ids_of(items(plain.get("present", []), "present")),
            agents=plain.get("agents", {}),
            slate=Slate.from_dict(plain["slate"]) if "slate" in plain else None,
        )
        events = [read_event(each) for each in items(plain.get("events", []), "events")]
        urn = [read_papers(each) for each in items(plain.get("urn", []), "urn")]
        return poll._replayed(events, tuple(urn))

    def _replayed(self, events: list[Event], urn: tuple[Papers, ...]) -> Poll:
        """The poll after events on record, each checked as when it happened."""
        kept, never = (Voted, Cast) if self.procedure.secret else (Cast, Voted)
        if any(isinstance(event, never) for event in events):
            rule = f"must be kept as {kept.__name__.lower()} in a poll of this method"
            raise RecordError(Fault("refused-event", f"{never.__name__.lower()} on record", rule))
        shadows = self._shadows(events, urn)
        intake = self.apply_all(shadows)
        if intake.refused:
            event, verdict = intake.refused[0]
            place = next(place for place, shadow in enumerate(shadows) if shadow is event)
            codes = ", ".join(part.code for part in verdict.parts)
            whose = f" of {event.elector}" if isinstance(event, Cast) else ""
            subject = f"events[{place}], {type(event).__name__.lower()}{whose} at {event.at.isoformat()},"
            raise RecordError(Fault("refused-event", subject, "must be allowed by the rules", codes))
        if merged(intake.poll.urn) != merged(urn):
            raise _bad_urn()
        return self._made(tuple(events), merged(urn), intake.poll._borrow())  # noqa: SLF001 - its own

    def _shadows(self, events: list[Event], urn: tuple[Papers, ...]) -> list[Event]:
        """The events of a secret ballot with some paper of the right box put to each who voted.

        Nobody knows whose is whose, and it does not matter: every paper is checked, and each is used once.
        """
        odd = {answer for _, answer, _ in urn}.difference(self.procedure.answers)
        if odd and self.slate is None:
            raise _bad_urn(", ".join(sorted(odd)))
        if sum(many for _, _, many in urn) != sum(isinstance(event, Voted) for event in events):
            raise _bad_urn()
        piles: dict[Box, list[str]] = {}
        for box, answer, many in urn:
            piles.setdefault(box, []).extend([answer] * many)
        return [self._shadow(event, piles) if isinstance(event, Voted) else event for event in events]

    def _shadow(self, event: Voted, piles: Mapping[Box, list[str]]) -> Cast:
        elector = self.electorate.elector(event.elector)
        pile = [] if elector is None else piles.get(box_of(elector, self.rule.boxes), [])
        if not pile:
            raise _bad_urn(event.elector)
        paper = self._paper(pile.pop())
        return Cast(event.elector, paper, event.at, event.by, received=event.received)

    def _paper(self, text: str) -> str | Marks:
        """A paper on record, read."""
        try:
            return paper_in(self, text)
        except TallyError as error:
            raise _bad_urn(str(error)) from None

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy by the plain dict."""
        return Poll.from_dict, (self.to_dict(),)

    def __hash__(self) -> int:
        """Equal polls ask the same question."""
        return hash((self.question, self.opens, len(self.events)))


def _bad_urn(given: str = "") -> RecordError:
    """The error for papers that are not those of the people who voted."""
    rule, fix = "must be one for each who voted, and say what the poll offers", "keep both together"
    return RecordError(Fault("bad-urn", "papers", rule, given, fix))
