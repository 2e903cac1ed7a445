"""Who stands in a made register before any fact is told: kind, form in law, district, industry and size of each row.

Its one law: kinds come in their shares to the row, every kind at least once from forty rows on. It draws no fact.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa  # carries no types

from lingqu.law.synthetic.credit_codes import (
    ENTERPRISE,
    PRIVATE_NON_ENTERPRISE,
    PUBLIC_INSTITUTION,
    credit_codes,
)
from lingqu.law.synthetic.draws import Code, Generator, Rows, Yes, choose
from lingqu.law.synthetic.industries import EDUCATION, INDUSTRIES
from lingqu.law.synthetic.kinds import KINDS, OF_SCIENCE, Kind
from lingqu.law.synthetic.places import DISTRICTS

FEWEST_FOR_EVERY_KIND = 40


@dataclass(frozen=True, slots=True)
class Roster:
    """The rows: each array has one place a row. `size` is a scale for all, told only of enterprises."""

    rows: int
    kind: Code
    district: Code
    industry: Code
    size: Code
    enterprise: Yes
    public: Yes

    def of(self, *kinds: Kind) -> Rows:
        """The rows of these kinds."""
        return np.flatnonzero(self.is_of(*kinds))

    def is_of(self, *kinds: Kind) -> Yes:
        """Whether each row is of one of these kinds."""
        return np.isin(self.kind, [int(kind) for kind in kinds])


def make_roster(rows: int, generator: Generator) -> Roster:
    """Draw who the rows are."""
    counts = kind_counts(rows)
    return roster_of(generator.permutation(np.repeat(np.arange(len(KINDS), dtype=np.int8), counts)), generator)


def roster_of(kind: Code, generator: Generator) -> Roster:
    """Draw the rest of the rows, given the kind of each."""
    rows = len(kind)
    district = np.zeros(rows, dtype=np.int8)
    industry = np.zeros(rows, dtype=np.int8)
    size = np.zeros(rows, dtype=np.int8)
    form = np.zeros(rows, dtype=np.int8)
    for place, row in enumerate(KINDS):
        where = np.flatnonzero(kind == place)
        pull = place in OF_SCIENCE
        district[where] = choose(
            generator, [each.weight * (each.pull if pull else 1) for each in DISTRICTS], len(where)
        )
        industry[where] = _industries(row.palette, generator, len(where))
        size[where] = choose(generator, row.sizes, len(where))
        form[where] = choose(generator, [row.enterprise, row.public, 1 - row.enterprise - row.public], len(where))
    return Roster(rows, kind, district, industry, size, form == 0, form == 1)


def kind_counts(rows: int) -> list[int]:
    """How many rows each kind gets: its share by largest remainder, at least one where there is room for all."""
    exact = np.array([each.share for each in KINDS]) * rows
    counts = np.floor(exact + 1e-9).astype(np.int64)
    if rows >= FEWEST_FOR_EVERY_KIND:
        counts = np.maximum(counts, 1)
    order = np.argsort(counts - exact, kind="stable")
    counts[order[: max(0, rows - int(counts.sum()))]] += 1
    counts[Kind.ENTERPRISE] -= max(0, int(counts.sum()) - rows)
    return [int(count) for count in counts]


def codes_of(roster: Roster, numbers: Rows) -> pa.Array:
    """Give each row its credit code. What is no legal person stands under the code of the one that leads it."""
    led = roster.is_of(Kind.CONSORTIUM)
    registrars = np.frombuffer(
        "".join((ENTERPRISE, PUBLIC_INSTITUTION, PRIVATE_NON_ENTERPRISE)).encode(), dtype=np.uint8
    ).reshape(3, 2)
    form = np.where(roster.enterprise | led, 0, np.where(roster.public, 1, 2))
    divisions = np.array([int(each.code) for each in DISTRICTS])
    return credit_codes(numbers=numbers, registrars=registrars[form], divisions=divisions[roster.district])


def _industries(palette: str, generator: Generator, rows: int) -> Code:
    if palette == "education":
        return np.full(rows, EDUCATION, dtype=np.int8)
    return choose(generator, [getattr(each, palette) for each in INDUSTRIES], rows)
