"""Clauses, verdicts and findings."""

import copy
import pickle
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import cast

import attrs
import pytest

from consultgov import (
    Clause,
    Condition,
    Elector,
    Finding,
    Severity,
    Strength,
    Tally,
    Verdict,
    verdicts,
)
from consultgov.errors import NotABoolean, RecordError
from consultgov.records import canonical

LAW = Clause("residents' committee law, art. 29", "三分之二以上", "2026-01-01", "2027-01-01")


def evaluated(text: str, *, yes: int, members: int | None = None) -> Verdict:
    """The verdict on a condition from bare totals."""
    tally = Tally.totals(yes=yes) if members is None else Tally.totals(yes=yes, members=members)
    return Condition.parse(text).evaluate(tally)


# ---------------------------------------------------------------- clauses


def test_a_clause_needs_only_a_source() -> None:
    """Nothing quoted, no limits of validity, mandatory."""
    clause = Clause("art. 29")
    given = (clause.phrase, clause.valid_from, clause.valid_to, clause.strength, clause.reason)
    assert given == ("", None, None, Strength.MANDATORY, "")


def test_days_are_read_from_iso_text() -> None:
    """A day may be given as a date or as its text."""
    assert LAW.valid_from == date(2026, 1, 1)
    assert Clause("a", valid_from=date(2026, 1, 1)) == Clause("a", valid_from="2026-01-01")


@pytest.mark.parametrize("strength", list(Strength))
def test_a_strength_is_read_by_its_value(strength: Strength) -> None:
    """The word of a strength will do."""
    assert Clause("a", strength=strength.value).strength is strength
    assert Clause("a", strength=strength).strength is strength


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_a_clause_is_in_force_from_its_first_day_until_before_its_last(
    day: date,
    in_force: bool,  # noqa: FBT001 - the answer expected
) -> None:
    """The interval is half-open."""
    assert LAW.in_force(day) is in_force


@pytest.mark.parametrize(
    ("clause", "first", "last"),
    [
        (Clause("a"), True, True),
        (Clause("a", valid_from="2026-01-01"), False, True),
        (Clause("a", valid_to="2026-01-01"), True, False),
    ],
)
def test_an_end_that_is_not_stated_is_open(
    clause: Clause,
    first: bool,  # noqa: FBT001 - the answer expected
    last: bool,  # noqa: FBT001 - the answer expected
) -> None:
    """On the first and the last day that there is."""
    assert (clause.in_force(date.min), clause.in_force(date.max)) == (first, last)


def test_the_shortest_validity_is_a_day() -> None:
    """A clause that ends the day after it begins was in force for one day."""
    clause = Clause("a", valid_from="2026-02-28", valid_to="2026-03-01")
    assert clause.in_force(date(2026, 2, 28))
    assert not clause.in_force(date(2026, 3, 1))


@pytest.mark.parametrize("end", ["2026-01-01", "2025-12-31"])
def test_a_validity_does_not_end_before_it_begins(end: str) -> None:
    """Nor on the day it begins; the error names both days."""
    with pytest.raises(RecordError) as raised:
        Clause("a", valid_from="2026-01-01", valid_to=end)
    assert raised.value.faults[0].code == "empty-validity"
    assert str(raised.value) == f"valid_to {end} must come after valid_from (got 2026-01-01)"


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow", "", 20260101, datetime(2026, 1, 1, tzinfo=UTC)])
def test_what_is_no_day_is_refused(day: object) -> None:
    """A moment is no day either; the error says how to write one."""
    with pytest.raises(RecordError) as raised:
        Clause("a", valid_from=day)  # type: ignore[arg-type]
    assert raised.value.faults[0].code == "bad-day"
    assert str(raised.value) == f"valid_from must be a day (got {day!r}): write 2026-01-01"


