"""From the valid papers of an election to its result: validity, qualification, seats, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

import attrs

from consultgov.counting.tallies import Tally
from consultgov.elections.following import Ended, following
from consultgov.elections.grouping import group_of, traits_read
from consultgov.elections.holding import limits_beside
from consultgov.elections.methods import (
    APPROVALS,
    CHOICES,
    LISTS,
    ORDERED,
    SCORES,
    ElectionMethod,
    Question,
    figures_of,
    tabulate,
)
from consultgov.elections.results import ElectionOutcome, ElectionResult, Place, Placing
from consultgov.elections.seniority import ages_of, orders_of, refined
from consultgov.errors import Fault, MissingData, TallyError
from consultgov.people import Elector, Trait
from consultgov.shares import Number, number
from consultgov.tabulation import Cap, Filling, Floor, Tabulation, Tie, fill, reaches
from consultgov.tabulation.counts import Ranking, step
from consultgov.tabulation.limits import traits_of
from consultgov.verdicts import Verdict
from consultgov.voting.grounds import ground
from consultgov.voting.marks import Marks
from consultgov.voting.returns import Returns
from consultgov.voting.slates import Slate

if TYPE_CHECKING:
    from consultgov.elections.rules import ElectionRule

__all__ = ["check_candidates", "count_election"]


def check_candidates(rule: ElectionRule, slate: Slate, tally: Tally, held: Iterable[Elector] = ()) -> None:
    """Refuse candidates of whom something is not known that the rule reads, before anybody votes.

    Args:
        rule: the rule.
        slate: who stands.
        tally: the tally of an electorate in which nobody has voted.
        held: who has a seat from an earlier ballot.

    Raises:
        MissingData: a trait, a weight or a truth that the rule reads.
    """
    stand = [each for each in slate.options if each.id != rule.default]
    ages_of(rule.seniority, stand)
    limits: tuple[Cap | Floor, ...] = (*rule.caps, *rule.floors)
    people = {each.id: each.traits for each in (*stand, *held)}
    traits_of(people, people, limits)
    if rule.qualified is not None:
        for each in stand:
            rule.qualified.evaluate(_with_truths(tally, each))


class _Count(NamedTuple):
    """One election, or the part of it that fills the seats of one group."""

    rule: ElectionRule
    returns: Returns
    ballots: tuple[tuple[Marks, Number], ...]
    verdicts: Mapping[str, Verdict]
    """Option to the verdict on what it needs; of the default, none."""
    ages: Mapping[str, Number]
    """Candidate to her seniority, where the rule settles ties by it."""
    figures: Mapping[str, Number]
    """Option to its votes or scores, whether qualified or not; nothing where papers are ranked."""
    held: tuple[Elector, ...]
    """Who has a seat from an earlier ballot: they count for caps and reserved seats."""

    def qualified(self, stand: Iterable[str]) -> tuple[str, ...]:
        """Those of some options who may be elected, the default among them."""
        return tuple(each for each in stand if each not in self.verdicts or self.verdicts[each].holds)


class _Seated(NamedTuple):
    """Who has the seats of one count."""

    elected: tuple[str, ...]
    tie: Tie | None
    found: Tabulation
    filling: Filling | None
    default: bool
    """Whether the default took a seat, and all below it have none."""


def count_election(
    rule: ElectionRule, returns: Returns, seats: int, ballot: int, held: Iterable[Elector] = ()
) -> ElectionResult:
    """Who is elected by some returns, beside those who have a seat from an earlier ballot.

    Raises:
        MissingData: a trait or weight that the rule reads and that a candidate or a voter lacks.
        UnknownFigure: figures that do not fix what the rule reads.
    """
    start = ElectionResult(ElectionOutcome.SEALED, seats, ballot, notes=returns.notes, clause=rule.clause)
    if returns.sealed or returns.void:
        outcome = ElectionOutcome.SEALED if returns.sealed else ElectionOutcome.VOID
        return attrs.evolve(start, outcome=outcome)
    turnout = None if rule.turnout is None else rule.turnout.evaluate(returns.tally)
    start = attrs.evolve(start, turnout=None if returns.withheld else turnout)
    if turnout is not None and not turnout.holds:
        return attrs.evolve(start, outcome=ElectionOutcome.INQUORATE)
    if returns.figures and not returns.votes and not returns.papers and returns.valid:
        notes = (*start.notes, ground("votes-not-declared"))
        return attrs.evolve(start, notes=notes)
    if not _voted(returns):
        notes = (*start.notes, ground("no-valid-paper"))
        return attrs.evolve(start, outcome=ElectionOutcome.VOID, notes=notes)
    ballots = _ballots(rule, returns)
    figures = figures_of(rule.method, ballots, returns.options)
    ages = ages_of(rule.seniority, (each for each in returns.slate.options if each.id != rule.default))
    count = _Count(rule, returns, ballots, _verdicts(rule, returns), ages, figures, tuple(held))
    parts = [_seated(count, stand, places) for stand, places in _groups(rule, returns, seats)]
    found = _result(count, start, parts)
    found = attrs.evolve(found, next=following(Ended(rule, found, returns, ages, count.held)))
    return _without_figures(found, returns) if returns.withheld else found


def _voted(returns: Returns) -> bool:
    """Whether anybody voted validly."""
    return any(returns.votes.values()) if returns.votes else bool(returns.valid)


# --- what is counted ------------------------------------------------------------------------------


def _ballots(rule: ElectionRule, returns: Returns) -> tuple[tuple[Marks, Number], ...]:
    """The valid papers with the votes behind each; of declared votes, a paper for each option."""
    if returns.votes:
        if rule.method not in CHOICES or rule.by:
            rule_, fix = "must be counted from papers", "declare the papers, not their votes alone"
            raise TallyError(Fault("papers-needed", f"method {rule.method}", rule_, "", fix))
        return tuple((Marks.chosen([option]), votes) for option, votes in returns.votes.items())
    if rule.by:
        lacking = sorted({voter.id for voter, _, _ in returns.papers if rule.by not in voter.weights})
        if lacking:
            fix = "give them, and in a secret ballot a box for each"
            rule_ = "must be known of whoever voted"
            raise MissingData(Fault("missing-weight", f"weight {rule.by!r}", rule_, "", fix, tuple(lacking)))
    sums: dict[Marks, Number] = {}
    for voter, marks, many in returns.papers:
        sums[marks] = sums.get(marks, 0) + many * _weight(rule, voter)
    return tuple(sums.items())


def _weight(rule: ElectionRule, voter: Elector) -> Number:
    return number(voter.weights[rule.by]) if rule.by else 1


def _verdicts(rule: ElectionRule, returns: Returns) -> dict[str, Verdict]:
    """Option to whether it has what it needs; where the rule asks nothing, to nothing."""
    found: dict[str, Verdict] = {}
    for option in returns.options:
        if option != rule.default and rule.qualified is not None:
            found[option] = rule.qualified.evaluate(_tally_of(returns, option))
    return {**found, **dict(_reached(rule, returns, found))} if rule.reverse_paths else found


def _tally_of(returns: Returns, option: str) -> Tally:
    """The tally of an option, with its own truths as facts that the rule may ask for."""
    return _with_truths(returns.tally_for(option), returns.slate.option(option))


def _with_truths(tally: Tally, option: Elector) -> Tally:
    truths = {name: value for name, value in option.traits.items() if isinstance(value, bool)}
    return attrs.evolve(tally, facts=tuple(sorted({**tally.given, **truths}.items()))) if truths else tally


def _reached(
    rule: ElectionRule, returns: Returns, found: Mapping[str, Verdict]
) -> Iterator[tuple[str, Verdict]]:
    """The options that the default reaches by a beat path, of those that have what they need otherwise."""
    papers = [(marks.tiers, many) for _, marks, many in returns.papers]
    for option in returns.options:
        lacks = option in found and not found[option].holds
        if option != rule.default and not lacks and reaches(papers, returns.options, rule.default, option):
            yield option, ground("reverse-path", option=option, default=rule.default)


def _groups(rule: ElectionRule, returns: Returns, seats: int) -> Iterator[tuple[tuple[str, ...], int]]:
    """Who stands for which seats: everybody for all, or the candidates of each group for its own."""
    if not rule.per:
        yield returns.options, seats
        return
    groups = group_of(rule.per, (each for each in returns.slate.options if each.id != rule.default))
    for group, places in rule.shares.items():
        names = [name for name, of in groups.items() if of == group]
        yield (*names, *([rule.default] if rule.default else [])), places


# --- seats ----------------------------------------------------------------------------------------


def _seated(count: _Count, stand: tuple[str, ...], places: int) -> _Seated:
    """Who of some candidates has some seats."""
    rule, eligible = count.rule, _with_approval(count, count.qualified(stand))
    nobody = Tabulation(rule.method.value)
    if not [each for each in eligible if each != rule.default]:
        return _Seated((), None, nobody, None, default=rule.default in eligible)
    few = min(places, len(eligible)) if rule.method not in LISTS else places
    found = _tabulated(count, eligible, few)
    if rule.method not in ORDERED:
        elected = tuple(each for each in found.elected if each != rule.default)
        return _Seated(elected, found.tie, found, None, default=rule.default in found.elected)
    order, default = _above_default(_with_votes(rule, found), rule.default)
    filling = _filled(count, order, places)
    return _Seated(filling.elected, filling.tie, found, filling, default=default and filling.open > 0)


def _with_approval(count: _Count, stand: tuple[str, ...]) -> tuple[str, ...]:
    """Those whom somebody approves of, where a committee is made from approvals: nobody else has a seat.

    Equal shares seats nobody else anyhow, and its price of a seat depends on how many there are.
    """
    if count.rule.method not in APPROVALS - {ElectionMethod.EQUAL_SHARES}:
        return stand
    return tuple(each for each in stand if count.figures[each] > 0)


def _tabulated(count: _Count, eligible: tuple[str, ...], few: int) -> Tabulation:
    """What the method makes of the papers, where it does not depend on how those of equal seniority come."""
    asked = Question(count.ballots, eligible, few, (), count.rule.settings)
    drawn = count.returns.drawn
    orders = (drawn,) if count.rule.method in ORDERED else orders_of(count.ages, drawn)
    found = [tabulate(count.rule.method, asked._replace(ties=_only(order, eligible))) for order in orders]
    if len({(tuple(sorted(each.elected)), each.tie) for each in found}) == 1:
        return found[0]
    return tabulate(count.rule.method, asked._replace(ties=_only(drawn, eligible)))


def _only(order: tuple[str, ...], stand: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for each in order if each in stand)


def _with_votes(rule: ElectionRule, found: Tabulation) -> Ranking:
    """The order of merit without those for whom nobody voted: no vote never wins a seat."""
    if rule.method is not ElectionMethod.MOST_VOTES:
        return found.order
    tiers = (tuple(each for each in tier if found.scores[each] > 0) for tier in found.order)
    return tuple(tier for tier in tiers if tier)


def _above_default(order: Ranking, default: str) -> tuple[Ranking, bool]:
    """The part of an order of merit that stands above the default, and whether it is in there at all."""
    above: list[tuple[str, ...]] = []
    for tier in order:
        if default and default in tier:
            return tuple(above), True
        above.append(tier)
    return tuple(above), False


def _filled(count: _Count, order: Ranking, places: int) -> Filling:
    """The seats filled from an order of merit, beside those who have theirs from an earlier ballot."""
    rule, slate = count.rule, count.returns.slate
    if not order:
        return Filling((), open=places)
    names = tuple(each for tier in order for each in tier)
    unknown: Mapping[str, Trait] = dict.fromkeys(traits_read(rule))  # of somebody written in
    known = {name: slate.option(name).traits if name in slate.ids else unknown for name in names}
    limits = limits_beside(rule, _of_group(count, names), known)
    limits["ties"] = _only(count.returns.drawn, names)
    tiers = refined(order, count.ages)
    seniors = [_only(each, names) for each in orders_of(count.ages, count.returns.drawn)]
    found = [fill(tiers, places, **limits, seniority=each) for each in seniors]
    if len({frozenset(each.elected) for each in found}) > 1:
        return fill(tiers, places, **limits)
    before = fill(order, places, **limits, seniority=seniors[0]) if tiers != order else found[0]
    return _settled(before.tie, found[0])


def _of_group(count: _Count, names: tuple[str, ...]) -> tuple[Elector, ...]:
    """Who has a seat already, of those that have seats together with some candidates."""
    per = count.rule.per
    if not per:
        return count.held
    group = count.returns.slate.option(names[0]).traits.get(per)
    return tuple(each for each in count.held if each.traits.get(per) == group)


def _settled(tie: Tie | None, found: Filling) -> Filling:
    """The filling, and that seniority settled a tie, if it did."""
    chosen = (
        [] if tie is None or tie == found.tie else [each for each in tie.options if each in found.elected]
    )
    if tie is None or not chosen:
        return found
    settled = step("tie-settled-by-seniority", options=list(tie.options), chosen=chosen)
    return attrs.evolve(found, steps=(settled, *found.steps))


# --- the result -----------------------------------------------------------------------------------


def _result(count: _Count, start: ElectionResult, parts: list[_Seated]) -> ElectionResult:
    elected = tuple(each for part in parts for each in part.elected)
    ties = [part.tie for part in parts if part.tie is not None]
    tied = sum(tie.places for tie in ties if tie.over == "seat")
    yielding = [part for part in parts if part.filling is not None and part.filling.yielding is not None]
    waiting = any(tie.over != "seat" for tie in ties) or bool(yielding)
    open_ = 0 if waiting else start.seats - len(elected) - tied
    notes = (*start.notes, *_notes(count, parts))
    outcome = _outcome(bool(ties), bool(yielding), any(part.default for part in parts) and not elected, open_)
    return attrs.evolve(
        start,
        outcome=outcome,
        elected=elected,
        tie=ties[0] if ties else None,
        more_ties=tuple(ties[1:]),
        open=open_,
        placings=tuple(_placings(count, parts)),
        counts=tuple(part.found for part in parts),
        notes=notes,
    )


def _outcome(tied: bool, yielding: bool, default: bool, open_: int) -> ElectionOutcome:  # noqa: FBT001 - facts side by side
    if yielding:
        return ElectionOutcome.GIVE_WAY
    if tied:
        return ElectionOutcome.TIED
    if default:
        return ElectionOutcome.DEFAULT
    return ElectionOutcome.OPEN if open_ else ElectionOutcome.COMPLETE


def _notes(count: _Count, parts: list[_Seated]) -> Iterator[Verdict]:
    """What was settled on the way, and that the default stands above some."""
    for part in parts:
        if part.filling is not None:
            yield from part.filling.steps
            if part.filling.yielding is not None:
                yield part.filling.yielding.verdict()
            if part.filling.tie is not None and part.filling.open:
                yield ground("count-again")
        if part.default and (part.filling is not None or not part.found.elected):
            yield ground("default-prevails", option=count.rule.default)
        elif part.default:
            yield ground("default-seated", option=count.rule.default)


def _placings(count: _Count, parts: list[_Seated]) -> Iterator[Placing]:
    """What became of each candidate: the elected in order, then others as ranked, then by their votes."""
    order: list[str] = []
    for part in parts:
        ranked = [each for tier in part.found.order for each in tier]
        order += [*dict.fromkeys((*part.elected, *ranked))]
    rest = sorted(count.returns.options, key=lambda option: -count.figures.get(option, 0))
    whole = dict.fromkeys((*(each for part in parts for each in part.elected), *order, *rest))
    for candidate in whole:
        if candidate != count.rule.default:
            yield _placing(count, parts, candidate)


def _placing(count: _Count, parts: list[_Seated], candidate: str) -> Placing:
    verdict = count.verdicts.get(candidate)
    figure = next((part.found.scores[candidate] for part in parts if candidate in part.found.scores), None)
    figure = count.figures.get(candidate, figure)
    over = {name: why for part in parts if part.filling is not None for name, why in part.filling.passed_over}
    place = next((found for part in parts if (found := _place_in(part, candidate)) is not None), None)
    if place is None:
        qualified = verdict is None or verdict.holds
        place = Place.NOT_ELECTED if qualified else Place.NOT_QUALIFIED
    of_list = place is Place.ELECTED and count.rule.method in LISTS
    seats = sum(part.elected.count(candidate) for part in parts) if of_list else None
    return Placing(candidate, place, figure, verdict, over.get(candidate), seats, count.rule.method in SCORES)


def _place_in(part: _Seated, candidate: str) -> Place | None:
    """What became of a candidate in one count, if she came as far as the seats."""
    if candidate in part.elected:
        return Place.ELECTED
    if part.tie is not None and candidate in part.tie.options:
        return Place.TIED
    if part.filling is None:
        return None
    if part.filling.yielding is not None and candidate in part.filling.yielding.options:
        return Place.YIELDING
    return Place.PASSED_OVER if candidate in dict(part.filling.passed_over) else None


def _without_figures(found: ElectionResult, returns: Returns) -> ElectionResult:
    """The result without anything that could unmask a voter: who is elected, in the order of the paper."""
    named = (*returns.slate.ids, *(each for each in found.elected if each not in returns.slate.ids))
    elected = tuple(each for each in named for _ in range(found.elected.count(each)))
    known = {Place.ELECTED, Place.TIED, Place.YIELDING}
    places = {each.candidate: each for each in found.placings}
    placings = tuple(
        Placing(each, place.place if place.place in known else Place.NOT_ELECTED, seats=place.seats)
        for each in named
        if (place := places.get(each)) is not None
    )
    then = found.next
    if then is not None:
        stand = tuple(sorted(then.stand, key=named.index if {*then.stand} <= {*named} else str))
        then = attrs.evolve(then, stand=stand, held=tuple(sorted(then.held, key=lambda each: each.id)))
    return attrs.evolve(found, elected=elected, placings=placings, counts=(), next=then)
