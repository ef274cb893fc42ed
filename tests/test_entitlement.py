"""Who has a vote on one day: requirements, conflicts, attendance, and what each one does."""

import copy
import pickle
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest

from consultgov import Clause, Condition, DecisionRule, Elector, Outcome, Share, Tally, Verdict
from consultgov.errors import ConsultgovError, MissingData, RecordError, RuleError, TallyError
from consultgov.voting import attendance, conflicts, entitlement, requirements, standing
from consultgov.voting.attendance import DroppedAfterAbsence, Excused, SuspendedAfterMisses, read_record
from consultgov.voting.conflicts import Conflicts
from consultgov.voting.electorate import Effect, Electorate, Standing
from consultgov.voting.entitlement import Attendance, Entitlement, Requirement, entitle, rule_from_dict
from consultgov.voting.requirements import HasFlag, HasTrait, LeastAge, LeastTenure
from consultgov.voting.standing import Missing, Person

ADULT = Clause("城市居民委员会组织法 第十九条", "年满十八周岁")
DAY = "2026-05-01"


def codes(error: ConsultgovError) -> list[str]:
    """The codes of the faults of an error."""
    return [fault.code for fault in error.faults]


def standings(found: Entitlement) -> dict[str, str]:
    """How everyone named stands."""
    stands = {key: str(found.electorate.standing(key)) for key in found.electorate.ids}
    return stands | dict.fromkeys(found.excluded, "excluded")


def counts(electorate: Electorate, ballots: dict[str, str]) -> Tally:
    """The tally of an electorate: the dormant count where they voted."""
    out = electorate.dormant - ballots.keys()
    people = [elector for elector in electorate.electors if elector.id not in out]
    return Tally.of(people, ballots, recused=electorate.barred, vacant=electorate.vacant)


# ---------------------------------------------------------------- requirements


@pytest.mark.parametrize(("born", "age"), [("2008-04-30", 18), ("2008-05-01", 18), ("2008-05-02", 17)])
def test_whoever_is_too_young_is_out_of_every_base(born: str, age: int) -> None:
    found = entitle(
        ["li", "wei"],
        on=DAY,
        requirements=[LeastAge(18, clause=ADULT)],
        dates={"li": {"born": "1990-02-28"}, "wei": {"born": born}},
    )
    assert found.electorate.ids == (("li", "wei") if age >= 18 else ("li",))
    assert found.excluded.keys() == (set() if age >= 18 else {"wei"})


def test_an_exclusion_says_figures_and_clause() -> None:
    found = entitle(
        ["wei"], on=DAY, requirements=[LeastAge(18, clause=ADULT)], dates={"wei": {"born": "2008-05-02"}}
    )
    verdict = found.excluded["wei"]
    assert verdict.explain() == (
        "wei is not in this electorate.\n"
        "  wei is 17 on 2026-05-01, born on 2008-05-02; must be at least 18.\n"
        "Source: 城市居民委员会组织法 第十九条, “年满十八周岁”."
    )
    assert "17周岁；须年满18周岁" in verdict.explain("zh")
    (finding,) = verdict.findings()
    assert (finding.code, finding.clause) == ("too-young", ADULT)
    assert found.why("wei") is verdict


@pytest.mark.parametrize(
    ("rule", "joined", "in_it"),
    [
        (LeastTenure(months=6), "2025-11-01", True),
        (LeastTenure(months=6), "2025-11-02", False),
        (LeastTenure(years=1), "2025-05-01", True),
        (LeastTenure(years=1), "2025-05-02", False),
        (LeastTenure(years=1, months=1), "2025-04-01", True),
        (LeastTenure(years=1, months=1), "2025-04-02", False),
        (LeastTenure(months=10**6), "2025-04-02", False),
        (LeastTenure(months=1), "2026-06-01", False),
    ],
)
def test_tenure_is_completed_on_its_day(rule: LeastTenure, joined: str, in_it: bool) -> None:  # noqa: FBT001
    found = entitle(["li"], on=DAY, requirements=[rule], dates={"li": {"joined": joined}})
    assert ("li" in found.electorate.ids) is in_it


def test_tenure_before_it_began_is_none() -> None:
    found = entitle(["li"], on=DAY, requirements=[LeastTenure(6)], dates={"li": {"joined": "2026-06-01"}})
    assert found.excluded["li"].parts[0].facts["months"] == 0


