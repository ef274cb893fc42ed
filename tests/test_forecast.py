"""Forecasts: the outcomes still reachable, exactly, or ``TooLarge`` before the search starts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

import pytest

from consultgov import DecisionRule, Elector, Outcome, Stance, Tally
from consultgov.decisions.forecast import LIMIT
from consultgov.errors import MissingData, TallyError, TooLarge
from tests import oracles
from tests.oracles import Poll

ADOPTED, REJECTED = Outcome.ADOPTED, Outcome.REJECTED
VETOED, INQUORATE = Outcome.VETOED, Outcome.INQUORATE
TIED, UNDECIDED = Outcome.TIED, Outcome.UNDECIDED


def people(number: int, **more: Any) -> list[Elector]:  # noqa: ANN401 - whatever Elector takes
    """Electors ``a``, ``b``, … who are alike."""
    return [Elector(chr(ord("a") + place), **more) for place in range(number)]


def forecast(
    rule: DecisionRule,
    poll: Poll,
    outstanding: Sequence[str],
    stances: Sequence[str] | None = None,
) -> frozenset[Outcome]:
    """The forecast, which brute force must confirm."""
    found = rule.forecast(poll.tally(), outstanding, stances)
    every = (*oracles.STANCES[:6], *poll.labels) if stances is None else stances
    assert found == oracles.reachable(rule, poll.whole(), outstanding, every)
    return found


# --- what may still happen ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("adopts", "cast", "outstanding", "expected"),
    [
        ("yes > 1/2 of members", "yyy--", "de", {ADOPTED}),
        ("yes > 1/2 of members", "yy---", "cde", {ADOPTED, REJECTED}),
        ("yes > 1/2 of members", "nn---", "cde", {ADOPTED, REJECTED}),
        ("yes > 1/2 of members", "nnn--", "de", {REJECTED}),
        ("yes > 1/2 of members", "-----", "ab", {REJECTED}),  # c, d and e stay away for good
        ("yes >= 2/3 of ballots", "yn---", "cde", {ADOPTED, REJECTED}),
        ("yes >= 2/3 of ballots", "nnn--", "de", {REJECTED}),
        ("yes >= 2", "yy---", "", {ADOPTED}),
        ("yes >= 2", "yy---", "c", {ADOPTED}),
        ("yes >= 2", "yy---", "a", {ADOPTED, REJECTED}),  # what she did so far is set aside
        ("yes >= 2", "nnnnn", "abcde", {ADOPTED, REJECTED}),
        ("yes >= no", "-----", "a", {ADOPTED, REJECTED}),  # without a yes nothing is adopted
    ],
)
def test_a_plain_rule(adopts: str, cast: str, outstanding: str, expected: set[Outcome]) -> None:
    """Decided, or still open, by what those outstanding may do."""
    assert forecast(DecisionRule(adopts), polled(cast), list(outstanding)) == expected


def polled(cast: str, **more: Any) -> Poll:  # noqa: ANN401 - whatever a poll has
    """A poll by one sign a member: y, n, or - for away."""
    electors = people(len(cast))
    words = {"y": "yes", "n": "no"}
    ballots = {e.id: words[sign] for e, sign in zip(electors, cast, strict=True) if sign in words}
    return Poll(tuple(electors), ballots, **more)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"adopts": "yes = 2"}, {ADOPTED, REJECTED}),
        ({"adopts": "yes = 1 and no = 1"}, {ADOPTED, REJECTED}),  # at neither end of anything
        ({"adopts": "yes = 1 and no = 1 and abstain = 1"}, {ADOPTED, REJECTED}),
        ({"adopts": "yes >= 1 and yes <= 2 and not yes = 1 and not yes = 2"}, {REJECTED}),
        ({"adopts": "yes = 1 and no = 1 and abstain = 2"}, {REJECTED}),  # three people, not four
        ({"adopts": "not yes = 0"}, {ADOPTED, REJECTED}),
        ({"adopts": "yes < 3 and no < 3"}, {ADOPTED, REJECTED}),
        ({"adopts": "yes > no", "quorum": "no >= 1"}, {ADOPTED, REJECTED, INQUORATE}),
        ({"adopts": "yes >= 2", "quorum": "no >= 2"}, {REJECTED, INQUORATE}),
        ({"adopts": "yes > no", "quorum": "ballots <= 1"}, {ADOPTED, REJECTED, INQUORATE}),
        ({"adopts": "yes > no", "vetoed": "yes >= 1 and no >= 1"}, {ADOPTED, REJECTED, VETOED}),
        ({"adopts": "yes > no", "vetoed": "yes >= 1"}, {REJECTED, VETOED}),
        ({"adopts": "yes > no", "tied": "yes = no"}, {ADOPTED, REJECTED, TIED}),
        ({"adopts": "yes > no", "tied": "yes = no", "tie_break": "lot"}, {ADOPTED, REJECTED, TIED}),
        ({"adopts": "yes > no", "tied": "yes = no", "tie_break": "status_quo"}, {ADOPTED, REJECTED}),
        ({"adopts": "yes >= 2", "rejects": "no >= 2"}, {ADOPTED, REJECTED, UNDECIDED}),
        ({"adopts": "yes >= 2", "rejects": "no >= 4"}, {ADOPTED, UNDECIDED}),
        (
            {
                "adopts": "yes >= 2",
                "quorum": "ballots >= 2",
                "vetoed": "abstain = 1",
                "tied": "yes = no",
                "rejects": "no >= 2",
            },
            {ADOPTED, REJECTED, VETOED, INQUORATE, TIED, UNDECIDED},
        ),
    ],
)
def test_rules_that_are_not_monotone(parts: Mapping[str, Any], expected: set[Outcome]) -> None:
    """More votes in favour may undo what fewer would have done: the forecast is exact all the same."""
    assert forecast(DecisionRule(**parts), polled("---"), ["a", "b", "c"]) == expected


@pytest.mark.parametrize(
    ("stances", "expected"),
    [
        (None, {ADOPTED, REJECTED, INQUORATE}),
        (["yes", "no"], {ADOPTED, REJECTED}),
        (["yes"], {ADOPTED}),
        (["no"], {REJECTED}),
        (["yes", "abstain"], {ADOPTED, REJECTED}),
        (["yes", "absent"], {ADOPTED, INQUORATE}),
        (["yes", "silent"], {ADOPTED, INQUORATE}),
        (["absent"], {INQUORATE}),
        (["absent", "silent"], {INQUORATE}),
        (["yes", "yes", "yes"], {ADOPTED}),
        (["invalid", "no"], {REJECTED}),
    ],
)
def test_the_stances_allowed(stances: list[str] | None, expected: set[Outcome]) -> None:
    """Only what they may do is looked at; by default, whatever somebody entitled may."""
    rule = DecisionRule("yes > no and yes >= 2", quorum="ballots >= 2")
    assert forecast(rule, polled("y-"), ["b"], stances) == expected


@pytest.mark.parametrize("stances", [[True, False], [Stance.YES, Stance.NO], ["yes", False]])
def test_stances_in_every_spelling(stances: list[str | bool]) -> None:
    """As ballots are."""
    tally = Tally.of(people(2), {"a": "yes"})
    assert DecisionRule("yes >= 2").forecast(tally, ["b"], stances) == {ADOPTED, REJECTED}


def test_labels_are_among_the_stances() -> None:
    """The poll's own answers may still be given."""
    poll = Poll(tuple(people(2)), {"a": "good"}, labels=("good", "bad"))
    rule = DecisionRule("'good' >= 60% of valid", rejects="'bad' >= 1")
    assert forecast(rule, poll, ["b"]) == {ADOPTED, REJECTED, UNDECIDED}
    assert forecast(rule, poll, ["b"], ["good"]) == {ADOPTED}
    assert forecast(rule, poll, ["b"], ["bad"]) == {REJECTED}
    assert forecast(rule, poll, ["b"], ["no"]) == {UNDECIDED}


