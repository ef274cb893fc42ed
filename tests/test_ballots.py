"""What a ballot says, and what can happen in a poll, as values that are read and written."""

import copy
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from consultgov.errors import RecordError, ShareError, TallyError
from consultgov.people import Elector
from consultgov.voting.answers import If, Split, answer_of, for_tally, plain_answer, settled, words_of
from consultgov.voting.events import (
    Attend,
    BreakTie,
    Cast,
    Challenge,
    Close,
    Declare,
    Delegate,
    Depart,
    Establish,
    Event,
    Issue,
    Join,
    Recuse,
    Revoke,
    Voted,
    Withdraw,
    plain_event,
    read_event,
)

AT = "2026-05-01T09:00:00+08:00"


# --- answers --------------------------------------------------------------------------------------


def test_an_answer_is_a_word_a_truth_a_split_or_depends_on_a_fact() -> None:
    assert answer_of("yes") == "yes"
    assert answer_of(given=True) == "yes"
    assert answer_of(given=False) == "no"
    assert answer_of({"yes": "2/3", "no": "1/3"}) == Split({"no": "1/3", "yes": "2/3"})
    assert answer_of({"if": "amended", "then": True, "otherwise": "no"}) == If("amended", "yes", "no")
    assert answer_of(Split({"yes": "50%", "no": Fraction(1, 2)})).parts[0] == ("no", Fraction(1, 2))  # type: ignore[union-attr]


def test_parts_of_the_same_answer_are_one() -> None:
    assert Split({True: "1/2", "yes": "1/2"}).parts == (("yes", Fraction(1)),)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "given", [3, None, b"ab", "cd", [3], ["ab"], [("yes",)], [("yes", 1, 2)], {("yes", 1)}], ids=repr
)
def test_what_has_no_parts_is_no_split(given: object) -> None:
    with pytest.raises(TallyError):
        Split(given)  # type: ignore[arg-type]


def test_pairs_are_parts_too() -> None:
    parts = [("yes", "1/2"), ("no", "1/4"), ("yes", "1/4")]
    assert Split(parts).parts == (("no", Fraction(1, 4)), ("yes", Fraction(3, 4)))


def test_parts_that_need_too_many_digits_are_refused() -> None:
    parts = {f"l{place}": Fraction(1, 10**380 + 2 * place + 1) for place in range(20)}
    for given in (parts, {name: f"1/{part.denominator}" for name, part in parts.items()}):
        with pytest.raises(TallyError, match="common denominator of at most 400 digits") as caught:
            answer_of(given)
        assert [fault.code for fault in caught.value.faults] == ["bad-split"]
    with pytest.raises(TallyError, match="must sum to one"):
        Split({"yes": 10**399})
    exact = Split({"yes": Fraction(1, 10**400), "no": 1 - Fraction(1, 10**400)})
    assert answer_of(plain_answer(exact)) == exact


def test_a_condition_within_conditions_is_refused_however_deep() -> None:
    nested: object = "no"
    for _ in range(100_000):
        nested = {"if": "x", "then": "yes", "otherwise": nested}
    with pytest.raises(TallyError) as caught:
        answer_of(nested)
    assert [fault.code for fault in caught.value.faults] == ["nested-if"]
    while isinstance(nested, dict):  # taken apart here: some interpreters free what is nested by recursion
        nested = nested.pop("otherwise")


def test_figures_are_copied() -> None:
    figures: dict[str, dict[str, object]] = {"labels": {}}
    event = Declare(AT, figures=figures)
    figures["labels"]["x"] = 1
    assert event.figures == {"labels": {}}


def test_a_part_of_nothing_is_left_out() -> None:
    assert Split({"yes": 1, "no": 0}).parts == (("yes", Fraction(1)),)


@pytest.mark.parametrize(
    ("given", "error", "code"),
    [
        (None, TallyError, "bad-stance"),
        (" ", TallyError, "bad-answer"),
        ("y" * 1001, TallyError, "bad-answer"),
        ({"yes": "1/2"}, TallyError, "bad-split"),
        ({"yes": "3/2", "no": "-1/2"}, TallyError, "bad-split"),
        ({"yes": 0.5, "no": 0.5}, TallyError, "float"),
        ({"if": "x"}, RecordError, "missing-key"),
        (
            {"if": "x", "then": {"if": "y", "then": "yes", "otherwise": "no"}, "otherwise": "no"},
            TallyError,
            "nested-if",
        ),
    ],
)
def test_what_is_no_answer_is_refused(given: object, error: type[Exception], code: str) -> None:
    with pytest.raises(error) as caught:
        answer_of(given)
    assert caught.value.faults[0].code == code  # type: ignore[attr-defined]


