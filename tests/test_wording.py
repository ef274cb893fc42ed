"""The sentences of verdicts, decisions and findings, in English and in Chinese, word for word.

Each table is one idea. Sentences may be improved in any release; a change here is meant to be read.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from consultgov import (
    Clause,
    Condition,
    Decision,
    DecisionRule,
    Elector,
    Finding,
    Strength,
    Tally,
    Verdict,
    wording,
)
from consultgov.errors import RecordError
from consultgov.wording.chinese.grounds import answer as chinese_answer
from consultgov.wording.chinese.grounds import ground as chinese_ground
from consultgov.wording.english.grounds import answer as english_answer
from consultgov.wording.english.grounds import ground as english_ground


def sentences(told: Verdict | Decision | Finding) -> tuple[str, str]:
    """What is said in English and in Chinese."""
    return told.explain("en"), told.explain("zh")


def told(rule: str, english: str, chinese: str) -> ParameterSet:
    """A rule with what is said of it."""
    return pytest.param(rule, english, chinese, id=rule)


# ---------------------------------------------------------------- verdicts


NAMES = ["张", "李", "王", "赵", "陈", "刘", "杨", "黄"]
SECTORS = ["党组织", "居委会", "监委会", "网格员", "居民", "妇女", "单位", "骨干"]


def committee() -> list[Elector]:
    """Eight people with a sector, a gender, a floor area; every other one is a party member."""
    return [
        Elector(
            name,
            {"方面": sector, "性别": "女" if place % 2 else "男", "租户": place > 5},
            {"面积": "89.5"},
            {"党员"} if place % 2 else (),
        )
        for place, (name, sector) in enumerate(zip(NAMES, SECTORS, strict=True))
    ]


MEETING = Tally.totals(
    yes=5, no=2, abstain=1, invalid=1, silent=1, absent=2, recused=1, recused_absent=1, vacant=1
)
COMMITTEE = Tally.of(
    committee(),
    dict.fromkeys(NAMES[:5], "yes") | {"杨": "no", "黄": "abstain"},
    present=["刘"],
    given={"附议人": 3, "紧急": False, "已提前通知": True},
)
POLL = Tally.of(
    committee(),
    {"张": "满意", "李": "满意", "王": "基本满意", "赵": "不满意"},
    labels=["满意", "基本满意", "不满意"],
)
OWNERS = Tally.totals(
    by={
        "面积": {
            "yes": "12000",
            "no": "1000.5",
            "abstain": "6999.5",
            "ballots": "20000",
            "members": "30000.01",
        }
    }
)


FIGURES = [
    told(
        "yes >= 3",
        "5 votes in favour; at least 3 are needed: reached.",
        "赞成5票；须不少于3票：已达到。",
    ),
    told(
        "no >= 3",
        "2 votes against; at least 3 are needed: one short.",
        "反对2票；须不少于3票：差1票。",
    ),
    told(
        "abstain >= 3",
        "1 abstention; at least 3 are needed: 2 short.",
        "弃权1票；须不少于3票：差2票。",
    ),
    told(
        "invalid >= 3",
        "1 invalid ballot; at least 3 are needed: 2 short.",
        "无效票1张；须不少于3张：差2张。",
    ),
    told(
        "silent >= 3",
        "1 present without voting; at least 3 are needed: 2 short.",
        "到会未表决1人；须不少于3人：差2人。",
    ),
    told(
        "absent >= 3",
        "2 absent; at least 3 are needed: one short.",
        "缺席2人；须不少于3人：差1人。",
    ),
    told(
        "recused >= 3",
        "1 recused and present; at least 3 are needed: 2 short.",
        "回避且到会1人；须不少于3人：差2人。",
    ),
    told(
        "recused_absent >= 3",
        "1 recused and away; at least 3 are needed: 2 short.",
        "回避且未到会1人；须不少于3人：差2人。",
    ),
    told(
        "vacant >= 3",
        "1 vacant seat; at least 3 are needed: 2 short.",
        "空缺1席；须不少于3席：差2席。",
    ),
    told(
        "decisive >= 3",
        "7 votes for or against; at least 3 are needed: reached.",
        "赞成与反对合计7票；须不少于3票：已达到。",
    ),
    told(
        "valid >= 3",
        "8 valid ballots; at least 3 are needed: reached.",
        "有效票8张；须不少于3张：已达到。",
    ),
    told(
        "ballots >= 3",
        "9 ballots returned; at least 3 are needed: reached.",
        "收回9票；须不少于3票：已达到。",
    ),
    told(
        "participating >= 3",
        "10 entitled members present; at least 3 are needed: reached.",
        "到会且有表决权的成员10人；须不少于3人：已达到。",
    ),
    told(
        "entitled >= 3",
        "12 members entitled to vote; at least 3 are needed: reached.",
        "有表决权的成员12人；须不少于3人：已达到。",
    ),
    told(
        "members >= 3",
        "14 members; at least 3 are needed: reached.",
        "成员14人；须不少于3人：已达到。",
    ),
    told(
        "seats >= 3",
        "15 seats; at least 3 are needed: reached.",
        "席位15席；须不少于3席：已达到。",
    ),
    told(
        "present >= 3",
        "11 present; at least 3 are needed: reached.",
        "到会11人；须不少于3人：已达到。",
    ),
]


@pytest.mark.parametrize(("rule", "english", "chinese"), FIGURES)
def test_figures(rule: str, english: str, chinese: str) -> None:
    """What is counted, each in its own words."""
    assert sentences(Condition.parse(rule).evaluate(MEETING)) == (english, chinese)


BASES = [
    told(
        "yes > 1/2 of decisive",
        "5 votes in favour; more than 1/2 of the 7 votes for or against is needed, so 4: reached.",
        "赞成5票；须超过赞成与反对合计7票的半数（不含本数），即至少4票：已达到。",
    ),
    told(
        "yes > 1/2 of valid",
        "5 votes in favour; more than 1/2 of the 8 valid ballots is needed, so 5: reached.",
        "赞成5票；须超过8张有效票的半数（不含本数），即至少5票：已达到。",
    ),
    told(
        "yes > 1/2 of ballots",
        "5 votes in favour; more than 1/2 of the 9 ballots returned is needed, so 5: reached.",
        "赞成5票；须超过收回的9票的半数（不含本数），即至少5票：已达到。",
    ),
    told(
        "yes > 1/2 of participating",
        "5 votes in favour; more than 1/2 of the 10 entitled members present is needed, so 6: one short.",
        "赞成5票；须超过到会且有表决权的成员10人的半数（不含本数），即至少6票：差1票。",
    ),
    told(
        "yes > 1/2 of entitled",
        "5 votes in favour; more than 1/2 of the 12 members entitled to vote is needed, so 7: 2 short.",
        "赞成5票；须超过有表决权的成员12人的半数（不含本数），即至少7票：差2票。",
    ),
    told(
        "yes > 1/2 of members",
        "5 votes in favour; more than 1/2 of the 14 members is needed, so 8: 3 short.",
        "赞成5票；须超过全体成员14人的半数（不含本数），即至少8票：差3票。",
    ),
    told(
        "yes > 1/2 of seats",
        "5 votes in favour; more than 1/2 of the 15 seats is needed, so 8: 3 short.",
        "赞成5票；须超过全部席位15席的半数（不含本数），即至少8票：差3票。",
    ),
    told(
        "yes > 1/2 of present",
        "5 votes in favour; more than 1/2 of the 11 present is needed, so 6: one short.",
        "赞成5票；须超过到会11人的半数（不含本数），即至少6票：差1票。",
    ),
    told(
        "yes > 1/2 of yes",
        "5 votes in favour; more than 1/2 of the 5 votes in favour is needed, so 3: reached.",
        "赞成5票；须超过赞成的5票的半数（不含本数），即至少3票：已达到。",
    ),
    told(
        "no > 1/2 of no",
        "2 votes against; more than 1/2 of the 2 votes against is needed, so 2: reached.",
        "反对2票；须超过反对的2票的半数（不含本数），即至少2票：已达到。",
    ),
    told(
        "abstain >= 1/2 of abstain",
        "1 abstention; at least 1/2 of the 1 abstention is needed, which is 1: reached.",
        "弃权1票；须占弃权的1票的半数以上（含本数），即至少1票：已达到。",
    ),
    told(
        "invalid >= 1/2 of invalid",
        "1 invalid ballot; at least 1/2 of the 1 invalid ballot is needed, which is 1: reached.",
        "无效票1张；须占1张无效票的半数以上（含本数），即至少1张：已达到。",
    ),
    told(
        "silent >= 1/2 of silent",
        "1 present without voting; at least 1/2 of the 1 present without voting is needed, which "
        "is 1: reached.",
        "到会未表决1人；须占到会未表决的1人的半数以上（含本数），即至少1人：已达到。",
    ),
    told(
        "absent >= 1/2 of absent",
        "2 absent; at least 1/2 of the 2 absent is needed, which is 1: reached.",
        "缺席2人；须占缺席的2人的半数以上（含本数），即至少1人：已达到。",
    ),
    told(
        "recused >= 1/2 of recused",
        "1 recused and present; at least 1/2 of the 1 recused and present is needed, which is 1: reached.",
        "回避且到会1人；须占回避且到会的1人的半数以上（含本数），即至少1人：已达到。",
    ),
    told(
        "recused_absent >= 1/2 of recused_absent",
        "1 recused and away; at least 1/2 of the 1 recused and away is needed, which is 1: reached.",
        "回避且未到会1人；须占回避且未到会的1人的半数以上（含本数），即至少1人：已达到。",
    ),
    told(
        "vacant >= 1/2 of vacant",
        "1 vacant seat; at least 1/2 of the 1 vacant seat is needed, which is 1: reached.",
        "空缺1席；须占空缺的1席的半数以上（含本数），即至少1席：已达到。",
    ),
]


@pytest.mark.parametrize(("rule", "english", "chinese"), BASES)
def test_bases(rule: str, english: str, chinese: str) -> None:
    """What a share is taken of."""
    assert sentences(Condition.parse(rule).evaluate(MEETING)) == (english, chinese)


SHARES = [
    told(
        "yes >= 1/2 of members",
        "5 votes in favour; at least 1/2 of the 14 members is needed, which is 7: 2 short.",
        "赞成5票；须占全体成员14人的半数以上（含本数），即至少7票：差2票。",
    ),
    told(
        "yes >= 2/3 of members",
        "5 votes in favour; at least 2/3 of the 14 members is needed, which is 10: 5 short.",
        "赞成5票；须占全体成员14人的三分之二以上（含本数），即至少10票：差5票。",
    ),
    told(
        "yes >= 3/4 of members",
        "5 votes in favour; at least 3/4 of the 14 members is needed, which is 11: 6 short.",
        "赞成5票；须占全体成员14人的四分之三以上（含本数），即至少11票：差6票。",
    ),
    told(
        "yes >= 1/3 of members",
        "5 votes in favour; at least 1/3 of the 14 members is needed, which is 5: reached.",
        "赞成5票；须占全体成员14人的三分之一以上（含本数），即至少5票：已达到。",
    ),
    told(
        "yes >= 1/5 of members",
        "5 votes in favour; at least 20% of the 14 members is needed, which is 3: reached.",
        "赞成5票；须占全体成员14人的五分之一以上（含本数），即至少3票：已达到。",
    ),
    told(
        "yes >= 1/10 of members",
        "5 votes in favour; at least 10% of the 14 members is needed, which is 2: reached.",
        "赞成5票；须占全体成员14人的十分之一以上（含本数），即至少2票：已达到。",
    ),
    told(
        "yes >= 1/7 of members",
        "5 votes in favour; at least 1/7 of the 14 members is needed, which is 2: reached.",
        "赞成5票；须占全体成员14人的七分之一以上（含本数），即至少2票：已达到。",
    ),
    told(
        "yes >= 2/13 of members",
        "5 votes in favour; at least 2/13 of the 14 members is needed, which is 3: reached.",
        "赞成5票；须占全体成员14人的13分之2以上（含本数），即至少3票：已达到。",
    ),
    told(
        "yes >= 80% of members",
        "5 votes in favour; at least 80% of the 14 members is needed, which is 12: 7 short.",
        "赞成5票；须占全体成员14人的80%以上（含本数），即至少12票：差7票。",
    ),
    told(
        "yes >= 12.5% of members",
        "5 votes in favour; at least 12.5% of the 14 members is needed, which is 2: reached.",
        "赞成5票；须占全体成员14人的12.5%以上（含本数），即至少2票：已达到。",
    ),
    told(
        "yes >= 66.67% of members",
        "5 votes in favour; at least 66.67% of the 14 members is needed, which is 10: 5 short.",
        "赞成5票；须占全体成员14人的66.67%以上（含本数），即至少10票：差5票。",
    ),
    told(
        "yes >= 0% of members",
        "5 votes in favour; at least 0% of the 14 members is needed, which is 0: reached.",
        "赞成5票；须占全体成员14人的0%以上（含本数），即至少0票：已达到。",
    ),
    told(
        "yes >= 100% of members",
        "5 votes in favour; all of the 14 members are needed: 9 short.",
        "赞成5票；须为全体成员14人的全部，即14票：差9票。",
    ),
    told(
        "yes = 100% of members",
        "5 votes in favour; all of the 14 members are needed: 9 short.",
        "赞成5票；须为全体成员14人的全部，即14票：少9票。",
    ),
    told(
        "yes > 100% of members",
        "5 votes in favour; more than all of the 14 members is needed, so 15: 10 short.",
        "赞成5票；须超过全体成员14人的全部（不含本数），即至少15票：差10票。",
    ),
    told(
        "yes <= 100% of members",
        "5 votes in favour; at most all of the 14 members is allowed, so at most 14: kept.",
        "赞成5票；不得超过全体成员14人的全部（含本数），即至多14票：符合。",
    ),
    told(
        "yes > 0% of members",
        "5 votes in favour; more than 0% of the 14 members is needed, so 1: reached.",
        "赞成5票；须超过全体成员14人的0%（不含本数），即至少1票：已达到。",
    ),
]


@pytest.mark.parametrize(("rule", "english", "chinese"), SHARES)
def test_shares(rule: str, english: str, chinese: str) -> None:
    """How a share is called, with the figure that follows from it."""
    assert sentences(Condition.parse(rule).evaluate(MEETING)) == (english, chinese)


RELATIONS = [
    told(
        "yes >= 5",
        "5 votes in favour; at least 5 are needed: reached.",
        "赞成5票；须不少于5票：已达到。",
    ),
    told(
        "yes >= 6",
        "5 votes in favour; at least 6 are needed: one short.",
        "赞成5票；须不少于6票：差1票。",
    ),
    told(
        "yes > 4",
        "5 votes in favour; more than 4 are needed, so 5: reached.",
        "赞成5票；须多于4票，即至少5票：已达到。",
    ),
    told(
        "yes > 5",
        "5 votes in favour; more than 5 are needed, so 6: one short.",
        "赞成5票；须多于5票，即至少6票：差1票。",
    ),
    told(
        "yes <= 5",
        "5 votes in favour; at most 5 are allowed: kept.",
        "赞成5票；不得超过5票：符合。",
    ),
    told(
        "yes <= 4",
        "5 votes in favour; at most 4 are allowed: one too many.",
        "赞成5票；不得超过4票：超出1票。",
    ),
    told(
        "yes < 6",
        "5 votes in favour; fewer than 6 are allowed, so at most 5: kept.",
        "赞成5票；须少于6票，即至多5票：符合。",
    ),
    told(
        "yes < 5",
        "5 votes in favour; fewer than 5 are allowed, so at most 4: one too many.",
        "赞成5票；须少于5票，即至多4票：超出1票。",
    ),
    told(
        "yes = 5",
        "5 votes in favour; exactly 5 are needed: met.",
        "赞成5票；须恰为5票：符合。",
    ),
    told(
        "yes = 4",
        "5 votes in favour; exactly 4 are needed: one too many.",
        "赞成5票；须恰为4票：多1票。",
    ),
    told(
        "yes = 6",
        "5 votes in favour; exactly 6 are needed: one short.",
        "赞成5票；须恰为6票：少1票。",
    ),
    told(
        "yes = 0",
        "5 votes in favour; none is allowed: 5 too many.",
        "赞成5票；须为0票：多5票。",
    ),
    told(
        "abstain >= 1",
        "1 abstention; at least 1 is needed: reached.",
        "弃权1票；须不少于1票：已达到。",
    ),
    told(
        "abstain <= 0",
        "1 abstention; none is allowed: one too many.",
        "弃权1票；不得超过0票：超出1票。",
    ),
    told(
        "yes >= 2.5",
        "5 votes in favour; at least 2.5 are needed, which is 3: reached.",
        "赞成5票；须不少于2.5票，即至少3票：已达到。",
    ),
    told(
        "yes >= 1/2 of valid",
        "5 votes in favour; at least 1/2 of the 8 valid ballots is needed, which is 4: reached.",
        "赞成5票；须占8张有效票的半数以上（含本数），即至少4票：已达到。",
    ),
    told(
        "yes > 1/2 of valid",
        "5 votes in favour; more than 1/2 of the 8 valid ballots is needed, so 5: reached.",
        "赞成5票；须超过8张有效票的半数（不含本数），即至少5票：已达到。",
    ),
    told(
        "yes <= 1/2 of valid",
        "5 votes in favour; at most 1/2 of the 8 valid ballots is allowed, so at most 4: one too many.",
        "赞成5票；不得超过8张有效票的半数（含本数），即至多4票：超出1票。",
    ),
    told(
        "yes < 1/2 of valid",
        "5 votes in favour; less than 1/2 of the 8 valid ballots is allowed, so at most 3: 2 too many.",
        "赞成5票；须不足8张有效票的半数（不含本数），即至多3票：超出2票。",
    ),
    told(
        "yes = 1/2 of valid",
        "5 votes in favour; exactly 1/2 of the 8 valid ballots is needed, which is 4: one too many.",
        "赞成5票；须恰为8张有效票的半数，即4票：多1票。",
    ),
    told(
        "yes = 1/2 of decisive",
        "5 votes in favour; exactly 1/2 of the 7 votes for or against is needed: not met.",
        "赞成5票；须恰为赞成与反对合计7票的半数：不符合。",
    ),
]


@pytest.mark.parametrize(("rule", "english", "chinese"), RELATIONS)
def test_relations(rule: str, english: str, chinese: str) -> None:
    """以上 and 以下 include the figure, 超过 and 不足 do not."""
    assert sentences(Condition.parse(rule).evaluate(MEETING)) == (english, chinese)


COUNTS = [
    told(
        "yes > no",
        "5 votes in favour; more than the 2 votes against are needed, so 3: reached.",
        "赞成5票；须多于反对票数（2票），即至少3票：已达到。",
    ),
    told(
        "yes >= no",
        "5 votes in favour; at least as many as the 2 votes against are needed: reached.",
        "赞成5票；须不少于反对票数（2票）：已达到。",
    ),
    told(
        "yes = no",
        "5 votes in favour; as many as the 2 votes against are needed: 3 too many.",
        "赞成5票；须等于反对票数（2票）：多3票。",
    ),
    told(
        "yes <= no",
        "5 votes in favour; at most as many as the 2 votes against are allowed: 3 too many.",
        "赞成5票；不得超过反对票数（2票）：超出3票。",
    ),
    told(
        "yes < no",
        "5 votes in favour; fewer than the 2 votes against are allowed, so at most 1: 4 too many.",
        "赞成5票；须少于反对票数（2票），即至多1票：超出4票。",
    ),
    told(
        "yes = members",
        "5 votes in favour; as many as the 14 members are needed: 9 short.",
        "赞成5票；须等于全体成员人数（14人）：少9票。",
    ),
    told(
        "yes >= members",
        "5 votes in favour; at least as many as the 14 members are needed: 9 short.",
        "赞成5票；须不少于全体成员人数（14人）：差9票。",
    ),
    told(
        "yes <= seats",
        "5 votes in favour; at most as many as the 15 seats are allowed: kept.",
        "赞成5票；不得超过全部席位数（15席）：符合。",
    ),
    told(
        "yes >= 3 times no",
        "5 votes in favour; at least 6 (3 times votes against) are needed: one short.",
        "赞成5票；须不少于反对票数的3倍（6票）：差1票。",
    ),
    told(
        "yes >= 1.5 times no",
        "5 votes in favour; at least 3 (1.5 times votes against) are needed: reached.",
        "赞成5票；须不少于反对票数的1.5倍（3票）：已达到。",
    ),
    told(
        "yes > 2/3 times no",
        "5 votes in favour; more than 1 1/3 (2/3 times votes against) are needed, so 2: reached.",
        "赞成5票；须多于反对票数的三分之二（1又1/3票），即至少2票：已达到。",
    ),
    told(
        "yes > 4/3 times no",
        "5 votes in favour; more than 2 2/3 (1 1/3 times votes against) are needed, so 3: reached.",
        "赞成5票；须多于反对票数的1又1/3倍（2又2/3票），即至少3票：已达到。",
    ),
    told(
        "yes > absent",
        "5 votes in favour; more than the 2 absent are needed, so 3: reached.",
        "赞成5票；须多于缺席人数（2人），即至少3票：已达到。",
    ),
]


@pytest.mark.parametrize(("rule", "english", "chinese"), COUNTS)
def test_counts(rule: str, english: str, chinese: str) -> None:
    """A count against a count."""
    assert sentences(Condition.parse(rule).evaluate(MEETING)) == (english, chinese)


SUMS = [
    told(
        "yes + abstain >= 2/3 of members",
        "6 votes in favour and abstentions together; at least 2/3 of the 14 members is needed, "
        "which is 10: 4 short.",
        "赞成票与弃权票合计6票；须占全体成员14人的三分之二以上（含本数），即至少10票：差4票。",
    ),
    told(
        "yes + no + abstain >= 9",
        "8 votes in favour, votes against and abstentions together; at least 9 are needed: one short.",
        "赞成票、反对票与弃权票合计8票；须不少于9票：差1票。",
    ),
    told(
        "valid + abstain >= 9",
        "9 valid ballots and abstentions together; at least 9 are needed: reached.",
        "有效票与弃权票合计9票；须不少于9票：已达到。",
    ),
    told(
        "absent + recused >= 9",
        "3 (those absent plus those recused and present); at least 9 are needed: 6 short.",
        "缺席人数与回避且到会的人数合计3人；须不少于9人：差6人。",
    ),
    told(
        "members + vacant >= 9",
        "15 members and vacant seats together; at least 9 are needed: reached.",
        "全体成员人数与空缺席位数合计15；须不少于9：已达到。",
    ),
    told(
        "vacant + silent >= 2",
        "2 (vacant seats plus those present without voting); at least 2 are needed: reached.",
        "空缺席位数与到会未表决人数合计2；须不少于2：已达到。",
    ),
    told(
        "ballots - no >= 10",
        "7 (ballots returned less votes against); at least 10 are needed: 3 short.",
        "收回的票数减去反对票数为7票；须不少于10票：差3票。",
    ),
    told(
        "members - yes < 4",
        "9 (members less votes in favour); fewer than 4 are allowed, so at most 3: 6 too many.",
        "全体成员人数减去赞成票数为9；须少于4，即至多3：超出6。",
    ),
    told(
        "2 times yes > no + 3",
        "10 (2 times votes in favour); more than 5 (votes against plus 3) are needed, so 6: reached.",
        "赞成票数的2倍为10票；须多于反对票数加3（5票），即至少6票：已达到。",
    ),
    told(
        "yes - no - abstain >= 3",
        "2 (votes in favour less votes against less abstentions); at least 3 are needed: one short.",
        "赞成票数减去反对票数与弃权票数之和为2票；须不少于3票：差1票。",
    ),
    told(
        "yes - 2 >= 2",
        "3 (votes in favour less 2); at least 2 are needed: reached.",
        "赞成票数减去2为3票；须不少于2票：已达到。",
    ),
    told(
        "9 - yes >= 5",
        "4 (9 less votes in favour); at least 5 are needed: one short.",
        "9减去赞成票数为4票；须不少于5票：差1票。",
    ),
    told(
        "0 - yes <= 5",
        "-5 (0 less votes in favour); at most 5 are allowed: kept.",
        "0减去赞成票数为-5票；不得超过5票：符合。",
    ),
    told(
        "yes + abstain > no + absent",
        "6 votes in favour and abstentions together; more than 4 (votes against plus those "
        "absent) are needed, so 5: reached.",
        "赞成票与弃权票合计6票；须多于反对票数与缺席人数之和（4），即至少5票：已达到。",
    ),
    told(
        "yes >= 2/3 of (yes + no + abstain)",
        "5 votes in favour; at least 2/3 of the 8 votes in favour, votes against and abstentions "
        "is needed, which is 6: one short.",
        "赞成5票；须占赞成票、反对票与弃权票合计8票的三分之二以上（含本数），即至少6票：差1票。",
    ),
    told(
        "yes >= 2/3 of (entitled - abstain)",
        "5 votes in favour; at least 2/3 of the 11 (members entitled to vote less abstentions) "
        "is needed, which is 8: 3 short.",
        "赞成5票；须占有表决权的成员人数减去弃权票数（11）的三分之二以上（含本数），即至少8票：差3票。",
    ),
    told(
        "5 <= yes",
        "5; at most as many as the 5 votes in favour are allowed: kept.",
        "5；不得超过赞成票数（5票）：符合。",
    ),
    told(
        "0 - 5 <= 0 - yes",
        "-5; at most -5 (0 less votes in favour) are allowed: kept.",
        "-5；不得超过0减去赞成票数（-5票）：符合。",
    ),
    told(
        "yes >= 1/2 of members + 1",
        "5 votes in favour; at least 1/2 of the 14 members plus 1 is needed, which is 8: 3 short.",
        "赞成5票；须不少于全体成员14人的半数加1，即至少8票：差3票。",
    ),
    told(
        "yes >= no + 1/3 of members",
        "5 votes in favour; at least votes against plus 1/3 of the 14 members is needed, which "
        "is 7: 2 short.",
        "赞成5票；须不少于反对票数加全体成员14人的三分之一，即至少7票：差2票。",
    ),
    told(
        "yes >= 2 times (1/4 of members)",
        "5 votes in favour; at least 2 times 1/4 of the 14 members is needed, which is 7: 2 short.",
        "赞成5票；须不少于全体成员14人的四分之一的2倍，即至少7票：差2票。",
    ),
    told(
        "yes >= 1/2 of (2/3 of members)",
        "5 votes in favour; at least 1/2 of the 9 1/3 (2/3 of the 14 members) is needed, which "
        "is 5: reached.",
        "赞成5票；须占全体成员14人的三分之二（9又1/3人）的半数以上（含本数），即至少5票：已达到。",
    ),
]


@pytest.mark.parametrize(("rule", "english", "chinese"), SUMS)
def test_sums(rule: str, english: str, chinese: str) -> None:
    """Sums, differences and multiples."""
    assert sentences(Condition.parse(rule).evaluate(MEETING)) == (english, chinese)


ROUNDINGS = [
    told(
        "yes > 1/3 of members rounded down",
        "5 votes in favour; more than 1/3 of the 14 members (rounded down to 4) is needed, so 5: reached.",
        "赞成5票；须超过全体成员14人的三分之一（舍去小数，为4；不含本数），即至少5票：已达到。",
    ),
    told(
        "yes >= 1/2 of members rounded up",
        "5 votes in favour; at least 1/2 of the 14 members (rounded up to 7) is needed: 2 short.",
        "赞成5票；须占全体成员14人的半数以上（小数进一，为7；含本数），即至少7票：差2票。",
    ),
    told(
        "yes <= 1/3 of members rounded to nearest",
        "5 votes in favour; at most 1/3 of the 14 members (rounded half up to 5) is allowed: kept.",
        "赞成5票；不得超过全体成员14人的三分之一（四舍五入，为5；含本数），即至多5票：符合。",
    ),
    told(
        "yes < 1/3 of members rounded down",
        "5 votes in favour; less than 1/3 of the 14 members (rounded down to 4) is allowed, so "
        "at most 3: 2 too many.",
        "赞成5票；须不足全体成员14人的三分之一（舍去小数，为4；不含本数），即至多3票：超出2票。",
    ),
    told(
        "yes = 1/3 of members rounded down",
        "5 votes in favour; exactly 1/3 of the 14 members (rounded down to 4) is needed: one too many.",
        "赞成5票；须恰为全体成员14人的三分之一（舍去小数，为4）：多1票。",
    ),
    told(
        "yes = 1/3 of members rounded up",
        "5 votes in favour; exactly 1/3 of the 14 members (rounded up to 5) is needed: met.",
        "赞成5票；须恰为全体成员14人的三分之一（小数进一，为5）：符合。",
    ),
    told(
        "yes >= 100% of decisive rounded up",
        "5 votes in favour; all of the 7 votes for or against (rounded up to 7) are needed: 2 short.",
        "赞成5票；须为赞成与反对合计7票的全部（小数进一，为7）：差2票。",
    ),
    told(
        "yes >= 1/2 of members rounded down + 1",
        "5 votes in favour; at least 1/2 of the 14 members (rounded down to 7) plus 1 is needed, "
        "which is 8: 3 short.",
        "赞成5票；须不少于全体成员14人的半数（舍去小数，为7）加1，即至少8票：差3票。",
    ),
    told(
        "yes >= 0.3 times no rounded up",
        "5 votes in favour; at least 1 (0.3 times votes against, rounded up) is needed: reached.",
        "赞成5票；须不少于反对票数的0.3倍（小数进一，为1）：已达到。",
    ),
    told(
        "0.5 times yes rounded up >= 3",
        "3 (0.5 times votes in favour, rounded up); at least 3 are needed: reached.",
        "赞成票数的0.5倍（小数进一，为3）；须不少于3票：已达到。",
    ),
    told(
        "yes >= (no + 1) rounded up",
        "5 votes in favour; at least 3 (votes against plus 1, rounded up) are needed: reached.",
        "赞成5票；须不少于反对票数加1（小数进一，为3）：已达到。",
    ),
    told(
        "yes >= 1/2 of (0.5 times seats rounded up)",
        "5 votes in favour; at least 1/2 of the 8 (0.5 times seats, rounded up) is needed, which "
        "is 4: reached.",
        "赞成5票；须占全部席位数的0.5倍（小数进一，为8）的半数以上（含本数），即至少4票：已达到。",
    ),
]


@pytest.mark.parametrize(("rule", "english", "chinese"), ROUNDINGS)
def test_roundings(rule: str, english: str, chinese: str) -> None:
    """What a figure was rounded to."""
    assert sentences(Condition.parse(rule).evaluate(MEETING)) == (english, chinese)


AMONG = [
    told(
        "yes among 党员 >= 3",
        "2 votes in favour among “党员”; at least 3 are needed: one short.",
        "“党员”成员中，赞成2票；须不少于3票：差1票。",
    ),
    told(
        "yes among not 党员 >= 3",
        "3 votes in favour among those not “党员”; at least 3 are needed: reached.",
        "非“党员”成员中，赞成3票；须不少于3票：已达到。",
    ),
    told(
        "yes among 性别 is 女 >= 1/2 of members among 性别 is 女",
        "2 votes in favour among those whose 性别 is “女”; at least 1/2 of the 4 members whose "
        "性别 is “女” is needed, which is 2: reached.",
        "“性别”为“女”的成员中，赞成2票；须占“性别”为“女”的成员4人的半数以上（含本数），即至少2票：已达到。",
    ),
    told(
        "members among 性别 is 女 >= 1/3 of members",
        "4 members whose 性别 is “女”; at least 1/3 of the 8 members is needed, which is 3: reached.",
        "“性别”为“女”的成员4人；须占全体成员8人的三分之一以上（含本数），即至少3人：已达到。",
    ),
    told(
        "members among 党员 >= 1",
        "4 members among “党员”; at least 1 is needed: reached.",
        "“党员”成员4人；须不少于1人：已达到。",
    ),
    told(
        "members among not 党员 <= 3",
        "4 members among those not “党员”; at most 3 are allowed: one too many.",
        "非“党员”成员4人；不得超过3人：超出1人。",
    ),
    told(
        "members among (性别 is 女 and 党员) >= 1",
        "4 members who are “党员” and whose 性别 is “女”; at least 1 is needed: reached.",
        "属“党员”且“性别”为“女”的成员4人；须不少于1人：已达到。",
    ),
    told(
        "yes among (not 党员 and not 性别 is 女) >= 1",
        "3 votes in favour among those who are not “党员” and whose 性别 is not “女”; at least 1 "
        "is needed: reached.",
        "不属“党员”且“性别”不为“女”的成员中，赞成3票；须不少于1票：已达到。",
    ),
    told(
        "members among 方面 in (妇女, 居民) >= 2",
        "2 members whose 方面 is “妇女” or “居民”; at least 2 are needed: reached.",
        "“方面”为“妇女”或“居民”的成员2人；须不少于2人：已达到。",
    ),
    told(
        "members among not 方面 in (妇女, 居民) >= 2",
        "6 members whose 方面 is not “妇女” or “居民”; at least 2 are needed: reached.",
        "“方面”不是“妇女”或“居民”的成员6人；须不少于2人：已达到。",
    ),
    told(
        "yes among 党员 > no among 党员",
        "2 votes in favour among “党员”; more than the 0 votes against among “党员” are needed, "
        "so 1: reached.",
        "“党员”成员中，赞成2票；须多于“党员”的反对票数（0票），即至少1票：已达到。",
    ),
    told(
        "yes among 性别 is 女 > no among not 性别 is 女",
        "2 votes in favour among those whose 性别 is “女”; more than the 1 vote against among "
        "those whose 性别 is not “女” is needed, so 2: reached.",
        "“性别”为“女”的成员中，赞成2票；须多于“性别”不为“女”者的反对票数（1票），即至少2票：已达到。",
    ),
    told(
        "yes among 党员 + yes among 性别 is 男 >= 6",
        "5 votes in favour among “党员” and votes in favour among those whose 性别 is “男” "
        "together; at least 6 are needed: one short.",
        "“党员”的赞成票与“性别”为“男”者的赞成票合计5票；须不少于6票：差1票。",
    ),
    told(
        "present among 党员 >= 1/2 of present among 党员",
        "4 present among “党员”; at least 1/2 of the 4 present among “党员” is needed, which is 2: reached.",
        "“党员”成员中，到会4人；须占“党员”的到会4人的半数以上（含本数），即至少2人：已达到。",
    ),
]


@pytest.mark.parametrize(("rule", "english", "chinese"), AMONG)
def test_among(rule: str, english: str, chinese: str) -> None:
    """Only some people."""
    assert sentences(Condition.parse(rule).evaluate(COMMITTEE)) == (english, chinese)


MEASURES = [
    told(
        "yes by 面积 > 1/2 of ballots by 面积",
        "12000 in favour by 面积; more than 1/2 of the 20000 returned is needed, so more than "
        "10000: reached.",
        "按“面积”计：赞成12000；须超过收回的20000的半数（不含本数），即多于10000：已达到。",
    ),
    told(
        "yes by 面积 > 3/5 of ballots by 面积",
        "12000 in favour by 面积; more than 60% of the 20000 returned is needed, so more than "
        "12000: not reached.",
        "按“面积”计：赞成12000；须超过收回的20000的60%（不含本数），即多于12000：未超过。",
    ),
    told(
        "ballots by 面积 >= 2/3 of members by 面积",
        "20000 returned by 面积; at least 2/3 of the members’ 30000.01 is needed, so at least "
        "20000 1/150: not reached.",
        "按“面积”计：收回20000；须占全体成员30000.01的三分之二以上（含本数），即不少于20000又1/150：未达到。",
    ),
    told(
        "yes by 面积 >= 3/5 of ballots by 面积",
        "12000 in favour by 面积; at least 60% of the 20000 returned is needed, which is 12000: reached.",
        "按“面积”计：赞成12000；须占收回的20000的60%以上（含本数），即至少12000：已达到。",
    ),
    told(
        "yes by 面积 >= 3/4 of ballots by 面积",
        "12000 in favour by 面积; at least 3/4 of the 20000 returned is needed, which is 15000: 3000 short.",
        "按“面积”计：赞成12000；须占收回的20000的四分之三以上（含本数），即至少15000：差3000。",
    ),
    told(
        "yes by 面积 >= 1/2 of members by 面积",
        "12000 in favour by 面积; at least 1/2 of the members’ 30000.01 is needed, so at least "
        "15000.005: not reached.",
        "按“面积”计：赞成12000；须占全体成员30000.01的半数以上（含本数），即不少于15000.005：未达到。",
    ),
    told(
        "yes by 面积 <= 1/2 of ballots by 面积",
        "12000 in favour by 面积; at most 1/2 of the 20000 returned is allowed, so at most "
        "10000: 2000 too much.",
        "按“面积”计：赞成12000；不得超过收回的20000的半数（含本数），即至多10000：超出2000。",
    ),
    told(
        "yes by 面积 <= 1/3 of members by 面积",
        "12000 in favour by 面积; at most 1/3 of the members’ 30000.01 is allowed, so at most "
        "10000 1/300: not kept.",
        "按“面积”计：赞成12000；不得超过全体成员30000.01的三分之一（含本数），即不超过10000又1/300：已超过。",
    ),
    told(
        "yes by 面积 <= 3/5 of ballots by 面积",
        "12000 in favour by 面积; at most 60% of the 20000 returned is allowed, so at most 12000: kept.",
        "按“面积”计：赞成12000；不得超过收回的20000的60%（含本数），即至多12000：符合。",
    ),
    told(
        "yes by 面积 < 1/3 of members by 面积",
        "12000 in favour by 面积; less than 1/3 of the members’ 30000.01 is allowed, so less "
        "than 10000 1/300: not kept.",
        "按“面积”计：赞成12000；须不足全体成员30000.01的三分之一（不含本数），即少于10000又1/300：不符合。",
    ),
    told(
        "yes by 面积 < 12001",
        "12000 in favour by 面积; less than 12001 is allowed: kept.",
        "按“面积”计：赞成12000；须少于12001：符合。",
    ),
    told(
        "yes by 面积 < 12000",
        "12000 in favour by 面积; less than 12000 is allowed: not kept.",
        "按“面积”计：赞成12000；须少于12000：不符合。",
    ),
    told(
        "yes by 面积 = ballots by 面积",
        "12000 in favour by 面积; as much as the 20000 returned is needed: 8000 short.",
        "按“面积”计：赞成12000；须等于收回的20000：少8000。",
    ),
    told(
        "yes by 面积 = 1/2 of ballots by 面积",
        "12000 in favour by 面积; exactly 1/2 of the 20000 returned is needed, which is 10000: "
        "2000 too much.",
        "按“面积”计：赞成12000；须恰为收回的20000的半数，即10000：多2000。",
    ),
    told(
        "yes by 面积 = 1/7 of ballots by 面积",
        "12000 in favour by 面积; exactly 1/7 of the 20000 returned is needed: not met.",
        "按“面积”计：赞成12000；须恰为收回的20000的七分之一：不符合。",
    ),
    told(
        "yes by 面积 > no by 面积",
        "12000 in favour by 面积; more than the 1000.5 against is needed: reached.",
        "按“面积”计：赞成12000；须多于反对的1000.5：已达到。",
    ),
    told(
        "yes by 面积 >= 3 times no by 面积",
        "12000 in favour by 面积; at least 3001.5 (3 times votes against) is needed: reached.",
        "按“面积”计：赞成12000；须不少于反对的3倍（3001.5）：已达到。",
    ),
    told(
        "yes by 面积 >= members by 面积",
        "12000 in favour by 面积; at least as much as the members’ 30000.01 is needed: 18000.01 short.",
        "按“面积”计：赞成12000；须不少于全体成员30000.01：差18000.01。",
    ),
    told(
        "(yes + abstain) by 面积 >= 4% of members by 面积 rounded down",
        "18999.5 in favour and abstaining together by 面积; at least 4% of the members’ 30000.01 "
        "(rounded down to 1200) is needed: reached.",
        "按“面积”计：赞成与弃权合计18999.5；须占全体成员30000.01的4%以上（舍去小数，为1200；"
        "含本数），即至少1200：已达到。",
    ),
    told(
        "(ballots - no) by 面积 >= 10",
        "18999.5 (ballots returned less votes against by 面积); at least 10 is needed: reached.",
        "按“面积”计：收回减去反对为18999.5；须不少于10：已达到。",
    ),
    told(
        "yes by 面积 > 1/2 of (yes + no) by 面积",
        "12000 in favour by 面积; more than 1/2 of the 13000.5 in favour and against is needed, "
        "so more than 6500.25: reached.",
        "按“面积”计：赞成12000；须超过赞成与反对合计13000.5的半数（不含本数），即多于6500.25：已达到。",
    ),
    told(
        "members by 面积 >= 1/2 of members by 面积",
        "30000.01 of the members by 面积; at least 1/2 of the members’ 30000.01 is needed, so at "
        "least 15000.005: reached.",
        "按“面积”计：成员30000.01；须占全体成员30000.01的半数以上（含本数），即不少于15000.005：已达到。",
    ),
]


@pytest.mark.parametrize(("rule", "english", "chinese"), MEASURES)
def test_measures(rule: str, english: str, chinese: str) -> None:
    """Counted by a measure: the bound is told, not the next figure on the grid of the data."""
    assert sentences(Condition.parse(rule).evaluate(OWNERS)) == (english, chinese)


WEIGHED = [
    told(
        "yes by 面积 among 党员 > 100",
        "179 in favour by 面积 among “党员”; more than 100 is needed: reached.",
        "按“面积”计：“党员”成员中，赞成179；须多于100：已达到。",
    ),
    told(
        "yes by 面积 among 党员 >= 1/2 of members by 面积 among 党员",
        "179 in favour by 面积 among “党员”; at least 1/2 of the 358 of the members among “党员” "
        "is needed, which is 179: reached.",
        "按“面积”计：“党员”成员中，赞成179；须占“党员”成员358的半数以上（含本数），即至少179：已达到。",
    ),
    told(
        "members by 面积 among 党员 >= 1/2 of members by 面积",
        "358 of the members by 面积 among “党员”; at least 1/2 of the members’ 716 is needed, "
        "which is 358: reached.",
        "按“面积”计：“党员”成员358；须占全体成员716的半数以上（含本数），即至少358：已达到。",
    ),
    told(
        "yes by 面积 among 性别 is 女 + given 附议人 >= 9",
        "182 in favour among those whose 性别 is “女” and “附议人” together by 面积; at least 9 "
        "is needed: reached.",
        "按“面积”计：“性别”为“女”者的赞成与“附议人”合计182；须不少于9：已达到。",
    ),
    told(
        "blocs 方面 by 面积 + given 附议人 >= 9",
        "719 in groups of 方面 and “附议人” together by 面积; at least 9 is needed: reached.",
        "按“面积”计：“方面”组合计与“附议人”合计719；须不少于9：已达到。",
    ),
]


@pytest.mark.parametrize(("rule", "english", "chinese"), WEIGHED)
def test_weighed(rule: str, english: str, chinese: str) -> None:
    """By a measure of people."""
    assert sentences(Condition.parse(rule).evaluate(COMMITTEE)) == (english, chinese)


BLOCS = [
    told(
        "blocs 方面 >= 9",
        "8 groups of 方面; at least 9 are needed: one short.",
        "“方面”组有8个；须不少于9个：差1个。",
    ),
    told(
        "blocs 方面 where (yes > no) >= 5",
        "5 groups of 方面 where votes in favour exceed votes against; at least 5 are needed: reached.",
        "赞成票多于反对票的“方面”组有5个；须不少于5个：已达到。",
    ),
    told(
        "blocs 方面 where (yes > no) > 1/2 of blocs 方面",
        "5 groups of 方面 where votes in favour exceed votes against; more than 1/2 of the 8 "
        "groups is needed, so 5: reached.",
        "赞成票多于反对票的“方面”组有5个；须超过全部8个组的半数（不含本数），即至少5个：已达到。",
    ),
    told(
        "blocs 方面 by 面积 where (yes > no) > 1/2 of blocs 方面 by 面积",
        "447.5 by 面积 in groups of 方面 where votes in favour exceed votes against; more than "
        "1/2 of the 716 in all groups is needed, so more than 358: reached.",
        "按“面积”计：赞成票多于反对票的“方面”组合计447.5；须超过全部组合计716的半数（不含本数），"
        "即多于358：已达到。",
    ),
    told(
        "blocs 方面 by 面积 where (yes > no) <= 1/2 of blocs 方面 by 面积 where (yes > no)",
        "447.5 by 面积 in groups of 方面 where votes in favour exceed votes against; at most 1/2 "
        "of the 447.5 in groups where votes in favour exceed votes against is allowed, so at "
        "most 223.75: not kept.",
        "按“面积”计：赞成票多于反对票的“方面”组合计447.5；"
        "不得超过赞成票多于反对票的组合计447.5的半数（含本数），即不超过223.75：已超过。",
    ),
    told(
        "blocs 性别 where (yes > no) = blocs 性别",
        "2 groups of 性别 where votes in favour exceed votes against; as many as the 2 groups "
        "are needed: met.",
        "赞成票多于反对票的“性别”组有2个；须等于全部组数（2个）：符合。",
    ),
    told(
        "blocs 性别 where (yes >= 1) >= 2/3 of blocs 性别 where (yes >= 1)",
        "2 groups of 性别 where there is at least 1 vote in favour; at least 2/3 of the 2 groups "
        "where there is at least 1 vote in favour is needed, which is 2: reached.",
        "赞成票不少于1票的“性别”组有2个；须占2个赞成票不少于1票的组的三分之二以上（含本数），"
        "即至少2个：已达到。",
    ),
    told(
        "blocs 性别 + blocs 方面 >= 10",
        "10 groups of 性别 and groups of 方面 together; at least 10 are needed: reached.",
        "全部“性别”组数与全部“方面”组数合计10个；须不少于10个：已达到。",
    ),
    told(
        "all blocs 性别 where (yes >= 3) >= 1",
        "1 group of 性别 in the whole body where there are at least 3 votes in favour; at least "
        "1 is needed: reached.",
        "全机构赞成票不少于3票的“性别”组有1个；须不少于1个：已达到。",
    ),
    told(
        "blocs 性别 where (yes > 1/2 of members) >= 1",
        "1 group of 性别 where votes in favour exceed 1/2 of its members; at least 1 is needed: reached.",
        "满足“赞成票超过本组成员的半数”的“性别”组有1个；须不少于1个：已达到。",
    ),
    told(
        "blocs 性别 where (yes >= 1/3 of members) >= 1",
        "2 groups of 性别 where votes in favour are at least 1/3 of its members; at least 1 is "
        "needed: reached.",
        "满足“赞成票占本组成员的三分之一以上”的“性别”组有2个；须不少于1个：已达到。",
    ),
    told(
        "blocs 性别 where (yes <= 1/2 of members) >= 1",
        "1 group of 性别 where votes in favour are at most 1/2 of its members; at least 1 is "
        "needed: reached.",
        "满足“赞成票不超过本组成员的半数”的“性别”组有1个；须不少于1个：已达到。",
    ),
    told(
        "blocs 性别 where (yes < 1/2 of members) >= 1",
        "0 groups of 性别 where votes in favour are below 1/2 of its members; at least 1 is "
        "needed: one short.",
        "满足“赞成票不足本组成员的半数”的“性别”组有0个；须不少于1个：差1个。",
    ),
    told(
        "blocs 性别 where (yes = 1/2 of members) >= 1",
        "1 group of 性别 where votes in favour equal 1/2 of its members; at least 1 is needed: reached.",
        "满足“赞成票恰为本组成员的半数”的“性别”组有1个；须不少于1个：已达到。",
    ),
    told(
        "blocs 性别 where (yes >= 100% of members) >= 1",
        "0 groups of 性别 where votes in favour are at least all of its members; at least 1 is "
        "needed: one short.",
        "满足“赞成票为本组成员的全部”的“性别”组有0个；须不少于1个：差1个。",
    ),
    told(
        "blocs 性别 where (yes > 1/3 of members rounded down) >= 1",
        "2 groups of 性别 where votes in favour exceed 1/3 of its members (rounded down); at "
        "least 1 is needed: reached.",
        "满足“赞成票超过本组成员的三分之一（舍去小数）”的“性别”组有2个；须不少于1个：已达到。",
    ),
    told(
        "blocs 性别 where (members = 1) >= 1",
        "0 groups of 性别 where there is exactly 1 member; at least 1 is needed: one short.",
        "成员恰为1人的“性别”组有0个；须不少于1个：差1个。",
    ),
    told(
        "blocs 性别 where (no = 0) >= 1",
        "1 group of 性别 where there are no votes against; at least 1 is needed: reached.",
        "反对票恰为0票的“性别”组有1个；须不少于1个：已达到。",
    ),
    told(
        "blocs 性别 where (absent <= 1) >= 1",
        "2 groups of 性别 where there is at most 1 absent; at least 1 is needed: reached.",
        "缺席人数不超过1人的“性别”组有2个；须不少于1个：已达到。",
    ),
    told(
        "blocs 性别 where (yes < 3) >= 1",
        "1 group of 性别 where there are fewer than 3 votes in favour; at least 1 is needed: reached.",
        "赞成票少于3票的“性别”组有1个；须不少于1个：已达到。",
    ),
    told(
        "blocs 性别 where (yes + abstain >= 4) >= 1",
        "0 groups of 性别 where votes in favour plus abstentions are at least 4; at least 1 is "
        "needed: one short.",
        "满足“赞成票与弃权票合计不少于4票”的“性别”组有0个；须不少于1个：差1个。",
    ),
    told(
        "blocs 性别 where (yes - no >= 2) >= 1",
        "2 groups of 性别 where votes in favour less votes against are at least 2; at least 1 is "
        "needed: reached.",
        "满足“赞成票数减去反对票数不少于2票”的“性别”组有2个；须不少于1个：已达到。",
    ),
    told(
        "blocs 性别 where (yes = members) >= 1",
        "0 groups of 性别 where votes in favour equal its members; at least 1 is needed: one short.",
        "赞成票等于本组成员人数的“性别”组有0个；须不少于1个：差1个。",
    ),
    told(
        "blocs 性别 where (yes >= 3 times no) >= 1",
        "2 groups of 性别 where votes in favour are at least 3 times votes against; at least 1 "
        "is needed: reached.",
        "满足“赞成票不少于反对票数的3倍”的“性别”组有2个；须不少于1个：已达到。",
    ),
    told(
        "blocs 性别 where (yes by 面积 > no by 面积) >= 1",
        "2 groups of 性别 where votes in favour by 面积 exceed votes against; at least 1 is needed: reached.",
        "按“面积”计赞成多于反对的“性别”组有2个；须不少于1个：已达到。",
    ),
    told(
        "blocs 性别 where (yes by 面积 >= 1/2 of ballots by 面积) >= 1",
        "2 groups of 性别 where votes in favour by 面积 are at least 1/2 of the ballots "
        "returned; at least 1 is needed: reached.",
        "满足“按‘面积’计赞成占收回的半数以上”的“性别”组有2个；须不少于1个：已达到。",
    ),
    told(
        "blocs 性别 where (yes >= 1/2 of (yes + no)) >= 1",
        "2 groups of 性别 where votes in favour are at least 1/2 of votes in favour plus votes "
        "against; at least 1 is needed: reached.",
        "满足“赞成票占赞成票数与反对票数之和的半数以上”的“性别”组有2个；须不少于1个：已达到。",
    ),
    told(
        "blocs 性别 where (absent + recused < 3) >= 1",
        "2 groups of 性别 where those absent plus those recused and present are below 3; at "
        "least 1 is needed: reached.",
        "满足“缺席人数与回避且到会的人数合计少于3人”的“性别”组有2个；须不少于1个：已达到。",
    ),
    told(
        "blocs 性别 where (given 紧急) >= 1",
        "0 groups of 性别 where “紧急” is given; at least 1 is needed: one short.",
        "满足“‘紧急’一项成立”的“性别”组有0个；须不少于1个：差1个。",
    ),
    told(
        "blocs 性别 where (given 附议人 >= 3) >= 1",
        "2 groups of 性别 where “附议人” is at least 3; at least 1 is needed: reached.",
        "“附议人”不少于3的“性别”组有2个；须不少于1个：已达到。",
    ),
    told(
        "blocs 性别 where (yes >= 1 and members >= 3) >= 1",
        "2 groups of 性别 where there is at least 1 vote in favour and there are at least 3 "
        "members; at least 1 is needed: reached.",
        "满足“赞成票不少于1票，且成员不少于3人”的“性别”组有2个；须不少于1个：已达到。",
    ),
    told(
        "blocs 性别 where (yes >= 1 or (no >= 1 and not given 紧急)) >= 1",
        "2 groups of 性别 where there is at least 1 vote in favour or (there is at least 1 vote "
        "against and (it is not so that “紧急” is given)); at least 1 is needed: reached.",
        "满足“赞成票不少于1票，或（反对票不少于1票，且（并非‘紧急’一项成立））”的“性别”组有2个；"
        "须不少于1个：已达到。",
    ),
    told(
        "blocs 性别 where (each 方面: members <= 1) >= 1",
        "2 groups of 性别 where in each group of 方面 there is at most 1 member; at least 1 is "
        "needed: reached.",
        "满足“按‘方面’分的各组均满足成员不超过1人”的“性别”组有2个；须不少于1个：已达到。",
    ),
    told(
        "blocs 性别 where (each 方面 in (妇女, 居民): (members <= 1 or yes >= 1)) >= 1",
        "2 groups of 性别 where in each group of 方面 (“妇女”, “居民”) there is at most 1 member "
        "or there is at least 1 vote in favour; at least 1 is needed: reached.",
        "满足“按‘方面’分的各组（‘妇女’、‘居民’）均满足（成员不超过1人，"
        "或赞成票不少于1票）”的“性别”组有2个；须不少于1个：已达到。",
    ),
    told(
        "blocs 性别 where (blocs 方面 where (yes > no) > 1/2 of blocs 方面) >= 1",
        "1 group of 性别 where (groups of 方面 where votes in favour exceed votes against) "
        "exceed 1/2 of the groups of 方面; at least 1 is needed: reached.",
        "满足“赞成票多于反对票的‘方面’组数超过本组‘方面’组数的半数”的“性别”组有1个；须不少于1个：已达到。",
    ),
    told(
        "blocs 性别 where (members > 1/3 of all members) >= 1",
        "2 groups of 性别 where members exceed 1/3 of the members in the whole body; at least 1 "
        "is needed: reached.",
        "满足“成员超过全机构成员的三分之一”的“性别”组有2个；须不少于1个：已达到。",
    ),
]


@pytest.mark.parametrize(("rule", "english", "chinese"), BLOCS)
def test_blocs(rule: str, english: str, chinese: str) -> None:
    """Groups that meet a condition, told without English inside Chinese."""
    assert sentences(Condition.parse(rule).evaluate(COMMITTEE)) == (english, chinese)


EACH = [
    told(
        "each 方面: members = 1",
        "In each of the 8 groups of 方面, exactly 1 member is needed: kept.",
        "按“方面”分为8组，各组均须满足“成员恰为1人”：均符合。",
    ),
    told(
        "each 方面 in (党组织, 妇女, 青年): members = 1",
        "In each of the 3 groups of 方面, exactly 1 member is needed: not kept in 1.\n"
        "  方面 “青年”: 0 members; exactly 1 is needed: one short.",
        "按“方面”分为3组，各组均须满足“成员恰为1人”：有1组不符合。\n  “青年”组：成员0人；须恰为1人：少1人。",
    ),
    told(
        "each 方面: (members = 1 and yes >= 1)",
        "In each of the 8 groups of 方面, exactly 1 member is needed and at least 1 vote in "
        "favour is needed: not kept in 3.\n"
        "  方面 “单位”: all of these are needed: not all are met.\n"
        "    1 member; exactly 1 is needed: met.\n"
        "    0 votes in favour; at least 1 is needed: one short.\n"
        "  方面 “妇女”: all of these are needed: not all are met.\n"
        "    1 member; exactly 1 is needed: met.\n"
        "    0 votes in favour; at least 1 is needed: one short.\n"
        "  方面 “骨干”: all of these are needed: not all are met.\n"
        "    1 member; exactly 1 is needed: met.\n"
        "    0 votes in favour; at least 1 is needed: one short.",
        "按“方面”分为8组，各组均须满足“成员恰为1人，且赞成票不少于1票”：有3组不符合。\n"
        "  “单位”组：下列各项须同时满足：未同时满足。\n"
        "    成员1人；须恰为1人：符合。\n"
        "    赞成0票；须不少于1票：差1票。\n"
        "  “妇女”组：下列各项须同时满足：未同时满足。\n"
        "    成员1人；须恰为1人：符合。\n"
        "    赞成0票；须不少于1票：差1票。\n"
        "  “骨干”组：下列各项须同时满足：未同时满足。\n"
        "    成员1人；须恰为1人：符合。\n"
        "    赞成0票；须不少于1票：差1票。",
    ),
    told(
        "each 性别: yes >= 1/2 of members",
        "In each of the 2 groups of 性别, votes in favour must be at least 1/2 of its members: kept.",
        "按“性别”分为2组，各组均须满足“赞成票占本组成员的半数以上”：均符合。",
    ),
    told(
        "each 性别: yes >= 3",
        "In each of the 2 groups of 性别, at least 3 votes in favour are needed: not kept in 1.\n"
        "  性别 “女”: 2 votes in favour; at least 3 are needed: one short.",
        "按“性别”分为2组，各组均须满足“赞成票不少于3票”：有1组不符合。\n"
        "  “女”组：赞成2票；须不少于3票：差1票。",
    ),
    told(
        "each 性别: yes >= 1/2 of all members",
        "In each of the 2 groups of 性别, votes in favour must be at least 1/2 of the members in "
        "the whole body: not kept in 2.\n"
        "  性别 “女”: 2 votes in favour; at least 1/2 of the 8 members in the whole body is "
        "needed, which is 4: 2 short.\n"
        "  性别 “男”: 3 votes in favour; at least 1/2 of the 8 members in the whole body is "
        "needed, which is 4: one short.",
        "按“性别”分为2组，各组均须满足“赞成票占全机构成员的半数以上”：有2组不符合。\n"
        "  “女”组：赞成2票；须占全机构成员8人的半数以上（含本数），即至少4票：差2票。\n"
        "  “男”组：赞成3票；须占全机构成员8人的半数以上（含本数），即至少4票：差1票。",
    ),
    told(
        "each 租户: yes >= 1",
        "In each of the 2 groups of 租户, at least 1 vote in favour is needed: not kept in 1.\n"
        "  those who are “租户”: 0 votes in favour; at least 1 is needed: one short.",
        "按“租户”分为2组，各组均须满足“赞成票不少于1票”：有1组不符合。\n"
        "  是“租户”的一组：赞成0票；须不少于1票：差1票。",
    ),
    told(
        "each 方面 in (青年): members >= 1",
        "In the one group of 方面, at least 1 member is needed: not kept.\n"
        "  方面 “青年”: 0 members; at least 1 is needed: one short.",
        "按“方面”分为1组，各组均须满足“成员不少于1人”：有1组不符合。\n"
        "  “青年”组：成员0人；须不少于1人：差1人。",
    ),
    told(
        "each 性别: members among 党员 >= 2",
        "In each of the 2 groups of 性别, at least 2 members among “党员” are needed: not kept "
        "in 1.\n"
        "  性别 “男”: 0 members among “党员”; at least 2 are needed: 2 short.",
        "按“性别”分为2组，各组均须满足“‘党员’成员不少于2人”：有1组不符合。\n"
        "  “男”组：“党员”成员0人；须不少于2人：差2人。",
    ),
    told(
        "each 性别: (each 方面: members <= 4)",
        "In each of the 2 groups of 性别, in each group of 方面 at most 4 members are allowed: kept.",
        "按“性别”分为2组，各组均须满足“按‘方面’分的各组均满足成员不超过4人”：均符合。",
    ),
    told(
        "each 性别: (each 方面: members within 性别 <= 3)",
        "In each of the 2 groups of 性别, in each group of 方面 at most 3 members in the same "
        "性别 are allowed: not kept in 2.\n"
        "  性别 “女”: in each of the 4 groups of 方面, at most 3 members in the same 性别 are "
        "allowed: not kept in 4.\n"
        "    方面 “妇女”: 4 members in the same 性别; at most 3 are allowed: one too many.\n"
        "    方面 “居委会”: 4 members in the same 性别; at most 3 are allowed: one too many.\n"
        "    方面 “网格员”: 4 members in the same 性别; at most 3 are allowed: one too many.\n"
        "    方面 “骨干”: 4 members in the same 性别; at most 3 are allowed: one too many.\n"
        "  性别 “男”: in each of the 4 groups of 方面, at most 3 members in the same 性别 are "
        "allowed: not kept in 4.\n"
        "    方面 “党组织”: 4 members in the same 性别; at most 3 are allowed: one too many.\n"
        "    方面 “单位”: 4 members in the same 性别; at most 3 are allowed: one too many.\n"
        "    方面 “居民”: 4 members in the same 性别; at most 3 are allowed: one too many.\n"
        "    方面 “监委会”: 4 members in the same 性别; at most 3 are allowed: one too many.",
        "按“性别”分为2组，各组均须满足“按‘方面’分的各组均满足本‘性别’组的成员不超过3人”："
        "有2组不符合。\n"
        "  “女”组：按“方面”分为4组，各组均须满足“本‘性别’组的成员不超过3人”：有4组不符合。\n"
        "    “妇女”组：本“性别”组的成员4人；不得超过3人：超出1人。\n"
        "    “居委会”组：本“性别”组的成员4人；不得超过3人：超出1人。\n"
        "    “网格员”组：本“性别”组的成员4人；不得超过3人：超出1人。\n"
        "    “骨干”组：本“性别”组的成员4人；不得超过3人：超出1人。\n"
        "  “男”组：按“方面”分为4组，各组均须满足“本‘性别’组的成员不超过3人”：有4组不符合。\n"
        "    “党组织”组：本“性别”组的成员4人；不得超过3人：超出1人。\n"
        "    “单位”组：本“性别”组的成员4人；不得超过3人：超出1人。\n"
        "    “居民”组：本“性别”组的成员4人；不得超过3人：超出1人。\n"
        "    “监委会”组：本“性别”组的成员4人；不得超过3人：超出1人。",
    ),
    told(
        "each 性别: (each 方面: (blocs 租户) within 性别 >= 2)",
        "In each of the 2 groups of 性别, in each group of 方面 at least 2 groups of 租户 in the "
        "same 性别 are needed: kept.",
        "按“性别”分为2组，各组均须满足“按‘方面’分的各组均满足本‘性别’组的‘租户’组数不少于2个”：均符合。",
    ),
    told(
        "each 方面: (given 紧急 or not yes >= 1)",
        "In each of the 8 groups of 方面, “紧急” must be given or (it must not be that there is "
        "at least 1 vote in favour): not kept in 5.\n"
        "  方面 “党组织”: one of these is enough: none is met.\n"
        "    “紧急” is not given.\n"
        "    The following must not be so: it is.\n"
        "      1 vote in favour; it takes at least 1: the case.\n"
        "  方面 “居委会”: one of these is enough: none is met.\n"
        "    “紧急” is not given.\n"
        "    The following must not be so: it is.\n"
        "      1 vote in favour; it takes at least 1: the case.\n"
        "  方面 “居民”: one of these is enough: none is met.\n"
        "    “紧急” is not given.\n"
        "    The following must not be so: it is.\n"
        "      1 vote in favour; it takes at least 1: the case.\n"
        "  方面 “监委会”: one of these is enough: none is met.\n"
        "    “紧急” is not given.\n"
        "    The following must not be so: it is.\n"
        "      1 vote in favour; it takes at least 1: the case.\n"
        "  方面 “网格员”: one of these is enough: none is met.\n"
        "    “紧急” is not given.\n"
        "    The following must not be so: it is.\n"
        "      1 vote in favour; it takes at least 1: the case.",
        "按“方面”分为8组，各组均须满足“‘紧急’一项成立，或（并非赞成票不少于1票）”：有5组不符合。\n"
        "  “党组织”组：下列各项满足其一即可：均未满足。\n"
        "    “紧急”一项不成立。\n"
        "    不得出现下列情形：已出现。\n"
        "      赞成1票；构成该情形须不少于1票：已构成。\n"
        "  “居委会”组：下列各项满足其一即可：均未满足。\n"
        "    “紧急”一项不成立。\n"
        "    不得出现下列情形：已出现。\n"
        "      赞成1票；构成该情形须不少于1票：已构成。\n"
        "  “居民”组：下列各项满足其一即可：均未满足。\n"
        "    “紧急”一项不成立。\n"
        "    不得出现下列情形：已出现。\n"
        "      赞成1票；构成该情形须不少于1票：已构成。\n"
        "  “监委会”组：下列各项满足其一即可：均未满足。\n"
        "    “紧急”一项不成立。\n"
        "    不得出现下列情形：已出现。\n"
        "      赞成1票；构成该情形须不少于1票：已构成。\n"
        "  “网格员”组：下列各项满足其一即可：均未满足。\n"
        "    “紧急”一项不成立。\n"
        "    不得出现下列情形：已出现。\n"
        "      赞成1票；构成该情形须不少于1票：已构成。",
    ),
    told(
        "each 性别: yes by 面积 > no by 面积",
        "In each of the 2 groups of 性别, votes in favour by 面积 must exceed votes against: kept.",
        "按“性别”分为2组，各组均须满足“按‘面积’计赞成多于反对”：均符合。",
    ),
    told(
        "each 性别: no = 0",
        "In each of the 2 groups of 性别, no votes against are allowed: not kept in 1.\n"
        "  性别 “男”: 1 vote against; none is allowed: one too many.",
        "按“性别”分为2组，各组均须满足“反对票恰为0票”：有1组不符合。\n  “男”组：反对1票；须为0票：多1票。",
    ),
    told(
        "each 性别: yes < 4",
        "In each of the 2 groups of 性别, fewer than 4 votes in favour are allowed: kept.",
        "按“性别”分为2组，各组均须满足“赞成票少于4票”：均符合。",
    ),
    told(
        "each 性别: yes >= members",
        "In each of the 2 groups of 性别, votes in favour must be at least its members: not kept "
        "in 2.\n"
        "  性别 “女”: 2 votes in favour; at least as many as its 4 members are needed: 2 short.\n"
        "  性别 “男”: 3 votes in favour; at least as many as its 4 members are needed: one short.",
        "按“性别”分为2组，各组均须满足“赞成票不少于本组成员人数”：有2组不符合。\n"
        "  “女”组：赞成2票；须不少于本组成员人数（4人）：差2票。\n"
        "  “男”组：赞成3票；须不少于本组成员人数（4人）：差1票。",
    ),
    told(
        "each 性别: members > 1/3 of all members",
        "In each of the 2 groups of 性别, members must exceed 1/3 of the members in the whole body: kept.",
        "按“性别”分为2组，各组均须满足“成员超过全机构成员的三分之一”：均符合。",
    ),
    told(
        "each 性别: seats >= 1/2 of seats",
        "In each of the 2 groups of 性别, seats must be at least 1/2 of its seats: kept.",
        "按“性别”分为2组，各组均须满足“席位占本组席位的半数以上”：均符合。",
    ),
    told(
        "each 性别: blocs 方面 >= 5",
        "In each of the 2 groups of 性别, at least 5 groups of 方面 are needed: not kept in 2.\n"
        "  性别 “女”: 4 groups of 方面; at least 5 are needed: one short.\n"
        "  性别 “男”: 4 groups of 方面; at least 5 are needed: one short.",
        "按“性别”分为2组，各组均须满足“‘方面’组数不少于5个”：有2组不符合。\n"
        "  “女”组：“方面”组有4个；须不少于5个：差1个。\n"
        "  “男”组：“方面”组有4个；须不少于5个：差1个。",
    ),
    told(
        "each 性别: all blocs 方面 >= 9",
        "In each of the 2 groups of 性别, at least 9 groups of 方面 in the whole body are "
        "needed: not kept in 2.\n"
        "  性别 “女”: 8 groups of 方面 in the whole body; at least 9 are needed: one short.\n"
        "  性别 “男”: 8 groups of 方面 in the whole body; at least 9 are needed: one short.",
        "按“性别”分为2组，各组均须满足“全机构‘方面’组数不少于9个”：有2组不符合。\n"
        "  “女”组：全机构“方面”组有8个；须不少于9个：差1个。\n"
        "  “男”组：全机构“方面”组有8个；须不少于9个：差1个。",
    ),
]


@pytest.mark.parametrize(("rule", "english", "chinese"), EACH)
def test_each(rule: str, english: str, chinese: str) -> None:
    """Every group."""
    assert sentences(Condition.parse(rule).evaluate(COMMITTEE)) == (english, chinese)


LABELS = [
    told(
        "'满意' >= 60% of valid",
        "2 ballots for “满意”; at least 60% of the 4 valid ballots is needed, which is 3: one short.",
        "“满意”2票；须占4张有效票的60%以上（含本数），即至少3票：差1票。",
    ),
    told(
        "'满意' + '基本满意' >= 60% of valid",
        "3 ballots for “满意” and ballots for “基本满意” together; at least 60% of the 4 valid "
        "ballots is needed, which is 3: reached.",
        "“满意”票与“基本满意”票合计3票；须占4张有效票的60%以上（含本数），即至少3票：已达到。",
    ),
    told(
        "'满意' > '不满意'",
        "2 ballots for “满意”; more than the 1 ballot for “不满意” is needed, so 2: reached.",
        "“满意”2票；须多于“不满意”票数（1票），即至少2票：已达到。",
    ),
    told(
        "'满意' <= 1",
        "2 ballots for “满意”; at most 1 is allowed: one too many.",
        "“满意”2票；不得超过1票：超出1票。",
    ),
    told(
        "'满意' among 党员 >= 2",
        "1 ballot for “满意” among “党员”; at least 2 are needed: one short.",
        "“党员”成员中，“满意”1票；须不少于2票：差1票。",
    ),
    told(
        "'满意' by 面积 >= 179",
        "179 for “满意” by 面积; at least 179 is needed: reached.",
        "按“面积”计：“满意”179；须不少于179：已达到。",
    ),
    told(
        "'满意' by 面积 > '不满意' by 面积",
        "179 for “满意” by 面积; more than the 89.5 for “不满意” is needed: reached.",
        "按“面积”计：“满意”179；须多于“不满意”的89.5：已达到。",
    ),
    told(
        "'满意' >= 1/2 of '满意'",
        "2 ballots for “满意”; at least 1/2 of the 2 ballots for “满意” is needed, which is 1: reached.",
        "“满意”2票；须占“满意”的2票的半数以上（含本数），即至少1票：已达到。",
    ),
]


@pytest.mark.parametrize(("rule", "english", "chinese"), LABELS)
def test_labels(rule: str, english: str, chinese: str) -> None:
    """A poll's own answers."""
    assert sentences(Condition.parse(rule).evaluate(POLL)) == (english, chinese)


