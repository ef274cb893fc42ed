"""What a proposal must have or be to take part in a contest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias, cast, final

import attrs

from consultgov.contests.figures import composed
from consultgov.counting.algebra import Condition
from consultgov.counting.tallies import Tally
from consultgov.counting.vocabulary import heads_read, vocabulary_of
from consultgov.errors import Fault, Faults, MissingData, RuleError, TallyError, shown
from consultgov.records import expect_keys
from consultgov.verdicts import Clause, Verdict
from consultgov.voting.reading import clause_of

__all__ = ["EntryCondition", "Facts", "facts_of", "read_entry"]

Facts: TypeAlias = Mapping[str, bool | int]
"""Name to a truth or a whole number: what is known of a proposal."""


def _condition(given: object) -> Condition:
    return given if isinstance(given, Condition) else Condition.parse(cast("str", given))


@final
@attrs.frozen
class EntryCondition:
    """A condition on the facts of a proposal, all of them given with it.

    Args:
        condition: rule text over facts, such as ``"given raised >= 50000 or given donors >= 500"``.
        clause: where it stands.

    Raises:
        RuleTextError: text that cannot be read.
        RuleError: a condition that counts people.
        RecordError: what is no clause.

    >>> condition = EntryCondition("given raised >= 50000 or given donors >= 500")
    >>> condition.verdict({"raised": 20000, "donors": 512}).holds
    True
    """

    condition: Condition = attrs.field(converter=_condition)
    clause: Clause | None = attrs.field(default=None, converter=clause_of)

    def __attrs_post_init__(self) -> None:
        if heads_read([self.condition]) or vocabulary_of([self.condition]).groups:
            fix = 'write "given donors >= 500"'
            rule = "must read facts of the proposal and nobody's votes"
            raise RuleError(Fault("not-of-facts", "entry condition", rule, str(self.condition), fix))

    def verdict(self, facts: Facts) -> Verdict:
        """Whether a proposal meets it; one whose facts are not given does not."""
        try:
            verdict = self.condition.evaluate(Tally.of([], {}, given=dict(facts)))
        except MissingData:
            return Verdict(
                holds=False,
                code="entry-facts-missing",
                rule=str(self.condition),
                facts={"names": list(self._missing(facts))},
                clause=self.clause,
            )
        return attrs.evolve(verdict, clause=self.clause)

    def _missing(self, facts: Facts) -> tuple[str, ...]:
        """The facts that it reads and that are not there, or are of another kind."""
        read = vocabulary_of([self.condition])
        kinds = dict.fromkeys(read.truths, bool) | dict.fromkeys(read.numbers, int)
        return tuple(sorted(name for name, kind in kinds.items() if type(facts.get(name)) is not kind))

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        plain: dict[str, object] = {"condition": str(self.condition)}
        return plain if self.clause is None else {**plain, "clause": self.clause.to_dict()}

    @classmethod
    def from_dict(cls, data: object) -> EntryCondition:
        """The condition from its plain dict.

        Raises:
            RecordError: keys that it does not have.
            RuleError: what the constructor refuses.
        """
        optional = frozenset({"clause"})
        plain: dict[str, Any] = {**expect_keys(data, "entry", frozenset({"condition"}), optional)}
        return cls(**plain)


def read_entry(given: object) -> EntryCondition:
    """An entry condition, or the rule text of one."""
    return given if isinstance(given, EntryCondition) else EntryCondition(cast("str", given))


def facts_of(given: object, proposals: tuple[str, ...]) -> dict[str, dict[str, bool | int]]:
    """Proposal to its facts.

    Raises:
        TallyError: no dict of dicts, a proposal that does not take part, facts of another kind; all at once.
    """
    if not isinstance(given, Mapping):
        fix = 'write {"P1": {"donors": 512}}'
        raise TallyError(Fault("not-a-dict", "facts", "must be facts by proposal", shown(given), fix))
    faults = Faults()
    known = frozenset(proposals)
    read: dict[str, dict[str, bool | int]] = {}
    for key, facts in cast("Mapping[object, object]", given).items():
        name = composed(key)
        if name not in known:
            rule, fix = "must be of a proposal", "name proposals that are on the paper"
            faults.add(Fault("unknown-option", f"facts of {shown(name)}", rule, "", fix))
            continue
        found = faults.attempt(_facts, facts, f"facts of {shown(name)}")
        read[str(name)] = found or {}
    faults.close(TallyError)
    return read


def _facts(given: object, subject: str) -> dict[str, bool | int]:
    if not isinstance(given, Mapping):
        raise TallyError(Fault("not-a-dict", subject, "must be a dict", shown(given)))
    return dict(Tally.of([], {}, given=cast("Facts", given)).given)
