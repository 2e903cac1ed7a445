"""The typed tree of the rule language: one small frozen node for each operation, with the word that was written.

Its one law: positions never count (two layouts of one rule are equal trees). The one-line docstring of each node says
what *unknown* does there. It does not know how a rule is spelled, nor how it is evaluated.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was written; line and column count from 1."""

    file: str = ""
    line: int = 0
    column: int = 0


NOWHERE = Place()


class Unit(Enum):
    """What a value is; the word of the language is the value."""

    MONEY = "金额"
    RATIO = "比例"
    COUNT = "数量"
    DATE = "日期"
    YES_NO = "是否"
    CHOICE = "选项"


# ---------------------------------------------------------------- values


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written: money in fen, a ratio as numerator over denominator, a count; never unknown."""

    unit: Unit
    numerator: int
    denominator: int = 1
    written: str = field(default="", compare=False)
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day, ISO text; never unknown."""

    iso: str
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Fact:
    """The value of a declared fact by its Chinese name; unknown when not given and not derivable."""

    name: str
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PreviousYear:
    """上年「x」: the value of the year before the year relied on; unknown without that year of the series."""

    name: str
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class EarlierMaximum:
    """往年最高「x」: the highest of all earlier years; a gap leaves it known only as "at least"."""

    name: str
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SumOfYears:
    """近N年合计「x」: the sum of the last N closed years; unknown when one of them is."""

    name: str
    years: int
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Increase:
    """同比增加「x」: the year relied on less the year before; unknown when either is."""

    name: str
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Plus:
    """a + b; unknown when either is."""

    left: Value
    right: Value
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Minus:
    """a − b; unknown when either is."""

    left: Value
    right: Value
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Times:
    """a × r with r a written ratio or count; unknown when a is; exact, only an award is cut to fen."""

    left: Value
    right: Quantity
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class DividedBy:
    """a ÷ b, a ratio; unknown when either is; undefined (unknown for that reason) when b ≤ 0."""

    left: Value
    right: Value
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Lesser:
    """较小者（a，b，…）; unknown when one is unknown."""

    items: tuple[Value, ...]
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Greater:
    """较大者（a，b，…）; unknown when one is unknown."""

    items: tuple[Value, ...]
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ValueByReading:
    """依口径 r（甲：a；乙：b）: the value under the reading's adopted or chosen alternative."""

    reading: str  # its id; as parsed, what was written: an id or a title
    alternatives: tuple[tuple[str, Value], ...]  # by code; as parsed, a code or a name
    written: tuple[str, ...] = field(default=(), compare=False)  # reading and alternatives as written, once settled
    at: Place = field(default=NOWHERE, compare=False, repr=False)


Value = (
    Quantity
    | Day
    | Fact
    | PreviousYear
    | EarlierMaximum
    | SumOfYears
    | Increase
    | Plus
    | Minus
    | Times
    | DividedBy
    | Lesser
    | Greater
    | ValueByReading
)

# ---------------------------------------------------------------- conditions


@dataclass(frozen=True, slots=True)
class Holds:
    """A yes/no fact standing alone; unknown when not given."""

    name: str
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Compare:
    """left WORD right; unknown when either side is, or when a ratio in it is undefined."""

    left: Value
    word: str
    right: Value
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Among:
    """「x」属于（甲、乙） or 「x」为 甲 (one choice, word 为); unknown when x is."""

    name: str
    choices: tuple[str, ...]
    word: str = "属于"
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Within:
    """自 D 起 N年内: the day judged lies in the Civil Code period that begins with D; unknown when a day is."""

    start: Fact | Day
    length: int
    unit: str  # 年 | 个月 | 日 | 个工作日
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class FirstTime:
    """「x」首次 WORD t: passes t in the year relied on and in no earlier year; unknown parts stay unknown."""

    name: str
    word: str
    threshold: Quantity
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Not:
    """不 / 非 / 未 c; unknown when c is."""

    item: Condition
    word: str = "不"
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class And:
    """a 且 b …; one NO decides, else one UNKNOWN leaves it unknown."""

    items: tuple[Condition, ...]
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Or:
    """a 或 b …; one YES decides, else one UNKNOWN leaves it unknown."""

    items: tuple[Condition, ...]
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AtLeastOf:
    """至少 N项（a；b；c）; unknown while the unknown ones could still decide it."""

    number: int
    items: tuple[Condition, ...]
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ByReading:
    """依口径 r（甲：c；乙：d）: the condition under the reading's adopted or chosen alternative; with none adopted,
    what all alternatives agree on, else unknown for that reason."""

    reading: str  # its id; as parsed, what was written: an id or a title
    alternatives: tuple[tuple[str, Condition], ...]  # by code; as parsed, a code or a name
    written: tuple[str, ...] = field(default=(), compare=False)  # reading and alternatives as written, once settled
    at: Place = field(default=NOWHERE, compare=False, repr=False)