JOINED = [
    told(
        "yes >= 5 and no <= 0",
        "5 votes in favour; at least 5 are needed: reached.\n1 vote against; none is allowed: one too many.",
        "赞成5票；须不少于5票：已达到。\n反对1票；不得超过0票：超出1票。",
    ),
    told(
        "(given 已提前通知 and yes > no) or yes >= 2/3 of decisive",
        "One of these is enough: met.\n"
        "  All of these are needed: met.\n"
        "    “已提前通知” is given.\n"
        "    5 votes in favour; more than the 1 vote against is needed, so 2: reached.\n"
        "  5 votes in favour; at least 2/3 of the 6 votes for or against is needed, which is 4: "
        "reached.",
        "下列各项满足其一即可：已满足。\n"
        "  下列各项须同时满足：均满足。\n"
        "    “已提前通知”一项成立。\n"
        "    赞成5票；须多于反对票数（1票），即至少2票：已达到。\n"
        "  赞成5票；须占赞成与反对合计6票的三分之二以上（含本数），即至少4票：已达到。",
    ),
    told(
        "yes >= 10 or no >= 9 or given 紧急",
        "One of these is enough: none is met.\n"
        "  5 votes in favour; at least 10 are needed: 5 short.\n"
        "  1 vote against; at least 9 are needed: 8 short.\n"
        "  “紧急” is not given.",
        "下列各项满足其一即可：均未满足。\n"
        "  赞成5票；须不少于10票：差5票。\n"
        "  反对1票；须不少于9票：差8票。\n"
        "  “紧急”一项不成立。",
    ),
    told(
        "(yes >= 10 and no >= 1) or (yes >= 5 and given 紧急)",
        "One of these is enough: none is met.\n"
        "  All of these are needed: not all are met.\n"
        "    5 votes in favour; at least 10 are needed: 5 short.\n"
        "    1 vote against; at least 1 is needed: reached.\n"
        "  All of these are needed: not all are met.\n"
        "    5 votes in favour; at least 5 are needed: reached.\n"
        "    “紧急” is not given.",
        "下列各项满足其一即可：均未满足。\n"
        "  下列各项须同时满足：未同时满足。\n"
        "    赞成5票；须不少于10票：差5票。\n"
        "    反对1票；须不少于1票：已达到。\n"
        "  下列各项须同时满足：未同时满足。\n"
        "    赞成5票；须不少于5票：已达到。\n"
        "    “紧急”一项不成立。",
    ),
    told(
        "not yes >= 7",
        "The following must not be so: it is not.\n  5 votes in favour; it takes at least 7: not the case.",
        "不得出现下列情形：未出现。\n  赞成5票；构成该情形须不少于7票：未构成。",
    ),
    told(
        "not yes >= 5",
        "The following must not be so: it is.\n  5 votes in favour; it takes at least 5: the case.",
        "不得出现下列情形：已出现。\n  赞成5票；构成该情形须不少于5票：已构成。",
    ),
    told(
        "not given 紧急",
        "The following must not be so: it is not.\n  “紧急” is not given.",
        "不得出现下列情形：未出现。\n  “紧急”一项不成立。",
    ),
    told(
        "not (yes >= 5 or no >= 9)",
        "The following must not be so: it is.\n"
        "  It takes one of these: the case.\n"
        "    5 votes in favour; it takes at least 5: the case.\n"
        "    1 vote against; it takes at least 9: not the case.",
        "不得出现下列情形：已出现。\n"
        "  构成该情形须具备下列各项之一：已构成。\n"
        "    赞成5票；须不少于5票：具备。\n"
        "    反对1票；须不少于9票：不具备。",
    ),
    told(
        "not (yes >= 5 and no >= 9)",
        "The following must not be so: it is not.\n"
        "  It takes all of these: not the case.\n"
        "    5 votes in favour; it takes at least 5: the case.\n"
        "    1 vote against; it takes at least 9: not the case.",
        "不得出现下列情形：未出现。\n"
        "  构成该情形须同时具备下列各项：未构成。\n"
        "    赞成5票；须不少于5票：具备。\n"
        "    反对1票；须不少于9票：不具备。",
    ),
    told(
        "not not given 紧急",
        "The following must not be so: it is.\n"
        "  It takes that the following is not so: the case.\n"
        "    “紧急” is not given.",
        "不得出现下列情形：已出现。\n  构成该情形须不出现下列情形：已构成。\n    “紧急”一项不成立。",
    ),
    told(
        "not (each 性别: yes >= 1)",
        "The following must not be so: it is.\n"
        "  It takes, in each of the 2 groups of 性别, that there is at least 1 vote in favour: "
        "the case.",
        "不得出现下列情形：已出现。\n  按“性别”分为2组，构成该情形须各组均满足“赞成票不少于1票”：已构成。",
    ),
    told(
        "not (each 性别: yes >= 3)",
        "The following must not be so: it is not.\n"
        "  It takes, in each of the 2 groups of 性别, that there are at least 3 votes in favour: "
        "not the case.\n"
        "    性别 “女”: 2 votes in favour; it takes at least 3: not the case.",
        "不得出现下列情形：未出现。\n"
        "  按“性别”分为2组，构成该情形须各组均满足“赞成票不少于3票”：未构成。\n"
        "    “女”组：赞成2票；须不少于3票：不具备。",
    ),
    told(
        "not (each 方面 in (青年): yes >= 3)",
        "The following must not be so: it is not.\n"
        "  It takes, in the one group of 方面, that there are at least 3 votes in favour: not "
        "the case.\n"
        "    方面 “青年”: 0 votes in favour; it takes at least 3: not the case.",
        "不得出现下列情形：未出现。\n"
        "  按“方面”分为1组，构成该情形须各组均满足“赞成票不少于3票”：未构成。\n"
        "    “青年”组：赞成0票；须不少于3票：不具备。",
    ),
    told(
        "given 已提前通知",
        "“已提前通知” is given.",
        "“已提前通知”一项成立。",
    ),
    told(
        "given 紧急",
        "“紧急” is not given.",
        "“紧急”一项不成立。",
    ),
    told(
        "given 附议人 >= 5",
        "“附议人”: 3; at least 5 are needed: 2 short.",
        "“附议人”为3；须不少于5：差2。",
    ),
    told(
        "given 附议人 = 3",
        "“附议人”: 3; exactly 3 are needed: met.",
        "“附议人”为3；须恰为3：符合。",
    ),
    told(
        "yes + given 附议人 > 9",
        "8 votes in favour and “附议人” together; more than 9 are needed, so 10: 2 short.",
        "赞成票与“附议人”合计8；须多于9，即至少10：差2。",
    ),
    told(
        "yes > given 附议人",
        "5 votes in favour; more than 3 (“附议人”) are needed, so 4: reached.",
        "赞成5票；须多于“附议人”（3），即至少4票：已达到。",
    ),
    told(
        "not yes = 2 times no",
        "The following must not be so: it is not.\n"
        "  5 votes in favour; it takes exactly 2 (2 times votes against): not the case.",
        "不得出现下列情形：未出现。\n  赞成5票；构成该情形须等于反对票数的2倍（2票）：未构成。",
    ),
]


