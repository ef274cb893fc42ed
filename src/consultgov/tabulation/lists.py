"""The votes of lists as a method reads them: figures, bounds of seats, and who is above the threshold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias, cast, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, RuleError, ShareError, TallyError, shown
from consultgov.records import expect_keys
from consultgov.shares import Number, Share, number, number_text
from consultgov.tabulation.counts import step
from consultgov.tabulation.profiles import options_of
from consultgov.verdicts import Verdict

__all__ = ["Bound", "Threshold", "above_threshold", "bounds_of", "figures_of", "threshold_of"]

Bound: TypeAlias = int | Mapping[str, int] | None
"""A number of seats for every list, or for each by name."""

_MOST_LISTS: Final = 10_000


def _share(given: object) -> Share:
    try:
        return Share(cast("Share", given))
    except ShareError as error:
        raise RuleError(*error.faults) from None


def _names(given: object) -> frozenset[str]:
    names = given
    if isinstance(names, str | bytes | Mapping) or not isinstance(names, Iterable):
        raise RuleError(Fault("not-a-list", "exempt lists", "must be a list of names", shown(given)))
    listed = list(cast("Iterable[object]", names))
    bad = [each for each in listed if not isinstance(each, str) or not each.strip()]
    if bad:
        rule = "must be text that is not empty"
        raise RuleError(Fault("bad-name", "exempt list", rule, shown(bad[0])))
    return frozenset(cast("list[str]", listed))


@final
@attrs.frozen
class Threshold:
    """The share of the votes that a list needs to take part.

    Args:
        share: the share of all votes counted.
        exceeded: the list must have more than that; otherwise as much is enough.
        exempt: lists that need not reach it, such as those of a minority.

    Raises:
        RuleError: what is no share, a flag that is neither true nor false, names that are none.

    >>> Threshold("5%").shuts_out("Greens", 49, 1000)
    True
    >>> (
    ...     Threshold("5%").shuts_out("Greens", 50, 1000),
    ...     Threshold("5%", exceeded=True).shuts_out("Greens", 50, 1000),
    ... )
    (False, True)
    """

    share: Share = attrs.field(converter=_share)
    exceeded: bool = False
    exempt: frozenset[str] = attrs.field(default=frozenset(), converter=_names)

    def __attrs_post_init__(self) -> None:
        if not isinstance(cast("object", self.exceeded), bool):
            rule = "must be true or false"
            raise RuleError(Fault("not-a-truth", "exceeded", rule, shown(self.exceeded)))

    def shuts_out(self, name: str, votes: Number, total: Number) -> bool:
        """Whether a list with some of all votes is below the threshold."""
        if name in self.exempt:
            return False
        needed = self.share.fraction * total
        return votes <= needed if self.exceeded else votes < needed

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        plain: dict[str, object] = {"share": str(self.share)}
        if self.exceeded:
            plain["exceeded"] = True
        return {**plain, "exempt": sorted(self.exempt)} if self.exempt else plain

    @classmethod
    def from_dict(cls, data: object) -> Threshold:
        """The threshold from its plain dict.

        Raises:
            RecordError: keys that a threshold does not have, a share that is no text.
            RuleError: what the constructor refuses.
        """
        found = expect_keys(data, "threshold", frozenset({"share"}), frozenset({"exceeded", "exempt"}))
        if not isinstance(found["share"], str):
            rule = "must be text"
            raise RecordError(Fault("bad-text", "threshold.share", rule, shown(found["share"])))
        return cls(**found)  # type: ignore[arg-type]


def figures_of(given: object, subject: str = "votes", *, above: bool = False) -> dict[str, Number]:
    """Option to an exact number that is not below 0, as a caller gives them.

    Args:
        given: the dict.
        subject: what the figures are, for the error.
        above: a figure of 0 is refused too.

    Raises:
        TallyError: no dict, no option, a name that is none, a number below the bound; all at once.
    """
    if not isinstance(given, Mapping):
        fix = 'write {"A": 12}'
        raise TallyError(
            Fault("not-a-dict", subject, "must be a dict of option to number", shown(given), fix)
        )
    figures = cast("Mapping[object, object]", given)
    if len(figures) > _MOST_LISTS:
        rule = f"must be of at most {_MOST_LISTS} options"
        raise TallyError(Fault("too-many-options", subject, rule, str(len(figures))))
    names = options_of(list(figures))
    faults = Faults()
    read = {
        name: faults.attempt(_figure, value, f"{subject} of {name}", above=above)
        for name, value in zip(names, figures.values(), strict=True)
    }
    faults.close(TallyError)
    return cast("dict[str, Number]", read)


def _figure(value: object, subject: str, *, above: bool) -> Number:
    read = number(value, subject)
    if read < 0 or (above and not read):
        rule = "must be above 0" if above else "must not be below 0"
        raise TallyError(Fault("negative-number", subject, rule, number_text(read)))
    return read


def bounds_of(given: object, names: Iterable[str], usual: int, subject: str) -> dict[str, int]:
    """The least or the most seats of each list; those that are not named have the usual bound.

    Raises:
        TallyError: a bound that is no whole number from 0, a list that does not stand; all at once.
    """
    lists = list(names)
    if given is None:
        return dict.fromkeys(lists, usual)
    if not isinstance(given, Mapping):
        return dict.fromkeys(lists, _bound(given, subject))
    found = dict(cast("Mapping[object, object]", given))
    faults = Faults()
    for name in sorted(map(str, set(found) - set(lists))):
        faults.add(Fault("unknown-option", subject, "must name lists that stand", name, "", (name,)))
    bounds = {name: faults.attempt(_bound, found.get(name, usual), f"{subject} of {name}") for name in lists}
    faults.close(TallyError)
    return cast("dict[str, int]", bounds)


def _bound(given: object, subject: str) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or given < 0:
        rule = "must be a whole number from 0"
        raise TallyError(Fault("bad-seats", subject, rule, shown(given)))
    return given


def threshold_of(given: object) -> Threshold | None:
    """A threshold as a caller gives it: one, a share that must be reached, or none."""
    return given if given is None or isinstance(given, Threshold) else Threshold(cast("Share", given))


def above_threshold(
    votes: Mapping[str, Number], threshold: Threshold | None
) -> tuple[list[str], list[Verdict]]:
    """The lists that take part, and a step for each that does not; a list without a vote never does."""
    total = sum(votes.values())
    inside: list[str] = []
    steps: list[Verdict] = []
    for name, figure in votes.items():
        if threshold is not None and threshold.shuts_out(name, figure, total):
            facts = {"list": name, "figure": number_text(figure), "share": str(threshold.share)}
            steps.append(step("list-below-threshold", **facts))
        elif figure:
            inside.append(name)
    return inside, steps
