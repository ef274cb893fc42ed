"""A value and its plain dict, field by field."""

from types import MappingProxyType
from typing import Any

import attrs
import pytest

from consultgov.errors import Fault, RecordError, TallyError
from consultgov.fields import fields_of_kind, read_fields, written


def _whole(given: object) -> int:
    if not isinstance(given, int):
        raise TallyError(Fault("not-whole", "number", "must be a whole number"))
    return given


@attrs.frozen
class Dated:
    """A value with one field that it must have."""

    year: int = attrs.field(converter=_whole)
    month: int = attrs.field(default=1, converter=_whole)


KINDS = MappingProxyType({"dated": Dated})
UNKNOWN = Fault("unknown-kind", "value", "must be of a known kind")


def codes(error: pytest.ExceptionInfo[Any]) -> list[str]:
    """The codes of an error's faults."""
    return [fault.code for fault in error.value.faults]


@pytest.mark.parametrize("value", [Dated(2026), Dated(2026, 5)])
def test_a_value_comes_back_and_defaults_are_left_out(value: Dated) -> None:
    plain = written(value, str)
    assert plain == ({"year": "2026"} if value.month == 1 else {"year": "2026", "month": "5"})
    whole = {name: int(str(each)) for name, each in plain.items()}
    assert read_fields(Dated, whole, "day") == value
    assert fields_of_kind({"kind": "dated", **whole}, KINDS, UNKNOWN) == (Dated, whole)


def test_all_that_is_wrong_with_the_fields_is_told_at_once() -> None:
    with pytest.raises(RecordError) as error:
        read_fields(Dated, {"year": "a", "month": "b"}, "day")
    assert codes(error) == ["not-whole", "not-whole"]
    with pytest.raises(RecordError) as error:
        read_fields(Dated, {"month": 1, "day": 2}, "day")
    assert codes(error) == ["missing-key", "unknown-key"]


@pytest.mark.parametrize("data", [None, [], {}, {"kind": "other"}, {"kind": ["dated"]}])
def test_an_unknown_kind_is_refused_with_what_was_given(data: object) -> None:
    with pytest.raises(RecordError) as error:
        fields_of_kind(data, KINDS, UNKNOWN)
    (fault,) = error.value.faults
    assert (fault.code, fault.subject, fault.fix) == ("unknown-kind", "value", "use one of dated")
    assert fault.given
