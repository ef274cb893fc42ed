"""代理与接替的句子。"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["ACTING"]

ACTING: Final[Mapping[str, str]] = MappingProxyType(
    {
        "act-decided-by": "决定办法：{how}。",
        "acting-is-service": "{person}的代理时间计入“{office}”的任职时间。",
        "acting-until-another": "{person}履职至{last_day}（含当日）：此后由排序在前的人员履职。",
        "acting-until-away": "{person}履职至{last_day}（含当日）：此后{person}本人不能履行职务。",
        "acting-until-ineligible": "{person}履职至{last_day}（含当日）：此后{person}不再符合规定的条件。",
        "acting-until-leaving": "{person}履职至{last_day}（含当日）：此后{person}不再具有代行职责的资格。",
        "acting-until-meeting": "{person}履职至{last_day}（含当日），即下一次会议召开之日。",
        "acting-until-return": "{person}履职至{last_day}（含当日）：此后由原任职人员恢复履行职务。",
        "acting-until-successor": "{person}履职至{last_day}（含当日）：此后由继任人员履职。",
        "acting-until-time-over": "{person}履职至{last_day}（含当日）：期限届满。",
        "acting-until-vacancy": "{person}履职至{last_day}（含当日）：此后职务空缺。",
        "acts-by-seat": "{person}以“{seat}”的身份履职。",
        "acts-in-vacancy": "“{office}”空缺，自{start}起由{person}代理。",
        "choice-needed": "应当由{by}推举代行职责的人员。",
        "deputy-age-unknown": "{person}的出生日期没有记载；须年满{least}周岁。",
        "deputy-away": "{person}不能履行职务，至{last_day}（含当日）止。",
        "deputy-away-open": "{person}不能履行职务，何时恢复没有记载。",
        "deputy-flag-excluded": "{person}是“{flag}”，按规定不得代理或者代行职责。",
        "deputy-not-in-office": "{on}未任规定的席位。",
        "deputy-only-in-absence": "仅在任职人员不能履行职务时代行职责。",
        "deputy-only-in-vacancy": "仅在职务空缺时代理。",
        "deputy-passed-over": "{person}排序在前，但不能履职：",
        "deputy-seat-passed-over": "“{seat}”排序在前，但无人可以履职：",
        "deputy-seat-vacant": "{on}该席位空缺。",
        "deputy-stands-in": "{holders}不能履行职务，自{start}起由{person}代行“{office}”的职责。",
        "deputy-time-over": "{person}代行职责已达最长期限（{longest}），止于{last_day}。",
        "holder-away-since": "{holders}自{since}起不能履行职务。",
        "line-over-at-meeting": "会议于{last_day}召开，此后依次代行“{office}”职责的人员不再履职。",
        "line-time-over": "代行“{office}”职责最长{longest}，止于{last_day}，此后依次代行的人员不再履职。",
        "nobody-acts": "“{office}”空缺，{on}无人代理。",
        "nobody-stands-in": "{holders}不能履行“{office}”的职务，{on}无人代行职责。",
        "office-held": "{on}，“{office}”由{person}任职并履行职务。",
        "office-overdue": "“{office}”空缺，应当由{by}在{last_day}前（含当日）补选，已经逾期。",
        "office-to-fill": "“{office}”空缺，应当由{by}补选。",
        "office-to-fill-by": "“{office}”空缺，应当由{by}在{last_day}前（含当日）补选。",
        "office-vacant-since": "“{office}”自{since}起空缺。",
    }
)
