"""Who may vote for whom: proxies and substitutes, accepted in order of receipt and refused with the reason.

A proxy is looked at by itself first, and then beside those accepted before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple, cast, final
from unicodedata import normalize

import attrs

from consultgov.errors import Fault, Faults, RuleError, TallyError, shown
from consultgov.people import Elector, Trait
from consultgov.records import expect_keys
from consultgov.verdicts import Clause, Verdict
from consultgov.voting.authorities import AcceptedProxies, Proxy, ProxyKind
from consultgov.voting.electorate import Electorate, Standing
from consultgov.voting.reading import items, named, of_kind

__all__ = ["AcceptedProxies", "Proxy", "ProxyKind", "ProxyRule"]

_MOST: Final = 10**9
_VOTES: Final = frozenset({Standing.ENTITLED, Standing.DORMANT})


def __dir__() -> list[str]:
    return __all__


def _number(given: object) -> int | None:
    if given is not None and (
        not isinstance(given, int) or isinstance(given, bool) or not 1 <= given <= _MOST
    ):
        fix = "where nobody may hold a proxy, say allowed=False"
        rule = f"must be a whole number from 1 to {_MOST}, or None"
        raise RuleError(Fault("bad-limit", "limit of a proxy rule", rule, shown(given), fix))
    return given


def _setting(given: object) -> bool:
    if not isinstance(given, bool):
        rule = "must be true or false"
        raise RuleError(Fault("not-a-truth", "setting of a proxy rule", rule, shown(given)))
    return given


def _words(given: object, what: str) -> list[str]:
    whole = given
    listed = [given] if isinstance(given, str) else given
    if not isinstance(listed, Iterable) or isinstance(listed, Mapping):
        raise RuleError(Fault("not-a-list", what, "must be a list of words", shown(whole)))
    words = list(cast("Iterable[object]", listed))
    bad = [each for each in words if not isinstance(each, str) or not each.strip()]
    if bad:
        raise RuleError(Fault("bad-name", what, "must be text that is not empty", shown(bad[0])))
    return [normalize("NFC", cast("str", each)) for each in words]


def _set(given: object) -> frozenset[str]:
    return frozenset(_words(given, "flags of a holder"))


def _holders_set(given: object) -> frozenset[str] | None:
    return None if given is None else frozenset(_words(given, "holders of a proxy rule"))


def _list(given: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_words(given, "traits that principal and holder share")))


def _kinds(given: object) -> frozenset[ProxyKind]:
    words = _words(given, "kinds of a proxy rule")
    bad = [word for word in words if word not in list(ProxyKind)]
    if bad:
        rule = f"must be {' or '.join(ProxyKind)}"
        raise RuleError(Fault("bad-choice", "kinds of a proxy rule", rule, shown(bad[0])))
    return frozenset(map(ProxyKind, words))


def _traits(given: object) -> Mapping[str, frozenset[Trait]]:
    if not isinstance(given, Mapping):
        rule = "must be a dict of trait to the values that will do"
        raise RuleError(Fault("not-a-dict", "eligible holders", rule, shown(given)))
    wanted = cast("Mapping[object, object]", given)
    names = _words(list(wanted), "eligible holders")
    return MappingProxyType({name: _values(each) for name, each in zip(names, wanted.values(), strict=True)})


def _values(given: object) -> frozenset[Trait]:
    single = isinstance(given, str | bool) or given is None
    listed = (given,) if single else given
    values = list(cast("Iterable[object]", listed)) if isinstance(listed, Iterable) else [listed]
    if not all(each is None or isinstance(each, str | bool) for each in values):
        rule = "must be text, True, False or None, or a list of them"
        raise RuleError(Fault("bad-trait", "trait of an eligible holder", rule, shown(given)))
    return frozenset(cast("list[Trait]", values))


def _clause(given: object) -> Clause | None:
    if given is not None and not isinstance(given, Clause):
        fix = 'write Clause("…law, art. 19")'
        rule = "must be a Clause"
        raise RuleError(Fault("not-a-clause", "clause of a proxy rule", rule, shown(given), fix))
    return given


@final
@attrs.frozen(hash=False)
class ProxyRule:
    """Who may vote for whom.

    Args:
        limit: the most votes that one holder may cast for others, 1 to a thousand million; ``None`` for any
            number.
        allowed: proxies are allowed at all; not where representatives elect, nor in an owners' committee.
        written: they must be in writing.
        candidates: a candidate may hold them.
        holders: the ids that may hold; ``None`` for every elector, and of substitutes for anybody known.
        eligible: traits that a holder must have: name to the value, or the values, that will do.
        flags: flags that a holder must have.
        same: traits that holder and principal must share, such as ``("household",)``.
        chains: a holder may hand on by proxy what she holds.
        latest_counts: of two proxies of one principal the later counts; otherwise the first does.
        kinds: ``"proxy"``, ``"substitute"`` or both; a body that has both by different rules has two rules.
        clause: where the rule stands.

    Raises:
        RuleError: a limit below 1, a setting that is neither true nor false, words that are not text.

    >>> rule = ProxyRule(limit=1, clause=Clause("bylaws, art. 7"))
    >>> found = rule.accept([Proxy("li", "chen"), Proxy("wang", "chen")], ["li", "wang", "chen"])
    >>> found.held_by("chen"), found.refused[0][1].code
    (('li',), 'holder-limit')
    """

    limit: int | None = attrs.field(default=None, converter=_number)
    allowed: bool = attrs.field(default=True, converter=_setting)
    written: bool = attrs.field(default=True, converter=_setting)
    candidates: bool = attrs.field(default=False, converter=_setting)
    holders: frozenset[str] | None = attrs.field(default=None, converter=_holders_set)
    eligible: Mapping[str, frozenset[Trait]] = attrs.field(default=MappingProxyType({}), converter=_traits)
    flags: frozenset[str] = attrs.field(default=frozenset(), converter=_set, kw_only=True)
    same: tuple[str, ...] = attrs.field(default=(), converter=_list)
    chains: bool = attrs.field(default=False, converter=_setting, kw_only=True)
    latest_counts: bool = attrs.field(default=False, converter=_setting, kw_only=True)
    kinds: frozenset[ProxyKind] = attrs.field(
        default=frozenset({ProxyKind.PROXY}), converter=_kinds, kw_only=True
    )
    clause: Clause | None = attrs.field(default=None, converter=_clause, kw_only=True)

    def accept(
        self,
        proxies: Iterable[Proxy],
        electorate: Electorate | Iterable[Elector | str],
        candidates: Iterable[str] = (),
        *,
        others: Iterable[Elector | str] = (),
        present: Iterable[str] = (),
    ) -> AcceptedProxies:
        """What becomes of some proxies, each looked at in order of receipt.

        A proxy that is in order by itself, and finds its principal without one and its holder below the
        limit, is accepted. Of two that do not go together the earlier received stands.

        Args:
            proxies: in order of receipt.
            electorate: who has a vote.
            candidates: the ids of those standing for election.
            others: people without a vote who may be holders, such as substitutes; their traits are read.
            present: the ids of the members who are there: they need no substitute.

        Raises:
            TallyError: what is no proxy, an id that is none; all at once.
        """
        faults = Faults()
        listed = of_kind(proxies, Proxy, "proxies", faults)
        scene = _scene(self, electorate, (candidates, others, present), faults)
        faults.close(TallyError)
        sound = [(proxy, scene.first_ground(proxy)) for proxy in listed]
        replaced = _replaced(sound) if self.latest_counts else frozenset[int]()
        register = _Register(self)
        verdicts: list[tuple[Proxy, Verdict | None]] = []
        for place, (proxy, ground) in enumerate(sound):
            enter = register.replaced if place in replaced else register.enter
            verdicts.append((proxy, enter(proxy) if ground is None else ground))
        return AcceptedProxies(
            tuple(proxy for proxy, ground in verdicts if ground is None),
            tuple((proxy, ground) for proxy, ground in verdicts if ground is not None),
        )

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        plain: dict[str, object] = {}
        for name in _names():
            value = getattr(self, name)
            if value != getattr(_USUAL, name):
                plain[name] = _PLAIN[name](value) if name in _PLAIN else value
        return plain

    @classmethod
    def from_dict(cls, data: object) -> ProxyRule:
        """The rule from its plain dict.

        Raises:
            RecordError: keys that a rule does not have, a clause that is none.
            RuleError: what the constructor refuses.
        """
        found = dict(expect_keys(data, "proxy rule", frozenset(), frozenset(_names())))
        if "clause" in found:
            found["clause"] = Clause.from_dict(found["clause"])
        return cls(**found)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy by the plain dict, since a read-only view of a dict does neither."""
        return ProxyRule.from_dict, (self.to_dict(),)

    def __hash__(self) -> int:
        """Equal rules have equal limits and clauses."""
        return hash((self.limit, self.holders, self.same, self.kinds, self.clause))


