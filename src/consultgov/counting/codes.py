"""From an answer as given to a stance or label of the poll, and its code."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import normalize

from consultgov.counting.stances import CODES, FIRST_LABEL, Stance
from consultgov.errors import Fault, TallyError, shown

__all__ = ["Codes", "stance_name", "unknown_stance"]


def stance_name(answer: object) -> str:
    """The name of a stance as given: text, a ``Stance``, or yes for ``True`` and no for ``False``.

    Raises:
        TallyError: anything else.
    """
    if isinstance(answer, bool):
        return Stance.YES.value if answer else Stance.NO.value
    if isinstance(answer, Stance):
        return answer.value
    if isinstance(answer, str):
        return answer
    fix = "write 'yes', 'no', 'abstain', …, True, False or a label"
    raise TallyError(Fault("bad-stance", "stance", "must be the name of a stance", shown(answer), fix))


def unknown_stance(name: str, known: Iterable[str]) -> TallyError:
    """The error for a word that is neither a stance nor a declared label."""
    fix = "use one of " + ", ".join(known) + "; declare labels of the poll with labels="
    return TallyError(Fault("unknown-stance", f"stance {name[:80]!r}", "must be known", "", fix))


class Codes:
    """The stances and labels of one poll, to their codes."""

    __slots__ = ("by_name", "labels")

    def __init__(self, labels: tuple[str, ...]) -> None:
        self.labels = labels
        self.by_name: dict[str, int] = dict(CODES)
        for index, name in enumerate(labels):
            self.by_name[name] = FIRST_LABEL + index

    def name(self, answer: object) -> str:
        """The name of a stance or label of the poll.

        Raises:
            TallyError: unknown, or not a word.
        """
        name = stance_name(answer)
        if name in self.by_name:
            return name
        composed = normalize("NFC", name[:1000])
        if composed not in self.by_name:
            raise unknown_stance(name, self.by_name)
        return composed

    def code(self, answer: object) -> int:
        """The code of a stance or label of the poll.

        Raises:
            TallyError: unknown, or not a word.
        """
        return self.by_name[self.name(answer)]
