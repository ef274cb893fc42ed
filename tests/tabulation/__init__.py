"""Counts: from papers to seats."""
