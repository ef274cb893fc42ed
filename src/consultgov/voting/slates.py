"""What a paper lists: the options of a question, how they may be marked, and by which rule they count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, TypeAlias, cast, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, TallyError, shown
from consultgov.people import Elector
from consultgov.records import canonical, expect_keys
from consultgov.shares import Number, number_text
from consultgov.verdicts import Verdict
from consultgov.voting.forms import (
    Choose,
    Form,
    Grade,
    Rank,
    Score,
    UpDown,
    form_from_dict,
    most_votes,
    plain_form,
)
from consultgov.voting.grounds import ground
from consultgov.voting.marks import MAX_MARKS, Mark, Marks
from consultgov.voting.reading import choice, items, named, truth

__all__ = ["Slate", "Unfit"]

_EMPTY: Final[Mapping[str, Any]] = MappingProxyType({})

Paper: TypeAlias = str | Marks
"""What somebody returned: marks, or ``"abstain"`` and ``"invalid"`` as a word."""


@final
class Unfit(StrEnum):
    """What becomes of a paper that is not as it must be."""

    REFUSED = "refused"
    """It is not taken, with the reason: whoever votes can mend it."""
    INVALID = "invalid"
    """It is taken and counts as an invalid ballot."""
    ABSTAIN = "abstain"
    """It is taken and counts as an abstention."""


def _unfit(given: object) -> Unfit:
    return choice(Unfit, given, "unfit")


def _blank(given: object) -> Unfit:
    return choice(Unfit, given, "blank")


def _others(given: object) -> bool:
    return truth(given, "others")


def _default(given: object) -> str:
    return "" if given == "" else named(given, "default")


def _options(given: object) -> tuple[Elector, ...]:
    """Who or what is on the paper, each once; at least one, and no more than a paper may mark."""
    faults = Faults()
    listed = faults.attempt(items, given, "options") or []
    if len(listed) > MAX_MARKS:
        rule = f"must be at most {MAX_MARKS}"
        raise TallyError(Fault("too-many-options", "options", rule, str(len(listed))))
    read = [faults.attempt(_option, each) for each in listed]
    ids = Counter(each.id for each in read if each is not None)
    twice = sorted(each for each, number in ids.items() if number > 1)
    if twice:
        rule, fix = "must each be on the paper once", "drop what is there twice"
        faults.add(Fault("option-twice", "options", rule, ", ".join(twice), fix, tuple(twice)))
    if not read and not faults:
        faults.add(Fault("no-options", "options", "must be at least one", "", "name who stands"))
    faults.close(TallyError)
    return cast("tuple[Elector, ...]", tuple(read))


def _option(given: object) -> Elector:
    return given if isinstance(given, Elector) else Elector(cast("str", given))


def _form(given: object) -> Form:
    if not isinstance(given, Form):
        fix = "give one of consultgov.voting: Choose, UpDown, Points, Rank, Score, Grade, Affordable"
        raise TallyError(Fault("wrong-kind", "form", "must be the form of a paper", shown(given), fix))
    return given


def _rule(given: object) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise RecordError(Fault("not-a-dict", "rule of a slate", "must be a plain dict", shown(given)))
    plain = cast("Mapping[str, Any]", given)
    canonical(plain)
    return MappingProxyType(deepcopy(dict(plain)))


@final
@attrs.frozen(hash=False)
class Slate:
    """The options of a question, and how a paper over them may be filled in.

    Attributes:
        options: who or what is on the paper, in its order: ids, or electors with the traits and weights that
            the rule reads (a sector, an employer, a day of birth as seniority).
        form: how options are marked.
        default: the option that stands for none of the others, if one does.
        unfit: what becomes of a paper that is not filled in as the form asks.
        blank: what a paper without any mark is.
        others: somebody who is not on the paper may be written in.
        rule: the rule by which the papers are counted, as its plain dict: it stays with the poll.

    Raises:
        TallyError: no option, one that is there twice, a default that is none of them.

    >>> slate = Slate(["li", "wang", "zhao"], Choose(most=2))
    >>> [reason.code for reason in slate.reasons(Marks.chosen(["li", "wei"]))]
    ['unknown-option']
    """

    options: tuple[Elector, ...] = attrs.field(converter=_options)
    form: Form = attrs.field(default=Choose(most=1), converter=_form)
    default: str = attrs.field(default="", converter=_default)
    unfit: Unfit = attrs.field(default=Unfit.REFUSED, converter=_unfit)
    blank: Unfit = attrs.field(default=Unfit.ABSTAIN, converter=_blank)
    others: bool = attrs.field(default=False, converter=_others)
    rule: Mapping[str, Any] = attrs.field(default=_EMPTY, converter=_rule)
    _by_id: Mapping[str, Elector] = attrs.field(
        init=False, eq=False, repr=False, default=MappingProxyType({})
    )

    def __attrs_post_init__(self) -> None:
        by_id = MappingProxyType({option.id: option for option in self.options})
        object.__setattr__(self, "_by_id", by_id)
        if self.default and self.default not in self.ids:
            fix = "put it among the options"
            raise TallyError(
                Fault("unknown-option", "default", "must be one of the options", shown(self.default), fix)
            )

    @property
    def ids(self) -> tuple[str, ...]:
        """The options by their ids, in the order of the paper."""
        return tuple(self._by_id)

    def option(self, name: str) -> Elector:
        """An option with its traits; somebody written in has none."""
        return self._by_id.get(name) or Elector(name)

    def read(self, given: object) -> Paper:
        """A paper as a caller gives it: marks, a word, or what the form reads.

        A paper that names an option twice is unfit like any other, where such papers are taken.

        Raises:
            TallyError: what the form cannot read.
        """
        if isinstance(given, str | Marks):
            return given
        try:
            return self.form.read(given)
        except TallyError as error:
            twice = all(fault.code == "option-twice" for fault in error.faults)
            if not twice or self.unfit is Unfit.REFUSED:
                raise
            return str(self.unfit.value)

    def reasons(self, marks: Marks) -> tuple[Verdict, ...]:
        """What is wrong with a paper, if anything; a blank one is not held against the form."""
        return tuple(self._reasons(marks))

    def _reasons(self, marks: Marks) -> Iterator[Verdict]:
        if not marks.entries:
            return
        known = frozenset(self.ids)
        stray = [] if self.others else [option for option in marks.options if option not in known]
        if stray:
            yield ground("unknown-option", options=stray)
        left = {*self.ids}.difference(marks.options) if self._is_complete else set[str]()
        if left:
            yield ground("unmarked", options=[option for option in self.ids if option in left])
        yield from self.form.reasons(marks)

    @property
    def _is_complete(self) -> bool:
        """Whether every option has to be marked."""
        return isinstance(self.form, UpDown | Score | Grade) and self.form.complete

    def faulty(self, marks: Marks) -> tuple[Verdict, ...]:
        """Why a paper is not a valid one, if it is not: what is wrong with it, or that it is blank."""
        return self.reasons(marks) if marks.entries else (ground("paper-blank"),)

    def refuses(self, marks: Marks) -> tuple[Verdict, ...]:
        """Why a paper is not taken at all, if it is not."""
        if not marks.entries:
            return (ground("paper-blank"),) if self.blank is Unfit.REFUSED else ()
        return self.reasons(marks) if self.unfit is Unfit.REFUSED else ()

    def stance(self, paper: Paper) -> str:
        """What a paper counts as in the turnout: ``yes`` is a valid one, whatever is marked on it."""
        if isinstance(paper, str):
            return paper
        if not paper.entries:
            return str(self.blank.value)
        return str(self.unfit.value) if self.reasons(paper) else "yes"

    def says(self, marks: Marks, option: str) -> str:
        """What a valid paper says of one option: ``yes``, ``no``, or ``abstain`` where it takes no side.

        Of ranks, whether the option stands above the default; of scores, above the default's or above 0;
        of grades, nothing, since each is an answer of its own.
        """
        mark = marks.mark(option)
        if isinstance(self.form, Rank):
            return _above(self._rank(marks, self.default), self._rank(marks, option), self.default)
        if isinstance(self.form, Score):
            other = marks.mark(self.default) if self.default else 0
            return _side(_total(mark) - _total(other))
        if isinstance(self.form, Grade):
            return "abstain"
        return mark if isinstance(mark, str) else _side(_total(mark))

    def excess(self, votes: Mapping[str, Number], papers: Number) -> tuple[str, ...]:
        """Of votes that were counted, those that so many papers cannot bear, in figures.

        >>> Slate(["li", "wang"]).excess({"li": 4, "wang": 2}, 3)
        ('li = 4', 'sum = 6')
        """
        each, total = most_votes(self.form)
        over = [
            f"{name} = {number_text(n)}"
            for name, n in votes.items()
            if each is not None and n > each * papers
        ]
        given = sum(votes.values())
        if total is not None and given > total * papers:
            over.append(f"sum = {number_text(given)}")
        return tuple(over)

    def _rank(self, marks: Marks, option: str) -> int | None:
        mark = marks.mark(option) if option else None
        return mark if isinstance(mark, int) else None

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        plain: dict[str, object] = {
            "options": [option.to_dict() for option in self.options],
            "form": plain_form(self.form),
        }
        if self.default:
            plain["default"] = self.default
        for name, usual in (("unfit", Unfit.REFUSED), ("blank", Unfit.ABSTAIN)):
            if getattr(self, name) is not usual:
                plain[name] = getattr(self, name).value
        if self.others:
            plain["others"] = True
        return {**plain, "rule": deepcopy(dict(self.rule))} if self.rule else plain

    @classmethod
    def from_dict(cls, data: object) -> Slate:
        """The slate from its plain dict.

        Raises:
            RecordError: keys or values that a slate does not have.
            TallyError, RuleError: what the constructor refuses.
        """
        optional = frozenset({"default", "unfit", "blank", "others", "rule"})
        plain: dict[str, Any] = {**expect_keys(data, "slate", frozenset({"options", "form"}), optional)}
        faults = Faults()
        read = [faults.attempt(Elector.from_dict, each) for each in items(plain["options"], "options")]
        form = faults.attempt(form_from_dict, plain["form"])
        faults.close(RecordError)
        plain |= {"options": read, "form": form}
        return cls(**plain)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy by the plain dict."""
        return Slate.from_dict, (self.to_dict(),)

    def __hash__(self) -> int:
        """Equal slates have equal options."""
        return hash((self.ids, self.form, self.default))


def _total(mark: Mark | None) -> Any:  # noqa: ANN401 - an exact number
    """The number of a mark; the sum of those by criterion; 0 where there is none."""
    if isinstance(mark, tuple):
        return sum(value for _, value in mark)
    return 0 if mark is None or isinstance(mark, str) else mark


def _side(difference: object) -> str:
    sign = cast("int", difference)
    return "yes" if sign > 0 else "no" if sign < 0 else "abstain"


def _above(default: int | None, rank: int | None, named: str) -> str:
    """Where an option stands by the default: what is not ranked stands below all that is."""
    if not named:
        return "abstain" if rank is None else "yes"
    if rank is None:
        return "abstain" if default is None else "no"
    return _side(1 if default is None else default - rank)
