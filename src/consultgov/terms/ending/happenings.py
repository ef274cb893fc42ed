"""What may end an office before its term is over, and the rules that say which of it does, and from when."""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final, cast, final

import attrs

from consultgov.errors import Fault, Faults, RecordError, RuleError, shown
from consultgov.fields import read_fields, written
from consultgov.people.appointments import Ending
from consultgov.people.reading import day_or_none, one_of, plain, text, truth
from consultgov.settings import all_of, clause_of
from consultgov.spans import ANNIVERSARY, CIVIL_CODE, Period, PeriodRules, day, period, period_rules
from consultgov.verdicts import Clause, Verdict

__all__ = [
    "EndingRules",
    "EndsOn",
    "FirstOut",
    "Happening",
    "HappeningKind",
    "ResignationRule",
    "TakesEffect",
]

_ONE_DAY: Final = Period(days=1)
_DAY_TEXT: Final = len("2026-01-01")
_SOME_DAY: Final = date(5000, 1, 1)
"""A day far from both ends of the calendar, to try a period on."""


def __dir__() -> list[str]:
    return __all__


# --- words ----------------------------------------------------------------------------------------


@final
class HappeningKind(StrEnum):
    """What happened."""

    RESIGNED = "resigned"
    """提出辞职: the holder hands in her resignation."""
    RESIGNATION_ACCEPTED = "resignation_accepted"
    """接受辞职: whoever has to accept it does."""
    RESIGNATION_REFUSED = "resignation_refused"
    """不接受辞职: whoever has to accept it does not."""
    RESIGNATION_WITHDRAWN = "resignation_withdrawn"
    """撤回辞职: the holder takes it back."""
    RECALL_DECIDED = "recall_decided"
    """罢免: those who elected the holder recall her."""
    REMOVAL_DECIDED = "removal_decided"
    """撤换、免职: the body or the appointing authority removes the holder."""
    DEATH = "death"
    """死亡: the holder dies."""
    INCAPACITY_ESTABLISHED = "incapacity_established"
    """丧失行为能力: it is established that the holder has lost legal capacity."""
    SENTENCE_FINAL = "sentence_final"
    """被判处刑罚: a sentence for a crime has become final."""
    ELIGIBILITY_LOST = "eligibility_lost"
    """丧失资格: the holder no longer meets what the seat asks."""
    INCOMPATIBLE_OFFICE = "incompatible_office"
    """担任不得兼任的职务: the holder takes an office that does not go with this one."""
    UNIT_MERGED = "unit_merged"
    """单位合并、撤销: the unit that the seat belongs to is no more."""
    BODY_DISSOLVED = "body_dissolved"
    """机构撤销: the body is dissolved."""
    POST_CHANGED = "post_changed"
    """职务变动: the unit moves the person who acts for it."""
    SEAT_CHANGED = "seat_changed"
    """转任: the holder takes another seat of the body."""
    APPRAISED_BADLY = "appraised_badly"
    """连续评议不称职: so many bad appraisals as the rule asks for."""
    ABSENT_TOO_OFTEN = "absent_too_often"
    """无正当理由缺席: so many absences without leave as the rule asks for."""


OF_RESIGNATION: Final = (
    HappeningKind.RESIGNED,
    HappeningKind.RESIGNATION_ACCEPTED,
    HappeningKind.RESIGNATION_REFUSED,
    HappeningKind.RESIGNATION_WITHDRAWN,
)
"""What happens to a resignation; of one day, in this order."""

WHY: Final = MappingProxyType(
    {
        HappeningKind.RECALL_DECIDED: Ending.RECALL,
        HappeningKind.REMOVAL_DECIDED: Ending.REMOVAL,
        HappeningKind.DEATH: Ending.DEATH,
        HappeningKind.INCAPACITY_ESTABLISHED: Ending.INCAPACITY,
        HappeningKind.SENTENCE_FINAL: Ending.SENTENCE,
        HappeningKind.ELIGIBILITY_LOST: Ending.INELIGIBILITY,
        HappeningKind.INCOMPATIBLE_OFFICE: Ending.INCOMPATIBILITY,
        HappeningKind.UNIT_MERGED: Ending.MERGER,
        HappeningKind.BODY_DISSOLVED: Ending.DISSOLUTION,
        HappeningKind.POST_CHANGED: Ending.CHANGE_OF_POST,
        HappeningKind.SEAT_CHANGED: Ending.TRANSFER,
        HappeningKind.APPRAISED_BADLY: Ending.APPRAISAL,
        HappeningKind.ABSENT_TOO_OFTEN: Ending.ABSENCE,
    }
)
"""Why an office ends by what happened, in the order of the words."""


