"""Tallies of anonymous streams: stances, weighed ballots and bytes, read once and kept as sums."""

import json
import pickle
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import chain, count, cycle, islice, repeat
from typing import Any

import pytest

from consultgov import Ballot, Condition, Stance, Tally
from consultgov.counting.crowds import Crowd, crowd_of
from consultgov.counting.stances import CODES, FIRST_LABEL
from consultgov.counting.vocabulary import heads_read
from consultgov.errors import Fault, MissingData, RecordError, TallyError, UnknownFigure

Given = dict[str, Any]

PIECE = 1 << 16
BYTES_PIECE = 1 << 18
ONE_HOT = {1: "yes", 2: "no", 4: "abstain"}


def holds(text: str, tally: Tally) -> bool:
    """Whether the condition holds, by the fast way and by the explained one."""
    condition = Condition.parse(text)
    fast = condition.holds(tally)
    assert condition.evaluate(tally).holds is fast
    return fast


def figure(text: str, tally: Tally) -> int | Fraction | None:
    """What a count comes to."""
    return Condition.parse(f"{text} >= 0").evaluate(tally).left


def counted(tally: Tally) -> dict[str, int | Fraction | None]:
    """The stances that somebody has, and how many."""
    found = {stance: figure(stance, tally) for stance in CODES}
    return {stance: number for stance, number in found.items() if number}


def refused(stream: object, given: Given | None = None) -> Fault:
    """The fault for which a stream is refused."""
    options: Given = {} if given is None else given
    with pytest.raises(TallyError) as caught:
        Tally.count(stream, **options)  # type: ignore[arg-type]
    [fault] = caught.value.faults
    return fault


def missing(text: str, tally: Tally) -> list[tuple[str, str]]:
    """What a condition does not find, the same for both ways of asking."""
    condition = Condition.parse(text)
    with pytest.raises(MissingData) as caught:
        condition.holds(tally)
    with pytest.raises(MissingData) as again:
        condition.evaluate(tally)
    assert again.value.faults == caught.value.faults
    return [(fault.code, fault.subject) for fault in caught.value.faults]


# ---------------------------------------------------------------- stances


@pytest.mark.parametrize("stance", CODES)
def test_every_stance_is_counted(stance: str) -> None:
    """A stream may hold any of the nine stances, as text or as ``Stance``."""
    assert counted(Tally.count([stance, Stance(stance), stance])) == {stance: 3}


def test_all_spellings_are_counted_together() -> None:
    """Text, ``Stance`` and truth values mix, and labels stand for themselves."""
    stream = ["yes", Stance.YES, True, "no", False, "good", "abstain", True, Stance.NO]
    tally = Tally.count(stream, labels=["good"])
    assert counted(tally) == {"yes": 4, "no": 3, "abstain": 1}
    assert holds("'good' = 1 and valid = 9 and members = 9 and seats = 9 and present = 9", tally)


@pytest.mark.parametrize(
    "stream",
    [["yes", "no"], ("yes", "no"), iter(["yes", "no"]), {"yes", "no"}],
    ids=["list", "tuple", "iterator", "set"],
)
def test_any_iterable_is_a_stream(stream: Iterable[object]) -> None:
    """Whatever can be iterated is read, once."""
    assert counted(Tally.count(stream)) == {"yes": 1, "no": 1}


def test_an_empty_stream_counts_nobody() -> None:
    """A stream of nobody has zeros, not unknowns."""
    for tally in (Tally.count([]), Tally.count(b"", legend=ONE_HOT)):
        assert counted(tally) == {}
        assert holds("seats = 0 and not yes >= 0% of members", tally)
    assert holds("yes by shares = 0", Tally.count([], by="shares"))


@pytest.mark.parametrize("size", [PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 1])
def test_streams_around_the_size_of_a_piece(size: int) -> None:
    """Nothing is lost or counted twice where one piece ends and the next begins."""
    stream = chain(repeat("no", size - 2), ["yes", True])
    assert counted(Tally.count(stream)) == {"no": size - 2, "yes": 2}


