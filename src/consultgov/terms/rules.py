"""The rule of an office's terms, as data: how long, how renewed, how filled early, when they end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final, cast, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, RuleError
from consultgov.fields import read_fields, written
from consultgov.people import Person, Roster
from consultgov.people.reading import day_or_none, one_of, plain, text, truth, whole
from consultgov.settings import all_of, clause_of
from consultgov.shares import Share
from consultgov.spans import ANNIVERSARY, Period, PeriodRules, day, period, period_rules
from consultgov.terms.ages import AgeRule
from consultgov.terms.asking import Asking, SlateServing, slate_of
from consultgov.terms.ends import Asked, Term, read_term, term_of
from consultgov.terms.exceptions import Circumstances
from consultgov.terms.holding import RenewalWindow, handed_over_by, standing_on, window_of
from consultgov.terms.leaving import Leaving, leavings, shortages
from consultgov.terms.lengths import Allowance, FixedDay, Length, read_allowance, read_length
from consultgov.terms.limits import Limit, TermLimit, limits_of
from consultgov.terms.numbering import BodyTerm, BodyTerms, body_term, body_terms
from consultgov.terms.reviewing import Linked, linked_of, reviewed
from consultgov.terms.service import History
from consultgov.terms.serving import Serving
from consultgov.verdicts import Clause, Finding, Verdict

__all__ = ["RenewalKind", "Replacement", "TermRule"]

_MOST_TERMS: Final = 10_000
_MOST_NUMBER: Final = 1_000_000


def __dir__() -> list[str]:
    return __all__


@final
class RenewalKind(StrEnum):
    """From where the terms of an office are counted."""

    CHAINED = "chained"
    """Each from the day after the last one, whenever that ended."""
    ANCHORED = "anchored"
    """The n-th ends n lengths after the first began: leap days and late starts move nothing."""


@final
class Replacement(StrEnum):
    """How long somebody serves who fills a seat before the predecessor's term is over."""

    REMAINDER = "remainder"
    """The rest of the predecessor's term (补选、增补)."""
    OWN = "own"
    """A term of her own, from the day on which she starts."""
    REMAINDER_IF_MORE = "remainder_if_more"
    """The rest where more than a share of the term is left, by days; otherwise a term of her own."""


# --- reading --------------------------------------------------------------------------------------


def _office(given: object) -> str:
    return text(given, "office")


def _renewal(given: object) -> RenewalKind:
    return one_of(RenewalKind, given, "renewal")


def _repeats(given: object) -> bool:
    return truth(given, "repeats")


def _together(given: object) -> bool:
    return truth(given, "together")


def _replacement(given: object) -> Replacement:
    return one_of(Replacement, given, "replacement")


def _share(given: object) -> Share:
    return given if isinstance(given, Share) else Share(cast("Any", given))


def _hand_over(given: object) -> Period | None:
    return None if given is None else period(given, "hand_over")


def _ends_on(given: object) -> FixedDay | None:
    if given is None or isinstance(given, FixedDay):
        return given
    return FixedDay(given) if isinstance(given, str) else FixedDay.from_dict(given)


def _ages(given: object) -> AgeRule | None:
    return given if given is None or isinstance(given, AgeRule) else AgeRule.from_dict(given)


def _events(given: object) -> tuple[date, ...]:
    return tuple(sorted(set(all_of(given, day, "events"))))


def _body(given: object) -> BodyTerm | None:
    return body_term(given)


def _term_or_none(given: object) -> Term | None:
    return None if given is None else read_term(given)


def _plain(value: object) -> object:
    """A field in its plain form; a single length is its text, and not a list."""
    found = plain(value)
    listed = cast("list[object]", found) if isinstance(value, tuple) else []
    return listed[0] if len(listed) == 1 and isinstance(listed[0], str) else found


# --- the rule -------------------------------------------------------------------------------------