@final
class FirstOut(StrEnum):
    """The first day on which there is no office any more."""

    THAT_DAY = "that_day"
    """The day itself on which it happened; the last day in office is the one before."""
    NEXT_DAY = "next_day"
    """The day after; the day itself is the last in office."""


@final
class TakesEffect(StrEnum):
    """When a resignation takes effect."""

    ON_RECEIPT = "on_receipt"
    """When it is handed in."""
    ON_STATED_DAY = "on_stated_day"
    """On the day that it states; where it states none, when it is handed in."""
    ON_ACCEPTANCE = "on_acceptance"
    """When whoever is competent has accepted it, and not before a day that it states."""


# --- what happened --------------------------------------------------------------------------------

_VERDICTS: Final = MappingProxyType(
    {
        "office-ended": (HappeningKind.APPRAISED_BADLY, "", ""),
        "office-ended-on": (HappeningKind.APPRAISED_BADLY, "from_day", "out"),
        "office-ended-once": (HappeningKind.APPRAISED_BADLY, "", ""),
        "office-ended-once-on": (HappeningKind.APPRAISED_BADLY, "from_day", "out"),
        "absences-too-many": (HappeningKind.ABSENT_TOO_OFTEN, "since", ""),
        "office-recalled": (HappeningKind.RECALL_DECIDED, "vacant_from", "out"),
        "office-dismissed": (HappeningKind.REMOVAL_DECIDED, "vacant_from", "out"),
    }
)
"""What a verdict of another room tells: what happened, the fact with a day, whether that is the first out."""


def _kind(given: object) -> HappeningKind:
    return one_of(HappeningKind, given, "kind of a happening")


def _on(given: object) -> date:
    return day(given, "day of a happening")


def _out(given: object) -> date | None:
    return day_or_none(given, "first day out")


def _verdict(given: object) -> Verdict | None:
    return given if given is None or isinstance(given, Verdict) else Verdict.from_dict(given)


def _day_told(given: object, fact: str) -> date:
    """The day of a fact; of a moment, at which a removal may take effect, what comes first in its text."""
    return day(given[:_DAY_TEXT] if isinstance(given, str) else given, fact)


