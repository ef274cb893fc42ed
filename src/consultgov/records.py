"""One convention for every value: a plain dict, its canonical text and its digest.

A plain dict holds only what JSON holds, with exact numbers as whole numbers or as text, so that storing and
reading back loses nothing. Equal plain dicts have equal canonical texts and digests on every machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Protocol, TypeAlias, cast

from consultgov.errors import Fault, RecordError, shown

__all__ = ["MAX_NESTING", "Plain", "Recorded", "canonical", "digest", "expect_keys", "is_storable"]

Plain: TypeAlias = "str | int | bool | list[Plain] | dict[str, Plain] | None"
"""What a plain dict may hold."""

MAX_NESTING: Final = 200
"""How deep a plain dict may be nested."""

_BOUND: Final = 10**1000


class Recorded(Protocol):
    """A value that has a plain-dict form."""

    def to_dict(self) -> Mapping[str, object]:
        """The plain-dict form."""
        ...


def canonical(value: Recorded | Mapping[str, object]) -> str:
    """The canonical text of a value: its plain dict as JSON, keys sorted, no spaces, no escapes.

    Raises:
        RecordError: it has no plain form, or something in it has none, such as a float.

    >>> canonical({"b": 1, "a": ["甲", None]})
    '{"a":["甲",null],"b":1}'
    """
    import json  # noqa: PLC0415 - only records need it

    plain = _plain(value if isinstance(value, Mapping) else _plain_dict(value), "$", 0)
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _plain_dict(value: Recorded) -> Mapping[str, object]:
    """The plain dict of a value, or why it has none."""
    if isinstance(value, type) or not hasattr(value, "to_dict"):
        rule, fix = "must be a plain dict, or a value with to_dict", "put it into a dict, a number as text"
        raise RecordError(Fault("not-plain", "value", rule, shown(value), fix))
    return value.to_dict()


def digest(value: Recorded | Mapping[str, object]) -> str:
    """The SHA-256 of the canonical text, in hexadecimal: the same for the same plain dict everywhere.

    >>> digest({"a": 1})[:16]
    '015abd7f5cc57a2d'
    """
    from hashlib import sha256  # noqa: PLC0415 - only digests need it

    return sha256(canonical(value).encode()).hexdigest()


def _plain(value: object, path: str, depth: int) -> Plain:
    """The value as JSON has it, or why it has no plain form."""
    if depth > MAX_NESTING:
        raise RecordError(Fault("too-deep", path[:80], f"must be nested at most {MAX_NESTING} deep"))
    if isinstance(value, Mapping):
        mapping = cast("Mapping[object, object]", value)
        return {_key(key, path): _plain(part, f"{path}.{key}", depth + 1) for key, part in mapping.items()}
    if isinstance(value, list | tuple):
        sequence = cast("Sequence[object]", value)
        return [_plain(part, f"{path}[{index}]", depth + 1) for index, part in enumerate(sequence)]
    if isinstance(value, str):
        return _text(value, path)
    if value is None or (isinstance(value, int) and -_BOUND < value < _BOUND):
        return value
    fix = "write exact numbers as text"
    kind = type(value).__name__
    raise RecordError(Fault("not-plain", path, "must be text, a whole number or nested", kind, fix))


def _key(key: object, path: str) -> str:
    if not isinstance(key, str):
        raise RecordError(Fault("not-plain", path, "must have text as keys", shown(key)))
    return _text(key, path)


def is_storable(text: str) -> bool:
    """Whether text can be stored at all: it holds no half of a character."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _text(text: str, path: str) -> str:
    if not is_storable(text):
        raise RecordError(Fault("not-plain", path, "must not hold half of a character", repr(text)[:80]))
    return text


def expect_keys(
    data: object, kind: str, required: frozenset[str], optional: frozenset[str]
) -> Mapping[str, object]:
    """The dict itself, if its keys are those of the value it should become; all faults at once.

    Raises:
        RecordError: not a dict, a key missing, a key unknown.
    """
    if not isinstance(data, Mapping):
        raise RecordError(Fault("not-a-dict", kind, "must be a plain dict", shown(data)))
    found = cast("Mapping[str, object]", data)
    faults = [Fault("missing-key", f"{kind}.{key}", "must be there") for key in sorted(required - set(found))]
    known = ", ".join(sorted(required | optional))
    faults += [
        Fault("unknown-key", f"{kind}.{key}", "must be a known key", "", f"use one of {known}")
        for key in sorted(map(str, set(found) - required - optional))
    ]
    if faults:
        raise RecordError(*faults)
    return found