_USUAL: Final = ProxyRule()

_PLAIN: Final[Mapping[str, Callable[[Any], object]]] = MappingProxyType(
    {
        "holders": sorted,
        "eligible": lambda traits: {name: sorted(values, key=repr) for name, values in traits.items()},
        "flags": sorted,
        "same": list,
        "kinds": lambda kinds: sorted(kind.value for kind in kinds),
        "clause": Clause.to_dict,
    }
)
"""How a setting is written, where it is not plain already."""


def _names() -> tuple[str, ...]:
    return tuple(field.name for field in attrs.fields(ProxyRule))


# --- what a proxy must be by itself ---------------------------------------------------------------


class _Scene(NamedTuple):
    """The rule, and the people it is about."""

    rule: ProxyRule
    electorate: Electorate
    candidates: frozenset[str]
    others: Mapping[str, Elector]
    present: frozenset[str]

    def first_ground(self, proxy: Proxy) -> Verdict | None:
        """The first reason against a proxy that no other proxy has a part in."""
        return next(_grounds(self, proxy), None)

    def has_vote(self, who: str) -> bool:
        return self.electorate.standing(who) in _VOTES

    def person(self, who: str) -> Elector | None:
        return self.electorate.elector(who) or self.others.get(who)


def _ground(rule: ProxyRule, proxy: Proxy, code: str, text: str, **facts: object) -> Verdict:
    people = {"elector": proxy.principal, "holder": proxy.holder}
    return Verdict(holds=False, code=code, rule=text, facts=people | facts, clause=rule.clause)


