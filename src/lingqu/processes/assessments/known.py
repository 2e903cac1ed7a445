"""What is known of a fact when a subject is judged, and where it comes from.

Its one law: a value without its origin is never handed to the engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from lingqu.books.registers.fact_values import on_wire
from lingqu.books.registers.models import Fact
from lingqu.law.lang.tree import FactDeclaration
from lingqu.reports.wording import Words


class Origin(StrEnum):
    """Where a value comes from, the most trusted first."""

    VERIFIED = "verified"
    AUTHORITY = "authority"
    REGISTER = "register"
    DECLARED = "declared"
    DERIVED = "derived"


ORIGIN_WORDS = {
    Origin.VERIFIED: Words("已核定", "verified"),
    Origin.AUTHORITY: Words("部门认定", "found by an authority"),
    Origin.REGISTER: Words("登记", "from a register"),
    Origin.DECLARED: Words("仅申报", "only declared"),
    Origin.DERIVED: Words("推算", "derived"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """One value: a text as it is kept, perhaps of a year or (for what was paid) of a measure, with its provenance."""

    code: str
    value: str
    origin: Origin
    year: int | None = None
    measure: str = ""
    row: UUID | None = None
    figure_kind: str = ""
    evidence: int = 0
    vouched_for: str = ""
    vouched_at: datetime | None = None
    ground: Words | None = None  # of a derived value: from what
    is_inherited: bool = False  # told of the organisation, held for its project, platform …
    is_shown_only: bool = False  # the engine derives it itself from what it is given

    @property
    def is_only_declared(self) -> bool:
        """Whether nobody but the applicant has said so."""
        return self.origin is Origin.DECLARED


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where statements of one fact contradict each other: what counts, what else was said, and why."""

    code: str
    year: int | None
    words: Words
    counts: str  # the value that counts; empty: none does
    others: tuple[str, ...]
    is_open: bool = False  # a reading would have to decide


def known_from(row: Fact, *, evidence: int) -> Known:
    """A value with the provenance of its row."""
    origin = Origin.VERIFIED if row.verified_value else Origin(row.source)
    return Known(
        row.code,
        row.value,
        origin,
        year=row.year,
        row=row.key,
        figure_kind=row.figure_kind,
        evidence=evidence,
        vouched_for=row.vouched_for,
        vouched_at=row.vouched_at,
    )


def wire_facts(declarations: dict[str, FactDeclaration], known: tuple[Known, ...]) -> dict[str, Any]:
    """The facts as `lingqu assess` takes them: series by year, what was paid by measure, all else by its value."""
    facts: dict[str, Any] = {}
    for each in known:
        if each.is_shown_only:
            continue
        fact = declarations[each.code]
        value = on_wire(fact, each.value)
        if fact.role:
            facts.setdefault(each.code, {})[each.measure] = value
        elif fact.yearly and each.year is not None:
            facts.setdefault(each.code, {})[str(each.year)] = value
        else:
            facts[each.code] = value
    return {code: facts[code] for code in declarations if code in facts}