@pytest.mark.parametrize(("rule", "english", "chinese"), JOINED)
def test_joined(rule: str, english: str, chinese: str) -> None:
    """Alternatives, conditions side by side, what must not be so, facts of the matter."""
    assert sentences(Condition.parse(rule).evaluate(COMMITTEE)) == (english, chinese)


# ---------------------------------------------------------------- decisions

COUNCIL = [Elector(str(seat), flags={"常任"} if seat < 5 else ()) for seat in range(15)]


def council(yes: int, no: int, *, veto: int = 0) -> Tally:
    """Fifteen seats, five of them permanent: votes against are those of permanent members first."""
    stances = ["no"] * veto + ["yes"] * yes + ["no"] * (no - veto)
    return Tally.of(COUNCIL, {str(seat): stance for seat, stance in enumerate(stances)})


def heads(yes: int = 0, no: int = 0, abstain: int = 0, silent: int = 0, absent: int = 0) -> Tally:
    """People who are told apart by nothing but what they did."""
    stances = ["yes"] * yes + ["no"] * no + ["abstain"] * abstain + ["silent"] * silent
    people = [str(number) for number in range(len(stances) + absent)]
    taken = dict(zip(people, stances, strict=False))
    ballots = {person: stance for person, stance in taken.items() if stance != "silent"}
    return Tally.of(people, ballots, present=taken)