def _grounds(scene: _Scene, proxy: Proxy) -> Iterator[Verdict]:
    rule = scene.rule
    if not rule.allowed or proxy.kind not in rule.kinds:
        code = "proxies-not-allowed" if proxy.kind is ProxyKind.PROXY else "substitutes-not-allowed"
        yield _ground(rule, proxy, code, "nobody votes for somebody else")
    if rule.written and not proxy.written:
        yield _ground(rule, proxy, "not-written", "it is given in writing")
    if not scene.has_vote(proxy.principal):
        yield _ground(rule, proxy, "principal-not-entitled", "the principal has a vote")
    if proxy.holder == proxy.principal:
        yield _ground(rule, proxy, "holder-is-principal", "the holder is somebody else")
    if proxy.kind is ProxyKind.SUBSTITUTE:
        yield from _of_substitute(scene, proxy)
    if proxy.holder in scene.candidates and not rule.candidates:
        yield _ground(rule, proxy, "holder-is-candidate", "the holder is no candidate")
    yield from _of_holder(scene, proxy)


def _of_substitute(scene: _Scene, proxy: Proxy) -> Iterator[Verdict]:
    if scene.electorate.elector(proxy.holder) is not None:
        yield _ground(scene.rule, proxy, "already-a-member", "a substitute has no seat")
    if proxy.principal in scene.present:
        yield _ground(scene.rule, proxy, "member-present", "a member who is there needs no substitute")


def _of_holder(scene: _Scene, proxy: Proxy) -> Iterator[Verdict]:
    """The holder is one of those who may be, by name, traits, flags and what she shares."""
    rule = scene.rule
    holder = scene.person(proxy.holder) or Elector(proxy.holder)
    lacks = [name for name, values in rule.eligible.items() if holder.traits.get(name) not in values]
    lacks += sorted(rule.flags - holder.flags)
    apart = [name for name in rule.same if not _share(scene.person(proxy.principal), holder, name)]
    parts = [_ground(rule, proxy, "holder-lacks", "the holder is so", lacks=lacks)] if lacks else []
    if apart:
        parts.append(_ground(rule, proxy, "holder-of-another", "both are of one", traits=apart))
    if parts or not _may_hold(scene, proxy):
        head = _ground(rule, proxy, "holder-not-eligible", "the holder is one of those who may be")
        yield attrs.evolve(head, parts=tuple(parts))


