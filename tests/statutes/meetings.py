"""Meetings of named people, by groups: how many they are, whether they come, and what they vote."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeAlias

import attrs

from consultgov import DecisionRule, Elector, Outcome
from consultgov.matters import Matter
from consultgov.shares import Number
from consultgov.voting.electorate import Electorate
from consultgov.voting.events import Cast
from consultgov.voting.polls import Poll
from consultgov.voting.procedure import Procedure

DAY: Final = "2026-05-01"
"""The day on which a meeting is held, unless the test is about the day."""


@attrs.frozen
class Group:
    """People who are alike: their flags, what they weigh together, and what they do."""

    number: int
    answer: str = ""
    flags: tuple[str, ...] = ()
    weights: Mapping[str, str] = attrs.Factory(dict)
    traits: Mapping[str, str] = attrs.Factory(dict)
    there: bool = True
    recused: bool = False

    def electors(self, name: str) -> list[Elector]:
        """Each with an equal part of the weights, as exact as their total; the last has what is left over."""
        assert self.number or not any(Decimal(total) for total in self.weights.values())
        shares = {measure: _parts(total, self.number) for measure, total in self.weights.items()}
        return [
            Elector(
                f"{name}-{place + 1}",
                self.traits,
                weights={measure: parts[place] for measure, parts in shares.items()},
                flags=self.flags,
            )
            for place in range(self.number)
        ]


def _parts(total: str, number: int) -> list[Decimal]:
    whole = Decimal(total)
    share = (whole / max(number, 1)).quantize(whole, rounding="ROUND_DOWN")
    return [share] * (number - 1) + [whole - share * (number - 1)]


def yes(number: int, *flags: str, **weights: str) -> Group:
    """People who vote in favour."""
    return Group(number, "yes", flags, weights)


def no(number: int, *flags: str, **weights: str) -> Group:
    """People who vote against."""
    return Group(number, "no", flags, weights)


def abstain(number: int, *flags: str, **weights: str) -> Group:
    """People who hand in a ballot without taking a side."""
    return Group(number, "abstain", flags, weights)


def invalid(number: int, *flags: str) -> Group:
    """People whose ballots are void."""
    return Group(number, "invalid", flags)


def silent(number: int, *flags: str, **weights: str) -> Group:
    """People who are there and hand in nothing."""
    return Group(number, "", flags, weights)


def away(number: int, *flags: str, **weights: str) -> Group:
    """People who are not there and hand in nothing."""
    return Group(number, "", flags, weights, there=False)


def recused(number: int, *flags: str) -> Group:
    """People in conflict who stay away."""
    return Group(number, "", flags, there=False, recused=True)


def heads(members: int, present: int, in_favour: int) -> tuple[Group, ...]:
    """So many members, of whom so many are there; all of these vote, so many in favour."""
    return yes(in_favour), no(present - in_favour), away(members - present)


def assembly(
    adults: str, others: tuple[int, int], households: tuple[int, int], in_favour: int
) -> tuple[Group, ...]:
    """Adults, some of them for their household: of either so many in all, and so many who vote."""
    both = (adults, "户的代表")
    first = min(in_favour, others[1])
    return (
        yes(first, adults),
        no(others[1] - first, adults),
        away(others[0] - others[1], adults),
        yes(in_favour - first, *both),
        no(households[1] - in_favour + first, *both),
        away(households[0] - households[1], *both),
    )


def state(missing: int, unit: str = "人") -> str:
    """How it is said that so many are missing, or none."""
    return f"差{missing}{unit}" if missing > 0 else "已达到"


def at(hour: int, day: str = DAY) -> str:
    """A moment of the day of the meeting, in the time of Beijing."""
    return f"{day}T{hour:02}:00+08:00"


def meeting(
    rule: DecisionRule,
    *groups: Group,
    vacant: int = 0,
    day: str = DAY,
    matter: Matter = Matter(),  # noqa: B008 - a frozen value
    **procedure: Any,  # noqa: ANN401 - settings, as a procedure takes them
) -> Poll:
    """The poll of a meeting from nine to seventeen, with the roll taken and all ballots cast at ten."""
    named = [(group, group.electors(f"{place}")) for place, group in enumerate(groups, 1)]
    body = Electorate(
        [elector for _, people in named for elector in people],
        recused=[elector.id for group, people in named if group.recused for elector in people],
        vacant=vacant,
    )
    poll = Poll(
        "是否同意？",
        rule,
        body,
        opens=at(9, day),
        closes=at(17, day),
        present=[elector.id for group, people in named if group.there for elector in people],
        procedure=Procedure(**procedure),
        matter=matter,
    )
    voters = [(group, elector) for group, people in named if group.answer for elector in people]
    intake = poll.apply_all(Cast(elector.id, group.answer, at(10, day)) for group, elector in voters)
    assert not intake.refused
    return intake.poll


def check(
    poll: Poll, outcome: str, needed: Mapping[str, Number | str], shortfall: int | None, *said: str
) -> None:
    """What a poll comes to, the figures that it needs and lacks, and how it is told in Chinese."""
    result = poll.result(poll.closes)
    decision = result.decision
    assert result.outcome is Outcome(outcome)
    assert decision is not None
    assert decision.needed == {name: Fraction(number) for name, number in needed.items()}
    assert decision.shortfall == shortfall
    told = result.explain("zh")
    for sentence in said:
        assert sentence in told, told
    assert poll.rule.clause is not None
    assert f"依据：{poll.rule.clause.source}" in told


def ways(poll: Poll) -> tuple[bool, ...]:
    """Of a quorum that may be met in several ways, which of them are."""
    decision = poll.result().decision
    assert decision is not None
    assert decision.quorum is not None
    assert decision.quorum.code == "or"
    return tuple(part.holds for part in decision.quorum.parts)


# --- bodies where heads are counted -----------------------------------------------------------------

Row: TypeAlias = tuple[int, int, str, int, int]
"""How many are there, how many in favour, the outcome, the votes needed, and how many more it takes."""


@attrs.frozen
class Sitting:
    """A meeting of a body that counts heads, and what is said of it: the figures with their bases."""

    name: str
    rule: DecisionRule
    members: int
    row: Row
    least: int = 0
    quorum: str = ""
    adopts: str = ""

    def __str__(self) -> str:
        """The name of its test."""
        return f"{self.name}: {self.row[0]} of {self.members}, {self.row[1]} yes"

    def check(self, **options: Any) -> None:  # noqa: ANN401 - settings, as a procedure takes them
        """It comes to what the row says, and is told with these figures."""
        present, in_favour, outcome, needed, shortfall = self.row
        poll = meeting(self.rule, *heads(self.members, present, in_favour), **options)
        figures = {"yes": needed}
        said = []
        if self.quorum:
            figures[str(self.rule.quorum).split()[0]] = self.least
            unit = "票" if "票" in self.quorum else "人"
            said.append(f"{self.quorum.format(present)}：{state(self.least - present, unit)}。")
        if outcome != "inquorate":
            enough = f"{self.adopts.format(present)}，即至少{needed}票：{state(needed - in_favour, '票')}"
            said.append(f"赞成{in_favour}票；{enough}。")
        check(poll, outcome, figures, shortfall, *said)
        assert poll.result().totals["no"] == str(present - in_favour)


def sittings(
    name: str,
    rule: DecisionRule,
    members: int,
    *rows: Row,
    adopts: str,
    least: int = 0,
    quorum: str = "",
) -> list[Sitting]:
    """A body's meetings at its figures, just above and just below."""
    return [Sitting(name, rule, members, row, least, quorum, adopts) for row in rows]