def owners(yes: int, no: int, absent: int, *, area: str = "100") -> Tally:
    """Owners with 100 square metres each; the first has ``area``."""
    people = [
        Elector(str(number), weights={"面积": "100" if number else area})
        for number in range(yes + no + absent)
    ]
    return Tally.of(people, {str(number): "yes" if number < yes else "no" for number in range(yes + no)})


ARTICLE_278 = DecisionRule(
    "yes > 1/2 of ballots and yes by 面积 > 1/2 of ballots by 面积",
    quorum="ballots >= 2/3 of members and ballots by 面积 >= 2/3 of members by 面积",
    clause=Clause("《民法典》第二百七十八条", "三分之二以上"),
)
CASTING = DecisionRule("yes > 1/2 of decisive", tied="yes = no", tie_break="casting_vote")

DECISIONS = [
    pytest.param(
        DecisionRule("yes >= 80% of members").decide(heads(yes=6, no=2)),
        "Rejected.\n"
        "Adoption: 6 votes in favour; at least 80% of the 8 members is needed, which is 7: one "
        "short.\n"
        "One more vote in favour, from somebody entitled, would have been enough.",
        "未通过。\n"
        "表决：赞成6票；须占全体成员8人的80%以上（含本数），即至少7票：差1票。\n"
        "如果再有1名有表决权的人投赞成票，即可通过。",
        id="the-main-job",
    ),
    pytest.param(
        DecisionRule("yes >= 80% of members").decide(heads(yes=7, no=1)),
        "Adopted.\n"
        "Adoption: 7 votes in favour; at least 80% of the 8 members is needed, which is 7: "
        "reached.",
        "通过。\n表决：赞成7票；须占全体成员8人的80%以上（含本数），即至少7票：已达到。",
        id="adopted",
    ),
    pytest.param(
        DecisionRule("yes >= 80% of members").decide(heads(yes=4, no=2, abstain=2)),
        "Rejected.\n"
        "Adoption: 4 votes in favour; at least 80% of the 8 members is needed, which is 7: 3 "
        "short.\n"
        "3 more votes in favour, from people entitled, would have been enough.",
        "未通过。\n"
        "表决：赞成4票；须占全体成员8人的80%以上（含本数），即至少7票：差3票。\n"
        "如果再有3名有表决权的人投赞成票，即可通过。",
        id="several-short",
    ),
    pytest.param(
        DecisionRule("yes > no").decide(heads(yes=3, no=4)),
        "Rejected.\n"
        "Adoption: 3 votes in favour; more than the 4 votes against are needed, so 5: 2 short.\n"
        "One more vote in favour, from the right person, would have been enough.",
        "未通过。\n"
        "表决：赞成3票；须多于反对票数（4票），即至少5票：差2票。\n"
        "至少再有1名有表决权的人投赞成票，才能通过。",
        id="from-the-right-people",
    ),
    pytest.param(
        DecisionRule("yes > no").decide(heads(yes=2, no=5)),
        "Rejected.\n"
        "Adoption: 2 votes in favour; more than the 5 votes against are needed, so 6: 4 short.\n"
        "2 more votes in favour, from the right people, would have been enough.",
        "未通过。\n"
        "表决：赞成2票；须多于反对票数（5票），即至少6票：差4票。\n"
        "至少再有2名有表决权的人投赞成票，才能通过。",
        id="several-of-the-right-people",
    ),
    pytest.param(
        DecisionRule("yes > 1/2 of present", quorum="present >= 2/3 of members").decide(
            Tally.totals(members=66, present=43, yes=40)
        ),
        "No quorum: nothing was decided.\n"
        "Quorum: 43 present; at least 2/3 of the 66 members is needed, which is 44: one short.\n"
        "One more vote in favour, from somebody entitled, would have made a quorum and carried "
        "it.",
        "未达到法定人数，未作出决定。\n"
        "法定人数：到会43人；须占全体成员66人的三分之二以上（含本数），即至少44人：差1人。\n"
        "如果再有1名有表决权的人投赞成票，即可达到法定人数并通过。",
        id="inquorate",
    ),
    pytest.param(
        DecisionRule("yes > 1/2 of present", quorum="present >= 2/3 of members").decide(
            heads(yes=3, absent=6)
        ),
        "No quorum: nothing was decided.\n"
        "Quorum: 3 present; at least 2/3 of the 9 members is needed, which is 6: 3 short.\n"
        "3 more votes in favour, from people entitled, would have made a quorum and carried it.",
        "未达到法定人数，未作出决定。\n"
        "法定人数：到会3人；须占全体成员9人的三分之二以上（含本数），即至少6人：差3人。\n"
        "如果再有3名有表决权的人投赞成票，即可达到法定人数并通过。",
        id="several-missing-for-a-quorum",
    ),
    pytest.param(
        DecisionRule("yes > no", quorum="ballots >= 1/2 of members").decide(heads(yes=1, no=1, absent=4)),
        "No quorum: nothing was decided.\n"
        "Quorum: 2 ballots returned; at least 1/2 of the 6 members is needed, which is 3: one "
        "short.\n"
        "One more vote in favour, from the right person, would have made a quorum and carried it.",
        "未达到法定人数，未作出决定。\n"
        "法定人数：收回2票；须占全体成员6人的半数以上（含本数），即至少3票：差1票。\n"
        "至少再有1名有表决权的人投赞成票，才能达到法定人数并通过。",
        id="inquorate-and-against-it",
    ),
    pytest.param(
        DecisionRule("yes >= 9", quorum="ballots >= 1/2 of members").decide(heads(yes=1, absent=4)),
        "No quorum: nothing was decided.\n"
        "Quorum: 1 ballot returned; at least 1/2 of the 5 members is needed, which is 3: 2 "
        "short.\n"
        "Even if everybody entitled had voted in favour, it would not have been enough.",
        "未达到法定人数，未作出决定。\n"
        "法定人数：收回1票；须占全体成员5人的半数以上（含本数），即至少3票：差2票。\n"
        "即使有表决权的人全部投赞成票，也达不到通过的要求。",
        id="inquorate-hopeless",
    ),
    pytest.param(
        DecisionRule("yes > no", quorum="ballots >= 2/3 of members").decide(
            Tally.totals(members=10, ballots=3)
        ),
        "No quorum: nothing was decided.\n"
        "Quorum: 3 ballots returned; at least 2/3 of the 10 members is needed, which is 7: 4 "
        "short.",
        "未达到法定人数，未作出决定。\n"
        "法定人数：收回3票；须占全体成员10人的三分之二以上（含本数），即至少7票：差4票。",
        id="inquorate-nothing-known-of-the-vote",
    ),
    pytest.param(
        DecisionRule("yes > no", quorum="ballots >= 1/2 of members", tied="yes = no", tie_break="lot").decide(
            heads(yes=1, no=1, absent=4), "yes"
        ),
        "No quorum: nothing was decided.\n"
        "Quorum: 2 ballots returned; at least 1/2 of the 6 members is needed, which is 3: one "
        "short.\n"
        "One more vote in favour, from the right person, would have made a quorum and carried it.",
        "未达到法定人数，未作出决定。\n"
        "法定人数：收回2票；须占全体成员6人的半数以上（含本数），即至少3票：差1票。\n"
        "至少再有1名有表决权的人投赞成票，才能达到法定人数并通过。",
        id="inquorate-with-a-tie-vote",
    ),
    pytest.param(
        DecisionRule("yes > 1/2 of members", quorum="present >= 1/2 of members").decide(
            heads(yes=10, absent=10)
        ),
        "Rejected.\n"
        "Quorum: 10 present; at least 1/2 of the 20 members is needed, which is 10: reached.\n"
        "Adoption: 10 votes in favour; more than 1/2 of the 20 members is needed, so 11: one "
        "short.\n"
        "Not even everybody present was enough: it would have taken somebody absent, and one "
        "more vote in favour.",
        "未通过。\n"
        "法定人数：到会10人；须占全体成员20人的半数以上（含本数），即至少10人：已达到。\n"
        "表决：赞成10票；须超过全体成员20人的半数（不含本数），即至少11票：差1票。\n"
        "到会的人即使全部赞成也不能通过；须有未到会的人参加，再得至少1票赞成。",
        id="out-of-reach",
    ),
    pytest.param(
        DecisionRule("yes > 1/2 of members").decide(heads(yes=7, no=1, absent=12)),
        "Rejected.\n"
        "Adoption: 7 votes in favour; more than 1/2 of the 20 members is needed, so 11: 4 short.\n"
        "Not even everybody present was enough: it would have taken somebody absent, and 4 more "
        "votes in favour.",
        "未通过。\n"
        "表决：赞成7票；须超过全体成员20人的半数（不含本数），即至少11票：差4票。\n"
        "到会的人即使全部赞成也不能通过；须有未到会的人参加，再得至少4票赞成。",
        id="several-out-of-reach",
    ),
    pytest.param(
        DecisionRule("yes >= 20").decide(heads(yes=1, absent=2)),
        "Rejected.\n"
        "Adoption: 1 vote in favour; at least 20 are needed: 19 short.\n"
        "Even if everybody entitled had voted in favour, it would not have been enough.",
        "未通过。\n表决：赞成1票；须不少于20票：差19票。\n即使有表决权的人全部投赞成票，也达不到通过的要求。",
        id="hopeless",
    ),
    pytest.param(
        ARTICLE_278.decide(owners(101, 99, 100)),
        "Adopted.\n"
        "Quorum: reached.\n"
        "  200 ballots returned; at least 2/3 of the 300 members is needed, which is 200: "
        "reached.\n"
        "  20000 returned by 面积; at least 2/3 of the members’ 30000 is needed, which is 20000: "
        "reached.\n"
        "Adoption: reached.\n"
        "  101 votes in favour; more than 1/2 of the 200 ballots returned is needed, so 101: "
        "reached.\n"
        "  10100 in favour by 面积; more than 1/2 of the 20000 returned is needed, so more than "
        "10000: reached.\n"
        "Source: 《民法典》第二百七十八条, “三分之二以上”.",
        "通过。\n"
        "法定人数：已达到。\n"
        "  收回200票；须占全体成员300人的三分之二以上（含本数），即至少200票：已达到。\n"
        "  按“面积”计：收回20000；须占全体成员30000的三分之二以上（含本数），即至少20000："
        "已达到。\n"
        "表决：已达到。\n"
        "  赞成101票；须超过收回的200票的半数（不含本数），即至少101票：已达到。\n"
        "  按“面积”计：赞成10100；须超过收回的20000的半数（不含本数），即多于10000：已达到。\n"
        "依据：《民法典》第二百七十八条，“三分之二以上”。",
        id="article-278-adopted",
    ),
    pytest.param(
        ARTICLE_278.decide(owners(100, 100, 100, area="250")),
        "Rejected.\n"
        "Quorum: reached.\n"
        "  200 ballots returned; at least 2/3 of the 300 members is needed, which is 200: "
        "reached.\n"
        "  20150 returned by 面积; at least 2/3 of the members’ 30150 is needed, which is 20100: "
        "reached.\n"
        "Adoption: not reached.\n"
        "  100 votes in favour; more than 1/2 of the 200 ballots returned is needed, so 101: one "
        "short.\n"
        "  10150 in favour by 面积; more than 1/2 of the 20150 returned is needed, so more than "
        "10075: reached.\n"
        "One more vote in favour, from the right person, would have been enough.\n"
        "Source: 《民法典》第二百七十八条, “三分之二以上”.",
        "未通过。\n"
        "法定人数：已达到。\n"
        "  收回200票；须占全体成员300人的三分之二以上（含本数），即至少200票：已达到。\n"
        "  按“面积”计：收回20150；须占全体成员30150的三分之二以上（含本数），即至少20100："
        "已达到。\n"
        "表决：未达到。\n"
        "  赞成100票；须超过收回的200票的半数（不含本数），即至少101票：差1票。\n"
        "  按“面积”计：赞成10150；须超过收回的20150的半数（不含本数），即多于10075：已达到。\n"
        "至少再有1名有表决权的人投赞成票，才能通过。\n"
        "依据：《民法典》第二百七十八条，“三分之二以上”。",
        id="article-278-heads-short",
    ),
    pytest.param(
        ARTICLE_278.decide(
            Tally.totals(
                members=300,
                ballots=200,
                yes=101,
                by={"面积": {"members": "30000", "ballots": "20000", "yes": "10000"}},
            )
        ),
        "Rejected.\n"
        "Quorum: reached.\n"
        "  200 ballots returned; at least 2/3 of the 300 members is needed, which is 200: "
        "reached.\n"
        "  20000 returned by 面积; at least 2/3 of the members’ 30000 is needed, which is 20000: "
        "reached.\n"
        "Adoption: not reached.\n"
        "  101 votes in favour; more than 1/2 of the 200 ballots returned is needed, so 101: "
        "reached.\n"
        "  10000 in favour by 面积; more than 1/2 of the 20000 returned is needed, so more than "
        "10000: not reached.\n"
        "Source: 《民法典》第二百七十八条, “三分之二以上”.",
        "未通过。\n"
        "法定人数：已达到。\n"
        "  收回200票；须占全体成员300人的三分之二以上（含本数），即至少200票：已达到。\n"
        "  按“面积”计：收回20000；须占全体成员30000的三分之二以上（含本数），即至少20000："
        "已达到。\n"
        "表决：未达到。\n"
        "  赞成101票；须超过收回的200票的半数（不含本数），即至少101票：已达到。\n"
        "  按“面积”计：赞成10000；须超过收回的20000的半数（不含本数），即多于10000：未超过。\n"
        "依据：《民法典》第二百七十八条，“三分之二以上”。",
        id="article-278-of-figures",
    ),
    pytest.param(
        ARTICLE_278.decide(
            Tally.totals(
                members=300,
                ballots=199,
                yes=101,
                by={"面积": {"members": "30000", "ballots": "19999.99", "yes": "12000"}},
            )
        ),
        "No quorum: nothing was decided.\n"
        "Quorum: not reached.\n"
        "  199 ballots returned; at least 2/3 of the 300 members is needed, which is 200: one "
        "short.\n"
        "  19999.99 returned by 面积; at least 2/3 of the members’ 30000 is needed, which is "
        "20000: 0.01 short.\n"
        "Source: 《民法典》第二百七十八条, “三分之二以上”.",
        "未达到法定人数，未作出决定。\n"
        "法定人数：未达到。\n"
        "  收回199票；须占全体成员300人的三分之二以上（含本数），即至少200票：差1票。\n"
        "  按“面积”计：收回19999.99；须占全体成员30000的三分之二以上（含本数），即至少20000："
        "差0.01。\n"
        "依据：《民法典》第二百七十八条，“三分之二以上”。",
        id="article-278-inquorate",
    ),
    pytest.param(
        DecisionRule("yes >= 9", vetoed="no among 常任 >= 1").decide(council(yes=12, no=0)),
        "Adopted.\n"
        "Adoption: 12 votes in favour; at least 9 are needed: reached.\n"
        "Veto: 0 votes against among “常任”; a veto takes at least 1: no veto.",
        "通过。\n"
        "表决：赞成12票；须不少于9票：已达到。\n"
        "否决权：“常任”成员中，反对0票；构成否决须不少于1票：未构成。",
        id="no-veto",
    ),
    pytest.param(
        DecisionRule("yes >= 9", vetoed="no among 常任 >= 1").decide(council(yes=12, no=3, veto=2)),
        "Not adopted: it had the votes, and was vetoed.\n"
        "Adoption: 12 votes in favour; at least 9 are needed: reached.\n"
        "Veto: 2 votes against among “常任”; a veto takes at least 1: vetoed.",
        "未通过：票数已够，但被行使否决权。\n"
        "表决：赞成12票；须不少于9票：已达到。\n"
        "否决权：“常任”成员中，反对2票；构成否决须不少于1票：已构成。",
        id="vetoed",
    ),
    pytest.param(
        DecisionRule("yes >= 9", vetoed="no among 常任 >= 1").decide(council(yes=8, no=7)),
        "Rejected.\n"
        "Adoption: 8 votes in favour; at least 9 are needed: one short.\n"
        "One more vote in favour, from the right person, would have been enough.",
        "未通过。\n表决：赞成8票；须不少于9票：差1票。\n至少再有1名有表决权的人投赞成票，才能通过。",
        id="short-where-there-is-a-veto",
    ),
    pytest.param(
        DecisionRule("yes >= 9", vetoed="no among 常任 >= 1 and no >= 3").decide(
            council(yes=12, no=3, veto=1)
        ),
        "Not adopted: it had the votes, and was vetoed.\n"
        "Adoption: 12 votes in favour; at least 9 are needed: reached.\n"
        "Veto: a veto takes all of these: vetoed.\n"
        "  1 vote against among “常任”; it takes at least 1: the case.\n"
        "  3 votes against; it takes at least 3: the case.",
        "未通过：票数已够，但被行使否决权。\n"
        "表决：赞成12票；须不少于9票：已达到。\n"
        "否决权：构成否决须同时具备下列各项：已构成。\n"
        "  “常任”成员中，反对1票；须不少于1票：具备。\n"
        "  反对3票；须不少于3票：具备。",
        id="vetoed-by-several-conditions",
    ),
    pytest.param(
        DecisionRule("yes >= 2", vetoed="no >= 3 or (no >= 1 and abstain >= 1) or not yes >= 1").decide(
            heads(yes=3, no=1)
        ),
        "Adopted.\n"
        "Adoption: 3 votes in favour; at least 2 are needed: reached.\n"
        "Veto: a veto takes one of these: no veto.\n"
        "  1 vote against; it takes at least 3: not the case.\n"
        "  It takes all of these: not the case.\n"
        "    1 vote against; it takes at least 1: the case.\n"
        "    0 abstentions; it takes at least 1: not the case.\n"
        "  It takes that the following is not so: not the case.\n"
        "    3 votes in favour; it takes at least 1: the case.",
        "通过。\n"
        "表决：赞成3票；须不少于2票：已达到。\n"
        "否决权：构成否决须具备下列各项之一：未构成。\n"
        "  反对1票；须不少于3票：不具备。\n"
        "  须同时具备下列各项：不具备。\n"
        "    反对1票；须不少于1票：具备。\n"
        "    弃权0票；须不少于1票：不具备。\n"
        "  须不出现下列情形：不具备。\n"
        "    赞成3票；构成该情形须不少于1票：已构成。",
        id="not-vetoed-by-alternatives",
    ),
    pytest.param(
        DecisionRule("yes >= 1", vetoed="each 性别: no >= 1").decide(
            Tally.of(committee(), dict.fromkeys(NAMES[2:], "yes") | {"张": "no", "李": "no"})
        ),
        "Not adopted: it had the votes, and was vetoed.\n"
        "Adoption: 6 votes in favour; at least 1 is needed: reached.\n"
        "Veto: a veto takes, in each of the 2 groups of 性别, that there is at least 1 vote "
        "against: vetoed.",
        "未通过：票数已够，但被行使否决权。\n"
        "表决：赞成6票；须不少于1票：已达到。\n"
        "否决权：按“性别”分为2组，构成否决须各组均满足“反对票不少于1票”：已构成。",
        id="vetoed-by-every-group",
    ),
    pytest.param(
        DecisionRule("yes >= 1", vetoed="each 性别: no >= 1").decide(
            Tally.of(committee(), dict.fromkeys(NAMES[2:], "yes") | {"张": "no"})
        ),
        "Adopted.\n"
        "Adoption: 6 votes in favour; at least 1 is needed: reached.\n"
        "Veto: a veto takes, in each of the 2 groups of 性别, that there is at least 1 vote "
        "against: no veto.\n"
        "  性别 “女”: 0 votes against; it takes at least 1: not the case.",
        "通过。\n"
        "表决：赞成6票；须不少于1票：已达到。\n"
        "否决权：按“性别”分为2组，构成否决须各组均满足“反对票不少于1票”：未构成。\n"
        "  “女”组：反对0票；须不少于1票：不具备。",
        id="not-vetoed-by-every-group",
    ),
    pytest.param(
        DecisionRule("yes > no", vetoed="no >= 1/3 of members").decide(heads(yes=5, no=3)),
        "Not adopted: it had the votes, and was vetoed.\n"
        "Adoption: 5 votes in favour; more than the 3 votes against are needed, so 4: reached.\n"
        "Veto: 3 votes against; a veto takes at least 1/3 of the 8 members, which is 3: vetoed.",
        "未通过：票数已够，但被行使否决权。\n"
        "表决：赞成5票；须多于反对票数（3票），即至少4票：已达到。\n"
        "否决权：反对3票；构成否决须占全体成员8人的三分之一以上（含本数），即至少3票：已构成。",
        id="vetoed-by-a-share",
    ),
    pytest.param(
        DecisionRule("yes > no", vetoed="no + abstain >= 1/3 of (no + abstain)").decide(heads(yes=5)),
        "Adopted.\n"
        "Adoption: 5 votes in favour; more than the 0 votes against are needed, so 1: reached.\n"
        "Veto: 0 votes against and abstentions together; a veto takes at least 1/3 of the 0 "
        "votes against and abstentions: that base is empty, so no veto.",
        "通过。\n"
        "表决：赞成5票；须多于反对票数（0票），即至少1票：已达到。\n"
        "否决权：反对票与弃权票合计0票；"
        "构成否决须占反对票与弃权票合计0票的三分之一以上（含本数）：基数为零，未构成。",
        id="veto-of-an-empty-base",
    ),
    pytest.param(
        DecisionRule("yes > 1/2 of decisive", tied="yes = no").decide(heads(yes=2, no=2)),
        "Tied: the tie has not been broken.\n"
        "Adoption: 2 votes in favour; more than 1/2 of the 4 votes for or against is needed, so "
        "3: one short.\n"
        "Tie: 2 votes in favour; a tie takes as many as the 2 votes against: tied.\n"
        "One more vote in favour, from the right person, would have been enough.",
        "票数相等，尚待裁断。\n"
        "表决：赞成2票；须超过赞成与反对合计4票的半数（不含本数），即至少3票：差1票。\n"
        "票数相等：赞成2票；构成平票须等于反对票数（2票）：已构成。\n"
        "至少再有1名有表决权的人投赞成票，才能通过。",
        id="tied",
    ),
    pytest.param(
        CASTING.decide(heads(yes=2, no=2), "yes"),
        "Adopted.\n"
        "Adoption: 2 votes in favour; more than 1/2 of the 4 votes for or against is needed, so "
        "3: one short.\n"
        "Tie: 2 votes in favour; a tie takes as many as the 2 votes against: tied.\n"
        "The casting vote went for it.",
        "通过。\n"
        "表决：赞成2票；须超过赞成与反对合计4票的半数（不含本数），即至少3票：差1票。\n"
        "票数相等：赞成2票；构成平票须等于反对票数（2票）：已构成。\n"
        "主持人的决定票为赞成。",
        id="casting-vote-for-it",
    ),
    pytest.param(
        CASTING.decide(heads(yes=2, no=2), "no"),
        "Rejected.\n"
        "Adoption: 2 votes in favour; more than 1/2 of the 4 votes for or against is needed, so "
        "3: one short.\n"
        "Tie: 2 votes in favour; a tie takes as many as the 2 votes against: tied.\n"
        "The casting vote went against it.\n"
        "One more vote in favour, from the right person, would have been enough.",
        "未通过。\n"
        "表决：赞成2票；须超过赞成与反对合计4票的半数（不含本数），即至少3票：差1票。\n"
        "票数相等：赞成2票；构成平票须等于反对票数（2票）：已构成。\n"
        "主持人的决定票为反对。\n"
        "至少再有1名有表决权的人投赞成票，才能通过。",
        id="casting-vote-against-it",
    ),
    pytest.param(
        CASTING.decide(heads(yes=3, no=1), "no"),
        "Adopted.\n"
        "Adoption: 3 votes in favour; more than 1/2 of the 4 votes for or against is needed, so "
        "3: reached.\n"
        "Tie: 3 votes in favour; a tie takes as many as the 1 vote against: no tie.",
        "通过。\n"
        "表决：赞成3票；须超过赞成与反对合计4票的半数（不含本数），即至少3票：已达到。\n"
        "票数相等：赞成3票；构成平票须等于反对票数（1票）：未构成。",
        id="casting-vote-not-called-for",
    ),
    pytest.param(
        DecisionRule("yes > no", tied="yes = no", tie_break="lot").decide(heads(yes=2, no=2), "no"),
        "Rejected.\n"
        "Adoption: 2 votes in favour; more than the 2 votes against are needed, so 3: one short.\n"
        "Tie: 2 votes in favour; a tie takes as many as the 2 votes against: tied.\n"
        "The lot went against it.\n"
        "One more vote in favour, from the right person, would have been enough.",
        "未通过。\n"
        "表决：赞成2票；须多于反对票数（2票），即至少3票：差1票。\n"
        "票数相等：赞成2票；构成平票须等于反对票数（2票）：已构成。\n"
        "抽签结果为反对。\n"
        "至少再有1名有表决权的人投赞成票，才能通过。",
        id="lot",
    ),
    pytest.param(
        DecisionRule("yes > no", tied="yes = no", tie_break="seniority", vetoed="abstain >= 1").decide(
            heads(yes=2, no=2, abstain=1), "yes"
        ),
        "Not adopted: it had the votes, and was vetoed.\n"
        "Adoption: 2 votes in favour; more than the 2 votes against are needed, so 3: one short.\n"
        "Veto: 1 abstention; a veto takes at least 1: vetoed.\n"
        "Tie: 2 votes in favour; a tie takes as many as the 2 votes against: tied.\n"
        "Seniority went for it.",
        "未通过：票数已够，但被行使否决权。\n"
        "表决：赞成2票；须多于反对票数（2票），即至少3票：差1票。\n"
        "否决权：弃权1票；构成否决须不少于1票：已构成。\n"
        "票数相等：赞成2票；构成平票须等于反对票数（2票）：已构成。\n"
        "按资历裁断，结果为赞成。",
        id="seniority-and-veto",
    ),
    pytest.param(
        DecisionRule("yes > no", tied="yes = no", tie_break="status_quo", rejects="no > yes").decide(
            heads(yes=2, no=2)
        ),
        "Rejected.\n"
        "Adoption: 2 votes in favour; more than the 2 votes against are needed, so 3: one short.\n"
        "Tie: 2 votes in favour; a tie takes as many as the 2 votes against: tied.\n"
        "The status quo prevails in a tie.\n"
        "One more vote in favour, from the right person, would have been enough.",
        "未通过。\n"
        "表决：赞成2票；须多于反对票数（2票），即至少3票：差1票。\n"
        "票数相等：赞成2票；构成平票须等于反对票数（2票）：已构成。\n"
        "票数相等时维持现状。\n"
        "至少再有1名有表决权的人投赞成票，才能通过。",
        id="status-quo",
    ),
    pytest.param(
        DecisionRule("yes >= no", tied="yes = no").decide(heads(yes=2, no=2)),
        "Adopted.\nAdoption: 2 votes in favour; at least as many as the 2 votes against are needed: reached.",
        "通过。\n表决：赞成2票；须不少于反对票数（2票）：已达到。",
        id="a-tie-that-adopts",
    ),
    pytest.param(
        DecisionRule("yes > no", tied="yes = no and yes >= 1").decide(heads(yes=2, no=2)),
        "Tied: the tie has not been broken.\n"
        "Adoption: 2 votes in favour; more than the 2 votes against are needed, so 3: one short.\n"
        "Tie: a tie takes all of these: tied.\n"
        "  2 votes in favour; it takes as many as the 2 votes against: the case.\n"
        "  2 votes in favour; it takes at least 1: the case.\n"
        "One more vote in favour, from the right person, would have been enough.",
        "票数相等，尚待裁断。\n"
        "表决：赞成2票；须多于反对票数（2票），即至少3票：差1票。\n"
        "票数相等：构成平票须同时具备下列各项：已构成。\n"
        "  赞成2票；须等于反对票数（2票）：具备。\n"
        "  赞成2票；须不少于1票：具备。\n"
        "至少再有1名有表决权的人投赞成票，才能通过。",
        id="tied-by-several-conditions",
    ),
    pytest.param(
        DecisionRule("yes >= 2/3 of members", rejects="no > 1/3 of members").decide(
            heads(yes=2, no=1, absent=3)
        ),
        "Undecided: neither adopted nor rejected.\n"
        "Adoption: 2 votes in favour; at least 2/3 of the 6 members is needed, which is 4: 2 "
        "short.\n"
        "Rejection: 1 vote against; rejection takes more than 1/3 of the 6 members, so 3: not "
        "reached.\n"
        "Not even everybody present was enough: it would have taken somebody absent, and 2 more "
        "votes in favour.",
        "未决：既未达到通过的要求，也未达到不通过的要求。\n"
        "表决：赞成2票；须占全体成员6人的三分之二以上（含本数），即至少4票：差2票。\n"
        "不通过：反对1票；认定不通过须超过全体成员6人的三分之一（不含本数），即至少3票：未达到。\n"
        "到会的人即使全部赞成也不能通过；须有未到会的人参加，再得至少2票赞成。",
        id="undecided",
    ),
    pytest.param(
        DecisionRule("yes >= 2/3 of members", rejects="no > 1/3 of members").decide(
            heads(yes=2, no=3, absent=1)
        ),
        "Rejected.\n"
        "Adoption: 2 votes in favour; at least 2/3 of the 6 members is needed, which is 4: 2 "
        "short.\n"
        "Rejection: 3 votes against; rejection takes more than 1/3 of the 6 members, so 3: "
        "reached.\n"
        "2 more votes in favour, from people entitled, would have been enough.",
        "未通过。\n"
        "表决：赞成2票；须占全体成员6人的三分之二以上（含本数），即至少4票：差2票。\n"
        "不通过：反对3票；认定不通过须超过全体成员6人的三分之一（不含本数），即至少3票：已达到。\n"
        "如果再有2名有表决权的人投赞成票，即可通过。",
        id="rejected-by-its-own-condition",
    ),
    pytest.param(
        DecisionRule("yes >= 2/3 of members", rejects="no > 1/3 of members and not abstain >= 1").decide(
            heads(yes=2, no=2, abstain=2)
        ),
        "Undecided: neither adopted nor rejected.\n"
        "Adoption: 2 votes in favour; at least 2/3 of the 6 members is needed, which is 4: 2 "
        "short.\n"
        "Rejection: rejection takes all of these: not reached.\n"
        "  2 votes against; it takes more than 1/3 of the 6 members, so 3: not the case.\n"
        "  It takes that the following is not so: not the case.\n"
        "    2 abstentions; it takes at least 1: the case.\n"
        "2 more votes in favour, from people entitled, would have been enough.",
        "未决：既未达到通过的要求，也未达到不通过的要求。\n"
        "表决：赞成2票；须占全体成员6人的三分之二以上（含本数），即至少4票：差2票。\n"
        "不通过：认定不通过须同时具备下列各项：未达到。\n"
        "  反对2票；须超过全体成员6人的三分之一（不含本数），即至少3票：不具备。\n"
        "  须不出现下列情形：不具备。\n"
        "    弃权2票；构成该情形须不少于1票：已构成。\n"
        "如果再有2名有表决权的人投赞成票，即可通过。",
        id="rejection-of-several-conditions",
    ),
    pytest.param(
        DecisionRule("yes >= no").decide(heads(abstain=1, absent=2)),
        "Rejected.\n"
        "Adoption: 0 votes in favour; at least as many as the 0 votes against are needed: "
        "reached.\n"
        "No vote that counts was in favour, and silence adopts nothing.\n"
        "One more vote in favour, from the right person, would have been enough.",
        "未通过。\n"
        "表决：赞成0票；须不少于反对票数（0票）：已达到。\n"
        "没有计入的赞成票，不能视为通过。\n"
        "至少再有1名有表决权的人投赞成票，才能通过。",
        id="nobody-in-favour",
    ),
    pytest.param(
        DecisionRule("'满意' >= '不满意'").decide(
            Tally.of(["甲"], {"甲": "abstain"}, labels=["满意", "不满意"])
        ),
        "Rejected.\n"
        "Adoption: 0 ballots for “满意”; at least as many as the 0 ballots for “不满意” are "
        "needed: reached.\n"
        "Nobody chose it, and silence adopts nothing.",
        "未通过。\n表决：“满意”0票；须不少于“不满意”票数（0票）：已达到。\n无人选择，不能视为通过。",
        id="nobody-for-a-label",
    ),
    pytest.param(
        DecisionRule("no = 0", silence_adopts=True).decide(heads(abstain=1, absent=2)),
        "Adopted.\nAdoption: 0 votes against; none is allowed: met.",
        "通过。\n表决：反对0票；须为0票：符合。",
        id="silence-adopts",
    ),
    pytest.param(
        DecisionRule("no = 0", silence_adopts=True).decide(heads(no=1, absent=2)),
        "Rejected.\nAdoption: 1 vote against; none is allowed: one too many.",
        "未通过。\n表决：反对1票；须为0票：多1票。",
        id="silence-broken",
    ),
    pytest.param(
        DecisionRule("'满意' >= 60% of valid").decide(POLL),
        "Rejected.\n"
        "Adoption: 2 ballots for “满意”; at least 60% of the 4 valid ballots is needed, which is "
        "3: one short.",
        "未通过。\n表决：“满意”2票；须占4张有效票的60%以上（含本数），即至少3票：差1票。",
        id="an-appraisal",
    ),
    pytest.param(
        DecisionRule("'满意' >= 60% of valid").decide(Tally.of(["甲"], {}, labels=["满意"])),
        "Rejected.\n"
        "Adoption: 0 ballots for “满意”; at least 60% of the 0 valid ballots is needed: that "
        "base is empty, so it is not reached.\n"
        "However those present had voted, it could not have been adopted.",
        "未通过。\n"
        "表决：“满意”0票；须占0张有效票的60%以上（含本数）：基数为零，不能视为达到。\n"
        "到会的人无论怎样投票，都不能通过。",
        id="an-appraisal-without-anybody",
    ),
    pytest.param(
        DecisionRule("yes > 1/2 of decisive").decide(heads(absent=3)),
        "Rejected.\n"
        "Adoption: 0 votes in favour; more than 1/2 of the 0 votes for or against is needed: "
        "that base is empty, so it is not reached.\n"
        "Not even everybody present was enough: it would have taken somebody absent, and one "
        "more vote in favour.",
        "未通过。\n"
        "表决：赞成0票；须超过赞成与反对合计0票的半数（不含本数）：基数为零，不能视为达到。\n"
        "到会的人即使全部赞成也不能通过；须有未到会的人参加，再得至少1票赞成。",
        id="an-empty-base",
    ),
    pytest.param(
        DecisionRule("yes >= 1/2 of (members - 9)").decide(heads(yes=3)),
        "Rejected.\n"
        "Adoption: 3 votes in favour; at least 1/2 of the -6 (members less 9) is needed: that "
        "base is below zero, so it is not reached.\n"
        "Even if everybody entitled had voted in favour, it would not have been enough.",
        "未通过。\n"
        "表决：赞成3票；须占全体成员人数减去9（-6人）的半数以上（含本数）：基数小于零，"
        "不能视为达到。\n"
        "即使有表决权的人全部投赞成票，也达不到通过的要求。",
        id="a-base-below-zero",
    ),
    pytest.param(
        DecisionRule("yes > 1/2 of members").decide(
            Tally.of(["甲", "乙"], {"甲": {"yes": "1/3", "no": "2/3"}, "乙": "yes"})
        ),
        "Adopted.\n"
        "Adoption: 1 1/3 votes in favour; more than 1/2 of the 2 members is needed, so more than "
        "1: reached.",
        "通过。\n表决：赞成1又1/3票；须超过全体成员2人的半数（不含本数），即多于1票：已达到。",
        id="a-split-vote",
    ),
    pytest.param(
        DecisionRule("yes >= 3/4 of members").decide(
            Tally.of(["甲", "乙"], {"甲": {"yes": "1/3", "no": "2/3"}, "乙": "yes"})
        ),
        "Rejected.\n"
        "Adoption: 1 1/3 votes in favour; at least 3/4 of the 2 members is needed, so at least "
        "1.5: not reached.\n"
        "One more vote in favour, from somebody entitled, would have been enough.",
        "未通过。\n"
        "表决：赞成1又1/3票；须占全体成员2人的四分之三以上（含本数），即不少于1.5票：未达到。\n"
        "如果再有1名有表决权的人投赞成票，即可通过。",
        id="a-split-vote-short",
    ),
    pytest.param(
        DecisionRule("(given 已提前通知 and yes > no) or yes >= 2/3 of decisive").decide(
            Tally.of(["甲", "乙", "丙"], {"甲": "yes", "乙": "no", "丙": "no"}, given={"已提前通知": False})
        ),
        "Rejected.\n"
        "Adoption: one of these is enough: none is met.\n"
        "  All of these are needed: not all are met.\n"
        "    “已提前通知” is not given.\n"
        "    1 vote in favour; more than the 2 votes against are needed, so 3: 2 short.\n"
        "  1 vote in favour; at least 2/3 of the 3 votes for or against is needed, which is 2: "
        "one short.\n"
        "One more vote in favour, from the right person, would have been enough.",
        "未通过。\n"
        "表决：下列各项满足其一即可：均未满足。\n"
        "  下列各项须同时满足：未同时满足。\n"
        "    “已提前通知”一项不成立。\n"
        "    赞成1票；须多于反对票数（2票），即至少3票：差2票。\n"
        "  赞成1票；须占赞成与反对合计3票的三分之二以上（含本数），即至少2票：差1票。\n"
        "至少再有1名有表决权的人投赞成票，才能通过。",
        id="removal-without-notice",
    ),
    pytest.param(
        DecisionRule("yes among 党员 > 1/2 of members among 党员").decide(
            Tally.totals(groups={"党员": {True: {"yes": 1, "members": 4}}})
        ),
        "Rejected.\n"
        "Adoption: 1 vote in favour among “党员”; more than 1/2 of the 4 members among “党员” is "
        "needed, so 3: 2 short.",
        "未通过。\n表决：“党员”成员中，赞成1票；须超过“党员”成员4人的半数（不含本数），即至少3票：差2票。",
        id="figures-say-nothing-of-single-people",
    ),
    pytest.param(
        DecisionRule("yes > no and blocs 州 by 票 where (yes > no) > 1/2 of blocs 州 by 票").decide(
            Tally.totals(
                yes=100,
                no=90,
                groups={
                    "州": {
                        "甲": {"yes": 60, "no": 30, "by": {"票": {"seats": 1}}},
                        "乙": {"yes": 40, "no": 60, "by": {"票": {"seats": 1}}},
                    }
                },
            )
        ),
        "Rejected.\n"
        "Adoption: not reached.\n"
        "  100 votes in favour; more than the 90 votes against are needed, so 91: reached.\n"
        "  1 by 票 in groups of 州 where votes in favour exceed votes against; more than 1/2 of "
        "the 2 in all groups is needed, so more than 1: not reached.",
        "未通过。\n"
        "表决：未达到。\n"
        "  赞成100票；须多于反对票数（90票），即至少91票：已达到。\n"
        "  按“票”计：赞成票多于反对票的“州”组合计1；须超过全部组合计2的半数（不含本数），"
        "即多于1：未超过。",
        id="double-majority",
    ),
    pytest.param(
        DecisionRule(
            "yes >= 55% of members and (yes by 人口 >= 65% of members by 人口 or members - yes < 4)"
        ).decide(
            Tally.of(
                [Elector(str(n), weights={"人口": n + 1}) for n in range(27)],
                {str(n): "yes" if n < 16 else "no" for n in range(27)},
            )
        ),
        "Rejected.\n"
        "Adoption: not reached.\n"
        "  16 votes in favour; at least 55% of the 27 members is needed, which is 15: reached.\n"
        "  One of these is enough: none is met.\n"
        "    136 in favour by 人口; at least 65% of the members’ 378 is needed, so at least "
        "245.7: not reached.\n"
        "    11 (members less votes in favour); fewer than 4 are allowed, so at most 3: 8 too "
        "many.\n"
        "5 more votes in favour, from the right people, would have been enough.",
        "未通过。\n"
        "表决：未达到。\n"
        "  赞成16票；须占全体成员27人的55%以上（含本数），即至少15票：已达到。\n"
        "  下列各项满足其一即可：均未满足。\n"
        "    按“人口”计：赞成136；须占全体成员378的65%以上（含本数），即不少于245.7：未达到。\n"
        "    全体成员人数减去赞成票数为11；须少于4，即至多3：超出8。\n"
        "至少再有5名有表决权的人投赞成票，才能通过。",
        id="eu-council",
    ),
    pytest.param(
        DecisionRule(
            "yes by 份额 > no by 份额", quorum="(yes + abstain) by 份额 >= 4% of members by 份额 rounded down"
        ).decide(Tally.totals(by={"份额": {"yes": 39, "no": 12, "abstain": 0, "members": 1000}})),
        "No quorum: nothing was decided.\n"
        "Quorum: 39 in favour and abstaining together by 份额; at least 4% of the members’ 1000 "
        "(rounded down to 40) is needed: 1 short.",
        "未达到法定人数，未作出决定。\n"
        "法定人数：按“份额”计：赞成与弃权合计39；须占全体成员1000的4%以上（舍去小数，为40；"
        "含本数），即至少40：差1。",
        id="a-quorum-of-tokens",
    ),
    pytest.param(
        DecisionRule(
            "yes > 1/2 of entitled", quorum="participating >= 3 and participating > 1/2 of entitled"
        ).decide(Tally.of(NAMES, {"杨": "yes", "黄": "yes"}, recused=NAMES[:6])),
        "No quorum: nothing was decided.\n"
        "Quorum: not reached.\n"
        "  2 entitled members present; at least 3 are needed: one short.\n"
        "  2 entitled members present; more than 1/2 of the 2 members entitled to vote is "
        "needed, so 2: reached.\n"
        "Even if everybody entitled had voted in favour, it would not have been enough.",
        "未达到法定人数，未作出决定。\n"
        "法定人数：未达到。\n"
        "  到会且有表决权的成员2人；须不少于3人：差1人。\n"
        "  到会且有表决权的成员2人；须超过有表决权的成员2人的半数（不含本数），即至少2人："
        "已达到。\n"
        "即使有表决权的人全部投赞成票，也达不到通过的要求。",
        id="a-quorum-of-recusals",
    ),
]


