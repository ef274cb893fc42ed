"""Reading what a rule of election says: each setting as a value, as its word or as its plain dict."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from types import MappingProxyType
from typing import Any, Final, TypeVar, cast, get_args

from consultgov.counting.algebra import Condition
from consultgov.decisions.methods import Method, read_methods
from consultgov.elections.methods import ElectionMethod
from consultgov.elections.nominations import Contested
from consultgov.elections.stands import Stand
from consultgov.errors import Fault, Faults, RuleError, shown
from consultgov.records import canonical
from consultgov.tabulation import Cap, Floor
from consultgov.voting.forms import Form, form_from_dict
from consultgov.voting.reading import choice, items, named, truth
from consultgov.voting.slates import Unfit

__all__ = [
    "ballots_of",
    "boxes_of",
    "candidates_of",
    "caps_of",
    "condition_of",
    "contested_of",
    "floors_of",
    "form_of",
    "method_of",
    "methods_of",
    "name_of",
    "of_kind",
    "seats_of",
    "settings_of",
    "shares_of",
    "stand_of",
    "stand_or_none",
    "truth_of",
    "unfit_of",
]

_Kind = TypeVar("_Kind")

_MOST: Final = 100_000


def seats_of(given: object, subject: str = "seats") -> int:
    """So many seats, or whatever else is counted from 1 on."""
    if not isinstance(given, int) or isinstance(given, bool) or not 1 <= given <= _MOST:
        rule = f"must be a whole number from 1 to {_MOST}"
        raise RuleError(Fault("bad-seats", subject, rule, shown(given)))
    return given


def candidates_of(given: object) -> int | None:
    """How many stand, or ``None``."""
    return None if given is None else seats_of(given, "candidates of the next ballot")


def ballots_of(given: object) -> int:
    """How many ballots there are before the next rule."""
    return seats_of(given, "ballots before the next rule")


def method_of(given: object) -> ElectionMethod:
    """A method by its word."""
    return choice(ElectionMethod, given, "method of election")


def stand_of(given: object) -> Stand:
    """Who stands, by its word."""
    return choice(Stand, given, "who stands")


def stand_or_none(given: object) -> Stand | None:
    """Who stands, or ``None``."""
    return None if given is None else stand_of(given)


def condition_of(given: object) -> Condition | None:
    """A condition, or its rule text, or ``None``."""
    if given is None or isinstance(given, Condition):
        return given
    return Condition.parse(cast("str", given))


def form_of(given: object) -> Form | None:
    """A form, or its plain dict, or ``None``."""
    if given is None or isinstance(given, get_args(Form)):
        return cast("Form | None", given)
    return form_from_dict(given)


def name_of(given: object) -> str:
    """A name, which may be empty."""
    return "" if given == "" else named(given, "name in a rule of election")


def truth_of(given: object) -> bool:
    """A setting that is true or false."""
    return truth(given, "setting of a rule of election")


def unfit_of(given: object) -> Unfit:
    """What becomes of a paper, by its word."""
    return choice(Unfit, given, "unfit or blank")


def of_kind(given: object, kind: type[_Kind], what: str) -> _Kind | None:
    """A value, or its plain dict, or ``None`` where there is none."""
    if given is None or isinstance(given, kind):
        return given
    if isinstance(given, Mapping):
        found: _Kind = cast("Any", kind).from_dict(given)
        return found
    raise RuleError(Fault("wrong-kind", what, f"must be a {kind.__name__}", shown(given)))


def contested_of(given: object) -> Contested | None:
    """How many more candidates than seats, or ``None``."""
    return of_kind(given, Contested, "contested")


def caps_of(given: object) -> tuple[Cap, ...]:
    """Caps, or their plain dicts."""
    return tuple(each if isinstance(each, Cap) else Cap.from_dict(each) for each in items(given, "caps"))


def floors_of(given: object) -> tuple[Floor, ...]:
    """Floors, or their plain dicts."""
    return tuple(
        each if isinstance(each, Floor) else Floor.from_dict(each) for each in items(given, "floors")
    )


def shares_of(given: object) -> Mapping[str, int]:
    """Group to its seats."""
    if not isinstance(given, Mapping):
        fix = "write group to seats: {'women': 1}"
        raise RuleError(Fault("not-a-dict", "seats of groups", "must be a dict", shown(given), fix))
    found = cast("Mapping[object, object]", given)
    return MappingProxyType({named(name, "group"): seats_of(seats) for name, seats in found.items()})


def settings_of(given: object) -> Mapping[str, Any]:
    """Settings of a method, as plain data."""
    if not isinstance(given, Mapping):
        raise RuleError(Fault("not-a-dict", "settings of a method", "must be a dict", shown(given)))
    found = cast("Mapping[str, Any]", given)
    canonical(found)
    return MappingProxyType(deepcopy(dict(found)))


def methods_of(given: Any) -> tuple[Method, ...]:  # noqa: ANN401 - names or values
    """How votes may be given."""
    faults = Faults()
    found = read_methods(given, faults)
    faults.close(RuleError)
    return found


def boxes_of(given: object) -> tuple[str, ...]:
    """Traits and measures by which there are boxes."""
    return tuple(named(each, "box") for each in items(given, "boxes"))
