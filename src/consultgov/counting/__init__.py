"""The algebra: stances, tallies, counts, conditions and their rule text.

The words of the rule text are here as counts, to build conditions in Python:

>>> from consultgov import Share
>>> from consultgov.counting import members, yes
>>> print(yes >= Share("80%").of(members))
yes >= 80% of members
"""

from consultgov.counting.algebra import (
    Condition,
    Count,
    blocs,
    each,
    fact,
    given,
    label,
    times,
    word,
)
from consultgov.counting.stances import Stance
from consultgov.counting.streams import Ballot
from consultgov.counting.tallies import Tally

__all__ = [
    "Ballot",
    "Condition",
    "Count",
    "Stance",
    "Tally",
    "absent",
    "abstain",
    "ballots",
    "blocs",
    "decisive",
    "each",
    "entitled",
    "fact",
    "given",
    "invalid",
    "label",
    "members",
    "no",
    "participating",
    "present",
    "recused",
    "recused_absent",
    "seats",
    "silent",
    "times",
    "vacant",
    "valid",
    "yes",
]

yes = word("yes")
no = word("no")
abstain = word("abstain")
invalid = word("invalid")
silent = word("silent")
absent = word("absent")
recused = word("recused")
recused_absent = word("recused_absent")
vacant = word("vacant")
decisive = word("decisive")
valid = word("valid")
ballots = word("ballots")
participating = word("participating")
entitled = word("entitled")
members = word("members")
seats = word("seats")
present = word("present")
