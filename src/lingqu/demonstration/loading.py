"""Load the demonstration zone into a new database, through operations only.

Its one law: the whole zone or nothing, in one transaction, and never beside rows that are there already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

import numpy as np
from django.db import transaction
from django.utils import timezone

from lingqu.books.accounts.models import Installation, User
from lingqu.books.accounts.operations import mark_installation
from lingqu.books.accounts.person import SYSTEM, Act
from lingqu.books.registers.facts import FactSubject, Statement, declare
from lingqu.books.registers.models import Fact, Organisation
from lingqu.demonstration.content import ZoneContent
from lingqu.demonstration.loaded_accounts import Accounts, make_accounts
from lingqu.demonstration.loaded_changes import Changes, chosen_changes, record_changes
from lingqu.demonstration.loaded_evidence import keep_evidence
from lingqu.demonstration.loaded_facts import load_facts, state_complete, verify_some
from lingqu.demonstration.loaded_members import CLAIMED_IN, leave_claims, let_members_in
from lingqu.demonstration.loaded_rows import Rows
from lingqu.demonstration.showpiece import answerable, candidates, most_telling
from lingqu.demonstration.small_zone import smaller
from lingqu.demonstration.zone import zone_content
from lingqu.processes.assessments.judging import assessed
from lingqu.processes.assessments.operations import saved
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
    documents: int
    enterprise: Organisation
    university: Organisation


def load_zone(*, at: datetime) -> LoadedZone:
    """Load the whole zone as it stands on the day of `at`. Raises `UnableToLoad` where anything is loaded already."""
    return _loaded(_content(_day_of(at)), at)


def load_small_zone(at: datetime) -> LoadedZone:
    """Load some thirty organisations of the same zone, with the same accounts: for tests. Raises `UnableToLoad`."""
    return _loaded(smaller(_content(_day_of(at))), at)


@lru_cache(maxsize=2)
def _content(day: date) -> ZoneContent:
    return zone_content(np.random.default_rng(SEED), day)


def _day_of(at: datetime) -> date:
    return timezone.localtime(at).date()


def _loaded(content: ZoneContent, at: datetime) -> LoadedZone:
    act, day = Act(SYSTEM, at, reason=REASON), _day_of(at)
    since, pack, changes = date(day.year, 1, 1), pack_of_day(POLICY, day), chosen_changes(content)
    with transaction.atomic():
        _check_new()
        mark_installation(is_demonstration=True, act=act)
        accounts = make_accounts(day=day, since=since, act=act)
        rows = Rows(act, changes.former_names)
        rows.enter(content)
        load_facts(content=content, rows=rows, pack=pack, accounts=accounts, act=act)
        state_complete(content=content, rows=rows, upto=date(day.year, 12, 31), act=act)
        record_changes(changes=changes, rows=rows, day=day, act=accounts.act("officer", reason="变更登记（演示）"))
        homes = {
            "enterprise": most_telling(_of(rows, candidates(content, "enterprise")), day=day),
            "university": most_telling(_of(rows, candidates(content, "university")), day=day),
        }
        let_members_in(accounts=accounts, homes=homes, since=since)
        leave_claims(accounts=accounts, organisations=_of(rows, _claimed(content, changes, homes["enterprise"])))
        documents = sum(_grown(home, username, accounts) for username, home in homes.items())
    return LoadedZone(
        places=len(content.places),
        organisations=len(content.organisations),
        people=len(content.people),
        recognitions=len(content.recognitions),
        platforms=len(content.platforms),
        projects=len(content.projects),
        awards=len(content.awards),
        facts=Fact.objects.count(),
        documents=documents,
        enterprise=homes["enterprise"],
        university=homes["university"],
    )


def _check_new() -> None:
    if Installation.objects.exists() or Organisation.objects.exists() or User.objects.exists():
        raise UnableToLoad(
            "数据库里已有内容，演示区只载入新数据库；换一个文件夹：lingqu demo --data DIR / "
            "the database holds rows already; load the zone into a new one: lingqu demo --data DIR"
        )


def _of(rows: Rows, keys: Sequence[str]) -> list[Organisation]:
    return [rows.organisation(key) for key in keys]


def _claimed(content: ZoneContent, changes: Changes, enterprise: Organisation) -> list[str]:
    """The keys of made organisations that the visitor may claim: of the county, in use, not the enterprise shown."""
    rest = [each for each in content.organisations if each.is_made and each.key != changes.merged.key]
    near = [each for each in rest if each.credit_code != enterprise.credit_code]
    return [each.key for each in sorted(near, key=lambda each: (each.region != CLAIMED_IN, each.key))]


def _grown(home: Organisation, username: str, accounts: Accounts) -> int:
    """Let an organisation have a past: an answer saved, documents brought, facts verified and told since."""
    pack, act = pack_of_day(POLICY, accounts.day), accounts.act(username)
    found = assessed(home, day=accounts.day)
    saved(assessment=found, act=act)
    documents = keep_evidence(organisation=home, username=username, pack=pack, accounts=accounts)
    verify_some(organisation=home, pack=pack, accounts=accounts)
    question = answerable(found)
    if question is not None:
        subject = FactSubject(home.key, question.subject.kind, question.subject.key)
        declare(pack=pack, subject=subject, statement=Statement(question.fact.code, "true"), act=act, is_synthetic=True)
    return documents
