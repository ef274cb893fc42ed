"""What a contest came to: every proposal with its marks, the ranking, the awards, and what is open."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor
from typing import final

import attrs

from consultgov.contests.awards import Awarded
from consultgov.contests.figures import percent_text
from consultgov.contests.judging import Judged
from consultgov.contests.shortlists import Shortlisted
from consultgov.contests.ties import BETWEEN, Tied
from consultgov.shares import Number, number, number_text, terminates
from consultgov.tabulation.counts import Ranking, step
from consultgov.verdicts import Clause, Verdict, explained

__all__ = ["ContestResult", "ScoredProposal"]


@final
@attrs.frozen
class ScoredProposal:
    """One proposal in the count.

    Attributes:
        proposal: its id.
        entry: of the entry conditions, those that it does not meet; empty where it takes part.
        judged: what the judges make of it; ``None`` where it does not take part or too few judges are left.
        left_out: marks that do not count, each with the reason.
        popular: its popular votes.
        popular_share: the share that these are.
        mixed: how the score is made of the judges' mark and that of the public; ``None`` where it is not.
        score: the final score; ``None`` where it is not scored, or withheld.
        award: the award that it has for certain, or the empty text.
        reasons: why it is not scored, does not go on, or has no award although its place would give it one.
        withheld: it is scored, and the score would unmask a voter.
    """

    proposal: str
    entry: tuple[Verdict, ...] = ()
    judged: Judged | None = None
    left_out: tuple[Verdict, ...] = ()
    popular: Number | None = None
    popular_share: Number | None = None
    mixed: Verdict | None = None
    score: Number | None = None
    award: str = ""
    reasons: tuple[Verdict, ...] = ()
    withheld: bool = False

    def verdict(self) -> Verdict:
        """The proposal in an account: its score, and below it what the score is made of."""
        if self.entry:
            head = step("contest-not-entered", proposal=self.proposal)
            clause = next((why.clause for why in self.entry if why.clause is not None), None)
            return attrs.evolve(head, holds=False, parts=self.entry, clause=clause)
        if self.withheld:
            return attrs.evolve(step("contest-score-withheld", proposal=self.proposal), parts=self.reasons)
        if self.score is None:
            parts = (*self.left_out, *self.reasons)
            head = step("contest-not-scored" if parts else "contest-unscored", proposal=self.proposal)
            return attrs.evolve(head, holds=False, parts=parts)
        return attrs.evolve(_head(self.proposal, self.score), parts=tuple(self._parts()))

    def _parts(self) -> Iterator[Verdict]:
        yield from () if self.judged is None else self.judged.account()
        if self.popular is not None and self.popular_share is not None:
            figures = {"votes": number_text(self.popular), "share": percent_text(self.popular_share)}
            yield step("contest-popular", **figures)
        if self.mixed is not None:
            yield self.mixed
        yield from self.left_out
        yield from self.reasons

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; exact numbers as text, what is not there left out."""
        return {"proposal": self.proposal, **dict(self._plain())}

    def _plain(self) -> Iterator[tuple[str, object]]:
        for name in ("popular", "popular_share", "score"):
            value = getattr(self, name)
            if value is not None:
                yield name, number_text(value)
        if self.judged is not None:
            yield from self.judged.plain()
        if self.mixed is not None:
            yield "mixed", self.mixed.to_dict()
        if self.award:
            yield "award", self.award
        for name in ("entry", "left_out", "reasons"):
            verdicts: tuple[Verdict, ...] = getattr(self, name)
            if verdicts:
                yield name, [each.to_dict() for each in verdicts]


def _head(proposal: str, score: Number) -> Verdict:
    """A score to tell; one that does not end as a decimal is also rounded to hundredths, as is usual."""
    facts = {"proposal": proposal, "score": number_text(score)}
    if terminates(score.denominator):
        return step("contest-score", **facts)
    hundredths = number(Fraction(floor(100 * score + Fraction(1, 2)), 100))
    return step("contest-score-about", **facts, about=number_text(hundredths))