@pytest.mark.parametrize(
    ("value", "in_it"), [("owner", True), ("tenant", False), (None, False), (True, False)]
)
def test_a_trait_has_to_have_a_value(value: str | bool | None, in_it: bool) -> None:  # noqa: FBT001
    people = [Elector("li", traits={"status": value})]
    found = entitle(people, on=DAY, requirements=[HasTrait("status", {"owner", "co-owner"})])
    assert ("li" in found.electorate.ids) is in_it


@pytest.mark.parametrize("values", ["owner", ["owner"], {"owner"}])
def test_one_value_or_several(values: str | list[str] | set[str]) -> None:
    assert HasTrait("status", values).values == frozenset({"owner"})


def test_a_yes_or_no_trait_may_be_asked_for() -> None:
    people = [Elector("li", traits={"urban": True}), Elector("wei", traits={"urban": False})]
    assert entitle(people, on=DAY, requirements=[HasTrait("urban", True)]).electorate.ids == ("li",)  # noqa: FBT003


def test_a_flag_has_to_be_there() -> None:
    people = [Elector("li", flags={"registered"}), Elector("wei")]
    found = entitle(people, on=DAY, requirements=[HasFlag("registered")])
    assert standings(found) == {"li": "entitled", "wei": "excluded"}


@pytest.mark.parametrize("effect", list(Effect))
def test_each_requirement_has_the_effect_that_the_charter_names(effect: Effect) -> None:
    found = entitle(["li", "wei"], on=DAY, requirements=[HasFlag("registered", effect=effect)])
    assert set(standings(found).values()) == {effect.value}


def test_the_day_of_a_moment_is_that_of_its_own_offset() -> None:
    """At nine in the evening UTC it is tomorrow already in Shanghai."""
    dates = {"li": {"born": "2008-05-02"}}
    for on, excluded in (("2026-05-01T21:00:00Z", True), ("2026-05-02T05:00:00+08:00", False)):
        found = entitle(["li"], on=on, requirements=[LeastAge(18)], dates=dates)
        assert ("li" in found.excluded) is excluded


# ---------------------------------------------------------------- what is not on file


UNKNOWN: list[tuple[Callable[[str], Requirement | Attendance], str, str]] = [
    (lambda missing: LeastAge(18, missing=missing), "date-unknown", "missing-date"),
    (lambda missing: LeastTenure(6, missing=missing), "date-unknown", "missing-date"),
    (lambda missing: HasTrait("status", "owner", missing=missing), "trait-unknown", "missing-trait"),
    (
        lambda missing: DroppedAfterAbsence(3, inclusive=True, missing=missing),
        "date-unknown",
        "missing-date",
    ),
    (lambda missing: SuspendedAfterMisses(missing=missing), "record-unknown", "missing-record"),
]


def run(rule: Requirement | Attendance) -> Entitlement:
    """One rule over two people of whom nothing is on file."""
    if isinstance(rule, DroppedAfterAbsence | SuspendedAfterMisses):
        return entitle(["li", "wei"], on=DAY, attendance=[rule])
    return entitle(["li", "wei"], on=DAY, requirements=[rule])


@pytest.mark.parametrize(("rule", "verdict", "fault"), UNKNOWN, ids=range(len(UNKNOWN)))
def test_what_is_not_on_file_follows_a_named_policy(
    rule: Callable[[str], Requirement | Attendance], verdict: str, fault: str
) -> None:
    with pytest.raises(MissingData) as raised:
        run(rule("error"))
    assert [(each.code, each.people) for each in raised.value.faults] == [(fault, ("li", "wei"))]
    assert set(standings(run(rule("met"))).values()) == {"entitled"}
    found = run(rule("not_met"))
    assert "entitled" not in standings(found).values()
    why = found.why("li")
    assert why is not None
    assert [part.code for part in why.parts] == [verdict]
    for language in ("en", "zh"):
        assert len(why.explain(language).splitlines()) == 2


def test_everything_missing_is_said_at_once() -> None:
    people = [f"p{number}" for number in range(12)]
    with pytest.raises(MissingData) as raised:
        entitle(
            people,
            on=DAY,
            requirements=[LeastAge(18), LeastTenure(6), HasTrait("status", "owner")],
            attendance=[SuspendedAfterMisses(), DroppedAfterAbsence(3, inclusive=True)],
            dates={"p0": {"born": "1990-01-01", "joined": None}},  # type: ignore[dict-item]
        )
    assert {(f.subject.split(" of ")[0], len(f.people)) for f in raised.value.faults} == {
        ("date 'born'", 11),
        ("date 'joined'", 12),
        ("trait 'status'", 12),
        ("record", 12),
        ("date 'last_present'", 12),
    }
    assert "and 1 more" in str(raised.value)


