"""What a measure gives: amounts by every form a policy uses, under a ceiling for a period.

Its one law: a ceiling is never a sum owed; `Award.kind` says which of the two an award is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from lingqu.law.lang.tree.places import NOWHERE, Place
from lingqu.law.lang.tree.values import Day, Fact, Quantity, Value


@dataclass(frozen=True, slots=True)
class Flat:
    """定额 X: a sum the text fixes."""

    sum: Quantity
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Rate:
    """按 base 的 r, or 按不超过 base 的 r (at_most); unknown when the base is; nothing on a base of zero or less."""

    base: Value
    ratio: Quantity
    at_most: bool = False
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a band, with whether the number itself is inside."""

    number: Quantity
    inclusive: bool


@dataclass(frozen=True, slots=True)
class Band:
    """From lower to upper (None: open-ended) a fixed sum, or a ratio of the whole base."""

    lower: Bound | None
    upper: Bound | None
    amount: Quantity


@dataclass(frozen=True, slots=True)
class Bands:
    """按 base 分档（…）; unknown when the base is; nothing outside all bands, nor on money of zero or less."""

    base: Value
    rows: tuple[Band, ...]
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Marginal:
    """按 base 累进（超过 t 部分：r；…）: each ratio applies to the part above its line up to the next line."""

    base: Value
    rows: tuple[tuple[Quantity, Quantity], ...]
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Steps:
    """按 base 每满 s 给 x: only full steps count; unknown when the base is."""

    base: Value
    step: Quantity
    each: Quantity
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Multiple:
    """按 M 的 r: a multiple of what another measure's amount comes to, before its ceiling."""

    measure: str
    ratio: Quantity
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Override:
    """依 M 改按 r: another measure's base at a rate of this one's own."""

    measure: str
    ratio: Quantity
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class YearByYear:
    """自 D 起分年（第1年：…；第2年：…）: the amount of the year running on the day judged; nothing after the last."""

    start: Fact | Day
    rows: tuple[tuple[int, Flat | Rate], ...]
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Matching:
    """配套 base 的 r: a grant of another level matched at a ratio; unknown when that grant is."""

    base: Value
    ratio: Quantity
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Between:
    """由 DEPARTMENT 在 low 至 high 之间核定: a decision within a range; shown as up to high."""

    department: str
    low: Quantity
    high: Quantity
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Considering:
    """视 base 情况: the text names what the sum looks at, but no rate; nothing on a base of zero or less."""

    base: Value
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class WithoutSum:
    """不涉金额「…」: a service or an honour, no money."""

    what: str
    english: str = ""
    at: Place = field(default=NOWHERE, compare=False, repr=False)


Amount = (
    Flat
    | Rate
    | Bands
    | Marginal
    | Steps
    | Multiple
    | Override
    | YearByYear
    | Matching
    | Between
    | Considering
    | WithoutSum
)


class Period(Enum):
    """The time a ceiling covers."""

    NONE = ""  # the text names none
    ONCE = "一次"
    YEAR = "每年"
    YEARS = "年合计"  # N years together
    PLAN = "有效期内合计"


@dataclass(frozen=True, slots=True)
class Award:
    """What a measure gives. `competitive` is 择优, `pool` is 资金池; amount None means the ceiling alone."""

    amount: Amount | None
    ceiling: Quantity | None
    per: str = ""  # 每家 | 每个 | 每项目 …
    period: Period = Period.NONE
    years: int = 0  # of Period.YEARS
    competitive: bool = False
    pool: bool = False
    at: Place = field(default=NOWHERE, compare=False, repr=False)

    @property
    def kind(self) -> str:
        """due | up_to | competitive | pool | none, as on the machine interface."""
        if self.pool:
            return "pool"
        if self.competitive:
            return "competitive"
        if isinstance(self.amount, WithoutSum):
            return "none"
        if self.amount is None or isinstance(self.amount, Between | Considering):
            return "up_to"
        rows = [each for _, each in self.amount.rows] if isinstance(self.amount, YearByYear) else [self.amount]
        if any(isinstance(each, Rate) and each.at_most for each in rows):
            return "up_to"
        return "due"
