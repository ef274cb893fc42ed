"""Benchmarks of consultgov: every speed target beside the ratio measured.

Run them with ``python -m benchmarks``; ``README.md`` says how to read the table.
"""
