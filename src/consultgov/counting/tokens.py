"""The words, names, numbers and signs of rule text, one at a time and in one pass."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from consultgov.counting.items import MAX_SIZE
from consultgov.counting.names import MAX_NAME, NAME_RULE, is_name_character
from consultgov.errors import Fault, RuleTextError
from consultgov.shares import MAX_DIGITS

__all__ = ["MAX_TEXT", "Token", "Tokens", "refusal"]

MAX_TEXT: Final = 2_000 * MAX_SIZE
"""The most characters that rule text may have: enough for the longest rule with the longest names."""

_TWINS: Final = str.maketrans("（），：％＞＜＝＋－／", "(),:%><=+-/")
_SPACES: Final = re.compile("[ \t\r\n\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]*")
_SIGNS: Final = {"≥": ">=", "≤": "<="}
_PAIRS: Final = frozenset({">=", "<=", "==", "!=", "=>", "<>"})
_SINGLES: Final = frozenset("(),:%></=+-")
_DIGITS: Final = frozenset("0123456789")


class Token(NamedTuple):
    """A piece of rule text: its kind (``name``, ``quoted``, ``number``, ``sign``, ``end``) and place."""

    kind: str
    text: str
    column: int

    @property
    def shown(self) -> str:
        """The token as an error shows it."""
        return "the end of the text" if self.kind == "end" else repr(self.text[:40])


def refusal(
    text: str,
    column: int,
    code: str,
    rule: str,
    *,
    given: str = "",
    expected: str = "",
    fix: str = "",
    suggestion: str = "",
) -> RuleTextError:
    """The error of the parser: what is wrong at a column of the text, and the mend."""
    fault = Fault(code, f"column {column}", rule, given, fix)
    return RuleTextError(fault, text, column, expected, suggestion)


class Tokens:
    """Reads one token after another; nothing is read twice, and nothing before it is needed."""

    __slots__ = ("_place", "_text", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self._text = source.translate(_TWINS)
        self._place = 0

    def next(self) -> Token:
        """The next token; at the end, and ever after, the token of kind ``end``."""
        text, place = self._text, self._place
        space = _SPACES.match(text, place)
        place = space.end() if space else place
        if place == len(text):
            self._place = place
            return Token("end", "", place + 1)
        character = text[place]
        if character in _DIGITS:
            return self._number(place)
        if character == "'":
            return self._quoted(place)
        if is_name_character(character):
            return self._name(place, place)
        return self._sign(place)

    def _token(self, kind: str, start: int, end: int) -> Token:
        self._place = end
        return Token(kind, self._text[start:end], start + 1)

    def _run(self, place: int, belongs: Callable[[str], bool], most: int) -> int:
        """Where the characters that belong together end, looked at up to one more than allowed."""
        text = self._text
        end = min(len(text), place + most + 1)
        while place < end and belongs(text[place]):
            place += 1
        return place

    def _name(self, start: int, place: int) -> Token:
        end = self._run(place, is_name_character, MAX_NAME)
        self._check_name(start, end - start, MAX_NAME)
        return self._token("name", start, end)

    def _check_name(self, start: int, length: int, most: int) -> None:
        if length > most:
            given = repr(self.source[start : start + MAX_NAME])
            fix = "choose another name"
            raise refusal(
                self.source, start + 1, "bad-name", f"the name there {NAME_RULE}", given=given, fix=fix
            )

    def _number(self, start: int) -> Token:
        text = self._text
        end = self._run(start, _DIGITS.__contains__, MAX_DIGITS)
        if end - start <= MAX_DIGITS and end < len(text) and is_name_character(text[end]):
            return self._name(start, end)
        if text[end : end + 1] == "." and text[end + 1 : end + 2] in _DIGITS:
            end = self._run(end + 1, _DIGITS.__contains__, MAX_DIGITS)
        if end - start - text.count(".", start, end) > MAX_DIGITS:
            rule = f"must have at most {MAX_DIGITS} digits"
            raise refusal(self.source, start + 1, "too-long", f"the number there {rule}")
        return self._token("number", start, end)

    def _quoted(self, start: int) -> Token:
        text, end = self._text, start + 1
        while True:
            end = text.find("'", end)
            if end < 0:
                fix = "close the quote, and write a quote inside a name twice"
                raise refusal(self.source, start + 1, "open-quote", "the name there has no end", fix=fix)
            if text[end + 1 : end + 2] != "'":
                break
            end += 2
            self._check_name(start, end - start, 2 * MAX_NAME + 1)
        self._place = end + 1
        return Token("quoted", self.source[start + 1 : end].replace("''", "'"), start + 1)

    def _sign(self, start: int) -> Token:
        text = self._text
        if text[start] in _SIGNS:
            self._place = start + 1
            return Token("sign", _SIGNS[text[start]], start + 1)
        if text[start : start + 2] in _PAIRS:
            return self._token("sign", start, start + 2)
        if text[start] in _SINGLES:
            return self._token("sign", start, start + 1)
        rule = "a character there has no meaning in rule text"
        raise refusal(self.source, start + 1, "bad-character", rule, given=repr(text[start]))