@pytest.mark.parametrize("day", ["tomorrow", None, 20260101, datetime(2026, 1, 1, tzinfo=UTC)])
def test_a_clause_is_in_force_on_days_only(day: object) -> None:
    """A day may be given as text, as everywhere; what is no day is refused."""
    assert LAW.in_force("2026-01-01")
    assert not LAW.in_force("2025-12-31")
    with pytest.raises(RecordError) as raised:
        LAW.in_force(day)  # type: ignore[arg-type]
    assert raised.value.faults[0].code == "bad-day"
    assert str(raised.value) == f"day must be a day (got {day!r}): write 2026-01-01"


@pytest.mark.parametrize("strength", [Strength.MANDATORY, "permission"])
def test_a_reason_goes_with_a_default(strength: str) -> None:
    """Nobody departs from what must be kept, or from what may be used or not."""
    with pytest.raises(RecordError, match="clause reason must go with a default") as raised:
        Clause("a", strength=strength, reason="x")
    assert [fault.code for fault in raised.value.faults] == ["bad-reason"]
    assert Clause("a", strength="default", reason="x").reason == "x"


@pytest.mark.parametrize("source", ["", " ", None, 29])
def test_a_source_is_text(source: object) -> None:
    """A clause that stands nowhere is no clause."""
    with pytest.raises(RecordError, match="clause source must be named") as raised:
        Clause(source)  # type: ignore[arg-type]
    assert raised.value.faults[0].code == "bad-text"


@pytest.mark.parametrize("strength", ["must", "", None, 3, []])
def test_an_unknown_strength_is_refused(strength: object) -> None:
    """The error names those that are known."""
    with pytest.raises(RecordError) as raised:
        Clause("a", strength=strength)  # type: ignore[arg-type]
    assert raised.value.faults[0].code == "bad-strength"
    assert "strength must be one of mandatory, default, permission" in str(raised.value)


def test_all_faults_of_a_clause_are_reported_at_once() -> None:
    """Texts, days and strength in one error."""
    with pytest.raises(RecordError) as raised:
        Clause("", 3, "x", "y", "z", None)  # type: ignore[arg-type]
    assert [fault.code for fault in raised.value.faults] == [
        "bad-text",
        "bad-text",
        "bad-text",
        "bad-day",
        "bad-day",
        "bad-strength",
    ]


@pytest.mark.parametrize(
    ("strength", "severity"),
    [
        (Strength.MANDATORY, Severity.BREACH),
        (Strength.DEFAULT, Severity.DEVIATION),
        (Strength.PERMISSION, Severity.NOTE),
    ],
)
def test_severity_follows_strength(strength: Strength, severity: Severity) -> None:
    """What must be kept is breached, what is kept as a rule is departed from."""
    assert Clause("a", strength=strength).severity is severity
    assert Finding("f", {}, Clause("a", strength=strength)).severity is severity


def test_the_plain_dict_of_a_clause_leaves_out_what_is_not_stated() -> None:
    """A source alone is a dict with one key."""
    assert Clause("art. 29").to_dict() == {"source": "art. 29"}


FULL = {
    "source": "art. 29",
    "phrase": "一般",
    "valid_from": "2026-01-01",
    "valid_to": "2027-01-01",
    "strength": "default",
    "reason": "no candidate",
}


@pytest.mark.parametrize("plain", [FULL, {"source": "art. 29"}])
def test_a_clause_goes_through_its_plain_dict(plain: dict[str, object]) -> None:
    """All that is stated is written and read back."""
    clause = Clause.from_dict(plain)
    assert clause.to_dict() == plain
    assert Clause.from_dict(clause.to_dict()) == clause


@pytest.mark.parametrize("data", [None, {}, {"source": "a", "on": "b"}, {"source": "a", 1: 2}])
def test_a_dict_that_is_no_clause_is_refused(data: object) -> None:
    """A key missing, a key unknown and no dict at all."""
    with pytest.raises(RecordError, match=r"^clause"):
        Clause.from_dict(data)


def test_clauses_are_values() -> None:
    """Equal by what they say, hashable, pickled and evolved."""
    again = pickle.loads(pickle.dumps(LAW))  # noqa: S301 - pickled on this line
    assert {again, copy.deepcopy(LAW), LAW} == {LAW}
    assert attrs.evolve(LAW, phrase="").phrase == ""
    with pytest.raises(AttributeError):
        LAW.source = "another"  # type: ignore[misc]


