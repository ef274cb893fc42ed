"""The page of codes lists every code of a fault or finding that the source makes, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "errors.md"
SOURCE = ROOT / "src" / "consultgov"

MAKERS: Final = {"Fault": 0, "Finding": 0, "_fault": 0, "_refuse": 0, "refuse": 0, "refusal": 2}
METHODS: Final = {"refuse": 1}  # a method of the parser: its first argument is the column
CODE: Final = re.compile(r"[a-z]+(-[a-z]+)*")

# Codes that are put together where they are made. A new family has to be spelt out here.
FAMILIES: Final = {
    "*-not-met": {"comparison-not-met", "each-not-met", "given-not-met", "not-not-met", "or-not-met"},
    "*-twice": {"elector-twice", "vacant-seat-twice"},
    "missing-*": {"missing-trait", "missing-weight"},
    "two-*s": {"two-levels", "two-measures"},
    "unknown-*": {"unknown-present", "unknown-recused"},
}


def code_argument(call: ast.Call) -> ast.expr | None:
    """The argument of a call that makes a fault or finding which is its code."""
    match call.func:
        case ast.Name(name) if name in MAKERS:
            place = MAKERS[name]
        case ast.Attribute(attr=name) if name in METHODS:
            place = METHODS[name]
        case _:
            return None
    named = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
    return named[0] if named else call.args[place]


def spelled(code: ast.expr) -> str | None:
    """A code as the source spells it, ``*`` for what is put in; ``None`` where it is handed on."""
    match code:
        case ast.Constant(str(text)):
            return text
        case ast.JoinedStr(values):
            return "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in values)
        case _:
            return None


def made(source: str) -> set[str]:
    """Every code that a module makes, families as they are spelled."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    arguments = (code_argument(call) for call in calls)
    codes = (spelled(argument) for argument in arguments if argument is not None)
    return {code for code in codes if code is not None}


def made_anywhere() -> set[str]:
    return {code for module in SOURCE.rglob("*.py") for code in made(module.read_text("utf-8"))}


def documented(page: str) -> Iterator[str]:
    """The first cells of the tables that are headed ``code``."""
    heading = ""
    for line in page.splitlines():
        if not line.startswith("|"):
            heading = ""
        elif not heading:
            heading = line.split("|")[1].strip()
        elif heading == "code" and (found := re.match(r"\| `([^`]+)` \|", line)):
            yield found[1]


def test_every_code_is_documented_and_every_documented_code_is_made() -> None:
    codes = made_anywhere()
    families = {code for code in codes if "*" in code}
    assert families == FAMILIES.keys()
    spelt_out = (codes - families).union(*FAMILIES.values())
    on_the_page = set(documented(PAGE.read_text("utf-8")))
    assert {"missing on the page": spelt_out - on_the_page, "made nowhere": on_the_page - spelt_out} == {
        "missing on the page": set(),
        "made nowhere": set(),
    }


def test_codes_are_words_that_programs_can_rely_on() -> None:
    assert [code for code in made_anywhere() if "*" not in code and not CODE.fullmatch(code)] == []


def test_the_scan_finds_every_way_to_make_a_code() -> None:
    source = """
Fault("one", "subject", "rule")
Fault(subject="s", rule="r", code="two")
refuse("three", "subject", "rule")
refusal(text, 1, "four", "rule")
self.refuse(column, "five", "rule")
Finding(f"{part.code}-six", facts)
Fault(code, "handed on", "rule")
print("not-a-code")
"""
    assert made(source) == {"one", "two", "three", "four", "five", "*-six"}
