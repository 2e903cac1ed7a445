"""Sentences of a plan, facts, measures, readings and departments named on screen, in Chinese or in English.

Its one law: a name comes from the policy, never from here.
"""

from __future__ import annotations

from datetime import date

from lingqu.interfaces.cli.bilingual import Words
from lingqu.law.lang.tree import Adoption, Alternative, Anchor, FactDeclaration, Measure, Reading, Source
from lingqu.law.packs.pack import Pack

SECTIONS = {
    "保障措施": "safeguards",
    "总体要求": "general requirements",
    "施行": "entry into force",
    "引言": "preamble",
}
SUPPLIERS = {
    Source.DECLARED: Words("申请人提供", "from the applicant"),
    Source.REGISTER: Words("登记可查", "from registers"),
    Source.FINDING: Words("主管部门认定", "to be found by the authority"),
    Source.DERIVED: Words("由其他事实推算", "derived from other facts"),
}


def anchor_said(anchor: Anchor, lang: str) -> str:
    """Say where a sentence stands.

    >>> anchor_said(Anchor("第10条", 1), "en")
    'task 10, sentence 1'
    """
    if lang == "zh":
        return str(anchor)
    section = anchor.section
    if section.startswith("第") and section.endswith("条"):
        section = f"task {section[1:-1]}"
    else:
        section = SECTIONS.get(section, section)
    return f"{section}, sentence {anchor.sentence}" if anchor.sentence else section


def anchors_said(anchors: tuple[Anchor, ...], lang: str) -> str:
    """Say where several sentences stand."""
    return ("、" if lang == "zh" else "; ").join(anchor_said(each, lang) for each in anchors)


def title_of(measure: Measure | Reading | Alternative, lang: str) -> str:
    """The name of a measure, reading or alternative."""
    if lang == "en" and measure.english:
        return measure.english
    return measure.name if isinstance(measure, Alternative) else measure.title


def fact_said(fact: FactDeclaration, lang: str) -> str:
    """The name of a fact."""
    return f"“{fact.english}”" if lang == "en" and fact.english else f"「{fact.name}」"


def facts_said(pack: Pack, codes: tuple[str, ...], lang: str) -> str:
    """The names of facts by their codes."""
    return ("、" if lang == "zh" else ", ").join(fact_said(pack.fact_coded(code), lang) for code in codes)


def listed(names: tuple[str, ...] | list[str], lang: str) -> str:
    """Names one after the other."""
    return ("、" if lang == "zh" else ", ").join(names)


def alternative_of(reading: Reading, code: str) -> Alternative:
    """One alternative of a reading by its code."""
    return next(each for each in reading.alternatives if each.code == code)


def adoption_said(reading: Reading, adopted: Adoption, lang: str) -> str:
    """Say which alternative is adopted, by whom, when and why."""
    name = title_of(alternative_of(reading, adopted.alternative), lang)
    day = day_said(date.fromisoformat(adopted.on.iso), lang)
    if lang == "en":
        return f"{name} ({adopted.alternative}); {adopted.by}, {day}: {adopted.why_english or adopted.why}"
    return f"{name}（{adopted.alternative}）；{adopted.by}，{day}：{adopted.why}"


def day_said(day: date, lang: str) -> str:
    """Say a day.

    >>> day_said(date(2027, 6, 30), "zh")
    '2027年6月30日'
    """
    return f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else day.isoformat()
