"""Assessments as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Named `assessments` in the database."""

    name = "lingqu.processes.assessments"
    label = "assessments"
    verbose_name = "评估"
