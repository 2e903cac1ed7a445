"""The registers at a glance and the list of one: search, filters, sort, columns, saved views, export."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from lingqu.books.audit import operations as audit
from lingqu.books.registers import exporting, saved_views
from lingqu.books.registers.declaration import Kind, Register, Right
from lingqu.books.registers.declared.all_registers import registers
from lingqu.books.registers.listing import Listing, columns_offered, listing_of, page_of, rows_of
from lingqu.books.registers.queries import capped_count, fields_seen, visible
from lingqu.books.registers.saved_views import UnableToSaveView
from lingqu.books.registers.showing import Showing
from lingqu.interfaces.web.asking import act_of, asking
from lingqu.interfaces.web.language import lang
from lingqu.interfaces.web.registers import choosing
from lingqu.interfaces.web.registers.filters import filters_shown
from lingqu.interfaces.web.registers.table import table_of
from lingqu.reports.wording import Words

_TOO_MANY = Words(
    "Excel 至多导出 {} 行：请缩小条件，或改用 CSV（没有行数限制）",
    "At most {} rows fit an Excel export: narrow the list, or take CSV, which has no limit",
)
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def home(request: HttpRequest) -> HttpResponse:
    """The registers that somebody may open, with how many rows they reach."""
    person = asking(request)
    shown = [
        {
            "register": register,
            "address": reverse(f"registers-{register.name}-list"),
            "count": capped_count(visible(register, person).filter(retired_on=None)),
        }
        for register in registers().values()
        if register.may(person, Right.SEE)
    ]
    return render(request, "registers/home.html", {"shown": shown})


def rows(register: Register, request: HttpRequest) -> HttpResponse:
    """The list; a fragment of it where only rows are asked for."""
    person = asking(request)
    listing = asked_of(register, request)
    found = rows_of(register, listing, person)
    on_page, has_more = page_of(found, listing.page)
    columns = [register.field(name) for name in listing.columns]
    context: dict[str, Any] = {
        "register": register,
        "listing": listing,
        "table": table_of(register, Showing(register, on_page, columns), listing, lang()),
        "count": capped_count(found) if has_more or listing.page > 1 else (len(on_page), False),
        "has_more": has_more,
        "at": _addresses(register),
        "may_export": register.may(person, Right.EXPORT),
        "query": request.GET.urlencode(),
    }
    if request.headers.get("HX-Target") == "rows" and not request.headers.get("HX-History-Restore-Request"):
        return render(request, "registers/rows.html", context)
    context |= {
        "filters": filters_shown(register, listing, person),
        "columns": [(field, field.name in listing.columns) for field in columns_offered(register, person)],
        "views": saved_views.views_of(register, person),
        "may_make": register.may(person, Right.MAKE),
        "may_import": register.may(person, Right.IMPORT),
    }
    return render(request, "registers/list.html", context)


def asked_of(register: Register, request: HttpRequest) -> Listing:
    """What the address asks for."""
    asked = {name: request.GET.get(name, "") for name in request.GET}
    asked["columns"] = ",".join(request.GET.getlist("columns"))
    return listing_of(register, asked, asking(request))


def export(register: Register, request: HttpRequest, form: str) -> HttpResponseBase:
    """What is filtered, as a file, with all fields that the person sees."""
    if form not in ("csv", "xlsx"):
        raise Http404
    person = asking(request)
    listing = asked_of(register, request)
    found, fields = rows_of(register, listing, person), fields_seen(register, person)
    if form == "xlsx" and found.order_by()[: exporting.MOST_IN_WORKBOOK + 1].count() > exporting.MOST_IN_WORKBOOK:
        messages.warning(request, _TOO_MANY.said(lang()).format(exporting.MOST_IN_WORKBOOK))
        return redirect(f"{reverse(f'registers-{register.name}-list')}?{request.GET.urlencode()}")
    if person.is_signed_in:  # what the public takes out is public, and must not fill the chain
        audit.record(
            at=act_of(request).at,
            actor=person.pseudonym,
            action=f"{register.name}.export",
            object_kind=register.name,
            facts={"form": form, "filters": sorted(listing.filters), "is_narrowed": listing.is_narrowed},
        )
    name = f"{register.words.said(lang())}-{timezone.localdate().isoformat()}.{form}"
    if form == "csv":
        lines = exporting.csv_lines(register, found, fields, lang())
        response: HttpResponseBase = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        return response
    file = exporting.workbook_file(register, found, fields, lang())
    return FileResponse(file, as_attachment=True, filename=name, content_type=_WORKBOOK)


def choices(register: Register, request: HttpRequest, field: str) -> HttpResponse:
    """Options for a field with many choices, as a fragment."""
    person = asking(request)
    found = next((each for each in fields_seen(register, person) if each.name == field), None)
    if found is None or found.kind not in (Kind.CODE, Kind.ROW):
        raise Http404
    words = (request.GET.get("q") or request.GET.get(field) or "").strip()[:80]
    options = choosing.options_for(found, words, person, lang())
    return render(request, "registers/options.html", {"options": options})


def save(register: Register, request: HttpRequest) -> HttpResponse:
    """Keep the list as it is shown under a name."""
    query = request.POST.get("query", "")[:2000]
    try:
        view = saved_views.save_view(
            register=register, name=request.POST.get("name", ""), query=query, act=act_of(request)
        )
    except UnableToSaveView as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"“{view.name}” ✓")
        query = view.query
    return redirect(f"{reverse(f'registers-{register.name}-list')}?{quote(query, safe='=&%+,.-_~')}")


def drop(register: Register, request: HttpRequest, view: UUID) -> HttpResponse:
    """Forget a view of one's own."""
    saved_views.drop_view(register=register, key=view, act=act_of(request))
    return redirect(f"registers-{register.name}-list")


def _addresses(register: Register) -> dict[str, str]:
    name = f"registers-{register.name}"
    found = {"list": reverse(f"{name}-list"), "views": reverse(f"{name}-views")}
    if Right.MAKE in register.rights:
        found["new"] = reverse(f"{name}-new")
    if Right.IMPORT in register.rights:
        found["import"] = reverse(f"{name}-import")
    if Right.EXPORT in register.rights:
        found |= {form: reverse(f"{name}-export", args=[form]) for form in ("csv", "xlsx")}
    return found
