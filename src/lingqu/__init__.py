"""Lingqu (灵渠): an innovation-zone plan as code, from the sentence of the plan to the answer for an applicant."""

__version__ = "0.1.0"