def test_one_id_is_one_elector() -> None:
    """A single id is not read letter by letter."""
    tally = Tally.of(["li", "wang"], {"li": "yes"})
    assert DecisionRule("yes >= 2").forecast(tally, "wang") == {ADOPTED, REJECTED}


def test_nobody_outstanding() -> None:
    """What it is, it stays."""
    assert DecisionRule("yes >= 2").forecast(Tally.of(["li"], {"li": "yes"}), []) == {REJECTED}
    assert DecisionRule("yes >= 2").forecast(Tally.totals(yes=1), ()) == {REJECTED}


def test_the_outstanding_may_be_named_twice() -> None:
    """And in any order."""
    tally = Tally.of(["li", "wang"])
    rule = DecisionRule("yes = 2")
    assert rule.forecast(tally, ["li", "wang", "li"]) == rule.forecast(tally, iter(["wang", "li"]))


def test_a_split_vote_is_set_aside_as_a_whole() -> None:
    """Whoever is outstanding acts as one, whatever she did so far."""
    tally = Tally.of(["li"], {"li": {"no": "1/2", "abstain": "1/2"}})
    rule = DecisionRule("yes >= 1", rejects="no >= 1")
    assert rule.forecast(tally, ["li"], ["yes", "no"]) == {ADOPTED, REJECTED}
    assert rule.forecast(tally, []) == {UNDECIDED}


