"""The convention of plain dicts: canonical text, digest, keys."""

from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

import pytest

from consultgov import Clause, Condition, Elector, Share, Stance
from consultgov.errors import RecordError
from consultgov.records import MAX_NESTING, canonical, digest, expect_keys

NONE: frozenset[str] = frozenset()


# ---------------------------------------------------------------- canonical text


@pytest.mark.parametrize(
    ("plain", "text"),
    [
        ({}, "{}"),
        ({"b": 1, "a": ["甲", None]}, '{"a":["甲",null],"b":1}'),
        ({"a": {"d": True, "c": False}}, '{"a":{"c":false,"d":true}}'),
        ({"a": ("x", -3)}, '{"a":["x",-3]}'),
        ({"a": 'a "b" \n'}, '{"a":"a \\"b\\" \\n"}'),
        ({"a": 10**30}, '{"a":1000000000000000000000000000000}'),
        ({"甲": "é"}, '{"甲":"é"}'),
        ({"a": Stance.YES}, '{"a":"yes"}'),
        (MappingProxyType({"b": 1, "a": 2}), '{"a":2,"b":1}'),
        ({"a": MappingProxyType({"c": 1, "b": [MappingProxyType({})]})}, '{"a":{"b":[{}],"c":1}}'),
    ],
)
def test_the_canonical_text(plain: dict[str, object], text: str) -> None:
    """Keys sorted, no spaces, no escapes for letters, lists and tuples alike."""
    assert canonical(plain) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Elector("li", flags="chair"), '{"flags":["chair"],"id":"li"}'),
        (Clause("art. 29"), '{"source":"art. 29"}'),
        (Condition.parse("yes ≥ 4/5 of members"), '{"condition":"yes >= 80% of members"}'),
    ],
)
def test_a_value_is_written_by_its_plain_dict(value: Elector | Clause | Condition, text: str) -> None:
    """What has a plain-dict form has a canonical text."""
    assert canonical(value) == text


def test_equal_dicts_have_equal_texts() -> None:
    """The order in which keys were added does not matter."""
    assert canonical({"a": 1, "b": {"c": 2, "d": 3}}) == canonical({"b": {"d": 3, "c": 2}, "a": 1})


@pytest.mark.parametrize(
    ("plain", "path"),
    [
        ({"a": 0.5}, "$.a"),
        ({"a": [1, {"b": Decimal("0.5")}]}, "$.a[1].b"),
        ({"a": Fraction(1, 2)}, "$.a"),
        ({"a": {"x"}}, "$.a"),
        ({"a": b"x"}, "$.a"),
        ({"a": Stance}, "$.a"),
    ],
)
def test_what_has_no_plain_form_is_refused(plain: dict[str, object], path: str) -> None:
    """The error names the place and what to write."""
    with pytest.raises(RecordError) as raised:
        canonical(plain)
    assert raised.value.faults[0].code == "not-plain"
    assert str(raised.value).startswith(f"{path} must be text, a whole number or nested")
    assert str(raised.value).endswith("write exact numbers as text")


@pytest.mark.parametrize(("plain", "path"), [({1: "a"}, "$"), ({"a": [{None: 1}]}, "$.a[0]")])
def test_keys_are_text(plain: dict[str, object], path: str) -> None:
    """JSON would make text of a number, and two keys could become one."""
    with pytest.raises(RecordError) as raised:
        canonical(plain)
    assert raised.value.faults[0].code == "not-plain"
    assert str(raised.value).startswith(f"{path} must have text as keys (got ")


@pytest.mark.parametrize("plain", [{"a": "\ud800"}, {"\udfff": 1}, {"a": [10**5000]}])
def test_what_json_cannot_hold_is_refused(plain: dict[str, object]) -> None:
    """Half a character, and a number longer than machines read, have no canonical text."""
    with pytest.raises(RecordError):
        canonical(plain)
    with pytest.raises(RecordError):
        digest(plain)


