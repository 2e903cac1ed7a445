"""The blocks that follow the plan's text: 指标, 任务, 文句, from their fields.

Its one law: a block with a fault is None; its faults lie with its fields. It does not know the plan's text itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingqu.law.lang.anchors import anchor, anchors
from lingqu.law.lang.awards import Awards
from lingqu.law.lang.blocks import id_and_title, slugs
from lingqu.law.lang.fields import Fields
from lingqu.law.lang.layout import RawField
from lingqu.law.lang.terms import Terms, tokens, trees
from lingqu.law.lang.tree import Duty, Mapping, Quantity, SentenceRow, Target, Task

if TYPE_CHECKING:
    from lingqu.law.lang.terms import Shape

NATURES = {nature: nature for nature in ("存量", "流量", "增速", "占比")}


def target(fields: Fields) -> Target | None:
    """Build an 指标."""
    head = id_and_title(fields, fields.head)
    english = fields.text("英文", required=True)
    cites = anchors(fields, required=True)
    goal = fields.built("目标", "target", _goal, required=True)
    nature = fields.listed("性质", NATURES, required=True)
    unit = fields.text("单位", required=True)
    due = fields.built("期限", "year", lambda build, shape: build.number(tokens(shape)[0]), required=True)
    baseline = fields.built("基期", "reading", lambda build, shape: build.called(tokens(shape)[0])) or ""
    departments = slugs(fields, "责任")
    if fields.faults or head is None or goal is None or nature is None or due is None:
        return None
    return Target(
        id=head[0],
        title=head[1],
        english=english,
        cites=cites,
        value=goal[0],
        word=goal[1],
        nature=nature,
        unit=unit,
        due=due,
        baseline=baseline,
        departments=departments,
        at=fields.place,
    )


def task(fields: Fields) -> Task | None:
    """Build a 任务 with its duties."""
    head = fields.built_from(fields.head, "number_and_title", Terms, _number_and_title)
    english = fields.text("英文", required=True)
    cites = anchors(fields)
    departments = slugs(fields, "部门")
    duties = tuple(made for each in fields.many("职责") if (made := _duty(fields, each)) is not None)
    if fields.faults or head is None:
        return None
    return Task(
        number=head[0],
        title=head[1],
        english=english,
        departments=departments,
        duties=duties,
        cites=cites,
        at=fields.place,
    )


def sentence(fields: Fields) -> SentenceRow | None:
    """Build a 文句, which stands on one line."""

    def build(terms: Terms, shape: Shape) -> SentenceRow:
        where, digest = tokens(shape)
        mapped = tuple(_mapping(terms, row) for row in trees(shape))
        return SentenceRow(anchor(str(where)), str(digest), mapped, fields.place)

    built = fields.built_from(fields.head, "sentence", Terms, build)
    return None if fields.faults else built


def _mapping(terms: Terms, shape: Shape) -> Mapping:
    by_type = {token.type: token for token in tokens(shape)}
    text = terms.title(by_type["NAME"]) if "NAME" in by_type else ""
    return Mapping(str(by_type["MAPPED"]), str(by_type.get("REFERENCE", "")), text)


def _goal(build: Awards, shape: Shape) -> tuple[Quantity, str]:
    words = tokens(shape)
    return build.quantity(trees(shape)[0]), str(words[0]) if words else ""


def _number_and_title(terms: Terms, shape: Shape) -> tuple[int, str]:
    number, title = tokens(shape)
    if not number.isdecimal():
        raise terms.misfit(number, code="no-number", expected=("整数编号", "a whole number"), example="任务 1「…」")
    return int(number), terms.title(title)


def _duty(fields: Fields, field: RawField) -> Duty | None:
    english = fields.free_text(field.subs[0]) if field.subs else ""
    if len(field.subs) > 1:
        expected = ("一条职责只有一行英文", "one English line for a duty")
        fields.fault(field.subs[1].offset, "field-twice", "英文", expected)

    def build(terms: Terms, shape: Shape) -> Duty:
        words = tokens(shape)
        number = terms.number(words[2]) if len(words) > 2 else 0
        return Duty(str(words[0]), terms.title(words[1]), english, number, terms.place(shape))

    return fields.built_from(field, "duty", Terms, build)