Condition = Holds | Compare | Among | Within | FirstTime | Not | And | Or | AtLeastOf | ByReading

# The words of law and what they compare; 以上 以下 以内 stand behind the number, the others before it.
STRICTLY_ABOVE = ("高于", "超过", "突破", "大于")
AT_LEAST = ("达到", "不低于", "以上")
STRICTLY_BELOW = ("低于", "不满")
AT_MOST = ("不超过", "以下", "以内")
EQUAL = ("等于",)
BEHIND_THE_NUMBER = ("以上", "以下", "以内")

# ---------------------------------------------------------------- amounts and awards


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


# ---------------------------------------------------------------- blocks of a policy folder


@dataclass(frozen=True, slots=True)
class Anchor:
    """A sentence of the plan: 第10条 | 总体要求 | 保障措施 | 施行 | 引言, and the sentence's number (0: all of it)."""

    section: str
    sentence: int = 0

    def __str__(self) -> str:
        return f"{self.section}第{self.sentence}句" if self.sentence else self.section


@dataclass(frozen=True, slots=True)
class Policy:
    """政策: the header of a folder."""

    id: str
    title: str
    english: str
    issued: Day | None
    since: Day
    until: Day | None
    day_fact: str  # the fact that holds the day judged
    common: Condition | None  # 共同条件, asked by every applicant measure
    common_readings: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()  # what the plan does not say and the product does not check
    supplements: tuple[str, ...] = ()  # 补充: policies whose conditions a call may switch on
    version: str = ""
    note: str = ""
    at: Place = field(default=NOWHERE, compare=False, repr=False)


class Source(Enum):
    """Who can supply a fact."""

    DECLARED = "申请人"
    REGISTER = "登记"
    FINDING = "认定"
    DERIVED = "推算"