def test_the_files_may_be_of_more_people_and_more_dates() -> None:
    found = entitle(
        ["li"],
        on=DAY,
        requirements=[LeastAge(18)],
        dates={"li": {"born": "1990-02-28", "left": "never"}, "zhao": {"born": "soon"}},
    )
    assert found.electorate.ids == ("li",)


def test_files_that_cannot_be_read_are_said_at_once() -> None:
    with pytest.raises(TallyError) as raised:
        entitle(
            ["li", "wei", "zhao", "chen"],
            on="2026-05-01",
            requirements=[LeastAge(18)],
            attendance=[SuspendedAfterMisses(missing=Missing.MET)],
            dates={"li": {"born": "soon"}, "wei": 7, "zhao": {"born": "2026-06-01"}, "chen": {"born": 7}},  # type: ignore[dict-item]
            records={"li": ["present", "late", 7], "wei": "present", "zhao": 3},  # type: ignore[dict-item, list-item]
            conflicts=Conflicts(["nobody"]),
        )
    expected = {"bad-day": 2, "bad-presence": 2, "before-birth": 1, "not-a-dict": 1}
    assert Counter(codes(raised.value)) == expected | {"not-a-list": 2, "unknown-elector": 1}
    assert "'zhao': day 2026-05-01 must not be before the day of birth" in str(raised.value)


def test_the_people_and_the_day_are_read_first() -> None:
    with pytest.raises(TallyError) as raised:
        entitle(["li", "li"], on="soon", dates=7, records=8, suspended=["wei"])  # type: ignore[arg-type]
    assert codes(raised.value) == [
        "elector-twice",
        "unknown-elector",
        "bad-day",
        "not-a-dict",
        "not-a-dict",
    ]
    with pytest.raises(TallyError, match="must be a moment"):
        entitle(["li"], on="2026-05-01T10:00:00")
    with pytest.raises(TallyError, match="dates must be a dict"):
        entitle(["li"], on=DAY, dates=[])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"requirements": [18, HasFlag("x")]}, 1),
        ({"requirements": 18}, 1),
        ({"attendance": None}, 1),
        ({"requirements": LeastAge(18)}, 1),
        ({"requirements": [SuspendedAfterMisses()]}, 1),
        ({"attendance": [LeastAge(18)], "conflicts": {"li": "party"}}, 2),
    ],
)
def test_something_else_in_the_place_of_a_rule_is_refused(given: dict[str, object], faults: int) -> None:
    with pytest.raises(RuleError) as raised:
        entitle(["li"], on=DAY, **given)  # type: ignore[arg-type]
    assert codes(raised.value) == ["not-a-rule"] * faults


def test_ids_of_the_files_are_compared_as_they_are_read() -> None:
    found = entitle(
        ["Zo\u00eb"],
        on=DAY,
        requirements=[LeastAge(18)],
        conflicts=Conflicts(["Zoe\u0308"]),
        dates={"Zoe\u0308": {"born": "1990-01-01"}, 7: {}},  # type: ignore[dict-item]
    )
    assert standings(found) == {"Zo\u00eb": "recused"}
    assert found.why("Zoe\u0308") is found.electorate.barred["Zo\u00eb"]


# ---------------------------------------------------------------- conflicts of interest


BOARD = [f"d{number}" for number in range(9)]
# Company law (2023), art. 139: related directors neither vote nor count; more than half of the others have
# to be there, and a resolution takes more than half of them; where fewer than three are there, hand up.
UNRELATED = DecisionRule(quorum="present > 1/2 of members and present >= 3", adopts="yes > 1/2 of members")


@pytest.mark.parametrize(
    ("related", "yes", "outcome"),
    [
        (7, 2, Outcome.INQUORATE),  # case G-088
        (6, 3, Outcome.ADOPTED),
        (6, 2, Outcome.ADOPTED),
        (6, 1, Outcome.REJECTED),
        (5, 3, Outcome.ADOPTED),
        (5, 2, Outcome.REJECTED),
        (0, 5, Outcome.ADOPTED),
        (0, 4, Outcome.REJECTED),
    ],
)
def test_the_excluded_leave_numerator_and_base(related: int, yes: int, outcome: Outcome) -> None:
    declared = Conflicts(dict.fromkeys(BOARD[:related], "related enterprise"), effect="excluded")
    board = entitle(BOARD, on=DAY, conflicts=declared).electorate
    there = BOARD[related:]
    ballots = {key: "yes" if number < yes else "no" for number, key in enumerate(there)}
    assert UNRELATED.outcome(counts(board, ballots)) is outcome


