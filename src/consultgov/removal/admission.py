"""Whether a vote on somebody's office may be put, and if not, for which reasons: all of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import attrs

from consultgov.decisions.outcomes import Outcome
from consultgov.removal.history import Accept, Attest, Hear, Notify, Resign
from consultgov.removal.rules import Effective, RemovalKind, RequiredGround
from consultgov.spans import Point, day_by, shifted
from consultgov.verdicts import Verdict
from consultgov.voting.grounds import ground
from consultgov.voting.results import PollResult

if TYPE_CHECKING:
    from consultgov.removal.cases import Removal

__all__ = ["conditions", "may_vote", "of_result", "resigned_at", "told"]


def told(at: Point) -> str:
    """A day or a moment as a sentence has it."""
    if not isinstance(at, datetime):
        return at.isoformat()
    return at.isoformat(" ", "minutes" if not at.second and not at.microsecond else "auto")


def may_vote(case: Removal, opens: datetime) -> Verdict:
    """Whether the vote may be put, opening at a moment."""
    parts = (*_put_already(case), *conditions(case, opens))
    code = "refused" if parts else "admitted"
    return Verdict(not parts, code, "", {"person": case.person}, parts, clause=case.rule.clause)


def _put_already(case: Removal) -> Iterator[Verdict]:
    if case.votes:
        yield ground("vote-put-already", person=case.person, opens=told(case.votes[0].opens))


def conditions(case: Removal, opens: datetime) -> Iterator[Verdict]:
    """What speaks against a vote that opens at a moment: only what happened before it counts for it."""
    if case.rule.vote is None:
        yield ground("no-vote-foreseen")
    gone = resigned_at(case, opens)
    if gone is not None:
        yield ground("resignation-in-force", person=case.person, at=told(gone))
    elif case.rule.kind is RemovalKind.RESIGNATION and _first(case, Resign, opens) is None:
        yield ground("not-resigned", person=case.person)
    yield from _barred(case, opens)
    yield from _of_petition(case, opens)
    yield from _of_grounds(case, opens)
    yield from _of_notice(case, opens)
    if case.rule.hearing and _first(case, Hear, opens) is None:
        yield ground("not-heard", person=case.person)
    yield from _in_time(case, opens)
    yield from _stated(case, opens)


def resigned_at(case: Removal, by: datetime) -> datetime | None:
    """When a resignation ended the office, if it is in force at a moment."""
    kind = Accept if case.rule.acceptance else Resign
    return next((step.at for step in case.steps if isinstance(step, kind) and step.at <= by), None)


def _first(case: Removal, kind: type[Resign | Notify | Hear], opens: datetime) -> datetime | None:
    """The moment of the first step of a kind, if it came before the opening."""
    return next((step.at for step in case.steps if isinstance(step, kind) and step.at < opens), None)


# --- the request ------------------------------------------------------------------------------------


def _barred(case: Removal, opens: datetime) -> Iterator[Verdict]:
    """That the request comes back too soon: when signing began, or else when the vote opens."""
    bar = case.rule.bar
    if bar is not None and case.failed is not None:
        asked = opens if case.petition is None else case.petition.opens
        verdict = bar.may_return(case.failed, on=asked if bar.hours else asked.date())
        if not verdict.holds:
            yield verdict


def _of_petition(case: Removal, opens: datetime) -> Iterator[Verdict]:
    if case.rule.petition is None:
        return
    if case.petition is None:
        yield ground("petition-missing")
        return
    result = case.petition.result(opens)
    if not result.closed:
        yield ground("petition-open", at=told(opens))
    elif result.outcome is not Outcome.ADOPTED:
        parts = (*_signed(result), *of_result(result))
        yield attrs.evolve(ground("petition-failed"), parts=parts)


def _signed(result: PollResult) -> Iterator[Verdict]:
    """How many signed, where that may be told."""
    if result.decision is not None:
        facts = {"signatures": result.totals.get("yes", "0")}
        yield Verdict(holds=True, code="petition-signed", rule="", facts=facts)


def of_result(result: PollResult) -> tuple[Verdict, ...]:
    """What made the outcome of a poll what it is, as far as it may be told."""
    decision = result.decision
    if decision is None:
        return result.notes
    if decision.outcome is Outcome.VETOED and decision.veto is not None:
        return (decision.veto,)
    asked = (*decision.guards, *(() if decision.quorum is None else (decision.quorum,)))
    return tuple(verdict for verdict in asked if not verdict.holds) or (decision.adoption,)


# --- grounds ------------------------------------------------------------------------------------------


def _of_grounds(case: Removal, opens: datetime) -> Iterator[Verdict]:
    """That no ground is attested: what is missing of each, and what was attested to no avail."""
    if not case.rule.grounds or _attested_at(case, opens) is not None:
        return
    known = {name: attested for _, name, attested in _attesters(case, opens)}
    missing = (_unattested(each, known.get(each.name, frozenset())) for each in case.rule.grounds)
    yield attrs.evolve(ground("no-ground-attested"), parts=(*missing, *_to_no_avail(case, opens)))


def _to_no_avail(case: Removal, opens: datetime) -> Iterator[Verdict]:
    """What was attested that is no ground of the rule, or by somebody who may not attest it."""
    wanted = {each.name: each for each in case.rule.grounds}
    attested = (step for step in case.steps if isinstance(step, Attest) and step.at < opens)
    for name, by in dict.fromkeys((step.ground, step.by) for step in attested):
        if name not in wanted:
            yield ground("not-a-ground", ground=name, by=by)
        elif wanted[name].by and by not in wanted[name].by:
            yield attrs.evolve(ground("may-not-attest", ground=name, by=by), clause=wanted[name].clause)


def _attesters(case: Removal, opens: datetime) -> Iterator[tuple[datetime, str, frozenset[str]]]:
    """After each attestation before the opening: when, of what, and who had attested that by then."""
    known: dict[str, frozenset[str]] = {}
    for step in case.steps:
        if isinstance(step, Attest) and step.at < opens:
            known[step.ground] = known.get(step.ground, frozenset()) | {step.by}
            yield step.at, step.ground, known[step.ground]


def _attested_at(case: Removal, opens: datetime) -> datetime | None:
    """The moment from which a ground was attested as the rule asks."""
    wanted = {each.name: each for each in case.rule.grounds}
    for at, name, attested in _attesters(case, opens):
        if name in wanted and wanted[name].met(attested):
            return at
    return None


def _unattested(wanted: RequiredGround, attested: frozenset[str]) -> Verdict:
    if not wanted.by:
        found = ground("ground-unattested", ground=wanted.name)
    else:
        code = "ground-unattested-by" if wanted.every else "ground-unattested-by-any"
        found = ground(code, ground=wanted.name, by=list(wanted.missing(attested)))
    return attrs.evolve(found, clause=wanted.clause)


# --- days ---------------------------------------------------------------------------------------------


def _of_notice(case: Removal, opens: datetime) -> Iterator[Verdict]:
    lead, vote = case.rule.lead, opens.date()
    if not lead:
        return
    given = _first(case, Notify, opens)
    if given is None:
        yield ground("no-notice", least=case.rule.notice)
    elif vote - day_by(given, opens) < lead:
        latest = shifted(opens, -lead).date()
        on = day_by(given, opens).isoformat()
        yield ground("notice-too-short", given=on, vote=vote.isoformat(), latest=latest.isoformat())


def _in_time(case: Removal, opens: datetime) -> Iterator[Verdict]:
    """That the days within which the vote has to open are over."""
    within, start = case.rule.within, _start(case, opens)
    if within is None or start is None:
        return
    last = shifted(start, timedelta(days=within)).date()
    vote = day_by(opens, start)
    if vote > last:
        facts = {"vote": vote.isoformat(), "last": last.isoformat(), "start": start.date().isoformat()}
        yield ground("vote-too-late", within=within, **facts)


def _start(case: Removal, opens: datetime) -> datetime | None:
    """From when the days run within which the vote has to open."""
    if case.petition is not None:
        return case.petition.closing()
    if case.rule.kind is RemovalKind.RESIGNATION:
        return _first(case, Resign, opens)
    return _attested_at(case, opens)


def _stated(case: Removal, opens: datetime) -> Iterator[Verdict]:
    if case.rule.effective is not Effective.STATED:
        return
    if case.vacant_on is None:
        yield ground("no-day-stated")
    elif case.vacant_on < opens.date():
        yield ground("stated-day-past", stated=told(case.vacant_on), vote=told(opens.date()))
