"""The rule of a contest: what is marked, what counts, who may take part, and what there is to win."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast, final

import attrs

from consultgov.contests.awards import Award, AwardTies, in_falling_order
from consultgov.contests.criteria import Criterion, Joining, Trim, Weighing, weighed
from consultgov.contests.entry import EntryCondition, read_entry
from consultgov.contests.lists import named_once, parts
from consultgov.contests.popular import PopularShare
from consultgov.contests.shortlists import Shortlist
from consultgov.decisions.rules import DecisionRule
from consultgov.errors import Fault, Faults, RecordError, RuleError, shown
from consultgov.fields import written
from consultgov.people import Elector
from consultgov.records import expect_keys
from consultgov.shares import Number
from consultgov.tabulation.limits import Cap, Remedy
from consultgov.verdicts import Clause
from consultgov.voting.electorate import Electorate
from consultgov.voting.entitlement import Entitlement
from consultgov.voting.forms import Score
from consultgov.voting.polls import Poll
from consultgov.voting.reading import choice, clause_of, items, named, truth
from consultgov.voting.returns import Returns
from consultgov.voting.slates import Slate, Unfit

if TYPE_CHECKING:
    from consultgov.contests.results import ContestResult

__all__ = ["ContestRule"]

_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


def _criterion(given: object) -> Criterion:
    return given if isinstance(given, Criterion) else Criterion(cast("str", given))


def _criteria(given: object) -> tuple[Criterion, ...]:
    read = parts(given, _criterion, "criteria")
    if not read:
        raise RuleError(Fault("no-criteria", "criteria", "must be at least one", "", "say what is marked"))
    named_once((each.name for each in read), "criteria")
    return read


def _award(given: object) -> Award:
    return given if isinstance(given, Award) else Award(cast("str", given))


def _awards(given: object) -> tuple[Award, ...]:
    read = parts(given, _award, "awards")
    named_once((each.name for each in read), "awards")
    in_falling_order(read)
    return read


def _cap(given: object) -> Cap:
    cap = cast("Cap", _one(Cap, given, "cap"))
    if cap.remedy is not Remedy.NEXT_BEST:
        rule, fix = "must pass over what would break it", "leave the remedy out"
        raise RuleError(Fault("cap-remedy", f"cap on {cap.trait!r}", rule, cap.remedy.value, fix))
    return cap


def _caps(given: object) -> tuple[Cap, ...]:
    return parts(given, _cap, "caps")


def _one(kind: type[Any], given: object, subject: str) -> Any:  # noqa: ANN401 - of that kind
    if not isinstance(given, kind):
        raise RuleError(Fault("wrong-kind", subject, f"must be a {kind.__name__}", shown(given)))
    return given


def _trim(given: object) -> Trim:
    return cast("Trim", _one(Trim, given, "trim"))


def _joining(given: object) -> Joining:
    return choice(Joining, given, "joining")


def _weighing(given: object) -> Weighing:
    return choice(Weighing, given, "weighing")


def _blend(given: object) -> PopularShare | None:
    return None if given is None else cast("PopularShare", _one(PopularShare, given, "blend"))


def _entry(given: object) -> tuple[EntryCondition, ...]:
    return parts(given, read_entry, "entry")


def _shortlist(given: object) -> Shortlist | None:
    return None if given is None else cast("Shortlist", _one(Shortlist, given, "shortlist"))


def _award_ties(given: object) -> AwardTies:
    return choice(AwardTies, given, "award_ties")


def _name(given: object) -> str:
    return named(given, "criterion of a tie-break")


def _tie_break(given: object) -> tuple[str, ...]:
    read = parts(given, _name, "tie_break")
    named_once(read, "tie_break")
    return read


def _whole(given: object) -> bool:
    return truth(given, "whole")


@final
@attrs.frozen
class ContestRule:
    """How proposals are marked, ranked and awarded.

    Attributes:
        criteria: what is marked; a name by itself has a weight of 1 and marks from 0 to 100.
        awards: what there is to win, from the highest down; a name by itself is one award.
        trim: how many of the highest and lowest marks are dropped, and how many judges must be left.
        joining: how the marks of several judges become one.
        weighing: how the marks on several criteria become one.
        blend: how much popular votes count; ``None`` where judges alone decide.
        entry: conditions on the facts of a proposal; all of them must hold.
        shortlist: how many of each group go on to the awards; ``None`` where all do.
        caps: the most awards that one group may have; whoever would break one is passed over.
        award_ties: what is done where more proposals are tied than there are awards left.
        tie_break: criteria; of proposals with equal scores, the one with more on the first of them is first.
        whole: marks are whole numbers.
        clause: where the rule stands.

    Raises:
        RuleError: no criterion, one that is there twice or has no weight, a tie-break by another, popular
            votes beside sums of marks, awards out of order.
        TallyError: an unknown word.
        RecordError: what is no list, or no clause.

    >>> rule = ContestRule(
    ...     [Criterion("background", "20%"), Criterion("benefit", "80%")],
    ...     [Award("first prize"), Award("second prize", 2)],
    ...     trim=Trim(1, 1, least_judges=3),
    ... )
    >>> rule.highest
    100
    """

    criteria: tuple[Criterion, ...] = attrs.field(converter=_criteria)
    awards: tuple[Award, ...] = attrs.field(default=(), converter=_awards)
    trim: Trim = attrs.field(default=Trim(), converter=_trim)
    joining: Joining = attrs.field(default=Joining.MEAN, converter=_joining)
    weighing: Weighing = attrs.field(default=Weighing.MEAN, converter=_weighing)
    blend: PopularShare | None = attrs.field(default=None, converter=_blend)
    entry: tuple[EntryCondition, ...] = attrs.field(default=(), converter=_entry)
    shortlist: Shortlist | None = attrs.field(default=None, converter=_shortlist)
    caps: tuple[Cap, ...] = attrs.field(default=(), converter=_caps)
    award_ties: AwardTies = attrs.field(default=AwardTies.REPORT, converter=_award_ties)
    tie_break: tuple[str, ...] = attrs.field(default=(), converter=_tie_break)
    whole: bool = attrs.field(default=False, converter=_whole)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        stray = sorted({*self.tie_break}.difference(each.name for each in self.criteria))
        if stray:
            rule, fix = "must name criteria of the rule", "name one of its criteria"
            faults.add(Fault("unknown-criterion", "tie_break", rule, ", ".join(stray), fix))
        if self.blend is not None and self.joining is Joining.SUM:
            rule, fix = "must go with a mean or a median", "say joining='mean'"
            faults.add(Fault("blend-of-sums", "blend", rule, "a sum of marks", fix))
        faults.close(RuleError)

    @property
    def highest(self) -> Number:
        """The highest total that a judge can give: what popular votes are measured by."""
        return weighed({each.name: each.highest for each in self.criteria}, self.criteria, self.weighing)

    @property
    def form(self) -> Score:
        """The form of a judge's paper. Ranges that differ by criterion are seen to when it is counted."""
        low = min(each.lowest for each in self.criteria)
        high = max(each.highest for each in self.criteria)
        names = tuple(each.name for each in self.criteria)
        return Score(low, high, whole=self.whole, criteria=names)

    # --- polls and counts -----------------------------------------------------------------------

    def slate(
        self,
        proposals: Iterable[Elector | str],
        *,
        recusals: Mapping[str, Iterable[object]] = _NOTHING,
        facts: Mapping[str, Mapping[str, bool | int]] = _NOTHING,
        unfit: Unfit | str = Unfit.REFUSED,
    ) -> Slate:
        """The proposals on a judge's paper, with the rule, the recusals and the facts that it is counted by.

        Args:
            proposals: ids, or electors with the traits that shortlist and caps read.
            recusals: judge to the proposals that she does not mark, each alone or with the reason.
            facts: proposal to what entry conditions read.
            unfit: what becomes of a paper that is not filled in as it must be.

        Raises:
            TallyError: no proposal, one that is there twice, recusals or facts of another one.
            MissingData: a proposal without a trait that the rule reads.
        """
        from consultgov.contests.polls import slate_for  # noqa: PLC0415 - made of this rule

        return slate_for(self, proposals, recusals, facts, unfit)

    def put(  # noqa: PLR0913 - a contest is named by its parts
        self,
        question: str,
        proposals: Iterable[Elector | str],
        judges: Electorate | Entitlement | Iterable[Elector | str],
        *,
        opens: datetime | str,
        closes: datetime | str | None = None,
        recusals: Mapping[str, Iterable[object]] = _NOTHING,
        facts: Mapping[str, Mapping[str, bool | int]] = _NOTHING,
        validity: DecisionRule = DecisionRule("yes >= 1"),  # noqa: B008 - a frozen value
        unfit: Unfit | str = Unfit.REFUSED,
        **settings: Any,  # noqa: ANN401 - those of a poll
    ) -> Poll:
        """The poll in which the judges mark the proposals.

        Args:
            question: the contest.
            proposals: ids, or electors with the traits that shortlist and caps read.
            judges: who marks; recusals from the whole contest are those of any electorate.
            opens: when marking begins.
            closes: when it ends.
            recusals: judge to the proposals that she does not mark, each alone or with the reason.
            facts: proposal to what entry conditions read.
            validity: when the marking is valid: for it, a valid paper counts as yes.
            unfit: what becomes of a paper that is not filled in as it must be.
            settings: what else a poll takes: ``procedure``, ``matter``, ``present``, ``proxies``.

        Raises:
            TallyError: no proposal or no judge, one that is there twice, recusals or facts of somebody else.
            RuleError: recusals from single proposals where papers are secret.
            MissingData: a proposal without a trait that the rule reads.
        """
        from consultgov.contests.polls import put  # noqa: PLC0415 - made of this rule

        slate = self.slate(proposals, recusals=recusals, facts=facts, unfit=unfit)
        return put(question, slate, judges, validity, {"opens": opens, "closes": closes, **settings})

    def count(
        self,
        returns: Poll | Returns,
        at: datetime | str | None = None,
        *,
        popular: object = None,
        facts: Mapping[str, Mapping[str, bool | int]] | None = None,
        ties: Iterable[str] = (),
    ) -> ContestResult:
        """What the contest comes to.

        Args:
            returns: the poll of the judges, or its returns.
            at: of polls, the moment of asking, as for ``Poll.result``. Papers of a secret one are sealed
                until it is closed; without a moment only the chair can have closed it. Of an open one a note
                tells that it is not closed yet.
            popular: the popular votes where the rule blends them in: a poll, its returns, or a dict of
                proposal to votes.
            facts: what entry conditions read, where it is not that of the poll.
            ties: an order of proposals, by lot or however the body settles ties; the ``Draw`` on the record
                of the poll, if none is given.

        Raises:
            RuleError: papers that were put under another rule.
            RecordError: what is neither a poll nor its returns.
            TallyError: papers of another form, popular votes that are missing or not asked for, an order of
                proposals that are not there.
            MissingData: a proposal without a trait that the rule reads.
        """
        from consultgov.contests.counting import count  # noqa: PLC0415 - made of this rule

        return count(self, returns, (popular, facts, ties), at)

    # --- records --------------------------------------------------------------------------------

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, _plain)

    @classmethod
    def from_dict(cls, data: object) -> ContestRule:
        """The rule from its plain dict.

        Raises:
            RecordError: keys or values that such a rule does not have; all at once.
            RuleError: what the constructor refuses.
        """
        known = frozenset(field.name for field in attrs.fields(ContestRule))
        required = frozenset({"criteria"})
        plain: dict[str, Any] = {**expect_keys(data, "contest", required, known - required)}
        faults = Faults()
        for name, read in _READERS.items():
            if name in plain:
                plain[name] = faults.attempt(read, plain[name])
        faults.close(RecordError)
        return cls(**plain)


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(each) for each in cast("tuple[object, ...]", value)]
    if hasattr(value, "to_dict"):
        return cast("Any", value).to_dict()
    return value if isinstance(value, bool) else str(value)


def _listed(kind: type[Any]) -> Callable[[object], tuple[Any, ...]]:
    def read(given: object) -> tuple[Any, ...]:
        return tuple(kind.from_dict(each) for each in items(given, kind.__name__))

    return read


_READERS: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "criteria": _listed(Criterion),
        "awards": _listed(Award),
        "trim": Trim.from_dict,
        "blend": PopularShare.from_dict,
        "entry": _listed(EntryCondition),
        "shortlist": Shortlist.from_dict,
        "caps": _listed(Cap),
        "clause": Clause.from_dict,
    }
)
