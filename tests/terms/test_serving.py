"""May she serve: cases of real bodies, several limits at once, ages, and the first lawful day by trial."""

import copy
import pickle
from datetime import date, timedelta
from typing import Any, TypeAlias

import attrs
import pytest

from consultgov import Clause
from consultgov.errors import NotABoolean, RecordError
from consultgov.people import Person
from consultgov.terms import serving as module
from consultgov.terms.ages import AgeRule
from consultgov.terms.cases import Case, Ruling
from consultgov.terms.exceptions import Circumstances, Waiver
from consultgov.terms.limits import Break, NoLimit, TermLimit, YearsLimit
from consultgov.terms.numbering import BodyTerm
from consultgov.terms.rules import TermRule
from consultgov.terms.service import Service
from consultgov.terms.serving import Serving, serving
from consultgov.terms.stints import Measure

Given: TypeAlias = Any
"""Whatever a caller may give."""

DAY = timedelta(days=1)


def iso(given: date | None) -> str:
    return "" if given is None else given.isoformat()


def told(answer: Serving) -> tuple[bool, str, str]:
    """Whether she may, from when, and the last day; sentences without a code or a gap in both languages."""
    for language, fallback in (("en", "Reason “"), ("zh", "理由“")):
        text = answer.explain(language)
        assert fallback not in text
        assert "{" not in text
    assert answer.to_dict()["holds"] is answer.holds
    return answer.holds, iso(answer.earliest), iso(answer.last_day)


def parts(answer: Serving) -> list[str]:
    told(answer)
    return [part.code for part in answer.verdict.parts]


# --- cases ------------------------------------------------------------------------------------------

PRESIDENT = TermRule(
    "4 years",
    office="president",
    limits=TermLimit(
        2,
        partial="more than 2 years",
        partial_of="replacements",
        unless={"incumbents_on": "1947-03-21"},
        clause=Clause("US Const. amend. XXII"),
    ),
)


def elected(*years: int) -> list[Service]:
    """Whole terms as President."""
    return [Service("president", f"{year}-01-20", f"{year + 4}-01-20") for year in years]


def succeeded(start: str, end: str, first: str) -> Service:
    """The rest of a term of four years."""
    return Service("president", start, end, term=(first, end), replaces=True)


HRC = TermRule("3 years", limits=TermLimit(2, consecutive=True, clause=Clause("A/RES/60/251 para 7")))
UNSC = TermRule("2 years", limits=TermLimit(1, consecutive=True, clause=Clause("UN Charter Art. 23(2)")))
ECB = TermRule("8 years", limits=TermLimit(1, clause=Clause("TFEU Art. 283(2)")))
BP = TermRule("5 years", limits=TermLimit(2, consecutive=True, clause=Clause("GG Art. 54(2)")))
CONDO = TermRule(
    "1 year",
    limits=YearsLimit(
        "8 years",
        consecutive=True,
        counted_from="2018-07-01",
        unless={"too_few": True, "override": "yes >= 2/3 of ballots"},
        clause=Clause("Fla. Stat. 718.112(2)(d)2"),
    ),
)
SEED = TermRule("3 years", limits=NoLimit(clause=Clause("356", "可连任")))
TWICE = TermRule(
    "3 years", limits=TermLimit(2, consecutive=True, clause=Clause("charter", "连续任职不得超过两届"))
)


def years(*pairs: tuple[int, int]) -> list[tuple[str, str]]:
    """Terms of whole calendar years, the last one included."""
    return [(f"{first}-01-01", f"{last + 1}-01-01") for first, last in pairs]


FORD = succeeded("1974-08-09", "1977-01-20", "1973-01-20")
COOLIDGE = succeeded("1923-08-02", "1925-03-04", "1921-03-04")
EIGHT_AND_A_HALF = [("2015-01-15", None)]
FEW = Circumstances(candidates=4, seats=5)


