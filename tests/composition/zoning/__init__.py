"""Responsibility zones: plans, their review, and who answers for which zone."""
