"""How much work a search may do: counted in steps, never in seconds, so that an answer is always the same."""

from __future__ import annotations

from consultgov.errors import Fault, TooLarge

__all__ = ["Effort"]


class Effort:
    """Steps that are used up.

    Args:
        steps: how many there are.
    """

    __slots__ = ("_left", "_steps")

    def __init__(self, steps: int) -> None:
        self._steps = steps
        self._left = steps

    @property
    def left(self) -> int:
        """How many there still are."""
        return max(self._left, 0)

    @property
    def spent(self) -> int:
        """How many are used up."""
        return self._steps - self.left

    def spend(self, steps: int) -> None:
        """Take some.

        Raises:
            TooLarge: there are no more.
        """
        self._left -= steps
        if self._left < 0:
            rule, fix = (
                f"must be found in {self._steps} steps",
                "name fewer people or rules, or allow more steps",
            )
            fault = Fault("too-large", "allotment of seats", rule, "", fix)
            raise TooLarge(fault, self._steps - self._left, self._steps)
