"""Forms of a paper: how its options may be marked, and what is wrong with one that is not so.

Each form is a value of the charter. Whatever is wrong with a paper is a reason with a stable code; the slate
says whether such a paper is refused or counts as an invalid ballot.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Final, TypeAlias, cast, final

import attrs

from consultgov.errors import Fault, Faults, RuleError, ShareError, TallyError, shown
from consultgov.fields import fields_of_kind, written
from consultgov.shares import Number, Share, number, number_text
from consultgov.verdicts import Verdict
from consultgov.voting.grounds import ground
from consultgov.voting.marks import Mark, Marks
from consultgov.voting.reading import items, named, truth

__all__ = [
    "Affordable",
    "Choose",
    "Form",
    "Grade",
    "Points",
    "Rank",
    "Score",
    "UpDown",
    "form_from_dict",
    "most_votes",
    "plain_form",
    "scores_in",
]

_MOST: Final = 10_000

_SIDES: Final = ("yes", "no", "abstain")


# --- reading --------------------------------------------------------------------------------------


def _size(given: object) -> int:
    """How many options: a whole number, not below 0."""
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given <= _MOST:
        rule = f"must be a whole number from 0 to {_MOST}"
        raise RuleError(Fault("bad-size", "number in a form", rule, shown(given)))
    return given


def _size_or_none(given: object) -> int | None:
    return None if given is None else _size(given)


def _figure(given: object) -> Number:
    try:
        return number(given, "figure in a form")
    except ShareError as error:
        raise RuleError(*error.faults) from None


def _figure_or_none(given: object) -> Number | None:
    return None if given is None else _figure(given)


def _setting(given: object) -> bool:
    return truth(given, "setting of a form")


def _words(given: object) -> tuple[str, ...]:
    return tuple(named(each, "word of a form") for each in items(given, "words of a form"))


def _share(given: Any) -> Share:  # noqa: ANN401 - whatever a share is made from
    try:
        return Share(given)
    except ShareError as error:
        raise RuleError(*error.faults) from None


def _costs(given: object) -> Mapping[str, Number]:
    if not isinstance(given, Mapping):
        fix = "write option to cost: {'lamps': 300}"
        raise RuleError(Fault("not-a-dict", "costs", "must be a dict", shown(given), fix))
    found = {
        named(name, "option"): _figure(cost) for name, cost in cast("Mapping[object, object]", given).items()
    }
    below = sorted(name for name, cost in found.items() if cost < 0)
    if below:
        raise RuleError(Fault("negative-number", "costs", "must not be below 0", ", ".join(below)))
    return MappingProxyType(found)


def _order(low: Number | None, high: Number | None, what: str) -> None:
    """Refuse a least figure above the greatest."""
    if low is not None and high is not None and low > high:
        given = f"{number_text(low)} to {number_text(high)}"
        raise RuleError(Fault("empty-range", what, "must not start above its end", given))


def _unlike(marks: Marks, allowed: Iterable[Mark]) -> Iterator[Verdict]:
    """Marks that are not among the words that the form knows."""
    known = frozenset(allowed)
    odd = sorted(option for option, mark in marks.entries if isinstance(mark, tuple) or mark not in known)
    if odd:
        yield ground("mark-not-allowed", options=odd, allowed=sorted(map(str, known)))


def _too_many(number: int, least: int, most: int | None) -> Iterator[Verdict]:
    """Too many options marked, or too few."""
    if most is not None and number > most:
        yield ground("too-many-marked", number=number, most=most)
    if number < least:
        yield ground("too-few-marked", number=number, least=least)


def _numbers(marks: Marks) -> Iterator[tuple[str, Number | None]]:
    """Each mark as a number; ``None`` where it is none."""
    for option, mark in marks.entries:
        yield option, None if isinstance(mark, str | tuple) else mark


# --- forms ----------------------------------------------------------------------------------------


@final
@attrs.frozen
class Choose:
    """A paper on which options are chosen: one for a plurality, several for a block vote or for approval.

    Attributes:
        most: the most options that may be chosen; ``None`` for any number.
        least: the fewest.

    >>> [reason.code for reason in Choose(most=1).reasons(Marks.chosen(["li", "wang"]))]
    ['too-many-marked']
    """

    kind: ClassVar[str] = "choose"

    most: int | None = attrs.field(default=None, converter=_size_or_none)
    least: int = attrs.field(default=1, converter=_size)

    def __attrs_post_init__(self) -> None:
        _order(self.least, self.most, "options to choose")

    def reasons(self, marks: Marks) -> Iterator[Verdict]:
        """What is wrong with a paper, if anything."""
        yield from _unlike(marks, ("yes",))
        yield from _too_many(len(marks.entries), self.least, self.most)

    def read(self, given: object) -> Marks:
        """The paper from a list of options."""
        return Marks(cast("Any", given)) if isinstance(given, Mapping) else Marks.chosen(cast("Any", given))


@final
@attrs.frozen
class UpDown:
    """A paper with yes, no or abstention beside each option: an up-or-down list.

    Attributes:
        most: the most options that may have a yes; ``None`` for any number.
        most_marked: the most options that may be marked at all.
        answers: what may stand beside an option.
        complete: every option must be marked.
    """

    kind: ClassVar[str] = "up_down"

    most: int | None = attrs.field(default=None, converter=_size_or_none)
    most_marked: int | None = attrs.field(default=None, converter=_size_or_none)
    answers: tuple[str, ...] = attrs.field(default=_SIDES, converter=_words)
    complete: bool = attrs.field(default=False, converter=_setting)

    def __attrs_post_init__(self) -> None:
        stray = sorted({*self.answers}.difference(_SIDES))
        if stray or not self.answers:
            rule = "must be among yes, no and abstain"
            raise RuleError(Fault("bad-answers", "answers", rule, ", ".join(stray)))

    def reasons(self, marks: Marks) -> Iterator[Verdict]:
        """What is wrong with a paper, if anything."""
        yield from _unlike(marks, self.answers)
        yield from _too_many(len(marks.entries), 0, self.most_marked)
        ayes = sum(mark == "yes" for _, mark in marks.entries)
        yield from _too_many(ayes, 0, self.most)

    def read(self, given: object) -> Marks:
        """The paper from option to answer, or from a list of those that have a yes."""
        return Marks(cast("Any", given)) if isinstance(given, Mapping) else Marks.chosen(cast("Any", given))


@final
@attrs.frozen
class Points:
    """A paper on which so many points are given out: a cumulative vote, dots.

    Attributes:
        total: the most points in all.
        most_each: the most points for one option; ``None`` for all of them.
        least: the fewest points in all.
        whole: points are whole numbers.

    >>> [reason.code for reason in Points(total=8).reasons(Marks({"lamps": 5, "trees": 4}))]
    ['points-exceeded']
    """

    kind: ClassVar[str] = "points"

    total: Number = attrs.field(converter=_figure)
    most_each: Number | None = attrs.field(default=None, converter=_figure_or_none)
    least: Number = attrs.field(default=0, converter=_figure)
    whole: bool = attrs.field(default=True, converter=_setting)

    def __attrs_post_init__(self) -> None:
        _order(self.least, self.total, "points")

    def reasons(self, marks: Marks) -> Iterator[Verdict]:
        """What is wrong with a paper, if anything."""
        read = dict(_numbers(marks))
        odd = sorted(option for option, points in read.items() if not _is_points(points, whole=self.whole))
        if odd:
            yield ground("not-points", options=odd)
            return
        points = {option: value for option, value in read.items() if value is not None}
        each = self.most_each
        over = sorted(option for option, value in points.items() if each is not None and value > each)
        if over:
            yield ground("points-each-exceeded", options=over, most=number_text(each or 0))
        spent = sum(points.values())
        if spent > self.total:
            yield ground("points-exceeded", spent=number_text(spent), total=number_text(self.total))
        if spent < self.least:
            yield ground("points-missing", spent=number_text(spent), least=number_text(self.least))

    def read(self, given: object) -> Marks:
        """The paper from option to points."""
        return Marks(cast("Any", given))


def _is_points(given: Number | None, *, whole: bool) -> bool:
    return given is not None and given >= 0 and (not whole or isinstance(given, int))


@final
@attrs.frozen
class Rank:
    """A paper on which options are ranked, 1 the best.

    Attributes:
        least: the fewest options that must be ranked.
        most: the most; ``None`` for all.
        alike: several options may have one rank.
        gaps: ranks may be left out, and only their order counts.

    >>> [reason.code for reason in Rank().reasons(Marks({"li": 1, "wang": 3}))]
    ['rank-gap']
    """

    kind: ClassVar[str] = "rank"

    least: int = attrs.field(default=1, converter=_size)
    most: int | None = attrs.field(default=None, converter=_size_or_none)
    alike: bool = attrs.field(default=False, converter=_setting)
    gaps: bool = attrs.field(default=False, converter=_setting)

    def __attrs_post_init__(self) -> None:
        _order(self.least, self.most, "options to rank")

    def reasons(self, marks: Marks) -> Iterator[Verdict]:
        """What is wrong with a paper, if anything."""
        yield from _too_many(len(marks.entries), self.least, self.most)
        read = dict(_numbers(marks))
        odd = sorted(option for option, rank in read.items() if not isinstance(rank, int) or rank < 1)
        if odd:
            yield ground("not-a-rank", options=odd)
            return
        ranks = Counter(cast("dict[str, int]", read).values())
        twice = sorted(rank for rank, number in ranks.items() if number > 1)
        if twice and not self.alike:
            yield ground("rank-twice", ranks=[str(rank) for rank in twice])
        missing = next((rank for rank in range(1, len(ranks) + 1) if rank not in ranks), None)
        if missing is not None and not self.gaps and not self._skipped(ranks):
            yield ground("rank-gap", rank=missing)

    def _skipped(self, ranks: Counter[int]) -> bool:
        """Whether what is left out are the ranks that those alike take up together: 1, 2, 2, 4."""
        place = 1
        for rank in sorted(ranks):
            if rank != place:
                return False
            place += ranks[rank]
        return True

    def read(self, given: object) -> Marks:
        """The paper from option to rank, or from the options in order."""
        return Marks(cast("Any", given)) if isinstance(given, Mapping) else Marks.ranked(cast("Any", given))


@final
@attrs.frozen
class Score:
    """A paper with a score beside each option, or for each criterion of one.

    Attributes:
        lowest: the lowest score.
        highest: the highest.
        complete: every option must be scored.
        whole: scores are whole numbers.
        criteria: what each option is scored on; empty for a single score.
    """

    kind: ClassVar[str] = "score"

    lowest: Number = attrs.field(default=0, converter=_figure)
    highest: Number = attrs.field(default=5, converter=_figure)
    complete: bool = attrs.field(default=False, converter=_setting)
    whole: bool = attrs.field(default=True, converter=_setting)
    criteria: tuple[str, ...] = attrs.field(default=(), converter=_words)

    def __attrs_post_init__(self) -> None:
        _order(self.lowest, self.highest, "scores")

    def reasons(self, marks: Marks) -> Iterator[Verdict]:
        """What is wrong with a paper, if anything."""
        shape = sorted(option for option, mark in marks.entries if not self._is_shaped(mark))
        if shape:
            code = "not-by-criterion" if self.criteria else "not-a-score"
            yield ground(code, options=shape, **({"criteria": list(self.criteria)} if self.criteria else {}))
        out = sorted(option for option, mark in marks.entries if not all(map(self._fits, scores_in(mark))))
        if out:
            low, high = number_text(self.lowest), number_text(self.highest)
            yield ground("score-out-of-range", options=out, lowest=low, highest=high)
        parts = sorted(option for option, mark in marks.entries if self.whole and _is_in_parts(mark))
        if parts:
            yield ground("score-not-whole", options=parts)

    def _is_shaped(self, mark: Mark) -> bool:
        if self.criteria:
            return isinstance(mark, tuple) and {name for name, _ in mark} == {*self.criteria}
        return not isinstance(mark, str | tuple)

    def _fits(self, score: Number) -> bool:
        return self.lowest <= score <= self.highest

    def read(self, given: object) -> Marks:
        """The paper from option to score, or to criterion and score."""
        return Marks(cast("Any", given))


def scores_in(mark: Mark) -> tuple[Number, ...]:
    """The numbers of a mark."""
    if isinstance(mark, tuple):
        return tuple(value for _, value in mark)
    return () if isinstance(mark, str) else (mark,)


def _is_in_parts(mark: Mark) -> bool:
    return not all(isinstance(score, int) for score in scores_in(mark))


@final
@attrs.frozen
class Grade:
    """A paper with a grade beside each option.

    Attributes:
        grades: the grades, the best first; words and no numbers.
        complete: every option must be graded.

    >>> four = Grade(("excellent", "competent", "basically competent", "not competent"))
    >>> [reason.code for reason in four.reasons(Marks({"li": "good"}))]
    ['mark-not-allowed']
    """

    kind: ClassVar[str] = "grade"

    grades: tuple[str, ...] = attrs.field(converter=_words)
    complete: bool = attrs.field(default=False, converter=_setting)

    def __attrs_post_init__(self) -> None:
        if len({*self.grades}) < max(len(self.grades), 1) or not all(map(_is_word, self.grades)):
            rule, fix = "must be words, each there once", "write a grade that is a number out in words"
            raise RuleError(Fault("bad-grades", "grades", rule, ", ".join(self.grades), fix))

    def reasons(self, marks: Marks) -> Iterator[Verdict]:
        """What is wrong with a paper, if anything."""
        yield from _unlike(marks, self.grades)

    def read(self, given: object) -> Marks:
        """The paper from option to grade."""
        return Marks(cast("Any", given))


def _is_word(grade: str) -> bool:
    """Whether a mark may be that word: one that is a number would be read as one."""
    try:
        return isinstance(Marks({"option": grade}).mark("option"), str)
    except TallyError:
        return False


@final
@attrs.frozen(hash=False)
class Affordable:
    """A paper on which projects are chosen within a budget.

    Attributes:
        costs: option to cost.
        budget: what the chosen ones may cost together.
        least: the share of the budget that must be used at least.
    """

    kind: ClassVar[str] = "affordable"

    costs: Mapping[str, Number] = attrs.field(converter=_costs)
    budget: Number = attrs.field(converter=_figure)
    least: Share = attrs.field(default=Share(0), converter=_share)

    def __attrs_post_init__(self) -> None:
        if self.budget < 0:
            given = number_text(self.budget)
            raise RuleError(Fault("negative-number", "budget", "must not be below 0", given))

    def reasons(self, marks: Marks) -> Iterator[Verdict]:
        """What is wrong with a paper, if anything."""
        yield from _unlike(marks, ("yes",))
        unpriced = sorted(option for option in marks.options if option not in self.costs)
        if unpriced:
            yield ground("without-cost", options=unpriced)
            return
        spent = sum(self.costs[option] for option in marks.options)
        if spent > self.budget:
            yield ground("budget-exceeded", spent=number_text(spent), budget=number_text(self.budget))
        if spent < self.least.fraction * self.budget:
            yield ground("budget-unused", spent=number_text(spent), least=str(self.least))

    def read(self, given: object) -> Marks:
        """The paper from a list of projects."""
        return Marks(cast("Any", given)) if isinstance(given, Mapping) else Marks.chosen(cast("Any", given))

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy by the plain values, since a read-only view of a dict does neither."""
        return Affordable, (dict(self.costs), self.budget, self.least)

    def __hash__(self) -> int:
        """Equal forms have equal budgets."""
        return hash((self.budget, self.least))


