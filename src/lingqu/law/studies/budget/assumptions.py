"""All that a budget assumes and no rule says: take-up, what becomes of the undetermined, shares of ceilings, payers.

Its one law: nothing is assumed silently; each assumption can be told as a row with its source. It does not know files.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from lingqu.law.studies.budget.faults import Saying
from lingqu.law.studies.budget.spreads import Spread

Shock = Literal["none", "measure", "measure_year"]
Recurrence = Literal["once", "yearly", "total"]
SHOCKS: tuple[Shock, ...] = ("none", "measure", "measure_year")
OUTSIDE = "outside"

CHANCES: Mapping[str, Saying] = {
    "take_up": Saying("申报率：符合的里面有多少来申报", "take-up: the share of the eligible that apply"),
    "becomes_eligible": Saying("待定的里面有多少最后符合", "the share of the undetermined that prove eligible"),
    "share_of_ceiling": Saying("只写最高额的，实际批到最高额的几成", "the share of a ceiling that is granted"),
    "selected": Saying("择优的，申报的里面选中多少", "the share of applicants that a competition selects"),
    "pool_spent": Saying("资金池当年用掉多少", "the share of a shared pool that is spent in a year"),
    "new_entrants": Saying(
        "以后每年新增的主体，占头一年符合数的比例", "new subjects of each later year, over those eligible in the first"
    ),
}


@dataclass(frozen=True, slots=True)
class Chance:
    """One kind of assumed share: what holds for all measures, and where a measure has its own."""

    otherwise: Spread
    of_measure: Mapping[str, Spread] = field(default_factory=dict)

    def of(self, measure: str) -> Spread:
        """The share of a measure."""
        return self.of_measure.get(measure, self.otherwise)


@dataclass(frozen=True, slots=True)
class Payers:
    """Which pool pays which measure, under a name; `inside` says which pool is part of another.

    `follows` are the alternatives of open readings that this table puts into numbers.
    """

    name: str
    title: Saying
    otherwise: str
    of_measure: Mapping[str, str] = field(default_factory=dict)
    inside: Mapping[str, str] = field(default_factory=dict)
    follows: Mapping[str, str] = field(default_factory=dict)

    def payer(self, measure: str) -> str:
        """The pool that pays a measure, or `OUTSIDE`."""
        return self.of_measure.get(measure, self.otherwise)


@dataclass(frozen=True, slots=True)
class Assumptions:
    """All assumptions of one study. Growth is in millionths a year by fact code; "" stands for all other facts."""

    chances: Mapping[str, Chance]
    payers: tuple[Payers, ...]
    recurrence: Mapping[str, Recurrence] = field(default_factory=dict)
    growth: Mapping[str, int] = field(default_factory=dict)
    common_shock: Shock = "measure_year"
    carry_forward: bool = True
    carry_over: bool = False
    totals_in_parts: bool = True

    def chance(self, kind: str, measure: str) -> Spread:
        """The assumed share of one kind for one measure."""
        return self.chances[kind].of(measure)

    def growth_of(self, fact: str) -> int:
        """The yearly growth of a fact in millionths."""
        return self.growth.get(fact, self.growth.get("", 0))


@dataclass(frozen=True, slots=True)
class Told:
    """One assumption as a row: its name on file, what it means, for whom, its value, where it comes from.

    Name, scope and value are those of the file; `spread` is the value of a share.
    """

    name: str
    meaning: Saying
    scope: str
    value: str
    source: str
    note: str = ""
    spread: Spread | None = None


def told(
    assumptions: Assumptions, payers: Payers, measures: Mapping[str, Recurrence], by_text: Collection[str] = ()
) -> tuple[Told, ...]:
    """Every assumption that was followed, as rows; `measures` are those studied, with how often each is drawn.

    Of those in `by_text` the policy itself says how often.
    """
    rows = []
    for name, chance in assumptions.chances.items():
        rows.append(_chance_row(name, "*", chance.otherwise))
        rows += [_chance_row(name, each, spread) for each, spread in chance.of_measure.items() if each in measures]
    rows += [_plain(name, meaning, "*", value) for name, meaning, value in _switches(assumptions)]
    rows += [
        _plain("growth", Saying("每年的增长", "yearly growth"), fact or "*", growth_said(value))
        for fact, value in assumptions.growth.items()
    ]
    for kind in ("once", "yearly", "total"):
        for source, is_text in (("assumption", False), ("policy", True)):
            drawn = [each for each, recurs in measures.items() if recurs == kind and (each in by_text) is is_text]
            if drawn:
                rows.append(Told("recurrence", RECURS[kind], "、".join(drawn), kind, source))
    paid = Saying("由哪个资金池支付", "which pool pays")
    rows.append(_plain(f"pays: {payers.name}", payers.title, "*", payers.otherwise))
    rows += [_plain(f"pays: {payers.name}", paid, each, pool) for each, pool in payers.of_measure.items()]
    within = Saying("这个池包含在另一个池里", "this pool is part of another")
    rows += [_plain(f"pays: {payers.name}", within, each, pool) for each, pool in payers.inside.items()]
    return tuple(rows)


RECURS: Mapping[str, Saying] = {
    "once": Saying("一个主体只领一次", "drawn once by each subject"),
    "yearly": Saying("符合的年份每年可领", "drawn in each year in which the subject qualifies"),
    "total": Saying("几年合计封顶，逐年累计", "several years together under one ceiling, carried on from year to year"),
}


def growth_said(parts: int) -> str:
    """Millionths as per cent.

    >>> growth_said(32_500), growth_said(0), growth_said(-10_000)
    ('3.25%', '0%', '-1%')
    """
    whole, rest = divmod(abs(parts), 10_000)
    digits = f"{rest:04d}".rstrip("0")
    return f"{'-' if parts < 0 else ''}{whole}{'.' + digits if digits else ''}%"


def _switches(assumptions: Assumptions) -> list[tuple[str, Saying, str]]:
    return [
        (
            "common_shock",
            Saying(
                "主体之间的相关：各项比例按什么抽一次", "correlation of subjects: for what each share is drawn once"
            ),
            assumptions.common_shock,
        ),
        (
            "carry_forward",
            Saying("还没有的年度数沿用最近一年", "years without a figure take over the last one"),
            _yes(assumptions.carry_forward),
        ),
        (
            "carry_over",
            Saying("资金池当年用不完的转到下年", "what a pool does not spend goes on to the next year"),
            _yes(assumptions.carry_over),
        ),
        (
            "totals_in_parts",
            Saying("几年合计的，按符合的年份均分", "totals over years fall due in equal parts"),
            _yes(assumptions.totals_in_parts),
        ),
    ]


def _yes(value: bool) -> str:
    return "true" if value else "false"


def _chance_row(name: str, scope: str, spread: Spread) -> Told:
    numbers = ", ".join(f"{number:g}" for number in spread.numbers)
    return Told(name, CHANCES[name], scope, f"{spread.shape} {numbers}", spread.source, spread.note, spread)


def _plain(name: str, meaning: Saying, scope: str, value: str) -> Told:
    return Told(name, meaning, scope, value, "assumption")
