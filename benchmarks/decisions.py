"""Targets 2a to 2c: thresholds, compound rules and early decisions.

The hand-written sides are what a programmer would write for one fixed rule: plain
integers, read from a small object or from the ballots themselves.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Final

import attrs

from benchmarks.measuring import (
    Case,
    Line,
    Setting,
    at_least,
    at_most,
    expect,
    paired,
    power_of_ten,
    ratio_line,
    rng,
)
from consultgov import Condition, DecisionRule, Elector, Outcome, Tally

NUMERATOR: Final = 2
DENOMINATOR: Final = 3
TWO_THIRDS: Final = Fraction(NUMERATOR, DENOMINATOR)


@attrs.frozen
class Figures:
    """The numbers of a vote, as a caller's own code would hold them."""

    yes: int = 60_123
    cast: int = 90_184
    ballots: int = 94_184
    members: int = 120_000
    yes_units: int = 17
    units: int = 27


FIGURES: Final = Figures()


def threshold_by_hand(figures: Figures) -> bool:
    """Test two thirds of the votes cast by cross-multiplying."""
    return figures.yes * DENOMINATOR >= NUMERATOR * figures.cast


def threshold_by_fraction(figures: Figures) -> bool:
    """Test the same with the rationals of the standard library."""
    return Fraction(figures.yes, figures.cast) >= TWO_THIRDS


def compound_by_hand(figures: Figures) -> bool:
    """Test a quorum of half, two thirds of the cast, and 55 % of the units."""
    return (
        figures.ballots * 2 >= figures.members
        and figures.yes * 3 >= figures.cast * 2
        and figures.yes_units * 100 >= figures.units * 55
    )


def outcome_by_hand(figures: Figures) -> str:
    """Decide the same three conditions in their order."""
    if figures.ballots * 2 < figures.members:
        return "inquorate"
    if figures.yes * 3 >= figures.cast * 2 and figures.yes_units * 100 >= figures.units * 55:
        return "adopted"
    return "rejected"


QUORUM: Final = "ballots >= 1/2 of members"
MAJORITY: Final = "yes >= 2/3 of decisive"
UNITS: Final = "yes by units >= 55% of members by units"


def _totals() -> Tally:
    """Make the figures a tally, with what each base holds."""
    units = {"yes": FIGURES.yes_units, "members": FIGURES.units}
    return Tally.totals(
        yes=FIGURES.yes,
        decisive=FIGURES.cast,
        ballots=FIGURES.ballots,
        members=FIGURES.members,
        by={"units": units},
    )


def _counted() -> Tally:
    """Count the same vote from a stream."""
    no = FIGURES.cast - FIGURES.yes
    return Tally.count(["yes"] * FIGURES.yes + ["no"] * no)


def _electorate() -> tuple[Tally, Figures]:
    """Make a vote of 1,200 electors that carry a weight, and its figures; all holds."""
    stances = rng(5).choices(("yes", "no", "abstain", None), (62, 20, 6, 12), k=1_200)
    electors = [Elector(f"e{i}", weights={"units": Decimal(1 + i % 9)}) for i in range(1_200)]
    votes = list(zip(electors, stances, strict=True))
    tally = Tally.of(electors, {e.id: stance for e, stance in votes if stance is not None})
    units = [(1 + i % 9, stance) for i, stance in enumerate(stances)]
    figures = Figures(
        yes=stances.count("yes"),
        cast=stances.count("yes") + stances.count("no"),
        ballots=len(stances) - stances.count(None),
        members=len(stances),
        yes_units=sum(weight for weight, stance in units if stance == "yes"),
        units=sum(weight for weight, _ in units),
    )
    return tally, figures


