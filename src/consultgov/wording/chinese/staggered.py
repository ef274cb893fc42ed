"""分期改选的句子。"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

__all__ = ["STAGGERED"]

STAGGERED: Final[MappingProxyType[str, str]] = MappingProxyType(
    {
        "all-renewed-at-once": "各组同日改选，首次为{on}，并未分期：{classes}。",
        "class-drifts": (
            "{person}在“{seat}”的任期至{last_day}届满，而“{class}”组的任期至{class_last_day}届满，相差{days}日。"
        ),
        "class-empty": "“{class}”组没有席位。",
        "class-not-spread": "“{class}”组中{trait}为“{group}”的有{number}人，至多可有{most}人：{people}。",
        "class-overfull": "“{class}”组有席位{seats}个，在任者{number}人：{people}。",
        "class-sizes-uneven": "{classes}各组的席位数相差超过一个：{sizes}。",
        "classes-renewed-together": "{classes}各组同日改选，首次为{on}。",
        "fills-rest-and-next": (
            "自{on}起补任“{seat}”者，任期为“{class}”组的剩余任期及其下一任期，最后一日为{last_day}。"
        ),
        "fills-rest-of-term": "自{on}起补任“{seat}”者，任职至“{class}”组任期届满，最后一日为{last_day}。",
        "seat-in-no-class": "{person}所任的“{seat}”不属于任何一组。",
        "seat-in-two-classes": "“{seat}”同时属于不止一组：{classes}。",
        "sits-past-renewal": (
            "{person}自{start}起任“{seat}”，尚未改选；“{class}”组应于{renewal}改选，已逾{days}日。"
        ),
        "waits-for-renewal": "至{on}，“{class}”组的剩余任期过短，“{seat}”空缺至该组{renewal}改选为止。",
    }
)
