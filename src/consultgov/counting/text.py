"""Rule text read in one pass, without going back: the grammar of the docs page "the rule text".

A bracket is read once; whether it held a count or a condition is known when it closes. What is read is
handed to a maker, which builds it in its normal form and refuses what makes no sense.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple, Never, ParamSpec, Protocol, TypeAlias, TypeVar

from consultgov.counting.items import MAX_DEPTH, MAX_SIZE
from consultgov.counting.names import KEYWORDS, MAX_NAME, composed
from consultgov.counting.stances import REFUSED, WORDS
from consultgov.counting.tokens import MAX_TEXT, Token, Tokens, refusal
from consultgov.errors import RuleError, RuleTextError, ShareError
from consultgov.shares import Number

if TYPE_CHECKING:
    from consultgov.counting.algebra import Condition, Count

__all__ = ["MAX_NESTING", "Maker", "Selection", "read"]

MAX_NESTING: Final = 2 * MAX_DEPTH + 2
"""How deep brackets, ``not`` and ``each`` may be nested in rule text."""

_RELATIONS: Final = frozenset({">=", ">", "<=", "<", "="})
_MISSPELT: Final = {"==": "=", "=>": ">=", "!=": "not … = …", "<>": "not … = …"}

_NUMERIC: Final = re.compile(r"\d[\d_]*(?:[eE]\d*)?")
"""A word that is meant as a number: full-width digits, 1e3, 1_000."""

_Given = ParamSpec("_Given")
_Built = TypeVar("_Built")
_Test: TypeAlias = tuple[str, tuple[str, ...], bool]


class Selection(NamedTuple):
    """What follows a count: ``by``, ``among`` and ``within``, collected before they are applied."""

    measure: str | None
    tests: tuple[_Test, ...]
    within: str | None


class Maker(Protocol):
    """Builds counts and conditions in their normal form, or refuses them with a ``RuleError``."""

    def word(self, name: str) -> Count: ...
    def label(self, name: str) -> Count: ...
    def fact(self, name: str) -> Count: ...
    def constant(self, value: Number) -> Count: ...
    def blocs(self, trait: str, measure: str | None, where: Condition | None) -> Count: ...
    def selected(self, count: Count, selection: Selection) -> Count: ...
    def everywhere(self, count: Count) -> Count: ...
    def portion(self, share: Fraction, base: Count) -> Count: ...
    def times(self, factor: Number, count: Count) -> Count: ...
    def rounded(self, count: Count, mode: str) -> Count: ...
    def total(self, parts: list[tuple[int, Count]]) -> Count: ...
    def compare(self, left: Count, relation: str, right: Count) -> Condition: ...
    def truth(self, count: Count) -> Condition: ...
    def negation(self, part: Condition) -> Condition: ...
    def joined(self, word: str, parts: list[Condition]) -> Condition: ...
    def each(self, trait: str, groups: list[str], body: Condition) -> Condition: ...


class _Counted(NamedTuple):
    """A count that was read, where it began, and whether brackets closed around all of it."""

    column: int
    read: Count
    bracketed: bool = False


class _Stated(NamedTuple):
    """A condition that was read, where it began, and whether brackets closed around all of it."""

    column: int
    condition: Condition
    bracketed: bool = False


_Read: TypeAlias = _Counted | _Stated


def read(text: object, maker: Maker) -> Condition:
    """The condition that rule text says.

    Raises:
        RuleTextError: whatever is wrong with the text, with the column and the mend; nothing else.
    """
    if not isinstance(text, str):
        raise refusal("", 1, "not-text", "rule text must be text", given=type(text).__name__)
    if len(text) > MAX_TEXT:
        raise refusal(text[:MAX_NAME], 1, "too-long", f"rule text must have at most {MAX_TEXT} characters")
    try:
        return _Parser(text, maker).whole()
    except RecursionError:
        fix = "read it where fewer calls are under way"
        raise refusal(text, 1, "too-deep", "the call stack has no room for it", fix=fix) from None


class _Parser:
    """Recursive descent over one token of look-ahead; one method a rule of the grammar."""

    __slots__ = ("depth", "equated", "fraction_column", "make", "open_each", "parts", "token", "tokens")

    def __init__(self, text: str, make: Maker) -> None:
        self.tokens = Tokens(text)
        self.make = make
        self.depth = 0
        self.parts = 0
        self.open_each = False
        self.fraction_column = 0
        self.equated = 0
        self.token = self.tokens.next()

    # --- tokens ---------------------------------------------------------------------------------

    def refuse(self, column: int, code: str, rule: str, **facts: str) -> Never:
        raise refusal(self.tokens.source, column, code, rule, **facts)

    def unexpected(self, expected: str) -> Never:
        near = _nearest(self.token.text) if self.token.kind == "name" else ""
        rule = f"must be {expected}"
        facts = {"given": self.token.shown, "expected": expected, "suggestion": near}
        self.refuse(self.token.column, "unexpected", rule, **facts)

    def take(self) -> Token:
        token = self.token
        if token.kind != "sign":
            self.parts += 1
            if self.parts > 8 * MAX_SIZE:
                rule = f"the text must say a rule of at most {MAX_SIZE} parts"
                self.refuse(token.column, "too-large", rule, fix="split the rule")
        self.token = self.tokens.next()
        return token

    def at(self, *texts: str) -> bool:
        return self.token.kind in ("name", "sign") and self.token.text in texts

    def skip(self, text: str) -> bool:
        found = self.at(text)
        if found:
            self.take()
        return found

    def expect(self, text: str) -> None:
        if not self.skip(text):
            self.unexpected(repr(text))

    def built(
        self,
        column: int,
        make: Callable[_Given, _Built],
        *args: _Given.args,
        **options: _Given.kwargs,
    ) -> _Built:
        """What the maker builds; its refusal gets the column where the thing begins."""
        try:
            return make(*args, **options)
        except (RuleError, ShareError) as error:
            fault = error.faults[0]
            raise RuleTextError(fault, self.tokens.source, column, f"a rule that {fault.rule}") from None

    def nested(self, parse: Callable[[], _Built]) -> _Built:
        self.depth += 1
        if self.depth > MAX_NESTING:
            self.refuse(self.token.column, "too-deep", f"must be nested at most {MAX_NESTING} deep")
        value = parse()
        self.depth -= 1
        return value

    # --- conditions -----------------------------------------------------------------------------

    def whole(self) -> Condition:
        value = self.as_condition(self.expression())
        if self.token.kind != "end":
            self.unexpected("'and', 'or' or the end of the text")
        return value

    def as_condition(self, value: _Read) -> Condition:
        if isinstance(value, _Stated):
            return value.condition
        return self.built(value.column, self.make.truth, value.read)

    def expression(self) -> _Read:
        first = self.clause()
        if not self.at("and", "or"):
            return first
        word = self.token.text
        parts = [self.as_condition(first)]
        while self.at(word):
            self.closed_each()
            self.take()
            parts.append(self.as_condition(self.clause()))
        if self.at("and", "or"):
            fix = "put brackets around one of them: a and (b or c)"
            rule, expected = "must not mix 'and' and 'or' without brackets", f"{word!r} or a bracket"
            self.refuse(self.token.column, "mixed", rule, expected=expected, fix=fix)
        return _Stated(first.column, self.built(first.column, self.make.joined, word, parts))

    def closed_each(self) -> None:
        if self.open_each:
            fix = "put the body of 'each' in brackets: each sector: (… and …)"
            rule = "must not follow an 'each' whose body has no brackets"
            self.refuse(self.token.column, "open-each", rule, given=self.token.shown, fix=fix)

    def clause(self) -> _Read:
        self.open_each = False
        column = self.token.column
        if self.skip("not"):
            part = self.as_condition(self.nested(self.clause))
            return _Stated(column, self.built(column, self.make.negation, part))
        if self.skip("each"):
            return self.nested(lambda: self.each(column))
        return self.comparison()

    def each(self, column: int) -> _Read:
        trait = self.name("the trait to range over")
        groups = self.values() if self.skip("in") else []
        self.expect(":")
        body = self.clause()
        made = self.built(column, self.make.each, trait, groups, self.as_condition(body))
        self.open_each = not body.bracketed
        return _Stated(column, made)

    def comparison(self) -> _Read:
        self.fraction_column = 0
        left = self.opening()
        if isinstance(left, _Stated):
            return left
        if not self.at_relation():
            if not self.at("and", "or", ")") and self.token.kind != "end":
                self.unexpected("a comparison: >=, >, <=, < or =")
            return left
        if self.fraction_column:
            fix = "put the share on the right: yes >= 80% of members"
            rule = "the comparison must not hold a percentage or fraction on the left"
            self.refuse(self.fraction_column, "share-left", rule, fix=fix)
        relation = self.take().text
        right = self.sum()
        if self.at_relation():
            facts = {"given": self.token.shown, "expected": "'and', 'or' or the end of the text"}
            fix = "write two comparisons: a >= 1 and a <= 3"
            self.refuse(self.token.column, "chained", "must not compare twice", fix=fix, **facts)
        return _Stated(left.column, self.built(left.column, self.make.compare, left.read, relation, right))

    def at_relation(self) -> bool:
        if self.at(*_MISSPELT):
            fix = f"write {_MISSPELT[self.token.text]}"
            self.refuse(
                self.token.column,
                "unexpected",
                "must be a comparison",
                given=self.token.shown,
                fix=fix,
            )
        return self.token.kind == "sign" and self.token.text in _RELATIONS

    # --- counts ---------------------------------------------------------------------------------

    def opening(self) -> _Read:
        """What a clause begins with: a sum, or a bracket that turns out to hold a condition."""
        column = self.token.column
        if not self.at("("):
            return _Counted(column, self.sum())
        value = self.nested(self.bracket)
        if isinstance(value, _Stated):
            return value
        first = self.rounded(column, self.selected(column, value.read))
        count = self.sum_of(column, first)
        return _Counted(column, count, bracketed=count is value.read)

    def sum(self) -> Count:
        column = self.token.column
        return self.sum_of(column, self.term())

    def sum_of(self, column: int, first: Count) -> Count:
        parts = [(1, first)]
        while self.at("+", "-"):
            sign = 1 if self.take().text == "+" else -1
            parts.append((sign, self.term()))
        return first if len(parts) == 1 else self.built(column, self.make.total, parts)

    def term(self) -> Count:
        column = self.token.column
        if self.token.kind != "number":
            return self.rounded(column, self.factor())
        number, spelling = self.number()
        if self.at("of", "times"):
            return self.rounded(column, self.scaled(column, number, spelling))
        return self.constant(column, number, spelling)

    def rounded(self, column: int, count: Count) -> Count:
        if not self.skip("rounded"):
            return count
        return self.built(column, self.make.rounded, count, self.rounding())

    def rounding(self) -> str:
        if self.at("down", "up"):
            return self.take().text
        if not self.skip("to"):
            self.unexpected("'down', 'up' or 'to nearest'")
        self.expect("nearest")
        return "nearest"

    def number(self) -> tuple[Fraction, str]:
        """A number and how it is spelled: ``plain``, ``percent`` or ``fraction``."""
        token = self.take()
        if self.skip("%"):
            self.fraction_column = self.fraction_column or token.column
            return Fraction(token.text) / 100, "percent"
        if not self.skip("/"):
            return Fraction(token.text), "plain"
        self.fraction_column = self.fraction_column or token.column
        below, whole = self.token, "a whole number above and below the line, as in 2/3"
        if "." in token.text:
            self.refuse(token.column, "unexpected", f"must be {whole}", given=token.text[:40], expected=whole)
        if below.kind != "number" or "." in below.text:
            self.unexpected(whole)
        if not int(below.text):
            facts = {"given": f"{token.text[:40]}/0", "expected": "a whole number above 0"}
            self.refuse(below.column, "zero", "must not be zero below the line", **facts)
        self.take()
        return Fraction(int(token.text), int(below.text)), "fraction"

    def constant(self, column: int, number: Fraction, spelling: str) -> Count:
        if spelling != "plain":
            rule = "must be 'of' and the base of the share, or 'times'"
            facts = {"given": self.token.shown, "expected": "'of' or 'times'"}
            fix = "say of what: yes >= 80% of members"
            self.refuse(self.token.column, "no-base", rule, fix=fix, **facts)
        return self.built(column, self.make.constant, number)

    def scaled(self, column: int, number: Fraction, spelling: str) -> Count:
        if self.skip("times"):
            return self.built(column, self.make.times, number, self.factor())
        if spelling == "plain":
            fix = "write a share as 80% of … or 4/5 of …, a multiple as 3 times …"
            rule = "must be a percentage or a fraction before 'of'"
            expected = "a percentage or a fraction"
            self.refuse(column, "no-share", rule, given=str(number)[:40], expected=expected, fix=fix)
        if number > 1:
            rule = "must be a share between 0 and 1"
            fix = "write a multiple: 1.5 times members"
            expected = "a share from 0% to 100%"
            self.refuse(column, "share-bounds", rule, given=str(number)[:40], expected=expected, fix=fix)
        self.take()
        return self.built(column, self.make.portion, number, self.factor())

    def factor(self) -> Count:
        column = self.token.column
        if self.skip("all"):
            return self.built(column, self.make.everywhere, self.nested(self.factor))
        if self.skip("blocs"):
            return self.blocs(column)
        if not self.at("("):
            return self.selected(column, self.atom())
        value = self.nested(self.bracket)
        if isinstance(value, _Stated):
            self.refuse(column, "not-a-count", "must be a count there, not a condition")
        return self.selected(column, value.read)

    def bracket(self) -> _Read:
        column = self.take().column
        outer_fraction = self.fraction_column
        value = self.expression()
        self.expect(")")
        self.open_each = False
        if isinstance(value, _Counted):
            self.fraction_column = outer_fraction or self.fraction_column
            return _Counted(column, value.read, bracketed=True)
        self.fraction_column = outer_fraction
        return _Stated(column, value.condition, bracketed=True)

    def atom(self) -> Count:
        token = self.token
        if token.kind == "quoted":
            self.take()
            return self.built(token.column, self.make.label, token.text)
        if self.skip("given"):
            return self.built(token.column, self.make.fact, self.name("the name of a fact"))
        if token.kind == "name" and token.text in WORDS:
            self.take()
            return self.make.word(token.text)
        if token.kind == "name" and token.text not in KEYWORDS:
            self.unknown(token)
        return self.unexpected("a stance, a base, a number or a bracket")

    def unknown(self, token: Token) -> Never:
        if token.text in REFUSED:
            choices = " or ".join(REFUSED[token.text])
            rule = f"must not be {token.text!r}, which means different things in different bodies"
            self.refuse(token.column, "refused-word", rule, expected=choices, fix=f"write {choices}")
        if self.equated and not self.tokens.source[self.equated : token.column - 1].strip():
            self.not_is(self.equated)
        expected = "a stance, a base, a number or a bracket"
        facts = {"given": token.shown, "expected": expected, "suggestion": _nearest(token.text)}
        fix = f"a label is quoted: '{token.text[:40]}'"
        if _NUMERIC.fullmatch(token.text):
            fix = "write a number in full, with the digits 0 to 9 and a point"
        self.refuse(token.column, "unknown-word", f"must be {expected}", fix=fix, **facts)

    def blocs(self, column: int) -> Count:
        trait = self.name("the trait that makes the blocs")
        measure = self.name("a measure") if self.skip("by") else None
        where = None
        if self.skip("where"):
            if not self.at("("):
                self.unexpected("'(' and the condition that a bloc must meet")
            where = self.as_condition(self.nested(self.bracket))
        return self.built(column, self.make.blocs, trait, measure, where)

    # --- what follows a count -------------------------------------------------------------------

    def selected(self, column: int, count: Count) -> Count:
        if not self.at("by", "among", "within"):
            return count
        measures: set[str] = set()
        levels: set[str] = set()
        tests: dict[_Test, None] = {}
        while self.at("by", "among", "within"):
            word = self.take().text
            if word == "by":
                measures.add(self.name("a measure"))
            elif word == "within":
                levels.add(self.name("the trait of an outer group"))
            else:
                tests |= dict.fromkeys(self.selector())
        measure, level = self.only(column, "measure", measures), self.only(column, "level", levels)
        selection = Selection(measure, tuple(tests), level)
        return self.built(column, self.make.selected, count, selection)

    def only(self, column: int, what: str, found: set[str]) -> str | None:
        if len(found) > 1:
            given = " and ".join(sorted(found))[:80]
            self.refuse(column, f"two-{what}s", f"a count must have one {what}", given=given)
        return next(iter(found), None)

    def selector(self) -> list[_Test]:
        if not self.skip("("):
            return [self.test()]
        tests = [self.test()]
        while self.skip("and"):
            tests.append(self.test())
        if self.at("="):
            self.not_is(self.token.column)
        self.expect(")")
        return tests

    def not_is(self, column: int) -> Never:
        """Refuse the ``=`` between a trait and its value."""
        rule, fix = "must be 'is' between a trait and its value", "write is, as in: among sector is women"
        self.refuse(column, "unexpected", rule, given="'='", expected="'is'", fix=fix)

    def test(self) -> _Test:
        negated = self.skip("not")
        name = self.name("a trait or flag")
        if self.skip("is"):
            return name, (self.value(),), negated
        if self.skip("in"):
            return name, tuple(self.values()), negated
        self.equated = self.token.column if self.at("=") else 0
        return name, (), negated

    def values(self) -> list[str]:
        self.expect("(")
        found = [self.value()]
        while self.skip(","):
            found.append(self.value())
        self.expect(")")
        return found

    def value(self) -> str:
        if self.token.kind == "number":
            return self.take().text
        return self.name("a value")

    def name(self, what: str) -> str:
        token = self.token
        if token.kind == "quoted":
            return composed(self.take().text)
        if token.kind != "name":
            self.unexpected(what)
        if token.text in KEYWORDS or token.text in WORDS:
            rule = f"must be {what}, and is a word of the grammar"
            fix = f"quote it: '{token.text}'"
            self.refuse(token.column, "keyword", rule, given=token.shown, expected=what, fix=fix)
        return composed(self.take().text)


def _nearest(word: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only errors need it

    if word in KEYWORDS or word in WORDS:
        return ""
    known = sorted({*KEYWORDS, *WORDS})
    return next(iter(get_close_matches(word.casefold()[:40], known, 1)), "")
