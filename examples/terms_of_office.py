"""Terms of office on real rules: when a term ends, who may serve again, and who has the chair this month.

Run it with ``make demo``. The committee is the eight-sector consultation committee of a community in Harbin:
three years in principle, and whoever served may be elected again. The limit of two terms in a row is another
body's, put beside it to show what it would change.
"""

import attrs

from consultgov import Clause, TermRule
from consultgov.terms import NoLimit, Rotation, Service, TermLimit

METHOD = "“356协商议事”工作法，组建社区协商委员会"
THREE_YEARS = Clause(METHOD, "原则上每3年为一个任期", strength="default")
AGAIN = Clause(METHOD, "可连任")
TWO_IN_A_ROW = Clause("章程（示例） example rules", "连续任职不得超过两届")

SECTORS = ["party 党组织", "committee 居委会", "supervisors 监督委员会", "grid 网格员"]

MEMBERS = TermRule(
    "3 years",
    office="member 委员",
    counting={"first_day": "not_counted"},
    renewal="anchored",
    limits=NoLimit(clause=AGAIN),
    clause=THREE_YEARS,
)
LIMITED = attrs.evolve(MEMBERS, limits=TermLimit(2, consecutive=True, after="term", clause=TWO_IN_A_ROW))


def main() -> None:
    """Print the terms, two answers on one history, and the chair by turns."""
    terms = MEMBERS.terms("2018-12-25", 3)
    for term in terms:
        print(f"Term {term.number} 第{term.number}届: {term.start} to {term.last_day}")
    served = [Service("member 委员", term.start, term.end) for term in terms[:2]]
    for rule in (MEMBERS, LIMITED):
        answer = rule.may_serve("li 李", served, terms[2].start)
        print()
        print(answer.explain())
        print(answer.explain("zh"))
    chair = Rotation(SECTORS, "1 month", "2026-01-01", of="seats")
    print()
    for turn in chair.schedule("2026-05-01", "2026-08-01"):
        print(f"Chair 轮值主任 {turn.start} to {turn.last_day}: {turn.place}")


if __name__ == "__main__":
    main()
