"""Load the demonstration zone into a new database, through operations only.

Its one law: the whole zone or nothing, in one transaction, and never beside rows that are there already.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from django.db import transaction
from django.utils import timezone

from lingqu.books.accounts.models import Installation, User
from lingqu.books.accounts.operations import join, mark_installation
from lingqu.books.accounts.person import SYSTEM, Act
from lingqu.books.registers.models import Organisation
from lingqu.demonstration.accounts import DEMONSTRATION_ACCOUNTS
from lingqu.demonstration.content import ZoneContent
from lingqu.demonstration.loaded_accounts import make_accounts
from lingqu.demonstration.loaded_facts import load_facts, state_complete
from lingqu.demonstration.loaded_rows import Rows
from lingqu.demonstration.zone import zone_content
from lingqu.processes.assessments.packs import POLICY, pack_of_day

SEED = 2026
REASON = "演示区"


class UnableToLoad(Exception):
    """The zone is loaded into a new database only."""


@dataclass(frozen=True, slots=True)
class LoadedZone:
    """How many rows of each kind were loaded, and which organisations the accounts belong to."""

    places: int
    organisations: int
    people: int
    recognitions: int
    platforms: int
    projects: int
    awards: int
    facts: int
    enterprise: Organisation
    university: Organisation


def load_zone(*, at: datetime) -> LoadedZone:
    """Load the whole zone as it stands on the day of `at`. Raises `UnableToLoad` where anything is loaded already."""
    return _loaded(zone_content(np.random.default_rng(SEED), _day_of(at)), at)


def _loaded(content: ZoneContent, at: datetime) -> LoadedZone:
    act = Act(SYSTEM, at, reason=REASON)
    day = _day_of(at)
    since = date(day.year, 1, 1)
    with transaction.atomic():
        _check_new()
        mark_installation(is_demonstration=True, act=act)
        users = make_accounts(since=since, act=act)
        rows = Rows(act)
        rows.enter(content)
        facts = load_facts(content=content, rows=rows, pack=pack_of_day(POLICY, day), users=users, act=act)
        state_complete(content=content, rows=rows, upto=date(day.year, 12, 31), act=act)
        homes = {
            "enterprise": rows.organisation(next(each.key for each in content.organisations if each.is_made)),
            "university": rows.organisation(
                next(each.key for each in content.organisations if each.is_made and each.kind == "university")
            ),
        }
        _join(users, homes, since, act)
    return LoadedZone(
        places=len(content.places),
        organisations=len(content.organisations),
        people=len(content.people),
        recognitions=len(content.recognitions),
        platforms=len(content.platforms),
        projects=len(content.projects),
        awards=len(content.awards),
        facts=len(facts),
        enterprise=homes["enterprise"],
        university=homes["university"],
    )


def _day_of(at: datetime) -> date:
    return timezone.localtime(at).date()


def _check_new() -> None:
    if Installation.objects.exists() or Organisation.objects.exists() or User.objects.exists():
        raise UnableToLoad(
            "数据库里已有内容，演示区只载入新数据库；换一个文件夹：lingqu demo --data DIR / "
            "the database holds rows already; load the zone into a new one: lingqu demo --data DIR"
        )


def _join(users: dict[str, User], homes: dict[str, Organisation], since: date, act: Act) -> None:
    for each in DEMONSTRATION_ACCOUNTS:
        if each.member_of:
            home = homes[each.member_of]
            join(user=users[each.username], organisation=home.key, is_admin=each.is_admin, since=since, act=act)
