"""Laws of elections: what changes nothing, who is never elected, and what a draw or a vote may alter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, NamedTuple, TypeAlias

import attrs
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from consultgov import Method
from consultgov.elections import ElectionResult, ElectionRule, Place, election_of
from consultgov.elections.methods import LISTS, RANKINGS, SINGLE, ElectionMethod
from consultgov.voting import Choose, Draw, Form, Poll, Procedure, Returns, Score, UpDown
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

Paper: TypeAlias = Any
"""What a form reads: names, or name to mark."""

AFTER: Final = "2026-05-03T09:00+08:00"
LATER: Final = "2026-05-03T10:00+08:00"
NAMED: Final = Procedure()
SECRET: Final = Procedure(method=Method.SECRET_BALLOT, fewest_shown=0)


class Election(NamedTuple):
    """A rule, who stands, and the papers, one for each voter."""

    rule: ElectionRule
    stand: list[str]
    papers: list[Paper]


Count: TypeAlias = Callable[[Election], ElectionResult]
"""What is under test: from an election to its result."""


def by_tellers(election: Election, **figures: Any) -> ElectionResult:  # noqa: ANN401 - figures of the turnout
    """The result of papers that tellers count."""
    slate = election.rule.slate(election.stand)
    return election.rule.count(Returns.of(slate, [(paper, 1) for paper in election.papers], **figures))


def polled(election: Election, procedure: Procedure, order: list[int] | None = None) -> Poll:
    """A poll with these papers, handed in in some order."""
    places = range(len(election.papers)) if order is None else order
    voters = [f"v{place}" for place in range(len(election.papers))]
    poll = election.rule.put(
        "Committee",
        election.stand,
        voters,
        opens="2026-05-01T09:00+08:00",
        closes="2026-05-02T09:00+08:00",
        procedure=procedure,
    )
    for place in places:
        poll = poll.cast(voters[place], election.papers[place], at="2026-05-01T10:00+08:00")
    return poll


# --- elections -------------------------------------------------------------------------------------

SHARES: Final = ("1/4", "1/3", "1/2", "2/3")
QUALIFIED: Final = (None, *(f"yes > {share} of ballots" for share in SHARES))


def papers_for(method: ElectionMethod, stand: list[str], form: Form | None) -> st.SearchStrategy[Paper]:
    """Papers that the form of a rule reads."""
    if isinstance(form, UpDown):
        return st.fixed_dictionaries({name: st.sampled_from(["yes", "no", "abstain"]) for name in stand})
    if isinstance(form, Score):
        return st.fixed_dictionaries({name: st.integers(0, 5) for name in stand})
    if method in LISTS:
        return st.sampled_from(stand).map(lambda name: [name])
    several = st.lists(st.sampled_from(stand), unique=True, min_size=1)
    return several if method in RANKINGS else several.map(sorted)


def form_of(method: ElectionMethod, up_down: bool) -> Form | None:  # noqa: FBT001 - drawn
    if method in (ElectionMethod.SCORE, ElectionMethod.STAR):
        return Score(0, 5)
    if method in RANKINGS | LISTS:
        return None
    return UpDown() if up_down else Choose()


@st.composite
def elections(draw: st.DrawFn, methods: tuple[str, ...] = tuple(ElectionMethod)) -> Election:
    """Elections by any method, small and often level; now and then somebody needs a majority."""
    method = ElectionMethod(draw(st.sampled_from(methods)))
    stand = list("ABCD"[: draw(st.integers(2, 4))])
    seats = 1 if method in SINGLE else draw(st.integers(1, len(stand)))
    form = form_of(method, draw(st.booleans()))
    rule = ElectionRule(seats=seats, method=method, form=form, qualified=draw(st.sampled_from(QUALIFIED)))
    papers = draw(st.lists(papers_for(method, stand, form), min_size=1, max_size=9))
    return Election(rule, stand, papers)


ANY: Final = elections()
BLOCK: Final = elections(("most_votes",))


def outcome(found: ElectionResult, names: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Who is elected and tied and what became of everybody, whatever the order; with other names if asked."""
    other = names or {}
    tie = found.tie
    return {
        "outcome": found.outcome.value,
        "elected": sorted(other.get(name, name) for name in found.elected),
        "tie": tie and (sorted(other.get(name, name) for name in tie.options), tie.places, tie.over),
        "open": found.open,
        "placings": {
            other.get(each.candidate, each.candidate): (each.place.value, each.figure)
            for each in found.placings
        },
    }


