"""The electorate of an owners' meeting, made from the register of units."""

import copy
import pickle
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from consultgov import DecisionRule, Outcome, Tally
from consultgov.errors import ConsultgovError, MissingData, RecordError, TallyError
from consultgov.voting import registers, units
from consultgov.voting.registers import (
    AreaSource,
    CountedUnit,
    Head,
    Holding,
    OwnersElectorate,
    OwnersRegister,
    Tenure,
    Unit,
)

DAY = "2026-05-01"
QUORUM = "ballots >= 2/3 of members and ballots by area >= 2/3 of members by area"
ORDINARY = DecisionRule(quorum=QUORUM, adopts="yes > 1/2 of ballots and yes by area > 1/2 of ballots by area")
SPECIAL = DecisionRule(
    quorum=QUORUM, adopts="yes >= 3/4 of ballots and yes by area >= 3/4 of ballots by area"
)


def codes(error: ConsultgovError) -> list[str]:
    """The codes of the faults of an error."""
    return [fault.code for fault in error.faults]


def owned(unit: str, owners: str | list[str], area: str = "100") -> Unit:
    """A unit that somebody has owned for long."""
    return Unit(unit, {"register": area}, [Holding(owners, registered="2020-01-01")])


def heads(register: OwnersRegister, on: str = DAY) -> dict[str, list[str]]:
    """The heads on a day, with their units."""
    return {head.id: [each.unit for each in head.units] for head in register.electorate(on).heads}


# ---------------------------------------------------------------- who is a head


def test_several_units_of_one_buyer_are_one_head() -> None:
    register = OwnersRegister([owned("101", "chen"), owned("102", "chen"), owned("201", "wei")])
    assert heads(register) == {"chen": ["101", "102"], "wei": ["201"]}


def test_unsold_and_undelivered_units_are_one_head_the_developer() -> None:
    register = OwnersRegister(
        [
            owned("101", "chen"),
            Unit("102", {"survey": "50"}),
            Unit("201", {"survey": "60"}, [Holding("wei", sold="2026-01-01")]),
            Unit("202", {"survey": "70"}, [Holding("lin", sold="2026-01-01", delivered="2026-05-02")]),
        ],
        developer="jianye",
    )
    frozen = register.electorate(DAY)
    developer = frozen.heads[1]
    assert (developer.id, developer.developer, developer.area) == ("jianye", True, 180)
    assert [each.tenure for each in developer.units] == [
        Tenure.UNSOLD,
        Tenure.UNDELIVERED,
        Tenure.UNDELIVERED,
    ]
    assert [each.flags for each in frozen.electors] == [frozenset(), frozenset({"developer"})]


def test_co_owners_are_one_head_in_whatever_order_they_are_named() -> None:
    register = OwnersRegister([owned("101", ["zhou", "chen"]), owned("102", ["chen", "zhou"])])
    (elector,) = register.electorate(DAY).electors
    assert (elector.id, elector.flags) == ("chen & zhou", frozenset({"co_owned"}))
    assert elector.weights == {"area": 200, "units": 2}


def test_an_owner_alone_and_with_others_is_two_heads_and_a_finding() -> None:
    frozen = OwnersRegister([owned("101", "chen"), owned("102", ["chen", "zhou"])]).electorate(DAY)
    assert [head.id for head in frozen.heads_of("chen")] == ["chen", "chen & zhou"]
    (finding,) = frozen.findings
    assert finding.code == "owner-in-several-heads"
    assert finding.facts == {"person": "chen", "heads": ["chen", "chen & zhou"]}
    assert finding.severity.value == "note"


def test_what_the_developer_bought_back_is_with_what_he_never_sold() -> None:
    sold = Holding("chen", registered="2020-01-01", end="2024-01-01")
    back = Holding("developer", registered="2024-01-01")
    register = OwnersRegister([Unit("101", {"register": 90}, [back, sold]), Unit("102", {"survey": 80})])
    assert heads(register) == {"developer": ["101", "102"]}
    assert heads(register, "2023-12-31") == {"chen": ["101"], "developer": ["102"]}


