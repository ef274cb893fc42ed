"""A case of removal: whether the vote may be put, and how petition and vote are made."""

import pickle
from typing import Any

import attrs
import pytest

from consultgov import Clause, DecisionRule, Elector
from consultgov.errors import RecordError, Refused, RuleError
from consultgov.matters import Matter
from consultgov.removal import Accept, Attest, Hear, Notify, Removal, RemovalRule, RequiredGround, Resign
from consultgov.removal.history import plain_step, read_step
from consultgov.voting import Conflicts, CoolingOff, Electorate, LeastAge, Poll, Procedure, entitle, sign

VOTE = DecisionRule("yes > 1/2 of ballots", quorum="ballots > 1/2 of members")
PETITION = DecisionRule("yes >= 1/5 of members")
LAW = Clause("浙江省村民委员会选举办法第三十六条")
PEOPLE = [f"p{place}" for place in range(10)]


def at(day: str, hour: int = 9) -> str:
    return f"2026-{day}T{hour:02}:00+08:00"


def rule(**settings: Any) -> RemovalRule:  # noqa: ANN401 - as a rule takes them
    return RemovalRule(**{"kind": "recall", "vote": VOTE, **settings})


def case(**settings: Any) -> Removal:  # noqa: ANN401 - as a rule takes them
    return Removal(rule=rule(**settings), person="p0", seat="chair")


def against(given: Removal, opens: str) -> list[str]:
    """Why the vote may not be put, all of it told in both languages."""
    verdict = given.may_vote(opens)
    assert verdict.code == ("admitted" if verdict.holds else "refused")
    for language in ("en", "zh"):
        told = verdict.explain(language)
        assert "Reason “" not in told
        assert "理由“" not in told
    return [part.code for part in verdict.parts]


def petitioned(given: Removal, signatures: int, *, closes: str | None = at("03-10", 17)) -> Removal:
    poll = given.ask("Recall of p0", PEOPLE, opens=at("03-01"), closes=closes)
    intake = sign(poll, [(PEOPLE[place], at("03-02")) for place in range(signatures)])
    assert not intake.refused
    return given.petitioned(intake.poll)


def voted_by(given: Removal, agreed: int) -> Poll:
    """A vote of all on 20 March, in which so many agree."""
    poll = given.put_vote("Recall p0?", PEOPLE, opens=at("03-20"), closes=at("03-20", 17))
    for place, person in enumerate(PEOPLE):
        poll = poll.cast(person, "yes" if place < agreed else "no", at=at("03-20", 10))
    return poll


def test_a_vote_that_needs_nothing_may_be_put() -> None:
    assert against(case(), at("03-01")) == []


# --- the petition -----------------------------------------------------------------------------------


def test_the_petition_is_there_closed_and_carried() -> None:
    bare = case(petition=PETITION)
    assert against(bare, at("03-11")) == ["petition-missing"]
    assert against(petitioned(bare, 2), at("03-10", 16)) == ["petition-open"]
    assert against(petitioned(bare, 2), at("03-10", 17)) == []
    assert against(petitioned(bare, 3), at("03-11")) == []
    failed = petitioned(bare, 1)
    assert against(failed, at("03-11")) == ["petition-failed"]
    told = failed.may_vote(at("03-11"))
    assert "one short" in told.explain()
    assert "\n    Signatures: 1.\n" in told.explain()
    assert "\n    联名：1人。\n" in told.explain("zh")
    assert [finding.code for finding in told.findings()] == ["comparison-not-met"]
    missing = bare.may_vote(at("03-11"))
    assert "The rule asks for a petition, and there is none." in missing.explain()
    assert "规则要求联名提出，但没有联名。" in missing.explain("zh")


