"""Tallies as plain dicts, and back: the same words as those they are made with.

A tally becomes a list of the calls that would make its parts: people with their ballots, streams with their
sums, figures as they were stated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, cast

from consultgov.counting.codes import Codes
from consultgov.counting.declarations import read_facts, read_labels
from consultgov.counting.figures import Figures
from consultgov.counting.names import name_of
from consultgov.counting.rows import Rows
from consultgov.counting.stances import CODES, FIRST_LABEL
from consultgov.counting.statements import MAX_DEPTH, MAX_GROUPS
from consultgov.counting.streams import Cell
from consultgov.errors import ConsultgovError, Fault, Faults, RecordError, TallyError, shown
from consultgov.people import Elector
from consultgov.records import expect_keys
from consultgov.shares import Exact, exact

if TYPE_CHECKING:
    from consultgov.counting.tallies import Tally

__all__ = ["plain_tally", "read_cell", "read_tally"]

_NAMES: Final = tuple(CODES)
_KEYS: Final = frozenset(
    {"electors", "ballots", "present", "recused", "vacant", "more_vacant", "streams", "figures"}
)
_PEOPLE: Final = frozenset({"electors", "ballots", "present", "recused", "vacant"})


# --- writing --------------------------------------------------------------------------------------


def plain_tally(tally: Tally) -> dict[str, object]:
    """The plain-dict form of a tally."""
    plain: dict[str, object] = {}
    if tally.rows is not None:
        plain |= _people(tally.rows, tally.labels)
    if tally.cells:
        plain["streams"] = [_stream(cell) for cell in tally.cells]
    if tally.figures:
        plain["figures"] = [_figures(figures) for figures in tally.figures]
    if tally.labels:
        plain["labels"] = list(tally.labels)
    if tally.facts:
        plain["given"] = dict(tally.facts)
    return plain


def _name(code: int, labels: tuple[str, ...]) -> str:
    return _NAMES[code] if code < FIRST_LABEL else labels[code - FIRST_LABEL]


def _people(rows: Rows, labels: tuple[str, ...]) -> dict[str, object]:
    electors: dict[str, object] = {}
    seats: list[object] = []
    ballots: dict[str, object] = {}
    lists: dict[str, list[str]] = {"silent": [], "recused": [], "recused_absent": []}
    parts = dict(rows.parts)
    for row, (elector, code) in enumerate(zip(rows.electors, rows.stances, strict=True)):
        stance = _name(code, labels)
        if stance == "vacant":
            seats.append(elector.to_dict())
            continue
        electors[elector.id] = elector.to_dict()
        if row in parts:
            split: Any = ballots.setdefault(elector.id, {})
            split[stance] = str(Fraction(split.get(stance, 0)) + parts[row])
        elif stance in lists:
            lists[stance].append(elector.id)
        elif stance != "absent":
            ballots[elector.id] = stance
    return {
        "electors": list(electors.values()),
        "ballots": ballots,
        "present": [*lists["silent"], *lists["recused"]],
        "recused": [*lists["recused"], *lists["recused_absent"]],
        "vacant": seats or rows.vacant,
        **({"more_vacant": rows.vacant} if seats and rows.vacant else {}),
    }


def _stream(cell: Cell) -> dict[str, object]:
    plain: dict[str, object] = {"sums": {name: str(value) for name, value in cell.sums}}
    if cell.measure is not None:
        plain["by"] = cell.measure
    if cell.traits:
        plain["traits"] = dict(cell.traits)
    if cell.flags:
        plain["flags"] = sorted(cell.flags)
    return plain


def _figures(figures: Figures) -> dict[str, object]:
    plain: dict[str, object] = {}
    by: dict[str, object] = {}
    for measure, words in figures.known:
        if measure is None:
            plain |= _words(words)
        else:
            by[measure] = _words(words)
    groups = {trait: [[name, _figures(inner)] for name, inner in found] for trait, found in figures.groups}
    if by:
        plain["by"] = by
    if groups:
        plain["groups"] = groups
    return plain


def _words(words: Iterable[tuple[str, Exact]]) -> dict[str, object]:
    plain: dict[str, object] = {}
    labels: dict[str, str] = {}
    for word, value in words:
        if word.startswith("'"):
            labels[word[1:-1].replace("''", "'")] = str(value)
        else:
            plain[word] = str(value)
    return plain | ({"labels": labels} if labels else {})


# --- reading --------------------------------------------------------------------------------------


def read_tally(data: object, kind: type[Tally]) -> Tally:
    """A tally from its plain dict.

    Raises:
        RecordError: keys that a tally does not have.
        TallyError: what the constructors refuse.
    """
    plain: Mapping[str, Any] = expect_keys(data, "tally", frozenset(), _KEYS | {"labels", "given"})
    faults = Faults()
    labels = read_labels(plain.get("labels", ()), faults)
    facts = read_facts(plain.get("given"), faults)
    faults.close(TallyError)
    tallies = [kind(labels=labels, facts=facts)]
    if not _PEOPLE.isdisjoint(plain):
        people = {name: plain[name] for name in _PEOPLE if name in plain}
        tallies.append(kind.of(**_with_electors(people), labels=labels))
    if "more_vacant" in plain:
        tallies.append(kind.of((), vacant=plain["more_vacant"]))
    cells = tuple(read_cell(stream, Codes(labels)) for stream in _list(plain.get("streams", []), "streams"))
    tallies.append(kind(cells=cells, labels=labels))
    stated = _list(plain.get("figures", []), "figures")
    return kind.merge([*tallies, *(kind.totals(**_Groups().read(figures)) for figures in stated)])


def _list(value: object, what: str) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise RecordError(Fault("not-a-list", what, "must be a list", shown(value)))
    return list(cast("Iterable[Any]", value))


def _with_electors(people: dict[str, Any]) -> dict[str, Any]:
    """The electors and vacant seats as values; everything else as it is."""
    read = {**people, "electors": _electors(_list(people.get("electors", []), "electors"))}
    if isinstance(people.get("vacant"), list | tuple):
        read["vacant"] = _electors(people["vacant"])
    return read


def _electors(given: Iterable[object]) -> list[Elector]:
    """Electors from their plain dicts; all faults at once.

    Raises:
        RecordError: some are not of the form of an elector.
        TallyError: all are, and some say what cannot be.
    """
    read: list[Elector] = []
    errors: list[ConsultgovError] = []
    for data in given:
        try:
            read.append(_elector(data))
        except ConsultgovError as error:
            errors.append(error)
    if errors:
        kind = RecordError if any(isinstance(error, RecordError) for error in errors) else TallyError
        raise kind(*(fault for error in errors for fault in error.faults))
    return read


def _elector(data: object) -> Elector:
    return Elector(data) if isinstance(data, str) else Elector.from_dict(data)


class _Groups:
    """Reads figures, their groups as a dict again: a list keeps a group named true apart from ``True``."""

    __slots__ = ("_count",)

    def __init__(self) -> None:
        self._count = 0

    def read(self, figures: object, depth: int = 0) -> dict[str, Any]:
        """The figures of one group, or of the whole body.

        Raises:
            RecordError: not of this form, or groups nested deeper, or more of them, than allowed.
        """
        self._check_size(depth)
        if not isinstance(figures, Mapping):
            raise RecordError(Fault("not-a-dict", "figures", "must be a plain dict", shown(figures)))
        read = dict(cast("Mapping[str, Any]", figures))
        for word in read:
            if not isinstance(word, str):
                raise RecordError(Fault("not-plain", "figures", "must have text as keys", shown(word)))
        groups: Any = read.get("groups")
        if isinstance(groups, Mapping):
            read["groups"] = {
                trait: self._members(trait, found, depth + 1)
                for trait, found in cast("Mapping[str, Any]", groups).items()
            }
        return read

    def _members(self, trait: str, found: object, depth: int) -> dict[str | bool, dict[str, Any]]:
        return {_group(name, trait): self.read(figures, depth) for name, figures in _pairs(found, trait)}

    def _check_size(self, depth: int) -> None:
        self._count += 1
        if depth > MAX_DEPTH:
            rule = f"must have groups nested at most {MAX_DEPTH} deep"
            raise RecordError(Fault("too-deep", "figures", rule))
        if self._count > MAX_GROUPS:
            raise RecordError(Fault("too-many-groups", "groups", f"must be at most {MAX_GROUPS}"))


def _group(name: object, trait: object) -> str | bool:
    if not isinstance(name, str | bool):
        rule = "must be named by text, true or false"
        raise RecordError(Fault("bad-group", f"group of {trait}", rule, shown(name)))
    return name


def _pairs(found: object, trait: object) -> list[Any]:
    pairs = _list(found, f"groups of {trait}")
    for pair in pairs:
        if len(_list(pair, f"group of {trait}")) != 2:  # noqa: PLR2004 - a name and its figures
            rule = "must be pairs of a name and its figures"
            raise RecordError(Fault("not-a-pair", f"groups of {trait}", rule, shown(pair)))
    return pairs


def read_cell(data: object, codes: Codes) -> Cell:
    """The sums of a stream from their plain dict.

    Raises:
        RecordError: keys that a stream does not have.
        TallyError: a stance that is not known, a sum that is not exact, not whole or below zero.
    """
    plain = expect_keys(data, "stream", frozenset({"sums"}), frozenset({"by", "traits", "flags"}))
    faults = Faults()
    traits: Any = plain.get("traits", {})
    flags: Any = plain.get("flags", ())
    voters = faults.attempt(Elector, "stream", traits, flags=flags) or Elector("stream")
    measure = faults.attempt(name_of, plain["by"], "measure") if "by" in plain else None
    sums = dict(_sums(plain["sums"], codes, faults, whole="by" not in plain))
    faults.close(TallyError)
    return Cell.of(voters, measure, sums)


def _sums(given: object, codes: Codes, faults: Faults, *, whole: bool) -> Iterator[tuple[str, Exact]]:
    if not isinstance(given, Mapping):
        faults.add(Fault("not-a-dict", "sums", "must be a plain dict", shown(given)))
        return
    for name, value in cast("Mapping[object, object]", given).items():
        stance = faults.attempt(codes.name, name)
        read = faults.attempt(exact, value, f"sum of {name}")
        if stance is None or read is None:
            continue
        if read < 0 or (whole and read != int(read)):
            rule = "must not be below 0" if read < 0 else "must be whole"
            faults.add(Fault("bad-sum", f"sum of {name}", rule, str(value)))
        yield stance, int(read) if str(value).isdecimal() else read