@pytest.mark.parametrize(
    ("stream", "code", "words"),
    [
        (["yes", "aye"], "unknown-stance", "stance 'aye' must be known: use one of yes, no, abstain"),
        (["aye"], "unknown-stance", "declare labels of the poll with labels="),
        ("yes", "no-stream", "(got 'yes'): give stances, ballots or bytes"),
        ({"yes": 3}, "no-stream", "Tally.totals(**counts)"),
        (["x" * 100], "unknown-stance", "x" * 80),
        (["members"], "unknown-stance", "stance 'members'"),
        ([""], "unknown-stance", "stance ''"),
        (["yes", 1], "bad-stance", "stance must be the name of a stance (got 1): write 'yes', 'no'"),
        ([None], "bad-stance", "(got None)"),
        ([b"yes"], "bad-stance", "(got b'yes')"),
        ([Ballot("yes", 3)], "bad-stance", "stance must be the name of a stance"),
        ([["yes"]], "bad-stance", "stance must be a word"),
        (["yes", {}], "bad-stance", "write 'yes', 'no', 'abstain'"),
    ],
    ids=count(),
)
def test_what_is_no_stance(stream: object, code: str, words: str) -> None:
    """A word that is not known, and whatever is no word, is refused by name."""
    fault = refused(stream)
    assert fault.code == code
    assert words in str(fault)


@pytest.mark.parametrize(
    "stream", [[True, 1], [1, True], [False, 0], [0.0, False], [1], [Decimal(1), True]], ids=count()
)
def test_a_number_is_not_taken_for_a_truth(stream: list[object]) -> None:
    """What equals True or False but is a number is refused, before and after one."""
    assert refused(stream).code == "bad-stance"


def test_a_number_late_in_a_stream_is_not_taken_for_a_truth() -> None:
    """The same in a later piece, where the truth was counted before."""
    assert refused(chain([True] * PIECE, repeat("no", PIECE), [1])).code == "bad-stance"
    assert refused(chain(repeat("no", PIECE), [0], [False] * PIECE)).code == "bad-stance"


def test_a_value_that_cannot_be_iterated() -> None:
    """What is no stream at all is refused as such."""
    assert "5" in str(refused(5))


# ---------------------------------------------------------------- hostile streams

ENOUGH = 4 * PIECE


class Endless:
    """An endless stream that knows how much of it was read, and gives up where nobody stops."""

    def __init__(self, items: Iterator[object]) -> None:
        self.items = items
        self.taken = 0

    def __iter__(self) -> Iterator[object]:
        for item in self.items:
            self.taken += 1
            if self.taken > ENOUGH:
                pytest.fail("read on and on")
            yield item


@pytest.mark.parametrize(
    ("items", "given", "code"),
    [
        (lambda: map(str, count()), {}, "unknown-stance"),
        (lambda: chain(["yes", "no", True], map(str, count())), {}, "unknown-stance"),
        (
            lambda: chain.from_iterable(zip(repeat("yes"), map(str, count()), strict=False)),
            {},
            "unknown-stance",
        ),
        (lambda: map(str, count()), {"labels": ["good", "bad"]}, "unknown-stance"),
        (count, {}, "bad-stance"),
        (lambda: (object() for _ in count()), {}, "bad-stance"),
        (lambda: ([word] for word in cycle(["yes"])), {}, "bad-stance"),
        (lambda: (Ballot(str(number)) for number in count()), {"by": "shares"}, "unknown-stance"),
        (lambda: repeat("yes"), {"by": "shares"}, "bad-ballot"),
    ],
    ids=count(),
)
def test_an_endless_stream_of_junk_is_stopped(items: Any, given: Given, code: str) -> None:  # noqa: ANN401
    """A stream of ever new words is refused early, before it fills the memory or the day."""
    stream = Endless(items())
    assert refused(stream, given).code == code
    assert stream.taken <= ENOUGH


def test_as_many_spellings_as_there_can_be() -> None:
    """Every stance and label in every spelling is no junk, in the first piece or a later one."""
    labels = [f"option {number}" for number in range(256 - FIRST_LABEL)]
    spellings: list[object] = [*CODES, *Stance, True, False, *labels]
    tally = Tally.count(chain(repeat("absent", PIECE), spellings, spellings), labels=labels)
    assert figure("valid", tally) == 2 * (len(labels) + 2 + 2 + 2 + 2)
    assert figure("'option 246'", tally) == 2
    assert figure("absent", tally) == PIECE + 4


