"""Appraisals and assessments."""
