"""Responsibility zones: who answers for which places, and the smallest change that makes it lawful."""

__all__: list[str] = []
