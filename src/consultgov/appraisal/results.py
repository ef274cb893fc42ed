"""What an appraisal came to: for each subject a grade, a tie, or why there is neither."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, final

import attrs

from consultgov.appraisal.grading import Votes
from consultgov.appraisal.telling import said, share_told
from consultgov.errors import Fault, TallyError, shown
from consultgov.shares import Number, Share, number_text
from consultgov.verdicts import Verdict, explained

if TYPE_CHECKING:
    from consultgov.appraisal.rules import AppraisalRule

__all__ = ["Appraisal", "Appraised", "Came", "GroupGraded"]

_NOTHING: Final[Votes] = MappingProxyType({})


@final
class Came(StrEnum):
    """What came of an appraisal for one subject."""

    GRADED = "graded"
    """There is a grade."""
    TIED = "tied"
    """Grades are tied, and the rule leaves it at that."""
    UNGRADED = "ungraded"
    """There are papers enough, and no grade in them."""
    TOO_FEW = "too_few"
    """Too few have responded."""
    VOID = "void"
    """There is nothing to count, such as where more papers were returned than issued."""
    SEALED = "sealed"
    """Nothing can be told yet."""
    WITHHELD = "withheld"
    """There is no grade, and of so few secret papers nothing more is told."""


_HEADS: Final = MappingProxyType(
    {
        Came.SEALED: "appraisal-sealed",
        Came.VOID: "appraisal-void",
        Came.TOO_FEW: "appraisal-too-few",
    }
)
"""What came of every subject to what is said first of the appraisal."""


def _read_only(given: Mapping[str, Number]) -> Votes:
    return MappingProxyType(dict(given))


def _texts(votes: Votes) -> list[str]:
    return [f"{grade} {number_text(number)}" for grade, number in votes.items()]


def _weights(votes: Votes) -> Iterator[Verdict]:
    """What each grade weighs, in per cent of all."""
    for grade, number in votes.items():
        code, facts = share_told("grade-weight", "weight", number)
        yield said(code, grade=grade, **facts)


@final
@attrs.frozen(hash=False)
class GroupGraded:
    """The papers of one group about one subject.

    Attributes:
        name: the group.
        votes: grade to its votes.
        papers: the papers of the group, those included that give no grade.
        grades: the grade that the group came to by itself; several where tied, none where it came to none.
        rate: the group's rate of satisfaction.
        reasons: how its grade came about, where groups have grades of their own.
    """

    name: str
    votes: Votes = attrs.field(converter=_read_only)
    papers: Number
    grades: tuple[str, ...] = ()
    rate: Share | None = None
    reasons: tuple[Verdict, ...] = ()

    def verdict(self) -> Verdict:
        """The figures of the group as a sentence, with its reasons below it."""
        papers, votes = number_text(self.papers), _texts(self.votes)
        return said("group-votes", *self.reasons, group=self.name, papers=papers, votes=votes)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; exact numbers as text."""
        return {
            "name": self.name,
            "votes": {grade: number_text(number) for grade, number in self.votes.items()},
            "papers": number_text(self.papers),
            "grades": list(self.grades),
            "rate": None if self.rate is None else str(self.rate),
        }

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy by the plain values, since a read-only view of a dict does neither."""
        values = (self.name, dict(self.votes), self.papers, self.grades, self.rate, self.reasons)
        return GroupGraded, values

    def __hash__(self) -> int:
        """Equal figures are of equal groups."""
        return hash((self.name, self.papers, self.grades))


@final
@attrs.frozen(hash=False)
class Appraised:
    """What an appraisal came to for one subject.

    Attributes:
        subject: who or what was appraised.
        came: a grade, a tie, or neither.
        grade: the grade, where there is one.
        tied: the grades that are tied, where they are.
        votes: grade to its votes; where groups are weighted, to what they weigh, 1 in all.
        papers: the papers about the subject, or what they weigh.
        rate: the rate of satisfaction, exactly.
        groups: the figures of each group.
        reasons: how it came about.
        left_out: who returned a paper whose entry about herself is left out.
        weighted: ``votes`` are what papers weigh, and no heads.
    """

    subject: str
    came: Came
    grade: str | None = None
    tied: tuple[str, ...] = ()
    votes: Votes = attrs.field(default=_NOTHING, converter=_read_only)
    papers: Number = 0
    rate: Share | None = None
    groups: tuple[GroupGraded, ...] = ()
    reasons: tuple[Verdict, ...] = ()
    left_out: tuple[str, ...] = ()
    weighted: bool = False

    def verdict(self) -> Verdict:
        """The result as a sentence, with the figures and the reasons below it."""
        parts = tuple(self._parts())
        if self.came is Came.GRADED:
            return said("appraised-as", *parts, subject=self.subject, grade=self.grade)
        if self.came is Came.TIED:
            return said("appraised-tied", *parts, holds=False, subject=self.subject, grades=list(self.tied))
        return said("not-appraised", *parts, holds=False, subject=self.subject)

    def _parts(self) -> Iterator[Verdict]:
        if self.weighted:
            yield said("grade-weights", *_weights(self.votes))
        elif self.votes:
            yield said("grade-votes", papers=number_text(self.papers), votes=_texts(self.votes))
        for group in self.groups:
            yield group.verdict()
        yield from self.reasons
        if self.left_out:
            yield said("own-entry-left-out", people=list(self.left_out))
        if self.rate is not None:
            code, facts = share_told("satisfaction-rate", "rate", self.rate)
            yield said(code, **facts)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; exact numbers as text, what is not there left out."""
        plain: dict[str, object] = {"subject": self.subject, "came": self.came.value}
        if self.grade is not None:
            plain["grade"] = self.grade
        if self.votes:
            plain["votes"] = {grade: number_text(number) for grade, number in self.votes.items()}
            plain["papers"] = number_text(self.papers)
        if self.rate is not None:
            plain["rate"] = str(self.rate)
        if self.weighted:
            plain["weighted"] = True
        listed = {
            "tied": list(self.tied),
            "groups": [group.to_dict() for group in self.groups],
            "reasons": [reason.to_dict() for reason in self.reasons],
            "left_out": list(self.left_out),
        }
        return plain | {name: found for name, found in listed.items() if found}

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy by the plain values, since a read-only view of a dict does neither."""
        head = (self.subject, self.came, self.grade, self.tied, dict(self.votes), self.papers, self.rate)
        return Appraised, (*head, self.groups, self.reasons, self.left_out, self.weighted)

    def __hash__(self) -> int:
        """Equal results are of equal subjects."""
        return hash((self.subject, self.came, self.grade))


@final
@attrs.frozen
class Appraisal:
    """What an appraisal came to.

    Attributes:
        rule: the rule by which it was counted.
        subjects: the result of each subject, in the order of the paper.
        quorum: whether enough have responded, condition by condition; empty where none is asked for, and
            where the figures of secret papers are withheld.
        notes: why there is nothing to count, or what else a reader should know.
    """

    rule: AppraisalRule
    subjects: tuple[Appraised, ...]
    quorum: tuple[Verdict, ...] = ()
    notes: tuple[Verdict, ...] = ()

    def of(self, subject: str) -> Appraised:
        """The result of one subject.

        Raises:
            TallyError: somebody who was not appraised.
        """
        found = next((each for each in self.subjects if each.subject == subject), None)
        if found is None:
            known = ", ".join(each.subject for each in self.subjects[:10])
            fix = f"appraised are {known}"
            raise TallyError(
                Fault("unknown-option", "subject", "must have been appraised", shown(subject), fix)
            )
        return found

    @property
    def grades(self) -> dict[str, str | None]:
        """Subject to grade; ``None`` where there is none."""
        return {each.subject: each.grade for each in self.subjects}

    @property
    def rates(self) -> dict[str, Share]:
        """Subject to rate of satisfaction, of those that have one: what a review at the year's end reads."""
        return {each.subject: each.rate for each in self.subjects if each.rate is not None}

    @property
    def holds(self) -> bool:
        """Whether there is a valid appraisal: enough have responded, and it can be told."""
        return all(each.came not in _HEADS for each in self.subjects)

    def explain(self, language: str = "en") -> str:
        """The appraisal in sentences, ``"en"`` or ``"zh"``, subject by subject.

        Raises:
            RecordError: a language that is not there.
        """
        return explained(self.account(), language)

    def account(self) -> tuple[Verdict, ...]:
        """What happened, as verdicts: whether it is valid, notes, then each subject."""
        return tuple(self._account())

    def _account(self) -> Iterator[Verdict]:
        heads = [_HEADS[each.came] for each in self.subjects if each.came in _HEADS]
        code = heads[0] if heads else "appraisal-valid"
        yield said(code, *self.quorum, holds=self.holds, clause=self.rule.clause)
        yield from self.notes
        yield from (each.verdict() for each in self.subjects if each.came is not Came.SEALED)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; exact numbers as text."""
        listed = {
            "quorum": [each.to_dict() for each in self.quorum],
            "notes": [each.to_dict() for each in self.notes],
        }
        plain: dict[str, object] = {
            "rule": self.rule.to_dict(),
            "subjects": [each.to_dict() for each in self.subjects],
        }
        return plain | {name: found for name, found in listed.items() if found}
