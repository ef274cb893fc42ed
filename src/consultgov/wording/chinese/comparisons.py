"""判断怎么说：计得多少，须有多少，结果如何。"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from consultgov.wording.chinese.counts import (
    base,
    condition,
    counted,
    measured,
    phrase,
    portion,
    rounding,
    unit,
)
from consultgov.wording.chinese.words import figure, quoted
from consultgov.wording.facts import (
    CASE,
    ITEM,
    MUST,
    Facts,
    body_of,
    empty_base,
    follows,
    holds_share,
    of_one_trait,
    share_of,
    single,
    standing,
)

__all__ = ["comparison", "given", "group", "heading"]

_LEADS: Final = MappingProxyType(
    {
        MUST: "",
        CASE: "构成该情形",
        ITEM: "",
        "veto": "构成否决",
        "tie": "构成平票",
        "rejection": "认定不通过",
    }
)
_RESULTS: Final = MappingProxyType(
    {
        "reached": "已达到",
        "kept": "符合",
        "met": "符合",
        "not met": "不符合",
        "not reached": "未达到",
        "not exceeded": "未超过",
        "exceeded": "已超过",
        "not below": "不符合",
        "short": "差{}",
        "over": "超出{}",
        "more": "多{}",
        "fewer": "少{}",
    }
)
_NUMBERS: Final = MappingProxyType(
    {">=": "须不少于", ">": "须多于", "<=": "须不超过", "<": "须少于", "=": "须恰为"}
)
_SHARES: Final = MappingProxyType(
    {
        ">=": ("须占", "以上"),
        ">": ("须超过", ""),
        "<=": ("须不超过", ""),
        "<": ("须不足", ""),
        "=": ("须恰为", ""),
    }
)
_INCLUDED: Final = MappingProxyType({">=": "含本数", ">": "不含本数", "<=": "含本数", "<": "不含本数"})
_BOUNDS: Final = MappingProxyType({">=": "不少于", ">": "多于", "<=": "不超过", "<": "少于"})


# --- 一个比较 -------------------------------------------------------------------------------------


def comparison(verdict: Facts, role: str) -> str:
    """赞成6票；须占全体成员8人的80%以上（含本数），即至少7票：差1票。"""
    left, relation = verdict["facts"]["left"], verdict["facts"]["relation"]
    right = of_one_trait(left, verdict["facts"]["right"])
    by = f"{measured(left)}：" if left["measure"] else ""
    required, shown = _required(relation, left, right)
    if role == MUST and required.startswith("须不超过"):
        required = f"不得{required.removeprefix('须不')}"
    so = _so(verdict, right, shown=shown)
    return f"{by}{counted(left)}；{_LEADS[role]}{required}{so}：{_result(verdict, role)}。"


def _required(relation: str, left: Facts, right: Facts) -> tuple[str, bool]:
    """须有多少，以及数字是否已在其中。"""
    found = share_of(right)
    if found is not None:
        return _share(relation, *found)
    if not right["terms"]:
        just = "须为" if relation == "=" and right["value"] == "0" else _NUMBERS[relation]
        return f"{just}{figure(right['value'])}{unit(left)}", True
    words = "须等于" if relation == "=" else _NUMBERS[relation]
    return f"{words}{_named(right)}", not holds_share(right)


def _named(right: Facts) -> str:
    """与之相比的数，连同是多少。"""
    term = single(right)
    kind = "" if term is None else term["kind"]
    if right["measure"] and kind in ("people", "blocs"):
        return base(right)
    if holds_share(right) or kind == "rounded":
        return phrase(right)
    return f"{phrase(right)}（{figure(right['value'])}{unit(right)}）"


def _share(relation: str, term: Facts, rounded: Facts | None) -> tuple[str, bool]:
    """须占全体成员8人的80%以上（含本数）。"""
    part = portion(term, base(term["base"]))
    notes = [] if rounded is None else [rounding(rounded)]
    every = term["share"][0] == term["share"][1] and relation in (">=", "=")
    if every:
        said = f"须为{part}"
    else:
        before, after = _SHARES[relation]
        said = f"{before}{part}{after}"
        notes += [_INCLUDED[relation]] if relation in _INCLUDED else []
    return f"{said}（{'；'.join(notes)}）" if notes else said, rounded is not None and (
        every or relation == "="
    )


def _so(verdict: Facts, right: Facts, *, shown: bool) -> str:
    """由此得出的数，前面没有说过才说。"""
    bound, relation = follows(verdict), verdict["facts"]["relation"]
    if bound is None:
        return ""
    value, nearest = bound
    if shown and (value == verdict["right"]):
        return ""
    amount = f"{figure(value)}{unit(verdict['facts']['left'])}"
    found = share_of(right)
    every = found is not None and found[0]["share"][0] == found[0]["share"][1]
    if relation == "=" or (every and relation == ">="):
        return f"，即{amount}"
    if nearest:
        return f"，即{'至多' if relation in ('<=', '<') else '至少'}{amount}"
    return f"，即{_BOUNDS[relation]}{amount}"


def _came_out(role: str, verdict: Facts) -> str:
    """不是须达到的要求时，说已构成还是未构成，具备还是不具备。"""
    if role == ITEM:
        return "具备" if verdict["holds"] else "不具备"
    reached = "达到" if role == "rejection" else "构成"
    return f"{'已' if verdict['holds'] else '未'}{reached}"


def _result(verdict: Facts, role: str) -> str:
    came = standing(verdict)
    if came == "empty":
        zero = "基数为零" if empty_base(verdict) else "基数小于零"
        return f"{zero}，{'不能视为达到' if role == MUST else _came_out(role, verdict)}"
    if role != MUST:
        return _came_out(role, verdict)
    return _RESULTS[came].format(f"{figure(verdict['short_by'] or '')}{unit(verdict['facts']['left'])}")


# --- 其他判断 -------------------------------------------------------------------------------------


def given(name: str, *, holds: bool) -> str:
    """事项的一个事实。"""
    return f"{quoted(name)}一项{'成立' if holds else '不成立'}。"


def heading(verdict: Facts, role: str) -> str:
    """引出各部分的话。"""
    code, holds = verdict["code"], verdict["holds"]
    if code == "each":
        return _each(verdict, role)
    if role != MUST:
        asked = {"and": "须同时具备下列各项", "or": "须具备下列各项之一", "not": "须不出现下列情形"}[code]
        return f"{_LEADS[role]}{asked}：{_came_out(role, verdict)}。"
    if code == "and":
        return f"下列各项须同时满足：{'均满足' if holds else '未同时满足'}。"
    if code == "or":
        return f"下列各项满足其一即可：{'已满足' if holds else '均未满足'}。"
    return f"不得出现下列情形：{'未出现' if holds else '已出现'}。"


def _each(verdict: Facts, role: str) -> str:
    trait, groups, body = quoted(verdict["facts"]["trait"]), verdict["facts"]["groups"], body_of(verdict)
    if body is None:
        return f"按{trait}没有任何分组，不能视为各组均符合。"
    asked = f"各组均满足{quoted(condition(body))}"
    if role != MUST:
        return f"按{trait}分为{groups}组，{_LEADS[role]}须{asked}：{_came_out(role, verdict)}。"
    failed = sum(not part["holds"] for part in verdict["parts"])
    result = f"有{failed}组不符合" if failed else "均符合"
    return f"按{trait}分为{groups}组，{asked.replace('均满足', '均须满足', 1)}：{result}。"


def group(facts: Facts, sentence: str) -> str:
    """关于一个组的话。"""
    trait, name = quoted(facts["trait"]), facts["group"]
    if isinstance(name, str):
        return f"{quoted(name)}组：{sentence}"
    return f"{f'是{trait}的一组' if name else f'非{trait}的一组'}：{sentence}"
