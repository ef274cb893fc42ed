"""What happens in a case of removal beside petition and vote, as values with their moments."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, TypeAlias, cast, final

import attrs

from consultgov.errors import Fault
from consultgov.fields import fields_of_kind, written
from consultgov.spans import moment
from consultgov.voting.events import ids_of
from consultgov.voting.reading import named, truth

__all__ = ["Accept", "Attest", "Hear", "Notify", "Resign", "Step", "plain_step", "read_step"]


def __dir__() -> list[str]:
    return __all__


def _at(given: object) -> datetime:
    return moment(given, "moment of a step")


def _ground(given: object) -> str:
    return named(given, "ground of a removal")


def _who(given: object) -> str:
    return ids_of([given])[0]


def _maybe_who(given: object) -> str:
    return "" if given == "" else _who(given)


def _spoke(given: object) -> bool:
    return truth(given, "whether she spoke")


@final
@attrs.frozen
class Attest:
    """Somebody attests a ground, such as the result of an appraisal."""

    ground: str = attrs.field(converter=_ground)
    by: str = attrs.field(converter=_who)
    at: datetime = attrs.field(converter=_at)


@final
@attrs.frozen
class Notify:
    """Notice of the vote is given."""

    at: datetime = attrs.field(converter=_at)


@final
@attrs.frozen
class Hear:
    """The person concerned has the opportunity to be heard (申辩); she need not take it.

    Attributes:
        at: when.
        spoke: whether she spoke.
    """

    at: datetime = attrs.field(converter=_at)
    spoke: bool = attrs.field(default=True, converter=_spoke)


@final
@attrs.frozen
class Resign:
    """The person concerned hands in her resignation."""

    at: datetime = attrs.field(converter=_at)


@final
@attrs.frozen
class Accept:
    """Her resignation is accepted by a decision that is on record elsewhere.

    Attributes:
        at: when.
        by: the body that accepted it, where that is known.
    """

    at: datetime = attrs.field(converter=_at)
    by: str = attrs.field(default="", converter=_maybe_who)


Step: TypeAlias = Attest | Notify | Hear | Resign | Accept
"""Whatever can happen in a case of removal beside petition and vote."""

_KINDS: Final[Mapping[str, type[Any]]] = MappingProxyType(
    {kind.__name__.lower(): kind for kind in (Attest, Notify, Hear, Resign, Accept)}
)

_UNKNOWN: Final = Fault("unknown-event", "step of a removal", "must be of a known kind")


def plain_step(step: Step) -> dict[str, object]:
    """The plain-dict form of a step: its kind and its fields, those left open aside.

    >>> plain_step(Notify("2026-05-01T09:00+08:00"))
    {'kind': 'notify', 'at': '2026-05-01T09:00:00+08:00'}
    """
    return {"kind": type(step).__name__.lower(), **written(step, _plain)}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def read_step(data: object) -> Step:
    """The step from its plain dict.

    Raises:
        RecordError: an unknown kind, keys or values that such a step does not have.
    """
    kind, plain = fields_of_kind(data, _KINDS, _UNKNOWN)
    return cast("Step", kind(**plain))
