"""What an organisation can get: assessed now, saved, compared with last time, and a year on."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from lingqu.books.accounts.permissions import Concern, may
from lingqu.books.registers.declared.concerns import of_organisation
from lingqu.books.registers.fact_permissions import FACTS_STATE, FACTS_VERIFY
from lingqu.books.registers.models import Organisation
from lingqu.interfaces.web.answers.organisations import (
    a_year_on,
    change_views,
    combination_views,
    measures_named,
    subject_views,
)
from lingqu.interfaces.web.answers.outcomes import unchecked_said
from lingqu.interfaces.web.answers.reported import file_name, reported
from lingqu.interfaces.web.asking import act_of, asking
from lingqu.interfaces.web.facts.addresses import entering
from lingqu.interfaces.web.facts.concerns import organisation_at
from lingqu.interfaces.web.facts.ways import ways_of
from lingqu.interfaces.web.language import lang
from lingqu.processes.assessments import operations
from lingqu.processes.assessments.comparison import compared, difference, told_then
from lingqu.processes.assessments.judging import Assessment, assessed, assessed_later
from lingqu.processes.assessments.models import SavedAnswer
from lingqu.processes.assessments.packs import POLICY, pack_of_day
from lingqu.processes.assessments.permissions import ANSWERS_SAVE
from lingqu.processes.assessments.queries import last_saved, saved_answers
from lingqu.reports.pdf import pdf
from lingqu.reports.wording import Words

_SAVED = Words("已保存这次评估", "this assessment is saved")
_DAY_WRONG = Words("判断日不是日历上的日期，按今天评估", "the day is not one of the calendar: judged for today")


def answers_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """Assess an organisation for a day, today where none is named."""
    organisation, (day, is_wrong) = organisation_at(request, key), _day(request)
    assessment = assessed(organisation, day=day)
    later = assessed_later(assessment, day=a_year_on(day))
    last = last_saved(organisation.key)
    comparison = compared(last, assessment) if last is not None else None
    unchanged = comparison is not None and not comparison.changes
    person, concern = asking(request), of_organisation(organisation)
    next_year = change_views(later, difference(assessment, later), lang())
    subjects = subject_views(assessment, lang(), _addresses(request, organisation, assessment))
    total, pack = assessment.total, assessment.pack
    return render(
        request,
        "answers/answers.html",
        {
            "organisation": organisation,
            "ways": ways_of(person, concern, organisation.key),
            "day": day,
            "day_wrong": _DAY_WRONG if is_wrong else None,
            "policy_title": _title(assessment),
            "total": total,
            "capped": measures_named(pack, total.capped, lang()),
            "pools": measures_named(pack, total.pools, lang()),
            "unbounded": measures_named(pack, total.unbounded, lang()),
            "combinations": combination_views(assessment, lang()),
            "subjects": [each for each in subjects if each.open or each.near],
            "idle": [each for each in subjects if not each.open and not each.near],
            "declared": tuple(dict.fromkeys(name for each in subjects for name in each.only_declared)),
            "disputed": tuple(each for each in subjects if each.disputes),
            "unchecked": unchecked_said(assessment.pack, lang()),
            "last": last,
            "comparison": comparison,
            "sums_changed": comparison is not None
            and (comparison.certain_before, comparison.most_before) != (total.certain, total.most),
            "changes": change_views(assessment, comparison.changes, lang()) if comparison else (),
            "unchanged": unchanged,
            "later": later,
            "next_year": next_year,
            "history": list(saved_answers(organisation.key)[:10]),
            "may_save": may(person, ANSWERS_SAVE, concern),
        },
    )


def as_pdf(request: HttpRequest, key: UUID) -> HttpResponse:
    """The assessment on paper."""
    organisation, (day, _) = organisation_at(request, key), _day(request)
    assessment = assessed(organisation, day=day)
    later = assessed_later(assessment, day=a_year_on(day))
    report = reported(
        assessment,
        subject_views(assessment, lang(), lambda _subject: lambda _code: ""),
        later,
        change_views(later, difference(assessment, later), lang()),
        unchecked_said(assessment.pack, lang()),
        lang(),
    )
    response = HttpResponse(pdf(report), content_type="application/pdf")
    response.headers["Content-Disposition"] = (
        content_disposition_header(True, file_name(assessment, lang())) or "attachment"
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


def save(request: HttpRequest, key: UUID) -> HttpResponse:
    """Save the assessment for the day."""
    organisation, (day, _) = organisation_at(request, key), _day(request)
    operations.saved(assessment=assessed(organisation, day=day), act=act_of(request, party=str(organisation.key)))
    messages.success(request, _SAVED.said(lang()))
    there = reverse("answers", kwargs={"key": organisation.key})
    return HttpResponseRedirect(there if day == timezone.localdate() else f"{there}?day={day.isoformat()}")


def saved_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """A saved answer as it was given, with the digest of the rules it was given by."""
    answer = saved_at(request, key)
    pack = pack_of_day(POLICY, answer.day)
    titles = {each.id: Words(each.title, each.english or each.title) for each in pack.measures}
    told = [
        (each.name, [(id, titles.get(id), outcome) for id, outcome in each.outcomes.items()])
        for each in told_then(answer).values()
    ]
    context = {
        "answer": answer,
        "organisation": answer.organisation,
        "told": told,
        "same_rules": pack.digest == answer.pack_digest,
    }
    return render(request, "answers/saved.html", context)


def saved_at(request: HttpRequest, key: UUID) -> SavedAnswer:
    """The saved answer of an address; 404 where there is none."""
    kept = request.__dict__.setdefault("lingqu_saved", {})
    if key not in kept:
        kept[key] = get_object_or_404(SavedAnswer.objects.select_related("organisation__place"), pk=key)
    found: SavedAnswer = kept[key]
    return found


def concerning_saved(request: HttpRequest, key: UUID, **_: Any) -> Concern:
    """The organisation it was given to."""
    return of_organisation(saved_at(request, key).organisation)


def _addresses(request: HttpRequest, organisation: Organisation, assessment: Assessment) -> Any:
    person, concern = asking(request), of_organisation(organisation)
    subjects = tuple(each.subject for each in assessment.judged)
    finds = may(person, FACTS_VERIFY, concern)
    if not may(person, FACTS_STATE, concern):
        return lambda _subject: lambda _code: ""
    return lambda subject: entering(
        assessment.pack, organisation.key, subjects, subject, finds=finds, day_year=assessment.day.year
    )


def _day(request: HttpRequest) -> tuple[date, bool]:
    """The day asked for, and whether what was asked is no day."""
    text = (request.POST if request.method == "POST" else request.GET).get("day", "")
    try:
        day = date.fromisoformat(text) if text else timezone.localdate()
    except ValueError:
        return timezone.localdate(), True
    return (day, False) if 2000 <= day.year <= 2100 else (timezone.localdate(), True)


def _title(assessment: Assessment) -> str:
    policy = assessment.pack.policy
    return policy.english if lang() == "en" and policy.english else policy.title
