"""How the rule text writes names: bare where it can, quoted where it must."""

from __future__ import annotations

from typing import Final
from unicodedata import category, normalize

from consultgov.counting.stances import WORDS
from consultgov.errors import Fault, RuleError, shown

__all__ = [
    "KEYWORDS",
    "MAX_NAME",
    "NAME_RULE",
    "composed",
    "is_bare",
    "is_name_character",
    "name_of",
    "quoted",
    "spelled",
]

MAX_NAME: Final = 200
"""The most characters a name may have."""

NAME_RULE: Final = f"must be text of 1 to {MAX_NAME} characters without control or bidirectional characters"
"""What is asked of a name, as a fault says it."""

KEYWORDS: Final = frozenset(
    [
        "all",
        "among",
        "and",
        "blocs",
        "by",
        "down",
        "each",
        "given",
        "in",
        "is",
        "nearest",
        "not",
        "of",
        "or",
        "rounded",
        "times",
        "to",
        "up",
        "where",
        "within",
    ]
)
"""The words of the grammar beside the stances and bases."""

_REFUSED_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def is_name_character(character: str) -> bool:
    """Whether a bare name may hold the character: a letter of any script, its marks, a digit, ``_``."""
    return character == "_" or character.isalnum() or category(character)[0] == "M"


def name_of(value: object, what: str) -> str:
    """The name in NFC, or why it is none.

    Raises:
        RuleError: not text, empty, too long, or with control or bidirectional characters.
    """
    if not isinstance(value, str):
        raise RuleError(Fault("bad-name", what, NAME_RULE, shown(value), "give its name"))
    name = normalize("NFC", value[: MAX_NAME + 1])
    too_long = len(value) > MAX_NAME or len(name) > MAX_NAME
    if too_long or not name.strip() or not _REFUSED_CATEGORIES.isdisjoint(map(category, name)):
        raise RuleError(Fault("bad-name", what, NAME_RULE, repr(value[:MAX_NAME]), "choose another name"))
    return name


def composed(name: str) -> str:
    """A name in NFC; one that is too long to be one is left as it is."""
    return normalize("NFC", name) if len(name) <= MAX_NAME else name


def is_bare(name: str) -> bool:
    """Whether a name may stand without quotes."""
    known = name in KEYWORDS or name in WORDS
    return not known and not name.isdecimal() and all(map(is_name_character, name))


def quoted(name: str) -> str:
    """A name in quotes, with the quotes in it doubled.

    >>> quoted("people's choice")
    "'people''s choice'"
    """
    return "'" + name.replace("'", "''") + "'"


def spelled(name: str) -> str:
    """A name as the rule text writes it.

    >>> spelled("area"), spelled("floor area"), spelled("of")
    ('area', "'floor area'", "'of'")
    """
    return name if is_bare(name) else quoted(name)
