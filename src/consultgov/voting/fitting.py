"""What has to fit together in a poll before a ballot is cast: rule, method, procedure and people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from consultgov.counting.algebra import Condition
from consultgov.counting.stances import BASES
from consultgov.counting.vocabulary import heads_read
from consultgov.decisions.methods import Method
from consultgov.errors import Fault, Faults, RuleError
from consultgov.voting.counting import counted
from consultgov.voting.ledger import Ledger

if TYPE_CHECKING:
    from consultgov.voting.polls import Poll

__all__ = ["check"]

_BALLOTS: Final = BASES["ballots"]


def check(poll: Poll) -> None:
    """Everything about a poll that must fit together before a ballot is cast."""
    faults = Faults()
    for fault in (*_of_rule(poll), *_of_people(poll), *_of_slate(poll)):
        faults.add(fault)
    faults.close(RuleError)
    poll.rule.outcome(counted(poll, Ledger(poll.present)).tally)


def _of_rule(poll: Poll) -> Iterator[Fault]:
    rule, procedure = poll.rule, poll.procedure
    clause = rule.clause
    if clause is not None and not clause.in_force(poll.opens.date()):
        fix = "take the version of the rule that was"
        yield Fault("not-in-force", "rule", "must be in force when the poll opens", clause.source, fix)
    permitted = rule.permits(procedure.method)
    for ground_ in permitted.parts or (() if permitted.holds else (permitted,)):
        yield Fault("method", f"method {procedure.method}", "must be one that the rule permits", ground_.code)
    if procedure.secret and procedure.extension and rule.quorum is not None and _reads_papers(rule.quorum):
        fix = "let the quorum count ballots, or those present"
        yield Fault(
            "secret-quorum", "quorum", "must not depend on what the papers say", str(rule.quorum), fix
        )
    if procedure.extension and (rule.quorum is None or poll.closes is None):
        rule_, fix = "must go with a quorum and a last moment", "drop the extension, or add them"
        yield Fault("no-use", "extension", rule_, "", fix)
    stray = [label for label in rule.compiled.vocabulary.labels if label not in procedure.answers]
    if stray:
        fix = "add them to the answers of the procedure"
        yield Fault("label-not-offered", "labels of the rule", "must be answers", ", ".join(stray), fix)


def _of_slate(poll: Poll) -> Iterator[Fault]:
    """Settings that read one answer from a ballot, where it says something of several options."""
    procedure = poll.procedure
    if poll.slate is None:
        return
    single = {
        "answers": bool(procedure.labels),
        "split": procedure.split,
        "bloc": bool(procedure.bloc),
        "reasons": bool(procedure.reasons),
        "deemed": bool(procedure.deemed),
        "method": procedure.method in (Method.VOICE_VOTE, Method.CONSENSUS),
    }
    for name, asked in single.items():
        if asked:
            rule = "must not ask for one answer where a paper has several options"
            yield Fault("one-answer", name, rule, "", "drop it, or put the options one by one")


def _reads_papers(quorum: Condition) -> bool:
    """Whether a quorum tells ballots apart by what they say."""
    return any(heads.label or heads.mask & _BALLOTS not in (0, _BALLOTS) for heads in heads_read([quorum]))


def _of_people(poll: Poll) -> Iterator[Fault]:
    """People named by the procedure who are not in the electorate."""
    procedure = poll.procedure
    named = {
        "chair": (procedure.chair,) if procedure.chair else (),
        "order": procedure.order,
        "deemed": tuple(step.member for step in procedure.deemed if step.member),
        "proxies": tuple(proxy.principal for proxy in poll.proxies),
        "present": poll.present,
        "agents": tuple(poll.agents),
    }
    bloc = procedure.bloc
    if bloc and not any(bloc in elector.traits for elector in poll.electorate.electors):
        fix = "name a trait of the electors"
        yield Fault("no-bloc", f"bloc {bloc!r}", "must be a trait that somebody has", "", fix)
    for what, ids in named.items():
        unknown = tuple(sorted({*ids}.difference(poll.electorate.ids)))
        if unknown:
            fix = "add them to the electors, or take them out"
            yield Fault(
                "unknown-elector", what, "must be in the electorate", ", ".join(unknown), fix, unknown
            )