def test_of_a_secret_petition_no_signatures_are_told() -> None:
    secret = Procedure(method="secret_ballot", answers=["yes"])
    poll = Poll("Recall of p0", PETITION, PEOPLE, opens=at("03-01"), closes=at("03-10"), procedure=secret)
    failed = case(petition=PETITION).petitioned(poll.cast("p1", "yes", at=at("03-02")))
    part = failed.may_vote(at("03-11")).parts[0]
    assert (part.code, [each.code for each in part.parts]) == ("petition-failed", ["figures-withheld"])


def test_a_petition_without_an_end_is_closed_when_it_is_handed_in() -> None:
    open_ = petitioned(case(petition=PETITION, within=30), 2, closes=None)
    assert against(open_, at("03-11")) == ["petition-open"]
    poll = open_.petition
    assert poll is not None
    handed_in = open_.petitioned(poll.close(at=at("03-05")))
    assert against(handed_in, at("04-04")) == []
    assert against(handed_in, at("04-05")) == ["vote-too-late"]


def test_a_petition_that_the_rule_does_not_ask_for_is_refused() -> None:
    with pytest.raises(RuleError) as caught:
        case().ask("Recall", PEOPLE, opens=at("03-01"))
    assert [fault.code for fault in caught.value.faults] == ["no-use"]


def test_a_petition_without_a_quorum_says_so() -> None:
    asks = DecisionRule("yes > no", quorum="ballots >= 3")
    poor = petitioned(case(petition=asks), 2)
    part = poor.may_vote(at("03-11")).parts[0]
    assert (part.code, part.parts[0].facts, part.parts[1].needed) == (
        "petition-failed",
        {"signatures": "2"},
        3,
    )


# --- grounds, notice, hearing -----------------------------------------------------------------------


def test_one_ground_is_attested_by_those_who_may() -> None:
    grounds = [
        RequiredGround("absence"),
        RequiredGround("neglect", by=["supervisors", "party"], clause=LAW),
        RequiredGround("dissatisfaction", by=["committee", "residents"], every=True),
    ]
    bare = case(grounds=grounds)
    assert against(bare, at("03-11")) == ["no-ground-attested"]
    told = bare.may_vote(at("03-11")).explain()
    assert "“absence” is not attested." in told
    assert "“neglect” is attested by none of these: supervisors and party." in told
    assert "“dissatisfaction” is not yet attested by committee and residents." in told
    assert LAW.source in told
    half = bare.add(Attest("dissatisfaction", "residents", at("03-01")), Attest("neglect", "p3", at("03-01")))
    assert "“dissatisfaction” is not yet attested by committee." in half.may_vote(at("03-11")).explain()
    for more in (
        Attest("absence", "p3", at("03-02")),
        Attest("neglect", "party", at("03-02")),
        Attest("dissatisfaction", "committee", at("03-02")),
    ):
        assert against(half.add(more), at("03-11")) == []
        assert against(half.add(more), at("03-01", 20)) == ["no-ground-attested"]


def test_what_is_attested_to_no_avail_is_told() -> None:
    grounds = [RequiredGround("neglect", by=["supervisors"], clause=LAW), RequiredGround("absence")]
    astray = case(grounds=grounds).add(
        Attest("neglekt", "supervisors", at("03-01")),
        Attest("neglect", "p3", at("03-01")),
        Attest("neglect", "p3", at("03-02")),
    )
    assert against(astray, at("03-11")) == ["no-ground-attested"]
    parts = astray.may_vote(at("03-11")).parts[0].parts
    assert [part.code for part in parts[2:]] == ["not-a-ground", "may-not-attest"]
    assert parts[3].clause == LAW
    told = astray.may_vote(at("03-11")).explain()
    assert "“neglekt”, which supervisors attested, is no ground of the rule." in told
    assert "p3 attested “neglect”, and may not attest it by the rule." in told
    assert len(astray.may_vote(at("03-01")).parts[0].parts) == 2
    assert against(astray.add(Attest("absence", "p3", at("03-03"))), at("03-11")) == []


