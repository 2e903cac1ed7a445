"""The columns of a made register while they are filled: typed, with the unknown left out by who would supply a fact.

Its one law: a cell is null where the fact was never asked of the row or is unknown, and nowhere else; money is exact.
It knows how likely the unknown is, not what a value means.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa  # carries no types

from lingqu.law.synthetic.draws import Code, Fen, Generator, Real, Rows, Yes
from lingqu.law.synthetic.sources import SOURCES, Source

MONEY = pa.decimal128(18, 2)
REGISTER_IS_KNOWN = 6  # a register leaves a cell open this many times less often than an applicant
_EVENNESS = 4.0  # small: few tell little and most tell all; large: everybody leaves the same share open


class Sheet:
    """The columns by name. `where` is the rows a column is about; all others stay null."""

    def __init__(self, rows: int, generator: Generator, *, unknown: float, findings_unknown: float) -> None:
        self.rows = rows
        self._generator = generator
        self._findings_unknown = findings_unknown
        self._silence: Real = _shares(rows, unknown, generator)
        self._columns: dict[str, pa.Array] = {}

    def columns(self, order: Sequence[str]) -> dict[str, pa.Array]:
        """The columns, sorted by the code before any year or measure in the order given."""
        place = {code: number for number, code in enumerate(order)}
        return {name: self._columns[name] for name in sorted(self._columns, key=lambda n: (place[code_of(n)], n))}

    def yes(self, code: str, truth: Yes, where: Rows | None = None) -> None:
        """Put a yes-or-no fact."""
        bits, known = self._full(code, truth, where)
        self._put(code, pa.bool_(), known, np.packbits(bits, bitorder="little"))

    def money(self, name: str, fen: Fen, where: Rows | None = None, *, told: Yes | None = None) -> None:
        """Put a sum; `told` leaves further cells unknown."""
        values, known = self._full(code_of(name), fen, where, told)
        halves = np.empty((self.rows, 2), dtype=np.int64)
        halves[:, 0] = values
        halves[:, 1] = values >> 63
        self._put(name, MONEY, known, halves)

    def count(self, code: str, numbers: Fen, where: Rows) -> None:
        """Put a count."""
        values, known = self._full(code, numbers, where)
        self._put(code, pa.int64(), known, values)

    def days(self, code: str, days: Fen, where: Rows | None = None) -> None:
        """Put dates, given as days since 1970."""
        values, known = self._full(code, days, where)
        self._put(code, pa.date32(), known, values.astype(np.int32))

    def choice(self, code: str, places: Code, options: tuple[str, ...], where: Rows) -> None:
        """Put one of the options, by its place."""
        values, known = self._full(code, places, where)
        dictionary = pa.DictionaryArray.from_arrays(pa.array(values, mask=~known), pa.array(options, pa.large_string()))
        self._columns[code] = dictionary.cast(pa.large_string())

    def _full(
        self, code: str, values: np.ndarray, where: Rows | None, told: Yes | None = None
    ) -> tuple[np.ndarray, Yes]:
        """Spread the values of some rows over all, and draw which of them are known."""
        silence = self._silence if where is None else self._silence[where]
        source = SOURCES[code]
        if source is Source.FINDING:
            share: float | Real = self._findings_unknown
        else:
            share = silence / REGISTER_IS_KNOWN if source is Source.REGISTER else silence
        known: Yes = self._generator.random(len(values), dtype=np.float32) >= share
        if told is not None:
            known &= told
        if where is None:
            return values, known
        spread = np.zeros(self.rows, dtype=values.dtype)
        spread[where] = values
        all_known = np.zeros(self.rows, dtype=np.bool_)
        all_known[where] = known
        return spread, all_known

    def _put(self, name: str, kind: pa.DataType, known: Yes, data: np.ndarray) -> None:
        validity = pa.py_buffer(np.packbits(known, bitorder="little"))
        self._columns[name] = pa.Array.from_buffers(kind, self.rows, [validity, pa.py_buffer(data)])


def code_of(name: str) -> str:
    """The code of a fact in the name of a column: before a year or a measure.

    >>> code_of("revenue_yuan_2025"), code_of("paid_total_same_clause_yuan:F09"), code_of("is_enterprise")
    ('revenue_yuan', 'paid_total_same_clause_yuan', 'is_enterprise')
    """
    code = name.split(":")[0]
    head, _, year = code.rpartition("_")
    return head if year.isdigit() and len(year) == 4 else code


def _shares(rows: int, unknown: float, generator: Generator) -> Real:
    """Draw how much each row leaves open, so that the mean is the share asked for."""
    if unknown in (0.0, 1.0):
        return np.full(rows, unknown)
    return generator.beta(_EVENNESS * unknown, _EVENNESS * (1 - unknown), rows)
