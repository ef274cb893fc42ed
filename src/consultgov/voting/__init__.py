"""Ballots and polls: who may vote, how, for whom, and when it is decided."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consultgov.voting.answers import If, Split
    from consultgov.voting.attendance import DroppedAfterAbsence, Excused, Presence, SuspendedAfterMisses
    from consultgov.voting.blocks import BlocPolicy, BlocTie, divided, en_bloc, split
    from consultgov.voting.conflicts import Conflicts
    from consultgov.voting.consensus import Agreement, Consensus, Point, Voice, consensus_of
    from consultgov.voting.deeming import Deemed
    from consultgov.voting.delegation import Delegation, Resolution, resolve
    from consultgov.voting.electorate import Effect, Electorate, Standing
    from consultgov.voting.entitlement import Entitlement, entitle, rule_from_dict
    from consultgov.voting.events import (
        Attend,
        BreakTie,
        Cast,
        Challenge,
        Close,
        Declare,
        Delegate,
        Depart,
        Establish,
        Event,
        Issue,
        Join,
        Recuse,
        Revoke,
        Voted,
        Withdraw,
        plain_event,
        read_event,
    )
    from consultgov.voting.measures import (
        BasicPlus,
        Capped,
        Dated,
        FirstOf,
        Listed,
        Multiplied,
        Normalised,
        Rounding,
        SquareRoot,
        Steps,
        TableOf,
        Ties,
        Triangular,
        derive,
        measure_from_dict,
    )
    from consultgov.voting.orders import StandingOrders
    from consultgov.voting.outlook import Outlook
    from consultgov.voting.petitions import petition, sign
    from consultgov.voting.polls import Intake, Poll
    from consultgov.voting.procedure import CastingVote, Delegating, Departures, Procedure, Unreasoned
    from consultgov.voting.proxies import AcceptedProxies, Proxy, ProxyKind, ProxyRule
    from consultgov.voting.registers import Head, Holding, OwnersElectorate, OwnersRegister, Tenure, Unit
    from consultgov.voting.requirements import HasFlag, HasTrait, LeastAge, LeastTenure
    from consultgov.voting.results import PollResult
    from consultgov.voting.returning import CoolingOff
    from consultgov.voting.second_calls import may_call_again, second_call
    from consultgov.voting.standing import Missing
else:
    from consultgov.loading import on_demand

    __getattr__ = on_demand(
        __name__,
        {
            "answers": ("If", "Split"),
            "attendance": ("DroppedAfterAbsence", "Excused", "Presence", "SuspendedAfterMisses"),
            "blocks": ("BlocPolicy", "BlocTie", "divided", "en_bloc", "split"),
            "conflicts": ("Conflicts",),
            "consensus": ("Agreement", "Consensus", "Point", "Voice", "consensus_of"),
            "deeming": ("Deemed",),
            "delegation": ("Delegation", "Resolution", "resolve"),
            "electorate": ("Effect", "Electorate", "Standing"),
            "entitlement": ("Entitlement", "entitle", "rule_from_dict"),
            "events": (
                "Attend",
                "BreakTie",
                "Cast",
                "Challenge",
                "Close",
                "Declare",
                "Delegate",
                "Depart",
                "Establish",
                "Event",
                "Issue",
                "Join",
                "Recuse",
                "Revoke",
                "Voted",
                "Withdraw",
                "plain_event",
                "read_event",
            ),
            "measures": (
                "BasicPlus",
                "Capped",
                "Dated",
                "FirstOf",
                "Listed",
                "Multiplied",
                "Normalised",
                "Rounding",
                "SquareRoot",
                "Steps",
                "TableOf",
                "Ties",
                "Triangular",
                "derive",
                "measure_from_dict",
            ),
            "orders": ("StandingOrders",),
            "outlook": ("Outlook",),
            "petitions": ("petition", "sign"),
            "polls": ("Intake", "Poll"),
            "procedure": ("CastingVote", "Delegating", "Departures", "Procedure", "Unreasoned"),
            "proxies": ("AcceptedProxies", "Proxy", "ProxyKind", "ProxyRule"),
            "registers": ("Head", "Holding", "OwnersElectorate", "OwnersRegister", "Tenure", "Unit"),
            "requirements": ("HasFlag", "HasTrait", "LeastAge", "LeastTenure"),
            "results": ("PollResult",),
            "returning": ("CoolingOff",),
            "second_calls": ("may_call_again", "second_call"),
            "standing": ("Missing",),
        },
    )

    def __dir__() -> list[str]:
        return __all__


__all__ = [
    "AcceptedProxies",
    "Agreement",
    "Attend",
    "BasicPlus",
    "BlocPolicy",
    "BlocTie",
    "BreakTie",
    "Capped",
    "Cast",
    "CastingVote",
    "Challenge",
    "Close",
    "Conflicts",
    "Consensus",
    "CoolingOff",
    "Dated",
    "Declare",
    "Deemed",
    "Delegate",
    "Delegating",
    "Delegation",
    "Depart",
    "Departures",
    "DroppedAfterAbsence",
    "Effect",
    "Electorate",
    "Entitlement",
    "Establish",
    "Event",
    "Excused",
    "FirstOf",
    "HasFlag",
    "HasTrait",
    "Head",
    "Holding",
    "If",
    "Intake",
    "Issue",
    "Join",
    "LeastAge",
    "LeastTenure",
    "Listed",
    "Missing",
    "Multiplied",
    "Normalised",
    "Outlook",
    "OwnersElectorate",
    "OwnersRegister",
    "Point",
    "Poll",
    "PollResult",
    "Presence",
    "Procedure",
    "Proxy",
    "ProxyKind",
    "ProxyRule",
    "Recuse",
    "Resolution",
    "Revoke",
    "Rounding",
    "Split",
    "SquareRoot",
    "Standing",
    "StandingOrders",
    "Steps",
    "SuspendedAfterMisses",
    "TableOf",
    "Tenure",
    "Ties",
    "Triangular",
    "Unit",
    "Unreasoned",
    "Voice",
    "Voted",
    "Withdraw",
    "consensus_of",
    "derive",
    "divided",
    "en_bloc",
    "entitle",
    "may_call_again",
    "measure_from_dict",
    "petition",
    "plain_event",
    "read_event",
    "resolve",
    "rule_from_dict",
    "second_call",
    "sign",
    "split",
]