@pytest.mark.parametrize(
    ("rule", "held", "start", "circumstances", "eligible"),
    [
        (PRESIDENT, [FORD], "1977-01-20", None, True),
        (PRESIDENT, [FORD, *elected(1977)], "1981-01-20", None, False),
        (PRESIDENT, [COOLIDGE, Service("president", "1925-03-04", "1929-03-04")], "1929-03-04", None, True),
        (PRESIDENT, elected(2017, 2025), "2029-01-20", None, False),
        (PRESIDENT, elected(2009, 2013), "2017-01-20", None, False),
        (
            PRESIDENT,
            [succeeded("2027-01-19", "2029-01-20", "2025-01-20"), *elected(2029)],
            "2033-01-20",
            None,
            False,
        ),
        (
            PRESIDENT,
            [succeeded("2027-01-20", "2029-01-20", "2025-01-20"), *elected(2029)],
            "2033-01-20",
            None,
            True,
        ),
        (
            PRESIDENT,
            [succeeded("1945-04-12", "1949-01-20", "1945-01-20"), *elected(1949)],
            "1953-01-20",
            None,
            True,
        ),
        (HRC, years((2008, 2010), (2011, 2013)), "2014-01-01", None, False),
        (HRC, years((2011, 2013), (2014, 2016)), "2017-01-01", None, False),
        (HRC, years((2007, 2009), (2010, 2012), (2014, 2016)), "2017-01-01", None, True),
        (UNSC, years((2023, 2024)), "2026-01-01", None, True),
        (UNSC, years((2023, 2024)), "2025-01-01", None, False),
        (ECB, [], "2019-11-01", None, True),
        (ECB, [("2019-11-01", "2027-11-01")], "2027-11-01", None, False),
        (ECB, [("2019-11-01", "2027-11-01")], "2047-11-01", None, False),
        (BP, [("2017-03-19", "2022-03-19"), ("2022-03-19", "2027-03-19")], "2027-03-19", None, False),
        (BP, [("2017-03-19", "2022-03-19")], "2022-03-19", None, True),
        (CONDO, EIGHT_AND_A_HALF, "2026-06-30", None, True),
        (CONDO, EIGHT_AND_A_HALF, "2026-07-01", None, False),
        (CONDO, EIGHT_AND_A_HALF, "2027-01-15", FEW, True),
        (CONDO, EIGHT_AND_A_HALF, "2027-01-15", Circumstances(candidates=9, seats=5), False),
        (SEED, years((2012, 2014), (2015, 2017), (2018, 2020)), "2021-01-01", None, True),
        (TWICE, years((2015, 2017), (2018, 2020)), "2021-01-01", None, False),
        (TWICE, years((2015, 2017), (2018, 2020)), "2021-01-02", None, True),
    ],
    ids=[
        "p22-ford-1976",
        "ford-1980",
        "p22-coolidge",
        "p22-trump-2028",
        "p22-obama-vp",
        "p22-two-years-and-a-day",
        "exactly-two-years",
        "truman-1952",
        "hrc-angola-2014",
        "hrc-maldives-2017",
        "hrc-china-2017",
        "unsc-malta-later",
        "unsc-malta-at-once",
        "ecb-lagarde",
        "ecb-lagarde-again",
        "ecb-never-again",
        "bp-2027",
        "bp-2022",
        "condo-2026-06-30",
        "condo-2026-07-01",
        "condo-not-enough",
        "condo-enough",
        "G-113",
        "G-114",
        "a-day-between",
    ],
)
def test_real_bodies_let_serve_whom_their_rules_let_serve(
    rule: TermRule, held: Given, start: str, circumstances: Circumstances | None, *, eligible: bool
) -> None:
    answer = rule.may_serve("x", held, start, circumstances=circumstances)
    assert told(answer)[0] is eligible
    assert [part.clause for part in answer.verdict.parts] == [limit.clause for limit in rule.limits]
    assert bool(answer.findings()) is not eligible


def test_who_was_not_in_office_when_it_was_proposed_is_not_exempt() -> None:
    held = [Service("president", "1933-03-04", "1937-01-20"), *elected(1937)]
    assert parts(PRESIDENT.may_serve("fdr", held, "1953-01-20")) == ["terms-in-all-used-up"]


