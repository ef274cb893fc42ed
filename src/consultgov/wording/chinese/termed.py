"""任期的长短与届满的句子。"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["TERMED"]

TERMED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "hold-over-ended": "{on}不在任：届满后继续履职的期限最长为{longest}，已于{last_day}届满。",
        "holding-over": (
            "{on}在任：任期届满后自{since}起继续履职，至继任者就任时止，最迟至{last_day}（含当日）。"
        ),
        "holding-over-open": "{on}在任：任期届满后自{since}起继续履职，至继任者就任时止。",
        "in-term": "{on}在任：任期至{last_day}（含当日）届满。",
        "in-term-open": "{on}在任：自{start}起任职，任期何时届满尚无记载。",
        "renewal-early": (
            "第{number}届本应于{own_last_day}届满，依规则提前换届，任期至{last_day}止，但未记载理由。"
        ),
        "renewal-early-reasoned": (
            "第{number}届本应于{own_last_day}届满，依规则提前换届，任期至{last_day}止。记载的理由：{reason}。"
        ),
        "renewal-mismatch": (
            "第{number}届任期于{own_last_day}届满；应当与之同时换届的“{body}”，任期于{linked_last_day}届满，"
            "二者不一致。"
        ),
        "renewal-overdue": "截至{on}，第{number}届届满后逾期未换届：依规则，任期最迟至{latest}届满。",
        "renewal-too-early": "第{number}届之后的新一届自{held}起任职；依规则，不得早于{earliest}。",
        "successor-sits": "{on}不在任：继任者已自{since}起就任。",
        "term-deviates": "第{number}届于{last_day}届满；依规则，应当于{own_last_day}届满。",
        "term-deviates-reasoned": (
            "第{number}届于{last_day}届满；依规则，原则上应当于{own_last_day}届满。记载的理由：{reason}。"
        ),
        "term-extended": "第{number}届本应于{own_last_day}届满，依规则延期换届，但未记载理由。",
        "term-extended-reasoned": (
            "第{number}届本应于{own_last_day}届满，依规则延期换届。记载的理由：{reason}。"
        ),
        "term-extended-too-far": "第{number}届于{last_day}届满；依规则，延期不得超过{latest}。",
        "term-not-begun": "{on}不在任：任期自{start}起。",
        "term-over": "{on}不在任：任期已于{last_day}届满，且规则未规定届满后继续履职。",
    }
)
