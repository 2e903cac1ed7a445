"""Many facts of a year stated in one go."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from lingqu.books.registers import facts
from lingqu.books.registers.facts import UnableToKeepAll
from lingqu.books.registers.models import Fact
from lingqu.books.registers.operations import UnableToKeep
from lingqu.interfaces.web.asking import act_of, asking
from lingqu.interfaces.web.facts.addresses import facts_address
from lingqu.interfaces.web.facts.asked import fact_subject, sources_for, subject_asked, year_read
from lingqu.interfaces.web.facts.concerns import organisation_at
from lingqu.interfaces.web.facts.tables import SOURCE_WORDS
from lingqu.interfaces.web.facts.together import TogetherForm, together_form
from lingqu.interfaces.web.language import lang
from lingqu.interfaces.web.today import pack_today
from lingqu.processes.assessments.subjects import subjects_of
from lingqu.reports.wording import Words

_YEARS_OFFERED = 8
_SAVED = Words("已保存 {} 项；点开一项可以附上证明材料", "{} facts saved; open one to attach what proves it")
_NOTHING = Words("一项也没有填，没有保存", "nothing was filled in, nothing saved")


def together_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """State several facts of one subject and one year; all are kept, or none."""
    organisation, pack, today = organisation_at(request, key), pack_today(), timezone.localdate()
    asked = request.POST if request.method == "POST" else request.GET
    subjects = subjects_of(organisation, on=today, pack=pack)
    subject = subject_asked(subjects, asked.get("subject", ""))
    sources = sources_for(asking(request), organisation)
    source = next((each for each in sources if each == asked.get("source")), sources[0])
    offered = range(today.year, today.year - _YEARS_OFFERED, -1)
    wanted = year_read(asked.get("year", ""))
    year = wanted if wanted is not None and wanted in offered else today.year - 1
    rows = list(Fact.objects.filter(organisation=organisation, subject_key=subject.key, retired_on=None))

    def form(refusals: Mapping[tuple[str, str], UnableToKeep]) -> TogetherForm:
        return together_form(
            pack=pack, subject=subject, rows=rows, year=year, source=source, posted=request.POST, refusals=refusals,
            lang=lang(),
        )  # fmt: skip

    shown, note = form({}), None
    if request.method == "POST":
        try:
            made = facts.declare_together(
                pack=pack,
                subject=fact_subject(subject, organisation.key),
                statements=shown.statements,
                act=act_of(request, party=str(organisation.key)),
            )
        except UnableToKeepAll as refused:
            shown = form(refused.refusals)
        else:
            if made:
                messages.success(request, _SAVED.said(lang()).format(len(made)))
                return HttpResponseRedirect(facts_address(organisation.key, subject))
            note = _NOTHING
    context = {
        "organisation": organisation,
        "subject": subject,
        "form": shown,
        "note": note,
        "years": offered,
        "year": year,
        "sources": [(each, SOURCE_WORDS[each]) for each in sources],
        "source": source,
        "back": facts_address(organisation.key, subject),
    }
    return render(request, "facts/together.html", context, status=422 if shown.has_faults or note else 200)