def test_electors_beside_a_stream() -> None:
    """Of a tally of several parts, the electors may be outstanding."""
    tally = Tally.of(["li", "wang"]) + Tally.count(["yes", "no", "no"])
    rule = DecisionRule("yes > no")
    assert rule.forecast(tally, ["li"], ["yes", "no"]) == {REJECTED}
    assert rule.forecast(tally, ["li", "wang"], ["yes", "no"]) == {ADOPTED, REJECTED}


# --- traits, weights, blocs, facts ----------------------------------------------------------------

CANTONS: Final = (
    Elector("a", {"canton": "zh", "urban": True}, {"votes": 3, "area": "2.5"}, {"permanent"}),
    Elector("b", {"canton": "zh", "urban": False}, {"votes": 1, "area": Fraction(1, 3)}),
    Elector("c", {"canton": "be", "urban": None}, {"votes": 2, "area": "2.5"}),
    Elector("d", {"canton": "be", "urban": True}, {"votes": 2, "area": 0}, {"permanent"}),
    Elector("e", {"canton": None, "urban": False}, {"votes": 1, "area": 4}),
)


@pytest.mark.parametrize(
    ("adopts", "cast", "outstanding", "expected"),
    [
        ("yes by votes > 1/2 of members by votes", "-nn--", "ade", {ADOPTED, REJECTED}),
        ("yes by votes > 1/2 of members by votes", "n-n--", "bde", {REJECTED}),
        ("yes by votes > 1/2 of members by votes", "y-y--", "bde", {ADOPTED}),
        ("yes by votes = 4 and no by votes = 4", "----y", "abcd", {ADOPTED, REJECTED}),
        ("yes by votes = 6 and no by votes = 3", "-----", "abcd", {REJECTED}),
        ("yes by area > 1/2 of members by area rounded up", "y----", "bcd", {ADOPTED, REJECTED}),
        ("yes by area > 1/2 of members by area rounded up", "n---n", "bcd", {REJECTED}),
        ("yes by area >= (1/3 of ballots by area) rounded to nearest", "-----", "ab", {ADOPTED, REJECTED}),
        ("no among permanent = 0 and yes >= 1", "y----", "bce", {ADOPTED}),
        ("no among permanent = 0 and yes >= 1", "y----", "bd", {ADOPTED, REJECTED}),
        ("yes among (urban and not permanent) >= 1", "-----", "abcde", {REJECTED}),
        ("yes among not canton in (zh, be) >= 1", "-----", "abcd", {REJECTED}),
        ("yes among not canton in (zh, be) >= 1", "-----", "e", {ADOPTED, REJECTED}),
        ("each canton: yes >= 1", "y----", "be", {REJECTED}),
        ("each canton: yes >= 1", "y----", "bc", {ADOPTED, REJECTED}),
        ("each canton in (zh): yes >= 1", "y----", "bcde", {ADOPTED}),
        ("each canton in (zh, ge): yes >= 1", "y----", "bcde", {REJECTED}),
        ("each urban: yes >= 1", "y----", "bcd", {ADOPTED, REJECTED}),
        ("each canton: yes > 1/2 of all yes", "-----", "abcd", {REJECTED}),
        ("each canton: yes >= 1/2 of all yes", "-----", "abcd", {ADOPTED, REJECTED}),
        ("each canton: each urban: yes >= 1/2 of members within canton", "-----", "abd", {ADOPTED, REJECTED}),
        ("each canton: each urban: yes > 1/2 of members within canton", "-----", "abcd", {REJECTED}),
        ("each canton: (each urban: yes >= 1) or no >= 1", "-----", "abcd", {ADOPTED, REJECTED}),
        ("blocs canton where (yes > no) > 1/2 of blocs canton", "yn---", "cd", {REJECTED}),
        ("blocs canton where (yes > no) >= 1/2 of blocs canton", "yn---", "cd", {ADOPTED, REJECTED}),
        ("yes > no and blocs canton where (yes > no) = 2", "y----", "bc", {ADOPTED, REJECTED}),
        ("blocs canton by votes where (yes > no) > 1/2 of blocs canton by votes", "nn---", "cd", {REJECTED}),
        (
            "blocs canton by votes where (yes > no) >= 1/2 of blocs canton by votes",
            "nn---",
            "cd",
            {ADOPTED, REJECTED},
        ),
        (
            "blocs canton where (yes > no) - blocs canton where (no > yes) >= 1",
            "y----",
            "bcd",
            {ADOPTED, REJECTED},
        ),
        ("blocs canton where (blocs urban where (yes >= 1) >= 2) >= 1", "-----", "ab", {ADOPTED, REJECTED}),
        ("blocs canton where (blocs urban where (yes >= 1) >= 2) >= 1", "-----", "ac", {REJECTED}),
        (
            "blocs canton where (blocs urban where (yes within canton >= 2) >= 2) >= 1",
            "-----",
            "ab",
            {ADOPTED, REJECTED},
        ),
        ("(yes rounded down) >= 2/3 of members rounded up", "yyy--", "de", {ADOPTED, REJECTED}),
        ("(yes rounded down) >= 2/3 of members rounded up", "yyyn-", "e", {ADOPTED, REJECTED}),
        ("(yes rounded down) >= 2/3 of members rounded up", "yynn-", "e", {REJECTED}),
        ("yes >= 2/3 of members rounded down", "yyy--", "de", {ADOPTED}),
        ("yes >= 1/2 of (valid - abstain)", "yn---", "c", {ADOPTED, REJECTED}),
        ("yes + given proxies >= 3", "y----", "b", {ADOPTED, REJECTED}),
        ("yes + given proxies >= 3", "yy---", "c", {ADOPTED}),
        ("given notice and yes >= 2", "y----", "b", {REJECTED}),
        ("not given notice and yes >= 2", "y----", "b", {ADOPTED, REJECTED}),
        ("yes - 1 >= 1", "y----", "b", {ADOPTED, REJECTED}),
    ],
)
def test_whatever_a_rule_reads(adopts: str, cast: str, outstanding: str, expected: set[Outcome]) -> None:
    """Weights, flags, groups, blocs, levels, roundings and facts: bounds and search know them all."""
    words = {"y": "yes", "n": "no"}
    ballots = {e.id: words[sign] for e, sign in zip(CANTONS, cast, strict=True) if sign in words}
    poll = Poll(CANTONS, ballots, facts={"notice": False, "proxies": 1})
    assert forecast(DecisionRule(adopts), poll, list(outstanding)) == expected


