"""What rules mean, worked out naively over plain lists of people: the oracle of the laws.

Written from the design alone. It reads the forms that conditions are made of and calls nothing of the package
that counts or decides: a person is a row, a count goes over the rows one by one, a search tries everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import combinations, combinations_with_replacement, product
from math import ceil, floor
from typing import Final, TypeAlias

from consultgov import Condition, Count, DecisionRule, Elector, Outcome, Tally, TieBreak
from consultgov.counting.forms import (
    Blocs,
    Both,
    Comparison,
    Each,
    Either,
    Fact,
    Form,
    Given,
    Heads,
    Item,
    Not,
    Portion,
    Rounded,
    Test,
)

Group: TypeAlias = str | bool
Facts: TypeAlias = Mapping[str, bool | int]
Answer: TypeAlias = str | Mapping[str, Fraction]
TieVote: TypeAlias = bool | None

# --- the words, as the design's table has them ----------------------------------------------------

STANCES: Final = (
    "yes",
    "no",
    "abstain",
    "invalid",
    "silent",
    "absent",
    "recused",
    "recused_absent",
    "vacant",
)
ANY_LABEL: Final = "a label"

_DECISIVE: Final = frozenset({"yes", "no"})
_VALID: Final = _DECISIVE | {"abstain", ANY_LABEL}
_BALLOTS: Final = _VALID | {"invalid"}
_PARTICIPATING: Final = _BALLOTS | {"silent"}
_ENTITLED: Final = _PARTICIPATING | {"absent"}
_MEMBERS: Final = _ENTITLED | {"recused", "recused_absent"}

BASES: Final[Mapping[str, frozenset[str]]] = {
    "decisive": _DECISIVE,
    "valid": _VALID,
    "ballots": _BALLOTS,
    "participating": _PARTICIPATING,
    "entitled": _ENTITLED,
    "members": _MEMBERS,
    "seats": _MEMBERS | {"vacant"},
    "present": _PARTICIPATING | {"recused"},
}

WORDS: Final[Mapping[str, frozenset[str]]] = {
    **{stance: frozenset({stance}) for stance in STANCES},
    **BASES,
}
"""Every word that counts people, to the stances it counts."""


def label_of(word: str) -> str | None:
    """The label that a word of the rule text names, or ``None`` where it is a stance or a base."""
    return word[1:-1].replace("''", "'") if word.startswith("'") else None


# --- people ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Person:
    """One row: somebody (or an empty seat), what she did, and with which part of her vote."""

    who: str
    traits: Mapping[str, str | bool | None]
    flags: frozenset[str]
    weights: Mapping[str, Fraction]
    stance: str
    part: Fraction = Fraction(1)

    def is_counted_by(self, word: str) -> bool:
        """Whether a stance, a base or a label counts her."""
        label = label_of(word)
        if label is not None:
            return self.stance == label
        return (self.stance if self.stance in STANCES else ANY_LABEL) in WORDS[word]

    def group(self, trait: str) -> Group | None:
        """The group of a trait she is in; a flag makes two groups, those who have it and the rest."""
        return self.traits.get(trait, trait in self.flags)

    def passes(self, test: Test) -> bool:
        """Whether she is one of those that a selector means."""
        value = self.group(test.name)
        found = value in test.values if test.values else value is True
        return found is not test.negated

    def amount(self, measure: str | None) -> Fraction:
        """What she counts: her part of a head, or of what she weighs."""
        return self.part if measure is None else self.part * self.weights[measure]


@dataclass(frozen=True)
class Poll:
    """Electors and what they did, as plain data: a tally can be made of it, and the rows of the oracle."""

    electors: tuple[Elector, ...] = ()
    ballots: Mapping[str, Answer] = field(default_factory=dict)
    present: frozenset[str] = frozenset()
    recused: frozenset[str] = frozenset()
    vacant: tuple[Elector, ...] = ()
    labels: tuple[str, ...] = ()
    facts: Facts = field(default_factory=dict)

    def tally(self) -> Tally:
        """The tally under test."""
        return Tally.of(
            self.electors,
            self.ballots,
            present=self.present,
            recused=self.recused,
            vacant=self.vacant,
            labels=self.labels,
            given=self.facts,
        )

    def stance(self, who: str) -> str:
        """The stance of somebody without a ballot."""
        if who in self.recused:
            return "recused" if who in self.present else "recused_absent"
        return "silent" if who in self.present else "absent"

    def people(self) -> list[Person]:
        """The rows of everyone, a split vote in its parts, and of the empty seats."""
        found: list[Person] = []
        for elector in self.electors:
            answer = self.ballots.get(elector.id, self.stance(elector.id))
            parts = {answer: Fraction(1)} if isinstance(answer, str) else answer
            found += [_person(elector, stance, part) for stance, part in parts.items()]
        return found + [_person(seat, "vacant", Fraction(1)) for seat in self.vacant]

    def whole(self) -> World:
        """Everyone, with the facts of the matter."""
        return World(self.people(), self.facts)


def _person(elector: Elector, stance: str, part: Fraction) -> Person:
    weights = {name: Fraction(value) for name, value in elector.weights.items()}
    return Person(elector.id, elector.traits, elector.flags, weights, stance, part)


# --- counts and conditions ------------------------------------------------------------------------


@dataclass(frozen=True)
class World:
    """Some people, and the groups around them from the outside in; the whole body has none."""

    people: Sequence[Person]
    facts: Facts
    trait: str = ""
    outer: World | None = None

    def level(self, item: Heads | Blocs) -> World:
        """The people that a count means: these, those of an outer group, or everyone."""
        world = self
        while world.outer is not None and (item.everywhere or item.within not in (None, world.trait)):
            world = world.outer
        return world

    def groups(self, trait: str) -> dict[Group, World]:
        """The groups of a trait, of all seats here."""
        names = dict.fromkeys(person.group(trait) for person in self.people)
        return {name: self.group(trait, name) for name in names if name is not None}

    def group(self, trait: str, name: Group) -> World:
        """One group, also where nobody is in it."""
        inside = [person for person in self.people if person.group(trait) == name]
        return World(inside, self.facts, trait, self)

    def number(self, count: Count) -> Fraction:
        """What a count comes to, in whole units of its measure."""
        return sum((factor * self.item(item) for factor, item in count.terms), Fraction(count.constant))

    def item(self, item: Item) -> Fraction:
        """What one term comes to."""
        match item:
            case Heads():
                return self.level(item).heads(item)
            case Fact(name):
                return Fraction(self.facts[name])
            case Blocs():
                return self.level(item).blocs(item)
            case Portion(share, base):
                return Fraction(share.numerator, share.denominator) * self.number(base)
            case Rounded(mode, inner):
                return Fraction(_ROUND[mode](self.number(inner)))

    def heads(self, item: Heads) -> Fraction:
        """How many, or how much, of the people here are counted."""
        counted = (
            person.amount(item.measure)
            for person in self.people
            if person.is_counted_by(item.word) and all(map(person.passes, item.among))
        )
        return sum(counted, Fraction(0))

    def blocs(self, item: Blocs) -> Fraction:
        """How many groups meet the condition, or what their seats weigh."""
        won = [
            group
            for group in self.groups(item.trait).values()
            if item.where is None or group.holds(item.where)
        ]
        if item.measure is None:
            return Fraction(len(won))
        return sum((group.heads(Heads("seats", item.measure)) for group in won), Fraction(0))

    def holds(self, condition: Condition) -> bool:
        """Whether a condition holds here."""
        return self.form(condition.form)

    def form(self, form: Form) -> bool:
        """Whether it holds, by its form."""
        match form:
            case Comparison():
                return self.comparison(form)
            case Given(name):
                return self.facts[name] is True
            case Not(part):
                return not self.holds(part)
            case Both(parts):
                return all(self.holds(part) for part in parts)
            case Either(parts):
                return any(self.holds(part) for part in parts)
            case Each(trait, names, body):
                named = [self.group(trait, name) for name in names]
                worlds = named or list(self.groups(trait).values())
                return bool(worlds) and all(world.holds(body) for world in worlds)

    def comparison(self, form: Comparison) -> bool:
        """Nothing is not four fifths of nobody: then only ceilings hold."""
        left, right = self.number(form.left), self.number(form.right)
        if form.relation in ("<", "<="):
            return left < right if form.relation == "<" else left <= right
        if any(self.number(base) <= 0 for base in shared_bases(form.right)):
            return False
        return {">=": left >= right, ">": left > right, "=": left == right}[form.relation]


_ROUND: Final[Mapping[str, Callable[[Fraction], int]]] = {
    "down": floor,
    "up": ceil,
    "nearest": lambda value: floor(value + Fraction(1, 2)),
}


def shared_bases(count: Count) -> Iterator[Count]:
    """Every base that something is a share of, at any depth of the sum."""
    for _, item in count.terms:
        if isinstance(item, Portion):
            yield item.base
            yield from shared_bases(item.base)
        elif isinstance(item, Rounded):
            yield from shared_bases(item.inner)


# --- decisions ------------------------------------------------------------------------------------


def outcome(rule: DecisionRule, world: World, tie_vote: TieVote = None) -> Outcome:
    """What a vote comes to, in the fixed order of outcomes."""
    if rule.quorum is not None and not world.holds(rule.quorum):
        return Outcome.INQUORATE
    if world.holds(rule.adopts) and (rule.silence_adopts or backed(rule.adopts, world)):
        return _unless_vetoed(rule, world)
    if rule.tied is not None and world.holds(rule.tied):
        return _broken(rule, world, tie_vote)
    if rule.rejects is not None and not world.holds(rule.rejects):
        return Outcome.UNDECIDED
    return Outcome.REJECTED


def _broken(rule: DecisionRule, world: World, tie_vote: TieVote) -> Outcome:
    if tie_vote:
        return _unless_vetoed(rule, world)
    open_still = tie_vote is None and rule.tie_break is not TieBreak.STATUS_QUO
    return Outcome.TIED if open_still else Outcome.REJECTED


def _unless_vetoed(rule: DecisionRule, world: World) -> Outcome:
    if rule.vetoed is not None and world.holds(rule.vetoed):
        return Outcome.VETOED
    return Outcome.ADOPTED


def backed(adopts: Condition, world: World) -> bool:
    """Whether anybody whom adoption reads voted yes, by a measure it reads, or for a label on its left."""
    read = list(heads_in(adopts))
    voters = [Heads("yes", item.measure, item.among) for _, item in read if "yes" in WORDS.get(item.word, ())]
    labels = [Heads(item.word, item.measure) for side, item in read if side == "left" and label_of(item.word)]
    return any(world.heads(heads) > 0 for heads in (*(voters or [Heads("yes")]), *labels))


def names_support(adopts: Condition) -> bool:
    """Whether adoption names a count that contains yes, or a label."""
    return any(
        "yes" in WORDS.get(item.word, ()) or label_of(item.word) is not None for _, item in heads_in(adopts)
    )


def heads_in(condition: Condition) -> Iterator[tuple[str, Heads]]:
    """Every count of people in a condition, with the side of the comparison it stands on."""
    match condition.form:
        case Comparison(left, _, right):
            yield from _heads_of(left, "left")
            yield from _heads_of(right, "right")
        case Not(part) | Each(body=part):
            yield from heads_in(part)
        case Both(parts) | Either(parts):
            for part in parts:
                yield from heads_in(part)
        case Given():
            pass


def _heads_of(count: Count, side: str) -> Iterator[tuple[str, Heads]]:
    for _, item in count.terms:
        match item:
            case Heads():
                yield side, item
            case Portion(_, inner) | Rounded(_, inner):
                yield from _heads_of(inner, side)
            case Blocs(measure=measure, where=where):
                if measure is not None:
                    yield side, Heads("seats", measure)
                if where is not None:
                    yield from heads_in(where)
            case Fact():
                pass


# --- everything that may happen -------------------------------------------------------------------


def moved(people: Sequence[Person], stances: Mapping[str, str]) -> list[Person]:
    """Everyone, where some have taken another stance: each with the whole of her vote."""
    kept = [person for person in people if person.who not in stances]
    others = {person.who: person for person in people if person.who in stances}
    return kept + [replace(person, stance=stances[who], part=Fraction(1)) for who, person in others.items()]


def reachable(
    rule: DecisionRule, world: World, who: Sequence[str], stances: Sequence[str]
) -> frozenset[Outcome]:
    """The outcomes of every way in which some people may act."""
    found = set()
    for choice in product(stances, repeat=len(who)):
        people = moved(world.people, dict(zip(who, choice, strict=True)))
        found.add(outcome(rule, World(people, world.facts)))
    return frozenset(found)


def shortfall(rule: DecisionRule, world: World, movable: Iterable[str]) -> int | None:
    """The size of the smallest set of people who would have brought it through with their yes."""
    who = sorted(movable)
    for size in range(len(who) + 1):
        for choice in combinations(who, size):
            people = moved(world.people, dict.fromkeys(choice, "yes"))
            if outcome(rule, World(people, world.facts)) is Outcome.ADOPTED:
                return size
    return None


def first_certain(
    rule: DecisionRule, stream: Sequence[str], electors: int, stances: Sequence[str], facts: Facts
) -> tuple[Outcome | None, int]:
    """The first ballot after which every continuation has one outcome; of a stream that ends before, none."""
    known: dict[tuple[str, ...], Outcome] = {}

    def result(votes: Iterable[str]) -> Outcome:
        cast = tuple(sorted(votes))
        if cast not in known:
            rows = [Person(str(i), {}, frozenset(), {}, vote) for i, vote in enumerate(cast)]
            known[cast] = outcome(rule, World(rows, facts))
        return known[cast]

    for read in range(min(len(stream), electors) + 1):
        rests = combinations_with_replacement(stances, electors - read)
        found = {result((*stream[:read], *rest)) for rest in rests}
        if len(found) == 1:
            return found.pop(), read
    return None, len(stream)
