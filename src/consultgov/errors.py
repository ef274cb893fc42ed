"""What goes wrong, each fault with its facts as fields and as a sentence.

A refusal that a body's rules foresee is a value (a verdict, an outcome), never one of these. These are
for misuse: a rule that says nothing, ballots that contradict each other, figures that are not numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar, final

import attrs

if TYPE_CHECKING:
    from consultgov.verdicts import Verdict

__all__ = [
    "ConsultgovError",
    "Fault",
    "Faults",
    "MissingData",
    "NotABoolean",
    "RecordError",
    "Refused",
    "RuleError",
    "RuleTextError",
    "ShareError",
    "TallyError",
    "TooLarge",
    "UnknownFigure",
    "not_a_tally",
    "shown",
]

_Given = ParamSpec("_Given")
_Read = TypeVar("_Read")

_SHOWN: Final = 10
_WIDTH: Final = 200
_SHORT: Final = 80


def __dir__() -> list[str]:
    return __all__


def _clip(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"


def shown(given: object) -> str:
    """What was given, cut short, as an error shows it; never an error itself, whatever it is.

    >>> shown("wei"), shown(10**5000)
    ("'wei'", 'of type int')
    """
    try:
        return repr(given)[:_SHORT]
    except Exception:  # noqa: BLE001 - numbers of many digits, lists that hold themselves, what callers wrote
        return f"of type {type(given).__name__}"


@final
@attrs.frozen
class Fault:
    """One thing that is wrong: what it is about, the rule it breaks, what was given, the mend.

    Attributes:
        code: a stable word for programs, such as ``"unknown-elector"``.
        subject: what the fault is about, as the caller named it.
        rule: what holds for the subject, a clause that follows it ("must be in the electorate").
        given: what was given instead, or the empty string.
        fix: what to do about it.
        people: the ids concerned, where there are any.

    >>> print(Fault("unknown-elector", "ballot of 'wei'", "must name an elector", "", "add 'wei'"))
    ballot of 'wei' must name an elector: add 'wei'
    """

    code: str
    subject: str
    rule: str
    given: str = ""
    fix: str = ""
    people: tuple[str, ...] = ()

    def __str__(self) -> str:
        given = f" (got {_clip(self.given)})" if self.given else ""
        fix = f": {self.fix}" if self.fix else ""
        return f"{_clip(self.subject)} {self.rule}{given}{fix}"

    def to_dict(self) -> dict[str, object]:
        """The same facts as a plain dict, for logs and user interfaces."""
        return {**attrs.asdict(self), "people": list(self.people)}


class ConsultgovError(Exception):
    """The root of the errors of this package; all faults found are in ``faults``."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults: tuple[Fault, ...] = faults

    def __str__(self) -> str:
        """One sentence a fault; of very many, the first ten and how many more."""
        if len(self.faults) == 1:
            return str(self.faults[0])
        lines = [f"{len(self.faults)} faults:", *(f"- {fault}" for fault in self.faults[:_SHOWN])]
        if len(self.faults) > _SHOWN:
            lines.append(f"- and {len(self.faults) - _SHOWN} more")
        return "\n".join(lines)


class ShareError(ConsultgovError, ValueError):
    """A share or an exact number that cannot be read exactly, or is out of bounds."""


class RuleError(ConsultgovError, ValueError):
    """A rule that makes no sense: mixed measures, a numerator outside its base, an unbounded size."""


class RuleTextError(RuleError):
    """Rule text that cannot be read, with the place.

    Attributes:
        text: the rule text, as given.
        column: where the fault is, counted in characters from 1.
        expected: what would have been understood there.
        suggestion: the nearest known word, or the empty string.
    """

    def __init__(
        self,
        fault: Fault,
        text: str = "",
        column: int = 1,
        expected: str = "",
        suggestion: str = "",
    ) -> None:
        super().__init__(fault)
        self.text = text
        self.column = column
        self.expected = expected
        self.suggestion = suggestion

    def __reduce__(self) -> tuple[type[RuleTextError], tuple[object, ...]]:
        """Pickle with all five facts, which ``args`` alone does not hold."""
        facts = (self.faults[0], self.text, self.column, self.expected, self.suggestion)
        return type(self), facts

    def __str__(self) -> str:
        """The fault, then the text around it with a mark under the place."""
        start = max(0, self.column - 61)
        window = "".join(
            character if character.isprintable() else " " for character in self.text[start : start + 120]
        )
        hint = f" (did you mean {self.suggestion}?)" if self.suggestion else ""
        return f"{super().__str__()}{hint}\n  {window}\n  {' ' * (self.column - 1 - start)}^"


class TallyError(ConsultgovError, ValueError):
    """Electors, ballots or figures that contradict each other or the rules of counting."""


class RecordError(ConsultgovError, ValueError):
    """A plain dict that does not have the form of the value it should become."""


class Refused(ConsultgovError, ValueError):
    """Something was done that the body's rules do not allow there; the reasons are a verdict.

    Whoever asks first (``poll.check``) gets the same verdict as a value.

    Attributes:
        verdict: why it is refused.
    """

    def __init__(self, fault: Fault, verdict: Verdict) -> None:
        super().__init__(fault)
        self.verdict = verdict

    def __reduce__(self) -> tuple[type[Refused], tuple[object, ...]]:
        """Pickle with the verdict, which ``args`` alone does not hold."""
        return type(self), (self.faults[0], self.verdict)


class MissingData(ConsultgovError, LookupError):
    """Something a condition reads (a trait, a weight, a fact of the matter) was not given."""


class UnknownFigure(ConsultgovError, LookupError):
    """A condition needs a figure that the figures given do not fix."""


class TooLarge(ConsultgovError, OverflowError):
    """An exact answer would take more steps than allowed; said before a search of that size starts.

    Attributes:
        size: the number of cases to look at.
        limit: the number allowed.
    """

    def __init__(self, fault: Fault, size: int = 0, limit: int = 0) -> None:
        super().__init__(fault)
        self.size = size
        self.limit = limit

    def __reduce__(self) -> tuple[type[TooLarge], tuple[object, ...]]:
        """Pickle with the two figures, which ``args`` alone does not hold."""
        return type(self), (self.faults[0], self.size, self.limit)


class NotABoolean(ConsultgovError, TypeError):
    """A count, a condition or a decision was used as if it were true or false."""


class Faults:
    """Collects what is wrong while a document is read, to report it all at once."""

    __slots__ = ("_found",)

    def __init__(self) -> None:
        self._found: list[Fault] = []

    def __bool__(self) -> bool:
        """Whether anything was found."""
        return bool(self._found)

    @property
    def found(self) -> tuple[Fault, ...]:
        """What was found so far."""
        return tuple(self._found)

    def add(self, fault: Fault) -> None:
        """Note one fault and go on."""
        self._found.append(fault)

    def attempt(
        self, read: Callable[_Given, _Read], *args: _Given.args, **options: _Given.kwargs
    ) -> _Read | None:
        """What ``read`` returns, or ``None`` where it refuses: its faults are noted."""
        try:
            return read(*args, **options)
        except ConsultgovError as error:
            self._found.extend(error.faults)
            return None

    def close(self, kind: type[ConsultgovError]) -> None:
        """Raise ``kind`` with all that was found, if anything was."""
        if self._found:
            raise kind(*self._found)


def not_a_tally(given: object) -> TallyError:
    """The error for something else in the place of a tally."""
    fix = "make one with Tally.of, Tally.totals or Tally.count"
    return TallyError(Fault("not-a-tally", "tally", "must be a Tally", shown(given), fix))
