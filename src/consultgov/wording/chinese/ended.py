"""职务的终止和缺席的句子。"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["ENDED"]

ENDED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "absences-below": "{person}的缺席未达到规定的标准，即使接着再缺席也不会立即达到。",
        "absences-in-a-row": "连续缺席{run}次（{counted}）；规定为{least}次。",
        "absences-in-a-row-none": "最近一次会议没有缺席；规定为连续{least}次。",
        "absences-judged-later": "这一比例待当年结束时，于{judged_on}判断。",
        "absences-no-meetings": "没有应当计入的会议。",
        "absences-number": "{first}至{last}开会{meetings}次，缺席{missed}次；规定为{least}次。",
        "absences-share-at-least": (
            "{first}至{last}开会{meetings}次，缺席{missed}次，占{share}；规定为{bound}以上（含本数）。"
        ),
        "absences-share-more-than": (
            "{first}至{last}开会{meetings}次，缺席{missed}次，占{share}；规定为超过{bound}。"
        ),
        "absences-too-few-meetings": "会议不满{least}次的，不看比例。",
        "absences-too-many": "{person}的缺席于{since}达到规定的标准。",
        "absences-within": "{person}的缺席未达到规定的标准；接着再缺席{more}次即达到。",
        "absent-too-often": "无正当理由缺席于{on}达到规定的标准。",
        "acceptance-deemed": "逾期未作决定的，自{deemed_from}起视为接受。",
        "acceptance-is-for": "应当由{by}决定是否接受。",
        "appraised-badly": "评议不称职于{on}达到规定的次数。",
        "before-office": "以下发生在{start}任职开始以前，与本次任职无关：",
        "body-dissolved": "机构于{on}被撤销。",
        "came-to-nothing": "该次辞职未生效：",
        "death": "本人于{on}死亡。",
        "eligibility-lost": "自{on}起不再具备任职资格。",
        "end-on-record": "记载的最后任职日为{last_day}。",
        "ends-no-office": "按照规则，以下情形不终止职务：",
        "in-office": "{person}于{on}在任；尚无终止日期。",
        "in-office-until": "{person}于{on}在任；最后任职日为{last_day}。",
        "incapacity-established": "于{on}被认定丧失行为能力。",
        "incompatible-office": "于{on}担任不得兼任的职务。",
        "may-not-withdraw": "辞职提出后不得撤回：",
        "not-yet-in-office": "{person}自{start}起任职。",
        "nothing-to-accept": "当时没有待决定的辞职：",
        "nothing-to-withdraw": "当时没有可以撤回的辞职：",
        "office-not-begun": "{person}的职务在应当开始的{from_day}即告终止，没有实际任职。",
        "office-over": "{person}已不在任；最后任职日为{last_day}。",
        "out-too-late": "以下情形要到{from_day}才终止职务，不再适用：",
        "post-changed": "所在单位于{on}调整本人职务。",
        "recall-decided": "于{on}决定罢免。",
        "removal-decided": "于{on}决定撤换或者免职。",
        "resignation-accepted": "辞职于{on}被接受。",
        "resignation-accepted-by": "辞职于{on}经{by}接受。",
        "resignation-deemed": "逾期未作决定，自{deemed_from}起视为接受。",
        "resignation-refused": "辞职于{on}未被接受。",
        "resignation-unanswered": "以下辞职尚未作出决定：",
        "resignation-waiting": "{since}提出的辞职尚待接受。",
        "resignation-withdrawn": "辞职于{on}撤回。",
        "resigned": "于{on}提出辞职。",
        "resigned-already": "此前提出的辞职尚未了结：",
        "rights-in-force": "{person}于{on}享有权利；连续缺席{run}次，规定为{least}次。",
        "rights-suspended": "{person}的权利自{since}起中止；此后连续出席{attended}次，恢复须连续{least}次。",
        "seat-changed": "本人于{on}转任其他席位。",
        "sentence-final": "刑事判决于{on}生效。",
        "term-expired": "任期的最后一日为{last_day}。",
        "unit-merged": "席位所属单位于{on}被合并或者撤销。",
    }
)
