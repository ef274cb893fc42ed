"""The statutory rules as data: what adopts, the quorum, and the clause each stands in.

Laws in force are quoted in the words that matter, the figure and its base. What is not here: terms of
office, notice periods, and how often a body must meet; they are not polls.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from consultgov import Clause, DecisionRule
from consultgov.decisions.following import FollowUp, Guard
from consultgov.matters import Competence, Row, Table
from consultgov.voting import CoolingOff, Deemed, ProxyRule

NEW: Final = "2026-01-01"
"""The day on which the laws on villagers' and residents' committees, as amended in 2025, came into force."""

CODE: Final = "2021-01-01"
"""The day on which the civil code came into force."""

VILLAGES: Final = "村民委员会组织法（2025年修正）"
RESIDENTS: Final = "城市居民委员会组织法（2025年修订）"
RESIDENTS_2018: Final = "城市居民委员会组织法（2018年修正）"
COMPANIES: Final = "公司法（2023年修订）"
COLLECTIVES: Final = "农村集体经济组织法"

# --- owners ---------------------------------------------------------------------------------------

TAKE_PART: Final = "ballots >= 2/3 of members and ballots by 面积 >= 2/3 of members by 面积"
OLD_SOURCE: Final = "物业管理条例（2018年修订）第十二条"

OWNERS_ORDINARY: Final = DecisionRule(
    quorum=TAKE_PART,
    adopts="yes > 1/2 of ballots and yes by 面积 > 1/2 of ballots by 面积",
    clause=Clause("民法典第二百七十八条", "参与表决人数过半数", CODE),
)
OWNERS_SPECIAL: Final = DecisionRule(
    quorum=TAKE_PART,
    adopts="yes >= 3/4 of ballots and yes by 面积 >= 3/4 of ballots by 面积",
    clause=Clause("民法典第二百七十八条", "四分之三以上", CODE),
)
OWNERS_BUSINESS: Final = DecisionRule(
    adopts="yes among 有利害关系 >= 100% of members among 有利害关系",
    clause=Clause("民法典第二百七十九条", "有利害关系的业主一致同意", CODE),
)
OWNERS_2018: Final = DecisionRule(
    quorum="ballots > 1/2 of members and ballots by 面积 > 1/2 of members by 面积",
    adopts="yes > 1/2 of members and yes by 面积 > 1/2 of members by 面积",
    clause=Clause(OLD_SOURCE, "占总人数过半数", valid_to=CODE),
)
OWNERS_2018_SPECIAL: Final = DecisionRule(
    quorum="ballots > 1/2 of members and ballots by 面积 > 1/2 of members by 面积",
    adopts="yes >= 2/3 of members and yes by 面积 >= 2/3 of members by 面积",
    clause=Clause(OLD_SOURCE, "占总人数2/3以上", valid_to=CODE),
)
FOLLOW_THE_MAJORITY: Final = Deemed(
    "majority",
    when="(yes > 1/2 of members and yes by 面积 > 1/2 of members by 面积)"
    " or (no > 1/2 of members and no by 面积 > 1/2 of members by 面积)",
)
"""浙江省物业管理条例（2009年）第十四条前: silent owners follow more than half of all."""

OWNERS_TABLE: Final = Table(
    [
        Row({"facts.住宅改经营": True}, OWNERS_BUSINESS, OWNERS_BUSINESS.clause),
        Row({"facts.项": {"at_least": 6, "at_most": 8}}, OWNERS_SPECIAL, OWNERS_SPECIAL.clause),
        Row({"facts.项": [1, 2, 3, 4, 5, 9]}, OWNERS_ORDINARY, OWNERS_ORDINARY.clause),
    ]
)
"""Which rule an item of article 278 is decided by; houses turned to business come first."""

ANNOUNCED: Final = Table(
    [
        Row(
            {"facts.已公告": False},
            Competence.REFUSE,
            Clause("北京市物业管理条例、杭州市物业管理条例"),
            reason="not-announced",
        )
    ],
    default=Competence.DECIDE,
)
"""北京, 杭州: only what was announced may be voted on."""

COMMITTEE_BEIJING: Final = DecisionRule(
    quorum="present > 1/2 of members",
    adopts="yes > 1/2 of members",
    clause=Clause("北京市物业管理条例第四十五条", "过半数"),
)
COMMITTEE_HANGZHOU: Final = DecisionRule(
    quorum="present > 1/2 of members",
    adopts="yes > 1/2 of members",
    clause=Clause("杭州市物业管理条例第二十九条", "过半数"),
)
COMMITTEE_ZHOUSHAN: Final = DecisionRule(
    quorum="present >= 1/2 of members",
    adopts="yes >= 1/2 of members",
    clause=Clause("舟山市物业管理条例第二十三条", "半数以上"),
)
COMMITTEE_SHAOXING: Final = DecisionRule(
    quorum="present >= 1/2 of members",
    adopts="yes >= 1/2 of members",
    clause=Clause("绍兴市物业管理条例", "半数以上"),
)
MANAGEMENT_COMMITTEE: Final = DecisionRule(
    quorum="present > 1/2 of members and present among 业主 > 1/2 of members among 业主",
    adopts="yes > 1/2 of members",
    clause=Clause("北京市物业管理条例第五十七条", "过半数"),
)

# --- villages -------------------------------------------------------------------------------------

VILLAGERS: Final = DecisionRule(
    quorum="present among 村民 > 1/2 of members among 村民"
    " or present among 户的代表 >= 2/3 of members among 户的代表",
    adopts="yes > 1/2 of present",
    clause=Clause(f"{VILLAGES}第二十六条", "到会人员的过半数", NEW),
)
VILLAGE_REPRESENTATIVES: Final = DecisionRule(
    quorum="present >= 2/3 of members",
    adopts="yes > 1/2 of present",
    clause=Clause(f"{VILLAGES}第三十条", "三分之二以上的组成人员", NEW),
)
VILLAGE_GROUP: Final = DecisionRule(
    quorum="present among 村民 >= 2/3 of members among 村民"
    " or present among 户的代表 >= 2/3 of members among 户的代表",
    adopts="yes > 1/2 of present",
    clause=Clause(f"{VILLAGES}第三十二条", "三分之二以上", NEW),
)
VILLAGE_RECALL: Final = DecisionRule(
    quorum="ballots > 1/2 of members",
    adopts="yes > 1/2 of ballots",
    clause=Clause(f"{VILLAGES}第十九条", "过半数", NEW),
    guards=[Guard("given 在任", FollowUp("nothing"), Clause(f"{VILLAGES}第二十条", valid_from=NEW))],
)
"""A recall is of somebody in office: once her resignation is accepted there is nothing to vote on."""

LAND: Final = DecisionRule(
    adopts="yes >= 2/3 of members",
    clause=Clause("农村土地承包法第二十八条", "三分之二以上成员或者三分之二以上村民代表的同意", "2019-01-01"),
)
"""Of the members of the villagers' meeting, or of the representatives, whichever body takes the vote."""

