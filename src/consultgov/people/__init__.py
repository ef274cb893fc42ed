"""People and what they hold: electors at one moment, persons through time, appointments and the roster."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consultgov.people.appointments import Appointment, Ending, Standing
    from consultgov.people.dated import During
    from consultgov.people.electors import Elector, Trait
    from consultgov.people.persons import Attestation, Kinship, Person
    from consultgov.people.rosters import Change, ChangeKind, Roster
else:
    from consultgov.loading import on_demand

    __getattr__ = on_demand(
        __name__,
        {
            "appointments": ("Appointment", "Ending", "Standing"),
            "dated": ("During",),
            "electors": ("Elector", "Trait"),
            "persons": ("Attestation", "Kinship", "Person"),
            "rosters": ("Change", "ChangeKind", "Roster"),
        },
    )

    def __dir__() -> list[str]:
        return __all__


__all__ = [
    "Appointment",
    "Attestation",
    "Change",
    "ChangeKind",
    "During",
    "Elector",
    "Ending",
    "Kinship",
    "Person",
    "Roster",
    "Standing",
    "Trait",
]
