"""轮值与轮流表决的句子。"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["ROTATED"]

ROTATED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sits-out-for-good": "{member}自{start}起不享有表决权，至{last_day}止；此后的各组不再包括{member}。",
        "sits-out-in-turn": "{member}自{start}起暂不享有表决权，至{last_day}止；自{next_start}起恢复。",
        "turn-holder": "{place}由{person}代表。",
        "turn-holder-away": "跳过{place}：{person}自{start}起缺席，至{last_day}止。",
        "turn-holder-away-open": "跳过{place}：{person}自{start}起缺席，何时回来未定。",
        "turn-made-up": "由{place}补上先前错过的轮值，自{start}起，至{last_day}止。",
        "turn-nobody-on": "{on}无人可以轮值。",
        "turn-not-in-office": "跳过{place}：{on}不在任。",
        "turn-open": "自{start}起至{last_day}止，无人可以轮值。",
        "turn-presided": "{on}由当值的{place}主持。",
        "turn-presided-for": "{on}由{place}代当值的{due}主持。",
        "turn-presided-only": "{on}由{place}主持；本轮无人可以轮值。",
        "turn-seat-vacant": "跳过{place}：{on}该席位出缺。",
        "turn-stood-in": "{place}代替{due}轮值，自{start}起，至{last_day}止。",
        "turn-taken": "{place}轮值，自{start}起，至{last_day}止。",
        "turns-uneven": "轮值次数不均衡。最多{most}次：{most_members}。最少{least}次：{least_members}。",
        "votes-always": "{member}始终享有表决权，不参与轮换。",
        "votes-in-turn": "{member}享有表决权，自{start}起，至{last_day}止。",
    }
)
