"""Declared things and words of law explained in a few lines, in Chinese and in English, for hovers and completions.

Its one law: both languages say the same. It does not know where a name stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lingqu.law.lang.expectations import NAMES
from lingqu.law.lang.printer import print_condition, print_value
from lingqu.law.lang.quantities import spelled_day
from lingqu.law.lang.tree import (
    AT_LEAST,
    AT_MOST,
    STRICTLY_ABOVE,
    STRICTLY_BELOW,
    Condition,
    Department,
    FactDeclaration,
    Measure,
    Reading,
    Source,
    Unit,
)
from lingqu.law.lang.words import bound_word

UNITS = {
    Unit.MONEY: "money",
    Unit.RATIO: "ratio",
    Unit.COUNT: "count",
    Unit.DATE: "date",
    Unit.YES_NO: "yes or no",
    Unit.CHOICE: "one of a list",
}
SUPPLIERS = {
    Source.DECLARED: ("由申请人提供", "supplied by the applicant"),
    Source.REGISTER: ("由登记提供", "held in a register"),
    Source.FINDING: ("由主管部门认定", "found by an authority"),
    Source.DERIVED: ("推算而得", "derived by rule"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """Lines in both languages; the first is the heading."""

    zh: tuple[str, ...]
    en: tuple[str, ...]

    def in_language(self, lang: str) -> tuple[str, ...]:
        """Give the lines in one language."""
        return self.en if lang == "en" else self.zh

    def and_both(self, line: str) -> Said:
        """Add a line of rule text, which is the same in both."""
        return Said((*self.zh, line), (*self.en, line)) if line else self


def unit_said(fact: FactDeclaration) -> tuple[str, str]:
    """Say a fact's unit: 金额，每年 / money, yearly."""
    return (
        fact.unit.value + ("，每年" if fact.yearly else ""),
        UNITS[fact.unit] + (", yearly" if fact.yearly else ""),
    )


def fact_said(fact: FactDeclaration) -> Said:
    """Explain a fact: unit, meaning, who supplies it, what proves it, how it is derived."""
    unit, unit_english = unit_said(fact)
    supplier, supplier_english = SUPPLIERS[fact.source]
    zh = [f"事实「{fact.name}」 {fact.code}", f"{unit}；{supplier}", fact.meaning]
    en = [f"{fact.english} · 「{fact.name}」 {fact.code}", f"{unit_english}; {supplier_english}", fact.meaning_english]
    if fact.choices:
        zh.append("可取：" + "、".join(name for name, _ in fact.choices))
        en.append("One of: " + ", ".join(f"{name} ({code})" for name, code in fact.choices))
    if fact.evidence:
        zh.append(f"证明：{fact.evidence}")
        en.append(f"Proof: {fact.evidence_english or fact.evidence}")
    if fact.derivation is not None:
        rule = fact.derivation
        text = print_condition(rule) if isinstance(rule, Condition) else print_value(rule)
        zh.append(f"推算：{text}")
        en.append(f"Derived: {text}")
    if fact.informative:
        zh.append("仅供参考：没有规则可以问它")
        en.append("Informative only: no rule may ask it")
    return Said(tuple(zh), tuple(en))


def reading_said(reading: Reading, *, chosen: str = "") -> Said:
    """Explain a reading: its question, its alternatives, which is adopted by whom and when; `chosen` is marked."""
    zh = [f"口径 {reading.id}「{reading.title}」", reading.question]
    en = [f"Reading {reading.id}: {reading.english}", reading.question_english]
    for each in reading.alternatives:
        mark = "▸" if each.code == chosen else "·"
        zh.append(f"{mark} {each.code}「{each.name}」")
        en.append(f"{mark} {each.code}: {each.english}")
    adopted = reading.adopted
    if adopted is None:
        zh.append("尚未采用哪一种：答案可能因此待定")
        en.append("None is adopted yet: an answer may stay open for it")
    else:
        zh.append(f"采用 {adopted.alternative}：{adopted.by}，{spelled_day(adopted.on)}；{adopted.why}")
        why = adopted.why_english or adopted.why
        en.append(f"Adopted: {adopted.alternative}, by {adopted.by}, {adopted.on.iso}; {why}")
    return Said(tuple(zh), tuple(en))


def measure_said(measure: Measure, departments: Mapping[str, Department]) -> Said:
    """Explain a measure: title, citation, departments."""
    cites = "、".join(map(str, measure.cites))
    offices = [departments[code] for code in measure.departments if code in departments]
    return Said(
        (
            f"措施 {measure.id}「{measure.title}」",
            f"依据 {cites}；对象 {measure.kind}",
            "、".join(office.name for office in offices) or "没有写明部门",
        ),
        (
            f"Measure {measure.id}: {measure.english}",
            f"By {cites}; for {measure.kind}",
            ", ".join(office.english for office in offices) or "no department named",
        ),
    )


def word_said(terminal: str, word: str) -> Said | None:
    """Explain a word of the language; None for what explains itself."""
    including = word in (*AT_LEAST, *AT_MOST)
    if terminal in ("COMPARE", "BEHIND", "_ABOVE") and (including or word in (*STRICTLY_ABOVE, *STRICTLY_BELOW)):
        whether = ("含本数", "includes the number") if including else ("不含本数", "excludes the number")
        return Said((f"{word}：{whether[0]}",), (f"{word}: {bound_word(word, 'en')}, {whether[1]}",))
    english = NAMES.get(terminal, ("", ""))[1]
    if "(" in english and NAMES[terminal][0] in word:
        return Said((f"{word}",), (english,))
    return None
