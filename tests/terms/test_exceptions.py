"""When a limit does not bind: who was in office already, too few candidates, a vote, a waiver on record."""

import pickle
from datetime import date
from typing import Any, TypeAlias

import pytest

from consultgov import Clause, Tally
from consultgov.errors import ConsultgovError, RecordError, RuleError, shown
from consultgov.people import Person, Roster
from consultgov.terms import exceptions
from consultgov.terms.exceptions import Circumstances, Exceptions, Waiver, exceptions_of
from consultgov.terms.limits import Break, TermLimit, YearsLimit
from consultgov.terms.rules import TermRule
from consultgov.terms.serving import Serving

Given: TypeAlias = Any
"""Whatever a caller may give."""

LAW = Clause("charter, art. 4")
SERVED = [("2015-03-01", "2018-03-01"), ("2018-03-01", "2021-03-01")]


def codes(error: pytest.ExceptionInfo[ConsultgovError]) -> list[str]:
    return [fault.code for fault in error.value.faults]


def asked(start: str, circumstances: Circumstances | None = None, **unless: Given) -> Serving:
    """Somebody with two terms behind her, of two at most, who would start another."""
    rule = TermRule("3 years", limits=TermLimit(2, unless=unless or None, clause=LAW))
    return rule.may_serve("li", SERVED, start, circumstances=circumstances)


def why(answer: Serving) -> list[str]:
    """The codes of the parts; everything is told in both languages, and no code stands in a sentence."""
    for language, fallback in (("en", "Reason “"), ("zh", "理由“")):
        told = answer.explain(language)
        assert fallback not in told
        assert "{" not in told
    return [part.code for part in answer.verdict.parts]


def votes(yes: int, no: int) -> Tally:
    return Tally.totals(yes=yes, no=no, abstain=0, invalid=0)


# --- who was in office already ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        ("2018-02-28", True),
        ("2018-03-01", True),
        ("2015-02-28", False),
        ("2015-03-01", True),
        ("2021-02-28", True),
        ("2021-03-01", False),
    ],
)
def test_whoever_was_in_office_on_the_day_is_exempt(on: str, *, holds: bool) -> None:
    answer = asked("2021-03-01", incumbents_on=on)
    assert answer.holds is holds
    assert why(answer) == ["exempt-as-incumbent" if holds else "terms-in-all-used-up"]


def test_an_incumbent_of_another_office_is_not_exempt() -> None:
    limit = TermLimit(1, offices="chair", unless={"incumbents_on": "2018-06-01"})
    rule = TermRule("3 years", office="chair", limits=limit)
    held: Given = [
        {"office": "chair", "start": "2015-03-01", "end": "2018-03-01"},
        {"office": "member", "start": "2018-03-01", "end": "2021-03-01"},
    ]
    assert why(rule.may_serve("li", held, "2021-03-01")) == ["terms-in-all-used-up"]


# --- too few ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("candidates", "seats", "holds"), [(4, 5, True), (5, 5, False), (6, 5, False), (0, 1, True)]
)
def test_the_limit_does_not_bind_where_candidates_are_too_few(
    candidates: int, seats: int, *, holds: bool
) -> None:
    occasion = Circumstances(candidates=candidates, seats=seats)
    answer = asked("2021-03-01", occasion, too_few=True)
    assert (answer.holds, why(answer)) == (holds, ["exempt-too-few" if holds else "terms-in-all-used-up"])
    assert why(asked("2021-03-01", occasion, waivable=True)) == ["terms-in-all-used-up"]


def test_nothing_is_known_of_too_few_unless_both_numbers_are() -> None:
    for occasion in (None, Circumstances(candidates=0), Circumstances(seats=5), Circumstances()):
        assert not asked("2021-03-01", occasion, too_few=True).holds


# --- a vote -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("yes", "no", "holds"), [(67, 33, True), (66, 34, False), (2, 1, True)])
def test_a_vote_lifts_the_limit_if_it_passes(yes: int, no: int, *, holds: bool) -> None:
    answer = asked("2021-03-01", Circumstances(vote=votes(yes, no)), override="yes >= 2/3 of valid")
    assert (answer.holds, why(answer)) == (holds, ["exempt-by-vote" if holds else "terms-in-all-used-up"])
    if holds:
        [part] = answer.verdict.parts
        assert [each.code for each in part.parts] == ["terms-in-all-used-up", "comparison"]
        assert answer.counted == ("2015-03-01/2018-02-28", "2018-03-01/2021-02-28")
        assert answer.findings() == ()
        assert part.clause == LAW


def test_without_a_vote_the_limit_binds() -> None:
    assert why(asked("2021-03-01", override="yes >= 2/3 of valid")) == ["terms-in-all-used-up"]


def test_a_vote_without_what_the_condition_reads_is_refused() -> None:
    with pytest.raises(ConsultgovError):
        asked("2021-03-01", Circumstances(vote=votes(2, 1)), override="yes >= 2/3 of members by area")


# --- a waiver ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "holds", "earliest"),
    [
        ("2021-03-01", False, "2022-01-01"),
        ("2021-12-31", False, "2022-01-01"),
        ("2022-01-01", True, "2022-01-01"),
        ("2022-12-31", True, "2022-12-31"),
        ("2023-01-01", False, None),
    ],
)
def test_a_waiver_holds_for_terms_that_start_within_its_days(
    start: str, earliest: str | None, *, holds: bool
) -> None:
    waiver = Waiver("li", "nobody else stands", "meeting", start="2022-01-01", end="2023-01-01")
    answer = asked(start, Circumstances(waivers=waiver), waivable=True)
    assert answer.holds is holds
    assert (None if answer.earliest is None else str(answer.earliest)) == earliest
    assert why(answer) == ["exempt-by-waiver" if holds else "terms-in-all-used-up"]


