"""Random values for the laws: conditions over the whole algebra, electorates, ballots and rules.

Everything is built with the constructors and is valid by construction; nothing is filtered. Where a share
is taken, its base is made to hold the numerator: a wider stance, fewer tests, the same or a wider level.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from operator import add
from typing import Final, NamedTuple, TypeAlias

import attrs
from hypothesis import settings
from hypothesis import strategies as st

from consultgov import Condition, Count, DecisionRule, Elector, Share, TieBreak
from consultgov.counting import blocs, each, fact, given, label, times
from consultgov.counting.algebra import word
from consultgov.counting.forms import Test
from tests import oracles
from tests.oracles import ANY_LABEL, STANCES, WORDS, Answer, Poll

Draw: TypeAlias = st.DrawFn
Number: TypeAlias = int | Fraction

NIGHTLY: Final = settings().max_examples > 1000
"""Whether there is time for larger cases."""

RELATIONS: Final = (">=", ">", "<=", "<", "=")
FLOORS: Final = (">=", ">")

# --- names ----------------------------------------------------------------------------------------


class Names(NamedTuple):
    """What conditions may name; text traits with their values, marks that are so or not so."""

    traits: Mapping[str, tuple[str, ...]]
    truths: tuple[str, ...]
    flags: tuple[str, ...]
    measures: tuple[str, ...]
    labels: tuple[str, ...]
    facts: tuple[str, ...]
    numbers: tuple[str, ...]

    @property
    def grouping(self) -> tuple[str, ...]:
        """What makes groups: text traits, and traits that are so or not so."""
        return (*self.traits, *self.truths)


PLAIN: Final = Names(
    traits={"sector": ("party", "women", "units"), "house": ("north", "south")},
    truths=("urban",),
    flags=("permanent", "chair"),
    measures=("area", "votes"),
    labels=("good", "bad"),
    facts=("notice",),
    numbers=("seconders",),
)
"""The names that the generated electors bear."""

NO_FLAG: Final = "nobody is this"

_REFUSED: Final = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_NEVER_LABELS: Final = {*WORDS, "cast", "votes", "voting", "attending"}
_AWKWARD: Final = """
    all among and blocs by down each given in is nearest not of or rounded times to up where within
    yes members seats votes cast 7 0.5 1a a1 it's '' 'a' a-b x:y _ __ 甲 女性 ² ٣ （甲） ％ Ａ ﬁ ≥
