"""Forms of a paper: what is wrong with one that is not filled in as it asks."""

import pickle
from copy import deepcopy
from fractions import Fraction
from typing import Any, Final

import pytest

from consultgov import Share
from consultgov.errors import ConsultgovError, RecordError, RuleError, TallyError
from consultgov.voting.forms import (
    Affordable,
    Choose,
    Form,
    Grade,
    Points,
    Rank,
    Score,
    UpDown,
    form_from_dict,
    most_votes,
    plain_form,
    scores_in,
)
from consultgov.voting.marks import Marks
from consultgov.voting.slates import Slate

Given = Any


def reasons(form: Form, given: Given) -> list[str]:
    """The codes of what is wrong with a paper as the form reads it."""
    return [reason.code for reason in form.reasons(form.read(given))]


def facts(form: Form, given: Given) -> list[dict[str, object]]:
    return [dict(reason.facts) for reason in form.reasons(form.read(given))]


# --- forms ----------------------------------------------------------------------------------------


def test_options_are_chosen_up_to_a_number_and_down_to_one() -> None:
    form = Choose(most=2, least=1)
    assert reasons(form, ["a"]) == reasons(form, ["a", "b"]) == reasons(form, {"a": True}) == []
    assert facts(form, ["a", "b", "c"]) == [{"number": 3, "most": 2}]
    assert reasons(Choose(most=None), map(str, range(50))) == []
    assert reasons(Choose(most=3, least=2), ["a"]) == ["too-few-marked"]
    assert facts(form, {"a": "no", "b": {"x": 1}, "c": 3}) == [
        {"options": ["a", "b", "c"], "allowed": ["yes"]},
        {"number": 3, "most": 2},
    ]


def test_an_up_or_down_list_has_answers_and_two_limits() -> None:
    form = UpDown(most=1, most_marked=2)
    assert reasons(form, {"a": "yes", "b": "no"}) == reasons(form, ["a"]) == []
    assert reasons(form, {"a": "yes", "b": "yes"}) == ["too-many-marked"]
    assert reasons(form, {"a": "abstain", "b": "no", "c": "no"}) == ["too-many-marked"]
    assert reasons(form, ["a", "b", "c"]) == ["too-many-marked", "too-many-marked"]
    assert reasons(UpDown(answers=["yes", "no"]), {"a": "abstain"}) == ["mark-not-allowed"]
    assert reasons(UpDown(), {"a": "invalid", "b": 1}) == ["mark-not-allowed"]


def test_points_are_given_out_up_to_a_total_in_all_and_for_each() -> None:
    form = Points(total=8, most_each=5, least=2)
    assert reasons(form, {"a": 5, "b": 3}) == reasons(form, {"a": 2, "b": 0}) == []
    assert reasons(form, {"a": 6, "b": 3}) == ["points-each-exceeded", "points-exceeded"]
    assert facts(form, {"a": 1}) == [{"spent": "1", "least": "2"}]
    assert facts(form, {"a": 6}) == [{"options": ["a"], "most": "5"}]
    assert reasons(form, {"a": -1, "b": "1/2", "c": "yes", "d": {"x": 1}, "e": 9}) == ["not-points"]
    halves = Points(total="5/2", whole=False)
    assert reasons(halves, {"a": "0.5", "b": 2}) == []
    assert reasons(halves, {"a": "3", "b": "-1/2"}) == ["not-points"]
    assert facts(halves, {"a": 3}) == [{"spent": "3", "total": "2.5"}]


def test_ranks_are_whole_numbers_from_one_each_given_once() -> None:
    form = Rank()
    assert reasons(form, ["b", "a"]) == reasons(form, {"a": 2, "b": 1}) == []
    assert facts(form, {"a": 1, "b": 1, "c": 2}) == [{"ranks": ["1"]}]
    assert facts(form, {"a": 1, "b": 3}) == [{"rank": 2}]
    assert facts(form, {"a": 0, "b": -1, "c": "1/2", "d": "yes", "e": {"x": 1}, "f": 1}) == [
        {"options": ["a", "b", "c", "d", "e"]}
    ]
    assert reasons(Rank(least=2, most=2), ["a"]) == ["too-few-marked"]
    assert reasons(Rank(least=2, most=2), ["a", "b", "c"]) == ["too-many-marked"]


