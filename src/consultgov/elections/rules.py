"""Rules of election: seats, paper, method, turnout, qualification, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, cast, final

import attrs

from consultgov.counting.algebra import Condition
from consultgov.decisions.methods import Method, contradictions
from consultgov.decisions.rules import DecisionRule
from consultgov.elections.contradictions import depth, of_method, of_seats
from consultgov.elections.electing import check_candidates, count_election
from consultgov.elections.grouping import group_of
from consultgov.elections.methods import FORMS, LISTS, ElectionMethod, usual_form
from consultgov.elections.nominations import Contested
from consultgov.elections.reading import (
    ballots_of,
    boxes_of,
    candidates_of,
    caps_of,
    condition_of,
    contested_of,
    floors_of,
    form_of,
    method_of,
    methods_of,
    name_of,
    of_kind,
    seats_of,
    settings_of,
    shares_of,
    stand_of,
    stand_or_none,
    truth_of,
    unfit_of,
)
from consultgov.elections.results import ElectionResult
from consultgov.elections.stands import Stand
from consultgov.errors import Fault, Faults, RecordError, RuleError, TallyError
from consultgov.fields import read_fields, written
from consultgov.matters import Matter
from consultgov.people import Elector
from consultgov.records import expect_keys
from consultgov.tabulation import Cap, Floor
from consultgov.verdicts import Clause, Verdict
from consultgov.voting.authorities import AcceptedProxies, Proxy
from consultgov.voting.counting import attendance
from consultgov.voting.electorate import Electorate
from consultgov.voting.entitlement import Entitlement
from consultgov.voting.forms import Form, plain_form
from consultgov.voting.grounds import ground, refusal
from consultgov.voting.ledger import Ledger
from consultgov.voting.polls import Poll
from consultgov.voting.procedure import Procedure
from consultgov.voting.putting import agents_of, body_put, findings_of, joined
from consultgov.voting.reading import clause_of, items
from consultgov.voting.registers import OwnersElectorate
from consultgov.voting.returns import Returns, returned
from consultgov.voting.slates import Slate, Unfit

__all__ = ["ElectionRule", "NextBallot"]

_DEEPEST: Final = 8
"""How many rules may follow one another."""


def _next(given: object) -> NextBallot | None:
    return of_kind(given, NextBallot, "what follows")


def _rule(given: object) -> ElectionRule | None:
    return of_kind(given, ElectionRule, "rule of the next ballot")


@final
@attrs.frozen
class NextBallot:
    """What follows where a ballot leaves seats open, or a tie.

    Args:
        stand: who stands then.
        number: of ``"top"``, how many in all; ``None`` for the least that ``contested`` asks.
        rule: the rule of that ballot; ``None`` for the same one.
        after: the rule comes after that ballot: 3 keeps the rule as it is for three ballots.
        meanwhile: who stands in the ballots up to that one; ``None`` for the same.
        clause: where it stands.

    Raises:
        TallyError: an unknown word for who stands.
        RuleError: a number or a rule that is none.
    """

    stand: Stand = attrs.field(default=Stand.UNELECTED, converter=stand_of)
    number: int | None = attrs.field(default=None, converter=candidates_of)
    rule: ElectionRule | None = attrs.field(default=None, converter=_rule)
    after: int = attrs.field(default=1, converter=ballots_of)
    meanwhile: Stand | None = attrs.field(default=None, converter=stand_or_none)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        plain: dict[str, object] = {"stand": self.stand.value}
        if self.number is not None:
            plain["number"] = self.number
        if self.rule is not None:
            plain["rule"] = self.rule.to_dict()
        if self.after != 1:
            plain["after"] = self.after
        if self.meanwhile is not None:
            plain["meanwhile"] = self.meanwhile.value
        return plain if self.clause is None else {**plain, "clause": self.clause.to_dict()}

    @classmethod
    def from_dict(cls, data: object) -> NextBallot:
        """What follows from its plain dict.

        Raises:
            RecordError: keys or values that it does not have.
        """
        return read_fields(cls, data, "next ballot")


@final
@attrs.frozen(kw_only=True, hash=False)
class ElectionRule:
    """How seats are filled: the paper, the method, what makes the election valid and a candidate elected.

    Args:
        seats: how many there are.
        method: from papers to an order of merit, or to seats.
        form: how a paper is marked; usual for the method where ``None``: no more names than seats.
        turnout: without it the election is void: ``"ballots > 1/2 of members"``.
        qualified: what a candidate needs to be elected, over her own tally: ``"yes > 1/2 of ballots"``. A
            paper that names her is a yes, one that ranks her below the default a no, any other valid one an
            abstention. What is true or false of a candidate by her traits may be asked for as ``given``:
            ``"yes > no and (yes > 3 times no or not given foundation)"``.
        by: the measure by which votes weigh; empty where each is one.
        contested: how many more candidates than seats there must be; ``None`` for at least as many.
        default: the option that stands for none of the others, if there is one.
        caps: no more than so many of one group among the elected.
        floors: seats that are reserved.
        per: the trait of the candidates by which seats are shared out.
        shares: group to its seats, where ``per`` is given; they sum to ``seats``.
        seniority: the weight of the candidates, the greater first, by which a tie is settled before any lot,
            and by which caps with that remedy keep some of a group. Those of equal weight stay tied.
        if_tied: what follows a tie at the last seats: a vote again among the tied alone.
        if_open: what follows where seats stay open.
        candidates_vote: candidates who are electors have a vote.
        unfit: what becomes of a paper that is not as its form asks, such as one with more names than seats.
        blank: what a paper without any mark is.
        others: somebody who does not stand may be written in.
        reverse_paths: of Schulze with a default: whoever the default reaches by a beat path, ties included,
            is not elected.
        methods: how votes may be given; any, if none is named.
        boxes: of a secret ballot, the traits and measures by which there are separate boxes.
        settings: settings of the method, as its function in ``consultgov.tabulation`` takes them.
        clause: where the rule stands.

    Raises:
        RuleError: settings that contradict each other; all at once.

    >>> rule = ElectionRule(seats=2, turnout="ballots > 1/2 of members", qualified="yes > 1/2 of ballots")
    >>> slate = rule.slate(["A", "B", "C"])
    >>> votes = {"A": 70, "B": 60, "C": 60}
    >>> result = rule.count(Returns.of(slate, votes=votes, ballots=99, members=100))
    >>> result.elected, result.tie.options
    (('A',), ('B', 'C'))
    """

    seats: int = attrs.field(converter=seats_of)
    method: ElectionMethod = attrs.field(default=ElectionMethod.MOST_VOTES, converter=method_of)
    form: Form | None = attrs.field(default=None, converter=form_of)
    turnout: Condition | None = attrs.field(default=None, converter=condition_of)
    qualified: Condition | None = attrs.field(default=None, converter=condition_of)
    by: str = attrs.field(default="", converter=name_of)
    contested: Contested | None = attrs.field(default=None, converter=contested_of)
    default: str = attrs.field(default="", converter=name_of)
    caps: tuple[Cap, ...] = attrs.field(default=(), converter=caps_of)
    floors: tuple[Floor, ...] = attrs.field(default=(), converter=floors_of)
    per: str = attrs.field(default="", converter=name_of)
    shares: Mapping[str, int] = attrs.field(default=MappingProxyType({}), converter=shares_of)
    seniority: str = attrs.field(default="", converter=name_of)
    if_tied: NextBallot | None = attrs.field(default=None, converter=_next)
    if_open: NextBallot | None = attrs.field(default=None, converter=_next)
    candidates_vote: bool = attrs.field(default=True, converter=truth_of)
    unfit: Unfit = attrs.field(default=Unfit.REFUSED, converter=unfit_of)
    blank: Unfit = attrs.field(default=Unfit.ABSTAIN, converter=unfit_of)
    others: bool = attrs.field(default=False, converter=truth_of)
    reverse_paths: bool = attrs.field(default=False, converter=truth_of)
    methods: tuple[Method, ...] = attrs.field(default=(), converter=methods_of)
    boxes: tuple[str, ...] = attrs.field(default=(), converter=boxes_of)
    settings: Mapping[str, Any] = attrs.field(default=MappingProxyType({}), converter=settings_of)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        for fault in (*of_method(self), *of_seats(self)):
            faults.add(fault)
        if depth(self) > _DEEPEST:
            faults.add(_too_deep())
        faults.close(RuleError)

    # --- putting it to the vote -------------------------------------------------------------------

    def nominated(self, candidates: Iterable[Elector | str], seats: int | None = None) -> Verdict:
        """Whether enough candidates stand, and not too many, in each group that has seats of its own.

        The default is none of them; of lists one is enough.

        Raises:
            MissingData: a candidate whose group is not known, where groups have seats of their own.
        """
        people = {each.id: each for each in _people(candidates) if each.id != self.default}
        rule = self.contested or Contested(0)
        if not self.per:
            places = self.seats if seats is None else seats_of(seats)
            return rule.check(len(people), 1 if self.method in LISTS else places)
        groups = group_of(self.per, people.values())
        found = {
            name: rule.check([*groups.values()].count(name), places) for name, places in self.shares.items()
        }
        missing = next((name for name, verdict in found.items() if not verdict.holds), None)
        if missing is None:
            return rule.check(len(people), self.seats)
        facts = {"group": missing}
        return Verdict(False, "candidates-of-group", "", facts, (found[missing],), clause=rule.clause)  # noqa: FBT003 - it is not so

    def slate(
        self,
        candidates: Iterable[Elector | str],
        *,
        ballot: int = 1,
        seats: int | None = None,
        held: Iterable[Elector | str] = (),
    ) -> Slate:
        """The paper: who stands, how it is marked, and the rule by which it is counted.

        Args:
            candidates: who stands, with the traits that caps and groups read; the default is among them.
            ballot: which ballot of the election it is.
            seats: how many seats are left to fill, if not all.
            held: who has a seat from an earlier ballot, with the traits that caps and reserved seats read.

        Raises:
            TallyError: nobody stands, or somebody twice, who has a seat, or of a group without any.
            MissingData: a candidate whose group is not known, where groups have seats of their own.
            RuleError: seats or a ballot that are no number; fewer seats than the groups have.
        """
        places = self.seats if seats is None else seats_of(seats)
        if self.per and places != self.seats:
            rule, fix = f"must be the {self.seats} of the groups", "change shares with them"
            raise RuleError(Fault("seats-do-not-add-up", "seats", rule, str(places), fix))
        number = seats_of(ballot, "number of the ballot")
        context: dict[str, object] = {"election": self.to_dict(), "ballot": number, "seats": places}
        form = self.form or usual_form(self.method, places)
        people, seated = _people(candidates), _people(held)
        again = sorted({each.id for each in people}.intersection(each.id for each in seated))
        if self.per:
            self._check_groups(people)
        if again:
            rule = "must not stand once more"
            raise TallyError(
                Fault("seated-already", "who has a seat", rule, ", ".join(again), "", tuple(again))
            )
        if seated:
            context["held"] = [each.to_dict() for each in seated]
        return Slate(people, form, self.default, self.unfit, self.blank, self.others, context)

    def _check_groups(self, people: Iterable[Elector]) -> None:
        """Refuse candidates of a group that has no seats."""
        groups = group_of(self.per, (each for each in people if each.id != self.default))
        stray = sorted(name for name, group in groups.items() if group not in self.shares)
        if stray:
            rule, fix = "must be of a group that has seats", "mend the trait, or give the group a share"
            raise TallyError(
                Fault(
                    "no-seats-for-group",
                    f"{self.per} of candidates",
                    rule,
                    ", ".join(stray),
                    fix,
                    tuple(stray),
                )
            )

    def put(  # noqa: PLR0913 - an election is put by its parts
        self,
        question: str,
        candidates: Iterable[Elector | str],
        electors: Electorate | Entitlement | OwnersElectorate | Iterable[Elector | str],
        *,
        opens: datetime | str,
        closes: datetime | str | None = None,
        procedure: Procedure = Procedure(method=Method.SECRET_BALLOT),  # noqa: B008 - a frozen value
        matter: Matter = Matter(),  # noqa: B008 - a frozen value
        proxies: AcceptedProxies | Iterable[Proxy] = (),
        present: Iterable[str] = (),
        agents: Mapping[str, Iterable[str]] = MappingProxyType({}),
        ballot: int = 1,
        seats: int | None = None,
        held: Iterable[Elector | str] = (),
        settled: bool = False,
    ) -> Poll:
        """The poll by which seats are filled.

        Args:
            question: what is put to the vote.
            candidates: who stands, as ids or with traits.
            electors: who is in office and who of them votes, in any form that a poll takes.
            opens: the first moment at which ballots may be cast.
            closes: the first moment at which they may no longer be cast.
            procedure: how the body votes.
            matter: what is decided.
            proxies: the proxies accepted for it; ``ProxyRule.accept`` takes the candidates.
            present: ids of those who are there.
            agents: who else may cast whose vote, beside those of the electorate.
            ballot: which ballot of the election it is.
            seats: how many seats are left to fill, if not all.
            held: who has a seat from an earlier ballot, with the traits that caps and reserved seats read.
            settled: who stands follows from an earlier ballot, and is not held against ``contested``.

        Raises:
            Refused: too few candidates, or too many.
            TallyError, RecordError, RuleError, MissingData: as for any poll.
        """
        slate = self.slate(candidates, ballot=ballot, seats=seats, held=held)
        enough = self.nominated(slate.options, seats)
        if not enough.holds and not settled:
            raise refusal("candidates", "must be as many as the rule asks", enough)
        poll = Poll(
            question,
            self.validity,
            self._voters(electors, slate),
            opens=opens,
            closes=closes,
            procedure=procedure,
            matter=matter,
            proxies=proxies,
            present=present,
            agents=joined(body_put(cast("Electorate", electors))[2], agents_of(agents)),
            slate=slate,
        )
        self._check(poll, slate)
        return poll

    def _check(self, poll: Poll, slate: Slate) -> None:
        """Refuse what could not be counted in the end: unknown candidates, boxes that are missing."""
        if poll.procedure.secret:
            asks = DecisionRule("yes >= 1" if self.qualified is None else self.qualified, silence_adopts=True)
            faults = contradictions(asks, Method.SECRET_BALLOT, self.boxes)
            if self.by and self.by not in self.boxes:
                fix = f"add {self.by!r} to boxes, or vote openly"
                rule = "must have a box of its own in a secret ballot"
                faults.append(Fault("secret-weight", f"votes by {self.by!r}", rule, "", fix))
            if faults:
                raise RuleError(*faults)
        held = [Elector.from_dict(each) for each in slate.rule.get("held", [])]
        check_candidates(self, slate, attendance(poll, Ledger(poll.present)), held)

    @property
    def validity(self) -> DecisionRule:
        """What makes an election valid: the turnout, and that somebody voted validly."""
        return DecisionRule(
            "yes >= 1", quorum=self.turnout, methods=self.methods, boxes=self.boxes, clause=self.clause
        )

    def _voters(self, electors: object, slate: Slate) -> Electorate | Entitlement | OwnersElectorate:
        """The electorate; candidates are recused in it where they have no vote."""
        if self.candidates_vote:
            return (
                electors
                if isinstance(electors, Electorate | Entitlement | OwnersElectorate)
                else Electorate(cast("Iterable[Elector]", electors))
            )
        body, excluded, _ = body_put(cast("Electorate", electors))
        stand = [each for each in slate.ids if body.elector(each) is not None]
        recused = body.recusing({each: ground("candidate", elector=each) for each in stand})
        later = {each: ground("candidate", elector=each) for each in slate.ids if each not in stand}
        return Entitlement(recused, {**later, **excluded}, {}, findings_of(electors))

    # --- counting ---------------------------------------------------------------------------------

    def count(self, returns: Poll | Returns, at: datetime | str | None = None) -> ElectionResult:
        """Who is elected, and why.

        Args:
            returns: the poll, or what tellers counted.
            at: of a poll, the moment of asking, as for ``Poll.result``.

        Raises:
            RuleError: papers that were put under another rule.
            RecordError: what is no poll, a record that does not say which ballot it is of.
            TallyError: votes without papers, where the method reads more than votes.
            MissingData, UnknownFigure: what the rule reads and nothing says.
        """
        found = returned(returns, at)
        found.under("election", self)
        if not isinstance(found.slate.form, FORMS[self.method]):
            rule = f"must be marked as {self.method} reads them"
            raise RuleError(Fault("wrong-form", "papers", rule, found.slate.form.kind))
        keys = frozenset({"election", "seats", "ballot"})
        context = expect_keys(found.slate.rule, "rule of a slate", keys, frozenset({"held"}))
        ballot = seats_of(context["ballot"], "number of the ballot")
        held = [Elector.from_dict(each) for each in items(context.get("held", []), "held")]
        result = count_election(self, found, seats_of(context["seats"]), ballot, held)
        enough = self.nominated(found.slate.options, result.seats)
        if enough.holds or ballot > 1:
            return result
        return attrs.evolve(result, notes=(enough, *result.notes))

    # --- records ----------------------------------------------------------------------------------

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, _plain)

    @classmethod
    def from_dict(cls, data: object) -> ElectionRule:
        """The rule from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
            RuleError: settings that contradict each other.
        """
        if _nested(data):
            raise RecordError(_too_deep())
        return read_fields(cls, data, "election")

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy by the plain dict."""
        return ElectionRule.from_dict, (self.to_dict(),)

    def __hash__(self) -> int:
        """Equal rules fill as many seats by the same method."""
        return hash((self.seats, self.method, self.turnout, self.qualified))


