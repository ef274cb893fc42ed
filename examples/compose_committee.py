"""A committee on real rules: who makes it up, what is wrong on a day, who can fill its seats, and why nobody.

Run it with ``make demo``. The committee is the eight-sector consultation committee of a community in Harbin,
with one member from each sector, all of them part time. The names are made up, and so are the two rules on
employers and on women.
"""

from consultgov import Clause, Committee, Person, Roster, Sector
from consultgov.composition import Allotment, Impasse, Nominee, RequiredEngagement
from consultgov.people import Appointment, During

METHOD = "“356协商议事”工作法，组建社区协商委员会"
EACH = Clause(METHOD, "每个方面推荐产生1人", valid_from="2021-12-25")
PART_TIME = Clause(METHOD, "均为兼职", valid_from="2021-12-25")
SECTORS = [
    "party 党组织",
    "committee 居委会",
    "supervisors 监督委员会",
    "grid 网格员",
    "residents 居民",
    "women 妇女",
    "units 驻社区单位",
    "activists 骨干",
]
PARTY, COMMITTEE, SUPERVISORS, GRID, RESIDENTS, WOMEN, UNITS, ACTIVISTS = SECTORS
BODY = Committee(
    "consultation committee 社区协商委员会",
    [Sector(name, clause=EACH) for name in SECTORS],
    ["each employer: members <= 2", "members among sex is f >= 40% of members"],
    requires=RequiredEngagement(full_time=False, clause=PART_TIME),
)


def person(name: str, sex: str, employer: str | None, *sectors: str | During) -> Person:
    """Somebody on file."""
    return Person(name, traits={"sex": sex, "employer": employer}, sectors=sectors)


PEOPLE = [
    person("Zhang 张", "m", None, PARTY),
    person("Li 李", "f", "residents' committee", COMMITTEE),
    person("Wang 王", "m", "property company", SUPERVISORS),
    person("Zhao 赵", "f", "street office", During(GRID, end="2026-04-01")),
    person("Chen 陈", "m", None, RESIDENTS),
    person("Liu 刘", "f", "school", WOMEN, RESIDENTS),
    person("Yang 杨", "m", "property company", UNITS),
    person("Huang 黄", "f", None, ACTIVISTS),
]
GRID_WORKERS = [
    person("Sun 孙", "m", "street office", GRID),
    person("Ma 马", "f", "property company", GRID),
    person("Wu 吴", "f", "street office", GRID),
]
ZHOU = person("Zhou 周", "f", None, WOMEN, ACTIVISTS)
ROSTER = Roster(
    [*PEOPLE, *GRID_WORKERS, ZHOU],
    [
        Appointment(who.id, sector, "2024-03-01", "2027-03-01", full_time=False)
        for who, sector in zip(PEOPLE, SECTORS, strict=True)
    ],
)


def heading(title: str) -> None:
    """Print a title with a line under it."""
    print(f"\n{title}\n{'-' * 78}")


def review(title: str, roster: Roster, on: str) -> None:
    """Print what is wrong on a day, in both languages."""
    heading(title)
    for language in ("en", "zh"):
        for finding in BODY.review(roster, on=on):
            print(finding.explain(language))


def tell(title: str, found: Allotment | Impasse) -> None:
    """Print who takes which seat, or why nobody can, in both languages."""
    heading(title)
    print(found.explain("en"))
    print()
    print(found.explain("zh"))


def nominees(*people: Person) -> list[Nominee]:
    """People put forward, who would serve part time."""
    return [Nominee(who, full_time=False) for who in people]


def main() -> None:
    """Review the committee, fill a seat, and try to fill all of them anew."""
    review("One month after Zhao was moved 赵调离一个月后", ROSTER, "2026-05-01")
    vacant = ROSTER.leaving("Zhao 赵", "2026-05-10", why="change_of_post")
    tell("Who takes the seat? 由谁担任？", BODY.fill(nominees(*GRID_WORKERS), roster=vacant, on="2026-05-10"))
    again = [who for who in PEOPLE if who.id not in {"Zhao 赵", "Chen 陈", "Huang 黄"}]
    put_forward = nominees(*again, *GRID_WORKERS, ZHOU)
    renewed = BODY.fill(put_forward, roster=vacant, on="2027-03-01", renewal=True)
    tell("All seats anew 换届", renewed)


if __name__ == "__main__":
    main()
