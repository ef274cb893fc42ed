"""What goes wrong: faults as fields and as sentences, and the tree of errors that carry them."""

import pickle
from typing import TypeVar

import pytest

from consultgov import errors
from consultgov.errors import (
    ConsultgovError,
    Fault,
    Faults,
    MissingData,
    NotABoolean,
    RecordError,
    RuleError,
    RuleTextError,
    ShareError,
    TallyError,
    TooLarge,
    UnknownFigure,
    not_a_tally,
    shown,
)

FAULT = Fault("unknown-elector", "ballot of 'wei'", "must name an elector", "'wei'", "add her")
OTHER = Fault("bad-name", "id", "must be text")

Raised = TypeVar("Raised", bound=ConsultgovError)


def arrived(error: Raised) -> Raised:
    """The error as another process gets it."""
    back: Raised = pickle.loads(pickle.dumps(error))  # noqa: S301 - pickled on this line
    return back


# ---------------------------------------------------------------- one fault


def test_a_fault_is_a_sentence_of_its_subject_rule_given_and_fix() -> None:
    """Subject and rule come first, then what was given in brackets, then the mend."""
    assert str(FAULT) == "ballot of 'wei' must name an elector (got 'wei'): add her"


def test_a_fault_says_nothing_of_what_is_not_there() -> None:
    """Without something given and without a mend the sentence ends after the rule."""
    assert str(OTHER) == "id must be text"


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (Fault("c", "id", "must be text", given="3"), "id must be text (got 3)"),
        (Fault("c", "id", "must be text", fix="give a name"), "id must be text: give a name"),
    ],
)
def test_given_and_fix_stand_alone_too(fault: Fault, text: str) -> None:
    """Either of the two may be missing."""
    assert str(fault) == text


@pytest.mark.parametrize(("length", "shown"), [(199, "x" * 199), (200, "x" * 200), (201, "x" * 199 + "…")])
def test_a_long_subject_is_cut(length: int, shown: str) -> None:
    """Up to 200 characters are shown as they are, of more the first 199."""
    assert str(Fault("c", "x" * length, "must end")) == f"{shown} must end"


@pytest.mark.parametrize(("length", "shown"), [(199, "y" * 199), (200, "y" * 200), (201, "y" * 199 + "…")])
def test_a_long_given_is_cut(length: int, shown: str) -> None:
    """What was given is cut like the subject."""
    assert str(Fault("c", "it", "must end", "y" * length)) == f"it must end (got {shown})"


def test_a_fault_keeps_what_its_sentence_cuts() -> None:
    """The fields are whole, whatever the sentence shows."""
    assert len(Fault("c", "x" * 5000, "must end").subject) == 5000


def test_a_fault_as_a_plain_dict() -> None:
    """The dict has the same facts, the people as a list."""
    fault = Fault("twice", "ballots", "must be one each", "2", "drop one", ("li", "wang"))
    assert fault.to_dict() == {
        "code": "twice",
        "subject": "ballots",
        "rule": "must be one each",
        "given": "2",
        "fix": "drop one",
        "people": ["li", "wang"],
    }


def test_equal_faults_are_one_value() -> None:
    """Faults are compared and hashed by their facts."""
    assert {Fault("a", "b", "c"), Fault("a", "b", "c")} == {Fault("a", "b", "c")}


class Unwilling:
    """Something that will not be shown."""

    def __repr__(self) -> str:
        message = "not today"
        raise RuntimeError(message)


@pytest.mark.parametrize(
    ("given", "text"),
    [
        pytest.param("wei", "'wei'", id="text"),
        pytest.param(None, "None", id="nothing"),
        pytest.param("x" * 78, repr("x" * 78), id="as long as is shown"),
        pytest.param("x" * 79, repr("x" * 79)[:80], id="longer"),
        pytest.param(10**5000, "of type int", id="a long number"),
        pytest.param([10**5000], "of type list", id="a list of a long number"),
        pytest.param(Unwilling(), "of type Unwilling", id="an unwilling thing"),
    ],
)
def test_anything_can_be_shown(given: object, text: str) -> None:
    """Cut short, and by its type where it cannot be shown: an error is never lost to another."""
    assert shown(given) == text


