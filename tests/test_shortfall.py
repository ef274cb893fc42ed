"""The shortfall: the fewest electors who would have had to vote yes instead of what they did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any, Final

import pytest

from consultgov import Ballot, Decision, DecisionRule, Elector, Outcome, Tally
from consultgov.decisions.shortfall import MAX_KINDS
from consultgov.errors import MissingData, TallyError, TooLarge, UnknownFigure
from tests import oracles
from tests.oracles import Poll

SIGNS: Final = {"y": "yes", "n": "no", "a": "abstain", "i": "invalid"}


def poll(signs: str, **more: Any) -> Poll:  # noqa: ANN401 - whatever a poll has
    """A poll by one sign a member: y n a i as they say, s silent, r recused, - away.

    The first is a permanent member.
    """
    electors = tuple(Elector(f"m{n}", flags={"permanent"} if n == 0 else ()) for n in range(len(signs)))
    signed = [(elector.id, sign) for elector, sign in zip(electors, signs, strict=True)]
    return Poll(
        electors,
        {who: SIGNS[sign] for who, sign in signed if sign in SIGNS},
        frozenset(who for who, sign in signed if sign in "sr"),
        frozenset(who for who, sign in signed if sign == "r"),
        **more,
    )


def shortfall(rule: DecisionRule, given: Poll) -> int | None:
    """The shortfall, which brute force must confirm."""
    found = rule.decide(given.tally()).shortfall
    movable = {elector.id for elector in given.electors} - given.recused
    assert found == oracles.shortfall(rule, given.whole(), movable)
    return found


@pytest.mark.parametrize(
    ("adopts", "signs", "expected"),
    [
        ("yes >= 80% of members", "yyyyyyyn", 0),
        ("yes >= 80% of members", "yyyyyynn", 1),
        ("yes >= 80% of members", "--------", 7),
        ("yes >= 80% of members", "yyyyyyrr", None),  # six are entitled, seven are needed
        ("yes >= 80% of members", "yyyyy-sn", 2),  # the absent and the silent could have voted too
        ("yes > no", "nnnnn", 3),  # a vote turned counts twice
        ("yes > no", "nnn-----", 2),  # two turned do what four fetched would
        ("yes > no", "yn", 1),
        ("yes > no", "", None),
        ("yes > no", "r", None),
        ("yes >= no", "--", 1),
        ("yes > 1/2 of ballots", "nn------", 2),
        ("yes > 1/2 of ballots", "ni", 2),
        ("yes >= 2/3 of decisive", "ynn", 1),
        ("yes >= 9", "yyyyyyyy", None),
        ("yes = 2", "yyy", None),  # one too many, and to vote yes is all that they could have done
        ("yes = 2", "yaa", 1),
        ("yes <= 2", "yyy", None),
        ("yes >= 3 and no >= 2", "nnnn", None),
        ("yes >= 2 and no >= 2", "nnnn", 2),
        ("yes >= 1 and no >= 4", "nnnn-", 1),  # not one of the four, but the fifth
        ("yes >= 2 and abstain >= 2", "aaa", None),
        ("yes >= 2 and abstain >= 2", "aaa-", 2),
        ("yes - no >= 3", "yn--", 2),
        ("yes >= 2 or no = 0", "n---", 1),
        ("not yes < 2", "n---", 2),
        ("yes among permanent >= 1", "nyyy", 1),
        ("yes >= 3 and yes among permanent >= 1", "nyn-", 2),
        ("yes >= 2/3 of members rounded down", "y---", 1),
        ("yes >= 2/3 of members rounded up", "y---", 2),
    ],
)
def test_how_many_were_missing(adopts: str, signs: str, expected: int | None) -> None:
    """The smallest set, or ``None`` where no set would do."""
    assert shortfall(DecisionRule(adopts), poll(signs)) == expected


@pytest.mark.parametrize(
    ("parts", "signs", "expected"),
    [
        ({"adopts": "yes > no", "quorum": "ballots >= 4"}, "yy---", 2),
        ({"adopts": "yes > no", "quorum": "ballots >= 4"}, "ynn--", 2),
        ({"adopts": "yes > no", "quorum": "ballots >= 4"}, "nnn--", 3),
        ({"adopts": "yes > no", "quorum": "no >= 2"}, "nnyyy", 0),
        ({"adopts": "yes > no", "quorum": "no >= 2"}, "nnaaa", 3),
        ({"adopts": "yes > no", "quorum": "no >= 2"}, "nya", None),
        ({"adopts": "yes >= 2", "vetoed": "no among permanent >= 1"}, "nyy", 1),
        ({"adopts": "yes >= 2", "vetoed": "no among permanent >= 1"}, "nyn", 1),
        ({"adopts": "yes >= 2", "vetoed": "no >= 1"}, "nyy", 1),
        ({"adopts": "yes >= 2", "vetoed": "abstain among permanent >= 1"}, "ayy", 1),
        ({"adopts": "yes >= 2", "vetoed": "yes >= 3"}, "yyy", None),
        ({"adopts": "yes > no", "tied": "yes = no"}, "yn", 1),
        ({"adopts": "yes > no", "tied": "yes = no", "tie_break": "status_quo"}, "yn", 1),
        ({"adopts": "yes >= 2", "rejects": "no >= 1"}, "ya", 1),
        ({"adopts": "no = 0", "silence_adopts": True}, "nna", 2),
        ({"adopts": "no = 0", "silence_adopts": True}, "---", 0),
    ],
)
def test_the_whole_rule_counts(parts: Mapping[str, Any], signs: str, expected: int | None) -> None:
    """Quorum and veto have to be met too."""
    assert shortfall(DecisionRule(**parts), poll(signs)) == expected


def weighed(*weights: tuple[int, str]) -> Poll:
    """Electors by what they weigh and what they did."""
    electors = tuple(Elector(f"m{n}", weights={"w": weight}) for n, (weight, _) in enumerate(weights))
    ballots = {f"m{n}": SIGNS[sign] for n, (_, sign) in enumerate(weights) if sign in SIGNS}
    return Poll(electors, ballots)


@pytest.mark.parametrize(
    ("adopts", "weights", "expected"),
    [
        ("yes by w > 1/2 of members by w", [(5, "n"), (1, "n"), (1, "n"), (1, "n")], 1),  # the heaviest
        ("yes by w > 1/2 of members by w", [(1, "n"), (1, "n"), (1, "n"), (4, "y")], 0),
        ("yes by w > 1/2 of members by w", [(2, "n"), (2, "n"), (1, "-"), (1, "-")], 2),
        ("yes by w > no by w", [(4, "n"), (4, "n"), (6, "-")], 2),
        ("yes by w > no by w", [(4, "n"), (3, "-"), (6, "-")], 1),
        ("yes by w = 7", [(4, "n"), (3, "n"), (2, "n"), (2, "n")], 2),  # not the heaviest two: these two
        ("yes by w = 6", [(5, "n"), (3, "n"), (2, "n"), (2, "n"), (2, "n")], 3),
        ("yes by w = 1", [(5, "n"), (3, "n")], None),
        ("yes by w >= 3 and no by w >= 5", [(5, "n"), (3, "n"), (1, "n")], 1),  # not the heaviest one
        ("yes by w >= 50% of members by w and yes >= 3", [(9, "n"), (1, "n"), (1, "n"), (1, "y")], 2),
        ("yes by w >= no by w and yes >= 1", [(0, "n"), (0, "n")], 1),  # a head that weighs nothing
        ("yes by w >= no by w", [(0, "n"), (0, "n")], None),  # a yes that weighs nothing is none
        ("(yes by w rounded up) >= 3", [(1, "n"), (2, "n"), (3, "n")], 1),
    ],
)
def test_by_weight(adopts: str, weights: list[tuple[int, str]], expected: int | None) -> None:
    """Whom to ask is searched, not guessed."""
    assert shortfall(DecisionRule(adopts), weighed(*weights)) == expected


def test_by_canton() -> None:
    """Groups and blocs: the cheapest canton is won first."""
    electors = tuple(
        Elector(f"{canton}{n}", {"canton": canton})
        for canton, size in (("a", 5), ("b", 3), ("c", 1))
        for n in range(size)
    )
    no_votes = dict.fromkeys((elector.id for elector in electors), "no")
    given = Poll(electors, no_votes)
    assert shortfall(DecisionRule("blocs canton where (yes > no) >= 1"), given) == 1
    assert shortfall(DecisionRule("blocs canton where (yes > no) >= 2"), given) == 3
    assert shortfall(DecisionRule("blocs canton where (yes > no) >= 3"), given) == 6
    assert shortfall(DecisionRule("each canton: yes > no"), given) == 6
    assert shortfall(DecisionRule("each canton in (b, c): yes > no"), given) == 3
    assert (
        shortfall(DecisionRule("yes > no and blocs canton where (yes > no) > 1/2 of blocs canton"), given)
        == 5
    )


# --- on whom one may count ------------------------------------------------------------------------


def decided(adopts: str, signs: str) -> Decision:
    """A decision of one poll."""
    return DecisionRule(adopts).decide(poll(signs).tally())


@pytest.mark.parametrize(
    ("stances", "expected"),
    [
        (None, 2),
        (["no"], 2),
        (["absent"], None),
        (["absent", "no"], 2),
        (["silent"], None),
        (["abstain"], None),
        (["abstain", "silent"], 3),
        (["abstain", "silent", "absent"], 3),
        (["no", "abstain"], 2),
        (["yes"], None),
        (["recused"], None),
        (["recused_absent", "vacant"], None),
        ([], None),
    ],
)
def test_counting_on_some(stances: Iterable[str] | None, expected: int | None) -> None:
    """Those alone who took certain stances: a turned no counts twice; the recused never."""
    assert decided("yes - no >= 1", "ynnnaass--r").shortfall_among(stances) == expected


@pytest.mark.parametrize(("stances", "expected"), [(["no"], 1), (["silent"], 2), (["absent"], None)])
def test_counting_on_those_who(stances: list[str], expected: int | None) -> None:
    """A turned no counts twice; nobody was away."""
    assert decided("yes > no", "ynns" + "s").shortfall_among(stances) == expected


def test_counting_on_an_adopted_motion() -> None:
    """Nothing was missing, whoever is asked."""
    assert decided("yes > no", "yyn").shortfall_among(["silent"]) == 0


@pytest.mark.parametrize("stance", ["maybe", "good"])
def test_counting_on_what_is_no_stance(stance: str) -> None:
    """An error, not nobody."""
    with pytest.raises(TallyError, match="must be known"):
        decided("yes > no", "n").shortfall_among([stance])


def test_counting_on_a_label() -> None:
    """Those who gave the poll's own answer."""
    tally = Tally.of(["a", "b", "c"], {"a": "good", "b": "good", "c": "no"}, labels=["good"])
    decision = DecisionRule("yes >= 2").decide(tally)
    assert decision.shortfall == 2
    assert decision.shortfall_among(["good"]) == 2
    assert decision.shortfall_among(["no"]) is None


