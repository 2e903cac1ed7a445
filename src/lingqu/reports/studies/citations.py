"""Sentences of a plan, facts, measures, readings and departments named on screen, in Chinese or in English.

Its one law: a name comes from the policy, never from here.
"""

from __future__ import annotations

import re
from datetime import date

from lingqu.law.lang.tree import Adoption, Alternative, Anchor, FactDeclaration, Measure, Reading, Source
from lingqu.law.packs.pack import Pack
from lingqu.reports.wording import Words

SECTIONS = {
    "保障措施": "safeguards",
    "总体要求": "general requirements",
    "施行": "entry into force",
    "引言": "preamble",
}
BRIEF = {"general requirements": "general", "entry into force": "in force"}
_ANCHOR = re.compile(r"(.+?)(?:第([0-9]+)句)?")
SUPPLIERS = {
    Source.DECLARED: Words("申请人提供", "from the applicant"),
    Source.REGISTER: Words("登记可查", "from registers"),
    Source.FINDING: Words("主管部门认定", "to be found by the authority"),
    Source.DERIVED: Words("由其他事实推算", "derived from other facts"),
}


def anchor_said(anchor: Anchor, lang: str, *, brief: bool = False) -> str:
    """Say where a sentence stands; `brief` is for the column of a table.

    >>> anchor_said(Anchor("第10条", 1), "en"), anchor_said(Anchor("总体要求", 2), "en", brief=True)
    ('task 10, sentence 1', 'general, s. 2')
    """
    if lang == "zh":
        return str(anchor)
    section = anchor.section
    if section.startswith("第") and section.endswith("条"):
        section = f"task {section[1:-1]}"
    else:
        section = SECTIONS.get(section, section)
        section = BRIEF.get(section, section) if brief else section
    if not anchor.sentence:
        return section
    return f"{section}, {'s.' if brief else 'sentence'} {anchor.sentence}"


def anchors_said(anchors: tuple[Anchor, ...], lang: str, *, brief: bool = False) -> str:
    """Say where several sentences stand."""
    return ("、" if lang == "zh" else "; ").join(anchor_said(each, lang, brief=brief) for each in anchors)


def place_in_plan(anchor: str, lang: str, *, brief: bool = False) -> str:
    """Say where a sentence of a plan document stands, from its anchor as text.

    >>> place_in_plan("第3条第4句", "en"), place_in_plan("第3条", "en")
    ('task 3, sentence 4', 'task 3')
    """
    found = _ANCHOR.fullmatch(anchor)
    if lang == "zh" or found is None:
        return anchor
    return anchor_said(Anchor(found.group(1), int(found.group(2) or 0)), lang, brief=brief)


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