# ---------------------------------------------------------------- errors


def test_an_error_with_one_fault_is_its_sentence() -> None:
    """There is no list where there is one fault."""
    assert str(TallyError(OTHER)) == "id must be text"


def test_an_error_keeps_its_faults_in_order() -> None:
    """All that was found is in ``faults``, first found first."""
    assert TallyError(FAULT, OTHER).faults == (FAULT, OTHER)


def test_an_error_without_faults_can_be_printed() -> None:
    """An error raised bare by somebody else's code does not fail again when shown."""
    assert str(ConsultgovError()) == "0 faults:"


@pytest.mark.parametrize(("count", "lines"), [(2, 3), (9, 10), (10, 11), (11, 12), (5000, 12)])
def test_of_many_faults_ten_are_shown(count: int, lines: int) -> None:
    """A heading, at most ten sentences, and how many more there are."""
    message = str(TallyError(*(Fault("c", f"line {n}", "is wrong") for n in range(count))))
    shown = message.split("\n")
    assert shown[0] == f"{count} faults:"
    assert shown[1] == "- line 0 is wrong"
    assert len(shown) == lines


@pytest.mark.parametrize(("count", "last"), [(10, "- x is wrong"), (11, "- and 1 more")])
def test_the_last_line_says_how_many_more(count: int, last: str) -> None:
    """With ten faults nothing is left out, with eleven one is."""
    faults = [Fault("c", "x", "is wrong")] * count
    assert str(RecordError(*faults)).split("\n")[-1] == last


@pytest.mark.parametrize(
    ("kind", "bases"),
    [
        (ShareError, (ConsultgovError, ValueError)),
        (RuleError, (ConsultgovError, ValueError)),
        (RuleTextError, (ConsultgovError, RuleError, ValueError)),
        (TallyError, (ConsultgovError, ValueError)),
        (RecordError, (ConsultgovError, ValueError)),
        (MissingData, (ConsultgovError, LookupError)),
        (UnknownFigure, (ConsultgovError, LookupError)),
        (TooLarge, (ConsultgovError, OverflowError)),
        (NotABoolean, (ConsultgovError, TypeError)),
    ],
)
def test_errors_are_caught_as_what_python_calls_them(
    kind: type[ConsultgovError], bases: tuple[type[Exception], ...]
) -> None:
    """Every error is one of ours and one of the standard kinds."""
    assert all(issubclass(kind, base) for base in bases)


@pytest.mark.parametrize(
    "kind",
    [ConsultgovError, ShareError, RuleError, TallyError, RecordError, MissingData, UnknownFigure],
)
def test_an_error_survives_pickling(kind: type[ConsultgovError]) -> None:
    """An error raised in a worker process arrives with all its faults."""
    back = arrived(kind(FAULT, OTHER))
    assert type(back) is kind
    assert back.faults == (FAULT, OTHER)


def test_too_large_carries_its_figures() -> None:
    """How many cases, and how many were allowed, pickled or not."""
    error = arrived(TooLarge(FAULT, 11, 10))
    assert (type(error), error.size, error.limit, error.faults) == (TooLarge, 11, 10, (FAULT,))


def test_a_rule_text_error_carries_five_facts() -> None:
    """Text, column, what was expected and the suggestion survive pickling beside the fault."""
    error = RuleTextError(FAULT, "yess > 1", 1, "a stance", "yes")
    back = arrived(error)
    facts = (back.faults, back.text, back.column, back.expected, back.suggestion)
    assert facts == ((FAULT,), "yess > 1", 1, "a stance", "yes")
    assert str(back) == str(error)


