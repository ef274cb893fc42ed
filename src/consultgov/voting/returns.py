"""What an election, a contest or an appraisal is counted from: the valid papers, and who returned none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, Protocol, TypeAlias, cast, final

import attrs

from consultgov.counting.rows import Rows
from consultgov.counting.tallies import Tally
from consultgov.decisions.decision import Decision
from consultgov.decisions.outcomes import Outcome
from consultgov.errors import Fault, Faults, RecordError, RuleError, TallyError, shown
from consultgov.people import Elector
from consultgov.shares import Number, number, number_text
from consultgov.spans import moment
from consultgov.verdicts import Verdict
from consultgov.voting.body import body_of, there
from consultgov.voting.counting import anonymous, paper_in, papers_of, resolved, tally_of
from consultgov.voting.declared import fixed, valid_at_most
from consultgov.voting.events import ids_of
from consultgov.voting.forms import Choose, most_votes
from consultgov.voting.grounds import ground
from consultgov.voting.ledger import Ledger
from consultgov.voting.marks import Marks
from consultgov.voting.polls import Poll
from consultgov.voting.putting import expect
from consultgov.voting.reading import items, named
from consultgov.voting.slates import Slate
from consultgov.voting.timing import is_shut

__all__ = ["Paper", "Returns", "returned", "returns_of"]

Paper: TypeAlias = tuple[Elector, Marks, int]
"""A voter, or somebody of whom only her box is known; what the paper says; how many papers say so."""


class Kept(Protocol):
    """A rule that can be read back from its plain dict."""

    @classmethod
    def from_dict(cls, data: object) -> Kept:
        """The rule from its plain dict."""
        ...


_MOST: Final = 10**18


def _votes(given: Mapping[str, Number]) -> Mapping[str, Number]:
    return MappingProxyType(dict(given))


def _turned_out(given: Mapping[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(dict(given))


@final
@attrs.frozen(hash=False)
class Returns:
    """The valid papers of a question with several options, and everybody who returned none.

    Attributes:
        slate: what was on the paper.
        papers: the valid papers.
        rest: the tally of everybody else; of figures only, that of the whole turnout.
        votes: option to its votes, where only these were declared.
        decision: whether the poll was valid, with reasons; ``None`` where that cannot be told.
        notes: why there is nothing to count, or what a reader of the figures has to know.
        drawn: the order in which a lot put those tied, if one was drawn; it settles no tie with anybody else.
        figures: of papers counted by tellers, the figures of the turnout.
        withheld: the papers are so few that their figures would unmask a voter.
        outcome: of a poll, ``ADOPTED`` if it was valid; ``None`` if it is void or sealed.
    """

    slate: Slate
    papers: tuple[Paper, ...] = ()
    rest: Tally | None = None
    votes: Mapping[str, Number] = attrs.field(default=MappingProxyType({}), converter=_votes)
    decision: Decision | None = None
    notes: tuple[Verdict, ...] = ()
    drawn: tuple[str, ...] = ()
    figures: Mapping[str, Any] = attrs.field(default=MappingProxyType({}), converter=_turned_out)
    withheld: bool = False
    outcome: Outcome | None = None

    @classmethod
    def of(
        cls,
        slate: Slate,
        papers: Iterable[tuple[object, int]] = (),
        *,
        votes: Mapping[str, object] = MappingProxyType({}),
        issued: int | None = None,
        drawn: Iterable[str] = (),
        **figures: object,
    ) -> Returns:
        """The returns from what tellers counted, without a poll of named electors.

        Args:
            slate: what was on the paper.
            papers: papers and how many say so; those that are not as they must be count as the slate says.
                Instead of marks ``"abstain"`` or ``"invalid"`` may stand.
            votes: option to its votes, instead of the papers, where only these were counted.
            issued: how many papers went out: more returned make the count void.
            drawn: the order in which a lot put those tied.
            figures: stances and bases of the turnout in heads, as ``Tally.totals`` takes them: ``invalid``,
                ``abstain``, ``members``, ``ballots``. Those that papers fix need not be given.

        Raises:
            TallyError: papers or figures that contradict each other, votes of somebody who does not stand.

        >>> from consultgov import Condition
        >>> slate = Slate(["li", "wang"])
        >>> returns = Returns.of(slate, [(["li"], 30), (["wang"], 25)], invalid=2, members=60)
        >>> Condition.parse("yes > 1/2 of ballots").holds(returns.tally_for("li"))
        True
        """
        faults = Faults()
        faults.attempt(expect, "slate", slate, Slate)
        faults.close(TallyError)
        read = [
            faults.attempt(_bundle, slate, each) for each in faults.attempt(items, papers, "papers") or ()
        ]
        known = faults.attempt(_counted_votes, slate, votes) or {}
        order = faults.attempt(ids_of, drawn) or ()
        given = faults.attempt(_figures, figures) or {}
        most = None if issued is None else faults.attempt(_many, issued)
        if read and known:
            faults.add(Fault("contradictory-figures", "votes", "must not be given beside the papers"))
        faults.close(TallyError)
        bundles = cast("list[tuple[Marks | str, int]]", read)
        valid = tuple((Elector("papers"), marks, many) for marks, many in bundles if isinstance(marks, Marks))
        stated = given if known else _turnout(bundles, given)
        rest = _checked(slate, known, stated)
        returned = _returned(stated)
        notes = () if most is None or returned <= most else (_overfull(most, returned),)
        return cls(slate, valid, rest, known, None, notes, order, stated)

    @property
    def sealed(self) -> bool:
        """Whether nothing may be told yet: a secret ballot that is not closed."""
        return self.outcome is None and any(note.code == "sealed" for note in self.notes)

    @property
    def void(self) -> bool:
        """Whether there is nothing to count for another reason, such as more papers returned than issued."""
        return self.decision is None and not self.withheld and not self.sealed and bool(self.notes)

    def under(self, room: str, rule: Kept) -> None:
        """Refuse papers that were put under another rule than this one, so that no change reaches back.

        Args:
            room: the key under which the slate keeps the rule: ``"election"``, ``"contest"``.
            rule: the rule by which they would be counted.

        Raises:
            RuleError: another rule is on record, or none.
        """
        kept = self.slate.rule.get(room)
        if kept is None or type(rule).from_dict(kept) != rule:
            fix = "count by the rule on record, or put it again"
            raise RuleError(Fault("another-rule", room, "must be counted by its own rule", "", fix))

    @property
    def options(self) -> tuple[str, ...]:
        """The options of the paper, in its order, then those written in, sorted."""
        written = {option for _, marks, _ in self.papers for option in marks.options} | self.votes.keys()
        return (*self.slate.ids, *sorted(written.difference(self.slate.ids)))

    @property
    def valid(self) -> int:
        """How many valid papers there are; of votes only, what was stated of them."""
        if not self.papers and self.figures:
            return int(self.figures.get("yes", 0))
        return sum(many for _, _, many in self.papers)

    @property
    def tally(self) -> Tally:
        """The turnout: a valid paper counts as yes."""
        if self.rest is not None and self.figures and not self.papers:
            return self.rest
        return self.tally_of(lambda _: "yes")

    def tally_for(self, option: str) -> Tally:
        """The tally of one option: what each paper says of it, everybody else as in the turnout.

        Where only votes are known, they count as yes, and of nobody is it known that she was against it.

        Raises:
            TallyError: votes alone where a paper gives an option more than one, such as points.
        """
        if self.votes and most_votes(self.slate.form)[0] != 1:
            rule = "must be counted from the papers, where a mark is no single vote"
            raise TallyError(Fault("papers-needed", f"tally for {shown(option)}", rule, self.slate.form.kind))
        if self.votes:
            return self._voted(self.votes.get(option, 0))
        return self.tally_of(lambda marks: self.slate.says(marks, option))

    def tally_of(self, says: Callable[[Marks], str], labels: Iterable[str] = ()) -> Tally:
        """The tally in which each paper is what a function makes of it, everybody else as in the turnout.

        Args:
            says: from the marks of a valid paper to a stance, or to one of the labels.
            labels: the labels that it may give.
        """
        names = tuple(labels)
        if self.figures:
            return self._figured(self._sums(says), names)
        voters = [voter for voter, _, _ in self.papers]
        said = {marks: says(marks) for marks in {marks for _, marks, _ in self.papers}}
        stances = {voter.id: said[marks] for voter, marks, _ in self.papers}
        cast_ = Tally.of(voters, stances, labels=names)
        return cast_ if self.rest is None else cast_ + self.rest

    def _voted(self, ayes: Number) -> Tally:
        """The figures of the turnout with the votes of one option as yes."""
        plain = {
            word: figure for word, figure in self.figures.items() if word not in ("yes", "no", "abstain")
        }
        if "yes" in self.figures:
            plain["valid"] = self.figures["yes"] + self.figures.get("abstain", 0)
        if isinstance(self.slate.form, Choose):
            plain["no"] = 0  # no such paper says anything against somebody
        return Tally.totals(**cast("dict[str, Any]", {**plain, "yes": ayes}))

    def _sums(self, says: Callable[[Marks], str]) -> dict[str, Number]:
        sums: dict[str, Number] = {}
        for _, marks, many in self.papers:
            sums[says(marks)] = sums.get(says(marks), 0) + many
        return sums

    def _figured(self, sums: Mapping[str, Number], labels: tuple[str, ...] = ()) -> Tally:
        """The figures of the turnout with what valid papers say in the place of yes."""
        plain = {**self.figures, "yes": 0, "no": 0}
        for stance in ("yes", "no", "abstain", "invalid"):
            if stance in sums:
                plain[stance] = plain.get(stance, 0) + sums[stance]
        counted: dict[str, Any] = {label: sums.get(label, 0) for label in labels}
        return Tally.totals(**cast("Any", plain), labels=counted)

    def among(self, trait: str, value: object) -> Returns:
        """The returns of those who have one value of a trait, and of the others in office who have it.

        Raises:
            TallyError: figures only, of which nobody's traits are known.
        """
        if self.figures or self.votes:
            fix = "count the papers of each group apart"
            raise TallyError(Fault("no-groups", f"trait {trait!r}", "must be known of each paper", "", fix))
        kept = tuple(paper for paper in self.papers if paper[0].traits.get(trait) == value)
        rest = None if self.rest is None else _of_group(self.rest, trait, value)
        return attrs.evolve(self, papers=kept, rest=rest)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy by the plain values, since a read-only view of a dict does neither."""
        values = (getattr(self, field.name) for field in attrs.fields(Returns))
        plain = (
            dict(cast("Mapping[str, object]", value)) if isinstance(value, Mapping) else value
            for value in values
        )
        return Returns, tuple(plain)

    def __hash__(self) -> int:
        """Equal returns have equally many papers."""
        return hash((self.slate, len(self.papers)))


