"""Sentences for grounds: why a ballot is taken or refused, and what else a rule of a body foresees."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from consultgov.wording.chinese.acting import ACTING
from consultgov.wording.chinese.appraised import APPRAISED
from consultgov.wording.chinese.contested import CONTESTED
from consultgov.wording.chinese.elected import ELECTED
from consultgov.wording.chinese.ended import ENDED
from consultgov.wording.chinese.founded import FOUNDED
from consultgov.wording.chinese.removed import REMOVED
from consultgov.wording.chinese.rotated import ROTATED
from consultgov.wording.chinese.seated import SEATED
from consultgov.wording.chinese.served import SERVED
from consultgov.wording.chinese.staggered import STAGGERED
from consultgov.wording.chinese.succeeded import SUCCEEDED
from consultgov.wording.chinese.tabulated import TABULATED
from consultgov.wording.chinese.termed import TERMED
from consultgov.wording.chinese.zoned import ZONED
from consultgov.wording.facts import (
    COMMAS,
    Facts,
    days_between,
    filled,
    items_of,
    lengths_in,
    listed,
    one_line,
    said,
)

__all__ = ["GROUNDS", "answer", "ground"]

_ANSWERS: Final = MappingProxyType({"yes": "赞成", "no": "反对", "abstain": "弃权", "invalid": "废票"})

_METHODS: Final = MappingProxyType(
    {
        "consensus": "协商一致",
        "roll_call": "记名表决",
        "secret_ballot": "无记名投票",
        "show_of_hands": "举手表决",
        "voice_vote": "口头表决",
        "written_circulation": "书面传签",
    }
)

_POLLS: Final = MappingProxyType(
    {
        "admitted": "可以。",
        "already-a-member": "{holder}已有席位，不能代{elector}出席。",
        "answer-not-allowed": "选票写的是{answers}，可选的只有{allowed}。",
        "area-from-contract": "{units}的面积暂按房屋买卖合同记载的面积计算：尚未登记，也未实测。",
        "area-from-survey": "{units}的面积暂按实测面积计算：尚未登记。",
        "as-if-closed": "表决尚未截止；以下是假如现在截止的结果。",
        "away-too-long": "{elector}最后一次出席是{last}，距{on}已{days}天；期限为{limit}天。",
        "ballots-cast": "已经有人投票，应当计票，不能以宣布代替。",
        "bloc-divided": "“{group}”未作一致表决：其成员分别投了{answers}。",
        "budget-exceeded": "所选项目共需{spent}，预算为{budget}。",
        "budget-unused": "所选项目共需{spent}，至少须使用预算的{least}。",
        "casts-for-head": "{person}是“{head}”的业主，可以投其一票。",
        "casts-not-for-head": "{person}不是“{head}”的业主，不得投其一票。",
        "chair-votes-on-ties": "{elector}是主持人，只在票数相等时投票。",
        "circulation-room": "书面征求意见时无人到会，不能统计“{read}”。",
        "conflict-declared": "{elector}已申报利益冲突。",
        "conflict-of-interest": "{elector}已申报利益冲突：{reason}。",
        "consensus": "形成共识：各项均已达成一致。",
        "consensus-objection": "协商一致时，全体反对的事项仍会通过。",
        "cooling-off": "{first}之前不得再次提出；现在是{on}。",
        "count-needed": "宣布的结果受到质疑，必须计票。",
        "count-outstanding": "计票结果尚待宣布。",
        "date-unknown": "{elector}的日期“{date}”没有记载，视为不符合要求。",
        "decided-early": "已成定局：此后无论发生什么都不能改变结果。",
        "declared": "主持人根据口头表决宣布，无人要求计票。",
        "declared-already": "结果已经宣布。",
        "deemed": "未投票的视为：{answer}。",
        "deemed-by": "未投票的含义由规则规定。",
        "default-selected": "各行均不适用，按默认处理。",
        "delegate-not-elector": "受托人{delegate}没有表决权。",
        "delegates-to-self": "{elector}把票委托给了自己。",
        "delegation-cycle": "委托在{number}人（{named}）之间循环，其中无人投票。",
        "delegation-ends": "委托止于{delegate}，而{delegate}没有投票。",
        "delegator-not-elector": "{elector}没有可以委托的表决权。",
        "dormant": "{elector}只有参加表决才计入基数。",
        "dormant-may-vote": "{electors}只有投票才计入，目前仍可投票。",
        "drawn-otherwise": "先前抽签的次序须保持不变，并包括全部各方：{options}。",
        "excluded": "{elector}不在本次表决的选民之列。",
        "fact-fits": "“{name}”为{given}，该行适用于{wanted}。",
        "fact-is-not-so": "“{name}”不成立，符合该行的要求。",
        "fact-is-so": "“{name}”成立，符合该行的要求。",
        "fact-misses": "“{name}”为{given}，而该行适用于{wanted}。",
        "fact-must-be-so": "“{name}”不成立，而该行适用于成立的情形。",
        "fact-must-not-be-so": "“{name}”成立，而该行适用于不成立的情形。",
        "fact-of-the-matter": "“{fact}”是议题本身的情况，以发起表决时为准。",
        "fact-unknown": "“{fact}”是否属实不得而知，以此为条件的选票按不属实计算。",
        "figures-impossible": "所报数字与选民名册或者彼此矛盾：{subjects}。",
        "figures-missing": "所报数字未包括规则要用的项目：{subjects}。",
        "figures-needed": "{method}须计票，应当报出票数。",
        "figures-withheld": "不公布票数：有票箱不足{fewest}张票，公布会暴露投票人。",
        "first-poll-open": "到那时第一次表决尚未截止。",
        "flag-not-met": "{elector}不是“{flag}”；须是。",
        "guards-failed": "不具备表决的前提：",
        "hands-invalid": "举手表决没有废票，不能统计“{read}”。",
        "hands-weight": "举手表决不计权重，不能按“{read}”计票。",
        "holder-gave-proxy": "{holder}已委托他人投票，不能再接受{elector}的委托。",
        "holder-is-candidate": "{holder}是候选人，不能接受{elector}的委托。",
        "holder-is-principal": "{elector}不能委托自己投票。",
        "holder-lacks": "不符合：{lacks}。",
        "holder-limit": "{last}接受的委托不得超过{limit}人，不能再接受{elector}的委托。",
        "holder-not-eligible": "{holder}没有资格接受{elector}的委托。",
        "holder-of-another": "{holder}与{elector}的{traits}不同。",
        "in-office-already": "{elector}已经在任。",
        "joined-later": "{elector}在名册冻结之后才就任。",
        "kind-fits": "事项类别为{given}，该行适用于{wanted}。",
        "kind-misses": "事项类别为{given}，而该行适用于{wanted}。",
        "kind-unstated": "未说明事项类别，而该行适用于{wanted}。",
        "lacks-what-is-read": "规则要用到{elector}的下列情况，而没有提供：{subjects}。",
        "left-office": "{elector}已经离任。",
        "level-fits": "层级为{given}，该行适用于{wanted}。",
        "level-misses": "层级为{given}，而该行适用于{wanted}。",
        "level-unstated": "未说明层级，而该行适用于{wanted}。",
        "mark-not-allowed": "{options}旁的记号不符合规定；可以填写：{allowed}。",
        "marks-needed": (
            "选票上有多个选项，须列出所选各项，而这里写的是{answers}。不填写时可以是：{allowed}。"
        ),
        "may-be-challenged": "宣布的结果仍可受到质疑。",
        "may-become-void": "截止之前有人离任或者就任的，本次表决作废。",
        "may-decide": "本机构可以决定该事项。",
        "may-delegate": "本机构可以决定该事项，也可以授权其他机构决定。",
        "may-not-delegate": "该事项须由本机构自行决定，不得授权其他机构。",
        "may-not-delegate-for": "该事项须由本机构自行决定：{reason}。",
        "may-return": "自{first}起可以再次提出。",
        "may-take-part": "{unit}可以参加：事项涉及{shared}。",
        "member-present": "{elector}本人在场，{holder}只在其缺席时代为出席。",
        "membership-open": "成员仍可能离任或者就任，基数随之变动。",
        "method-contradicts": "“{method}”的方式无法得知规则所要求的内容：",
        "method-not-permitted": "不得采用“{method}”的方式；可以采用的有：{methods}。",
        "method-permitted": "可以采用“{method}”的方式。",
        "missed-meetings": "{elector}曾连续缺席{misses}次会议，此后出席{attended}次；须连续出席{returns}次。",
        "more-returned-than-issued": "发出{issued}张票，收回{returned}张，收回多于发出，表决无效。",
        "must-consult": "该事项须经协商，本机构不得径行决定。",
        "must-consult-for": "本机构不得径行决定：{reason}。",
        "must-refuse": "本机构不得受理该事项。",
        "must-refuse-for": "本机构不得受理该事项：{reason}。",
        "no-ballot": "没有{elector}的选票。",
        "no-ballots": "口头表决不收选票，除非结果受到质疑。",
        "no-consensus": "未达成一致。",
        "no-delegating": "表决权不得转托。",
        "no-delegation": "{elector}没有这样的委托。",
        "no-paper": "没有发给{elector}选票。",
        "no-quorum": "未达到法定人数：",
        "no-second-call": "规则没有规定此种结果之后再次表决。",
        "no-splitting": "一票不得拆分。",
        "no-subjects": "这里的委托不分事项。",
        "no-tie": "票数并不相等。",
        "no-tie-vote": "规则没有规定票数相等时可以另投一票。",
        "no-withdrawal": "选票不得撤回。",
        "not-a-rank": "{options}旁填写的不是名次：名次为从1起的整数。",
        "not-a-score": "{options}旁填写的不是分数。",
        "not-announced": "该事项未经事先公告，不得表决。",
        "not-authorised": "{holder}没有{elector}的有效委托。",
        "not-by-criterion": "{options}须按每一项标准打分：{criteria}。",
        "not-closed-yet": "这一步须在截止之后进行。",
        "not-delivered": "{elector}委托出去的票没有投出：",
        "not-in-electorate": "{elector}不在名册中。",
        "not-one-answer": "无记名投票只能写一项，不得附条件或者拆分。",
        "not-open-yet": "表决于{opens}开始，而这是{at}的。",
        "not-points": "{options}旁填写的不是分数：应为不小于0的整数。",
        "not-the-chair": "只有{chair}有决定票。",
        "not-written": "{elector}给{holder}的委托不是书面委托。",
        "nothing-declared": "尚未宣布结果。",
        "nothing-selected": "各行均不适用，也没有默认。",
        "nothing-to-challenge": "没有宣布过口头表决的结果。",
        "nothing-to-declare": "采用{method}的，应当计票，不用宣布。",
        "nothing-to-mark": "该问题只有一个答案，没有需要填写的选项。",
        "objects": "{elector}反对。",
        "objects-because": "{elector}反对：{reason}",
        "origin-fits": "事项来源为{given}，该行适用于{wanted}。",
        "origin-misses": "事项来源为{given}，而该行适用于{wanted}。",
        "origin-unstated": "未说明事项来源，而该行适用于{wanted}。",
        "out-of-order": "这是{at}的，而{last}的事已经记录在前。",
        "out-of-reach": "到会的人无论怎样投票，都不能通过任何事项。",
        "outside-competence": "该事项不属于本机构的职权范围。",
        "outside-remit": "{unit}不参加：事项不涉及其职责。",
        "outside-units": "不是与该事项有关的单位。",
        "owner-in-several-heads": "{person}分别计入多个业主，各按一人计算、各有一票：{heads}。",
        "paper-blank": "选票上没有任何记号。",
        "papers-and-votes": "同时宣布了选票和票数；只有选票未分类时才宣布票数。",
        "papers-do-not-add-up": "分类的选票共{papers}张，宣布的有效票为{valid}张。",
        "papers-unfit": "宣布为有效的选票中有些不符合规定：",
        "partial-consensus": "部分共识：部分事项达成一致，其余分歧记录在案。",
        "point-agreed": "达成一致：{point}。",
        "point-differs": "未达成一致：{point}。",
        "point-still-open": "尚未截止，仍可表态。",
        "point-undecided": "未作出决定：{point}。",
        "points-each-exceeded": "给{options}的分数超过{most}分。",
        "points-exceeded": "共给出{spent}分，总分只有{total}分。",
        "points-missing": "共给出{spent}分，至少须给出{least}分。",
        "poll-void": "表决作废：其间有人离任或者就任。",
        "presence-open": "所有人都已投票；到会人数仍可能变化。",
        "principal-holds-proxy": "{elector}已接受他人委托，不能再委托{holder}。",
        "principal-not-entitled": "{elector}没有可由{holder}代投的表决权。",
        "private": "该事项属于私人事务，不是公共事务，不予受理。",
        "proxies-not-allowed": "不得委托投票：{holder}不能代{elector}投票。",
        "proxy-circle": "{elector}委托{holder}会使委托循环。",
        "proxy-replaced": "{elector}后来的委托取代了对{holder}的委托。",
        "rank-gap": "缺少第{rank}名，后面的名次却已填写。",
        "rank-twice": "以下名次填写了不止一次：{ranks}。",
        "reason-missing": "{answers}须附理由才有效，而没有写明理由。",
        "received-before-cast": "收到的时间{received}早于投票的时间{at}。",
        "received-too-late": "{received}才收到，应当在{last}之前收到。",
        "record-unknown": "{elector}没有出席记录，视为不符合要求。",
        "recused": "{elector}就本事项回避，没有表决权。",
        "refused": "不可以：",
        "remit-all-fits": "事项涉及{given}，该行适用于同时涉及{wanted}的事项。",
        "remit-all-misses": "事项涉及{given}，而该行适用于同时涉及{wanted}的事项。",
        "remit-fits": "事项涉及{given}，该行适用于涉及{wanted}之一的事项。",
        "remit-misses": "事项涉及{given}，而该行适用于涉及{wanted}之一的事项。",
        "remit-unstated": "未说明事项涉及的领域，而该行适用于{wanted}。",
        "row-applies": "第{number}行适用：",
        "row-for-all": "第{number}行适用于其余所有事项。",
        "row-passed-over": "第{number}行不适用：",
        "row-selected": "最先适用的是第{number}行。",
        "score-not-whole": "{options}的分数不是整数。",
        "score-out-of-range": "{options}的分数不在{lowest}至{highest}之间。",
        "sealed": "无记名投票，截止之前不开票。",
        "second-call-too-early": "那是截止后第{days}日，至少须隔{after}日。",
        "second-call-too-late": "那是截止后第{days}日，须在{within}日之内。",
        "second-proxy": "{elector}已委托他人，对{holder}的委托无效。",
        "secret-group": "无记名投票未分设票箱的，不能按“{read}”分别计票。",
        "secret-weight": "无记名投票未分设票箱的，不能按“{read}”计算权重。",
        "settled-by-no": "以下各位如果都反对，不论其他人怎样，结果即定：{electors}。",
        "settled-by-yes": "以下各位如果都赞成，不论其他人怎样，结果即定：{electors}。",
        "side-or-figures": "宣布的应当是哪一方声音更大，或者计票的数字，二者取一。",
        "stands-aside": "{elector}保留意见。",
        "stands-aside-because": "{elector}保留意见：{reason}",
        "stated-ground": "所述理由：{reason}。",
        "still-open": "尚未定局：还取决于{number}位有表决权的人。",
        "substitutes-not-allowed": "不得代为出席：{holder}不能代{elector}出席。",
        "suspended": "{elector}的表决权已暂停。",
        "takes-part": "{unit}参加：事项涉及{shared}。",
        "takes-part-always": "{unit}参加所有事项。",
        "tie-broken-already": "票数相等已经有了决定。",
        "tie-vote-outstanding": "票数相等，决定的一票尚未作出。",
        "too-few-marked": "共标记{number}项，至少须标记{least}项。",
        "too-late": "表决于{closes}截止，而这是{at}的。",
        "too-many-conflicts": "{members}人中有{conflicted}人申报利益冲突（{people}）；最多不得超过{limit}。",
        "too-many-marked": "共标记{number}项，不得超过{most}项。",
        "too-many-ways": "后续可能的情况太多，无法逐一查看。",
        "too-short-tenure": "{elector}自{since}至{on}满{months}个月；须满{least}个月。",
        "too-young": "{elector}生于{born}，{on}时{age}周岁；须年满{least}周岁。",
        "trait-not-met": "{elector}的“{trait}”为“{value}”；允许的有{values}。",
        "trait-unknown": "{elector}的“{trait}”没有记载，视为不符合要求。",
        "trait-without-group": "{elector}没有“{trait}”一项的归属；允许的有{values}。",
        "unit-missing": "{units}必须参加，而不在名册中。",
        "unknown-option": "选票上没有：{options}。",
        "unknown-subject": "{subject}不是可以委托的事项，可以委托的有{known}。",
        "unmarked": "未填写：{options}。",
        "urgency-fits": "紧急程度为{given}，该行适用于{wanted}。",
        "urgency-misses": "紧急程度为{given}，而该行适用于{wanted}。",
        "urgency-unstated": "未说明紧急程度，而该行适用于{wanted}。",
        "voice-figures": "口头表决只能听出哪一方声音大，而结果还取决于其他数字。",
        "voice-reads": "口头表决只能听出哪一方声音大，不能得知“{read}”。",
        "voice-roll": "口头表决不清点人数，“{read}”不能由签到得知。",
        "vote-delegated": "{elector}已经把票委托出去，不得再自己投票。",
        "voted-already": "{elector}已经投过票。",
        "votes-as-head": "{elector}在此没有单独的一票：请以{heads}的名义投票。",
        "votes-may-be-split": "一票仍可能按任何比例拆分。",
        "without-cost": "不知道{options}需要多少费用。",
        "without-deeming": "如果不这样计算：",
    }
)

GROUNDS: Final = MappingProxyType(
    {
        **_POLLS,
        **TABULATED,
        **ELECTED,
        **CONTESTED,
        **APPRAISED,
        **REMOVED,
        **SEATED,
        **SUCCEEDED,
        **FOUNDED,
        **ZONED,
        **SERVED,
        **ACTING,
        **ROTATED,
        **STAGGERED,
        **ENDED,
        **TERMED,
    }
)
"""Code to sentence; the names in braces are the facts of the verdict."""


_LENGTHS: Final = MappingProxyType(
    {
        "years": "年",
        "months": "个月",
        "days": "日",
        "clear_days": "整日",
        "working_days": "个工作日",
        "hours": "小时",
        "minutes": "分钟",
    }
)


def _told(name: str, value: object) -> str:
    """A fact as text; methods of voting by their names, true and false by their words."""
    if name == "method":
        value = _METHODS.get(said(value), value)
    if name == "methods":
        value = [_METHODS.get(said(method), method) for method in items_of(value)]
    if name in ("answers", "allowed"):
        value = [f"“{answer(said(word))}”" for word in items_of(value)]
    if lengths := lengths_in(value):
        return "".join(f"{size}{_LENGTHS[unit]}" for unit, size in lengths)
    value = [
        ("否", "是")[item] if isinstance(item, bool) else days_between(item, "至") for item in items_of(value)
    ]
    if name in COMMAS:
        return listed(value, "，", "，")
    return listed(value, "、", "和")


def ground(code: str, facts: Facts) -> str:
    """The sentence of a ground, its facts put in; of one that is unknown or lacks a fact, code and facts."""
    told = {said(name): _told(name, value) for name, value in facts.items()}
    return filled(GROUNDS.get(code), told) or _unknown(one_line(code), told)


def _unknown(code: str, told: Facts) -> str:
    """What can be told of a ground from elsewhere, such as one in a record of a later version."""
    facts = "；".join(f"{name}：{value}" for name, value in told.items())
    return f"理由“{code}”（{facts}）。" if facts else f"理由“{code}”。"


def answer(name: str) -> str:
    """A stance or a label as an answer."""
    return _ANSWERS.get(name, one_line(name))