@pytest.mark.parametrize(("yes", "outcome"), [(5, Outcome.ADOPTED), (4, Outcome.REJECTED)])
def test_the_recused_stay_among_the_members(yes: int, outcome: Outcome) -> None:
    declared = Conflicts(dict.fromkeys(BOARD[:3], "related enterprise"))
    board = entitle(BOARD, on=DAY, conflicts=declared).electorate
    tally = counts(board, dict.fromkeys(BOARD[3 : 3 + yes], "yes"))
    assert DecisionRule(adopts="yes > 1/2 of members").outcome(tally) is outcome
    assert Condition.parse("members = 9 and entitled = 6").holds(tally)


def test_a_conflict_has_a_reason_and_a_clause() -> None:
    clause = Clause("公司法(2023) 第一百三十九条", "不得对该项决议行使表决权")
    found = entitle(
        ["li", "wei"], on=DAY, conflicts=Conflicts({"li": "sister of the seller", "wei": ""}, clause=clause)
    )
    assert found.electorate.barred["li"].explain().splitlines()[1] == (
        "  li has declared a conflict of interest: sister of the seller."
    )
    assert found.electorate.barred["wei"].parts[0].code == "conflict-declared"
    assert all(verdict.parts[0].clause == clause for verdict in found.electorate.barred.values())


@pytest.mark.parametrize(("conflicted", "blocked"), [(2, False), (3, False), (4, True), (9, True)])
@pytest.mark.parametrize("effect", ["recused", "excluded"])
def test_more_than_a_third_in_conflict_is_a_finding(conflicted: int, blocked: bool, effect: str) -> None:  # noqa: FBT001
    declared = Conflicts(BOARD[:conflicted], effect=effect, blocks_above="1/3")
    found = entitle(BOARD, on=DAY, conflicts=declared)
    assert [finding.code for finding in found.findings] == ["too-many-conflicts"] * blocked
    for finding in found.findings:
        assert finding.facts["conflicted"] == conflicted
        assert f"{conflicted} of 9 have declared a conflict of interest (d0, " in finding.explain()
        assert "最多不得超过1/3" in finding.explain("zh")


def test_the_share_in_conflict_is_of_those_who_would_vote() -> None:
    """Whoever is out anyway is neither in conflict nor in the base of the share."""
    people = [Elector(key, flags={"sworn"} if key < "d6" else ()) for key in BOARD]
    declared = Conflicts([*BOARD[:2], *BOARD[6:]], effect="excluded", blocks_above=Share("1/3"))
    found = entitle(people, on=DAY, requirements=[HasFlag("sworn")], conflicts=declared)
    assert found.findings == ()
    assert [part.code for part in found.excluded["d6"].parts] == ["flag-not-met", "conflict-declared"]


# ---------------------------------------------------------------- attendance


@pytest.mark.parametrize(
    ("last", "inclusive", "dropped"),
    [
        ("2026-04-09", False, True),
        ("2026-04-10", False, False),
        ("2026-04-10", True, True),
        ("2026-04-11", True, False),
        ("2026-05-01", True, False),
        ("2026-05-02", True, False),
        ("2026-04-09T23:59:59Z", False, True),
        ("2026-04-10T00:00:00Z", False, False),
    ],
)
def test_three_weeks_of_absence_in_days(last: str, inclusive: bool, dropped: bool) -> None:  # noqa: FBT001
    rule = DroppedAfterAbsence(weeks=3, inclusive=inclusive)
    found = entitle(["li"], on=DAY, attendance=[rule], dates={"li": {"last_present": last}})
    assert ("li" in found.electorate.dormant) is dropped
    assert ("li" in found.dormant) is dropped


@pytest.mark.parametrize(
    ("last", "inclusive", "dropped"),
    [
        (datetime(2026, 4, 10, 9, 59, 59, tzinfo=UTC), False, True),
        (datetime(2026, 4, 10, 10, tzinfo=UTC), False, False),
        (datetime(2026, 4, 10, 10, tzinfo=UTC), True, True),
        (datetime(2026, 4, 10, 10, 0, 1, tzinfo=UTC), True, False),
        ("2026-04-10", False, False),
        (date(2026, 4, 9), False, True),
    ],
)
def test_three_weeks_of_absence_to_the_moment(
    last: datetime | date | str,
    inclusive: bool,  # noqa: FBT001
    dropped: bool,  # noqa: FBT001
) -> None:
    found = entitle(
        ["li"],
        on="2026-05-01T10:00:00Z",
        attendance=[DroppedAfterAbsence(days=21, inclusive=inclusive)],
        dates={"li": {"last_present": last}},
    )
    assert ("li" in found.electorate.dormant) is dropped