def test_what_happens_at_the_opening_comes_too_late_for_the_vote() -> None:
    noon, before = "2026-05-20T12:00+08:00", "2026-05-20T11:59+08:00"
    for given, late, in_time, code in (
        (case(hearing=True), Hear(noon), Hear(before), "not-heard"),
        (
            case(grounds=[RequiredGround("neglect")]),
            Attest("neglect", "p1", noon),
            Attest("neglect", "p1", before),
            "no-ground-attested",
        ),
        (case(kind="resignation"), Resign(noon), Resign(before), "not-resigned"),
    ):
        assert against(given.add(late), noon) == [code]
        assert against(given.add(in_time), noon) == []
    assert against(case(notice=1).add(Notify(noon)), noon) == ["no-notice"]
    assert against(case(notice=1).add(Notify(before)), noon) == ["notice-too-short"]


@pytest.mark.parametrize(
    ("clear", "given", "ok"),
    [
        (False, "05-09", True),
        (False, "05-10", True),
        (False, "05-11", False),
        (True, "05-09", True),
        (True, "05-10", False),
    ],
)
def test_notice_is_so_many_days_before_or_leaves_so_many_clear(
    clear: bool,  # noqa: FBT001 - a parameter
    given: str,
    ok: bool,  # noqa: FBT001 - a parameter
) -> None:
    """G-106: ten days before 20 May is 10 May, and 9 May where the days must lie between."""
    noticed = case(notice=10, clear=clear).add(Notify(at(given, 23)))
    assert against(noticed, at("05-20", 1)) == ([] if ok else ["notice-too-short"])
    if not ok:
        facts = noticed.may_vote(at("05-20", 1)).parts[0].facts
        assert facts["latest"] == ("2026-05-09" if clear else "2026-05-10")


def test_the_first_notice_counts_and_a_later_one_is_none() -> None:
    bare = case(notice=3)
    assert against(bare, at("05-20")) == ["no-notice"]
    assert against(bare.add(Notify(at("05-21"))), at("05-20")) == ["no-notice"]
    assert against(bare.add(Notify(at("05-19")), Notify(at("05-10"))), at("05-20")) == []


def test_days_of_notice_are_those_of_the_offset_of_the_vote() -> None:
    noticed = case(notice=1).add(Notify("2026-05-19T16:30Z"))
    assert against(noticed, at("05-20")) == ["notice-too-short"]
    assert against(noticed, "2026-05-20T17:00Z") == []


def test_she_is_heard_before_the_vote_and_need_not_speak() -> None:
    bare = case(hearing=True)
    assert against(bare, at("05-20")) == ["not-heard"]
    assert against(bare.add(Hear(at("05-20"))), at("05-20")) == ["not-heard"]
    assert against(bare.add(Hear(at("05-20", 8), spoke=False)), at("05-20")) == []


# --- time -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "ok"), [("04-08", True), ("04-09", True), ("04-10", False)])
def test_the_vote_opens_within_its_days_of_the_petition(day: str, ok: bool) -> None:  # noqa: FBT001 - a parameter
    """浙江省村民委员会选举办法: thirty days; that on which the petition closed is not counted."""
    carried = petitioned(case(petition=PETITION, within=30), 2)
    assert against(carried, at(day, 23)) == ([] if ok else ["vote-too-late"])


def test_without_a_petition_the_days_run_from_the_ground_or_the_resignation() -> None:
    grounded = case(grounds=[RequiredGround("neglect")], within=10).add(Attest("neglect", "p1", at("05-01")))
    assert against(grounded, at("05-11")) == []
    assert against(grounded, at("05-12")) == ["vote-too-late"]
    told = grounded.may_vote(at("05-12")).explain()
    assert "the vote had to open by 2026-05-11, within 10 days of 2026-05-01." in told
    resigned = case(kind="resignation", within=10).add(Resign(at("05-01")), Resign(at("05-09")))
    assert against(resigned, at("05-11")) == []
    assert against(resigned, at("05-12")) == ["vote-too-late"]
    assert against(case(within=10), at("05-12")) == []
    assert against(case(grounds=[RequiredGround("neglect")], within=9), at("05-12")) == ["no-ground-attested"]


