"""May she serve, and may they all: a rule of terms asked about people and days."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, shown
from consultgov.people import Person, Roster
from consultgov.people.reading import day_or_none, name, truth
from consultgov.settings import items
from consultgov.spans import Span, day
from consultgov.terms.cases import Case
from consultgov.terms.exceptions import Circumstances
from consultgov.terms.lengths import InEvents
from consultgov.terms.limits import Limit, TermLimit
from consultgov.terms.numbering import BodyTerm, BodyTerms, body_terms
from consultgov.terms.service import History, Service, before, history_of
from consultgov.terms.serving import Serving, moved, serving
from consultgov.terms.stints import Measure, stretches

if TYPE_CHECKING:
    from consultgov.terms.rules import TermRule

__all__ = ["Asking", "SlateServing", "slate_of"]

_DAY: Final = timedelta(days=1)
_NOTHING: Final = Circumstances()


def __dir__() -> list[str]:
    return __all__


@final
@attrs.frozen
class Asking:
    """A rule with what is so of the body when it is asked.

    Attributes:
        rule: the rule of terms.
        terms: the terms of the body that are known.
        events: the days of the sessions or elections that are known.
        circumstances: what the exceptions ask for.
    """

    rule: TermRule
    terms: BodyTerms
    events: tuple[date, ...]
    circumstances: Circumstances

    @classmethod
    def of(cls, rule: TermRule, terms: object, events: object, circumstances: object) -> Asking:
        """What is asked, read and checked.

        Raises:
            RecordError: what is no term of a body, no day, no circumstances.
        """
        if circumstances is not None and not isinstance(circumstances, Circumstances):
            rule_text, fix = "must be circumstances", "pass Circumstances(...)"
            raise RecordError(
                Fault("bad-circumstances", "circumstances", rule_text, shown(circumstances), fix)
            )
        known = tuple(sorted({day(each, "event") for each in items(events, "events")}))
        return cls(rule, body_terms(terms), known, circumstances or _NOTHING)

    @property
    def limits(self) -> tuple[Limit, ...]:
        """What has to allow a start: the limits, how many terms the rule knows, and its ages."""
        rule = self.rule
        found = rule.limits
        if isinstance(rule.length, tuple) and not rule.repeats and not _limits_terms(found):
            found = (*found, TermLimit(len(rule.length), clause=rule.clause))
        return found if rule.ages is None else (*found, rule.ages)

    @property
    def measure(self) -> Measure:
        """How the terms of the rule are counted."""
        lengths = self.rule.length if isinstance(self.rule.length, tuple) else ()
        spans = tuple(Span(each.start, each.end or self._over(each)) for each in self.terms)
        counted = self.rule.length if isinstance(self.rule.length, InEvents) else None
        return Measure(
            lengths, self.rule.counting, self.rule.anchored, spans, counted, self.events, self.rule.ends_on
        )

    def _over(self, term: BodyTerm) -> date | None:
        """The first day after a term of the body that is still open, as the rule plans it.

        Anchored terms are so to the first that is known. ``None`` where nothing ends it, or only beyond the
        calendar.
        """
        first = self.terms.terms[0]
        number = term.number - first.number + 1 if self.rule.anchored else term.number
        with suppress(RecordError):
            return self.rule.term(term.start, number=number, first_start=first.start, events=self.events).end
        return None

    def answer(
        self,
        person: Person | str,
        history: History,
        start: object,
        end: object = None,
        *,
        replaces: object = False,
    ) -> Serving:
        """Whether somebody may serve from a day on.

        Raises:
            RecordError: what is no person, history or day; an end that is not later than the start.
        """
        known = _known(person, history)
        faults = Faults()
        at, over = faults.attempt(day, start, "start"), faults.attempt(day_or_none, end, "end")
        faults.attempt(truth, replaces, "replaces")
        if at is not None and over is not None and over <= at:
            faults.add(
                Fault("empty-span", f"end {over}", "must come after the start", str(at), "swap the days")
            )
        held = faults.attempt(history_of, known or person, history, self.rule.office or "member") or ()
        faults.close(RecordError)
        who = person.id if isinstance(person, Person) else name(person, "person")
        born = None if known is None else known.born
        first = cast("date", at)
        if known is not None:
            _check_lifetime(known, first)
        earlier, measure = before(held, first), self.measure
        planned = None if over is not None else self._planned(first, earlier, measure)
        case = Case(who, born, first, over, bool(replaces), earlier, measure, planned)
        found = self._judged(case)
        if found.holds or found.earliest is None:
            return found
        return _with_latest(found, self._end_from(case, found.earliest))

    def _judged(self, case: Case) -> Serving:
        rule = self.rule
        return serving(
            case, self.limits, self.circumstances, office=rule.office or "member", clause=rule.clause
        )

    def _end_from(self, case: Case, start: date) -> date | None:
        """The end of a term that starts on a later day; ``None`` also where the calendar ends before."""
        later = moved(case, start)
        with suppress(RecordError):
            planned = None if later.end is not None else self._planned(start, later.held, later.measure)
            return self._judged(attrs.evolve(later, planned=planned)).end
        return None

    def _planned(self, start: date, earlier: tuple[Service, ...], measure: Measure) -> date | None:
        """The first day after a term that starts on a day, ages aside; ``None`` where its number says it."""
        rule = self.rule
        body = self.terms.at(start) if rule.together else None
        if body is not None:
            over = body.end or measure.terms[-1].end
            if over is None or over > start:
                return over
        if isinstance(rule.length, tuple) and len(rule.length) > 1:
            return None
        first, number = start, 1
        if rule.anchored:
            joined = stretches((each.start, cast("date", each.end)) for each in earlier)
            if joined and joined[-1][1] == start:
                first = joined[-1][0]
                number += sum(1 for _ in measure.cuts(first, start))
        if not rule.repeats and number > 1:
            return None
        return rule.term(start, number=number, first_start=first, events=self.events).end


def _limits_terms(limits: tuple[Limit, ...]) -> bool:
    return any(isinstance(each, TermLimit) for each in limits)


def _with_latest(answer: Serving, end: date | None) -> Serving:
    """An answer with the end of a term that starts on the earliest day."""
    if end is None:
        return answer
    facts = {**answer.verdict.facts, "latest_day": (end - _DAY).isoformat()}
    return attrs.evolve(answer, verdict=attrs.evolve(answer.verdict, facts=facts), latest_end=end)


def _check_lifetime(person: Person, start: date) -> None:
    """Nobody starts before her birth, or after her death."""
    subject = f"term of {person.id!r} from {start}"
    if person.born is not None and start < person.born:
        rule, given = "must not start before the birth", f"born {person.born}"
        raise RecordError(Fault("before-birth", subject, rule, given, "", (person.id,)))
    if person.died is not None and start > person.died:
        rule, given = "must not start after the death", f"died {person.died}"
        raise RecordError(Fault("after-death", subject, rule, given, "", (person.id,)))


def _known(person: object, history: object) -> Person | None:
    """What is on file about somebody; who is named by an id and looked up in a roster has to be in it."""
    if isinstance(person, Person) or not isinstance(history, Roster):
        return person if isinstance(person, Person) else None
    who = name(person, "person")
    found = history.person(who)
    if found is None:
        rule, fix = "must be on file in the roster", "pass a Person, or put her into the roster"
        raise RecordError(Fault("unknown-person", f"person {who!r}", rule, "", fix, (who,)))
    return found


# --- a slate ------------------------------------------------------------------------------------------


@final
@attrs.frozen(hash=False)
class SlateServing:
    """Who of several may serve from a day on.

    Attributes:
        answers: the id of each, in the order given, with the answer.
    """

    answers: Mapping[str, Serving]

    @property
    def holds(self) -> bool:
        """Whether all may."""
        return all(each.holds for each in self.answers.values())

    @property
    def may_serve(self) -> tuple[str, ...]:
        """Who may."""
        return tuple(person for person, each in self.answers.items() if each.holds)

    @property
    def may_not_serve(self) -> tuple[str, ...]:
        """Who may not."""
        return tuple(person for person, each in self.answers.items() if not each.holds)

    def explain(self, language: str = "en") -> str:
        """The answers with their reasons in sentences, ``"en"`` or ``"zh"``, one after another.

        Raises:
            RecordError: a language that is not there.
        """
        return "\n".join(each.explain(language) for each in self.answers.values())

    def to_dict(self) -> dict[str, object]:
        """The verdicts as plain dicts."""
        return {person: each.to_dict() for person, each in self.answers.items()}

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy, since a read-only view of a dict does neither."""
        return _slate, (dict(self.answers),)

    def __hash__(self) -> int:
        """Equal slates are of the same people."""
        return hash(tuple(self.answers))