@pytest.mark.parametrize(("decision", "english", "chinese"), DECISIONS)
def test_decisions(decision: Decision, english: str, chinese: str) -> None:
    """A decision tells its outcome, what made it so, and what was missing."""
    assert sentences(decision) == (english, chinese)


# ---------------------------------------------------------------- findings

FINDINGS = [
    pytest.param(
        Condition.parse("each 方面 in (党组织, 青年): members = 1").evaluate(COMMITTEE).findings(),
        "Not met: 方面 “青年”: 0 members; exactly 1 is needed: one short.",
        "不符合规定：“青年”组：成员0人；须恰为1人：少1人。",
        id="of-one-group",
    ),
    pytest.param(
        Condition.parse("each 租户: yes >= 1").evaluate(COMMITTEE).findings(),
        "Not met: those who are “租户”: 0 votes in favour; at least 1 is needed: one short.",
        "不符合规定：是“租户”的一组：赞成0票；须不少于1票：差1票。",
        id="of-a-yes-or-no-group",
    ),
    pytest.param(
        Condition.parse("each 租户: no = 0").evaluate(Tally.of(committee(), {"张": "no"})).findings(),
        "Not met: those who are not “租户”: 1 vote against; none is allowed: one too many.",
        "不符合规定：非“租户”的一组：反对1票；须为0票：多1票。",
        id="of-the-others",
    ),
    pytest.param(
        Condition.parse("each 性别: (each 方面 in (妇女, 党组织): members = 1)")
        .evaluate(COMMITTEE)
        .findings(),
        "Not met: 性别 “女”: 方面 “党组织”: 0 members; exactly 1 is needed: one short.\n"
        "Not met: 性别 “男”: 方面 “妇女”: 0 members; exactly 1 is needed: one short.",
        "不符合规定：“女”组：“党组织”组：成员0人；须恰为1人：少1人。\n"
        "不符合规定：“男”组：“妇女”组：成员0人；须恰为1人：少1人。",
        id="of-a-group-in-a-group",
    ),
    pytest.param(
        Condition.parse("each 性别: not no >= 1").evaluate(COMMITTEE).findings(),
        "Not met: 性别 “男”: the following must not be so: it is.\n"
        "  1 vote against; it takes at least 1: the case.",
        "不符合规定：“男”组：不得出现下列情形：已出现。\n  反对1票；构成该情形须不少于1票：已构成。",
        id="of-an-exception-in-a-group",
    ),
    pytest.param(
        Condition.parse("each 单元: yes >= 1").evaluate(Tally.of([Elector("甲", {"单元": None})])).findings(),
        "Not met: there is no group of 单元, so nothing holds in each.",
        "不符合规定：按“单元”没有任何分组，不能视为各组均符合。",
        id="of-no-group",
    ),
    pytest.param(
        Condition.parse("yes >= 9 and not given 已提前通知 and given 紧急").evaluate(COMMITTEE).findings(),
        "Not met: 5 votes in favour; at least 9 are needed: 4 short.\n"
        "Not met: the following must not be so: it is.\n"
        "  “已提前通知” is given.\n"
        "Not met: “紧急” is not given.",
        "不符合规定：赞成5票；须不少于9票：差4票。\n"
        "不符合规定：不得出现下列情形：已出现。\n"
        "  “已提前通知”一项成立。\n"
        "不符合规定：“紧急”一项不成立。",
        id="of-each-condition",
    ),
    pytest.param(
        Condition.parse("yes >= 9").under(Clause("某规则第三条", "九票以上")).evaluate(COMMITTEE).findings(),
        "Not met: 5 votes in favour; at least 9 are needed: 4 short.\nSource: 某规则第三条, “九票以上”.",
        "不符合规定：赞成5票；须不少于9票：差4票。\n依据：某规则第三条，“九票以上”。",
        id="mandatory",
    ),
    pytest.param(
        Condition.parse("yes >= 9")
        .under(Clause("某规则第三条", strength=Strength.DEFAULT, reason="试点期间从简"))
        .evaluate(COMMITTEE)
        .findings(),
        "Departs from the default: 5 votes in favour; at least 9 are needed: 4 short.\n"
        "Source: 某规则第三条 (a default). Reason for departing from it: 试点期间从简.",
        "与原则性规定不一致：赞成5票；须不少于9票：差4票。\n"
        "依据：某规则第三条（原则性规定）。偏离理由：试点期间从简。",
        id="default",
    ),
    pytest.param(
        Condition.parse("yes >= 9")
        .under(Clause("某规则第三条", strength=Strength.PERMISSION))
        .evaluate(COMMITTEE)
        .findings(),
        "Note: 5 votes in favour; at least 9 are needed: 4 short.\nSource: 某规则第三条 (a permission).",
        "提示：赞成5票；须不少于9票：差4票。\n依据：某规则第三条（授权性规定，非必须）。",
        id="permission",
    ),
    pytest.param(
        DecisionRule("yes > no", quorum="ballots >= 1/2 of members")
        .decide(heads(yes=1, absent=4))
        .findings(),
        "Not met: 1 ballot returned; at least 1/2 of the 5 members is needed, which is 3: 2 short.",
        "不符合规定：收回1票；须占全体成员5人的半数以上（含本数），即至少3票：差2票。",
        id="inquorate",
    ),
    pytest.param(
        DecisionRule("yes > no", clause=Clause("某规则第三条")).decide(heads(yes=1, no=1)).findings(),
        "Not met: 1 vote in favour; more than the 1 vote against is needed, so 2: one short.\n"
        "Source: 某规则第三条.",
        "不符合规定：赞成1票；须多于反对票数（1票），即至少2票：差1票。\n依据：某规则第三条。",
        id="rejected",
    ),
    pytest.param(
        DecisionRule("yes >= no").decide(heads(absent=4)).findings(),
        "Not met: 0 votes in favour; more than 0 are needed, so 1: one short.",
        "不符合规定：赞成0票；须多于0票，即至少1票：差1票。",
        id="nobody-in-favour",
    ),
    pytest.param(
        DecisionRule("yes >= 9", vetoed="no among 常任 >= 1", clause=Clause("宪章第二十七条"))
        .decide(council(yes=12, no=3, veto=2))
        .findings(),
        "Veto: 2 votes against among “常任”; a veto takes at least 1: vetoed.\nSource: 宪章第二十七条.",
        "否决权：“常任”成员中，反对2票；构成否决须不少于1票：已构成。\n依据：宪章第二十七条。",
        id="vetoed",
    ),
    pytest.param(
        DecisionRule("yes >= 9", vetoed="no among 常任 >= 1 and no >= 3")
        .decide(council(yes=12, no=3, veto=2))
        .findings(),
        "Veto: a veto takes all of these: vetoed.\n"
        "  2 votes against among “常任”; it takes at least 1: the case.\n"
        "  3 votes against; it takes at least 3: the case.",
        "否决权：构成否决须同时具备下列各项：已构成。\n"
        "  “常任”成员中，反对2票；须不少于1票：具备。\n"
        "  反对3票；须不少于3票：具备。",
        id="vetoed-by-several-conditions",
    ),
    pytest.param(
        DecisionRule("yes > no").decide(heads(yes=1)).findings(),
        "",
        "",
        id="adopted",
    ),
]


