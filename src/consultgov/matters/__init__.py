"""What is decided, and what follows from its kind: which rule, which method, who takes part, who may decide.

A matter is a value with words and facts. Ordered tables select anything from it: a decision rule, a method
of voting, an electorate, whether the body may act at all. The first row that applies is the one, and a
selection says which rows were passed over and why.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consultgov.matters.competence import Competence, may_decide, may_delegate
    from consultgov.matters.matter import Fact, Matter
    from consultgov.matters.participation import Participants, participants
    from consultgov.matters.tables import Row, Selection, Table
else:
    from consultgov.loading import on_demand

    __getattr__ = on_demand(
        __name__,
        {
            "competence": ("Competence", "may_decide", "may_delegate"),
            "matter": ("Fact", "Matter"),
            "participation": ("Participants", "participants"),
            "tables": ("Row", "Selection", "Table"),
        },
    )

    def __dir__() -> list[str]:
        return __all__


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