def test_ranks_may_be_alike_and_leave_out_those_that_they_take_up() -> None:
    alike = Rank(alike=True)
    assert reasons(alike, ["a", ["b", "c"], "d"]) == []
    assert reasons(alike, {"a": 1, "b": 2, "c": 2, "d": 4}) == []
    assert reasons(alike, {"a": 1, "b": 2, "c": 2, "d": 5}) == ["rank-gap"]
    assert reasons(alike, {"a": 2, "b": 2}) == ["rank-gap"]
    assert reasons(Rank(), {"a": 1, "b": 2, "c": 2, "d": 4}) == ["rank-twice"]
    assert reasons(Rank(gaps=True), {"a": 3, "b": 700}) == []
    assert reasons(Rank(), ["a", [], "b"]) == ["rank-gap"]


def test_scores_lie_between_two_numbers() -> None:
    form = Score(lowest=-1, highest=5)
    assert reasons(form, {"a": -1, "b": 5}) == []
    assert facts(form, {"a": -2, "b": 6, "c": 0}) == [{"options": ["a", "b"], "lowest": "-1", "highest": "5"}]
    assert facts(form, {"a": "1/2", "b": 1}) == [{"options": ["a"]}]
    assert reasons(form, {"a": "11/2"}) == ["score-out-of-range", "score-not-whole"]
    assert reasons(form, {"a": "good", "b": {"x": 1}}) == ["not-a-score"]
    assert reasons(Score(highest="5/2", whole=False), {"a": "5/2", "b": "0.1"}) == []


def test_scores_by_criterion_are_there_for_each_of_them() -> None:
    form = Score(highest=10, criteria=["use", "cost"])
    assert reasons(form, {"a": {"use": 8, "cost": 0}}) == []
    assert facts(form, {"a": {"use": 8}, "b": {"use": 8, "cost": 1, "x": 1}, "c": 3, "d": "good"}) == [
        {"options": ["a", "b", "c", "d"], "criteria": ["use", "cost"]}
    ]
    assert reasons(form, {"a": {"use": 11, "cost": 0}}) == ["score-out-of-range"]
    assert reasons(form, {"a": {}}) == ["not-by-criterion"]
    assert scores_in((("use", 8), ("cost", 1))) == (8, 1)
    assert scores_in("good") == ()


def test_grades_are_the_words_of_the_form() -> None:
    form = Grade(["good", "fair"])
    assert reasons(form, {"a": "good", "b": "fair"}) == []
    assert facts(form, {"a": "bad", "b": 1, "c": "good"}) == [
        {"options": ["a", "b"], "allowed": ["fair", "good"]}
    ]


def test_a_grade_in_another_encoding_is_the_same_grade() -> None:
    assert reasons(Grade(["tre\u0301s bien", "bien"]), {"a": "trés bien"}) == []


def test_projects_are_chosen_within_a_budget() -> None:
    form = Affordable({"lamps": 60, "trees": "40.5", "bench": 10}, budget=100, least="50%")
    assert reasons(form, ["lamps"]) == reasons(form, {"trees": "yes", "bench": "yes"}) == []
    assert facts(form, ["lamps", "trees"]) == [{"spent": "100.5", "budget": "100"}]
    assert facts(form, ["trees"]) == [{"spent": "40.5", "least": "1/2"}]
    assert facts(form, ["pool", "lamps", "trees"]) == [{"options": ["pool"]}]
    assert reasons(form, {"lamps": "no"}) == ["mark-not-allowed"]