def first_of_a_tie(election: Election) -> ElectionResult:
    """A wrong engine: whoever comes first on the paper wins a tie."""
    found = by_tellers(election)
    if found.tie is None:
        return found
    return attrs.evolve(found, tie=None, elected=(*found.elected, *found.tie.options[: found.tie.places]))


# --- names and order -------------------------------------------------------------------------------


def renamed(paper: Paper, names: Mapping[str, str]) -> Paper:
    if isinstance(paper, dict):
        return {names[name]: mark for name, mark in paper.items()}
    return [names[name] for name in paper]


def check_neutral(election: Election, chosen: list[str], count: Count = by_tellers) -> None:
    """Other names, on a paper in another order, are other names in the result."""
    names = dict(zip("ABCD", chosen, strict=True))
    papers = [renamed(paper, names) for paper in election.papers]
    other = Election(election.rule, [names[name] for name in election.stand][::-1], papers)
    assert outcome(count(other)) == outcome(count(election), names)


NAMES: Final = st.permutations(["Z", "Y", "B", "A"])


@given(ANY, NAMES)
def test_other_names_are_other_names_in_the_result(election: Election, chosen: list[str]) -> None:
    event(election.rule.method.value)
    check_neutral(election, chosen)


def test_an_engine_by_which_the_first_on_the_paper_wins_is_caught() -> None:
    assert caught(partial(check_neutral, count=first_of_a_tie), BLOCK, NAMES)


Handed: TypeAlias = tuple[Election, list[int]]


@st.composite
def shuffled(draw: st.DrawFn) -> Handed:
    """An election, and another order in which its papers are handed in."""
    election = draw(ANY)
    return election, draw(st.permutations(range(len(election.papers))))


def in_order(election: Election, order: list[int]) -> ElectionResult:
    return election.rule.count(polled(election, NAMED, order), AFTER)


def by_the_first_paper(election: Election, order: list[int]) -> ElectionResult:
    """A wrong engine: whoever the first paper handed in names wins a tie."""
    found = in_order(election, order)
    paper = election.papers[order[0]]
    named = [name for name in paper if found.tie is not None and name in found.tie.options]
    return attrs.evolve(found, tie=None, elected=(*found.elected, *named[:1]))


def check_anonymous(
    handed: Handed, count: Callable[[Election, list[int]], ElectionResult] = in_order
) -> None:
    """Who hands in which paper, and when, changes nothing."""
    election, order = handed
    found = outcome(count(election, order))
    assert found == outcome(count(election, sorted(order)))
    swapped = Election(election.rule, election.stand, [election.papers[place] for place in order])
    assert found == outcome(count(swapped, list(range(len(order)))))


@given(shuffled())
def test_who_hands_in_which_paper_and_when_changes_nothing(handed: Handed) -> None:
    check_anonymous(handed)


def test_an_engine_in_which_the_first_paper_breaks_ties_is_caught() -> None:
    assert caught(partial(check_anonymous, count=by_the_first_paper), shuffled())


# --- named, secret, stored -------------------------------------------------------------------------


def of_poll(poll: Poll) -> ElectionResult:
    return election_of(poll, AFTER)


def check_secrecy(election: Election, count: Callable[[Poll], ElectionResult] = of_poll) -> None:
    """The same papers elect the same, named or secret, counted by tellers or from the record."""
    found = outcome(by_tellers(election))
    for procedure in (NAMED, SECRET):
        poll = polled(election, procedure)
        assert outcome(count(poll)) == found
        assert count(Poll.from_dict(poll.to_dict())) == count(poll)


@given(ANY)
def test_a_secret_poll_and_a_named_one_and_their_records_elect_the_same(election: Election) -> None:
    event(election.rule.method.value)
    check_secrecy(election)


def test_an_engine_that_elects_the_first_of_a_secret_tie_is_caught() -> None:
    def wrong(poll: Poll) -> ElectionResult:
        found = of_poll(poll)
        if not poll.procedure.secret or found.tie is None:
            return found
        return attrs.evolve(found, tie=None, elected=(*found.elected, found.tie.options[0]))

    assert caught(partial(check_secrecy, count=wrong), BLOCK)


# --- seats -----------------------------------------------------------------------------------------


