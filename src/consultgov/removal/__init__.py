"""Ways to lose an office by decision: recall, dismissal, and resignation where it needs acceptance."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consultgov.removal.cases import Removal
    from consultgov.removal.history import Accept, Attest, Hear, Notify, Resign, Step
    from consultgov.removal.outcomes import RemovalOutcome, RemovalState
    from consultgov.removal.rules import Effective, RemovalKind, RemovalRule, RequiredGround
else:
    from consultgov.loading import on_demand

    __getattr__ = on_demand(
        __name__,
        {
            "cases": ("Removal",),
            "history": ("Accept", "Attest", "Hear", "Notify", "Resign", "Step"),
            "outcomes": ("RemovalOutcome", "RemovalState"),
            "rules": ("Effective", "RemovalKind", "RemovalRule", "RequiredGround"),
        },
    )

    def __dir__() -> list[str]:
        return __all__


__all__ = [
    "Accept",
    "Attest",
    "Effective",
    "Hear",
    "Notify",
    "Removal",
    "RemovalKind",
    "RemovalOutcome",
    "RemovalRule",
    "RemovalState",
    "RequiredGround",
    "Resign",
    "Step",
]
