"""A stand-in for the solver, which tries everything: the few of its calls that we make."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from types import SimpleNamespace
from typing import NamedTuple

__all__ = ["cp_model"]

_OPTIMAL, _INFEASIBLE, _UNKNOWN = 4, 3, 0


class _Sum(NamedTuple):
    variables: tuple[int, ...]
    factors: tuple[int, ...]

    def value(self, values: Sequence[int]) -> int:
        return sum(values[each] * factor for each, factor in zip(*self, strict=True))


class _Constraint:
    def __init__(self, total: _Sum, least: int, most: int) -> None:
        self._total = total
        self._ends = (least, most)
        self._truths: tuple[int, ...] = ()

    def only_enforce_if(self, *truths: int) -> None:
        self._truths = truths

    def holds(self, values: Sequence[int]) -> bool:
        least, most = self._ends
        return not all(values[truth] for truth in self._truths) or least <= self._total.value(values) <= most


class _Model:
    def __init__(self) -> None:
        self.size = 0
        self.constraints: list[_Constraint] = []
        self.aim = _Sum((), ())

    def new_bool_var(self, _name: str) -> int:
        self.size += 1
        return self.size - 1

    def add_linear_constraint(self, total: _Sum, least: int, most: int) -> _Constraint:
        self.constraints.append(_Constraint(total, least, most))
        return self.constraints[-1]

    def maximize(self, aim: _Sum) -> None:
        self.aim = aim


class _Solver:
    def __init__(self) -> None:
        self.parameters = SimpleNamespace(num_workers=0, random_seed=0, max_deterministic_time=0.0)
        self._best: tuple[int, ...] | None = None

    def solve(self, model: _Model) -> int:
        if self.parameters.max_deterministic_time < 1:
            return _UNKNOWN
        everything = product((0, 1), repeat=model.size)
        fitting = (values for values in everything if all(each.holds(values) for each in model.constraints))
        self._best = max(fitting, key=model.aim.value, default=None)
        return _INFEASIBLE if self._best is None else _OPTIMAL

    def value(self, variable: int) -> int:
        return 0 if self._best is None else self._best[variable]


cp_model = SimpleNamespace(
    CpModel=_Model,
    CpSolver=_Solver,
    LinearExpr=SimpleNamespace(
        weighted_sum=lambda variables, factors: _Sum(tuple(variables), tuple(factors))
    ),
    INT_MAX=2**63 - 1,
    OPTIMAL=_OPTIMAL,
    INFEASIBLE=_INFEASIBLE,
)
