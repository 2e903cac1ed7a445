"""The index of pairs of characters, by which a search need not read a hundred thousand names.

Its one law: it only leaves out rows that cannot hold a word; whether a row does hold it, the row itself is asked.
It stands on PostgreSQL alone (migration 0005): SQLite reads all names, which are few where it is used.
"""

from __future__ import annotations

from typing import Any

from django.db import connection, models
from django.db.models import F, Func, Q, Value

from lingqu.books.registers.models import Organisation, RegisterRow

_INDEXED: dict[type[RegisterRow], tuple[str, ...]] = {Organisation: ("name", "english_name", "credit_code")}
_SHORTEST = 2


def may_hold(model: type[RegisterRow], word: str) -> Q:
    """Rows that may hold a word in a text that is searched; all rows where no index says more."""
    fields = _INDEXED.get(model)
    if fields is None or len(word) < _SHORTEST or connection.vendor != "postgresql":
        return Q()
    return Q(_HoldsPairs(*(F(name) for name in fields), Value(word)))


class _HoldsPairs(Func):
    """Texts of a row and, last, a word: whether all pairs of the word are among those of the texts."""

    output_field = models.BooleanField()

    def as_sql(self, compiler: Any, connection: Any, **_extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """Write it as the index is written."""
        parts = [compiler.compile(each) for each in self.get_source_expressions()]
        *texts, word = (sql for sql, _ in parts)
        joined = " || ' ' || ".join(texts)
        return f"registers_pairs({joined}) @> registers_pairs({word})", [each for _, given in parts for each in given]
