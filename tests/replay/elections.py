"""Reads the replayed elections: from ``data/elections.json`` to rules, papers, and what came of them.

A case is one thing to replay, or has several as ``checks``. What it is shows in its key:

- ``election``: a rule of election as its ``to_dict`` writes it, who stands, and what was counted: ``papers``
  with how many say so, ``grades`` above and below the default, ``votes`` of each candidate, or who ``cast`` a
  vote for whom in a poll of ``electors``; with ``figures`` of the turnout, an order ``drawn`` by lot, and
  which ``ballot`` it was;
- ``terms``: elections in a row under one rule, each with the votes that changed, and who resigned in between;
- ``count``, ``committees``, ``budget``, ``filling``: a method by itself;
- ``paper``: whether a paper is filled in as its form asks;
- ``groups``: seats that are shared out among groups.

``words`` maps what the sources call a fault of a paper to the codes of this library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from consultgov import Elector, tabulation
from consultgov.decisions.methods import Method
from consultgov.elections import ElectionResult, ElectionRule
from consultgov.tabulation import BudgetChoice, Cap, Committees, Filling, Tabulation
from consultgov.voting import Cast, Marks, Poll, Procedure, Returns, Slate
from consultgov.voting.forms import form_from_dict
from tests.replay import cases
from tests.replay.cases import Json

OPENS: Final = "2026-01-01T00:00Z"
DURING: Final = "2026-01-01T01:00Z"
CLOSES: Final = "2026-01-02T00:00Z"

KINDS: Final = (
    "election",
    "terms",
    "count",
    "committees",
    "budget",
    "filling",
    "paper",
    "groups",
)


@attrs.frozen
class Script:
    """One thing to replay, of one kind, and what the source says of it."""

    name: str
    kind: str
    data: Json
    expected: Json


def scripts(kind: str) -> Iterator[Script]:
    """Everything of one kind that is to be replayed."""
    for case in cases.load("elections")["cases"]:
        for part in case.get("checks", [case]):
            if kind in part:
                name = f"{case['id']}/{part['part']}" if "part" in part else case["id"]
                yield Script(name, kind, part[kind], part.get("expected", {}))


def codes_for(word: str) -> list[str]:
    """What a source's word for a fault of a paper is called here."""
    found: list[str] = next(
        each["codes"] for each in cases.load("elections")["words"] if each["word"] == word
    )
    return found


# --- elections ------------------------------------------------------------------------------------


def elector_of(given: str | Json) -> Elector:
    """A candidate as an id, or with the traits and weights that the rule reads."""
    return Elector(given) if isinstance(given, str) else Elector.from_dict(given)


def slate_of(data: Json) -> Slate:
    """The paper of an election."""
    rule = ElectionRule.from_dict(data["rule"])
    return rule.slate(map(elector_of, data["candidates"]), ballot=data.get("ballot", 1))


def poll_of(data: Json) -> Poll:
    """The poll of an election in which electors vote by name, before anybody has voted."""
    rule = ElectionRule.from_dict(data["rule"])
    return rule.put(
        "election",
        map(elector_of, data["candidates"]),
        data["electors"].split(),
        opens=OPENS,
        closes=CLOSES,
        ballot=data.get("ballot", 1),
    )


def cast_of(data: Json) -> list[Cast]:
    """The votes that were cast by name."""
    return [
        Cast(elector, Marks.chosen([candidate]), DURING)
        for candidate, electors in data["cast"].items()
        for elector in electors.split()
    ]


def returns_of(data: Json) -> Returns:
    """What tellers counted."""
    slate = slate_of(data)
    papers = [(marks_of(paper), number) for paper, number in data.get("papers", ())]
    papers += [(graded(grades, slate), number) for grades, number in data.get("grades", ())]
    return Returns.of(
        slate, papers, votes=data.get("votes", {}), drawn=data.get("drawn", ()), **data.get("figures", {})
    )


def result_of(data: Json) -> ElectionResult:
    """What an election came to."""
    rule = ElectionRule.from_dict(data["rule"])
    if "cast" not in data:
        return rule.count(returns_of(data))
    return rule.count(poll_of(data).apply_all(cast_of(data)).poll, CLOSES)


def marks_of(paper: str | list[str]) -> Marks:
    """A paper as text of ranks, or as a list of whom it approves."""
    return Marks.ranked(tabulation.ranking(paper)) if isinstance(paper, str) else Marks.chosen(paper)


def graded(grades: Mapping[str, int], slate: Slate) -> Marks:
    """A paper on which the default is at 0, and so is whatever has no grade."""
    levels = sorted({0, *grades.values()}, reverse=True)
    return Marks({option: levels.index(grades.get(option, 0)) + 1 for option in slate.ids})