def test_a_group_of_open_people_only() -> None:
    """A group is there though nobody in it has acted yet, and though none but she is in it."""
    poll = Poll((Elector("a", {"house": "n"}), Elector("b", {"house": "s"})), {"a": "yes"})
    rule = DecisionRule("each house: yes >= 1")
    assert forecast(rule, poll, ["b"]) == {ADOPTED, REJECTED}
    assert forecast(DecisionRule("blocs house where (yes >= 1) < 2"), poll, ["b"]) == {ADOPTED, REJECTED}
    assert forecast(DecisionRule("yes + 1 > 1 and blocs house = 2"), poll, ["b"]) == {ADOPTED}


def test_vacant_seats_are_there_too() -> None:
    """They are counted among the seats, and they do nothing."""
    poll = Poll((Elector("a"), Elector("b")), {"a": "yes"}, vacant=(Elector("empty"),))
    assert forecast(DecisionRule("yes > 2/3 of seats"), poll, ["b"]) == {REJECTED}
    assert forecast(DecisionRule("yes >= 2/3 of seats"), poll, ["b"]) == {ADOPTED, REJECTED}


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outstanding", "code", "says", "who"),
    [
        (["nobody"], "unknown-outstanding", "'nobody' must be electors of the tally", ("nobody",)),
        (["z", "y", "li"], "unknown-outstanding", "'y', 'z' must be electors", ("y", "z")),
        (["z", "y", "x"], "unknown-outstanding", "'x', 'y', 'z' must be electors", ("x", "y", "z")),
        (["z", "y", "x", "w"], "unknown-outstanding", "'w', 'x', 'y'.* must be", ("w", "x", "y", "z")),
        (["empty"], "not-entitled", "'empty' must be entitled to vote: leave them out", ("empty",)),
        (["chen"], "not-entitled", "'chen' must be entitled to vote: leave them out", ("chen",)),
        (["chen", "zhao"], "not-entitled", "'chen', 'zhao' must be entitled", ("chen", "zhao")),
        ("wangli", "unknown-outstanding", "'wangli' must be electors", ("wangli",)),
    ],
)
def test_the_outstanding_that_are_refused(
    outstanding: Any,  # noqa: ANN401 - whatever a caller may pass
    code: str,
    says: str,
    who: tuple[str, ...],
) -> None:
    """Unknown people, the recused, empty seats: an error that names them."""
    tally = Tally.of(
        ["li", "wang", "chen", "zhao"], recused=["chen", "zhao"], present=["zhao"], vacant=[Elector("empty")]
    )
    with pytest.raises(TallyError, match=says) as caught:
        DecisionRule("yes > no").forecast(tally, outstanding)
    (fault,) = caught.value.faults
    assert (fault.code, fault.people) == (code, who)


