"""Keeping the answers of an interview for an organisation: looked at first, then saved or taken over as declared facts.

Its one law: the first look writes nothing, and what is confirmed is what was looked at: where something was stated
meanwhile, nothing is written and the page is shown again.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lingqu.books.registers.facts import UnableToKeepAll
from lingqu.interfaces.web.asking import act_of, asking
from lingqu.interfaces.web.facts.addresses import facts_address
from lingqu.interfaces.web.facts.asked import subject_asked
from lingqu.interfaces.web.facts.concerns import organisation_at
from lingqu.interfaces.web.facts.desk import own_organisations
from lingqu.interfaces.web.interview.hearing import Hearing
from lingqu.interfaces.web.interview.keeping import Fate, lines_of
from lingqu.interfaces.web.interview.linked import with_hearing
from lingqu.interfaces.web.interview.own import source_of
from lingqu.interfaces.web.interview.tokens import token_of
from lingqu.interfaces.web.language import lang
from lingqu.processes.assessments import operations
from lingqu.processes.assessments.packs import POLICY, pack_of_day
from lingqu.processes.assessments.subjects import subjects_of
from lingqu.processes.assessments.totals import total_of
from lingqu.reports.wording import Words

_SAVED = Words("已把自评存为本单位的一次评估", "the self-assessment is saved as one of the organisation")
_TAKEN = Words(
    "已填报 {} 项，来源写的是“申报”；点开一项可以附上证明材料",
    "{} facts stated as declared; open one to attach what proves it",
)
_NONE = Words("一项也没有选，没有填报", "nothing was chosen, nothing stated")
_OVERTAKEN = Words(
    "您看过之后有人填报或改过其中的事实，什么也没有写。下面是现在的样子，请再看一遍。",
    "Some of these facts were stated or changed since you looked; nothing was written. Below is how it stands now: "
    "please look again.",
)


@with_hearing
def choose(request: HttpRequest, hearing: Hearing, is_whole: bool) -> HttpResponse:
    """The organisations of a member; where there is but one, or the link began from one, that at once."""
    found, source, token = own_organisations(asking(request)), source_of(hearing.state), token_of(hearing.state)
    meant = [each for each in found if source is not None and each.key == source.organisation] or found
    if len(meant) == 1:
        there = reverse("interview_keep_for", kwargs={"token": token, "key": meant[0].key})
        is_named = source is not None and source.organisation == meant[0].key
        return HttpResponseRedirect(f"{there}?subject={source.subject}" if is_named and source else there)
    ways = [(each.name, reverse("interview_keep_for", kwargs={"token": token, "key": each.key})) for each in found]
    return render(request, "interview/keep_whose.html", {"ways": ways})


@with_hearing
def keep(request: HttpRequest, hearing: Hearing, is_whole: bool, key: UUID) -> HttpResponse:
    """Look; sent, do what was confirmed."""
    organisation = organisation_at(request, key)
    asked = request.POST if request.method == "POST" else request.GET
    pack = pack_of_day(POLICY, hearing.state.day)
    subjects = subjects_of(organisation, on=hearing.state.day, pack=pack)
    subject = subject_asked(subjects, asked.get("subject", ""))
    act = act_of(request, party=str(organisation.key))
    note: Words | None = None
    if request.method == "POST" and asked.get("act") == "save":
        kept = operations.saved_as_answered(
            organisation=organisation, subject=subject, day=hearing.state.day, program=hearing.program,
            facts={pack.day_fact.code: hearing.state.day.isoformat(), **hearing.state.known}, answer=hearing.answer,
            act=act,
        )  # fmt: skip
        messages.success(request, _SAVED.said(lang()))
        return HttpResponseRedirect(reverse("saved-answer", kwargs={"key": kept.key}))
    lines = lines_of(pack=pack, subjects=subjects, subject=subject, known=hearing.state.known, act=act, lang=lang())
    chosen = set(request.POST.getlist("take")) if request.method == "POST" else None
    if chosen:
        wanted = [each for each in lines if each.name in chosen]
        if len(wanted) == len(chosen) and all(each.fate is Fate.NEW for each in wanted):
            try:
                made = operations.taken_over(
                    pack=pack, statements=[(each.subject, each.statement) for each in wanted], act=act
                )
            except UnableToKeepAll:  # stated between the look above and the writing
                note = _OVERTAKEN
            else:
                messages.success(request, _TAKEN.said(lang()).format(len(made)))
                return HttpResponseRedirect(facts_address(organisation.key, subject))
        else:
            note = _OVERTAKEN
    elif chosen is not None:
        note = _NONE
    context = {
        "organisation": organisation,
        "subject": subject,
        "subjects": subjects,
        "state": hearing.state,
        "is_whole": is_whole,
        "refused": hearing.refused,
        "new": [each for each in lines if each.fate is Fate.NEW],
        "others": [each for each in lines if each.fate is not Fate.NEW],
        "chosen": chosen,
        "note": note,
        "total": total_of(hearing.program, [hearing.answer]),
        "result": reverse("interview_result", args=[token_of(hearing.state)]),
    }
    status = 200 if note is None else 409 if note is _OVERTAKEN else 422
    return render(request, "interview/keep.html", context, status=status)
