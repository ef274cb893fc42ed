"""以决定免去职务的各种途径的句子。"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

__all__ = ["REMOVED"]

REMOVED: Final[MappingProxyType[str, str]] = MappingProxyType(
    {
        "barred-until": "以同一事实和理由，自{first}起方可再次提出。",
        "ground-unattested": "“{ground}”无人证明。",
        "ground-unattested-by": "“{ground}”尚未由{by}证明。",
        "ground-unattested-by-any": "“{ground}”未经其中任何一方证明：{by}。",
        "may-not-attest": "{by}证明了“{ground}”，但按规则无权证明。",
        "no-day-stated": "决定中应当写明席位自何日起空缺。",
        "no-ground-attested": "没有一项规定的事由得到证明：",
        "no-notice": "没有发出表决通知；应当提前{least}日通知。",
        "no-vote-foreseen": "规则没有规定表决：辞职无须表决即可生效。",
        "not-a-ground": "{by}证明的“{ground}”不是规则规定的事由。",
        "not-heard": "{person}还没有得到申辩的机会。",
        "not-resigned": "{person}没有提出辞职。",
        "notice-too-short": "{vote}表决的通知于{given}发出；最迟应当在{latest}发出。",
        "office-dismissed": "{person}被撤换；席位自{vacant_from}起空缺。",
        "office-lapsed": "{person}留任：未能提交表决，也不能再提交。",
        "office-not-removed": "{person}留任：表决未获通过。",
        "office-pending": "{person}的职务尚无定论。",
        "office-recalled": "{person}被罢免；席位自{vacant_from}起空缺。",
        "office-resigned": "{person}已辞职；席位自{vacant_from}起空缺。",
        "office-void": "{person}留任：没有有效的表决。",
        "person-concerned": "表决涉及{elector}本人。",
        "petition-failed": "联名人数不足：",
        "petition-missing": "规则要求联名提出，但没有联名。",
        "petition-open": "至{at}，联名尚未截止。",
        "petition-signed": "联名：{signatures}人。",
        "resignation-in-force": "{person}已于{at}因辞职离任，不再表决。",
        "stated-day-past": "席位不能自{stated}起空缺：这早于{vote}的表决。",
        "vote-not-allowed": "不具备条件而付诸表决：",
        "vote-open": "表决尚未截止。",
        "vote-put-already": "关于{person}的表决已经提出，于{opens}开始。",
        "vote-too-late": "{vote}已经过期：表决最迟应当在{last}开始（自{start}起{within}日内）。",
        "vote-undecided": "表决没有结果：",
    }
)
