"""What a poll is made from, read: the question, the proxies, the electorate in any of its forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeAlias, cast

import attrs

from consultgov.errors import Fault, RecordError, shown
from consultgov.people import Elector
from consultgov.records import expect_keys, is_storable
from consultgov.verdicts import CONDITIONS, Finding, Verdict
from consultgov.voting.authorities import AcceptedProxies, Proxy
from consultgov.voting.electorate import Electorate
from consultgov.voting.entitlement import Entitlement
from consultgov.voting.events import ids_of
from consultgov.voting.reading import items
from consultgov.voting.registers import OwnersElectorate

__all__ = [
    "Declined",
    "accepted_of",
    "agents_of",
    "body_put",
    "declined_of",
    "excluded_of",
    "expect",
    "findings_of",
    "handed_in",
    "holders_of",
    "question_of",
]

Declined: TypeAlias = Mapping[tuple[str, str], tuple[Proxy, Verdict]]
"""Principal and holder to a proxy that was not accepted, and why."""


def question_of(given: object) -> str:
    """The question, which is text."""
    if not isinstance(given, str) or not given.strip() or not is_storable(given):
        raise RecordError(Fault("no-question", "question", "must be text that is not empty", shown(given)))
    return given


def expect(what: str, given: object, kind: type) -> None:
    """Refuse what is of another kind."""
    if not isinstance(given, kind):
        fix = f"write {kind.__name__}(…)"
        raise RecordError(Fault("wrong-kind", what, f"must be a {kind.__name__}", shown(given), fix))


def accepted_of(given: object) -> tuple[Proxy, ...]:
    """The proxies as accepted, or as listed."""
    if isinstance(given, AcceptedProxies):
        return given.accepted
    listed = tuple(cast("Iterable[object]", given)) if isinstance(given, Iterable) else (given,)
    for each in listed:
        expect("proxy", each, Proxy)
    return cast("tuple[Proxy, ...]", listed)


def holders_of(accepted: tuple[Proxy, ...]) -> Mapping[str, Proxy]:
    """Principal to her proxy, held by the last to whom it was handed on."""
    numbers = Counter(proxy.principal for proxy in accepted)
    twice = sorted(principal for principal, number in numbers.items() if number > 1)
    if twice:
        rule, fix = "must be one for each principal", "let ProxyRule.accept choose"
        raise RecordError(Fault("two-proxies", "proxies", rule, ", ".join(twice), fix, tuple(twice)))
    listed = AcceptedProxies(accepted)
    last = {proxy.principal: listed.holder_of(proxy.principal) or proxy.holder for proxy in accepted}
    return MappingProxyType(
        {proxy.principal: attrs.evolve(proxy, holder=last[proxy.principal]) for proxy in accepted}
    )


def declined_of(given: object) -> Declined:
    """The proxies that were not accepted and why, by principal and holder."""
    refused = given.refused if isinstance(given, AcceptedProxies) else ()
    return MappingProxyType({(proxy.principal, proxy.holder): (proxy, why) for proxy, why in refused})


def handed_in(accepted: object, refused: object) -> AcceptedProxies:
    """The proxies of a record: those accepted, and the others with their reasons."""
    read = tuple(Proxy.from_dict(each) for each in items(accepted, "proxies"))
    return AcceptedProxies(read, tuple(_refused(each) for each in items(refused, "refused proxies")))


def _refused(data: object) -> tuple[Proxy, Verdict]:
    """A refused proxy from its plain dict, as ``AcceptedProxies`` writes it."""
    found = expect_keys(data, "refused proxy", frozenset({"proxy", "verdict"}), frozenset())
    why = Verdict.from_dict(found["verdict"])
    if not _is_ground(why):
        rule = "must be a verdict that does not hold, and is not of conditions"
        raise RecordError(Fault("bad-ground", "refused proxy", rule, shown(found["verdict"])))
    return Proxy.from_dict(found["proxy"]), why


def findings_of(given: object) -> tuple[Finding, ...]:
    """What the body should know before it votes, where an entitlement says so."""
    return given.findings if isinstance(given, Entitlement) else ()


def body_put(
    given: Electorate | Entitlement | OwnersElectorate | Iterable[Elector | str],
) -> tuple[Electorate, Mapping[str, Verdict], Mapping[str, tuple[str, ...]]]:
    """The electorate, why whoever is not in it is not, and who else may cast somebody's vote."""
    excluded: Mapping[str, Verdict] = MappingProxyType({})
    agents: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    if isinstance(given, Entitlement):
        return given.electorate, MappingProxyType(dict(given.excluded)), agents
    if isinstance(given, OwnersElectorate):
        heads = {head.id: head.representatives for head in given.heads if head.representatives != (head.id,)}
        return Electorate(given.electors), excluded, MappingProxyType(heads)
    return (given if isinstance(given, Electorate) else Electorate(given)), excluded, agents


def joined(
    joint: Mapping[str, tuple[str, ...]], acting: Mapping[str, tuple[str, ...]]
) -> Mapping[str, tuple[str, ...]]:
    """Who may cast whose vote, by both lists."""
    heads = dict.fromkeys((*joint, *acting))
    return MappingProxyType(
        {head: tuple(dict.fromkeys((*joint.get(head, ()), *acting.get(head, ())))) for head in heads}
    )


def excluded_of(given: object) -> dict[str, Verdict]:
    """Who is excluded and why, from plain dicts."""
    if not isinstance(given, Mapping):
        raise RecordError(Fault("not-a-dict", "excluded", "must be a plain dict", shown(given)))
    found = cast("Mapping[object, object]", given)
    read = {str(elector): Verdict.from_dict(verdict) for elector, verdict in found.items()}
    odd = sorted(elector for elector, verdict in read.items() if not _is_ground(verdict))
    if odd:
        rule = "must be reasons: verdicts that do not hold, and are not of conditions"
        raise RecordError(Fault("bad-ground", "excluded", rule, ", ".join(odd), "", tuple(odd)))
    return read


def _is_ground(verdict: Verdict) -> bool:
    """Whether a verdict is a reason, or made of reasons."""
    return not verdict.holds and verdict.code not in CONDITIONS and all(map(_is_ground, verdict.parts))


def agents_of(given: object) -> dict[str, tuple[str, ...]]:
    """Who else may cast whose vote."""
    if not isinstance(given, Mapping):
        raise RecordError(Fault("not-a-dict", "agents", "must be a plain dict", shown(given)))
    found = cast("Mapping[object, object]", given)
    return {ids_of([elector])[0]: ids_of(agents) for elector, agents in found.items()}
