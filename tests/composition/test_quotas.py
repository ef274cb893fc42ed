"""Quotas by name: the rule text that each comes to, the bodies that keep it, and what is refused."""

from collections.abc import Callable, Iterable, Mapping
from itertools import count
from typing import Any

import pytest

from consultgov import Condition, Elector, Share, Tally
from consultgov.composition.quotas import (
    at_least,
    at_least_each,
    at_most_each,
    closest_to,
    odd_size,
    parity,
    size_between,
    size_per,
    spread_over,
    stepped_caps,
    stepped_minimum,
)
from consultgov.errors import ConsultgovError, RuleError, ShareError

NORWAY: Mapping[int | None, int | str] = {1: 0, 3: 1, 5: 2, 8: 3, 9: 4, None: "40%"}


def body(**groups: int) -> list[Elector]:
    """So many members of each group; ``nobody`` stands for those in none."""
    names = (None if group == "nobody" else group for group, number in groups.items() for _ in range(number))
    return [Elector(f"p{place}", {"group": name}) for place, name in enumerate(names)]


def kept(condition: Condition, *, vacant: Iterable[Elector] = (), **groups: int) -> bool:
    return condition.holds(Tally.of(body(**groups), vacant=vacant))


def most_of_one(condition: Condition, size: int) -> int:
    """The most members of one group in a body of that size whose other members are in none."""
    return max(most for most in range(size + 1) if kept(condition, a=most, nobody=size - most))


def fewest_of_one(condition: Condition, size: int) -> int:
    """The fewest members of one group in a body of that size."""
    return min(least for least in range(size + 1) if kept(condition, a=least, b=size - least))


def codes(error: pytest.ExceptionInfo[Any]) -> list[str]:
    return [fault.code for fault in error.value.faults]


ALL = [
    at_most_each("group", 2),
    at_most_each("group", "1/3", strictly=True, of="seats"),
    at_most_each("group", 0, groups=["a", "the others"]),
    stepped_caps("group", {5: 1, None: 2}),
    stepped_caps("group", {2: 1, 5: "1/2", None: "1/3"}, groups=["a"]),
    at_least(3, "young"),
    at_least("1/3", "group", "a", "b", of="seats"),
    at_least_each("group", "40%", ["a", "b"]),
    stepped_minimum("group", NORWAY, ["a", "b"]),
    closest_to("40%", "49%", "group", "a"),
    parity("group", "a", "b"),
    parity("group", "a", "b", within=0),
    spread_over("group", 3),
    spread_over("group", "2/3"),
    size_between(5, 9),
    size_between(8, 8),
    odd_size(),
    size_per("households", 5, 15),
    size_per("households", 0, 0),
]


@pytest.mark.parametrize("condition", ALL, ids=str)
def test_a_quota_is_rule_text_that_reads_back(condition: Condition) -> None:
    assert Condition.parse(str(condition)) == condition


# --- caps -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cap", "size", "most"),
    [
        (at_most_each("group", 2), 5, 2),  # PEP 13
        (at_most_each("group", "1/3"), 6, 2),  # the Kubernetes steering committee, "maximum of"
        (at_most_each("group", "1/3", strictly=True), 6, 1),  # the same paragraph, "less than"
        (at_most_each("group", "1/4"), 4, 1),  # the Node.js steering committee
        (at_most_each("group", "1/4"), 15, 3),
        (at_most_each("group", "1/4"), 18, 4),
        (at_most_each("group", Share("40%")), 5, 2),  # the openSUSE board
        (stepped_caps("group", {5: 1, None: 2}), 5, 1),  # the Rust leadership council
        (stepped_caps("group", {5: 1, None: 2}), 6, 2),
        (stepped_caps("group", {5: 1, None: 2}), 9, 2),
        (stepped_caps("group", {None: "1/3"}), 9, 3),
    ],
)
def test_a_cap_allows_so_many_of_one_group(cap: Condition, size: int, most: int) -> None:
    assert most_of_one(cap, size) == most


def test_a_share_that_no_single_member_has_leaves_nobody_of_any_group() -> None:
    assert most_of_one(at_most_each("group", "1/4"), 3) == 0