@pytest.mark.parametrize(("day", "ok"), [("2027-03-10", False), ("2027-03-11", True)])
def test_the_same_facts_wait_for_a_year(day: str, ok: bool) -> None:  # noqa: FBT001 - a parameter
    """浙江省村民委员会选举办法第三十六条 (G-123)."""
    again = attrs.evolve(case(bar=CoolingOff(years=1, clause=LAW)), failed="2026-03-10")
    assert against(again, f"{day}T09:00+08:00") == ([] if ok else ["cooling-off"])
    asked = attrs.evolve(case(petition=PETITION, bar=CoolingOff(years=1)), failed="2026-03-10")
    if ok:
        assert asked.ask("Recall", PEOPLE, opens=f"{day}T09:00+08:00").rule == PETITION
        return
    with pytest.raises(Refused):
        asked.ask("Recall", PEOPLE, opens=f"{day}T09:00+08:00")
    early = petitioned(case(petition=PETITION, bar=CoolingOff(years=1)), 2)
    assert against(attrs.evolve(early, failed="2026-01-10"), at("03-11")) == ["cooling-off"]


def test_the_vote_of_the_case_itself_bars_its_return() -> None:
    """浙江省村民委员会选举办法第三十六条 (G-123): a year, though nothing was said of an earlier failure."""
    given = case(petition=PETITION, bar=CoolingOff(years=1, clause=LAW))
    held = petitioned(given, 2)
    failed = held.voted(voted_by(held, 5))
    assert failed.ask("Recall", PEOPLE, opens=at("03-20", 16)).rule == PETITION
    for earlier in (failed, attrs.evolve(failed, failed="2024-01-01")):
        for opens in (at("03-20", 17), "2027-03-20T23:00+08:00"):
            with pytest.raises(Refused) as caught:
                earlier.ask("Recall", PEOPLE, opens=opens)
            assert caught.value.verdict.facts["first"] == "2027-03-21"
            assert caught.value.verdict.clause == LAW
        assert earlier.ask("Recall", PEOPLE, opens="2027-03-21T00:00+08:00").rule == PETITION
    assert held.voted(voted_by(held, 10)).ask("Recall", PEOPLE, opens=at("04-01")).rule == PETITION
    free = attrs.evolve(failed, rule=attrs.evolve(failed.rule, bar=None))
    assert free.ask("Recall", PEOPLE, opens=at("04-01")).rule == PETITION


def test_the_vote_of_the_case_bars_by_the_hour_where_hours_count() -> None:
    held = petitioned(case(petition=PETITION, bar=CoolingOff(hours=48)), 2)
    failed = held.voted(voted_by(held, 0))
    with pytest.raises(Refused):
        failed.ask("Recall", PEOPLE, opens=at("03-22", 16))
    assert failed.ask("Recall", PEOPLE, opens=at("03-22", 17)).rule == PETITION


def test_a_bar_may_count_hours() -> None:
    again = attrs.evolve(case(bar=CoolingOff(hours=48)), failed=at("03-10"))
    assert against(again, at("03-12", 8)) == ["cooling-off"]
    assert against(again, at("03-12", 9)) == []


def test_a_day_of_vacancy_is_stated_and_not_past() -> None:
    bare = case(effective="stated")
    assert against(bare, at("05-20")) == ["no-day-stated"]
    assert against(attrs.evolve(bare, vacant_on="2026-05-19"), at("05-20")) == ["stated-day-past"]
    assert against(attrs.evolve(bare, vacant_on="2026-05-20"), at("05-20")) == []


# --- resignations -----------------------------------------------------------------------------------


