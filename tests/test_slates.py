"""Slates: what is on a paper, what becomes of one that is unfit, and what it says of an option."""

import pickle
from copy import deepcopy
from typing import Any

import pytest

from consultgov import Elector
from consultgov.errors import ConsultgovError, RecordError, RuleError, TallyError
from consultgov.voting.forms import Affordable, Choose, Form, Grade, Points, Rank, Score, UpDown
from consultgov.voting.marks import MAX_MARKS, Marks
from consultgov.voting.slates import Slate, Unfit

LI = Elector("li", {"sector": "women"}, {"age": 40}, {"resident"})
THREE = ("li", "wang", "zhao")


def codes(slate: Slate, given: Any) -> list[str]:  # noqa: ANN401 - whatever the form reads
    """The codes of what is wrong with a paper."""
    paper = slate.read(given)
    assert isinstance(paper, Marks)
    return [reason.code for reason in slate.reasons(paper)]


# --- what is on the paper -------------------------------------------------------------------------


def test_options_are_ids_or_electors_in_the_order_of_the_paper() -> None:
    slate = Slate(["wang", LI])
    assert slate.ids == ("wang", "li")
    assert slate.option("li") is LI
    assert slate.option("wei") == Elector("wei")
    assert (slate.form, slate.unfit, slate.blank) == (Choose(most=1), Unfit.REFUSED, Unfit.ABSTAIN)


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"options": []}, "no-options"),
        ({"options": "li"}, "not-a-list"),
        ({"options": {"li": 1}}, "not-a-list"),
        ({"options": None}, "not-a-list"),
        ({"options": ["li", LI]}, "option-twice"),
        ({"options": ["é", "e\u0301"]}, "option-twice"),
        ({"options": [""]}, "bad-name"),
        ({"options": [3]}, "bad-name"),
        ({"options": range(MAX_MARKS + 1)}, "too-many-options"),
        ({"form": "choose"}, "wrong-kind"),
        ({"form": Choose}, "wrong-kind"),
        ({"form": None}, "wrong-kind"),
        ({"default": "wei"}, "unknown-option"),
        ({"default": None}, "bad-name"),
        ({"default": []}, "bad-name"),
        ({"default": " "}, "bad-name"),
        ({"unfit": "thrown away"}, "bad-choice"),
        ({"blank": None}, "bad-choice"),
        ({"others": 1}, "not-a-truth"),
        ({"rule": [1]}, "not-a-dict"),
        ({"rule": {"quota": 0.5}}, "not-plain"),
        ({"rule": {1: 2}}, "not-plain"),
    ],
)
def test_a_slate_that_makes_no_sense_is_refused(settings: dict[str, Any], code: str) -> None:
    with pytest.raises(ConsultgovError) as caught:
        Slate(**{"options": THREE, **settings})
    assert [fault.code for fault in caught.value.faults] == [code]


def test_a_rule_nested_too_deep_is_refused() -> None:
    deep: dict[str, object] = {}
    for _ in range(250):
        deep = {"rule": deep}
    with pytest.raises(RecordError) as caught:
        Slate(THREE, rule=deep)
    assert [fault.code for fault in caught.value.faults] == ["too-deep"]


def test_the_rule_of_a_slate_is_a_copy() -> None:
    rule = {"seats": [1]}
    slate = Slate(THREE, rule=rule)
    rule["seats"].append(2)
    assert slate.rule == {"seats": [1]}
    with pytest.raises(TypeError):
        slate.rule["seats"] = 2  # type: ignore[index]


# --- what is wrong with a paper -------------------------------------------------------------------


def test_only_what_is_on_the_paper_may_be_marked_unless_others_may_be_written_in() -> None:
    assert codes(Slate(THREE, Choose()), ["li", "wei", "bo"]) == ["unknown-option"]
    assert codes(Slate(THREE, Choose(), others=True), ["li", "wei", "bo"]) == []
    reason = Slate(THREE, Choose()).reasons(Marks.chosen(["wei", "bo"]))[0]
    assert reason.facts == {"options": ["bo", "wei"]}


@pytest.mark.parametrize(
    ("form", "marks"),
    [
        (UpDown(complete=True), {"wang": "no"}),
        (Score(complete=True), {"wang": 2}),
        (Grade(["good", "bad"], complete=True), {"wang": "bad"}),
    ],
    ids=["up or down", "scores", "grades"],
)
def test_a_form_that_must_be_complete_has_a_mark_beside_every_option(
    form: Form, marks: dict[str, object]
) -> None:
    slate = Slate(["zhao", "wang", "li"], form)
    assert [(each.code, each.facts["options"]) for each in slate.reasons(Marks(marks))] == [
        ("unmarked", ["zhao", "li"])
    ]
    full = Marks(dict.fromkeys(slate.ids, marks["wang"]))
    assert slate.reasons(full) == ()
    assert slate.reasons(Marks({})) == ()


