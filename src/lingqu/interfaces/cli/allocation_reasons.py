"""What keeps an application out, in words: each limit with what is left of it and what the application needs.

Its one law: where less is needed than was requested, because the award may be cut, that is said.
"""

from __future__ import annotations

from lingqu.interfaces.cli.allocation_words import amount, value_name
from lingqu.law.studies.allocation.allocation import Allocation
from lingqu.law.studies.allocation.reasons import Hindrance, Refused
from lingqu.reports.wording import Words

LEAST_MEANS = Words(
    "「压到最低」：可以部分支持的，按规则允许的最低金额算，仍然放不下。",
    "At the least: an award that may be cut does not fit even at the lowest sum that the rules allow.",
)
ALL_STAND = Words(
    "没有写出的各条限制，--excel 与 --out 的文件里逐条写着。",
    "The limits not named here stand one by one in the files of --excel and --out.",
)
_WHOLE = Words("{}（余 {}，要 {}）", "{} (left {}, needs {})")
_CUT = Words("{}（余 {}，压到最低也要 {}）", "{} (left {}, needs {} at the least)")
_NEVER = Words("自身就超过：", "by itself above: ")
_NOTHING = Words(
    "没有限制挡住：放入它，{}也不会更多，按先后规则不取",
    "no limit: it does not raise {}, and the tie rule leaves it out",
)
_MORE = Words("另有 {} 条限制也挡住它", "more limits: {}")


def reasons_said(allocation: Allocation, refused: Refused, lang: str, *, most: int | None = None) -> str:
    """Say the limits that keep an item out, or the dearest of them and how many there are besides."""
    if not refused.hindrances:
        return _NOTHING.said(lang).format(value_name(allocation, lang))
    told = [_said(allocation, refused, each, lang) for each in refused.hindrances[:most]]
    more = len(refused.hindrances) - len(told)
    if more:
        told.append(_MORE.said(lang).format(more))
    head = _NEVER.said(lang) if refused.never else ""
    return head + ("；" if lang == "zh" else "; ").join(told)


def is_cut(allocation: Allocation) -> bool:
    """Whether an award that may be cut is among those kept out by money."""
    items = allocation.programme.items
    return any(items[each.place].steps and any(h.row.money for h in each.hindrances) for each in allocation.refused)


def _said(allocation: Allocation, refused: Refused, each: Hindrance, lang: str) -> str:
    row = each.row
    if row.kind == "exclusion":
        return row.label.said(lang)
    words = _CUT if row.money and allocation.programme.items[refused.place].steps else _WHOLE
    return words.said(lang).format(row.label.said(lang), amount(row, each.left, lang), amount(row, each.needed, lang))