# --- from a poll ----------------------------------------------------------------------------------


def returns_of(poll: Poll, at: datetime | str | None = None) -> Returns:
    """What there is to count of a poll with a slate: nothing as long as a secret ballot is sealed.

    Args:
        poll: the poll.
        at: the moment of asking, as for ``Poll.result``.

    Raises:
        TallyError: a poll without a slate.

    >>> from consultgov import DecisionRule, Poll
    >>> poll = Poll(
    ...     "Chair", DecisionRule("yes >= 1"), [*"abc"], opens="2026-05-01T09:00Z", slate=Slate(["li"])
    ... )
    >>> poll = poll.cast("a", ["li"], at="2026-05-01T10:00Z")
    >>> returns_of(poll).valid
    1
    """
    expect("poll", poll, Poll)
    slate = poll.slate
    if slate is None:
        fix = "put it with a rule of election, or give it slate=Slate([…])"
        raise TallyError(Fault("no-slate", "poll", "must have a slate", poll.question, fix))
    known = poll if at is None or poll.procedure.secret else poll.as_of(at)
    ledger = known.ledger()
    result = known.result(at)
    notes = result.notes
    empty = result.outcome is None
    withheld = not empty and result.decision is None
    start = Returns(
        slate,
        decision=result.decision,
        notes=notes,
        drawn=ledger.drawn,
        withheld=withheld,
        outcome=result.outcome,
    )
    return start if empty else _filled(start, known, ledger)


