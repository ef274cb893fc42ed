"""Counts and conditions: the algebra that every rule is written in.

A count is a sum of terms in one measure; a condition compares counts or joins conditions. Both are values in
a normal form, built with operators and methods or read from rule text, and they print back to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import TYPE_CHECKING, Final, final

import attrs

from consultgov.counting import text as rule_text
from consultgov.counting.containment import check_comparison, check_levels
from consultgov.counting.evaluation import Holds, compile_condition
from consultgov.counting.forms import (
    ROUNDINGS,
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
    Unit,
)
from consultgov.counting.items import (
    MAX_DEPTH,
    MAX_SIZE,
    check_factors,
    common_unit,
    extent_of,
    placed,
    refuse,
    selected,
    sound,
    tests_size,
    weighed,
    written,
)
from consultgov.counting.names import name_of, quoted
from consultgov.counting.printing import condition_text, count_text
from consultgov.counting.stances import REFUSED, WORDS
from consultgov.counting.tracing import trace
from consultgov.counting.vocabulary import Vocabulary, vocabulary_of
from consultgov.errors import Fault, NotABoolean, not_a_tally, shown
from consultgov.records import expect_keys
from consultgov.shares import Number, Share, number
from consultgov.verdicts import Clause, Verdict

if TYPE_CHECKING:
    from consultgov.counting.tallies import Tally

__all__ = ["Condition", "Count", "blocs", "each", "fact", "given", "label", "times", "word"]

_RELATIONS: Final = (">=", ">", "<=", "<", "=")


def _check_extent(value: Count | Condition, size: int, depth: int) -> None:
    """Note how large a value is, and refuse what is too large."""
    if size > MAX_SIZE or depth > MAX_DEPTH:
        rule = f"must have at most {MAX_SIZE} parts, nested at most {MAX_DEPTH} deep"
        refuse("too-large", "rule", rule, f"{size} parts, {depth} deep", "split the rule")
    object.__setattr__(value, "size", size)
    object.__setattr__(value, "depth", depth)


@final
@attrs.frozen(order=False, repr=False)
class Count:
    """How many, or how much: a sum of terms in one measure, plus a constant.

    Not made directly: start from the words (``yes``, ``members``, ``label("satisfied")``) and go on with
    operators and methods. Comparing it makes a condition; ``==`` tells whether two counts are the same.

    Attributes:
        terms: pairs of a factor and what it multiplies, in the order written.
        constant: the number added, an int or a Fraction.

    Raises:
        RuleError: terms in two measures, or more parts than allowed.

    >>> from consultgov.counting import ballots, members, no
    >>> print(ballots - no)
    ballots - no
    >>> print(Share("2/3").of(members.by("area")))
    2/3 of members by area
    """

    terms: tuple[tuple[Number, Item], ...]
    constant: Number = 0
    unit: Unit | None = attrs.field(init=False, eq=False, repr=False)
    size: int = attrs.field(init=False, eq=False, repr=False)
    depth: int = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "unit", common_unit(self))
        _check_extent(self, *extent_of(self))
        check_factors(self)

    # --- building -------------------------------------------------------------------------------

    def by(self, measure: str) -> Count:
        """The same count in a measure: what people weigh instead of how many they are.

        Raises:
            RuleError: it is in another measure already, or counts nobody.

        >>> from consultgov.counting import yes
        >>> print(yes.by("area"))
        yes by area
        """
        name = name_of(measure, "measure")
        self._counts_somebody(f"by {name}")
        return self._each(lambda item: weighed(item, name))

    def among(self, name: str, *values: str, negated: bool = False) -> Count:
        """Only those with a flag or trait, or whose trait is one of ``values``.

        >>> from consultgov.counting import no
        >>> print(no.among("permanent"))
        no among permanent
        >>> print(no.among("sector", "party", "women", negated=True))
        no among not sector in (party, women)
        """
        return self.those(Test.of(name, *values, negated=negated))

    def those(self, *tests: Test) -> Count:
        """Only those who pass every test."""
        for test in tests:
            _expect(test, Test, "test", "make one with Test.of, or write .among(name, *values)")
        if self.size + len(self.terms) * tests_size(tests) > MAX_SIZE:
            refuse("too-large", "selection", f"must keep the rule within {MAX_SIZE} parts")
        self._counts_somebody("among")
        return self._each(lambda item: selected(item, tests))

    def within(self, trait: str) -> Count:
        """Of an outer ``each`` or ``where``: those in its current group of the trait."""
        name = name_of(trait, "trait")
        self._counts_somebody(f"within {name}")
        return self._each(lambda item: placed(item, name))

    def everywhere(self) -> Count:
        """Of the whole body, whatever ``each`` and ``where`` surround it: ``all seats`` in rule text."""
        self._counts_somebody("all")
        return self._each(lambda item: placed(item, None))

    def rounded(self, mode: str) -> Count:
        """Whole units of the measure: ``down``, ``up``, or ``nearest`` (a half goes up)."""
        if mode not in list(ROUNDINGS):
            refuse("rounding", "rounding", "must be down, up or nearest", shown(mode))
        if not self.terms:
            return Count((), ROUNDINGS[mode](self.constant))
        return Count(((1, Rounded(mode, self)),))

    def portion(self, share: Share) -> Count:
        """The share of this count; ``Share.of`` calls it."""
        _expect(share, Share, "share", 'write Share("1/2").of(members)')
        if self.unit is None:
            refuse("base", f"{share} of {self}", "must be a share of people or blocs")
        return Count(((1, Portion(share, self)),))

    def _counts_somebody(self, what: str) -> None:
        if self.unit is None:
            refuse("counts-nobody", what, "must go with a count of people or blocs", str(self)[:80])

    def _each(self, change: Callable[[Item], Item]) -> Count:
        return total([(factor, change(item)) for factor, item in self.terms], self.constant)

    # --- sums -----------------------------------------------------------------------------------

    def __add__(self, other: Count | Number) -> Count:
        """The sum of two counts in one measure, or of a count and a number."""
        added = counted(other)
        return total([*self.terms, *added.terms], self.constant + added.constant)

    def __sub__(self, other: Count | Number) -> Count:
        """The difference of two counts in one measure."""
        return self + times(-1, counted(other))

    def __radd__(self, other: Number) -> Count:
        """A number and a count."""
        return counted(other) + self

    def __rsub__(self, other: Number) -> Count:
        """A number less a count."""
        return counted(other) - self

    def __mul__(self, factor: Number) -> Count:
        """So many times the count: ``no * 3``, printed as ``3 times no``."""
        return times(factor, self)

    __rmul__ = __mul__

    def __neg__(self) -> Count:
        """The count below zero, to be added to another: ``-no``."""
        return times(-1, self)

    # --- comparisons ----------------------------------------------------------------------------

    def at_least(self, other: Count | Number) -> Condition:
        """``>=``: this much or more (以上)."""
        return Condition.compare(self, ">=", other)

    def more_than(self, other: Count | Number) -> Condition:
        """``>``: more than this (超过)."""
        return Condition.compare(self, ">", other)

    def at_most(self, other: Count | Number) -> Condition:
        """``<=``: this much or less (以下)."""
        return Condition.compare(self, "<=", other)

    def less_than(self, other: Count | Number) -> Condition:
        """``<``: less than this (不足)."""
        return Condition.compare(self, "<", other)

    def equals(self, other: Count | Number) -> Condition:
        """``=``: just this much; ``==`` tells whether two counts are the same count."""
        return Condition.compare(self, "=", other)

    __ge__ = at_least
    __gt__ = more_than
    __le__ = at_most
    __lt__ = less_than

    def __bool__(self) -> bool:
        """Refused: a count has no truth value of its own."""
        fix = "compare it, as in count.at_least(9); to read a figure, evaluate the condition"
        raise NotABoolean(Fault("not-a-boolean", str(self), "is a count, not true or false", "", fix))

    def __str__(self) -> str:
        """The count in rule text."""
        return count_text(self)

    def __repr__(self) -> str:
        """The rule text, marked as a count."""
        return f"<Count {self}>"


def _expect(value: object, kind: type, what: str, fix: str) -> None:
    """Refuse a value of another kind than a method takes."""
    if not isinstance(value, kind):
        refuse("wrong-kind", what, f"must be a {kind.__name__}", shown(value), fix)


def counted(value: Count | Number) -> Count:
    """A count as it is, a number as a constant one.

    Raises:
        RuleError: a share without its base, or a number that rule text cannot write.
        ShareError: what is no exact number.
    """
    if isinstance(value, Count):
        return value
    _refuse_share(value)
    return Count((), written(number(value)))


def _refuse_share(value: object) -> None:
    """Refuse a share where a count or a number belongs, the commonest slip: it must say of what."""
    if isinstance(value, Share) or (isinstance(value, str) and ("%" in value or " of " in value)):
        share = str(value).partition(" of ")[0].strip()[:40]
        rule = "must not be a share without its base"
        refuse("no-base", "number", rule, shown(value), f'say of what: Share("{share}").of(members)')


def times(factor: Number, count: Count | Number) -> Count:
    """A multiple of a count; unlike a share, it makes no claim about a base.

    >>> from consultgov.counting import no, times
    >>> print(times(3, no))
    3 times no
    """
    _refuse_share(factor)
    read, multiplied = number(factor, "factor"), counted(count)
    return total([(read * old, item) for old, item in multiplied.terms], read * multiplied.constant)


def total(terms: Iterable[tuple[Number, Item]], constant: Number = 0) -> Count:
    """The sum in its normal form: like terms merged, none with a factor of zero."""
    merged: dict[Item, Number] = {}
    for factor, item in terms:
        merged[item] = merged.get(item, 0) + factor
    kept = tuple((sound(factor), item) for item, factor in merged.items() if factor)
    return Count(kept, written(constant))


@final
@attrs.frozen(order=False, repr=False)
class Condition:
    """Something that holds of a tally or not: counts compared, and conditions joined.

    Read from rule text with ``parse``, or built: ``yes >= Share("80%").of(members)``, ``&``, ``|``, ``~``.
    Conditions are equal where they say the same in the same order; a clause says where a rule stands, not
    what it says, and does not count.

    Attributes:
        form: the parts, as plain data.
        clause: where the rule stands, for verdicts and findings.

    >>> rule = Condition.parse("yes ≥ 4/5 of members")
    >>> print(rule)
    yes >= 80% of members
    """

    form: Form
    clause: Clause | None = attrs.field(default=None, eq=False)
    size: int = attrs.field(init=False, eq=False, repr=False)
    depth: int = attrs.field(init=False, eq=False, repr=False)
    _compiled: Holds | None = attrs.field(init=False, eq=False, repr=False, default=None)
    _vocabulary: Vocabulary | None = attrs.field(init=False, eq=False, repr=False, default=None)
    _key: str | None = attrs.field(init=False, eq=False, repr=False, default=None)

    def __attrs_post_init__(self) -> None:
        parts = _parts(self.form)
        size = 1 + sum(part.size for part in parts)
        if isinstance(self.form, Each):
            size += len(self.form.groups)
        _check_extent(self, size, 1 + max((part.depth for part in parts), default=0))

    @classmethod
    def parse(cls, text: str) -> Condition:
        """The condition that rule text says.

        Raises:
            RuleTextError: with the column, what was expected there and the nearest known word.

        >>> Condition.parse("yes >= 80% of members") == Condition.parse("yes >= 4/5 of members")
        True
        """
        return rule_text.read(text, _MAKER)

    @classmethod
    def compare(cls, left: Count | Number, relation: str, right: Count | Number) -> Condition:
        """A count against a count.

        Args:
            left: the count that is judged; it holds no share.
            relation: ``>=``, ``>``, ``<=``, ``<`` or ``=``.
            right: what it is judged by; shares of bases that hold everyone on the left.

        Raises:
            RuleError: two measures, a share on the left, a numerator outside its base.
        """
        if relation not in _RELATIONS:
            refuse("relation", "comparison", "must be one of >=, >, <=, <, =", shown(relation))
        judged, measure = counted(left), counted(right)
        check_comparison(judged, measure)
        return cls(Comparison(judged, relation, measure))

    @classmethod
    def joined(cls, kind: type[Both | Either], parts: Iterable[Condition]) -> Condition:
        """``and`` or ``or`` of some conditions, flattened; a part of the same kind hands down its clause."""
        if kind not in (Both, Either):
            refuse("wrong-kind", "kind", "must be Both or Either", shown(kind), "join with & or |")
        flat: list[Condition] = []
        for part in parts:
            _expect_condition(part, "part")
            if isinstance(part.form, kind):
                flat += [inner.under(inner.clause or part.clause) for inner in part.form.parts]
            else:
                flat.append(part)
        if not flat:
            refuse("empty", "condition", "must have a part", "", "name at least one condition")
        return flat[0] if len(flat) == 1 else cls(kind(tuple(flat)))

    def under(self, clause: Clause | None) -> Condition:
        """The same condition with the clause where it stands."""
        if clause is not None:
            _expect(clause, Clause, "clause", "write Clause(source)")
        return self if clause is self.clause else Condition(self.form, clause)

    # --- deciding -------------------------------------------------------------------------------

    @property
    def vocabulary(self) -> Vocabulary:
        """What the condition reads of a tally."""
        if self._vocabulary is None:
            object.__setattr__(self, "_vocabulary", vocabulary_of([self]))
        return self._vocabulary  # type: ignore[return-value]

    @property
    def compiled(self) -> Holds:
        """The condition as a function of a scope; a part of a rule may leave levels to what is around it."""
        if self._compiled is None:
            object.__setattr__(self, "_compiled", compile_condition(self))
        return self._compiled  # type: ignore[return-value]

    def closed(self) -> Condition:
        """The condition itself, if it can be decided on its own.

        Raises:
            RuleError: ``within`` a trait that nothing around it ranges over.
        """
        if self._key is None:
            check_levels(self)
            object.__setattr__(self, "_key", self.vocabulary.key)
        return self

    def holds(self, tally: Tally) -> bool:
        """Whether the condition holds of a tally; the same as ``evaluate(tally).holds``, and fast.

        Raises:
            MissingData: a trait, weight or fact that the condition reads is not there.
            UnknownFigure: the figures given do not fix what the condition reads.
        """
        try:
            scope = tally.scopes[self._key]  # type: ignore[index]
        except KeyError:
            scope = tally.scope(self.closed().vocabulary)
        except AttributeError:
            raise not_a_tally(tally) from None
        return (self._compiled or self.compiled)(scope)

    def evaluate(self, tally: Tally) -> Verdict:
        """Whether the condition holds of a tally, with the figures and the verdicts of its parts.

        Raises:
            MissingData: a trait, weight or fact that the condition reads is not there.
            UnknownFigure: the figures given do not fix what the condition reads.

        >>> from consultgov import Tally
        >>> verdict = Condition.parse("yes >= 80% of members").evaluate(Tally.totals(yes=6, members=8))
        >>> verdict.holds, verdict.needed, verdict.short_by
        (False, 7, 1)
        """
        if not hasattr(tally, "scopes"):
            raise not_a_tally(tally)
        return trace(self.closed(), tally.scope(self.vocabulary))

    # --- joining --------------------------------------------------------------------------------

    def __and__(self, other: Condition) -> Condition:
        """Both hold."""
        if not isinstance(other, Condition):
            return NotImplemented
        return Condition.joined(Both, (self, other))

    def __or__(self, other: Condition) -> Condition:
        """At least one holds."""
        if not isinstance(other, Condition):
            return NotImplemented
        return Condition.joined(Either, (self, other))

    def __invert__(self) -> Condition:
        """It does not hold."""
        return Condition(Not(self))

    def __bool__(self) -> bool:
        """Refused: ``a <= count <= b``, ``and`` and ``not`` would lose half of what they say."""
        fix = "join with &, | and ~; to decide, condition.holds(tally)"
        raise NotABoolean(Fault("not-a-boolean", str(self), "is a condition, not true or false", "", fix))

    def __str__(self) -> str:
        """The condition in canonical rule text."""
        return condition_text(self)

    def __repr__(self) -> str:
        """How to read it from its rule text."""
        return f"Condition.parse({str(self)!r})"

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form: the rule text, and the clause if there is one."""
        plain: dict[str, object] = {"condition": str(self)}
        if self.clause is not None:
            plain["clause"] = self.clause.to_dict()
        return plain

    @classmethod
    def from_dict(cls, data: object) -> Condition:
        """The condition from its plain dict.

        Raises:
            RecordError: keys that a condition does not have.
            RuleTextError: rule text that cannot be read.
        """
        plain = expect_keys(data, "condition", frozenset({"condition"}), frozenset({"clause"}))
        clause = plain.get("clause")
        read = cls.parse(plain["condition"])  # type: ignore[arg-type]
        return read if clause is None else read.under(Clause.from_dict(clause))

    def __reduce__(self) -> tuple[type[Condition], tuple[Form, Clause | None]]:
        """Pickle and copy without what was compiled."""
        return Condition, (self.form, self.clause)