def test_figures_have_no_electors() -> None:
    """Nobody in particular can be outstanding of a tally of figures or of a stream."""
    for tally in (Tally.totals(yes=1, members=3), Tally.count(["yes"])):
        with pytest.raises(TallyError, match="'li' must be electors of the tally"):
            DecisionRule("yes > 1").forecast(tally, ["li"])


@pytest.mark.parametrize(
    ("stances", "code", "says"),
    [
        ([], "no-stances", "must name at least one"),
        (["maybe"], "unknown-stance", "stance 'maybe' must be known"),
        (["yes", "good"], "unknown-stance", "stance 'good' must be known"),
        ([5], "bad-stance", "must be the name of a stance"),
        ([None], "bad-stance", "must be the name of a stance"),
    ],
)
def test_stances_that_are_refused(stances: list[Any], code: str, says: str) -> None:
    """Words that are no stance of this poll."""
    with pytest.raises(TallyError, match=says) as caught:
        DecisionRule("yes > no").forecast(Tally.of(["li"]), ["li"], stances)
    assert [fault.code for fault in caught.value.faults] == [code]


def test_what_a_rule_reads_must_be_there() -> None:
    """A missing trait is an error before anything is searched."""
    with pytest.raises(MissingData, match="house"):
        DecisionRule("yes among house is a >= 1").forecast(Tally.of(["li"]), ["li"])


# --- size -----------------------------------------------------------------------------------------

WEIGHED: Final = [Elector(f"e{n}", weights={"w": 2**n, "v": 3**n}) for n in range(40)]
IDS: Final = [elector.id for elector in WEIGHED]