def returned(given: object, at: datetime | str | None = None) -> Returns:
    """What was returned in a poll, with a note while it is open, or was counted by tellers.

    Raises:
        RecordError: what is neither.
        TallyError: a poll without a slate.
    """
    if isinstance(given, Returns):
        return given
    if not isinstance(given, Poll):
        fix = "give a Poll with a slate, or Returns.of(…)"
        raise RecordError(Fault("wrong-kind", "returns", "must be a poll or its returns", shown(given), fix))
    found = returns_of(given, at)
    if at is None or found.decision is None or is_shut(given, given.ledger(), moment(at, "at")):
        return found
    return attrs.evolve(found, notes=(*found.notes, ground("as-if-closed")))


def _filled(start: Returns, poll: Poll, ledger: Ledger) -> Returns:
    declared = ledger.declared
    if declared is not None:
        papers = tuple((Elector("papers"), marks, many) for marks, many in declared.papers)
        figures = _heads(poll, ledger, declared.figures)
        rest = Tally.totals(**cast("Any", figures))
        return attrs.evolve(start, papers=papers, rest=rest, votes=declared.votes, figures=figures)
    body = body_of(poll, ledger)
    if poll.procedure.secret:
        return _from_urn(start, poll, ledger)
    read = papers_of(poll, ledger, body, resolved(poll, ledger, body))
    valid = {who: marks for who, marks in read.items() if isinstance(marks, Marks) and _counts(start, marks)}
    people = {elector.id: elector for elector in body.electors}
    rest_body = body._replace(electors=tuple(each for each in body.electors if each.id not in valid))
    words = {who: _word(start, paper) for who, paper in read.items() if who not in valid}
    rest = tally_of(poll, ledger, rest_body, words)
    papers = tuple((people[who], marks, 1) for who, marks in valid.items())
    return attrs.evolve(start, papers=papers, rest=rest)