def test_the_longest_numbers_are_written() -> None:
    """A thousand digits, above and below zero; one more is refused."""
    longest = 10**1000 - 1
    assert canonical({"a": [longest, -longest]}) == f'{{"a":[{longest},{-longest}]}}'
    for longer in (longest + 1, -longest - 1):
        with pytest.raises(RecordError):
            canonical({"a": longer})


def lists(depth: int) -> object:
    """Lists in lists, so many deep."""
    inner: object = []
    for _ in range(depth - 1):
        inner = [inner]
    return inner


def test_the_deepest_nesting_is_written() -> None:
    """So many lists in a dict are allowed."""
    text = canonical({"a": lists(MAX_NESTING)})
    assert text == '{"a":' + "[" * MAX_NESTING + "]" * MAX_NESTING + "}"


def test_one_level_more_is_refused() -> None:
    """A document nested deeper is refused, not run into the ground."""
    with pytest.raises(RecordError, match=f"must be nested at most {MAX_NESTING} deep") as raised:
        canonical({"a": lists(MAX_NESTING + 1)})
    assert raised.value.faults[0].code == "too-deep"


def test_a_dict_that_holds_itself_is_refused() -> None:
    """A circle is too deep."""
    plain: dict[str, object] = {}
    plain["a"] = plain
    with pytest.raises(RecordError) as raised:
        canonical(plain)
    assert raised.value.faults[0].code == "too-deep"


# ---------------------------------------------------------------- digest


def test_the_digest_is_that_of_the_canonical_text() -> None:
    """SHA-256 in hexadecimal, worked out once with another tool."""
    known = "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"
    assert digest({"a": 1}) == known


def test_the_digest_of_letters_is_that_of_their_utf8() -> None:
    """Chinese text has the same digest on every machine."""
    known = "25260ba04179a30a8f1e4f72a34055ba54b0a367f41a8bff24e9e7bb1ecfd4e5"
    assert digest({"甲": "乙"}) == known


def test_equal_values_have_equal_digests() -> None:
    """Two spellings of a rule have one digest."""
    spelled = Condition.parse("yes ≥ 4/5 of members")
    assert digest(spelled) == digest(Condition.parse("yes >= 80% of members"))


def test_different_values_have_different_digests() -> None:
    """A rule changed is another rule."""
    loose, strict = Condition.parse("yes >= 9"), Condition.parse("yes > 9")
    assert digest(loose) != digest(strict)


# ---------------------------------------------------------------- keys


@pytest.mark.parametrize("value", [3, None, "a", [], Share("1/2"), Condition])
def test_what_has_no_plain_dict_has_no_canonical_text(value: object) -> None:
    """A value without ``to_dict``, or a class, is refused by name."""
    with pytest.raises(RecordError, match="value must be a plain dict, or a value with to_dict") as raised:
        canonical(value)  # type: ignore[arg-type]
    assert raised.value.faults[0].code == "not-plain"


def test_the_expected_keys_are_handed_back() -> None:
    """A dict with all required and some optional keys is as it should be."""
    data = {"a": 1, "b": 2}
    assert expect_keys(data, "rule", frozenset("a"), frozenset("bc")) is data


@pytest.mark.parametrize("data", [None, [], "a", [("a", 1)]])
def test_what_is_no_dict_is_refused(data: object) -> None:
    """The error names the kind of value that was to be read."""
    with pytest.raises(RecordError) as raised:
        expect_keys(data, "rule", frozenset("a"), NONE)
    assert raised.value.faults[0].code == "not-a-dict"
    assert str(raised.value) == f"rule must be a plain dict (got {data!r})"


def test_all_keys_that_are_wrong_are_named_at_once() -> None:
    """Missing keys first, then unknown ones with those that are known, each sorted."""
    with pytest.raises(RecordError) as raised:
        expect_keys({"z": 1, 3: 2, "c": 3}, "rule", frozenset("ba"), frozenset("c"))
    assert [(fault.code, fault.subject) for fault in raised.value.faults] == [
        ("missing-key", "rule.a"),
        ("missing-key", "rule.b"),
        ("unknown-key", "rule.3"),
        ("unknown-key", "rule.z"),
    ]
    assert raised.value.faults[3].fix == "use one of a, b, c"
