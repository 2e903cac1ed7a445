"""One measure as a page: the rule as written, said in both languages, and all that it rests on.

Its one law: the rule stands first and unchanged; what explains it is made from the same tree.
"""

from __future__ import annotations

from lingqu.interfaces.cli.screen import BLANK, Line, Part, flowed, paragraph
from lingqu.interfaces.cli.wrapping import cells
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.reference import MeasureReport, ReadingShown, measure_report
from lingqu.reports.studies.citations import SUPPLIERS, adoption_said, anchors_said, listed, title_of
from lingqu.reports.wording import Words

_RULE = Words("规则", "Rule")
_WORDS = Words("白话", "In plain words")
_FOUNDATION = Words("依据与部门", "Sentence and departments")
_CITES = Words("依据", "by")
_DEPARTMENTS = Words("部门", "departments")
_BECAME = Words("文句摘要", "digest of the sentence")
_READINGS = Words("口径", "Readings")
_BRANCHES = Words("（规则按它分支）", " (the rule branches by it)")
_ADOPTED = Words("采用", "adopted")
_OPEN = Words("未采用任何一种读法", "none adopted")
_COMMON = Words("各条共用的口径", "readings common to all measures")
_FACTS = Words("事实", "Facts")
_BEHIND = Words("（供推算）", " (others derive from it)")
_RELATIONS = Words("与其他条款", "Beside other clauses")
_EXAMPLES = Words(
    "示例 {} 个，都写在规则里，lingqu check 逐个运行", "{} examples stand in the rule; lingqu check runs them"
)


def measure_lines(pack: Pack, id: str, lang: str, width: int) -> list[Line]:
    """The page of one measure."""
    report = measure_report(pack, id)
    measure = report.measure
    lines = flowed([Part(f"{measure.id} "), Part(title_of(measure, lang), "head")], width)
    lines += [BLANK, *_head(_RULE, lang), *_source(report.source, width)]
    lines += [BLANK, *_head(_WORDS, lang)]
    for text in (report.words, report.words_english):
        for line in text.split("\n"):
            lines += flowed([Part(line)], width, indent=2)
    lines += [BLANK, *_head(_FOUNDATION, lang), *_foundation(report, lang, width)]
    if report.readings or report.common_readings:
        lines += [BLANK, *_head(_READINGS, lang)]
        for shown in report.readings:
            lines += reading_lines(shown, lang, width)
        common = [title_of(shown.reading, lang) for shown in report.common_readings]
        if common:
            lines += paragraph(_COMMON.said(lang), listed(common, lang), width)
    lines += [BLANK, *_head(_FACTS, lang)]
    for each in report.facts:
        name = f"{each.fact.english}" if lang == "en" else f"「{each.fact.name}」"
        text = f"{name}{'' if each.asked else _BEHIND.said(lang)} "
        parts = [Part(text), Part(f"{each.fact.code}  {SUPPLIERS[each.fact.source].said(lang)}", "quiet")]
        lines += flowed(parts, width, indent=2, hanging=4)
    if report.relations:
        lines += [BLANK, *_head(_RELATIONS, lang)]
        for relation in report.relations:
            words = relation.words_english if lang == "en" else relation.words
            lines += flowed([Part(f"{relation.relation.id} ", "quiet"), Part(words)], width, indent=2, hanging=4)
    return [*lines, BLANK, *flowed([Part(_EXAMPLES.said(lang).format(len(report.examples)), "quiet")], width)]


def reading_lines(shown: ReadingShown, lang: str, width: int) -> list[Line]:
    """One reading: its question, its alternatives, which is adopted and why."""
    reading = shown.reading
    branches = _BRANCHES.said(lang) if shown.branched else ""
    lines = flowed([Part(title_of(reading, lang)), Part(f"  {reading.id}{branches}", "quiet")], width, indent=2)
    question = reading.question_english if lang == "en" else reading.question
    lines += flowed([Part(f"{question}{'？' if lang == 'zh' else '?'}")], width, indent=4)
    for each in reading.alternatives:
        is_adopted = shown.adopted is not None and each.code == shown.adopted.code
        parts = [Part("* " if is_adopted else "- ", "good" if is_adopted else "quiet"), Part(title_of(each, lang))]
        lines += flowed([*parts, Part(f"  {each.code}", "quiet")], width, indent=4, hanging=6)
    if reading.adopted is None:
        return [*lines, *flowed([Part(_OPEN.said(lang), "open")], width, indent=4)]
    return lines + paragraph(_ADOPTED.said(lang), adoption_said(reading, reading.adopted, lang), width, indent=4)


def _foundation(report: MeasureReport, lang: str, width: int) -> list[Line]:
    measure = report.measure
    lines = paragraph(_CITES.said(lang), anchors_said(measure.cites, lang), width)
    names = [each.english if lang == "en" else each.name for each in report.departments]
    if names:
        lines += paragraph(_DEPARTMENTS.said(lang), listed(names, lang), width)
    for row in report.sentences:
        lines += paragraph(_BECAME.said(lang), f"{row.anchor} {row.digest}", width)
    return lines


def _head(words: Words, lang: str) -> list[Line]:
    return [(Part(words.said(lang), "head"),)]


def _source(source: str, width: int) -> list[Line]:
    """The rule as written; a line too long for the screen goes on under its own text."""
    lines: list[Line] = []
    for line in source.split("\n"):
        text = line.lstrip(" ")
        indent = len(line) - len(text)
        field, blanks, value = text.partition("  ")
        hanging = 2 + indent + (cells(field) + 2 + len(value) - len(value.lstrip(" ")) if blanks else 2)
        lines += flowed([Part(text)], width, indent=2 + indent, hanging=min(hanging, width // 2))
    return lines