def test_the_dormant_leave_the_quorum_base_and_come_back_with_their_vote() -> None:
    """Five of seven; two were away for long. Of the five, three are there; then one of the two votes."""
    dates = {key: {"last_present": "2026-03-01" if key in BOARD[:2] else "2026-04-30"} for key in BOARD[:7]}
    council = entitle(
        BOARD[:7], on=DAY, attendance=[DroppedAfterAbsence(weeks=3, inclusive=False)], dates=dates
    )
    quorum = Condition.parse("present > 1/2 of members")
    body = council.electorate
    assert quorum.holds(counts(body, dict.fromkeys(BOARD[4:7], "yes")))
    assert not quorum.holds(counts(body, dict.fromkeys(BOARD[5:7], "yes")))
    assert quorum.evaluate(counts(body, dict.fromkeys([*BOARD[5:7], "d0"], "yes"))).right == 3
    assert not quorum.holds(counts(body, dict.fromkeys(["d5", "d6", "d0"], "yes")))
    assert body.standing("d0") is Standing.DORMANT
    assert "d0 was last present on 2026-03-01, 61 days before 2026-05-01" in council.dormant["d0"].explain()
    assert council.why("d0") is council.dormant["d0"]


@pytest.mark.parametrize(
    ("record", "excused", "suspended"),
    [
        ("", "interrupts", False),
        ("aa", "interrupts", False),
        ("aaa", "interrupts", True),
        ("aapaa", "interrupts", False),
        ("aeaa", "interrupts", False),  # case G-118
        ("aeaa", "passed_over", True),
        ("aea", "counts", True),
        ("aaap", "interrupts", True),
        ("aaapp", "interrupts", False),
        ("aaapap", "interrupts", True),
        ("aaapapp", "interrupts", False),
        ("aaappaa", "interrupts", False),
        ("aaappaaa", "interrupts", True),
        ("aaapep", "interrupts", True),
        ("aaapep", "passed_over", False),
        ("aaapep", "counts", True),
        ("aaae", "interrupts", True),
        ("ppaaa", "interrupts", True),
    ],
)
def test_three_missed_suspend_until_two_are_attended(record: str, excused: str, suspended: bool) -> None:  # noqa: FBT001
    rule = SuspendedAfterMisses(excused=Excused(excused))
    words = [{"a": "absent", "e": "excused", "p": "present"}[letter] for letter in record]
    assert rule.suspends(words) is suspended
    found = entitle(["li"], on=DAY, attendance=[rule], records={"li": words})
    assert (found.electorate.standing("li") is Standing.SUSPENDED) is suspended


def test_the_suspended_stay_among_the_members() -> None:
    found = entitle(
        ["li", "wang", "wei"],
        on=DAY,
        attendance=[SuspendedAfterMisses(missing=Missing.MET)],
        records={"wei": ["absent"] * 3 + ["present"]},
    )
    tally = counts(found.electorate, {"li": "yes"})
    assert Condition.parse("members = 3 and entitled = 2").holds(tally)
    assert found.electorate.barred["wei"].explain() == (
        "wei is suspended, and has no vote for the time being.\n"
        "  wei missed 3 meetings in a row and has since attended 1; 2 in a row are needed."
    )


def test_the_run_of_missed_meetings() -> None:
    """Case G-118: an excused absence interrupts the run."""
    assert SuspendedAfterMisses().run(["absent", "excused", "absent", "absent"]) == 2


@pytest.mark.parametrize("record", ["present", 7, None])
def test_a_record_is_a_list_of_words(record: object) -> None:
    with pytest.raises(RecordError, match="record must be a list"):
        read_record(record, "record")  # type: ignore[arg-type]


def test_each_wrong_word_of_a_record_is_named_with_its_meeting() -> None:
    with pytest.raises(RecordError, match="record, meeting 2 must be one of present, absent, excused"):
        SuspendedAfterMisses().suspends(["present", "late"])


# ---------------------------------------------------------------- several at once