@pytest.mark.parametrize(
    ("on", "holder", "tenure"),
    [
        ("2024-04-30", "developer", Tenure.UNSOLD),
        ("2024-05-01", "developer", Tenure.UNDELIVERED),
        ("2025-06-29", "developer", Tenure.UNDELIVERED),
        ("2025-06-30", "chen", Tenure.POSSESSION),
        ("2025-08-31", "chen", Tenure.POSSESSION),
        ("2025-09-01", "chen", Tenure.REGISTERED),
        ("2026-02-28", "chen", Tenure.REGISTERED),
        ("2026-03-01", "wei", Tenure.REGISTERED),
    ],
)
def test_a_unit_counts_with_whom_it_counts_on_the_freezing_day(on: str, holder: str, tenure: Tenure) -> None:
    first = Holding("chen", "2024-05-01", "2025-06-30", "2025-09-01", end="2026-03-01")
    resale = Holding("wei", sold="2026-02-01", registered="2026-03-01")
    register = OwnersRegister([Unit("101", {"register": "89.30"}, [first, resale])])
    head = register.electorate(on).head_of_unit("101")
    assert head is not None
    assert (head.id, head.units[0].tenure) == (holder, tenure)


def test_a_cancelled_contract_leaves_the_unit_unsold() -> None:
    cancelled = Holding("chen", sold="2024-05-01", end="2024-08-01")
    later = Holding("wei", sold="2024-08-01")
    register = OwnersRegister(
        [Unit("101", {"survey": 90}, [cancelled]), Unit("102", {"survey": 90}, [later])]
    )
    on = {each.unit: each.tenure for each in register.electorate("2024-08-01").heads[0].units}
    assert on == {"101": Tenure.UNSOLD, "102": Tenure.UNDELIVERED}
    assert OwnersRegister([Unit("101", {"survey": 90}, [cancelled, later])]).units


def test_units_count_while_they_are_part_of_the_estate() -> None:
    old = Unit("shop", {"register": 200}, [Holding("chen", registered="2020-01-01")], end=DAY)
    halves = [Unit(f"shop-{half}", {"register": 100}, start=DAY) for half in "ab"]
    register = OwnersRegister([old, *halves], developer="chen")
    assert heads(register, "2026-04-30") == {"chen": ["shop"]}
    assert heads(register, DAY) == {"chen": ["shop-a", "shop-b"]}
    assert register.electorate("2026-04-30").area == register.electorate(DAY).area


def test_a_unit_pulled_down_needs_no_owner_afterwards() -> None:
    unit = Unit("101", {"register": 9}, [Holding("li", registered="2020-01-01", end=DAY)], end=DAY)
    assert heads(OwnersRegister([unit]), "2026-04-30") == {"li": ["101"]}
    assert OwnersRegister([unit]).electorate(DAY).electors == ()
    assert OwnersRegister([unit]).electorate(DAY).area == 0


# ---------------------------------------------------------------- area


@pytest.mark.parametrize(
    ("areas", "area", "source"),
    [
        ({"contract": "90.10", "survey": "88.75", "register": "89.30"}, "89.30", AreaSource.REGISTER),
        ({"contract": "90.10", "survey": "88.75"}, "88.75", AreaSource.SURVEY),
        ({"contract": "90.10"}, "90.10", AreaSource.CONTRACT),
    ],
)
def test_area_is_by_register_else_survey_else_contract(
    areas: dict[str, str], area: str, source: AreaSource
) -> None:
    assert Unit("101", areas).area == (Decimal(area), source)


def test_areas_from_elsewhere_than_the_register_are_found() -> None:
    frozen = OwnersRegister(
        [owned("1", "a"), Unit("3", {"survey": 1}), Unit("2", {"survey": 1}), Unit("4", {"contract": 1})]
    ).electorate(DAY)
    survey, contract = frozen.findings
    assert (survey.code, survey.facts) == ("area-from-survey", {"units": ["2", "3"]})
    assert (contract.code, contract.facts) == ("area-from-contract", {"units": ["4"]})
    assert survey.clause is not None
    assert "第八条" in survey.clause.source


