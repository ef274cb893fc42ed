"""What follows a vote that adopts nothing, and what is asked before there is a vote at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias, cast, final

import attrs

from consultgov.counting.algebra import Condition
from consultgov.counting.scopes import Scope
from consultgov.counting.tracing import trace
from consultgov.decisions.methods import reads_roll_only
from consultgov.decisions.outcomes import Outcome
from consultgov.errors import Fault, Faults, RecordError, RuleError, shown
from consultgov.records import expect_keys
from consultgov.verdicts import Clause, Verdict

if TYPE_CHECKING:
    from consultgov.decisions.rules import DecisionRule

__all__ = [
    "MAX_CHAIN",
    "FollowKind",
    "FollowUp",
    "Guard",
    "chain_of",
    "plain_parts",
    "read_follow",
    "read_follows",
    "read_guard",
    "read_guards",
]

_MOST_DAYS: Final = 10**9

MAX_CHAIN: Final = 8
"""How many rules may follow one another."""

ReadRule: TypeAlias = "Callable[[object], DecisionRule]"


@final
class FollowKind(StrEnum):
    """What may follow a vote that adopts nothing."""

    REFER_UP = "refer_up"
    """Another body decides."""
    SECOND_CALL = "second_call"
    """The meeting is called again, often with a lower quorum."""
    SECOND_BALLOT = "second_ballot"
    """The same meeting votes again, often by a rule of its own."""
    CONSULT_AGAIN = "consult_again"
    """The matter goes back to those who were consulted."""
    NOTHING = "nothing"
    """The matter is closed: said by the rule, and so different from a rule that says nothing."""


_TAKES_RULE: Final = (FollowKind.SECOND_CALL, FollowKind.SECOND_BALLOT)
_TAKES_BODY: Final = (FollowKind.REFER_UP, FollowKind.CONSULT_AGAIN)


def _rule_type() -> type[DecisionRule]:
    """The type of rules, looked up when first needed: what follows by a rule may be a rule."""
    return cast("type[DecisionRule]", import_module("consultgov.decisions.rules").DecisionRule)


def _days(given: object, what: str, faults: Faults) -> None:
    if given is not None and (type(given) is not int or not 0 <= given <= _MOST_DAYS):
        rule = f"must be a whole number of days, 0 to {_MOST_DAYS}"
        faults.add(Fault("bad-days", what, rule, shown(given)))


@final
@attrs.frozen(init=False)
class FollowUp:
    """What follows.

    Args:
        kind: what it is, a ``FollowKind`` or its name.
        to: the body that it goes to; must be named to refer up, and may be to consult again.
        rule: of a second call or ballot, the rule it is held under; without one, the same rule.
        after: the fewest days that must have gone by, up to a thousand million.
        within: the most days that it may take, up to as many.
        clause: where this stands.

    Raises:
        RuleError: an unknown kind, no body to refer to, a body or rule that the kind does not take, days
            that are no whole numbers or leave no day; all at once.

    >>> from consultgov import DecisionRule
    >>> second = FollowUp("second_call", rule=DecisionRule("yes > no", quorum="present >= 1/3 of members"))
    >>> second.kind, str(second.rule.quorum)
    (<FollowKind.SECOND_CALL: 'second_call'>, 'present >= 1/3 of members')
    """

    kind: FollowKind
    to: str = ""
    rule: DecisionRule | None = None
    after: int | None = None
    within: int | None = None
    clause: Clause | None = None

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(
        self,
        kind: FollowKind | str,
        to: str = "",
        rule: DecisionRule | None = None,
        after: int | None = None,
        within: int | None = None,
        clause: Clause | None = None,
    ) -> None:
        faults = Faults()
        read = _kind(kind, faults)
        if read is not None:
            _check_body(read, to, faults)
            _check_rule(read, rule, faults)
        _days(after, "after", faults)
        _days(within, "within", faults)
        if not faults and after is not None and within is not None and within < after:
            faults.add(Fault("bad-days", "within", "must not be less than after", f"{within} < {after}"))
        _check_clause(clause, faults)
        faults.close(RuleError)
        self.__attrs_init__(read, to, rule, after, within, clause)  # type: ignore[arg-type]

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is not stated is left out."""
        plain: dict[str, object] = {"kind": self.kind.value}
        if self.to:
            plain["to"] = self.to
        if self.rule is not None:
            plain["rule"] = self.rule.to_dict()
        plain |= {name: days for name in ("after", "within") if (days := getattr(self, name)) is not None}
        if self.clause is not None:
            plain["clause"] = self.clause.to_dict()
        return plain

    @classmethod
    def from_dict(cls, data: object) -> FollowUp:
        """What follows, from its plain dict.

        Raises:
            RecordError: keys that it does not have.
            RuleError: what the constructor refuses.
        """
        return read_follow(data, _rule_type().from_dict)


