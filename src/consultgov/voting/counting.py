"""From the ballots of a poll to the tally that is decided on: counted again every time.

Whoever did not vote herself is counted with the ballot of her delegate; a delegation that votes as one is
made one; silence is what the rule deems it to be. Each is done in that order, where the procedure says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from consultgov.counting.tallies import Tally
from consultgov.people import Elector
from consultgov.shares import number, number_text
from consultgov.voting.answers import Split, answer_of, for_tally, settled, words_of
from consultgov.voting.blocks import en_bloc
from consultgov.voting.body import Body, body_of, there
from consultgov.voting.declared import LOUDER, declared
from consultgov.voting.deeming import deemed_answer
from consultgov.voting.delegation import Delegation, Resolution, resolve
from consultgov.voting.ledger import Ledger
from consultgov.voting.marks import Marks
from consultgov.voting.procedure import Delegating, Unreasoned

if TYPE_CHECKING:
    from consultgov.voting.polls import Poll

__all__ = [
    "Answers",
    "Box",
    "Counted",
    "anonymous",
    "answers_of",
    "attendance",
    "box_of",
    "counted",
    "paper_in",
    "papers_of",
    "resolved",
    "stance_of",
    "tally_of",
    "turnout",
]

Box: TypeAlias = tuple[tuple[str, str, object], ...]
"""Where a secret paper lies: of each trait, weight or flag that boxes are by, what its elector has."""

Answers: TypeAlias = dict[str, str | Split]
"""Whose vote says what, all facts settled."""


Papers: TypeAlias = Mapping[str, str | Split | Marks]
"""Whose ballot says what, the marks of a paper over several options included."""


class Counted(NamedTuple):
    """The tally, and what it was made of."""

    tally: Tally
    answers: Papers
    deemed: str | None
    without: Tally
    """The tally before silence was given a meaning."""
    handed: Resolution | None = None
    """Whose ballots were used for whom, where votes are handed on."""


def counted(poll: Poll, ledger: Ledger) -> Counted:
    """The tally of a poll as of some events.

    Raises:
        TallyError: figures declared that the electorate does not allow; refused when they are declared.
    """
    body = body_of(poll, ledger)
    if ledger.declared is not None:
        figures = ledger.declared.figures or LOUDER[ledger.declared.side]
        tally = declared(poll, body, there(poll, ledger, body), figures)
        return Counted(tally, {}, None, tally)
    if poll.procedure.secret:
        return _secret(poll, ledger, body)
    handed = resolved(poll, ledger, body)
    papers = papers_of(poll, ledger, body, handed)
    answers = _answers(poll, body, papers)
    plain = tally_of(poll, ledger, body, answers)
    deemed = deemed_answer(poll.procedure.deemed, answers, plain)
    if deemed is None:
        return Counted(plain, answers if poll.slate is None else papers, None, plain, handed)
    silent: Answers = dict.fromkeys(_silent(poll, ledger, body, answers), deemed)
    return Counted(tally_of(poll, ledger, body, {**answers, **silent}), answers, deemed, plain, handed)


def _silent(poll: Poll, ledger: Ledger, body: Body, answers: Mapping[str, object]) -> Iterator[str]:
    """Who returned no ballot; where papers were issued, of those who got one. The dormant take no part."""
    asleep = poll.electorate.dormant
    return (
        elector
        for elector in body.voters
        if elector not in answers
        and elector not in asleep
        and (not ledger.issued or elector in ledger.issued)
    )


# --- ballots with names ---------------------------------------------------------------------------


def papers_of(poll: Poll, ledger: Ledger, body: Body, handed: Resolution | None) -> Papers:
    """What the ballot of everybody who has a vote says, her own or that of her delegate."""
    voters = set(body.voters)
    papers = {elector: _bound(poll, ledger, elector) for elector in ledger.casts if elector in voters}
    if handed is not None:
        papers |= {elector: papers[voter] for elector, voter in handed.casts.items()}
    return papers


def answers_of(poll: Poll, ledger: Ledger, body: Body, handed: Resolution | None) -> Answers:
    """What everybody who has a vote answered, herself or through a delegate, as a tally takes it."""
    return _answers(poll, body, papers_of(poll, ledger, body, handed))


def _answers(poll: Poll, body: Body, papers: Papers) -> Answers:
    """What papers count as: of those over several options, in the turnout; of a delegation, as one."""
    answers = {elector: stance_of(poll, paper) for elector, paper in papers.items()}
    if not poll.procedure.bloc:
        return answers
    groups = {elector.id: elector.traits.get(poll.procedure.bloc) for elector in body.electors}
    return _as_one(poll, answers, groups)


def stance_of(poll: Poll, paper: str | Split | Marks) -> str | Split:
    """What a paper counts as in the tally that decides: marks on a slate by whether they are valid."""
    if poll.slate is None or not isinstance(paper, Marks):
        return cast("str | Split", paper)
    return poll.slate.stance(paper)


def paper_in(poll: Poll, answer: str) -> str | Marks:
    """What a paper in the urn says: a word, or marks by their text."""
    return answer if poll.slate is None or not answer.startswith("{") else Marks.parse(answer)


def _bound(poll: Poll, ledger: Ledger, elector: str) -> str | Split | Marks:
    """What a ballot says, its facts settled; an answer that lacks its reason is what the procedure says."""
    cast = ledger.casts[elector]
    answer = settled(cast.answer, {**poll.matter.given, **ledger.facts})
    procedure = poll.procedure
    lacks = procedure.unreasoned is not Unreasoned.REFUSED and not cast.reason.strip()
    if lacks and not {*words_of(answer)}.isdisjoint(procedure.reasons):
        return procedure.unreasoned.value
    return answer


def resolved(poll: Poll, ledger: Ledger, body: Body) -> Resolution | None:
    """Whose ballots are used for whom; ``None`` where nobody has handed on her vote."""
    if not ledger.delegations:
        return None
    voters = set(body.voters)
    given = [
        Delegation(event.elector, event.to, event.subject or None)
        for event in ledger.delegations.values()
        if event.elector in voters
    ]
    return resolve(
        given,
        [elector for elector in ledger.casts if elector in voters],
        subject=poll.procedure.subjects,
        electors=voters,
        transitive=poll.procedure.delegating is Delegating.TRANSITIVE,
    )


def _as_one(poll: Poll, answers: Answers, groups: Mapping[str, object]) -> Answers:
    plain = {elector: for_tally(answer) for elector, answer in answers.items()}
    read = en_bloc(plain, groups, poll.procedure.en_bloc, tied=poll.procedure.bloc_tie)
    return {elector: cast("str | Split", answer_of(answer)) for elector, answer in read.items()}


def tally_of(poll: Poll, ledger: Ledger, body: Body, answers: Mapping[str, str | Split]) -> Tally:
    """The tally of named ballots; whoever is dormant and cast none is in no base."""
    asleep = poll.electorate.dormant - body.barred
    electors = [elector for elector in body.electors if elector.id not in asleep or elector.id in answers]
    known = {elector.id for elector in electors}
    return Tally.of(
        electors,
        {elector: for_tally(answer) for elector, answer in answers.items()},
        present=there(poll, ledger, body) & known,
        recused=body.barred & known,
        vacant=poll.electorate.vacant,
        labels=poll.procedure.labels,
        given=poll.matter.given,
    )


# --- ballots without names ------------------------------------------------------------------------


def box_of(elector: Elector, boxes: Iterable[str]) -> Box:
    """The box that an elector's paper goes into."""
    return tuple(_mark(elector, name) for name in boxes)


