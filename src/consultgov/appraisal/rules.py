"""The rule of an appraisal: the grades, who appraises, how many must respond, and how a grade comes about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final, cast, final

import attrs

from consultgov.appraisal.appraising import appraise
from consultgov.appraisal.asking import ROOM, put, slate_of
from consultgov.appraisal.policies import Combining, GradeTie, RateOf
from consultgov.appraisal.results import Appraisal
from consultgov.appraisal.stating import condition_or_none, figure, names, plain, read, stated, text, values
from consultgov.counting.algebra import Condition
from consultgov.counting.tallies import Tally
from consultgov.errors import ConsultgovError, Fault, Faults, RecordError, RuleError, shown
from consultgov.matters import Matter
from consultgov.people import Elector
from consultgov.shares import Number
from consultgov.verdicts import Clause
from consultgov.voting.authorities import AcceptedProxies, Proxy
from consultgov.voting.electorate import Electorate
from consultgov.voting.entitlement import Entitlement
from consultgov.voting.forms import Grade
from consultgov.voting.polls import Poll
from consultgov.voting.procedure import Procedure
from consultgov.voting.reading import choice, clause_of, items, named, truth
from consultgov.voting.registers import OwnersElectorate
from consultgov.voting.returns import Returns, returned
from consultgov.voting.slates import Slate

__all__ = ["AppraisalRule", "AppraiserGroup", "appraisal_of"]

_FOUR: Final = ("excellent", "competent", "basically competent", "not competent")


def _name(given: object) -> str:
    return named(given, "group")


def _weight(given: object) -> Number:
    return figure(given, "weight of a group", least=0)


@final
@attrs.frozen
class AppraiserGroup:
    """One group of appraisers: the electors with that value of the rule's trait.

    Attributes:
        name: the value of the trait.
        weight: how much the group counts beside the others, where groups are weighted.
        quorum: how many of the group must respond, in rule text: ``"ballots >= 2/3 of members"``.
    """

    name: str = attrs.field(converter=_name)
    weight: Number = attrs.field(default=1, converter=_weight)
    quorum: Condition | None = attrs.field(default=None, converter=condition_or_none)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return stated(self)

    @classmethod
    def from_dict(cls, data: object) -> AppraiserGroup:
        """The group from its plain dict.

        Raises:
            RecordError: keys that it does not have.
        """
        return read(cls, data, "group of appraisers")


def _group(given: object) -> AppraiserGroup:
    if isinstance(given, str):
        return AppraiserGroup(given)
    return given if isinstance(given, AppraiserGroup) else AppraiserGroup.from_dict(given)


def _groups(given: object) -> tuple[AppraiserGroup, ...]:
    return values(given, _group, "groups", lambda each: each.name, least=0)


def _grades(given: object) -> tuple[str, ...]:
    return Grade(names(given, "grades")).grades


def _satisfied(given: object) -> tuple[str, ...]:
    return names(given, "satisfied")


def _thresholds(given: object) -> tuple[tuple[str, Condition], ...]:
    """Grade and condition, the first that holds counts; a dict is read in its order."""
    listed = list(cast("Mapping[object, object]", given).items()) if isinstance(given, Mapping) else given
    return values(listed, _threshold, "thresholds", lambda each: each[0], least=0)


def _threshold(given: object) -> tuple[str, Condition]:
    pair = items(given, "threshold")
    condition = condition_or_none(pair[1]) if len(pair) == 2 else None  # noqa: PLR2004 - grade, condition
    if condition is None:
        fix = 'write ("excellent", "\'excellent\' >= 60% of valid")'
        raise RecordError(Fault("not-a-pair", "threshold", "must be grade and condition", shown(given), fix))
    return named(pair[0], "grade"), condition


def _otherwise(given: object) -> str:
    return text(given, "otherwise")


def _tie(given: object) -> GradeTie:
    return choice(GradeTie, given, "tie")


def _combining(given: object) -> Combining:
    return choice(Combining, given, "combining")


def _rate_of(given: object) -> RateOf:
    return choice(RateOf, given, "rate_of")


def _own(given: object) -> bool:
    return truth(given, "appraises_self")


def _trait(given: object) -> str:
    return named(given, "trait")


@final
@attrs.frozen(kw_only=True)
class AppraisalRule:
    """How somebody, a body or a company is appraised by several groups of appraisers.

    Without thresholds the grade with most votes wins. With them, the grade is the first whose condition
    holds, and ``otherwise`` where none does. Conditions read grades as labels, in quotes:
    ``'excellent' >= 60% of valid``.

    Attributes:
        grades: the grades, the best first.
        thresholds: grade and condition, in the order in which they are tried; empty for most votes.
        otherwise: the grade where no threshold is reached; the lowest by default.
        tie: what is done where grades have equally many votes.
        quorum: how many of all must respond, in rule text: ``"ballots >= 2/3 of members"``.
        groups: the groups of appraisers, in order.
        trait: the trait of the electors that says in which group they are.
        combining: how the groups come to one grade.
        satisfied: the grades that count for the rate of satisfaction; no rate is told without any.
        rate_of: what that rate is a share of.
        appraises_self: whether whoever is appraised may appraise herself; her entry is left out otherwise.
        clause: where the rule stands.

    Raises:
        RuleError: no grades, an unknown grade, groups that weigh nothing, conditions that read what is not
            there; all at once where they depend on each other.

    >>> rule = AppraisalRule(quorum="ballots >= 2/3 of members", satisfied=["excellent", "competent"])
    >>> rule.by
    'most_votes'
    """

    grades: tuple[str, ...] = attrs.field(default=_FOUR, converter=_grades)
    thresholds: tuple[tuple[str, Condition], ...] = attrs.field(default=(), converter=_thresholds)
    otherwise: str = attrs.field(default="", converter=_otherwise)
    tie: GradeTie = attrs.field(default=GradeTie.REPORTED, converter=_tie)
    quorum: Condition | None = attrs.field(default=None, converter=condition_or_none)
    groups: tuple[AppraiserGroup, ...] = attrs.field(default=(), converter=_groups)
    trait: str = attrs.field(default="group", converter=_trait)
    combining: Combining = attrs.field(default=Combining.POOLED, converter=_combining)
    satisfied: tuple[str, ...] = attrs.field(default=(), converter=_satisfied)
    rate_of: RateOf = attrs.field(default=RateOf.GRADES, converter=_rate_of)
    appraises_self: bool = attrs.field(default=False, converter=_own)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        self._check_grades(faults)
        self._check_groups(faults)
        for each in self._conditions():
            faults.attempt(_check_labels, each, self.grades)
        if not faults and self.combining is Combining.WEIGHTED:
            for grade, condition in self.thresholds:
                faults.attempt(_check_weighted, grade, condition, self.grades)
        faults.close(RuleError)

    def _check_grades(self, faults: Faults) -> None:
        """Note grades that are none of the rule's, and another grade where there are no thresholds."""
        used = {*self.satisfied, *(grade for grade, _ in self.thresholds), self.otherwise} - {""}
        for stray in sorted(used.difference(self.grades)):
            fix = f"use {', '.join(self.grades)}"
            faults.add(Fault("unknown-grade", f"grade {stray!r}", "must be one of the rule's", "", fix))
        if self.otherwise and not self.thresholds:
            faults.add(Fault("bad-thresholds", "otherwise", "must go with thresholds", self.otherwise))

    def _check_groups(self, faults: Faults) -> None:
        """Note groups that are missing, and groups that weigh nothing together."""
        if self.combining is not Combining.POOLED and not self.groups:
            rule = f"must be there where they are combined as {self.combining}"
            fix = 'write groups=["committee", "representatives"]'
            faults.add(Fault("no-groups", "groups", rule, "", fix))
        if self.groups and not self.weight:
            faults.add(Fault("no-weight", "groups", "must have a weight above 0 in all"))

    def _conditions(self) -> tuple[tuple[str, Condition, bool], ...]:
        """Each condition with what it is for, and whether it may read grades."""
        found = [(f"threshold of {grade}", condition, True) for grade, condition in self.thresholds]
        quorums = [(f"quorum of {group.name}", group.quorum) for group in self.groups]
        found += [
            (what, condition, False)
            for what, condition in (("quorum", self.quorum), *quorums)
            if condition is not None
        ]
        return tuple(found)

    @property
    def by(self) -> str:
        """How a grade comes about: ``"most_votes"`` or ``"thresholds"``."""
        return "thresholds" if self.thresholds else "most_votes"

    @property
    def fallback(self) -> str:
        """The grade where no threshold is reached."""
        return self.otherwise or self.grades[-1]

    @property
    def weight(self) -> Number:
        """What the groups weigh together."""
        return sum(group.weight for group in self.groups)

    @property
    def boxes(self) -> tuple[str, ...]:
        """What has to be known of a secret paper: the group, and whatever else the conditions read."""
        found = {self.trait} if self.groups else set[str]()
        for _, condition, _ in self._conditions():
            read = condition.vocabulary
            found |= {*read.groups, *read.marks, *read.measures}
        return tuple(sorted(found))

    def slate(self, subjects: Iterable[Elector | str]) -> Slate:
        """The paper: who or what is appraised, the grades, and the rule by which it is counted.

        Raises:
            TallyError: no subject, one there twice.
        """
        return slate_of(self, subjects)

    def put(  # noqa: PLR0913 - a poll is named by its parts
        self,
        question: str,
        subjects: Iterable[Elector | str],
        appraisers: Electorate | Entitlement | OwnersElectorate | Iterable[Elector | str],
        *,
        opens: datetime | str,
        closes: datetime | str | None = None,
        procedure: Procedure = Procedure(),  # noqa: B008 - a frozen value
        matter: Matter = Matter(),  # noqa: B008 - a frozen value
        proxies: AcceptedProxies | Iterable[Proxy] = (),
        present: Iterable[str] = (),
        agents: Mapping[str, Iterable[str]] | None = None,
    ) -> Poll:
        """The appraisal as a poll: one paper on which each of the subjects is given a grade.

        Args:
            question: what is asked.
            subjects: who or what is appraised.
            appraisers: who appraises; in groups, each has the trait that says which is hers.
            opens: the first moment at which papers may be returned.
            closes: the first at which they may no longer be.
            procedure: how papers are returned; by roll call, with names, unless another is given.
            matter: what the appraisal is about.
            proxies: the proxies accepted for it.
            present: who is there when it opens.
            agents: who else may return whose paper, beside those whom the electorate names.

        Raises:
            RuleError: a secret ballot in which own entries should be left out and cannot be told.
            TallyError: no subject, one there twice, an appraiser who is in none of the groups.
        """
        poll_of = {"opens": opens, "closes": closes, "procedure": procedure, "matter": matter}
        there = {"proxies": proxies, "present": present, "agents": agents or MappingProxyType({})}
        return put(self, question, subjects, appraisers, {**poll_of, **there})

    def count(self, returns: Poll | Returns, at: datetime | str | None = None) -> Appraisal:
        """What an appraisal came to.

        Args:
            returns: the poll, or what tellers counted.
            at: of a poll, the moment of asking, as for ``Poll.result``.

        Raises:
            RuleError: papers that were put under another rule.
            RecordError: what is neither a poll nor returns.
            TallyError: a poll without a paper of these grades, papers of nobody's group.
        """
        return appraise(self, returned(returns, at), returns if isinstance(returns, Poll) else None)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        found = stated(self)
        if self.thresholds:
            found["thresholds"] = [[grade, plain(condition)] for grade, condition in self.thresholds]
        return found

    @classmethod
    def from_dict(cls, data: object) -> AppraisalRule:
        """The rule from its plain dict.

        Raises:
            RecordError: keys that it does not have.
            RuleError: settings that make no sense.
        """
        return read(cls, data, "appraisal rule")