# ---------------------------------------------------------------- weighed ballots


def test_a_ballot_is_a_value() -> None:
    """A ballot has the name of its stance and an exact weight, one unless given."""
    assert Ballot("yes") == Ballot(Stance.YES, 1) == Ballot(True, "1")  # noqa: FBT003 - a yes
    assert Ballot(False).stance == "no"  # noqa: FBT003 - a no
    assert (Ballot("good", "0.50").stance, Ballot("good", "0.50").weight) == ("good", Decimal("0.50"))
    assert Ballot("yes", 0).weight == 0
    assert hash(Ballot("no", 2)) == hash(Ballot("no", 2))
    assert pickle.loads(pickle.dumps(Ballot("no", "2/3"))) == Ballot("no", Fraction(2, 3))  # noqa: S301


@pytest.mark.parametrize(
    ("stance", "weight", "code", "words"),
    [
        ("yes", -1, "negative-weight", "weight of a ballot must not be below 0 (got -1)"),
        ("yes", "-0.01", "negative-weight", "(got -0.01)"),
        ("yes", 0.5, "float", "weight of a ballot must be exact"),
        ("yes", True, "not-a-number", "weight of a ballot must be a number"),
        ("yes", "many", "not-a-number", "weight of a ballot must be a number (got many)"),
        ("yes", Decimal("NaN"), "too-long", "weight of a ballot must be finite"),
        (1, 1, "bad-stance", "stance must be the name of a stance (got 1)"),
        (None, 1, "bad-stance", "(got None)"),
    ],
)
def test_a_bad_ballot(stance: Any, weight: Any, code: str, words: str) -> None:  # noqa: ANN401 - bad on purpose
    """A ballot that weighs less than nothing, inexactly, or has no word for a stance is refused."""
    with pytest.raises(TallyError) as caught:
        Ballot(stance, weight)
    [fault] = caught.value.faults
    assert fault.code == code
    assert words in str(fault)


def test_ballots_are_weighed_not_counted() -> None:
    """With ``by`` only the measure is counted, and heads are not known."""
    tally = Tally.count([Ballot("yes", 3), Ballot("no", 2), Ballot("yes", 1)], by="shares")
    assert holds(
        "yes by shares = 4 and members by shares = 6 and yes by shares >= 2/3 of decisive by shares", tally
    )
    assert missing("yes > no", tally) == [("missing-weight", "heads of a stream")]
    assert missing("yes by area > 0", tally) == [("missing-weight", "area of a stream")]


def test_heads_are_not_weights() -> None:
    """A stream counted by heads has no weights, and the error says how it was counted."""
    with pytest.raises(MissingData, match="shares of a stream is not known: it was counted by heads"):
        Condition.parse("yes by shares > 0").holds(Tally.count(["yes"]))
    with pytest.raises(MissingData, match="heads of a stream is not known: it was counted by shares"):
        Condition.parse("yes > 0").holds(Tally.count([Ballot("yes")], by="shares"))


@pytest.mark.parametrize(
    ("weights", "total"),
    [
        ([1, 2, 3], 6),
        (["0.1", "0.2"], Fraction(3, 10)),
        ([Decimal("0.1")] * 10, 1),
        ([Fraction(1, 3)] * 3, 1),
        ([1, Decimal("0.5"), Fraction(1, 3)], Fraction(11, 6)),
        ([Fraction(1, 3), Decimal("0.5"), 1, "1/6"], 2),
        ([Decimal("0.5"), Fraction(1, 3), Decimal("0.5"), Fraction(2, 3)], 2),
        ([Decimal(10) ** 397, Decimal("0.1")], Fraction(10**398 + 1, 10)),
        ([0, "0.00"], 0),
    ],
    ids=count(),
)
def test_weights_add_up_exactly(weights: list[Any], total: Fraction) -> None:
    """Ints, decimals and fractions add up without loss, in any order and mixture."""
    for order in (weights, weights[::-1]):
        tally = Tally.count((Ballot("yes", weight) for weight in order), by="w")
        assert figure("yes by w", tally) == total
        assert figure("no by w", tally) == 0


def test_labels_are_weighed() -> None:
    """A label's ballots are weighed under its name."""
    tally = Tally.count([Ballot("good", "1.5"), Ballot("bad", 1)], by="w", labels=["good", "bad"])
    assert holds("'good' by w = 1.5 and valid by w = 2.5", tally)


