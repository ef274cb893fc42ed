"""What is decided, and what follows from its kind: which rule, which method, who takes part, who may decide.

A matter is a value with words and facts. Ordered tables select anything from it: a decision rule, a method
of voting, an electorate, whether the body may act at all. The first row that applies is the one, and a
selection says which rows were passed over and why.
"""

from __future__ import annotations

from consultgov.matters.competence import Competence, may_decide, may_delegate
from consultgov.matters.matter import Fact, Matter
from consultgov.matters.participation import Participants, participants
from consultgov.matters.tables import Row, Selection, Table

__all__ = [
    "Competence",
    "Fact",
    "Matter",
    "Participants",
    "Row",
    "Selection",
    "Table",
    "may_decide",
    "may_delegate",
    "participants",
]


def __dir__() -> list[str]:
    return __all__
