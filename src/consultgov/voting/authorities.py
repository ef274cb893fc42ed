"""Authority to vote for somebody else: a proxy or a substitute, and the list of those that were accepted.

The vote stays the principal's, with her traits and weights; somebody else hands in the ballot.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import final

import attrs

from consultgov.errors import Fault, TallyError
from consultgov.records import expect_keys
from consultgov.spans import moment
from consultgov.verdicts import Finding, Verdict
from consultgov.voting.reading import choice, named, truth

__all__ = ["AcceptedProxies", "Proxy", "ProxyKind"]


def __dir__() -> list[str]:
    return __all__


@final
class ProxyKind(StrEnum):
    """What somebody who votes for another is."""

    PROXY = "proxy"
    """She holds a proxy: she votes for herself, if she has a vote, and for her principals."""
    SUBSTITUTE = "substitute"
    """She has no vote and sits in the seat of a member who is not there."""


def _id(given: object) -> str:
    return named(given, "principal or holder")


def _kind(given: object) -> ProxyKind:
    return choice(ProxyKind, given, "kind of a proxy")


def _written(given: object) -> bool:
    return truth(given, "written")


def _at(given: object) -> datetime | None:
    return None if given is None else moment(given, "moment of a proxy")


@final
@attrs.frozen
class Proxy:
    """A vote that somebody else casts.

    Args:
        principal: the id of whose vote it is.
        holder: the id of who casts it.
        at: the moment at which it was received, with a time zone.
        written: it was given in writing.
        kind: ``"proxy"``, or ``"substitute"`` of a member who is not there.

    Raises:
        TallyError: an id that is not text, or empty, a kind that is none, ``written`` neither true nor
            false.
        RecordError: a moment that is none.

    >>> Proxy("li", "wang").to_dict()
    {'principal': 'li', 'holder': 'wang'}
    """

    principal: str = attrs.field(converter=_id)
    holder: str = attrs.field(converter=_id)
    at: datetime | None = attrs.field(default=None, converter=_at)
    written: bool = attrs.field(default=True, converter=_written)
    kind: ProxyKind = attrs.field(default=ProxyKind.PROXY, converter=_kind)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        plain: dict[str, object] = {"principal": self.principal, "holder": self.holder}
        if self.at is not None:
            plain["at"] = self.at.isoformat()
        if not self.written:
            plain["written"] = False
        if self.kind is not ProxyKind.PROXY:
            plain["kind"] = self.kind.value
        return plain

    @classmethod
    def from_dict(cls, data: object) -> Proxy:
        """The proxy from its plain dict.

        Raises:
            RecordError: keys that a proxy does not have, a moment that is none.
            TallyError: what the constructor refuses.
        """
        required, optional = frozenset({"principal", "holder"}), frozenset({"at", "written", "kind"})
        return cls(**expect_keys(data, "proxy", required, optional))


# --- what was accepted ----------------------------------------------------------------------------


def _named(accepted: AcceptedProxies) -> Mapping[str, str]:
    return MappingProxyType({proxy.principal: proxy.holder for proxy in accepted.accepted})


def _held(accepted: AcceptedProxies) -> Mapping[str, tuple[str, ...]]:
    """Whose votes each last holder casts, in order of receipt."""
    last: dict[str, str] = {}
    held: dict[str, list[str]] = {}
    for principal in accepted.named:
        path = {principal: None}
        here = accepted.named[principal]
        while here in accepted.named and here not in last and here not in path:
            path[here] = None
            here = accepted.named[here]
        if here in path:
            rule, fix = "must not come back to where it was", "let ProxyRule.accept look at them"
            raise TallyError(Fault("proxy-circle", f"proxy of {here!r}", rule, "", fix, tuple(path)))
        last |= dict.fromkeys(path, last.get(here, here))
        held.setdefault(last[principal], []).append(principal)
    return MappingProxyType({holder: tuple(principals) for holder, principals in held.items()})


def _holders(accepted: AcceptedProxies) -> Mapping[str, str]:
    found = {principal: holder for holder, each in _held(accepted).items() for principal in each}
    return MappingProxyType(found)


@final
@attrs.frozen
class AcceptedProxies:
    """What became of the proxies that were handed in.

    Attributes:
        accepted: those accepted, in order of receipt.
        refused: the others, each with the reason.

    Raises:
        TallyError: proxies that run in a circle.
    """

    accepted: tuple[Proxy, ...]
    refused: tuple[tuple[Proxy, Verdict], ...] = ()
    named: Mapping[str, str] = attrs.field(
        init=False, eq=False, repr=False, default=attrs.Factory(_named, takes_self=True)
    )
    """Principal to the holder named in her proxy."""
    _last: Mapping[str, str] = attrs.field(
        init=False, eq=False, repr=False, default=attrs.Factory(_holders, takes_self=True)
    )
    _by_holder: Mapping[str, tuple[str, ...]] = attrs.field(
        init=False, eq=False, repr=False, default=attrs.Factory(_held, takes_self=True)
    )

    def holder_of(self, principal: str) -> str | None:
        """Who casts somebody's vote; the last one where proxies may be handed on, ``None`` where nobody.

        Raises:
            TallyError: what is no id.
        """
        return self._last.get(named(principal, "principal"))

    def held_by(self, holder: str) -> tuple[str, ...]:
        """Whose votes somebody casts beside her own, in order of receipt.

        Raises:
            TallyError: what is no id.
        """
        return self._by_holder.get(named(holder, "holder"), ())

    def published(self) -> list[dict[str, object]]:
        """The accepted list as a body publishes it: who votes for whom, and no more."""
        return [
            {"principal": proxy.principal, "holder": proxy.holder, "kind": proxy.kind.value}
            for proxy in self.accepted
        ]

    def findings(self) -> tuple[Finding, ...]:
        """One finding for each proxy refused; its facts are those of the reason."""
        return tuple(Finding(why.code, why.to_dict(), why.clause) for _, why in self.refused)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form, the refused with their reasons."""
        refused = [{"proxy": proxy.to_dict(), "verdict": why.to_dict()} for proxy, why in self.refused]
        return {"accepted": [proxy.to_dict() for proxy in self.accepted], "refused": refused}

    def __reduce__(self) -> tuple[type[AcceptedProxies], tuple[object, ...]]:
        """Pickle and copy by the plain values, since a read-only view of a dict does neither."""
        return AcceptedProxies, (self.accepted, self.refused)
