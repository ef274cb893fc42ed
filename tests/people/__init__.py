"""Losing an office by decision: the rules, the cases, what they come to."""
