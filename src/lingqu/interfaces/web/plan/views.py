"""The pages of the plan, its measures, its facts and its readings.

Its one law: a page shows what the pack and the operator's document hold and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from lingqu.books.accounts.permissions import may
from lingqu.books.rulebooks.permissions import PLAN_IMPORT
from lingqu.books.rulebooks.queries import OfficialText, official_text
from lingqu.interfaces.web.asking import asking
from lingqu.interfaces.web.plan.asked import ORDERS, measures_asked, tasks_asked
from lingqu.interfaces.web.plan.catalogue import fields_of, find, kinds_of, recipients_of, rows_of
from lingqu.interfaces.web.plan.coming import coming
from lingqu.interfaces.web.plan.glossary import glossary_of
from lingqu.interfaces.web.plan.measure_shown import measure_shown, unchecked_of
from lingqu.interfaces.web.plan.official_words import SentenceBeside, beside, coverage_shown, mismatches_shown
from lingqu.interfaces.web.plan.plan_shown import SentenceDuties, TaskShown, plan_shown, tasks_found
from lingqu.interfaces.web.plan.readings_shown import readings_of
from lingqu.interfaces.web.today import pack_today
from lingqu.law.packs.pack import UnableToFind


def plan(request: HttpRequest) -> HttpResponse:
    """The plan as it runs; asked for by htmx, its tasks alone."""
    pack = pack_today()
    shown = plan_shown(pack)
    official = official_text(pack)
    asked = tasks_asked(request.GET)
    tasks = tasks_found(shown.tasks, department=asked.department, words=asked.words)
    recorded = {each.anchor: each.digest for each in shown.sentences}
    context = {
        "plan": shown,
        "asked": asked,
        "tasks": [(task, _with_words(task, official, recorded)) for task in tasks],
        "official": official,
    }
    if _is_fragment(request, "tasks"):
        return render(request, "plan/tasks.html", context)
    context |= {
        "coming": coming(pack, timezone.localdate()),
        "coverage": coverage_shown(shown.sentences, official),
        "mismatches": mismatches_shown(official),
        "may_import": may(asking(request), PLAN_IMPORT),
        "unchecked": unchecked_of(pack),
    }
    return render(request, "plan/plan.html", context)


def measures(request: HttpRequest) -> HttpResponse:
    """The measures to be found; asked for by htmx, the rows alone."""
    pack = pack_today()
    asked = measures_asked(request.GET)
    rows = rows_of(pack)
    context = {
        "asked": asked,
        "rows": find(rows, asked.asked) if not asked.faults else [],
        "all_count": len(rows),
        "orders": ORDERS.items(),
    }
    if _is_fragment(request, "measures"):
        return render(request, "plan/measures_found.html", context)
    context |= {"recipients": recipients_of(pack), "kinds": kinds_of(pack), "fields": fields_of(pack)}
    return render(request, "plan/measures.html", context)


def measure(request: HttpRequest, code: str) -> HttpResponse:
    """One measure in full; a code in small letters leads to the right one."""
    pack = pack_today()
    try:
        shown = measure_shown(pack, code)
    except UnableToFind:
        known = next((row.code for row in rows_of(pack) if row.code.lower() == code.lower()), None)
        if known is None:
            raise Http404 from None
        return HttpResponseRedirect(reverse("measure", args=[known]))
    official = official_text(pack)
    found = [(each, each.of_measure(shown.row.code)) for each in coming(pack, timezone.localdate())]
    context = {
        "shown": shown,
        "coming": [(each, rules) for each, rules in found if rules or each.rules is None],
        "row": shown.row,
        "official": official,
        "sentences": beside(official, shown.anchors),
        "may_import": may(asking(request), PLAN_IMPORT),
    }
    return render(request, "plan/measure.html", context)


def facts(request: HttpRequest) -> HttpResponse:
    """The facts that rules ask."""
    words = request.GET.get("words", "").strip()[:100]
    entries = glossary_of(pack_today())
    wanted = words.casefold().split()
    found = [each for each in entries if all(word in each.text for word in wanted)]
    context = {"entries": found, "words": words, "all_count": len(entries)}
    return render(request, "plan/facts_found.html" if _is_fragment(request, "facts") else "plan/facts.html", context)


def readings(request: HttpRequest) -> HttpResponse:
    """The open points of the text; `?open=1` those nobody has settled."""
    entries = readings_of(pack_today())
    only_open = request.GET.get("open") == "1"
    context = {
        "entries": [each for each in entries if each.row.is_open or not only_open],
        "only_open": only_open,
        "all_count": len(entries),
        "open_count": sum(each.row.is_open for each in entries),
    }
    return render(request, "plan/readings.html", context)


def _with_words(
    task: TaskShown, official: OfficialText | None, recorded: Mapping[str, str]
) -> list[tuple[SentenceDuties, SentenceBeside]]:
    """Pair the duties of each sentence with its official words."""
    anchors = [(each.anchor, recorded.get(each.anchor, "")) for each in task.sentences]
    return list(zip(task.sentences, beside(official, anchors), strict=True))


def _is_fragment(request: HttpRequest, target: str) -> bool:
    """Whether htmx asks for one part of the page; back in history it asks for the whole."""
    headers = request.headers
    is_asked = headers.get("HX-Request") == "true" and headers.get("HX-History-Restore-Request") != "true"
    return is_asked and headers.get("HX-Target") == target
