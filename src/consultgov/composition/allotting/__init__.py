"""Seats filled exactly: the best lawful allotment, or the requirements that cannot be met together."""

__all__: list[str] = []
