"""A small policy put together node by node, so that the engine is tested without the parser."""

from __future__ import annotations

from lingqu.law.lang import tree
from lingqu.law.lang.tree import (
    Alternative,
    Award,
    Compare,
    Day,
    Fact,
    FactDeclaration,
    Holds,
    Measure,
    Period,
    Policy,
    Quantity,
    Reading,
    Source,
    Unit,
)
from lingqu.law.packs.pack import Pack


def yuan(amount: int) -> Quantity:
    return Quantity(Unit.MONEY, amount * 100)


def percent(number: int) -> Quantity:
    return Quantity(Unit.RATIO, number, 100)


def fact(
    name: str,
    code: str,
    unit: Unit,
    *,
    yearly: bool = False,
    source: Source = Source.DECLARED,
    derivation: tree.Value | tree.Condition | None = None,
    role: str = "",
    choices: tuple[tuple[str, str], ...] = (),
    nonnegative: bool = False,
) -> FactDeclaration:
    return FactDeclaration(
        name, code, unit, yearly, code, name, code, source, choices=choices, derivation=derivation, role=role,
        nonnegative=nonnegative,
    )  # fmt: skip


FACTS = (
    fact("申请日", "day", Unit.DATE),
    fact("在本市", "here", Unit.YES_NO),
    fact("企业", "firm", Unit.YES_NO),
    fact("营收", "income", Unit.MONEY, yearly=True),
    fact("往年最高营收", "income_before", Unit.MONEY, derivation=tree.EarlierMaximum("营收")),
    fact("研发", "research", Unit.MONEY, yearly=True),
    fact("设备", "machines", Unit.MONEY),
    fact("人数", "heads", Unit.COUNT),
    fact("占比", "share", Unit.RATIO),
    fact("级别", "level", Unit.CHOICE, choices=(("市级", "city"), ("省级", "province"), ("国家级", "nation"))),
    fact("认定日", "recognised_on", Unit.DATE, source=Source.REGISTER),
    fact("成效好", "good", Unit.YES_NO, source=Source.FINDING),
    fact("到账", "received", Unit.MONEY),
    fact("本年已付", "paid_year", Unit.MONEY, role="已付本年", nonnegative=True),
    fact("合计已付", "paid_total", Unit.MONEY, role="已付合计", nonnegative=True),
    fact("有规模", "sizeable", Unit.YES_NO, derivation=Compare(Fact("人数"), "达到", Quantity(Unit.COUNT, 100))),
)

READINGS = (
    Reading(
        "arrival", "到账范围", "What arrived", "", "", (),
        (Alternative("any", "任何部分", "any part"), Alternative("whole", "全部", "the whole")), None,
    ),
    Reading(
        "base", "分母", "Denominator", "", "", (),
        (Alternative("all_income", "营收", "income"), Alternative("machines", "设备", "machines")),
        tree.Adoption("all_income", "本组", Day("2026-01-01"), "通常如此"),
    ),
)  # fmt: skip

ABOVE_LINE = Compare(Fact("研发"), "达到", yuan(20_000_000))
INTENSITY = Compare(
    tree.DividedBy(
        Fact("研发"), tree.ValueByReading("base", (("all_income", Fact("营收")), ("machines", Fact("设备"))))
    ),
    "高于",
    percent(5),
)


def measure(
    id: str,
    *,
    subject: tree.Condition | None = None,
    condition: tree.Condition | None = None,
    award: Award | None = None,
    readings: tuple[str, ...] = (),
) -> Measure:
    return Measure(id, id, id, (tree.Anchor("第1条", 1),), "组织", subject, condition, award, readings=readings)


MEASURES = (
    measure(
        "M1",
        subject=Holds("企业"),
        condition=tree.Or((INTENSITY, ABOVE_LINE)),
        award=Award(None, yuan(5_000_000), "每家"),
        readings=("base",),
    ),
    measure(
        "M2",
        subject=Holds("企业"),
        condition=Compare(Fact("设备"), "达到", yuan(3_000_000)),
        award=Award(tree.Rate(Fact("设备"), percent(15)), yuan(1_000_000), "每个", Period.YEAR),
    ),
    measure(
        "M3",
        subject=Holds("企业"),
        condition=tree.FirstTime("营收", "突破", yuan(30_000_000)),
        award=Award(None, yuan(1_000_000), "每家"),
    ),
    measure(
        "M4",
        subject=Holds("企业"),
        condition=tree.ByReading(
            "arrival",
            (
                ("any", Compare(Fact("到账"), "大于", yuan(0))),
                ("whole", Compare(Fact("到账"), "不低于", Fact("设备"))),
            ),
        ),
        award=Award(None, yuan(2_000_000), "每家", Period.YEARS, 3),
    ),
    measure(
        "M5",
        condition=tree.And(
            (
                tree.Among("级别", ("省级", "国家级")),
                tree.Within(Fact("认定日"), 3, "年"),
                Holds("成效好"),
                tree.Not(Holds("有规模")),
            )
        ),
        award=Award(tree.Rate(Fact("研发"), percent(10), at_most=True), yuan(800_000), "每家"),
    ),
)


def pack_of(*measures: Measure, relations: tuple[tree.Relation, ...] = ()) -> Pack:
    return Pack(
        policy=Policy(
            "made", "手造政策", "Hand-made policy", Day("2026-01-24"), Day("2026-01-24"), Day("2030-12-31"), "申请日",
            Holds("在本市"), unchecked=("general_conditions",),
        ),
        facts=FACTS,
        departments=(),
        readings=READINGS,
        measures=measures or MEASURES,
        relations=relations,
        targets=(),
        tasks=(),
        sentences=(),
        digest="0" * 64,
    )  # fmt: skip


HERE = {"day": "2027-06-30", "here": True, "firm": True}
