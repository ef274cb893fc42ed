"""提案评选与预算分配的句子。"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

__all__ = ["CONTESTED"]

CONTESTED: Final[MappingProxyType[str, str]] = MappingProxyType(
    {
        "award-cap-reached": "{proposal}不授奖：{group}已获奖{most}项，达到上限。",
        "award-score-too-low": "{proposal}不授奖：得分为{score}，余下奖项最低分为{least}。",
        "contest-award": "{award}：{options}。",
        "contest-award-open": "{award}空缺{number}项。",
        "contest-marks": "“{criterion}”得{score}分，计入{marks}。",
        "contest-marks-trimmed": "“{criterion}”得{score}分，计入{marks}；去掉{dropped}。",
        "contest-mixed": "合成：{judges_share} × {judges} + {public_share} × {public} = {score}。",
        "contest-none-shortlisted": "{group}：尚无确定入围的提案。",
        "contest-not-entered": "{proposal}不符合参赛条件：",
        "contest-not-scored": "{proposal}不计分：",
        "contest-not-valid": "不予计分：评审无效。",
        "contest-placed": "第{place}名：{options}。",
        "contest-popular": "群众投票{votes}票，折算比例为{share}。",
        "contest-popular-not-valid": "不予计分：群众投票无效。",
        "contest-popular-notes": "关于群众投票：",
        "contest-popular-sealed": "暂不计分：群众投票尚未截止。",
        "contest-score": "{proposal}：{score}分。",
        "contest-score-about": "{proposal}：约{about}分，准确值为{score}。",
        "contest-score-withheld": "{proposal}：得分不予公布。",
        "contest-sealed": "暂不计分：评审尚未截止。",
        "contest-shortlisted": "{group}入围：{options}。",
        "contest-tie-broken": "得分相同，按{criteria}排序：{options}。",
        "contest-tie-drawn": "并列，按给定的次序排列：{options}。",
        "contest-tied-for-award": "并列争夺{names}中的{places}项：{options}。",
        "contest-tied-for-between-awards": "各得{names}之一，何者得何奖未定：{options}。",
        "contest-tied-for-cap": "{names}还可获奖{places}项，并列：{options}。",
        "contest-tied-for-grant": "名次相同，资金不足以全部资助：{options}。",
        "contest-tied-for-shortlist": "{names}入围名额还余{places}个，并列：{options}。",
        "contest-totals": "评委评分{score}分，计入{marks}。",
        "contest-totals-trimmed": "评委评分{score}分，计入{marks}；去掉{dropped}。",
        "contest-unscored": "{proposal}不计分。",
        "entry-facts-missing": "未说明：{names}。",
        "fund-ended": "{proposal}不再考虑：到{at}时资金已不足，分配即告结束。",
        "fund-granted": "资助{proposal}：{paid}。",
        "fund-left": "余额：{left}。",
        "fund-no-source": "{proposal}未获资助：费用为{cost}，没有可用的资金来源。",
        "fund-too-little-left": "{proposal}未获资助：费用为{cost}，可用余额为{left}。",
        "mark-of-recused": "{judge}对{proposal}的评分不计：{judge}应回避。",
        "mark-of-recused-for": "{judge}对{proposal}的评分不计：{judge}应回避（{reason}）。",
        "mark-out-of-range": "{judge}对{proposal}的评分不计：“{criterion}”{mark}分，限{lowest}至{highest}。",
        "not-shortlisted": "{proposal}未入围。",
        "too-few-judges-left": "评分的评委有{marks}人，计入{left}人；至少须有{least}人。",
    }
)