# ---------------------------------------------------------------- how far off


@pytest.mark.parametrize(
    ("text", "holds", "needed", "margin", "short_by"),
    [
        ("yes >= 5", True, 5, 1, 0),
        ("yes >= 6", True, 6, 0, 0),
        ("yes >= 7", False, 7, -1, 1),
        ("yes > 5", True, 6, 0, 0),
        ("yes > 6", False, 7, -1, 1),
        ("yes > 7", False, 8, -2, 2),
        ("yes <= 5", False, 5, -1, 1),
        ("yes <= 6", True, 6, 0, 0),
        ("yes <= 7", True, 7, 1, 0),
        ("yes < 6", False, 5, -1, 1),
        ("yes < 7", True, 6, 0, 0),
        ("yes < 9", True, 8, 2, 0),
        ("yes = 5", False, 5, 1, 1),
        ("yes = 6", True, 6, 0, 0),
        ("yes = 8", False, 8, -2, 2),
        ("yes = 6.5", False, None, None, None),
        ("yes >= 80% of members", False, 7, -1, 1),
        ("yes > 3/4 of members", False, 7, -1, 1),
        ("yes >= 3/4 of members", True, 6, 0, 0),
        ("yes < 80% of members", True, 6, 0, 0),
        ("yes <= 5.5", False, 5, -1, 1),
    ],
)
def test_how_far_off_a_comparison_is(
    text: str,
    holds: bool,  # noqa: FBT001 - the answer expected
    needed: int | None,
    margin: int | None,
    short_by: int | None,
) -> None:
    """The nearest figure that would hold, how much is to spare and how much is missing."""
    verdict = evaluated(text, yes=6, members=8)
    found = (verdict.holds, verdict.needed, verdict.margin, verdict.short_by)
    assert found == (holds, needed, margin, short_by)
    assert verdict.left == 6


def test_where_nothing_would_help_nothing_is_needed() -> None:
    """A share of nobody is not reached by any figure."""
    verdict = evaluated("yes >= 80% of members", yes=0, members=0)
    assert not verdict.holds
    assert (verdict.left, verdict.right) == (0, 0)
    assert (verdict.needed, verdict.margin, verdict.short_by) == (None, None, None)


def test_the_right_side_is_exact() -> None:
    """It is not rounded for display."""
    assert evaluated("yes >= 80% of members", yes=6, members=8).right == Fraction(32, 5)


@pytest.mark.parametrize("text", ["given notice", "not yes > 9", "yes > 9 or yes > 8"])
def test_only_a_comparison_is_far_off(text: str) -> None:
    """A truth given and a condition joined have no figures of their own."""
    verdict = Condition.parse(text).evaluate(Tally.totals(yes=6, given={"notice": False}))
    assert (verdict.left, verdict.right, verdict.needed) == (None, None, None)
    assert (verdict.margin, verdict.short_by) == (None, None)


# ---------------------------------------------------------------- the answer


def test_a_verdict_has_no_truth_value() -> None:
    """``if verdict`` is refused with the spelling to use."""
    with pytest.raises(NotABoolean, match=r"read \.holds"):
        bool(evaluated("yes > 1", yes=6))


def test_a_verdict_names_its_rule() -> None:
    """The rule is in canonical text, whatever was read."""
    verdict = evaluated("yes≥4/5 of members", yes=6, members=8)
    assert (verdict.code, verdict.rule) == ("comparison", "yes >= 80% of members")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("yes > 1", "comparison"),
        ("given notice", "given"),
        ("not yes > 1", "not"),
        ("yes > 1 and yes > 2", "and"),
        ("yes > 1 or yes > 2", "or"),
        ("each sector: yes > 1", "each"),
    ],
)
def test_the_code_says_what_was_decided(text: str, code: str) -> None:
    """One code for each kind of condition."""
    electors = [Elector("li", {"sector": "women"})]
    tally = Tally.of(electors, {"li": "yes"}, given={"notice": True})
    assert Condition.parse(text).evaluate(tally).code == code


