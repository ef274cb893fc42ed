"""Persons as the rules see them."""

import copy
import pickle
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest

from consultgov import Elector, people
from consultgov.errors import RecordError, TallyError
from consultgov.people import Trait


def codes(error: TallyError) -> list[str]:
    """The codes of the faults of an error."""
    return [fault.code for fault in error.faults]


def test_an_elector_needs_only_an_id() -> None:
    """Somebody of whom no rule reads anything has no traits, weights or flags."""
    li = Elector("li")
    assert (li.id, dict(li.traits), dict(li.weights), li.flags) == ("li", {}, {}, frozenset())


def test_traits_are_text_truths_or_none() -> None:
    """None is somebody in no group."""
    traits: dict[str, Trait] = {"sector": "women", "permanent": True, "guest": False, "house": None}
    assert Elector("li", traits=traits).traits == traits


@pytest.mark.parametrize(
    ("weight", "read"),
    [
        (3, 3),
        (0, 0),
        ("89.30", Decimal("89.30")),
        (Decimal("0.01"), Decimal("0.01")),
        (Fraction(1, 3), Fraction(1, 3)),
        ("1/3", Fraction(1, 3)),
    ],
)
def test_weights_are_exact(weight: int | Decimal | Fraction | str, read: int | Decimal | Fraction) -> None:
    """Weights are kept as given, text as the number it says; nothing is allowed."""
    assert Elector("li", weights={"area": weight}).weights["area"] == read


@pytest.mark.parametrize("flags", [{"permanent", "chair"}, ["chair", "permanent", "chair"]])
def test_flags_are_a_set_of_words(flags: set[str] | list[str]) -> None:
    """Any collection will do, and twice is once."""
    assert Elector("li", flags=flags).flags == frozenset({"permanent", "chair"})


def test_one_flag_may_be_given_bare() -> None:
    """A single word is one flag, not a flag for each letter."""
    assert Elector("li", flags="permanent").flags == frozenset({"permanent"})


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize("key", ["", "  ", None, 7])
def test_an_id_is_text_that_is_not_empty(key: object) -> None:
    """The error names the id, what was given and the mend."""
    with pytest.raises(TallyError) as raised:
        Elector(key)  # type: ignore[arg-type]
    assert codes(raised.value) == ["bad-name"]
    rule = "id of elector must be text that is not empty"
    assert str(raised.value) == f"{rule} (got {key!r}): give a name"


@pytest.mark.parametrize("value", [1, 1.5, ["women"], Decimal(1)])
def test_a_trait_is_no_number(value: object) -> None:
    """Numbers belong into weights, and the error says so."""
    with pytest.raises(TallyError) as raised:
        Elector("li", traits={"sector": value})  # type: ignore[dict-item]
    assert codes(raised.value) == ["bad-trait"]
    assert "trait 'sector' of 'li' must be text, True, False or None" in str(raised.value)
    assert "belongs into weights" in str(raised.value)


def test_an_empty_trait_is_refused() -> None:
    """Who is in no group has None there, not the empty text."""
    with pytest.raises(TallyError, match="trait 'sector' of 'li' must be text") as raised:
        Elector("li", traits={"sector": " "})
    assert codes(raised.value) == ["bad-name"]


@pytest.mark.parametrize("weight", [-1, "-0.01", Fraction(-1, 3), Decimal("-1E-9")])
def test_a_weight_is_not_below_zero(weight: int | str | Fraction | Decimal) -> None:
    """The error names the weight and its owner."""
    with pytest.raises(TallyError) as raised:
        Elector("li", weights={"area": weight})
    assert codes(raised.value) == ["negative-weight"]
    assert str(raised.value).startswith(f"weight 'area' of 'li' must not be below 0 (got {weight})")
    assert str(raised.value).endswith("leave out whoever does not count")


@pytest.mark.parametrize(
    ("weight", "code"),
    [(89.3, "float"), (True, "not-a-number"), ("much", "not-a-number"), ("NaN", "too-long")],
)
def test_a_weight_is_an_exact_number(weight: object, code: str) -> None:
    """A float and what is no number are refused as an elector's fault, not as a share's."""
    with pytest.raises(TallyError, match="weight 'area' of 'li'") as raised:
        Elector("li", weights={"area": weight})  # type: ignore[dict-item]
    assert codes(raised.value) == [code]


@pytest.mark.parametrize("flag", ["", 3, None])
def test_a_flag_is_a_word(flag: object) -> None:
    """An empty flag, or one that is no text, is refused."""
    with pytest.raises(TallyError, match="flag of 'li' must be text") as raised:
        Elector("li", flags=["chair", flag])  # type: ignore[list-item]
    assert codes(raised.value) == ["bad-name"]


def test_names_of_traits_and_weights_are_text() -> None:
    """A key that is empty or no text is refused."""
    with pytest.raises(TallyError) as raised:
        Elector("li", traits={"": "x"}, weights={3: 1})  # type: ignore[dict-item]
    assert codes(raised.value) == ["bad-name", "bad-name"]
    subjects = [fault.subject for fault in raised.value.faults]
    assert subjects == ["trait of 'li'", "weight of 'li'"]