def check_seats(election: Election, count: Count = by_tellers) -> None:
    """Seats are filled, tied for or open; nobody has one who is not qualified."""
    found = count(election)
    if found.tie is None or found.tie.over == "seat":
        tied = 0 if found.tie is None else found.tie.places
        assert len(found.elected) + tied + found.open == found.seats
    unqualified = {each.candidate for each in found.placings if each.place is Place.NOT_QUALIFIED}
    assert not unqualified.intersection(found.elected)
    for each in found.placings:
        assert (each.place is Place.ELECTED) == (each.candidate in found.elected)
        if each.qualified is not None and not each.qualified.holds:
            assert each.place is Place.NOT_QUALIFIED
            assert each.candidate not in found.elected
    if election.rule.method not in LISTS:
        assert len({*found.elected}) == len(found.elected)


@given(ANY)
def test_seats_are_filled_or_tied_for_or_open_and_nobody_sits_unqualified(election: Election) -> None:
    found = by_tellers(election)
    event(found.outcome.value)
    check_seats(election)


def test_an_engine_that_fills_open_seats_with_the_unqualified_is_caught() -> None:
    def wrong(election: Election) -> ElectionResult:
        found = by_tellers(election)
        left = [each.candidate for each in found.placings if each.place is Place.NOT_QUALIFIED]
        filled = left[: found.open]
        return attrs.evolve(found, elected=(*found.elected, *filled), open=found.open - len(filled))

    assert caught(partial(check_seats, count=wrong), ANY)


def test_an_engine_that_forgets_the_seats_of_a_tie_is_caught() -> None:
    def wrong(election: Election) -> ElectionResult:
        found = by_tellers(election)
        return attrs.evolve(found, open=0)

    assert caught(partial(check_seats, count=wrong), ANY)


# --- who comes next --------------------------------------------------------------------------------


@st.composite
def approvals(draw: st.DrawFn) -> Election:
    """Elections by most votes, each paper naming as many as it likes, where nothing else is asked."""
    stand = list("ABCD")
    papers = draw(st.lists(st.lists(st.sampled_from(stand), unique=True, min_size=1), min_size=1, max_size=9))
    return Election(ElectionRule(seats=draw(st.integers(1, 3)), form=Choose()), stand, papers)


def check_runner_up(election: Election, count: Count = by_tellers) -> None:
    """Without a winner everybody else who was elected still is, and the first of the rest moves up."""
    found = count(election)
    for winner in found.elected:
        stand = [name for name in election.stand if name != winner]
        papers = [kept for paper in election.papers if (kept := [name for name in paper if name != winner])]
        if len(stand) < election.rule.seats or not papers:
            continue
        other = count(Election(election.rule, stand, papers))
        assert {*found.elected} - {winner} <= {*other.elected}
        moved = {*other.elected, *(other.tie.options if other.tie is not None else ())}
        runners = found.tie.options if found.tie is not None else _best_of_the_rest(found)
        assert {*runners} <= moved


def _best_of_the_rest(found: ElectionResult) -> tuple[str, ...]:
    left = {
        each.candidate: each.figure or 0 for each in found.placings if each.candidate not in found.elected
    }
    best = max(left.values(), default=0)
    return tuple(name for name, figure in left.items() if figure == best and best)


@given(approvals())
def test_without_a_winner_the_runner_up_is_elected(election: Election) -> None:
    check_runner_up(election)


def test_an_engine_that_elects_the_last_is_caught() -> None:
    def wrong(election: Election) -> ElectionResult:
        found = by_tellers(election)
        return attrs.evolve(found, elected=tuple(each.candidate for each in found.placings[-1:]))

    assert caught(partial(check_runner_up, count=wrong), approvals())


def check_monotone(election: Election, count: Count = by_tellers) -> None:
    """One more paper for somebody who is elected keeps her elected."""
    found = count(election)
    for winner in found.elected:
        more = Election(election.rule, election.stand, [*election.papers, [winner]])
        assert winner in count(more).elected


@given(approvals())
def test_one_more_paper_for_whoever_is_elected_keeps_her_elected(election: Election) -> None:
    check_monotone(election)


def test_an_engine_that_shuts_out_whoever_has_too_many_votes_is_caught() -> None:
    def wrong(election: Election) -> ElectionResult:
        found = by_tellers(election)
        shut_out = {each.candidate for each in found.placings if each.figure and each.figure > 4}
        return attrs.evolve(found, elected=tuple(name for name in found.elected if name not in shut_out))

    assert caught(partial(check_monotone, count=wrong), approvals())


