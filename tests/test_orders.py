"""Standing orders: which rule, which procedure and which electorate a matter has."""

import copy
import pickle
from contextlib import nullcontext

import attrs
import pytest

from consultgov import DecisionRule, Elector, Matter, Outcome
from consultgov.decisions.following import FollowUp
from consultgov.errors import ConsultgovError, RecordError, Refused, RuleError, TallyError
from consultgov.matters import Competence, Row, Table
from consultgov.voting import (
    Cast,
    Conflicts,
    CoolingOff,
    Electorate,
    HasFlag,
    Holding,
    LeastAge,
    OwnersRegister,
    Procedure,
    StandingOrders,
    Unit,
    entitle,
)
from tests.test_polls import at

UNITS = {"police": ["traffic", "safety"], "planning": ["building", "traffic"], "parks": ["trees"]}
UNANIMOUS = DecisionRule("yes = members")
NO_OBJECTION = DecisionRule(
    "no = 0", silence_adopts=True, follows={Outcome.REJECTED: FollowUp("refer_up", to="the district")}
)
ORDERS = StandingOrders(
    rules=Table(
        [
            Row({"urgency": "urgent"}, DecisionRule("yes > 1/2 of members")),
            Row({"kind": "merger"}, UNANIMOUS),
        ],
        default=NO_OBJECTION,
    ),
    procedures=Table(
        [Row({"kind": "merger"}, Procedure(method="secret_ballot"))], default=Procedure(method="consensus")
    ),
    competence=Table(
        [Row({"facts.public": False}, Competence.REFUSE, reason="private")], default=Competence.DECIDE
    ),
    units=UNITS,
)


def matter(remit: str = "traffic", *, kind: str = "", urgency: str = "", public: bool = True) -> Matter:
    """A matter of some subject."""
    return Matter(kind, urgency, [remit], facts={"public": public})


@pytest.mark.parametrize(
    ("about", "adopts", "method", "voters"),
    [
        (matter(), "no = 0", "consensus", ("police", "planning")),
        (matter("trees"), "no = 0", "consensus", ("parks",)),
        (matter(kind="merger"), "yes = members", "secret_ballot", ("police", "planning")),
    ],
    ids=["by consensus", "of one unit", "in secret"],
)
def test_the_matter_chooses_rule_procedure_and_electorate(
    about: Matter, adopts: str, method: str, voters: tuple[str, ...]
) -> None:
    poll = ORDERS.put("Shall it be?", about, [*UNITS], opens=at(9), closes=at(17), present=voters[:1])
    assert (str(poll.rule.adopts), poll.procedure.method, poll.electorate.ids) == (adopts, method, voters)
    assert poll.matter == about
    assert StandingOrders.from_dict(ORDERS.to_dict()) == ORDERS


def test_what_the_body_may_not_decide_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        ORDERS.put("?", matter(public=False), UNITS, opens=at(9))
    assert caught.value.verdict.code == "private"
    assert not ORDERS.may_decide(matter(public=False)).holds


def test_what_concerns_no_unit_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        ORDERS.put("?", matter("noise"), [*UNITS], opens=at(9))
    assert [part.code for part in caught.value.verdict.parts] == ["outside-remit"] * 3
    assert caught.value.verdict.explain("zh")


def test_a_unit_that_must_take_part_has_to_be_in_office() -> None:
    with pytest.raises(Refused) as caught:
        ORDERS.put("?", matter(), ["planning", "parks"], opens=at(9))
    assert (caught.value.verdict.code, caught.value.verdict.facts["units"]) == ("unit-missing", ["police"])
    assert caught.value.verdict.explain() == "police must take part in the matter, and is not in office here."