def test_the_strongest_effect_wins_and_all_reasons_are_kept() -> None:
    dates = {"li": {"born": "2008-05-02", "last_present": "2026-01-01"}}
    away = DroppedAfterAbsence(weeks=3, inclusive=False)
    adult = LeastAge(18)

    def of(**given: object) -> Entitlement:
        defaults = {"attendance": [away], "dates": dates, "records": {"li": ["absent"] * 3}}
        return entitle(["li"], on=DAY, **{**defaults, **given})  # type: ignore[arg-type]

    def reasons(found: Entitlement) -> tuple[str, list[str]]:
        why = found.why("li")
        assert why is not None
        return why.code, [part.code for part in why.parts]

    party = Conflicts({"li": "party"})
    misses = [away, SuspendedAfterMisses()]
    assert reasons(of()) == ("dormant", ["away-too-long"])
    assert reasons(of(attendance=misses)) == ("suspended", ["away-too-long", "missed-meetings"])
    assert reasons(of(suspended=["li"])) == ("suspended", ["away-too-long"])
    assert reasons(of(suspended={"li": "by decision"})) == ("suspended", ["stated-ground", "away-too-long"])
    assert reasons(of(conflicts=party, attendance=misses, suspended=["li"])) == (
        "recused",
        ["suspended", "away-too-long", "missed-meetings", "conflict-of-interest"],
    )
    assert reasons(of(conflicts=party, requirements=[adult], suspended=["li"])) == (
        "excluded",
        ["suspended", "too-young", "away-too-long", "conflict-of-interest"],
    )
    assert of(conflicts=party).electorate.dormant == frozenset()


def test_who_is_simply_entitled_needs_no_reason() -> None:
    found = entitle(["li"], on=DAY, vacant=1)
    assert found.why("li") is None
    assert found.why("nobody") is None
    assert found.to_dict() == {"electorate": {"electors": [{"id": "li"}], "vacant": 1}}


def everything() -> Entitlement:
    """One of each kind."""
    return entitle(
        ["li", "wei", "chen", "zhao", "wang"],
        on=DAY,
        requirements=[LeastAge(18, clause=ADULT)],
        conflicts=Conflicts({"chen": "party"}, blocks_above="1/10"),
        attendance=[DroppedAfterAbsence(weeks=3, inclusive=True, missing=Missing.MET)],
        suspended={"wang": "by decision"},
        dates={
            **{key: {"born": "1990-01-01"} for key in ("li", "chen", "wang")},
            "wei": {"born": "2010-01-01"},
            "zhao": {"born": "1990-01-01", "last_present": "2026-01-01"},
        },
    )


def verdicts(verdict: Verdict) -> Iterator[Verdict]:
    """A verdict and the reasons that it is made of."""
    yield verdict
    yield from verdict.parts


REASONS = [
    *("too-young", "too-short-tenure", "trait-not-met", "trait-without-group", "flag-not-met"),
    *("away-too-long", "missed-meetings", "conflict-of-interest", "conflict-declared", "stated-ground"),
]


def test_every_reason_speaks_both_languages() -> None:
    """Each code of a reason, and of a standing, has a sentence."""
    asked: list[Requirement] = [LeastAge(18), LeastTenure(6), HasTrait("status", "owner"), HasFlag("sworn")]
    people = [Elector("li", {"status": "guest"}), Elector("wang", {"status": None})]
    found = entitle(
        [*people, Elector("zhao", {"status": "owner"}, flags={"sworn"})],
        on=DAY,
        requirements=asked,
        conflicts=Conflicts({"li": "party", "wang": ""}),
        attendance=[DroppedAfterAbsence(1, inclusive=True), SuspendedAfterMisses(missing=Missing.MET)],
        suspended={"li": "by decision", "wang": ""},
        dates={
            "li": {"born": "2010-01-01", "joined": DAY, "last_present": DAY},
            "wang": {"born": "1990-01-01", "joined": DAY, "last_present": DAY},
            "zhao": {"born": "1990-01-01", "joined": "2020-01-01", "last_present": "2026-01-01"},
        },
        records={"li": ["absent"] * 3},
    )
    heads = [*found.excluded.values(), *found.dormant.values(), *everything().electorate.barred.values()]
    told = {part.code: part for head in heads for part in verdicts(head)}
    assert told.keys() == {*REASONS, *map(str, Effect)}
    for part in told.values():
        assert str(part.facts["elector"]) in part.explain() or part.code == "stated-ground"
        assert part.explain("zh").splitlines()[0].endswith("。")


def test_an_entitlement_is_a_value() -> None:
    found = everything()
    assert found == everything()
    assert hash(found) == hash(everything())
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes
    assert copy.deepcopy(found) == found
    assert found.to_dict().keys() == {"electorate", "excluded", "dormant", "findings"}
    assert Entitlement.from_dict(found.to_dict()) == found