@pytest.mark.parametrize(("findings", "english", "chinese"), FINDINGS)
def test_findings(findings: tuple[Finding, ...], english: str, chinese: str) -> None:
    """A finding says how much it matters, in which group, what is wrong, and where the rule stands."""
    told = [sentences(finding) for finding in findings]
    assert "\n".join(first for first, _ in told) == english
    assert "\n".join(second for _, second in told) == chinese


# ---------------------------------------------------------------- clauses

CLAUSES = [
    pytest.param(
        Condition.parse("yes >= 9").under(Clause("某规则第三条", "九票以上")).evaluate(COMMITTEE),
        "5 votes in favour; at least 9 are needed: 4 short.\nSource: 某规则第三条, “九票以上”.",
        "赞成5票；须不少于9票：差4票。\n依据：某规则第三条，“九票以上”。",
        id="of-a-verdict",
    ),
    pytest.param(
        Condition.parse("yes >= 9")
        .under(Clause("某规则第三条", "原则上九票以上", strength=Strength.DEFAULT, reason="试点期间从简"))
        .evaluate(COMMITTEE),
        "5 votes in favour; at least 9 are needed: 4 short.\n"
        "Source: 某规则第三条, “原则上九票以上” (a default). Reason for departing from it: "
        "试点期间从简.",
        "赞成5票；须不少于9票：差4票。\n"
        "依据：某规则第三条，“原则上九票以上”（原则性规定）。偏离理由：试点期间从简。",
        id="a-default-and-why-it-was-left",
    ),
    pytest.param(
        Condition.parse("yes >= 9")
        .under(Clause("某规则第三条", strength=Strength.PERMISSION))
        .evaluate(COMMITTEE),
        "5 votes in favour; at least 9 are needed: 4 short.\nSource: 某规则第三条 (a permission).",
        "赞成5票；须不少于9票：差4票。\n依据：某规则第三条（授权性规定，非必须）。",
        id="a-permission",
    ),
    pytest.param(
        (
            Condition.parse("yes >= 1").under(Clause("甲规则"))
            & Condition.parse("no >= 1").under(Clause("乙规则"))
            & Condition.parse("abstain >= 1").under(Clause("甲规则"))
        ).evaluate(COMMITTEE),
        "5 votes in favour; at least 1 is needed: reached.\n"
        "1 vote against; at least 1 is needed: reached.\n"
        "1 abstention; at least 1 is needed: reached.\n"
        "Source: 甲规则.\n"
        "Source: 乙规则.",
        "赞成5票；须不少于1票：已达到。\n"
        "反对1票；须不少于1票：已达到。\n"
        "弃权1票；须不少于1票：已达到。\n"
        "依据：甲规则。\n"
        "依据：乙规则。",
        id="of-the-parts-each-once",
    ),
    pytest.param(
        DecisionRule(
            Condition.parse("yes > no").under(Clause("甲规则")),
            quorum="present >= 1",
            clause=Clause("乙规则"),
        ).decide(COMMITTEE),
        "Adopted.\n"
        "Quorum: 8 present; at least 1 is needed: reached.\n"
        "Adoption: 5 votes in favour; more than the 1 vote against is needed, so 2: reached.\n"
        "Source: 乙规则.\n"
        "Source: 甲规则.",
        "通过。\n"
        "法定人数：到会8人；须不少于1人：已达到。\n"
        "表决：赞成5票；须多于反对票数（1票），即至少2票：已达到。\n"
        "依据：乙规则。\n"
        "依据：甲规则。",
        id="of-a-rule-each-once",
    ),
    pytest.param(
        Condition.parse("given '所谓“急事”'")
        .under(Clause("某规则", "所谓“急事‘甲’”"))
        .evaluate(Tally.count([], given={"所谓“急事”": True})),
        "“所谓‘急事’” is given.\nSource: 某规则, “所谓‘急事“甲”’”.",
        "“所谓‘急事’”一项成立。\n依据：某规则，“所谓‘急事“甲”’”。",
        id="quotes-inside-quotes",
    ),
]


