"""Weights that are derived from what is known of the voters, and dated."""

import copy
import pickle
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

import pytest

from consultgov import Elector, Share
from consultgov.errors import ConsultgovError, MissingData, RecordError, TallyError
from consultgov.people import Trait
from consultgov.shares import Exact
from consultgov.voting import measures
from consultgov.voting.measures import (
    BasicPlus,
    Capped,
    Dated,
    FirstOf,
    Listed,
    Measure,
    Multiplied,
    Normalised,
    Rounding,
    SquareRoot,
    Steps,
    TableOf,
    Ties,
    Triangular,
    derive,
    measure_from_dict,
)
from consultgov.voting.weights import total_of


def codes(error: ConsultgovError) -> list[str]:
    """The codes of the faults of an error."""
    return [fault.code for fault in error.faults]


def weighing(name: str, *weights: Exact | str) -> list[Elector]:
    """Electors a, b, c, … with a weight each."""
    return [Elector("abcdefgh"[place], weights={name: weight}) for place, weight in enumerate(weights)]


def with_trait(name: str, values: list[Trait]) -> list[Elector]:
    """Electors a, b, c, … with a trait each."""
    return [Elector("abcdefgh"[place], traits={name: value}) for place, value in enumerate(values)]


BUNDESRAT = Steps("people", [(0, 3), (2_000_001, 4), (6_000_001, 5), (7_000_001, 6)])


# ---------------------------------------------------------------- deriving


def test_a_derived_weight_stands_beside_the_others() -> None:
    li = Elector("li", {"sector": "women"}, {"people": 5}, {"permanent"})
    (derived,) = derive([li], "votes", BUNDESRAT)
    assert derived == Elector("li", {"sector": "women"}, {"people": 5, "votes": 3}, {"permanent"})
    assert li.weights == {"people": 5}


def test_a_measure_may_be_derived_from_a_derived_one() -> None:
    capped = derive(weighing("shares", 70, 20, 10), "capped", Capped("shares", at=30))
    percent = derive(capped, "percent", Normalised("capped", total=100))
    assert [each.weights["percent"] for each in percent] == [50, Fraction(100, 3), Fraction(50, 3)]


def test_a_weight_is_not_replaced() -> None:
    with pytest.raises(TallyError) as caught:
        derive([*weighing("people", 1, 2), Elector("z")], "people", Listed({}, otherwise=1))
    assert codes(caught.value) == ["weight-twice"]
    assert caught.value.faults[0].people == ("a", "b")


@pytest.mark.parametrize(
    ("electors", "name", "measure", "code"),
    [
        (["li"], "votes", BUNDESRAT, "wrong-kind"),
        (7, "votes", BUNDESRAT, "not-a-list"),
        ([], " ", BUNDESRAT, "bad-name"),
        ([], "votes", "population", "not-a-measure"),
        ([], "votes", Dated([("2026-01-01", BUNDESRAT)]), "not-a-measure"),
    ],
)
def test_what_cannot_be_derived_is_refused(
    electors: list[Elector], name: str, measure: Measure, code: str
) -> None:
    with pytest.raises(TallyError) as caught:
        derive(electors, name, measure)
    assert codes(caught.value) == [code]


def test_a_dated_measure_asks_for_a_day() -> None:
    with pytest.raises(TallyError, match=r"\.on\(day\)"):
        derive([], "votes", Dated([("2026-01-01", BUNDESRAT)]))  # type: ignore[arg-type]


EVERY: list[Measure] = [
    BUNDESRAT,
    Steps("of", {0: 1}, strict=True),
    TableOf("class", {"state": 2, True: "1/2"}),
    TableOf("class", [("state", 2)], otherwise=0),
    Listed({"lu": "660809"}, otherwise="1.5"),
    FirstOf(["meeting", "file"], otherwise=1),
    FirstOf([]),
    Capped("shares", at="100.5"),
    Capped("shares", at=Share("1/3")),
    BasicPlus("quota", basic="5.502%", per=100_000, basic_rounded="nearest", parts_rounded="down"),
    BasicPlus("quota", basic=250),
    Normalised("area"),
    Normalised("area", total="100", whole=True, ties="id"),
    Triangular("rank", least=1),
    Multiplied("stake", "lock", {"none": "1/10"}, otherwise=1, rounded=Rounding.DOWN),
    SquareRoot("credits"),
]