def test_a_waiver_says_who_gave_it_or_that_it_is_on_record() -> None:
    occasion = Circumstances(waivers=[Waiver("li", "nobody else stands")])
    answer = asked("2021-03-01", occasion, waivable=True)
    assert why(answer) == ["exempt-by-waiver-on-record"]
    assert "(nobody else stands)" in answer.explain()
    by = Circumstances(waivers=[Waiver("li", "无人参选", "居民会议")])
    assert "经居民会议准许" in asked("2021-03-01", by, waivable=True).explain("zh")


def test_a_waiver_of_somebody_else_or_that_the_rule_does_not_know_lifts_nothing() -> None:
    for waiver, unless in (("wang", {"waivable": True}), ("li", {"too_few": True})):
        occasion = Circumstances(waivers=[Waiver(waiver, "x", start="2022-01-01")])
        assert asked("2021-03-01", occasion, **unless).earliest is None


def test_waivers_that_do_not_help_cost_nothing() -> None:
    many = [Waiver("li", "x", start=date.fromordinal(738_000 + each)) for each in range(11_000)]
    assert asked("2021-03-01", Circumstances(waivers=many), too_few=True).earliest is None


def test_every_kind_of_limit_may_be_waived() -> None:
    occasion = Circumstances(waivers=[Waiver("li", "x")])
    for limit in (
        YearsLimit("1 year", unless={"waivable": True}),
        Break("6 months", unless=Exceptions(waivable=True)),
    ):
        rule = TermRule("3 years", limits=limit)
        assert not rule.may_serve("li", SERVED, "2021-03-01").holds
        answer = rule.may_serve("li", SERVED, "2021-03-01", circumstances=occasion)
        assert answer.holds
        assert why(answer) == ["exempt-by-waiver-on-record"]


# --- what is none -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given",
    [
        Exceptions(incumbents_on="1947-03-21"),
        Exceptions(too_few=True, override="yes >= 2/3 of valid"),
        Exceptions(waivable=True, override=Exceptions(override="yes > no").override),
    ],
    ids=["incumbents", "too-few", "waivable"],
)
def test_exceptions_come_back_from_their_record_and_from_a_pickle(given: Exceptions) -> None:
    assert exceptions_of(given.to_dict()) == given
    assert exceptions_of(given) is given
    assert pickle.loads(pickle.dumps(given)) == given  # noqa: S301 - pickled on this line
    assert exceptions_of(None) is None


@pytest.mark.parametrize(
    "waiver",
    [Waiver("li", "x"), Waiver("李", "无人参选", "居民会议", start="2022-01-01", end="2023-01-01")],
    ids=["short", "long"],
)
def test_a_waiver_comes_back_from_its_record_and_from_a_pickle(waiver: Waiver) -> None:
    assert Waiver.from_dict(waiver.to_dict()) == waiver
    assert pickle.loads(pickle.dumps(waiver)) == waiver  # noqa: S301 - pickled on this line
    assert Circumstances(waivers=[waiver.to_dict()]).waivers == (waiver,)


def test_exceptions_that_except_nothing_are_refused() -> None:
    with pytest.raises(RuleError) as caught:
        Exceptions()
    assert codes(caught) == ["empty"]


NOTHING: list[Given] = [3, 2.5, float("nan"), 10**5000, "x" * 1_000_000, "\ud800", [], {"x": 1}, object]


@pytest.mark.parametrize("given", NOTHING, ids=shown)
def test_what_is_no_exception_is_refused(given: Given) -> None:
    with pytest.raises(ConsultgovError):
        exceptions_of(given)
    with pytest.raises(ConsultgovError):
        Exceptions(incumbents_on=given)
    with pytest.raises(RuleError):
        Exceptions(too_few=given)
    with pytest.raises(RuleError):
        Exceptions(waivable=given)
    with pytest.raises(ConsultgovError):
        Exceptions(override=given)
    with pytest.raises(RecordError):
        asked("2021-03-01", given)


@pytest.mark.parametrize("given", NOTHING, ids=shown)
def test_what_is_no_circumstance_is_refused(given: Given) -> None:
    with pytest.raises(RecordError):
        Circumstances(vote=given)
    with pytest.raises(RecordError):
        Circumstances(seats=-1 if given == 3 else given)
    with pytest.raises(RecordError):
        Circumstances(candidates=True if given == 3 else given)
    with pytest.raises(RecordError):
        Circumstances(waivers=given or [None])
    with pytest.raises(RecordError):
        Waiver("li", "x", start=given)
    with pytest.raises(RecordError):
        Waiver("li", "x", end=given)
    if given != "x" * 1_000_000:
        with pytest.raises(RecordError):
            Waiver(given, "x")
        with pytest.raises(RecordError):
            Waiver("li", given)
        with pytest.raises(RecordError):
            Waiver("li", "x", given)


def test_a_waiver_ends_after_it_starts() -> None:
    for end in ("2022-01-01", "2021-01-01"):
        with pytest.raises(RecordError) as caught:
            Waiver("li", "x", start="2022-01-01", end=end)
        assert codes(caught) == ["empty-span"]


def test_circumstances_are_a_value() -> None:
    one, other = Circumstances(seats=5), Circumstances(seats=5)
    assert one == other
    assert hash(one) == hash(other)
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - pickled on this line
    with pytest.raises(RecordError) as caught:
        TermRule("3 years").may_serve(Person("li"), Roster(), "2021-03-01", circumstances={"seats": 5})  # type: ignore[arg-type]
    assert codes(caught) == ["bad-circumstances"]


def test_the_module_lists_what_it_offers() -> None:
    assert dir(exceptions) == sorted(exceptions.__all__)
