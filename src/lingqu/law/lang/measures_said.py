"""Plain words for awards, measures and relations, in Chinese and in English, from the tree.

Its one law: a ceiling is never said as a sum owed. It does not know what an award comes to for anyone.
"""

from __future__ import annotations

from lingqu.law.lang.tree import (
    Award,
    Band,
    Bands,
    Between,
    Bond,
    Considering,
    Flat,
    Marginal,
    Matching,
    Measure,
    Multiple,
    Override,
    Period,
    Quantity,
    Rate,
    Relation,
    Steps,
    Unit,
    WithoutSum,
    YearByYear,
)
from lingqu.law.lang.words import (
    Vocabulary,
    bounded,
    counted,
    listed,
    say_condition,
    say_day,
    say_operand,
    say_quantity,
    say_value,
    within_sentence,
)

SUBJECT_KINDS = {
    "组织": "organisation",
    "项目": "project",
    "平台": "platform",
    "认定": "recognition",
    "团队": "team",
    "联合体": "consortium",
}
_PER = {
    "每家": "for each recipient",
    "每个": "for each",
    "每项": "for each item",
    "每人": "for each person",
    "每项目": "for each project",
    "每个项目": "for each project",
    "每个团队": "for each team",
    "每个平台": "for each platform",
    "每个联合体": "for each consortium",
    "每家企业": "for each enterprise",
}
_PERIODS = {
    Period.ONCE: ("一次性", "once"),
    Period.YEAR: ("每年", "a year"),
    Period.PLAN: ("政策有效期内合计", "over the time the policy is in force"),
}
_BONDS = {
    Bond.HIGHER_ONCE: ("只取较高的一项，不重复享受", "only the higher one, once"),
    Bond.EXCLUSIVE: ("只能享受其中一项", "only one of them"),
    Bond.ADDITIVE: ("可以同时享受", "may be drawn together"),
}


def say_award(award: Award, vocabulary: Vocabulary, lang: str = "zh") -> str:
    """Say what a measure gives: 按促成融资额的2%，最高50万元，每家，每年."""
    zh = lang == "zh"
    parts = []
    if award.pool:
        parts.append("一笔共用的资金" if zh else "a pool shared by several")
    if award.competitive:
        parts.append("择优支持" if zh else "by competition")
    if award.amount is not None:
        parts.append(say_amount(award, vocabulary, lang))
    if award.ceiling is not None:
        parts.append(_ceiling(award.ceiling, lang))
    if award.per:
        parts.append(award.per if zh else _PER.get(award.per, f"for each ({award.per})"))
    if award.period is not Period.NONE:
        parts.append(say_period(award.period, award.years, lang))
    return ("，" if zh else ", ").join(parts)


def say_period(period: Period, years: int, lang: str = "zh") -> str:
    """Say the time a ceiling covers.

    >>> say_period(Period.YEARS, 3), say_period(Period.YEARS, 3, "en"), say_period(Period.NONE, 0)
    ('3年合计', 'over 3 years together', '')
    """
    if period is Period.NONE:
        return ""
    if period is Period.YEARS:
        return f"{years}年合计" if lang == "zh" else f"over {counted(years, 'year')} together"
    return _PERIODS[period][lang != "zh"]