# --- forms that make no sense ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "settings", "code"),
    [
        (Choose, {"most": -1}, "bad-size"),
        (Choose, {"most": True}, "bad-size"),
        (Choose, {"most": "2"}, "bad-size"),
        (Choose, {"least": None}, "bad-size"),
        (Choose, {"most": 10_001}, "bad-size"),
        (Choose, {"most": 1, "least": 2}, "empty-range"),
        (Choose, {"most": 0}, "empty-range"),
        (UpDown, {"answers": []}, "bad-answers"),
        (UpDown, {"answers": ["yes", "maybe"]}, "bad-answers"),
        (UpDown, {"answers": "yes"}, "not-a-list"),
        (UpDown, {"answers": [1]}, "bad-name"),
        (UpDown, {"complete": 1}, "not-a-truth"),
        (Points, {"total": -1}, "empty-range"),
        (Points, {"total": 2.5}, "float"),
        (Points, {"total": "many"}, "not-a-number"),
        (Points, {"total": 1, "most_each": 0.5}, "float"),
        (Points, {"total": 1, "least": "3/2"}, "empty-range"),
        (Rank, {"least": 3, "most": 2}, "empty-range"),
        (Rank, {"alike": "yes"}, "not-a-truth"),
        (Score, {"lowest": 6}, "empty-range"),
        (Score, {"criteria": "use"}, "not-a-list"),
        (Grade, {"grades": []}, "bad-grades"),
        (Grade, {"grades": ["a", "a"]}, "bad-grades"),
        (Grade, {"grades": ["1", "2"]}, "bad-grades"),
        (Grade, {"grades": ["\ud800"]}, "bad-grades"),
        (Grade, {"grades": ["x" * 1001]}, "bad-grades"),
        (Affordable, {"costs": [], "budget": 1}, "not-a-dict"),
        (Affordable, {"costs": {"": 1}, "budget": 1}, "bad-name"),
        (Affordable, {"costs": {"a": 0.5}, "budget": 1}, "float"),
        (Affordable, {"costs": {"a": -1, "b": -2}, "budget": 1}, "negative-number"),
        (Affordable, {"costs": {"a": 1}, "budget": -1}, "negative-number"),
        (Affordable, {"costs": {"a": 1}, "budget": 1, "least": 0.5}, "float"),
    ],
)
def test_a_form_that_makes_no_sense_is_refused(kind: Any, settings: dict[str, Any], code: str) -> None:  # noqa: ANN401
    with pytest.raises(ConsultgovError) as caught:
        kind(**settings)
    assert [fault.code for fault in caught.value.faults] == [code]
    with pytest.raises(RuleError) as kept:
        form_from_dict({"kind": kind.kind, **settings})
    assert [fault.code for fault in kept.value.faults] == [code]


def test_a_form_reads_only_what_it_can() -> None:
    by_option: tuple[Form, ...] = (Points(8), Score(), Grade(["good"]))
    listed: tuple[Form, ...] = (Choose(), UpDown(), Affordable({}, 1), Rank())
    for form, given in (*((each, ["a"]) for each in by_option), *((each, 3) for each in listed)):
        with pytest.raises(TallyError):
            form.read(given)


# --- records --------------------------------------------------------------------------------------

FORMS: Final[tuple[tuple[Form, dict[str, object]], ...]] = (
    (Choose(), {"kind": "choose"}),
    (Choose(most=3, least=2), {"kind": "choose", "most": 3, "least": 2}),
    (
        UpDown(answers=["yes", "no"], complete=True),
        {"kind": "up_down", "answers": ["yes", "no"], "complete": True},
    ),
    (
        Points("5/2", most_each="1/3", whole=False),
        {"kind": "points", "total": "2.5", "most_each": "1/3", "whole": False},
    ),
    (Rank(alike=True), {"kind": "rank", "alike": True}),
    (Score(criteria=["use"]), {"kind": "score", "criteria": ["use"]}),
    (Grade(["good", "fair"]), {"kind": "grade", "grades": ["good", "fair"]}),
    (
        Affordable({"a": "1/2", "b": 3}, 5, "1/3"),
        {"kind": "affordable", "costs": {"a": "0.5", "b": 3}, "budget": 5, "least": "1/3"},
    ),
)


@pytest.mark.parametrize(
    ("form", "plain"), FORMS, ids=[f"{form.kind} {place}" for place, (form, _) in enumerate(FORMS)]
)
def test_a_form_is_kept_as_plain_data_and_reads_back(form: Form, plain: dict[str, object]) -> None:
    assert plain_form(form) == plain
    read = form_from_dict(plain)
    assert read == form
    assert hash(read) == hash(form)
    assert pickle.loads(pickle.dumps(form)) == deepcopy(form) == form  # noqa: S301 - our own


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (None, "unknown-form"),
        ([], "unknown-form"),
        ({}, "unknown-form"),
        ({"kind": "lottery"}, "unknown-form"),
        ({"kind": ["choose"]}, "unknown-form"),
        ({"kind": "choose", "moist": 2}, "unknown-key"),
        ({"kind": "grade"}, "missing-key"),
    ],
)
def test_plain_data_that_is_no_form_is_refused(given: object, code: str) -> None:
    with pytest.raises(RecordError) as caught:
        form_from_dict(given)
    assert [fault.code for fault in caught.value.faults] == [code]


