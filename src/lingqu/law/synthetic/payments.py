"""What made subjects have already been paid under the clauses whose text caps a year or several years together.

Its one law: no payment exceeds the cap of its measure; for most subjects nobody has asked, and the cell is empty.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lingqu.law.synthetic.draws import WAN, Generator, likely, to_fen
from lingqu.law.synthetic.kinds import Kind
from lingqu.law.synthetic.roster import Roster
from lingqu.law.synthetic.sheet import Sheet

TOLD, NOTHING = 0.4, 0.5


class Paid(NamedTuple):
    """A column of payments: the kinds it is asked of, and the most that can have been paid in yuan."""

    column: str
    kinds: tuple[Kind, ...]
    most: int


PAID = (
    Paid("paid_same_clause_same_year_yuan:F01", (Kind.INCUBATOR,), 500_000),
    Paid("paid_same_clause_same_year_yuan:F16", (Kind.CONCEPT_CENTRE,), 1_000_000),
    Paid("paid_same_clause_same_year_yuan:F17", (Kind.PILOT_PLATFORM,), 1_000_000),
    Paid("paid_same_clause_same_year_yuan:F19", (Kind.NEW_TYPE_INSTITUTION,), 10_000_000),
    Paid("paid_total_same_clause_yuan:F09", (Kind.INTERNATIONAL_BASE, Kind.ASEAN_LABORATORY), 10_000_000),
)


def put_payments(sheet: Sheet, roster: Roster, generator: Generator) -> None:
    """Put what has been paid."""
    for each in PAID:
        where = roster.of(*each.kinds)
        rows = len(where)
        paid = to_fen(generator.beta(1.5, 2.5, rows) * each.most, WAN)
        paid[likely(generator, NOTHING, rows)] = 0
        sheet.money(each.column, np.minimum(paid, each.most * 100), where, told=likely(generator, TOLD, rows))
