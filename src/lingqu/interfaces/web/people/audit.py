"""The audit chain for supervisors and administrators: filter, one entry, the check, the export.

Its one law: it shows pseudonyms and codes; it changes nothing, and says of each check that it was made.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.cache import never_cache

from lingqu.books.audit import operations
from lingqu.books.audit.models import Entry
from lingqu.books.audit.queries import checked_chain, entries_where
from lingqu.interfaces.web.asking import act_of
from lingqu.interfaces.web.people.actions import action_words

_ROWS = 50
_COLUMNS = ("number", "at", "actor", "party", "action", "object_kind", "object_key", "facts", "previous", "digest")


@never_cache
def entries(request: HttpRequest) -> HttpResponse:
    """The latest entries, narrowed by what was asked."""
    asked = _asked(request)
    try:
        page = Paginator(entries_where(**_conditions(asked)), _ROWS).page(request.GET.get("page") or 1)
    except InvalidPage:
        page = Paginator(entries_where(**_conditions(asked)), _ROWS).page(1)
    context = {"page": page, "rows": [(row, action_words(row.action)) for row in page], "asked": asked}
    return render(request, "audit/entries.html", context)


@never_cache
def entry(request: HttpRequest, *, number: int) -> HttpResponse:
    """One entry with its neighbours."""
    row = get_object_or_404(Entry, number=number)
    context = {
        "entry": row,
        "words": action_words(row.action),
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
    found = entries_where(**_conditions(_asked(request)))
    act = act_of(request)
    operations.record(
        at=act.at,
        actor=act.person.pseudonym,
        action="audit.export",
        object_kind="audit",
        facts={"rows": found.count()},
    )
    answer = StreamingHttpResponse(_lines(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="lingqu-audit-{timezone.localdate().isoformat()}.csv"'
    return answer


def _asked(request: HttpRequest) -> dict[str, str]:
    names = ("actor", "action", "kind", "key", "since", "until")
    return {name: request.GET.get(name, "").strip()[:64] for name in names}


def _conditions(asked: dict[str, str]) -> dict[str, Any]:
    until = _day(asked["until"])
    return {
        "actor": asked["actor"],
        "action": asked["action"],
        "object_kind": asked["kind"],
        "object_key": asked["key"],
        "since": _start(_day(asked["since"])),
        "before": _start(until + timedelta(days=1) if until else None),
    }


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None  # a day that does not exist narrows nothing


def _start(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None


class _Echo:
    """What `csv` writes into: gives each line back instead of keeping it."""

    def write(self, text: str) -> str:
        return text


def _lines(found: Any) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + str(writer.writerow(_COLUMNS))
    for row in found.iterator(chunk_size=2000):
        values = [row.number, row.at.isoformat(), row.actor, row.party, row.action, row.object_kind, row.object_key]
        facts = json.dumps(row.facts, ensure_ascii=False, sort_keys=True)
        yield str(writer.writerow([_safe(str(value)) for value in (*values, facts, row.previous, row.digest)]))


def _safe(text: str) -> str:
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