# --- votes, parts, figures ------------------------------------------------------------------------


def test_a_split_vote_is_one_elector() -> None:
    """Whoever turns turns with the whole of the vote."""
    tally = Tally.of(["a"], {"a": {"no": "1/2", "abstain": "1/2"}})
    assert DecisionRule("yes >= 1").decide(tally).shortfall == 1
    three = Tally.of(["a", "b"], {"a": {"yes": "1/2", "no": "1/2"}, "b": {"no": "1/3", "absent": "2/3"}})
    assert DecisionRule("yes >= 2").decide(three).shortfall == 2
    assert DecisionRule("yes >= 1").decide(three).shortfall == 1


def test_of_a_stream() -> None:
    """Its voters have no names, but they can be counted."""
    rule = DecisionRule("yes >= 2/3 of decisive")
    assert rule.decide(Tally.count(["yes", "no", "no", "abstain"])).shortfall == 1
    assert rule.decide(Tally.count(["no", "no"]) + Tally.of(["li"], {"li": "yes"})).shortfall == 1


@pytest.mark.parametrize(
    ("adopts", "figures", "expected"),
    [
        ("yes >= 4", {"yes": 1, "members": 8}, 3),
        ("yes >= 4", {"yes": 1, "no": 0, "silent": 5}, 3),
        ("yes >= 80% of members", {"yes": 6, "members": 8}, 1),
        ("yes > no", {"yes": 1, "no": 4}, 2),
        ("yes > no", {"yes": 1, "no": 4, "members": 9}, 2),
        ("yes >= 9", {"yes": 1, "members": 8}, None),
        ("yes > 1/2 of ballots", {"yes": 2, "ballots": 6, "members": 6}, 2),
    ],
)
def test_of_figures(adopts: str, figures: Mapping[str, Any], expected: int | None) -> None:
    """As far as the figures tell of people."""
    assert DecisionRule(adopts).decide(Tally.totals(**figures)).shortfall == expected


