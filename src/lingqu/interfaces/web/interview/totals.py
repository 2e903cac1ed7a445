"""What may come together, said plainly: what is certain, the most it can become, and which rule keeps the rest out.

Its one law: sums due, ceilings, sums competed for and pools of many are kept apart; only the best legal combination is
added up.
"""

from __future__ import annotations

from dataclasses import dataclass

from lingqu.interfaces.web.answers.outcomes import cites_said
from lingqu.interfaces.web.interview.hearing import Hearing
from lingqu.interfaces.web.interview.questions import title_of
from lingqu.law.engine.answers import Outcome
from lingqu.law.engine.combinations import Combination, prospect
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.program import Program
from lingqu.law.lang.tree import Bond
from lingqu.reports.sums_said import money_said, weight
from lingqu.reports.wording import Words

KINDS = {
    "due": Words("应得（按比率算定）", "due (fixed by a rate)"),
    "up_to": Words("最高（上限，不是应得）", "up to (a ceiling, not owed)"),
    "competitive": Words("可竞争（单项上限）", "may be competed for (ceiling of one award)"),
    "pool": Words("资金池（多方分享，不计入合计）", "pool (shared by many, not in the total)"),
    "none": Words("不涉及金额", "no sum of money"),
}
_BONDS = {
    Bond.HIGHER_ONCE: Words("只能取高的一条", "only the higher one may be drawn"),
    Bond.EXCLUSIVE: Words("不能同享", "not together"),
}
_UNDER = Words("若“{}”按“{}”：最多 {}，来自 {}", 'If "{}" is read as "{}": at most {}, from {}')
_TOGETHER = Words("可以同享：{}，最多 {}", "May come together: {}, at most {}")
_NONE_YET = Words("还没有", "none yet")
_NAMED = 3  # more measures than these are told by their numbers; their titles stand below
_ONE = Words("最多 {}，来自 {}", "At most {}, from {}")
_LEFT_OUT = Words("；{}（{}）{}", "; {} ({}) {}")
_CUT = Words("；合计受 {} 的共同上限所限", "; cut by the shared ceiling of {}")


@dataclass(frozen=True, slots=True)
class KindRow:
    """The outcomes of one kind of sum: how many are eligible or open, and their plain sums."""

    said: str
    eligible: int
    eligible_sum: str
    open: int
    open_sum: str


@dataclass(frozen=True, slots=True)
class Totals:
    """What it comes to."""

    certain: str
    most: str
    certain_fen: int
    most_fen: int
    rows: tuple[KindRow, ...]
    combinations: tuple[str, ...]
    unbounded: tuple[str, ...]


def totals(hearing: Hearing, lang: str) -> Totals:
    """Work out what may come together."""
    program = hearing.program
    found = prospect(program, hearing.answer)
    rows = (_row(kind, [each for each in hearing.answer.outcomes if _kind(each) == kind], lang) for kind in KINDS)
    return Totals(
        certain_said(found.certain, lang),
        money_said(found.most, lang),
        found.certain,
        found.most,
        tuple(row for row in rows if row.eligible or row.open),
        tuple(_combinations(program, found.best, lang)),
        tuple(_name(program, each, lang) for each in found.unbounded),
    )


def certain_said(fen: int, lang: str) -> str:
    """Say what is certain; before anything is, that nothing is yet, which is no zero."""
    return money_said(fen, lang) if fen else _NONE_YET.said(lang)


def _kind(outcome: Outcome) -> str:
    award = outcome.compiled.measure.award
    return award.kind if award is not None else "none"


def _row(kind: str, outcomes: list[Outcome], lang: str) -> KindRow:
    eligible = [each for each in outcomes if each.verdict is Verdict.ELIGIBLE]
    still = [each for each in outcomes if each.verdict is Verdict.UNDETERMINED]
    sums = (sum(map(weight, those)) for those in (eligible, still))
    said = tuple(money_said(fen, lang) if fen else "—" for fen in sums)
    return KindRow(KINDS[kind].said(lang), len(eligible), said[0], len(still), said[1])


def _combinations(program: Program, best: tuple[Combination, ...], lang: str) -> list[str]:
    """The best combination under each choice of the readings between clauses; told once where all agree."""
    told = [each for each in best if each.chosen]
    if len({(each.chosen, each.total) for each in told}) == 1:
        words = _TOGETHER if len(told[0].chosen) > 1 else _ONE
        names, total = _names(program, told[0].chosen, lang), money_said(told[0].total, lang)
        text = words.said(lang).format(*((names, total) if words is _TOGETHER else (total, names)))
        return [text + _left_out(program, told[0], lang)]
    texts = []
    for each in told:
        readings = [program.pack.reading(reading) for reading in each.choice]
        ways = [
            next(way for way in reading.alternatives if way.code == each.choice[reading.id]) for reading in readings
        ]
        titles = [reading.english if lang == "en" and reading.english else reading.title for reading in readings]
        said = [way.english if lang == "en" and way.english else way.name for way in ways]
        total, chosen = money_said(each.total, lang), _names(program, each.chosen, lang)
        text = _UNDER.said(lang).format(_listed(titles, lang), _listed(said, lang), total, chosen)
        texts.append(text + _left_out(program, each, lang))
    return texts


def _left_out(program: Program, combination: Combination, lang: str) -> str:
    relations = {relation.id: relation for relation in program.pack.relations}
    by_relation: dict[str, list[str]] = {}
    for each in combination.excluded:
        by_relation.setdefault(each.relation, []).append(each.measure)
    text = ""
    for id, measures in by_relation.items():
        relation = relations[id]
        said = _BONDS.get(relation.bond, _BONDS[Bond.EXCLUSIVE]).said(lang)
        text += _LEFT_OUT.said(lang).format(
            _names(program, tuple(measures), lang), cites_said(relation.cites, lang), said
        )
    cut = [cites_said(relations[each].cites, lang) for each in combination.cut_by]
    return text + (_CUT.said(lang).format(_listed(cut, lang)) if cut else "")


def _names(program: Program, measures: tuple[str, ...], lang: str) -> str:
    if len(measures) > _NAMED:
        return _listed(list(measures), lang)
    return _listed([_name(program, each, lang) for each in measures], lang)


def _name(program: Program, measure: str, lang: str) -> str:
    title = title_of(program.pack.measure(measure), lang)
    return f"{title}（{measure}）" if lang == "zh" else f"{title} ({measure})"


def _listed(texts: list[str], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(texts)
