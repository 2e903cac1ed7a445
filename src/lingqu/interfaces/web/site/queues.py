"""The lists behind the numbers of the desk: organisations whose facts wait for an office, and what runs out soon.

Its one law: each list is the rows that its number counted, and leads to the page where the work is done.
"""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, Exists, Min, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from lingqu.books.registers.declared.people import PEOPLE
from lingqu.books.registers.declared.recognitions import RECOGNITIONS
from lingqu.books.registers.models import EvidenceLink
from lingqu.books.registers.showing import titles
from lingqu.interfaces.web.asking import asking
from lingqu.interfaces.web.site.reaching import certificates_running_out, facts_to_verify, titles_running_out

_ROWS = 40
_MOST_PEOPLE = 200


@never_cache
def facts_waiting(request: HttpRequest) -> HttpResponse:
    """Organisations within reach with facts to verify, those with most evidence first, then the longest waiting."""
    linked = Exists(EvidenceLink.objects.filter(fact=OuterRef("pk"), evidence__withdrawn_at=None))
    rows = (
        facts_to_verify(asking(request))
        .annotate(is_proven=linked)
        .order_by()
        .values("organisation", "organisation__name")
        .annotate(waiting=Count("pk"), proven=Count("pk", filter=Q(is_proven=True)), since=Min("changed_at"))
        .order_by("-proven", "since", "organisation")
    )
    page = Paginator(rows, _ROWS).get_page(request.GET.get("page"))
    return render(request, "site/facts_waiting.html", {"page": page})


@never_cache
def expiring(request: HttpRequest) -> HttpResponse:
    """Titles and certificates within reach whose validity ends within 90 days."""
    person, today = asking(request), timezone.localdate()
    page = Paginator(titles_running_out(person, today), _ROWS).get_page(request.GET.get("page"))
    people = list(certificates_running_out(person, today)[:_MOST_PEOPLE])
    named = titles(PEOPLE, people)
    context = {
        "page": page,
        "titles": [
            (row, RECOGNITIONS.title(row), reverse("registers-recognitions-row", args=[row.key])) for row in page
        ],
        "people": [(row, named[row.key], reverse("registers-people-row", args=[row.key])) for row in people],
    }
    return render(request, "site/expiring.html", context)