# --- elections of Debian --------------------------------------------------------------------------


def debian_of(vote: Json) -> Json:
    """A vote of Debian as an election: ranks by number, the last option the default."""
    options = [str(number) for number in range(1, len(vote["ratios"]) + 2)]
    rule = dict(cases.load("debian")["elections"]["rule"])
    text = cases.load("debian")["elections"]["qualified"][vote["comparator"]]
    rule |= {"default": options[-1], "qualified": text.format(quorum=vote["quorum"])}
    traits = [{"foundation": ratio == 3} for ratio in vote["ratios"]]
    return {
        "rule": rule,
        "candidates": [
            *({"id": name, "traits": own} for name, own in zip(options, traits, strict=False)),
            options[-1],
        ],
    }


def debian_returns(vote: Json) -> Returns:
    """The ballots of a vote, a character for the rank of each option."""
    slate = slate_of(debian_of(vote))
    papers = [
        (
            Marks(
                {name: int(rank, 36) for name, rank in zip(slate.ids, pattern, strict=True) if rank != "-"}
            ),
            many,
        )
        for pattern, many in vote["ballots"].items()
    ]
    return Returns.of(slate, papers)


# --- terms ----------------------------------------------------------------------------------------


@attrs.define
class Council:
    """Members and runners-up, both by merit, who stand again at every election."""

    rule: ElectionRule
    votes: Json = attrs.Factory(dict[str, object])
    members: tuple[str, ...] = ()
    runners_up: tuple[str, ...] = ()
    outgoing: tuple[str, ...] = ()
    open: int = 0

    def elect(self, candidates: Iterable[str], votes: Json) -> ElectionResult:
        """The next election; of the voters, those named vote otherwise than before, or no longer."""
        self.votes |= votes
        before = (*self.members, *self.runners_up)
        stakes = {voter: vote[1] for voter, vote in self.votes.items() if vote is not None}
        electors = [Elector(voter, weights={"stake": stake}) for voter, stake in stakes.items()]
        electors += [Elector(voter, weights={"stake": 0}) for voter in self.votes if voter not in stakes]
        poll = self.rule.put(
            "council",
            [*candidates, *before],
            electors,
            opens=OPENS,
            closes=CLOSES,
            procedure=Procedure(method=Method.ROLL_CALL),
        )
        cast = [Cast(voter, Marks.chosen(self.votes[voter][0]), DURING) for voter in stakes]
        result = self.rule.count(poll.apply_all(cast).poll, CLOSES)
        self._seat(result, before)
        return result

    def _seat(self, result: ElectionResult, before: Iterable[str]) -> None:
        order = [name for count in result.counts for tier in count.order for name in tier]
        self.members = result.elected
        self.runners_up = tuple(name for name in order if name not in result.elected)
        self.outgoing = tuple(name for name in before if name not in order)

    def resign(self, member: str) -> None:
        """A member leaves, and the first of the runners-up takes the seat, if there is one."""
        filling = tabulation.fill(self.runners_up, 1)
        self.members = (*(name for name in self.members if name != member), *filling.elected)
        self.runners_up = tuple(name for name in self.runners_up if name not in filling.elected)
        self.open = filling.open


# --- methods by themselves ------------------------------------------------------------------------


def count_of(data: Json) -> Tabulation:
    """What a method makes of ranked papers."""
    count: Tabulation = getattr(tabulation, data["method"])(map(tuple, data["papers"]), data["options"])
    return count


def committees_of(data: Json) -> Committees:
    """The best committees."""
    return tabulation.proportional_approval(map(tuple, data["papers"]), data["options"], data["seats"])


def budget_of(data: Json) -> BudgetChoice:
    """The projects chosen by their votes."""
    return tabulation.greedy_budget(**data)


def filling_of(data: Json) -> Filling:
    """Places filled from an order, where a group may have no more than so many."""
    traits = {name: {data["trait"]: group} for name, group in data["groups"].items()}
    return tabulation.fill(
        data["order"], data["places"], traits=traits, caps=[Cap.from_dict(cap) for cap in data["caps"]]
    )


def reasons_of(data: Json) -> list[str]:
    """The codes of what is wrong with a paper, if anything."""
    slate = Slate(data["options"], form_from_dict(data["form"]))
    paper = slate.read(data["marks"])
    return [reason.code for reason in slate.refuses(paper)] if isinstance(paper, Marks) else [paper]


def rule_by_groups(data: Json, seats: int) -> ElectionRule:
    """A rule by which each group has seats of its own."""
    return ElectionRule(seats=seats, per=data["per"], shares=data["shares"])