"""
_SPELLINGS: Final = (*_AWKWARD.split(), "a b", "\u00e9", "e\u0301", "a\u0301\u0323", "\u0301x")
_FREE: Final = st.text(
    st.characters(exclude_categories=sorted(_REFUSED)),  # type: ignore[arg-type]
    min_size=1,
    max_size=6,
).map(lambda text: text if text.strip() else "x")


def any_name() -> st.SearchStrategy[str]:
    """A name of any script: awkward ones often."""
    return st.sampled_from(_SPELLINGS) | _FREE


@st.composite
def any_names(draw: Draw) -> Names:
    """Names of any script for everything that can be named."""

    def some(least: int, most: int) -> tuple[str, ...]:
        return tuple(draw(st.lists(any_name(), min_size=least, max_size=most, unique=True)))

    labels = tuple(name + "!" if name in _NEVER_LABELS else name for name in some(1, 2))
    traits = {name: some(1, 3) for name in some(1, 3)}
    return Names(traits, some(1, 1), some(1, 2), some(1, 2), labels, some(1, 1), some(1, 1))


# --- numbers --------------------------------------------------------------------------------------


def shares() -> st.SearchStrategy[Share]:
    """A share from nothing to all."""
    common = st.sampled_from(["1/2", "2/3", "3/4", "80%", "55%", "1/3", "4%", "0%", "1", "66.67%"])
    free = st.integers(1, 30).flatmap(
        lambda below: st.integers(0, below).map(lambda above: Fraction(above, below))
    )
    return common.map(Share) | free.map(Share)


def decimals(low: int, high: int) -> st.SearchStrategy[Number]:
    """A number that ends as a decimal: mostly a whole one."""
    whole = st.integers(low, high)
    return whole | st.builds(Fraction, whole, st.sampled_from([2, 4, 5, 8, 10, 100]))


def factors(low: int = -4) -> st.SearchStrategy[Number]:
    """A factor that is not zero and ends as a decimal."""
    return decimals(low, 4).map(lambda value: value or 1)


ROUNDINGS: Final = st.sampled_from(["down", "up", "nearest"])

ENDLESS: Final = st.sampled_from([Fraction(1, 3), Fraction(10, 7)])
"""Factors that have no end as a decimal; they stand on the right only."""

# --- counts ---------------------------------------------------------------------------------------


class Context(NamedTuple):
    """What surrounds a condition, and what may stand in it."""

    names: Names
    outer: tuple[str, ...] = ()
    depth: int = 2
    labels: bool = True
    facts: bool = True
    measured: bool = True
    people: bool = True
    """Traits and flags may be read; without, stances alone are counted."""
    flags: bool = True
    homogeneous: bool = False
    """Nothing but shares and comparisons with itself is done with a measure."""

    def inside(self, trait: str, outer: Iterable[str] | None = None) -> Context:
        """The context within the groups of a trait."""
        around = self.outer if outer is None else tuple(outer)
        return self._replace(outer=(*around, trait), depth=self.depth - 1)


class Spec(NamedTuple):
    """A count of people before it is built: the word or label, the tests, and the level.

    Levels are numbered from the inside out: 0 is here, then the outer groups, and last the whole body.
    """

    word: str
    label: str | None
    tests: frozenset[Test]
    level: int

    @property
    def stances(self) -> frozenset[str]:
        """What it counts."""
        return frozenset({ANY_LABEL}) if self.label is not None else WORDS[self.word]

    def built(self, measure: str | None, outer: Sequence[str]) -> Count:
        """The count."""
        count = word(self.word) if self.label is None else label(self.label)
        if measure is not None:
            count = count.by(measure)
        if self.tests:
            count = count.those(*sorted(self.tests))
        return at_level(count, self.level, outer)


def at_level(count: Count, level: int, outer: Sequence[str]) -> Count:
    """The count at a level, numbered from the inside out."""
    if level == 0:
        return count
    return count.everywhere() if level > len(outer) else count.within(outer[len(outer) - level])


@st.composite
def selector_tests(draw: Draw, context: Context) -> Test:
    """One test of a selector."""
    names = context.names
    negated = draw(st.booleans())
    if draw(st.booleans()):
        marks = [*names.truths, *(names.flags if context.flags else ())]
        return Test.of(draw(st.sampled_from(marks)), negated=negated)
    trait = draw(st.sampled_from(list(names.traits)))
    values = [*names.traits[trait], NO_FLAG]
    chosen = draw(st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True))
    return Test.of(trait, *chosen, negated=negated)


@st.composite
def specs(draw: Draw, context: Context) -> Spec:
    """A count of people."""
    named = draw(st.sampled_from(["yes", "yes", "no", "members", *WORDS]))
    of_label = context.labels and draw(st.integers(0, 5)) == 0
    chosen = draw(st.sampled_from(context.names.labels)) if of_label else None
    selected = context.people and draw(st.integers(0, 2)) == 0
    picked = draw(st.lists(selector_tests(context), max_size=2)) if selected else []
    return Spec(named, chosen, frozenset(picked), draw(levels(context)))


def levels(context: Context, least: int = 0) -> st.SearchStrategy[int]:
    """A level, ``least`` or wider."""
    highest = len(context.outer) + 1
    return st.sampled_from([least, least, *range(least, highest + 1)])


@st.composite
def covers(draw: Draw, context: Context, inside: Sequence[Spec]) -> Spec:
    """A count that holds everyone whom some counts count."""
    stances = frozenset[str]().union(*(spec.stances for spec in inside))
    tests_of_all = frozenset.intersection(*(spec.tests for spec in inside))
    kept = [test for test in sorted(tests_of_all) if draw(st.integers(0, 3))]
    level = draw(levels(context, max(spec.level for spec in inside)))
    same = {spec.label for spec in inside}
    if same == {inside[0].label} and inside[0].label is not None and draw(st.booleans()):
        return Spec(inside[0].word, inside[0].label, frozenset(kept), level)
    wide = [name for name, counted in WORDS.items() if stances <= counted]
    return Spec(draw(st.sampled_from(wide)), None, frozenset(kept), level)


@st.composite
def bases(draw: Draw, context: Context, inside: Sequence[Spec], measure: str | None) -> Count:
    """What a share may be taken of: a count that holds the numerator, and perhaps more or less."""
    base = draw(covers(context, inside)).built(measure, context.outer)
    free = not (context.homogeneous and measure is not None)
    extra = draw(st.integers(0, 11))
    if extra == 0:
        more = draw(specs(context)).built(measure, context.outer)
        base = base + times(draw(factors(1)), more)
    elif extra == 1:
        counted = frozenset[str]().union(*(spec.stances for spec in inside))
        spared = [stance for stance in STANCES if stance not in counted]
        less = [Spec(stance, None, frozenset(), 0) for stance in spared]
        base = reduce(add, [times(-1, spec.built(measure, context.outer)) for spec in less[:1]], base)
    elif extra == 2 and free:
        base = base - draw(st.integers(1, 3))
    elif extra == 3:
        base = draw(shares().filter(lambda share: share.numerator > 0)).of(base)
    elif extra == 4 and free:
        base = base.rounded(draw(ROUNDINGS))
    return base


@st.composite
def rights(draw: Draw, context: Context, inside: Sequence[Spec], measure: str | None) -> Count:
    """What a count of people is judged by."""
    free = not (context.homogeneous and measure is not None)
    kinds = ["share", "share", "share", "multiple", "both"]
    kinds += ["number", "number", "rounded", "rounded sum"] if free else []
    kinds += ["fact"] if free and context.facts else []
    kind = draw(st.sampled_from(kinds))
    if kind in ("number", "fact"):
        return draw(_numbers(context, kind))
    if kind in ("multiple", "rounded sum"):
        counted = draw(specs(context)).built(measure, context.outer)
        several = times(draw(factors() | ENDLESS), counted)
        return several if kind == "multiple" else draw(_rounded_sums(counted))
    portion = draw(shares()).of(draw(bases(context, inside, measure)))
    if kind == "both":
        other = draw(specs(context)).built(measure, context.outer)
        return times(draw(factors(1) | ENDLESS), portion) + times(draw(factors()), other)
    return portion.rounded(draw(ROUNDINGS)) if kind == "rounded" else portion


@st.composite
def _numbers(draw: Draw, context: Context, kind: str) -> Count:
    if kind == "number":
        return Count((), draw(decimals(-1, 6)))
    return times(draw(factors()), fact(draw(st.sampled_from(context.names.numbers))))


@st.composite
def _rounded_sums(draw: Draw, counted: Count) -> Count:
    rounded = (counted + draw(decimals(-6, 2))).rounded(draw(ROUNDINGS))
    return times(draw(factors(1)), rounded) if rounded.terms else rounded


@st.composite
def yes_compared(draw: Draw, context: Context) -> Condition:
    """Yes votes judged by anything."""
    measure = draw(st.sampled_from([None, *context.names.measures]))
    spec = Spec("yes", None, frozenset(), 0)
    left = times(draw(factors(1)), spec.built(measure, context.outer))
    return Condition.compare(left, draw(st.sampled_from(RELATIONS)), draw(rights(context, [spec], measure)))


@st.composite
def people_compared(draw: Draw, context: Context, relations: Sequence[str] = RELATIONS) -> Condition:
    """A comparison of counts of people, in heads or in a measure."""
    measures = [None, *(context.names.measures if context.measured else ())]
    measure = draw(st.sampled_from(measures))
    inside = draw(st.lists(specs(context), min_size=1, max_size=draw(st.sampled_from([1, 1, 1, 3]))))
    built = [spec.built(measure, context.outer) for spec in inside]
    left = reduce(add, [built[0], *(times(draw(factors()), count) for count in built[1:])])
    free = not (context.homogeneous and measure is not None)
    if free and draw(st.integers(0, 9)) == 0:
        left = left.rounded(draw(ROUNDINGS))
    if free and draw(st.integers(0, 9)) == 0:
        left = left + draw(decimals(-3, 3))
    if free and context.facts and draw(st.integers(0, 9)) == 0:
        left = left + fact(draw(st.sampled_from(context.names.numbers)))
    if not left.terms:
        left = built[0]
    right = draw(rights(context, inside, measure))
    return Condition.compare(left, draw(st.sampled_from(relations)), right)


@st.composite
def bloc_counts(draw: Draw, context: Context, trait: str, measure: str | None, level: int) -> Count:
    """Groups of a trait that meet a condition."""
    where = None
    if draw(st.integers(0, 3)):
        around = () if level > len(context.outer) else context.outer[: len(context.outer) - level + 1]
        around = context.outer if level == 0 else around
        where = draw(conditions(context.inside(trait, around)))
    return at_level(blocs(trait, by=measure, where=where), level, context.outer)


@st.composite
def blocs_compared(draw: Draw, context: Context) -> Condition:
    """A comparison of counts of blocs."""
    trait = draw(st.sampled_from(_unbound(context)))
    measure = draw(st.sampled_from([None, *(context.names.measures if context.measured else ())]))
    level = draw(levels(context))
    left = draw(bloc_counts(context, trait, measure, level))
    free = not (context.homogeneous and measure is not None)
    relation = draw(st.sampled_from(RELATIONS))
    if free and draw(st.booleans()):
        return Condition.compare(left, relation, Count((), draw(st.integers(0, 3))))
    wider = at_level(blocs(trait, by=measure), draw(levels(context, level)), context.outer)
    portion = draw(shares()).of(wider)
    if free and draw(st.booleans()):
        portion = portion.rounded(draw(ROUNDINGS))
    return Condition.compare(left, relation, portion)


def _unbound(context: Context) -> list[str]:
    """The traits that no group around it is made by."""
    return [trait for trait in context.names.grouping if trait not in context.outer]


# --- conditions -----------------------------------------------------------------------------------


@st.composite
def facts_compared(draw: Draw, context: Context) -> Condition:
    """A fact of the matter: a truth, or a number compared with a number."""
    if draw(st.booleans()):
        return given(draw(st.sampled_from(context.names.facts)))
    number = fact(draw(st.sampled_from(context.names.numbers)))
    right = Count((), draw(decimals(-1, 4)))
    return Condition.compare(number, draw(st.sampled_from(RELATIONS)), right)


@st.composite
def eaches(draw: Draw, context: Context) -> Condition:
    """A condition on every group of a trait, or on those named."""
    trait = draw(st.sampled_from(_unbound(context)))
    named = context.names.traits.get(trait, ())
    most = 3 if named else 0  # groups are named by text, and a truth has none
    known = st.lists(st.sampled_from([*named, NO_FLAG]), max_size=most, unique=True)
    return each(trait, draw(conditions(context.inside(trait))), groups=draw(known))


def conditions(context: Context | None = None) -> st.SearchStrategy[Condition]:
    """Conditions over the whole algebra; closed where nothing surrounds them."""
    around = context or Context(PLAIN)
    kinds: list[Callable[[Context], st.SearchStrategy[Condition]]] = [people_compared] * 3
    if around.facts:
        kinds.append(facts_compared)
    if around.depth > 0:
        kinds += [negations, conjunctions, disjunctions]
        if around.people and _unbound(around):
            kinds += [eaches, blocs_compared]
    return st.sampled_from(kinds).flatmap(lambda kind: kind(around))


def negations(context: Context) -> st.SearchStrategy[Condition]:
    """What does not hold."""
    return conditions(context._replace(depth=context.depth - 1)).map(Condition.__invert__)


def conjunctions(context: Context) -> st.SearchStrategy[Condition]:
    """Several that all hold."""
    return _parts(context).map(lambda parts: reduce(Condition.__and__, parts))


def disjunctions(context: Context) -> st.SearchStrategy[Condition]:
    """Several of which some hold."""
    return _parts(context).map(lambda parts: reduce(Condition.__or__, parts))


def _parts(context: Context) -> st.SearchStrategy[list[Condition]]:
    deeper = conditions(context._replace(depth=context.depth - 1))
    return st.lists(deeper, min_size=2, max_size=3)


def odd_conditions() -> st.SearchStrategy[Condition]:
    """Conditions whose names are of any script and awkward."""
    return any_names().flatmap(lambda names: conditions(Context(names)))


SHALLOW: Final = Context(PLAIN, depth=1)

# --- rules ----------------------------------------------------------------------------------------

COMMON: Final = (
    "yes > no",
    "yes >= 2/3 of members",
    "yes > 1/2 of ballots",
    "yes >= 2/3 of decisive",
    "yes >= 55% of members and (yes by area >= 65% of members by area or members - yes < 2)",
    "yes > no and blocs sector where (yes > no) > 1/2 of blocs sector",
    "each house: yes >= 1/2 of decisive",
    "yes >= 3 and no among permanent = 0",
    "'good' >= 60% of valid",
    "yes by votes > 1/2 of ballots by votes rounded up",
)


def _common(context: Context) -> list[Condition]:
    """The common conditions that a context allows."""
    read = [*COMMON]
    if not context.people:
        read = [text for text in read if not any(word in text for word in ("blocs", "each", "among"))]
    if not context.flags:
        read = [text for text in read if "permanent" not in text]
    if context.homogeneous:
        read = [text for text in read if "rounded" not in text]
    if not context.labels:
        read = [text for text in read if "'" not in text]
    if not context.measured:
        read = [text for text in read if " by " not in text]
    return [Condition.parse(text) for text in read]


@st.composite
def rules(draw: Draw, context: Context = SHALLOW) -> DecisionRule:
    """A decision rule with any of its parts."""

    def part(chance: int, *texts: str) -> Condition | None:
        if draw(st.integers(0, chance)):
            return None
        usual = st.sampled_from([Condition.parse(text) for text in texts])
        return draw(usual | usual | conditions(context))

    common = st.sampled_from(_common(context))
    adopts = draw(common | common | conditions(context))
    tied = part(3, "yes = no", "yes - no < 2")
    tie_break = draw(st.sampled_from([None, *TieBreak])) if tied is not None else None
    silence = not oracles.names_support(adopts) or draw(st.integers(0, 3)) == 0
    return DecisionRule(
        adopts,
        quorum=part(3, "ballots >= 1/2 of members", "present >= 2/3 of members"),
        vetoed=part(3, "no among permanent >= 1" if context.people and context.flags else "no >= 2"),
        tied=tied,
        tie_break=tie_break,
        rejects=part(3, "no > 1/2 of members", "no >= yes"),
        silence_adopts=silence,
    )


# --- people ---------------------------------------------------------------------------------------


_AREAS: Final[tuple[int | Decimal | Fraction | str, ...]] = (
    0,
    1,
    Decimal("2.5"),
    Decimal("0.50"),
    Fraction(1, 3),
    "7",
)


@st.composite
def kinds(draw: Draw) -> Elector:
    """Somebody who has everything that a condition over ``PLAIN`` may read; electors are made of it."""
    traits: dict[str, str | bool | None] = {
        trait: draw(st.sampled_from([*values, *values, None])) for trait, values in PLAIN.traits.items()
    }
    traits |= {truth: draw(st.sampled_from([True, False, None])) for truth in PLAIN.truths}
    area = draw(st.sampled_from(_AREAS))
    weights = {"area": area, "votes": draw(st.integers(0, 4))}
    flags = draw(st.frozensets(st.sampled_from(PLAIN.flags)))
    return Elector("kind", traits, weights, flags)


@st.composite
def bodies(draw: Draw, least: int, most: int, vacant: int = 0) -> tuple[list[Elector], list[Elector]]:
    """Electors and empty seats; several are often alike."""
    found = draw(st.lists(kinds(), min_size=1, max_size=3))
    size, empty = draw(st.integers(least, most)), draw(st.integers(0, vacant))
    chosen = draw(st.lists(st.sampled_from(found), min_size=size + empty, max_size=size + empty))
    people = [attrs.evolve(kind, id=f"e{index}") for index, kind in enumerate(chosen)]
    return people[:size], people[size:]


def answers(*, splits: bool) -> st.SearchStrategy[Answer]:
    """A ballot: mostly yes or no, sometimes a label, sometimes split."""
    plain = st.sampled_from(["yes", "yes", "no", "no", "abstain", "invalid", *PLAIN.labels])
    if not splits:
        return plain
    stances = st.sampled_from(["yes", "no", "abstain", "silent", "good"])
    parts = st.lists(stances, min_size=2, max_size=3, unique=True)
    cuts = st.sampled_from([Fraction(1, 2), Fraction(1, 3), Fraction(1, 5)])
    return plain | plain | st.builds(_split, parts, cuts)


def _split(parts: list[str], cut: Fraction) -> Answer:
    rest = (1 - cut) / (len(parts) - 1)
    return {parts[0]: cut, **dict.fromkeys(parts[1:], rest)}


@st.composite
def polls(draw: Draw, least: int = 0, most: int = 6, *, splits: bool = True, vacant: int = 2) -> Poll:
    """Electors and what they did: ballots, the roll, recusals, empty seats, facts."""
    people, seats = draw(bodies(least, most, vacant))
    ballots: dict[str, Answer] = {}
    present, recused = set(), set()
    for person in people:
        did = draw(st.sampled_from(["votes", "votes", "votes", "is away", "is out"]))
        if did == "votes":
            ballots[person.id] = draw(answers(splits=splits))
        elif did == "is out":
            recused.add(person.id)
        if not isinstance(ballots.get(person.id), Mapping) and draw(st.booleans()):
            present.add(person.id)
    return Poll(
        tuple(people),
        ballots,
        frozenset(present),
        frozenset(recused),
        tuple(seats),
        PLAIN.labels,
        draw(facts()),
    )


def facts() -> st.SearchStrategy[Mapping[str, bool | int]]:
    """The facts of the matter that conditions over ``PLAIN`` may read."""
    return st.fixed_dictionaries({"notice": st.booleans(), "seconders": st.integers(-1, 4)})


def entitled(poll: Poll) -> list[str]:
    """Those of a poll who are entitled, in order."""
    return [elector.id for elector in poll.electors if elector.id not in poll.recused]
