"""Statements that contradict each other, said once for a fact however many years they are of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lingqu.books.registers.fact_homes import reading_of_figures
from lingqu.books.registers.fact_values import said
from lingqu.law.packs.pack import Pack
from lingqu.processes.assessments.known import Conflict
from lingqu.reports.wording import Words

_OPEN = Words(
    "几种口径的数不一致，用哪一种口径还没有定，所以暂按未知",
    "the reckonings disagree and no reading says which counts: taken as unknown",
)


@dataclass(frozen=True, slots=True)
class DisputeView:
    """One fact: what is the matter, for each year what stands against what, and the reading that would settle it."""

    code: str
    name: str
    text: str
    years: tuple[tuple[int, str], ...]
    reading: str


def dispute_views(pack: Pack, conflicts: Iterable[Conflict], lang: str) -> tuple[DisputeView, ...]:
    """Say the contradictions of a subject, those of one fact that wait for the same reading together."""
    found: list[DisputeView] = []
    open_ones: dict[str, list[Conflict]] = {}
    for each in conflicts:
        if each.is_open:
            open_ones.setdefault(each.code, []).append(each)
        else:
            years = ((each.year, each.words.said(lang)),) if each.year is not None else ()
            found.append(
                DisputeView(each.code, _name(pack, each.code, lang), "" if years else each.words.said(lang), years, "")
            )
    return (*(_open(pack, code, each, lang) for code, each in open_ones.items()), *found)


def _open(pack: Pack, code: str, conflicts: list[Conflict], lang: str) -> DisputeView:
    fact = pack.fact_coded(code)
    comma = "、" if lang == "zh" else ", "
    years = tuple(
        (each.year, comma.join(said(fact, value, lang) for value in each.others))
        for each in sorted(conflicts, key=lambda each: each.year or 0, reverse=True)
        if each.year is not None
    )
    return DisputeView(code, _name(pack, code, lang), _OPEN.said(lang), years, reading_of_figures(pack, fact))


def _name(pack: Pack, code: str, lang: str) -> str:
    fact = pack.fact_coded(code)
    return fact.english if lang == "en" and fact.english else fact.name