@pytest.mark.parametrize(
    ("adopts", "tally", "says"),
    [
        ("yes >= 4", Tally.totals(yes=1), "figures"),  # how many others there are is not known
        ("yes by area >= 4", Tally.totals(by={"area": {"yes": 1, "members": 9}}), "measure"),
        ("yes by s >= 4", Tally.count([Ballot("yes", 2)], by="s"), "measure"),
        ("yes among p >= 1 and yes >= 0", Tally.totals(yes=1, groups={"p": {True: {"yes": 0}}}), "group"),
    ],
)
def test_figures_that_say_nothing_about_people(adopts: str, tally: Tally, says: str) -> None:
    """An error, not a guess."""
    decision = DecisionRule(adopts).decide(tally)
    assert decision.outcome is Outcome.REJECTED
    with pytest.raises(UnknownFigure, match=says):
        _ = decision.shortfall


def test_what_the_rule_reads_must_be_there() -> None:
    """A decision made by hand of a tally that lacks a trait is no way around that."""
    rule = DecisionRule("yes among house is a >= 1")
    with pytest.raises(MissingData, match="house"):
        _ = Decision(rule, Tally.of(["li"]), Outcome.REJECTED).shortfall


def test_a_tie_vote_that_rejected() -> None:
    """The shortfall is of votes; the casting vote was one of another kind."""
    rule = DecisionRule("yes > no", tied="yes = no", tie_break="casting_vote")
    assert rule.decide(poll("yn").tally(), "no").shortfall == 1
    assert rule.decide(poll("yn").tally(), "yes").shortfall == 0