def _kind(given: object, faults: Faults) -> FollowKind | None:
    if isinstance(given, str) and given in list(FollowKind):
        return FollowKind(given)
    known = ", ".join(FollowKind)
    faults.add(Fault("bad-follow", "what follows", f"must be one of {known}", shown(given)))
    return None


def _check_body(kind: FollowKind, to: object, faults: Faults) -> None:
    if not isinstance(to, str) or (kind is FollowKind.REFER_UP and not to.strip()):
        faults.add(Fault("no-body", "to", "must name the body that decides", shown(to)))
    elif to and kind not in _TAKES_BODY:
        faults.add(Fault("stray-body", "to", "must go with refer_up or consult_again", kind.value))


def _check_rule(kind: FollowKind, rule: object, faults: Faults) -> None:
    if rule is None:
        return
    if not isinstance(rule, _rule_type()):
        faults.add(Fault("not-a-rule", "rule", "must be a DecisionRule", shown(rule)))
    elif kind not in _TAKES_RULE:
        faults.add(Fault("stray-rule", "rule", "must go with second_call or second_ballot", kind.value))


def _check_clause(clause: object, faults: Faults) -> None:
    if clause is not None and not isinstance(clause, Clause):
        fix = "make one: Clause(source)"
        faults.add(Fault("not-a-clause", "clause", "must be a Clause", shown(clause), fix))


def _check_follow(given: object, what: str, faults: Faults) -> bool:
    if isinstance(given, FollowUp):
        return True
    faults.add(Fault("not-a-follow-up", what, "must be a FollowUp", shown(given)))
    return False