@dataclass(frozen=True, slots=True)
class FactDeclaration:
    """事实: a name on screen, a name on the wire, and all that a form needs to ask for it."""

    name: str
    code: str
    unit: Unit
    yearly: bool
    english: str
    meaning: str
    meaning_english: str
    source: Source
    evidence: str = ""
    evidence_english: str = ""
    choices: tuple[tuple[str, str], ...] = ()  # (Chinese, code)
    derivation: Value | Condition | None = None
    role: str = ""  # 已付本年 | 已付合计: the two facts a remaining sum is computed from
    informative: bool = False  # 仅供参考: no rule may ask it
    nonnegative: bool = False  # 非负
    readings: tuple[str, ...] = ()
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Department:
    """部门: code, official name, English name."""

    code: str
    name: str
    english: str
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Alternative:
    """备选: one way to read an open point."""

    code: str
    name: str
    english: str
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Adoption:
    """采用: which alternative, by whom, when, why."""

    alternative: str
    by: str
    on: Day
    why: str
    why_english: str = ""
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """口径: an open point of the text as a named object."""

    id: str
    title: str
    english: str
    question: str
    question_english: str
    cites: tuple[Anchor, ...]
    alternatives: tuple[Alternative, ...]
    adopted: Adoption | None
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Given:
    """One fact in an example: 「x」 2亿元, 「x」2025年 100元, 「是企业」, 非「是企业」; value None is 未知."""

    name: str
    value: Quantity | Day | str | bool | None
    year: int | None = None
    word: str = field(default="非", compare=False)  # 非 | 不 | 未, where the value is False
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Expected:
    """What an example says comes out; None means the example does not say."""

    verdict: str  # 符合 | 不符合 | 待定
    kind: str | None = None  # 应得 | 最高 | 择优 | 资金池 | 无金额
    sum: Quantity | None = None
    remaining: Quantity | None = None
    missing: tuple[str, ...] | None = None
    still: tuple[str, ...] | None = None  # 金额还缺「…」: facts that the sum still needs
    readings: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """示例: facts → what comes out; note is the comment behind it."""

    given: tuple[Given, ...]
    chosen: tuple[tuple[str, str], ...]  # 口径 r=a
    expected: Expected
    note: str = field(default="", compare=False)
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Measure:
    """措施: one funding sentence of a plan as a rule."""

    id: str
    title: str
    english: str
    cites: tuple[Anchor, ...]
    kind: str  # 组织 | 项目 | 平台 | 认定 | 团队 | 联合体
    subject: Condition | None
    condition: Condition | None
    award: Award | None
    instrument: str = ""
    instrument_english: str = ""
    purpose: str = ""
    purpose_english: str = ""
    payee: str = ""
    payee_english: str = ""
    instalments: tuple[tuple[str, Quantity], ...] = ()
    departments: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    since: Day | None = None
    until: Day | None = None
    to_applicant: bool = True
    premise: tuple[Given, ...] = ()
    examples: tuple[Example, ...] = ()
    note: str = ""
    at: Place = field(default=NOWHERE, compare=False, repr=False)


class Bond(Enum):
    """How clauses stand to each other."""

    HIGHER_ONCE = "择高"  # only the higher, once
    EXCLUSIVE = "互斥"  # at most one
    ADDITIVE = "可加"  # expressly allowed together
    SHARED_CEILING = "合计封顶"  # together no more than


@dataclass(frozen=True, slots=True)
class Relation:
    """关系: a bond between named measures; a relation may rest on an open reading (then it is only possible)."""

    id: str
    bond: Bond
    measures: tuple[str, ...]
    ceiling: Quantity | None = None
    period: Period = Period.NONE
    years: int = 0
    cites: tuple[Anchor, ...] = ()
    reading: str = ""  # holds only under reading=alternative
    alternative: str = ""
    note: str = ""
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Target:
    """指标: a number to reach, its bound word kept as written."""

    id: str
    title: str
    english: str
    cites: tuple[Anchor, ...]
    value: Quantity
    word: str  # 以上 突破 超过 达到 左右 …
    nature: str  # 存量 | 流量 | 增速 | 占比
    unit: str
    due: int  # year
    baseline: str = ""  # reading id
    departments: tuple[str, ...] = ()
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Duty:
    """职责: one thing a task asks to be done."""

    id: str
    text: str
    english: str
    sentence: int
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Task:
    """任务: a numbered task of the plan with its departments and duties."""

    number: int
    title: str
    english: str
    departments: tuple[str, ...]
    duties: tuple[Duty, ...]
    cites: tuple[Anchor, ...] = ()
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Mapping:
    """One thing a sentence of the plan became: kind 措施 指标 职责 地点 登记 流程 保障 不可执行."""

    kind: str
    reference: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """文句: a sentence by anchor and digest, and what became of it."""

    anchor: Anchor
    digest: str
    mapped: tuple[Mapping, ...]
    at: Place = field(default=NOWHERE, compare=False, repr=False)


Block = Policy | FactDeclaration | Department | Reading | Measure | Relation | Target | Task | SentenceRow


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """One file of a folder, parsed."""

    file: str
    blocks: tuple[Block, ...]
