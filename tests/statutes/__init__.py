"""Statutory rules, each put to the vote at its figures, just above and just below."""