def thresholds(setting: Setting) -> Iterator[Line]:
    """2a: one exact threshold against integers and against ``Fraction``."""
    condition = Condition.parse(MAJORITY)
    for kind, tally in (("counted", _counted()), ("of totals", _totals())):
        expect("threshold", condition.holds(tally), threshold_by_hand(FIGURES))
        cases = {
            "holds": Case(condition.holds, tally),
            "evaluate": Case(condition.evaluate, tally),
            "hand": Case(threshold_by_hand, FIGURES),
            "Fraction": Case(threshold_by_fraction, FIGURES),
        }
        timings = paired(cases, setting.rounds)
        hand, fraction = (timings.ratios("holds", "hand"), timings.ratios("Fraction", "holds"))
        what = f"condition.holds(tally {kind}) / yes*den >= num*cast"
        yield ratio_line("2a", what, MAJORITY, hand, at_most(3))
        what = f"Fraction(yes, cast) >= t / condition.holds(tally {kind})"
        yield ratio_line("2a", what, MAJORITY, fraction, at_least(5))
        what = f"condition.evaluate(tally {kind}) / yes*den >= num*cast"
        yield ratio_line("2a", what, MAJORITY, timings.ratios("evaluate", "hand"))


def compounds(setting: Setting) -> Iterator[Line]:
    """2b: three conditions against one hand-written function."""
    condition = Condition.parse(f"{QUORUM} and {MAJORITY} and {UNITS}")
    rule = DecisionRule(f"{MAJORITY} and {UNITS}", quorum=QUORUM)
    votes = {"of totals": (_totals(), FIGURES), "of 1,200 electors": _electorate()}
    for kind, (tally, figures) in votes.items():
        expect("compound", condition.holds(tally), compound_by_hand(figures))
        expect("outcome", rule.outcome(tally).value, outcome_by_hand(figures))
        cases = {
            "holds": Case(condition.holds, tally),
            "outcome": Case(rule.outcome, tally),
            "decide": Case(rule.decide, tally),
            "hand": Case(compound_by_hand, figures),
            "hand outcome": Case(outcome_by_hand, figures),
        }
        timings = paired(cases, setting.rounds)
        for name, hand, limit in (
            ("condition.holds", "hand", at_most(4.5)),
            ("rule.outcome", "hand outcome", at_most(4.5)),
            ("rule.decide", "hand outcome", None),
        ):
            what = f"{name}(tally {kind}) / one integer function"
            ratios = timings.ratios(name.partition(".")[2], hand)
            yield ratio_line("2b", what, "3 conditions", ratios, limit)


def count_only(votes: Sequence[str]) -> tuple[int, int]:
    """Count yes and everything else, ballot by ballot, and decide nothing."""
    yes = rest = 0
    for vote in votes:
        if vote == "yes":
            yes += 1
        else:
            rest += 1
    return yes, rest


def decided_after(votes: Sequence[str], electors: int) -> tuple[Outcome | None, int]:
    """Find by hand where two thirds of all electors are reached or out of reach."""
    yes = 0
    for ballots, vote in enumerate(votes, 1):
        yes += vote == "yes"
        if DENOMINATOR * yes >= NUMERATOR * electors:
            return Outcome.ADOPTED, ballots
        if DENOMINATOR * (electors - ballots + yes) < NUMERATOR * electors:
            return Outcome.REJECTED, ballots
    return None, len(votes)


def early(setting: Setting) -> Iterator[Line]:
    """2c: deciding as the ballots come in, against a loop that only counts them."""
    rule = DecisionRule("yes >= 2/3 of members")
    for size in setting.sizes(20_000, 10**6):
        for end, shares in ((Outcome.REJECTED, (62, 38)), (Outcome.ADOPTED, (72, 28))):
            votes = rng(1).choices(("yes", "no"), shares, k=size)
            decide = partial(rule.early, electors=size)
            ours = decide(votes)
            expect("early decision", (ours.outcome, ours.after), decided_after(votes, size))
            head = votes[: ours.after]
            cases = {"ours": Case(decide, head), "count": Case(count_only, head)}
            ratios = paired(cases, setting.rounds).ratios("ours", "count")
            what = f"rule.early(list), {end.value} / loop that only counts"
            sizes = f"{power_of_ten(size)}, decided at {ours.after:,}"
            yield ratio_line("2c", what, sizes, ratios, at_most(1.4))