@pytest.mark.parametrize(
    ("stream", "code", "words"),
    [
        ([Ballot("aye", 3)], "unknown-stance", "stance 'aye' must be known: use one of yes"),
        (
            ["yes"],
            "bad-ballot",
            "stream counted by a measure",
        ),
        ([("yes", 3)], "bad-ballot", "stream counted by a measure"),
        ([None], "bad-ballot", "stream counted by a measure"),
        (5, "no-stream", "5"),
    ],
    ids=count(),
)
def test_what_is_no_weighed_ballot(stream: object, code: str, words: str) -> None:
    """With ``by``, everything must be a ballot under a known stance."""
    fault = refused(stream, {"by": "shares"})
    assert fault.code == code
    assert words in str(fault)


def test_all_unknown_words_of_a_stream_at_once() -> None:
    """Each word that is not known is told, the known ones between them notwithstanding."""
    with pytest.raises(TallyError) as caught:
        Tally.count(["aye", "yes", "nay", "aye", 3])
    assert [fault.code for fault in caught.value.faults] == ["unknown-stance", "unknown-stance", "bad-stance"]


class Forged:
    """Looks like a ballot, and was not checked as one."""

    def __init__(self, stance: Any, weight: Any) -> None:  # noqa: ANN401 - bad on purpose
        self.stance = stance
        self.weight = weight


@pytest.mark.parametrize(
    ("weights", "code"),
    [
        ([-5, 6], "negative-weight"),
        ([6, Decimal("-0.5")], "negative-weight"),
        ([True, 1], "not-a-number"),
        ([Decimal("NaN")], "too-long"),
        ([Decimal("1E-9999"), Decimal("1E+300")], "too-long"),
        (["many"], "not-a-number"),
    ],
    ids=count(),
)
def test_each_weight_of_other_ballots_is_checked(weights: list[Any], code: str) -> None:
    """A caller's own ballots may not weigh less than nothing, whatever they come to together."""
    forged = [Forged("yes", each) for each in weights]
    for stream in (forged, [Ballot("no"), *forged], iter([Ballot("no", Fraction(1, 3)), *forged])):
        assert refused(stream, {"by": "w"}).code == code


def test_other_ballots_count_like_ours() -> None:
    """Numbers of all kinds, as text too, among ``Ballot`` values or alone."""
    weights: list[Any] = [2, Decimal("0.50"), Fraction(1, 3), "1/6", 1]
    for kind in (Forged, Ballot):
        tally = Tally.count([*(kind("yes", each) for each in weights), Ballot("no", 3)], by="w")
        assert holds("yes by w = 4 and no by w = 3", tally)
    assert Tally.count([Forged("yes", 2), Forged("no", 0)], by="w").cells[0].sums == (("yes", 2),)


def unlike(number: int) -> Fraction:
    """A number below one of some 390 digits, with few divisors in common with the others."""
    return Fraction(1, 10**389 + 2 * number + 1)


def test_ballots_without_a_scale_are_refused() -> None:
    """Weights that nothing but a sum of too many digits adds up are refused, in a stream or merged."""
    fault = refused([Ballot("yes", unlike(number)) for number in range(2_000)], {"by": "w"})
    assert (fault.code, fault.subject) == ("no-scale", "weights by w")
    pieces = [Tally.count([Ballot("yes", unlike(number))], by="w") for number in range(2)]
    with pytest.raises(TallyError, match="weights by w must have a common denominator"):
        Tally.merge(pieces)
    apart = [Tally.count([Ballot("yes", unlike(each))], by="w", traits={"t": str(each)}) for each in range(2)]
    with pytest.raises(TallyError, match="weights by w must have a common denominator"):
        holds("yes by w > 0", Tally.merge(apart))


@pytest.mark.parametrize(
    "stream",
    [
        [Forged("yes", 0.5)],
        [Ballot("yes", "0.5"), Forged("yes", 0.5)],
        [Ballot("yes", Fraction(1, 3)), Forged("yes", 0.5)],
        [Forged("yes", None)],
        [Forged(["yes"], 1)],
        [Forged("yes", -5)],
    ],
    ids=count(),
)
def test_a_forged_ballot_is_refused(stream: list[object]) -> None:
    """What is no ``Ballot`` does not smuggle in a weight that is inexact, unread or negative."""
    assert refused(stream, {"by": "shares"}).code