@final
@attrs.frozen
class TermRule:
    """How long the terms of an office are, how they end, and how they follow one another.

    Everything but the length is given by name.

    Attributes:
        length: a period or its text; a list of them where terms are unequal (eight years, then four);
            ``InEvents(2, "session")``; ``None`` where nothing ends a term but an age, death, resignation or
            removal.
        office: the office, or the kind of seat.
        counting: how periods are counted, the first day and month ends among it.
        renewal: whether a term is counted from the last one or from the first.
        repeats: of unequal terms, the last length holds for all later ones; otherwise there are none.
        together: terms are common and end with the term of the body, at a general renewal (换届).
        replacement: how long somebody serves who fills a seat early.
        more_than: the share of the term that has to be left for ``"remainder_if_more"``, and a day more.
        early: how far a general renewal may be brought forward; ``True`` without a limit.
        extension: how far a term may be extended; ``True`` without a limit.
        hold_over: how long the holder goes on once the term is over and no successor sits; ``True`` until one
            does.
        hand_over: within which time after the successor's first day, which is not counted, things are
            handed over.
        ends_on: the day of the year on which terms end, such as ``FixedDay("01-31")`` or ``"12-31"``.
        ages: the age at which the office ends, and those to start at.
        linked: another body at whose renewal this one is formed anew.
        limits: how often and how long somebody may serve; ``NoLimit`` is a rule too.
        clause: where the length stands. "In principle" is ``strength="default"``.

    Raises:
        RecordError: what is no period, day, word or value of these; all at once.
        RuleError: settings that contradict each other; all at once.

    >>> committee = TermRule("3 years", office="member")
    >>> committee.term("2021-12-25").last_day.isoformat()
    '2024-12-24'
    >>> TermRule("3 years", counting={"first_day": "not_counted"}).term("2021-12-25").last_day.isoformat()
    '2024-12-25'
    """

    length: Length = attrs.field(converter=read_length)
    office: str = attrs.field(default="", converter=_office, kw_only=True)
    counting: PeriodRules = attrs.field(default=ANNIVERSARY, converter=period_rules, kw_only=True)
    renewal: RenewalKind = attrs.field(default=RenewalKind.CHAINED, converter=_renewal, kw_only=True)
    repeats: bool = attrs.field(default=True, converter=_repeats, kw_only=True)
    together: bool = attrs.field(default=False, converter=_together, kw_only=True)
    replacement: Replacement = attrs.field(
        default=Replacement.REMAINDER, converter=_replacement, kw_only=True
    )
    more_than: Share = attrs.field(default=Share("1/2"), converter=_share, kw_only=True)
    early: Allowance | None = attrs.field(default=None, converter=read_allowance, kw_only=True)
    extension: Allowance | None = attrs.field(default=None, converter=read_allowance, kw_only=True)
    hold_over: Allowance | None = attrs.field(default=None, converter=read_allowance, kw_only=True)
    hand_over: Period | None = attrs.field(default=None, converter=_hand_over, kw_only=True)
    ends_on: FixedDay | None = attrs.field(default=None, converter=_ends_on, kw_only=True)
    ages: AgeRule | None = attrs.field(default=None, converter=_ages, kw_only=True)
    linked: Linked | None = attrs.field(default=None, converter=linked_of, kw_only=True)
    limits: tuple[Limit, ...] = attrs.field(default=(), converter=limits_of, kw_only=True)
    clause: Clause | None = attrs.field(default=None, converter=clause_of, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        for fault in _contradictions(self):
            faults.add(fault)
        faults.close(RuleError)

    @property
    def anchored(self) -> bool:
        """Whether terms are counted from the first one."""
        return self.renewal is RenewalKind.ANCHORED

    # --- terms ----------------------------------------------------------------------------------

    def term(
        self,
        start: date | str,
        *,
        number: int | None = None,
        first_start: date | str | None = None,
        body: BodyTerm | None = None,
        replaces: Term | None = None,
        born: date | str | None = None,
        events: Iterable[date | str] = (),
    ) -> Term:
        """The term that begins on a day.

        Args:
            start: the first day in office.
            number: which term it is; to be stated where terms are unequal.
            first_start: the first day of the first term; to be stated of later terms that are anchored.
            body: the term of the body; where terms are common, it ends this one. Without it the term is
                taken for that of the body.
            replaces: the term, as planned, of the predecessor whose seat is filled before it is over.
            born: the day of birth; an age ends the term of nobody whose day of birth is not given.
            events: the days of the sessions or elections that are known, where the term is counted in them.

        Raises:
            RecordError: what is none of these; a start outside the term of the body or of the predecessor, a
                term without a single day, one that ends beyond the calendar; a number or a first day that is
                needed and not given.

        >>> judges = TermRule("12 years", ages=AgeRule(leaves_at=68))
        >>> judges.term("2020-06-22", born="1960-03-15").last_day.isoformat()
        '2028-03-31'
        """
        faults = Faults()
        read: tuple[Any, ...] = (
            faults.attempt(day, start, "start"),
            None if number is None else faults.attempt(whole, number, "number of a term", _MOST_NUMBER, 1),
            faults.attempt(day_or_none, first_start, "first_start"),
            faults.attempt(_body, body),
            faults.attempt(_term_or_none, replaces),
            faults.attempt(day_or_none, born, "born"),
            faults.attempt(_events, events),
        )
        faults.close(RecordError)
        return term_of(self, Asked(*read))

    def terms(
        self,
        start: date | str,
        count: int | None = None,
        *,
        until: date | str | None = None,
        events: Iterable[date | str] = (),
    ) -> tuple[Term, ...]:
        """Terms one after another, the first from a day on; each begins on the first day after the last.

        Args:
            start: the first day of the first one.
            count: how many, at most 10,000.
            until: the day on or before which the last of them begins; with a count, whichever comes first.
            events: the days of the sessions or elections that are known.

        Raises:
            RecordError: neither a count nor a day, more terms than that, terms after one without an end, and
                what ``term`` refuses.

        >>> [str(each.last_day) for each in TermRule(["8 years", "4 years"]).terms("2026-01-01", 3)]
        ['2033-12-31', '2037-12-31', '2041-12-31']
        """
        if count is None and until is None:
            rule, fix = "must be bounded", "say count= or until="
            raise RecordError(Fault("endless-chain", "chain of terms", rule, "", fix))
        most = None if count is None else whole(count, "count of terms", _MOST_TERMS, 1)
        last = day_or_none(until, "until")
        return tuple(_chained(self, day(start, "start"), most, last, _events(events)))

    # --- who may serve --------------------------------------------------------------------------

    def may_serve(
        self,
        person: Person | str,
        history: History,
        start: date | str,
        *,
        end: date | str | None = None,
        replaces: bool = False,
        terms: BodyTerms | Iterable[object] = (),
        events: Iterable[date | str] = (),
        circumstances: Circumstances | None = None,
    ) -> Serving:
        """Whether somebody may start a term on a day, with the limits and the spans that counted.

        What she held before that day is looked at, as if it had ended by then; what begins on it or later
        is not.

        Args:
            person: the person, or her id; the day of birth, where an age is asked for, is hers, or that of
                the roster.
            history: what she held: a roster, or a list of services, appointments, spans or pairs of days.
            start: the first day of the term.
            end: the first day after it, where it is not of the usual length, such as the rest of a term.
            replaces: whether it is the rest of somebody else's term.
            terms: the terms of the body that are known, where its members' terms end together.
            events: the days of the sessions or elections that are known, where terms are counted in them.
            circumstances: candidates and seats, a vote, waivers, as the exceptions ask for them.

        Raises:
            RecordError: what is none of these, services that overlap, service before birth, an end that is
                not later than the start; all at once.

        >>> from consultgov.terms import TermLimit
        >>> rule = TermRule("3 years", limits=TermLimit(2, consecutive=True, after="3 years"))
        >>> answer = rule.may_serve(
        ...     "li", [("2015-03-01", "2018-03-01"), ("2018-03-01", "2021-03-01")], "2021-03-01"
        ... )
        >>> answer.holds, answer.earliest.isoformat()
        (False, '2024-03-01')
        """
        asking = Asking.of(self, terms, events, circumstances)
        return asking.answer(person, history, start, end, replaces=replaces)

    def slate(
        self,
        people: Iterable[Person | str],
        history: Roster | Mapping[str, History],
        start: date | str,
        *,
        seats: int | None = None,
        terms: BodyTerms | Iterable[object] = (),
        events: Iterable[date | str] = (),
        circumstances: Circumstances | None = None,
    ) -> SlateServing:
        """Who of several may start a term on a day.

        Args:
            people: the persons, or their ids.
            history: a roster, or a dict of what each of them held.
            start: the first day of the term.
            seats: how many seats are to be filled; where fewer of them may serve, an exception for too few
                candidates lets the others serve as well.
            terms: the terms of the body that are known.
            events: the days of the sessions or elections that are known.
            circumstances: a vote or waivers, as the exceptions ask for them.

        Raises:
            RecordError: what is none of these, somebody twice, and what ``may_serve`` refuses; all at once.

        >>> from consultgov.terms import TermLimit
        >>> rule = TermRule("3 years", limits=TermLimit(1))
        >>> rule.slate(["li", "wang"], {"li": [("2020-01-01", "2023-01-01")]}, "2026-01-01").may_serve
        ('wang',)
        """
        return slate_of(Asking.of(self, terms, events, circumstances), people, history, start, seats)

    def horizon(
        self,
        roster: Roster,
        start: date | str,
        end: date | str,
        *,
        terms: BodyTerms | Iterable[object] = (),
        events: Iterable[date | str] = (),
    ) -> tuple[Leaving, ...]:
        """Who of those in office in a period will have to leave in it, when, why, and until when.

        Everybody is taken to be elected again whenever the rule allows it. Who may not have begun at all has
        to leave at once.

        Args:
            roster: who holds and held what.
            start: the first day of the period.
            end: the first day after it.
            terms: the terms of the body that are known.
            events: the days of the sessions or elections that are known.

        Raises:
            RecordError: what is none of these, an end that is not later than the start.
            TooLarge: people with so many offices each that their histories cannot be looked at.

        >>> from consultgov.people import Appointment
        >>> from consultgov.terms import TermLimit
        >>> roster = Roster([Person("li")], [Appointment("li", "member", "2024-03-01", "2027-03-01")])
        >>> rule = TermRule("3 years", limits=TermLimit(2))
        >>> [leaving] = rule.horizon(roster, "2026-01-01", "2036-01-01")
        >>> leaving.person, leaving.last_day.isoformat(), leaving.back
        ('li', '2030-02-28', None)
        """
        return leavings(Asking.of(self, terms, events, None), roster, start, end)

    def shortages(
        self,
        roster: Roster,
        start: date | str,
        end: date | str,
        *,
        terms: BodyTerms | Iterable[object] = (),
        events: Iterable[date | str] = (),
    ) -> tuple[Finding, ...]:
        """Where the rule empties a seat: somebody has to leave it, and nobody else on file may take it.

        Whoever may sit for the seat by what is on file, has none on that day and may serve could follow;
        where nothing is on file about the sectors of somebody, she could.

        Args:
            roster: who holds and held what, with all who might follow.
            start: the first day of the period.
            end: the first day after it.
            terms: the terms of the body that are known.
            events: the days of the sessions or elections that are known.

        Raises:
            RecordError: what is none of these, an end that is not later than the start.
            TooLarge: more people, offices or leavings than can be looked at one by one.

        >>> from consultgov.people import Appointment
        >>> from consultgov.terms import TermLimit
        >>> people = [Person("li", sectors=["women"]), Person("wang", sectors=["grid"])]
        >>> roster = Roster(people, [Appointment("li", "women", "2024-03-01", "2027-03-01")])
        >>> [found] = TermRule("3 years", limits=TermLimit(1)).shortages(roster, "2026-01-01", "2028-01-01")
        >>> print(found.explain())
        Note: from 2027-03-01 nobody on file may take the seat “women”, which li has to leave.
        """
        return shortages(Asking.of(self, terms, events, None), roster, start, end)

    # --- in office ------------------------------------------------------------------------------

    def renewal_due(self, term: Term) -> RenewalWindow:
        """On which days the next term may begin: brought forward, when due, and put off.

        Raises:
            RecordError: no term, or one without an end.

        >>> rule = TermRule("5 years", early="6 months", extension="1 year")
        >>> window = rule.renewal_due(rule.term("2021-12-25"))
        >>> window.earliest.isoformat(), window.due.isoformat(), window.latest.isoformat()
        ('2026-06-25', '2026-12-25', '2027-12-25')
        """
        return window_of(self, read_term(term))

    def in_office(self, term: Term, on: date | str, *, successor_start: date | str | None = None) -> Verdict:
        """Whether the holder is in office on a day: in the term, holding over, or no longer.

        Args:
            term: the term.
            on: the day asked about.
            successor_start: the first day of the successor, where there is one.

        Raises:
            RecordError: what is no term or day; a successor who starts on its first day or before.

        >>> rule = TermRule("3 years", hold_over=True)
        >>> print(rule.in_office(rule.term("2021-12-25"), "2025-01-10").explain())
        In office on 2025-01-10: holding over since 2024-12-25 until a successor sits.
        """
        faults = Faults()
        held = faults.attempt(read_term, term)
        asked = faults.attempt(day, on, "on")
        successor = faults.attempt(day_or_none, successor_start, "successor_start")
        faults.close(RecordError)
        return standing_on(self, cast("Term", held), cast("date", asked), successor)

    def hand_over_by(self, successor_start: date | str) -> date | None:
        """The last day for handing over to a successor; ``None`` where the rule sets none.

        Raises:
            RecordError: what is no day, a day beyond the calendar.

        >>> TermRule("5 years", hand_over="10 days").hand_over_by("2026-03-01").isoformat()
        '2026-03-11'
        """
        return handed_over_by(self, day(successor_start, "successor_start"))

    # --- the body -------------------------------------------------------------------------------

    def review(
        self,
        terms: BodyTerms,
        *,
        on: date | str | None = None,
        linked: BodyTerms | None = None,
        events: Iterable[date | str] = (),
    ) -> tuple[Finding, ...]:
        """What is to be said of the terms that a body really had.

        Terms longer or shorter than the rule, with and without a reason on record; a renewal that is overdue;
        terms that end on another day than those of the body they are linked to. Anchored terms are so to the
        first of the list.

        Args:
            terms: the terms of the body.
            on: the day asked about, for a renewal that is overdue.
            linked: the terms of the other body; where they are not on file, it is renewed with this one.
            events: the days of the sessions or elections that are known.

        Raises:
            RecordError: what is none of these, a day beyond the calendar.

        >>> [found] = TermRule("3 years").review(BodyTerms([BodyTerm(1, "2021-12-25")]), on="2025-02-01")
        >>> found.code, found.facts["latest"]
        ('renewal-overdue', '2024-12-24')
        """
        at = day_or_none(on, "on")
        other = BodyTerms() if linked is None else body_terms(linked)
        return tuple(reviewed(self, body_terms(terms), at, other, _events(events)))

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, _plain)

    @classmethod
    def from_dict(cls, data: object) -> TermRule:
        """The rule from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
            RuleError: settings that contradict each other.
        """
        return read_fields(cls, data, "term rule")