def say_amount(award: Award, vocabulary: Vocabulary, lang: str = "zh") -> str:
    """Say how the sum of an award is found; "" where the ceiling stands alone."""
    zh = lang == "zh"
    match award.amount:
        case Flat() | Rate():
            return _flat_or_rate(award.amount, vocabulary, lang)
        case Bands(base, rows):
            said = ("；" if zh else "; ").join(_band(row, lang) for row in rows)
            of = say_operand(base, vocabulary, lang)
            return f"按{of}分档（{said}）" if zh else f"by bands of {of} ({said})"
        case Marginal(base, lines):
            of = say_operand(base, vocabulary, lang)
            if zh:
                rows_said = "；".join(f"超过{say_quantity(line)}的部分{say_quantity(ratio)}" for line, ratio in lines)
                return f"按{of}累进计算（{rows_said}）"
            rows_said = "; ".join(
                f"{say_quantity(ratio, 'en')} of the part above {say_quantity(line, 'en')}" for line, ratio in lines
            )
            return f"by marginal rates on {of} ({rows_said})"
        case Steps(base, step, each):
            of = say_operand(base, vocabulary, lang)
            if zh:
                return f"{of}每满{say_quantity(step)}给{say_quantity(each)}"
            return f"{say_quantity(each, 'en')} for each full {say_quantity(step, 'en')} of {of}"
        case Multiple(measure, ratio):
            title = _titled(measure, vocabulary, lang)
            return f"按{title}的{say_quantity(ratio)}" if zh else f"{say_quantity(ratio, 'en')} of the sum of {title}"
        case Override(measure, ratio):
            title = _titled(measure, vocabulary, lang)
            if zh:
                return f"依{title}的基数改按{say_quantity(ratio)}"
            return f"{say_quantity(ratio, 'en')} of the base of {title}"
        case YearByYear(start, years):
            since = say_value(start, vocabulary, lang)
            if zh:
                rows_said = "；".join(f"第{year}年{_flat_or_rate(row, vocabulary, lang)}" for year, row in years)
                return f"自{since}起分年（{rows_said}）"
            rows_said = "; ".join(f"year {year}: {_flat_or_rate(row, vocabulary, lang)}" for year, row in years)
            return f"year by year from {since} ({rows_said})"
        case Matching(base, ratio):
            of = say_operand(base, vocabulary, lang)
            return f"按{of}的{say_quantity(ratio)}配套" if zh else f"matching {of} at {say_quantity(ratio, 'en')}"
        case Between(department, low, high):
            by = vocabulary.department(department)
            if zh:
                return f"由{by.name}在{say_quantity(low)}至{say_quantity(high)}之间核定"
            return f"between {say_quantity(low, 'en')} and {say_quantity(high, 'en')}, settled by the {by.english}"
        case Considering(base):
            of = say_operand(base, vocabulary, lang)
            return f"视{of}情况而定" if zh else f"in view of {of}"
        case WithoutSum(what, english):
            return f"不涉及金额（{what}）" if zh else f"without a sum ({within_sentence(english) or what})"
    return ""


def say_measure(measure: Measure, vocabulary: Vocabulary, lang: str = "zh") -> str:
    """Say a measure whole: for whom, under which condition, what it gives, from which money, for what, by whom."""
    zh = lang == "zh"
    parts = [_subject(measure, vocabulary, lang)]
    if measure.condition is not None:
        condition = say_condition(measure.condition, vocabulary, lang)
        parts.append(f"条件：{condition}" if zh else f"condition: {condition}")
    if measure.award is not None:
        award = say_award(measure.award, vocabulary, lang)
        parts.append(f"支持：{award}" if zh else f"support: {award}")
    parts.extend(_money_matters(measure, lang))
    if measure.departments:
        names = [vocabulary.department(code) for code in measure.departments]
        if zh:
            parts.append("部门：" + "、".join(each.name for each in names))
        else:
            parts.append("by: " + listed([each.english for each in names], "and"))
    if measure.since is not None:
        parts.append(f"自{say_day(measure.since)}起" if zh else f"from {measure.since.iso}")
    if measure.until is not None:
        parts.append(f"至{say_day(measure.until)}止" if zh else f"until {measure.until.iso}")
    if not measure.to_applicant:
        parts.append("不由申请人申请" if zh else "nobody applies for it")
    return "；".join(parts) + "。" if zh else "; ".join(parts) + "."