def _parts(form: object) -> tuple[Count | Condition, ...]:
    """The counts and conditions that a form is made of; what is no form is refused."""
    match form:
        case Comparison(left, _, right):
            return left, right
        case Not(part):
            return (part,)
        case Both(parts) | Either(parts):
            return parts
        case Each(body=body):
            return (body,)
        case Given():
            return ()
        case _:
            fix = "read rule text with Condition.parse, or compare counts"
            return refuse("not-a-condition", "condition", "must not be made directly", shown(form), fix)


# --- the words ------------------------------------------------------------------------------------


def word(name: str) -> Count:
    """The count of a stance or base by its name."""
    return Count(((1, Heads(name)),))


def label(name: str) -> Count:
    """The ballots under a label of the poll's own, such as a grade or a candidate.

    >>> print(label("satisfied"))
    'satisfied'
    """
    read = name_of(name, "label")
    if read in WORDS or read in REFUSED:
        refuse("label", f"label {read!r}", "must not be the name of a stance or base")
    return word(quoted(read))


def fact(name: str) -> Count:
    """A whole number that is given with the matter.

    >>> print(fact("seconders").at_least(5))
    given seconders >= 5
    """
    return Count(((1, Fact(name_of(name, "fact"))),))


def given(name: str) -> Condition:
    """A truth that is given with the matter.

    >>> print(given("notice"))
    given notice
    """
    return Condition(Given(name_of(name, "fact")))