def _mark(elector: Elector, name: str) -> tuple[str, str, object]:
    if name in elector.traits:
        return ("trait", name, elector.traits[name])
    if name in elector.weights:
        return ("weight", name, number_text(number(elector.weights[name])))
    return ("flag", name, name in elector.flags)


def _anonymous(name: str, box: Box) -> Elector:
    """Somebody known only by the box that her paper is in."""
    return Elector(
        name,
        {name: value for kind, name, value in box if kind == "trait"},  # type: ignore[misc]
        {name: value for kind, name, value in box if kind == "weight"},  # type: ignore[misc]
        [name for kind, name, value in box if kind == "flag" and value],
    )


def attendance(poll: Poll, ledger: Ledger) -> Tally:
    """The tally of who is there, and of no ballots; of everybody where no roll is taken."""
    body = body_of(poll, ledger)
    roll = there(poll, ledger, body)
    if not roll:
        roll = {elector.id for elector in body.electors}
    return Tally.of(
        body.electors,
        present=roll.intersection(elector.id for elector in body.electors),
        recused=body.barred.intersection(elector.id for elector in body.electors),
        vacant=poll.electorate.vacant,
        labels=poll.procedure.labels,
        given=poll.matter.given,
    )


def turnout(poll: Poll, ledger: Ledger) -> Tally:
    """The tally of who has voted in a secret ballot, and of nothing that anybody voted."""
    return tally_of(poll, ledger, body_of(poll, ledger), dict.fromkeys(ledger.voted, "abstain"))


def anonymous(poll: Poll) -> list[tuple[Elector, str]]:
    """The papers in the urn, each as somebody of whom nothing but her box is known, and what it says."""
    answers = [(box, answer) for box, answer, number in poll.urn for _ in range(number)]
    name = "paper"
    while any(elector.id.startswith(name) for elector in poll.electorate.electors):
        name += "."
    return [(_anonymous(f"{name} {place}", box), answer) for place, (box, answer) in enumerate(answers, 1)]


def _secret(poll: Poll, ledger: Ledger, body: Body) -> Counted:
    """The papers in the urn, and of everybody else what is known."""
    voted = ledger.voted.keys()
    rest = body._replace(electors=tuple(each for each in body.electors if each.id not in voted))
    papers = anonymous(poll)
    stances = {answer: stance_of(poll, paper_in(poll, answer)) for answer in {answer for _, answer in papers}}
    answers: Answers = {voter.id: stances[answer] for voter, answer in papers}
    people = [voter for voter, _ in papers]
    cast = Tally.of(people, answers, labels=poll.procedure.labels)
    plain = tally_of(poll, ledger, rest, {}) + cast
    deemed = deemed_answer(poll.procedure.deemed, answers, plain)
    if deemed is None:
        return Counted(plain, {}, None, plain)
    silent: Answers = dict.fromkeys(_silent(poll, ledger, rest, {}), deemed)
    return Counted(tally_of(poll, ledger, rest, silent) + cast, {}, deemed, plain)