@final
@attrs.frozen
class Happening:
    """Something that may end an office, and the day on which it happened.

    Args:
        kind: what happened.
        on: the day; of a decision, that on which it was taken.
        out: the first day no longer in office, where the resignation, the decision or the law states it.
        verdict: the verdict that says so, where another room came to one.

    Raises:
        RecordError: an unknown kind, what is no day, a first day out before what happened, a verdict that
            does not hold; all at once of the latter.

    >>> Happening("resigned", "2026-05-01", out="2026-06-01").to_dict()
    {'kind': 'resigned', 'on': '2026-05-01', 'out': '2026-06-01'}
    """

    kind: HappeningKind = attrs.field(converter=_kind)
    on: date = attrs.field(converter=_on)
    out: date | None = attrs.field(default=None, converter=_out, kw_only=True)
    verdict: Verdict | None = attrs.field(default=None, converter=_verdict, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        if self.out is not None and self.out < self.on:
            rule, fix = "must not come before what happened", "give the day from which it has effect as on="
            faults.add(Fault("out-before", f"first day out {self.out}", rule, self.on.isoformat(), fix))
        if self.verdict is not None and not self.verdict.holds:
            rule, fix = "must hold to end an office", "leave it out"
            faults.add(Fault("not-an-ending", "verdict of a happening", rule, shown(self.verdict.code), fix))
        faults.close(RecordError)

    @classmethod
    def of(cls, verdict: Verdict, on: date | str | None = None) -> Happening:
        """What a verdict of another room tells: of appraisals, absences, a recall or a removal.

        Args:
            verdict: as ``ends_by_law``, ``too_many_absences`` or the outcome of a removal gives it.
            on: the day; that of the verdict where it is left out.

        Raises:
            RecordError: a verdict that ends no office, one without a day where none is given.

        >>> facts = {"who": "li", "grade": "not competent", "from_day": "2025-12-28"}
        >>> Happening.of(Verdict(True, "office-ended-on", "", facts)).kind.value
        'appraised_badly'
        """
        code = verdict.code if isinstance(cast("object", verdict), Verdict) else ""
        if code not in _VERDICTS or not verdict.holds:
            rule, fix = "must be one that ends an office", f"give one of {', '.join(_VERDICTS)}"
            raise RecordError(Fault("not-an-ending", "verdict", rule, shown(code or verdict), fix))
        kind, fact, use = _VERDICTS[code]
        told = _day_told(verdict.facts.get(fact), fact) if fact else None
        at = told if on is None else on
        if at is None:
            raise RecordError(
                Fault("verdict-without-day", f"verdict {code}", "must have a day", "", "give it as on=")
            )
        return cls(kind, day(at, "on"), out=told if use else None, verdict=verdict)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is not stated is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> Happening:
        """The happening from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
        """
        return read_fields(cls, data, "happening")


# --- rules ----------------------------------------------------------------------------------------


def _ending_kind(given: object) -> HappeningKind:
    return one_of(HappeningKind, given, "what ends an office", RuleError)


def _first_out(given: object) -> FirstOut:
    return one_of(FirstOut, given, "first_out", RuleError)


def _first_out_or_none(given: object) -> FirstOut | None:
    return None if given is None else _first_out(given)


def _takes(given: object) -> TakesEffect:
    return one_of(TakesEffect, given, "takes_effect", RuleError)


def _accepted_by(given: object) -> str:
    return text(given, "accepted_by")


def _deemed(given: object) -> Period | None:
    return None if given is None else period(given, "deemed")


def _withdrawable(given: object) -> bool:
    return truth(given, "withdrawable", RuleError)


def first_out(at: date, rule: FirstOut) -> date:
    """The first day out of office by what happened on a day.

    Raises:
        RecordError: a day after the last of the calendar.
    """
    return at if rule is FirstOut.THAT_DAY else ANNIVERSARY.end(at, _ONE_DAY)


@final
@attrs.frozen
class ResignationRule:
    """How a resignation takes effect.

    Args:
        takes_effect: when it does: on receipt, on a day that it states, on acceptance.
        accepted_by: who has to accept it, such as ``"villagers' meeting"``; told to the reader.
        deemed: the time after which it is deemed accepted where nobody has decided; never where ``None``.
        counting: how that time is counted; the day on which it was handed in is not, unless it is said.
        withdrawable: whether it may be taken back before it has effect.
        first_out: whether the day on which it takes effect is the first out of office, or the last in it.
        clause: where the rule stands.

    Raises:
        RuleError: an unknown word, somebody who accepts or a time where nothing is accepted; all at once of
            the latter.
        RecordError: what is no period or no name, a period that the counting cannot count.

    >>> rule = ResignationRule("on_acceptance", accepted_by="villagers' meeting")
    >>> ResignationRule.from_dict(rule.to_dict()) == rule
    True
    """

    takes_effect: TakesEffect = attrs.field(converter=_takes)
    accepted_by: str = attrs.field(default="", converter=_accepted_by, kw_only=True)
    deemed: Period | None = attrs.field(default=None, converter=_deemed, kw_only=True)
    counting: PeriodRules = attrs.field(default=CIVIL_CODE, converter=period_rules, kw_only=True)
    withdrawable: bool = attrs.field(default=True, converter=_withdrawable, kw_only=True)
    first_out: FirstOut = attrs.field(default=FirstOut.THAT_DAY, converter=_first_out, kw_only=True)
    clause: Clause | None = attrs.field(default=None, converter=clause_of, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        if self.takes_effect is not TakesEffect.ON_ACCEPTANCE:
            set_here = {"accepted_by": bool(self.accepted_by), "deemed": self.deemed is not None}
            for name in (name for name, is_set in set_here.items() if is_set):
                rule, fix = "must go with acceptance", "say takes_effect='on_acceptance'"
                faults.add(Fault("no-use", name, rule, self.takes_effect, fix))
        faults.close(RuleError)
        if self.deemed is not None:
            self.counting.end(_SOME_DAY, self.deemed)

    def deemed_from(self, handed_in: date) -> date | None:
        """The first day on which a resignation is deemed accepted; ``None`` where it never is.

        >>> rule = ResignationRule("on_acceptance", deemed="30 days")
        >>> rule.deemed_from(date(2026, 5, 1))
        datetime.date(2026, 6, 1)
        """
        return None if self.deemed is None else self.counting.end(handed_in, self.deemed)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> ResignationRule:
        """The rule from its plain dict.

        Raises:
            RecordError: keys or values that it does not have; all at once.
            RuleError: settings that contradict each other.
        """
        return read_fields(cls, data, "resignation rule")


@final
@attrs.frozen
class EndsOn:
    """That something ends the office, and from which day.

    Args:
        kind: what ends it; anything but a resignation.
        first_out: whether the day on which it happens is the first out of office, or the last in it; that
            day where it is left out, and of a death the next.
        clause: where the rule stands.

    Raises:
        RuleError: an unknown word, a resignation.

    >>> day_of_it = date(2026, 5, 1)
    >>> EndsOn("sentence_final").out(day_of_it).day, EndsOn("death").out(day_of_it).day
    (1, 2)
    """

    kind: HappeningKind = attrs.field(converter=_ending_kind)
    first_out: FirstOut | None = attrs.field(default=None, converter=_first_out_or_none)
    clause: Clause | None = attrs.field(default=None, converter=clause_of, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.kind in OF_RESIGNATION:
            rule, fix = "must be something else than a resignation", "say resignation=ResignationRule(…)"
            raise RuleError(Fault("no-use", "what ends an office", rule, self.kind, fix))

    def out(self, at: date) -> date:
        """The first day out of office, where it happens on a day.

        Raises:
            RecordError: a day after the last of the calendar.
        """
        usual = FirstOut.NEXT_DAY if self.kind is HappeningKind.DEATH else FirstOut.THAT_DAY
        return first_out(at, self.first_out or usual)

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> EndsOn:
        """The rule from its plain dict.

        Raises:
            RecordError: keys that it does not have.
            RuleError: what the constructor refuses.
        """
        return read_fields(cls, data, "what ends an office")


def _resignation(given: object) -> ResignationRule | None:
    if isinstance(given, str):
        return ResignationRule(given)
    return given if given is None or isinstance(given, ResignationRule) else ResignationRule.from_dict(given)


def _ends_on(given: object) -> EndsOn:
    if isinstance(given, str):
        return EndsOn(given)
    return given if isinstance(given, EndsOn) else EndsOn.from_dict(given)


def _ends(given: object) -> tuple[EndsOn, ...]:
    return all_of(given, _ends_on, "ends", RuleError)


@final
@attrs.frozen
class EndingRules:
    """What ends an office before its term is over, each with the day and the clause.

    The end of the term and the death of the holder always do; anything else only if the rules say so.

    Args:
        ends: what ends it; a word is enough where nothing else is to be said.
        resignation: how a resignation takes effect, or the word for it; nobody can resign where ``None``.
        clause: where the term is laid down; told of what has no clause of its own.

    Raises:
        RuleError: an unknown word, what is listed twice.
        RecordError: no list, what is no clause.

    >>> rules = EndingRules(["incapacity_established", "sentence_final"], resignation="on_receipt")
    >>> EndingRules.from_dict(rules.to_dict()) == rules
    True
    """

    ends: tuple[EndsOn, ...] = attrs.field(default=(), converter=_ends)
    resignation: ResignationRule | None = attrs.field(default=None, converter=_resignation, kw_only=True)
    clause: Clause | None = attrs.field(default=None, converter=clause_of, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        twice = dict.fromkeys(kind for kind, times in Counter(self._kinds).items() if times > 1)
        for kind in twice:
            faults.add(Fault("name-twice", "what ends an office", "must be listed once", kind, "drop one"))
        faults.close(RuleError)

    @property
    def _kinds(self) -> tuple[HappeningKind, ...]:
        return tuple(each.kind for each in self.ends)

    def on(self, kind: HappeningKind) -> EndsOn | None:
        """What the rules say of something that happens; ``None`` where it does not end the office.

        >>> EndingRules().on(HappeningKind.DEATH) == EndsOn("death"), EndingRules().on("recall_decided")
        (True, None)
        """
        found = next((each for each in self.ends if each.kind == kind), None)
        return EndsOn(kind) if found is None and kind == HappeningKind.DEATH else found

    def to_dict(self) -> dict[str, object]:
        """The plain-dict form; what is as usual is left out."""
        return written(self, plain)

    @classmethod
    def from_dict(cls, data: object) -> EndingRules:
        """The rules from their plain dict.

        Raises:
            RecordError: keys or values that they do not have.
            RuleError: what the constructor refuses.
        """
        return read_fields(cls, data, "rules on how an office ends")