# --- size -----------------------------------------------------------------------------------------


def test_alike_people_make_no_search() -> None:
    """Ten thousand members, one kind."""
    tally = Tally.of([f"e{n}" for n in range(10_000)], {"e0": "no"})
    assert DecisionRule("yes >= 2/3 of members").decide(tally).shortfall == 6667


def test_three_hundred_owners_with_different_areas() -> None:
    """Many kinds, and an order that is right at once."""
    electors = [Elector(f"e{n}", weights={"area": 50 + n}) for n in range(300)]
    rule = DecisionRule("yes > 1/2 of members and yes by area > 1/2 of members by area")
    assert rule.decide(Tally.of(electors)).shortfall == 151


def test_too_many_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many kinds as allowed are weighed against each other, and not one more."""
    assert MAX_KINDS == 20_000
    monkeypatch.setattr("consultgov.decisions.shortfall.MAX_KINDS", 3)
    electors = [Elector(f"e{n}", weights={"area": 1 + n}) for n in range(4)]
    rule = DecisionRule("yes by area >= 6")
    assert rule.decide(Tally.of(electors[:3])).shortfall == 3
    with pytest.raises(TooLarge, match=r"compare \.short_by of the verdicts instead") as caught:
        _ = rule.decide(Tally.of(electors)).shortfall
    assert (caught.value.size, caught.value.limit) == (4, 3)


def test_too_many_choices() -> None:
    """Where the likely choices fail, and the others are too many to try."""
    electors = [Elector(f"e{n}", weights={"w": 2**n, "v": 3**n}) for n in range(40)]
    rule = DecisionRule("yes by w = 357913941 and yes by v = 4117715")
    with pytest.raises(TooLarge, match="shortfall must look at no more than") as caught:
        _ = rule.decide(Tally.of(electors)).shortfall
    assert caught.value.size > caught.value.limit
    assert caught.value.faults[0].code == "too-large"


@pytest.fixture
def no_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """No choice may be tried but the likely ones."""
    monkeypatch.setattr("consultgov.decisions.shortfall.LIMIT", 0)


@pytest.mark.usefixtures("no_search")
@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (
            {"adopts": "yes by w > 1/2 of members by w"},
            11,
        ),  # the heaviest first: 73 + 72 + … + 63 = 748 of 1476
        ({"adopts": "no by w - yes by w <= 0"}, 11),
        ({"adopts": "yes by w >= 73 and no by w <= members by w - 73"}, 1),
        ({"adopts": "yes >= 21"}, 21),
        ({"adopts": "yes >= 25"}, None),  # nobody has to be tried
        ({"adopts": "yes >= 24 and yes by w > 1/2 of members by w"}, 24),
        ({"adopts": "yes > no or no = 0"}, 13),
        ({"adopts": "yes by w > 1/2 of members by w", "quorum": "yes >= 20"}, 20),
        ({"adopts": "yes by w > 1/2 of members by w", "quorum": "ballots >= 25"}, None),
    ],
)
def test_what_needs_no_search(parts: Mapping[str, str], expected: int | None) -> None:
    """Twenty-four people who all weigh differently, all against: bounds say from when on it is possible."""
    electors = [Elector(f"e{n}", weights={"w": 50 + n}) for n in range(24)]
    tally = Tally.of(electors, {elector.id: "no" for elector in electors})
    assert DecisionRule(**parts).decide(tally).shortfall == expected  # type: ignore[arg-type]


def test_the_limit_is_met_and_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two kinds of people, two each, four may be chosen in nine ways."""
    electors = [Elector(f"e{n}", weights={"w": w}) for n, w in enumerate((3, 3, 5, 5, 9))]
    tally = Tally.of(electors, recused=["e4"])
    rule = DecisionRule("yes by w = 8 and yes >= 2")
    monkeypatch.setattr("consultgov.decisions.shortfall.LIMIT", 9)
    assert rule.decide(tally).shortfall == 2
    monkeypatch.setattr("consultgov.decisions.shortfall.LIMIT", 8)
    with pytest.raises(TooLarge, match="must look at no more than 8 cases") as caught:
        _ = rule.decide(tally).shortfall
    assert (caught.value.size, caught.value.limit) == (9, 8)


def test_two_conditions_that_pull_apart() -> None:
    """Neither condition's favourites are the smallest set: it has some of both."""
    weights = [(9, 1), (1, 9), (6, 6), (6, 6), (1, 1)]
    electors = tuple(Elector(f"e{n}", weights={"w": w, "v": v}) for n, (w, v) in enumerate(weights))
    for least in product((10, 12, 14, 16), repeat=2):
        rule = DecisionRule(f"yes by w >= {least[0]} and yes by v >= {least[1]}")
        assert shortfall(rule, Poll(electors)) is not None
