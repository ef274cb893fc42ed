"""Reads the replayed polls: from ``data/polls.json`` to polls, proxies, delegations and weights.

A case is one thing to replay, or has several as ``checks``. What it is shows in its key:

- ``poll`` with ``steps``: a poll, and what happens in it in order. A step is an event as ``to_dict`` of a
  poll writes it, ``ballots`` of so many, or a ``check`` of what is to be seen ``at`` a moment. An event
  with ``refused`` must be refused, and says in the source's own word why;
- ``setup``: what must be accepted, or refused with an error: a poll, or rule text;
- ``proxies``, ``delegation``, ``weighed``, ``cooling``, ``absences``, ``before``: what their
  names say;
- ``blocks`` and ``thresholds``: a rule for each moment, from curves or from a fact.

Moments are whole units of a clock, seconds or days, from a fixed start; or ISO text.
``words`` maps what the sources call a refusal to the codes of this library.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import chain, islice, repeat
from typing import Final

import attrs

from consultgov import DecisionRule, Elector, Tally
from consultgov.voting import (
    AcceptedProxies,
    Conflicts,
    Delegation,
    Electorate,
    Entitlement,
    Event,
    HasFlag,
    Holding,
    OwnersRegister,
    Poll,
    Procedure,
    Proxy,
    ProxyRule,
    Unit,
    derive,
    entitle,
    resolve,
)
from consultgov.voting.events import read_event
from consultgov.voting.measures import measure_from_dict
from tests.replay import cases
from tests.replay.cases import Json

START: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""Moment 0 of every clock."""

KINDS: Final = (
    "poll",
    "setup",
    "proxies",
    "delegation",
    "weighed",
    "cooling",
    "absences",
    "before",
    "blocks",
    "thresholds",
)


@attrs.frozen
class Script:
    """One thing to replay, of one kind, and what the source says of it."""

    name: str
    family: str
    kind: str
    data: Json
    expected: Json
    steps: tuple[Json, ...]
    clock: timedelta

    def at(self, moment: int | str) -> datetime | str:
        """A moment of the script's clock; text is one already."""
        return moment if isinstance(moment, str) else START + moment * self.clock


def of_family(family: str) -> list[Json]:
    """The cases of a family, as they are in the data."""
    return [case for case in cases.load("polls")["cases"] if case["family"] == family]


def scripts(kind: str) -> Iterator[Script]:
    """Everything of one kind that is to be replayed."""
    for case in cases.load("polls")["cases"]:
        for part in case.get("checks", [case]):
            merged: Json = {**case, **part}
            if next(key for key in KINDS if key in part) == kind:
                yield Script(
                    f"{merged['id']}/{merged['part']}" if "part" in merged else merged["id"],
                    merged["family"],
                    kind,
                    merged[kind],
                    merged.get("expected", {}),
                    tuple(merged.get("steps", ())),
                    timedelta(**{merged.get("clock", "seconds"): 1}),
                )


def codes_for(word: str | None) -> list[str]:
    """What a source's word for a refusal is called here; nothing where nothing is refused."""
    if word is None:
        return []
    found: list[str] = next(entry["codes"] for entry in cases.load("polls")["words"] if entry["word"] == word)
    return found


def code_of(expected: Json, key: str) -> list[str]:
    """The one code that is expected: named where the source's word stands for several."""
    codes = codes_for(expected[key])
    if "code" in expected:
        assert expected["code"] in codes, expected
        return [expected["code"]]
    assert len(codes) < 2, f"several codes for {expected[key]!r}: name the one"
    return codes


# --- who votes ------------------------------------------------------------------------------------


def people_of(family: str, data: int | str | Json) -> list[Elector]:
    """Electors as in the other families, with weights that are derived, or from a register of owners."""
    described = data if isinstance(data, dict) else {}
    people = _owners(described["register"]) if "register" in described else cases.electors_of(family, data)
    for name, measure in described.get("derive", {}).items():
        people = list(derive(people, name, measure_from_dict(measure)))
    return people


def electorate_of(family: str, data: int | str | Json) -> Electorate | Entitlement:
    """The electorate, without whoever lacks a flag that is required or is in conflict."""
    people = people_of(family, data)
    described = data if isinstance(data, dict) else {}
    requirements = [HasFlag(name) for name in described.get("requires", ())]
    conflicts = Conflicts.from_dict(described["conflicts"]) if "conflicts" in described else None
    if not requirements and conflicts is None:
        return Electorate(people)
    return entitle(people, on=START, requirements=requirements, conflicts=conflicts)


def _owners(doors: dict[str, int]) -> list[Elector]:
    """The heads of an estate: so many unsold doors, so many of one buyer, and others with one each."""
    holders = chain.from_iterable(repeat(who, number) for who, number in doors.items())
    units = [
        Unit(f"door {number}", {"register": 1}, _bought(who, number)) for number, who in enumerate(holders, 1)
    ]
    return list(OwnersRegister(units).electorate(START.date()).electors)


