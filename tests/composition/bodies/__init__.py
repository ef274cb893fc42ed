"""The composition rules of real bodies, as data."""