def test_units_without_any_area_are_named_all_at_once() -> None:
    register = OwnersRegister([Unit("101"), owned("102", "li"), Unit("103"), Unit("104", end="2020-01-01")])
    with pytest.raises(MissingData, match="none of 101, 103") as caught:
        register.electorate(DAY)
    assert codes(caught.value) == ["missing-area"]


def test_areas_are_summed_exactly_and_keep_their_places() -> None:
    areas = ["12345678901234567890.10", "12345678901234567890123456789.15", "0.05"]
    register = OwnersRegister([owned(str(number), "li", area) for number, area in enumerate(areas)])
    (elector,) = register.electorate(DAY).electors
    assert str(elector.weights["area"]) == "12345678913580246791358024679.30"


def test_areas_that_do_not_end_stay_exact() -> None:
    register = OwnersRegister([owned("1", "li", "100/3"), owned("2", "li", "0.5")])
    assert register.electorate(DAY).area == Fraction(203, 6)


def test_the_weight_of_the_area_may_have_another_name() -> None:
    frozen = OwnersRegister([owned("1", "li", "89.30")]).electorate(DAY, measure="面积")
    assert frozen.electors[0].weights["面积"] == Decimal("89.30")


# ---------------------------------------------------------------- who casts the vote


def test_any_co_owner_casts_the_one_vote() -> None:
    frozen = OwnersRegister([owned("101", ["zhou", "chen"]), owned("201", "wei")]).electorate(DAY)
    assert frozen.heads[0].representatives == ("chen", "zhou")
    assert frozen.may_cast("zhou", "chen & zhou").holds
    refused = frozen.may_cast("wei", "chen & zhou")
    assert (refused.holds, refused.code) == (False, "casts-not-for-head")
    assert refused.facts == {"person": "wei", "head": "chen & zhou"}


def test_who_or_what_is_not_there_has_no_head() -> None:
    frozen = OwnersRegister([owned("101", "chen")]).electorate(DAY)
    assert frozen.head_of_unit("999") is None
    assert frozen.heads_of("nobody") == ()
    assert not frozen.may_cast("nobody", "nobody").holds


@pytest.mark.parametrize("language", ["en", "zh"])
def test_verdicts_and_findings_are_spoken(language: str) -> None:
    frozen = OwnersRegister(
        [
            owned("1", "chen"),
            owned("2", ["chen", "wei"]),
            Unit("3", {"survey": 1}),
            Unit("4", {"contract": 1}),
        ]
    ).electorate(DAY)
    said = [finding.explain(language) for finding in frozen.findings]
    said += [frozen.may_cast(person, "chen").explain(language) for person in ("chen", "wei")]
    assert [name in text for name, text in zip(["3", "4", "chen", "chen", "wei"], said, strict=True)] == [
        True
    ] * 5


# ---------------------------------------------------------------- the statute at its figures


def test_the_estate_of_the_interpretation_has_59_heads_and_a_quorum_of_40() -> None:
    """G-040: 100 units, 40 unsold, three of one buyer, 57 of one owner each."""
    estate = [Unit(f"d{number}", {"survey": 80}) for number in range(40)]
    estate += [owned(f"t{number}", "wang") for number in range(3)]
    estate += [owned(f"s{number}", f"o{number}") for number in range(57)]
    electors = OwnersRegister(estate).electorate(DAY).electors
    assert len(electors) == 59
    rule = DecisionRule(quorum="ballots >= 2/3 of members", adopts="yes > 1/2 of ballots")
    owners = [each.id for each in electors if each.id != "developer"]
    outcomes = {
        ballots: rule.outcome(Tally.of(electors, dict.fromkeys(owners[:ballots], "yes")))
        for ballots in (39, 40, 41)
    }
    assert outcomes == {39: Outcome.INQUORATE, 40: Outcome.ADOPTED, 41: Outcome.ADOPTED}
    assert rule.decide(Tally.of(electors, {})).needed["ballots"] == 40


