"""What contradicts what in a rule of election: settings, seats of groups, and the ballots that follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, cast

from consultgov.elections.methods import (
    FORMS,
    LISTS,
    ORDERED,
    RANKINGS,
    SETTINGS,
    SINGLE,
    ElectionMethod,
    Question,
    tabulate,
)
from consultgov.elections.stands import Stand
from consultgov.errors import Fault, Faults
from consultgov.tabulation import Remedy
from consultgov.voting.marks import Marks

if TYPE_CHECKING:
    from consultgov.elections.rules import ElectionRule, NextBallot

__all__ = ["depth", "of_method", "of_seats"]


def of_method(rule: ElectionRule) -> Iterator[Fault]:
    """Settings that the method does not take."""
    method = rule.method
    if rule.form is not None and not isinstance(rule.form, FORMS[method]):
        known = ", ".join(kind.__name__ for kind in FORMS[method])
        yield Fault("wrong-form", f"method {method}", f"must be marked on one of {known}", rule.form.kind)
    most = max(rule.shares.values(), default=rule.seats)
    if method in SINGLE and most > 1:
        fix = "take transferable_vote, schulze or most_votes"
        yield Fault("one-seat", f"method {method}", "must fill one seat", str(most), fix)
    if method not in ORDERED and (rule.caps or rule.floors):
        rule_, fix = "must go with a method that makes an order of merit", "take most_votes, score or schulze"
        yield Fault("no-use", "caps and floors", rule_, method.value, fix)
    stray = sorted({*rule.settings}.difference(SETTINGS.get(method, ())))
    if stray:
        known = ", ".join(SETTINGS.get(method, ())) or "none"
        yield Fault("unknown-setting", f"settings of {method}", f"must be among: {known}", ", ".join(stray))
    else:
        yield from _of_settings(rule)
    if rule.reverse_paths and (method is not ElectionMethod.SCHULZE or not rule.default):
        yield Fault("no-use", "reverse_paths", "must go with schulze and a default", method.value)


def _of_settings(rule: ElectionRule) -> Iterator[Fault]:
    """Values that a setting does not take: the method says so when it is tried on one paper."""
    paper = Marks({"a": 1}) if rule.method in RANKINGS else Marks.chosen(["a"])
    named = [name for bound in ("least", "most") for name in _names_in(rule.settings.get(bound))]
    options = tuple(dict.fromkeys(("a", "b", *named)))
    places = rule.seats if "least" in rule.settings else 1
    faults = Faults()
    faults.attempt(tabulate, rule.method, Question(((paper, 1),), options, places, (), rule.settings))
    yield from faults.found


def _names_in(bound: object) -> Iterable[str]:
    """The lists that a bound names."""
    return cast("Mapping[str, int]", bound) if isinstance(bound, Mapping) else ()


def of_seats(rule: ElectionRule) -> Iterator[Fault]:
    """Seats by group that do not add up; next ballots that nobody stands in."""
    if bool(rule.per) != bool(rule.shares):
        yield Fault("no-use", "per", "must go with shares", rule.per, "give the seats of each group")
    elif rule.per and sum(rule.shares.values()) != rule.seats:
        total = str(sum(rule.shares.values()))
        yield Fault("seats-do-not-add-up", "shares", f"must add up to {rule.seats} seats", total)
    if rule.per and rule.method in LISTS:
        yield Fault("no-use", "per", "must not go with a method for lists", rule.method.value)
    remedies = [cap.remedy for cap in rule.caps]
    if Remedy.SENIORITY in remedies and not rule.seniority:
        rule_, fix = "must say by which weight", "give seniority"
        yield Fault("no-seniority", "caps by seniority", rule_, "", fix)
    yield from _of_next(rule)


def _of_next(rule: ElectionRule) -> Iterator[Fault]:
    """Next ballots that do not say how many stand, or share out seats by another trait."""
    follows = [each for each in (rule.if_tied, rule.if_open) if each is not None]
    if any(each.number is None and not all(_say_how_many(rule, each)) for each in follows):
        yield Fault("no-number", "next ballot", "must say how many stand", "", "give number, or contested")
    per = sorted({each.rule.per for each in follows if each.rule is not None}.difference(("", rule.per)))
    if per:
        yield Fault("no-use", "per of the next ballot", "must be that of the first", ", ".join(per))


def _say_how_many(rule: ElectionRule, follows: NextBallot) -> Iterator[bool]:
    """Whether each rule by which the first few stand says how many: the next one, or this one till then."""
    if follows.stand is Stand.TOP:
        yield (follows.rule or rule).contested is not None
    if follows.after > 1 and (follows.meanwhile or follows.stand) is Stand.TOP:
        yield rule.contested is not None


def depth(rule: ElectionRule | None) -> int:
    """How many rules follow one another."""
    if rule is None:
        return 0
    following = (each.rule for each in (rule.if_tied, rule.if_open) if each is not None)
    return 1 + max((depth(each) for each in following), default=0)
