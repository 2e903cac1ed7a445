"""What an answer still lacks: for each measure by who can supply it, and once for all with what proves it.

Its one law: only facts that can still matter are named, those that most money rests on first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from lingqu.interfaces.cli.screen import BLANK, Line, Part, flowed
from lingqu.law.engine.answers import Outcome
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.program import Program
from lingqu.law.lang.tree import FactDeclaration, Source
from lingqu.law.lang.truth import NO, YES, Truth
from lingqu.reports.studies.citations import SUPPLIERS, alternative_of, fact_said, facts_said, listed, title_of
from lingqu.reports.wording import Words

MOST_FACTS = 6  # of each supplier, where not all are asked for
MOST_SETS = 3
SHARED_BY = 4  # what so many outcomes lack alike is told once over them

_LACKS = Words("还缺", "missing")
_COLON = Words("：", ": ")
_ANY_SET = Words("其中只须补一样：{}", "of these only one is needed: {}")
_MORE_SETS = Words("；还有 {} 组", "; {} more")
_OR = Words("；或", "; or ")
_ONLY_NO = Words(
    "补什么事实都定不下“符合”，要先定口径；事实只还可能得出“不符合”",
    "no fact settles it for yes, the reading must be decided; only a no can still come of facts",
)
_ONLY_NO_UNDEFINED = Words(
    "补什么事实都定不下“符合”；事实只还可能得出“不符合”",
    "no fact settles it for yes; only a no can still come of facts",
)
_LACKS_FOR_NO = Words("还可能定下“不符合”的", "that could still settle a no")
_OPEN = Words("口径未定「{}」：{}", "open reading “{}”: {}")
_OPEN_OF_OTHERS = Words("口径未定：{}", "open readings: {}")
_UNDEFINED = Words("分母不大于零，比值无从计算：{}", "a denominator of zero or less, so there is no ratio: {}")
_HEAD = Words("还缺的事实", "What is still missing")
_PROOF = Words("凭 {}", "proof: {}")
_MORE = Words("还有 {} 项，--all 全部列出", "{} more; --all lists them")
_TRUTHS = {YES: Words("符合", "eligible"), NO: Words("不符合", "not eligible")}
_UNKNOWN = Words("待定", "undetermined")


def missing_in_all(program: Program, outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    """The facts that each of several outcomes lacks in every way to settle it: they are told once."""
    if len(outcomes) < SHARED_BY:
        return ()
    sets = [frozenset(each) for outcome in outcomes for each in outcome.judgement.missing_sets]
    if not sets or not all(outcome.judgement.missing_sets for outcome in outcomes):
        return ()
    return tuple(code for code in outcomes[0].missing if all(code in each for each in sets))


def missing_lines(
    program: Program, outcome: Outcome, lang: str, width: int, indent: int, told: tuple[str, ...] = ()
) -> list[Line]:
    """What one undetermined outcome lacks, but for what is told already."""
    judgement = outcome.judgement
    lines: list[Line] = []
    missing = tuple(code for code in judgement.missing if code not in told)
    only_no = bool(judgement.missing_sets) and judgement.settles is Verdict.NOT_ELIGIBLE
    if only_no:
        # an undefined ratio forbids the yes as an open reading does, but no reading mends it
        words = _ONLY_NO if len(set(judgement.by_variant)) > 1 or not outcome.undefined else _ONLY_NO_UNDEFINED
        lines += flowed([Part(words.said(lang))], width, indent=indent, hanging=indent + 2)
    for source, codes in _by_supplier(program, missing).items():
        lacks = (_LACKS_FOR_NO if only_no else _LACKS).said(lang)
        head = f"{lacks}{'（' if lang == 'zh' else ' ('}{SUPPLIERS[source].said(lang)}"
        head += "）" if lang == "zh" else ") "
        parts = [Part(head, "quiet"), Part(facts_said(program.pack, codes, lang))]
        lines += flowed(parts, width, indent=indent, hanging=indent + 2)
    if len(judgement.missing_sets) > 1 and not only_no:
        text = _choice_said(program, judgement.missing_sets, lang)
        lines += flowed([Part(text)], width, indent=indent, hanging=indent + 2)
    if outcome.undefined:
        text = _UNDEFINED.said(lang).format(listed([_ratio(program, each, lang) for each in outcome.undefined], lang))
        lines += flowed([Part(text)], width, indent=indent, hanging=indent + 2)
    for text in _branched(program, outcome, lang):
        lines += flowed([Part(text)], width, indent=indent, hanging=indent + 2)
    return lines


def _choice_said(program: Program, sets: tuple[tuple[str, ...], ...], lang: str) -> str:
    """Of several sets that would each do, say where they differ."""
    needed = frozenset(sets[0]).intersection(*sets[1:])
    rest = [tuple(code for code in each if code not in needed) for each in sets[:MOST_SETS]]
    text = _ANY_SET.said(lang).format(_OR.said(lang).join(facts_said(program.pack, each, lang) for each in rest))
    return text + (_MORE_SETS.said(lang).format(len(sets) - MOST_SETS) if len(sets) > MOST_SETS else "")


def open_readings_said(program: Program, outcome: Outcome, lang: str) -> str:
    """The readings that an outcome rests on and that nobody has settled yet; empty where there are none."""
    titles = [title_of(program.pack.reading(each), lang) for each in outcome.readings if each not in program.chosen]
    return _OPEN_OF_OTHERS.said(lang).format(listed(titles, lang)) if titles else ""


def evidence_lines(program: Program, outcomes: Sequence[Outcome], lang: str, width: int, in_full: bool) -> list[Line]:
    """All that these outcomes lack, each fact once, with what proves it and the measures it bears on."""
    bears_on, worth = _weighed(outcomes)
    if not bears_on:
        return []
    codes = tuple(sorted(bears_on, key=lambda code: (-worth[code], program.pack.fact_order(_name(program, code)))))
    lines: list[Line] = [BLANK, (Part(_HEAD.said(lang), "head"),)]
    for source, found in _by_supplier(program, codes).items():
        lines.append((Part(f"  {SUPPLIERS[source].said(lang)}", "quiet"),))
        told = found if in_full else found[:MOST_FACTS]
        for code in told:
            lines += _fact_lines(program.pack.fact_coded(code), bears_on[code], lang, width)
        if len(told) < len(found):
            lines.append((Part(f"    {_MORE.said(lang).format(len(found) - len(told))}", "quiet"),))
    return lines


def _fact_lines(fact: FactDeclaration, measures: list[str], lang: str, width: int) -> list[Line]:
    parts = [Part(f"{fact_said(fact, lang)} "), Part(" ".join(measures), "quiet")]
    lines = flowed(parts, width, indent=4, hanging=6)
    evidence = fact.evidence_english if lang == "en" else fact.evidence
    if evidence:
        lines += flowed([Part(_PROOF.said(lang).format(evidence), "quiet")], width, indent=6)
    return lines


def _weighed(outcomes: Sequence[Outcome]) -> tuple[dict[str, list[str]], dict[str, Fraction]]:
    """For each fact the measures it bears on, and the money that rests on it in the smallest set it stands in."""
    bears_on: dict[str, list[str]] = {}
    worth: dict[str, Fraction] = {}
    for outcome in outcomes:
        if outcome.verdict is Verdict.NOT_ELIGIBLE:
            continue
        sets = outcome.judgement.missing_sets or ((outcome.sum_missing,) if outcome.sum_missing else ())
        award = outcome.award
        most = (award.at_most if award else outcome.at_most) or 1
        seen: set[str] = set()
        for each in sets:
            for code in each:
                if code not in seen:
                    seen.add(code)
                    bears_on.setdefault(code, []).append(outcome.measure)
                    worth[code] = worth.get(code, Fraction(0)) + Fraction(most, len(each))
    return bears_on, worth


def _by_supplier(program: Program, codes: Iterable[str]) -> dict[Source, tuple[str, ...]]:
    found: dict[Source, tuple[str, ...]] = {}
    for code in codes:
        source = program.pack.fact_coded(code).source
        found[source] = (*found.get(source, ()), code)
    return {source: found[source] for source in SUPPLIERS if source in found}


def _branched(program: Program, outcome: Outcome, lang: str) -> list[str]:
    """What an undetermined outcome would be under each alternative of an open reading that its rule branches by."""
    variants = outcome.compiled.variants
    truths = outcome.judgement.by_variant
    if len(set(truths)) < 2:
        return []
    texts = []
    for reading in outcome.readings:
        if reading in program.chosen:
            continue
        told: dict[str, set[Truth]] = {}
        for variant, truth in zip(variants, truths, strict=True):
            if reading in variant.choice:
                told.setdefault(variant.choice[reading], set()).add(truth)
        if len(told) < 2:
            continue
        found = program.pack.reading(reading)
        colon = _COLON.said(lang)
        verdicts = [
            f"{title_of(alternative_of(found, code), lang)}{colon}{_verdict(each, lang)}" for code, each in told.items()
        ]
        joined = ("；" if lang == "zh" else "; ").join(verdicts)
        texts.append(_OPEN.said(lang).format(title_of(found, lang), joined))
    return texts


def _verdict(truths: set[Truth], lang: str) -> str:
    words = _TRUTHS.get(next(iter(truths)), _UNKNOWN) if len(truths) == 1 else _UNKNOWN
    return words.said(lang)


def _ratio(program: Program, label: str, lang: str) -> str:
    """A ratio named by its codes, said by the names of its facts where they are plain."""
    sides = label.split("/")
    if all(program.pack.has_fact_coded(code) for code in sides):
        return " ÷ ".join(fact_said(program.pack.fact_coded(code), lang) for code in sides)
    return label


def _name(program: Program, code: str) -> str:
    return program.pack.fact_coded(code).name
