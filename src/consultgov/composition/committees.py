"""A body as its rules have it: its sectors, what it must look like, and the questions one can ask of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast, final
from unicodedata import normalize

import attrs

from consultgov.composition.allotments import Allotment, Impasse
from consultgov.composition.allotting.searching import STEPS
from consultgov.composition.contradictions import check_rules
from consultgov.composition.filling import Preference, body_to_fill, filled, repaired, wishes
from consultgov.composition.flaws import bars, verdicts_against
from consultgov.composition.kin import KinRule
from consultgov.composition.nominees import Nominee, nominees_of
from consultgov.composition.requirements import AgeLimit, CoolingOff, Requirement, requirements
from consultgov.composition.reviewing import History, findings_on
from consultgov.composition.sectors import Sector
from consultgov.composition.sittings import sitting, tally_of
from consultgov.composition.succession import Succession, succession_of
from consultgov.composition.successors import (
    Asked,
    Successor,
    entering,
    on_file,
    orders_of,
    successor_for,
)
from consultgov.composition.vacancies import Vacancy, vacancies
from consultgov.composition.watching import Turn, watched
from consultgov.counting import Condition, Tally
from consultgov.counting.declarations import Facts, read_facts
from consultgov.errors import Fault, Faults, RecordError, RuleError, TallyError, shown
from consultgov.people import Person, Roster
from consultgov.people.reading import name, whole
from consultgov.people.rosters import between
from consultgov.records import expect_keys
from consultgov.settings import all_of, clause_of, one_or_more
from consultgov.spans import day
from consultgov.verdicts import Clause, Finding, Verdict

__all__ = ["Committee"]

_NO_FACTS: Final[Facts] = MappingProxyType({})
_NO_ORDERS: Final[Mapping[str, Iterable[str]]] = MappingProxyType({})
_MOST: Final = 100
_ANY_DAY: Final = date(2000, 1, 1)


def __dir__() -> list[str]:
    return __all__


def _sectors(given: object) -> tuple[Sector, ...]:
    listed = [given] if isinstance(given, Sector) else one_or_more(given)
    return all_of(listed, _sector, "sectors")


def _sector(given: object) -> Sector:
    if isinstance(given, Sector):
        return given
    return Sector(given) if isinstance(given, str) else Sector.from_dict(given)


def _rules(given: object) -> tuple[Condition, ...]:
    listed = [given] if isinstance(given, Condition) else one_or_more(given)
    return all_of(listed, _rule, "rules")


def _rule(given: object) -> Condition:
    if isinstance(given, Condition):
        return given.closed()
    read = Condition.parse(given) if isinstance(given, str) else Condition.from_dict(given)
    return read.closed()


def _renewal(given: object) -> Condition | None:
    return None if given is None else _rule(given)


def _kin_rule(given: object) -> KinRule | None:
    return given if given is None or isinstance(given, KinRule) else KinRule.from_dict(given)


def _check_names(sectors: tuple[Sector, ...], faults: Faults) -> None:
    """Every name of a sector or seat stands for one thing."""
    known: set[str] = set()
    for sector in sectors:
        for seat in (sector.name, *sector.names):
            if seat in known:
                rule, fix = "must name one sector or seat", "give them names that differ"
                faults.add(Fault("seat-twice", f"name {seat!r}", rule, "", fix))
            known.add(seat)
    if not sectors:
        faults.add(Fault("empty", "committee", "must have a sector", "", "name its sectors"))


@final
@attrs.frozen(init=False, hash=False)
class Committee:
    """A body: the sectors it is made of, and what must hold of whoever sits in it.

    Args:
        name: the body.
        sectors: its sectors; a bare name stands for a sector of one seat.
        rules: conditions on the whole, as rule text or built: caps, minimum shares, sizes. They are about
            those who sit in voting seats; ``sector``, ``seat``, ``unit``, ``route`` and ``full_time`` are
            traits that the seat and the appointment give.
        requires: what is asked of every holder of a voting seat.
        seats_each: how many seats one person may hold.
        apart: the rule that keeps relatives apart, if there is one.
        renewal: the condition, as rule text or built, without which a general renewal is due, such as
            ``"members >= 1/2 of seats"``.
        succession: how a vacant seat is filled, where its sector has no rule of its own.
        clause: where the establishment stands.

    Raises:
        RuleError: no sector, two of one name, rules that nobody can meet together; all at once.

    >>> from consultgov.people import Appointment, Person, Roster
    >>> committee = Committee("consultation committee", ["party", "women"])
    >>> roster = Roster([Person("li")], [Appointment("li", "women", "2024-03-01")])
    >>> [finding.code for finding in committee.review(roster, on="2026-05-01")]
    ['seats-vacant']
    """

    name: str
    sectors: tuple[Sector, ...]
    rules: tuple[Condition, ...] = ()
    requires: tuple[Requirement, ...] = ()
    seats_each: int = 1
    apart: KinRule | None = None
    renewal: Condition | None = None
    succession: Succession | None = None
    clause: Clause | None = None
    _homes: Mapping[str, Sector] = attrs.field(init=False, eq=False, repr=False)

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(  # noqa: PLR0913 - what the rules of a body are made of
        self,
        name: str,
        sectors: Iterable[Sector | str],
        rules: Iterable[Condition | str] | Condition | str = (),
        *,
        requires: Iterable[Requirement] | Requirement = (),
        seats_each: int = 1,
        apart: KinRule | None = None,
        renewal: Condition | str | None = None,
        succession: Succession | None = None,
        clause: Clause | None = None,
    ) -> None:
        faults = Faults()
        read: list[Any] = [faults.attempt(_body_name, name), faults.attempt(_sectors, sectors) or ()]
        _check_names(read[1], faults)
        read += [faults.attempt(_rules, rules), faults.attempt(requirements, requires), seats_each]
        faults.attempt(whole, seats_each, "seats each", _MOST, 1)
        read += [faults.attempt(_kin_rule, apart), faults.attempt(_renewal, renewal)]
        read += [faults.attempt(succession_of, succession), faults.attempt(clause_of, clause)]
        faults.close(RuleError)
        self.__attrs_init__(*read)
        homes = {seat: each for each in self.sectors for seat in (each.name, *each.names)}
        object.__setattr__(self, "_homes", MappingProxyType(homes))
        check_rules(self)

    # --- what it is made of ---------------------------------------------------------------------

    def sector_of(self, seat: str) -> Sector | None:
        """The sector that a seat belongs to; of a sector, itself."""
        return self._homes.get(normalize("NFC", seat)) if isinstance(cast("object", seat), str) else None

    def asked(self) -> Iterator[Requirement]:
        """Everything that is asked of a holder somewhere in the body."""
        yield from self.requires
        for sector in self.sectors:
            yield from sector.requires

    def clauses(self) -> Iterator[Clause]:
        """The clauses on which the rules stand."""
        rules = (rule for rule in (self.apart, self.renewal) if rule is not None)
        parts = (self, *self.sectors, *self.rules, *self.asked(), *rules)
        yield from (part.clause for part in parts if part.clause is not None)

    # --- as it stands on a day ------------------------------------------------------------------

    def review(self, roster: Roster, *, on: date | str, given: Facts = _NO_FACTS) -> tuple[Finding, ...]:
        """What is wrong with the body on a day, the weightiest first.

        A finding tells the rule, the people, since when it has been so without a break, the clause, and
        what would mend it. A roster as it would be is reviewed in the same way. Since when a rule on the
        whole is not kept is left out where the files are so long that it would take too long to look for.

        Args:
            roster: who is on file, and who holds which seat from when to when.
            on: the day.
            given: the facts of the body that its rules read, such as the number of households.

        Raises:
            RecordError: what is no roster or no day.
            TallyError: facts that are none.
        """
        return findings_on(self._history(roster, given), day(on, "on"))

    def watch(
        self, roster: Roster, *, start: date | str, end: date | str, given: Facts = _NO_FACTS
    ) -> tuple[Turn, ...]:
        """The days after the first and before the last on which the review gives another answer.

        So an app can warn ahead: of appointments that end, ages that are reached, rules that come into
        force.

        Raises:
            RecordError: what is no roster or no day, an end that is not later than the start.
            TallyError: facts that are none.
            TooLarge: so many changes of so many people that it would take too long.
        """
        first, last = between(start, end)
        return tuple(watched(self._history(roster, given), first, last))

    def vacancies(self, roster: Roster, *, start: date | str, end: date | str) -> tuple[Vacancy, ...]:
        """Which seats that must be filled were empty within a period, from when to when, and why.

        Raises:
            RecordError: what is no roster or no day, an end that is not later than the start.
        """
        first, last = between(start, end)
        return vacancies(self, _roster(roster), first, last)

    def tally(self, roster: Roster, *, on: date | str, given: Facts = _NO_FACTS) -> Tally:
        """Whoever sits in a voting seat on a day, with the traits of person and seat, and the vacant seats.

        Raises:
            RecordError: what is no roster or no day.
        """
        return tally_of(sitting(self, _roster(roster), day(on, "on"), _facts(given)), self.rules)

    def may_sit(self, roster: Roster, person: str, seat: str, *, on: date | str, route: str = "") -> Verdict:
        """Whether somebody on file may take a seat on a day, with everything that speaks against it.

        Her relatives in the body and the seats that she holds already are looked at; whether the seat is
        vacant and what the whole body must look like is not; ``fill`` and ``review`` do.

        Raises:
            RecordError: somebody who is not on file, a seat that the body does not have, what is no day.
        """
        at, sector, files = day(on, "on"), self._home(seat), _roster(roster)
        held = entering(self, sector, person, seat, at, route)
        known = files.person(person)
        is_dead = known is not None and not known.is_alive(at)
        body = sitting(self, files if is_dead else files.appointing(held), at, _NO_FACTS)
        against = (*verdicts_against(sector, held, body), *bars(held, body))
        facts = {"person": person, "seat": seat, "on": at.isoformat()}
        code = "may-not-sit" if against else "may-sit"
        return Verdict(not against, code, "", facts, against, clause=sector.clause)

    def successor(
        self,
        roster: Roster,
        seat: str,
        *,
        on: date | str,
        orders: Mapping[str, Iterable[str]] = _NO_ORDERS,
        declined: Iterable[str] = (),
        route: str = "",
        given: Facts = _NO_FACTS,
    ) -> Successor:
        """Who is next for a vacant seat on a day by the body's own procedure, or what must happen.

        Whoever may not take the seat, or with whom a rule of the body would be broken that is kept now, is
        passed over, and the answer says why. Where several seats of a sector are vacant, the answer is for
        one of them; ask again with ``successor.applied(roster)``.

        Args:
            roster: who is on file, and who holds which seat from when to when, alternates included.
            seat: the seat, or the sector.
            on: the day on which it would be filled.
            orders: way to the ids in its order, for ``"next_on_list"`` and ``"runner_up"``.
            declined: those who do not want the seat.
            route: the route of those in the orders, such as ``"residents"``.
            given: the facts of the body that its rules read.

        Raises:
            RecordError: a seat that the body does not have, people who are not on file, what is no day.
            MissingData: an order that the rule names is not given.
            TallyError: facts that are none.

        >>> from consultgov.composition.succession import Succession
        >>> from consultgov.people import Appointment, Person, Roster
        >>> steering = Committee("steering", [Sector("members", 3)], succession=Succession("runner_up"))
        >>> roster = Roster(
        ...     [Person(name) for name in ("w1", "w2", "w3", "r4", "r5")],
        ...     [Appointment("w1", "members", "2026-01-01"), Appointment("w2", "members", "2026-01-01")],
        ... )
        >>> found = steering.successor(roster, "members", on="2026-05-01", orders={"runner_up": ["r4", "r5"]})
        >>> found.person, found.way.value
        ('r4', 'runner_up')
        """
        sector, known = self._home(seat), _roster(roster)
        body = sitting(self, known, day(on, "on"), _facts(given))
        unwilling = on_file(declined, "those who declined", known)
        return successor_for(Asked(body, sector, seat, orders_of(orders, known), unwilling, route))

    def _home(self, seat: str) -> Sector:
        sector = self.sector_of(seat)
        if sector is None:
            fix = f"use one of {', '.join(self._homes)}"
            raise RecordError(
                Fault("unknown-seat", f"seat {shown(seat)}", "must be one of the body", "", fix)
            )
        return sector

    # --- filling --------------------------------------------------------------------------------

    def fill(  # noqa: PLR0913 - what is filled, from whom, by which wishes
        self,
        nominees: Iterable[Nominee | Person | str],
        *,
        roster: Roster | None = None,
        on: date | str | None = None,
        given: Facts = _NO_FACTS,
        renewal: bool = False,
        prefer: Iterable[Preference | str] = ("incumbents", "rank"),
        balance: Iterable[str] = (),
        steps: int = STEPS,
        solver: str | None = None,
    ) -> Allotment | Impasse:
        """The best lawful allotment of seats to nominees, or the smallest reason why there is none.

        As many seats are filled as can be; then the preferences are followed, the first before the second;
        then the values of the traits in ``balance`` are spread as evenly as can be. Each nominee is given
        one seat at most. The answer is exact and does not depend on chance.

        Lawful is what the numbers of seats, the rules on the whole and the rule that keeps relatives apart
        allow, and what each seat asks of whoever is given it. What is wrong with those who keep theirs is
        not asked here; ``review`` and ``repair`` do.

        Args:
            nominees: those put forward, or the persons or ids that stand for them.
            roster: who is on file and who sits; whoever sits on the day keeps the seat.
            on: the day on which they would take their seats. It may be left out where no fact on file and
                no rule depends on it.
            given: the facts of the body that its rules read.
            renewal: whether all seats are filled anew; who sits then keeps nothing but the preference.
            prefer: what is preferred: ``"incumbents"``, ``"rank"``.
            balance: traits to be spread evenly after that.
            steps: how long to search before giving up.
            solver: ``"cp-sat"`` to search with an installed solver (the extra ``solver``) where a body is too
                large for the own search; for rules that are sums, and joined by ``and`` and ``or``.

        Raises:
            RecordError: nominees who are not on file, sectors that are none, no day where one is needed.
            MissingData: a trait that a rule reads is not on file of a nominee.
            TooLarge: the search was given up; nothing is known then.

        >>> from consultgov.people import Person
        >>> committee = Committee("council", ["party", "women"])
        >>> people = [Person("li", sectors=["women", "party"]), Person("wang", sectors=["women"])]
        >>> [(each.person, each.seat) for each in committee.fill(people).seatings]
        [('li', 'party'), ('wang', 'women')]
        """
        wanted = wishes(prefer, balance, steps, solver)
        listed = nominees_of(nominees)
        on_file = _roster(Roster() if roster is None else roster)
        at = _day_of_filling(self, listed, on_file, on)
        body = body_to_fill(self, listed, on_file, at, _facts(given))
        return filled(body, listed, wanted, renewal=renewal)

    def repair(
        self,
        roster: Roster,
        nominees: Iterable[Nominee | Person | str] = (),
        *,
        on: date | str,
        given: Facts = _NO_FACTS,
        prefer: Iterable[Preference | str] = ("incumbents", "rank"),
        balance: Iterable[str] = (),
        steps: int = STEPS,
        solver: str | None = None,
    ) -> Allotment | Impasse:
        """The smallest change that makes the body lawful again, or the smallest reason why there is none.

        Whoever may lawfully stay may also leave or move to another seat, but as few seats change hands as
        can be; of changes alike in number, those in which fewer have to leave; then the preferences are
        followed. To another seat somebody moves only where it is on file that she may sit for it, or as a
        nominee. Of more seats than one person may hold, she keeps the first in the order of the body and
        one of the others. What is asked of a holder and does not lie in the file, such as a confirmation,
        no change of holders mends.

        Args:
            roster: who is on file and who sits.
            nominees: those who may be brought in.
            on: the day.
            given: the facts of the body that its rules read.
            prefer: what is preferred among equally small changes.
            balance: traits to be spread evenly after that.
            steps: how long to search before giving up.
            solver: ``"cp-sat"`` to search with an installed solver (the extra ``solver``) where a body is too
                large for the own search; for rules that are sums, and joined by ``and`` and ``or``.

        Raises:
            RecordError: nominees who are not on file, sectors that are none, what is no day.
            MissingData: a trait that a rule reads is not on file.
            TooLarge: the search was given up; nothing is known then.
        """
        wanted, listed = wishes(prefer, balance, steps, solver), nominees_of(nominees)
        body = body_to_fill(self, listed, _roster(roster), day(on, "on"), _facts(given))
        return repaired(body, listed, wanted)

    def _history(self, roster: Roster, given: Facts) -> History:
        return History(self, _roster(roster), _facts(given))

    # --- records --------------------------------------------------------------------------------

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        plain: dict[str, object] = {"name": self.name, "sectors": [each.to_dict() for each in self.sectors]}
        if self.rules:
            plain["rules"] = [rule.to_dict() for rule in self.rules]
        if self.requires:
            plain["requires"] = [each.to_dict() for each in self.requires]
        if self.seats_each != 1:
            plain["seats_each"] = self.seats_each
        parts: tuple[tuple[str, KinRule | Condition | Succession | Clause | None], ...] = (
            ("apart", self.apart),
            ("renewal", self.renewal),
            ("succession", self.succession),
            ("clause", self.clause),
        )
        return plain | {key: part.to_dict() for key, part in parts if part is not None}

    @classmethod
    def from_dict(cls, data: object) -> Committee:
        """The body from its plain dict.

        Raises:
            RecordError: keys that a body does not have.
            RuleError: what the constructor refuses.
        """
        optional = frozenset({"rules", "requires", "seats_each", "apart", "renewal", "succession", "clause"})
        return cls(**expect_keys(data, "committee", frozenset({"name", "sectors"}), optional))  # type: ignore[arg-type]

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy by the plain dict."""
        return Committee.from_dict, (self.to_dict(),)

    def __hash__(self) -> int:
        """Equal bodies have equal names."""
        return hash(self.name)


