"""Marked papers as a method reads them: who is ranked, scored or approved, and how many papers say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from enum import StrEnum
from typing import Final, TypeAlias, TypeVar, cast
from unicodedata import normalize

from consultgov.errors import Fault, Faults, ShareError, TallyError, TooLarge, shown
from consultgov.shares import MAX_DIGITS, Number, common_scale, number, number_text
from consultgov.tabulation.counts import Ranking

__all__ = [
    "Approved",
    "Ranked",
    "Scored",
    "approved_papers",
    "drawn_order",
    "few_options",
    "one_word",
    "options_of",
    "ranked_papers",
    "ranked_profile",
    "ranking",
    "scored_papers",
    "seats_of",
    "truth",
]

Ranked: TypeAlias = tuple[tuple[Ranking, Number], ...]
"""Rankings, each with how many papers say so; an option that is in no tier is not ranked."""

Scored: TypeAlias = tuple[tuple[Mapping[str, Number], Number], ...]
"""Option to score, each with how many papers say so."""

Approved: TypeAlias = tuple[tuple[frozenset[str], Number], ...]
"""Approved options, each with how many papers say so."""

_MOST_SEATS: Final = 100_000
_PLAIN: Final = 10**9
"""Whole numbers below this need no further look."""

_Paper = TypeVar("_Paper")
_Word = TypeVar("_Word", bound=StrEnum)


def _name(value: object, subject: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TallyError(Fault("bad-name", subject, "must be text that is not empty", shown(value)))
    return value if value.isascii() else normalize("NFC", value)


def _items(value: object, subject: str) -> list[object]:
    whole = value
    if not isinstance(value, Iterable) or isinstance(value, str | bytes | Mapping):
        raise TallyError(Fault("not-a-list", subject, "must be a list", shown(whole)))
    return list(cast("Iterable[object]", value))


def _twice(names: Iterable[str]) -> tuple[str, ...]:
    """The names that are there more than once, sorted."""
    return tuple(sorted(name for name, number in Counter(names).items() if number > 1))


def options_of(given: object) -> tuple[str, ...]:
    """The options of a paper: names, each once, at least one.

    Raises:
        TallyError: no option, what is no name, a name that is there twice.
    """
    names = [_name(each, "option") for each in _items(given, "options")]
    if not names:
        raise TallyError(Fault("no-options", "options", "must be at least one", "", "name who stands"))
    twice = _twice(names)
    if twice:
        rule = "must each be named once"
        raise TallyError(Fault("option-twice", "options", rule, ", ".join(twice), "", twice))
    return tuple(names)


def few_options(options: tuple[str, ...], most: int) -> tuple[str, ...]:
    """The same options, of which a count can only look at so many.

    Raises:
        TooLarge: more options than that.
    """
    if len(options) > most:
        rule = f"must be at most {most} under this method"
        fault = Fault("too-large", "options", rule, str(len(options)), "choose another method")
        raise TooLarge(fault, len(options), most)
    return options


def seats_of(given: object, options: Iterable[str] | None = None) -> int:
    """How many seats there are: a whole number above 0, no more than the options where these are given.

    Raises:
        TallyError: no such number, or fewer options than seats.
    """
    if not isinstance(given, int) or isinstance(given, bool) or not 1 <= given <= _MOST_SEATS:
        rule = f"must be a whole number from 1 to {_MOST_SEATS}"
        raise TallyError(Fault("bad-seats", "seats", rule, shown(given)))
    stand = None if options is None else len(tuple(options))
    if stand is not None and stand < given:
        rule, fix = f"must not be more than the {stand} options", "leave seats open, or find who stands"
        raise TallyError(Fault("too-few-options", "seats", rule, str(given), fix))
    return given


def drawn_order(given: object, options: Iterable[str], subject: str = "order of ties") -> tuple[str, ...]:
    """The order in which a lot, seniority or whatever the rule says puts some options, each once.

    Raises:
        TallyError: an option that does not stand, or one that is there twice.
    """
    known = frozenset(options)
    names = [_name(each, subject) for each in _items(given, subject)]
    stray = sorted({name for name in names if name not in known})
    if stray:
        rule = "must name options"
        raise TallyError(Fault("unknown-option", subject, rule, ", ".join(stray), "", tuple(stray)))
    if len(set(names)) < len(names):
        raise TallyError(Fault("option-twice", subject, "must name each once", ", ".join(names)))
    return tuple(names)


def one_word(words: type[_Word], given: object, subject: str) -> _Word:
    """A setting by its word.

    Raises:
        TallyError: it is none of those.
    """
    known = {str(word): word for word in words}
    if not isinstance(given, str) or given not in known:
        raise TallyError(Fault("bad-choice", subject, f"must be one of {', '.join(known)}", shown(given)))
    return known[given]


def truth(given: object, subject: str) -> bool:
    """A setting that is true or false.

    Raises:
        TallyError: it is neither.
    """
    if not isinstance(given, bool):
        raise TallyError(Fault("not-a-truth", subject, "must be true or false", shown(given)))
    return given


# --- papers ---------------------------------------------------------------------------------------


def ranking(text: str) -> Ranking:
    """A ranking from its text: ``A>B=C`` puts A first, then B and C alike.

    Raises:
        TallyError: text that is none, an empty name, an option that is there twice.

    >>> ranking("A>B=C")
    (('A',), ('B', 'C'))
    """
    if not isinstance(cast("object", text), str):
        fix = 'write "A>B=C"'
        raise TallyError(Fault("bad-ranking", "ranking", "must be text", shown(text), fix))
    return _tiers([[part.strip() for part in tier.split("=")] for tier in text.split(">")])


def _tiers(tiers: Iterable[Iterable[object]]) -> Ranking:
    named = [[_name(each, "ranking") for each in tier] for tier in tiers]
    names = [name for tier in named for name in tier]
    if len(set(names)) < len(names):
        twice = ", ".join(_twice(names))
        raise TallyError(Fault("option-twice", "ranking", "must name each option once", twice))
    return tuple([tuple(sorted(tier)) if len(tier) > 1 else (tier[0],) for tier in named if tier])


def _ranking(given: object) -> Ranking:
    """A ranking as text, as a list of options and of lists of options that are alike, or as ranks."""
    if isinstance(given, str):
        return ranking(given) if given.strip() else ()
    if isinstance(given, Mapping):
        return _by_rank(cast("Mapping[object, object]", given))
    tiers = [
        [each] if isinstance(each, str) else _items(each, "ranking") for each in _items(given, "ranking")
    ]
    return _tiers(tiers)


def _by_rank(given: Mapping[object, object]) -> Ranking:
    """Options by their ranks, of which only the order counts."""
    tiers: dict[int, list[object]] = {}
    for name, rank in given.items():
        if not isinstance(rank, int) or isinstance(rank, bool):
            subject = f"rank of {shown(name)}"
            raise TallyError(Fault("bad-rank", subject, "must be a whole number", shown(rank)))
        tiers.setdefault(rank, []).append(name)
    return _tiers(tiers[rank] for rank in sorted(tiers))


def _scores(given: object) -> Mapping[str, Number]:
    if not isinstance(given, Mapping):
        raise TallyError(Fault("bad-scores", "scores", "must be a dict of option to score", shown(given)))
    marks = cast("Mapping[object, object]", given)
    twice = _twice([_name(name, "scores") for name in marks])
    if twice:
        raise TallyError(Fault("option-twice", "scores", "must name each option once", ", ".join(twice)))
    return {_name(name, "scores"): _exact(mark, f"score of {shown(name)}") for name, mark in marks.items()}


def _approvals(given: object) -> frozenset[str]:
    names = [_name(each, "approvals") for each in _items(given, "approvals")]
    if len(set(names)) < len(names):
        raise TallyError(Fault("option-twice", "approvals", "must name each option once", shown(given)))
    return frozenset(names)


def _exact(value: object, subject: str) -> Number:
    if type(value) is int and -_PLAIN < value < _PLAIN:
        return value
    try:
        return number(value, subject)
    except ShareError as error:
        raise TallyError(*error.faults) from None


def ranked_papers(papers: object, options: Iterable[str]) -> Ranked:
    """Rankings as a caller gives them, read and checked; equal ones are put together.

    Args:
        papers: pairs of a ranking and how many say so, or a dict of one to the other. A ranking is text
            such as ``"A>B=C"``, a list, or a dict of option to rank, of which only the order counts.
        options: who is on the paper.

    Raises:
        TallyError: an unknown option, one that is there twice, a number below 0; all at once.
    """
    return _read(
        papers, frozenset(options), _ranking, lambda paper: [name for tier in paper for name in tier]
    )


def ranked_profile(papers: object, options: tuple[str, ...], order: object) -> tuple[Ranked, tuple[str, ...]]:
    """Rankings, and the order that settles ties, both read and checked before either is used.

    Raises:
        TallyError: what ``ranked_papers`` and ``drawn_order`` refuse; all at once.
    """
    faults = Faults()
    read = faults.attempt(ranked_papers, papers, options)
    drawn = faults.attempt(drawn_order, order, options)
    faults.close(TallyError)
    return read or (), drawn or ()


def scored_papers(
    papers: object, options: Iterable[str], *, least: Number | None = None, most: Number | None = None
) -> Scored:
    """Scores as a caller gives them: pairs of a dict of option to score, and how many papers say so.

    Args:
        papers: the pairs.
        options: who is on the paper.
        least: the lowest score there is; ``None`` for any.
        most: the highest score there is; ``None`` for any.

    Raises:
        TallyError: an unknown option, a score that is not exact or out of range, a number below 0; all at
            once.
    """

    def read(given: object) -> Mapping[str, Number]:
        scores = _scores(given)
        for name, mark in scores.items():
            _in_range(name, mark, least, most)
        return scores

    scored = _read(papers, frozenset(options), read, list)
    if common_scale({mark.denominator for scores, _ in scored for mark in scores.values()}) is None:
        rule = f"must have a common denominator of at most {MAX_DIGITS} digits"
        raise TallyError(Fault("too-long", "scores", rule))
    return scored


def _in_range(name: str, mark: Number, least: Number | None, most: Number | None) -> None:
    if (least is not None and mark < least) or (most is not None and mark > most):
        rule = f"must be {least} or more" if most is None else f"must be from {least} to {most}"
        subject = f"score of {shown(name)}"
        raise TallyError(Fault("score-out-of-range", subject, rule, number_text(mark)))


def approved_papers(papers: object, options: Iterable[str]) -> Approved:
    """Approvals as a caller gives them: pairs of a list of options, and how many papers say so.

    Raises:
        TallyError: an unknown option, one that is there twice, a number below 0; all at once.
    """
    return _read(papers, frozenset(options), _approvals, list)


def _read(
    papers: object,
    known: frozenset[str],
    read: Callable[[object], _Paper],
    names_in: Callable[[_Paper], Collection[str]],
) -> tuple[tuple[_Paper, Number], ...]:
    faults = Faults()
    found: dict[object, tuple[_Paper, Number]] = {}
    for place, pair in enumerate(_pairs(papers), 1):
        paper = faults.attempt(read, pair[0])
        many = faults.attempt(_many, pair[1], f"number of paper {place}")
        if paper is None or not many:
            continue
        names = names_in(paper)
        if not known.issuperset(names):
            stray = sorted({name for name in names if name not in known})
            rule = "must name options"
            faults.add(Fault("unknown-option", f"paper {place}", rule, ", ".join(stray), "", tuple(stray)))
        key = _key(paper)
        found[key] = (paper, many + (found[key][1] if key in found else 0))
    if common_scale({many.denominator for _, many in found.values()}) is None:
        rule = f"must have a common denominator of at most {MAX_DIGITS} digits"
        faults.add(Fault("too-long", "numbers of papers", rule))
    faults.close(TallyError)
    return tuple(found.values())


def _key(paper: object) -> object:
    """What equal papers have in common and can be looked up by."""
    if isinstance(paper, Mapping):
        return frozenset(cast("Mapping[str, Number]", paper).items())
    return paper


def _pairs(papers: object) -> list[tuple[object, object]]:
    """Papers and how many of each, from a dict or from pairs."""
    if isinstance(papers, Mapping):
        return list(cast("Mapping[object, object]", papers).items())
    found: list[tuple[object, object]] = []
    for each in _items(papers, "papers"):
        whole = each
        pair = cast("list[object]", each) if isinstance(each, tuple | list) else []
        if len(pair) != 2:  # noqa: PLR2004 - paper, number
            rule, fix = "must be pairs of paper and number", 'write ("A>B", 42)'
            raise TallyError(Fault("not-a-pair", "papers", rule, shown(whole), fix))
        found.append((pair[0], pair[1]))
    return found


def _many(value: object, subject: str) -> Number:
    many = _exact(value, subject)
    if many < 0:
        raise TallyError(Fault("negative-number", subject, "must not be below 0", shown(value)))
    return many
