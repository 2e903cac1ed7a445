"""Records of the machine interface laid out as the columns of a register, and records made up around a pack's lines.

It knows the canonical form alone and reads values as the engine does; what it lays out is not checked again.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import polars as pl
from hypothesis import strategies as st

from lingqu.law.engine.inputs import read_money, reader_of
from lingqu.law.lang.tree import Day, FactDeclaration, Quantity, Unit
from lingqu.law.lang.truth import YES
from lingqu.law.packs.limits import RATIO_DENOMINATOR
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.walk import nodes_of, rules_of_measure

Record = dict[str, Any]

_TYPES: dict[Unit, Any] = {
    Unit.YES_NO: pl.Boolean, Unit.MONEY: pl.Int64, Unit.RATIO: pl.Int64, Unit.COUNT: pl.Int64,
    Unit.DATE: pl.Date, Unit.CHOICE: pl.String,
}  # fmt: skip


def laid_out(records: Sequence[Record], pack: Pack) -> pl.DataFrame:
    """One row a record; facts that no record gives have no column."""
    rows: list[dict[str, Any]] = []
    types: dict[str, Any] = {"id": pl.String}
    for record in records:
        row: dict[str, Any] = {"id": record["id"]}
        for code, value in record["facts"].items():
            fact = pack.fact_coded(code)
            for name, cell in _cells(fact, code, value):
                row[name] = cell
                types[name] = _TYPES[fact.unit]
        rows.append(row)
    return pl.DataFrame({name: [row.get(name) for row in rows] for name in types}, schema=types)


def _cells(fact: FactDeclaration, code: str, value: Any) -> Iterable[tuple[str, Any]]:
    if not isinstance(value, dict):
        yield code, None if value is None else _canonical(fact, value)
        return
    for key, each in value.items():
        if each is not None and fact.role:
            yield f"{code}:{key}", read_money(each)
        elif each is not None:
            yield f"{code}_{key}", _canonical(fact, each)


def _canonical(fact: FactDeclaration, value: Any) -> Any:
    read = reader_of(fact)(value)
    if fact.unit is Unit.YES_NO:
        return read is YES
    return int(read * RATIO_DENOMINATOR) if fact.unit is Unit.RATIO else read


def records_around_lines(pack: Pack, *, seed: int, count: int, years: range = range(2022, 2029)) -> list[Record]:
    """Made-up records whose numbers lie on, just below and just above the lines that the rules draw."""
    chance = random.Random(seed)
    lines = _lines(pack)
    return [
        {"id": f"R{number}", "facts": _facts(pack, lines, chance, years, share=chance.choice((0.2, 0.5, 0.9)))}
        for number in range(count)
    ]


def _lines(pack: Pack) -> dict[Unit, list[Any]]:
    lines: dict[Unit, list[Any]] = {Unit.MONEY: [0], Unit.RATIO: [Fraction(0)], Unit.COUNT: [0], Unit.DATE: []}
    rules = [rule for measure in pack.measures for rule in rules_of_measure(measure)]
    rules += [fact.derivation for fact in pack.facts if fact.derivation is not None]
    for rule in rules:
        for node in nodes_of(rule):
            for quantity in _quantities(node):
                if quantity.unit in (Unit.MONEY, Unit.COUNT):
                    lines[quantity.unit].append(quantity.numerator // quantity.denominator)
                elif quantity.unit is Unit.RATIO:
                    lines[Unit.RATIO].append(Fraction(quantity.numerator, quantity.denominator))
            if isinstance(node, Day):
                lines[Unit.DATE].append(date.fromisoformat(node.iso))
    return lines


def _quantities(node: Any) -> Iterable[Quantity]:
    if isinstance(node, Quantity):
        yield node
    elif isinstance(node, tuple):
        for item in node:
            yield from _quantities(item)
    elif hasattr(node, "__dataclass_fields__"):
        for name in node.__dataclass_fields__:
            yield from _quantities(getattr(node, name))


def _facts(pack: Pack, lines: dict[Unit, list[Any]], chance: random.Random, years: range, *, share: float) -> Record:
    facts: Record = {}
    for fact in pack.facts:
        if fact.name == pack.policy.day_fact or chance.random() > share:
            continue
        if fact.role:
            ids = [measure.id for measure in pack.measures]
            facts[fact.code] = (
                {chance.choice(ids): "1000.50" for _ in range(3)}
                if chance.random() < 0.5
                else chance.randrange(900_000)
            )
        elif fact.yearly and chance.random() < 0.6:
            facts[fact.code] = {str(year): _value(fact, lines, chance) for year in years if chance.random() < 0.7}
        else:
            facts[fact.code] = _value(fact, lines, chance)
    return facts


def _value(fact: FactDeclaration, lines: dict[Unit, list[Any]], chance: random.Random) -> Any:
    if fact.unit is Unit.YES_NO:
        return chance.random() < 0.75
    if fact.unit is Unit.CHOICE:
        return chance.choice(fact.choices)[1]
    if fact.unit is Unit.DATE:
        day = chance.choice([*lines[Unit.DATE], date(2026, 6, 30), date(2025, 2, 28), date(2027, 6, 30)])
        return (day + timedelta(days=chance.choice((-400, -1, 0, 0, 1, 30, 200)))).isoformat()
    if fact.unit is Unit.RATIO:
        ratio = chance.choice(lines[Unit.RATIO]) + Fraction(chance.choice((-1, 0, 1, 70_000)), RATIO_DENOMINATOR)
        millionths = int(ratio * RATIO_DENOMINATOR)
        millionths = abs(millionths) if fact.nonnegative else millionths
        return f"{'-' if millionths < 0 else ''}{abs(millionths) // 10**6}.{abs(millionths) % 10**6:06d}"
    if fact.unit is Unit.COUNT:
        return max(0, chance.choice(lines[Unit.COUNT]) + chance.choice((-1, 0, 0, 1, 5)))
    fen = chance.choice(lines[Unit.MONEY]) * chance.choice((1, 1, 2, 20)) + chance.choice(
        (-1, 0, 0, 1, 50, 123_456_789)
    )
    fen = max(0, fen) if fact.nonnegative else chance.choice((1, 1, 1, 1, -1)) * fen
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"


@st.composite
def facts_around_lines(draw: st.DrawFn, pack: Pack) -> Record:
    """Facts of one subject, each value on, below or above a line; Hypothesis makes a counterexample small."""
    lines = _lines(pack)
    facts: Record = {}
    for fact in pack.facts:
        if fact.name == pack.policy.day_fact or not draw(st.booleans()):
            continue
        # a seed for each value: what lies around a line is told in one place
        seeds = st.integers(0, 400)
        if fact.yearly and draw(st.booleans()):
            years = draw(st.lists(st.sampled_from(range(2022, 2029)), unique=True, max_size=4))
            facts[fact.code] = {str(year): _value(fact, lines, random.Random(draw(seeds))) for year in sorted(years)}
        elif not fact.role:
            facts[fact.code] = _value(fact, lines, random.Random(draw(seeds)))
    return facts