@final
@attrs.frozen
class ContestResult:
    """What a contest came to.

    Attributes:
        proposals: every proposal, in the order of the paper.
        ranking: those that are scored in order of merit; those in one tier are alike.
        shortlist: who goes on to the awards and who is tied for it; ``None`` without a shortlist.
        awarded: who has which award, and what is open.
        notes: why nothing was counted, or what a reader has to know.
        steps: how ties were broken.
        clause: where the rule stands.
        settled: the ranking, in which those tied stand in the order drawn, if one is known.
        withheld: papers of a secret ballot are so few that figures would unmask a voter: who wins and the
            order of merit is told, and no mark, vote or score.
    """

    proposals: tuple[ScoredProposal, ...]
    ranking: Ranking = ()
    shortlist: Shortlisted | None = None
    awarded: Awarded = Awarded()  # noqa: RUF009 - a frozen value
    notes: tuple[Verdict, ...] = ()
    steps: tuple[Verdict, ...] = ()
    clause: Clause | None = None
    settled: Ranking = ()
    withheld: bool = False

    @property
    def winners(self) -> tuple[str, ...]:
        """The proposals that have an award for certain, in order of merit; of some it may be open which."""
        return tuple(name for tier in self.winners_ranked for name in tier)

    @property
    def winners_ranked(self) -> Ranking:
        """The same in tiers: those in one tier are alike, and no order drawn tells them apart."""
        certain = {name for _, names in self.awarded.given for name in names}
        certain |= {name for tie in self.ties if tie.over == BETWEEN for name in tie.options}
        tiers = (tuple(name for name in tier if name in certain) for tier in self.settled)
        return tuple(tier for tier in tiers if tier)

    @property
    def ties(self) -> tuple[Tied, ...]:
        """Every tie that matters: for the shortlist, then for the awards."""
        return (*(() if self.shortlist is None else self.shortlist.ties), *self.awarded.ties)

    @property
    def open(self) -> dict[str, int]:
        """Award to how many of it nobody has."""
        return dict(self.awarded.open)

    def of(self, proposal: str) -> ScoredProposal:
        """One proposal.

        Raises:
            KeyError: a proposal that is not there.
        """
        return {each.proposal: each for each in self.proposals}[proposal]

    def account(self) -> tuple[Verdict, ...]:
        """What happened, as verdicts: each proposal from the best down, then who has which award."""
        told = list(self._account())
        free = [at for at, verdict in enumerate(told) if verdict.clause is None]
        if free:
            told[free[-1]] = attrs.evolve(told[free[-1]], clause=self.clause)
        return tuple(told)

    def _account(self) -> Iterator[Verdict]:
        yield from self.notes
        yield from self._in_order() if self.withheld else self._scores()
        yield from self.steps
        if self.shortlist is not None:
            yield from self.shortlist.steps
        for award, names in self.awarded.given:
            yield step("contest-award", award=award, options=list(names))
        for award, left in self.awarded.open:
            yield step("contest-award-open", award=award, number=left)
        yield from (tie.verdict() for tie in self.ties)

    def _scores(self) -> Iterator[Verdict]:
        """Each proposal with what its score is made of, from the best down."""
        place = {name: at for at, tier in enumerate(self.ranking) for name in tier}
        last = len(place)
        for each in sorted(self.proposals, key=lambda one: place.get(one.proposal, last)):
            yield each.verdict()

    def _in_order(self) -> Iterator[Verdict]:
        """The order of merit without a figure, and who is not in it."""
        place = 1
        for tier in self.ranking:
            yield step("contest-placed", place=place, options=list(tier))
            place += len(tier)
        for each in self.proposals:
            if each.withheld:
                yield from each.reasons
            else:
                yield each.verdict()

    def explain(self, language: str = "en") -> str:
        """The contest in sentences, ``"en"`` or ``"zh"``.

        Raises:
            RecordError: a language that is not there.
        """
        return explained(self.account(), language)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; exact numbers as text."""
        plain: dict[str, object] = {
            "proposals": [each.to_dict() for each in self.proposals],
            "ranking": [list(tier) for tier in self.ranking],
            "awards": [{"award": award, "options": list(names)} for award, names in self.awarded.given],
            "open": self.open,
            "ties": [tie.to_dict() for tie in self.ties],
        }
        if self.withheld:
            plain["withheld"] = True
        if self.shortlist is not None:
            plain["shortlist"] = sorted(self.shortlist.on)
        for name in ("notes", "steps"):
            verdicts: tuple[Verdict, ...] = getattr(self, name)
            if verdicts:
                plain[name] = [each.to_dict() for each in verdicts]
        return plain if self.clause is None else {**plain, "clause": self.clause.to_dict()}