# ---------------------------------------------------------------- the mark under the place


def mark(error: RuleTextError) -> str:
    """The character above the mark, or nothing past the end of the text."""
    _, shown, under = str(error).split("\n")
    assert under.strip() == "^"
    return shown[len(under) - 1 : len(under)]


def test_the_message_shows_the_text_and_a_mark() -> None:
    """Sentence, text and mark stand on a line each."""
    error = RuleTextError(OTHER, "yes >= of", 8)
    assert str(error) == "id must be text\n  yes >= of\n         ^"


def test_the_message_offers_the_suggestion() -> None:
    """The nearest known word follows the sentence."""
    error = RuleTextError(OTHER, "yess", 1, "a stance", "yes")
    assert str(error).startswith("id must be text (did you mean yes?)\n")


@pytest.mark.parametrize("column", [1, 2, 60, 61, 62, 63, 100, 200, 400])
def test_the_mark_is_under_the_column(column: int) -> None:
    """Near the start and deep inside a long text the mark is under the character meant."""
    text = "".join(chr(0x4E00 + n) for n in range(400))
    error = RuleTextError(OTHER, text, column)
    assert mark(error) == text[column - 1]


def test_the_mark_may_be_past_the_end() -> None:
    """What is missing at the end is marked behind the last character."""
    assert mark(RuleTextError(OTHER, "yes >", 6)) == ""


def test_a_long_text_is_shown_in_part() -> None:
    """A text of megabytes does not make a message of megabytes."""
    assert len(str(RuleTextError(OTHER, "(" * 1_000_000, 500_000))) < 300


def test_line_breaks_in_the_text_do_not_break_the_picture() -> None:
    """New lines and tabs are shown as spaces, so that the mark stays under its place."""
    error = RuleTextError(OTHER, "yes\r\n\t>= x", 10)
    assert str(error) == "id must be text\n  yes   >= x\n           ^"
    assert mark(error) == "x"


# ---------------------------------------------------------------- collecting


def test_nothing_found_is_false_and_closes_quietly() -> None:
    """Where nothing was wrong nothing is raised."""
    faults = Faults()
    assert not faults
    faults.close(TallyError)


def test_all_found_is_raised_at_once() -> None:
    """Closing raises the kind asked for with every fault noted, in order."""
    faults = Faults()
    faults.add(FAULT)
    faults.add(OTHER)
    assert faults
    with pytest.raises(RecordError) as raised:
        faults.close(RecordError)
    assert raised.value.faults == (FAULT, OTHER)


def test_attempt_hands_on_what_was_read() -> None:
    """Positional and named arguments reach the reader, and its answer comes back."""
    faults = Faults()
    assert faults.attempt(int, "ff", base=16) == 255
    assert not faults


def test_attempt_notes_a_refusal() -> None:
    """A refusal of ours becomes nothing, its faults are noted beside those found before."""

    def refuse() -> int:
        raise ShareError(FAULT, OTHER)

    faults = Faults()
    faults.add(OTHER)
    assert faults.attempt(refuse) is None
    with pytest.raises(TallyError) as raised:
        faults.close(TallyError)
    assert raised.value.faults == (OTHER, FAULT, OTHER)


def test_attempt_lets_other_errors_through() -> None:
    """A mistake in the code is not a fault in a document."""
    with pytest.raises(ZeroDivisionError):
        Faults().attempt(divmod, 1, 0)


def test_something_else_in_the_place_of_a_tally_is_named() -> None:
    """The error shows it, and how a tally is made."""
    error = not_a_tally([1, 2])
    assert error.faults[0].code == "not-a-tally"
    mend = "make one with Tally.of, Tally.totals or Tally.count"
    assert str(error) == f"tally must be a Tally (got [1, 2]): {mend}"


def test_the_module_lists_its_public_names() -> None:
    """Completion offers what is meant to be used."""
    assert dir(errors) == sorted(errors.__all__)