# --- residents ------------------------------------------------------------------------------------

RESIDENTS_MEETING: Final = DecisionRule(
    quorum="present among 居民 > 1/2 of members among 居民"
    " or present among 户的代表 > 1/2 of members among 户的代表",
    adopts="yes > 1/2 of present",
    clause=Clause(f"{RESIDENTS}第二十七条", "过半数", NEW),
)
RESIDENTS_REPRESENTATIVES: Final = DecisionRule(
    quorum="present >= 2/3 of members",
    adopts="yes > 1/2 of present",
    clause=Clause(f"{RESIDENTS}第二十九条", "到会组成人员的过半数", NEW),
)
RECALL_BY_VOTERS: Final = DecisionRule(
    quorum="ballots > 1/2 of members",
    adopts="yes > 1/2 of ballots",
    clause=Clause(f"{RESIDENTS}第二十条", "过半数", NEW),
)
"""By the voters, or by the representatives of households: as they were elected."""

RECALL_BY_REPRESENTATIVES: Final = DecisionRule(
    quorum="ballots > 2/3 of members",
    adopts="yes > 1/2 of ballots",
    clause=Clause(f"{RESIDENTS}第二十条", "超过三分之二", NEW),
)
STUDIED_FIRST: Final = DecisionRule(
    quorum="present >= 2/3 of members",
    adopts="yes > 1/2 of present",
    clause=RESIDENTS_REPRESENTATIVES.clause,
    guards=[
        Guard(
            "given 已经研究讨论",
            FollowUp("consult_again", to="社区党组织"),
            Clause(f"{RESIDENTS}第三十条", "应当先经社区党组织研究讨论", NEW),
        )
    ],
)
STUDY_TABLE: Final = Table(
    [
        Row(
            {"facts.重要": True, "facts.已经研究讨论": False},
            Competence.CONSULT,
            Clause(f"{RESIDENTS}第三十条", "应当先经社区党组织研究讨论", NEW),
            reason="应当先经社区党组织研究讨论",
        )
    ],
    default=Competence.DECIDE,
)

