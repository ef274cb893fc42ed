"""The same question put to a solver for constraints, for sizes beyond our own search.

Only sums of people can be put to it, joined by ``and`` and ``or``. Whatever it answers is judged by the
conditions themselves before anybody sees it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from math import lcm
from typing import Any, Final

from consultgov.composition.allotting.claims import All, Claim, Compare, Truth
from consultgov.composition.allotting.claims import Any as Some
from consultgov.composition.allotting.grounding import claims_of
from consultgov.composition.allotting.judging import is_lawful
from consultgov.composition.allotting.pools import Pool, pool_of
from consultgov.composition.allotting.problems import Problem
from consultgov.composition.allotting.spreads import spreads_of
from consultgov.errors import Fault, RecordError, RuleError, TooLarge

__all__ = ["solved"]

_LARGE: Final = 1 << 40
"""Figures beyond this may overflow the solver's arithmetic."""

_PACE: Final = 100_000
"""How many of our steps are one unit of the solver's own measure of work."""

_Term = tuple[int, Any]


def solved(problem: Problem, *, steps: int, want_best: bool) -> tuple[int, ...] | None:
    """The best allotment, found by CP-SAT with one worker and a fixed seed.

    Args:
        problem: what is to be allotted.
        steps: how much work it may be.
        want_best: whether any lawful allotment will do.

    Raises:
        RecordError: the solver is not installed, or its answer is not lawful.
        RuleError: a condition with more in it than sums of people.
        MissingData: something that a condition reads is not there of some option.
        TooLarge: no certain answer in so many steps, or figures too long for the solver.
    """
    pool = pool_of(problem, want_best=want_best)
    options = _Model(pool, _solver(), steps).answer(want_best=want_best)
    if options is not None and not _may_be_told(pool, options):
        fix = "leave the solver out"
        raise RecordError(Fault("no-solver", "answer of the solver", "must keep every rule", "", fix))
    return options


def _solver() -> Any:  # noqa: ANN401 - a module that need not be there
    try:
        return import_module("ortools.sat.python.cp_model")
    except ImportError:
        fix = "pip install consultgov[solver], or leave the solver out"
        raise RecordError(Fault("no-solver", "solver cp-sat", "must be installed", "", fix)) from None


def _may_be_told(pool: Pool, options: tuple[int, ...]) -> bool:
    """Whether an answer is lawful after all, by the rules themselves."""
    problem = pool.problem
    taken = [problem.options[option] for option in options]
    held = [sum(option.post == place for option in taken) for place in range(len(problem.posts))]
    return (
        problem.least <= len(taken) <= pool.most
        and len({option.candidate for option in taken}) == len(taken)
        and all(post.least <= number <= post.most for post, number in zip(problem.posts, held, strict=True))
        and is_lawful(pool, pool.counts(options))
    )