def _from_urn(start: Returns, poll: Poll, ledger: Ledger) -> Returns:
    """The papers in the urn, each as somebody of whom nothing but her box is known."""
    body = body_of(poll, ledger)
    rest_body = body._replace(electors=tuple(each for each in body.electors if each.id not in ledger.voted))
    people = anonymous(poll)
    read = {text: paper_in(poll, text) for text in {text for _, text in people}}  # few texts, many papers
    marks = {
        text: paper for text, paper in read.items() if isinstance(paper, Marks) and _counts(start, paper)
    }
    valid = tuple((voter, marks[text], 1) for voter, text in people if text in marks)
    words = {text: _word(start, paper) for text, paper in read.items() if text not in marks}
    others = [(voter, words[text]) for voter, text in people if text in words]
    spoilt = Tally.of([voter for voter, _ in others], {voter.id: word for voter, word in others})
    rest = tally_of(poll, ledger, rest_body, {})
    return attrs.evolve(start, papers=valid, rest=rest + spoilt)


def _counts(start: Returns, marks: Marks) -> bool:
    return start.slate.stance(marks) == "yes"


def _word(start: Returns, paper: object) -> str:
    """What a paper counts as that is not a valid one."""
    return start.slate.stance(paper) if isinstance(paper, str | Marks) else "invalid"


def _heads(poll: Poll, ledger: Ledger, figures: Mapping[str, object]) -> dict[str, object]:
    """The figures declared in heads, what the electorate fixes, and the facts of the matter."""
    body = body_of(poll, ledger)
    plain = {
        word: number(figure, word) for word, figure in figures.items() if not isinstance(figure, Mapping)
    }
    facts = {"given": dict(poll.matter.given)} if poll.matter.given else {}
    return {"no": 0, **plain, **fixed(poll, body, there(poll, ledger, body)), **facts}


# --- from tellers ---------------------------------------------------------------------------------