@pytest.mark.parametrize("cap", [at_most_each("group", 1), stepped_caps("group", {5: 1, None: 2})])
def test_a_cap_is_kept_where_nobody_is_in_any_group(cap: Condition) -> None:
    assert kept(cap, nobody=4)
    assert kept(cap)
    assert not Condition.parse("each group: members <= 1").holds(Tally.of(body(nobody=4)))


def test_a_cap_may_be_about_some_groups_only() -> None:
    for cap in (at_most_each("group", 1, groups="a"), stepped_caps("group", {None: 1}, groups=iter("a"))):
        assert kept(cap, a=1, b=5)
        assert not kept(cap, a=2, b=5)


def test_a_share_of_the_seats_counts_the_vacant_ones() -> None:
    seat = [Elector("seat", {"group": "c"})]
    assert kept(at_most_each("group", "1/3", of="seats"), a=1, b=1, vacant=seat)
    assert not kept(at_most_each("group", "1/3"), a=1, b=1, vacant=seat)


# --- minimum shares -------------------------------------------------------------------------------


def test_at_least_so_many_have_a_flag_or_a_value() -> None:
    people = [
        *(
            Elector(f"v{place}", {"seat": "village"}, flags={"young"} if not place else ())
            for place in range(28)
        ),
        *(Elector(f"c{place}", {"seat": "committee"}) for place in range(7)),
    ]
    assert at_least("4/5", "seat", "village").holds(Tally.of(people))
    assert not at_least("4/5", "seat", "village").holds(Tally.of(people[1:]))
    assert at_least(1, "young").holds(Tally.of(people))
    assert at_least("100%", "seat", "village", "committee").holds(Tally.of(people))
    assert not at_least("4/5", "seat", "village", of="seats").holds(Tally.of(people, vacant=1))


def test_every_group_named_has_its_share_and_nobody_is_no_share() -> None:
    both = at_least_each("group", "40%", ["a", "b"])
    assert kept(both, a=2, b=3)
    assert not kept(both, a=1, b=3)
    assert not kept(both, nobody=3)
    assert not kept(both)


@pytest.mark.parametrize(
    ("size", "least"),
    [(1, 0), (2, 1), (3, 1), (4, 2), (5, 2), (6, 3), (8, 3), (9, 4), (10, 4), (11, 5), (13, 6)],
)
def test_the_board_of_a_norwegian_company(size: int, least: int) -> None:
    assert fewest_of_one(stepped_minimum("group", NORWAY, ["a"]), size) == least


def test_only_the_step_of_the_size_is_to_blame() -> None:
    verdict = stepped_minimum("group", NORWAY, ["a", "b"]).evaluate(Tally.of(body(a=1, b=6)))
    assert [part.rule for part in verdict.parts if not part.holds] == [
        "members <= 5 or members > 8 or each group in (a, b): members >= 3"
    ]


EU_33 = (1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10)


@pytest.mark.parametrize(("size", "least"), list(enumerate(EU_33, start=3)))
def test_the_number_closest_to_a_third_of_all_directors(size: int, least: int) -> None:
    assert fewest_of_one(closest_to("33%", "49%", "group", "a"), size) == least


def test_the_ceiling_bounds_what_is_asked_for_and_not_how_many_there_are() -> None:
    quota = closest_to("40%", "49%", "group", "a")
    assert fewest_of_one(quota, 4) == 1  # two would be closer, and above 49 %
    assert kept(quota, a=5, b=5)
    assert kept(quota & closest_to("40%", "49%", "group", "b"), a=5, b=5)


# --- balance, spread, sizes -----------------------------------------------------------------------


def test_two_groups_balance() -> None:
    assert kept(parity("group", "a", "b"), a=3, b=4, c=9)
    assert not kept(parity("group", "a", "b"), a=3, b=5)
    assert not kept(parity("group", "a", "b"), a=5, b=3)
    assert not kept(parity("group", "a", "b", within=0), a=3, b=4)


def test_members_come_from_several_groups_and_a_vacant_seat_is_nobody() -> None:
    seat = [Elector("seat", {"group": "c"})]
    assert kept(spread_over("group", 3), a=1, b=1, c=4, nobody=2)
    assert not kept(spread_over("group", 3), a=1, b=1, vacant=seat)
    assert kept(spread_over("group", "2/3"), a=1, b=1, vacant=seat)