@pytest.mark.parametrize("measure", EVERY, ids=repr)
def test_a_measure_survives_its_plain_dict_and_a_pickle(measure: Measure) -> None:
    assert measure_from_dict(measure.to_dict()) == measure
    assert pickle.loads(pickle.dumps(measure)) == measure  # noqa: S301 - our own
    assert copy.deepcopy(measure) == measure
    assert hash(measure_from_dict(measure.to_dict())) == hash(measure)


def test_a_plain_measure_says_its_kind_and_what_is_not_as_usual() -> None:
    assert Capped("shares", at="1/3").to_dict() == {"kind": "capped", "of": "shares", "at": "1/3"}
    assert Capped("shares", at="50%").to_dict()["at"] == {"share": "1/2"}
    assert TableOf("x", {"b": 1, "a": 2, True: 3}).to_dict()["table"] == [[True, "3"], ["a", "2"], ["b", "1"]]


@pytest.mark.parametrize(
    "data",
    [
        7,
        {},
        {"kind": "guess"},
        {"kind": ["capped"]},
        {"kind": "capped"},
        {"kind": "capped", "of": "x", "at": 1, "steps": []},
        {"kind": "capped", "of": "x", "at": {"part": "1/2"}},
    ],
)
def test_a_plain_dict_that_is_no_measure_is_refused(data: object) -> None:
    with pytest.raises(RecordError):
        measure_from_dict(data)


# ---------------------------------------------------------------- sums


@pytest.mark.parametrize(
    ("figures", "total"),
    [
        ([], 0),
        ([5], 5),
        ([10**18, 10**18 + 1], 2 * 10**18 + 1),
        ([Decimal("0.10"), Decimal("0.2")], Decimal("0.30")),
        ([Decimal("1e30"), Decimal("0.01")], Decimal("1000000000000000000000000000000.01")),
        ([Fraction(1, 3), Decimal("0.5")], Fraction(5, 6)),
    ],
)
def test_a_total_is_exact(figures: list[Exact], total: Exact) -> None:
    assert str(total_of(figures)) == str(total)


def test_a_total_without_a_common_scale_is_refused() -> None:
    with pytest.raises(TallyError, match="common denominator"):
        total_of([Fraction(1, 10**390 + odd) for odd in range(1, 9)])


# ---------------------------------------------------------------- steps


@pytest.mark.parametrize(
    ("people", "votes"),
    [
        (0, 3),
        (1_999_999, 3),
        (2_000_000, 3),
        (2_000_001, 4),
        (6_000_000, 4),
        (6_000_001, 5),
        (7_000_000, 5),
        (7_000_001, 6),
        (18_000_000, 6),
    ],
)
@pytest.mark.parametrize(
    "steps",
    [
        BUNDESRAT,
        Steps("people", [(0, 3), (2_000_000, 4), (6_000_000, 5), (7_000_000, 6)], strict=True),
    ],
    ids=["from", "above"],
)
def test_the_votes_of_a_land_follow_its_population(steps: Steps, people: int, votes: int) -> None:
    assert steps.weigh(weighing("people", people)) == (votes,)


def test_the_lands_have_69_votes_in_all() -> None:
    millions = "11.3 13.4 3.8 2.6 0.7 1.9 6.4 1.6 8.1 18.2 4.2 1.0 4.1 2.2 3.0 2.1"
    lands = [Elector(str(n), weights={"people": Decimal(m) * 10**6}) for n, m in enumerate(millions.split())]
    assert sum(BUNDESRAT.weigh(lands)) == 69


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ([], ["no-steps"]),
        ([(0, 3), (0, 4)], ["steps-disordered"]),
        ([(5, 3), (1, -4)], ["negative-weight", "steps-disordered"]),
        ([("x", 3), (1, 0.5)], ["not-a-number", "float"]),
    ],
)
def test_steps_that_make_no_sense_are_refused(steps: list[tuple[int, int]], found: list[str]) -> None:
    with pytest.raises(TallyError) as caught:
        Steps("people", steps)
    assert codes(caught.value) == found


