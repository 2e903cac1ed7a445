"""A what-if as a report: figures first, then measures, the part of each change, those who gain and lose, and groups.

Its one law: a report says what it rests on; on a screen it has the same sections with fewer columns and rows.
"""

from __future__ import annotations

from collections.abc import Iterator

from lingqu.law.engine.choices import followed
from lingqu.law.packs.pack import Pack
from lingqu.law.studies.whatif.effects import Grouping, LargestShare, WhatIf
from lingqu.reports.document import Chart, Figure, Report, Section, Series
from lingqu.reports.numbers import amount_text, nearest_share, yuan_word
from lingqu.reports.studies.group_names import group_said
from lingqu.reports.studies.report_facts import Facts, RegisterTold, digest_said, policy_said, register_facts
from lingqu.reports.studies.whatif_tables import (
    AFTER,
    BEFORE,
    CEILING,
    DUE,
    GAIN,
    GAINERS,
    LOSERS,
    LOSS,
    OPEN,
    group_tables,
    heading_of,
    measure_tables,
    part_tables,
    subject_table,
    sum_of,
    total_tables,
)
from lingqu.reports.studies.whatif_words import change_said
from lingqu.reports.sums_said import money_said
from lingqu.reports.wording import Words

_TITLE = Words("政策变动测算", "What if the policy changed")
_EMPTY = Words(
    "这些变动对登记册里的任何主体都没有影响：结论、金额、待定，前后完全相同。",
    "These changes affect nobody in the register: verdicts, sums and the undetermined are exactly as before.",
)
_LEAD = Words(
    "{} 个主体的结论或金额有变化：{} 个受益，{} 个受损，{} 个其他变化。",
    "The answers of {} subjects change: {} gain, {} lose, {} change otherwise.",
)
_OTHER = Words("与之比较的政策", "Compared with")
_CHANGE = Words("变动", "Change")
_TOTALS = Words("合计", "Totals")
_OTHERS = Words("其他变化", "Otherwise changed")
_LARGEST = Words("最大的一份增加", "Largest share of the gain")
_LARGEST_LOSS = Words("最大的一份减少", "Largest share of the loss")
_LARGEST_NOTE = Words("{}：{}，全部 {}，恰为 {}", "{}: {} of {}, exactly {}")
_MEASURES = Words("分措施", "By measure")
_SUMS_OF_MEASURES = Words("变动的措施：变动前后", "Measures changed: before and after")
_BY = Words("分{}", "By {}")
_GROUP_CHART = Words("按{}分的增加与减少", "Gain and loss by {}")
SPLIT = Words("各项变动的份额", "The part of each change")
_SPLIT_NOTE = Words(
    "份额按沙普利值：把变动的各种先后次序都试一遍，取平均，合起来恰为全部。"
    "单独：只有这一项时的作用。缺它：全部变动比缺这一项多出的作用。",
    "Parts are Shapley values: the average over every order of the changes; together they are exactly the whole. "
    "Alone: what the change does by itself. Without it: what all changes do beyond all but this one.",
)
_GROUNDS = Words("怎样算的", "How it was worked out")
_GROUNDS_SAID = (
    Words(
        "受益：应得与上限的和增加，或和不变而多符合一条；受损反之。待定的不算已有，也不算没有，另列。",
        "A gain: the sum of what is due and of ceilings rises, or stays with one more measure met; a loss the reverse. "
        "The undetermined count neither as had nor as refused and stand apart.",
    ),
    Words(
        "各条措施分别相加，没有按择高、互斥扣减；上限只是最多可以给的，不是欠款；符合而金额未知的不计入增减，另列。",
        "Measures are added up each by itself, nothing is taken off for relations between them; a ceiling is the most "
        "that may be paid, never owed; an eligible answer whose sum is not known is counted and moves no sum.",
    ),
    Words(
        "只有变动所及的措施才重新回答：{}。政策文件和登记册都没有改动。",
        "Only the measures that the changes touch are answered again: {}. Neither policy nor register was changed.",
    ),
)
_NOBODY = Words("无", "none")


def whatif_report(
    found: WhatIf, other: Pack | None, register: RegisterTold, lang: str, *, is_brief: bool = False
) -> Report:
    """The whole report; `other` is the policy compared with, `is_brief`: for a screen."""
    others = len(found.changed) - found.moves.gainers - found.moves.losers
    counts = (len(found.changed), found.moves.gainers, found.moves.losers, others)
    lead = _EMPTY.said(lang) if found.is_empty else _LEAD.said(lang).format(*(f"{each:,}" for each in counts))
    sections = [_totals(found, lang)]
    if not found.is_empty:
        sections += [
            _measures(found, lang, is_brief=is_brief),
            *_split(found, lang),
            *_subjects(found, others, lang, is_brief=is_brief),
            *(_group(each, lang, is_brief=is_brief) for each in found.groupings),
        ]
    facts = _facts(found, other, register, lang)
    return Report(_TITLE.said(lang), lead, lang, facts, (*sections, _grounds(found, lang)))


