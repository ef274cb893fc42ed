"""What a rule of election reads of a candidate beside her votes: her truths, her seniority."""

from __future__ import annotations

import pytest

from consultgov import Elector
from consultgov.elections import ElectionMethod, ElectionRule
from consultgov.errors import MissingData
from consultgov.tabulation import Cap
from consultgov.voting import Rank, Returns

RATIO = "yes > no and (yes >= 3 times no or not given foundation)"


def debian(*candidates: Elector | str) -> tuple[ElectionRule, Returns]:
    rule = ElectionRule(
        seats=1, method=ElectionMethod.SCHULZE, default="none", qualified=RATIO, form=Rank(alike=True)
    )
    slate = rule.slate([*candidates, "none"])
    papers = [(["change", "none", "keep"], 6), (["keep", "none", "change"], 4)]
    return rule, Returns.of(slate, papers)


@pytest.mark.parametrize(("foundation", "elected"), [(False, ("change",)), (True, ())])
def test_a_truth_of_a_candidate_decides_what_she_needs(foundation: bool, elected: tuple[str, ...]) -> None:  # noqa: FBT001 - a parameter
    rule, returns = debian(
        Elector("change", traits={"foundation": foundation}), Elector("keep", traits={"foundation": False})
    )
    assert rule.count(returns).elected == elected


def test_a_trait_that_is_no_truth_is_no_fact() -> None:
    rule, returns = debian(Elector("change", traits={"foundation": "yes"}), "keep")
    with pytest.raises(MissingData) as caught:
        rule.count(returns)
    assert [fault.code for fault in caught.value.faults] == ["missing-fact"]


def council(cap: Cap, **ages: str) -> tuple[ElectionRule, Returns]:
    rule = ElectionRule(seats=3, caps=[cap], seniority="age")
    people = [Elector(name, traits={"state": "X"}, weights={"age": age}) for name, age in ages.items()]
    slate = rule.slate([*people, Elector("z", traits={"state": "Y"}, weights={"age": 1})])
    votes = {**dict.fromkeys(ages, 8), "z": 9}
    return rule, Returns.of(slate, votes=votes, ballots=15)


def test_the_eldest_of_a_group_over_its_cap_stays() -> None:
    rule, returns = council(Cap("state", 1, remedy="seniority"), p="50", q="55")
    result = rule.count(returns)
    assert (result.elected, result.open) == (("z", "q"), 1)


def test_two_of_one_age_are_tied_for_what_the_cap_leaves() -> None:
    rule, returns = council(Cap("state", 1, remedy="seniority"), p="55", q="55")
    result = rule.count(returns)
    assert result.elected == ("z",)
    assert result.tie is not None
    assert result.tie.options == ("p", "q")


def test_a_lot_that_was_drawn_does_not_set_seniority_aside() -> None:
    rule, returns = council(Cap("state", 1, remedy="seniority"), p="50", q="55")
    drawn = Returns.of(returns.slate, votes=returns.votes, ballots=15, drawn=["p", "q"])
    assert rule.count(drawn).elected == ("z", "q")


def test_runners_up_come_after_those_elected() -> None:
    rule = ElectionRule(seats=1, method=ElectionMethod.PHRAGMEN, settings={"runners_up": 1})
    papers = [(["a"], 3), (["b"], 2), (["c"], 1)]
    result = rule.count(Returns.of(rule.slate(["a", "b", "c"]), papers))
    assert result.elected == ("a",)
    assert result.counts[0].order == (("a",), ("b",))
