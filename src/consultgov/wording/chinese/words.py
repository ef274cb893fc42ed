"""中文用词：票与人的说法、量词、比例、数字、名称，以及指的是哪些人。"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, NamedTuple

from consultgov.wording.facts import Facts, mixed, percentage

__all__ = ["OWN", "Word", "figure", "level", "listed", "multiple", "quoted", "share", "those", "word"]


class Word(NamedTuple):
    """一类票、人或席位怎么说。

    ``thing`` 与 ``number`` 不带数字；``figure`` 与 ``base`` 是数字前后的话，一作主语，一作基数；
    ``weight`` 与 ``of`` 用于按面积等计的数，一作主语，一作基数，数字在后。
    """

    thing: str
    number: str
    figure: tuple[str, str]
    base: tuple[str, str]
    weight: str
    of: str

    @property
    def unit(self) -> str:
        """量词。"""
        return self.figure[1]


def _vote(said: str, noun: str = "") -> Word:
    """票：赞成6票。"""
    thing = noun or f"{said}票"
    return Word(thing, f"{thing}数", (said, "票"), (f"{said}的", "票"), said, f"{said}的")


def _ballot(said: str) -> Word:
    """成张的票：有效票8张，8张有效票。"""
    return Word(said, f"{said}数", (said, "张"), ("", f"张{said}"), said, f"{said}的")


def _people(said: str, number: str, *, joined: str = "的") -> Word:
    """人：缺席2人，缺席的2人。"""
    return Word(number, number, (said, "人"), (f"{said}{joined}", "人"), said, f"{said}的")


def _members(said: str) -> Word:
    """成员：有表决权的成员12人。"""
    return Word(said, f"{said}人数", (said, "人"), (said, "人"), said, said)


_WORDS: Final = MappingProxyType(
    {
        "yes": _vote("赞成"),
        "no": _vote("反对"),
        "abstain": _vote("弃权"),
        "invalid": _ballot("无效票"),
        "silent": _people("到会未表决", "到会未表决人数"),
        "absent": _people("缺席", "缺席人数"),
        "recused": _people("回避且到会", "回避且到会的人数"),
        "recused_absent": _people("回避且未到会", "回避且未到会的人数"),
        "vacant": Word(
            "空缺席位数", "空缺席位数", ("空缺", "席"), ("空缺的", "席"), "空缺席位", "空缺席位的"
        ),
        "decisive": Word(
            "赞成与反对合计票数",
            "赞成与反对合计票数",
            ("赞成与反对合计", "票"),
            ("赞成与反对合计", "票"),
            "赞成与反对合计",
            "赞成与反对合计",
        ),
        "valid": _ballot("有效票"),
        "ballots": _vote("收回", "收回的票"),
        "participating": _members("到会且有表决权的成员"),
        "entitled": _members("有表决权的成员"),
        "members": _members("成员"),
        "seats": Word("席位", "席位数", ("席位", "席"), ("席位", "席"), "席位", "席位"),
        "present": _people("到会", "到会人数", joined=""),
    }
)
OWN: Final = MappingProxyType({"members": "全体", "seats": "全部"})
"""整个机构或一个组自己有的，以及作基数时前面的话。"""

_DIGITS: Final = "零一二三四五六七八九十"
_TENTHS: Final = frozenset({(1, 5), (1, 10)})
_INNER_QUOTES: Final = str.maketrans("“”\u2018\u2019", "\u2018\u2019“”")


# --- 名称与数字 -----------------------------------------------------------------------------------


def quoted(text: str) -> str:
    """加引号；里面已有双引号的，双引号与单引号互换。"""
    return f"“{text.translate(_INNER_QUOTES) if '“' in text else text}”"


def listed(names: list[str]) -> str:
    """几个名称：“甲”“乙”或“丙”。"""
    *first, last = map(quoted, names)
    return f"{'、'.join(first)}或{last}" if first else last


def figure(text: str) -> str:
    """一个数；除不尽的写成整数又分数：8又1/3。"""
    return "又".join(filter(None, mixed(text)))


def share(top: int, bottom: int) -> str:
    """比例：半数、三分之二、五分之一、80%。"""
    if (top, bottom) == (1, 2):
        return "半数"
    percent = None if bottom in (3, 4) or (top, bottom) in _TENTHS else percentage(top, bottom)
    if percent is not None:
        return percent
    small = bottom < len(_DIGITS)
    return f"{_DIGITS[bottom]}分之{_DIGITS[top]}" if small else f"{bottom}分之{top}"


def multiple(factor: str) -> str:
    """倍数：3倍；小于一的分数：三分之二。"""
    top, line, bottom = factor.partition("/")
    return share(int(top), int(bottom)) if line and int(top) < int(bottom) else f"{figure(factor)}倍"


# --- 指的是哪些人 ---------------------------------------------------------------------------------


def level(term: Facts) -> str:
    """在什么范围内计。"""
    match term.get("level"):
        case "all":
            return "全机构"
        case "within":
            return f"本{quoted(term['within'])}组的"
        case _:
            return ""


def _test(test: Facts) -> str:
    name, values = quoted(test["name"]), test["values"]
    if not values:
        return f"{'不属' if test['negated'] else '属'}{name}"
    if len(values) > 1 and test["negated"]:
        return f"{name}不是{listed(values)}"
    return f"{name}{'不为' if test['negated'] else '为'}{listed(values)}"


def those(term: Facts) -> str:
    """限定的人：“党员”，非“党员”，“性别”为“女”者；未限定则为空。"""
    tests: list[Facts] = term["among"]
    if len(tests) == 1 and not tests[0]["values"]:
        return f"{'非' if tests[0]['negated'] else ''}{quoted(tests[0]['name'])}"
    return f"{'且'.join(map(_test, tests))}{'的' if term.get('word') in OWN else '者'}" if tests else ""


def word(term: Facts, groups: str = "") -> Word:
    """一项计的是什么；``groups`` 是组的说法。"""
    if "label" in term:
        return _label(quoted(term["label"]))
    if term["kind"] == "people":
        return _WORDS[term["word"]]
    if term["kind"] == "fact":
        name = quoted(term["name"])
        return Word(name, name, (f"{name}为", ""), (name, ""), name, name)
    every = "" if term["where"] else "全部"
    base = (every, f"个{groups}")
    return Word(
        f"{groups}数",
        f"{every}{groups}数",
        (f"{groups}有", "个"),
        base,
        f"{groups}合计",
        f"{every}{groups}合计",
    )


def _label(name: str) -> Word:
    return Word(f"{name}票", f"{name}票数", (name, "票"), (f"{name}的", "票"), name, f"{name}的")
