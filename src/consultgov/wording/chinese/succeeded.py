"""补足空缺席位的句子：由谁递补、为何不能递补、应当由谁办理。"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

__all__ = ["SUCCEEDED"]

SUCCEEDED: Final[MappingProxyType[str, str]] = MappingProxyType(
    {
        "alternate-moves-up": "席位“{seat}”自{on}起由候补人员{person}递补。",
        "alternates-exhausted": "没有可以递补的候补人员。",
        "appointment-needed": "席位“{seat}”应当由{who}任命。",
        "by-election-needed": "席位“{seat}”应当由{who}补选。",
        "by-selection-needed": "席位“{seat}”应当由{who}推选增补。",
        "confirmation-needed": "新任人选应当经{body}确定。",
        "declined-to-sit": "{person}表示不担任。",
        "fill-by": "席位自{since}起空缺，应当在{by}前（含当日）补足。",
        "fill-overdue": "席位自{since}起空缺，应当在{by}前（含当日）补足，已经逾期。",
        "list-exhausted": "名单上没有可以递补的人选。",
        "next-on-list": "席位“{seat}”自{on}起由名单上的下一名{person}递补。",
        "next-runner-up": "席位“{seat}”自{on}起由未当选人中的下一名{person}递补。",
        "no-succession-rule": "席位“{seat}”空缺，{on}没有施行中的规定说明如何补足。",
        "no-vacancy": "“{seat}”在{on}没有需要补足的空缺。",
        "nobody-next": "席位“{seat}”在{on}没有可以递补的人选，继续空缺。",
        "not-alive": "{person}在{on}不在世。",
        "passed-over": "{person}不能递补：",
        "renewal-due": "“{body}”应当重新选举：",
        "runners-up-exhausted": "未当选人中没有可以递补的人选。",
        "sits-already": "{person}已经占有席位：{seats}。",
        "unit-has-to-replace": "席位“{seat}”应当由{who}另行提出人选。",
        "would-break-rule": "{person}递补后，将不符合目前符合的规定：",
    }
)