def test_eight_years_and_then_four() -> None:
    limited = TermRule(["8 years", "4 years"], limits=TermLimit(2))
    free = TermRule(["8 years", "4 years"])
    for rule in (limited, free):
        assert told(rule.may_serve("li", [], "2000-01-01")) == (True, "2000-01-01", "2007-12-31")
        first = [("2000-01-01", "2008-01-01")]
        assert told(rule.may_serve("li", first, "2008-01-01")) == (True, "2008-01-01", "2011-12-31")
        assert told(rule.may_serve("li", first, "2009-01-01")) == (True, "2009-01-01", "2012-12-31")
    both = [("2000-01-01", "2012-01-01")]
    assert told(limited.may_serve("li", both, "2012-01-01")) == (False, "", "")
    assert told(free.may_serve("li", both, "2012-01-01")) == (True, "2012-01-01", "2015-12-31")
    body = [BodyTerm(1, "2000-01-01", "2008-01-01"), BodyTerm(2, "2008-01-01")]
    common = attrs.evolve(free, together=True)
    assert told(common.may_serve("li", [], "2009-01-01", terms=body)) == (True, "2009-01-01", "2011-12-31")


def test_anchored_terms_end_when_the_first_ones_would() -> None:
    rule = TermRule("1 year", renewal="anchored")
    held = [("2024-02-29", "2025-02-28"), ("2025-02-28", "2028-02-29")]
    assert told(rule.may_serve("li", held, "2028-02-29")) == (True, "2028-02-29", "2029-02-27")
    assert told(rule.may_serve("li", held[:1], "2025-02-28")) == (True, "2025-02-28", "2026-02-27")
    assert told(rule.may_serve("li", held[:1], "2025-03-01")) == (True, "2025-03-01", "2026-02-28")


# --- clauses through time ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "holds", "earliest"),
    [
        ("2019-12-31", True, "2019-12-31"),
        ("2020-01-01", False, "2030-01-01"),
        ("2029-12-31", False, "2030-01-01"),
        ("2030-01-01", True, "2030-01-01"),
    ],
)
def test_a_limit_binds_only_while_its_clause_is_in_force(start: str, earliest: str, *, holds: bool) -> None:
    law = Clause("law", valid_from="2020-01-01", valid_to="2030-01-01")
    for limit in (TermLimit(1, clause=law), AgeRule(under=20, clause=law)):
        rule = TermRule("3 years", limits=limit)
        answer = rule.may_serve(Person("li", "1990-01-01"), [("2015-01-01", "2018-01-01")], start)
        assert told(answer)[:2] == (holds, earliest)
        assert (parts(answer) == ["limit-not-in-force"]) is holds


# --- ages -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "code", "earliest"),
    [
        ("2026-02-28", "too-young-to-start", "2026-03-01"),
        ("2026-03-01", "of-age-to-serve", "2026-03-01"),
        ("2026-03-02", "of-age-to-serve", "2026-03-02"),
        ("2043-02-28", "of-age-to-serve", "2043-02-28"),
        ("2043-03-01", "too-old-to-start", ""),
    ],
)
def test_somebody_born_on_29_february_is_a_year_older_on_1_march(
    start: str, code: str, earliest: str
) -> None:
    rule = TermRule("3 years", limits=AgeRule(least=18, under=35))
    answer = rule.may_serve(Person("li", "2008-02-29"), [], start)
    assert parts(answer) == [code]
    assert iso(answer.earliest) == earliest


def test_an_age_ends_the_term_and_no_other_may_start() -> None:
    rule = TermRule("12 years", ages=AgeRule(leaves_at=68))
    judge = Person("x", "1960-03-15")
    assert told(rule.may_serve(judge, [], "2020-06-22")) == (True, "2020-06-22", "2028-03-31")
    assert told(rule.may_serve(judge, [], "2028-03-31")) == (True, "2028-03-31", "2028-03-31")
    for start in ("2028-04-01", "2031-01-01"):
        late = rule.may_serve(judge, [], start)
        assert told(late) == (False, "", "")
        assert parts(late) == ["too-old-to-start"]
    assert parts(rule.may_serve(judge, [], "2020-06-22")) == ["of-age-until"]
    out = TermRule("12 years", ages=AgeRule(leaves_at=68, at="end_of_term"))
    assert told(out.may_serve(judge, [], "2028-03-14")) == (True, "2028-03-14", "2040-03-13")
    assert parts(out.may_serve(judge, [], "2028-03-15")) == ["too-old-to-start"]