@pytest.mark.parametrize("steps", [7, "0", [(1, 2, 3)], ["12"]])
def test_steps_are_pairs(steps: list[tuple[int, int]]) -> None:
    with pytest.raises(RecordError):
        Steps("people", steps)


def test_whoever_is_below_the_first_step_is_named() -> None:
    with pytest.raises(MissingData) as caught:
        Steps("people", [(10, 1)]).weigh(weighing("people", 9, 10, 1))
    assert codes(caught.value) == ["below-first-step"]
    assert caught.value.faults[0].people == ("a", "c")


# ---------------------------------------------------------------- tables and lists


def test_a_table_reads_text_and_truths() -> None:
    table = TableOf("class", {"state": 2, True: 1, False: "1/2"}, otherwise=0)
    assert table.weigh(with_trait("class", ["state", True, False, None, "True"])) == (
        2,
        1,
        Fraction(1, 2),
        0,
        0,
    )


def test_whoever_is_not_in_the_table_is_named() -> None:
    with pytest.raises(MissingData) as caught:
        TableOf("class", {"state": 2}).weigh(with_trait("class", ["city", "state", None]))
    assert codes(caught.value) == ["not-in-table"]
    assert caught.value.faults[0].people == ("a", "c")


def test_equal_tables_are_equal_in_whatever_order() -> None:
    assert TableOf("x", {"a": 1, "b": 2}) == TableOf("x", [("b", 2), ("a", "1.0")])


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ({3: 1}, ["bad-key"]),
        ([("a", 1), ("a", 2)], ["twice"]),
        ({"a": -1, "b": "x"}, ["negative-weight", "not-a-number"]),
    ],
)
def test_tables_that_make_no_sense_are_refused(table: Mapping[str, int], found: list[str]) -> None:
    with pytest.raises(TallyError) as caught:
        TableOf("class", table)
    assert codes(caught.value) == found


def test_a_list_goes_by_id() -> None:
    listed = Listed({"mt": 542_051, "lu": 660_809, "xx": 1})
    assert listed.weigh([Elector("lu"), Elector("mt")]) == (660_809, 542_051)
    with pytest.raises(MissingData, match="'de'"):
        listed.weigh([Elector("de")])


@pytest.mark.parametrize(
    ("weights", "names", "weight"),
    [
        pytest.param({"file": 2}, [], 1, id="OS-W1"),
        pytest.param({"file": 2}, ["meeting", "file"], 2, id="OS-W3"),
        pytest.param({"meeting": 3, "file": 2}, ["meeting", "file"], 3, id="meeting-first"),
        pytest.param({"another-meeting": 3, "file": 2}, ["meeting", "file"], 2, id="OS-W5"),
        pytest.param({"meeting": 0, "file": 2}, ["meeting", "file"], 0, id="nothing-is-a-weight"),
        pytest.param({}, ["meeting", "file"], 1, id="neither"),
    ],
)
def test_the_first_weight_that_is_there_counts(
    weights: dict[str, int], names: list[str], weight: int
) -> None:
    assert FirstOf(names, otherwise=1).weigh([Elector("li", weights=weights)]) == (weight,)


def test_whoever_has_none_of_the_weights_is_named() -> None:
    with pytest.raises(MissingData) as caught:
        FirstOf(["x", "y"]).weigh([*weighing("x", 1), Elector("k"), Elector("m")])
    assert caught.value.faults[0].people == ("k", "m")


# ---------------------------------------------------------------- caps and basic votes


def test_a_cap_is_a_figure_or_a_share_of_the_total() -> None:
    holders = weighing("shares", Decimal("40.10"), "39.90", 20)
    assert Capped("shares", at=40).weigh(holders) == (40, Decimal("39.90"), 20)
    assert Capped("shares", at="40%").weigh(holders) == (40, Decimal("39.90"), 20)
    assert Capped("shares", at=Share("1/3")).weigh(holders) == (Fraction(100, 3), Fraction(100, 3), 20)
    assert str(Capped("shares", at=50).weigh(holders)[0]) == "40.10"


