"""计票各步骤的句子。"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

__all__ = ["TABULATED"]

TABULATED: Final[MappingProxyType[str, str]] = MappingProxyType(
    {
        "beats-every-other": "两两比较，{option}全部胜出。",
        "budget-spent": "支出合计{spent}，剩余{remaining}。",
        "committee-score": "最高得分为{score}，达到该得分的组合有{number}个。",
        "count-elected": "当选：{options}。",
        "count-round": "第{round}轮：{votes}。",
        "count-round-exhausted": "第{round}轮：{votes}；后续选择已用尽的{exhausted}票。",
        "excluded-together": "以下各方合计仅{figure}票，少于排在其前的{following}票，一并淘汰：{options}。",
        "excluded-without-votes": "以下各方一票未得，被淘汰：{options}。",
        "floor-not-reached": "“{trait}”为“{value}”的至少应有{least}名，但符合条件的只有{number}名。",
        "gave-way": "{option}按本组的决定让出名额：“{trait}”为“{value}”的最多{most}名。",
        "last-one-left": "最后只剩{option}，得{figure}票。",
        "last-quotient-squares": "以上是分配最后一席时各名单商数的平方。",
        "last-quotients": "以上是分配最后一席时各名单的商数。",
        "last-remainders": "以上是各名单按当选基数{quota}取整后的余数。",
        "last-seats-filled": "剩余人数与空缺名额相等，当选：{options}。",
        "list-below-threshold": "{list}得{figure}票，未通过{share}的门槛。",
        "list-seats": "{list}得{figure}票，分得{seats}席。",
        "lost-in-rounding": "舍去尾数，损失{figure}票。",
        "more-than-half": "{option}得{figure}票，超过{of}票的半数。",
        "must-give-way": "{options}的“{trait}”同为“{value}”，最多留{most}名，须由其自行商定{leaving}名退出。",
        "nobody-beats-every-other": "两两比较，没有一方全部胜出。",
        "not-more-than-half": "最后只剩{option}，得{figure}票，未超过{of}票的半数。",
        "option-excluded": "{option}得{figure}票，被淘汰。",
        "pair-even": "{options}持平，各得{figure}票。",
        "pair-won": "{option}以{figure}比{against}胜{other}。",
        "passed-over-for-cap": "{option}不能当选：“{trait}”为“{value}”的最多{most}名。",
        "passed-over-for-floor": "{option}让出名额：“{trait}”为“{value}”的至少应有{least}名。",
        "path-stronger": "{option}到{other}最强的路径为{figure}，反向为{against}。",
        "paths-even": "{options}之间最强的路径相等，各为{figure}。",
        "project-after-the-end": "{option}未入选：名单到{ended}为止。",
        "project-chosen-by-votes": "{option}得{figure}票入选：费用{cost}，剩余{remaining}。",
        "project-not-affordable": "{option}未入选：费用{cost}，超出赞成者所余份额。",
        "project-paid-by-backers": "{option}入选：赞成者每票最多分担{figure}，费用{cost}，剩余{remaining}。",
        "project-too-dear": "{option}未入选：费用{cost}，只剩{remaining}。",
        "project-without-votes": "{option}未入选：一票未得。",
        "quota-reached": "{option}当选：{figure}票，达到当选数{quota}。",
        "removed-as-lowest": "{option}在“{trait}”为“{value}”的各方中排名最后，让出名额：最多{most}名。",
        "removed-by-lot": "{option}抽签未中，让出名额：“{trait}”为“{value}”的最多{most}名。",
        "removed-by-seniority": "{option}按资历次序让出名额：“{trait}”为“{value}”的最多{most}名。",
        "runoff-between": "进入决选：{options}。",
        "seats-left-open": "空缺名额：{places}个。",
        "surplus-transferred": "转移{option}多余的{surplus}票。",
        "taken-by-load": "{option}入选：其赞成者的负担最小，每票{figure}。",
        "taken-by-price": "{option}入选：其赞成者的分担最少，每票最多{figure}。",
        "taken-by-score": "{option}入选：得分最高，为{figure}。",
        "tie-settled-by-earlier-round": "{options}票数相等，按第{earlier}轮的票数选定{chosen}。",
        "tie-settled-by-order": "{options}并列，按抽签等方式确定的次序，选定{chosen}。",
        "tie-settled-by-score": "{options}票数相等，{chosen}的总分较高。",
        "tie-settled-by-top-scores": "{options}仍相等，其中得最高分次数最多的是：{chosen}。",
        "tie-settled-head-to-head": "{options}分数相等，其中两两比较负得最少的是：{chosen}。",
        "tied-for-budget": "以下各方相等，剩余{remaining}不足以全部入选：{options}。",
        "tied-for-cap": "以下各方中只能留下{places}名，留下谁未定：{options}。",
        "tied-for-exclusion": "以下各方票数相等，须淘汰其中{places}方：{options}。",
        "tied-for-runoff": "以下各方票数相等，争夺决选的{places}个名额：{options}。",
        "tied-for-seat": "以下各方并列，竞争{places}个名额：{options}。",
        "tied-for-surplus": "以下各方的多余票相等，先转移谁的未定：{options}。",
    }
)
