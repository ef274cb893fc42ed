"""Electors as seats make them: the rest about electors is in ``test_people``."""

from consultgov import Elector
from consultgov.people import electors


def test_somebody_in_a_seat_has_its_traits_as_well() -> None:
    li = Elector("li", {"sex": "f", "unit": "own"}, {"area": "89.30"}, {"deputy"})
    seated = li.seated("li (women)", {"sector": "women", "unit": None}, frozenset({"chair"}))
    traits = {"sex": "f", "unit": None, "sector": "women"}
    assert seated == Elector("li (women)", traits, {"area": "89.30"}, {"deputy", "chair"})


def test_the_module_lists_its_public_names() -> None:
    assert sorted(electors.__all__) == sorted(dir(electors))
