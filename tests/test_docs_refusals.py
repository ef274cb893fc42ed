"""The page of refusals lists every ground that can be spoken, and no other, each once."""

import re
from collections import Counter
from pathlib import Path
from typing import Final

from consultgov.wording.english.grounds import GROUNDS

PAGE: Final = Path(__file__).parents[1] / "docs" / "reference" / "refusals.md"
ROW: Final = re.compile(r"^\| `([a-z-]+)` \| [^|]+ \| [^|]+ \|$", re.MULTILINE)


def listed(page: str) -> Counter[str]:
    """The codes of a page's tables, and how often each is there."""
    return Counter(ROW.findall(page))


def test_every_ground_is_on_the_page_and_every_code_on_the_page_is_a_ground() -> None:
    on_the_page = listed(PAGE.read_text("utf-8"))
    assert {
        "missing": GROUNDS.keys() - on_the_page.keys(),
        "unknown": on_the_page.keys() - GROUNDS.keys(),
    } == {
        "missing": set(),
        "unknown": set(),
    }
    assert [code for code, number in on_the_page.items() if number > 1] == []


def test_only_rows_with_a_meaning_and_somebody_who_returns_it_are_read() -> None:
    page = """
| code | meaning | returned by |
| --- | --- | --- |
| `one` | meaning | `Poll.check` |
| `two` | no third cell |
a `three` in the text
"""
    assert listed(page) == {"one": 1}
