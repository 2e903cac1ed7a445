"""The registers as one register of subjects: a row for each organisation, project, platform … with its facts of a day.

Its one law: the columns hold what `subjects_of` yields, value for value, so that the whole zone and one organisation
are answered alike. A row is asked only for measures of its own kinds (column `kinds`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import polars as pl
from django.db import models
from django.db.models import Count, Max

from lingqu.books.registers.fact_homes import KINDS_OF_RULES
from lingqu.books.registers.models import (
    Award,
    Completeness,
    Consortium,
    Fact,
    Organisation,
    Place,
    Platform,
    Project,
    Recognition,
    Succession,
    Team,
)
from lingqu.law.bulk.register import Register, read_register
from lingqu.law.codes.industries import industry_list
from lingqu.law.codes.organisations import COMPANY_SIZES
from lingqu.law.codes.regions import region_list
from lingqu.law.packs.pack import Pack
from lingqu.processes.assessments.all_holdings import all_holdings
from lingqu.processes.assessments.derivations import Kind
from lingqu.processes.assessments.known import Known
from lingqu.processes.assessments.subjects import Subject, subjects_from

KINDS = "kinds"
ORGANISATION = "organisation"
_CHANGING = (Organisation, Fact, Project, Platform, Recognition, Team, Consortium, Award, Place)
_RULE_KINDS = {kind: word for word, kind in KINDS_OF_RULES.items()}
_AT_ONCE = 20_000  # rows held as Python objects before they become columns
_LAYOUT = 2  # raised when the columns of the same rows become others


def stamp_of_registers(pack: Pack, day: date) -> str:
    """A mark that is another one as soon as anything the register rests on has changed. A few queries, no rows read."""
    parts: list[object] = [_LAYOUT, pack.digest, day.isoformat()]
    for model in _CHANGING:
        parts.append(_manager(model).aggregate(Count("pk"), Max("changed_at")))
    parts.append(Succession.objects.aggregate(Count("pk"), Max("on")))
    parts.append(Completeness.objects.aggregate(Count("pk"), Max("stated_at"), Max("upto")))
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def register_of_day(pack: Pack, day: date, *, folder: Path, stamp: str) -> Register | None:
    """The whole register as of a day, kept in a folder under its stamp; None where there is no organisation yet."""
    path = folder / f"subjects-{stamp}.parquet"
    if not path.is_file():
        frame = _frame(pack, day)
        if frame.is_empty():
            return None
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = path.with_name(f".{uuid4().hex}.parquet")
        frame.write_parquet(beside)
        beside.replace(path)
        for old in folder.glob("subjects-*.parquet"):
            if old != path:
                old.unlink(missing_ok=True)
    return read_register(path, pack)


def _frame(pack: Pack, day: date) -> pl.DataFrame:
    pieces: list[pl.DataFrame] = []
    rows: list[dict[str, str]] = []
    for row in _rows(pack, day):
        rows.append(row)
        if len(rows) >= _AT_ONCE:
            pieces.append(_columns(rows))
            rows = []
    pieces.append(_columns(rows))
    return pl.concat(pieces, how="diagonal")


def _columns(rows: list[dict[str, str]]) -> pl.DataFrame:
    names = dict.fromkeys(name for row in rows for name in row)
    return pl.DataFrame(
        {name: [row.get(name) or None for row in rows] for name in names}, schema=dict.fromkeys(names, pl.String)
    )


def _rows(pack: Pack, day: date) -> Iterator[dict[str, str]]:
    for holdings in all_holdings(on=day):
        organisation = holdings.organisation
        shared = {
            ORGANISATION: f"{organisation.name} {organisation.credit_code or str(organisation.key)[:8]}",
            "district": _region(organisation.region),
            "industry": _industry(organisation.industry),
            "size": COMPANY_SIZES.said(organisation.size, "zh") if organisation.size in COMPANY_SIZES else "",
        }
        for subject in subjects_from(holdings, pack=pack):
            facts = {_heading(pack, each): each.value for each in subject.known}
            yield {
                "id": f"{subject.kind}:{subject.key.hex[:16]}",
                "name": _name(organisation.name, subject),
                **shared,
                KINDS: " ".join(sorted(_RULE_KINDS[kind] for kind in subject.kinds)),
                **facts,
            }


def _name(organisation: str, subject: Subject) -> str:
    return organisation if subject.kind is Kind.ORGANISATION else f"{organisation}：{subject.name}"


def _heading(pack: Pack, known: Known) -> str:
    fact = pack.fact_coded(known.code)
    if fact.role:
        return f"{known.code}:{known.measure}"
    return f"{known.code}_{known.year}" if fact.yearly and known.year is not None else known.code


def _region(code: str) -> str:
    return region_list().said(code, "zh") if code in region_list() else code


def _industry(code: str) -> str:
    """The division, as a register lists it: 73 研究和试验发展."""
    division = code[:3].lstrip("ABCDEFGHIJKLMNOPQRST")[:2] if code else ""
    known = industry_list()
    return f"{division} {known.said(division, 'zh')}" if division in known else code


def _manager(model: type[models.Model]) -> models.Manager[models.Model]:
    return model._default_manager