def test_an_answer_is_settled_by_the_facts() -> None:
    answer = If("amended", {"yes": "1/2", "no": "1/2"}, "no")
    assert for_tally(settled(answer, {"amended": True})) == {"yes": Fraction(1, 2), "no": Fraction(1, 2)}
    assert for_tally(settled(answer, {})) == "no"
    assert for_tally(settled("abstain", {})) == "abstain"


@pytest.mark.parametrize(
    "answer",
    ["yes", Split({"yes": "1/3", "no": "2/3"}), If("late", "yes", Split({"yes": "1/2", "no": "1/2"}))],
)
def test_the_plain_form_of_an_answer_is_read_again(answer: str | Split | If) -> None:
    assert answer_of(plain_answer(answer)) == answer
    assert copy.deepcopy(answer) == answer
    assert {*words_of(answer)} <= {"yes", "no"}


# --- events ---------------------------------------------------------------------------------------

EVENTS: list[Event] = [
    Cast("li", "yes", AT),
    Cast("li", If("amended", "yes", "no"), AT, "wang", "on her behalf", "2026-05-02T09:00:00+08:00"),
    Voted("li", AT, "wang"),
    Withdraw("li", AT),
    Issue(["li", "wang"], AT),
    Attend("li", AT),
    Recuse("li", AT, "party to the contract"),
    Depart("li", AT, "resigned"),
    Join(Elector("zhao", {"sector": "women"}), AT),
    Delegate("li", "wang", AT, "budget"),
    Revoke("li", AT),
    Establish("amended", value=True, at=AT),
    Declare(AT, "yes"),
    Declare(AT, figures={"yes": 3, "by": {"area": {"yes": "1.50"}}}, issued=9),
    Challenge("li", AT),
    BreakTie(answer=True, at=AT, by="li"),
    Close(AT, "li"),
]


@pytest.mark.parametrize(
    "event", EVENTS, ids=[f"{type(event).__name__}-{place}" for place, event in enumerate(EVENTS)]
)
def test_an_event_is_read_back_from_its_plain_dict(event: Event) -> None:
    plain = plain_event(event)
    assert read_event(plain) == event
    assert plain["kind"] == type(event).__name__.lower()
    assert copy.deepcopy(event) == event
    assert hash(copy.copy(event)) == hash(event)


def test_a_bare_id_may_join() -> None:
    assert read_event({"kind": "join", "elector": "zhao", "at": AT}) == Join(Elector("zhao"), AT)
    assert Join("zhao", AT).elector == Elector("zhao")


def test_moments_are_read_and_ids_are_composed() -> None:
    event = Cast("Zoe\u0308", "yes", AT)
    assert event.elector == "Zoë"
    assert event.at == datetime(2026, 5, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "unknown-event"),
        ({"kind": "vote"}, "unknown-event"),
        ({"kind": "cast", "elector": "li", "at": AT}, "missing-key"),
        ({"kind": "cast", "elector": "", "answer": "yes", "at": AT}, "bad-id"),
        ({"kind": "cast", "elector": "li", "answer": "yes", "at": "2026-05-01"}, "bad-moment"),
        ({"kind": "cast", "elector": "li", "answer": "yes", "at": AT, "reason": 3}, "bad-text"),
        ({"kind": "attend", "electors": 3, "at": AT}, "not-a-list"),
        ({"kind": "attend", "electors": {"li": 1}, "at": AT}, "not-a-list"),
        ({"kind": "establish", "fact": "x", "value": 1.5, "at": AT}, "bad-fact"),
        ({"kind": "declare", "side": "maybe", "at": AT}, "bad-side"),
        ({"kind": "declare", "figures": [1], "at": AT}, "not-a-dict"),
        ({"kind": "declare", "figures": {"by": 3}, "at": AT}, "not-a-dict"),
        ({"kind": "declare", "figures": {"labels": 3}, "at": AT}, "not-a-dict"),
        ({"kind": "declare", "figures": {"groups": {"house": 3}}, "at": AT}, "not-a-dict"),
        ({"kind": "declare", "figures": {"groups": {"house": {"a": 3}}}, "at": AT}, "not-a-dict"),
        ({"kind": "declare", "figures": {3: 1}, "at": AT}, "bad-figures"),
        ({"kind": "declare", "figures": {True: 1}, "at": AT}, "bad-figures"),
        ({"kind": "declare", "figures": {"given": {}}, "at": AT}, "bad-figures"),
        ({"kind": "establish", "fact": "x", "value": 1, "at": AT}, "bad-fact"),
        ({"kind": "declare", "figures": {"yes": 1}, "issued": -1, "at": AT}, "bad-issued"),
        ({"kind": "breaktie", "answer": None, "at": AT}, "bad-side"),
    ],
)
def test_what_is_no_event_is_refused(data: object, code: str) -> None:
    with pytest.raises((RecordError, TallyError, ShareError)) as caught:
        read_event(data)
    assert caught.value.faults[0].code == code
