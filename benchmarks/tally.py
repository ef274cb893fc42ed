"""Targets 1a to 1c: how fast votes are counted, by the form they come in."""

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from benchmarks.measuring import (
    Case,
    Limit,
    Line,
    Setting,
    at_most,
    expect,
    held_bytes,
    missing_peer,
    paired,
    peer,
    power_of_ten,
    random_votes,
    ratio_line,
)
from consultgov import Ballot, Condition, Stance, Tally

WORDS: Final = ("yes", "no", "abstain")
STANCES: Final = tuple(Stance(word) for word in WORDS)
SMALL: Final = 1_000


def same_counts(tally: Tally, codes: Sequence[int], by: str = "") -> None:
    """Check a tally against the codes it was made of, one stance after another."""
    for code, word in enumerate(WORDS):
        condition = Condition.parse(f"{word}{by} = {codes.count(code)}")
        expect(f"{word}{by} of {len(codes)} votes", condition.holds(tally), theirs=True)


def iterables(setting: Setting) -> Iterator[Line]:
    """1a: a list of votes, against ``Counter`` over the same list."""
    for size in setting.sizes(SMALL, 10**5, 10**6, 10**7):
        limit = at_most(1.4 if size == SMALL else 1.15)
        codes = random_votes(size)
        for kind, members in (("words", WORDS), ("Stance members", STANCES)):
            votes = [members[code] for code in codes]
            same_counts(Tally.count(votes), codes)
            cases = {"ours": Case(Tally.count, votes), "Counter": Case(Counter, votes)}
            ratios = paired(cases, setting.rounds).ratios("ours", "Counter")
            what = f"Tally.count(list of {kind}) / Counter, same list"
            yield ratio_line("1a", what, power_of_ten(size), ratios, limit)


def weighted(setting: Setting) -> Iterator[Line]:
    """1b: ballots with a weight each, against ``Counter`` over the bare votes."""
    count = partial(Tally.count, by="shares")
    for size in setting.sizes(10**5, 10**6):
        codes = random_votes(size)
        words = [WORDS[code] for code in codes]
        for kind, members in (("words", WORDS), ("Stance members", STANCES)):
            ballots = [Ballot(members[code], 1 + place % 7) for place, code in enumerate(codes)]
            _same_shares(count(ballots), ballots)
            gc.freeze()
            cases = {"ours": Case(count, ballots), "Counter": Case(Counter, words)}
            ratios = paired(cases, setting.rounds).ratios("ours", "Counter")
            gc.unfreeze()
            what = f'Tally.count(ballots of {kind}, by="shares") / Counter over bare votes'
            yield ratio_line("1b", what, power_of_ten(size), ratios, at_most(1.9))


def _same_shares(tally: Tally, ballots: Sequence[Ballot]) -> None:
    """Check the weights of each stance against a sum by hand."""
    for stance in STANCES:
        total = sum(int(ballot.weight) for ballot in ballots if ballot.stance == stance)
        condition = Condition.parse(f"{stance.value} by shares = {total}")
        expect(f"shares of {stance.value}", condition.holds(tally), theirs=True)


LEGENDS: Final = {
    "1, 2, 4": {1: "yes", 2: "no", 4: "abstain"},
    "0, 1, 2": {0: "yes", 1: "no", 2: "abstain"},
}


def columns(setting: Setting) -> Iterator[Line]:
    """1c: a column of bytes, against ``Counter`` over a list and ``numpy.bincount``."""
    for size in setting.sizes(10**5, 10**6, 10**7):
        codes = random_votes(size)
        cases = {"Counter": Case(Counter, [WORDS[code] for code in codes])}
        if bincount := _bincount(codes):
            cases["bincount"] = bincount
        for name, legend in LEGENDS.items():
            byte_of = {WORDS.index(word): byte for byte, word in legend.items()}
            column = bytes(byte_of[code] for code in codes)
            cases[name] = Case(partial(Tally.count, legend=legend), column)
            same_counts(Tally.count(column, legend=legend), codes)
        timings = paired(cases, setting.rounds)
        for name in LEGENDS:
            what = f"bytes, legend {name} / "
            for anchor, text, limit in COLUMN_ANCHORS:
                if anchor in cases:
                    ratios = timings.ratios(name, anchor)
                    yield ratio_line("1c", what + text, power_of_ten(size), ratios, limit)
                else:
                    yield missing_peer("1c", what + text, limit, "numpy")


COLUMN_ANCHORS: Final[tuple[tuple[str, str, Limit], ...]] = (
    ("Counter", "Counter over the list of words", at_most(0.20)),
    ("bincount", "numpy.bincount(int64)", at_most(3)),
)


def _bincount(codes: Sequence[int]) -> Case | None:
    """Make the case of numpy, or none where it is not installed."""
    numpy = peer("numpy")
    if numpy is None:
        return None
    return Case(partial(numpy.bincount, minlength=len(WORDS)), numpy.array(codes, numpy.int64))


def memory(setting: Setting) -> Iterator[Line]:
    """Bytes a vote: what the forms of a stream hold, and what counting them takes."""
    size = 20_000 if setting.quick else 200_000
    codes = random_votes(size)
    forms: dict[str, Callable[[], object]] = {
        "list of words": lambda: [WORDS[code] for code in codes],
        "list of Ballot(word, weight)": lambda: [
            Ballot(WORDS[code], place) for place, code in enumerate(codes)
        ],
        "list of Ballot(Stance member, weight)": lambda: [
            Ballot(STANCES[code], place) for place, code in enumerate(codes)
        ],
        "bytes": lambda: bytes(codes),
        "Tally.count(iterator of words)": lambda: Tally.count(map(WORDS.__getitem__, codes)),
        "Tally.count(bytes), column included": lambda: Tally.count(bytes(codes), legend=LEGENDS["0, 1, 2"]),
    }
    for name, build in forms.items():
        held, peak = held_bytes(build)
        measured = f"{held / size:.2f} B held, {peak / size:.2f} B peak"
        yield Line("memory", f"{name}, bytes a vote", f"{size:,}", measured)
