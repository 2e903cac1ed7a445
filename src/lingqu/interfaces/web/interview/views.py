"""The pages of the self-assessment: begin, ask, tell the result, give it away as PDF and JSON.

Its one law: no page writes or reads a row about the visitor; a link is all there is, and one that cannot be read gets a
page that says so.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from lingqu.books.accounts.permissions import may
from lingqu.books.registers.declared.concerns import of_organisation
from lingqu.books.registers.fact_permissions import FACTS_STATE
from lingqu.interfaces.web.asking import asking
from lingqu.interfaces.web.facts.desk import own_organisations
from lingqu.interfaces.web.interview.changes import CHANGES
from lingqu.interfaces.web.interview.forms import beginning_of, first_state, no_day
from lingqu.interfaces.web.interview.hearing import Hearing, heard
from lingqu.interfaces.web.interview.kinds import KINDS
from lingqu.interfaces.web.interview.linked import with_hearing
from lingqu.interfaces.web.interview.official import official_words
from lingqu.interfaces.web.interview.own import began_from, begun_from, differences, filled_in
from lingqu.interfaces.web.interview.questions import QuestionView, question_view, title_of
from lingqu.interfaces.web.interview.replies import UnableToTakeReply, reply_taken
from lingqu.interfaces.web.interview.reported import TITLE, reported
from lingqu.interfaces.web.interview.results import result_view
from lingqu.interfaces.web.interview.standing import given_views, standing_view
from lingqu.interfaces.web.interview.state import State
from lingqu.interfaces.web.interview.tokens import token_of
from lingqu.interfaces.web.language import lang
from lingqu.interfaces.web.today import pack_today
from lingqu.law.engine.interview import Question
from lingqu.processes.assessments.packs import POLICY, pack_of_day
from lingqu.reports.pdf import pdf
from lingqu.reports.wording import Words

_ANSWERS = Words("自评答案", "self-assessment-answers")


def begin(request: HttpRequest) -> HttpResponse:
    """The start page; sent, the first question."""
    pack = pack_today()
    sent = request.POST if request.method == "POST" else request.GET
    beginning = beginning_of(sent.dict(), sent.getlist("measure"), pack, timezone.localdate())
    own = own_organisations(asking(request)) if asking(request).is_signed_in else ()
    if request.method == "POST":
        state = first_state(beginning)
        chosen = next((each for each in own if str(each.key) == sent.get("organisation")), None)
        if state is not None and chosen is not None:
            state = begun_from(chosen.key, state)
        if state is not None:
            return HttpResponseRedirect(address_of_step(state))
        beginning = replace(beginning, fault=no_day())
    only = [(each, title_of(pack.measure(each), lang())) for each in beginning.measures]
    organisation = sent.get("organisation", str(own[0].key) if own else "")
    context = {
        "kinds": KINDS,
        "beginning": beginning,
        "only": only,
        "count": len(pack.applicant_measures),
        "own": own,
        "organisation": organisation,
    }
    return render(request, "interview/begin.html", context, status=422 if beginning.fault else 200)


@with_hearing
def step(request: HttpRequest, hearing: Hearing, is_whole: bool) -> HttpResponse:
    """One question; sent, the next one."""
    if request.method != "POST":
        asked = hearing.question_about(request.GET.get("ask", "")) or hearing.question()
        return _step_page(request, hearing, asked, is_whole=is_whole, then=request.GET.get("then", ""))
    sent = request.POST.dict()
    change = CHANGES.get(sent.get("act", ""))
    if change is not None:
        return _onward(request, change(hearing, sent), sent.get("then", ""))
    question = hearing.question_about(sent.get("fact", ""))
    if question is None:
        return _onward(request, hearing.state, "")
    try:
        state = reply_taken(hearing, question.fact, sent)
    except UnableToTakeReply as refused:
        return _step_page(request, hearing, question, then=sent.get("then", ""), refused=refused)
    return _onward(request, state, sent.get("then", ""))


@with_hearing
def result(request: HttpRequest, hearing: Hearing, is_whole: bool) -> HttpResponse:
    """What the answers come to."""
    there = address_of_step(hearing.state)
    found = result_view(hearing, lang(), address_of=lambda code: f"{there}?ask={code}&then=result")
    words = official_words(hearing.pack)
    fitting = (*found.eligible, *found.open)
    context = {
        "result": found,
        "is_whole": is_whole,
        "own": _own(request, hearing),
        "keep_at": reverse("interview_keep", args=[token_of(hearing.state)]) if asking(request).member_of else "",
        "cited": [(each, words.get(each.measure, ())) for each in fitting],
        "has_words": bool(words),
        **_around(request, hearing),
    }
    return render(request, "interview/result.html", context)


@with_hearing
def result_as_pdf(request: HttpRequest, hearing: Hearing, is_whole: bool) -> HttpResponse:
    """The result on paper."""
    name = f"{TITLE.said(lang())}-{hearing.state.day.isoformat()}.pdf"
    return _file(pdf(reported(hearing, lang())), "application/pdf", name)


@with_hearing
def answers_as_json(request: HttpRequest, hearing: Hearing, is_whole: bool) -> HttpResponse:
    """The answers as `lingqu assess` takes them."""
    text = json.dumps(hearing.record, ensure_ascii=False, indent=2) + "\n"
    return _file(text.encode(), "application/json", f"{_ANSWERS.said(lang())}-{hearing.state.day.isoformat()}.json")


def address_of_step(state: State) -> str:
    """Where an interview goes on."""
    return reverse("interview_step", args=[token_of(state)])


def _onward(request: HttpRequest, state: State, then: str) -> HttpResponse:
    """Go to where a new state stands: a fragment for htmx, which is told the new address, else another page."""
    is_fragment = _wants_fragment(request)
    if then == "result":
        there = reverse("interview_result", args=[token_of(state)])
        return HttpResponse(status=204, headers={"HX-Redirect": there}) if is_fragment else HttpResponseRedirect(there)
    if not is_fragment:
        return HttpResponseRedirect(address_of_step(state))
    hearing = heard(state)
    response = _step_page(request, hearing, hearing.question())
    response.headers["HX-Push-Url"] = address_of_step(hearing.state)
    return response


def _step_page(
    request: HttpRequest,
    hearing: Hearing,
    question: Question | None,
    *,
    is_whole: bool = True,
    then: str = "",
    refused: UnableToTakeReply | None = None,
) -> HttpResponse:
    is_fragment = _wants_fragment(request)
    view = _question(hearing, question, refused) if question else None
    back = hearing.state.before(view.code) if view else ""
    given = given_views(hearing, lang())
    context = {
        "question": view,
        "standing": standing_view(hearing, lang()),
        "given": given,
        "passed_over": [each for each in given if each.is_passed_over],
        "back": back or (given[-1].code if given and view is None else ""),
        "then": "result" if then == "result" else "",
        "is_whole": is_whole,
        "is_fragment": is_fragment,
        **_around(request, hearing),
    }
    # htmx swaps nothing in that is marked as a fault; a whole page says it by its status
    status = 422 if refused and not is_fragment else 200
    return render(request, "interview/_room.html" if is_fragment else "interview/step.html", context, status=status)


def _question(hearing: Hearing, question: Question, refused: UnableToTakeReply | None) -> QuestionView:
    if refused is None:
        return question_view(hearing, question, lang())
    faults = {fault.field: fault.words for fault in refused.faults}
    return question_view(hearing, question, lang(), typed=refused.typed, faults=faults)


def _around(request: HttpRequest, hearing: Hearing) -> dict[str, Any]:
    """What both the question and the result need: addresses, and what is to be told about the link."""
    token = token_of(hearing.state)
    here = reverse("interview_step", args=[token])
    pack = hearing.pack
    return {
        "state": hearing.state,
        "here": here,
        "there": reverse("interview_result", args=[token]),
        "as_pdf": reverse("interview_pdf", args=[token]),
        "as_json": reverse("interview_json", args=[token]),
        "link": request.build_absolute_uri(here),
        "only": [(each, title_of(pack.measure(each), lang())) for each in hearing.state.measures],
        "rules_changed": hearing.rules_changed,
        "refused": hearing.refused,
        "filled": filled_in(asking(request), hearing, lang()),
    }


def _wants_fragment(request: HttpRequest) -> bool:
    # going back in history asks for the whole page
    headers = request.headers
    return headers.get("HX-Request") == "true" and headers.get("HX-History-Restore-Request") != "true"


def _own(request: HttpRequest, hearing: Hearing) -> dict[str, Any] | None:
    """For whoever may see the facts that it began from: how the answers differ. The public causes no query."""
    person = asking(request)
    found = began_from(person, hearing)
    if found is None:
        return None
    organisation, subjects = found
    may_state = may(person, FACTS_STATE, of_organisation(organisation))
    plain = pack_of_day(POLICY, hearing.state.day)
    return {
        "organisation": organisation,
        "subject": subjects[0],
        "differences": differences(hearing, subjects, plain, lang(), may_state=may_state),
    }


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