def _bundle(slate: Slate, given: object) -> tuple[Marks | str, int]:
    """Papers that say the same: their marks, or what they count as where they are not valid."""
    pair = tuple(items(given, "papers"))
    if len(pair) != 2:  # noqa: PLR2004 - paper, number
        fix = 'write (["li", "wang"], 12)'
        raise TallyError(
            Fault("not-a-pair", "papers", "must be pairs of paper and number", shown(given), fix)
        )
    many = _many(pair[1])
    paper = slate.read(pair[0])
    if isinstance(paper, str) and paper not in ("abstain", "invalid"):
        rule, fix = "must be marked", 'give marks, or "abstain" or "invalid"'
        raise TallyError(Fault("unfit-paper", "paper", rule, shown(paper), fix))
    refused = slate.refuses(paper) if isinstance(paper, Marks) else ()
    if refused:
        codes = ", ".join(reason.code for reason in refused)
        fix = "count it as invalid, or let the slate say unfit='invalid'"
        raise TallyError(
            Fault("unfit-paper", f"paper {shown(pair[0])}", "must be as its form asks", codes, fix)
        )
    stance = slate.stance(paper)
    return (paper if stance == "yes" and isinstance(paper, Marks) else stance), many


def _many(given: object) -> int:
    """A number of papers."""
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given <= _MOST:
        rule = "must be a whole number, not below 0"
        raise TallyError(Fault("bad-urn", "number of papers", rule, shown(given)))
    return given


def _counted_votes(slate: Slate, votes: object) -> dict[str, Number]:
    if not isinstance(votes, Mapping):
        raise TallyError(Fault("not-a-dict", "votes", "must be a dict of option to votes", shown(votes)))
    given = cast("Mapping[object, object]", votes)
    found = _figures({named(name, "option"): figure for name, figure in given.items()})
    stray = [] if slate.others else sorted({*found}.difference(slate.ids))
    if stray:
        rule = "must be of options"
        raise TallyError(Fault("unknown-option", "votes", rule, ", ".join(stray), "", tuple(stray)))
    below = sorted(name for name, figure in found.items() if figure < 0)
    if below:
        raise TallyError(Fault("negative-figure", "votes", "must not be below 0", ", ".join(below)))
    return found


def _figures(given: Mapping[str, object]) -> dict[str, Number]:
    faults = Faults()
    found = {word: faults.attempt(number, figure, word) for word, figure in given.items()}
    faults.close(TallyError)
    return cast("dict[str, Number]", found)


def _turnout(bundles: list[tuple[Marks | str, int]], given: Mapping[str, Number]) -> dict[str, Number]:
    """The figures of the turnout: what the papers fix, and what is given beside them."""
    sums: dict[str, Number] = {"yes": 0, "abstain": 0, "invalid": 0}
    for paper, many in bundles:
        word = paper if isinstance(paper, str) else "yes"
        sums[word] += many
    for word in ("abstain", "invalid"):
        sums[word] += given.get(word, 0)
    stated = given.get("yes", sums["yes"])
    if bundles and stated != sums["yes"]:
        rule = f"must be the number of valid papers, {sums['yes']}"
        raise TallyError(Fault("contradictory-figures", "yes", rule, number_text(stated)))
    return {"no": 0, **given, **sums, "yes": stated}


def _checked(slate: Slate, votes: Mapping[str, Number], stated: Mapping[str, Number]) -> Tally:
    """The tally of the turnout; figures that cannot all be true are refused here, and not when counting."""
    rest = Tally.totals(**cast("Any", stated))
    valid = valid_at_most(stated)
    over = () if valid is None else slate.excess(votes, valid)
    if over:
        rule = f"must not be more than {number_text(cast('Number', valid))} papers can bear"
        raise TallyError(Fault("contradictory-figures", "votes", rule, ", ".join(over)))
    return rest


def _returned(stated: Mapping[str, Any]) -> int:
    if "ballots" in stated:
        return int(stated["ballots"])
    return int(sum(stated.get(word, 0) for word in ("yes", "no", "abstain", "invalid")))


def _of_group(tally: Tally, trait: str, value: object) -> Tally:
    """Of named people those who have one value of a trait; seats given as a number are in no group."""
    rows = cast("Rows", tally.rows)
    kept = [place for place, elector in enumerate(rows.electors) if elector.traits.get(trait) == value]
    electors = tuple(rows.electors[place] for place in kept)
    return attrs.evolve(tally, rows=Rows(electors, bytes(rows.stances[place] for place in kept)))


def _overfull(issued: int, returned: int) -> Verdict:
    return ground("more-returned-than-issued", issued=issued, returned=returned)
