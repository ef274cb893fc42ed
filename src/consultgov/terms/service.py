"""Service: who held an office from which day to which, and the history of somebody as rules look at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, Final, TypeAlias, cast, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, shown
from consultgov.fields import read_fields, written
from consultgov.people import Appointment, Person, Roster, Standing
from consultgov.people.reading import day_or_none, name, plain, truth
from consultgov.settings import items
from consultgov.spans import Span, day

__all__ = ["History", "Service", "before", "history_of"]

_PAIR: Final = 2


def __dir__() -> list[str]:
    return __all__


def _office(given: object) -> str:
    return name(given, "office")


def _start(given: object) -> date:
    return day(given, "start")


def _end(given: object) -> date | None:
    return day_or_none(given, "end")


def _held_over(given: object) -> date | None:
    return day_or_none(given, "held over")


def _replaces(given: object) -> bool:
    return truth(given, "replaces")


def _term(given: Any) -> Span | None:  # noqa: ANN401 - whatever is given
    if given is None or isinstance(given, Span):
        span = given
    elif isinstance(given, list | tuple) and len(pair := cast("list[str]", given)) == _PAIR:
        span = Span(*pair)
    else:
        span = Span.from_dict(cast("object", given))
    if span is not None and (span.end is None or not _is_of_days(span)):
        fix = "give the first day and the first one after it"
        raise RecordError(Fault("bad-term", "term", "must be a span of days that ends", str(span), fix))
    return span


def _is_of_days(span: Span) -> bool:
    return type(span.start) is date


@final
@attrs.frozen
class Service:
    """That somebody held an office from a day to another one, in whole terms or as a part of one.

    Args:
        office: the office, such as ``"member"`` or ``"chair"``.
        start: the first day in office.
        end: the first day no longer in office; open where ``None``.
        term: the whole term that it was a part of, as a span or a pair of days. Pieces of one term are put
            together, whoever else served between them; without it, what adjoins is one stretch of service
            that is cut into terms of the length that the rule has.
        replaces: whether she served out the term of somebody else.
        held_over: the first day on which the term was over and she only went on until a successor came:
            from then on the days are of no term, but they are days in office.

    Raises:
        RecordError: an end that is not later than the start, what is no day, a part outside its term, days
            held over outside the service; all at once.

    >>> Service(
    ...     "president", "1974-08-09", "1977-01-20", term=("1973-01-20", "1977-01-20"), replaces=True
    ... ).days
    895
    """

    office: str = attrs.field(converter=_office)
    start: date = attrs.field(converter=_start)
    end: date | None = attrs.field(default=None, converter=_end)
    term: Span | None = attrs.field(default=None, converter=_term, kw_only=True)
    replaces: bool = attrs.field(default=False, converter=_replaces, kw_only=True)
    held_over: date | None = attrs.field(default=None, converter=_held_over, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        for fault in _contradictions(self):
            faults.add(fault)
        faults.close(RecordError)

    @property
    def days(self) -> int | None:
        """How many days it lasted; ``None`` where it has no end."""
        return None if self.end is None else (self.end - self.start).days

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> Service:
        """The service from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "service")


def _contradictions(held: Service) -> Iterator[Fault]:
    subject = f"service as {held.office!r} from {held.start}"
    if held.end is not None and held.end <= held.start:
        given = f"{held.start} to {held.end}"
        yield Fault("empty-span", subject, "must end after it starts", given, "swap the days")
    last = held.end or date.max
    if held.term is not None:
        first, over = held.term.start, cast("date", held.term.end)
        if held.start < first or (held.held_over or last) > over:
            rule, given = "must lie in its term", f"{held.start} to {held.end}, term {first} to {over}"
            yield Fault("outside-term", subject, rule, given, "say from when it was held over")
    if held.held_over is not None and not held.start <= held.held_over < last:
        rule = "must be held over within it"
        yield Fault("outside-service", subject, rule, held.held_over.isoformat())


_Held: TypeAlias = Service | Appointment | Span | Mapping[str, object] | tuple[object, object]

