"""How an organisation came from another, as sentences.

Its one law: both directions are told, the latest first; past figures follow the arrow and are not moved by it.
"""

from __future__ import annotations

from django.db.models import Q

from lingqu.books.registers.models import Organisation, Succession
from lingqu.reports.wording import Words

_MADE = {
    "renamed": Words("{on} 由“{other}”更名{document}", "{on}: renamed from “{other}”{document}"),
    "merged": Words("{on} 吸收合并“{other}”{document}", "{on}: took in “{other}”{document}"),
    "split": Words("{on} 由“{other}”分立而来{document}", "{on}: split off from “{other}”{document}"),
}
_BECAME = {
    "renamed": Words("{on} 更名为“{other}”{document}", "{on}: renamed to “{other}”{document}"),
    "merged": Words("{on} 并入“{other}”{document}", "{on}: merged into “{other}”{document}"),
    "split": Words("{on} 分立出“{other}”{document}", "{on}: gave rise to “{other}”{document}"),
}


def said_of(row: Organisation) -> list[Words]:
    """The successions of an organisation in both directions."""
    found = Succession.objects.filter(Q(successor=row) | Q(predecessor=row))
    return [_said(each, row) for each in found.select_related("predecessor", "successor").order_by("-on", "key")]


def _said(each: Succession, row: Organisation) -> Words:
    is_successor = each.successor_id == row.key
    other = each.predecessor if is_successor else each.successor
    name = each.former_name if is_successor and each.former_name else other.name
    pattern = (_MADE if is_successor else _BECAME)[each.kind]
    on = each.on.isoformat()
    return Words(
        pattern.zh.format(on=on, other=name, document=f"（{each.document}）" if each.document else ""),
        pattern.en.format(on=on, other=name, document=f" ({each.document})" if each.document else ""),
    )