def test_a_resignation_in_force_leaves_nothing_to_vote_on() -> None:
    """(k) 村组法第二十条: accepted before the vote, or by itself where it needs no acceptance."""
    resigned = case().add(Resign(at("05-01")))
    assert against(resigned, at("05-20")) == []
    assert against(resigned.add(Accept(at("05-10"), by="meeting")), at("05-20")) == ["resignation-in-force"]
    assert against(resigned.add(Accept(at("05-21"))), at("05-20")) == []
    assert against(case(acceptance=False).add(Resign(at("05-01"))), at("05-20")) == ["resignation-in-force"]


def test_a_resignation_is_accepted_once_it_is_there() -> None:
    given = case(kind="resignation")
    assert against(given, at("05-20")) == ["not-resigned"]
    assert against(given.add(Resign(at("05-21"))), at("05-20")) == ["not-resigned"]
    assert against(given.add(Resign(at("05-19"))), at("05-20")) == []
    assert against(case(kind="resignation", vote=None).add(Resign(at("05-01"))), at("05-20")) == [
        "no-vote-foreseen"
    ]


# --- putting the vote -------------------------------------------------------------------------------


def test_a_vote_is_put_once() -> None:
    given = case()
    poll = given.put_vote("Recall p0?", PEOPLE, opens=at("05-20"), closes=at("05-20", 17))
    assert (poll.rule, poll.electorate.entitled) == (VOTE, tuple(PEOPLE))
    voted = given.voted(poll)
    assert against(voted, at("05-21")) == ["vote-put-already"]
    later = voted.voted(poll.cast("p1", "yes", at=at("05-20", 10)))
    assert [vote.voted for vote in later.votes] == [("p1",)]


def test_a_vote_that_may_not_be_put_is_refused_with_the_reasons() -> None:
    given = case(notice=3, hearing=True)
    with pytest.raises(Refused) as caught:
        given.put_vote("Recall p0?", PEOPLE, opens=at("05-20"))
    assert [part.code for part in caught.value.verdict.parts] == ["no-notice", "not-heard"]
    with pytest.raises(Refused):
        case(kind="resignation", vote=None).add(Resign(at("05-01"))).put_vote("?", PEOPLE, opens=at("05-20"))


def test_the_person_concerned_is_recused_where_the_rule_says_so() -> None:
    given = case(concerned_votes=False)
    poll = given.put_vote(
        "Recall p0?",
        PEOPLE,
        opens=at("05-20"),
        procedure=Procedure(change=True),
        matter=Matter("removal"),
        present=PEOPLE[:3],
    )
    assert (poll.electorate.entitled, len(poll.electorate.ids)) == (tuple(PEOPLE[1:]), 10)
    with pytest.raises(Refused) as caught:
        poll.cast("p0", "no", at=at("05-20", 10))
    assert "The vote is about p0." in caught.value.verdict.explain()
    assert "表决涉及p0本人。" in caught.value.verdict.explain("zh")
    assert Poll.from_dict(poll.to_dict()) == poll


def test_recusing_her_keeps_every_other_reason() -> None:
    body = Electorate(
        PEOPLE,
        recused={"p0": "related", "p1": "related"},
        suspended={"p0": "", "p2": "fees"},
        dormant=["p3"],
        vacant=2,
    )
    poll = case(concerned_votes=False).put_vote("?", body, opens=at("05-20"))
    barred = poll.electorate.barred
    assert {who: [part.code for part in why.parts] for who, why in barred.items()} == {
        "p0": ["stated-ground", "person-concerned"],
        "p1": ["stated-ground"],
        "p2": ["stated-ground"],
    }
    assert poll.electorate.dormant == {"p3"}
    assert poll.electorate.vacant == 2


def test_of_an_entitlement_the_excluded_and_the_findings_are_kept() -> None:
    entitled = entitle(
        ["p0", "p1", "p2"],
        on="2026-05-20",
        requirements=[LeastAge(18)],
        conflicts=Conflicts({"p1": "brother"}, blocks_above="1/4"),
        dates={"p0": {"born": "1990-01-01"}, "p1": {"born": "1990-01-01"}, "p2": {"born": "2015-01-01"}},
    )
    poll = case(concerned_votes=False).put_vote("?", entitled, opens=at("05-20"))
    assert (poll.electorate.entitled, [*poll.excluded]) == ((), ["p2"])
    assert poll.before_the_vote()[0].code == "too-many-conflicts"


