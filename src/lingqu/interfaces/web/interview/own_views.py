"""Beginning an interview from the facts of an organisation: for its members and for the offices that see its facts."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from lingqu.interfaces.web.asking import asking
from lingqu.interfaces.web.facts.concerns import organisation_at
from lingqu.interfaces.web.facts.desk import own_organisations
from lingqu.interfaces.web.interview.own import known_of, state_from
from lingqu.interfaces.web.interview.tokens import token_of
from lingqu.processes.assessments.packs import POLICY, pack_of_day
from lingqu.processes.assessments.subjects import subjects_of


def choose_organisation(request: HttpRequest) -> HttpResponse:
    """The organisations of a member; where there is but one, its subjects at once."""
    found = own_organisations(asking(request))
    if len(found) == 1:
        return HttpResponseRedirect(reverse("interview_of", kwargs={"key": found[0].key}))
    return render(request, "interview/organisations.html", {"organisations": found})


def choose_subject(request: HttpRequest, key: UUID) -> HttpResponse:
    """The subjects of an organisation; one chosen, the interview with its facts filled in."""
    organisation, today = organisation_at(request, key), timezone.localdate()
    pack = pack_of_day(POLICY, today)
    subjects = subjects_of(organisation, on=today, pack=pack)
    if request.method == "POST":
        subject = next((each for each in subjects if each.id == request.POST.get("subject")), None)
        if subject is None:
            raise Http404
        there = "interview_result" if request.POST.get("then") == "result" else "interview_step"
        return HttpResponseRedirect(reverse(there, args=[token_of(state_from(subject, pack, today))]))
    listed = [(each, len(known_of(each, pack))) for each in subjects]
    return render(request, "interview/subjects.html", {"organisation": organisation, "subjects": listed})
