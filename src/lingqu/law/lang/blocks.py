"""The blocks that name things: 政策, 事实, 部门, 口径, from their fields.

Its one law: a block with a fault is None; its faults lie with its fields. It does not know rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingqu.law.lang.anchors import anchors
from lingqu.law.lang.awards import Awards
from lingqu.law.lang.fields import Fields
from lingqu.law.lang.layout import RawField
from lingqu.law.lang.terms import Terms, tokens, trees
from lingqu.law.lang.tree import (
    Adoption,
    Alternative,
    Condition,
    Day,
    Department,
    FactDeclaration,
    Policy,
    Reading,
    Source,
    Unit,
    Value,
)

if TYPE_CHECKING:
    from lingqu.law.lang.terms import Shape

SOURCES = {source.value: source for source in Source}
ROLES = {role: role for role in ("已付本年", "已付合计")}
LIMITS = ("仅供参考", "非负")


def policy(fields: Fields) -> Policy | None:
    """Build a 政策."""
    head = id_and_title(fields, fields.head)
    english = fields.text("英文", required=True)
    issued = fields.built("印发", "day", _day)
    since = fields.built("施行", "day", _day, required=True)
    until = fields.built("失效", "day", _day)
    day_fact = fields.built("申请日", "name", _name, required=True)
    common = fields.built("共同条件", "condition", Awards.condition)
    readings = readings_in(fields, "共同口径")
    unchecked = slugs(fields, "未查")
    supplements = slugs(fields, "补充")
    if fields.faults or head is None or since is None or day_fact is None:
        return None
    return Policy(
        id=head[0],
        title=head[1],
        english=english,
        issued=issued,
        since=since,
        until=until,
        day_fact=day_fact,
        common=common,
        common_readings=readings,
        unchecked=unchecked,
        supplements=supplements,
        version=fields.text("版本"),
        note=fields.text("说明"),
        at=fields.place,
    )


def fact(fields: Fields) -> FactDeclaration | None:
    """Build a 事实."""
    head = fields.built_from(fields.head, "title_and_id", Terms, _name_and_code)
    kind = fields.built("类型", "unit", _unit, required=True)
    source = fields.listed("提供", SOURCES, required=True)
    derived = fields.one("推算")
    derivation: Value | Condition | None = None
    if derived is not None and kind is not None:
        derivation = _derivation(fields, derived, kind[0])
    english = fields.text("英文", required=True)
    meaning = fields.text("含义", required=True)
    meaning_english = fields.text("释义", required=True)
    role = fields.listed("用途标记", ROLES) or ""
    limits = _limits(fields)
    readings = readings_in(fields, "口径")
    if fields.faults or head is None or kind is None or source is None:
        return None
    return FactDeclaration(
        name=head[0],
        code=head[1],
        unit=kind[0],
        yearly=kind[1],
        english=english,
        meaning=meaning,
        meaning_english=meaning_english,
        source=source,
        evidence=fields.text("证明"),
        evidence_english=fields.text("凭据"),
        choices=kind[2],
        derivation=derivation,
        role=role,
        informative="仅供参考" in limits,
        nonnegative="非负" in limits,
        readings=readings,
        at=fields.place,
    )


def department(fields: Fields) -> Department | None:
    """Build a 部门, which stands on one line."""
    before, english = fields.parted(fields.head)
    head = id_and_title(fields, before)
    if head is not None and not english:
        fields.fault(fields.head.end, "no-english", "", _ENGLISH_EXPECTED, "英文 Department of Finance")
    if fields.faults or head is None:
        return None
    return Department(head[0], head[1], english, fields.place)


def reading(fields: Fields) -> Reading | None:
    """Build a 口径."""
    head = id_and_title(fields, fields.head)
    english = fields.text("英文", required=True)
    question = fields.text("问题", required=True)
    question_english = fields.text("问题英文", required=True)
    cites = anchors(fields)
    fields.one("备选", required=True)
    alternatives = tuple(made for each in fields.many("备选") if (made := _alternative(fields, each)) is not None)
    adopted = _adoption(fields)
    if fields.faults or head is None:
        return None
    return Reading(
        id=head[0],
        title=head[1],
        english=english,
        question=question,
        question_english=question_english,
        cites=cites,
        alternatives=alternatives,
        adopted=adopted,
        at=fields.place,
    )


def id_and_title(fields: Fields, field: RawField) -> tuple[str, str] | None:
    """Build what most blocks begin with: an id and a title."""
    return fields.built_from(field, "id_and_title", Terms, _id_and_title)


def slugs(fields: Fields, word: str) -> tuple[str, ...]:
    """Build a list of ids or codes."""
    return fields.built(word, "slugs", lambda _, shape: tuple(str(token) for token in tokens(shape))) or ()


def readings_in(fields: Fields, word: str) -> tuple[str, ...]:
    """Build a list of readings, each by its id or its title."""
    return fields.built(word, "readings", lambda build, shape: tuple(map(build.called, tokens(shape)))) or ()


_ENGLISH_EXPECTED = ("英文 和英文名称", "英文 and the name in English")


def _day(build: Awards, shape: Shape) -> Day:
    return build.day(tokens(shape)[0])


def _name(build: Awards, shape: Shape) -> str:
    return build.name(tokens(shape)[0])


def _name_and_code(build: Terms, shape: Shape) -> tuple[str, str]:
    name, code = tokens(shape)
    return build.name(name), str(code)


def _id_and_title(build: Terms, shape: Shape) -> tuple[str, str]:
    code, title = tokens(shape)
    return str(code), build.title(title)


def _unit(build: Awards, shape: Shape) -> tuple[Unit, bool, tuple[tuple[str, str], ...]]:
    if shape.data == "unit_of_choices":
        rows = tuple((build.choice(trees(row)[0]), str(tokens(row)[0])) for row in trees(shape))
        return Unit.CHOICE, False, rows
    words = tokens(shape)
    return Unit(str(words[0])), len(words) > 1, ()


def _derivation(fields: Fields, field: RawField, unit: Unit) -> Value | Condition | None:
    if unit is Unit.YES_NO:
        return fields.built_from(field, "condition", Awards, Awards.condition)
    return fields.built_from(field, "value", Awards, Awards.value)


def _limits(fields: Fields) -> frozenset[str]:
    found = fields.one("限制")
    given = fields.free_text(found).replace("，", "、").replace(",", "、").split("、") if found else []
    for each in given:
        if found and each.strip() not in LIMITS:
            fields.fault(found.start, "not-listed", each, ("仅供参考、非负", "仅供参考, 非负"), "限制  仅供参考、非负")
    return frozenset(each.strip() for each in given)


def _alternative(fields: Fields, field: RawField) -> Alternative | None:
    before, english = fields.parted(field)
    head = id_and_title(fields, before)
    if head is None:
        return None
    if not english:
        example = "备选  spent「实际支出」 英文 What was spent"
        fields.fault(field.end, "no-english", "", _ENGLISH_EXPECTED, example)
        return None
    return Alternative(head[0], head[1], english, fields.source.place(field.offset))


def _adoption(fields: Fields) -> Adoption | None:
    field = fields.one("采用")
    if field is None:
        return None
    before, why_english = fields.parted_behind_comma(field)

    def build(terms: Terms, shape: Shape) -> Adoption:
        words = tokens(shape)
        alternative, by, on = words[:3]
        why = terms.title(words[3]) if len(words) > 3 else ""
        return Adoption(str(alternative), terms.written(by), terms.day(on), why, why_english, terms.place(shape))

    return fields.built_from(before, "adoption", Terms, build)
