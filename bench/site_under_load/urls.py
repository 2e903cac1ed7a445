"""The product's addresses, and a bare page: the same fifty rows in a plain template, under the same middleware."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from lingqu.books.registers.models import Organisation

_TEMPLATE = """<!doctype html><title>rows</title><table>{% for row in rows %}<tr><td>{{ row.name }}<td>
{{ row.credit_code }}<td>{{ row.kind }}<td>{{ row.region }}<td>{{ row.industry }}<td>{{ row.size }}{% endfor %}
</table>"""


def bare(request: HttpRequest) -> HttpResponse:
    """Fifty rows and nothing else."""
    rows = Organisation.objects.filter(retired_on=None).order_by("name", "key")[:50]
    assert request.user.is_authenticated
    return HttpResponse(engines["django"].from_string(_TEMPLATE).render({"rows": rows}, request))


bare.permission = "site.read"  # type: ignore[attr-defined]  # the gate asks for one
urlpatterns = [path("bare/", bare), path("", include("lingqu.config.urls"))]
