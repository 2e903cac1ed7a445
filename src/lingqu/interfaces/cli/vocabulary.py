"""`lingqu readings` and `lingqu facts`: the open points of a policy's text, and the facts its rules ask.

Its one law: a reading nobody adopted is shown as open; a fact is shown with who can supply it and what proves it.
"""

from __future__ import annotations

import sys

import click

from lingqu.interfaces.cli.bilingual import BilingualCommand
from lingqu.interfaces.cli.columns import table
from lingqu.interfaces.cli.policy_choice import loaded, policy_options
from lingqu.interfaces.cli.readings_used import BRANCHES, EXPLAINS, readings_used
from lingqu.interfaces.cli.rules import unknown
from lingqu.interfaces.cli.screen import BLANK, Line, Part, Screen, flowed, paragraph
from lingqu.law.lang.tree import FactDeclaration, Reading, Unit
from lingqu.law.lang.words import say_condition, say_value
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.reference import ReadingShown
from lingqu.law.packs.walk import facts_named_in, readings_branched_in, rules_of_measure
from lingqu.reports.studies.citations import SUPPLIERS, alternative_of, anchors_said, listed, title_of
from lingqu.reports.wording import Words

_READING_HEADS = (
    Words("口径", "reading"),
    Words("名称", "title"),
    Words("作用", "effect"),
    Words("采用", "adopted"),
    Words("措施", "measures"),
)
_EFFECT = Words("作用", "effect")
_OPEN = Words("未采用", "open")
_READING_KNOWN = Words("政策里的口径：{}", "a reading of the policy: {}")
_CITES = Words("依据", "by")
_RESTS = Words("措施", "measures")
_FACTS = Words("事实", "facts")

_FACT_HEADS = (Words("事实", "fact"), Words("代码", "code"), Words("单位", "unit"), Words("谁提供", "supplied"))
_FACT_KNOWN = Words("政策词汇表里的事实名或代码", "a fact of the policy's vocabulary, by name or code")
UNITS = {
    Unit.MONEY: Words("元", "yuan"),
    Unit.RATIO: Words("比例", "ratio"),
    Unit.COUNT: Words("个数", "count"),
    Unit.DATE: Words("日期", "date"),
    Unit.YES_NO: Words("是否", "yes/no"),
    Unit.CHOICE: Words("选项", "choice"),
}
_YEARLY = Words("，每年", " per year")
_MEANS = Words("含义", "means")
_UNIT = Words("单位", "unit")
_WHO = Words("提供", "supplied")
_PROOF = Words("证明", "proof")
_CHOICES = Words("选项", "choices")
_DERIVED = Words("推算", "derived")
_RESTS_ON = Words("口径", "readings")


@click.command(
    cls=BilingualCommand,
    help="口径：原文没有写明的地方。不写 ID 列出全部；写 ID 则看问题、备选、采用及理由。",
    english="The readings, the open points of the text; with ID its question, alternatives and adoption.",
)
@policy_options
@click.argument("id", required=False, metavar="[ID]")
@click.pass_obj
def readings(lang: str, policy: str, policies: tuple[str, ...], id: str | None) -> None:
    """List the readings, or show one."""
    pack = loaded(policy, policies, lang)
    screen = Screen(sys.stdout)
    if id is None:
        used = readings_used(pack)
        rows = [_reading_row(pack, reading, reading.id in used, lang) for reading in pack.readings]
        screen.put(table([words.said(lang) for words in _READING_HEADS], rows, screen.width, firm={0}))
        return
    known = [reading.id for reading in pack.readings]
    if id not in known:
        raise unknown(id, known, _READING_KNOWN, "ID", lang)
    screen.put(_reading_lines(pack, pack.reading(id), lang, screen.width))


def _reading_row(pack: Pack, reading: Reading, used: bool, lang: str) -> list[str | Part]:
    adopted = Part(_OPEN.said(lang), "open")
    if reading.adopted is not None:
        adopted = Part(title_of(alternative_of(reading, reading.adopted.alternative), lang))
    effect = Part((BRANCHES if used else EXPLAINS).said(lang), "" if used else "quiet")
    return [reading.id, title_of(reading, lang), effect, adopted, " ".join(_measures_under(pack, reading.id))]