def _bought(who: str, number: int) -> list[Holding]:
    if who == "developer":
        return []
    return [Holding(f"owner of door {number}" if who == "others" else who, registered="2025-01-01")]


def proxies_of(family: str, data: Json, electors: int | str | Json) -> AcceptedProxies:
    """What a rule makes of some proxies: each a principal, a holder and, if it is no proxy, its kind."""
    others: Json = data.get("others", {"ids": "", "count": 0})
    return ProxyRule.from_dict(data["rule"]).accept(
        [Proxy(principal, holder, kind=(*kind, "proxy")[0]) for principal, holder, *kind in data["given"]],
        people_of(family, electors),
        data.get("candidates", ()),
        others=people_of(family, others),
    )


# --- polls ----------------------------------------------------------------------------------------


def poll_of(script: Script, data: Json) -> Poll:
    """The poll that the data describes, before anything has happened in it."""
    closes = data.get("closes")
    proxies = data.get("proxies")
    return Poll(
        script.name,
        DecisionRule.from_dict(data["rule"]),
        electorate_of(script.family, data["electors"]),
        opens=script.at(data["opens"]),
        closes=None if closes is None else script.at(closes),
        procedure=Procedure.from_dict(data.get("procedure", {})),
        present=data.get("present", ()),
        proxies=() if proxies is None else proxies_of(script.family, proxies, data["electors"]),
    )


def events_of(script: Script, step: Json, poll: Poll) -> list[Event]:
    """The event of a step; of ``ballots``, one for each, the electors in their order."""
    at = script.at(step["at"])
    if "ballots" not in step:
        plain = {name: value for name, value in step.items() if name not in ("refused", "code")}
        return [read_event({**plain, "at": at})]
    queue = iter(poll.electorate.ids)
    return [
        read_event({"kind": "cast", "elector": who, "answer": answer, "at": at})
        for answer, number in step["ballots"].items()
        for who in islice(queue, number)
    ]


# --- weights and delegations ----------------------------------------------------------------------


def weighed(script: Script) -> Tally:
    """The ballots of electors whose weights are derived."""
    people = people_of(script.family, script.data["electors"])
    ballots: Json = {who: answer for answer, ids in script.data["ballots"].items() for who in ids.split()}
    return Tally.of(people, ballots | script.data.get("splits", {}))


def delegated(script: Script) -> Tally:
    """Who votes for herself and who as a delegate, each apart: what everybody's vote says in the end."""
    people = people_of(script.family, script.data["electors"])
    voted, own = script.data["voted"], script.data["own"]
    found = resolve(
        [Delegation(delegator, to) for delegator, to in script.data["given"]],
        voted.keys(),
        electors=[elector.id for elector in people],
        transitive=False,
        own=own.keys(),
        self_means_direct=True,
    )
    direct = {who: own.get(who) or voted[who] for who in found.direct}
    return Tally.of(people, direct | {who: voted[to] for who, to in found.casts.items()})


# --- rules of a moment ----------------------------------------------------------------------------


def _on_curve(ends: list[str], over: Fraction) -> Fraction:
    """Where a straight line from one share to another has come to, and stays at its end."""
    first, last = map(Fraction, ends)
    return first + (last - first) * min(over, Fraction(1))


def rule_of_block(data: Json, block: int) -> DecisionRule:
    """The rule of a block: the approval and the support that the curves ask for then."""
    over = Fraction(block - data["since"], data["over"])
    approval, support = _on_curve(data["approval"], over), _on_curve(data["support"], over)
    share = f"{approval.numerator}/{approval.denominator}"
    return DecisionRule(f"yes >= {share} of decisive and yes >= {support * data['issuance']}")


def tally_of_block(data: Json, block: int) -> Tally:
    """The latest tally that is looked at in a block."""
    yes, no = (0, 0)
    for since, figures in data["tallies"].items():
        if int(since) <= block:
            yes, no = figures
    return Tally.totals(yes=yes, no=no)


@attrs.frozen
class Watched:
    """What came of a poll whose outcome has to hold for a while."""

    passes: list[int]
    confirming_until: list[int]
    ends: int
    approved: bool


def watched(data: Json) -> Watched:
    """Look at each block in turn, until the rule has passed for long enough or has failed too late."""
    passes: list[int] = []
    until: list[int] = []
    for block in range(data["since"], data["to"] + 1):
        if rule_of_block(data, block).outcome(tally_of_block(data, block)) != "adopted":
            if passes and block >= data["since"] + data["over"]:
                return Watched(passes, until, block, approved=False)
            continue
        if block - 1 not in passes:
            until.append(block + data["confirm"])
        passes.append(block)
        if block == until[-1]:
            return Watched(passes, until, block, approved=True)
    raise AssertionError(data)
