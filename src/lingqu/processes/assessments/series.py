"""Yearly figures of an organisation continued from those it came from, and the earlier maximum of a new one.

Its one law: a renamed organisation is the same, so its figures continue where it has none of its own; after a merger or
split the larger of own and predecessor's figure counts for earlier years, and only where a rule asks for an earlier
maximum. A figure of the year relied on is never taken from another organisation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

from lingqu.books.registers.models import Completeness, Fact, Succession
from lingqu.law.engine.slots import earlier_maximum
from lingqu.law.lang.tree import EarlierMaximum, FactDeclaration, Unit
from lingqu.law.packs.pack import Pack
from lingqu.processes.assessments.holdings import Holdings
from lingqu.processes.assessments.known import Known, Origin
from lingqu.reports.wording import Words

Settle = Callable[[FactDeclaration, Sequence[Fact]], Known | None]


def continued(pack: Pack, holdings: Holdings, own: Sequence[Known], settle: Settle) -> Iterator[Known]:
    """Figures of predecessors for years before they became part of the organisation."""
    looked_back = {fact.derivation.name for fact in pack.facts if isinstance(fact.derivation, EarlierMaximum)}
    relied_on = holdings.day.year - 1
    standing = {(each.code, each.year): _fen(each) for each in own if _is_money(pack, each)}
    best: dict[tuple[str, int], Known] = {}
    for key, step in holdings.predecessors.items():
        renamed = step.kind == Succession.Kind.RENAMED
        for code, year, rows in _by_year(holdings.facts.get(key, ()), key):
            fact = pack.fact_coded(code) if pack.has_fact_coded(code) else None
            if fact is None or not fact.yearly or fact.unit is not Unit.MONEY or year > step.on.year:
                continue
            found = settle(fact, rows)
            if found is None or not (renamed or (fact.name in looked_back and year < relied_on)):
                continue
            before = standing.get((code, year))
            if before is not None and (before >= _fen(found) or year >= relied_on or fact.name not in looked_back):
                continue
            if (code, year) not in best or _fen(best[code, year]) < _fen(found):
                best[code, year] = Known(
                    code, found.value, Origin.DERIVED, year, ground=_ground(step), evidence=found.evidence
                )
    yield from best.values()


def new_firm(pack: Pack, holdings: Holdings) -> Iterator[Known]:
    """An earlier maximum of zero for an organisation that did not exist before the year relied on."""
    founded = holdings.organisation.founded_on
    has_none = not holdings.predecessors and holdings.is_complete(Completeness.Register.SUCCESSIONS)
    if founded is None or founded.year < holdings.day.year - 1 or not has_none:
        return
    for fact in pack.facts:
        if isinstance(fact.derivation, EarlierMaximum):
            words = Words(
                f"{founded.year} 年才设立，登记完整，没有前身",
                f"founded in {founded.year}; the register is complete and names no predecessor",
            )
            yield Known(fact.code, "0.00", Origin.DERIVED, holdings.day.year - 1, ground=words)


def earlier_maxima(pack: Pack, known: Sequence[Known], relied_on: int) -> Iterator[Known]:
    """The earlier maxima that the engine itself takes from the series, to be shown; none where a gap leaves it open."""
    told = {each.code for each in known}
    for fact in pack.facts:
        if not isinstance(fact.derivation, EarlierMaximum) or fact.code in told or fact.unit is not Unit.MONEY:
            continue
        code = pack.fact_named(fact.derivation.name).code
        series = {each.year: _fen(each) for each in known if each.code == code and each.year is not None}
        found = earlier_maximum(series, relied_on)
        if isinstance(found, int):
            years = [year for year in series if year < relied_on]
            words = Words(
                f"{min(years)} 年至 {max(years)} 年里最高的", f"the highest of the years {min(years)} to {max(years)}"
            )
            value = f"{'-' if found < 0 else ''}{abs(found) // 100}.{abs(found) % 100:02d}"
            yield Known(fact.code, value, Origin.DERIVED, relied_on, ground=words, is_shown_only=True)


def _by_year(rows: Sequence[Fact], key: UUID) -> Iterator[tuple[str, int, list[Fact]]]:
    found: dict[tuple[str, int], list[Fact]] = {}
    for row in rows:
        if row.year is not None and row.subject_key == key:
            found.setdefault((row.code, row.year), []).append(row)
    for (code, year), each in found.items():
        yield code, year, each


def _is_money(pack: Pack, known: Known) -> bool:
    return known.year is not None and pack.fact_coded(known.code).unit is Unit.MONEY


def _fen(known: Known) -> int:
    return int(known.value.replace(".", ""))  # kept with exactly two decimals


def _ground(step: Succession) -> Words:
    name = step.predecessor.name
    said = {"renamed": Words("更名", "renamed"), "merged": Words("合并", "merged"), "split": Words("分立", "split")}
    words = said[step.kind]
    return Words(f"前身“{name}”的数（{words.zh}）", f"figure of its predecessor {name} ({words.en})")
