"""任期限制的句子：能否再任。"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

__all__ = ["SERVED"]

SERVED: Final[MappingProxyType[str, str]] = MappingProxyType(
    {
        "may-serve-not-known": "{person}能否自{start}起担任{office}，无法判断：",
        "may-serve-until": "{person}可自{start}起担任{office}，至{last_day}止：",
        "may-serve": "{person}可自{start}起担任{office}：",
        "may-serve-later": "{person}不得自{start}起担任{office}，但可自{earliest}起担任：",
        "may-never-serve": "{person}不得自{start}起担任{office}，此后亦不得担任：",
        "terms-in-all-left": "累计不得超过{most}届，已任{served}届，连同本届尚余{left}届；计入：{counted}。",
        "terms-in-all-left-none-served": "累计不得超过{most}届，尚无应计入的任期。",
        "terms-in-all-used-up": "累计不得超过{most}届，已任{served}届，不得再任；计入：{counted}。",
        "terms-in-a-row-left": (
            "连续任职不得超过{most}届，已连续任职{served}届，连同本届尚余{left}届；计入：{counted}。"
        ),
        "terms-in-a-row-left-none-served": "连续任职不得超过{most}届，尚无应计入的任期。",
        "terms-in-a-row-used-up": (
            "连续任职不得超过{most}届，已连续任职{served}届，不得再连任；计入：{counted}。"
        ),
        "years-in-all-left": "累计任职不得超过{most}，已任{days}日，最迟任至{last_day}；计入：{counted}。",
        "years-in-all-left-none-served": "累计任职不得超过{most}，尚未任职，最迟任至{last_day}。",
        "years-in-all-used-up": "累计任职已满{most}，不得再任；计入：{counted}。",
        "years-in-a-row-left": "连续任职不得超过{most}，已任{days}日，最迟任至{last_day}；计入：{counted}。",
        "years-in-a-row-left-none-served": "连续任职不得超过{most}，尚未任职，最迟任至{last_day}。",
        "years-in-a-row-used-up": "连续任职已满{most}，不得再连任；计入：{counted}。",
        "break-not-needed": "{person}未曾担任须有间隔期的职务。",
        "break-over": "自{last_day}离任后须间隔{length}，间隔期已满，自{first}起可以再任。",
        "break-not-over": "自{last_day}离任后须间隔{length}，自{first}起方可再任。",
        "no-limit-on-terms": "可以连选连任，没有届数限制。",
        "limit-not-in-force": "有一项限制在{on}尚未施行或者已经失效。",
        "birth-not-known": "规则对年龄有要求，但没有{person}的出生日期记录。",
        "nobody-may-follow": "{person}须离任，自{on}起，在册人员中没有人可以担任“{seat}”。",
        "of-age-to-serve": "{person}的年龄符合就任要求。",
        "of-age-until": "{person}的年龄符合就任要求；年满{age}周岁应当离任，最迟任至{last_day}。",
        "too-old-to-start": "{person}已超过就任年龄：最迟应在{late}之前就任。",
        "too-young-to-start": "{person}未达就任年龄：至{first}方满{least}周岁。",
        "exempt-as-incumbent": "{person}在{on}已任该职，不受此项限制：",
        "exempt-too-few": "未超过任职限制的候选人有{candidates}人，应选{seats}人，此项限制不适用：",
        "exempt-by-vote": "经表决同意，{person}可以不受此项限制：",
        "exempt-by-waiver": "经{by}准许，{person}可以不受此项限制（{reason}）：",
        "exempt-by-waiver-on-record": "依已登记的准许，{person}可以不受此项限制（{reason}）：",
    }
)