@pytest.mark.parametrize("given", [["sector"], "sector", None, 3])
def test_traits_and_weights_are_dicts(given: object) -> None:
    """Anything else is refused, for both at once."""
    with pytest.raises(TallyError, match="of 'li' must be a dict") as raised:
        Elector("li", traits=given, weights=given)  # type: ignore[arg-type]
    assert [(fault.code, fault.subject) for fault in raised.value.faults] == [
        ("not-a-dict", "traits of 'li'"),
        ("not-a-dict", "weights of 'li'"),
    ]


@pytest.mark.parametrize("given", [None, 3, True])
def test_flags_are_words(given: object) -> None:
    """What holds no words is refused."""
    with pytest.raises(TallyError, match="flags of 'li' must be a set of words") as raised:
        Elector("li", flags=given)  # type: ignore[arg-type]
    assert codes(raised.value) == ["bad-flags"]


def test_all_faults_are_reported_at_once() -> None:
    """Whoever mends a register does not mend it line by line."""
    with pytest.raises(TallyError) as raised:
        Elector("", traits={"sector": 3}, weights={"area": 0.5, "share": -1}, flags=["", "a"])  # type: ignore[dict-item]
    found = ["bad-name", "bad-trait", "float", "negative-weight", "bad-name"]
    assert codes(raised.value) == found


# ---------------------------------------------------------------- as a value


def test_names_are_brought_to_one_form() -> None:
    """Composed and decomposed letters are the same id, trait, value, weight and flag."""
    composed, decomposed = "caf\u00e9", "cafe\u0301"
    one = Elector(composed, {composed: composed}, {composed: 1}, {composed})
    other = Elector(decomposed, {decomposed: decomposed}, {decomposed: 1}, {decomposed})
    assert one == other
    assert other.traits[composed] == composed
    assert other.weights[composed] == 1


def test_equal_electors_are_one_value() -> None:
    """Electors are compared by all they hold and hashed by their id."""
    assert Elector("li", {"a": "b"}) == Elector("li", {"a": "b"})
    assert Elector("li", {"a": "b"}) != Elector("li")
    assert hash(Elector("li", {"a": "b"})) == hash(Elector("li"))


def test_an_elector_does_not_change_with_what_it_was_made_of() -> None:
    """The caller's dict may change afterwards, the elector does not."""
    traits: dict[str, Trait] = {"sector": "women"}
    li = Elector("li", traits)
    traits["sector"] = "party"
    assert li.traits["sector"] == "women"


def test_traits_cannot_be_assigned_to() -> None:
    """The traits and weights are read-only views."""
    li = Elector("li", {"sector": "women"}, {"area": 1})
    with pytest.raises(TypeError):
        li.traits["sector"] = "party"  # type: ignore[index]
    with pytest.raises(TypeError):
        li.weights["area"] = 2  # type: ignore[index]


def test_electors_are_pickled_copied_and_evolved() -> None:
    """A copy is equal; an evolved one differs in what was named."""
    li = Elector("li", {"sector": "women"}, {"area": "89.30"}, {"chair"})
    assert pickle.loads(pickle.dumps(li)) == li  # noqa: S301 - pickled on this line
    assert copy.copy(li) == copy.deepcopy(li) == li
    assert attrs.evolve(li, id="wang") == Elector("wang", li.traits, li.weights, li.flags)


def test_the_plain_dict_leaves_out_what_is_empty() -> None:
    """An id alone is a dict with one key."""
    assert Elector("li").to_dict() == {"id": "li"}


def test_the_plain_dict_holds_exact_numbers_as_text() -> None:
    """Weights are text, flags are sorted, and the same elector can be made of it again."""
    li = Elector("li", {"s": True}, {"area": "89.30", "share": Fraction(1, 3)}, {"z", "a"})
    plain = {
        "id": "li",
        "traits": {"s": True},
        "weights": {"area": "89.30", "share": "1/3"},
        "flags": ["a", "z"],
    }
    assert li.to_dict() == plain
    assert Elector.from_dict(plain) == li


@pytest.mark.parametrize("data", [{}, {"id": "li", "sector": "women"}, ["li"]])
def test_a_dict_that_is_no_elector_is_refused(data: object) -> None:
    """A key missing, a key unknown and no dict at all are faults of the record."""
    with pytest.raises(RecordError, match=r"^elector"):
        Elector.from_dict(data)


def test_a_dict_of_a_bad_elector_is_refused() -> None:
    """What the constructor refuses is refused from a dict as well."""
    with pytest.raises(TallyError, match="id of elector"):
        Elector.from_dict({"id": ""})


def test_the_module_lists_its_public_names() -> None:
    """Completion offers what is meant to be used."""
    assert dir(people) == sorted(people.__all__)
