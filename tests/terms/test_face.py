"""What the room of terms offers."""

from consultgov import terms


def test_the_room_tells_its_names_and_has_them() -> None:
    assert dir(terms) == sorted(terms.__all__)
    assert all(getattr(terms, name) is not None for name in terms.__all__)
