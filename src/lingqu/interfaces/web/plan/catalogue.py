"""Measures to be found: each as a row with its recipients, its sum, its field and words, and the filters over them.

Its one law: a ceiling is never shown as a sum owed, and a measure without a sum passes no filter by sum. It does not
know requests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from lingqu.interfaces.web.plan.naming import BASES, KINDS, SUMS, SUMS_EXPLAINED, both, task_of
from lingqu.law.lang.measures_said import say_award
from lingqu.law.lang.tree import Award, Between, Condition, FactDeclaration, Flat, Measure
from lingqu.law.lang.words import say_condition
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.walk import facts_named_in, rules_of_measure
from lingqu.reports.wording import Words

# what an applicant calls its field, and the words by which a rule or its facts name it
_FIELDS = (
    ("ai", Words("人工智能", "artificial intelligence"), "人工智能"),
    ("industry", Words("工业与制造", "industry and manufacturing"), "工业|制造|产业化|生产设备|产业技术|产业项目"),
    ("research", Words("研发", "research and development"), "研发|核心技术|科研"),
    ("conversion", Words("成果转化", "conversion of results"), "转化|成果落地"),
    ("incubation", Words("孵化与创业", "incubation and start-ups"), "孵化|创业"),
    ("proof", Words("概念验证", "proof of concept"), "概念验证"),
    ("pilot", Words("中试", "pilot scale"), "中试"),
    ("abroad", Words("东盟与国际合作", "ASEAN and international"), "东盟|国际"),
    ("platforms", Words("创新平台", "innovation platforms"), "平台"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One measure as a row of the list; `most` is the largest sum in fen its text names, None where it names none."""

    code: str
    title: Words
    kind: str
    kind_words: Words
    basis: Words  # whether one applies as an organisation, for a project, for a platform …
    recipients: Words
    sum_kind: str
    sum_words: Words
    sum_explained: Words
    most: int | None
    award: Words
    terms: Words  # the award without its ceiling, where `most` already says it
    tasks: tuple[int, ...]
    departments: tuple[Words, ...]
    to_applicant: bool
    asked: frozenset[str]  # codes of the facts it asks of its recipients
    fields: frozenset[str]
    text: str  # all its words in both languages, small letters, to be searched


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter."""

    value: str
    words: Words


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for; sums in fen."""

    who: str = ""
    field: str = ""
    least: int | None = None
    most: int | None = None
    words: str = ""
    order: str = "plan"
    only_open: bool = False


@lru_cache(maxsize=8)
def rows_of(pack: Pack) -> tuple[Row, ...]:
    """Make the rows of all measures, in the order of the plan."""
    return tuple(_row(pack, measure) for measure in pack.measures)


@lru_cache(maxsize=8)
def recipients_of(pack: Pack) -> tuple[Choice, ...]:
    """List what recipients are asked to be, in declared order: enterprise, incubator, pilot-scale platform …"""
    asked = {code for row in rows_of(pack) for code in row.asked}
    return tuple(Choice(f"is:{fact.code}", both(fact.name, fact.english))
                 for fact in pack.facts if fact.code in asked)  # fmt: skip


@lru_cache(maxsize=8)
def kinds_of(pack: Pack) -> tuple[Choice, ...]:
    """List the kinds of what is supported."""
    there = {row.kind for row in rows_of(pack)}
    return tuple(Choice(f"kind:{words.en}", words) for kind, words in KINDS.items() if kind in there)


@lru_cache(maxsize=8)
def fields_of(pack: Pack) -> tuple[Choice, ...]:
    """List the fields that some rule names."""
    there = {field for row in rows_of(pack) for field in row.fields}
    return tuple(Choice(value, words) for value, words, _ in _FIELDS if value in there)


def find(rows: Iterable[Row], asked: Asked) -> list[Row]:
    """Give the rows that pass every filter, in the order asked for."""
    found = [row for row in rows if _passes(row, asked)]
    if asked.order == "sum":
        # a measure that names no sum stands behind all that do
        found.sort(key=lambda row: (row.most is None, -(row.most or 0)))
    elif asked.order == "least":
        found.sort(key=lambda row: (row.most is None, row.most or 0))
    return found