def test_somebody_who_has_no_vote_anyway_needs_no_recusal() -> None:
    poll = case(concerned_votes=False).put_vote("?", PEOPLE[1:], opens=at("05-20"))
    assert not poll.electorate.barred


# --- records ----------------------------------------------------------------------------------------


def test_a_case_comes_back_from_its_record_and_from_a_pickle() -> None:
    given = attrs.evolve(
        petitioned(case(petition=PETITION, bar=CoolingOff(years=1), effective="stated"), 3),
        failed="2024-01-01",
        vacant_on="2026-06-01",
    ).add(
        Attest("neglect", "party", at("03-01")),
        Notify(at("03-11")),
        Hear(at("03-12"), spoke=False),
        Resign(at("03-13")),
        Accept(at("04-20"), by="meeting"),
    )
    given = given.voted(given.put_vote("Recall p0?", [Elector("p1"), "p2"], opens=at("03-20")))
    assert Removal.from_dict(given.to_dict()) == given
    assert pickle.loads(pickle.dumps(given)) == given  # noqa: S301 - pickled on this line
    bare = Removal(rule=rule(), person="p0")
    assert Removal.from_dict(bare.to_dict()) == bare
    assert set(bare.to_dict()) == {"rule", "person"}


def test_steps_are_kept_in_the_order_of_time() -> None:
    given = case().add(Notify(at("05-02"))).add(Notify(at("05-01")))
    assert [step.at.day for step in given.steps] == [1, 2]


def test_a_record_is_refused_with_all_its_faults() -> None:
    plain = {"rule": {}, "person": " ", "seat": 3, "steps": "x", "failed": 7, "petition": 1}
    with pytest.raises(RecordError) as caught:
        Removal.from_dict(plain)
    codes = [fault.code for fault in caught.value.faults]
    assert codes == ["missing-key", "bad-id", "bad-text", "not-a-list", "bad-day", "not-a-dict"]


def test_a_poll_under_another_rule_is_refused() -> None:
    other = Poll("?", DecisionRule("yes > no"), PEOPLE, opens=at("05-20"))
    for put in (case().voted, case().petitioned, case(petition=PETITION).petitioned):
        with pytest.raises(RecordError) as caught:
            put(other)
        assert [fault.code for fault in caught.value.faults] == ["other-rule"]
    with pytest.raises(RecordError):
        case().voted("yes")  # type: ignore[arg-type]
    with pytest.raises(RecordError):
        case().petitioned("yes")  # type: ignore[arg-type]


def test_what_nobody_offered_cannot_be_accepted() -> None:
    with pytest.raises(RecordError) as caught:
        case().add(Accept(at("05-01")), Resign(at("05-02")))
    assert [fault.code for fault in caught.value.faults] == ["nothing-accepted"]


def test_a_day_and_a_bar_in_hours_do_not_go_together() -> None:
    with pytest.raises(RecordError) as caught:
        attrs.evolve(case(bar=CoolingOff(hours=1)), failed="2026-01-01")
    assert [fault.code for fault in caught.value.faults] == ["mixed-span"]


def test_a_step_has_a_kind_and_its_fields() -> None:
    for step in (Hear(at("05-01"), spoke=False), Hear(at("05-01"))):
        assert read_step(plain_step(step)) == step
    for plain in ({"kind": "dance"}, {"kind": 3}, 7):
        with pytest.raises(RecordError) as caught:
            read_step(plain)
        assert [fault.code for fault in caught.value.faults] == ["unknown-event"]
    with pytest.raises(RecordError) as caught:
        read_step({"kind": "notify", "by": "x"})
    assert [fault.code for fault in caught.value.faults] == ["missing-key", "unknown-key"]
    with pytest.raises(RecordError):
        Notify("2026-05-01")