def test_without_a_day_of_birth_no_age_is_told() -> None:
    answer = TermRule("3 years", limits=AgeRule(least=18)).may_serve("li", [], "2026-01-01")
    assert parts(answer) == ["birth-not-known"]
    assert answer.verdict.code == "may-serve-not-known"
    assert answer.explain().startswith("Whether li may serve as member from 2026-01-01 cannot be told:")
    assert told(answer) == (False, "", "")


def test_an_age_that_is_reached_only_after_the_calendar_ends_is_never_reached() -> None:
    child = Person("li", "9960-01-01")
    rule = TermRule("3 years", limits=AgeRule(least=40, leaves_at=68))
    young = rule.may_serve(child, [], "9990-01-01")
    assert parts(young) == ["too-young-to-start"]
    assert told(young) == (False, "", "")
    old = TermRule("3 years", limits=AgeRule(least=20, under=30, leaves_at=68))
    assert parts(old.may_serve(child, [], "9990-01-01")) == ["too-old-to-start"]
    assert parts(old.may_serve(child, [], "9985-01-01")) == ["of-age-to-serve"]


# --- several limits at once -------------------------------------------------------------------------


def test_the_earliest_day_is_one_that_all_limits_allow() -> None:
    rule = TermRule(
        "3 years",
        office="chair",
        limits=[
            TermLimit(2, consecutive=True, after="1 year", clause=Clause("a")),
            Break("18 months", clause=Clause("b")),
            AgeRule(least=40, clause=Clause("c")),
            YearsLimit("20 years", clause=Clause("d")),
        ],
    )
    li = Person("li", "1984-06-15")
    held = [("2015-03-01", "2018-03-01"), ("2018-03-01", "2021-03-01")]
    answer = rule.may_serve(li, held, "2021-03-01")
    assert told(answer) == (False, "2024-06-15", "")
    assert [found.code for found in answer.findings()] == [
        "terms-in-a-row-used-up",
        "break-not-over",
        "too-young-to-start",
    ]
    assert [found.clause for found in answer.findings()] == [Clause(each) for each in "abc"]
    old = attrs.evolve(li, born="1950-01-01")
    assert told(rule.may_serve(old, held, "2021-03-01"))[:2] == (False, "2022-09-01")
    assert told(rule.may_serve(old, held[1:], "2021-03-01"))[:2] == (False, "2022-09-01")
    assert dict(answer.facts) == {
        "person": "li",
        "office": "chair",
        "start": "2021-03-01",
        "terms_left": 0,
        "earliest": "2024-06-15",
        "latest_day": "2027-06-14",
    }


def test_what_allows_a_day_may_forbid_a_later_one() -> None:
    rule = TermRule("3 years", limits=[Break("5 years"), AgeRule(under=50)])
    held = [("2020-01-01", "2023-01-01")]
    for born, earliest in (("1977-12-31", ""), ("1978-01-01", ""), ("1978-01-02", "2028-01-01")):
        answer = rule.may_serve(Person("li", born), held, "2023-01-01")
        assert told(answer) == (False, earliest, "")


def test_the_end_is_the_first_that_a_limit_or_the_length_sets() -> None:
    rule = TermRule("6 years", limits=[YearsLimit("8 years"), AgeRule(leaves_at=70, at="birthday")])
    held = [("2010-01-01", "2014-01-01")]
    assert told(rule.may_serve(Person("li", "1950-01-01"), held, "2014-01-01"))[2] == "2017-12-31"
    assert told(rule.may_serve(Person("li", "1946-01-01"), held, "2014-01-01"))[2] == "2015-12-31"
    assert told(rule.may_serve(Person("li", "1950-01-01"), [], "2014-01-01"))[2] == "2019-12-31"
    short = rule.may_serve(Person("li", "1950-01-01"), [], "2014-01-01", end="2015-07-01")
    assert told(short)[2] == "2015-06-30"
    assert told(TermRule(None).may_serve("li", [], "2014-01-01")) == (True, "2014-01-01", "")