def _body_name(given: object) -> str:
    return name(given, "committee")


def _roster(given: object) -> Roster:
    if isinstance(given, Roster):
        return given
    raise RecordError(
        Fault("not-a-roster", "roster", "must be a Roster", shown(given), "make one with Roster")
    )


def _day_of_filling(
    committee: Committee, nominees: Iterable[Nominee], roster: Roster, on: date | str | None
) -> date:
    """The day on which seats are taken; any, where nothing depends on it."""
    if on is not None:
        return day(on, "on")
    people = (each.person for each in nominees)
    named = [each if isinstance(each, Person) else roster.person(each) for each in people]
    dated = any(each.days or each.died for each in named if each is not None)
    dated = dated or any(each.start or each.end for each in roster.kinship)
    if dated or roster.appointments or any(True for _ in _dated(committee)):
        fix = 'say on="2026-01-01"'
        rule = "must be of a day, as what it reads is dated"
        raise RecordError(Fault("no-day-of-filling", "filling", rule, "", fix))
    born = (each.born for each in named if each is not None and each.born is not None)
    return max(born, default=_ANY_DAY)


def _dated(committee: Committee) -> Iterator[object]:
    """What of the rules depends on the day."""
    yield from (each for each in committee.asked() if isinstance(each, AgeLimit | CoolingOff))
    yield from (
        each for each in committee.clauses() if each.valid_from is not None or each.valid_to is not None
    )


def _facts(given: Facts) -> Facts:
    faults = Faults()
    read = dict(read_facts(given, faults))
    faults.close(TallyError)
    return read