def test_every_reason_is_told_in_both_languages() -> None:
    budget = Affordable({"li": 9, "wang": 1}, 5, "1/2")
    slates: list[tuple[Form, Any]] = [
        (UpDown(most=1, most_marked=2, complete=True), {"li": "yes", "wei": "yes", "bo": 3}),
        (Choose(most=3, least=2), ["li"]),
        (Points(3, most_each=2, least=1), {"li": 4}),
        (Points(3, least=1), {"li": 0}),
        (Points(3), {"li": "x"}),
        (Rank(), {"li": 1, "wang": 1, "zhao": 4}),
        (Rank(), {"li": "x"}),
        (Score(), {"li": "99/2", "wang": "x"}),
        (Score(criteria=["use"]), {"li": 3}),
        (budget, ["li"]),
        (budget, ["wang"]),
        (budget, ["zhao"]),
    ]
    told = {
        reason.code: reason
        for form, given in slates
        for reason in Slate(THREE, form).reasons(form.read(given))
    }
    told["paper-blank"] = Slate(THREE).faulty(Marks({}))[0]
    assert sorted(told) == [
        "budget-exceeded",
        "budget-unused",
        "mark-not-allowed",
        "not-a-rank",
        "not-a-score",
        "not-by-criterion",
        "not-points",
        "paper-blank",
        "points-each-exceeded",
        "points-exceeded",
        "points-missing",
        "rank-gap",
        "rank-twice",
        "score-not-whole",
        "score-out-of-range",
        "too-few-marked",
        "too-many-marked",
        "unknown-option",
        "unmarked",
        "without-cost",
    ]
    for reason in told.values():
        assert reason.explain("en").strip().endswith(".")
        assert reason.explain("zh").strip().endswith("。")
        assert "{" not in reason.explain("en") + reason.explain("zh")


# --- what becomes of a paper ----------------------------------------------------------------------

FIT, UNFIT, BLANK = Marks.chosen(["li"]), Marks.chosen(["li", "wang"]), Marks({})


@pytest.mark.parametrize(
    ("policy", "refused", "stance"),
    [("refused", ["too-many-marked"], "refused"), ("invalid", [], "invalid"), ("abstain", [], "abstain")],
)
def test_an_unfit_paper_is_refused_or_counts_as_invalid_or_as_an_abstention(
    policy: str, refused: list[str], stance: str
) -> None:
    slate = Slate(THREE, unfit=policy)
    assert [reason.code for reason in slate.refuses(UNFIT)] == refused
    assert slate.stance(UNFIT) == stance
    assert slate.refuses(FIT) == slate.refuses(BLANK) == slate.faulty(FIT) == ()
    assert slate.stance(FIT) == "yes"
    assert [reason.code for reason in slate.faulty(UNFIT)] == ["too-many-marked"]


@pytest.mark.parametrize(
    ("policy", "refused", "stance"),
    [("refused", ["paper-blank"], "refused"), ("invalid", [], "invalid"), ("abstain", [], "abstain")],
)
def test_a_blank_paper_is_refused_or_counts_as_invalid_or_as_an_abstention(
    policy: str, refused: list[str], stance: str
) -> None:
    slate = Slate(THREE, blank=policy)
    assert [reason.code for reason in slate.refuses(BLANK)] == refused
    assert slate.stance(BLANK) == stance
    assert [reason.code for reason in slate.faulty(BLANK)] == ["paper-blank"]


def test_a_word_is_what_it_says_and_marks_are_read_by_the_form() -> None:
    slate = Slate(THREE, Rank())
    assert slate.read("abstain") == slate.stance("abstain") == "abstain"
    assert slate.read(FIT) is FIT
    assert slate.read(["wang", "li"]) == Marks({"wang": 1, "li": 2})


