"""Laws of papers over several options: what is kept and secret, what adds up, that names do not matter."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, Final, cast

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultgov import Condition, DecisionRule, Elector, Tally
from consultgov.voting import polls as voting_polls
from consultgov.voting.electorate import Electorate
from consultgov.voting.events import Cast, Delegate, Depart, Recuse
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
    plain_form,
)
from consultgov.voting.marks import Marks
from consultgov.voting.papers import Papers
from consultgov.voting.polls import Poll
from consultgov.voting.procedure import Procedure
from consultgov.voting.returns import Returns, returns_of
from consultgov.voting.slates import Slate, Unfit
from tests.laws import polling
from tests.laws.mutants import caught
from tests.laws.polling import CLOSES, END, OPENS, minute

pytestmark = pytest.mark.property

NAMES: Final = ("li", "wang", "{", "yes", "abstain", "甲", "a\nb", '"', "1")
GRADES: Final = ("good", "fair", "bad")
CRITERIA: Final = ("use", "cost")
STANCES: Final = ("yes", "no", "abstain", "invalid", "silent", "absent", "recused", "recused_absent")

# --- papers ---------------------------------------------------------------------------------------


def numbers(low: int = -3, high: int = 12) -> st.SearchStrategy[object]:
    return st.integers(low, high) | st.fractions(low, high, max_denominator=6)


def sheets() -> st.SearchStrategy[dict[str, object]]:
    return st.dictionaries(st.sampled_from(CRITERIA), numbers(), max_size=2)


def any_papers(options: Iterable[str] = NAMES) -> st.SearchStrategy[Marks]:
    """Papers that say anything, most of them unfit for any form."""
    marks = st.sampled_from(["yes", "no", "abstain", *GRADES]) | numbers() | sheets()
    return st.dictionaries(st.sampled_from([*options]), marks, max_size=4).map(Marks)


def forms(options: tuple[str, ...]) -> st.SearchStrategy[Form]:
    """Forms of every kind."""
    some = st.none() | st.integers(1, 4)
    flag = st.booleans()
    return st.one_of(
        st.builds(Choose, most=some),
        st.builds(UpDown, most=some, most_marked=some, complete=flag),
        st.builds(Points, total=st.integers(3, 9), most_each=some, least=st.integers(0, 3), whole=flag),
        st.builds(Rank, most=some, alike=flag, gaps=flag),
        st.builds(Score, lowest=st.integers(-2, 0), highest=st.integers(1, 9), complete=flag, whole=flag),
        st.builds(Score, criteria=st.just(CRITERIA), highest=st.integers(1, 9)),
        st.builds(Grade, grades=st.just(GRADES), complete=flag),
        st.builds(Affordable, costs=st.just(dict.fromkeys(options, 2)), budget=st.integers(2, 9)),
    )


def fit_papers(form: Form, options: tuple[str, ...]) -> st.SearchStrategy[Marks]:
    """Papers that are filled in more or less as a form asks."""
    chosen = st.lists(st.sampled_from(options), unique=True, max_size=4)
    if isinstance(form, Choose | Affordable):
        return chosen.map(Marks.chosen)
    if isinstance(form, Rank):
        return chosen.map(Marks.ranked)
    mark: st.SearchStrategy[object] = st.integers(0, 3)
    if isinstance(form, UpDown | Grade):
        mark = st.sampled_from(form.answers if isinstance(form, UpDown) else form.grades)
    if isinstance(form, Score) and form.criteria:
        mark = st.fixed_dictionaries({name: st.integers(0, 9) for name in CRITERIA})
    return st.dictionaries(st.sampled_from(options), mark, max_size=4).map(Marks)


@st.composite
def slates(draw: st.DrawFn) -> Slate:
    """Slates of every form and policy."""
    ids = tuple(draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True)))
    return Slate(
        [Elector(each, {"sector": draw(st.sampled_from(["east", "west"]))}) for each in ids],
        draw(forms(ids)),
        draw(st.sampled_from(["", *ids])),
        draw(st.sampled_from(Unfit)),
        draw(st.sampled_from(Unfit)),
        draw(st.booleans()),
        draw(st.sampled_from([{}, {"seats": 2}, {"method": {"name": "count", "quota": ["1/2", None]}}])),
    )


def papers_on(slate: Slate) -> st.SearchStrategy[Marks]:
    return fit_papers(slate.form, slate.ids) | any_papers((*slate.ids, "wei"))


# --- what is kept ---------------------------------------------------------------------------------


def check_text(paper: Marks, write: Callable[[Marks], str] = str) -> None:
    read = Marks.parse(write(paper))
    assert read == paper
    assert write(read) == write(paper)
    assert Marks(json.loads(json.dumps(paper.to_dict()))["marks"]) == paper


@given(any_papers())
def test_the_text_of_a_paper_reads_back(paper: Marks) -> None:
    check_text(paper)


def test_a_text_that_rounds_numbers_is_caught() -> None:
    def rounded(paper: Marks) -> str:
        whole = {name: mark if isinstance(mark, str | tuple) else int(mark) for name, mark in paper.entries}
        return str(Marks(whole))

    assert caught(lambda paper: check_text(paper, rounded), cast("Any", any_papers()))


def check_form(form: Form, plain: Callable[[Form], dict[str, object]] = plain_form) -> None:
    read = form_from_dict(json.loads(json.dumps(plain(form))))
    assert read == form
    assert plain(read) == plain(form)


@given(forms(NAMES))
def test_a_form_reads_back_from_its_plain_data(form: Form) -> None:
    check_form(form)


def test_plain_data_that_leave_out_what_is_false_are_caught() -> None:
    def short(form: Form) -> dict[str, object]:
        return {name: value for name, value in plain_form(form).items() if value is not False}

    assert caught(lambda form: check_form(form, short), cast("Any", forms(NAMES)))


def check_slate(slate: Slate, plain: Callable[[Slate], dict[str, object]] = Slate.to_dict) -> None:
    read = Slate.from_dict(json.loads(json.dumps(plain(slate))))
    assert read == slate
    assert plain(read) == plain(slate)


@given(slates())
def test_a_slate_reads_back_from_its_plain_data(slate: Slate) -> None:
    check_slate(slate)


@pytest.mark.parametrize("name", ["default", "unfit", "blank", "others", "rule"])
def test_plain_data_without_one_setting_are_caught(name: str) -> None:
    def short(slate: Slate) -> dict[str, object]:
        return {key: value for key, value in slate.to_dict().items() if key != name}

    assert caught(lambda slate: check_slate(slate, short), slates())


# --- polls ----------------------------------------------------------------------------------------


def opened(slate: Slate, *, secret: bool, out: Iterable[str] = ()) -> Poll:
    """A poll of six people in two houses, each house with a box of its own."""
    people = [Elector(f"e{place}", {"house": "north" if place < 3 else "south"}) for place in range(6)]
    rule = DecisionRule("yes >= 1", quorum="ballots >= 1/2 of members", boxes=["house"] if secret else [])
    moving = {"method": "written_circulation", "delegating": "transitive", "departures": "leavers_drop"}
    procedure = Procedure(**{"method": "secret_ballot", "fewest_shown": 0} if secret else moving)
    body = Electorate(people, recused=out)
    return Poll("Who?", rule, body, opens=OPENS, closes=CLOSES, procedure=procedure, slate=slate)


def put(poll: Poll, papers: dict[str, Any]) -> Poll:
    """The poll with those papers that its rules take."""
    return poll.apply_all(Cast(who, paper, minute(60)) for who, paper in papers.items()).poll


@st.composite
def ballots(draw: st.DrawFn) -> Poll:
    """A poll in which some have voted, some invalidly, some with a blank paper; people recuse themselves.

    Where it is not secret, some hand on their votes, and some leave.
    """
    slate = draw(slates())
    out = draw(st.sets(st.sampled_from(["e0", "e5"]), max_size=1))
    poll = opened(slate, secret=draw(st.booleans()), out=out)
    someone = st.sampled_from(poll.electorate.entitled)
    paper = papers_on(slate) | st.sampled_from(["abstain", "invalid"])
    before = draw(st.lists(st.builds(Delegate, someone, someone, st.just(minute(30))), max_size=3))
    gone = st.builds(Depart, someone, st.just(minute(90))) | st.builds(Recuse, someone, st.just(minute(90)))
    after = draw(st.lists(gone, max_size=2))
    poll = poll.apply_all(before).poll
    return put(poll, draw(st.dictionaries(someone, paper, max_size=6))).apply_all(after).poll


@st.composite
def permuted(draw: st.DrawFn) -> tuple[Poll, Poll]:
    """Two secret polls in which the same people voted, with the same papers in each box."""
    slate = draw(slates())
    one: dict[str, Any] = {}
    other: dict[str, Any] = {}
    for house in (["e0", "e1", "e2"], ["e3", "e4", "e5"]):
        # whoever's paper is not taken has not voted, so that only papers that are taken change hands
        paper = papers_on(slate).filter(lambda marks: not slate.refuses(marks)) | st.just("abstain")
        papers = draw(st.lists(paper, max_size=3))
        one |= dict(zip(house, papers, strict=False))
        other |= dict(zip(house, draw(st.permutations(papers)), strict=False))
    poll = opened(slate, secret=True)
    return put(poll, one), put(poll, other)


def check_secrecy(polls: tuple[Poll, Poll]) -> None:
    one, other = polls
    assert one.to_dict() == other.to_dict()
    assert one.digest == other.digest
    assert repr(one.urn) == repr(other.urn)
    assert one.result(END).to_dict() == other.result(END).to_dict()
    assert returns_of(one, END) == returns_of(other, END)


@polling.FEWER
@given(permuted())
def test_the_record_is_the_same_whoever_filled_in_which_paper(polls: tuple[Poll, Poll]) -> None:
    check_secrecy(polls)


def test_an_urn_in_which_papers_lie_as_they_came_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def as_they_came(urn: Iterable[Papers]) -> tuple[Papers, ...]:
        return tuple(urn)

    monkeypatch.setattr(voting_polls, "merged", as_they_came)
    assert caught(check_secrecy, permuted())


def told(poll: Poll) -> object:
    return poll.result(END), returns_of(poll, END), returns_of(poll, END).slate.rule


def check_recount(poll: Poll, read: Callable[[Any], Poll] = Poll.from_dict) -> None:
    again = read(json.loads(json.dumps(poll.to_dict())))
    assert again == poll
    assert again.digest == poll.digest
    assert told(again) == told(poll)


@polling.FEWER
@given(ballots())
def test_a_poll_with_a_slate_recounts_the_same(poll: Poll) -> None:
    check_recount(poll)


@pytest.mark.parametrize("name", ["rule", "others"])
def test_a_record_that_is_read_without_part_of_its_slate_is_caught(name: str) -> None:
    def short(plain: dict[str, Any]) -> Poll:
        poll = Poll.from_dict(plain)
        assert poll.slate is not None
        usual = {field.name: field.default for field in attrs.fields(Slate)}
        object.__setattr__(poll, "slate", attrs.evolve(poll.slate, **{name: usual[name]}))
        return poll

    assert caught(lambda poll: check_recount(poll, short), ballots())


# --- what adds up ---------------------------------------------------------------------------------


def figure(tally: Tally, text: str) -> object:
    return Condition.parse(f"{text} >= 0").evaluate(tally).left


def check_turnout(poll: Poll, count: Callable[[Poll], Returns]) -> None:
    """Whoever is in office is told once: by her paper, or by why there is none."""
    returns = count(poll)
    everybody = " + ".join(STANCES)
    tallies = [returns.tally, *(returns.tally_for(option) for option in returns.options)]
    assert {figure(tally, everybody) for tally in tallies} == {len(poll.electorate.electors)}
    assert {figure(tally, "invalid") for tally in tallies} == {figure(returns.tally, "invalid")}
    assert figure(returns.tally, "yes") == returns.valid
    totals = poll.result(END).totals
    assert {word: str(figure(returns.tally, word)) for word in totals} == dict(totals)


@polling.FEWER
@given(ballots())
def test_the_figures_of_the_turnout_add_up(poll: Poll) -> None:
    check_turnout(poll, lambda poll: returns_of(poll, END))


def without_the_first(poll: Poll) -> Returns:
    """Loses a paper."""
    returns = returns_of(poll, END)
    return attrs.evolve(returns, papers=returns.papers[1:])


def without_the_rest(poll: Poll) -> Returns:
    """Counts those alone whose papers are valid."""
    return attrs.evolve(returns_of(poll, END), rest=None)


@pytest.mark.parametrize("wrong", [without_the_first, without_the_rest])
def test_returns_that_lose_somebody_are_caught(wrong: Callable[[Poll], Returns]) -> None:
    assert caught(lambda poll: check_turnout(poll, wrong), ballots())


# --- names ----------------------------------------------------------------------------------------

Says = Callable[[Slate, Marks, str], str]


@st.composite
def renamings(draw: st.DrawFn) -> tuple[Slate, Marks, dict[str, str]]:
    slate = draw(slates())
    marks = draw(fit_papers(slate.form, slate.ids))
    return slate, marks, dict(zip(slate.ids, draw(st.permutations(slate.ids)), strict=True))


def check_neutral(case: tuple[Slate, Marks, dict[str, str]], says: Says = Slate.says) -> None:
    slate, marks, names = case
    options = [Elector(names[each]) for each in slate.ids]
    other = attrs.evolve(slate, options=options, default=names.get(slate.default, ""))
    renamed = Marks(tuple((names[option], mark) for option, mark in marks.entries))
    assert [says(other, renamed, names[each]) for each in slate.ids] == [
        says(slate, marks, each) for each in slate.ids
    ]
    assert {says(slate, marks, each) for each in slate.ids} <= {"yes", "no", "abstain"}
    assert other.stance(renamed) == slate.stance(marks)


@given(renamings())
def test_what_a_paper_says_does_not_depend_on_names(case: tuple[Slate, Marks, dict[str, str]]) -> None:
    check_neutral(case)


def in_doubt_for_the_first(slate: Slate, marks: Marks, option: str) -> str:
    """Gives the benefit of the doubt to whoever comes first in the alphabet."""
    found = slate.says(marks, option)
    return "yes" if found == "abstain" and option == min(slate.ids) else found


def by_the_text_of_the_name(slate: Slate, marks: Marks, option: str) -> str:
    """Takes an option called like an answer for that answer."""
    return option if option in ("yes", "abstain") else slate.says(marks, option)


@pytest.mark.parametrize("wrong", [in_doubt_for_the_first, by_the_text_of_the_name])
def test_a_reading_by_names_is_caught(wrong: Says) -> None:
    assert caught(lambda case: check_neutral(case, wrong), renamings())
