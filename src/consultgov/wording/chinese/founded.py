"""机构之间的关系，以及机构设立和撤销的句子。"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

__all__ = ["FOUNDED"]

FOUNDED: Final[MappingProxyType[str, str]] = MappingProxyType(
    {
        "application-lacks": "申请中没有写明：{missing}。",
        "application-not-made": "申请于{made}提出，在{on}尚未提出。",
        "approval-missing": "截至{on}，尚未经{by}批准。",
        "consents-missing": "成员单位同意的情况不符合规则的要求。截至{on}尚未同意的：{units}。",
        "consents-not-met": "截至{on}，各成员单位均已同意，但规则要求的其他条件未满足：",
        "liaisons-of-no-member": "“{body}”的下列联络员所在单位不是成员单位：{units}。",
        "mandate-over": "“{body}”的任务（{topic}）于{end}期满，但该机构尚未撤销。",
        "mandate-precedes-parent": (
            "“{body}”的任务自{start}起，早于其所属的“{parent}”的任务（自{parent_start}起）。"
        ),
        "no-such-guide": "{on}没有“{guide}”这一机构，而“{body}”写明由其指导。",
        "no-such-leader": "{on}没有“{leader}”这一机构，而“{body}”写明由其领导。",
        "no-such-parent": "{on}没有“{parent}”这一机构，而“{body}”写明隶属于它。",
        "nobody-to-ask": "“{body}”没有写明应当由哪个单位提出申请。",
        "not-asked-by": "申请应当由{wanted}提出。",
        "not-asked-of": "申请应当向{wanted}提出。",
        "outlives-parent": "“{body}”存续至{end}，而其所属的“{parent}”至{parent_end}终止。",
        "outlives-parent-open": "“{body}”没有终止日期，而其所属的“{parent}”至{parent_end}终止。",
        "parents-in-circle": "下列机构互为上级，形成循环：{bodies}。",
        "units-without-liaison": "“{body}”的下列成员单位没有联络员：{units}。",
    }
)