def decide(
    rule: DecisionRule, groups: dict[str, tuple[int, str]], apart: int = 0
) -> tuple[Outcome, list[str]]:
    """The outcome, and which conditions fail, where groups of owners with an area together answer alike.

    Each owner has a hundredth less than the average area; the first of a group has the rest. ``apart`` owners
    have a second unit each.
    """
    estate: list[Unit] = []
    ballots: dict[str, str] = {}
    for answer, (count, area) in groups.items():
        others = (Decimal(area) / count).quantize(Decimal("0.01")) - Decimal("0.01")
        own = [Decimal(area) - others * (count - 1), *([others] * (count - 1))]
        for number, size in enumerate(own):
            owner = f"{answer}-{number}"
            part = size / 2 if number < apart else size
            estate.append(owned(f"{owner}-a", owner, str(part)))
            if number < apart:
                estate.append(owned(f"{owner}-b", owner, str(size - part)))
            if answer != "out":
                ballots[owner] = answer
    decision = rule.decide(Tally.of(OwnersRegister(estate).electorate(DAY).electors, ballots))
    judged = decision.quorum if decision.outcome is Outcome.INQUORATE else decision.adoption
    failed = [part.rule for part in judged.parts if not part.holds] if judged is not None else []
    return decision.outcome, failed


BALLOTS_AREA = "ballots by area >= 2/3 of members by area"
YES = "yes > 1/2 of ballots"
YES_AREA = "yes by area > 1/2 of ballots by area"


@pytest.mark.parametrize(
    ("rule", "groups", "outcome", "failed"),
    [
        pytest.param(
            ORDINARY,
            {"yes": (101, "10000.01"), "no": (99, "9999.99"), "out": (100, "10000")},
            Outcome.ADOPTED,
            [],
            id="G-030",
        ),
        pytest.param(
            ORDINARY,
            {"yes": (150, "15000"), "no": (49, "5000"), "out": (101, "10000")},
            Outcome.INQUORATE,
            ["ballots >= 2/3 of members"],
            id="G-031",
        ),
        pytest.param(
            ORDINARY,
            {"yes": (150, "15000"), "no": (50, "4999.99"), "out": (100, "10000.01")},
            Outcome.INQUORATE,
            [BALLOTS_AREA],
            id="G-032",
        ),
        pytest.param(
            ORDINARY,
            {"yes": (150, "15000"), "no": (51, "5000.01"), "out": (99, "9999.99")},
            Outcome.ADOPTED,
            [],
            id="just-above-the-quorum",
        ),
        pytest.param(
            ORDINARY,
            {"yes": (100, "12000"), "no": (100, "8000"), "out": (100, "10000")},
            Outcome.REJECTED,
            [YES],
            id="G-033",
        ),
        pytest.param(
            ORDINARY,
            {"yes": (101, "10000"), "no": (99, "10000"), "out": (100, "10000")},
            Outcome.REJECTED,
            [YES_AREA],
            id="exactly-half-of-the-area",
        ),
        pytest.param(
            SPECIAL,
            {"yes": (150, "15000"), "no": (50, "5000"), "out": (100, "10000")},
            Outcome.ADOPTED,
            [],
            id="G-035",
        ),
        pytest.param(
            SPECIAL,
            {"yes": (149, "15000"), "no": (51, "5000"), "out": (100, "10000")},
            Outcome.REJECTED,
            ["yes >= 3/4 of ballots"],
            id="one-head-below-three-quarters",
        ),
        pytest.param(
            SPECIAL,
            {"yes": (151, "15000.01"), "no": (49, "4999.99"), "out": (100, "10000")},
            Outcome.ADOPTED,
            [],
            id="just-above-three-quarters",
        ),
        pytest.param(
            SPECIAL,
            {"yes": (160, "14999.99"), "no": (40, "5000.01"), "out": (100, "10000")},
            Outcome.REJECTED,
            ["yes by area >= 3/4 of ballots by area"],
            id="G-037",
        ),
        pytest.param(
            ORDINARY,
            {"yes": (100, "11000"), "no": (40, "4000"), "abstain": (60, "5000"), "out": (100, "10000")},
            Outcome.REJECTED,
            [YES],
            id="G-039",
        ),
        pytest.param(
            ORDINARY,
            {"yes": (151, "15000.01"), "no": (29, "2999.99"), "out": (120, "12000")},
            Outcome.INQUORATE,
            ["ballots >= 2/3 of members", BALLOTS_AREA],
            id="G-045",
        ),
    ],
)
@pytest.mark.parametrize("apart", [0, 7], ids=["one-unit-each", "some-have-two"])
def test_article_278_at_its_figures(
    rule: DecisionRule, groups: dict[str, tuple[int, str]], outcome: Outcome, failed: list[str], apart: int
) -> None:
    assert decide(rule, groups, apart) == (outcome, failed)


