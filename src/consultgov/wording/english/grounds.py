"""Sentences for grounds: why a ballot is taken or refused, and what else a rule of a body foresees."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from consultgov.wording.english.acting import ACTING
from consultgov.wording.english.appraised import APPRAISED
from consultgov.wording.english.contested import CONTESTED
from consultgov.wording.english.elected import ELECTED
from consultgov.wording.english.ended import ENDED
from consultgov.wording.english.founded import FOUNDED
from consultgov.wording.english.removed import REMOVED
from consultgov.wording.english.rotated import ROTATED
from consultgov.wording.english.seated import SEATED
from consultgov.wording.english.served import SERVED
from consultgov.wording.english.staggered import STAGGERED
from consultgov.wording.english.succeeded import SUCCEEDED
from consultgov.wording.english.tabulated import TABULATED
from consultgov.wording.english.termed import TERMED
from consultgov.wording.english.zoned import ZONED
from consultgov.wording.facts import (
    COMMAS,
    Facts,
    days_between,
    filled,
    items_of,
    lengths_in,
    listed,
    one_line,
    said,
)

__all__ = ["GROUNDS", "answer", "ground"]

_ANSWERS: Final = MappingProxyType(
    {"yes": "yes", "no": "no", "abstain": "an abstention", "invalid": "an invalid ballot"}
)

_METHODS: Final = MappingProxyType(
    {
        "consensus": "consensus",
        "roll_call": "roll call",
        "secret_ballot": "secret ballot",
        "show_of_hands": "show of hands",
        "voice_vote": "voice vote",
        "written_circulation": "written circulation",
    }
)

_POLLS: Final = MappingProxyType(
    {
        "admitted": "Allowed.",
        "already-a-member": "{holder} has a seat already and cannot sit in that of {elector}.",
        "answer-not-allowed": "The ballot says {answers}; allowed are {allowed}.",
        "area-from-contract": (
            "The area of {units} is that of the contract of sale: it is neither registered nor measured."
        ),
        "area-from-survey": "The area of {units} is that of the survey: it is not registered.",
        "as-if-closed": "The poll is not closed; this is what it would come to if it closed now.",
        "away-too-long": (
            "{elector} was last present on {last}, {days} days before {on}; the limit is {limit} days."
        ),
        "ballots-cast": "Ballots have been cast: they are counted, and nothing is declared instead.",
        "bloc-divided": "“{group}” did not vote as one: its members answered {answers}.",
        "budget-exceeded": "What is chosen costs {spent}; the budget is {budget}.",
        "budget-unused": "What is chosen costs {spent}; at least {least} of the budget must be used.",
        "casts-for-head": "{person} is an owner in the head “{head}” and may cast its one vote.",
        "casts-not-for-head": ("{person} is no owner in the head “{head}” and may not cast its vote."),
        "chair-votes-on-ties": "{elector} has the chair and votes only where there is a tie.",
        "circulation-room": "Where papers are sent round nobody is in a room: “{read}” cannot be counted.",
        "conflict-declared": "{elector} has declared a conflict of interest.",
        "conflict-of-interest": "{elector} has declared a conflict of interest: {reason}.",
        "consensus": "Consensus: every point is agreed.",
        "consensus-objection": "By consensus, what everybody objects to would be adopted.",
        "cooling-off": "It may not come back before {first}; this is {on}.",
        "count-needed": "The declaration was challenged: the votes have to be counted.",
        "count-outstanding": "What was counted has still to be declared.",
        "date-unknown": (
            "The date “{date}” of {elector} is not on file, and so the requirement counts as not met."
        ),
        "decided-early": "Decided: nothing that may still happen can alter it.",
        "declared": "Declared from the chair by voice; nobody asked for a count.",
        "declared-already": "The result has been declared.",
        "deemed": "Whoever returned no ballot counts as having answered {answer}.",
        "deemed-by": "Silence has this meaning by a rule of the body.",
        "default-selected": "No row applies; the default does.",
        "delegate-not-elector": "{delegate}, to whom the vote was delegated, has no vote.",
        "delegates-to-self": "{elector} hands the vote on to herself.",
        "delegation-cycle": "The delegations run in a circle of {number} ({named}), and nobody in it voted.",
        "delegation-ends": "The delegation ends with {delegate}, who did not vote.",
        "delegator-not-elector": "{elector} has no vote to delegate.",
        "dormant": "{elector} counts only if she votes.",
        "dormant-may-vote": "These count only if they vote, and may still do so: {electors}.",
        "drawn-otherwise": "The order drawn before is kept, and everybody is in it: {options}.",
        "excluded": "{elector} is not in this electorate.",
        "fact-fits": "“{name}” is {given}, and the row is for {wanted}.",
        "fact-is-not-so": "“{name}” is not so, as the row asks.",
        "fact-is-so": "“{name}” is so, as the row asks.",
        "fact-misses": "“{name}” is {given}, but the row is for {wanted}.",
        "fact-must-be-so": "“{name}” is not so, and the row is for where it is.",
        "fact-must-not-be-so": "“{name}” is so, and the row is for where it is not.",
        "fact-of-the-matter": "“{fact}” is a fact of the matter, and stays as it was when the poll was made.",
        "fact-unknown": "It was not known whether “{fact}”; ballots that depend on it count as if not.",
        "figures-impossible": "The figures contradict the electorate or each other: {subjects}.",
        "figures-missing": "The figures leave open what the rule reads: {subjects}.",
        "figures-needed": "A {method} is counted: figures have to be declared.",
        "figures-withheld": (
            "Figures are withheld: a box holds fewer than {fewest} ballots, and they could unmask a voter."
        ),
        "first-poll-open": "The first poll has not been closed by then.",
        "flag-not-met": "{elector} is not “{flag}”, and must be.",
        "guards-failed": "What has to be so before a vote is not:",
        "hands-invalid": "A raised hand cannot be spoilt: there is no “{read}”.",
        "hands-weight": "Raised hands are not weighed: votes by “{read}” cannot be told.",
        "holder-gave-proxy": "{holder} has given a proxy and cannot hold that of {elector}.",
        "holder-is-candidate": "{holder} is a candidate and cannot vote for {elector}.",
        "holder-is-principal": "{elector} needs somebody else to vote for her.",
        "holder-lacks": "Not met: {lacks}.",
        "holder-limit": "{last} may hold no more proxies than {limit}: that of {elector} is too many.",
        "holder-not-eligible": "{holder} is not eligible to vote for {elector}.",
        "holder-of-another": "{holder} and {elector} do not share: {traits}.",
        "in-office-already": "{elector} is in office already.",
        "joined-later": "{elector} entered office after the electorate was frozen.",
        "kind-fits": "The kind is {given}, and the row is for {wanted}.",
        "kind-misses": "The kind is {given}, but the row is for {wanted}.",
        "kind-unstated": "No kind is stated, and the row is for {wanted}.",
        "lacks-what-is-read": "The rule reads what is not known of {elector}: {subjects}.",
        "left-office": "{elector} has left office.",
        "level-fits": "The level is {given}, and the row is for {wanted}.",
        "level-misses": "The level is {given}, but the row is for {wanted}.",
        "level-unstated": "No level is stated, and the row is for {wanted}.",
        "mark-not-allowed": "Beside {options} stands what may not stand there; allowed are {allowed}.",
        "marks-needed": (
            "The paper has several options to mark, and marks are a list or a dict; it says {answers}. "
            "Instead of marks it may say: {allowed}."
        ),
        "may-be-challenged": "The declaration may still be challenged.",
        "may-become-void": "Whoever leaves or enters office before the close makes the poll void.",
        "may-decide": "The body may decide the matter.",
        "may-delegate": "The body may decide the matter, or hand it over.",
        "may-not-delegate": "The body has to decide the matter itself and may not hand it over.",
        "may-not-delegate-for": "The body has to decide the matter itself: {reason}.",
        "may-return": "It may come back from {first} on.",
        "may-take-part": "{unit} may take part: the matter touches {shared}.",
        "member-present": "{elector} is there herself, and {holder} sits for her only when she is not.",
        "membership-open": "Members may still leave or enter, and the bases with them.",
        "method-contradicts": "The method “{method}” cannot tell what the rule asks:",
        "method-not-permitted": "The method “{method}” is not permitted; permitted are {methods}.",
        "method-permitted": "The method “{method}” is permitted.",
        "missed-meetings": (
            "{elector} missed {misses} meetings in a row and has since attended {attended}; "
            "{returns} in a row are needed."
        ),
        "more-returned-than-issued": "{returned} ballots came back of {issued} issued: the poll is void.",
        "must-consult": "The body must consult on the matter and may not decide it alone.",
        "must-consult-for": "The body may not decide the matter alone: {reason}.",
        "must-refuse": "The body must refuse the matter.",
        "must-refuse-for": "The body must refuse the matter: {reason}.",
        "no-ballot": "There is no ballot of {elector}.",
        "no-ballots": "A voice vote takes no ballots unless it is challenged.",
        "no-consensus": "No consensus.",
        "no-delegating": "Votes may not be handed on.",
        "no-delegation": "There is no such delegation of {elector}.",
        "no-paper": "No ballot paper was issued to {elector}.",
        "no-quorum": "There is no quorum:",
        "no-second-call": "The rule foresees no second vote after this outcome.",
        "no-splitting": "A vote may not be split.",
        "no-subjects": "Votes are handed on for everything here, not by subject.",
        "no-tie": "There is no tie.",
        "no-tie-vote": "The rule knows nothing that a vote on a tie could break.",
        "no-withdrawal": "A ballot may not be taken back.",
        "not-a-rank": "Beside {options} stands no rank: ranks are whole numbers from 1 on.",
        "not-a-score": "Beside {options} stands no score.",
        "not-announced": "The matter was not announced, so it may not be decided.",
        "not-authorised": "{holder} holds no accepted proxy of {elector}.",
        "not-by-criterion": "{options} must have a score for each of: {criteria}.",
        "not-closed-yet": "This comes after the close.",
        "not-delivered": "The vote of {elector} was handed on, and was not cast:",
        "not-in-electorate": "{elector} is not in the electorate.",
        "not-one-answer": "A secret ballot says one thing and nothing that depends on another.",
        "not-open-yet": "The poll opens at {opens}; this is of {at}.",
        "not-points": "Beside {options} stand no points: they are whole numbers, not below 0.",
        "not-the-chair": "Only {chair} has the casting vote.",
        "not-written": "The proxy that {elector} gave {holder} is not in writing.",
        "nothing-declared": "No result has been declared.",
        "nothing-selected": "No row applies, and there is no default.",
        "nothing-to-challenge": "No voice vote has been declared.",
        "nothing-to-declare": "With the method {method} the ballots are counted, and nothing is declared.",
        "nothing-to-mark": "The question has one answer and no options to mark.",
        "objects": "{elector} objects.",
        "objects-because": "{elector} objects: {reason}",
        "origin-fits": "The origin is {given}, and the row is for {wanted}.",
        "origin-misses": "The origin is {given}, but the row is for {wanted}.",
        "origin-unstated": "No origin is stated, and the row is for {wanted}.",
        "out-of-order": "This is of {at}; the poll has already heard of something at {last}.",
        "out-of-reach": "Those who are here cannot adopt anything, however they vote.",
        "outside-competence": "The matter is outside the competence of the body.",
        "outside-remit": "{unit} does not take part: the matter touches nothing that it is responsible for.",
        "outside-units": "It is none of the units that the matter concerns.",
        "owner-in-several-heads": "{person} is part of several heads, each with a vote of its own: {heads}.",
        "paper-blank": "Nothing is marked.",
        "papers-and-votes": "Both papers and votes are declared; votes stand where papers were not sorted.",
        "papers-do-not-add-up": "The papers sorted are {papers}, the valid ones declared {valid}.",
        "papers-unfit": "Some of the papers declared as valid are not as they must be:",
        "partial-consensus": "Partial consensus: some points are agreed, the others are on record.",
        "point-agreed": "Agreed: {point}.",
        "point-differs": "Not agreed: {point}.",
        "point-still-open": "It can still be answered.",
        "point-undecided": "Nothing decided: {point}.",
        "points-each-exceeded": "More than {most} points are given to {options}.",
        "points-exceeded": "{spent} points are given out; there are {total}.",
        "points-missing": "{spent} points are given out; at least {least} must be.",
        "poll-void": "The poll is void: somebody left or entered office while it was open.",
        "presence-open": "Everybody has voted; who is counted as present may still change.",
        "principal-holds-proxy": "{elector} holds a proxy and cannot give one to {holder}.",
        "principal-not-entitled": "{elector} has no vote that {holder} could cast.",
        "private": "The matter is private, not public, so it may not be decided.",
        "proxies-not-allowed": "Nobody may vote for somebody else here: not {holder} for {elector}.",
        "proxy-circle": "With the proxy of {elector} for {holder} her vote would come back to her.",
        "proxy-replaced": "A later proxy of {elector} replaces the one for {holder}.",
        "rank-gap": "Nothing has rank {rank}, though a later rank is given.",
        "rank-twice": "Given more than once: rank {ranks}.",
        "reason-missing": "{answers} binds only with a reason, and none is stated.",
        "received-before-cast": "It was received at {received}, before it was cast at {at}.",
        "received-too-late": "It was received at {received}; ballots had to be in before {last}.",
        "record-unknown": (
            "No record of attendance of {elector} is on file, and so the requirement counts as not met."
        ),
        "recused": "{elector} is recused, and has no vote on this matter.",
        "refused": "Not allowed:",
        "remit-all-fits": "The matter touches {given}, and the row is for what touches all of {wanted}.",
        "remit-all-misses": "The matter touches {given}, but the row is for what touches all of {wanted}.",
        "remit-fits": "The matter touches {given}, and the row is for what touches any of {wanted}.",
        "remit-misses": "The matter touches {given}, but the row is for what touches any of {wanted}.",
        "remit-unstated": "No subject is stated, and the row is for {wanted}.",
        "row-applies": "Row {number} applies:",
        "row-for-all": "Row {number} is for every matter that is left.",
        "row-passed-over": "Row {number} is passed over:",
        "row-selected": "Row {number} is the first that applies.",
        "score-not-whole": "A score of {options} is not a whole number.",
        "score-out-of-range": "A score of {options} does not lie between {lowest} and {highest}.",
        "sealed": "A secret ballot is sealed until the poll is closed.",
        "second-call-too-early": "Days after the close: {days}; at least {after} are needed.",
        "second-call-too-late": "Days after the close: {days}; no more than {within} are allowed.",
        "second-proxy": "{elector} has given a proxy already; the one for {holder} does not count.",
        "secret-group": (
            "A secret ballot does not tell how voters divide by “{read}”, unless boxes are apart."
        ),
        "secret-weight": (
            "A secret ballot does not tell how much votes weigh by “{read}”, unless boxes are apart."
        ),
        "settled-by-no": "If these vote against, it is decided whatever the others do: {electors}.",
        "settled-by-yes": "If these vote in favour, it is decided whatever the others do: {electors}.",
        "side-or-figures": (
            "A declaration says which side was louder, or the figures of a count: one of the two."
        ),
        "stands-aside": "{elector} stands aside.",
        "stands-aside-because": "{elector} stands aside: {reason}",
        "stated-ground": "Reason stated: {reason}.",
        "still-open": "Not decided yet: it still depends on {number} of the electors.",
        "substitutes-not-allowed": "Nobody may sit for an absent member here: not {holder} for {elector}.",
        "suspended": "{elector} is suspended, and has no vote for the time being.",
        "takes-part": "{unit} takes part: the matter touches {shared}.",
        "takes-part-always": "{unit} takes part in every matter.",
        "tie-broken-already": "The tie has been broken.",
        "tie-vote-outstanding": "There is a tie, and what breaks it is outstanding.",
        "too-few-marked": "{number} are marked; at least {least} must be.",
        "too-late": "The poll closed at {closes}; this is of {at}.",
        "too-many-conflicts": (
            "{conflicted} of {members} have declared a conflict of interest ({people}); at most {limit} may."
        ),
        "too-many-marked": "{number} are marked; no more than {most} may be.",
        "too-many-ways": "There are too many ways to go on to look at them all.",
        "too-short-tenure": (
            "{elector} completes {months} months from {since} to {on}; at least {least} are needed."
        ),
        "too-young": "{elector} is {age} on {on}, born on {born}; must be at least {least}.",
        "trait-not-met": "{elector} has “{value}” as “{trait}”; allowed are {values}.",
        "trait-unknown": (
            "The trait “{trait}” of {elector} is not known, and so the requirement counts as not met."
        ),
        "trait-without-group": "{elector} is in no group of “{trait}”; allowed are {values}.",
        "unit-missing": "{units} must take part in the matter, and is not in office here.",
        "unknown-option": "Not on the paper: {options}.",
        "unknown-subject": "Votes are not handed on by the subject {subject}, but by: {known}.",
        "unmarked": "Not marked: {options}.",
        "urgency-fits": "The urgency is {given}, and the row is for {wanted}.",
        "urgency-misses": "The urgency is {given}, but the row is for {wanted}.",
        "urgency-unstated": "No urgency is stated, and the row is for {wanted}.",
        "voice-figures": "A voice vote tells which side is louder, and the outcome depends on more.",
        "voice-reads": "A voice vote tells which side is louder, and not “{read}”.",
        "voice-roll": "A voice vote counts nobody: “{read}” cannot be told from the roll.",
        "vote-delegated": "{elector} has handed on her vote, and may not cast it herself.",
        "voted-already": "{elector} has voted already.",
        "votes-as-head": "{elector} has no vote of her own here: cast that of {heads}.",
        "votes-may-be-split": "Votes may still be split in any proportion.",
        "without-cost": "It is not known what {options} would cost.",
        "without-deeming": "Without that: ",
    }
)

GROUNDS: Final = MappingProxyType(
    {
        **_POLLS,
        **TABULATED,
        **ELECTED,
        **CONTESTED,
        **APPRAISED,
        **REMOVED,
        **SEATED,
        **SUCCEEDED,
        **FOUNDED,
        **ZONED,
        **SERVED,
        **ACTING,
        **ROTATED,
        **STAGGERED,
        **ENDED,
        **TERMED,
    }
)
"""Code to sentence; the names in braces are the facts of the verdict."""


def _length(unit: str, size: int) -> str:
    word = unit.replace("_", " ")
    return f"{size} {word.removesuffix('s') if size == 1 else word}"


def _told(name: str, value: object) -> str:
    """A fact as text; methods of voting by their names, true and false by their words."""
    if name == "method":
        value = _METHODS.get(said(value), value)
    if name == "methods":
        value = [_METHODS.get(said(method), method) for method in items_of(value)]
    if name in ("answers", "allowed"):
        value = [f"“{said(word)}”" for word in items_of(value)]
    if lengths := lengths_in(value):
        value = [_length(unit, size) for unit, size in lengths]
    value = [
        ("no", "yes")[item] if isinstance(item, bool) else days_between(item, " to ")
        for item in items_of(value)
    ]
    if name in COMMAS:
        return listed(value, ", ", ", ")
    return listed(value, ", ", " and ")


def ground(code: str, facts: Facts) -> str:
    """The sentence of a ground, its facts put in; of one that is unknown or lacks a fact, code and facts."""
    told = {said(name): _told(name, value) for name, value in facts.items()}
    return filled(GROUNDS.get(code), told) or _unknown(one_line(code), told)


def _unknown(code: str, told: Facts) -> str:
    """What can be told of a ground from elsewhere, such as one in a record of a later version."""
    facts = "; ".join(f"{name}: {value}" for name, value in told.items())
    return f"Reason “{code}” ({facts})." if facts else f"Reason “{code}”."


def answer(name: str) -> str:
    """A stance or a label as an answer."""
    return _ANSWERS.get(name, one_line(name))