def _facts(found: WhatIf, other: Pack | None, register: RegisterTold, lang: str) -> Facts:
    said = [change_said(each, found.before, lang) for each in found.changes]
    digests = f"{digest_said(found.before.digest)} → {digest_said(found.after.digest)}"
    days = () if found.day is None else (found.day,)
    compared = (
        () if other is None else ((_OTHER.said(lang), f"{policy_said(other, lang)} {digest_said(other.digest)}"),)
    )
    return (
        *register_facts(found.before, register, days, followed(found.before, {}), lang, digest=digests),
        *compared,
        *((f"{_CHANGE.said(lang)} {number}", text) for number, text in enumerate(said, 1)),
    )


def _totals(found: WhatIf, lang: str) -> Section:
    before, after, moves = found.total_before, found.total_after, found.moves
    figures = [
        Figure(GAINERS.said(lang), moves.gainers, "count", _signed(moves.gain, "+", lang)),
        Figure(LOSERS.said(lang), moves.losers, "count", _signed(moves.loss, "−", lang)),
        *(
            Figure(words.said(lang), other, "money", f"{BEFORE.said(lang)} {amount_text(one)} {yuan_word(lang)}")
            for words, one, other in (
                (DUE, before.due, after.due),
                (CEILING, before.ceiling, after.ceiling),
                (OPEN, before.at_most, after.at_most),
            )
        ),
        *_shares(found, lang),
    ]
    return Section(_TOTALS.said(lang), figures=tuple(figures), tables=total_tables(found, lang))


def _signed(fen: int, sign: str, lang: str) -> str:
    return f"{sign if fen else ''}{money_said(fen, lang)}"


def _shares(found: WhatIf, lang: str) -> Iterator[Figure]:
    for words, largest in ((_LARGEST, found.largest_gain), (_LARGEST_LOSS, found.largest_loss)):
        if largest is not None:
            yield Figure(words.said(lang), nearest_share(largest.share), "share", _share_said(largest, lang))


def _share_said(largest: LargestShare, lang: str) -> str:
    who = f"{largest.name} {largest.id}" if largest.name else largest.id
    sums = (money_said(largest.fen, lang), money_said(largest.of, lang))
    return _LARGEST_NOTE.said(lang).format(who, *sums, str(largest.share))


def _measures(found: WhatIf, lang: str, *, is_brief: bool) -> Section:
    touched = [each for each in found.measures if each.is_touched]
    chart = Chart(
        _SUMS_OF_MEASURES.said(lang),
        "bars",
        tuple(each.measure.id for each in touched),
        (
            Series(BEFORE.said(lang), tuple(sum_of(each.before) for each in touched)),
            Series(AFTER.said(lang), tuple(sum_of(each.after) for each in touched)),
        ),
        "money",
    )
    return Section(_MEASURES.said(lang), charts=(chart,), tables=measure_tables(found, lang, is_brief=is_brief))


def _split(found: WhatIf, lang: str) -> Iterator[Section]:
    if found.parts:
        yield Section(SPLIT.said(lang), paragraphs=(_SPLIT_NOTE.said(lang),), tables=part_tables(found, lang))


def _subjects(found: WhatIf, others: int, lang: str, *, is_brief: bool) -> Iterator[Section]:
    changed, moves = found.changed, found.moves
    for words, count, told in (
        (GAINERS, moves.gainers, changed.gainers),
        (LOSERS, moves.losers, changed.losers),
        (_OTHERS, others, changed.others),
    ):
        if count:
            title = words.said(lang)
            table = subject_table(found, title, count, told, lang, is_brief=is_brief)
            yield Section(title, tables=(table,))


def _group(grouping: Grouping, lang: str, *, is_brief: bool) -> Section:
    name = heading_of(grouping.column, lang)
    name = name.lower() if lang == "en" else name
    moved = [each for each in grouping.groups if each.moves.gain or each.moves.loss]
    sides = (
        (GAIN, tuple(each.moves.gain for each in moved)),
        (LOSS, tuple(each.moves.loss for each in moved)),
    )
    chart = Chart(
        _GROUP_CHART.said(lang).format(name),
        "bars",
        tuple(group_said(each.value, grouping.column, lang) for each in moved),
        tuple(Series(words.said(lang), values) for words, values in sides if any(values)),
        "money",
        horizontal=True,
    )
    tables = group_tables(grouping, lang, is_brief=is_brief)
    return Section(_BY.said(lang).format(name), charts=(chart,) if moved else (), tables=tables)


def _grounds(found: WhatIf, lang: str) -> Section:
    again = [each.measure.id for each in found.measures if each.is_touched]
    told = ("、" if lang == "zh" else ", ").join(again) or _NOBODY.said(lang)
    return Section(_GROUNDS.said(lang), paragraphs=tuple(each.said(lang).format(told) for each in _GROUNDS_SAID))