def test_the_older_regulation_counts_all_owners() -> None:
    """G-044: more than half of all heads and of the whole area."""
    older = DecisionRule(adopts="yes > 1/2 of members and yes by area > 1/2 of members by area")
    for yes, area, outcome in [
        (151, "15000.01", Outcome.ADOPTED),
        (150, "15000.01", Outcome.REJECTED),
        (151, "15000.00", Outcome.REJECTED),
    ]:
        rest = str(Decimal(30000) - Decimal(area))
        assert decide(older, {"yes": (yes, area), "out": (300 - yes, rest)})[0] is outcome


@pytest.mark.parametrize(
    ("rule", "areas", "yes", "no"),
    [
        pytest.param(ORDINARY, "127.58 100.49 139.91 132.78 92.20 158.18", 4, 0, id="G-041"),
        pytest.param(SPECIAL, "70.11 104.30 124.17 164.96 60.05 159.45 140.59 87.09", 6, 2, id="G-042"),
    ],
)
def test_exact_shares_of_area_that_floats_miss(rule: DecisionRule, areas: str, yes: int, no: int) -> None:
    register = OwnersRegister([owned(f"u{n}", f"o{n}", area) for n, area in enumerate(areas.split())])
    answers = ["yes"] * yes + ["no"] * no
    ballots = {f"o{n}": answer for n, answer in enumerate(answers)}
    assert rule.outcome(Tally.of(register.electorate(DAY).electors, ballots)) is Outcome.ADOPTED


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("make", "found"),
    [
        (lambda: Holding([], sold=DAY), ["no-owner"]),
        (lambda: Holding("li"), ["no-day"]),
        (lambda: Holding("li", end=DAY), ["no-day"]),
        (lambda: Holding(["li", "li", "wei"], sold=DAY), ["owner-twice"]),
        (lambda: Holding(7, sold=DAY), ["not-a-list"]),  # type: ignore[arg-type]
        (lambda: Holding(["li", ""], sold="soon"), ["bad-name", "bad-day"]),
        (lambda: Holding("li", sold=DAY, delivered="2026-04-30"), ["days-disordered"]),
        (lambda: Holding("li", registered=DAY, end=DAY), ["days-disordered"]),
        (lambda: Holding("li", sold=DAY, end=DAY), ["days-disordered"]),
        (lambda: Unit(""), ["bad-name"]),
        (lambda: Unit("1", {"guess": 1}), ["bad-choice"]),
        (lambda: Unit("1", {"survey": 0, "register": "-1"}), ["not-above-zero", "not-above-zero"]),
        (lambda: Unit("1", {"survey": 89.3}), ["float"]),  # type: ignore[dict-item]
        (lambda: Unit("1", "89"), ["not-a-dict"]),  # type: ignore[arg-type]
        (lambda: Unit("1", holdings=["li"], start=DAY, end=DAY), ["wrong-kind", "days-disordered"]),  # type: ignore[list-item]
        (
            lambda: CountedUnit("", 0, "guess", "rent"),
            ["bad-name", "not-above-zero", "bad-choice", "bad-choice"],
        ),
        (lambda: Head([], [], developer=1), ["no-owner", "no-unit", "not-a-truth"]),  # type: ignore[arg-type]
        (lambda: Head("li", ["101"]), ["wrong-kind", "no-unit"]),  # type: ignore[list-item]
        (lambda: OwnersElectorate("soon", "li", "units"), ["bad-day", "bad-measure", "not-a-list"]),  # type: ignore[arg-type]
        (lambda: OwnersRegister(["101"], developer=""), ["wrong-kind", "bad-name"]),  # type: ignore[list-item]
    ],
)
def test_what_makes_no_sense_is_refused(make: Callable[[], object], found: list[str]) -> None:
    with pytest.raises(TallyError) as caught:
        make()
    assert codes(caught.value) == found