def _measures_under(pack: Pack, reading: str) -> list[str]:
    """The measures that declare a reading or branch by it."""
    return [
        measure.id
        for measure in pack.measures
        if reading in measure.readings
        or any(node.reading == reading for rule in rules_of_measure(measure) for node in readings_branched_in(rule))
    ]


def _reading_lines(pack: Pack, reading: Reading, lang: str, width: int) -> list[Line]:
    from lingqu.interfaces.cli.measure_page import reading_lines

    rules = [rule for measure in pack.measures for rule in rules_of_measure(measure)]
    branched = any(node.reading == reading.id for rule in rules for node in readings_branched_in(rule))
    adopted = alternative_of(reading, reading.adopted.alternative) if reading.adopted else None
    lines = reading_lines(ReadingShown(reading, branched, adopted), lang, width)
    lines += paragraph(_CITES.said(lang), anchors_said(reading.cites, lang), width, indent=4)
    effect = BRANCHES if reading.id in readings_used(pack) else EXPLAINS
    lines += paragraph(_EFFECT.said(lang), effect.said(lang), width, indent=4)
    measures = _measures_under(pack, reading.id)
    facts = [_label(fact, lang) for fact in pack.facts if reading.id in fact.readings]
    for words, names in ((_RESTS, measures), (_FACTS, facts)):
        if names:
            lines += paragraph(words.said(lang), listed(names, lang), width, indent=4)
    return lines


@click.command(
    cls=BilingualCommand,
    help="事实：规则会问的一切。不写 NAME 列出全部；写 NAME（中文名或代码）看含义、单位、谁提供、凭什么证明。",
    english="The facts that rules ask; with NAME (name or code) its meaning, unit, supplier and proof.",
)
@policy_options
@click.argument("name", required=False, metavar="[NAME]")
@click.pass_obj
def facts(lang: str, policy: str, policies: tuple[str, ...], name: str | None) -> None:
    """List the facts, or show one."""
    pack = loaded(policy, policies, lang)
    screen = Screen(sys.stdout)
    if name is None:
        rows = [
            [
                fact.english if lang == "en" else fact.name,
                fact.code,
                _unit(fact, lang),
                SUPPLIERS[fact.source].said(lang),
            ]
            for fact in pack.facts
        ]
        screen.put(table([words.said(lang) for words in _FACT_HEADS], rows, screen.width, firm={1}))
        return
    wanted = name.strip("「」")
    found = next((fact for fact in pack.facts if wanted in (fact.name, fact.code, fact.english)), None)
    if found is None:
        names = [each for fact in pack.facts for each in (fact.name, fact.code)]
        raise unknown(wanted, names, _FACT_KNOWN, "NAME", lang)
    screen.put(_fact_lines(pack, found, lang, screen.width))


def _label(fact: FactDeclaration, lang: str) -> str:
    return fact.english if lang == "en" else f"「{fact.name}」"


def _unit(fact: FactDeclaration, lang: str) -> str:
    return UNITS[fact.unit].said(lang) + (_YEARLY.said(lang) if fact.yearly else "")


def _fact_lines(pack: Pack, fact: FactDeclaration, lang: str, width: int) -> list[Line]:
    english = lang == "en"
    lines = flowed([Part(_label(fact, lang), "head"), Part(f"  {fact.code}", "quiet")], width)
    choices = [code if english else f"{name} {code}" for name, code in fact.choices]
    derived = ""
    if fact.derivation is not None:
        say = say_condition if fact.unit is Unit.YES_NO else say_value
        derived = say(fact.derivation, pack, lang)  # type: ignore[arg-type]
    measures = [
        measure.id
        for measure in pack.measures
        if any(name == fact.name for rule in rules_of_measure(measure) for name, _ in facts_named_in(rule))
    ]
    rows = (
        (_MEANS, fact.meaning_english if english else fact.meaning),
        (_UNIT, _unit(fact, lang)),
        (_CHOICES, listed(choices, lang)),
        (_WHO, SUPPLIERS[fact.source].said(lang)),
        (_PROOF, fact.evidence_english if english else fact.evidence),
        (_DERIVED, derived),
        (_RESTS, listed(measures, lang)),
        (_RESTS_ON, listed([f"{title_of(pack.reading(each), lang)} {each}" for each in fact.readings], lang)),
    )
    for words, text in rows:
        if text:
            lines += paragraph(words.said(lang), text, width)
    return [*lines, BLANK]
