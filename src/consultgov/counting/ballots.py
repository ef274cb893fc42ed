"""Electors and their ballots, brought together: who did what, with every contradiction at once.

A ballot implies presence; on the roll without a ballot is silent; recused on the roll is recused, off it
recused and absent; anyone else is absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, Final, NamedTuple, TypeAlias, cast
from unicodedata import normalize

import attrs

from consultgov.counting.codes import Codes
from consultgov.counting.rows import Rows
from consultgov.counting.stances import CODES, Stance
from consultgov.errors import Fault, Faults, ShareError, TallyError, shown
from consultgov.people import Elector
from consultgov.shares import Number, Share, exact, number

__all__ = ["Answer", "Answers", "Roll", "read_rows"]

Answer: TypeAlias = "str | bool | Mapping[str, object] | None"
"""A stance or label, yes or no, or a split: stance to the share of the vote; ``None``: no ballot."""

Answers: TypeAlias = Mapping[str, Any] | Iterable[tuple[str, Any]]
"""Who answered what: by id, or pairs of id and ``Answer``; a type checker would not see that a dict of plain
and split answers is one."""

_ABSENT: Final = CODES["absent"]
_NOT_ANSWERS: Final = frozenset({Stance.RECUSED, Stance.RECUSED_ABSENT, Stance.VACANT})
_SHOWN: Final = 3


class _Split(NamedTuple):
    """The parts of a split vote: stance code and share."""

    parts: tuple[tuple[int, Fraction], ...]


def _people(ids: Iterable[str]) -> str:
    listed = sorted(ids)
    first = ", ".join(map(repr, listed[:_SHOWN]))
    return first if len(listed) <= _SHOWN else f"{first} and {len(listed) - _SHOWN} more"


def _fault(code: str, what: str, ids: Iterable[object], rule: str, fix: str) -> Fault:
    people = tuple(sorted(each if isinstance(each, str) else shown(each) for each in ids))
    return Fault(code, f"{what} {_people(people)}", rule, "", fix, people)


def _listed(given: object, what: str, faults: Faults) -> list[Any]:
    """What was given as a list of something."""
    if isinstance(given, Iterable):
        found: list[Any] = [*given]
        return found
    faults.add(Fault("not-a-list", what, "must be a list", shown(given)))
    return []


def _electors(given: object, faults: Faults, code: str) -> list[Elector]:
    if isinstance(given, Mapping | str):
        what = code.replace("-", " ")
        fix = "give a list of ids, or of Elector values with their traits and weights"
        faults.add(Fault("not-a-list", f"{what}s", "must be a list", shown(cast("object", given)), fix))
        return []
    electors = _listed(given, "electors", faults)
    if not {*map(type, electors)} <= {Elector}:
        read = [each if isinstance(each, Elector) else faults.attempt(Elector, each) for each in electors]
        electors = [each for each in read if each is not None]
    ids = [elector.id for elector in electors]
    if len(set(ids)) < len(ids):
        seen: set[str] = set()
        twice = {each for each in ids if each in seen or seen.add(each)}  # type: ignore[func-returns-value]
        what = code.replace("-", " ")
        faults.add(_fault(f"{code}-twice", what, twice, "must be given once", "remove the repetition"))
    return electors


def _is_pair(given: Any) -> bool:  # noqa: ANN401 - whatever the caller gave
    return isinstance(given, tuple | list) and len(cast("list[Any]", given)) == 2  # noqa: PLR2004 - a pair


def _may_be_id(given: object) -> bool:
    """Whether something can be looked for among ids at all."""
    try:
        hash(given)
    except TypeError:
        return False
    return True


def _nfc(given: Any) -> Any:  # noqa: ANN401 - whatever the caller gave as an id
    """Text in NFC, as the ids of electors are; anything else as it is."""
    return normalize("NFC", given) if isinstance(given, str) else given


def _single(answers: Answers, faults: Faults) -> Mapping[str, Answer]:
    """The answers by id; somebody with two ballots is a fault."""
    if isinstance(answers, Mapping):
        return cast("Mapping[str, Answer]", answers)
    found: dict[str, Answer] = {}
    twice: set[str] = set()
    for pair in _listed(answers, "ballots", faults):
        if not _is_pair(pair) or not _may_be_id(pair[0]):
            faults.add(Fault("bad-ballot", "ballot", "must be a pair of id and stance", shown(pair)))
            continue
        if pair[0] in found:
            twice.add(pair[0])
        found[pair[0]] = pair[1]
    _note_twice(twice, faults)
    return found


def _of_electors(ballots: Mapping[str, Answer], known: set[str], faults: Faults) -> Mapping[str, Answer]:
    """The ballots under ids in NFC, as those of electors are: only where some are unknown as they stand."""
    if known.issuperset(ballots):
        return ballots
    found: dict[str, Answer] = {}
    twice: set[str] = set()
    for given, answer in ballots.items():
        elector = _nfc(given)
        if elector in found:
            twice.add(elector)
        found[elector] = answer
    _note_twice(twice, faults)
    unknown = found.keys() - known
    if unknown:
        fix = "add them to the electors, or leave the ballots out"
        faults.add(_fault("unknown-elector", "ballots of", unknown, "must name an elector", fix))
    return found


def _note_twice(twice: set[str], faults: Faults) -> None:
    if twice:
        fix = "keep the one that counts"
        faults.add(_fault("ballot-twice", "ballots of", twice, "must be one each", fix))


def _part(share: object, elector: str) -> Number:
    """A part of a vote: a number, or a percentage as text."""
    if isinstance(share, str) and share.strip().endswith("%"):
        return Share(share).fraction
    return number(share, f"part of the ballot of {elector!r}")


def _split(answer: Mapping[str, object], codes: Codes, elector: str) -> _Split:
    parts: list[tuple[int, Fraction]] = []
    for stance, share in answer.items():
        code = _answer_code(stance, codes, elector)
        part = _part(share, elector)
        if part < 0:
            fix = "give shares that sum to one"
            raise TallyError(
                Fault("bad-split", f"part of {elector!r}", "must not be below 0", str(part), fix)
            )
        if part:
            parts.append((code, Fraction(part)))
    if sum(part for _, part in parts) != 1:
        given = " + ".join(str(part) for _, part in parts)
        fix = "add what is left as 'absent' or 'silent'"
        raise TallyError(Fault("bad-split", f"parts of {elector!r}", "must sum to one", given, fix))
    return _Split(tuple(parts))


def _answer_code(answer: object, codes: Codes, elector: str) -> int:
    code = codes.code(answer)
    if answer in _NOT_ANSWERS:
        fix = "name the recused with recused=, empty seats with vacant="
        subject = f"ballot of {elector!r}"
        raise TallyError(Fault("not-a-ballot", subject, f"must not be {answer}", "", fix))
    return code


def _answer_of(elector: str, answer: object, codes: Codes) -> int | _Split:
    """What somebody did; every fault of it names her."""
    try:
        return _read_answer(answer, codes, elector)
    except (TallyError, ShareError) as error:
        named = [attrs.evolve(fault, people=(elector,)) for fault in error.faults]
        raise TallyError(*(_placed(fault, elector) for fault in named)) from None


def _placed(fault: Fault, elector: str) -> Fault:
    if repr(elector) in fault.subject:
        return fault
    return attrs.evolve(fault, subject=f"ballot of {elector!r}: {fault.subject}")


def _read_answer(answer: object, codes: Codes, elector: str) -> int | _Split:
    if isinstance(answer, Mapping):
        return _split(cast("Mapping[str, object]", answer), codes, elector)
    return _answer_code(answer, codes, elector)


class Roll(NamedTuple):
    """Who is in office, who is there, who is recused, and which seats are empty, as given."""

    electors: Iterable[Elector | str]
    present: Iterable[str]
    recused: Iterable[str]
    vacant: int | Iterable[Elector]


def read_rows(roll: Roll, answers: Answers, codes: Codes, faults: Faults) -> Rows:
    """The rows of a tally; everything that contradicts something else is noted as a fault."""
    people = _electors(roll.electors, faults, "elector")
    seats, empty = _vacant(roll.vacant, faults)
    ids = [elector.id for elector in people]
    known = set(ids)
    ballots = _single(answers, faults)
    there = _ids(roll.present, "present", known, faults)
    out = _ids(roll.recused, "recused", known, faults)
    ballots = _of_electors(ballots, known, faults)
    _check(known, ballots, out, seats, faults)
    row, splits = _stances(ids, ballots, codes, faults)
    split_away = {ids[row] for row, split in splits.items() if _ABSENT in dict(split.parts)}
    _check_away(there, ballots, split_away, faults)
    _place_the_rest(row, ids, there, out)
    return _rows(people, row, splits, seats, empty)


def _check_away(there: set[str], ballots: Mapping[str, Answer], split_away: set[str], faults: Faults) -> None:
    """Nobody is absent, not even in part, who is on the roll."""
    away = [each for each in there if each in split_away or ballots.get(each) == Stance.ABSENT]
    if away:
        fix = "take them off the roll, or drop the answer"
        rule = "must not be of somebody on the roll"
        faults.add(_fault("absent-present", "answers 'absent' of", away, rule, fix))


def _vacant(vacant: int | Iterable[Elector], faults: Faults) -> tuple[list[Elector], int]:
    if isinstance(vacant, Iterable):
        return _electors(vacant, faults, "vacant-seat"), 0
    if type(vacant) is int and vacant >= 0:
        return [], int(faults.attempt(exact, vacant, "vacant") or 0)
    faults.add(Fault("bad-vacant", "vacant", "must be a number of seats or the seats", shown(vacant)))
    return [], 0


def _ids(given: object, what: str, known: set[str], faults: Faults) -> set[str]:
    listed: list[Any] = [given] if isinstance(given, str) else _listed(given, what, faults)
    try:
        ids: set[str] = set(listed)
    except TypeError:
        odd = next(each for each in listed if not _may_be_id(each))
        faults.add(Fault("bad-id", what, "must be ids of electors", shown(odd), "give the ids"))
        return set()
    unknown = ids - known
    if unknown:
        ids = set(map(_nfc, ids))
        unknown = ids - known
    if unknown:
        fix = "add them to the electors, or take them out"
        faults.add(_fault(f"unknown-{what}", what, unknown, "must be in the electorate", fix))
    return ids


def _check(
    known: set[str],
    ballots: Mapping[str, Answer],
    out: set[str],
    seats: list[Elector],
    faults: Faults,
) -> None:
    voted = [elector for elector in out if ballots.get(elector) is not None]
    if voted:
        fix = "drop the ballot or the recusal"
        faults.add(_fault("recused-voted", "ballots of", voted, "must not be of somebody recused", fix))
    both = known.intersection(seat.id for seat in seats)
    if both:
        faults.add(
            _fault(
                "vacant-elector",
                "vacant seats",
                both,
                "must not be electors too",
                "rename the seat",
            )
        )


def _stances(
    ids: list[str], ballots: Mapping[str, Answer], codes: Codes, faults: Faults
) -> tuple[bytearray, dict[int, _Split]]:
    """A byte for everyone: the code of the answer, absent where there is none; and the split votes."""
    plain: dict[object, int] = {None: _ABSENT}
    plain |= {name: code for name, code in codes.by_name.items() if name not in _NOT_ANSWERS}
    try:
        return bytearray(map(plain.__getitem__, map(ballots.get, ids))), {}
    except (KeyError, TypeError):
        return _stances_one_by_one(ids, ballots, codes, faults)


def _stances_one_by_one(
    ids: list[str], ballots: Mapping[str, Answer], codes: Codes, faults: Faults
) -> tuple[bytearray, dict[int, _Split]]:
    row = bytearray([_ABSENT]) * len(ids)
    splits: dict[int, _Split] = {}
    for index, elector in enumerate(ids):
        answer = ballots.get(elector)
        if answer is not None:
            read = faults.attempt(_answer_of, elector, answer, codes)
            if isinstance(read, _Split):
                splits[index] = read
            elif read is not None:
                row[index] = read
    return row, splits


def _place_the_rest(row: bytearray, ids: list[str], roll: set[str], out: set[str]) -> None:
    """Who is on the roll without a ballot is silent; who is recused is so, there or not."""
    if not roll and not out:
        return
    for index, elector in enumerate(ids):
        there = elector in roll
        if elector in out:
            row[index] = CODES["recused" if there else "recused_absent"]
        elif there and row[index] == _ABSENT:
            row[index] = CODES["silent"]


def _rows(
    people: list[Elector],
    row: bytearray,
    splits: dict[int, _Split],
    seats: list[Elector],
    empty: int,
) -> Rows:
    parts: list[tuple[int, Fraction]] = []
    for index, split in splits.items():
        (first, share), *others = split.parts
        row[index] = first
        parts.append((index, share))
        for code, part in others:
            parts.append((len(people), part))
            people.append(people[index])
            row.append(code)
    row.extend([CODES["vacant"]] * len(seats))
    return Rows((*people, *seats), bytes(row), empty, tuple(parts))