def _nested(data: object) -> bool:
    """Whether more rules follow one another in a plain dict than may: said before any of them is read."""
    level: list[object] = [data]
    for _ in range(_DEEPEST):
        follows = [_part(each, name) for each in level for name in ("if_tied", "if_open")]
        level = [rule for each in follows if isinstance(rule := _part(each, "rule"), Mapping)]
    return bool(level)


def _part(given: object, name: str) -> object:
    return cast("Mapping[str, object]", given).get(name) if isinstance(given, Mapping) else None


def _too_deep() -> Fault:
    rule, fix = f"must be at most {_DEEPEST} rules behind one another", "let a rule follow itself"
    return Fault("too-deep", "next ballots", rule, "", fix)


def _people(given: Iterable[Elector | str]) -> list[Elector]:
    listed = items(given, "candidates")
    return [each if isinstance(each, Elector) else Elector(cast("str", each)) for each in listed]


def _plain(value: object) -> object:
    match value:
        case Condition():
            return str(value)
        case tuple():
            return [_plain(each) for each in cast("tuple[object, ...]", value)]
        case Mapping():
            return deepcopy(dict(cast("Mapping[str, object]", value)))
        case bool() | int() | str():
            return str(value.value) if isinstance(value, StrEnum) else value
        case Contested() | NextBallot() | Clause() | Cap() | Floor():
            return value.to_dict()
        case _:
            return plain_form(cast("Form", value))
