"""数怎么说：带数字的，不带数字的，以及不带数字的条件。"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from consultgov.wording.chinese.words import OWN, Word, figure, level, multiple, quoted, share, those, word
from consultgov.wording.facts import Facts, body_of, is_sum, share_of, single

__all__ = ["base", "condition", "counted", "measured", "number", "phrase", "portion", "rounding", "unit"]

_PLAIN: Final = frozenset({"people", "blocs", "fact"})
_BALLOTS: Final = frozenset({"票", "张"})
_ROUNDED: Final = MappingProxyType({"down": "舍去小数", "up": "小数进一", "nearest": "四舍五入"})
_RELATIONS: Final = MappingProxyType({">=": "不少于", ">": "多于", "<=": "不超过", "<": "少于", "=": "等于"})
_OF_SHARES: Final = MappingProxyType(
    {">=": "占{}以上", ">": "超过{}", "<=": "不超过{}", "<": "不足{}", "=": "恰为{}"}
)


# --- 一项 -----------------------------------------------------------------------------------------


def _groups(term: Facts) -> str:
    """组：赞成票多于反对票的“州”组。"""
    trait = quoted(term["trait"]) if term["trait"] else ""
    return f"{_met(term['where']) if term['where'] else ''}{trait}组"


def _met(where: Facts) -> str:
    """组须满足的条件，作定语；长的加引号。"""
    said = condition(where)
    return (
        f"{said}的" if where["code"] == "comparison" and _short(where["facts"]) else f"满足{quoted(said)}的"
    )


def _short(facts: Facts) -> bool:
    """两边各只一项的比较，说得短。"""
    left, right = single(facts["left"]), single(facts["right"])
    kinds = {side["kind"] for side in (left, right) if side is not None}
    return left is not None and kinds <= _PLAIN and (right is not None or not facts["right"]["terms"])


def _word(term: Facts) -> Word:
    return word(term, _groups(term) if term["kind"] == "blocs" else "")


def _before(term: Facts) -> str:
    """数字所属的人，在主语之前：“党员”成员中，。"""
    limited = those({**term, "word": "members"}) if term["kind"] == "people" else ""
    comma = "成员中，" if limited and term.get("word") not in OWN else ""
    return f"{level(term)}{limited}{comma}"


def _owner(term: Facts) -> str:
    """名词或基数所属的人：全体，本组，“党员”的。"""
    limited = those(term) if term["kind"] == "people" else ""
    if term.get("word") in OWN or term["kind"] == "blocs":
        own = "本组" if term.get("level") == "group" else level(term)
        every = "" if limited or "level" in term else OWN.get(term.get("word", ""), "")
        return f"{own}{every}{limited}"
    return f"{level(term)}{limited}{'的' if limited else ''}"


def _thing(term: Facts) -> str:
    """票、人，不带数字：赞成票。"""
    weighed = term.get("measure") is not None
    return f"{_owner(term)}{_word(term).weight if weighed else _word(term).thing}"


def number(term: Facts) -> str:
    """票数、人数，不带数字：赞成票数。"""
    weighed = term.get("measure") is not None
    return f"{_owner(term)}{_word(term).weight if weighed else _word(term).number}"


def _noun(term: Facts) -> str:
    """票说票，人说人数。"""
    return _thing(term) if _word(term).unit in _BALLOTS else number(term)


def unit(count: Facts) -> str:
    """量词：全是票、全是人或全是席位才有；按面积等计的没有。"""
    if count["measure"] is not None:
        return ""
    found = {_unit_of(term) for term in count["terms"]}
    if len(found) > 1 and found <= _BALLOTS:
        return "票"
    return found.pop() if len(found) == 1 else ""


def _unit_of(term: Facts) -> str:
    match term["kind"]:
        case "share":
            return unit(term["base"])
        case "rounded":
            return unit(term["of"])
        case _:
            return _word(term).unit


# --- 不带数字 -------------------------------------------------------------------------------------


def measured(count: Facts) -> str:
    """按什么计：按“面积”计；人数、票数不说。"""
    return f"按{quoted(count['measure'])}计" if count["measure"] else ""


def portion(term: Facts, whole: str) -> str:
    """基数的一个比例；基数已说好。"""
    top, bottom = term["share"]
    return f"{whole}的{'全部' if top == bottom else share(top, bottom)}"


def rounding(term: Facts) -> str:
    """怎样取整，得多少：舍去小数，为4。"""
    value = f"，为{figure(term['value'])}" if "value" in term else ""
    return f"{_ROUNDED[term['mode']]}{value}"


def _term(term: Facts) -> str:
    """和差里的一项。"""
    match term["kind"]:
        case "share":
            said = portion(term, base(term["base"]))
        case "rounded":
            said = f"{phrase(term['of'])}（{rounding(term)}）"
        case _:
            said = number(term)
    factor = term["factor"].lstrip("-")
    return said if factor == "1" else f"{said}的{multiple(factor)}"


def phrase(count: Facts) -> str:
    """一个数怎么说：收回的票数减去反对票数。"""
    plus = [_term(term) for term in count["terms"] if not term["factor"].startswith("-")]
    minus = [_term(term) for term in count["terms"] if term["factor"].startswith("-")]
    constant = count["constant"]
    if constant != "0":
        (minus if constant.startswith("-") else plus).append(figure(constant.lstrip("-")))
    plain = constant == "0" and all(term["kind"] in _PLAIN for term in count["terms"])
    said = _total(plus, plain=plain) if plus else "0"
    return f"{said}减去{_total(minus, plain=plain)}" if minus else said


def _total(parts: list[str], *, plain: bool) -> str:
    """几个数的和；有常数或比例的，说加。"""
    if len(parts) == 1:
        return parts[0]
    *first, last = parts
    return f"{'、'.join(first)}与{last}之和" if plain else "加".join(parts)


# --- 带数字 ---------------------------------------------------------------------------------------


def counted(count: Facts) -> str:
    """带数字的说法：赞成6票。"""
    value, term = figure(count["value"]), single(count)
    if term is not None and term["kind"] in _PLAIN:
        said = _word(term)
        before, after = (said.weight, "") if term.get("measure") else said.figure
        return f"{_before(term)}{before}{value}{after}"
    if is_sum(count):
        return f"{_together(count)}{value}{unit(count)}"
    if term is not None and term["kind"] == "rounded":
        return phrase(count)
    return f"{phrase(count)}为{value}{unit(count)}" if count["terms"] else value


def _together(count: Facts) -> str:
    *first, last = map(_noun, count["terms"])
    return f"{'、'.join(first)}与{last}合计"


def base(count: Facts) -> str:
    """基数，有数字的带数字：全体成员8人。"""
    term, value = single(count), figure(count.get("value", ""))
    if term is None or term["kind"] not in _PLAIN:
        return _combined(count, value)
    said = _word(term)
    if not value:
        return _thing(term)
    before, after = (said.of, "") if term["measure"] else said.base
    return f"{_owner(term)}{before}{value}{after}"


def _combined(count: Facts, value: str) -> str:
    if not value:
        return phrase(count)
    number_of = unit(count)
    term = single(count)
    if term is not None and term["kind"] == "rounded":
        return phrase(count)
    return (
        f"{_together(count)}{value}{number_of}" if is_sum(count) else f"{phrase(count)}（{value}{number_of}）"
    )


# --- 不带数字的条件 -------------------------------------------------------------------------------


def condition(facts: Facts) -> str:
    """一个组须满足什么：赞成票多于反对票。"""
    match facts["code"]:
        case "comparison":
            return _compared(facts["facts"])
        case "given":
            return f"{quoted(facts['facts']['name'])}一项成立"
        case "not":
            return f"并非{_part(facts['parts'][0])}"
        case "each":
            return _in_each(facts)
        case "and":
            return "，且".join(map(_part, facts["parts"]))
        case _:
            return "，或".join(map(_part, facts["parts"]))


def _part(facts: Facts) -> str:
    """条件的一部分，自己还有部分的加括号。"""
    said = condition(facts)
    return f"（{said}）" if "parts" in facts else said


def _in_each(facts: Facts) -> str:
    names = "、".join(map(quoted, facts["facts"].get("names", [])))
    trait = quoted(facts["facts"]["trait"])
    body = body_of(facts)
    asked = "符合规定" if body is None else f"满足{_part(body)}"
    return f"按{trait}分的各组{f'（{names}）' if names else ''}均{asked}"


def _compared(facts: Facts) -> str:
    left, right, relation = facts["left"], facts["right"], facts["relation"]
    term, found = single(left), share_of(right)
    if term is not None and term["kind"] in _PLAIN:
        said = f"{measured(left)}{_subject(term)}"
    else:
        said = f"{measured(left)}{_together(left) if is_sum(left) else phrase(left)}"
    if found is not None:
        return f"{said}{_of_share(relation, *found)}"
    if not right["terms"]:
        just = "恰为" if relation == "=" else _RELATIONS[relation]
        return f"{said}{just}{figure(right['constant'])}{unit(left)}"
    inner = single(right)
    plain = inner is not None and inner["kind"] in _PLAIN
    return f"{said}{_RELATIONS[relation]}{_noun(inner) if inner is not None and plain else phrase(right)}"


def _subject(term: Facts) -> str:
    """条件里的主语；说的已是一个组，不必再说本组。"""
    return _thing({**term, "level": ""} if term.get("level") == "group" else term)


def _of_share(relation: str, term: Facts, rounded: Facts | None) -> str:
    part = portion(term, base(term["base"]))
    every = term["share"][0] == term["share"][1] and relation in (">=", "=")
    said = f"为{part}" if every else _OF_SHARES[relation].format(part)
    return said if rounded is None else f"{said}（{rounding(rounded)}）"