def test_a_verdict_of_each_has_a_part_for_each_group() -> None:
    """The part of a group is named by it and holds the verdict of the body."""
    electors = [Elector("li", {"sector": "women"}), Elector("wu", {"sector": "party"})]
    verdict = Condition.parse("each sector: yes = 1").evaluate(Tally.of(electors, {"li": "yes"}))
    parts = {part.rule: (part.code, part.holds, part.parts[0].rule) for part in verdict.parts}
    assert parts == {"women": ("group", True, "yes = 1"), "party": ("group", False, "yes = 1")}


# ---------------------------------------------------------------- what is wrong


def test_where_it_holds_nothing_is_wrong() -> None:
    """A rule that is kept has no findings, whatever its parts say."""
    assert evaluated("yes > 9 or yes > 1", yes=6).findings() == ()


def test_a_simple_verdict_is_to_blame_itself() -> None:
    """One finding, with the facts of the verdict and the code of what is not met."""
    verdict = evaluated("yes > 9", yes=6)
    (finding,) = verdict.findings()
    assert finding.code == "comparison-not-met"
    assert finding.facts == verdict.to_dict()
    assert finding.clause is None
    assert finding.severity is Severity.BREACH


@pytest.mark.parametrize(
    ("text", "blamed"),
    [
        ("yes > 9 and yes > 1 and no > 9", ["yes > 9", "no > 9"]),
        ("yes > 9 or no > 9", ["yes > 9 or no > 9"]),
        ("yes > 1 and (yes > 9 or no > 9)", ["yes > 9 or no > 9"]),
        ("not yes > 1", ["not yes > 1"]),
        ("not (yes > 1 and no > 1) and no > 1", ["not (yes > 1 and no > 1)"]),
        ("given notice and yes > 1", ["given notice"]),
    ],
)
def test_the_parts_that_fail_are_to_blame(text: str, blamed: list[str]) -> None:
    """``and`` passes the blame on; ``or``, of which any part would do, ``not`` and a truth take it."""
    tally = Tally.totals(yes=6, no=3, given={"notice": False})
    findings = Condition.parse(text).evaluate(tally).findings()
    assert [finding.facts["rule"] for finding in findings] == blamed


def test_the_groups_that_fail_are_to_blame() -> None:
    """A finding for each group in which the body does not hold."""
    electors = [Elector(name, {"sector": name}) for name in ("a", "b", "c")]
    verdict = Condition.parse("each sector: yes = 1").evaluate(Tally.of(electors, {"b": "yes"}))
    assert [finding.code for finding in verdict.findings()] == ["comparison-not-met"] * 2


def test_each_over_no_group_is_to_blame_itself() -> None:
    """It does not hold, so there is something to report."""
    tally = Tally.of([Elector("li", {"sector": None})], {"li": "yes"})
    verdict = Condition.parse("each sector: yes > 1").evaluate(tally)
    assert not verdict.holds
    assert [finding.code for finding in verdict.findings()] == ["each-not-met"]


def test_a_finding_has_the_clause_of_its_own_part() -> None:
    """The nearest clause around what is to blame is the one not kept."""
    here, outer = Clause("here", strength="default"), Clause("outer")
    inner = Condition.parse("yes > 9").under(here)
    verdict = (inner & Condition.parse("no > 9")).under(outer).evaluate(Tally.totals(yes=6, no=3))
    found = [(finding.clause, finding.severity) for finding in verdict.findings()]
    assert found == [(here, Severity.DEVIATION), (outer, Severity.BREACH)]


def test_a_clause_in_between_is_not_lost() -> None:
    """Of a part with a clause the parts stand under it; of alternatives each keeps its own."""
    between = Clause("between", strength="permission")
    both = Condition.parse("yes > 9 and no > 9").under(between)
    tally = Tally.totals(yes=6, no=3)
    (finding,) = (both | Condition.parse("yes > 8")).under(Clause("whole")).evaluate(tally).findings()
    assert finding.clause == Clause("whole")
    parts = cast("list[dict[str, object]]", finding.facts["parts"])
    assert [part.get("clause") for part in parts] == [between.to_dict(), None]