def test_too_large_is_said_before_the_search() -> None:
    """Forty people who all weigh differently, and a sum that only trying would find."""
    rule = DecisionRule("yes by w = 357913941 and yes by v = 4117715")
    with pytest.raises(TooLarge, match="name fewer outstanding electors or fewer stances") as caught:
        rule.forecast(Tally.of(WEIGHED), IDS)
    assert caught.value.limit == LIMIT
    assert caught.value.size == 2**40  # yes or not, each: the rule cannot tell the other stances apart
    assert caught.value.faults[0].code == "too-large"
    assert str(LIMIT) in str(caught.value)


def test_the_limit_is_met_and_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nine people who are alike have ten ways between two stances, ten have eleven."""
    monkeypatch.setattr("consultgov.decisions.forecast.LIMIT", 10)
    rule, alike = DecisionRule("yes = 3"), [f"e{n}" for n in range(10)]
    assert rule.forecast(Tally.of(alike), alike[:9], ["yes", "no"]) == {ADOPTED, REJECTED}
    with pytest.raises(TooLarge, match="must look at no more than 10 cases") as caught:
        rule.forecast(Tally.of(alike), alike, ["yes", "no"])
    assert (caught.value.size, caught.value.limit) == (11, 10)


@pytest.mark.parametrize(
    ("adopts", "expected"),
    [
        ("yes by w > 1/2 of members by w", {ADOPTED, REJECTED}),
        ("yes by w >= 0 and yes by w > members by w", {REJECTED}),
        ("yes by w <= members by w", {ADOPTED, REJECTED}),
        ("yes >= 41", {REJECTED}),
        ("yes by w > 1/2 of members by w and yes by v > 2/3 of members by v", {ADOPTED, REJECTED}),
    ],
)
def test_what_bounds_and_extremes_settle_is_answered_at_any_size(adopts: str, expected: set[Outcome]) -> None:
    """Far above the limit, but nothing has to be searched."""
    assert DecisionRule(adopts).forecast(Tally.of(WEIGHED), IDS) == expected


def test_a_vote_that_is_decided_is_answered_at_any_size() -> None:
    """One member with more than half of the weight has voted: the thirty-nine others change nothing."""
    rule = DecisionRule("yes by w > 1/2 of members by w", rejects="no by w > 1/2 of members by w")
    assert rule.forecast(Tally.of(WEIGHED, {"e39": "yes"}), IDS[:-1]) == {ADOPTED}
    assert rule.forecast(Tally.of(WEIGHED, {"e39": "no"}), IDS[:-1]) == {REJECTED}


@pytest.fixture
def no_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing may be searched: bounds and extremes have to do."""
    monkeypatch.setattr("consultgov.decisions.forecast.LIMIT", 0)


