"""The best that a box may hold, by one flow: exact in all but the bounds that no flow can keep.

What the flow finds is a witness. No allotment of the box can cost less than its floor.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import ge
from typing import NamedTuple

from consultgov.composition.allotting.boxes import Box, Cells
from consultgov.composition.allotting.effort import Effort
from consultgov.composition.allotting.families import Families, families_of
from consultgov.composition.allotting.flows import seated
from consultgov.composition.allotting.networks import Network
from consultgov.composition.allotting.pools import Pool
from consultgov.composition.allotting.pricing import FINE
from consultgov.composition.allotting.spreads import Spread

__all__ = ["Plan", "Witness", "planned", "reach", "relaxed"]


class Witness(NamedTuple):
    """An allotment that a flow found.

    Attributes:
        options: the options taken.
        counts: how many sit in each cell.
        floor: what no allotment of the box can cost less than, if nobody paid beside the costs.
        surcharges: of options not taken, how much more an allotment with them costs at least, in fine units.
    """

    options: list[int]
    counts: list[int]
    floor: int
    surcharges: dict[int, int]


class Plan(NamedTuple):
    """What a flow is built of: the families, the prices of evenness, and the traits that have none."""

    families: Families
    prices: dict[Cells, int]
    unpriced: list[Spread]


def planned(pool: Pool, box: Box, spreads: list[Spread]) -> Plan:
    """The families of the bounds that say something, and of as many balanced traits as fit beside them."""
    posts = [frozenset(cells) for cells in pool.cells_of if cells]
    sets = [cells for cells in box.bounds if box.binds(cells)]
    families = families_of(pool, sets, posts)
    prices: dict[Cells, int] = {}
    for place, spread in enumerate(spreads):
        tried = families_of(pool, [*sets, *prices, *spread.values], posts)
        loose = set(tried.loose)
        if loose != set(families.loose) or not loose.isdisjoint(spread.values):
            return Plan(families, prices, spreads[place:])
        families = tried
        for cells in spread.values:
            prices[cells] = prices.get(cells, 0) + spread.price
    return Plan(families, prices, [])


def relaxed(
    pool: Pool,
    box: Box,
    plan: Plan,
    effort: Effort,
    paid: Sequence[int] = (),
) -> Witness | None:
    """The cheapest allotment of a box whose total is fixed, loose bounds apart; ``None`` if there is none.

    Args:
        pool: the candidates.
        box: what is possible.
        plan: the families of its bounds.
        effort: the steps left.
        paid: what one more in each cell pays beside its cost, in fine units.
    """
    effort.spend(box.size + len(pool.groups))
    options, surcharges = None, dict[int, int]()
    if not any(paid) and _is_plain(pool, box, plan):
        options = _seated(pool, box, plan.families, effort)
        if options is None:
            return None
    if options is None or not _reaches(pool.counts(options), box, plan.families):
        flow = _Flow(pool, box, plan, paid)
        options = flow.options(effort)
        if options is None:
            return None
        surcharges = flow.surcharges()
    counts = pool.counts(options)
    floor = sum(pool.costs[option] for option in options)
    floor += sum(price * sum(counts[cell] for cell in cells) ** 2 for cells, price in plan.prices.items())
    floor += sum(spread.floor(box) for spread in plan.unpriced)
    return Witness(options, counts, floor, surcharges)


def reach(pool: Pool, box: Box, effort: Effort) -> int:
    """No more seats than this can be filled; -1 where not even the posts can have their least."""
    plan = planned(pool, box, [])
    if not _is_plain(pool, box, plan):
        return _Flow(pool, box, plan, ()).reach(effort)
    options = _seated(pool, box, plan.families, effort)
    return -1 if options is None else len(options)


# --- the simple shape: posts, and caps on groups that share nobody --------------------------------


def _is_plain(pool: Pool, box: Box, plan: Plan) -> bool:
    """Whether it is only asked who can be seated, not who best, with no bounds but of posts and groups."""
    families = plan.families
    if any(pool.costs) or plan.prices:
        return False
    if any(around >= 0 for _, around in families.upper) or len(families.lower) > len(pool.cells_of):
        return False
    upper = [box.range(cells)[1] for cells, _ in families.upper]
    lower = [box.range(cells)[1] for cells, _ in families.lower]
    around = [*upper, box.most]  # the last, at -1, of those in no set
    return all(
        box.high[cell]
        >= min(pool.room[cell], lower[families.of_cell[cell]], around[families.of_group[groups[0]]])
        for cell, groups in enumerate(pool.groups_of)
        if groups  # a cell that nobody can be in has none
    )


def _reaches(counts: list[int], box: Box, families: Families) -> bool:
    """Whether an allotment has the least of every cell and group, which chains do not look at."""
    sets = (cells for cells, _ in families.upper)
    return all(map(ge, counts, box.low)) and all(
        sum(counts[cell] for cell in cells) >= box.range(cells)[0] for cells in sets
    )


def _seated(pool: Pool, box: Box, families: Families, effort: Effort) -> list[int] | None:
    """The options taken where only posts and groups have bounds."""
    members = sorted(
        (member, place, group) for place, group in enumerate(pool.groups) for member in group.members
    )
    posts = [box.range(frozenset(cells)) if cells else (0, 0) for cells in pool.cells_of]
    seat_of = [
        {pool.cells[cell].post: place for place, cell in enumerate(group.cells)} for group in pool.groups
    ]
    caps = [*(box.range(cells)[1] for cells, _ in families.upper), box.most]
    found = seated(
        posts,
        [[*seat_of[place]] for _, place, _ in members],
        [families.of_group[place] for _, place, _ in members],
        caps,
        box.most,
    )
    effort.spend(found.effort)
    taken = [
        member[seat_of[place][post]]
        for (member, place, _), post in zip(members, found.seats, strict=True)
        if post >= 0
    ]
    return taken if not found.short and box.least <= len(taken) <= box.most else None


# --- any shape ------------------------------------------------------------------------------------


class _Flow:
    """The network of a box: source, upper sets, groups, cells, lower sets from the inside out, sink."""

    __slots__ = ("_box", "_due", "_entries", "_groups", "_must", "_network", "_pool", "_size")

    def __init__(self, pool: Pool, box: Box, plan: Plan, paid: Sequence[int]) -> None:
        families = plan.families
        first_group = 1 + len(families.upper)
        first_cell = first_group + len(pool.groups)
        sink = first_cell + len(pool.cells) + len(families.lower)
        self._pool = pool
        self._box = box
        self._network = Network(sink + 1)
        self._due: list[tuple[int, int]] = []
        self._entries: list[int] = []
        self._groups: list[list[int]] = []
        paid = paid or [0] * len(pool.cells)
        self._must = _must(pool, box, plan, paid)
        for place, (cells, around) in enumerate(families.upper):
            self._bounded(around + 1, place + 1, box.range(cells), plan.prices.get(cells, 0))
        for place, group in enumerate(pool.groups):
            node = first_group + place
            size = len(group.members)
            self._entries.append(self._network.arc(families.of_group[place] + 1, node, size, 0))
            costs = zip(group.cells, group.costs, strict=True)
            arcs = [(first_cell + cell, FINE * cost + paid[cell]) for cell, cost in costs]
            self._groups.append([self._network.arc(node, end, size, cost) for end, cost in arcs])
        for cell, ends in enumerate(zip(box.low, box.high, strict=True)):
            self._bounded(first_cell + cell, sink - 1 - families.of_cell[cell], ends, 0)
        for place, (cells, around) in enumerate(families.lower):
            end = sink if around < 0 else sink - 1 - around
            self._bounded(sink - 1 - place, end, box.range(cells), plan.prices.get(cells, 0))

    def _bounded(self, start: int, end: int, ends: tuple[int, int], price: int) -> None:
        """Arcs for at least and at most so many; where evenness has a price, the more the dearer."""
        least, most = max(ends[0], 0), min(ends[1], self._box.most)
        if price:
            for number in range(most):
                must = number < least
                arc = self._network.arc(start, end, 1, FINE * price * (2 * number + 1) - must * self._must)
                self._due += [(arc, 1)] * must
            return
        if least:
            self._due.append((self._network.arc(start, end, least, -self._must), least))
        if most > least:
            self._network.arc(start, end, most - least, 0)

    def reach(self, effort: Effort) -> int:
        """How many can flow at all, even if not as many everywhere as must."""
        return self._box.most - self._network.cheapest(self._box.most, effort)

    def options(self, effort: Effort) -> list[int] | None:
        """The options that the cheapest flow takes."""
        if self._network.cheapest(self._box.most, effort):
            return None
        if any(self._network.flow(arc) < least for arc, least in self._due):
            return None
        taken: list[int] = []
        for group, arcs in zip(self._pool.groups, self._groups, strict=True):
            members = iter(group.members)
            for place, arc in enumerate(arcs):
                taken += [next(members)[place] for _ in range(self._network.flow(arc))]
        return sorted(taken)

    def surcharges(self) -> dict[int, int]:
        """Of the options of arcs without a flow, how much more it would cost to take one."""
        found: dict[int, int] = {}
        network = self._network
        for group, entry, arcs in zip(self._pool.groups, self._entries, self._groups, strict=True):
            entering = 0 if network.flow(entry) else network.surcharge(entry)
            for place, arc in enumerate(arcs):
                if not network.flow(arc):
                    more = entering + network.surcharge(arc)
                    found.update((member[place], more) for member in group.members)
        return found


def _must(pool: Pool, box: Box, plan: Plan, paid: Sequence[int]) -> int:
    """What a seat that must be filled is worth: more than all costs together."""
    dearest = FINE * max(map(abs, pool.costs), default=0) + max(map(abs, paid), default=0)
    return 1 + 2 * box.most * dearest + 2 * FINE * box.most**2 * sum(plan.prices.values())