def _check_labels(entry: tuple[str, Condition, bool], grades: tuple[str, ...]) -> None:
    """Refuse a condition that reads a grade which is none, or any where nothing is graded yet."""
    what, condition, graded = entry
    stray = sorted({*condition.vocabulary.labels}.difference(grades if graded else ()))
    if stray:
        rule = "must read grades of the rule only" if graded else "must not read grades"
        raise RuleError(Fault("unknown-grade", what, rule, ", ".join(stray)))


def _check_weighted(grade: str, condition: Condition, grades: tuple[str, ...]) -> None:
    """Refuse a threshold that reads more than shares of valid papers, since nothing else is weighted."""
    sums = Tally.totals(yes=0, no=0, abstain=0, labels=dict.fromkeys(grades, 1))
    try:
        condition.evaluate(sums)
    except ConsultgovError as error:
        rule = "must compare grades with shares of valid papers where groups are weighted"
        subject = f"threshold of {grade}"
        raise RuleError(Fault("bad-thresholds", subject, rule, str(error.faults[0]))) from None


def appraisal_of(poll: Poll | Returns, at: datetime | str | None = None) -> Appraisal:
    """What an appraisal came to, by the rule under which it was put, which is on its record.

    Args:
        poll: the poll, or what tellers counted.
        at: of a poll, the moment of asking, as for ``Poll.result``.

    Raises:
        TallyError: a poll without a slate.
        RecordError: a slate that is of no appraisal, or what is neither a poll nor returns.
    """
    found = returned(poll, at)
    context = found.slate.rule
    if ROOM not in context:
        fix = "put it with AppraisalRule.put"
        raise RecordError(Fault("no-appraisal", "slate", "must be of an appraisal", "", fix))
    rule = AppraisalRule.from_dict(context[ROOM])
    return appraise(rule, found, poll if isinstance(poll, Poll) else None)
