"""Random polls for the laws: who votes, by which rule and procedure, and what may happen in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, product
from math import prod
from typing import Any, Final

from hypothesis import settings
from hypothesis import strategies as st

from consultgov import DecisionRule
from consultgov.errors import RuleError
from consultgov.matters import Matter
from consultgov.voting.answers import If
from consultgov.voting.electorate import Electorate
from consultgov.voting.events import (
    Attend,
    BreakTie,
    Cast,
    Challenge,
    Declare,
    Delegate,
    Depart,
    Establish,
    Event,
    Recuse,
    Revoke,
    Withdraw,
)
from consultgov.voting.polls import Poll
from consultgov.voting.procedure import Procedure
from tests.laws import strategies as some

__all__ = [
    "CLOSES",
    "END",
    "FEWER",
    "OPENS",
    "PLAIN",
    "Continuations",
    "Plan",
    "continuations",
    "minute",
    "plans",
    "polls",
    "settings_and_polls",
    "under_way",
]

Draw = st.DrawFn
Plan = tuple[Event, ...]
"""What somebody does from a moment on, in order."""

FEWER: Final = settings(max_examples=max(20, settings().max_examples // 2))
"""For laws that look at a whole tree of continuations each time."""

PLAIN: Final = some.Context(some.PLAIN, depth=1, labels=False)
"""What the rules may read; no labels, so that ballots may say as little as yes and no."""


def minute(number: int) -> str:
    """A moment of the day of the poll, so many minutes after nine, when it opens."""
    hours, minutes = divmod(9 * 60 + number, 60)
    return f"2026-05-01T{hours:02}:{minutes:02}:00+08:00"


OPENS: Final = minute(0)
CLOSES: Final = minute(480)
END: Final = "2026-05-02T09:00:00+08:00"
"""The day after, when every poll is closed and its time of grace over."""

# --- polls ----------------------------------------------------------------------------------------


@st.composite
def electorates(draw: Draw, least: int, most: int, *, dormant: bool = True) -> Electorate:
    """Some people, of whom a few have no vote."""
    people, seats = draw(some.bodies(least, most, 1))
    ids = [each.id for each in people]
    out = draw(st.lists(st.sampled_from(ids), max_size=1)) if draw(st.booleans()) else []
    asleep = (
        draw(st.lists(st.sampled_from(ids), max_size=1)) if dormant and not draw(st.integers(0, 2)) else []
    )
    return Electorate(people, recused=out, dormant=asleep, vacant=seats)


ANSWERS: Final = (("yes", "no"), ("yes", "no", "abstain"), ("yes", "no", "abstain", "invalid"))


def plain_procedures() -> st.SearchStrategy[dict[str, Any]]:
    """Everybody votes once, and that is that."""
    return st.fixed_dictionaries(
        {"answers": st.sampled_from(ANSWERS), "departures": st.sampled_from(["frozen", "void"])}
    )


def fits(options: dict[str, Any]) -> bool:
    """Whether some settings go together; those of a secret ballot and of a voice vote exclude many."""
    try:
        Procedure(**options)
    except RuleError:
        return False
    return True


@st.composite
def procedures(draw: Draw, ids: list[str]) -> dict[str, Any]:
    """Any of the ways in which a body may vote, one or two of them at a time."""
    someone = st.sampled_from(ids)
    features: dict[str, st.SearchStrategy[dict[str, Any]]] = {
        "change": st.just({"change": True}),
        "withdraw": st.just({"withdraw": True}),
        "departures": st.sampled_from(["leavers_drop", "leavers_drop", "rescaled", "void"]).map(
            lambda policy: {"departures": policy}
        ),
        "delegating": st.fixed_dictionaries(
            {"delegating": st.sampled_from(["single", "transitive"]), "delegators_vote": st.booleans()}
        ),
        "bloc": st.fixed_dictionaries(
            {
                "bloc": st.sampled_from(["sector", "house"]),
                "en_bloc": st.sampled_from(["void", "divided", "majority"]),
                "bloc_tie": st.sampled_from(["void", "abstain"]),
            }
        ),
        "deemed": st.sampled_from(
            [{"answer": "majority"}, {"answer": "no"}, {"answer": "yes", "when": "yes > no"}]
        ).map(lambda step: {"deemed": [step]}),
        "prime": someone.map(lambda who: {"deemed": [{"member": who}, {"answer": "yes"}]}),
        "reasons": st.sampled_from(["refused", "abstain", "invalid"]).map(
            lambda word: {"reasons": ["no"], "unreasoned": word}
        ),
        "chair": st.builds(
            lambda who, how: {"chair": who, "casting": how},
            someone,
            st.sampled_from(["additional", "instead", "double"]),
        ),
        "order": st.lists(someone, max_size=2, unique=True).map(lambda who: {"order": who}),
        "method": st.sampled_from(["show_of_hands", "written_circulation", "voice_vote"]).map(
            lambda how: {"method": how}
        ),
        "secret": st.just({"method": "secret_ballot"}),
        "grace": st.just({"grace": 3600}),
        "split": st.just({"split": True}),
    }
    chosen = draw(st.lists(st.sampled_from(sorted(features)), min_size=1, max_size=3, unique=True))
    options: dict[str, Any] = {"answers": draw(st.sampled_from(ANSWERS))}
    for name in chosen:
        more = options | draw(features[name])
        if fits(more):
            options = more
    return options


@st.composite
def polls(
    draw: Draw, least: int = 2, most: int = 4, *, plain: bool = False, context: some.Context = PLAIN
) -> Poll:
    """A poll that has just opened, from nine to five."""
    options = draw(plain_procedures()) if plain else {}
    body = draw(electorates(least, most, dormant=not plain))
    if not plain:
        options = draw(procedures([*body.ids]))
    facts = draw(some.facts())
    rule = draw(rules_for(options, context))
    roll = draw(st.lists(st.sampled_from(body.ids), unique=True))
    kind = "" if plain else draw(st.sampled_from(["", "", "", CONDITIONAL]))
    more: Any = {"procedure": Procedure(**options), "matter": Matter(kind, facts=facts), "present": roll}
    return Poll("Shall it be?", rule, body, opens=OPENS, closes=CLOSES, **more)


CONDITIONAL: Final = "conditional"
"""The kind of a matter on which ballots may depend on the fact ``x``."""


@st.composite
def settings_and_polls(draw: Draw) -> tuple[dict[str, Any], Poll]:
    """A poll in which people cast ballots, and the settings of its procedure as they were written."""
    body = draw(electorates(3, 4))
    says = draw(procedures([*body.ids]))
    says.pop("split", None)
    if "delegating" in says and draw(st.booleans()):
        says["subjects"] = ["budget", "finance"]
    if says.get("method") in ("show_of_hands", "voice_vote"):
        del says["method"]
    rule = draw(rules_for(says, PLAIN))
    roll = draw(st.lists(st.sampled_from(body.ids), unique=True))
    matter = Matter(facts=draw(some.facts()))
    more: Any = {"procedure": Procedure(**says), "matter": matter, "present": roll}
    return says, Poll("Shall it be?", rule, body, opens=OPENS, closes=CLOSES, **more)


ANONYMOUS: Final = PLAIN._replace(measured=False, people=False)
"""What a count of hands can tell."""

LOUDER: Final = (
    DecisionRule("yes > no"),
    DecisionRule("yes > no", tied="yes = no", tie_break="casting_vote"),
    DecisionRule("yes >= no", tied="yes = no"),
)
"""Rules that ask no more than which side is ahead."""


@st.composite
def rules_for(draw: Draw, options: dict[str, Any], context: some.Context) -> DecisionRule:
    """A rule that the method can tell; one that it cannot is voted on by roll call."""
    method = options.get("method", "roll_call")
    if method == "voice_vote":
        return draw(st.sampled_from(LOUDER))
    rule = draw(some.rules(ANONYMOUS if method in ("show_of_hands", "secret_ballot") else context))
    if not rule.permits(method).holds:
        del options["method"]
    return rule


# --- what may happen ------------------------------------------------------------------------------


def plans(poll: Poll, who: str, at: str) -> Iterator[Plan]:
    """Everything that somebody could try to do, and the nothing that she always may."""
    yield ()
    procedure = poll.procedure
    answers = [Cast(who, answer, at, reason="so it is") for answer in procedure.answers]
    if procedure.reasons and procedure.unreasoned != "refused":
        answers.append(Cast(who, procedure.reasons[0], at))
    out = Recuse(who, at)
    for vote in answers:
        yield (vote,)
    yield (Attend([who], at),)
    yield (out,)
    yield (out, Attend([who], at))
    yield (Depart(who, at),)
    yield (out, Depart(who, at))
    if procedure.withdraw:
        back = Withdraw(who, at)
        yield (back,)
        yield from ((back, vote) for vote in answers)
        yield (back, out)
        yield (back, out, Attend([who], at))
    if procedure.delegating:
        yield from ((Delegate(who, to, at),) for to in poll.electorate.ids if to != who)
        yield (Revoke(who, at),)
    if poll.matter.kind == CONDITIONAL:
        yield (Cast(who, If("x", procedure.answers[0], procedure.answers[1]), at, reason="perhaps"),)


def of_the_chair(poll: Poll, at: str) -> Iterator[Plan]:
    """What may happen beside what the electors do."""
    yield ()
    if poll.matter.kind == CONDITIONAL:
        yield (Establish("x", value=True, at=at),)
        yield (Establish("x", value=False, at=at),)
    if poll.rule.tie_break is not None:
        yield (BreakTie("yes", at, poll.procedure.chair),)
        yield (BreakTie("no", at, poll.procedure.chair),)
    if poll.procedure.method == "voice_vote":
        for side in ("yes", "no"):
            yield (Declare(at, side),)
            yield from ((Declare(at, side), Challenge(who, at)) for who in poll.electorate.ids)
    yield (Declare(at, figures={"yes": 1, **dict.fromkeys(poll.procedure.answers[1:], 0)}),)


def admitted(poll: Poll, found: Iterator[Plan]) -> list[Plan]:
    """Those that may happen, each for itself."""
    return [plan for plan in found if not poll.apply_all(plan).refused]


@dataclass(frozen=True)
class Continuations:
    """What everybody may do from now on, and so many of the ways in which they may do it together."""

    choices: list[list[Plan]]
    most: int

    @property
    def number(self) -> int:
        """In how many ways."""
        return prod(map(len, self.choices))

    @property
    def complete(self) -> bool:
        """Whether each of them is looked at."""
        return self.number <= self.most

    def __iter__(self) -> Iterator[Plan]:
        if self.complete:
            yield from (tuple(chain(*each)) for each in product(*self.choices))
            return
        stride = self.number // self.most
        for place in range(self.most):
            yield tuple(chain(*self._at(place * stride + place % stride)))

    def _at(self, number: int) -> Iterator[Plan]:
        for options in self.choices:
            number, place = divmod(number, len(options))
            yield options[place]


def continuations(poll: Poll, at: str, most: int, *, voters: bool = True) -> Continuations:
    """What may happen in a poll from a moment on; perhaps without what those do who have voted."""
    asked = [who for who in poll.electorate.ids if voters or who not in poll.voted]
    choices = [admitted(poll, plans(poll, who, at)) for who in asked]
    choices.append(admitted(poll, of_the_chair(poll, at)))
    return Continuations(choices, most)


@st.composite
def under_way(draw: Draw, made: st.SearchStrategy[Poll], at: str) -> Poll:
    """A poll in which several have done something, one after another."""
    poll = draw(made)
    if poll.procedure.method == "voice_vote":
        poll = poll.apply_all(draw(st.sampled_from(admitted(poll, of_the_chair(poll, at))))).poll
    for who in draw(st.permutations(poll.electorate.ids)):
        choices = admitted(poll, plans(poll, who, at))
        votes = [plan for plan in choices if plan and isinstance(plan[0], Cast)]
        chosen = draw(st.sampled_from([*votes, *votes, *choices]))
        poll = poll.apply_all(chosen).poll
    return poll.apply_all(draw(st.sampled_from(admitted(poll, of_the_chair(poll, at))))).poll
