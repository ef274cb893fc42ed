"""The main job on real rules: a committee and a representatives' meeting decide, and say why.

Run it with ``make demo``. The committee is the eight-sector consultation committee of a community in Harbin,
whose rule is that at least 80 % of the members agree; the meeting is the residents' representatives' meeting
of articles 28 and 29 of the residents' committee law of 2025.
"""

from consultgov import Clause, Condition, Decision, DecisionRule, Elector, Tally

SECTORS = {
    "party": "社区党组织",
    "committee": "社区居民委员会",
    "supervisors": "居务监督委员会",
    "grid": "网格员",
    "residents": "居民",
    "women": "妇女",
    "units": "驻社区单位",
    "activists": "社区骨干",
}
NAMES = ["Zhang 张", "Li 李", "Wang 王", "Zhao 赵", "Chen 陈", "Liu 刘", "Yang 杨", "Huang 黄"]
COMMITTEE = [Elector(name, traits={"sector": sector}) for name, sector in zip(NAMES, SECTORS, strict=True)]

COMPOSITION = Condition.parse(f"each sector in ({', '.join(SECTORS)}): members = 1").under(
    Clause("“356协商议事”工作法，组建社区协商委员会", "每个方面推荐产生1人", valid_from="2021-12-25")
)
OPINION = DecisionRule(
    adopts="yes >= 80% of members",
    clause=Clause("“356协商议事”工作法，协商讨论制度", "80%以上成员同意", valid_from="2021-12-25"),
)
MEETING = DecisionRule(
    quorum="present >= 2/3 of members",
    adopts="yes > 1/2 of present",
    clause=Clause(
        "城市居民委员会组织法（2025年修订）第二十八条、第二十九条",
        "三分之二以上的组成人员参加方可召开；……经到会组成人员的过半数通过",
        valid_from="2026-01-01",
    ),
)


def heading(title: str) -> None:
    """Print a title with a line under it."""
    print(f"\n{title}\n{'-' * 78}")


def tell(decision: Decision) -> None:
    """Print a decision in both languages."""
    print(decision.explain("en"))
    print()
    print(decision.explain("zh"))


def committee_vote(title: str, against: list[str]) -> None:
    """Put a matter to the committee, where everyone is present and votes."""
    heading(title)
    ballots = {member.id: "no" if member.id in against else "yes" for member in COMMITTEE}
    print("Ballots 表决:", ", ".join(f"{name} {stance}" for name, stance in ballots.items()))
    print()
    tell(OPINION.decide(Tally.of(COMMITTEE, ballots)))


def meeting_vote(title: str, *, members: int, present: int, yes: int) -> None:
    """Put a matter to the representatives' meeting, of which only figures are known."""
    heading(title)
    print(f"Composition 组成人员: {members}; present 到会: {present}; in favour 赞成: {yes}")
    print()
    tell(MEETING.decide(Tally.totals(members=members, present=present, yes=yes)))


def main() -> None:
    """Print the committee, its roster, the ballots of three matters and the decisions."""
    heading("The community consultation committee 社区协商委员会")
    for member in COMMITTEE:
        sector = str(member.traits["sector"])
        print(f"  {member.id:<9} {sector:<12} {SECTORS[sector]}")
    composition = COMPOSITION.evaluate(Tally.of(COMMITTEE))
    print(f"\n{composition.explain('en')}\n{composition.explain('zh')}")
    committee_vote("Matter 1 议题一: benches in the courtyard 院内增设座椅", against=["Huang 黄"])
    committee_vote("Matter 2 议题二: paid parking 院内停车收费", against=["Yang 杨", "Huang 黄"])
    meeting_vote("Matter 3 议题三: the residents' pact 居民公约", members=66, present=43, yes=40)


if __name__ == "__main__":
    main()
