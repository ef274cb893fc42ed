"""Laws of tables: the first row that applies selects, and nothing else about a table matters.

Against an oracle that reads what a row asks as it was written, and by brute force over every matter of a
small world: each value that some row can name, and one that none does.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, Final, NamedTuple, TypeAlias

import attrs
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from consultgov import DecisionRule, Tally, Verdict
from consultgov.errors import MissingData, RuleError
from consultgov.matters import Matter, Participants, Row, Table, participants
from consultgov.records import canonical
from tests.laws.mutants import caught

pytestmark = pytest.mark.property

When: TypeAlias = dict[str, Any]

# --- a small world --------------------------------------------------------------------------------

KINDS: Final = ("a", "b", "c")
SUBJECTS: Final = ("x", "y", "z")
ROUNDS: Final = range(5)
PROPOSERS: Final = ("li", "wu")


def subsets(words: Sequence[str]) -> Iterator[list[str]]:
    """Every set of some words."""
    for chosen in product([False, True], repeat=len(words)):
        yield [word for word, taken in zip(words, chosen, strict=True) if taken]


def some(values: Sequence[Any]) -> st.SearchStrategy[list[Any]]:
    """Several of some values, in any order."""
    return st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True)


def one_or_some(values: Sequence[Any]) -> st.SearchStrategy[Any]:
    """One value, or several as a list or a set."""
    return st.sampled_from(values) | some(values) | some(values).map(set)


BOUNDS: Final = st.fixed_dictionaries(
    {},
    optional={bound: st.sampled_from(ROUNDS) for bound in ("at_least", "above", "at_most", "below")},
)

TESTS: Final = {
    "kind": one_or_some(KINDS),
    "remit": one_or_some(SUBJECTS) | st.fixed_dictionaries({"all": some(SUBJECTS)}),
    "facts.round": one_or_some(ROUNDS) | BOUNDS,
    "facts.notice": st.booleans(),
    "facts.proposer": one_or_some(PROPOSERS),
}

WHENS: Final = st.fixed_dictionaries({}, optional=TESTS)


def valid(when: When) -> bool:
    """Whether what a row asks makes sense by itself."""
    try:
        Row(when, 1)
    except RuleError:
        return False
    return True


VALID: Final = WHENS.filter(valid)


def matters(*, full: bool = False) -> st.SearchStrategy[Matter]:
    """A matter of the small world, or just outside; with ``full`` no fact is missing."""
    facts: dict[str, st.SearchStrategy[Any]] = {
        "round": st.integers(-1, 6),
        "notice": st.booleans(),
        "proposer": st.sampled_from([*PROPOSERS, "he"]),
    }
    stated = st.fixed_dictionaries(facts) if full else st.fixed_dictionaries({}, optional=facts)
    words = st.sampled_from(["", *KINDS, "other"])
    remits = st.sampled_from([*subsets(SUBJECTS), ["other"]])
    return st.builds(Matter, kind=words, remit=remits, facts=stated)


EVERY_MATTER: Final = [
    Matter(kind=kind, remit=remit, facts={"round": number, "notice": notice, "proposer": proposer})
    for kind in ("", *KINDS)
    for remit in subsets(SUBJECTS)
    for number in range(-1, 6)
    for notice in (False, True)
    for proposer in (*PROPOSERS, "he")
]
"""Every matter that any test of the small world tells from another."""


@st.composite
def tables(draw: st.DrawFn, *, most: int = 6) -> tuple[list[When], Table[int]]:
    """What the rows ask as it was written, and the table of them; rows that are refused are left out."""
    kept: list[When] = []
    default = draw(st.booleans())
    for when in draw(st.lists(WHENS, max_size=most)):
        try:
            Table([Row(asked, 0) for asked in [*kept, when]])
        except RuleError:
            continue
        kept.append(when)
    if not kept or (default and kept[-1]):
        return kept, Table([Row(when, index) for index, when in enumerate(kept)], default=-1)
    return kept, Table([Row(when, index) for index, when in enumerate(kept)])


# --- the oracle -----------------------------------------------------------------------------------

COMPARES: Final[Mapping[str, Callable[[int, int], bool]]] = {
    "at_least": lambda figure, bound: figure >= bound,
    "above": lambda figure, bound: figure > bound,
    "at_most": lambda figure, bound: figure <= bound,
    "below": lambda figure, bound: figure < bound,
}


def so(field: str, asked: Any, matter: Matter) -> bool | None:  # noqa: ANN401 - as it was written
    """Whether one test is passed; ``None`` where the fact is not there."""
    if field == "remit":
        if isinstance(asked, dict):
            return all(word in matter.remit for word in asked["all"])
        return any(word in matter.remit for word in ([asked] if isinstance(asked, str) else asked))
    value = matter.kind if field == "kind" else matter.facts.get(field.removeprefix("facts."))
    if value is None:
        return None
    if isinstance(asked, dict):
        return all(COMPARES[bound](int(value), limit) for bound, limit in asked.items())
    return value in asked if isinstance(asked, list | set) else value == asked


def first(whens: Sequence[When], matter: Matter) -> int | str | None:
    """The place of the first row that applies, or that it cannot be told."""
    for index, when in enumerate(whens):
        answers = [so(field, asked, matter) for field, asked in when.items()]
        if False in answers:
            continue
        return "missing" if None in answers else index
    return None


# --- the first row that applies -------------------------------------------------------------------

Choose: TypeAlias = Callable[[Table[int], Matter], "int | str | None"]


def choose(table: Table[int], matter: Matter) -> int | str | None:
    """What is under test."""
    try:
        return table.select(matter).row
    except MissingData:
        return "missing"


def check_first(written: tuple[list[When], Table[int]], matter: Matter, answer: Choose = choose) -> None:
    """The law, for one table and one matter."""
    whens, table = written
    expected = first(whens, matter)
    event("missing" if expected == "missing" else "none" if expected is None else "a row")
    assert answer(table, matter) == expected


@given(tables(), matters())
def test_the_first_row_that_applies_selects(written: tuple[list[When], Table[int]], matter: Matter) -> None:
    check_first(written, matter)


@given(tables(), matters(full=True))
def test_also_where_every_fact_is_given(written: tuple[list[When], Table[int]], matter: Matter) -> None:
    check_first(written, matter)
    selection = written[1].select(matter)
    assert selection.found is (selection.row is not None or bool(written[1].default == -1))
    if selection.found:
        assert selection.value == (-1 if selection.row is None else selection.row)


def last(table: Table[int], matter: Matter) -> int | str | None:
    """The last row that applies."""
    fitting = [index for index, row in enumerate(table.rows) if choose(Table([row]), matter) == 0]
    return fitting[-1] if fitting else None


def guessing(table: Table[int], matter: Matter) -> int | str | None:
    """A fact that nobody gave is taken not to be so."""
    for index, row in enumerate(table.rows):
        if choose(Table([row]), matter) == 0:
            return index
    return None


@pytest.mark.parametrize("wrong", [last, guessing])
def test_a_selection_that_is_not_the_first_is_caught(wrong: Choose) -> None:
    def mutant_check(written: tuple[list[When], Table[int]], matter: Matter) -> None:
        check_first(written, matter, wrong)

    assert caught(mutant_check, tables(), matters())


# --- what comes after changes nothing -------------------------------------------------------------

Extend: TypeAlias = Callable[[list[Row[int]], Row[int]], list[Row[int]]]


def check_later(
    written: tuple[list[When], Table[int]],
    matter: Matter,
    more: When,
    extend: Extend = lambda rows, row: [*rows, row],
) -> None:
    """The law: a row after the one that applies changes nothing, neither the answer nor the reasons."""
    whens, table = written
    place = first(whens, matter)
    if not isinstance(place, int):
        return
    kept = list(table.rows[: place + 1])
    before = Table(kept).select(matter)
    try:
        longer = Table(extend(kept, Row(more, 99)))
    except RuleError:
        return
    after = longer.select(matter)
    assert (after.row, after.value, after.why) == (before.row, before.value, before.why)


@given(tables(), matters(), WHENS)
def test_a_row_after_the_match_changes_nothing(
    written: tuple[list[When], Table[int]], matter: Matter, more: When
) -> None:
    check_later(written, matter, more)


def test_a_row_put_before_is_caught() -> None:
    def mutant_check(written: tuple[list[When], Table[int]], matter: Matter, more: When) -> None:
        check_later(written, matter, more, lambda rows, row: [row, *rows])

    assert caught(mutant_check, tables(), matters(full=True), WHENS)


# --- order and form of what is asked --------------------------------------------------------------


class Rewritten(NamedTuple):
    """What a row asks, and the same with keys and lists in another order."""

    when: When
    again: When


@st.composite
def rewritten(draw: st.DrawFn) -> Rewritten:
    """A row written twice."""
    when = draw(VALID)

    def shuffled(asked: Any) -> Any:  # noqa: ANN401 - as it was written
        if isinstance(asked, dict):
            return {key: shuffled(asked[key]) for key in draw(st.permutations(list(asked)))}
        if isinstance(asked, list | set):
            return tuple(draw(st.permutations(sorted(asked))))
        return asked

    return Rewritten(when, shuffled(when))


Make: TypeAlias = Callable[[When], Row[int]]


def make(when: When) -> Row[int]:
    """What is under test."""
    return Row(when, 1)


def check_order(pair: Rewritten, matter: Matter, made: Make = make) -> None:
    """The law: the order of keys and values changes neither the row nor its plain form nor the reasons."""
    one, other = made(pair.when), made(pair.again)
    assert (one, hash(one)) == (other, hash(other))
    first_table, second_table = Table([one]), Table([other])
    assert canonical(first_table.to_dict(int)) == canonical(second_table.to_dict(int))
    assert choose(first_table, matter) == choose(second_table, matter)
    if choose(first_table, matter) != "missing":
        assert first_table.select(matter).why == second_table.select(matter).why


@given(rewritten(), matters())
def test_the_order_of_keys_changes_nothing(pair: Rewritten, matter: Matter) -> None:
    check_order(pair, matter)


def first_key(when: When) -> Row[int]:
    """Only the first test is read."""
    return Row(dict([*when.items()][:1]), 1)


def first_value(when: When) -> Row[int]:
    """Only the first of several values is read."""
    several = (list, tuple)
    return Row({field: asked[0] if isinstance(asked, several) else asked for field, asked in when.items()}, 1)


@pytest.mark.parametrize("wrong", [first_key, first_value])
def test_a_row_that_depends_on_order_is_caught(wrong: Make) -> None:
    def mutant_check(pair: Rewritten, matter: Matter) -> None:
        check_order(pair, matter, wrong)

    assert caught(mutant_check, rewritten(), matters())


# --- rows that are never reached ------------------------------------------------------------------

Refused: TypeAlias = Callable[[When, When], bool]


def refused(earlier: When, later: When) -> bool:
    """What is under test: whether a table of two rows is refused."""
    try:
        Table([Row(earlier, 1), Row(later, 2)])
    except RuleError:
        return True
    return False


def check_reach(earlier: When, later: When, answer: Refused = refused) -> None:
    """The law: a row is refused exactly where no matter is left to it."""
    left = any(first([earlier, later], matter) == 1 for matter in EVERY_MATTER)
    event(f"left {left}")
    assert answer(earlier, later) is not left


@given(VALID, VALID)
def test_a_row_is_refused_exactly_where_nothing_is_left(earlier: When, later: When) -> None:
    check_reach(earlier, later)


def same(earlier: When, later: When) -> bool:
    """Only the very same tests are taken to cover."""
    return Row(earlier, 1).criteria == Row(later, 1).criteria


def fewer_fields(earlier: When, later: When) -> bool:
    """A row that asks about fewer fields is taken to cover."""
    return earlier.keys() <= later.keys()


@pytest.mark.parametrize("wrong", [same, fewer_fields])
def test_a_guess_at_what_is_reached_is_caught(wrong: Refused) -> None:
    def mutant_check(earlier: When, later: When) -> None:
        check_reach(earlier, later, wrong)

    assert caught(mutant_check, VALID, VALID)


# --- records --------------------------------------------------------------------------------------


def check_round_trip(
    written: tuple[list[When], Table[int]],
    matter: Matter,
    store: Callable[[Mapping[str, object]], str] = json.dumps,
) -> None:
    """The law: nothing is lost by storing a table or a matter as JSON, or by pickling it."""
    table = written[1]
    read = Table.from_dict(json.loads(store(table.to_dict(int))), int)
    for made in (read, pickle.loads(pickle.dumps(table))):  # noqa: S301 - pickled here
        assert made == table
        assert hash(made) == hash(table)
    assert canonical(read.to_dict(int)) == canonical(table.to_dict(int))
    again = Matter.from_dict(json.loads(store(matter.to_dict())))
    assert again == matter
    assert pickle.loads(pickle.dumps(matter)) == matter  # noqa: S301 - pickled here
    assert hash(again) == hash(matter)


@given(tables(), matters())
def test_nothing_is_lost_by_storing(written: tuple[list[When], Table[int]], matter: Matter) -> None:
    check_round_trip(written, matter)


def numbers_for_truths(plain: Mapping[str, object]) -> str:
    """Truths stored as numbers, as some databases do."""
    return json.dumps(plain).replace("true", "1").replace("false", "0")


def test_a_store_that_keeps_truths_as_numbers_is_caught() -> None:
    def mutant_check(written: tuple[list[When], Table[int]], matter: Matter) -> None:
        check_round_trip(written, matter, numbers_for_truths)

    assert caught(mutant_check, tables(), matters())


Given: TypeAlias = Callable[[Matter], Mapping[str, Any]]


def check_given(matter: Matter, facts_of: Given = lambda matter: matter.given) -> None:
    """The law: what a matter gives is what conditions can read: its truths and numbers, each as it is."""
    facts = facts_of(matter)
    assert facts.keys() == {name for name, value in matter.facts.items() if not isinstance(value, str)}
    tally = Tally.totals(yes=1, given=facts)
    for name, value in facts.items():
        asked = f"given {name}" if isinstance(value, bool) else f"given {name} + 1 = {value + 1}"
        holds = DecisionRule(adopts=f"yes >= 1 and {asked}").decide(tally).adoption.holds
        assert holds is (matter.facts[name] is not False)


@given(matters())
def test_conditions_can_read_every_fact_that_is_given(matter: Matter) -> None:
    check_given(matter)


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(lambda matter: matter.facts, id="texts too"),
        pytest.param(lambda matter: dict.fromkeys(matter.given, True), id="names only"),
    ],
)
def test_facts_given_otherwise_are_caught(wrong: Given) -> None:
    def mutant_check(matter: Matter) -> None:
        check_given(matter, wrong)

    assert caught(mutant_check, matters())


# --- reasons --------------------------------------------------------------------------------------

Why: TypeAlias = Callable[[Table[int], Matter], Verdict]


def why(table: Table[int], matter: Matter) -> Verdict:
    """What is under test."""
    return table.select(matter).why


def check_reasons(written: tuple[list[When], Table[int]], matter: Matter, answer: Why = why) -> None:
    """The law: the reasons are the rows looked at, each with what is so, or with what is not."""
    whens, table = written
    place = first(whens, matter)
    looked_at = len(whens) if not isinstance(place, int) else place + 1
    given = answer(table, matter)
    assert [part.holds for part in given.parts] == [index == place for index in range(looked_at)]
    for when, part in zip(whens, given.parts, strict=False):
        answers = [so(field, asked, matter) for field, asked in when.items()]
        assert len(part.parts) == answers.count(part.holds)
        assert all(each.holds is part.holds for each in part.parts)
    assert Verdict.from_dict(json.loads(json.dumps(given.to_dict()))) == given
    assert given.explain("en")
    assert given.explain("zh")


@given(tables(), matters(full=True))
def test_the_reasons_are_of_the_rows_looked_at(
    written: tuple[list[When], Table[int]], matter: Matter
) -> None:
    check_reasons(written, matter)


def of_the_first(table: Table[int], matter: Matter) -> Verdict:
    """Only the first row is told of."""
    return attrs.evolve(why(table, matter), parts=why(table, matter).parts[:1])


def of_the_last(table: Table[int], matter: Matter) -> Verdict:
    """Only the row that was selected is told of."""
    return attrs.evolve(why(table, matter), parts=why(table, matter).parts[-1:])


@pytest.mark.parametrize("wrong", [of_the_first, of_the_last])
def test_other_reasons_are_caught(wrong: Why) -> None:
    def mutant_check(written: tuple[list[When], Table[int]], matter: Matter) -> None:
        check_reasons(written, matter, wrong)

    assert caught(mutant_check, tables(), matters(full=True))


# --- participants ---------------------------------------------------------------------------------

UNITS: Final = ("office", "police", "planning", "parks")
REMITS: Final = st.dictionaries(st.sampled_from(UNITS), st.sampled_from(list(subsets(SUBJECTS))))

TakePart: TypeAlias = Callable[..., Participants]


def check_participants(
    units: dict[str, list[str]], may: dict[str, list[str]], matter: Matter, answer: TakePart = participants
) -> None:
    """The law: every unit is in one place, by whether its remit and the matter's have a word in common."""
    always = sorted(units)[:1]
    found = answer(units, matter, always=always, may=may)
    everyone = sorted({*units, *may})
    must = [u for u in everyone if u in always or {*units.get(u, [])} & matter.remit]
    optional = [u for u in everyone if u not in must and {*may.get(u, [])} & matter.remit]
    assert (list(found.must), list(found.may)) == (must, optional)
    assert sorted([*found.must, *found.may, *found.out]) == everyone
    assert answer(dict(reversed(units.items())), matter, always=always, may=may) == found


@given(REMITS, REMITS, matters())
def test_units_take_part_by_remit(
    units: dict[str, list[str]], may: dict[str, list[str]], matter: Matter
) -> None:
    check_participants(units, may, matter)


def only_must(units: dict[str, list[str]], matter: Matter, **options: Any) -> Participants:  # noqa: ANN401 - passed on
    """Whoever may is taken to have to."""
    found = participants(units, matter, **options)
    return Participants((*found.must, *found.may), (), found.out, found.why)


def by_first_word(units: dict[str, list[str]], matter: Matter, **options: Any) -> Participants:  # noqa: ANN401 - passed on
    """Only the first subject of a remit is read."""
    return participants({unit: remit[:1] for unit, remit in units.items()}, matter, **options)


@pytest.mark.parametrize("wrong", [only_must, by_first_word])
def test_participants_by_another_rule_are_caught(wrong: TakePart) -> None:
    def mutant_check(units: dict[str, list[str]], may: dict[str, list[str]], matter: Matter) -> None:
        check_participants(units, may, matter, wrong)

    assert caught(mutant_check, REMITS, REMITS, matters())