# ---------------------------------------------------------------- as data


def test_the_plain_dict_of_a_comparison() -> None:
    """Exact numbers are text; the figures are there beside the facts."""
    plain = evaluated("yes >= 80% of members", yes=6, members=8).to_dict()
    facts = plain.pop("facts")
    assert isinstance(facts, dict)
    assert facts["relation"] == ">="
    assert plain == {
        "holds": False,
        "code": "comparison",
        "rule": "yes >= 80% of members",
        "left": "6",
        "right": "6.4",
        "needed": "7",
        "margin": "-1",
        "short_by": "1",
    }


def test_what_no_figure_reaches_is_null_in_the_plain_dict() -> None:
    """A share of nobody has no figure that would do."""
    plain = evaluated("yes >= 80% of members", yes=0, members=0).to_dict()
    assert (plain["needed"], plain["margin"], plain["short_by"]) == (None, None, None)


def test_the_plain_dict_of_a_joined_condition() -> None:
    """The parts are plain dicts too, and the clause is there."""
    condition = Condition.parse("yes > 1 and yes > 9").under(Clause("art. 1"))
    plain = condition.evaluate(Tally.totals(yes=6)).to_dict()
    assert plain["clause"] == {"source": "art. 1"}
    parts = plain["parts"]
    assert isinstance(parts, list)
    assert [part["rule"] for part in parts] == ["yes > 1", "yes > 9"]
    assert "left" not in plain


def test_a_verdict_written_by_hand_needs_no_facts() -> None:
    """A wing may make a verdict of its own; what is not there is left out."""
    assert Verdict(holds=True, code="term", rule="one term").to_dict() == {
        "holds": True,
        "code": "term",
        "rule": "one term",
    }


def everything() -> Verdict:
    """A verdict with most of what a verdict can hold."""
    text = (
        "each sector in (a, b): ((not yes >= 1/2 of members rounded up) or given notice)"
        " and given seconders >= 3 and blocs sector by area where (yes > no) < 3"
        " and 'good' by area among sector is a > 0"
    )
    electors = [Elector(name, {"sector": name}, {"area": "1.5"}) for name in ("a", "b")]
    given = {"notice": False, "seconders": 3}
    tally = Tally.of(electors, {"a": "yes", "b": "good"}, labels=("good",), given=given)
    return Condition.parse(text).under(LAW).evaluate(tally)


def test_a_verdict_can_be_recorded() -> None:
    """Verdicts and findings have a canonical text."""
    verdict = everything()
    assert canonical(verdict) == canonical(everything())
    assert [canonical(finding) for finding in verdict.findings()]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_verdicts_and_findings_can_be_explained(language: str) -> None:
    """There is a text in both languages."""
    verdict = everything()
    assert isinstance(verdict.explain(language), str)
    for finding in verdict.findings():
        assert isinstance(finding.explain(language), str)


def test_english_is_spoken_where_nothing_is_said() -> None:
    """The language may be left out."""
    verdict = everything()
    assert verdict.explain() == verdict.explain("en")
    assert verdict.findings()[0].explain() == verdict.findings()[0].explain("en")


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("zh-CN", "zh"),
        ("zh-Hans", "zh"),
        ("zh_Hans_CN", "zh"),
        ("ZH", "zh"),
        ("en-GB", "en"),
        ("en_US", "en"),
    ],
)
def test_a_language_tag_may_name_a_region(tag: str, language: str) -> None:
    """As operating systems and browsers write it."""
    verdict = everything()
    assert verdict.explain(tag) == verdict.explain(language)
    assert verdict.findings()[0].explain(tag) == verdict.findings()[0].explain(language)


@pytest.mark.parametrize("tag", [[], None, 3, "en-", "-en", "en GB", "en-\u00e9", "english"])
def test_what_is_no_language_tag_is_refused(tag: object) -> None:
    """The error shows what was given."""
    with pytest.raises(RecordError, match="language must be known") as raised:
        everything().explain(tag)  # type: ignore[arg-type]
    assert raised.value.faults[0].code == "unknown-language"


