"""An answer as a page to read: who, the measures by verdict, what is missing, what is near, and what it comes to.

Its one law: what fits stands first; what does not fit is told in one line each unless all is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from lingqu.interfaces.cli.answer_missing import evidence_lines, missing_in_all, missing_lines, open_readings_said
from lingqu.interfaces.cli.answer_total import near_lines, total_lines, unchecked_lines
from lingqu.interfaces.cli.columns import table
from lingqu.interfaces.cli.screen import BLANK, Line, Part, Screen, flowed, opposite
from lingqu.law.engine.answers import Answer, Outcome
from lingqu.law.engine.combinations import prospect
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.nearness import near_misses
from lingqu.law.engine.program import Program
from lingqu.law.engine.reasons import because, deciding_atoms
from lingqu.law.lang.measures_said import say_award
from lingqu.law.lang.tree import Holds
from lingqu.law.lang.truth import NO
from lingqu.law.packs.walk import facts_named_in
from lingqu.reports.studies.citations import anchors_said, day_said, facts_said, listed, title_of
from lingqu.reports.sums_said import money_said, sum_said
from lingqu.reports.wording import Words

MOST_IN_SUMMARY = 200
SHARED_REASON = 4  # so many refusals for one and the same reason are told together

MARKS = {Verdict.ELIGIBLE: "✓", Verdict.UNDETERMINED: "?", Verdict.NOT_ELIGIBLE: "✗"}
VERDICT_STYLES = {Verdict.ELIGIBLE: "good", Verdict.UNDETERMINED: "open", Verdict.NOT_ELIGIBLE: "bad"}
VERDICT_WORDS = {
    Verdict.ELIGIBLE: Words("符合", "Eligible"),
    Verdict.UNDETERMINED: Words("待定", "Undetermined"),
    Verdict.NOT_ELIGIBLE: Words("不符合", "Not eligible"),
}
_ORDER = (Verdict.ELIGIBLE, Verdict.UNDETERMINED, Verdict.NOT_ELIGIBLE)

_JUDGED_ON = Words("按 {} 判断", "judged on {}")
_NO_DAY = Words("判断日未知", "the day judged is unknown")
_BY = Words("依据 {}", "by {}")
_STOP = Words("；", "; ")
_RATE = Words("算法：{}", "worked out: {}")
_SUM_LACKS = Words("金额还缺 {}", "for the sum still missing: {}")
_ALL_LACK = Words("各条都还缺 {}", "all of these lack {}")
_OTHER_KIND = Words("给别类主体的：", "For other kinds of subject: ")
_KIND_OPEN = Words("还不知道是不是这类主体的（--all 详列）：", "Not known whether of this kind (--all tells more):")
_ALL = Words("共 {} 个主体", "{} subjects in all")
_HEADS = (
    Words("主体", "subject"),
    Words("✓ 符合", "✓ eligible"),
    Words("? 待定", "? open"),
    Words("✗ 不符合", "✗ not"),
    Words("已确定应得", "certain"),
    Words("最多", "at most"),
)


def write_pages(
    program: Program, answers: Iterable[Answer], stream: TextIO, *, lang: str, in_full: bool, count: int
) -> None:
    """Write a page for each answer, what none of them has checked, and for several subjects a table of all."""
    screen = Screen(stream)
    rows: list[list[str]] = []
    for number, answer in enumerate(answers):
        lines = answer_lines(program, answer, lang=lang, width=screen.width, in_full=in_full)
        screen.put([BLANK, BLANK, *lines] if number else lines)
        if 1 < count <= MOST_IN_SUMMARY:
            rows.append(_summary(program, answer, lang))
    screen.put(unchecked_lines(program.pack, lang, screen.width))
    if rows:
        head = [words.said(lang) for words in _HEADS]
        title = (Part(_ALL.said(lang).format(count), "head"),)
        screen.put([BLANK, title, *table(head, rows, screen.width, indent=2, firm={1, 2, 3})])


def answer_lines(program: Program, answer: Answer, *, lang: str, width: int, in_full: bool = False) -> list[Line]:
    """The page of one answer."""
    lines = _header(program, answer, lang, width)
    for verdict in _ORDER:
        outcomes = [each for each in answer.outcomes if each.verdict is verdict]
        if outcomes:
            lines += _group(program, answer, verdict, outcomes, lang, width, in_full)
    lines += near_lines(program, near_misses(program, answer), lang, width)
    lines += evidence_lines(program, _in_view(program, answer.outcomes, in_full), lang, width, in_full)
    return [*lines, *total_lines(program, answer, lang, width)]


def _header(program: Program, answer: Answer, lang: str, width: int) -> list[Line]:
    subject = answer.subject
    name = subject.name or subject.id
    parts = [Part(name, "head")] + ([Part(f"  {subject.id}", "quiet")] if subject.name else [])
    policy = program.pack.policy
    title = policy.english if lang == "en" and policy.english else policy.title
    day = _NO_DAY.said(lang) if answer.as_of is None else _JUDGED_ON.said(lang).format(day_said(answer.as_of, lang))
    lines = [*flowed(parts, width, hanging=2), *flowed([Part(f"{title}{_STOP.said(lang)}{day}", "quiet")], width)]
    counts: list[Part] = []
    for verdict in _ORDER:
        number = sum(each.verdict is verdict for each in answer.outcomes)
        text = f"{MARKS[verdict]} {VERDICT_WORDS[verdict].said(lang)} {number}"
        counts += [Part(text, VERDICT_STYLES[verdict] if number else "quiet"), Part("   ")]
    return [*lines, *flowed(counts[:-1], width)]


def _group(
    program: Program,
    answer: Answer,
    verdict: Verdict,
    outcomes: list[Outcome],
    lang: str,
    width: int,
    in_full: bool,
) -> list[Line]:
    lines: list[Line] = [
        BLANK,
        (Part(f"{MARKS[verdict]} {VERDICT_WORDS[verdict].said(lang)}", VERDICT_STYLES[verdict]),),
    ]
    if verdict is Verdict.NOT_ELIGIBLE and not in_full:
        return lines + _refusals(program, answer, outcomes, lang, width)
    shared = missing_in_all(program, outcomes) if verdict is Verdict.UNDETERMINED else ()
    if shared:
        text = _ALL_LACK.said(lang).format(facts_said(program.pack, shared, lang))
        lines += flowed([Part(text)], width, indent=2, hanging=4)
    told = _in_view(program, answer.outcomes, in_full)
    for outcome in outcomes:
        if outcome in told:
            lines += outcome_lines(program, answer, outcome, lang, width, shared)
    rest = [each for each in outcomes if each not in told]
    if rest:
        lines += flowed([Part(_KIND_OPEN.said(lang), "quiet")], width, indent=2)
    for outcome in rest:
        lines += _kind_line(program, outcome, lang, width)
    return lines


def _in_view(program: Program, outcomes: Iterable[Outcome], in_full: bool) -> list[Outcome]:
    """The outcomes told in full: those not refused, and of the open ones those whose kind of subject is known.

    Where nothing is known of any kind, all open ones are told.
    """
    still = [each for each in outcomes if each.verdict is not Verdict.NOT_ELIGIBLE]
    known = [each for each in still if each.verdict is Verdict.ELIGIBLE or not _open_kind(program, each)]
    return still if in_full or not known else known


def _open_kind(program: Program, outcome: Outcome) -> tuple[str, ...]:
    """The missing facts that say whether the subject is of the kind that the measure is for; kept with the pattern."""
    subject = outcome.compiled.measure.subject
    if subject is None:
        return ()
    texts = outcome.judgement.texts
    found: tuple[str, ...] | None = texts.get("open kind")
    if found is None:
        codes = {program.pack.fact_named(name).code for name, _ in facts_named_in(subject)}
        found = texts["open kind"] = tuple(code for code in outcome.missing if code in codes)
    return found


def _kind_line(program: Program, outcome: Outcome, lang: str, width: int) -> list[Line]:
    title = title_of(outcome.compiled.measure, lang)
    left = [Part(f"  {MARKS[outcome.verdict]} ", VERDICT_STYLES[outcome.verdict]), Part(f"{outcome.measure} {title}")]
    right = [Part(sum_said(outcome, lang), "quiet")]
    asked = Part(f"  {facts_said(program.pack, _open_kind(program, outcome), lang)}", "quiet")
    # the fact that says so is worth a place only beside the title: the title nearly says it
    return min((opposite([*left, *more], right, width, hanging=4) for more in ([asked], [])), key=len)


def outcome_lines(
    program: Program, answer: Answer, outcome: Outcome, lang: str, width: int, told: tuple[str, ...] = ()
) -> list[Line]:
    """One outcome in full: title and sum, reason or what is missing (but for facts `told`), its sentence."""
    measure = outcome.compiled.measure
    style = VERDICT_STYLES[outcome.verdict]
    left = [Part(f"  {MARKS[outcome.verdict]} ", style), Part(f"{measure.id} "), Part(title_of(measure, lang), "head")]
    lines = opposite(left, [Part(sum_said(outcome, lang), "money")], width, hanging=4)
    if outcome.verdict is Verdict.UNDETERMINED:
        lines += missing_lines(program, outcome, lang, width, 4, told)
    else:
        lines += flowed([Part(reason_said(program, answer, outcome, lang))], width, indent=4)
    award = outcome.award
    if award is not None and award.kind == "due" and measure.award is not None:
        lines += flowed([Part(_RATE.said(lang).format(say_award(measure.award, program.pack, lang)))], width, indent=4)
    if award is not None and award.missing:
        text = _SUM_LACKS.said(lang).format(facts_said(program.pack, award.missing, lang))
        lines += flowed([Part(text)], width, indent=4, hanging=6)
    open_readings = "" if outcome.verdict is Verdict.NOT_ELIGIBLE else open_readings_said(program, outcome, lang)
    sources = _BY.said(lang).format(anchors_said(measure.cites, lang))
    if measure.instrument:
        instrument = measure.instrument_english if lang == "en" else measure.instrument
        sources += f"{_STOP.said(lang)}{instrument or measure.instrument}"
    if open_readings:
        sources += f"{_STOP.said(lang)}{open_readings}"
    return [*lines, *flowed([Part(sources, "quiet")], width, indent=4)]


def reason_said(program: Program, answer: Answer, outcome: Outcome, lang: str) -> str:
    """The reason of an outcome without its verdict and its sum, which stand over it already."""
    text = because(program, answer, outcome, lang)
    _, _, reason = text.partition("：" if lang == "zh" else ": ")
    if outcome.verdict is Verdict.ELIGIBLE:
        # the sum stands beside the title
        grounds, stop, _ = reason.partition("。" if lang == "zh" else ". ")
        reason = grounds + stop.rstrip()
    return reason[:1].upper() + reason[1:]


def _refusals(program: Program, answer: Answer, outcomes: list[Outcome], lang: str, width: int) -> list[Line]:
    """One line for each refusal; those for one and the same reason together where they are many."""
    of_other_kind = [each for each in outcomes if _other_kind(each)]
    lines: list[Line] = []
    if of_other_kind:
        few = len(of_other_kind) < SHARED_REASON
        names = [
            f"{each.measure} {title_of(each.compiled.measure, lang)}" if few else each.measure for each in of_other_kind
        ]
        parts = [Part(_OTHER_KIND.said(lang), "quiet"), Part(listed(names, lang))]
        lines += flowed(parts, width, indent=2, hanging=4)
    by_reason: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        if outcome in of_other_kind:
            continue
        by_reason.setdefault(reason_said(program, answer, outcome, lang), []).append(outcome)
    for reason, those in by_reason.items():
        if len(those) >= SHARED_REASON:
            ids = listed([each.measure for each in those], lang)
            lines += flowed([Part(f"{ids} "), Part(reason, "quiet")], width, indent=2, hanging=6)
            continue
        for each in those:
            title = title_of(each.compiled.measure, lang)
            lines += flowed([Part(f"{each.measure} {title}  "), Part(reason, "quiet")], width, indent=2, hanging=6)
    return lines


def _other_kind(outcome: Outcome) -> bool:
    """Whether a measure is refused only because it is for another kind of subject; found once for each pattern."""
    texts = outcome.judgement.texts
    if "other kind" not in texts:
        texts["other kind"] = _is_other_kind(outcome)
    return bool(texts["other kind"])


def _is_other_kind(outcome: Outcome) -> bool:
    measure = outcome.compiled.measure
    if measure.subject is None:
        return False
    names = {name for name, _ in facts_named_in(measure.subject)}
    for variant in outcome.compiled.variants:
        atoms = deciding_atoms(variant.formula, outcome.judgement, NO)
        if not atoms or not all(isinstance(atom.source, Holds) and atom.source.name in names for atom, _ in atoms):
            return False
    return True


def _summary(program: Program, answer: Answer, lang: str) -> list[str]:
    found = prospect(program, answer)
    counts = [str(sum(each.verdict is verdict for each in answer.outcomes)) for verdict in _ORDER]
    name = f"{answer.subject.id} {answer.subject.name}".strip()
    return [name, *counts, money_said(found.certain, lang), money_said(found.most, lang)]
