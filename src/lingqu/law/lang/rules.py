"""The blocks that rule: 措施 and 关系, from their fields.

Its one law: a block with a fault is None; its faults lie with its fields. It does not know whether names resolve.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lingqu.law.lang.anchors import anchors
from lingqu.law.lang.awards import Awards
from lingqu.law.lang.blocks import id_and_title, readings_in, slugs
from lingqu.law.lang.examples import Examples
from lingqu.law.lang.fields import Fields
from lingqu.law.lang.layout import RawField
from lingqu.law.lang.terms import Terms, tokens, trees
from lingqu.law.lang.tree import (
    Award,
    Bond,
    Condition,
    Day,
    Example,
    Given,
    Measure,
    Period,
    Quantity,
    Relation,
    WithoutSum,
)

if TYPE_CHECKING:
    from lingqu.law.lang.terms import Shape

YES_OR_NO = {"是": True, "否": False}


def measure(fields: Fields) -> Measure | None:
    """Build a 措施."""
    head = id_and_title(fields, fields.head)
    english = fields.text("英文", required=True)
    cites = anchors(fields, required=True)
    subject = fields.built("对象", "subject", _subject, required=True)
    condition = fields.built("条件", "condition", Awards.condition)
    supported = fields.one("支持")
    award = award_in(fields, supported) if supported is not None else None
    instrument, instrument_english = _with_english(fields, "经费")
    purpose, purpose_english = _with_english(fields, "用途")
    payee, payee_english = _with_english(fields, "收款")
    instalments = fields.built("拨付", "instalments", _instalments) or ()
    departments = slugs(fields, "部门")
    readings = readings_in(fields, "口径")
    since, until = (fields.built(word, "day", _day) for word in ("起", "止"))
    to_applicant = fields.listed("申请", YES_OR_NO)
    premise = _premise(fields)
    examples = tuple(made for each in fields.many("示例") if (made := _example(fields, each)) is not None)
    if fields.faults or head is None or subject is None:
        return None
    return Measure(
        id=head[0],
        title=head[1],
        english=english,
        cites=cites,
        kind=subject[0],
        subject=subject[1],
        condition=condition,
        award=award,
        instrument=instrument,
        instrument_english=instrument_english,
        purpose=purpose,
        purpose_english=purpose_english,
        payee=payee,
        payee_english=payee_english,
        instalments=instalments,
        departments=departments,
        readings=readings,
        since=since,
        until=until,
        to_applicant=to_applicant is not False,
        premise=premise,
        examples=examples,
        note=fields.text("说明"),
        at=fields.place,
    )


def relation(fields: Fields) -> Relation | None:
    """Build a 关系."""
    head = fields.built_from(fields.head, "slug", Terms, lambda _, shape: str(tokens(shape)[0]))
    bonds = [bond for bond in Bond if fields.one(bond.value) is not None]
    if len(bonds) != 1 and not fields.faults:
        given = "、".join(bond.value for bond in bonds) or f"关系 {head or ''}"
        expected = ("择高、互斥、可加、合计封顶 中的一个", "exactly one of 择高, 互斥, 可加, 合计封顶")
        fields.fault(fields.head.offset, "one-bond", given, expected, "择高  B01、B02")
    ceiling: tuple[Quantity, Period, int, tuple[str, ...]] | None = None
    measures: tuple[str, ...] = ()
    for bond in bonds:
        if bond is Bond.SHARED_CEILING:
            ceiling = fields.built(bond.value, "shared_ceiling", _shared_ceiling)
        else:
            measures = slugs(fields, bond.value)
    cites = anchors(fields)
    under = fields.built("口径", "alternative_of", _alternative_of) or ("", "")
    if fields.faults or head is None or not bonds:
        return None
    return Relation(
        id=head,
        bond=bonds[0],
        measures=ceiling[3] if ceiling else measures,
        ceiling=ceiling[0] if ceiling else None,
        period=ceiling[1] if ceiling else Period.NONE,
        years=ceiling[2] if ceiling else 0,
        cites=cites,
        reading=under[0],
        alternative=under[1],
        note=fields.text("说明"),
        at=fields.place,
    )


def award_in(fields: Fields, field: RawField) -> Award | None:
    """Build a 支持; only what is given without a sum has words to be said in English."""
    before, english = fields.parted_behind_comma(field)
    award = fields.built_from(before, "award", Awards, lambda build, shape: build.award(shape))
    if award is None or not english:
        return award
    if not isinstance(award.amount, WithoutSum):
        expected = ("英文只跟在不涉金额「…」后面", "英文 only with 不涉金额「…」")
        fields.fault(
            field.start, "no-words", f"英文 {english}", expected, "不涉金额「优先推荐」，英文 Put forward first"
        )
        return None
    return replace(award, amount=replace(award.amount, english=english))


def _subject(build: Awards, shape: Shape) -> tuple[str, Condition | None]:
    conditions = trees(shape)
    return str(tokens(shape)[0]), build.condition(conditions[0]) if conditions else None


def _day(build: Awards, shape: Shape) -> Day:
    return build.day(tokens(shape)[0])


def _instalments(build: Awards, shape: Shape) -> tuple[tuple[str, Quantity], ...]:
    return tuple((str(tokens(row)[0]), build.quantity(trees(row)[0])) for row in trees(shape))


def _with_english(fields: Fields, word: str) -> tuple[str, str]:
    field = fields.one(word)
    if field is None:
        return "", ""
    before, english = fields.parted(field)
    return fields.free_text(before).rstrip("，, "), english


def _premise(fields: Fields) -> tuple[Given, ...]:
    field = fields.one("示例前提")
    return fields.built_from(field, "premise", Examples, Examples.premise) or () if field else ()


def _example(fields: Fields, field: RawField) -> Example | None:
    note = " ".join(comment for comment in field.trailing if comment)
    return fields.built_from(field, "example", Examples, lambda build, shape: build.example(shape, note=note))


def _alternative_of(build: Awards, shape: Shape) -> tuple[str, str]:
    words = tokens(shape)
    if len(words) != 2 or "=" not in build.source.folded[build.offset(words[0]) : build.offset(words[1])]:
        raise build.misfit(
            shape,
            code="one-alternative",
            expected=("一个口径和它的一个备选", "one reading and one of its alternatives"),
            example="口径  cumulation=one_only",
        )
    return build.called(words[0]), build.called(words[1])


def _shared_ceiling(build: Awards, shape: Shape) -> tuple[Quantity, Period, int, tuple[str, ...]]:
    quantity, *rest = trees(shape)
    period, years = build.period(rest[0]) if rest else (Period.NONE, 0)
    return build.quantity(quantity), period, years, tuple(str(token) for token in tokens(shape))
