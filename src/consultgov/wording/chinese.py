"""简体中文的句子。

以上、以下含本数，超过、不足不含本数（民法典第一千二百五十九条的用法），句中写明。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeAlias

__all__ = [
    "clause",
    "comparison",
    "given",
    "group",
    "heading",
    "outcome",
    "part",
    "prospects",
    "severity",
]

_Facts: TypeAlias = Mapping[str, Any]

_NOUNS: Final = MappingProxyType(
    {
        "yes": "赞成票",
        "no": "反对票",
        "abstain": "弃权票",
        "invalid": "无效票",
        "silent": "到会未表决者",
        "absent": "缺席者",
        "recused": "到会回避者",
        "recused_absent": "未到会回避者",
        "vacant": "空缺席位",
        "decisive": "赞成票与反对票",
        "valid": "有效票",
        "ballots": "收回的票",
        "participating": "到会有表决权者",
        "entitled": "有表决权者",
        "members": "全体成员",
        "seats": "全部席位",
        "present": "到会者",
    }
)
_FIGURES: Final = MappingProxyType(
    {
        "yes": "赞成{}票",
        "no": "反对{}票",
        "abstain": "弃权{}票",
        "invalid": "无效票{}张",
        "silent": "到会未表决{}人",
        "absent": "缺席{}人",
        "recused": "到会回避{}人",
        "recused_absent": "未到会回避{}人",
        "vacant": "空缺{}席",
        "decisive": "赞成与反对合计{}票",
        "valid": "有效票{}张",
        "ballots": "收回{}票",
        "participating": "到会有表决权者{}人",
        "entitled": "有表决权者{}人",
        "members": "成员{}人",
        "seats": "席位{}席",
        "present": "到会{}人",
    }
)
_BASES: Final = MappingProxyType(
    {
        "decisive": "赞成与反对合计{}票",
        "valid": "{}张有效票",
        "ballots": "收回的{}票",
        "participating": "到会有表决权的{}人",
        "entitled": "有表决权的{}人",
        "members": "全体成员{}人",
        "seats": "全部席位{}席",
        "present": "到会的{}人",
    }
)
_OUTCOMES: Final = MappingProxyType(
    {
        "adopted": "通过。",
        "rejected": "未通过。",
        "vetoed": "被否决：票数已够，但有否决票。",
        "inquorate": "未达到法定人数，未作出决定。",
        "tied": "票数相等，尚未裁断。",
        "undecided": "未决：既未通过，也未达到否决所需。",
    }
)
_PARTS: Final = MappingProxyType(
    {
        "quorum": "法定人数",
        "adoption": "表决",
        "veto": "否决",
        "tie": "票数相等",
        "rejection": "否决所需",
    }
)
_SEVERITIES: Final = MappingProxyType({"breach": "违反规定", "deviation": "偏离原则性规定", "note": "提示"})
_BREAKS: Final = MappingProxyType(
    {
        "casting_vote": "主持人的决定票",
        "seniority": "按资历裁断",
        "lot": "抽签结果",
        "status_quo": "维持现状",
    }
)
_ROUNDED: Final = MappingProxyType({"down": "舍去小数", "up": "小数进一", "nearest": "四舍五入"})
_DIGITS: Final = "零一二三四五六七八九十"


# --- counts ---------------------------------------------------------------------------------------


def _tests(tests: list[_Facts]) -> str:
    said = []
    for test in tests:
        values = "或".join(f"“{value}”" for value in test["values"])
        if values:
            said.append(f"“{test['name']}”{'不' if test['negated'] else ''}为{values}")
        else:
            said.append(f"{'非' if test['negated'] else ''}“{test['name']}”")
    return "且".join(said)


def _level(term: _Facts) -> str:
    if term.get("level") == "all":
        return "全体范围内的"
    return f"同一“{term['within']}”内的" if "within" in term else ""


def _noun(term: _Facts) -> str:
    """所计的是什么，不带数字。"""
    match term["kind"]:
        case "people":
            name = f"选“{term['label']}”的票" if "label" in term else _NOUNS[term["word"]]
            tests = f"{_tests(term['among'])}者中的" if term["among"] else ""
            measure = f"（按“{term['measure']}”计）" if term["measure"] else ""
            return f"{_level(term)}{tests}{name}{measure}"
        case "fact":
            return f"“{term['name']}”"
        case "blocs":
            where = f"符合条件（{term['where']}）的" if term["where"] else ""
            measure = f"（按“{term['measure']}”计）" if term["measure"] else ""
            return f"{_level(term)}{where}“{term['trait']}”组数{measure}"
        case "share":
            return f"{_phrase(term['base'])}的{_share(term['share'])}"
        case _:
            return f"{_phrase(term['of'])}（{_ROUNDED[term['mode']]}）"


def _unit(count: _Facts) -> str:
    """量词：单一的人数、票数或席数才有。"""
    if not _is_plain(count):
        return ""
    term = count["terms"][0]
    return "票" if "label" in term else _FIGURES[term["word"]].partition("{}")[2]


def _share(share: list[int]) -> str:
    top, bottom = share
    if max(top, bottom) <= len(_DIGITS) - 1 and bottom in (2, 3, 4):
        return "半数" if (top, bottom) == (1, 2) else f"{_DIGITS[bottom]}分之{_DIGITS[top]}"
    return f"{bottom}分之{top}" if 100 % bottom else f"{100 * top // bottom}%"


def _phrase(count: _Facts) -> str:
    """一个数怎么说，不带数字。"""
    said = ""
    for term in count["terms"]:
        factor = term["factor"]
        number = factor.lstrip("-")
        noun = _noun(term) if number == "1" else f"{_noun(term)}的{number}倍"
        sign = "减" if factor.startswith("-") else "加"
        said = f"{said}{sign}{noun}" if said or sign == "减" else noun
    constant = count["constant"]
    if constant != "0" or not said:
        sign = "减" if constant.startswith("-") else "加"
        said = f"{said}{sign}{constant.lstrip('-')}" if said else constant
    return said


def _is_plain(count: _Facts) -> bool:
    terms = count["terms"]
    plain = len(terms) == 1 and count["constant"] == "0" and count["measure"] is None
    return plain and terms[0]["kind"] == "people" and terms[0]["factor"] == "1"


def _counted(count: _Facts) -> str:
    """带数字的说法：赞成6票。"""
    return _figured(count, _FIGURES)


def _base(base: _Facts) -> str:
    """带数字的基数：全体成员8人。"""
    return _figured(base, _BASES)


def _figured(count: _Facts, templates: Mapping[str, str]) -> str:
    if not _is_plain(count):
        return (
            f"{_phrase(count)}为{count['value']}"
            if templates is _FIGURES
            else f"{_phrase(count)}（{count['value']}）"
        )
    term = count["terms"][0]
    tests = f"{_tests(term['among'])}者" if term["among"] else ""
    if "label" in term:
        return f"{_level(term)}{tests}选“{term['label']}”{count['value']}票"
    template = templates.get(term["word"], _FIGURES[term["word"]])
    return f"{_level(term)}{tests}{template.format(count['value'])}"


# --- comparisons ----------------------------------------------------------------------------------


def _share_of(right: _Facts) -> _Facts | None:
    """右边若只是一个比例（可带取整），即该比例。"""
    terms = right["terms"]
    if len(terms) != 1 or right["constant"] != "0" or terms[0]["factor"] != "1":
        return None
    term: _Facts = terms[0]
    if term["kind"] == "rounded":
        return _share_of(term["of"])
    return term if term["kind"] == "share" else None


def _required(verdict: _Facts) -> str:
    """须达到什么：以上含本数，超过不含本数。"""
    relation, right = verdict["facts"]["relation"], verdict["facts"]["right"]
    share = _share_of(right)
    if share is not None:
        return _share_required(relation, share, right)
    if right["terms"]:
        said = f"{_phrase(right)}（{right['value']}）"
    else:
        said = f"{right['value']}{_unit(verdict['facts']['left'])}"
    return {
        ">=": f"不少于{said}",
        ">": f"多于{said}",
        "<=": f"不超过{said}",
        "<": f"少于{said}",
        "=": f"正好为{said}",
    }[relation]


def _share_required(relation: str, share: _Facts, right: _Facts) -> str:
    base, part = _base(share["base"]), _share(share["share"])
    rounding = right["terms"][0]
    rounded = f"，{_ROUNDED[rounding['mode']]}" if rounding["kind"] == "rounded" else ""
    return {
        ">": f"超过{base}的{part}（不含本数{rounded}）",
        ">=": f"达到{base}的{part}以上（含本数{rounded}）",
        "<=": f"不超过{base}的{part}（可等于{rounded}）",
        "<": f"不足{base}的{part}（不含本数{rounded}）",
        "=": f"正好为{base}的{part}{rounded}",
    }[relation]


def _so(verdict: _Facts) -> str:
    """由此得出的数，前面没有说过才说。"""
    relation, needed = verdict["facts"]["relation"], verdict["needed"]
    shared = any(term["kind"] in ("share", "rounded") for term in verdict["facts"]["right"]["terms"])
    if needed is None or relation == "=" or (needed == verdict["right"] and not shared):
        return ""
    unit = _unit(verdict["facts"]["left"])
    return f"，即{'至多' if relation in ('<=', '<') else '至少'}{needed}{unit}"


def _result(verdict: _Facts) -> str:
    relation, short = verdict["facts"]["relation"], verdict["short_by"]
    if verdict["facts"].get("empty_base"):
        return "基数为零，不能视为达到"
    ceiling = relation in ("<=", "<")
    if verdict["holds"]:
        return "符合" if ceiling or relation == "=" else "已达到"
    if short is None or relation == "=":
        return "不符合"
    return f"{'超出' if ceiling else '差'}{short}{_unit(verdict['facts']['left'])}"


def comparison(verdict: _Facts) -> str:
    """赞成6票；须达到全体成员8人的80%以上（含本数），即至少7票：差1票。"""
    relation = verdict["facts"]["relation"]
    must = "" if relation in ("<=", "<") and _required(verdict).startswith("不超过") else "须"
    counted, required = _counted(verdict["facts"]["left"]), f"{must}{_required(verdict)}{_so(verdict)}"
    return f"{counted}；{required}：{_result(verdict)}。"


def given(name: str, *, holds: bool) -> str:
    """事项的一个事实。"""
    return f"具备“{name}”。" if holds else f"不具备“{name}”。"


def heading(verdict: _Facts) -> str:
    """引出各部分的话。"""
    holds = verdict["holds"]
    if verdict["code"] == "or":
        return f"下列各项具备其一即可：{'已具备' if holds else '均不具备'}。"
    if verdict["code"] == "not":
        return f"不得有下列情形：{'没有' if holds else '有'}。"
    trait, number = verdict["facts"]["trait"], verdict["facts"]["groups"]
    if not number:
        return f"没有任何“{trait}”组，不能视为各组都符合。"
    return f"“{trait}”的{number}个组各自须符合：{'都符合' if holds else '并非都符合'}。"


def group(trait: str, name: str, sentence: str) -> str:
    """关于一个组的话。"""
    said = {"true": "是", "false": "否"}.get(name, name)
    return f"{trait}“{said}”：{sentence}"


# --- decisions ------------------------------------------------------------------------------------


def outcome(decision: _Facts) -> str:
    """决定的结果。"""
    return _OUTCOMES[decision["outcome"]]


def part(name: str, sentence: str) -> str:
    """关于规则一部分的话。"""
    return f"{_PARTS[name]}：{sentence}"


def prospects(decision: _Facts) -> Iterator[str]:
    """还差什么，当时能否做到。"""
    adoption = decision.get("adoption", {})
    if adoption.get("holds") and not decision.get("supported", True):
        yield "无人赞成，沉默不等于通过。"
    if decision.get("tie", {}).get("holds") and decision["outcome"] not in ("tied", "inquorate"):
        yield _broken(decision)
    if decision["outcome"] in ("adopted", "vetoed"):
        return
    if decision.get("reachable") is False and decision["outcome"] != "inquorate":
        yield "仅凭到会的人，当时不可能通过。"
    if "shortfall" in decision:
        yield _missing(decision["shortfall"])


def _broken(decision: _Facts) -> str:
    who = _BREAKS[decision["rule"]["tie_break"]]
    if decision["rule"]["tie_break"] == "status_quo":
        return "票数相等时维持现状。"
    return f"{who}为{'赞成' if decision['outcome'] in ('adopted', 'vetoed') else '反对'}。"


def _missing(shortfall: int | None) -> str:
    if shortfall is None:
        return "再多的赞成票也不能使其通过。"
    return f"有表决权的人中再有{shortfall}人改投赞成，即可通过。"


def clause(clause: _Facts) -> str:
    """规则的出处。"""
    phrase = f"，“{clause['phrase']}”" if "phrase" in clause else ""
    strength = {"default": "（原则性规定）", "permission": "（可以，非必须）"}.get(
        clause.get("strength", ""), ""
    )
    reason = f"偏离的理由：{clause['reason']}。" if "reason" in clause else ""
    return f"依据：{clause['source']}{phrase}{strength}。{reason}"


def severity(severity: str, sentence: str) -> str:
    """一项问题及其轻重。"""
    return f"{_SEVERITIES[severity]}：{sentence}"