def blocs(trait: str, *, by: str | None = None, where: Condition | None = None) -> Count:
    """The groups of a trait, one each or by what their seats weigh, that meet a condition.

    >>> from consultgov.counting import no, yes
    >>> print(blocs("canton", where=yes > no))
    blocs canton where (yes > no)
    """
    measure = None if by is None else name_of(by, "measure")
    if where is not None:
        _expect_condition(where, "where")
    return Count(((1, Blocs(name_of(trait, "trait"), measure, where)),))


def _expect_condition(value: object, what: str) -> None:
    if not isinstance(value, Condition):
        fix = "compare the count: members.equals(1)"
        refuse("not-a-condition", what, "must be given a condition", str(value)[:80], fix)


def each(trait: str, body: Condition, *, groups: Iterable[str] = ()) -> Condition:
    """The body holds in every group of a trait, or in every one of those named.

    >>> from consultgov.counting import members
    >>> print(each("sector", members.equals(1), groups=["party", "women"]))
    each sector in (party, women): members = 1
    """
    _expect_condition(body, "each")
    groups = (groups,) if isinstance(groups, str) else groups
    if not isinstance(groups, Iterable):
        refuse("not-a-list", "groups", "must be a list of names", shown(groups), "leave them out for all")
    names = tuple(name_of(name, f"group of {trait!r}") for name in islice(groups, MAX_SIZE + 1))
    if len(set(names)) < len(names):
        twice = next(name for place, name in enumerate(names) if names.index(name) < place)
        refuse("twice", f"group {twice!r}", "must be named once")
    return Condition(Each(name_of(trait, "trait"), names, body))


