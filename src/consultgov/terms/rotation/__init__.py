"""Turns: an office that goes round, votes that rotate, and how even the turns are."""