def say_relation(relation: Relation, vocabulary: Vocabulary, lang: str = "zh") -> str:
    """Say how clauses stand to each other."""
    zh = lang == "zh"
    names = listed(relation.measures, "和" if zh else "and")
    if relation.bond is Bond.SHARED_CEILING:
        ceiling = _ceiling(relation.ceiling, lang) if relation.ceiling is not None else ""
        period = say_period(relation.period, relation.years, lang)
        said = f"合计{ceiling}" if zh else f"together {ceiling}"
        said += (f"，{period}" if zh else f" {period}") if period else ""
    else:
        said = _BONDS[relation.bond][not zh]
    if relation.reading:
        reading = vocabulary.reading(relation.reading)
        names_of = {each.code: each.name if zh else each.english for each in reading.alternatives}
        chosen = names_of.get(relation.alternative, relation.alternative)
        said += (
            f"（仅当口径“{reading.title}”取“{chosen}”时）" if zh else f" (only if “{reading.english}” is “{chosen}”)"
        )
    return f"{names}：{said}" if zh else f"{names}: {said}"


def _subject(measure: Measure, vocabulary: Vocabulary, lang: str) -> str:
    whom = say_condition(measure.subject, vocabulary, lang) if measure.subject is not None else ""
    if lang == "zh":
        return f"对象：{measure.kind}" + (f"（{whom}）" if whom else "")
    return f"for: {SUBJECT_KINDS.get(measure.kind, measure.kind)}" + (f" ({whom})" if whom else "")


def _money_matters(measure: Measure, lang: str) -> list[str]:
    zh = lang == "zh"
    parts = []
    if measure.instrument:
        parts.append(f"经费：{measure.instrument}" if zh else f"paid from: {_english_of(measure.instrument_english)}")
    if measure.purpose:
        parts.append(f"用于{measure.purpose}" if zh else f"for use in: {_english_of(measure.purpose_english)}")
    if measure.payee:
        parts.append(f"收款方：{measure.payee}" if zh else f"paid to: {measure.payee_english or measure.payee}")
    if measure.instalments:
        if zh:
            parts.append("拨付：" + "、".join(f"{when}{say_quantity(share)}" for when, share in measure.instalments))
        else:
            parts.append(
                "instalments: "
                + ", ".join(f"{say_quantity(share, 'en')} ({when})" for when, share in measure.instalments)
            )
    return parts


def _english_of(text: str) -> str:
    return text or "as named in the Chinese text"


def _flat_or_rate(amount: Flat | Rate, vocabulary: Vocabulary, lang: str) -> str:
    if isinstance(amount, Flat):
        said = say_quantity(amount.sum, lang)
        return f"定额{said}" if lang == "zh" else f"a fixed {said}"
    base, ratio = say_operand(amount.base, vocabulary, lang), say_quantity(amount.ratio, lang)
    if lang == "zh":
        return f"按{'不超过' if amount.at_most else ''}{base}的{ratio}"
    return f"{'at most ' if amount.at_most else ''}{ratio} of {base}"


def _band(row: Band, lang: str) -> str:
    zh = lang == "zh"
    ends = []
    if row.lower is not None:
        number = say_quantity(row.lower.number, lang)
        ends.append(
            (f"{number}以上" if row.lower.inclusive else f"超过{number}")
            if zh
            else bounded("以上" if row.lower.inclusive else "超过", number, "en")
        )
    if row.upper is not None:
        number = say_quantity(row.upper.number, lang)
        ends.append(bounded("不超过" if row.upper.inclusive else "不满", number, lang))
    amount = say_quantity(row.amount, lang)
    if zh:
        return f"{'、'.join(ends)}的，{'按' if row.amount.unit is Unit.RATIO else ''}{amount}"
    return f"{' and '.join(ends)}: {amount}{' of it' if row.amount.unit is Unit.RATIO else ''}"


def _ceiling(ceiling: Quantity, lang: str) -> str:
    return f"最高{say_quantity(ceiling)}" if lang == "zh" else f"at most {say_quantity(ceiling, 'en')}"


def _titled(id: str, vocabulary: Vocabulary, lang: str) -> str:
    measure = vocabulary.measure(id)
    return f"{id}“{measure.title}”" if lang == "zh" else f"{id} “{measure.english}”"
