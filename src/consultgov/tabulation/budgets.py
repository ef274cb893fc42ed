"""Projects within a budget: by their votes, or by equal shares of everybody who approves of some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import Final, final

import attrs

from consultgov.errors import Fault, ShareError, TallyError, TooLarge
from consultgov.shares import Number, number, number_text
from consultgov.tabulation.counts import step
from consultgov.tabulation.lists import figures_of
from consultgov.tabulation.paying import price
from consultgov.tabulation.profiles import approved_papers, drawn_order, one_word, truth
from consultgov.tabulation.settling import first_of, in_order, settled_by_order
from consultgov.verdicts import Verdict, explained

__all__ = ["BudgetChoice", "Utility", "equal_shares_budget", "greedy_budget"]

_LIMIT: Final = 20_000_000
"""Projects times projects times papers: some seconds of work at the worst."""


def __dir__() -> list[str]:
    return __all__


@final
class Utility(StrEnum):
    """What a project is worth to whoever approves of it."""

    COST = "cost"
    """What it costs: a metre of road is worth as much as a tree of the same price."""
    ONE = "one"
    """The same as any other project."""


@final
@attrs.frozen
class BudgetChoice:
    """The projects chosen within a budget.

    Attributes:
        method: the method, in its own word.
        chosen: the projects, in the order of choice.
        left_out: the others that were looked at, each with the reason.
        spent: what those chosen cost.
        remaining: what is left of the budget.
        tied: projects of equal claim that do not all fit; the choice stops there, and goes on once an order
            of them is given.
        steps: what happened, each with its facts.
    """

    method: str
    chosen: tuple[str, ...]
    left_out: tuple[tuple[str, Verdict], ...]
    spent: Number
    remaining: Number
    tied: tuple[str, ...] = ()
    steps: tuple[Verdict, ...] = ()

    def account(self) -> tuple[Verdict, ...]:
        """What happened, as verdicts: what was chosen, what was not, what remains."""
        return tuple(self._account())

    def _account(self) -> Iterator[Verdict]:
        yield from self.steps
        yield from (reason for _, reason in self.left_out)
        if self.tied:
            facts = {"options": list(self.tied), "remaining": number_text(self.remaining)}
            yield Verdict(holds=False, code="tied-for-budget", rule="", facts=facts)
        figures = {"spent": number_text(self.spent), "remaining": number_text(self.remaining)}
        yield step("budget-spent", **figures)

    def explain(self, language: str = "en") -> str:
        """The choice in sentences, ``"en"`` or ``"zh"``.

        Raises:
            RecordError: a language that is not there.
        """
        return explained(self.account(), language)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; exact numbers as text."""
        plain: dict[str, object] = {
            "method": self.method,
            "chosen": list(self.chosen),
            "left_out": [[name, reason.to_dict()] for name, reason in self.left_out],
            "spent": number_text(self.spent),
            "remaining": number_text(self.remaining),
        }
        return {**plain, "tied": list(self.tied)} if self.tied else plain


class _Purse:
    """The money, and what became of the projects so far."""

    def __init__(self, budget: Number, costs: Mapping[str, Number]) -> None:
        self.budget, self.costs = budget, costs
        self.remaining = budget
        self.chosen: list[str] = []
        self.left_out: list[tuple[str, Verdict]] = []
        self.steps: list[Verdict] = []

    def fits(self, names: Iterable[str]) -> bool:
        """Whether some projects can be paid for together."""
        return sum(self.costs[name] for name in names) <= self.remaining

    def choose(self, name: str, figure: Number, code: str) -> None:
        """Pay for a project."""
        self.remaining -= self.costs[name]
        self.chosen.append(name)
        facts = {"figure": number_text(figure), "cost": number_text(self.costs[name])}
        self.steps.append(step(code, option=name, **facts, remaining=number_text(self.remaining)))

    def leave(self, name: str, code: str, **facts: object) -> None:
        """Leave a project out."""
        self.left_out.append(
            (name, Verdict(holds=False, code=code, rule="", facts={"option": name, **facts}))
        )

    def choice(self, method: str, tied: Iterable[str] = ()) -> BudgetChoice:
        """The choice as a value."""
        remaining = _plain(self.remaining)
        return BudgetChoice(
            method,
            tuple(self.chosen),
            tuple(self.left_out),
            _plain(self.budget - remaining),
            remaining,
            tuple(tied),
            tuple(self.steps),
        )


