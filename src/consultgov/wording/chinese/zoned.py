"""分片负责的句子。"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

__all__ = ["ZONED"]

ZONED: Final[MappingProxyType[str, str]] = MappingProxyType(
    {
        "leaver-with-zones": "{on}时{person}已不是成员，名下仍有片区：{zones}。",
        "loads-stay-apart": "无论怎样分片，成员之间的工作量至少相差{least}；规定的上限为{limit}。",
        "member-with-too-few-zones": "{member}负责的片区：{zones}。至少应负责{least}个，缺{missing}个。",
        "member-with-too-many-zones": "{member}负责的片区：{zones}。至多负责{most}个，超出{excess}个。",
        "member-without-zone": "{member}没有负责的片区。至少应负责{least}个。",
        "members-ask-too-much": (
            "下列成员共应负责片区{needed}个次：{members}；"
            "片区至多可以分给他们{capacity}个次，缺{missing}个次。"
        ),
        "mend-add-or-drop-places": "应当补登，或者从片区中删去：{places}。",
        "mend-end-duties": "应当终止{person}的分片责任。",
        "mend-give-places": "应当为片区{zone}划入楼院或者单位，或者撤销该片区。",
        "mend-give-zones": "应当再分给{member}片区{missing}个。",
        "mend-hand-on-zones": "{member}应当转出片区{excess}个。",
        "mend-move-zones": "应当将{heaviest}的片区转给{lightest}。",
        "mend-name-members": "应当为片区{zone}再确定负责成员{missing}人。",
        "mend-put-into-zone": "应当将{place}划入一个片区。",
        "mend-release-members": "片区{zone}应当减少负责成员{excess}人。",
        "mend-take-out-of-zones": "{place}应当退出片区{excess}个。",
        "place-in-no-zone": "{place}未划入任何片区，无人负责。",
        "place-in-too-many-zones": "{place}同时划入下列片区：{zones}。至多划入{most}个，超出{excess}个。",
        "zone-handed-on": "自{on}起，{member}不再负责片区{zone}。",
        "zone-loads-apart": (
            "成员之间的工作量相差{difference}：最多{most}（{heaviest}），最少{least}（{lightest}）。"
            "规定的上限为{limit}，超出{excess}。"
        ),
        "zone-never-given": "片区{zone}从未有人负责。应有负责成员{least}人。",
        "zone-of-none-but-leavers": "片区{zone}没有成员负责；名义上仍由{people}负责。应有负责成员{least}人。",
        "zone-of-unknown-places": "片区{zone}列有方案中没有的楼院或者单位：{places}。",
        "zone-taken": "自{on}起，{member}负责片区{zone}。",
        "zone-with-too-few": "片区{zone}由{people}负责。至少应有{least}人，缺{missing}人。",
        "zone-with-too-many": "片区{zone}由{people}负责。至多{most}人，超出{excess}人。",
        "zone-without-anyone": "片区{zone}无人负责。应有负责成员{least}人。",
        "zone-without-places": "片区{zone}没有楼院或者单位。",
        "zones-ask-too-much": (
            "下列片区共需负责成员{needed}人次：{zones}；成员至多可以承担{capacity}人次，缺{missing}人次。"
        ),
        "zones-change": (
            "新增分片责任{begun}项，终止{ended}项。调整后成员之间的工作量相差{spread}；"
            "成员负责自己居住的片区的，有{at_home}项。"
        ),
        "zones-unchanged": (
            "无须调整。成员之间的工作量相差{spread}；成员负责自己居住的片区的，有{at_home}项。"
        ),
    }
)
