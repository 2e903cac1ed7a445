"""Several changes told apart: what each does alone, its fair part, and in plain words whether they bear on each other.

Its one law: what is due and what is a ceiling are never added up; the parts of a sum are exactly the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from lingqu.interfaces.web.lab.impact import Impact
from lingqu.law.studies.whatif.effects import EFFECTS
from lingqu.reports.document import Cell, Column, Report, Section, Table
from lingqu.reports.studies.whatif_report import SPLIT
from lingqu.reports.studies.whatif_tables import CEILING, DUE
from lingqu.reports.studies.whatif_words import change_said
from lingqu.reports.sums_said import money_said
from lingqu.reports.wording import Words

_SUMS = (("due", DUE), ("ceiling", CEILING))
_COUNT = Words("一共改了 {} 处，下面分开看每一处。", "{} changes in all; below each is seen by itself.")
_EXACT = Words(
    "{}：合起来 {}。各处互不影响，单独相加正好是这个数。",
    "{}: together {}. The changes do not bear on each other: alone they add up to exactly that.",
)
_MIXED = Words(
    "{}：合起来 {}；各处单独相加是 {}，相差的 {} 是几处改动互相影响，份额一列已经公平分摊。",
    "{}: together {}; alone they add up to {}. The difference of {} comes from changes that bear on each other, and "
    "the fair parts share it out.",
)
_NOTHING = Words("应得和上限的合计都没有变。", "Neither what is due nor any ceiling changes in sum.")
_ONE_BY_ONE = Words(
    "同一条措施牵涉的改动太多，不能把各种先后都试一遍，下面只逐处单独试：其余各处都按现行版本。",
    "Too many changes bear on one measure to try every order; each is tried alone, all others as in force.",
)
_LEFT = Words(
    "改动较多并牵涉几条措施共用的部分，打字时不逐处分开；存好以后，附件里有每一处的份额。",
    "There are many changes of what several measures share, so they are not told apart while you type; once saved, "
    "the annex has the part of each.",
)
_CHANGE = Words("改动", "Change")
_ALONE = Words("{}：单独", "{}, alone")


def told_apart(report: Report, impact: Impact, lang: str) -> Report:
    """The report with its section of parts in plain words, or with what stands in its place."""
    found, title = impact.found, SPLIT.said(lang)
    if impact.is_left_whole:
        return _with(report, Section(title, paragraphs=(_LEFT.said(lang),)))
    if impact.alone:
        table = _alone_table(impact, lang)
        return _with(report, Section(title, paragraphs=(_ONE_BY_ONE.said(lang),), tables=(table,)))
    if not found.parts:
        return report
    plain = (_COUNT.said(lang).format(len(found.parts)), *_sums_said(impact, lang))
    sections = tuple(
        replace(each, paragraphs=(*plain, *each.paragraphs)) if each.title == title else each
        for each in report.sections
    )
    return replace(report, sections=sections)


def _sums_said(impact: Impact, lang: str) -> Iterator[str]:
    is_nothing = True
    for name, words in _SUMS:
        place = EFFECTS.index(name)
        whole = sum((part.fair[place] for part in impact.found.parts), Fraction(0))
        alone = sum((part.alone[place] for part in impact.found.parts), Fraction(0))
        if not whole and not alone:
            continue
        is_nothing = False
        if whole == alone:
            yield _EXACT.said(lang).format(words.said(lang), _signed(int(whole), lang))
        else:
            sums = (_signed(int(each), lang) for each in (whole, alone, whole - alone))
            yield _MIXED.said(lang).format(words.said(lang), *sums)
    if is_nothing:
        yield _NOTHING.said(lang)


def _alone_table(impact: Impact, lang: str) -> Table:
    columns = [Column(_CHANGE.said(lang), width=46)]
    columns += [Column(_ALONE.said(lang).format(words.said(lang)), "money", 22) for _, words in _SUMS]
    places = [EFFECTS.index(name) for name, _ in _SUMS]
    rows: list[tuple[Cell, ...]] = [
        (change_said(each.change, impact.found.before, lang), *(each.effect[place] for place in places))
        for each in impact.alone
    ]
    return Table(SPLIT.said(lang), tuple(columns), rows)


def _with(report: Report, section: Section) -> Report:
    """The section stands where that of the parts would: behind totals and measures, before who gains and loses."""
    sections: Sequence[Section] = report.sections
    return replace(report, sections=(*sections[:2], section, *sections[2:]))


def _signed(fen: int, lang: str) -> str:
    return f"{'−' if fen < 0 else '+'}{money_said(abs(fen), lang)}" if fen else money_said(0, lang)