@pytest.mark.parametrize(("told", "english", "chinese"), CLAUSES)
def test_clauses(told: Verdict | Decision, english: str, chinese: str) -> None:
    """A clause is cited once, with its words, how far it binds, and why it was departed from."""
    assert sentences(told) == (english, chinese)


# ---------------------------------------------------------------- languages

TABLES = [FIGURES, BASES, SHARES, RELATIONS, COUNTS, SUMS, ROUNDINGS, AMONG, MEASURES, WEIGHED, BLOCS, EACH]
TABLES += [LABELS, JOINED, DECISIONS, FINDINGS, CLAUSES]
ENGLISH_NAMES = [
    "each sector in (party, women): (members = 1 or yes by area among permanent > no by area)",
    "blocs sector by area where (yes >= 80% of members rounded up) < 1/2 of blocs sector by area",
    "not ('good' among not sector is party >= 1 and given notice) and given seconders >= 5",
    "each sector: (each house: members within sector <= all members - 1)",
]


GRAMMAR = re.compile(
    r"\b(each|in|by|among|blocs|where|not|and|or|given|is|all|within|of|rounded|up|members|yes|no)\b"
)


def users_words(rule: str) -> set[str]:
    """The names in a rule: what is left of it without the words of the grammar."""
    return set(re.findall(r"[A-Za-z]+", GRAMMAR.sub("", rule)))


