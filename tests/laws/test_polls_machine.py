"""Law: a poll takes what its rules allow, refuses the rest with the reason, and counts what it took.

Random polls are driven event by event beside a model: plain dicts, written from what the settings of a
procedure are said to mean. Whatever happens, both agree on what is taken, on who answered what, on the totals
and on the outcome; and a poll is the same however it was made: at once, event by event, or from its record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from consultgov import Condition, Elector, Outcome
from consultgov.errors import Refused
from consultgov.verdicts import Verdict
from consultgov.voting.answers import If
from consultgov.voting.events import (
    Attend,
    Cast,
    Close,
    Delegate,
    Depart,
    Establish,
    Event,
    Issue,
    Join,
    Recuse,
    Revoke,
    Withdraw,
)
from consultgov.voting.polls import Poll
from consultgov.voting.results import PollResult
from tests import oracles
from tests.laws import polling
from tests.laws import strategies as some

pytestmark = pytest.mark.property

NEW: Final = ("n0", "n1")
"""Ids of people who are not in office when the poll opens."""

START: Final = datetime.fromisoformat(polling.OPENS)
END: Final = datetime.fromisoformat(polling.CLOSES)
POSTED: Final = timedelta(hours=1)

# --- the model ------------------------------------------------------------------------------------


@dataclass
class Model:
    """What a poll should be, in plain dicts."""

    poll: Poll
    says: dict[str, Any]
    ballots: dict[str, Cast] = field(default_factory=dict)
    handed: dict[tuple[str, str], str] = field(default_factory=dict)
    roll: set[str] = field(default_factory=set)
    out: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    new: dict[str, Elector] = field(default_factory=dict)
    papers_to: set[str] = field(default_factory=set)
    facts: dict[str, bool] = field(default_factory=dict)
    last: datetime | None = None
    closed: datetime | None = None

    def __post_init__(self) -> None:
        body = self.poll.electorate
        self.office = {each.id: each for each in body.electors}
        self.out |= set(body.barred)
        self.roll |= set(self.poll.present)
        self.policy = self.says.get("departures", "frozen")
        self.grace = timedelta(seconds=self.says.get("grace", 0))
        if self.says.get("casting") == "instead":
            self.waits = {self.says["chair"]}
        else:
            self.waits = set[str]()

    # --- what may happen --------------------------------------------------------------------------

    def reasons(self, event: Event) -> set[str]:
        """Every reason against an event."""
        return self._of_time(event) | self._of_votes(event) | self._of_people(event)

    def _of_votes(self, event: Event) -> set[str]:
        """Why a vote is not cast, taken back or handed on."""
        match event:
            case Cast(who):
                return self._no_vote(who) | self._of_ballot(event)
            case Withdraw(who):
                found = set() if self.says.get("withdraw") else {"no-withdrawal"}
                return found | (set() if who in self.ballots and not self.secret else {"no-ballot"})
            case Delegate(who, to, _, subject):
                found = self._no_vote(who) | ({"delegates-to-self"} if who == to else self._no_vote(to))
                found |= set() if self.says.get("delegating") else {"no-delegating"}
                known = subject in ("", *self.says.get("subjects", ()))
                return found | (set() if known else {"unknown-subject"})
            case Revoke(who, _, subject):
                return set() if (who, subject) in self.handed else {"no-delegation"}
            case _:
                return set()

    def _of_people(self, event: Event) -> set[str]:
        """Why somebody does not come or go."""
        known = self.office.keys() | self.new.keys()
        match event:
            case Recuse(who):
                return self._no_vote(who) | ({"voted-already"} if who in self.ballots else set())
            case Depart(who):
                found = set() if who in known else {"not-in-electorate"}
                return found | ({"left-office"} if who in self.left else set())
            case Join(elector):
                return {"in-office-already"} if elector.id in known else set()
            case Attend(ids) | Issue(ids):
                return set() if known.issuperset(ids) else {"not-in-electorate"}
            case _:
                return set()

    @property
    def secret(self) -> bool:
        return self.says.get("method") == "secret_ballot"

    @property
    def void(self) -> bool:
        return self.policy == "void" and bool(self.left or self.new)

    @property
    def close(self) -> datetime:
        return END if self.closed is None else self.closed

    def _of_time(self, event: Event) -> set[str]:
        received = event.received if isinstance(event, Cast) else None
        known = event.at if received is None else received
        found = {"out-of-order"} if self.last is not None and known < self.last else set()
        found |= {"poll-void"} if self.void else set()
        early = isinstance(event, Attend | Issue | Recuse | Delegate | Revoke)
        if event.at < START and early:
            return found
        found |= {"not-open-yet"} if event.at < START else set()
        if event.at >= self.close:
            return found | {"too-late"}
        if received is not None:
            found |= {"received-before-cast"} if received < event.at else set()
            found |= {"received-too-late"} if received >= self.close + self.grace else set()
        return found

    def _no_vote(self, who: str) -> set[str]:
        """Why somebody has no vote at all."""
        if who not in self.office and not (self.policy == "rescaled" and who in self.new):
            return {"joined-later" if who in self.new else "not-in-electorate"}
        found = {"left-office"} if who in self.left and self.policy != "frozen" else set()
        return found | ({"recused"} if who in self.out else set())

    def _of_ballot(self, event: Cast) -> set[str]:
        answer = event.answer
        words = {answer.then, answer.otherwise} if isinstance(answer, If) else {answer}
        found = set() if words <= {*self.says["answers"]} else {"answer-not-allowed"}
        if self.secret and not isinstance(event.answer, str):
            found.add("not-one-answer")
        strict = self.says.get("unreasoned", "refused") == "refused"
        if strict and not event.reason and words & {*self.says.get("reasons", ())}:
            found.add("reason-missing")
        if event.elector in self.ballots and not self.says.get("change"):
            found.add("voted-already")
        if self.papers_to and event.elector not in self.papers_to:
            found.add("no-paper")
        if event.elector in self.waits:
            found.add("chair-votes-on-ties")
        if not self.says.get("delegators_vote", True) and any(who == event.elector for who, _ in self.handed):
            found.add("vote-delegated")
        return found

    def take(self, event: Event) -> None:
        """Add what may happen."""
        received = event.received if isinstance(event, Cast) else None
        self.last = event.at if received is None else received
        match event:
            case Cast(who):
                self.ballots[who] = event
            case Withdraw(who):
                self.ballots.pop(who)
            case Delegate(who, to, _, subject):
                self.handed[who, subject] = to
            case Revoke(who, _, subject):
                self.handed.pop((who, subject))
            case Establish(fact, value):
                self.facts[fact] = bool(value)
            case Close(at):
                self.closed = at
            case _:
                self._meet(event)

    def _meet(self, event: Event) -> None:
        """Who comes and goes."""
        match event:
            case Recuse(who):
                self.out.add(who)
            case Depart(who):
                self.left.add(who)
            case Join(elector):
                self.new[elector.id] = elector
            case Attend(ids):
                self.roll.update(ids)
            case Issue(ids):
                self.papers_to.update(ids)
            case _:
                raise AssertionError(event)

    # --- what it comes to -------------------------------------------------------------------------

    @property
    def members(self) -> dict[str, Elector]:
        """Everyone in office, as the procedure has it."""
        if self.policy != "rescaled":
            return self.office
        return {who: each for who, each in (self.office | self.new).items() if who not in self.left}

    @property
    def voters(self) -> list[str]:
        gone = self.left if self.policy == "leavers_drop" else set[str]()
        return [who for who in self.members if who not in self.out | self.waits | gone]

    def answers(self) -> dict[str, str]:
        """Who answered what, silence aside."""
        direct = {who: self._said(self.ballots[who]) for who in self.voters if who in self.ballots}
        found = dict(direct)
        for who in self.voters:
            voter = self._carrier(who, direct)
            if voter is not None:
                found[who] = direct[voter]
        return self._as_one(found)

    def _said(self, ballot: Cast) -> str:
        answer = ballot.answer
        if isinstance(answer, If):
            answer = answer.then if self.facts.get(answer.fact) else answer.otherwise
        assert isinstance(answer, str)
        lacks = answer in self.says.get("reasons", ()) and not ballot.reason
        return self.says.get("unreasoned", "refused") if lacks else answer

    def _carrier(self, who: str, direct: Mapping[str, str]) -> str | None:
        """Whose ballot is used for somebody, if any."""
        seen: set[str] = set()
        while who not in direct:
            to = self._delegate(who)
            if to is None or to not in self.voters or who in seen:
                return None
            if self.says["delegating"] == "single" and to not in direct:
                return None
            seen.add(who)
            who = to
        return who

    def _delegate(self, who: str) -> str | None:
        """To whom somebody has handed on her vote: on the narrowest subject first."""
        subjects = (*self.says.get("subjects", ()), "")
        return next((self.handed[who, each] for each in subjects if (who, each) in self.handed), None)

    def _as_one(self, answers: dict[str, str]) -> dict[str, str]:
        trait, policy = self.says.get("bloc", ""), self.says.get("en_bloc", "void")
        if not trait or policy == "divided":
            return answers
        groups: dict[object, list[str]] = {}
        for who in answers:
            groups.setdefault(self.members[who].traits.get(trait), []).append(who)
        groups.pop(None, None)
        said = {
            who: self._of_group([answers[each] for each in group], policy)
            for group in groups.values()
            for who in group
        }
        return answers | said

    def _of_group(self, given: list[str], policy: str) -> str:
        if len(set(given)) == 1:
            return given[0]
        valid = [answer for answer in given if answer != "invalid"]
        if policy == "void" or not valid:
            return "invalid"
        most = max(map(valid.count, valid))
        first = [answer for answer in dict.fromkeys(valid) if valid.count(answer) == most]
        if len(first) == 1:
            return first[0]
        return "abstain" if self.says.get("bloc_tie") == "abstain" else "invalid"

    def world(self, answers: Mapping[str, str]) -> oracles.World:
        """Everyone who counts, and what she did."""
        asleep = {who for who in self.poll.electorate.dormant if who not in answers and who not in self.out}
        people = tuple(each for who, each in self.members.items() if who not in asleep)
        gone = self.left if self.policy == "leavers_drop" else set[str]()
        seats = self.poll.electorate.vacant
        vacant = () if isinstance(seats, int) else seats
        there, out = frozenset(self.roll - gone), frozenset(self.out | self.waits)
        return oracles.Poll(people, answers, there, out, vacant, facts=self.poll.matter.given).whole()

    def deemed(self, answers: Mapping[str, str]) -> str | None:
        """What silence is deemed to be."""
        for step in self.says.get("deemed", ()):
            when = step.get("when")
            if when is not None and not self.world(answers).holds(Condition.parse(when)):
                continue
            found = answers.get(step["member"]) if "member" in step else step["answer"]
            if found == "majority":
                yes, no = (list(answers.values()).count(side) for side in ("yes", "no"))
                found = None if yes == no else "yes" if yes > no else "no"
            if found is not None:
                return str(found)
        return None

    def silent(self, answers: Mapping[str, str]) -> list[str]:
        """Those whose silence may be deemed something."""
        asked = self.papers_to or set(self.voters)
        asleep = self.poll.electorate.dormant
        return [who for who in self.voters if who not in answers and who in asked and who not in asleep]

    def outcome(self) -> Outcome | None:
        """What the poll comes to if it is closed now."""
        if self.void:
            return None
        answers = self.answers()
        deemed = self.deemed(answers)
        full = answers if deemed is None else answers | dict.fromkeys(self.silent(answers), deemed)
        return oracles.outcome(self.poll.rule, self.world(full), self._tie_vote(answers))

    def _tie_vote(self, answers: Mapping[str, str]) -> bool | None:
        breaks = self.poll.rule.tie_break
        if breaks == "casting_vote":
            asked = [self.says["chair"]] if self.says.get("casting") == "double" else []
        else:
            asked = self.says.get("order", []) if breaks in ("seniority", "prime_member") else []
        sides = [answers[who] for who in asked if answers.get(who) in ("yes", "no")]
        return None if not sides or self.secret else sides[0] == "yes"

    def totals(self) -> dict[str, str]:
        """How many ballots of each answer; of too few papers nothing."""
        answers = [*self.answers().values()]
        if self.void or (self.secret and 0 < len(answers) < 3):
            return {}
        offered = [*self.says["answers"], *sorted({*answers} - {*self.says["answers"]})]
        return {name: str(answers.count(name)) for name in offered}


# --- both beside each other -----------------------------------------------------------------------

WHO = st.sampled_from(["e0", "e1", "e2", "e0", "e1", "e2", "e3", "n0", "nobody"])
STEP = st.sampled_from([0, 0, 0, 1, 1, 5, 5, 30, -2])
"""By how many minutes the clock goes on; sometimes something is told too late."""


class Machine(RuleBasedStateMachine):
    """Drives a poll and its model."""

    poll: Poll
    model: Model

    @initialize(made=polling.settings_and_polls())
    def open(self, made: tuple[dict[str, Any], Poll]) -> None:
        says, self.poll = made
        self.start = self.poll
        self.model = Model(self.poll, says)
        self.now = START - timedelta(minutes=3)
        self.tried: list[Event] = []
        self.older: list[tuple[Poll, dict[str, object], datetime | None]] = []
        self.refused = 0

    # --- what is under test -----------------------------------------------------------------------

    def verdict(self, event: Event) -> Verdict:
        return self.poll.check(event)

    def after(self, event: Event) -> Poll:
        return self.poll.apply(event)

    def result(self, poll: Poll) -> PollResult:
        return poll.result(polling.END)

    # --- what happens -----------------------------------------------------------------------------

    def happens(self, event: Event) -> None:
        """The poll takes it, or refuses it, as the model does."""
        expected = self.model.reasons(event)
        verdict = self.verdict(event)
        told = {part.code for part in verdict.parts}
        assert verdict.holds is not bool(expected), event
        assert not expected or told & expected, event
        self.tried.append(event)
        if expected:
            self.refused += 1
            with pytest.raises(Refused):
                self.poll.apply(event)
            return
        self.older.append((self.poll, self.poll.result(polling.END).to_dict(), self.model.last))
        self.poll = self.after(event)
        self.model.take(event)

    def at(self, step: int) -> str:
        self.now = max(self.now, self.now + timedelta(minutes=step))
        return (self.now + timedelta(minutes=min(step, 0))).isoformat()

    @rule(
        who=WHO,
        answer=st.sampled_from(["yes", "yes", "no", "no", "abstain", "invalid"]),
        step=STEP,
        reason=st.booleans(),
    )
    def cast(self, who: str, answer: str, step: int, reason: bool) -> None:  # noqa: FBT001 - drawn
        self.happens(Cast(who, answer, self.at(step), reason="so it is" if reason else ""))

    @rule(who=WHO, answer=st.sampled_from(["yes", "yes", "no"]), step=STEP)
    def votes(self, who: str, answer: str, step: int) -> None:
        self.happens(Cast(who, answer, self.at(step), reason="so it is"))

    @rule(who=WHO, step=STEP)
    def cast_conditionally(self, who: str, step: int) -> None:
        self.happens(Cast(who, If("x", "yes", "no"), self.at(step), reason="perhaps"))

    @rule(who=WHO, step=STEP, later=st.sampled_from([-1, 0, 10, 59, 60, 500]))
    def posts(self, who: str, step: int, later: int) -> None:
        at = datetime.fromisoformat(self.at(step))
        received = at + timedelta(minutes=later)
        event = Cast(who, "yes", at, reason="in the post", received=received)
        self.happens(event)
        self.now = max(self.now, self.model.last or self.now)

    @rule(who=WHO, step=STEP)
    def withdraw(self, who: str, step: int) -> None:
        self.happens(Withdraw(who, self.at(step)))

    @rule(who=WHO, to=WHO, step=STEP, subject=st.sampled_from(["", "", "budget", "finance", "roads"]))
    def delegate(self, who: str, to: str, step: int, subject: str) -> None:
        self.happens(Delegate(who, to, self.at(step), subject))

    @precondition(lambda self: self.model.handed)
    @rule(who=WHO, step=STEP, subject=st.sampled_from(["", "budget"]))
    def revoke(self, who: str, step: int, subject: str) -> None:
        self.happens(Revoke(who, self.at(step), subject))

    @rule(who=WHO, step=STEP)
    def leave(self, who: str, step: int) -> None:
        self.happens(Depart(who, self.at(step)))

    @rule(who=st.sampled_from([*NEW, "e0"]), kind=some.kinds(), step=STEP)
    def join(self, who: str, kind: Elector, step: int) -> None:
        self.happens(Join(Elector(who, kind.traits, kind.weights, kind.flags), self.at(step)))

    @rule(who=WHO, step=STEP)
    def recuse(self, who: str, step: int) -> None:
        self.happens(Recuse(who, self.at(step)))

    @rule(who=st.lists(WHO, min_size=1, max_size=2), step=STEP)
    def attend(self, who: list[str], step: int) -> None:
        self.happens(Attend(who, self.at(step)))

    @rule(who=st.lists(WHO, min_size=1, max_size=2), step=STEP)
    def issue(self, who: list[str], step: int) -> None:
        self.happens(Issue(who, self.at(step)))

    @rule(value=st.booleans(), step=STEP)
    def establish(self, value: bool, step: int) -> None:  # noqa: FBT001 - drawn
        self.happens(Establish("x", value=value, at=self.at(step)))

    @precondition(lambda self: len(self.tried) > 8)
    @rule(step=STEP)
    def close(self, step: int) -> None:
        self.happens(Close(self.at(step)))

    @precondition(lambda self: len(self.tried) > 8)
    @rule()
    def time_passes(self) -> None:
        self.now = max(self.now, END - timedelta(minutes=1))

    # --- what it comes to -------------------------------------------------------------------------

    @invariant()
    def comes_to_what_the_model_does(self) -> None:
        found = self.result(self.poll)
        assert found.outcome == self.model.outcome()
        assert dict(found.totals) == self.model.totals()
        named = not self.model.secret and not self.model.void
        assert dict(found.answers) == (self.model.answers() if named else {})
        assert self.poll.voted == tuple(sorted(self.model.ballots))

    def teardown(self) -> None:
        if not hasattr(self, "start"):
            return
        self._is_the_same_however_it_was_made()
        for poll, result, _ in self.older:
            assert poll.result(polling.END).to_dict() == result
        if not self.model.secret:
            for poll, _, at in self.older:
                self._is_what_was_known(poll, at)

    def _is_the_same_however_it_was_made(self) -> None:
        intake = self.start.apply_all(self.tried)
        assert intake.poll == self.poll
        assert len(intake.refused) == self.refused
        read = Poll.from_dict(self.poll.to_dict())
        for other in (intake.poll, read):
            assert other == self.poll
            assert other.result(polling.END).to_dict() == self.poll.result(polling.END).to_dict()
            assert other.digest == self.poll.digest

    def _is_what_was_known(self, poll: Poll, at: datetime | None) -> None:
        """As of the moment of its last event, unless more happened at that moment."""
        if at is None:
            return
        number = len(poll.events)
        then = self.poll.as_of(at)
        assert then.events[:number] == poll.events
        if len(then.events) == number:
            assert then == poll
            assert then.result(polling.END).to_dict() == poll.result(polling.END).to_dict()


TestPolls = Machine.TestCase
TestPolls.settings = settings(polling.FEWER, stateful_step_count=20)

# --- wrong on purpose -----------------------------------------------------------------------------


class KeepsTheFirst(Machine):
    """A changed ballot is as it was."""

    def after(self, event: Event) -> Poll:
        again = isinstance(event, Cast) and event.elector in self.model.ballots
        return self.poll if again else self.poll.apply(event)


class CountsTwice(Machine):
    """Whoever has voted is asked again."""

    def verdict(self, event: Event) -> Verdict:
        found = self.poll.check(event)
        parts = [part for part in found.parts if part.code != "voted-already"]
        return Verdict(not parts, found.code, "", {}, tuple(parts))


class SharesItsLedger(Machine):
    """What happens later happens to the older polls too."""

    def result(self, poll: Poll) -> PollResult:
        older = self.older[-1][0] if self.older else poll
        return older.result(polling.END)


@pytest.mark.parametrize("wrong", [KeepsTheFirst, CountsTwice, SharesItsLedger])
def test_a_poll_that_loses_or_doubles_a_ballot_is_caught(wrong: type[Machine]) -> None:
    often = settings(
        max_examples=500,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    with pytest.raises(AssertionError):
        run_state_machine_as_test(wrong, settings=often)