def test_sizes() -> None:
    assert [size for size in range(12) if kept(size_between(5, 9), a=size)] == [5, 6, 7, 8, 9]
    assert [size for size in range(12) if kept(size_between(8, 8), a=size)] == [8]
    assert [size for size in range(12) if kept(odd_size(), a=size)] == [1, 3, 5, 7, 9, 11]


def test_one_representative_for_so_many_households() -> None:
    rule = size_per("households", 5, 15)
    fits = [size for size in range(30) if rule.holds(Tally.of(body(a=size), given={"households": 100}))]
    assert fits == list(range(7, 21))


# --- what is refused ------------------------------------------------------------------------------

REFUSED: list[tuple[Callable[[], object], str]] = [
    (lambda: at_most_each("group", -1), "bad-number"),
    (lambda: at_most_each("group", most=True), "bad-number"),
    (lambda: at_most_each("group", "2"), "bad-number"),
    (lambda: at_most_each("group", 100_001), "bad-number"),
    (lambda: at_most_each("group", 10**5000), "bad-number"),
    (lambda: at_most_each("group", None), "bad-number"),  # type: ignore[arg-type]
    (lambda: at_most_each("group", 0.5), "bad-number"),  # type: ignore[arg-type]
    (lambda: at_most_each("group", float("nan")), "bad-number"),  # type: ignore[arg-type]
    (lambda: at_most_each("group", "half"), "not-a-number"),
    (lambda: at_most_each("group", "3/2"), "share-bounds"),
    (lambda: at_most_each("", 2), "bad-name"),
    (lambda: at_most_each("\ud800", 2), "bad-name"),
    (lambda: at_most_each(None, 2), "bad-name"),  # type: ignore[arg-type]
    (lambda: at_least(2, 10**5000, "a"), "bad-name"),  # type: ignore[arg-type]
    (lambda: parity(None, "a", "b"), "bad-name"),  # type: ignore[arg-type]
    (lambda: at_most_each("group", 2, strictly="no"), "not-a-truth"),  # type: ignore[arg-type]
    (lambda: at_most_each("group", 2, of="votes"), "bad-choice"),
    (lambda: at_most_each("group", 2, of=["seats"]), "bad-choice"),  # type: ignore[arg-type]
    (lambda: at_most_each("group", 2, groups=3), "not-a-list"),  # type: ignore[arg-type]
    (lambda: at_most_each("group", 2, groups=[None]), "bad-name"),  # type: ignore[list-item]
    (lambda: at_most_each("group", 2, groups=["a", "a"]), "twice"),
    (lambda: at_most_each("group", 2, groups=map(str, count())), "too-large"),
    (lambda: at_least("40%", "group", 1), "bad-name"),  # type: ignore[arg-type]
    (lambda: at_least_each("group", 1, []), "no-groups"),
    (lambda: stepped_minimum("group", {None: 1}, ()), "no-groups"),
    (lambda: stepped_caps("group", {5: 1}), "no-last-step"),
    (lambda: stepped_caps("group", {}), "no-last-step"),
    (lambda: stepped_caps("group", {None: 1, **dict.fromkeys(range(100), 1)}), "no-last-step"),
    (lambda: stepped_caps("group", [(5, 1)]), "not-a-dict"),  # type: ignore[arg-type]
    (lambda: stepped_caps("group", {"5": 1, None: 2}), "bad-number"),  # type: ignore[dict-item]
    (lambda: closest_to("40%", "33%", "group", "a"), "empty-range"),
    (lambda: closest_to(40, "49%", "group", "a"), "share-bounds"),  # type: ignore[arg-type]
    (lambda: closest_to(None, "49%", "group", "a"), "not-a-number"),  # type: ignore[arg-type]
    (lambda: parity("group", "a", "b", within=-1), "bad-number"),
    (lambda: size_between(9, 5), "empty-range"),
    (lambda: size_between("5", 9), "bad-number"),  # type: ignore[arg-type]
    (lambda: size_per("", 5, 15), "bad-name"),
]


@pytest.mark.parametrize(
    ("make", "code"), REFUSED, ids=[f"{place}-{code}" for place, (_, code) in enumerate(REFUSED)]
)
def test_what_makes_no_quota_is_refused(make: Callable[[], object], code: str) -> None:
    with pytest.raises(ConsultgovError) as caught:
        make()
    assert isinstance(caught.value, RuleError | ShareError)
    assert codes(caught) == [code]