History: TypeAlias = Roster | Iterable[_Held]
"""What somebody held: a roster, or a list of services, appointments, spans or pairs of days."""


# --- reading a history --------------------------------------------------------------------------------


def history_of(person: Person | str, given: History, office: str) -> tuple[Service, ...]:
    """What somebody held, in the order of time.

    Args:
        person: the person, or her id.
        given: a roster, of which what she holds and held as a member is looked at; or a list of services,
            of appointments of hers, of spans, or of pairs of days in the office that is asked about.
        office: the office of what does not name one.

    Raises:
        RecordError: what is no service, appointments of somebody else, service before birth or after death,
            two services in one office on one day; all at once.
    """
    who = person.id if isinstance(person, Person) else name(person, "person")
    listed = given.of(who) if isinstance(given, Roster) else items(given, "history")
    faults = Faults()
    read = [faults.attempt(_service, each, who, office) for each in listed if not _is_alternate(each)]
    faults.close(RecordError)
    held = sorted((each for each in read if each is not None), key=_order)
    known = given.person(who) if isinstance(given, Roster) else None
    for fault in _impossible(person if isinstance(person, Person) else known, who, held):
        faults.add(fault)
    faults.close(RecordError)
    return tuple(held)


def _is_alternate(given: object) -> bool:
    return isinstance(given, Appointment) and given.standing is Standing.ALTERNATE


def _order(held: Service) -> tuple[date, date, str]:
    return held.start, held.end or date.max, held.office


def _service(given: Any, who: str, office: str) -> Service:  # noqa: ANN401 - whatever is given
    if isinstance(given, Service):
        return given
    if isinstance(given, Appointment):
        if given.person != who:
            rule, fix = f"must be of {who!r}", "leave it out, or pass a roster"
            raise RecordError(
                Fault("other-person", f"appointment of {given.person!r}", rule, "", fix, (who,))
            )
        return Service(given.seat, given.start, given.end)
    if isinstance(given, Span):
        return Service(office, given.start, given.end)
    if isinstance(given, list | tuple) and len(pair := cast("list[date]", given)) == _PAIR:
        return Service(office, pair[0], pair[1])
    if not isinstance(given, Mapping):
        rule, fix = "must be a pair of days, or a Service", "write [('2021-03-01', '2024-03-01')]"
        raise RecordError(Fault("not-a-dict", "one of the history", rule, shown(cast("object", given)), fix))
    return Service.from_dict(cast("object", given))


def _impossible(person: Person | None, who: str, held: list[Service]) -> Iterator[Fault]:
    for each in held:
        subject = f"service of {who!r} from {each.start}"
        if person is not None and person.born is not None and each.start < person.born:
            rule, given = "must not start before the birth", f"born {person.born}"
            yield Fault("before-birth", subject, rule, given, "correct one of the days", (who,))
        if person is not None and person.died is not None and each.start > person.died:
            rule, given = "must not start after the death", f"died {person.died}"
            yield Fault("after-death", subject, rule, given, "correct one of the days", (who,))
    by_office: defaultdict[str, list[Service]] = defaultdict(list)
    for each in held:
        by_office[each.office].append(each)
    for office, services in by_office.items():
        for one, other in pairwise(services):
            if one.end is None or other.start < one.end:
                subject = f"service of {who!r} as {office!r} from {other.start}"
                rule, given = "must not begin before the earlier one ends", f"{one.start} to {one.end or '…'}"
                fix = "end the earlier one, or leave one of them out"
                yield Fault("overlapping-service", subject, rule, given, fix, (who,))


def before(held: Iterable[Service], on: date) -> tuple[Service, ...]:
    """What was held before a day, as if it had ended by then; what begins on it or later is left out."""
    return tuple(_until(each, on) for each in held if each.start < on)


def _until(held: Service, on: date) -> Service:
    if held.end is not None and held.end <= on:
        return held
    over = held.held_over if held.held_over is not None and held.held_over < on else None
    return attrs.evolve(held, end=on, held_over=over)