class _Maker:
    """Builds what the rule text says."""

    word = staticmethod(word)
    label = staticmethod(label)
    fact = staticmethod(fact)
    constant = staticmethod(counted)
    times = staticmethod(times)
    compare = staticmethod(Condition.compare)

    @staticmethod
    def everywhere(count: Count) -> Count:
        return count.everywhere()

    @staticmethod
    def rounded(count: Count, mode: str) -> Count:
        return count.rounded(mode)

    @staticmethod
    def negation(part: Condition) -> Condition:
        return ~part

    @staticmethod
    def blocs(trait: str, measure: str | None, where: Condition | None) -> Count:
        return blocs(trait, by=measure, where=where)

    @staticmethod
    def selected(count: Count, selection: rule_text.Selection) -> Count:
        if selection.measure is not None:
            count = count.by(selection.measure)
        if selection.tests:
            tests = [Test.of(name, *values, negated=negated) for name, values, negated in selection.tests]
            count = count.those(*tests)
        return count if selection.within is None else count.within(selection.within)

    @staticmethod
    def portion(share: Number, base: Count) -> Count:
        return Share(share).of(base)

    @staticmethod
    def total(parts: list[tuple[int, Count]]) -> Count:
        terms = [(sign * factor, item) for sign, count in parts for factor, item in count.terms]
        return total(terms, sum(sign * count.constant for sign, count in parts))

    @staticmethod
    def truth(count: Count) -> Condition:
        match count.terms, count.constant:
            case ((1, Fact(name)),), 0:
                return given(name)
            case _:
                return refuse(
                    "not-a-condition", str(count)[:80], "must be compared", "", "add >= and how many"
                )

    @staticmethod
    def joined(word: str, parts: list[Condition]) -> Condition:
        return Condition.joined(Both if word == "and" else Either, parts)

    @staticmethod
    def each(trait: str, groups: list[str], body: Condition) -> Condition:
        return each(trait, body, groups=groups)


_MAKER: Final = _Maker()
