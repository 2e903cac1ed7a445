"""A question ready for a page: plain words, unit, what proves it, why it is asked, and the fields to answer it in.

Its one law: it is asked in the words of the policy's vocabulary, and why it is asked is told in measures and money.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lingqu.interfaces.web.answers.outcomes import SUPPLIER_WORDS
from lingqu.interfaces.web.interview.hearing import Hearing, heard
from lingqu.interfaces.web.interview.state import Wire
from lingqu.law.engine.answers import Outcome
from lingqu.law.engine.interview import Question
from lingqu.law.engine.program import Program
from lingqu.law.engine.slots import SeriesLook
from lingqu.law.engine.spoken import EXAMPLES
from lingqu.law.lang import tree
from lingqu.law.lang.measures_said import say_award
from lingqu.law.lang.tree import FactDeclaration, Source, Unit
from lingqu.reports.sums_said import money_said, sum_said
from lingqu.reports.wording import Words

NO_FAULTS: Mapping[str, Words] = MappingProxyType({})
MOST_YEARS = 5
_SHOWN = 4  # measures told with a question; the rest are counted
_ASKED = {
    Unit.MONEY: Words("“{}”是多少？", "{}: how much?"),
    Unit.RATIO: Words("“{}”是多少？", "{}: how much?"),
    Unit.COUNT: Words("“{}”是多少？", "{}: how many?"),
    Unit.DATE: Words("“{}”是哪一天？", "{}: on which day?"),
    Unit.YES_NO: Words("是否属于下列情形：{}？", "Does this apply: {}?"),
    Unit.CHOICE: Words("“{}”是哪一种？", "{}: which one?"),
}
_YES_NO = {True: Words("是", "Yes"), False: Words("否", "No")}
_PASSED = Words("跳过了", "passed over")
UNITS = {
    Unit.MONEY: Words("金额，元", "money, yuan"),
    Unit.RATIO: Words("比例", "ratio"),
    Unit.COUNT: Words("个数", "number"),
    Unit.DATE: Words("日期", "day"),
    Unit.YES_NO: Words("是或否", "yes or no"),
    Unit.CHOICE: Words("选一项", "one of several"),
}


@dataclass(frozen=True, slots=True)
class YearField:
    """The field of one year of a yearly fact."""

    year: int
    value: str
    name: str
    fault: Words | None


@dataclass(frozen=True, slots=True)
class Touched:
    """A measure that a question bears on, and what it could give."""

    measure: str
    title: str
    sum: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question in one language."""

    code: str
    name: str
    asked: str  # the name as a question
    meaning: str
    proof: str
    supplier: str
    is_finding: bool
    unit: str  # the name of the unit, for the template to choose the field by
    unit_said: str
    example: str
    choices: tuple[tuple[str, str], ...]
    value: str  # what was answered before, as it is typed
    year: int | None  # the year asked for, of a yearly fact
    earlier: tuple[YearField, ...]
    touched: tuple[Touched, ...]
    more_touched: int
    up_to: str  # the money that these measures could give in all
    for_sum_only: bool
    is_answered: bool
    fault: Words | None

    @property
    def has_earlier(self) -> bool:
        """Whether an earlier year is filled in or refused: then its fields must be seen."""
        return any(each.value or each.fault for each in self.earlier)


