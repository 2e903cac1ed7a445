"""Take over facts with what offices have verified already, many at once, as from an older system or a zone for show.

Its one law: each statement is checked as if it were typed on its own, all or none are kept, and one audit entry tells
how many. Whether they are true is said by whoever takes them over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from lingqu.books.accounts.person import Act
from lingqu.books.accounts.recording import record_act
from lingqu.books.registers.fact_values import UnableToReadFact, kept_text
from lingqu.books.registers.facts import FactSubject, Statement, checked_row
from lingqu.books.registers.models import Completeness, Fact
from lingqu.books.registers.operations import UnableToKeep
from lingqu.law.packs.pack import Pack
from lingqu.reports.wording import Words


@dataclass(frozen=True, slots=True)
class Standing:
    """A fact as it stood: whose it is, declared and verified value ("" where there is none), who verified it and why.

    `statement.typed` is the declared value; a source that speaks by its verified value alone leaves it empty.
    """

    subject: FactSubject
    statement: Statement
    verified: str = ""
    reason: str = ""
    office: str = ""
    vouched_by: str = ""  # pseudonym; empty: who takes it over


class UnableToTakeOver(Exception):
    """Some facts cannot be taken over; `faults` holds for the number of each (from 1) what is wrong."""

    def __init__(self, faults: Mapping[int, list[Words]]) -> None:
        super().__init__("；".join(f"{number}：{words.zh}" for number, texts in faults.items() for words in texts))
        self.faults = dict(faults)


def take_over(*, pack: Pack, standing: Iterable[Standing], act: Act, is_synthetic: bool = False) -> list[Fact]:
    """Keep facts that stand nowhere yet, with history, under one audit entry. Raises `UnableToTakeOver`."""
    rows = _checked(pack, standing, act, is_synthetic)
    with transaction.atomic():
        try:
            Fact.objects.bulk_create(rows, batch_size=500)
        except IntegrityError as error:
            raise UnableToTakeOver({0: [_STANDS]}) from error
        for row in rows:
            row._history_user = act.person.pseudonym  # type: ignore[attr-defined]  # read by simple_history
            row._history_date = act.at  # type: ignore[attr-defined]  # read by simple_history
        Fact.past.bulk_history_create(
            rows, batch_size=500, default_change_reason=act.reason, default_date=act.at, update=False
        )
        _recorded(
            act, "facts.take_over", {"rows": len(rows), "verified": sum(bool(row.verified_value) for row in rows)}
        )
    return rows


def state_all_complete(
    *, organisations: Iterable[UUID], registers: Iterable[Completeness.Register], upto: date, act: Act
) -> list[Completeness]:
    """State for many organisations that registers hold everything up to a day, under one audit entry."""
    keys, names = list(organisations), list(registers)
    with transaction.atomic():
        made = Completeness.objects.bulk_create(
            (
                Completeness(
                    organisation_id=key,
                    register=name,
                    upto=upto,
                    stated_by=act.person.pseudonym,
                    stated_at=act.at,
                    reason=act.reason[:200],
                )
                for key in keys
                for name in names
            ),
            batch_size=500,
        )
        facts = {"organisations": len(keys), "registers": [str(name) for name in names], "upto": upto.isoformat()}
        _recorded(act, "facts.state_all_complete", facts)
    return made


_STANDS = Words(
    "其中有的事实在这一年、这一口径、这一来源下已有一个数",
    "a figure of the same year, reckoning and source stands already for one of them",
)


def _checked(pack: Pack, standing: Iterable[Standing], act: Act, is_synthetic: bool) -> list[Fact]:
    rows: list[Fact] = []
    faults: dict[int, list[Words]] = {}
    for number, each in enumerate(standing, 1):
        try:
            rows.append(_row(pack, each, act, is_synthetic))
        except UnableToKeep as error:
            faults[number] = [words for texts in error.faults.values() for words in texts]
        except UnableToReadFact as error:
            faults[number] = [error.words]
    if faults:
        raise UnableToTakeOver(faults)
    return rows


def _row(pack: Pack, each: Standing, act: Act, is_synthetic: bool) -> Fact:
    given = each.statement
    row = checked_row(
        pack,
        each.subject,
        Statement(
            given.code,
            given.typed or each.verified,
            given.year,
            given.figure_kind,
            given.source,
            given.is_confirmed_zero,
        ),
        act,
        is_synthetic,
    )
    if not given.typed:
        row.declared_value = ""
    if each.verified:
        row.verified_value = kept_text(pack.fact_coded(given.code), each.verified)
        row.verified_reason = each.reason[:300]
        row.vouched_by = each.vouched_by or act.person.pseudonym
        row.vouched_for, row.vouched_at = each.office[:40], act.at
    return row


def _recorded(act: Act, action: str, facts: Mapping[str, object]) -> None:
    record_act(act, action=action, object_kind="facts", facts=facts)