def foreign_words(chinese: str, names: set[str]) -> set[str]:
    """Words in Latin letters that no user gave."""
    return set(re.findall(r"[A-Za-z]+", chinese)) - names


@pytest.mark.parametrize("rule", ENGLISH_NAMES)
def test_chinese_has_no_latin_letters_but_in_names(rule: str) -> None:
    """Traits, measures, labels, flags and facts are the user's; every other word is Chinese."""
    people = [
        Elector("a", {"sector": "party", "house": "north"}, {"area": 2}, {"permanent"}),
        Elector("b", {"sector": "women", "house": "south"}, {"area": "0.5"}),
    ]
    given = {"notice": True, "seconders": 3}
    tally = Tally.of(people, {"a": "no", "b": "good"}, labels=["good"], given=given)
    verdict = Condition.parse(rule).evaluate(tally)
    names = users_words(rule) | {"north", "south", "party", "women"}
    said = [verdict.explain("zh"), *(finding.explain("zh") for finding in verdict.findings())]
    assert foreign_words("\n".join(said), names) == set()
    assert foreign_words("\n".join(said), set()) != set()


def test_chinese_sentences_of_every_table_are_chinese() -> None:
    """Where the names are Chinese there is no Latin letter, and every line ends as a sentence."""
    for table in TABLES:
        for _, english, chinese in (row.values for row in table):
            assert re.search(r"[A-Za-z]", str(chinese)) is None, chinese
            assert all(line.endswith("。") for line in str(chinese).splitlines()), chinese
            assert all(line.endswith(".") for line in str(english).splitlines()), english


def test_both_languages_say_it_in_as_many_lines() -> None:
    """The order of what is said is the same in every language."""
    for table in TABLES:
        for _, english, chinese in (row.values for row in table):
            assert str(english).count("\n") == str(chinese).count("\n"), english


@pytest.mark.parametrize("tell", [wording.verdict, wording.finding, wording.decision])
def test_a_language_without_sentences(tell: Callable[[Mapping[str, object], str], str]) -> None:
    """The room knows its languages by their codes; the rooms above ask before they come."""
    assert set(wording.LANGUAGES) == {"en", "zh"}
    with pytest.raises(KeyError, match="tlh"):
        tell({}, "tlh")


def test_a_language_that_is_not_there() -> None:
    """A decision refuses it, and says which there are."""
    with pytest.raises(RecordError, match="one of en, zh") as caught:
        heads_decided().explain("de")
    assert caught.value.faults[0].code == "unknown-language"


def heads_decided() -> Decision:
    """Some decision."""
    return DecisionRule("yes > no").decide(heads(yes=1))


def test_sentences_are_made_of_the_plain_dict_alone() -> None:
    """What was stored as JSON is told in the same words."""
    for row in DECISIONS:
        decision, english, chinese = row.values
        assert isinstance(decision, Decision)
        plain = json.loads(json.dumps(decision.to_dict()))
        assert (wording.decision(plain, "en"), wording.decision(plain, "zh")) == (english, chinese)


# --- grounds that nobody foresaw ------------------------------------------------------------------

HOSTILE: dict[str, tuple[str, Any, str, str]] = {
    "unknown": ("zzz", {}, "Reason “zzz”.", "理由“zzz”。"),
    "facts": ("zzz", {"a": [1, "x"], "b": {"c": None}}, "", ""),
    "lacking": ("too-young", {"elector": "li"}, "Reason “too-young” (elector: li).", ""),
    "numbered": ("too-young", {3: 4}, "Reason “too-young” (3: 4).", "理由“too-young”（3：4）。"),
    "lines": ("z\nz", {"a\nb": "c\rd\u202e"}, "Reason “z z” (a b: c d ).", "理由“z z”（a b：c d ）。"),
    "digits": ("zzz", {"n": 10**5000, "m": [10**5000]}, "Reason “zzz” (n: int; m: int).", ""),
    "methods": ("not-permitted", {"methods": [3, "x"]}, "", ""),
    "a method": ("nothing-to-declare", {"method": 10**5000}, "", ""),
    "no list": ("answer-not-allowed", {"answers": 3, "allowed": "yes"}, "The ballot says “3”", ""),
    "lists": ("answer-not-allowed", {"answers": [["x"]], "allowed": [None]}, "", ""),
    "two lines": ("not-in-electorate", {"elector": "li\nwang"}, "li wang is not in the electorate.", ""),
    "braces": ("stated-ground", {"reason": "{elector} {0}"}, "Reason stated: {elector} {0}.", ""),
    "tuple": ("fact-fits", {"name": "x", "given": ("a", "b"), "wanted": ()}, "“x” is a and b", ""),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_ground_is_spoken_whatever_it_says(case: str) -> None:
    """A record may come from a later version, or from anybody: one line, and no error."""
    code, facts, english, chinese = HOSTILE[case]
    for ground, said in ((english_ground, english), (chinese_ground, chinese)):
        told = ground(code, facts)
        assert told.startswith(said)
        assert told.isprintable()
        verdict = Verdict(holds=False, code=code, rule="", facts=facts)
        assert told in verdict.explain("en" if ground is english_ground else "zh")


def test_what_is_read_from_a_record_is_spoken() -> None:
    """The verdict of a stored poll, and what is found wrong with it."""
    plain = {"holds": False, "code": "zzz", "rule": "", "facts": {"x": "a\u2028b"}}
    verdict = Verdict.from_dict(plain)
    assert verdict.explain() == "Reason “zzz” (x: a b)."
    assert verdict.explain("zh") == "理由“zzz”（x：a b）。"
    assert [finding.explain() for finding in verdict.findings()] == ["Not met: reason “zzz” (x: a b)."]


def test_a_label_is_spoken_in_one_line() -> None:
    """Whatever it is called."""
    assert english_answer("in\nfavour") == chinese_answer("in\nfavour") == "in favour"
    assert (english_answer("yes"), chinese_answer("yes")) == ("yes", "赞成")
