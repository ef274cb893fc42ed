"""How turns are told: places and holders by their names, and why somebody was passed over."""

from __future__ import annotations

from typing import NamedTuple

from consultgov.terms.away import Absence
from consultgov.terms.rotation.rounds import NOBODY, Look, Passed
from consultgov.verdicts import Verdict

__all__ = ["Naming"]


class Naming(NamedTuple):
    """The names of places and of those who hold them.

    Attributes:
        places: the names of the places, from whoever begins.
        seats: the places are seats and not persons.
        known: a roster says who holds them.
    """

    places: tuple[str, ...]
    seats: bool
    known: bool

    def place(self, number: int) -> str:
        """The name of a place; that of nobody is empty."""
        return "" if number == NOBODY else self.places[number]

    def person(self, holder: str) -> str:
        """Who holds a place; of a seat nobody is known without a roster."""
        return holder if self.known or not self.seats else ""

    def reasons(self, passed: tuple[Passed, ...]) -> tuple[Verdict, ...]:
        """Why places were passed over."""
        return tuple(self._reason(each) for each in passed)

    def _reason(self, passed: Passed) -> Verdict:
        place = self.place(passed.place)
        if passed.look.away is None:
            facts = {"place": place, "on": passed.on.isoformat()}
            return _no("turn-seat-vacant" if self.seats else "turn-not-in-office", facts)
        return self._absent(place, passed.look, passed.look.away)

    def _absent(self, place: str, look: Look, away: Absence) -> Verdict:
        facts = {"place": place, "person": self.person(look.person) or place}
        facts["start"] = away.start.isoformat()
        return _no("turn-holder-away-open" if away.end is None else "turn-holder-away", facts | away.facts())


def _no(code: str, facts: dict[str, str]) -> Verdict:
    return Verdict(holds=False, code=code, rule="", facts=facts)
