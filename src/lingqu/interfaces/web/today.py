"""The rules that the pages go by: those in force today. Here the clock is read, nowhere below."""

from __future__ import annotations

from django.utils import timezone

from lingqu.law.packs.pack import Pack
from lingqu.processes.assessments.packs import POLICY, pack_of_day


def pack_today() -> Pack:
    """The version of the policy in force today; `pack_of_day` keeps it for the process."""
    return pack_of_day(POLICY, timezone.localdate())
