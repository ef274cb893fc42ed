"""Reads the replayed cases: from JSON files in ``data`` to rules, tallies and what is expected.

Two kinds of file. A family of cases (``cases``) has for each an id, the source, the rule as text,
the tally and what is expected; ``checks`` are several of these under one id. A family of votes has
a row for each vote, under ``columns``. What happens in a poll is in ``polls.json``, which ``polls.py``
reads, who is elected in ``elections.json``, which ``elections.py`` reads, who makes up a body in
``committees.json``, which ``committees.py`` reads, and who serves when in ``offices.json``, which
``offices.py`` reads. ``left_out.json`` names what is not expressed and why, and ``ids.json`` everything
there is. A rule may be a name: in its file, or else in ``bodies.json``.

What is ``expected`` was taken from the case, never from a run:

- ``outcome``: of the decision; ``reachable``: whether those present could have adopted it;
- ``holds``: condition to whether it holds; ``figures``: count to how many;
- ``needed`` and ``short_by``: condition, or ``adopts`` and ``quorum`` of the rule, to a number;
- ``forecast``: what can still come of it while the votes of ``outstanding`` are open;
- ``early``: after which ballot of a stream the outcome is certain;
- ``refuses``: rule texts that must not be accepted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Any, Final, TypeAlias

import attrs

from consultgov import DecisionRule, Elector, Tally

DATA: Final = Path(__file__).parent / "data"

CASES: Final = ("statutes", "decisions", "onchain", "platforms")
"""The families of cases, each under a rule of its own."""

VOTES: Final = (
    "unsc",
    "unsc_tallies",
    "swiss",
    "swiss_tallies",
    "us_senate",
    "us_senate_tallies",
    "unga",
    "debian",
)
"""The families of votes: many under few rules."""

Json: TypeAlias = dict[str, Any]

_STANCES: Final = ("yes", "no", "abstain", "invalid")
_TRUTHS: Final[dict[str, str | bool]] = {"true": True, "false": False}


@attrs.frozen
class Check:
    """One thing to replay: a rule and a tally, and what the source says came of them."""

    name: str
    tally: Json
    expected: Json
    rule: Json | None = None
    tie_vote: str | None = None


@cache
def load(name: str) -> Json:
    """One of the files in ``data``."""
    content: Json = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return content


def rows(family: str) -> Iterator[Json]:
    """The votes of a family, each as a mapping from column to value."""
    content = load(family)
    for row in content["rows"]:
        yield dict(zip(content["columns"], row, strict=True))


def expressed(family: str) -> list[str]:
    """The ids that are replayed, in the order of the data."""
    content = content_of(family)
    if "rules" in content and "cases" not in content and "rows" not in content:
        return list(content["rules"])
    done = [case["id"] for case in content.get("cases", ())] or [row[0] for row in content.get("rows", ())]
    more = [case["id"] for case in told(family)]
    return [*dict.fromkeys([*done, *more])] if more else done


def content_of(family: str) -> Json:
    """The file of the decisions of a family, if it has one."""
    return load(family) if (DATA / f"{family}.json").exists() else {}


def told(family: str) -> list[Json]:
    """The cases of a family that are polls, elections, bodies or terms of office, or parts of one."""
    return [
        case
        for name in ("polls", "elections", "committees", "offices")
        for case in load(name)["cases"]
        if case["family"] == family
    ]


def left_out(family: str) -> Mapping[str, str]:
    """The ids that are not replayed, to the key of the reason."""
    found: Mapping[str, str] = load("left_out")["families"].get(family, {})
    return found


# --- cases ----------------------------------------------------------------------------------------


def checks(family: str) -> Iterator[Check]:
    """Everything to check in a family of cases."""
    content = load(family)
    rules = load("bodies")["rules"] | content.get("rules", {})
    for case in content["cases"]:
        for part in case.get("checks", [case]):
            merged: Json = {**case, **part}
            name = f"{merged['id']}/{merged['part']}" if "part" in merged else merged["id"]
            rule = merged.get("rule")
            yield Check(
                name,
                merged["tally"],
                merged["expected"],
                rules[rule] if isinstance(rule, str) else rule,
                merged.get("tie_vote"),
            )


def rule_of(fields: Json) -> DecisionRule:
    """The decision rule that the data writes as text."""
    return DecisionRule(**{name: value for name, value in fields.items() if name != "note"})


# --- tallies --------------------------------------------------------------------------------------


def tally_of(family: str, data: Json) -> Tally:
    """The tally that the data describes: electors and ballots, a stream, or totals."""
    if data["kind"] == "totals":
        return _totals(data)
    if data["kind"] == "count":
        return Tally.count(chain.from_iterable(repeat(s, n) for s, n in data["stances"].items()))
    electors = electors_of(family, data["electors"])
    ballots, present, recused = _cast([elector.id for elector in electors], data)
    return Tally.of(
        electors,
        ballots,
        present=present,
        recused=recused,
        vacant=data.get("vacant", 0),
        given=data.get("given"),
    )


def electors_of(family: str, data: int | str | Json) -> list[Elector]:
    """Electors by number, by the name of an electorate in the same file, or as described."""
    described: Json
    match data:
        case int():
            described = {"count": data}
        case str():
            described = load(family)["electorates"][data]
        case _:
            described = data
    ids = described.get("ids", "").split()
    ids = ids or [f"e{number}" for number in range(1, described["count"] + 1)]
    return [
        Elector(
            person,
            traits=_held(described.get("traits", {}), person),
            weights={
                measure: values[person] if person in values else values["others"]
                for measure, values in described.get("weights", {}).items()
            },
            flags=[word for word, who in described.get("flags", {}).items() if person in who.split()],
        )
        for person in ids
    ]


def outstanding_of(family: str, data: Json, named: str) -> list[str]:
    """The ids named, or with ``rest`` everyone who has not voted."""
    if named != "rest":
        return named.split()
    ids = [elector.id for elector in electors_of(family, data["electors"])]
    ballots, present, recused = _cast(ids, data)
    voted = {person for person, _ in ballots}
    return [person for person in ids if person not in voted and person not in {*present, *recused}]


def _held(traits: Mapping[str, Mapping[str, str]], person: str) -> dict[str, str]:
    """The traits of a person, of ``{trait: {value: ids}}``."""
    return {
        trait: value
        for trait, groups in traits.items()
        for value, who in groups.items()
        if person in who.split()
    }


def _cast(ids: list[str], data: Json) -> tuple[list[tuple[str, Any]], list[str], list[str]]:
    """Ballots, who else is on the roll, and who is recused: by id, or so many of each in order."""
    ballots: list[tuple[str, Any]] = [
        (person, stance) for stance, who in data.get("ballots", {}).items() for person in who.split()
    ]
    ballots += data.get("splits", {}).items()
    queue = iter(ids)
    for stance in _STANCES:
        ballots += [(person, stance) for person in islice(queue, data.get(stance, 0))]
    present = list(islice(queue, data.get("silent", 0)))
    return ballots, present, list(islice(queue, data.get("recused", 0)))


def _totals(data: Json) -> Tally:
    groups: dict[str, dict[str | bool, Json]] = {
        trait: {_TRUTHS.get(value, str(value)): figures for value, figures in of.items()}
        for trait, of in data.get("groups", {}).items()
    }
    return Tally.totals(
        by=data.get("by"),
        groups=groups or None,
        labels=data.get("labels"),
        given=data.get("given"),
        **data.get("figures", {}),
    )


# --- votes ----------------------------------------------------------------------------------------


def security_council(vote: Json) -> Tally:
    """The figures of a vote, and how many permanent members were against it where that is known."""
    vetoes = len(vote["vetoes"].split())
    figures = {name: vote[name] for name in ("members", "yes", "no", "abstain")}
    if vetoes > vote["no"]:  # the table contradicts itself
        del figures["no"], figures["abstain"]
    known = vote["outcome"] != "rejected"
    groups: Json = {"permanent": {True: {"no": vetoes}}} if known else {}
    return Tally.totals(groups=groups or None, **figures)


def cantons(vote: Json) -> Tally:
    """The votes of the people, and the result of each canton as one vote with its weight."""
    content = load("swiss")
    half = content["half_cantons"].split()
    groups = {
        canton: {
            "yes": int(result),
            "no": 1 - int(result),
            "by": {"cantonal_votes": {"seats": "1/2" if canton in half else 1}},
        }
        for canton, result in zip(content["cantons"].split(), vote["cantons"], strict=True)
        if result != "."
    }
    return Tally.totals(groups={"canton": groups}, yes=vote["yes"], no=vote["no"])


def people_and_cantons(vote: Json) -> Tally:
    """The votes of the people, and those of the cantons as a measure of their own."""
    weighed = {"yes": vote["cantons_yes"], "no": vote["cantons_no"]}
    return Tally.totals(by={"cantonal_votes": weighed}, yes=vote["yes"], no=vote["no"])


def senators(vote: Json) -> Tally:
    """Every senator with her ballot, and those who did not vote."""
    letters = zip(load("us_senate")["members"][1:], vote["ballots"][1:], strict=True)
    seated = {name: letter for name, letter in letters if letter != "-"}
    electors = [Elector(name, traits={"party": name.split("(")[1].split()[0]}) for name in seated]
    ballots = {name: letter == "Y" for name, letter in seated.items() if letter != "."}
    return Tally.of(electors, ballots)


def against_default(vote: Json, option: int) -> Tally:
    """An option against the default, the last: ranked above it, below it, or the same."""
    default = len(vote["ratios"])
    stances: Counter[str] = Counter()
    for pattern, number in vote["ballots"].items():
        rank, other = (float("inf") if p == "-" else int(p, 36) for p in (pattern[option], pattern[default]))
        stances["yes" if rank < other else "no" if rank > other else "abstain"] += number
    return Tally.count(stances.elements())