def test_costs_cannot_be_changed_from_outside() -> None:
    costs = {"a": 1}
    form = Affordable(costs, 5)
    costs["a"] = 9
    assert form.costs == {"a": 1}
    assert form.least == Share(0)
    with pytest.raises(TypeError):
        form.costs["a"] = 2  # type: ignore[index]


# --- how many votes a paper can bear --------------------------------------------------------------


def test_a_paper_bears_so_many_votes() -> None:
    assert most_votes(Choose(most=2)) == (1, 2)
    assert most_votes(UpDown()) == (1, None)
    assert most_votes(Affordable({}, 1)) == (1, None)
    assert most_votes(Points(8)) == (8, 8)
    assert most_votes(Points(8, most_each=Fraction(1, 2))) == (Fraction(1, 2), 8)
    assert most_votes(Score()) == (5, None)
    assert most_votes(Score(lowest=-3, highest=-1)) == (0, None)
    assert most_votes(Score(criteria=["use", "cost"])) == (10, None)
    assert most_votes(Rank()) == most_votes(Grade(["good"])) == (None, None)


# --- what other libraries hold valid --------------------------------------------------------------

OPENSLIDES: Final = "OpenSlides/openslides-vote-service:vote/vote_validate_test.go"
LOOMIO: Final = "loomio/loomio:app/models/ballot_validator.rb"
DECIDIM: Final = "decidim/decidim:decidim-budgets/spec/models/order_spec.rb"

# Where OpenSlides lets a voter give several votes to one option, they are points: `max_votes` in all,
# `max_per_option` each. The `dots_exceeded` of Loomio is `points-exceeded`. Decidim checks the least share
# of the budget only at the checkout, that is, when the paper is cast.
CASES: Final[tuple[tuple[str, str, Form, Given, list[str]], ...]] = (
    ("OS-B5", OPENSLIDES, Choose(most=1), ["1", "2"], ["too-many-marked"]),
    ("OS-B5 in points", OPENSLIDES, Points(1, most_each=1, least=1), {"1": 1, "2": 1}, ["points-exceeded"]),
    ("OS-B7", OPENSLIDES, Points(5, most_each=7, least=1), {"1": 5}, []),
    ("OS-B9", OPENSLIDES, Points(1, most_each=1, least=1), {"1": -1}, ["not-points"]),
    ("OS-B11", OPENSLIDES, Points(6, most_each=3, least=1), {"1": 2, "2": 0, "3": 3, "4": 1}, []),
    ("OS-B13", OPENSLIDES, Points(3, most_each=2, least=1), {"1": 2, "2": 2}, ["points-exceeded"]),
    (
        "OS-B19",
        OPENSLIDES,
        UpDown(most_marked=2),
        {"1": "yes", "2": "no", "3": "abstain"},
        ["too-many-marked"],
    ),
    ("LO-B1", LOOMIO, Points(8), {"lamps": 5, "trees": 4}, ["points-exceeded"]),
    ("LO-B3", LOOMIO, Rank(), {"a": 2, "b": 1, "c": 3}, []),
    ("DE-B2", DECIDIM, Affordable({"lamps": 20}, 100), ["lamps"], []),
    ("DE-B2 at the checkout", DECIDIM, Affordable({"lamps": 20}, 100, "50%"), ["lamps"], ["budget-unused"]),
)


@pytest.mark.parametrize(
    ("source", "form", "paper", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_ballots_of_other_libraries_are_valid_or_not_as_there(
    source: str, form: Form, paper: Given, expected: list[str]
) -> None:
    assert reasons(form, paper) == expected, source


def test_nothing_may_be_chosen_where_nothing_has_to_be() -> None:
    """DE-B4 (decidim issue 10813): a threshold of nothing at all, and yet no blank vote could be cast."""
    slate = Slate(["lamps"], Affordable({"lamps": 20}, 100, "0%"))
    blank = Marks.chosen([])
    assert slate.refuses(blank) == ()
    assert slate.stance(blank) == "abstain"
