"""Contests of proposals: marks, popular votes, ranking, awards, and money."""
