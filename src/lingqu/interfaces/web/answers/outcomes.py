"""Outcomes of the law made ready for a page: verdict, sum, reason tree, what is missing and who can supply it.

Its one law: it shows an answer and changes nothing in it; what fits comes first, the most money first. It knows no
database: whoever has a `Program` and an `Answer` can show them with templates/answers/_outcome.html.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from lingqu.law.engine.answers import Answer, Outcome
from lingqu.law.engine.explanations import Explanation, Ground, explain
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.nearness import NearMiss, near_misses
from lingqu.law.engine.phrases import say_number
from lingqu.law.engine.program import Program
from lingqu.law.engine.reasons import because
from lingqu.law.lang.measures_said import say_award
from lingqu.law.lang.tree import Anchor, FactDeclaration, Measure, Source
from lingqu.law.lang.truth import NO, UNKNOWN, YES
from lingqu.law.packs.pack import Pack
from lingqu.reports.sums_said import money_said, sum_said, weight
from lingqu.reports.wording import Words

VERDICT_WORDS = {
    Verdict.ELIGIBLE: Words("符合", "Eligible"),
    Verdict.UNDETERMINED: Words("待定", "Undetermined"),
    Verdict.NOT_ELIGIBLE: Words("不符合", "Not eligible"),
}
SUPPLIER_WORDS = {
    Source.DECLARED: Words("由申请人提供", "from the applicant"),
    Source.REGISTER: Words("登记可查", "from registers"),
    Source.FINDING: Words("须由主管部门认定", "to be found by the authority"),
    Source.DERIVED: Words("由其他事实推算", "derived from other facts"),
}
TRUTH_WORDS = {YES: Words("是", "yes"), NO: Words("否", "no"), UNKNOWN: Words("未知", "unknown")}
_TRUTH_NAMES = {YES: "yes", NO: "no", UNKNOWN: "unknown"}
_SECTIONS = {"保障措施": "safeguards", "总体要求": "general requirements", "施行": "in force", "引言": "preamble"}
_UNCHECKED = {
    "general_conditions": Words(
        "一般申报条件（法人资格、信用、科研诚信、逾期项目等），方案没有写，这里也没有查",
        "general conditions (legal person, credit, integrity, overdue projects …): not in the plan, not checked",
    )
}
_ORDER = {Verdict.ELIGIBLE: 0, Verdict.UNDETERMINED: 1, Verdict.NOT_ELIGIBLE: 2}

AddressOf = Callable[[str], str]
"""Where a fact, by its code, can be entered; empty where it cannot."""


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact that is missing: its name, who can supply it, what proves it, and where to enter it."""

    code: str
    name: str
    meaning: str
    supplier: str
    proof: str
    needs_finding: bool
    address: str = ""