@pytest.mark.usefixtures("no_search")
@pytest.mark.parametrize(
    ("adopts", "cast", "outstanding", "stances", "expected"),
    [
        # each relation where the figure is met, and where it is just missed
        ("yes >= 3", "yn---", "cd", None, {ADOPTED, REJECTED}),
        ("yes >= 3", "yn---", "c", None, {REJECTED}),
        ("yes > 2", "yn---", "cd", None, {ADOPTED, REJECTED}),
        ("yes > 2", "yn---", "c", None, {REJECTED}),
        ("no <= 1 and yes >= 1", "yn---", "c", None, {ADOPTED, REJECTED}),
        ("no <= 1 and yes >= 1", "yn---", "c", ["yes", "abstain"], {ADOPTED}),
        ("no <= 1 and yes >= 1", "ynn--", "d", None, {REJECTED}),
        ("no < 2 and yes >= 1", "yn---", "c", ["yes", "abstain"], {ADOPTED}),
        ("no < 2 and yes >= 1", "ynn--", "d", None, {REJECTED}),
        ("no - yes <= 0", "yn---", "c", ["no", "abstain"], {ADOPTED, REJECTED}),
        ("no - yes < 0", "yn---", "c", ["no", "abstain"], {REJECTED}),
        ("yes - no >= 0", "yn---", "c", ["no", "abstain"], {ADOPTED, REJECTED}),
        ("yes - no > 0", "yn---", "c", ["no", "abstain"], {REJECTED}),
        ("yes - no >= 0", "yn---", "c", ["yes", "abstain"], {ADOPTED}),
        ("yes - no = 0", "yn---", "c", ["yes", "abstain"], {ADOPTED, REJECTED}),
        ("yes - no = 0", "yn---", "c", ["no", "abstain"], {ADOPTED, REJECTED}),
        ("yes - no = 0", "yy---", "c", ["no", "abstain"], {REJECTED}),
        ("yes - no = 0", "ynn--", "d", ["no", "abstain"], {REJECTED}),
        ("yes - no = 0", "yn---", "c", ["abstain"], {ADOPTED}),
        ("yes + no = 3", "yn---", "c", ["yes", "no"], {ADOPTED}),
        # a share of a base that may be empty, or cannot be
        ("yes >= 0% of decisive and yes >= 1", "y----", "b", None, {ADOPTED}),
        ("yes + no >= 0% of (no + yes - 2) and yes >= 1", "y----", "b", None, {REJECTED}),
        ("yes + no >= 0% of (no + yes - 1) and yes >= 1", "y----", "b", None, {ADOPTED, REJECTED}),
        # connectives
        ("not yes >= 3", "yyy--", "d", None, {REJECTED}),
        ("not yes >= 3", "yn---", "c", None, {ADOPTED}),
        ("yes >= 9 or yes >= 1", "y----", "bc", None, {ADOPTED}),
        ("yes >= 9 or no >= 1", "y----", "bc", ["yes", "abstain"], {REJECTED}),
        ("yes >= 1 and no >= 4", "y----", "bcd", None, {REJECTED}),
        ("(given notice or yes >= 9) and yes >= 1", "y----", "bcd", None, {REJECTED}),
        ("(not given notice or yes >= 9) and yes >= 1", "y----", "bcd", None, {ADOPTED}),
        # numbers and facts beside a measure that is not whole
        ("yes by area >= 5", "y-y--", "b", None, {ADOPTED}),
        ("yes by area > 5", "y-y--", "d", None, {REJECTED}),
        ("yes by area + given proxies >= 6", "y-y--", "b", None, {ADOPTED}),
        ("yes by area + given proxies > 6", "y-y--", "d", None, {REJECTED}),
        ("yes by area + 1.5 >= 6.5", "y-y--", "b", None, {ADOPTED}),
        ("yes by area >= (members by area - 4.33) rounded down", "y-y--", "d", None, {ADOPTED}),
        ("yes by area > (members by area - 4.33) rounded down", "y-y--", "d", None, {REJECTED}),
        ("yes by area >= 2.5 times given proxies", "y----", "d", None, {ADOPTED}),
        # groups and blocs
        ("each canton: yes >= 1", "y-y--", "bd", None, {ADOPTED}),
        ("each canton: yes >= 1", "y----", "be", None, {REJECTED}),
        ("each canton in (zh, ge): yes >= 1", "y----", "bcde", None, {REJECTED}),
        ("yes >= 1 and (each urban: no = 0)", "yn---", "cde", None, {REJECTED}),
        ("blocs canton where (yes >= 1) >= 2", "y-y--", "bde", None, {ADOPTED}),
        ("blocs canton where (yes >= 1) >= 2", "ynnn-", "e", None, {REJECTED}),
        ("blocs canton where (yes >= 1) <= 1", "ynnn-", "e", None, {ADOPTED}),
        ("blocs canton where (yes >= 1) <= 1", "y-y--", "bde", None, {REJECTED}),
        ("blocs canton where (yes >= 1) = 1", "ynnn-", "e", None, {ADOPTED}),
        ("blocs canton = 2 and yes >= 1", "y----", "bcde", None, {ADOPTED}),
        ("blocs canton > 2 and yes >= 1", "y----", "bcde", None, {REJECTED}),
        ("blocs canton by votes where (yes >= 1) >= 8", "y-y--", "bde", None, {ADOPTED}),
        ("blocs canton by votes where (yes >= 1) > 8", "y-y--", "bde", None, {REJECTED}),
        ("blocs canton by votes where (yes >= 1) > 4", "ynnn-", "e", None, {REJECTED}),
        ("0 - 2 times blocs canton where (yes >= 1) >= 0 - 2", "ynnn-", "e", None, {ADOPTED}),
        ("0 - 2 times blocs canton where (yes >= 1) > 0 - 4", "y-y--", "bde", None, {REJECTED}),
        ("blocs canton where (all yes >= 2) >= 2", "yy---", "cde", None, {ADOPTED}),
        ("each canton: each urban: yes within canton >= 1", "y-y--", "de", None, {ADOPTED}),
        ("each canton: each urban: yes within canton >= 2", "y-n--", "d", None, {REJECTED}),
    ],
)
def test_what_bounds_alone_decide(
    adopts: str,
    cast: str,
    outstanding: str,
    stances: list[str] | None,
    expected: set[Outcome],
) -> None:
    """The bounds of one comparison are exact: at the figure, just below it and just above it."""
    words = {"y": "yes", "n": "no"}
    ballots = {e.id: words[sign] for e, sign in zip(CANTONS, cast, strict=True) if sign in words}
    poll = Poll(CANTONS, ballots, facts={"notice": False, "proxies": 1})
    assert forecast(DecisionRule(adopts), poll, list(outstanding), stances) == expected