def _chained(
    rule: TermRule, start: date, most: int | None, until: date | None, events: tuple[date, ...]
) -> Iterator[Term]:
    """Terms one after another; what ends the chain is its bound, or terms that the rule has no more of."""
    number, begins = 1, start
    while (most is None or number <= most) and (until is None or begins <= until):
        if number > _MOST_TERMS:
            fix = "ask for a shorter time"
            raise RecordError(
                Fault("too-many-terms", "chain of terms", f"must have at most {_MOST_TERMS}", "", fix)
            )
        if most is None and not _has(rule, number):
            return
        found = term_of(rule, Asked(begins, number, start, events=events))
        yield found
        if found.end is None:
            if most is not None and number < most:
                what, fix = "must have an end for another to follow", "ask for one term"
                raise RecordError(Fault("open-term", f"term {number}", what, "", fix))
            return
        number, begins = number + 1, found.end


def _has(rule: TermRule, number: int) -> bool:
    """Whether the rule knows a term of that number."""
    return rule.repeats or not isinstance(rule.length, tuple) or number <= len(rule.length)


def _contradictions(rule: TermRule) -> Iterator[Fault]:
    """Settings that make no sense together."""
    periods = rule.length if isinstance(rule.length, tuple) else ()
    if rule.anchored and not periods:
        yield Fault("no-use", "renewal='anchored'", "must go with a length in years, months or days")
    if rule.anchored and any(each.working_days for each in periods):
        yield Fault("bad-term-length", "length of anchored terms", "must not be of working days")
    if rule.ends_on is not None and not periods:
        yield Fault("no-use", "ends_on", "must go with a length in years, months or days")
    if not rule.repeats and not periods:
        yield Fault("no-use", "repeats=False", "must go with lengths")
    yield from _of_limits(rule, len(periods))
    yield from _of_renewal(rule)


def _of_limits(rule: TermRule, known: int) -> Iterator[Fault]:
    """More terms in all than a rule knows whose lengths do not repeat."""
    for limit in () if rule.repeats else rule.limits:
        if isinstance(limit, TermLimit) and not limit.consecutive and limit.most > known > 0:
            given, fix = str(limit.most), "say how long the others are, or leave the limit out"
            yield Fault(
                "no-use", "limit on terms", f"must be at most {known}, as the lengths are", given, fix
            )


def _of_renewal(rule: TermRule) -> Iterator[Fault]:
    if rule.together and rule.replacement is not Replacement.REMAINDER:
        fix = "leave it out, or say together=False"
        yield Fault(
            "no-use", f"replacement={rule.replacement.value!r}", "must not go with common terms", "", fix
        )
    for name in ("early", "extension", "linked"):
        if rule.length is None and getattr(rule, name) is not None:
            yield Fault("no-use", name, "must go with a length", "", "leave it out")
    if rule.more_than != Share("1/2") and rule.replacement is not Replacement.REMAINDER_IF_MORE:
        yield Fault("no-use", "more_than", "must go with replacement='remainder_if_more'")