def test_a_cap_of_nothing_leaves_nothing() -> None:
    assert Capped("shares", at="10%").weigh(weighing("shares", 0, 0)) == (0, 0)


def test_the_fund_gives_basic_votes_and_votes_by_quota() -> None:
    """189 members with 475,472.7 million SDR: the largest has 831,407 votes, 1,465 of them basic."""
    largest, all_quotas = 82_994_200_000, 475_472_700_000
    rest = Fraction(all_quotas - largest, 188)
    members = [Elector("us", weights={"quota": largest})]
    members += [Elector(f"m{number}", weights={"quota": rest}) for number in range(188)]
    exactly = BasicPlus("quota", basic="5.502%", per=100_000).weigh(members)
    assert 189 * (exactly[0] - 829_942) == Fraction("0.05502") * sum(exactly)
    whole = BasicPlus("quota", basic="5.502%", per=100_000, basic_rounded="nearest").weigh(members)
    assert whole[0] == 829_942 + 1_465 == 831_407


@pytest.mark.parametrize(
    ("way", "votes"),
    [("down", (6, 3)), ("up", (7, 4)), ("nearest", (7, 4)), (None, (Fraction(13, 2), Fraction(7, 2)))],
)
def test_basic_votes_are_rounded_as_asked(way: Rounding, votes: tuple[Exact, ...]) -> None:
    members = weighing("quota", 600, 300)
    assert BasicPlus("quota", basic="10%", per=100, basic_rounded=way).weigh(members) == votes


def test_parts_are_rounded_before_the_share_is_taken() -> None:
    members = weighing("quota", 650, 399)
    assert BasicPlus("quota", basic="10%", per=100, parts_rounded="down").weigh(members) == (
        Fraction(13, 2),
        Fraction(7, 2),
    )


def test_basic_votes_may_be_a_number() -> None:
    assert BasicPlus("quota", basic=250, per=100).weigh(weighing("quota", 0, 250)) == (250, Fraction(505, 2))


# ---------------------------------------------------------------- proportions


def test_proportions_are_exact_and_make_up_the_total() -> None:
    owners = weighing("area", "1", "1", "1")
    assert Normalised("area").weigh(owners) == (Fraction(1, 3),) * 3
    assert sum(Normalised("area", total=10**18).weigh(owners)) == 10**18
    assert Normalised("area").weigh([]) == ()


def test_whole_votes_go_to_the_largest_remainders() -> None:
    groups = weighing("members", 41, 29, 17, 13)
    assert Normalised("members", total=10, whole=True).weigh(groups) == (4, 3, 2, 1)
    assert Normalised("members", total=100, whole=True).weigh(groups) == (41, 29, 17, 13)


def test_a_tie_for_the_last_vote_is_refused_or_decided_as_named() -> None:
    equal = weighing("members", 1, 1, 1)
    with pytest.raises(TallyError) as caught:
        Normalised("members", total=10, whole=True).weigh(equal)
    assert codes(caught.value) == ["remainder-tie"]
    assert caught.value.faults[0].people == ("a", "b", "c")
    by_id = Normalised("members", total=10, whole=True, ties=Ties.ID)
    assert by_id.weigh(equal) == (4, 3, 3)
    assert by_id.weigh(equal[::-1]) == (3, 3, 4)


@pytest.mark.parametrize(
    "measure", [Normalised("x"), BasicPlus("x", basic="10%"), Normalised("x", total=5, whole=True)]
)
def test_no_share_is_taken_of_nothing(measure: Measure) -> None:
    with pytest.raises(MissingData) as caught:
        measure.weigh(weighing("x", 0, 0))
    assert codes(caught.value) == ["zero-total"]
    assert caught.value.faults[0].people == ("a", "b")


# ---------------------------------------------------------------- ranks, locks, roots