Form: TypeAlias = Choose | UpDown | Points | Rank | Score | Grade | Affordable
"""How a paper is marked."""

_FORMS: Final[Mapping[str, type[Any]]] = MappingProxyType(
    {form.kind: form for form in (Choose, UpDown, Points, Rank, Score, Grade, Affordable)}
)


def most_votes(form: Form) -> tuple[Number | None, Number | None]:
    """The most votes that one paper gives to one option, and to all; ``None`` where that is not fixed.

    Of ranks and grades nothing is: what counts as a vote there is up to the rule.
    """
    match form:
        case Choose(most) | UpDown(most):
            return 1, most
        case Affordable():
            return 1, None
        case Points(total, most_each):
            return total if most_each is None else min(total, most_each), total
        case Score():
            return max(form.highest, 0) * max(len(form.criteria), 1), None
        case _:
            return None, None


# --- records --------------------------------------------------------------------------------------


def plain_form(form: Form) -> dict[str, object]:
    """The plain-dict form: its kind, and what is not as it is by default."""
    return {"kind": form.kind, **written(form, _plain)}


def _plain(value: object) -> object:
    match value:
        case tuple():
            return list(cast("tuple[object, ...]", value))
        case Mapping():
            return {name: _plain(cost) for name, cost in cast("Mapping[str, object]", value).items()}
        case bool() | int() | str():
            return value
        case Share():
            return str(value)
        case _:
            return number_text(cast("Number", value))


_UNKNOWN: Final = Fault("unknown-form", "form", "must be of a known kind")


def form_from_dict(data: object) -> Form:
    """A form from its plain dict.

    Raises:
        RecordError: an unknown kind, keys or values that such a form does not have.
        RuleError: settings that make no sense.
    """
    kind, plain = fields_of_kind(data, _FORMS, _UNKNOWN)
    faults = Faults()
    found = faults.attempt(kind, **plain)
    faults.close(RuleError)
    return cast("Form", found)