@final
@attrs.frozen(init=False)
class Guard:
    """What is asked before there is a vote: where it does not hold, nothing may be decided here.

    Args:
        condition: rule text or a ``Condition`` on who is there; it must not depend on how they vote.
        follows: what happens where it does not hold.
        clause: where this stands.

    Raises:
        RuleError: a condition that cannot be read, or that reads votes; something else for what follows.

    The company law of China (2023), article 139: fewer than three unrelated directors hand the matter up.

    >>> up = FollowUp("refer_up", to="shareholders' meeting")
    >>> print(Guard("participating >= 3", up).condition)
    participating >= 3
    """

    condition: Condition
    follows: FollowUp
    clause: Clause | None = None

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(self, condition: Condition | str, follows: FollowUp, clause: Clause | None = None) -> None:
        faults = Faults()
        read = faults.attempt(_gate, condition)
        _check_follow(follows, "follows", faults)
        _check_clause(clause, faults)
        faults.close(RuleError)
        self.__attrs_init__(read, follows, clause)  # type: ignore[arg-type]

    def verdict(self, scope: Scope, clause: Clause | None = None) -> Verdict:
        """Whether it holds, and why; ``clause`` is that of the rule it belongs to."""
        found = trace(self.condition, scope)
        return attrs.evolve(found, clause=found.clause or self.clause or clause)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; the condition as rule text, or with its clause as a dict."""
        condition = self.condition
        plain: dict[str, object] = {
            "condition": str(condition) if condition.clause is None else condition.to_dict(),
            "follows": self.follows.to_dict(),
        }
        return plain if self.clause is None else {**plain, "clause": self.clause.to_dict()}

    @classmethod
    def from_dict(cls, data: object) -> Guard:
        """The guard from its plain dict.

        Raises:
            RecordError: keys that a guard does not have.
            RuleError: what the constructor refuses.
        """
        return read_guard(data, _rule_type().from_dict)


def _gate(given: object) -> Condition:
    if not isinstance(given, Condition | str):
        rule, fix = "must be text or a Condition", 'count who is there: "present >= 3"'
        raise RuleError(Fault("not-text", "guard", rule, shown(given), fix))
    condition = Condition.parse(given) if isinstance(given, str) else given
    if not reads_roll_only(condition):
        fix = "count who is there: present, participating, entitled, members"
        rule = "must not depend on how people vote"
        raise RuleError(Fault("guard-reads-votes", f"guard: {condition}", rule, "", fix))
    return condition.closed()


# --- what a rule reads ----------------------------------------------------------------------------


def read_guards(given: object, faults: Faults) -> tuple[Guard, ...]:
    """The guards of a rule, in the order in which they are asked."""
    if isinstance(given, Guard):
        return (given,)
    if not isinstance(given, Iterable) or isinstance(given, Mapping | str):
        found = shown(given)  # pyright: ignore[reportUnknownArgumentType]
        faults.add(Fault("not-a-list", "guards", "must be a list of guards", found))
        return ()
    listed = tuple(cast("Iterable[object]", given))
    for each in listed:
        if not isinstance(each, Guard):
            fix = "make one: Guard(condition, follows)"
            faults.add(Fault("not-a-guard", "guards", "must be a list of guards", shown(each), fix))
    return tuple(each for each in listed if isinstance(each, Guard))


def read_follows(given: object, faults: Faults) -> Mapping[Outcome, FollowUp]:
    """What follows each outcome, in the order of outcomes."""
    if not isinstance(given, Mapping):
        faults.add(Fault("not-a-dict", "follows", "must be a dict", shown(given)))
        return MappingProxyType({})
    read: dict[Outcome, FollowUp] = {}
    open_to = [outcome for outcome in Outcome if outcome is not Outcome.ADOPTED]
    for outcome, follow in cast("Mapping[object, object]", given).items():
        if not (isinstance(outcome, str) and outcome in open_to):
            rule = f"must be after one of {', '.join(open_to)}"
            faults.add(Fault("bad-outcome", "follows", rule, shown(outcome)))
        elif _check_follow(follow, f"what follows {str(outcome)!r}", faults):
            read[Outcome(outcome)] = cast("FollowUp", follow)
    return MappingProxyType({outcome: read[outcome] for outcome in open_to if outcome in read})


def chain_of(guards: Iterable[Guard], follows: Mapping[Outcome, FollowUp]) -> int:
    """How many rules follow one another behind some follow-ups; each rule keeps how many follow it."""
    ahead = [*(guard.follows for guard in guards), *follows.values()]
    return max((each.rule.chain + 1 for each in ahead if each.rule is not None), default=0)


# --- records --------------------------------------------------------------------------------------


def _clause_in(plain: Mapping[str, object]) -> dict[str, object]:
    return {} if plain.get("clause") is None else {"clause": Clause.from_dict(plain["clause"])}


def read_follow(data: object, read_rule: ReadRule) -> FollowUp:
    """What follows, from its plain dict; a rule in it is read by ``read_rule``."""
    optional = frozenset({"to", "rule", "after", "within", "clause"})
    plain = dict(expect_keys(data, "follow-up", frozenset({"kind"}), optional))
    if plain.get("rule") is not None:
        plain["rule"] = read_rule(plain["rule"])
    return FollowUp(**{**plain, **_clause_in(plain)})  # type: ignore[arg-type]


def read_guard(data: object, read_rule: ReadRule) -> Guard:
    """A guard from its plain dict; a rule in what follows is read by ``read_rule``."""
    plain = expect_keys(data, "guard", frozenset({"condition", "follows"}), frozenset({"clause"}))
    condition = plain["condition"]
    if isinstance(condition, Mapping):
        condition = Condition.from_dict(cast("object", condition))
    follows = read_follow(plain["follows"], read_rule)
    return Guard(condition, follows, **_clause_in(plain))  # type: ignore[arg-type]


def plain_parts(data: Mapping[str, object], read_rule: ReadRule) -> dict[str, object]:
    """The guards and follow-ups in the plain dict of a rule, read."""
    read: dict[str, object] = {}
    if "guards" in data:
        guards = data["guards"]
        if not isinstance(guards, list | tuple):
            raise RecordError(Fault("not-a-list", "guards", "must be a list of guards", shown(guards)))
        read["guards"] = [read_guard(each, read_rule) for each in cast("list[object]", guards)]
    if "follows" in data:
        follows = data["follows"]
        if not isinstance(follows, Mapping):
            raise RecordError(Fault("not-a-dict", "follows", "must be a plain dict", shown(follows)))
        found = cast("Mapping[object, object]", follows)
        read["follows"] = {outcome: read_follow(each, read_rule) for outcome, each in found.items()}
    return read
