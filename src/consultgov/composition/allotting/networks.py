"""The cheapest flow of a given size: shortest augmenting paths with exact costs of any length."""

from __future__ import annotations

from heapq import heappop, heappush

from consultgov.composition.allotting.effort import Effort

__all__ = ["Network"]


class Network:
    """Nodes from 0, the source, to the last, the sink; every arc leads from a lower to a higher node.

    An arc and its way back stand side by side, so that ``arc ^ 1`` is the other of the two.
    """

    __slots__ = ("_cost", "_levels", "_out", "_room", "_to")

    def __init__(self, nodes: int) -> None:
        self._out: list[list[int]] = [[] for _ in range(nodes)]
        self._to: list[int] = []
        self._room: list[int] = []
        self._cost: list[int] = []
        self._levels: list[int | None] = []

    def arc(self, start: int, end: int, room: int, cost: int) -> int:
        """Add an arc for so many, at a cost for each."""
        place = len(self._to)
        self._to += (end, start)
        self._room += (room, 0)
        self._cost += (cost, -cost)
        self._out[start].append(place)
        self._out[end].append(place + 1)
        return place

    def flow(self, arc: int) -> int:
        """How many go along an arc."""
        return self._room[arc ^ 1]

    def surcharge(self, arc: int) -> int:
        """How much more any flow of the same size costs that takes an arc which this one does not."""
        start, end = self._levels[self._to[arc ^ 1]], self._levels[self._to[arc]]
        return 0 if start is None or end is None else self._cost[arc] + start - end

    def cheapest(self, size: int, effort: Effort) -> int:
        """Send up to so many from the source to the sink as cheaply as can be; how many of them could not."""
        self._levels = self._first_levels()
        while size:
            path = self._arcs(self._path(effort))
            if not path:
                break
            sent = min(size, *(self._room[arc] for arc in path))
            for arc in path:
                self._room[arc] -= sent
                self._room[arc ^ 1] += sent
            size -= sent
        return size

    def _first_levels(self) -> list[int | None]:
        """What the cheapest way from the source to each node costs while nothing flows."""
        levels: list[int | None] = [None] * len(self._out)
        levels[0] = 0
        for node, arcs in enumerate(self._out):
            level = levels[node]
            if level is None:
                continue
            for arc in arcs:
                if self._room[arc]:
                    end, reached = self._to[arc], level + self._cost[arc]
                    known = levels[end]
                    if known is None or reached < known:
                        levels[end] = reached
        return levels

    def _path(self, effort: Effort) -> dict[int, int]:
        """The arcs by which a cheapest search came to each node up to the sink; levels are kept exact."""
        levels, to, room, cost = self._levels, self._to, self._room, self._cost
        sink = len(self._out) - 1
        best, came, done = {0: 0}, {0: -1}, set[int]()
        queue = [(0, 0)]
        while queue:
            distance, node = heappop(queue)
            node = -node  # of equally near nodes the one nearest to the sink is first
            if node in done:
                continue
            if node == sink:
                self._raise(best, distance)
                return came
            done.add(node)
            effort.spend(len(self._out[node]))
            base = distance + (levels[node] or 0)
            for arc in self._out[node]:
                end = to[arc]
                if room[arc] and end not in done:
                    reached = base + cost[arc] - (levels[end] or 0)
                    if end not in best or reached < best[end]:
                        best[end] = reached
                        came[end] = arc
                        heappush(queue, (reached, -end))
        return {}

    def _raise(self, best: dict[int, int], distance: int) -> None:
        """Take the distances just found into the levels; nodes farther than the sink move with it."""
        levels = self._levels
        for node, level in enumerate(levels):
            if level is not None:
                levels[node] = level + min(best.get(node, distance), distance)

    def _arcs(self, came: dict[int, int]) -> list[int]:
        node, arcs = len(self._out) - 1, list[int]()
        while node in came and node:
            arc = came[node]
            arcs.append(arc)
            node = self._to[arc ^ 1]
        return arcs