def test_an_electorate_has_each_head_and_unit_once() -> None:
    flat = CountedUnit("101", 9, "register", "registered")
    with pytest.raises(TallyError) as caught:
        OwnersElectorate(DAY, [Head("li", [flat]), Head("li", [flat])])
    assert codes(caught.value) == ["head-twice", "unit-twice"]


def test_all_that_is_wrong_with_a_register_is_said_at_once() -> None:
    chen = Holding("chen", registered="2020-01-01", end="2024-01-01")
    with pytest.raises(TallyError) as caught:
        OwnersRegister(
            [
                Unit("same"),
                Unit("same"),
                Unit("overlap", holdings=[Holding("wei", registered="2023-12-31"), chen]),
                Unit("gap", holdings=[chen, Holding("wei", registered="2024-01-02")]),
                Unit("left", holdings=[chen]),
                Unit("sold", holdings=[Holding("a", sold="2024-01-01"), Holding("b", sold="2024-02-01")]),
                owned("1", "x & y"),
                owned("2", ["x", "y"]),
            ]
        )
    assert [(fault.code, fault.people) for fault in caught.value.faults] == [
        ("unit-twice", ()),
        ("holdings-overlap", ("chen", "wei")),
        ("holding-gap", ("chen",)),
        ("holding-gap", ("chen",)),
        ("sold-twice", ("a", "b")),
        ("head-twice", ("x", "x & y", "y")),
    ]


def test_an_open_holding_with_another_after_it_overlaps() -> None:
    with pytest.raises(TallyError, match="one buyer at a time"):
        OwnersRegister(
            [Unit("1", holdings=[Holding("a", registered=DAY), Holding("b", registered="2026-06-01")])]
        )


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        pytest.param({"sold": DAY}, {"sold": DAY}, True, id="both-the-same-day"),
        pytest.param({"sold": DAY}, {"delivered": "2026-05-02"}, True, id="handed-to-another"),
        pytest.param(
            {"sold": DAY, "end": "2026-06-01"}, {"sold": "2026-05-31"}, True, id="before-it-was-cancelled"
        ),
        pytest.param(
            {"sold": DAY, "end": "2026-06-01"}, {"sold": "2026-06-01"}, False, id="after-it-was-cancelled"
        ),
        pytest.param({"registered": DAY}, {"sold": DAY}, False, id="resold-on-the-day-of-registration"),
        pytest.param({"registered": DAY}, {"sold": "2026-06-01"}, False, id="resold-later"),
    ],
)
def test_a_unit_is_not_sold_again_while_a_buyer_waits(
    first: dict[str, str],
    second: dict[str, str],
    refused: bool,  # noqa: FBT001 - a row of the table
) -> None:
    unit = Unit("1", holdings=[Holding("a", **first), Holding("b", **second)])
    if not refused:
        assert OwnersRegister([unit]).units == (unit,)
        return
    with pytest.raises(TallyError) as caught:
        OwnersRegister([unit])
    assert codes(caught.value) == ["sold-twice"]


@pytest.mark.parametrize("on", ["soon", 20260501, None])
def test_the_freezing_day_is_a_day(on: str) -> None:
    with pytest.raises(RecordError, match="must be a day"):
        OwnersRegister([]).electorate(on)


def test_an_area_called_units_is_refused() -> None:
    with pytest.raises(TallyError, match="counts the units"):
        OwnersRegister([owned("1", "li")]).electorate(DAY, measure="units")


