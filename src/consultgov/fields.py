"""A value and its plain dict, field by field: defaults are left out, each field has its own reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

import attrs

from consultgov.errors import Fault, Faults, RecordError, shown
from consultgov.records import expect_keys

__all__ = ["fields_of_kind", "read_fields", "written"]

_Kind = TypeVar("_Kind")


def written(value: Any, plain: Callable[[Any], object]) -> dict[str, object]:  # noqa: ANN401 - any attrs value
    """The fields of a value, each in its plain form; those that are as they are by default are left out."""
    fields = ((field, getattr(value, field.name)) for field in value.__attrs_attrs__)
    return {field.name: plain(given) for field, given in fields if given != field.default}


def read_fields(kind: type[_Kind], data: object, what: str) -> _Kind:
    """The value from its plain dict, each field by its own converter; all faults at once.

    Raises:
        RecordError: keys that the value does not have, and what its converters refuse.
    """
    fields: dict[str, Any] = {field.name: field for field in _fields(kind)}
    required = _required(kind)
    plain = expect_keys(data, what, required, frozenset(fields) - required)
    faults = Faults()
    read = {name: faults.attempt(fields[name].converter, value) for name, value in plain.items()}
    faults.close(RecordError)
    return kind(**read)


def fields_of_kind(
    data: object, kinds: Mapping[str, type[Any]], unknown: Fault
) -> tuple[type[Any], dict[str, Any]]:
    """Of which of several kinds a plain dict is, and its fields as they stand there.

    Raises:
        RecordError: an unknown kind, with the fault that is said of it; keys that a value of the kind
            does not have.
    """
    found = _dict(data)
    name = found.get("kind")
    if not isinstance(name, str) or name not in kinds:
        fix = f"use one of {', '.join(kinds)}"
        raise RecordError(attrs.evolve(unknown, given=shown(data), fix=fix))
    kind = kinds[name]
    known = frozenset(field.name for field in _fields(kind)) | {"kind"}
    plain = dict(expect_keys(found, name, _required(kind), known))
    del plain["kind"]
    return kind, plain


def _dict(data: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", data) if isinstance(data, Mapping) else {}


def _fields(kind: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any attrs class
    return tuple(kind.__attrs_attrs__)


def _required(kind: type[Any]) -> frozenset[str]:
    return frozenset(field.name for field in _fields(kind) if field.default is attrs.NOTHING)