def test_people_who_are_alike_are_counted_together() -> None:
    """A thousand members make few cases, where they weigh alike."""
    electors = [Elector(f"e{n}") for n in range(1000)]
    ids = [elector.id for elector in electors]
    rule = DecisionRule("yes = 500 and no = 500", rejects="yes = 501")
    found = rule.forecast(Tally.of(electors), ids, ["yes", "no"])
    assert found == {ADOPTED, REJECTED, UNDECIDED}
    assert rule.forecast(Tally.of(electors), ids[:499]) == {UNDECIDED}


def test_stances_that_a_rule_cannot_tell_apart_are_one() -> None:
    """Of six stances, a rule that reads yes alone sees two."""
    electors = [Elector(f"e{n}") for n in range(1000)]
    rule = DecisionRule("yes = 777")
    assert rule.forecast(Tally.of(electors), [e.id for e in electors]) == {ADOPTED, REJECTED}


def test_the_search_leaves_branches_that_bring_nothing_new() -> None:
    """Two kinds of people: what the first have done may leave nothing open for the second."""
    electors = [Elector(f"{kind}{n}", flags={kind}) for kind in "pq" for n in range(60)]
    ids = [elector.id for elector in electors]
    rule = DecisionRule("yes among p = 30 and yes among q = 31", tied="yes among p = 30 and no among q = 60")
    assert rule.forecast(Tally.of(electors), ids, ["yes", "no"]) == {ADOPTED, REJECTED, TIED}


def test_a_single_text_is_one_name() -> None:
    """As with the flags of an elector, and never letter by letter."""
    tally, rule = Tally.of(["li", "wang"], {"li": "yes"}), DecisionRule(adopts="yes > 1/2 of members")
    assert rule.forecast(tally, "wang", "no") == {Outcome.REJECTED}
    assert rule.decide(tally).shortfall_among("absent") == 1


@pytest.mark.parametrize(
    ("outstanding", "stances", "code"),
    [
        (3, None, "not-a-list"),
        (["li"], 3, "not-a-list"),
        ([["li"]], None, "unknown-outstanding"),
        (["a", "b", "c", "d"], None, "unknown-outstanding"),
        (["li"], [], "no-stances"),
    ],
)
def test_what_cannot_be_looked_into(outstanding: Any, stances: Any, code: str) -> None:  # noqa: ANN401
    """Whatever is given, the error is one of ours."""
    tally = Tally.of(["li", "wang"])
    with pytest.raises(TallyError) as caught:
        DecisionRule(adopts="yes > no").forecast(tally, outstanding, stances)
    assert [fault.code for fault in caught.value.faults] == [code]


def test_of_many_unknown_people_three_are_named() -> None:
    """The others are counted; all are in the field."""
    with pytest.raises(TallyError, match=r"outstanding 'a', 'b', 'c' and 1 more must be") as caught:
        DecisionRule(adopts="yes > no").forecast(Tally.of(["li"]), ["a", "b", "c", "d"])
    assert caught.value.faults[0].people == ("a", "b", "c", "d")