def _plain(value: Number) -> Number:
    return value.numerator if value.denominator == 1 else value


def _purse(costs: Mapping[str, Number], budget: Number) -> _Purse:
    read = figures_of(costs, "costs", above=True)
    try:
        money = number(budget, "budget")
    except ShareError as error:
        raise TallyError(*error.faults) from None
    if money < 0:
        raise TallyError(Fault("negative-number", "budget", "must not be below 0", number_text(money)))
    return _Purse(money, read)


# --- by votes ---------------------------------------------------------------------------------------


def greedy_budget(
    votes: Mapping[str, Number],
    costs: Mapping[str, Number],
    budget: Number,
    *,
    skip: bool = True,
    ties: Sequence[str] = (),
) -> BudgetChoice:
    """Projects by their votes, the most first, for as long as there is money.

    A project without a vote is not chosen. Of projects with equal votes, those that cannot be paid for even
    alone are out; where the others cannot all be paid for, they are tied.

    Args:
        votes: project to its votes; leave out what may not be chosen.
        costs: project to what it costs, above 0; each with votes must be there.
        budget: the money there is.
        skip: a project that is too dear is passed over; otherwise the list ends there.
        ties: the order of a lot; it settles a tie if it names everybody tied.

    Raises:
        TallyError: votes, costs, a budget or an order of ties that are none.

    >>> found = greedy_budget(
    ...     {"road": 900, "park": 800, "bridge": 600, "trees": 500},
    ...     {"road": 200, "park": 300, "bridge": 600, "trees": 100},
    ...     1000,
    ... )
    >>> found.chosen, found.left_out[0][1].code, found.remaining
    (('road', 'park', 'trees'), 'project-too-dear', 400)
    """
    figures = figures_of(votes)
    purse = _purse(costs, budget)
    if missing := sorted(set(figures) - set(purse.costs)):
        rule = "must be there for each project with votes"
        raise TallyError(Fault("missing-cost", "costs", rule, ", ".join(missing), "", tuple(missing)))
    walk = _Walk(purse, figures, drawn_order(ties, figures), truth(skip, "skip"))
    tied = walk.run()
    return purse.choice("greedy_budget", tied)


class _Walk:
    """Down the list of projects by their votes."""

    def __init__(
        self, purse: _Purse, votes: Mapping[str, Number], order: Sequence[str], skip: object
    ) -> None:
        self.purse, self.votes, self.order, self.skip = purse, votes, order, skip
        self.stopped = ""

    def run(self) -> tuple[str, ...]:
        """Choose projects; those tied, where the choice stops."""
        for figure in sorted(set(self.votes.values()), reverse=True):
            tier = sorted(name for name, votes in self.votes.items() if votes == figure)
            if figure and not self.stopped:
                names = self._in_order(tier)
                if names is None:
                    return tuple(name for name in tier if not self.skip or self.purse.fits([name]))
                tier = list(names)
            for name in tier:
                self._take(name)
        return ()

    def _in_order(self, tier: list[str]) -> tuple[str, ...] | None:
        """The projects in an order that does not matter, or that was drawn."""
        fit = [name for name in tier if self.purse.fits([name])]
        if self.purse.fits(fit if self.skip else tier) or not fit:
            return tuple(tier)
        concerned = fit if self.skip else tier
        drawn = in_order(concerned, self.order)
        if drawn is None:
            return None
        self.purse.steps.append(settled_by_order(concerned, drawn))
        return (*drawn, *(name for name in tier if name not in drawn))

    def _take(self, name: str) -> None:
        """Choose a project, or leave it out with the reason."""
        figure, cost, purse = self.votes[name], self.purse.costs[name], self.purse
        if not figure:
            purse.leave(name, "project-without-votes")
        elif self.stopped:
            purse.leave(name, "project-after-the-end", ended=self.stopped)
        elif purse.fits([name]):
            purse.choose(name, figure, "project-chosen-by-votes")
        else:
            purse.leave(name, "project-too-dear", cost=number_text(cost), remaining=_text(purse))
            self.stopped = "" if self.skip else name


def _text(purse: _Purse) -> str:
    return number_text(_plain(purse.remaining))


# --- equal shares -----------------------------------------------------------------------------------