# --- congresses, standing committees, the Party -----------------------------------------------------

CONGRESS: Final = DecisionRule(
    quorum="present >= 2/3 of members",
    adopts="yes > 1/2 of members",
    clause=Clause("全国人民代表大会议事规则第四条、第五十九条", "全体代表的过半数"),
)
LOCAL_CONGRESS: Final = DecisionRule(
    quorum="present >= 2/3 of members",
    adopts="yes > 1/2 of members",
    clause=Clause("地方各级人民代表大会和地方各级人民政府组织法第二十五条", "全体代表的过半数"),
)
AMENDMENT: Final = DecisionRule(
    quorum="present >= 2/3 of members",
    adopts="yes >= 2/3 of members",
    clause=Clause("宪法第六十四条", "全体代表的三分之二以上的多数"),
)
STANDING_COMMITTEE: Final = DecisionRule(
    quorum="present > 1/2 of members",
    adopts="yes > 1/2 of members",
    clause=Clause("全国人民代表大会常务委员会议事规则第七条、第四十五条", "全体组成人员的过半数"),
)
PARTY_BRANCH: Final = DecisionRule(
    quorum="participating >= 1/2 of entitled",
    adopts="yes > 1/2 of entitled",
    clause=Clause("中国共产党支部工作条例（试行）", "超过应到会有表决权的党员的半数"),
)
PARTY_STEP: Final = DecisionRule(
    quorum="present >= 2/3 of members",
    adopts="yes >= 1/2 of members",
    clause=Clause("四议两公开工作法：党员大会审议", "应到会半数以上"),
)

# --- collectives, co-operatives, academies ----------------------------------------------------------

COLLECTIVE: Final = DecisionRule(
    quorum="present >= 2/3 of members",
    adopts="yes >= 2/3 of members",
    clause=Clause(f"{COLLECTIVES}第二十七条", "三分之二以上", "2025-05-01"),
)
COLLECTIVE_COUNCIL: Final = DecisionRule(
    quorum="present >= 2/3 of members",
    adopts="yes > 1/2 of members",
    clause=Clause(f"{COLLECTIVES}第三十一条", "过半数", "2025-05-01"),
)
RESERVED: Final = Table(
    [
        Row(
            {"facts.项": [1, 3, 8, 10, 12]},
            Competence.DECIDE,
            Clause(f"{COLLECTIVES}第二十八条", valid_from="2025-05-01"),
        )
    ],
    default=Competence.DELEGATE,
)
"""What the members' assembly must decide itself; all else it may hand to its representatives' assembly."""