# --- by trial ---------------------------------------------------------------------------------------

TRIED: list[tuple[str, Given]] = [
    ("3 years", TermLimit(2)),
    ("3 years", TermLimit(2, consecutive=True)),
    ("3 years", TermLimit(2, consecutive=True, after="term")),
    ("3 years", TermLimit(1, consecutive=True, after="18 months")),
    ("4 years", TermLimit(1, partial="more than 2 years", consecutive=True, after="2 years")),
    ("3 years", YearsLimit("5 years", consecutive=True)),
    ("3 years", YearsLimit("6 years", consecutive=True, after="400 days", counted_from="1997-01-01")),
    ("3 years", Break("30 months")),
    ("3 years", AgeRule(least=55)),
    ("3 years", [Break("6 months"), AgeRule(least=51, under=53), TermLimit(5)]),
    ("3 years", [TermLimit(2, consecutive=True, after="1 year"), YearsLimit("9 years")]),
    ("3 years", TermLimit(1, clause=Clause("law", valid_to="2003-05-05"))),
    ("3 years", TermLimit(1, unless={"waivable": True})),
]


@pytest.mark.parametrize(("length", "limits"), TRIED, ids=range(len(TRIED)))
def test_the_first_lawful_day_of_twenty_years_is_the_earliest_day(length: str, limits: Given) -> None:
    rule, born = TermRule(length, limits=limits), Person("li", "1950-02-28")
    held = [("1993-01-01", "1995-06-01"), ("1996-01-01", "1999-01-01"), ("1999-01-01", "2001-12-31")]
    waived = Circumstances(waivers=[Waiver("li", "x", start="2004-04-04", end="2005-01-01")])
    first, last = date(2002, 1, 1), date(2022, 1, 1)
    answer = rule.may_serve(born, held, first, circumstances=waived)
    told(answer)
    lawful, day = None, first
    while lawful is None and day < last:
        lawful = day if rule.may_serve(born, held, day, circumstances=waived).holds else None
        day += DAY
    assert lawful == answer.earliest


# --- as a value -------------------------------------------------------------------------------------


def test_an_answer_is_a_value_and_no_truth() -> None:
    answer = TWICE.may_serve("li", years((2015, 2017), (2018, 2020)), "2021-01-01")
    assert pickle.loads(pickle.dumps(answer)) == answer  # noqa: S301 - pickled on this line
    assert copy.deepcopy(answer) == answer
    assert hash(answer) == hash(copy.copy(answer))
    with pytest.raises(NotABoolean):
        bool(answer)
    with pytest.raises(RecordError):
        answer.explain("fr")
    assert answer.to_dict()["facts"] == dict(answer.facts)


def test_the_answer_is_told_in_both_languages() -> None:
    answer = TWICE.may_serve("li", years((2015, 2017), (2018, 2020)), "2021-01-01")
    assert answer.explain().splitlines()[0] == (
        "li may not serve as member from 2021-01-01, but may from 2021-01-02:"
    )
    assert answer.explain("zh").splitlines()[0] == "li不得自2021-01-01起担任member，但可自2021-01-02起担任："
    lawful = SEED.may_serve("李某", [], "2021-01-01")
    assert "可以连选连任，没有届数限制" in lawful.explain("zh")


def test_a_search_that_comes_to_no_end_is_refused() -> None:
    """No limit moves the day for ever; one that would is stopped."""

    class _Receding:
        clause = None
        unless = None

        def judge(self, case: Case) -> Ruling:
            failed = TermLimit(1).judge(attrs.evolve(case, held=(Service("x", "2000-01-01", "2001-01-01"),)))
            return attrs.evolve(failed, earliest=case.start + DAY)

    case = Case("li", None, date(2021, 1, 1), None, False, (), Measure())  # noqa: FBT003 - by place
    with pytest.raises(RecordError) as caught:
        serving(case, (_Receding(),), office="member")  # type: ignore[arg-type]
    assert [fault.code for fault in caught.value.faults] == ["no-earliest"]


def test_the_module_lists_what_it_offers() -> None:
    assert dir(module) == sorted(module.__all__)
