"""Whether somebody may serve from a day on: every limit is asked, and the first day found that all allow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final, cast, final

import attrs

from consultgov.errors import Fault, RecordError
from consultgov.terms.ages import AgeEnd, AgeRule
from consultgov.terms.cases import Case, Ruling
from consultgov.terms.exceptions import Circumstances
from consultgov.terms.limits import Limit
from consultgov.terms.stints import stints
from consultgov.verdicts import Clause, Finding, Verdict

__all__ = ["Serving", "moved", "serving"]

_DAY: Final = timedelta(days=1)
_NOT_KNOWN: Final = "birth-not-known"
_ROUNDS: Final = 10_000
_NO_EXCEPTION: Final = Circumstances()


def __dir__() -> list[str]:
    return __all__


@final
@attrs.frozen
class Serving:
    """Whether somebody may serve from a day on, with the reasons.

    Attributes:
        verdict: the answer, with a part for each limit: its clause, and the spans that counted.
        start: the day asked about.
        earliest: the first day, from the one asked about, on which a term of hers may lawfully start;
            ``None`` where none may.
        end: the first day after a term that starts on the day: after its length, or earlier where a limit
            ends it; ``None`` where it does not start lawfully, or nothing ends it.
        terms_left: how many terms she has left, the one asked about among them; ``None`` without a limit.
        latest_end: the first day after a term that starts on the earliest day, as ``end`` is of one that
            starts on the day asked about.
    """

    verdict: Verdict
    start: date
    earliest: date | None
    end: date | None
    terms_left: int | None
    latest_end: date | None = None

    @property
    def holds(self) -> bool:
        """Whether she may."""
        return self.verdict.holds

    @property
    def last_day(self) -> date | None:
        """The last day in office of a term that starts on the day."""
        return None if self.end is None else self.end - _DAY

    @property
    def latest_day(self) -> date | None:
        """The last day in office, at the latest, of a term that starts on the earliest day."""
        return None if self.latest_end is None else self.latest_end - _DAY

    @property
    def counted(self) -> tuple[str, ...]:
        """The spans of service that counted under some limit, in order, as ISO 8601 intervals of days."""
        listed = (part.facts.get("counted", ()) for part in _all_parts(self.verdict))
        return tuple(sorted({span for spans in listed for span in cast("Iterable[str]", spans)}))

    @property
    def facts(self) -> Mapping[str, object]:
        """The facts of the verdict."""
        return self.verdict.facts

    def findings(self) -> tuple[Finding, ...]:
        """What stands in the way, one finding for each limit that does not allow it."""
        return self.verdict.findings()

    def explain(self, language: str = "en") -> str:
        """The answer with its reasons in sentences, ``"en"`` or ``"zh"``, a line each.

        Raises:
            RecordError: a language that is not there.
        """
        return self.verdict.explain(language)

    def to_dict(self) -> dict[str, object]:
        """The verdict as a plain dict: the days are among its facts."""
        return self.verdict.to_dict()

    def __bool__(self) -> bool:
        """Refused, as of a verdict: read ``holds``."""
        return bool(self.verdict)


def _all_parts(verdict: Verdict) -> Iterator[Verdict]:
    for part in verdict.parts:
        yield part
        yield from _all_parts(part)


# --- the answer ---------------------------------------------------------------------------------------


def serving(
    case: Case,
    limits: tuple[Limit, ...],
    circumstances: Circumstances = _NO_EXCEPTION,
    *,
    office: str,
    clause: Clause | None = None,
) -> Serving:
    """Whether the term of a case may start, and what follows.

    Args:
        case: who would start when, and what she held before.
        limits: what has to allow it.
        circumstances: what is so on the occasion.
        office: the office, as the sentences name it.
        clause: where the length of the term stands.
    """
    rulings = [_ruling(limit, case, circumstances) for limit in limits]
    earliest = _earliest(case, limits, circumstances, rulings)
    holds = earliest == case.start
    end = _end(case, rulings) if holds else None
    left = min((each.left for each in rulings if each.left is not None), default=None)
    facts: dict[str, object] = {"person": case.person, "office": office, "start": case.start.isoformat()}
    if left is not None:
        facts["terms_left"] = left
    if earliest is not None:
        facts["earliest"] = earliest.isoformat()
    if end is not None:
        facts["last_day"] = (end - _DAY).isoformat()
    verdict = Verdict(
        holds,
        _code(facts, rulings, holds=holds),
        "",
        facts,
        tuple(each.verdict for each in rulings),
        clause=clause,
    )
    return Serving(verdict, case.start, earliest, end, left, end)


def _code(facts: Mapping[str, object], rulings: list[Ruling], *, holds: bool) -> str:
    if holds:
        return "may-serve-until" if "last_day" in facts else "may-serve"
    if "earliest" in facts:
        return "may-serve-later"
    against = {each.verdict.code for each in rulings if not each.verdict.holds and each.earliest is None}
    return "may-serve-not-known" if against == {_NOT_KNOWN} else "may-never-serve"


def _end(case: Case, rulings: list[Ruling]) -> date | None:
    """The first day after the term: as long as it runs, and as the limits allow."""
    planned = case.end or case.planned or case.measure.end(case.start, _number(case, rulings))
    ends = [planned, *(each.until for each in rulings)]
    return min((each for each in ends if each is not None), default=None)


def _number(case: Case, rulings: list[Ruling]) -> int:
    """Which term it is, where terms are of different lengths: as the limits count, or of all she served."""
    if len(case.measure.lengths) <= 1:
        return 1
    served = [each.verdict.facts["served"] for each in rulings if "served" in each.verdict.facts]
    if not served:
        return 1 + len(stints(case.held, case.measure, lambda _: True))
    return 1 + max(cast("list[int]", served))


def _earliest(
    case: Case, limits: tuple[Limit, ...], circumstances: Circumstances, rulings: list[Ruling]
) -> date | None:
    """The first day on which every limit allows the start: each names its own, until all name the same."""
    at = case.start
    for _ in range(_ROUNDS):
        days = [each.earliest for each in rulings]
        found = [each for each in days if each is not None]
        if len(found) < len(days):
            return None
        later = max(found, default=at)
        if later == at:
            return at
        at = later
        later_case = moved(case, at)
        rulings = [_ruling(limit, later_case, circumstances) for limit in limits]
    subject, rule = f"earliest start of {case.person!r}", f"must be found in {_ROUNDS} steps"
    raise RecordError(Fault("no-earliest", subject, rule, "", "set fewer limits"))


def moved(case: Case, start: date) -> Case:
    """The same case with a later start; a term that was to end by then has the usual length."""
    end = case.end if case.end is not None and case.end > start else None
    return attrs.evolve(case, start=start, end=end)


def _ruling(limit: Limit, case: Case, circumstances: Circumstances) -> Ruling:
    """What a limit says, and the next day on which it may say something else."""
    return _sooner(limit, _judged(limit, case, circumstances), case, circumstances)


def _judged(limit: Limit, case: Case, circumstances: Circumstances) -> Ruling:
    """What a limit says, or what lifts it; one that is not in force says nothing against it."""
    if limit.clause is not None and not limit.clause.in_force(case.start):
        facts = {"on": case.start.isoformat()}
        return Ruling(Verdict(True, "limit-not-in-force", "", facts, clause=limit.clause), case.start)  # noqa: FBT003
    if isinstance(limit, AgeRule):
        return _by_age(limit, case)
    found = limit.judge(case)
    if found.verdict.holds or limit.unless is None:
        return found
    held = [each for each in case.held if not limit.offices or each.office in limit.offices]
    lifted = limit.unless.lifts(found.verdict, case.person, case.start, held, circumstances)
    return found if lifted is None else Ruling(lifted, case.start)


def _sooner(limit: Limit, found: Ruling, case: Case, circumstances: Circumstances) -> Ruling:
    """The ruling with the next day on which it may be another: the limit no longer in force, or waived."""
    if found.verdict.holds:
        return found
    days = [found.earliest, None if limit.clause is None else limit.clause.valid_to]
    if not isinstance(limit, AgeRule) and limit.unless is not None and limit.unless.waivable:
        days += [each.start for each in circumstances.waivers if each.person == case.person]
    later = [each for each in days if each is not None and each > case.start]
    return attrs.evolve(found, earliest=min(later, default=None))


# --- ages ---------------------------------------------------------------------------------------------


def _by_age(limit: AgeRule, case: Case) -> Ruling:
    facts: dict[str, object] = {"person": case.person}
    if case.born is None:
        return Ruling(Verdict(False, _NOT_KNOWN, "", facts, clause=limit.clause), None)  # noqa: FBT003
    first, late, leaves = _bounds(limit, case.born)
    facts |= {"born": case.born.isoformat()}
    if late is not None and late <= case.start:
        facts |= {"late": late.isoformat()}
        return Ruling(Verdict(False, "too-old-to-start", "", facts, clause=limit.clause), None)  # noqa: FBT003
    if first is not None and case.start < first:
        facts |= {"first": first.isoformat(), "least": limit.least}
        reached = None if first == date.max else first
        return Ruling(Verdict(False, "too-young-to-start", "", facts, clause=limit.clause), reached)  # noqa: FBT003
    if leaves is None:
        return Ruling(Verdict(True, "of-age-to-serve", "", facts, clause=limit.clause), case.start)  # noqa: FBT003
    facts |= {"last_day": (leaves - _DAY).isoformat(), "age": limit.leaves_at}
    return Ruling(Verdict(True, "of-age-until", "", facts, clause=limit.clause), case.start, leaves)  # noqa: FBT003


def _bounds(limit: AgeRule, born: date) -> tuple[date | None, date | None, date | None]:
    """The first day to start, the first too late for it, and the first no longer in office.

    Of ages that are reached only after the calendar ends, the least is reached on its last day, and the
    others bind nobody.
    """
    first = None if limit.least is None else _in_calendar(limit.birthday, born, limit.least) or date.max
    leaves = _in_calendar(limit.leave_day, born)
    ages = [limit.under, limit.leaves_at if limit.at is AgeEnd.END_OF_TERM else None]
    late = [leaves, *(_in_calendar(limit.birthday, born, each) for each in ages if each is not None)]
    return first, min((each for each in late if each is not None), default=None), leaves


def _in_calendar(read: Callable[..., date | None], *given: object) -> date | None:
    try:
        return read(*given)
    except RecordError:
        return None