def _passes(row: Row, asked: Asked) -> bool:
    kind, _, who = asked.who.partition(":")
    if kind == "kind" and row.kind_words.en != who:
        return False
    if kind == "is" and who not in row.asked:
        return False
    if asked.field and asked.field not in row.fields:
        return False
    if asked.only_open and not row.to_applicant:
        return False
    if (asked.least is not None or asked.most is not None) and row.most is None:
        return False
    if asked.least is not None and (row.most or 0) < asked.least:
        return False
    if asked.most is not None and (row.most or 0) > asked.most:
        return False
    return all(word in row.text for word in asked.words.casefold().split())


def _row(pack: Pack, measure: Measure) -> Row:
    facts = {name: pack.fact_named(name) for rule in rules_of_measure(measure) for name, _ in facts_named_in(rule)}
    asked = _asked_of(pack, measure)
    award = measure.award
    kind = award.kind if award is not None else "none"
    departments = tuple(both(each.name, each.english) for each in map(pack.department, measure.departments))
    tasks = tuple(dict.fromkeys(task for cite in measure.cites if (task := task_of(str(cite))) is not None))
    said = Words(say_award(award, pack, "zh"), say_award(award, pack, "en")) if award is not None else Words("", "")
    title = both(measure.title, measure.english)
    recipients = who_words(pack, measure.kind, measure.subject)
    named = " ".join((measure.title, measure.purpose, *facts))
    return Row(
        code=measure.id,
        title=title,
        kind=measure.kind,
        kind_words=KINDS.get(measure.kind, Words(measure.kind, measure.kind)),
        basis=BASES.get(measure.kind, Words(measure.kind, measure.kind)),
        recipients=recipients,
        sum_kind=kind,
        sum_words=SUMS[kind],
        sum_explained=SUMS_EXPLAINED[kind],
        most=most_of(award),
        award=said,
        terms=_terms(pack, award) if award is not None else Words("", ""),
        tasks=tasks,
        departments=departments,
        to_applicant=measure.to_applicant,
        asked=asked,
        fields=frozenset(value for value, _, pattern in _FIELDS if re.search(pattern, named)),
        text=_text(measure, title, recipients, said, departments, facts.values()),
    )


def _terms(pack: Pack, award: Award) -> Words:
    if award.ceiling is None:
        return Words(say_award(award, pack, "zh"), say_award(award, pack, "en"))
    bare = replace(award, ceiling=None, competitive=False, pool=False)
    en = say_award(bare, pack, "en")
    return Words(say_award(bare, pack, "zh"), en[:1].upper() + en[1:])


def _asked_of(pack: Pack, measure: Measure) -> frozenset[str]:
    """What recipients are asked to be, and what that is a kind of: 人工智能企业 is asked, so 企业 finds it too."""
    subjects = {name for each in pack.measures for name, _ in facts_named_in(each.subject)}
    own = {name for name, _ in facts_named_in(measure.subject)}
    return frozenset(pack.fact_named(name).code for name in subjects if any(name in each for each in own))


def who_words(pack: Pack, kind: str, subject: Condition | None) -> Words:
    """Say for whom or what: 企业; without a condition the kind alone."""
    if subject is None:
        return KINDS.get(kind, Words(kind, kind))
    return Words(say_condition(subject, pack, "zh"), say_condition(subject, pack, "en"))


def most_of(award: Award | None) -> int | None:
    """Give the largest sum in fen that an award's text names: its ceiling, else a fixed sum."""
    if award is None:
        return None
    if award.ceiling is not None:
        return award.ceiling.numerator
    if isinstance(award.amount, Flat):
        return award.amount.sum.numerator
    return award.amount.high.numerator if isinstance(award.amount, Between) else None


def _text(
    measure: Measure,
    title: Words,
    recipients: Words,
    award: Words,
    departments: tuple[Words, ...],
    facts: Iterable[FactDeclaration],
) -> str:
    parts = [measure.id, *title, *recipients, *award, measure.purpose, measure.purpose_english, measure.instrument]
    parts += [measure.instrument_english, *(text for words in departments for text in words)]
    parts += [text for fact in facts for text in (fact.name, fact.english)]
    return "\n".join(parts).casefold()