COOPERATIVE: Final = DecisionRule(
    quorum="present >= 2/3 of members",
    adopts="yes by 表决权 > 1/2 of members by 表决权",
    clause=Clause("农民专业合作社法第三十条", "表决权总数过半数", "2018-07-01"),
)
COOPERATIVE_CHARTER: Final = DecisionRule(
    quorum="present >= 2/3 of members",
    adopts="yes by 表决权 >= 2/3 of members by 表决权",
    clause=Clause("农民专业合作社法第三十条", "三分之二以上", "2018-07-01"),
)
DEGREES: Final = DecisionRule(
    quorum="present >= 2/3 of members",
    adopts="yes > 1/2 of members",
    clause=Clause("学位法第十条", "过半数", "2025-01-01"),
)
THESIS: Final = DecisionRule(
    adopts="yes >= 2/3 of members",
    clause=Clause("学位法第二十六条", "三分之二以上", "2025-01-01"),
)
ASSOCIATION_COUNCIL: Final = DecisionRule(
    quorum="present >= 2/3 of members",
    adopts="yes >= 2/3 of present",
    clause=Clause("社会团体章程示范文本：理事会", "三分之二以上"),
)

# --- boards and creditors ---------------------------------------------------------------------------

BOARD: Final = DecisionRule(
    quorum="present > 1/2 of members",
    adopts="yes > 1/2 of members",
    clause=Clause(f"{COMPANIES}第七十三条、第一百二十四条", "全体董事的过半数", "2024-07-01"),
)
RELATED: Final = Clause(f"{COMPANIES}第一百三十九条", "无关联关系董事", "2024-07-01")
UNRELATED_BOARD: Final = DecisionRule(
    quorum="participating > 1/2 of entitled",
    adopts="yes > 1/2 of entitled",
    clause=RELATED,
    guards=[Guard("participating >= 3", FollowUp("refer_up", to="股东会"), RELATED)],
)
CREDITORS: Final = DecisionRule(
    adopts="yes > 1/2 of participating and yes by 债权额 >= 1/2 of members by 债权额",
    clause=Clause("企业破产法第六十四条", "二分之一以上", "2007-06-01"),
)
PLAN: Final = DecisionRule(
    adopts="each 债权组: (yes > 1/2 of participating and yes by 债权额 >= 2/3 of members by 债权额)",
    clause=Clause("企业破产法第八十四条", "三分之二以上", "2007-06-01"),
    follows={"rejected": FollowUp("consult_again", to="未通过的表决组")},
)
SETTLEMENT: Final = DecisionRule(
    adopts="yes > 1/2 of participating and yes by 债权额 >= 2/3 of members by 债权额",
    clause=Clause("企业破产法第九十七条", "三分之二以上", "2007-06-01"),
)

# --- consultation -----------------------------------------------------------------------------------

CONSULTATION: Final = DecisionRule(
    adopts="yes >= 80% of members",
    clause=Clause("社区协商委员会工作制度：协商讨论制度", "80%以上成员同意"),
)
CONSULTATION_PRESENT: Final = DecisionRule(
    adopts="yes >= 80% of present", clause=Clause("社区协商委员会议事规则", "到会成员80%以上同意")
)
CONSULTATION_SEATS: Final = DecisionRule(
    adopts="yes >= 80% of seats", clause=Clause("社区协商委员会议事规则", "应设席位80%以上同意")
)
CONSULTATION_MORE: Final = DecisionRule(
    adopts="yes > 80% of members", clause=Clause("社区协商委员会议事规则", "超过80%的成员同意")
)