def test_areas_without_a_common_scale_are_refused() -> None:
    odd = [owned(str(prime), "li", f"1/{10**390 + prime}") for prime in range(1, 9)]
    with pytest.raises(TallyError, match="common denominator"):
        OwnersRegister(odd).electorate(DAY)


# ---------------------------------------------------------------- values


REGISTER = OwnersRegister(
    [
        Unit(
            "101",
            {"register": "89.30"},
            [Holding(["chen", "zhou"], "2024-05-01", "2025-06-30", "2025-09-01")],
        ),
        Unit("102", {"survey": "1/3", "contract": 1}, start="2024-01-01", end="2030-01-01"),
        Unit(
            "103",
            {"contract": 5},
            [Holding("wei", registered="2020-01-01", end=DAY), Holding("li", registered=DAY)],
        ),
    ],
    developer="jianye",
)


def test_a_register_survives_its_plain_dict() -> None:
    assert OwnersRegister.from_dict(REGISTER.to_dict()) == REGISTER
    assert REGISTER.to_dict() == {
        "developer": "jianye",
        "units": [
            {
                "id": "101",
                "areas": {"register": "89.30"},
                "holdings": [
                    {
                        "owners": ["chen", "zhou"],
                        "sold": "2024-05-01",
                        "delivered": "2025-06-30",
                        "registered": "2025-09-01",
                    }
                ],
            },
            {
                "id": "102",
                "areas": {"survey": "1/3", "contract": "1"},
                "start": "2024-01-01",
                "end": "2030-01-01",
            },
            {
                "id": "103",
                "areas": {"contract": "5"},
                "holdings": [
                    {"owners": ["wei"], "registered": "2020-01-01", "end": "2026-05-01"},
                    {"owners": ["li"], "registered": "2026-05-01"},
                ],
            },
        ],
    }


def test_a_register_without_a_developer_named_has_one_all_the_same() -> None:
    register = OwnersRegister.from_dict({"units": [{"id": "1"}]})
    assert register.to_dict() == {"developer": "developer", "units": [{"id": "1"}]}


def test_an_electorate_survives_its_plain_dict_and_a_pickle() -> None:
    frozen = REGISTER.electorate(DAY)
    assert OwnersElectorate.from_dict(frozen.to_dict()) == frozen
    assert OwnersElectorate.from_dict({"on": DAY, "heads": []}).measure == "area"
    again = pickle.loads(pickle.dumps(frozen))  # noqa: S301 - our own
    assert (again, again.electors) == (frozen, frozen.electors)
    assert copy.deepcopy(REGISTER) == REGISTER
    assert hash(again) == hash(frozen)
    assert frozen.on == date(2026, 5, 1)


def test_all_that_is_wrong_with_a_plain_register_is_said_at_once() -> None:
    with pytest.raises(TallyError) as caught:
        OwnersRegister.from_dict(
            {
                "units": [
                    {"id": "1", "holdings": [{"owners": "li"}, {"owners": []}]},
                    {"id": "2", "areas": {"guess": 1}},
                    {"colour": "red"},
                    {"id": "3", "holdings": "li"},
                ]
            }
        )
    assert codes(caught.value) == [
        "no-day",
        "no-owner",
        "no-day",
        "bad-choice",
        "missing-key",
        "unknown-key",
        "not-a-list",
    ]


@pytest.mark.parametrize("module", [registers, units])
def test_a_module_offers_what_it_lists(module: object) -> None:
    assert sorted(dir(module)) == sorted(module.__all__)  # type: ignore[attr-defined]


def test_names_are_looked_up_composed_and_what_is_none_is_refused() -> None:
    owners = OwnersRegister(
        [Unit("e\u0301", {"register": 90}, [Holding(["Zoe\u0308"], registered="2025-09-01")])]
    )
    electorate = owners.electorate("2026-05-01")
    assert electorate.head_of_unit("e\u0301") == electorate.head_of_unit("\u00e9")
    assert electorate.may_cast("Zoe\u0308", "Zo\u00eb").holds
    with pytest.raises(TallyError):
        electorate.heads_of([])  # type: ignore[arg-type]
