"""A contest as a poll: its judges are the electors, its proposals the options, its rule is kept with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast
from unicodedata import normalize

from consultgov.contests.entry import facts_of
from consultgov.contests.figures import composed
from consultgov.decisions.rules import DecisionRule
from consultgov.errors import Fault, Faults, RuleError, TallyError, shown
from consultgov.people import Elector, Trait
from consultgov.tabulation.limits import Cap, Traits, traits_of
from consultgov.voting.polls import Poll
from consultgov.voting.reading import items
from consultgov.voting.slates import Slate, Unfit

if TYPE_CHECKING:
    from consultgov.contests.rules import ContestRule

__all__ = ["Recusals", "groups_of", "put", "recusals_of", "slate_for"]

Recusals = Mapping[str, Mapping[str, str]]
"""Judge to the proposals that she does not mark, each with the reason or the empty text."""


def slate_for(
    rule: ContestRule,
    proposals: Iterable[Elector | str],
    recusals: object,
    facts: object,
    unfit: Unfit | str,
) -> Slate:
    """The proposals on a judge's paper, with the rule, the recusals and the facts that it is counted by."""
    bare = Slate(cast("Any", proposals), rule.form, unfit=cast("Unfit", unfit))
    faults = Faults()
    away = faults.attempt(recusals_of, recusals, bare.ids) or {}
    known = faults.attempt(facts_of, facts, bare.ids) or {}
    faults.close(TallyError)
    groups_of(rule, bare.options)
    plain: dict[str, object] = {"contest": rule.to_dict()}
    if away:
        plain["recusals"] = {judge: dict(each) for judge, each in away.items()}
    if known:
        plain["facts"] = known
    return Slate(bare.options, bare.form, unfit=bare.unfit, rule=plain)


def put(
    question: str, slate: Slate, judges: object, validity: DecisionRule, settings: Mapping[str, Any]
) -> Poll:
    """The poll in which judges mark the proposals of a slate."""
    poll = Poll(question, validity, cast("Any", judges), **settings, slate=slate)
    people = [elector.id for elector in poll.electorate.electors]
    if not people:
        raise TallyError(Fault("no-judges", "judges", "must be at least one", "", "name who marks"))
    away = cast("Mapping[str, object]", slate.rule.get("recusals", {}))
    stray = tuple(sorted(set(away).difference(people)))
    if stray:
        rule, fix = "must be judges", "drop them, or add them to the judges"
        raise TallyError(Fault("unknown-elector", "recusals", rule, ", ".join(stray), fix, stray))
    if away and poll.procedure.secret:
        rule = "must not go with secret papers, of which nobody knows whose they are"
        fix = "mark openly, or recuse them from the whole contest"
        raise RuleError(Fault("secret-recusals", "recusals", rule, "", fix, tuple(sorted(away))))
    return poll


def recusals_of(given: object, proposals: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Judge to the proposals that she does not mark, each with the reason or the empty text.

    Raises:
        TallyError: no dict of lists, a proposal that does not take part; all at once.
    """
    if not isinstance(given, Mapping):
        fix = 'write {"li": [("P3", "she works there")]}'
        raise TallyError(Fault("not-a-dict", "recusals", "must be proposals by judge", shown(given), fix))
    faults = Faults()
    read: dict[str, dict[str, str]] = {}
    for judge, each in sorted(cast("Mapping[Any, object]", given).items(), key=lambda pair: str(pair[0])):
        found = faults.attempt(_away, each, f"recusals of {shown(judge)}")
        stray = sorted(set(found or {}).difference(proposals))
        if stray:
            rule, fix = "must be from proposals of the contest", "name proposals that are on the paper"
            given_ = ", ".join(stray)
            faults.add(Fault("unknown-option", f"recusals of {shown(judge)}", rule, given_, fix))
        read[str(composed(judge))] = found or {}
    faults.close(TallyError)
    return read


def _away(given: object, subject: str) -> dict[str, str]:
    """Proposals alone, as pairs with the reason, or as a dict."""
    if isinstance(given, Mapping):
        given = list(cast("Mapping[object, object]", given).items())
    return dict(sorted(_pair(each, subject) for each in items(given, subject)))


def _pair(given: object, subject: str) -> tuple[str, str]:
    pair = (given, "") if isinstance(given, str) else given
    match pair:
        case (str(proposal), str(reason)) | [str(proposal), str(reason)]:
            return normalize("NFC", proposal), reason
        case _:
            rule, fix = (
                "must be proposals, or pairs of proposal and reason",
                'write ("P3", "she works there")',
            )
            raise TallyError(Fault("not-a-pair", subject, rule, shown(given), fix))


def groups_of(rule: ContestRule, proposals: Iterable[Elector]) -> Traits:
    """Proposal to the traits that the rule reads; one that is ``None`` puts it in no group.

    Raises:
        MissingData: a proposal without such a trait; all at once.
    """
    return traits_of(*_known(proposals), [*rule.caps, *_shortlisted(rule)])


def _known(proposals: Iterable[Elector]) -> tuple[list[str], dict[str, Mapping[str, Trait]]]:
    known = {proposal.id: proposal.traits for proposal in proposals}
    return list(known), known


def _shortlisted(rule: ContestRule) -> list[Cap]:
    """The trait of the shortlist, in the form in which traits are looked up."""
    return [] if rule.shortlist is None else [Cap(rule.shortlist.trait, 0)]