def question_view(
    hearing: Hearing,
    question: Question,
    lang: str,
    *,
    typed: Mapping[str, str] | None = None,
    faults: Mapping[str, Words] = NO_FAULTS,
) -> QuestionView:
    """Make a question ready; `typed` is what stood in its fields when they were refused for `faults`."""
    fact, state = question.fact, hearing.state
    wire = state.facts.get(fact.code)
    outcomes = _touched(hearing, question)
    is_english = lang == "en"
    year = state.day.year - 1 if fact.yearly else None
    earlier = [] if year is None else [year - back for back in range(1, years_asked(hearing.program, fact))]
    words = typed if typed is not None else {f"year_{each}": _typed(_of_year(wire, each)) for each in earlier}
    return QuestionView(
        code=fact.code,
        name=name_of(fact, lang),
        asked=_ASKED[fact.unit].said(lang).format(name_of(fact, lang)),
        meaning=(fact.meaning_english if is_english else fact.meaning) or fact.meaning,
        proof=(fact.evidence_english if is_english else fact.evidence) or fact.evidence,
        supplier=SUPPLIER_WORDS[fact.source].said(lang),
        is_finding=fact.source is Source.FINDING,
        unit=fact.unit.name.lower(),
        unit_said=UNITS[fact.unit].said(lang),
        example=Words(*EXAMPLES[fact.unit]).said(lang),
        choices=tuple((code, code if is_english else name) for name, code in fact.choices),
        value=typed.get("value", "") if typed is not None else _typed(_of_year(wire, year)),
        year=year,
        earlier=tuple(
            YearField(each, words.get(f"year_{each}", ""), f"year_{each}", faults.get(f"year_{each}"))
            for each in earlier
        ),
        touched=tuple(
            Touched(each.measure, title_of(each.compiled.measure, lang), _worth(hearing, each, lang))
            for each in outcomes[:_SHOWN]
        ),
        more_touched=max(0, len(outcomes) - _SHOWN),
        up_to=_up_to(outcomes, lang),
        for_sum_only=question.for_sum_only,
        is_answered=wire is not None,
        fault=faults.get("value"),
    )


def years_asked(program: Program, fact: FactDeclaration) -> int:
    """How many years of a yearly fact rules look at, the last closed one counted."""
    nodes: list[SeriesLook] = [node for node in program.layout.of_look if node.name == fact.name]
    nodes += [
        each.derivation
        for each in program.pack.facts
        if isinstance(each.derivation, SeriesLook) and each.derivation.name == fact.name
    ]
    years = [1]
    for node in nodes:
        if isinstance(node, tree.EarlierMaximum):
            years.append(MOST_YEARS)
        elif isinstance(node, tree.SumOfYears):
            years.append(node.years)
        else:
            years.append(2)
    return max(years)


def value_said(fact: FactDeclaration, wire: Wire, lang: str) -> str:
    """Say an answer."""
    if wire is None:
        return _PASSED.said(lang)
    if isinstance(wire, dict):
        colon, stop = ("：", "；") if lang == "zh" else (": ", "; ")
        return stop.join(f"{year}{colon}{value_said(fact, value, lang)}" for year, value in sorted(wire.items()))
    if isinstance(wire, bool):
        return _YES_NO[wire].said(lang)
    if fact.unit is Unit.MONEY:
        whole, _, part = str(wire).partition(".")
        return money_said(int(whole + part.ljust(2, "0")), lang)
    if fact.unit is Unit.CHOICE and lang == "zh":
        return next((name for name, code in fact.choices if code == wire), str(wire))
    return str(wire)


def name_of(fact: FactDeclaration, lang: str) -> str:
    """The name of a fact on screen."""
    return fact.english if lang == "en" and fact.english else fact.name


def title_of(measure: tree.Measure, lang: str) -> str:
    """The title of a measure on screen."""
    return measure.english if lang == "en" and measure.english else measure.title


def _touched(hearing: Hearing, question: Question) -> list[Outcome]:
    """The outcomes that a question bears on, as they stand without its answer, the most money first."""
    code = question.fact.code
    before = heard(hearing.state.without(code)) if code in hearing.state.facts else hearing
    found = [each for each in before.answer.outcomes if each.measure in question.measures]
    return sorted(found, key=lambda each: -_most(each))


def _most(outcome: Outcome) -> int:
    award = outcome.award
    return (outcome.at_most if award is None else award.fen if award.at_most is None else award.at_most) or 0


def _worth(hearing: Hearing, outcome: Outcome, lang: str) -> str:
    said = sum_said(outcome, lang)
    award = outcome.compiled.measure.award
    return said if _most(outcome) or award is None else say_award(award, hearing.pack, lang)


def _up_to(outcomes: list[Outcome], lang: str) -> str:
    """The largest sum among them: what the answer may decide about; a pool of many is nobody's own sum."""
    own = [each for each in outcomes if each.compiled.measure.award and each.compiled.measure.award.kind != "pool"]
    most = max((_most(each) for each in own), default=0)
    return money_said(most, lang) if most else ""


def _of_year(wire: Wire, year: int | None) -> Wire:
    return wire.get(str(year)) if isinstance(wire, dict) else wire


def _typed(wire: Wire) -> str:
    if wire is None:
        return ""
    if isinstance(wire, bool):
        return "yes" if wire else "no"
    return str(wire)