def test_the_convener_always_votes_and_others_may() -> None:
    orders = attrs.evolve(
        ORDERS, units={**UNITS, "office": []}, always=["office"], may={"parks": ["traffic"]}
    )
    units = [*orders.units, "stranger"]
    poll = orders.put("?", matter(), units, opens=at(9))
    assert poll.electorate.ids == ("police", "planning", "office")
    assert orders.put("?", matter(), units, opens=at(9), also=["parks"]).electorate.ids[2:] == (
        "parks",
        "office",
    )
    with pytest.raises(RecordError):
        orders.put("?", matter(), units, opens=at(9), also=["ghost"])
    reasons = [poll.check(Cast(unit, "yes", at(10))).parts[0].code for unit in ("parks", "stranger")]
    assert reasons == ["may-take-part", "outside-units"]
    assert StandingOrders.from_dict(orders.to_dict()) == orders
    assert pickle.loads(pickle.dumps(orders)) == orders  # noqa: S301 - our own
    assert hash(copy.copy(orders)) == hash(orders)


def test_the_matter_chooses_who_votes() -> None:
    voters = Table([Row({"kind": "recall"}, HasFlag("voter"))], default=HasFlag("representative"))
    orders = StandingOrders(rules=Table([], default=DecisionRule("yes > no")), voters=voters)
    people = entitle(
        [Elector("li", flags=["voter"]), Elector("wang", flags=["voter", "representative"])], on="2026-05-01"
    )
    assert orders.put("?", Matter("recall"), people, opens=at(9)).electorate.ids == ("li", "wang")
    budget = orders.put("?", Matter("budget"), people, opens=at(9))
    assert budget.electorate.ids == ("wang",)
    assert "representative" in budget.check(Cast("li", "yes", at(10))).explain()
    assert StandingOrders.from_dict(orders.to_dict()) == orders
    with pytest.raises(Refused):
        orders.put("?", Matter("budget"), [Elector("li", flags=["voter"])], opens=at(9))
    some = StandingOrders(rules=orders.rules, voters=Table([Row({"kind": "recall"}, HasFlag("voter"))]))
    assert some.put("?", Matter("budget"), ["li"], opens=at(9)).electorate.ids == ("li",)


def test_the_same_question_does_not_come_back_too_soon() -> None:
    orders = attrs.evolve(ORDERS, units={}, cooling=CoolingOff(months=6))
    first = orders.put("The bridge?", matter(), ["a"], opens=at(9), closes=at(17))
    assert StandingOrders.from_dict(orders.to_dict()) == orders
    with pytest.raises(Refused) as caught:
        orders.put("The bridge?", matter(), ["a"], opens="2026-11-01T09:00+08:00", earlier=[first])
    assert caught.value.verdict.facts["first"] == "2026-11-02"
    later = orders.put("The bridge?", matter(), ["a"], opens="2026-11-02T09:00+08:00", earlier=[first])
    assert later.question == first.question
    assert orders.put("The road?", matter(), ["a"], opens=at(18), earlier=[first]).question == "The road?"
    hours = attrs.evolve(orders, cooling=CoolingOff(hours=48))
    with pytest.raises(Refused):
        hours.put("The bridge?", matter(), ["a"], opens=at(18), earlier=[first])
    going = hours.put("The road?", matter(), ["a"], opens=at(9))
    assert hours.put("The road?", matter(), ["a"], opens=at(10), earlier=[going]).opens.hour == 10


@pytest.mark.parametrize(
    ("opens", "refused"),
    [
        ("2026-11-02T01:00+08:00", False),
        ("2026-11-01T17:00Z", False),
        ("2026-11-01T23:00+08:00", True),
        ("2026-11-02T00:30+09:30", True),
    ],
)
def test_one_moment_comes_back_too_soon_or_not_however_it_is_written(opens: str, *, refused: bool) -> None:
    orders = attrs.evolve(ORDERS, units={}, cooling=CoolingOff(months=6))
    first = orders.put("The bridge?", matter(), ["a"], opens=at(9), closes=at(17))
    with pytest.raises(Refused) if refused else nullcontext():
        orders.put("The bridge?", matter(), ["a"], opens=opens, earlier=[first])


def test_what_a_body_should_know_is_said_of_a_poll_that_its_orders_put() -> None:
    orders = attrs.evolve(ORDERS, units={})
    body = entitle(["a", "b", "c"], on="2026-05-01", conflicts=Conflicts(["a", "b"], blocks_above="1/3"))
    found = orders.put("The bridge?", matter(), body, opens=at(9)).before_the_vote()
    assert "too-many-conflicts" in [each.code for each in found]


