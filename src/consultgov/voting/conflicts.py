"""Conflicts of interest declared on one matter, and what a charter makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, cast, final
from unicodedata import normalize

import attrs

from consultgov.errors import Fault, Faults, RuleError, shown
from consultgov.people import Elector
from consultgov.records import expect_keys
from consultgov.shares import Share
from consultgov.verdicts import Clause, Finding, Verdict
from consultgov.voting.electorate import Effect
from consultgov.voting.standing import Person, against, check_clause, effect_of

__all__ = ["Conflicts"]


def __dir__() -> list[str]:
    return __all__


@final
@attrs.frozen(init=False, hash=False)
class Conflicts:
    """Who has declared a conflict of interest on a matter, and what follows.

    Args:
        declared: id to the reason, or ids alone.
        effect: ``"recused"``: she stays among the members and has no vote; ``"excluded"``: she leaves every
            base, as unrelated directors alone are counted in article 139 of the company law of 2023.
        blocks_above: the share of the electorate that may be in conflict; where more are, the body should
            not decide the matter, and a finding says so.
        clause: where the rule stands.

    Raises:
        RuleError: another effect, no dict of reasons, a share that is none; all at once.

    >>> conflicts = Conflicts({"chen": "party to the contract"}, effect="excluded", blocks_above="1/3")
    >>> conflicts.declared["chen"]
    'party to the contract'
    """

    declared: Mapping[str, str]
    effect: Effect = Effect.RECUSED
    blocks_above: Share | None = None
    clause: Clause | None = None

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(
        self,
        declared: Mapping[str, str] | Iterable[str],
        effect: Effect | str = Effect.RECUSED,
        blocks_above: Share | str | None = None,
        clause: Clause | None = None,
    ) -> None:
        faults = Faults()
        reasons = _declared(declared, faults)
        follows = effect_of(effect)
        if follows not in (Effect.RECUSED, Effect.EXCLUDED):
            rule = "must be recused or excluded"
            faults.add(Fault("bad-policy", "effect of a conflict", rule, shown(effect)))
        limit = None if blocks_above is None else faults.attempt(Share, blocks_above)
        check_clause(clause, faults)
        faults.close(RuleError)
        self.__attrs_init__(MappingProxyType(reasons), follows, limit, clause)

    def against(self, person: Person) -> Verdict | None:
        """What speaks against a person, or ``None``."""
        reason = self.declared.get(person.elector.id)
        if reason is None:
            return None
        rule = "no conflict of interest"
        if not reason:
            return against("conflict-declared", rule, self.clause, person)
        return against("conflict-of-interest", rule, self.clause, person, reason=reason)

    def check(self, ids: Iterable[str], faults: Faults) -> None:
        """Note conflicts of those who are no electors."""
        unknown = tuple(sorted(self.declared.keys() - set(ids)))
        if unknown:
            fix = "add them to the electors, or take them out"
            subject = f"conflict of {', '.join(map(repr, unknown[:10]))}"
            faults.add(Fault("unknown-elector", subject, "must be an elector's", "", fix, unknown))

    def findings(self, concerned: Iterable[Elector]) -> tuple[Finding, ...]:
        """That more are in conflict than may be, if so.

        Args:
            concerned: those who would be in the electorate if nobody were in conflict.
        """
        people = [elector.id for elector in concerned]
        conflicted = [each for each in people if each in self.declared]
        limit = self.blocks_above
        if limit is None or len(conflicted) <= limit.fraction * len(people):
            return ()
        facts = {"conflicted": len(conflicted), "members": len(people), "limit": str(limit)}
        return (Finding("too-many-conflicts", {**facts, "people": conflicted}, self.clause),)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is not stated is left out."""
        plain: dict[str, object] = {"declared": dict(self.declared), "effect": self.effect.value}
        if self.blocks_above is not None:
            plain["blocks_above"] = str(self.blocks_above)
        if self.clause is not None:
            plain["clause"] = self.clause.to_dict()
        return plain

    @classmethod
    def from_dict(cls, data: object) -> Conflicts:
        """The conflicts from their plain dict.

        Raises:
            RecordError: keys or values that conflicts do not have.
            RuleError: what the constructor refuses.
        """
        optional = frozenset({"effect", "blocks_above", "clause"})
        found = dict(expect_keys(data, "conflicts", frozenset({"declared"}), optional))
        if found.get("clause") is not None:
            found["clause"] = Clause.from_dict(found["clause"])
        return cls(**found)  # type: ignore[arg-type]

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy by the plain values, since a read-only view of a dict does neither."""
        return Conflicts, (dict(self.declared), self.effect, self.blocks_above, self.clause)

    def __hash__(self) -> int:
        """Equal conflicts are of the same people."""
        return hash((frozenset(self.declared), self.effect))


def _declared(given: object, faults: Faults) -> dict[str, str]:
    whole = given
    if isinstance(given, Mapping):
        pairs = [*cast("Mapping[object, object]", given).items()]
    elif isinstance(given, Iterable) and not isinstance(given, str):
        pairs = [(each, "") for each in cast("Iterable[object]", given)]
    else:
        rule, fix = "must be a dict", 'write {"chen": "party to the contract"}'
        faults.add(Fault("not-a-dict", "conflicts", rule, shown(whole), fix))
        pairs = []
    found: dict[str, str] = {}
    for each, reason in pairs:
        if isinstance(each, str) and isinstance(reason, str):
            found[normalize("NFC", each)] = reason
        else:
            subject = f"conflict of {shown(each)}"
            faults.add(Fault("bad-ground", subject, "must be an id and its reason, as text", shown(reason)))
    return found
