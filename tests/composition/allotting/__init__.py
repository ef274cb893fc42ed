"""Tests of the engine that fills seats."""