def test_a_rule_and_a_procedure_that_contradict_each_other_are_refused() -> None:
    voice = Procedure(method="voice_vote")
    with pytest.raises(RuleError):
        StandingOrders(rules=Table([], default=UNANIMOUS), procedures=Table([], default=voice))
    rows = Table([Row({"kind": "x"}, UNANIMOUS)]), Table([Row({"kind": "x"}, voice)])
    with pytest.raises(RuleError):
        StandingOrders(rules=rows[0], procedures=rows[1])
    with pytest.raises(RecordError):
        StandingOrders(rules=Table([], default="yes > no"))


def test_an_age_may_be_asked_of_voters() -> None:
    orders = StandingOrders(
        rules=Table([], default=DecisionRule("yes > no")), voters=Table([], default=LeastAge(18))
    )
    dates = {"li": {"born": "1990-01-01"}, "sun": {"born": "2010-01-01"}}
    poll = orders.put("?", Matter(), ["li", "sun"], opens=at(9), dates=dates)
    assert poll.electorate.ids == ("li",)
    with pytest.raises(RuleError):
        StandingOrders(rules=orders.rules, voters=Table([], default=HasFlag("x", effect="recused")))


def test_what_was_selected_is_told() -> None:
    found = ORDERS.selections(matter(kind="merger"))
    assert {name: selection.row for name, selection in found.items()} == {
        "rule": 1,
        "procedure": 0,
        "competence": None,
    }


def test_vacant_seats_stay_where_people_vote() -> None:
    orders = StandingOrders(
        rules=Table([], default=DecisionRule("yes > 1/2 of seats")),
        voters=Table([], default=HasFlag("voter")),
    )
    body = Electorate([Elector("li", flags=["voter"]), "wang"], vacant=3)
    assert orders.put("?", Matter(), body, opens=at(9)).electorate.vacant == 3


def test_owners_are_put_with_their_co_owners() -> None:
    units = [Unit("1", {"register": "80.50"}, [Holding(["chen", "zhou"], delivered="2020-01-01")])]
    owners = OwnersRegister(units, "developer").electorate("2026-05-01")
    poll = StandingOrders(rules=Table([], default=DecisionRule("yes > no"))).put(
        "?", Matter(), owners, opens=at(9)
    )
    assert poll.cast("chen & zhou", "yes", at=at(10), by="zhou").result().outcome is Outcome.ADOPTED


def test_that_no_rule_is_for_it_is_refused() -> None:
    orders = StandingOrders(rules=Table([Row({"kind": "budget"}, UNANIMOUS)]))
    with pytest.raises(Refused) as caught:
        orders.put("?", Matter("roads"), ["a"], opens=at(9))
    assert caught.value.verdict.explain()
    poll = orders.put("?", Matter("budget"), Electorate(["a", "b"], recused=["b"]), opens=at(9))
    assert poll.electorate.entitled == ("a",)
    assert orders.may_decide(Matter("roads")).holds
    assert StandingOrders.from_dict(orders.to_dict()) == orders


def test_an_electorate_of_some_keeps_how_they_stand() -> None:
    whole = Electorate(["a", "b", "c", "d"], recused={"b": "party"}, suspended=["c"], dormant=["d"], vacant=2)
    assert whole.of(["b", "c", "d"]) == Electorate(
        ["b", "c", "d"], recused={"b": "party"}, suspended=["c"], dormant=["d"]
    )
    assert whole.of(["a"]) == Electorate(["a"])
    for odd in ("ab", ["z"]):
        with pytest.raises(TallyError):
            whole.of(odd)


@pytest.mark.parametrize("units", [3, {"a": 3}, {"a": [""]}], ids=["number", "remit", "subject"])
def test_what_are_no_units_is_refused(units: object) -> None:
    with pytest.raises(ConsultgovError):
        StandingOrders(rules=Table([], default=UNANIMOUS), units=units)
    with pytest.raises(RecordError):
        StandingOrders.from_dict({"units": units})
    with pytest.raises(RecordError):
        StandingOrders(rules=units)