def test_votes_by_rank() -> None:
    """RC-01: at least rank 1 votes; 1, 3 and 6 votes for ranks 1, 2 and 3."""
    ranks = weighing("rank", 0, 1, 2, 3)
    assert Triangular("rank", least=1).weigh(ranks) == (0, 1, 3, 6)
    assert Triangular("rank").weigh(ranks) == (1, 3, 6, 10)


def test_a_rank_is_whole() -> None:
    with pytest.raises(TallyError) as caught:
        Triangular("rank").weigh(weighing("rank", "1.5", 2, "1/3"))
    assert codes(caught.value) == ["not-whole"]
    assert caught.value.faults[0].people == ("a", "c")


CONVICTION: Mapping[str, str | int] = {"0": "1/10", "1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6}


@pytest.mark.parametrize(
    ("stake", "lock", "votes"),
    [
        (2, "5", 10),
        (5, "1", 5),
        (10, "0", 1),
        (9, "0", 0),
        (19, "0", 1),
        (20, "0", 2),
        (10**18, "6", 6 * 10**18),
    ],
)
def test_stake_counts_by_how_long_it_is_locked(stake: int, lock: str, votes: int) -> None:
    """CV-01, CV-03, CV-05: conviction multiplies the stake; unlocked, a tenth counts, rounded down."""
    voter = Elector("li", traits={"conviction": lock}, weights={"stake": stake})
    conviction = Multiplied("stake", "conviction", CONVICTION, rounded="down")
    assert conviction.weigh([voter]) == (votes,)


def test_stake_is_not_rounded_unless_asked() -> None:
    voter = Elector("li", traits={"conviction": None}, weights={"stake": 19})
    assert Multiplied("stake", "conviction", {}, otherwise="1/10").weigh([voter]) == (Fraction(19, 10),)


def test_all_that_is_missing_for_a_product_is_said_at_once() -> None:
    people = [Elector("a", weights={"stake": 1}), Elector("b", traits={"lock": "one"})]
    with pytest.raises(MissingData) as caught:
        Multiplied("stake", "lock", {"one": 1}).weigh(people)
    assert [(fault.code, fault.people) for fault in caught.value.faults] == [
        ("missing-weight", ("b",)),
        ("missing-trait", ("a",)),
    ]


@pytest.mark.parametrize(
    ("credits_held", "votes"),
    [(0, 0), (1, 1), (3, 1), (4, 2), ("99.99", 9), (100, 10), (10**36, 10**18), (10**36 - 1, 10**18 - 1)],
)
def test_the_square_root_is_rounded_down(credits_held: int | str, votes: int) -> None:
    assert SquareRoot("credits").weigh(weighing("credits", credits_held)) == (votes,)


def test_a_weight_that_grows_beyond_bounds_is_refused() -> None:
    with pytest.raises(TallyError, match="at most 400 digits"):
        derive(weighing("rank", 10**300), "votes", Triangular("rank"))


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    "measure",
    [
        Steps("x", [(0, 1)]),
        Capped("x", at=1),
        BasicPlus("x", basic=1),
        Normalised("x"),
        Triangular("x"),
        SquareRoot("x"),
        FirstOf(["x"]),
    ],
    ids=lambda measure: type(measure).__name__,
)
def test_whoever_lacks_the_weight_is_named(measure: Measure) -> None:
    with pytest.raises(MissingData) as caught:
        measure.weigh([Elector("k"), *weighing("x", 1), Elector("m")])
    assert codes(caught.value) == ["missing-weight"]
    assert caught.value.faults[0].people == ("k", "m")