class _Model:
    """A problem in the solver's terms: for each option whether it is taken."""

    __slots__ = ("_cp", "_idle", "_in_cell", "_model", "_pool", "_steps", "_taken")

    def __init__(self, pool: Pool, cp: Any, steps: int) -> None:  # noqa: ANN401 - see _solver
        self._pool = pool
        self._cp = cp
        self._steps = steps
        self._model = cp.CpModel()
        self._idle = self._model.new_bool_var("idle")
        self._taken: dict[int, Any] = {}
        self._in_cell: list[list[Any]] = [[] for _ in pool.cells]
        for option in sorted(option for group in pool.groups for own in group.members for option in own):
            self._taken[option] = self._model.new_bool_var(f"option {option}")
            self._in_cell[pool.cell_of[option]].append(self._taken[option])
        self._seat_everybody_once()
        for claim in claims_of(pool):
            self._hold(claim, ())

    def _seat_everybody_once(self) -> None:
        problem = self._pool.problem
        for group in self._pool.groups:
            for own in group.members:
                self._bound([(1, self._taken[option]) for option in own], 0, 1)
        for post, cells in zip(problem.posts, self._pool.cells_of, strict=True):
            self._bound(
                [(1, taken) for cell in cells for taken in self._in_cell[cell]], post.least, post.most
            )
        self._bound(self._all(), problem.least, self._pool.most)

    def _all(self) -> list[_Term]:
        return [(1, taken) for taken in self._taken.values()]

    def _bound(self, terms: Iterable[_Term], least: int, most: int | None, given: Sequence[Any] = ()) -> None:
        """Hold a sum between bounds, at least where some truths are given."""
        listed = list(terms)
        ends = [end for end in (least, most) if end is not None]
        if any(abs(figure) > _LARGE for figure in (*ends, *(factor for factor, _ in listed))):
            raise TooLarge(Fault("too-large", "figure for the solver", f"must be at most {_LARGE}"))
        highest = self._cp.INT_MAX if most is None else most
        self._model.add_linear_constraint(self._sum(listed), least, highest).only_enforce_if(*given)

    def _sum(self, terms: Sequence[_Term]) -> Any:  # noqa: ANN401 - an expression of the solver
        factors, variables = zip((0, self._idle), *terms, strict=True)
        return self._cp.LinearExpr.weighted_sum(variables, factors)

    # --- conditions -----------------------------------------------------------------------------

    def _hold(self, claim: Claim, given: tuple[Any, ...]) -> None:
        """A claim holds where some truths are given."""
        match claim:
            case Truth(holds):
                self._bound([], 0 if holds else 1, None, given)
            case Compare() if not claim.sum.curves:
                self._compare(claim, given)
            case All(parts):
                for part in parts:
                    self._hold(part, given)
            case Some(parts):
                truths = [self._model.new_bool_var("part") for _ in parts]
                self._bound([(1, truth) for truth in truths], 1, None, given)
                for truth, part in zip(truths, parts, strict=True):
                    self._hold(part, (truth,))
            case _:
                rule = "must be made of sums of people, and, or"
                raise RuleError(Fault("not-linear", "condition", rule, "", "leave the solver out"))

    def _compare(self, claim: Compare, given: tuple[Any, ...]) -> None:
        linear = claim.sum
        figures = (linear.total, linear.constant, *(factor for _, factor in linear.terms))
        scale = lcm(*(figure.denominator for figure in figures))
        factors = {cell: factor + linear.total for cell, factor in linear.terms}
        terms = [
            (int(scale * factors.get(cell, linear.total)), taken)
            for cell, all_taken in enumerate(self._in_cell)
            for taken in all_taken
        ]
        needed = -int(scale * linear.constant)
        least = needed + 1 if claim.relation == ">" else needed
        self._bound(terms, least, needed if claim.relation == "=" else None, given)

    # --- answers --------------------------------------------------------------------------------

    def answer(self, *, want_best: bool) -> tuple[int, ...] | None:
        """The options taken: one aim after another, each held before the next."""
        aims = self._aims() if want_best else [list[_Term]()]
        found: tuple[int, ...] | None = None
        for terms in aims:
            solver = self._solve(terms)
            if solver is None:
                return None
            reached = sum(factor * solver.value(variable) for factor, variable in terms)
            self._bound(terms, reached, None)
            found = tuple(option for option, taken in self._taken.items() if solver.value(taken))
        return found

    def _aims(self) -> list[list[_Term]]:
        """What is to be as much as can be: seats, each gain, and how even the balanced traits are."""
        options = self._pool.problem.options
        width = len(options[0].gains) if options else 0
        gains = [
            [(options[option].gains[place], taken) for option, taken in self._taken.items()]
            for place in range(width)
        ]
        return [self._all(), *gains, *(self._evenness(spread.values) for spread in spreads_of(self._pool))]

    def _evenness(self, values: Iterable[Iterable[int]]) -> list[_Term]:
        """Less the squares: the first of a value costs 1, the second 3, the third 5."""
        terms: list[_Term] = []
        for cells in values:
            members = [(1, taken) for cell in sorted(cells) for taken in self._in_cell[cell]]
            steps = [self._model.new_bool_var("step") for _ in range(min(len(members), self._pool.most))]
            self._bound([*members, *((-1, step) for step in steps)], 0, 0)
            terms += [(-(2 * place + 1), step) for place, step in enumerate(steps)]
        return terms

    def _solve(self, aim: list[_Term]) -> Any | None:  # noqa: ANN401 - a solver that has an answer
        solver = self._cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.max_deterministic_time = self._steps / _PACE
        self._model.maximize(self._sum(aim))
        status = solver.solve(self._model)
        if status == self._cp.INFEASIBLE:
            return None
        if status != self._cp.OPTIMAL:
            rule = f"must be found in {self._steps} steps"
            raise TooLarge(Fault("too-large", "allotment of seats", rule), self._steps, self._steps)
        return solver