def test_an_entitlement_comes_back_with_the_clause_of_a_finding() -> None:
    found = entitle(["li"], on=DAY, conflicts=Conflicts(["li"], blocks_above=0, clause=ADULT))  # type: ignore[arg-type]
    assert found.findings[0].clause == ADULT
    assert Entitlement.from_dict(found.to_dict()) == found
    assert Entitlement.from_dict({"electorate": {"electors": ["li"]}}) == entitle(["li"], on=DAY)


@pytest.mark.parametrize(
    ("plain", "code"),
    [
        ({}, "missing-key"),
        ({"excluded": []}, "not-a-dict"),
        ({"excluded": {"li": []}}, "not-a-dict"),
        ({"dormant": 7}, "not-a-dict"),
        ({"findings": {}}, "not-a-list"),
        ({"findings": [{"code": 7, "facts": {}}]}, "bad-ground"),
        ({"findings": [{"code": "x", "facts": []}]}, "bad-ground"),
        ({"findings": [{"code": "x"}]}, "missing-key"),
    ],
)
def test_a_plain_entitlement_that_is_none_is_refused(plain: dict[str, object], code: str) -> None:
    whole = {"electorate": {"electors": ["li"]}, **plain} if plain else plain
    with pytest.raises(RecordError) as raised:
        Entitlement.from_dict(whole)
    assert codes(raised.value) == [code]


# ---------------------------------------------------------------- rules as values


RULES: list[Requirement | Attendance] = [
    LeastAge(18),
    LeastAge(16, born="birth", leap="feb-28", effect="dormant", missing="met", clause=ADULT),
    LeastTenure(years=1),
    LeastTenure(6, since="registered", effect=Effect.RECUSED, missing=Missing.NOT_MET, clause=ADULT),
    HasTrait("status", {"owner", "co-owner"}),
    HasTrait("urban", [True, "mixed"], effect=Effect.SUSPENDED),
    HasFlag("registered", clause=ADULT),
    DroppedAfterAbsence(weeks=3, inclusive=True),
    DroppedAfterAbsence(days=30, inclusive=False, last="seen", missing=Missing.MET, clause=ADULT),
    SuspendedAfterMisses(),
    SuspendedAfterMisses(4, 1, excused=Excused.COUNTS, missing=Missing.NOT_MET, clause=ADULT),
]


@pytest.mark.parametrize("rule", RULES, ids=range(len(RULES)))
def test_a_rule_comes_back_from_its_plain_dict(rule: Requirement | Attendance) -> None:
    assert rule_from_dict(rule.to_dict()) == rule
    assert type(rule).from_dict(rule.to_dict()) == rule
    assert hash(rule_from_dict(rule.to_dict())) == hash(rule)
    assert pickle.loads(pickle.dumps(rule)) == rule  # noqa: S301 - our own bytes


def test_a_plain_rule_says_its_kind_and_what_is_not_by_default() -> None:
    assert LeastAge(18).to_dict() == {"kind": "least_age", "years": 18}
    assert HasTrait("status", {"b", "a"}, missing=Missing.MET).to_dict() == {
        "kind": "has_trait",
        "name": "status",
        "values": ["a", "b"],
        "missing": "met",
    }


@pytest.mark.parametrize(
    ("plain", "code"),
    [
        ({}, "bad-kind"),
        (7, "bad-kind"),
        ({"kind": "tallest"}, "bad-kind"),
        ({"kind": ["least_age"]}, "bad-kind"),
        ({"kind": "least_age"}, "missing-key"),
        ({"kind": "least_age", "years": 18, "age": 18}, "unknown-key"),
        ({"kind": "has_flag", "name": "x", "missing": "met"}, "unknown-key"),
        ({"kind": "least_age", "years": 18, "clause": {"source": ""}}, "bad-text"),
    ],
)
def test_a_plain_rule_that_is_none_is_refused(plain: object, code: str) -> None:
    with pytest.raises(RecordError) as raised:
        rule_from_dict(plain)
    assert codes(raised.value) == [code]


def test_a_rule_reads_only_its_own_kind() -> None:
    with pytest.raises(RecordError) as raised:
        LeastAge.from_dict({"kind": "has_flag", "years": 18})
    assert codes(raised.value) == ["bad-kind"]