def equal_shares_budget(
    papers: object,
    costs: Mapping[str, Number],
    budget: Number,
    *,
    utility: Utility | str = Utility.COST,
    ties: Sequence[str] = (),
) -> BudgetChoice:
    """The method of equal shares: each paper has its part of the budget and pays for what it approves of.

    The next project is the one whose backers, paying alike for what it is worth to them and at most what they
    have left, pay the least for it. What its backers cannot pay for is left out, even if there is money left.
    Projects of equal price are tied where some paper approves of two of them, since it matters then which
    comes first.

    Args:
        papers: pairs of approved projects and how many papers say so; one that approves of none has its part
            too.
        costs: project to what it costs, above 0.
        budget: the money there is.
        utility: what a project is worth to its backers: ``"cost"``, or ``"one"``, the same for all.
        ties: the order of a lot; it settles a tie if it names everybody tied.

    Raises:
        TallyError: papers, costs, a budget, a utility or an order of ties that are none.
        TooLarge: papers times the square of the projects above twenty million.

    >>> papers = [(["road"], 6), (["park", "trees"], 4)]
    >>> found = equal_shares_budget(papers, {"road": 60, "park": 30, "trees": 20}, 100)
    >>> found.chosen, found.tied
    (('road',), ('park', 'trees'))
    >>> equal_shares_budget(papers, {"road": 60, "park": 30, "trees": 20}, 100, utility="one").chosen
    ('trees', 'road')
    """
    purse = _purse(costs, budget)
    worth = one_word(Utility, utility, "utility")
    order = drawn_order(ties, purse.costs)
    read = approved_papers(papers, purse.costs)
    size = len(read) * len(purse.costs) ** 2
    if size > _LIMIT:
        rule, fix = f"must be at most {_LIMIT}", "put like papers together"
        fault = Fault("too-large", "papers times the square of the projects", rule, "", fix)
        raise TooLarge(fault, size, _LIMIT)
    shares = _Shares(purse, read, worth)
    return purse.choice("equal_shares_budget", shares.run(order))


class _Shares:
    """What each paper has left, for one vote."""

    def __init__(
        self, purse: _Purse, papers: Sequence[tuple[frozenset[str], Number]], worth: Utility
    ) -> None:
        self.purse, self.papers, self.worth = purse, papers, worth
        total = sum(many for _, many in papers)
        self.money: list[Number] = [Fraction(purse.budget) / total for _ in papers]
        costs = purse.costs
        self.backers = {
            name: [row for row, (paper, _) in enumerate(papers) if name in paper] for name in sorted(costs)
        }
        self.left = [name for name, rows in self.backers.items() if rows]

    def run(self, order: Sequence[str]) -> tuple[str, ...]:
        """Choose projects; those tied, where the choice stops."""
        for name in self.backers:
            if name not in self.left:
                self.purse.leave(name, "project-without-votes")
        while rates := self._rates():
            best = min(rates.values())
            equal = [name for name, rate in rates.items() if rate == best]
            picked = equal if self._apart(equal) else first_of(equal, 1, order)
            if picked is None:
                return tuple(equal)
            if len(picked) < len(equal):
                self.purse.steps.append(settled_by_order(equal, picked))
            for name in picked:
                self._buy(name, best)
        for name in self.left:
            self.purse.leave(name, "project-not-affordable", cost=number_text(self.purse.costs[name]))
        return ()

    def _worth_of(self, name: str) -> Number:
        return self.purse.costs[name] if self.worth is Utility.COST else 1

    def _rates(self) -> dict[str, Number]:
        """What each project costs its backers for each unit of what it is worth to them."""
        rates: dict[str, Number] = {}
        for name in self.left:
            purses = [(self.money[row], self.papers[row][1]) for row in self.backers[name]]
            paid = price(self.purse.costs[name], purses)
            if paid is not None:
                rates[name] = Fraction(paid) / self._worth_of(name)
        return rates

    def _apart(self, names: Iterable[str]) -> bool:
        rows = [row for name in names for row in self.backers[name]]
        return len(set(rows)) == len(rows)

    def _buy(self, name: str, rate: Number) -> None:
        paid = rate * self._worth_of(name)
        for row in self.backers[name]:
            self.money[row] -= min(self.money[row], paid)
        self.left.remove(name)
        self.purse.choose(name, _plain(paid), "project-paid-by-backers")