# --- what a paper says of one option --------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "default", "given", "says"),
    [
        (Choose(), "", ["li"], ("yes", "abstain", "abstain")),
        (UpDown(), "", {"li": "yes", "wang": "no", "zhao": "abstain"}, ("yes", "no", "abstain")),
        (UpDown(), "", {"li": "no"}, ("no", "abstain", "abstain")),
        (Affordable(dict.fromkeys(THREE, 1), 3), "", ["zhao"], ("abstain", "abstain", "yes")),
        (Points(8), "", {"li": 5, "wang": 0}, ("yes", "abstain", "abstain")),
        (Rank(), "", ["wang", "li"], ("yes", "yes", "abstain")),
        (Rank(), "zhao", ["wang", "zhao", "li"], ("no", "yes", "abstain")),
        (Rank(), "zhao", ["wang", "zhao"], ("no", "yes", "abstain")),
        (Rank(), "zhao", ["wang"], ("abstain", "yes", "abstain")),
        (Rank(alike=True), "zhao", [["wang", "zhao"], "li"], ("no", "abstain", "abstain")),
        (Score(), "", {"li": 5, "wang": 0}, ("yes", "abstain", "abstain")),
        (Score(lowest=-2), "", {"li": -1, "wang": 1}, ("no", "yes", "abstain")),
        (Score(), "zhao", {"li": 3, "wang": 1, "zhao": 2}, ("yes", "no", "abstain")),
        (Score(), "zhao", {"li": 3}, ("yes", "abstain", "abstain")),
        (
            Score(criteria=["a", "b"]),
            "",
            {"li": {"a": 0, "b": 1}, "wang": {"a": 0, "b": 0}},
            ("yes", "abstain", "abstain"),
        ),
        (Grade(["good", "yes"]), "", {"li": "good", "wang": "yes"}, ("abstain", "abstain", "abstain")),
    ],
)
def test_a_paper_takes_a_side_on_each_option(
    form: Form, default: str, given: object, says: tuple[str, ...]
) -> None:
    slate = Slate(THREE, form, default)
    marks = slate.read(given)
    assert isinstance(marks, Marks)
    assert slate.reasons(marks) == ()
    assert tuple(slate.says(marks, option) for option in slate.ids) == says


def test_votes_that_so_many_papers_cannot_bear_are_named() -> None:
    one, two = Slate(THREE), Slate(THREE, Choose(most=2))
    assert one.excess({"li": 3, "wang": 2}, 5) == ()
    assert one.excess({"li": 6}, 5) == ("li = 6", "sum = 6")
    assert one.excess({"li": 3, "wang": 3}, 5) == ("sum = 6",)
    assert two.excess({"li": 5, "wang": 5}, 5) == ()
    assert Slate(THREE, UpDown()).excess({"li": 5, "wang": 5, "zhao": 5}, 5) == ()
    assert Slate(THREE, Rank()).excess({"li": 500}, 5) == ()


# --- records --------------------------------------------------------------------------------------


def test_a_slate_is_kept_as_plain_data_without_what_is_usual() -> None:
    assert Slate(["li"]).to_dict() == {"options": [{"id": "li"}], "form": {"kind": "choose", "most": 1}}


def test_a_slate_reads_back_and_pickles() -> None:
    slate = Slate(
        [LI, "nobody"],
        Rank(),
        "nobody",
        unfit="invalid",
        blank="refused",
        others=True,
        rule={"seats": [1, {"a": None}]},
    )
    plain = slate.to_dict()
    assert plain["unfit"] == "invalid"
    assert plain["blank"] == "refused"
    read = Slate.from_dict(plain)
    assert read == slate == deepcopy(slate) == pickle.loads(pickle.dumps(slate))  # noqa: S301 - our own
    assert hash(read) == hash(slate)
    assert read.option("li") == LI


@pytest.mark.parametrize(
    ("plain", "kind", "found"),
    [
        (None, RecordError, ["not-a-dict"]),
        ({}, RecordError, ["missing-key", "missing-key"]),
        ({"options": [{"id": "li"}], "form": {"kind": "choose"}, "colour": 1}, RecordError, ["unknown-key"]),
        ({"options": "li", "form": {"kind": "choose"}}, RecordError, ["not-a-list"]),
        (
            {"options": ["li", {"id": ""}], "form": {}},
            RecordError,
            ["not-a-dict", "bad-name", "unknown-form"],
        ),
        ({"options": [], "form": {"kind": "choose"}}, TallyError, ["no-options"]),
        (
            {"options": [{"id": "li"}], "form": {"kind": "choose"}, "default": "x"},
            TallyError,
            ["unknown-option"],
        ),
    ],
)
def test_plain_data_that_is_no_slate_is_refused(
    plain: object, kind: type[ConsultgovError], found: list[str]
) -> None:
    with pytest.raises(kind) as caught:
        Slate.from_dict(plain)
    assert [fault.code for fault in caught.value.faults] == found
    assert not isinstance(caught.value, RuleError)