def test_a_stream_keeps_its_own_decimal_context() -> None:
    """Ballots computed while they are read are computed as the caller would."""
    third = Decimal(1) / 3
    stream = (Ballot("yes", (Decimal(number) / 3).quantize(Decimal("0.01"))) for number in (1, 2))
    assert figure("yes by w", Tally.count(stream, by="w")) == 1
    assert figure("yes by w", Tally.count((Ballot("yes", Decimal(1) / 3) for _ in "a"), by="w")) == Fraction(
        third
    )


# ---------------------------------------------------------------- bytes

SIZES = [0, 1, 2, BYTES_PIECE - 1, BYTES_PIECE, BYTES_PIECE + 1, 2 * BYTES_PIECE, 2 * BYTES_PIECE + 1]
STANCES = list(CODES)
LEGENDS = {
    "one-hot": ONE_HOT,
    "all eight bits": {1 << bit: stance for bit, stance in enumerate(STANCES[:8])},
    "the high bit alone": {128: "yes"},
    "letters": {ord("y"): "yes", ord("n"): "no", ord("a"): "abstain"},
    "from nothing": {0: "yes", 1: "no", 2: "abstain"},
    "not one-hot": {1: "yes", 2: "no", 3: "abstain"},
    "the last": {255: "yes", 254: "no"},
    "eight": dict(zip(range(10, 18), STANCES, strict=False)),
    "nine": dict(enumerate(STANCES)),
    "nine with the bits": {**{1 << bit: STANCES[bit] for bit in range(8)}, 3: "vacant"},
    "seventeen": {number: STANCES[number % 9] for number in range(17)},
    "every byte": {number: STANCES[number * 7 % 9] for number in range(256)},
    "one stance twice": {1: "yes", 2: "yes", 4: "no"},
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("legend", LEGENDS.values(), ids=list(LEGENDS))
def test_bytes_are_counted_by_their_legend(legend: dict[int, str], size: int) -> None:
    """Every legend is counted exactly, whatever the length, and each byte once."""
    pattern = bytes([*legend, *list(legend)[::2], *[next(iter(legend))] * 3])
    data = (pattern * (size // len(pattern) + 1))[:size]
    expected: dict[str, int] = {}
    for code, stance in legend.items():
        expected[stance] = expected.get(stance, 0) + data.count(bytes([code]))
    tally = Tally.count(data, legend=legend)
    assert counted(tally) == {stance: number for stance, number in expected.items() if number}
    assert figure("seats", tally) == size


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_kinds_of_bytes(kind: Any) -> None:  # noqa: ANN401 - three classes with nothing in common
    """Bytes, byte arrays and views of memory are read alike."""
    assert counted(Tally.count(kind(b"\1\2\1"), legend=ONE_HOT)) == {"yes": 2, "no": 1}


def test_a_legend_may_speak_of_labels_stances_and_truths() -> None:
    """What a byte stands for is given as in any ballot."""
    legend: Given = {"legend": {1: "good", 2: Stance.NO, 4: True, 8: False}, "labels": ["good"]}
    tally = Tally.count(b"\1\2\4\4\10\1\1", **legend)
    assert counted(tally) == {"yes": 2, "no": 2}
    assert holds("'good' = 3 and valid = 7", tally)


@pytest.mark.parametrize("where", [0, 1, BYTES_PIECE - 1, BYTES_PIECE, BYTES_PIECE + 1])
@pytest.mark.parametrize("stray", [0, 3, 8, 255])
def test_a_byte_that_the_legend_does_not_know(stray: int, where: int) -> None:
    """One stray byte is found wherever it is, even if it has a bit of a known one."""
    data = bytearray(b"\1" * (BYTES_PIECE + 2))
    data[where] = stray
    fault = refused(bytes(data), {"legend": ONE_HOT})
    assert (fault.code, fault.subject) == ("unknown-byte", f"byte {stray}")
    assert str(fault).startswith(f"byte {stray} must be in the legend: ")
    assert f"{stray}: 'invalid'" in fault.fix


def test_a_stray_byte_with_a_long_legend() -> None:
    """The same where the legend is read in several passes."""
    legend = dict(enumerate(STANCES))
    assert refused(b"\0\1\t", {"legend": legend}).subject == "byte 9"


BAD_LEGENDS: list[tuple[object, Given, str, str]] = [
    (b"\1", {}, "no-legend", "bytes must come with a legend: pass legend={1: 'yes', 2: 'no'}"),
    (b"\1", {"legend": {}}, "no-legend", "must come with a legend"),
    (b"\1", {"legend": {256: "yes"}}, "bad-legend", "legend 256 must be a byte, 0 to 255"),
    (b"\1", {"legend": {-1: "yes"}}, "bad-legend", "legend -1"),
    (b"\1", {"legend": {"1": "yes"}}, "bad-legend", "legend '1'"),
    (b"\1", {"legend": {True: "yes"}}, "bad-legend", "legend True"),
    (b"\1", {"legend": {1: "aye"}}, "unknown-stance", "stance 'aye'"),
    (b"\1", {"legend": {1: 1}}, "bad-stance", "(got 1)"),
    (["yes"], {"legend": ONE_HOT}, "no-bytes", "legend must go with bytes (got list)"),
    (b"\1", {"legend": ONE_HOT, "by": "shares"}, "no-weights", "by"),
]


@pytest.mark.parametrize(
    ("stream", "given", "code", "words"),
    BAD_LEGENDS,
    ids=[f"{number}-{code}" for number, (*_, code, _) in enumerate(BAD_LEGENDS)],
)
def test_a_bad_legend(stream: object, given: Given, code: str, words: str) -> None:
    """Bytes need a legend of bytes and known stances, and a legend needs bytes; bytes have no weights."""
    fault = refused(stream, given)
    if code != "no-weights":  # what it is called is for the source to say
        assert fault.code == code
    assert words in str(fault)


def test_all_faults_of_a_legend_at_once() -> None:
    """Everything wrong with a legend is said in one error."""
    legend: Any = {300: "aye", "x": "yes", 3: "nay", 4: "no"}
    with pytest.raises(TallyError) as caught:
        Tally.count(b"\1", legend=legend)
    codes = [fault.code for fault in caught.value.faults]
    assert sorted(codes) == ["bad-legend", "bad-legend", "unknown-stance", "unknown-stance"]


# ---------------------------------------------------------------- traits, flags, labels, facts


def test_traits_and_flags_are_shared_by_the_stream() -> None:
    """Every voter of a stream has its traits and flags."""
    traits: dict[str, str | bool | None] = {"canton": "zh", "resident": True, "party": None}
    tally = Tally.count(["yes", "no", "yes"], traits=traits, flags={"urban"})
    assert holds("yes among canton is zh = 2 and yes among canton is be = 0", tally)
    assert holds("yes among resident = 2 and yes among urban = 2 and yes among not urban = 0", tally)
    assert holds("blocs canton = 1 and blocs urban = 1 and blocs party = 0", tally)
    assert holds("each canton: yes > no", tally)
    assert holds("not each party: yes > no", tally)
    assert holds("blocs canton where (yes > no) = 1", tally)


def test_one_flag_may_be_given_bare() -> None:
    """A string is one flag, not its letters."""
    assert holds("yes among urban = 1", Tally.count(["yes"], flags="urban"))


def test_weighed_streams_have_traits() -> None:
    """A stream of weighed ballots stands in its groups too."""
    tally = Tally.count([Ballot("yes", "2.5")], by="shares", traits={"class": "a"})
    assert holds("yes by shares among class is a = 2.5", tally)
    assert holds("blocs class by shares where (yes by shares > 2) = 2.5", tally)


def test_a_trait_that_a_stream_does_not_have() -> None:
    """A trait that a condition groups by must be given with the stream, all faults at once."""
    tally = Tally.count(["yes"], traits={"canton": "zh"})
    assert missing("yes among house is a > 0", tally) == [("missing-trait", "'house' of a stream")]
    assert missing("(each house: yes > 0) and yes by area > 0 and 'good' > 0 and given n = 1", tally) == [
        ("missing-trait", "'house' of a stream"),
        ("missing-weight", "area of a stream"),
        ("missing-label", "label 'good'"),
        ("missing-fact", "fact 'n'"),
    ]


@pytest.mark.parametrize(
    "rule", ["no among permanent >= 1", "no among not permanent = 0", "each permanent: no > 0"]
)
def test_a_flag_that_a_stream_was_not_counted_with(rule: str) -> None:
    """Who has a flag is unknown of an anonymous stream, so that no veto is denied on a guess."""
    assert missing(rule, Tally.count(["no"], flags={"urban"})) == [
        ("missing-trait", "'permanent' of a stream"),
    ]


@pytest.mark.parametrize("rule", ["yes among canton > 0", "yes among (canton and canton is zh) > 0"])
def test_a_text_is_not_true_or_false(rule: str) -> None:
    """A stream's trait that is text is not read as so or not so."""
    [(code, subject)] = missing(rule, Tally.count(["yes"], traits={"canton": "zh"}))
    assert code == "text-trait"
    assert "'canton'" in subject


@pytest.mark.parametrize("rule", ["yes among kept is true > 0", "each kept in (true): yes > 0"])
@pytest.mark.parametrize(
    "tally", [Tally.count(["yes"], traits={"kept": True}), Tally.count(["yes"], flags="kept")]
)
def test_a_truth_is_not_text(rule: str, tally: Tally) -> None:
    """A stream's trait that is true or false, or a flag, has no text."""
    assert missing(rule, tally) == [("truth-trait", "trait 'kept' of a stream")]


def test_labels_and_facts_of_a_stream() -> None:
    """Labels and facts are passed as for any tally."""
    tally = Tally.count(["good"], labels="good", given={"notice": True, "n": 2})
    assert tally.labels == ("good",)
    assert tally.given == {"n": 2, "notice": True}
    assert holds("'good' = 1 and given notice and given n = 2", tally)


def test_names_are_the_same_however_they_are_composed() -> None:
    """Labels, in streams, ballots and legends, measures, traits and flags are NFC."""
    composed, apart = "caf\u00e9", "cafe\u0301"
    given: Given = {"labels": [apart], "traits": {apart: apart}, "flags": [apart + "s"]}
    plain = Tally.count([apart, composed], **given)
    assert holds(f"'{composed}' = 2 and valid among {composed} is {composed} = 2", plain)
    assert holds(f"valid among {composed}s = 2", plain)
    assert holds(f"'{composed}' = 2", Tally.count(b"\1\1", legend={1: apart}, labels=[composed]))
    weighed = Tally.count([Ballot(apart, 2), Ballot(composed)], by=apart, labels=[apart])
    assert holds(f"'{composed}' by {composed} = 3", weighed)


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        ({"labels": ["no"]}, "bad-label", "label 'no' must not be the name of a stance or base"),
        ({"labels": [""]}, "bad-name", "label must be text"),
        ({"by": ""}, "bad-name", "measure must be text"),
        ({"by": 3}, "bad-name", "measure must be text"),
        ({"traits": {"canton": 3}}, "bad-trait", "must be text, True, False or None (got 3)"),
        ({"traits": {"": "x"}}, "bad-name", "must be text"),
        ({"flags": [3]}, "bad-name", "must be text"),
        ({"given": {"n": 0.5}}, "bad-fact", "fact 'n' must be a truth or a whole number"),
        ({"given": {"": 1}}, "bad-name", "fact must be text"),
    ],
    ids=count(),
)
def test_bad_options_of_a_stream(given: Given, code: str, words: str) -> None:
    """What is wrong beside the stream is refused as for any tally."""
    fault = refused([], given)
    assert fault.code == code
    assert words in str(fault)


# ---------------------------------------------------------------- as a value


def test_a_stream_leaves_sums_only() -> None:
    """However long the stream, what is kept is a figure for each stance that came."""
    tally = Tally.count(islice(cycle(["yes", "no"]), 100_000))
    [cell] = tally.cells
    assert cell.sums == (("yes", 50_000), ("no", 50_000))


def test_equal_streams_make_equal_tallies() -> None:
    """The order of a stream and how it was given do not matter."""
    tallies = [
        Tally.count(["yes", "no", "yes"]),
        Tally.count(["no", True, Stance.YES]),
        Tally.count(b"\1\1\2", legend=ONE_HOT),
        Tally.count(b"ayn"[1:] + b"y", legend={ord("n"): "no", ord("y"): "yes"}),
    ]
    assert all(tally == tallies[0] for tally in tallies)


def test_pickled() -> None:
    """A counted stream survives pickling, equal and as good as before."""
    tally = Tally.count([Ballot("yes", "0.5")], by="w", traits={"canton": "zh"}, flags={"urban"})
    twin = pickle.loads(pickle.dumps(tally))  # noqa: S301 - our own
    assert twin == tally
    assert holds("yes by w among (canton is zh and urban) = 0.5", twin)


def test_to_and_from_a_plain_dict() -> None:
    """A counted stream is plain data, and comes back the same from it."""
    streams = [
        Tally.count(["yes", "good"], labels=["good"], traits={"k": True, "n": None}, flags={"u", "a"}),
        Tally.count([Ballot("yes", "2.50"), Ballot("no", Fraction(1, 3))], by="w", given={"n": 1}),
        Tally.count([]),
    ]
    for tally in streams:
        plain = json.loads(json.dumps(tally.to_dict()))
        assert plain == tally.to_dict()
        assert Tally.from_dict(plain) == tally
    assert Tally.count(["no", "yes"], flags="u").to_dict() == {
        "streams": [{"sums": {"yes": "1", "no": "1"}, "flags": ["u"]}]
    }


def test_a_plain_dict_keeps_the_places() -> None:
    """Hundredths that are whole are still hundredths when they come back."""
    tally = Tally.count([Ballot("yes", "2.00"), Ballot("no", "1.00")], by="w")
    rule = Condition.parse("yes by w > 1/2 of members by w")
    assert rule.evaluate(tally).needed == Fraction(151, 100)
    assert rule.evaluate(Tally.from_dict(tally.to_dict())).needed == Fraction(151, 100)


@pytest.mark.parametrize(
    "stream",
    [
        3,
        {},
        {"sums": 3},
        {"sums": {"aye": 1}},
        {"sums": {"yes": -1}},
        {"sums": {"yes": 1.5}},
        {"sums": {"yes": True}},
        {"sums": {"yes": "0.5"}},
        {"sums": {"yes": 1}, "by": ""},
        {"sums": {"yes": 1}, "by": 3},
        {"sums": {"yes": 1}, "traits": 3},
        {"sums": {"yes": 1}, "flags": 3},
        {"sums": {"yes": 1}, "weights": {}},
    ],
    ids=repr,
)
def test_a_bad_plain_stream(stream: object) -> None:
    """What is no plain stream is refused with a reason, never by accident."""
    with pytest.raises((RecordError, TallyError)) as caught:
        Tally.from_dict({"streams": [stream]})
    assert all(str(fault) for fault in caught.value.faults)


# ---------------------------------------------------------------- as a crowd


def crowd(tally: Tally, text: str, *opens: str) -> Crowd:
    """The crowd that a condition sees, with these stances open."""
    condition = Condition.parse(text)
    codes = {CODES.get(stance, FIRST_LABEL) for stance in opens}
    heads = heads_read([condition])
    return crowd_of(tally, condition.vocabulary, heads, lambda _, taken: not codes.isdisjoint(taken))


def test_a_stream_is_a_crowd_of_heads() -> None:
    """The voters of a stream are people of one weight, with the stream's traits and flags."""
    tally = Tally.count(
        ["yes", "yes", "good", "no"], labels=["good"], traits={"canton": "zh"}, flags={"urban"}
    )
    seen = crowd(tally, "yes among (canton is zh and urban and not old) > 'good'", "yes", "good")
    assert seen.names == ("canton", "old", "urban")
    key = ("zh", False, True)
    assert seen.open == {(key, ((CODES["yes"], (1,)),)): 2, (key, ((FIRST_LABEL, (1,)),)): 1}
    assert seen.sums[key][None][CODES["no"]] == 1


def test_a_weighed_stream_is_no_crowd() -> None:
    """Sums of weights say nothing about single people."""
    with pytest.raises(UnknownFigure) as caught:
        crowd(Tally.count([Ballot("yes", 2)], by="w"), "yes by w > 0")
    assert [fault.code for fault in caught.value.faults] == ["no-people"]
    assert "a stream counted by a measure says nothing about single people" in str(caught.value)
