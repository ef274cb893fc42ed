"""Ordered tables: the first row that applies to a matter selects what holds for it, and says why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, cast, final

import attrs

from consultgov.errors import ConsultgovError, Fault, Faults, MissingData, RecordError, RuleError, shown
from consultgov.matters.criteria import Criterion, OneOf, Range, place_of, read_criterion
from consultgov.matters.matter import Matter, is_list, read_matter, read_word
from consultgov.records import Plain, expect_keys
from consultgov.verdicts import Clause, Verdict

__all__ = ["MAX_ROWS", "Row", "Selection", "Table"]

MAX_ROWS: Final = 1000
"""The most rows that a table may have: every one is held against those before it."""

_Value = TypeVar("_Value")
_Value_co = TypeVar("_Value_co", covariant=True)


class _Nothing(Enum):
    """That a table has no default, which ``None`` might be."""

    NOTHING = "nothing"

    def __repr__(self) -> str:
        return "NOTHING"


_NOTHING: Final = _Nothing.NOTHING


# --- rows -----------------------------------------------------------------------------------------


def _criteria(when: object, faults: Faults) -> tuple[Criterion, ...]:
    """What a row asks, in the order of the fields; what is wrong with it is noted."""
    if not isinstance(when, Mapping):
        faults.add(Fault("not-a-dict", "when", "must be a dict of tests", shown(when)))
        return ()
    tests = cast("Mapping[object, object]", when)
    read = [faults.attempt(read_criterion, field, asked) for field, asked in tests.items()]
    asked = {found.field: found for found in read if found is not None}
    if len(asked) < len(read) and not faults:
        rule, fix = "must name every field once", "fields are compared in the composed form of Unicode"
        faults.add(Fault("field-twice", "when", rule, shown(tests), fix))
    return tuple(sorted(asked.values(), key=place_of))


def _clause(given: object, faults: Faults) -> Clause | None:
    """Where a row stands; what is no clause is noted."""
    if given is None or isinstance(given, Clause):
        return given
    faults.add(Fault("not-a-clause", "clause", "must be a Clause", shown(given), "make one: Clause(source)"))
    return None


@final
@attrs.frozen(init=False, hash=False)
class Row(Generic[_Value_co]):
    """One row of a table: what it asks of a matter, and what holds where all of it is so.

    Args:
        when: field to test. The fields are ``"kind"``, ``"urgency"``, ``"level"``, ``"origin"``, ``"remit"``
            and ``"facts.<name>"``. A test is a value, a list or set of values of which one must be there, or
            for whole numbers bounds: ``{"at_least": 2, "below": 5}``, also ``"above"`` and ``"at_most"``.
            A remit passes if it has one of the subjects named, with ``{"all": [...]}`` if it has all of them.
            An empty ``when`` is for every matter.
        then: what the row selects.
        clause: where the row stands.
        reason: why, as a stable word: in a table of competences ``"private"``, ``"not-announced"`` or
            ``"outside-competence"`` say why the body must refuse; other words are the body's own.

    Raises:
        RuleError: an unknown field, a test that none or every value passes; all at once.

    >>> row = Row({"kind": ["budget", "plan"], "facts.round": {"above": 1}}, then="yes > no")
    >>> row.when["kind"], dict(row.when["facts.round"])
    (('budget', 'plan'), {'at_least': 2})
    """

    when: Mapping[str, object] = attrs.field(eq=False)
    then: _Value_co  # type: ignore[misc]  # nothing is ever put into a row
    clause: Clause | None = None
    reason: str = ""
    criteria: tuple[Criterion, ...] = attrs.field(init=False, repr=False, default=())

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(
        self, when: Mapping[str, object], then: _Value_co, clause: Clause | None = None, reason: str = ""
    ) -> None:
        faults = Faults()
        criteria = _criteria(when, faults)
        stands = _clause(clause, faults)
        word = "" if reason == "" else faults.attempt(read_word, reason, "reason")
        faults.close(RuleError)
        asked = {found.field: _read_only(found.plain()) for found in criteria}
        self.__attrs_init__(MappingProxyType(asked), then, stands, word or "")
        object.__setattr__(self, "criteria", criteria)

    def applies(self, matter: Matter) -> bool:
        """Whether all that the row asks is so.

        Raises:
            MissingData: all else is so, and a fact that the row asks for is missing or of another kind.
        """
        missing: list[Fault] = []
        for criterion in self.criteria:
            met = criterion.meets(matter)
            if met is None:
                missing.append(cast("OneOf | Range", criterion).missing(matter))
            elif not met:
                return False
        if missing:
            raise MissingData(*missing)
        return True

    def __reduce__(self) -> tuple[type[Row[_Value_co]], tuple[object, ...]]:
        """Pickle and copy by the plain values, since a read-only view of a dict does neither."""
        return Row, (_plain_when(self), self.then, self.clause, self.reason)

    def __hash__(self) -> int:
        """Equal rows ask the same."""
        return hash((self.criteria, self.reason))


def _read_only(plain: Plain) -> object:
    """The plain form of a criterion, as a row shows it."""
    if isinstance(plain, dict):
        return MappingProxyType({name: _read_only(part) for name, part in plain.items()})
    return tuple(plain) if isinstance(plain, list) else plain


def _plain_when(row: Row[object]) -> dict[str, object]:
    """What a row asks, as a plain dict."""
    return {criterion.field: criterion.plain() for criterion in row.criteria}


# --- what keeps a row from being reached ----------------------------------------------------------


def _kinds_agree(rows: Iterable[Row[object]], faults: Faults) -> None:
    """Note where one fact is a text in one row and a number in another: no matter could have both."""
    known: dict[str, tuple[int, type]] = {}
    for index, row in enumerate(rows):
        for criterion in row.criteria:
            first, kind = known.setdefault(criterion.field, (index, criterion.kind))
            if kind is not criterion.kind:
                subject = f"rows[{index}].when {criterion.field}"
                rule = f"must ask for the kind of fact that rows[{first}] asks for"
                given = f"{criterion.kind.__name__} and {kind.__name__}"
                faults.add(Fault("mixed-kinds", subject, rule, given, "make it the same in every row"))


def _covers(earlier: Row[object], later: Mapping[str, Criterion]) -> bool:
    """Whether an earlier row applies wherever one with these criteria does."""
    return all(
        criterion.field in later and later[criterion.field].implies(criterion)
        for criterion in earlier.criteria
    )


def _all_reached(rows: tuple[Row[object], ...], faults: Faults, *, default: bool) -> None:
    """Note every row, and the default, that an earlier row leaves nothing to."""
    fix = "put the row that asks for more first, or drop the later one"
    for index, row in enumerate(rows):
        asked = {criterion.field: criterion for criterion in row.criteria}
        cover = next((place for place in range(index) if _covers(rows[place], asked)), None)
        if cover is not None:
            rule = f"must apply to a matter that rows[{cover}] leaves over"
            faults.add(Fault("unreachable", f"rows[{index}]", rule, shown(_plain_when(row)), fix))
    if default and rows and not rows[-1].criteria:
        rule = "must apply to a matter that the rows leave over"
        fix = "drop it, or the last row, which asks nothing"
        faults.add(Fault("unreachable", "default", rule, "", fix))


def _rows(given: object, faults: Faults) -> tuple[Row[object], ...]:
    """The rows of a table; what is none is noted."""
    if not is_list(given):
        faults.add(Fault("not-a-list", "rows", "must be a list of rows", shown(given)))
        return ()
    rows = tuple(islice(cast("Iterable[object]", given), MAX_ROWS + 1))
    for index, row in enumerate(rows):
        if not isinstance(row, Row):
            fix = "make one: Row({'kind': 'budget'}, then=...)"
            faults.add(Fault("not-a-row", f"rows[{index}]", "must be a Row", shown(row), fix))
    if len(rows) > MAX_ROWS:
        rule, fix = f"must be at most {MAX_ROWS}", "name several values in one row"
        faults.add(Fault("too-many-rows", "rows", rule, "", fix))
    return () if faults else cast("tuple[Row[object], ...]", rows)


# --- tables ---------------------------------------------------------------------------------------


@final
@attrs.frozen(init=False)
class Table(Generic[_Value_co]):
    """Rows in order; the first that applies to a matter selects.

    Args:
        rows: the rows, those that ask for more before those that ask for less.
        default: what is selected where no row applies; without it, nothing is.

    Raises:
        RuleError: no row and no default, a row that can never be reached because an earlier one applies
            wherever it does, and a fact that is text in one row and a number in another; all at once.

    >>> methods = Table([Row({"kind": "election"}, "secret_ballot")], default="show_of_hands")
    >>> methods.select(Matter("election")).value, methods.select(Matter("budget")).value
    ('secret_ballot', 'show_of_hands')
    """

    rows: tuple[Row[_Value_co], ...]
    default: _Value_co | _Nothing = _NOTHING

    if TYPE_CHECKING:  # attrs writes it; not every type checker knows

        def __attrs_init__(self, *fields: object) -> None: ...

    def __init__(self, rows: Iterable[Row[_Value_co]], default: _Value_co | _Nothing = _NOTHING) -> None:
        faults = Faults()
        read = _rows(rows, faults)
        if not faults:
            if not read and default is _NOTHING:
                fix = "add a row or a default"
                faults.add(Fault("no-rows", "table", "must select something", "", fix))
            _kinds_agree(read, faults)
            _all_reached(read, faults, default=default is not _NOTHING)
        faults.close(RuleError)
        self.__attrs_init__(cast("tuple[Row[_Value_co], ...]", read), default)

    def select(self, matter: Matter) -> Selection[_Value_co]:
        """What the first row that applies says, or the default; a selection that found nothing is one too.

        A row that is not so in any field is passed over, whatever else the matter leaves unsaid.

        Raises:
            RecordError: what is no matter.
            MissingData: whether a row applies cannot be told, for a fact it asks for is missing or of another
                kind, and no row before it applies. A fact is never taken to be false because nobody gave it.
        """
        asked = read_matter(matter)
        reached = (index for index, row in enumerate(self.rows) if row.applies(asked))
        return Selection(self, asked, next(reached, None))

    def to_dict(self, value_to_dict: Callable[[_Value_co], object]) -> dict[str, object]:
        """The plain-dict form.

        Args:
            value_to_dict: the plain form of a value, such as ``DecisionRule.to_dict`` or ``str``.
        """
        plain: dict[str, object] = {"rows": [_row_to_dict(row, value_to_dict) for row in self.rows]}
        if not isinstance(self.default, _Nothing):
            plain["default"] = value_to_dict(self.default)
        return plain

    @classmethod
    def from_dict(cls, data: object, value_from_dict: Callable[[Any], _Value]) -> Table[_Value]:
        """The table from its plain dict.

        Args:
            data: the plain dict.
            value_from_dict: a value from its plain form, such as ``DecisionRule.from_dict`` or
                ``Competence``; what it refuses is a fault of the row.

        Raises:
            RecordError: keys or values that a table does not have; all at once.
            RuleError: what the constructor refuses.
        """
        faults = Faults()
        known = expect_keys(data, "table", frozenset({"rows"}), frozenset({"default"}))
        if not is_list(known["rows"]):
            faults.add(Fault("not-a-list", "table.rows", "must be a list of rows", shown(known["rows"])))
            faults.close(RecordError)
        stored = cast("list[object]", known["rows"])
        rows = [
            faults.attempt(_row_from_dict, plain, f"rows[{index}]", value_from_dict)
            for index, plain in enumerate(stored)
        ]
        default: _Value | _Nothing | None = _NOTHING
        if "default" in known:
            default = faults.attempt(_read_value, known["default"], value_from_dict)
        faults.close(RecordError)
        return Table(cast("list[Row[_Value]]", rows), cast("_Value | _Nothing", default))


def _row_to_dict(row: Row[_Value], value_to_dict: Callable[[_Value], object]) -> dict[str, object]:
    """The plain form of a row; what is not stated is left out."""
    plain: dict[str, object] = {"when": _plain_when(row)} if row.criteria else {}
    plain["then"] = value_to_dict(row.then)
    if row.clause is not None:
        plain["clause"] = row.clause.to_dict()
    if row.reason:
        plain["reason"] = row.reason
    return plain


def _read_value(plain: object, value_from_dict: Callable[[Any], _Value]) -> _Value:
    """A value from its plain form; a plain ``ValueError``, as a ``StrEnum`` raises it, becomes a fault."""
    try:
        return value_from_dict(plain)
    except ConsultgovError:
        raise
    except ValueError as error:
        rule, fix = "must be a value of the table", "see what the table selects"
        raise RecordError(Fault("bad-value", "then", rule, shown(plain), fix)) from error


def _row_from_dict(data: object, place: str, value_from_dict: Callable[[Any], _Value]) -> Row[_Value]:
    """A row from its plain form; its faults name the place."""
    known = expect_keys(data, place, frozenset({"then"}), frozenset({"when", "clause", "reason"}))
    faults = Faults()
    then = faults.attempt(_read_value, known["then"], value_from_dict)
    clause = faults.attempt(Clause.from_dict, known["clause"]) if "clause" in known else None
    when = cast("Mapping[str, object]", known.get("when", {}))
    row = faults.attempt(Row, when, then, clause, cast("str", known.get("reason", "")))
    try:
        faults.close(RecordError)
    except RecordError as error:
        placed = (attrs.evolve(fault, subject=f"{place}: {fault.subject}") for fault in error.faults)
        raise RecordError(*placed) from error.__cause__
    return cast("Row[_Value]", row)


# --- selections -----------------------------------------------------------------------------------


def _row_verdict(row: Row[object], index: int, matter: Matter, *, applies: bool) -> Verdict:
    """A row that applies with all it asks, or one that is passed over with what is not so."""
    met = [(criterion, criterion.meets(matter)) for criterion in row.criteria]
    parts = tuple(asked.verdict(matter, holds=applies) for asked, holds in met if holds is applies)
    code = "row-passed-over" if not applies else "row-applies" if parts else "row-for-all"
    rule = " and ".join(map(str, row.criteria))
    return Verdict(applies, code, rule, {"row": index, "number": index + 1}, parts, clause=row.clause)


@final
@attrs.frozen(hash=False)
class Selection(Generic[_Value_co]):
    """What a table selects for a matter, from which row, and why.

    Attributes:
        table: the table.
        matter: the matter.
        row: the place of the row that applies, counted from 0; ``None`` for the default, or for nothing.

    >>> table = Table([Row({"urgency": "urgent"}, "yes > no", reason="no time")])
    >>> found = table.select(Matter(urgency="urgent"))
    >>> found.value, found.row, found.reason
    ('yes > no', 0, 'no time')
    >>> table.select(Matter()).found
    False
    """

    table: Table[_Value_co]
    matter: Matter
    row: int | None

    @property
    def found(self) -> bool:
        """Whether a row or the default was selected."""
        return self.row is not None or not isinstance(self.table.default, _Nothing)

    @property
    def value(self) -> _Value_co:
        """What was selected.

        Raises:
            MissingData: nothing was; ``found`` says so beforehand, and ``why`` the reasons.
        """
        if self.row is not None:
            return self.table.rows[self.row].then
        if isinstance(self.table.default, _Nothing):
            rule, fix = "must select something for the matter", "read .found first, and .why for the reasons"
            raise MissingData(Fault("nothing-selected", "table", rule, shown(self.matter), fix))
        return self.table.default

    @property
    def clause(self) -> Clause | None:
        """Where the row stands that was selected."""
        return None if self.row is None else self.table.rows[self.row].clause

    @property
    def reason(self) -> str:
        """The reason that the row gives, or the empty text."""
        return "" if self.row is None else self.table.rows[self.row].reason

    @property
    def why(self) -> Verdict:
        """Which rows were passed over and which applies; it holds where something was found.

        The parts are the rows in order up to the one that applies, each with what the matter has and what the
        row asks: of a row passed over, what is not so.
        """
        tried = self.table.rows if self.row is None else self.table.rows[: self.row + 1]
        parts = tuple(
            _row_verdict(row, index, self.matter, applies=index == self.row)
            for index, row in enumerate(tried)
        )
        if self.row is None:
            code = "default-selected" if self.found else "nothing-selected"
            return Verdict(self.found, code, "", {}, parts)
        facts = {"row": self.row, "number": self.row + 1}
        return Verdict(True, "row-selected", "", facts, parts)  # noqa: FBT003 - the answer itself

    def to_dict(self, value_to_dict: Callable[[_Value_co], object]) -> dict[str, object]:
        """The same facts as a plain dict, for logs and user interfaces."""
        plain: dict[str, object] = {"matter": self.matter.to_dict(), "found": self.found, "row": self.row}
        if self.found:
            plain["value"] = value_to_dict(self.value)
        if self.reason:
            plain["reason"] = self.reason
        return plain | {"why": self.why.to_dict()}

    def __hash__(self) -> int:
        """Equal selections are of equal matters."""
        return hash((self.matter, self.row))
