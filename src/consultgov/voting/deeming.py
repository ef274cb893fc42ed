"""Silence that a rule gives a meaning: whoever returned no ballot is deemed to have answered something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, final
from unicodedata import normalize

import attrs

from consultgov.counting.algebra import Condition
from consultgov.counting.tallies import Tally
from consultgov.errors import Fault, RecordError, shown
from consultgov.records import expect_keys
from consultgov.verdicts import Clause
from consultgov.voting.answers import Split, answer_of, plain_answer
from consultgov.voting.reading import clause_of, items

__all__ = ["MAJORITY", "Deemed", "deemed_answer", "read_deemed"]

MAJORITY: Final = "majority"
"""Silent electors follow the side, yes or no, that more of those voting chose."""


def _condition(given: Condition | Mapping[str, object] | str | None) -> Condition | None:
    if given is None or isinstance(given, Condition):
        return given
    return Condition.from_dict(given) if isinstance(given, Mapping) else Condition.parse(given)


def _word(given: object) -> str:
    read = answer_of(given)
    if isinstance(read, str):
        return read
    raise RecordError(Fault("bad-deemed", "deemed answer", "must be one word", shown(plain_answer(read))))


def _answer(given: object) -> str:
    return "" if given == "" else _word(given)


def _member(given: object) -> str:
    if not isinstance(given, str):
        raise RecordError(Fault("bad-id", "deemed member", "must be named by an id", shown(given)))
    return normalize("NFC", given)


@final
@attrs.frozen
class Deemed:
    """What silence is deemed to be, and when.

    Attributes:
        answer: a stance or label; or ``"majority"``, the side that more of those voting chose. Of two equal
            sides there is no majority.
        member: instead of an answer, the id of a member whose answer is followed (a prime member), also one
            that her delegate gave. One of whom there is no answer, or a split one, is not followed.
        when: a condition on the votes as cast, without which this does not apply.
        clause: where the rule stands.

    Raises:
        RecordError: neither an answer nor a member, or both.
        RuleError: a condition that cannot be read.

    >>> Deemed("majority", when="yes > 1/2 of members or no > 1/2 of members").answer
    'majority'
    """

    answer: str = attrs.field(default="", converter=_answer)
    member: str = attrs.field(default="", converter=_member, kw_only=True)
    when: Condition | None = attrs.field(default=None, converter=_condition, kw_only=True)
    clause: Clause | None = attrs.field(default=None, converter=clause_of, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if bool(self.answer) == bool(self.member):
            fix = 'write Deemed("majority"), Deemed("no") or Deemed(member="li")'
            raise RecordError(Fault("bad-deemed", "deemed", "must name an answer or a member", "", fix))

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form."""
        plain: dict[str, object] = {"answer": self.answer} if self.answer else {"member": self.member}
        if self.clause is not None:
            plain["clause"] = self.clause.to_dict()
        if self.when is not None:
            plain["when"] = str(self.when) if self.when.clause is None else self.when.to_dict()
        return plain

    @classmethod
    def from_dict(cls, data: object) -> Deemed:
        """What silence is deemed to be, from its plain dict.

        Raises:
            RecordError: keys or values that it does not have.
        """
        optional = frozenset({"answer", "member", "when", "clause"})
        return cls(**expect_keys(data, "deemed", frozenset(), optional))  # type: ignore[arg-type]


def read_deemed(given: object) -> tuple[Deemed, ...]:
    """One or several, as given."""
    if isinstance(given, Deemed):
        return (given,)
    listed = items(given, "deemed")
    return tuple(each if isinstance(each, Deemed) else Deemed.from_dict(each) for each in listed)


def deemed_answer(
    steps: Iterable[Deemed], answers: Mapping[str, str | Split], cast_votes: Tally
) -> str | None:
    """What silence is deemed to be: by the first step that applies; ``None`` where none does."""
    for step in steps:
        if step.when is None or step.when.holds(cast_votes):
            found = _followed(step, answers)
            if found is not None:
                return found
    return None


def _followed(step: Deemed, answers: Mapping[str, str | Split]) -> str | None:
    if step.member:
        followed = answers.get(step.member)
        return followed if isinstance(followed, str) else None
    return _majority(answers.values()) if step.answer == MAJORITY else step.answer


def _majority(answers: Iterable[str | Split]) -> str | None:
    """The side that has more of the votes, a split vote in its parts."""
    ahead = sum(_side(answer) for answer in answers)
    return None if ahead == 0 else "yes" if ahead > 0 else "no"


def _side(answer: str | Split) -> int:
    parts = dict(answer.parts) if isinstance(answer, Split) else {answer: 1}
    return parts.get("yes", 0) - parts.get("no", 0)  # type: ignore[return-value]