# --- draws -----------------------------------------------------------------------------------------

Drawn: TypeAlias = tuple[Election, list[str]]


@st.composite
def drawn_lots(draw: st.DrawFn) -> Drawn:
    """An election by an order of merit, in which one tie at most is settled, and an order of everybody."""
    election = draw(elections(("most_votes", "score", "schulze")))
    return election, draw(st.permutations(election.stand))


def by_lot(election: Election, order: list[str]) -> ElectionResult:
    """What comes of it once the lot is on the record."""
    return election_of(polled(election, SECRET).apply(Draw(order, AFTER)), LATER)


def check_draw(lot: Drawn, count: Callable[[Election, list[str]], ElectionResult] = by_lot) -> None:
    """A draw alters nothing where nothing is tied, keeps whoever was elected, and seats only those tied."""
    election, order = lot
    before, after = by_tellers(election), count(election, order)
    if before.tie is None:
        assert outcome(before) == outcome(after)
    elif before.tie.over == "seat" and after.tie is None:
        assert {*before.elected} <= {*after.elected}
        new = {*after.elected}.difference(before.elected)
        assert new <= {*before.tie.options}
        assert len(new) == before.tie.places
        assert {*order[: order.index(max(new, key=order.index))]} & {*before.tie.options} <= new


@given(drawn_lots())
def test_a_draw_alters_only_who_of_those_tied_has_a_seat(lot: Drawn) -> None:
    event("tied" if by_tellers(lot[0]).tie is not None else "clear")
    check_draw(lot)


def test_an_engine_in_which_a_lot_elects_anybody_is_caught() -> None:
    def wrong(election: Election, order: list[str]) -> ElectionResult:
        found = by_lot(election, order)
        return attrs.evolve(found, elected=tuple(order[: len(found.elected)]))

    assert caught(partial(check_draw, count=wrong), drawn_lots())


# --- what a candidate needs ------------------------------------------------------------------------


def asking(election: Election, share: str) -> ElectionResult:
    """The result where a candidate needs more than such a share of the ballots."""
    rule = attrs.evolve(election.rule, qualified=f"yes > {share} of ballots")
    return by_tellers(Election(rule, election.stand, election.papers))


Need: TypeAlias = Callable[[Election, str], ElectionResult]


def check_share(election: Election, low: int, high: int, count: Need = asking) -> None:
    """Where more is needed, nobody more is elected or may be."""
    less, more = sorted((low, high))
    easy, hard = count(election, SHARES[less]), count(election, SHARES[more])
    qualified = [
        {each.candidate for each in found.placings if each.qualified is not None and each.qualified.holds}
        for found in (easy, hard)
    ]
    assert qualified[1] <= qualified[0]
    assert seats_at_most(hard) <= seats_at_most(easy)
    assert {*hard.elected} <= {*easy.elected, *(easy.tie.options if easy.tie is not None else ())}


def seats_at_most(found: ElectionResult) -> int:
    return len(found.elected) + (found.tie.places if found.tie is not None else 0)


PLACES: Final = st.integers(0, len(SHARES) - 1)


@given(BLOCK, PLACES, PLACES)
def test_a_larger_share_never_elects_more(election: Election, low: int, high: int) -> None:
    check_share(election, low, high)


def test_an_engine_that_takes_the_share_the_wrong_way_round_is_caught() -> None:
    def wrong(election: Election, share: str) -> ElectionResult:
        return asking(election, SHARES[-1 - SHARES.index(share)])

    assert caught(partial(check_share, count=wrong), BLOCK, PLACES, PLACES)


# --- records ---------------------------------------------------------------------------------------


def check_record(election: Election, read: Callable[[object], ElectionRule] = ElectionRule.from_dict) -> None:
    """A rule that is stored and read back is the same, and elects the same."""
    rule = read(election.rule.to_dict())
    assert rule == election.rule
    assert by_tellers(Election(rule, election.stand, election.papers)) == by_tellers(election)


@given(ANY)
def test_a_rule_that_is_read_back_elects_the_same(election: Election) -> None:
    check_record(election)


def test_a_record_that_loses_what_a_candidate_needs_is_caught() -> None:
    def wrong(data: object) -> ElectionRule:
        assert isinstance(data, dict)
        return ElectionRule.from_dict({name: value for name, value in data.items() if name != "qualified"})

    assert caught(partial(check_record, read=wrong), ANY)
