"""Spelling of blocks: each block of the tree as a head and fields, in the one order of their words.

Its one law: what is the default is not written. It does not know lines, widths or comments (see `printer`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lingqu.law.lang.example_spelling import print_example, print_given
from lingqu.law.lang.quantities import spelled, spelled_day
from lingqu.law.lang.spelling import (
    print_award,
    print_called,
    print_choice,
    print_condition,
    print_period,
    print_value,
)
from lingqu.law.lang.tree import (
    BEHIND_THE_NUMBER,
    Among,
    And,
    AtLeastOf,
    Block,
    Bond,
    ByReading,
    Compare,
    Condition,
    Day,
    Department,
    FactDeclaration,
    FirstTime,
    Holds,
    Mapping,
    Measure,
    Not,
    Or,
    Policy,
    Reading,
    Relation,
    SentenceRow,
    Target,
    Task,
    Unit,
    Value,
    Within,
)


@dataclass(frozen=True, slots=True)
class PrintedField:
    """One field: its word, its text, the comment behind it, whether its text may be broken over lines."""

    word: str
    text: str
    note: str = ""
    breakable: bool = True
    sub: tuple[str, str] | None = None  # a word and a text that stand below it


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """A block: its section word, what stands behind it, its fields."""

    section: str
    head: str
    fields: tuple[PrintedField, ...] = ()


def printed(block: Block) -> PrintedBlock:
    """Spell a block."""
    match block:
        case Policy():
            return _policy(block)
        case FactDeclaration():
            return _fact(block)
        case Department():
            return PrintedBlock("部门", f" {block.code}「{block.name}」 英文 {block.english}")
        case Reading():
            return _reading(block)
        case Measure():
            return _measure(block)
        case Relation():
            return _relation(block)
        case Target():
            return _target(block)
        case Task():
            return _task(block)
        case SentenceRow():
            mapped = "、".join(_mapping(each) for each in block.mapped)
            return PrintedBlock("文句", f" {block.anchor} {block.digest} {mapped}")


def _policy(block: Policy) -> PrintedBlock:
    fields = (
        _text("英文", block.english),
        _day("印发", block.issued),
        _day("施行", block.since),
        _day("失效", block.until),
        _words("申请日", f"「{block.day_fact}」"),
        _words("共同条件", print_condition(block.common) if block.common is not None else ""),
        _list("共同口径", map(print_called, block.common_readings)),
        _list("未查", block.unchecked),
        _list("补充", block.supplements),
        _text("版本", block.version),
        _text("说明", block.note),
    )
    return PrintedBlock("政策", f" {block.id}「{block.title}」", _written(fields))


def _fact(block: FactDeclaration) -> PrintedBlock:
    kind = block.unit.value
    if block.unit is Unit.CHOICE:
        kind = f"选项（{'、'.join(f'{print_choice(name)} {code}' for name, code in block.choices)}）"
    derivation = ""
    if block.derivation is not None:
        derivation = _condition_or_value(block.derivation)
    limits = (*(["仅供参考"] if block.informative else []), *(["非负"] if block.nonnegative else []))
    fields = (
        _words("类型", kind + ("，每年" if block.yearly else "")),
        _text("英文", block.english),
        _text("含义", block.meaning),
        _text("释义", block.meaning_english),
        _words("提供", block.source.value),
        _text("证明", block.evidence),
        _text("凭据", block.evidence_english),
        _words("推算", derivation),
        _words("用途标记", block.role),
        _list("限制", limits),
        _list("口径", map(print_called, block.readings)),
    )
    return PrintedBlock("事实", f"「{block.name}」 {block.code}", _written(fields))


def _reading(block: Reading) -> PrintedBlock:
    adopted = ""
    if block.adopted is not None:
        parts = [block.adopted.alternative, block.adopted.by, spelled_day(block.adopted.on)]
        if block.adopted.why:
            parts.append(f"理由「{block.adopted.why}」")
        if block.adopted.why_english:
            parts.append(f"英文 {block.adopted.why_english}")
        adopted = "，".join(parts)
    fields = (
        _text("英文", block.english),
        _text("问题", block.question),
        _text("问题英文", block.question_english),
        _list("依据", map(str, block.cites)),
        *(_text("备选", f"{each.code}「{each.name}」 英文 {each.english}") for each in block.alternatives),
        _text("采用", adopted),
    )
    return PrintedBlock("口径", f" {block.id}「{block.title}」", _written(fields))


def _measure(block: Measure) -> PrintedBlock:
    subject = block.kind + (f"：{print_condition(block.subject)}" if block.subject is not None else "")
    examples = []
    for example in block.examples:
        given, expected = print_example(example)
        examples.append(PrintedField("示例", f"{given} → {expected}".lstrip(), example.note, breakable=False))
    fields = (
        _text("英文", block.english),
        _list("依据", map(str, block.cites)),
        _words("对象", subject),
        _words("条件", print_condition(block.condition) if block.condition is not None else ""),
        _words("支持", print_award(block.award) if block.award is not None else ""),
        _text("经费", _with_english(block.instrument, block.instrument_english)),
        _text("用途", _with_english(block.purpose, block.purpose_english)),
        _text("收款", _with_english(block.payee, block.payee_english)),
        _list("拨付", (f"{when} {spelled(share)}" for when, share in block.instalments)),
        _list("部门", block.departments),
        _list("口径", map(print_called, block.readings)),
        _day("起", block.since),
        _day("止", block.until),
        _words("申请", "" if block.to_applicant else "否"),
        _text("说明", block.note),
        _words("示例前提", "，".join(print_given(each) for each in block.premise)),
        *examples,
    )
    return PrintedBlock("措施", f" {block.id}「{block.title}」", _written(fields))


def _relation(block: Relation) -> PrintedBlock:
    measures = "、".join(block.measures)
    if block.bond is Bond.SHARED_CEILING and block.ceiling is not None:
        period = print_period(block.period, block.years)
        measures = f"{spelled(block.ceiling)}{f'，{period}' if period else ''}：{measures}"
    fields = (
        _words(block.bond.value, measures),
        _list("依据", map(str, block.cites)),
        _words("口径", "=".join(map(print_called, (block.reading, block.alternative))) if block.reading else ""),
        _text("说明", block.note),
    )
    return PrintedBlock("关系", f" {block.id}", _written(fields))


def _target(block: Target) -> PrintedBlock:
    number = spelled(block.value)
    behind = block.word in (*BEHIND_THE_NUMBER, "左右")
    goal = number + block.word if behind else f"{block.word} {number}".lstrip()
    fields = (
        _text("英文", block.english),
        _list("依据", map(str, block.cites)),
        _words("目标", goal),
        _words("性质", block.nature),
        _text("单位", block.unit),
        _words("期限", f"{block.due}年"),
        _words("基期", print_called(block.baseline) if block.baseline else ""),
        _list("责任", block.departments),
    )
    return PrintedBlock("指标", f" {block.id}「{block.title}」", _written(fields))


def _task(block: Task) -> PrintedBlock:
    duties = (
        PrintedField(
            "职责",
            f"{duty.id}「{duty.text}」" + (f" 第{duty.sentence}句" if duty.sentence else ""),
            breakable=False,
            sub=("英文", duty.english) if duty.english else None,
        )
        for duty in block.duties
    )
    fields = (
        _text("英文", block.english),
        _list("依据", map(str, block.cites)),
        _list("部门", block.departments),
        *duties,
    )
    return PrintedBlock("任务", f" {block.number}「{block.title}」", _written(fields))


def _mapping(mapping: Mapping) -> str:
    reference = f" {mapping.reference}" if mapping.reference else ""
    return mapping.kind + reference + (f"「{mapping.text}」" if mapping.text else "")


def _condition_or_value(node: Value | Condition) -> str:
    conditions = Holds | Compare | Among | Within | FirstTime | Not | And | Or | AtLeastOf | ByReading
    return print_condition(node) if isinstance(node, conditions) else print_value(node)


def _with_english(text: str, english: str) -> str:
    return "，".join(part for part in (text, f"英文 {english}" if english else "") if part)


def _text(word: str, text: str) -> PrintedField:
    return PrintedField(word, text, breakable=False)


def _words(word: str, text: str) -> PrintedField:
    return PrintedField(word, text)


def _list(word: str, items: Iterable[str]) -> PrintedField:
    return PrintedField(word, "、".join(items))


def _day(word: str, day: Day | None) -> PrintedField:
    return PrintedField(word, spelled_day(day) if day is not None else "")


def _written(fields: Iterable[PrintedField]) -> tuple[PrintedField, ...]:
    return tuple(field for field in fields if field.text)