def test_whoever_lacks_the_trait_is_named() -> None:
    with pytest.raises(MissingData) as caught:
        TableOf("class", {"state": 1}, otherwise=0).weigh(
            [Elector("k"), *with_trait("class", [None]), Elector("m")]
        )
    assert codes(caught.value) == ["missing-trait"]
    assert caught.value.faults[0].people == ("k", "m")


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: Capped("", at=1), "bad-name"),
        (lambda: Capped(7, at=1), "bad-name"),
        (lambda: Capped("x", at=-1), "negative-weight"),
        (lambda: Capped("x", at=0.5), "float"),
        (lambda: Capped("x", at="101%"), "share-bounds"),
        (lambda: FirstOf("file"), "not-a-list"),
        (lambda: BasicPlus("x", basic="100%"), "share-bounds"),
        (lambda: BasicPlus("x", basic=1, per=0), "zero"),
        (lambda: BasicPlus("x", basic=1, basic_rounded="half"), "bad-choice"),
        (lambda: Normalised("x", total=0), "zero"),
        (lambda: Normalised("x", total="1.5", whole=True), "not-whole"),
        (lambda: Normalised("x", whole=1), "not-a-truth"),
        (lambda: Normalised("x", ties="lot"), "bad-choice"),
        (lambda: Steps("x", [(0, 1)], strict="yes"), "not-a-truth"),
        (lambda: Triangular("x", least="1.5"), "not-whole"),
    ],
    ids=[
        "capped-at-1",
        "capped-7-at-1",
        "capped-x-at-1",
        "capped-x-at-0-5",
        "capped-x-at-101",
        "firstof-file",
        "basicplus-x-basic-100",
        "basicplus-x-basic-1-per-0",
        "basicplus-x-basic-1-basic-rounded-half",
        "normalised-x-total-0",
        "normalised-x-total-1-5-whole-true",
        "normalised-x-whole-1",
        "normalised-x-ties-lot",
        "steps-x-0-1-strict-yes",
        "triangular-x-least-1-5",
    ],
)
def test_measures_that_make_no_sense_are_refused(make: Callable[[], object], code: str) -> None:
    with pytest.raises(ConsultgovError) as caught:
        make()
    assert codes(caught.value) == [code]


# ---------------------------------------------------------------- measures that change

LISTS = Dated(
    [("2026-01-01", Listed({"lu": 681_973})), ("2025-01-01", Listed({"lu": 672_050}))], until="2027-01-01"
)


@pytest.mark.parametrize(
    ("on", "people"),
    [("2025-01-01", 672_050), ("2025-12-31", 672_050), ("2026-01-01", 681_973), ("2026-12-31", 681_973)],
)
def test_the_day_chooses_the_list(on: str, people: int) -> None:
    assert LISTS.on(on).weigh([Elector("lu")]) == (people,)


@pytest.mark.parametrize("on", ["2024-12-31", "2027-01-01"])
def test_outside_of_what_is_known_there_is_no_list(on: str) -> None:
    with pytest.raises(MissingData, match="from 2025-01-01 until 2027-01-01"):
        LISTS.on(on)


def test_the_last_list_holds_until_a_new_one_comes() -> None:
    listed = Dated({"2025-01-01": Listed({"lu": 1})})
    assert listed.on("2999-12-31") == Listed({"lu": 1})
    with pytest.raises(MissingData, match=r"from 2025-01-01\)"):
        listed.on("2024-12-31")


def test_dated_measures_survive_their_plain_dict() -> None:
    assert Dated.from_dict(LISTS.to_dict()) == LISTS
    still = Dated([("2025-01-01", BUNDESRAT)])
    assert Dated.from_dict(still.to_dict()) == still
    assert hash(still) == hash(Dated.from_dict(still.to_dict()))


@pytest.mark.parametrize(
    ("entries", "until", "found"),
    [
        ([], None, ["no-measures"]),
        ([("soon", BUNDESRAT)], None, ["bad-day"]),
        ([("2025-01-01", 7)], None, ["not-a-measure"]),
        ([("2025-01-01", BUNDESRAT), ("2025-01-01", BUNDESRAT)], None, ["twice"]),
        ([("2025-01-01", BUNDESRAT)], "2025-01-01", ["empty-validity"]),
    ],
)
def test_dated_measures_that_make_no_sense_are_refused(
    entries: list[tuple[str, Measure]], until: str | None, found: list[str]
) -> None:
    with pytest.raises(TallyError) as caught:
        Dated(entries, until)
    assert codes(caught.value) == found


def test_a_module_offers_what_it_lists() -> None:
    assert sorted(dir(measures)) == sorted(measures.__all__)