def _slate(answers: dict[str, Serving]) -> SlateServing:
    return SlateServing(MappingProxyType(answers))


def slate_of(
    asking: Asking, people: object, history: object, start: object, seats: int | None
) -> SlateServing:
    """Who of several may serve; how many may is what an exception for too few candidates looks at.

    Raises:
        RecordError: no list of people, somebody twice, no history, and what ``Asking.answer`` refuses.
    """
    listed = cast("list[Person | str]", items(people, "people"))
    if not isinstance(history, Roster | Mapping):
        rule, fix = "must be a roster, or a dict of histories by person", "pass a Roster"
        raise RecordError(Fault("bad-history", "history", rule, shown(history), fix))
    known = history if isinstance(history, Roster) else _histories(cast("Mapping[object, History]", history))
    answers = _answers(asking, listed, known, start)
    if seats is not None:
        may = sum(each.holds for each in answers.values())
        few = attrs.evolve(asking.circumstances, candidates=may, seats=seats)
        answers = _answers(attrs.evolve(asking, circumstances=few), listed, known, start)
    return _slate(answers)


def _histories(given: Mapping[object, History]) -> dict[str, History]:
    """Histories by the id of the person, composed as names are."""
    faults, found = Faults(), dict[str, History]()
    for each, held in given.items():
        who = faults.attempt(name, each, "person")
        if who in found:
            faults.add(Fault("person-twice", f"history of {who!r}", "must be there once", "", "", (who,)))
        elif who is not None:
            found[who] = held
    faults.close(RecordError)
    return found


def _answers(
    asking: Asking, people: list[Person | str], history: Roster | Mapping[str, History], start: object
) -> dict[str, Serving]:
    faults, answers = Faults(), dict[str, Serving]()
    seen: set[str] = set()
    for each in people:
        who = each.id if isinstance(each, Person) else faults.attempt(name, each, "person")
        if who is None:
            continue
        if who in seen:
            faults.add(Fault("person-twice", f"{who!r} on the slate", "must be there once", "", "", (who,)))
            continue
        seen.add(who)
        held = history if isinstance(history, Roster) else history.get(who, ())
        found = faults.attempt(asking.answer, each, held, start)
        if found is not None:
            answers[who] = found
    faults.close(RecordError)
    return answers