def test_an_unknown_language_is_refused() -> None:
    """The error says which there are."""
    verdict = everything()
    with pytest.raises(RecordError, match="en"):
        verdict.explain("tlh")
    with pytest.raises(RecordError, match="zh"):
        verdict.findings()[0].explain("")


def test_verdicts_are_values() -> None:
    """Equal by their facts, hashable, pickled and copied."""
    verdict = everything()
    again = pickle.loads(pickle.dumps(verdict))  # noqa: S301 - pickled on this line
    assert {again, copy.deepcopy(verdict), everything()} == {verdict}
    assert verdict != attrs.evolve(verdict, holds=not verdict.holds)


def test_findings_are_values() -> None:
    """Equal by their facts, hashable, pickled and copied."""
    (finding, *_) = everything().findings()
    again = pickle.loads(pickle.dumps(finding))  # noqa: S301 - pickled on this line
    assert {again, copy.deepcopy(finding)} == {finding}
    assert finding != attrs.evolve(finding, code="other")


def test_the_plain_dict_of_a_finding() -> None:
    """Code, severity, facts, and the clause if there is one."""
    bare = {"code": "late", "severity": "breach", "facts": {"days": 3}}
    assert Finding("late", {"days": 3}).to_dict() == bare
    clause = Clause("art. 1", strength="permission")
    assert Finding("late", {}, clause).to_dict() == {
        "code": "late",
        "severity": "note",
        "facts": {},
        "clause": {"source": "art. 1", "strength": "permission"},
    }


def test_facts_cannot_be_changed_through_what_was_handed_out() -> None:
    """Neither the facts nor a plain dict of them let a caller change a verdict."""
    verdict = evaluated("yes > 9", yes=6)
    before = canonical(verdict)
    with pytest.raises(TypeError):
        verdict.facts["relation"] = "<"  # type: ignore[index]
    plain = verdict.to_dict()
    facts = plain["facts"]
    assert isinstance(facts, dict)
    facts["left"]["text"] = "no"
    assert canonical(verdict) == before


def test_the_module_lists_its_public_names() -> None:
    """Completion offers what is meant to be used."""
    assert dir(verdicts) == sorted(verdicts.__all__)


def nested(depth: int) -> dict[str, object]:
    """A verdict in a verdict, so many times."""
    plain: dict[str, object] = {"holds": False, "code": "late", "rule": "", "facts": {"by": 3}}
    for _ in range(depth):
        plain = {"holds": False, "code": "refused", "rule": "", "parts": [plain]}
    return plain


def test_a_verdict_is_read_back_from_its_plain_dict() -> None:
    tally = Tally.of([Elector("li", {"sector": "a"}), Elector("wang", {"sector": "b"})], {"li": "yes"})
    text = "given urgent or (each sector: yes >= 1/3 of members)"
    verdict = Condition.parse(text).evaluate(tally + Tally.of([], given={"urgent": False}))
    clause = Clause("charter", "one third", strength="default", reason="too few")
    for each in (verdict, Verdict(False, "late", "", {"by": 3}, clause=clause)):  # noqa: FBT003
        assert Verdict.from_dict(each.to_dict()) == each
    assert Verdict.from_dict(nested(100)).to_dict() == nested(100)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (3, "not-a-dict"),
        ({"holds": True}, "missing-key"),
        ({"holds": 1, "code": "x", "rule": ""}, "bad-verdict"),
        ({"holds": True, "code": "x", "rule": "", "parts": {}}, "bad-verdict"),
        ({"holds": True, "code": "x", "rule": "", "left": 0.5}, "float"),
        ({"holds": True, "code": "x", "rule": "", "clause": {}}, "missing-key"),
        (nested(300), "too-deep"),
    ],
    ids=["number", "keys", "truth", "parts", "float", "clause", "deep"],
)
def test_what_is_no_verdict_is_refused(data: object, code: str) -> None:
    with pytest.raises(RecordError) as caught:
        Verdict.from_dict(data)
    assert caught.value.faults[0].code == code