@dataclass(frozen=True, slots=True)
class GroundView:
    """One node of the reason tree: what it says and whether it holds ("yes", "no", "unknown", for the look)."""

    text: str
    truth: str
    truth_said: str
    children: tuple[GroundView, ...]


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A reading that an outcome rests on: its question, what is followed, and the verdict under each alternative."""

    id: str
    title: str
    question: str
    followed: str  # the alternative followed; empty where the reading is open
    alternatives: tuple[tuple[str, str], ...]  # (alternative, verdict under it or "")


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """One measure answered, in one language."""

    measure: str
    title: str
    verdict: str
    verdict_said: str
    sum: str
    fen: int
    because: str
    rule: str  # how the sum is set, in words
    trees: tuple[tuple[str, GroundView], ...]  # (the open reading it is under, the tree)
    missing: tuple[FactView, ...]
    ways: tuple[tuple[str, ...], ...]  # where several sets would each do: the names in each
    sum_missing: tuple[FactView, ...]
    readings: tuple[ReadingView, ...]
    cites: str
    instrument: str
    departments: str
    is_near: bool = False

    @property
    def open_readings(self) -> tuple[ReadingView, ...]:
        """Those nobody has settled."""
        return tuple(each for each in self.readings if not each.followed)


@dataclass(frozen=True, slots=True)
class NearView:
    """One line nearly reached, said in a sentence."""

    measure: str
    title: str
    text: str
    fact: str


def outcome_views(
    program: Program, answer: Answer, lang: str, *, address_of: AddressOf | None = None
) -> tuple[OutcomeView, ...]:
    """Make all outcomes of an answer ready: eligible first, then open, then refused; within each the most money."""
    near = {each.measure for each in near_misses(program, answer)}
    ranked = sorted(answer.outcomes, key=lambda each: (_ORDER[each.verdict], -weight(each), each.compiled.number))
    return tuple(outcome_view(program, answer, each, lang, address_of=address_of, near=near) for each in ranked)


def outcome_view(
    program: Program,
    answer: Answer,
    outcome: Outcome,
    lang: str,
    *,
    address_of: AddressOf | None = None,
    near: Iterable[str] = (),
) -> OutcomeView:
    """Make one outcome ready."""
    pack, measure, judgement = program.pack, outcome.compiled.measure, outcome.judgement
    explanation = explain(program, answer, outcome, lang)
    sets = judgement.missing_sets
    shared = frozenset(sets[0]).intersection(*sets[1:]) if sets else frozenset()
    ways = tuple(tuple(_name(pack, code, lang) for code in each if code not in shared) for each in sets[:4])
    sum_missing = outcome.award.missing if outcome.award else outcome.sum_missing
    return OutcomeView(
        measure=measure.id,
        title=_title(measure, lang),
        verdict=outcome.verdict.value,
        verdict_said=VERDICT_WORDS[outcome.verdict].said(lang),
        sum=sum_said(outcome, lang),
        fen=weight(outcome),
        because=because(program, answer, outcome, lang),
        rule=say_award(measure.award, pack, lang) if measure.award else "",
        trees=tuple((_choice(pack, choice, lang), _ground(tree, lang)) for choice, tree in explanation.trees),
        missing=fact_views(pack, judgement.missing, lang, address_of),
        ways=ways if len(sets) > 1 else (),
        sum_missing=fact_views(pack, sum_missing, lang, address_of),
        readings=_readings(program, outcome, explanation, lang),
        cites=cites_said(measure.cites, lang),
        instrument=(measure.instrument_english if lang == "en" else measure.instrument) or measure.instrument,
        departments=("、" if lang == "zh" else ", ").join(
            pack.department(each).english if lang == "en" else pack.department(each).name
            for each in measure.departments
        ),
        is_near=measure.id in near,
    )


def fact_views(
    pack: Pack, codes: Iterable[str], lang: str, address_of: AddressOf | None = None
) -> tuple[FactView, ...]:
    """Make facts, by their codes, ready to be asked for."""
    return tuple(_fact(pack.fact_coded(code), lang, address_of) for code in codes)


def near_views(program: Program, answer: Answer, lang: str, *, most: int = 5) -> tuple[NearView, ...]:
    """What was nearly reached, the nearest first."""
    return tuple(_near(program, each, lang) for each in near_misses(program, answer)[:most])


def unchecked_said(pack: Pack, lang: str) -> tuple[str, ...]:
    """What the plan does not say and the product did not check."""
    return tuple(_UNCHECKED[each].said(lang) if each in _UNCHECKED else each for each in pack.policy.unchecked)


def cites_said(anchors: Iterable[Anchor], lang: str) -> str:
    """Say where in the plan a rule stands."""
    if lang == "zh":
        return "、".join(str(each) for each in anchors)
    return "; ".join(_cite_en(each) for each in anchors)


def _cite_en(anchor: Anchor) -> str:
    is_task = anchor.section.startswith("第") and anchor.section.endswith("条")
    section = f"task {anchor.section[1:-1]}" if is_task else _SECTIONS.get(anchor.section, anchor.section)
    return f"{section}, sentence {anchor.sentence}" if anchor.sentence else section


def _title(measure: Measure, lang: str) -> str:
    return measure.english if lang == "en" and measure.english else measure.title


def _name(pack: Pack, code: str, lang: str) -> str:
    fact = pack.fact_coded(code)
    return fact.english if lang == "en" and fact.english else fact.name


def _fact(fact: FactDeclaration, lang: str, address_of: AddressOf | None) -> FactView:
    is_english = lang == "en"
    return FactView(
        code=fact.code,
        name=(fact.english if is_english else fact.name) or fact.name,
        meaning=(fact.meaning_english if is_english else fact.meaning) or fact.meaning,
        supplier=SUPPLIER_WORDS[fact.source].said(lang),
        proof=(fact.evidence_english if is_english else fact.evidence) or fact.evidence,
        needs_finding=fact.source is Source.FINDING,
        address=address_of(fact.code) if address_of else "",
    )


def _ground(ground: Ground, lang: str) -> GroundView:
    return GroundView(
        ground.text,
        _TRUTH_NAMES[ground.truth],
        TRUTH_WORDS[ground.truth].said(lang),
        tuple(_ground(each, lang) for each in ground.children),
    )


def _choice(pack: Pack, choice: Mapping[str, str], lang: str) -> str:
    """The open readings that a tree stands under, said."""
    colon = "：" if lang == "zh" else ": "
    return ("；" if lang == "zh" else "; ").join(
        f"{_reading_title(pack, reading, lang)}{colon}{_alternative(pack, reading, code, lang)}"
        for reading, code in choice.items()
        if len(pack.reading(reading).alternatives) > 1
    )


def _reading_title(pack: Pack, reading: str, lang: str) -> str:
    found = pack.reading(reading)
    return found.english if lang == "en" and found.english else found.title


def _alternative(pack: Pack, reading: str, code: str, lang: str) -> str:
    found = next(each for each in pack.reading(reading).alternatives if each.code == code)
    return found.english if lang == "en" and found.english else found.name


def _readings(program: Program, outcome: Outcome, explanation: Explanation, lang: str) -> tuple[ReadingView, ...]:
    pack = program.pack
    under = {(each.reading, each.alternative): each.verdict for each in explanation.under_readings}
    found = []
    for id in outcome.readings:
        reading = pack.reading(id)
        followed = program.chosen.get(id, "")
        verdicts = tuple(
            (
                _alternative(pack, id, each.code, lang),
                VERDICT_WORDS[under[id, each.code]].said(lang) if (id, each.code) in under else "",
            )
            for each in reading.alternatives
        )
        question = reading.question_english if lang == "en" and reading.question_english else reading.question
        said = _alternative(pack, id, followed, lang) if followed else ""
        found.append(ReadingView(id, _reading_title(pack, id, lang), question, said, verdicts))
    return tuple(found)


_SHORT = Words("{}还差 {}（现 {}，线 {}）", "{} is {} short (now {}, line {})")
_OVER = Words("{}超出 {}（现 {}，线 {}）", "{} is {} over (now {}, line {})")
_THEN = {
    "due": Words("；到线时应得 {}", "; at the line {} is due"),
    "competitive": Words("；到线时可竞争，最高 {}", "; at the line it may compete for up to {}"),
    "pool": Words("；到线时可分享资金池 {}", "; at the line it may share a pool of {}"),
}
_THEN_CEILING = Words("；到线时最高 {}", "; at the line up to {}")
_THEN_OPEN = Words("，但另有待定之处", ", other points still open")


def _near(program: Program, miss: NearMiss, lang: str) -> NearView:
    measure = program.pack.measure(miss.measure)
    gap, has, needs = (say_number(each, miss.unit, lang) for each in (miss.gap, miss.has, miss.needs))
    text = (_SHORT if miss.upwards else _OVER).said(lang).format(_name(program.pack, miss.fact, lang), gap, has, needs)
    if miss.award_at_line is not None and measure.award is not None:
        text += _THEN.get(measure.award.kind, _THEN_CEILING).said(lang).format(money_said(miss.award_at_line, lang))
    if miss.then is not Verdict.ELIGIBLE:
        text += _THEN_OPEN.said(lang)
    return NearView(miss.measure, _title(measure, lang), text, miss.fact)
