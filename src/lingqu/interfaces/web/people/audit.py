"""The audit chain for supervisors and administrators: filter, one entry, the check, the export.

Its one law: it shows pseudonyms and codes; it changes nothing, and says of each check that it was made.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import InvalidPage, Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from lingqu.books.audit import operations
from lingqu.books.audit.models import Entry
from lingqu.books.audit.queries import checked_chain, entries_where
from lingqu.books.registers.past import actor_words
from lingqu.interfaces.web.asking import act_of, asking
from lingqu.interfaces.web.language import lang
from lingqu.interfaces.web.people.actions import action_words, areas, kind_words
from lingqu.interfaces.web.people.audited import asked_of
from lingqu.interfaces.web.people.standing import organisation_names
from lingqu.reports.wording import Words

_ROWS = 50
_COLUMNS = (
    "number",
    "at",
    "actor",
    "party",
    "action",
    "object_kind",
    "object_key",
    "facts",
    "previous",
    "digest",
    "act",
)
_ORGANISATIONS = frozenset({"organisation", "organisations"})
_NOBODY = Words("未登录的人", "somebody not signed in")


@dataclass(frozen=True, slots=True)
class Told:
    """An entry with what its codes mean: act, actor, kind of object; names of organisations where there are any."""

    row: Entry
    act: Words
    actor: Words
    kind: Words
    name: str
    party: str


@never_cache
def entries(request: HttpRequest) -> HttpResponse:
    """The latest entries, narrowed by what was asked."""
    asked = asked_of(request)
    found = Paginator(entries_where(**asked.conditions), _ROWS)
    try:
        page = found.page(request.GET.get("page") or 1)
    except InvalidPage:
        page = found.page(1)
    context = {
        "page": page,
        "rows": _told(request, list(page)),
        "asked": asked,
        "areas": list(areas()),
        "thing": kind_words(asked.typed["kind"]),
    }
    return render(request, "audit/entries.html", context)


@never_cache
def entry(request: HttpRequest, *, number: int) -> HttpResponse:
    """One entry with its neighbours."""
    row = get_object_or_404(Entry, number=number)
    context = {
        "entry": row,
        "told": _told(request, [row])[0],
        "facts": json.dumps(row.facts, ensure_ascii=False, indent=2, sort_keys=True) if row.facts else "",
        "has_next": Entry.objects.filter(number=number + 1).exists(),
    }
    return render(request, "audit/entry.html", context)


def check(request: HttpRequest) -> HttpResponse:
    """Walk the whole chain and say whether it holds."""
    began = timezone.now()
    state = checked_chain()
    act = act_of(request)
    operations.record(
        at=act.at,
        actor=act.person.pseudonym,
        action="audit.check",
        object_kind="audit",
        facts={"count": state.count, "holds": state.holds, "breaks": len(state.breaks)},
    )
    seconds = (timezone.now() - began).total_seconds()
    context = {"state": state, "seconds": round(seconds, 2), "checked_at": began}
    return render(request, "audit/check.html", context)


def export(request: HttpRequest) -> StreamingHttpResponse:
    """The entries asked for, as CSV that no spreadsheet takes for formulas."""
    found = entries_where(**asked_of(request).conditions)
    act = act_of(request)
    operations.record(
        at=act.at,
        actor=act.person.pseudonym,
        action="audit.export",
        object_kind="audit",
        facts={"rows": found.count()},
    )
    answer = StreamingHttpResponse(_lines(found, lang()), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="lingqu-audit-{timezone.localdate().isoformat()}.csv"'
    return answer


def _told(request: HttpRequest, rows: list[Entry]) -> list[Told]:
    """Entries with words for codes and names for organisations. Three queries."""
    actors = actor_words(asking(request), {row.actor for row in rows if row.actor})
    keys = {row.object_key for row in rows if row.object_kind in _ORGANISATIONS} | {row.party for row in rows}
    names = {str(key): name for key, name in organisation_names(_uuids(keys)).items()}
    return [
        Told(
            row,
            action_words(row.action),
            actors.get(row.actor, _NOBODY),
            kind_words(row.object_kind),
            names.get(row.object_key, "") if row.object_kind in _ORGANISATIONS else "",
            names.get(row.party, ""),
        )
        for row in rows
    ]


def _uuids(texts: Iterable[str]) -> Iterator[UUID]:
    for text in texts:
        with suppress(ValueError):
            yield UUID(text)


class _Echo:
    """What `csv` writes into: gives each line back instead of keeping it."""

    def write(self, text: str) -> str:
        return text


def _lines(found: Any, said: str) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + str(writer.writerow(_COLUMNS))
    for row in found.iterator(chunk_size=2000):
        values = [row.number, row.at.isoformat(), row.actor, row.party, row.action, row.object_kind, row.object_key]
        facts = json.dumps(row.facts, ensure_ascii=False, sort_keys=True)
        yield str(
            writer.writerow(
                [
                    _safe(str(value))
                    for value in (*values, facts, row.previous, row.digest, action_words(row.action).said(said))
                ]
            )
        )


def _safe(text: str) -> str:
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
