"""决定怎么说：结果，规则的各部分，还差什么，依据。"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from consultgov.wording.chinese.words import quoted
from consultgov.wording.facts import Facts, failed_guards

__all__ = [
    "absentees",
    "broken",
    "clause",
    "follow",
    "hopeless",
    "if_all",
    "missing",
    "outcome",
    "part",
    "severity",
    "state",
    "stuck",
    "unsupported",
]

_OUTCOMES: Final = MappingProxyType(
    {
        "adopted": "通过。",
        "rejected": "未通过。",
        "vetoed": "未通过：票数已够，但被行使否决权。",
        "inquorate": "未达到法定人数，未作出决定。",
        "tied": "票数相等，尚待裁断。",
        "undecided": "未决：既未达到通过的要求，也未达到不通过的要求。",
    }
)
_PARTS: Final = MappingProxyType(
    {
        "guard": "表决前提",
        "quorum": "法定人数",
        "adoption": "表决",
        "veto": "否决权",
        "tie": "票数相等",
        "rejection": "不通过",
    }
)
_SEVERITIES: Final = MappingProxyType(
    {"breach": "不符合规定", "deviation": "与原则性规定不一致", "note": "提示"}
)
_BREAKS: Final = MappingProxyType(
    {
        "casting_vote": "主持人的决定票为",
        "seniority": "按资历裁断，结果为",
        "lot": "抽签结果为",
        "prime_member": "首席成员的票为",
    }
)
_FOLLOWING: Final = MappingProxyType(
    {
        "refer_up": "提交{to}决定",
        "second_call": "第二次召集会议",
        "second_ballot": "再次投票",
        "consult_again": "再次协商",
        "consult_again_to": "再次征求{to}的意见",
        "nothing": "不再处理",
    }
)
_STRENGTHS: Final = MappingProxyType({"default": "（原则性规定）", "permission": "（授权性规定，非必须）"})


def outcome(decision: Facts) -> str:
    """决定的结果。"""
    if failed_guards(decision):
        return "不具备表决的前提，未作出决定。"
    return _OUTCOMES[decision["outcome"]]


def part(name: str, sentence: str) -> str:
    """关于规则一部分的话。"""
    return f"{_PARTS[name]}：{sentence}"


def state(*, holds: bool) -> str:
    """有几个条件时，总的结果。"""
    return "已达到。" if holds else "未达到。"


def clause(clause: Facts) -> str:
    """规则的出处。"""
    phrase = f"，{quoted(clause['phrase'])}" if "phrase" in clause else ""
    strength = _STRENGTHS.get(clause.get("strength", ""), "")
    reason = f"偏离理由：{clause['reason']}。" if "reason" in clause else ""
    return f"依据：{clause['source']}{phrase}{strength}。{reason}"


def follow(follows: Facts) -> str:
    """接下来怎样。"""
    kind = follows["kind"]
    known = f"{kind}_to" if kind == "consult_again" and "to" in follows else kind
    what = _FOLLOWING[known].format(to=follows.get("to", ""))
    after = f"，至少间隔{follows['after']}日" if "after" in follows else ""
    within = f"，{follows['within']}日以内" if "within" in follows else ""
    own = "，另有规则" if "rule" in follows else ""
    return f"接下来：{what}{after}{within}{own}。"


def if_all() -> str:
    """到会的人全部赞成时的结果。"""
    return "如果到会的人全部赞成："


def severity(severity: str, sentence: str, code: str) -> str:  # noqa: ARG001 - no capitals here
    """一项问题及其轻重。"""
    return f"{_SEVERITIES[severity]}：{sentence}"


# --- 还差什么 -------------------------------------------------------------------------------------


def unsupported(*, in_favour: bool) -> str:
    """没有人支持。"""
    return f"{'没有计入的赞成票' if in_favour else '无人选择'}，不能视为通过。"


def broken(tie_break: str, *, adopted: bool) -> str:
    """平票怎样裁断。"""
    if tie_break == "status_quo":
        return "票数相等时维持现状。"
    return f"{_BREAKS[tie_break]}{'赞成' if adopted else '反对'}。"


def missing(shortfall: int, *, anybody: bool, quorum: bool) -> str:
    """还差几票。"""
    then = "达到法定人数并通过" if quorum else "通过"
    if anybody:
        return f"如果再有{shortfall}名有表决权的人投赞成票，即可{then}。"
    return f"至少再有{shortfall}名有表决权的人投赞成票，才能{then}。"


def absentees(shortfall: int) -> str:
    """到会的人不够时，还差几票。"""
    return f"到会的人即使全部赞成也不能通过；须有未到会的人参加，再得至少{shortfall}票赞成。"


def stuck() -> str:
    """到会的人无论怎样投票都不够。"""
    return "到会的人无论怎样投票，都不能通过。"


def hopeless() -> str:
    """全部赞成也不够。"""
    return "即使有表决权的人全部投赞成票，也达不到通过的要求。"