NONSENSE: list[tuple[Callable[[], object], list[str]]] = [
    (lambda: LeastAge(-1), ["not-whole"]),
    (lambda: LeastAge(True), ["not-whole"]),  # noqa: FBT003
    (
        lambda: LeastAge("18", "", "never", "out", "maybe", "art. 19"),  # type: ignore[arg-type]
        ["not-whole", "bad-name", "bad-policy", "bad-policy", "bad-policy", "not-a-clause"],
    ),
    (LeastTenure, ["no-tenure"]),
    (lambda: LeastTenure(-1, 1.5, since=7), ["not-whole", "not-whole", "bad-name"]),  # type: ignore[arg-type]
    (lambda: LeastAge(10**9 + 1), ["not-whole"]),
    (lambda: LeastAge(10**5000), ["not-whole"]),
    (lambda: LeastTenure(10**5000, 10**5000), ["not-whole", "not-whole"]),
    (lambda: DroppedAfterAbsence(10**5000, inclusive=True), ["not-whole"]),
    (lambda: SuspendedAfterMisses(10**5000, 10**5000), ["not-whole", "not-whole"]),
    (lambda: HasTrait("status", []), ["bad-values"]),
    (lambda: HasTrait("status", [""]), ["bad-values"]),
    (lambda: HasTrait("status", 7), ["bad-values"]),
    (lambda: HasTrait(" ", "owner", effect="out"), ["bad-name", "bad-policy"]),
    (lambda: HasFlag(None, effect=None), ["bad-name", "bad-policy"]),  # type: ignore[arg-type]
    (lambda: DroppedAfterAbsence(inclusive=True), ["bad-absence"]),
    (lambda: DroppedAfterAbsence(days=10**6, inclusive=True), ["bad-absence"]),
    (
        lambda: DroppedAfterAbsence(-1, None, inclusive="yes", last=""),  # type: ignore[arg-type]
        ["not-whole", "not-whole", "not-a-truth", "bad-name"],
    ),
    (lambda: SuspendedAfterMisses(0, 0, excused="often"), ["not-whole", "not-whole", "bad-policy"]),
    (lambda: Conflicts("li"), ["not-a-dict"]),
    (lambda: Conflicts(7), ["not-a-dict"]),  # type: ignore[arg-type]
    (lambda: Conflicts({"li": 7, 8: "x"}), ["bad-ground", "bad-ground"]),  # type: ignore[dict-item]
    (lambda: Conflicts({}, "dormant", "4/3", 7), ["bad-policy", "share-bounds", "not-a-clause"]),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("make", "code"), NONSENSE, ids=range(len(NONSENSE)))
def test_a_rule_that_makes_no_sense_is_refused(make: Callable[[], object], code: list[str]) -> None:
    with pytest.raises(RuleError) as raised:
        make()
    assert codes(raised.value) == code


def test_the_largest_numbers_are_written_and_read() -> None:
    most = 10**9
    for rule in (LeastAge(most), LeastTenure(most, most), SuspendedAfterMisses(most, most)):
        assert rule_from_dict(rule.to_dict()) == rule
    young = LeastAge(most).against(Person(Elector("li"), date(2026, 5, 1), {"born": date(1900, 1, 1)}))
    assert young is not None
    assert "must be at least 1000000000." in young.explain()
    with pytest.raises(RuleError, match="years must be a whole number from 0 to 1000000000"):
        LeastAge.from_dict({"kind": "least_age", "years": 10**5000})


@pytest.mark.parametrize(
    "given",
    [
        Conflicts(["li"]),
        Conflicts({"li": "party"}, "excluded", "1/3", ADULT),
    ],
)
def test_conflicts_come_back_from_their_plain_dict(given: Conflicts) -> None:
    assert Conflicts.from_dict(given.to_dict()) == given
    assert pickle.loads(pickle.dumps(given)) == given  # noqa: S301 - our own bytes
    assert hash(copy.copy(given)) == hash(given)
    with pytest.raises(RecordError, match=r"conflicts\.reason"):
        Conflicts.from_dict({"declared": [], "reason": ""})


def test_a_rule_may_be_asked_about_one_person() -> None:
    person = Person(Elector("li"), date(2026, 5, 1))
    assert person.today == date(2026, 5, 1)
    verdict = LeastAge(18).against(person)
    assert verdict is not None
    assert verdict.code == "date-unknown"


@pytest.mark.parametrize("module", [attendance, conflicts, entitlement, requirements, standing])
def test_the_modules_list_what_they_offer(module: object) -> None:
    assert dir(module) == sorted(module.__all__)  # type: ignore[attr-defined]