def _may_hold(scene: _Scene, proxy: Proxy) -> bool:
    """Whether the rule names the holder; where it names nobody, an elector, or somebody known beside them."""
    if scene.rule.holders is not None:
        return proxy.holder in scene.rule.holders
    if proxy.kind is ProxyKind.SUBSTITUTE:
        return proxy.holder in scene.others
    return scene.has_vote(proxy.holder) or proxy.holder in scene.others


def _share(principal: Elector | None, holder: Elector, name: str) -> bool:
    """Whether two people have one value of a trait; nobody shares being in no group."""
    value = None if principal is None else principal.traits.get(name)
    return value is not None and value == holder.traits.get(name)


# --- what proxies do to each other ----------------------------------------------------------------


def _replaced(sound: list[tuple[Proxy, Verdict | None]]) -> frozenset[int]:
    """The places of proxies that a later one of the same principal replaces, if it is in order by itself."""
    places: dict[str, int] = {}
    found: set[int] = set()
    for place, (proxy, ground) in enumerate(sound):
        if ground is None:
            if proxy.principal in places:
                found.add(places[proxy.principal])
            places[proxy.principal] = place
    return frozenset(found)


class _Register:
    """The proxies accepted so far: who votes for whom, and with how many votes of others."""

    __slots__ = ("_carries", "_next", "_rule", "_seated")

    def __init__(self, rule: ProxyRule) -> None:
        self._rule = rule
        self._next: dict[str, str] = {}  # towards the last holder; shortened as it is walked
        self._carries: dict[str, int] = {}
        self._seated: set[str] = set()

    def replaced(self, proxy: Proxy) -> Verdict:
        return _ground(self._rule, proxy, "proxy-replaced", "the latest proxy counts")

    def enter(self, proxy: Proxy) -> Verdict | None:
        """Accept a proxy, or say what stands against it."""
        last = self._last(proxy.holder)
        ground = next(self._against(proxy, last), None)
        if ground is None:
            self._next[proxy.principal] = last
            self._carries[last] = self._carried(last) + self._carried(proxy.principal) + 1
            if proxy.kind is ProxyKind.SUBSTITUTE:
                self._seated.add(proxy.holder)
        return ground

    def _carried(self, who: str) -> int:
        return self._carries.get(who, 0)

    def _last(self, holder: str) -> str:
        """Who has in the end what somebody holds; the way there is halved for the next time."""
        while holder in self._next:
            further = self._next[holder]
            self._next[holder] = self._next.get(further, further)
            holder = self._next[holder]
        return holder

    def _against(self, proxy: Proxy, last: str) -> Iterator[Verdict]:
        rule = self._rule
        if proxy.principal in self._next:
            yield _ground(rule, proxy, "second-proxy", "a principal gives one proxy")
        if proxy.holder in self._seated and proxy.kind is ProxyKind.SUBSTITUTE:
            yield _ground(rule, proxy, "already-a-member", "a substitute has no seat")
        if not rule.chains and last != proxy.holder:
            yield _ground(rule, proxy, "holder-gave-proxy", "a holder votes herself")
        if not rule.chains and self._carried(proxy.principal):
            yield _ground(rule, proxy, "principal-holds-proxy", "a holder votes herself")
        if last == proxy.principal:
            yield _ground(rule, proxy, "proxy-circle", "a vote does not come back to where it was")
        carries = self._carried(last) + self._carried(proxy.principal) + 1
        if rule.limit is not None and carries > rule.limit:
            text = f"a holder votes for at most {rule.limit} others"
            yield _ground(rule, proxy, "holder-limit", text, last=last, limit=rule.limit)


# --- reading what is handed in --------------------------------------------------------------------


def _scene(rule: ProxyRule, electorate: object, ids: tuple[object, object, object], faults: Faults) -> _Scene:
    candidates, others, present = ids
    body, known = _body(electorate, faults), _body(others, faults)
    return _Scene(
        rule,
        body,
        _ids(candidates, "candidates", faults),
        MappingProxyType({each.id: each for each in known.electors}),
        _ids(present, "present", faults),
    )


def _body(given: object, faults: Faults) -> Electorate:
    if isinstance(given, Electorate):
        return given
    return faults.attempt(Electorate, cast("Iterable[Elector]", given)) or Electorate(())


def _ids(given: object, what: str, faults: Faults) -> frozenset[str]:
    return frozenset(
        faults.attempt(named, each, what) or "" for each in faults.attempt(items, given, what) or ()
    )