UP: Final = FollowUp("refer_up", to="区人民政府")
CONFERENCE: Final = Clause("联席会议议事规则", "根据议题的性质和紧急程度")
UNANIMITY: Final = DecisionRule(adopts="yes = present", clause=CONFERENCE, follows={"rejected": UP})
MAJORITY: Final = DecisionRule(adopts="yes > 1/2 of present", clause=CONFERENCE, follows={"rejected": UP})
TWO_THIRDS: Final = DecisionRule(adopts="yes >= 2/3 of present", clause=CONFERENCE, follows={"rejected": UP})
CONSENSUS: Final = DecisionRule(
    adopts="no = 0", silence_adopts=True, clause=CONFERENCE, follows={"rejected": UP}
)
CONFERENCE_TABLE: Final = Table(
    [
        Row({"kind": "安全", "urgency": "紧急"}, MAJORITY, CONFERENCE),
        Row({"kind": ["安全", "经费"]}, TWO_THIRDS, CONFERENCE),
        Row({"kind": "解散"}, UNANIMITY, CONFERENCE),
    ],
    default=CONSENSUS,
)
"""The rule of a joint conference by the nature and the urgency of the item: without a row, consensus."""

# --- petitions --------------------------------------------------------------------------------------


def routes(clause: Clause, **shares: str) -> DecisionRule:
    """A petition that is carried once one of several registers has signed up to its share."""
    parts = (f"yes among {who} >= {share} of members among {who}" for who, share in shares.items())
    return DecisionRule(adopts=" or ".join(parts), clause=clause)


PETITIONS: Final = MappingProxyType(
    {
        "villagers' meeting": routes(
            Clause(f"{VILLAGES}第二十五条", "十分之一以上", NEW), 村民="1/10", 村民代表="1/3"
        ),
        "village representatives": routes(Clause(f"{VILLAGES}第三十条", "五分之一以上", NEW), 村民代表="1/5"),
        "village recall": routes(
            Clause(f"{VILLAGES}第十九条", "五分之一以上", NEW), 选民="1/5", 村民代表="1/3"
        ),
        "residents' meeting": routes(
            Clause(f"{RESIDENTS}第二十六条", "十分之一以上", NEW),
            居民="1/10",
            户的代表="1/10",
            居民代表="1/3",
        ),
        "residents' representatives": routes(
            Clause(f"{RESIDENTS}第二十九条", "五分之一以上", NEW), 居民代表="1/5"
        ),
        "residents' recall": routes(
            Clause(f"{RESIDENTS}第二十条", "十分之一以上", NEW),
            选民="1/10",
            户的代表="1/10",
            居民代表="1/3",
        ),
        "residents' meeting 2018": routes(
            Clause(f"{RESIDENTS_2018}第十条", "五分之一以上", valid_to=NEW),
            居民="1/5",
            户的代表="1/5",
            居民小组="1/3",
        ),
        "owners' meeting": DecisionRule(
            adopts="yes >= 20% of members", clause=Clause("物业管理条例（2018年修订）第十三条", "20%以上")
        ),
        "owners' committee": DecisionRule(
            adopts="yes >= 1/3 of members", clause=Clause("北京市物业管理条例第四十五条", "三分之一以上")
        ),
        "constitution": DecisionRule(
            adopts="given 常委会提议 or yes >= 1/5 of members",
            clause=Clause("宪法第六十四条", "五分之一以上的全国人民代表大会代表提议"),
        ),
    }
)
ONE_YEAR: Final = CoolingOff(years=1, clause=Clause("浙江省村民委员会选举办法第三十六条"))

# --- proxies ----------------------------------------------------------------------------------------

PROXIES_OF_RESIDENTS: Final = ProxyRule(limit=3, clause=Clause(f"{RESIDENTS}第十九条", "不得超过三人", NEW))
PROXIES_OF_VILLAGERS: Final = ProxyRule(limit=3, clause=Clause(f"{VILLAGES}第十八条", "不得超过三人", NEW))
NO_PROXIES_OF_REPRESENTATIVES: Final = ProxyRule(
    allowed=False, clause=Clause(f"{RESIDENTS}第十九条", valid_from=NEW)
)
NO_PROXIES_OF_COMMITTEES: Final = ProxyRule(allowed=False, clause=Clause("北京市物业管理条例第四十五条"))
PROXIES_OF_COLLECTIVES: Final = ProxyRule(
    same=["户"], clause=Clause(f"{COLLECTIVES}第二十七条", valid_from="2025-05-01")
)
