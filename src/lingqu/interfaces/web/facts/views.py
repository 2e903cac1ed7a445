"""Pages of facts: the tables, a fact stated, and one fact with all that can be done with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from lingqu.books.accounts.permissions import may
from lingqu.books.registers import facts
from lingqu.books.registers.declared.concerns import of_organisation
from lingqu.books.registers.fact_homes import can_be_told, facts_of_kind, reading_of_figures
from lingqu.books.registers.fact_permissions import (
    EVIDENCE_KEEP,
    FACTS_STATE,
    FACTS_VERIFY,
    is_declared_by_another,
    office_of,
)
from lingqu.books.registers.fact_values import said
from lingqu.books.registers.facts import UnableToChangeVerified
from lingqu.books.registers.models import Completeness, Evidence, Fact, Organisation
from lingqu.books.registers.operations import UnableToKeep, UnableToOverwrite
from lingqu.books.registers.precedence import STATED
from lingqu.interfaces.web.asking import act_of, asking
from lingqu.interfaces.web.facts.addresses import entering, facts_address
from lingqu.interfaces.web.facts.asked import (
    FactForm,
    fact_subject,
    sources_for,
    standing_of,
    statement_asked,
    subject_asked,
)
from lingqu.interfaces.web.facts.concerns import fact_at, organisation_at
from lingqu.interfaces.web.facts.disputes import dispute_views
from lingqu.interfaces.web.facts.needed import needed_of
from lingqu.interfaces.web.facts.tables import SOURCE_WORDS, entry_view, fact_tables, figure_kind_said
from lingqu.interfaces.web.facts.ways import ways_of
from lingqu.interfaces.web.language import lang
from lingqu.interfaces.web.today import pack_today
from lingqu.law.lang.tree import Source
from lingqu.law.packs.pack import Pack
from lingqu.processes.assessments.judging import assessed
from lingqu.processes.assessments.permissions import ANSWERS_SEE
from lingqu.processes.assessments.subjects import Subject, subjects_of
from lingqu.reports.wording import Words


def facts_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """What is known of an organisation and each of its subjects."""
    organisation = organisation_at(request, key)
    today = timezone.localdate()
    assessment = assessed(organisation, day=today, pack=pack_today())
    subjects = tuple(each.subject for each in assessment.judged)
    subject = subject_asked(subjects, request.GET.get("subject", ""))
    person, concern = asking(request), of_organisation(organisation)
    may_verify = may(person, FACTS_VERIFY, concern)
    address_of = entering(assessment.pack, key, subjects, subject, finds=may_verify, day_year=today.year)
    may_state = may(person, FACTS_STATE, concern)
    judged = next(each for each in assessment.judged if each.subject is subject)
    rows = [row for row in assessment.holdings.facts.get(subject.key, ()) if not row.is_retired]
    needed = needed_of(assessment, judged, lang(), address_of if may_state else lambda _: "")
    waiting = {each.fact.code: tuple(waits.measure for waits in each.waiting) for each in needed}
    tables = fact_tables(assessment.pack, subject, rows, today.year, lang(), waiting=waiting)
    missing = [line.code for line in tables.lines if line.is_missing]
    only = request.GET.get("only", "")
    shown = {"missing": missing, "waiting": list(waiting)}.get(only)
    context = {
        "organisation": organisation,
        "subject": subject,
        "subjects": subjects,
        "tables": tables if shown is None else tables.only(shown),
        "only": only if shown is not None else "",
        "all_count": len(tables.lines),
        "missing_count": len(missing),
        "last_year": today.year - 1,
        "disputes": dispute_views(assessment.pack, subject.conflicts, lang()),
        "needed": needed,
        "precedence": STATED,
        "ways": ways_of(person, concern, organisation.key),
        "may_see_answers": may(person, ANSWERS_SEE, concern),
        "may_state": may_state,
        "may_verify": may_verify,
        "complete": Completeness.objects.filter(organisation=organisation) if may_verify else (),
        "registers": _REGISTERS,
        "today": today,
    }
    return render(request, "facts/facts.html", context)


def state_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """State one fact of one subject."""
    organisation, pack = organisation_at(request, key), pack_today()
    subjects = subjects_of(organisation, on=timezone.localdate(), pack=pack)
    asked = request.POST if request.method == "POST" else request.GET
    subject = subject_asked(subjects, asked.get("subject", ""))
    code = asked.get("code", "")
    sources = sources_for(asking(request), organisation)
    if not code:
        return render(request, "facts/choose.html", _choice(pack, organisation, subject, sources))
    if not pack.has_fact_coded(code) or not can_be_told(pack, pack.fact_coded(code)):
        raise Http404
    typed, faults, standing = asked.dict(), {}, None
    if request.method == "POST":
        statement = statement_asked(code, request.POST, sources)
        try:
            made = facts.declare(
                pack=pack,
                subject=fact_subject(subject, organisation.key),
                statement=statement,
                act=act_of(request, party=str(organisation.key)),
            )
        except UnableToKeep as error:
            faults, standing = error.faults, standing_of(error, pack, lang())
        else:
            messages.success(request, _SAVED.said(lang()))
            return HttpResponseRedirect(reverse("fact", kwargs={"key": made.key}))
    form = FactForm(pack.fact_coded(code), {str(name): str(text) for name, text in typed.items()}, faults)
    context = {"form": form, "organisation": organisation, "subject": subject, **_form_choices(pack, form, sources)}
    context["standing"] = standing
    return render(request, "facts/state.html", context, status=422 if faults else 200)


def fact_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """One fact: declared and verified, what proves it, its files and its history."""
    return _fact(request, fact_at(request, key))


def correct(request: HttpRequest, key: UUID) -> HttpResponse:
    """Change the declared value."""
    row = _own_statement(request, key)
    return _done(
        request,
        row,
        "correct",
        lambda: facts.correct(
            pack=pack_today(),
            key=row.key,
            version=_version(request),
            typed=request.POST.get("value", "")[:200],
            is_confirmed_zero=request.POST.get("is_confirmed_zero") == "yes",
            act=_act(request, row),
        ),
    )


def verify(request: HttpRequest, key: UUID) -> HttpResponse:
    """Set the verified value."""
    row = fact_at(request, key)
    office = office_of(asking(request), of_organisation(row.organisation))
    return _done(
        request,
        row,
        "verify",
        lambda: facts.verify(
            pack=pack_today(),
            key=row.key,
            version=_version(request),
            typed=request.POST.get("value", "")[:200],
            office=office,
            act=_act(request, row),
        ),
    )


def take_back(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a verification back."""
    row = fact_at(request, key)
    return _done(
        request,
        row,
        "take_back",
        lambda: facts.take_back(key=row.key, version=_version(request), act=_act(request, row)),
    )


def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a fact out of use."""
    row = _own_statement(request, key)
    act = _act(request, row)
    return _done(
        request,
        row,
        "withdraw",
        lambda: facts.withdraw(key=row.key, version=_version(request), on=timezone.localdate(), act=act),
    )


def attach(request: HttpRequest, key: UUID) -> HttpResponse:
    """Let files already kept prove a fact."""
    row = _own_statement(request, key)
    keys = [each for each in request.POST.getlist("evidence") if _is_key(each)]
    files = list(Evidence.objects.filter(key__in=keys, organisation=row.organisation_id))
    return _done(request, row, "attach", lambda: facts.attach(key=row.key, evidence=files, act=_act(request, row)))


def complete(request: HttpRequest, key: UUID) -> HttpResponse:
    """State that a register holds everything of an organisation up to today."""
    organisation = organisation_at(request, key)
    register = request.POST.get("register", "")
    if register not in Completeness.Register.values:
        raise Http404
    facts.state_complete(
        organisation=organisation.key,
        register=register,
        kind="",
        upto=timezone.localdate(),
        act=act_of(request, party=str(organisation.key), reason=request.POST.get("reason", "")[:200]),
    )
    messages.success(request, _STATED.said(lang()))
    return HttpResponseRedirect(facts_address(organisation.key))


_SAVED = Words("已保存", "saved")
_STATED = Words("已说明登记完整", "the register is stated complete")
_DONE = {
    "correct": Words("已更正", "corrected"),
    "verify": Words("已核定", "verified"),
    "take_back": Words("已撤回核定", "the verification is taken back"),
    "withdraw": Words("已撤下", "withdrawn"),
    "attach": Words("已附上材料", "the files are attached"),
}
_OVERTAKEN = Words(
    "您打开之后别人改过这一条，没有保存。下面是现在的样子，您填的还在表单里。",
    "Somebody has changed this since you opened it; nothing was saved. Below is how it stands now; what you typed is "
    "still in the form.",
)
_REGISTERS = (
    ("awards", Words("奖补", "awards")),
    ("platforms", Words("平台", "platforms")),
    ("recognitions", Words("认定", "recognitions")),
    ("successions", Words("更名、合并、分立", "renamings, mergers, splits")),
)


def _fact(
    request: HttpRequest,
    row: Fact,
    *,
    action: str = "",
    faults: dict[str, list[Words]] | None = None,
    note: Words | None = None,
    status: int = 200,
) -> HttpResponse:
    pack, person, concern = pack_today(), asking(request), of_organisation(row.organisation)
    fact = pack.fact_coded(row.code)
    may_verify = may(person, FACTS_VERIFY, concern)
    may_change = may(person, FACTS_STATE, concern) and (row.source == Fact.Source.DECLARED or may_verify)
    files = list(Evidence.objects.filter(links__fact=row, withdrawn_at=None).order_by("added_at"))
    others = Evidence.objects.filter(organisation=row.organisation, withdrawn_at=None).exclude(links__fact=row)
    typed = {str(name): str(text) for name, text in request.POST.items()} if action else {}
    is_anothers = is_declared_by_another(row, person)
    # each form keeps what was typed into itself; a figure of somebody else is never there to be saved unchanged
    declared = typed if action == "correct" else {} if is_anothers else {"value": row.declared_value}
    verified = typed if action == "verify" else {"value": row.value}
    history = list(Fact.past.filter(key=row.key).order_by("-history_date", "-history_id"))
    return render(
        request,
        "facts/fact.html",
        {
            "row": row,
            "organisation": row.organisation,
            "entry": entry_view(fact, row, lang()),
            "form": FactForm(fact, declared, (faults or {}) if action != "verify" else {}),
            "verify_form": FactForm(fact, verified, (faults or {}) if action == "verify" else {}),
            "is_anothers": is_anothers,
            "reasons": {action: typed.get("reason", "")},
            "office": _office(pack, row.vouched_for),
            "name": _name(pack, row.code),
            "files": files,
            "others": list(others.order_by("-added_at")[:50]) if may_change else (),
            "history": [(each, entry_view(fact, each, lang())) for each in history],
            "may_change": may_change and not row.is_retired,
            "may_verify": may_verify and not row.is_retired,
            "may_keep": may(person, EVIDENCE_KEEP, concern) and not row.is_retired,
            "action": action,
            "note": note,
            "back": f"{facts_address(row.organisation_id)}?subject={row.subject_kind}:{row.subject_key}",
            "kind": figure_kind_said(row.figure_kind, lang()),
        },
        status=status,
    )


def _done(request: HttpRequest, row: Fact, action: str, change: Any) -> HttpResponse:
    """Do it and go back to the fact; refused, the page says why and keeps what was typed."""
    try:
        change()
    except UnableToKeep as error:
        return _fact(request, row, action=action, faults=error.faults, status=422)
    except UnableToChangeVerified as error:
        return _fact(request, row, action=action, note=error.words, status=409)
    except UnableToOverwrite:
        row.refresh_from_db()
        return _fact(request, row, action=action, note=_OVERTAKEN, status=409)
    messages.success(request, _DONE[action].said(lang()))
    return HttpResponseRedirect(reverse("fact", kwargs={"key": row.key}))


def _own_statement(request: HttpRequest, key: UUID) -> Fact:
    """The fact, where this person may change it: members what they declared, offices the rest as well."""
    row = fact_at(request, key)
    if row.source != Fact.Source.DECLARED and not may(asking(request), FACTS_VERIFY, of_organisation(row.organisation)):
        raise PermissionDenied
    return row


def _act(request: HttpRequest, row: Fact) -> Any:
    return act_of(request, party=str(row.organisation_id), reason=request.POST.get("reason", "")[:300])


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _choice(
    pack: Pack, organisation: Organisation, subject: Subject, sources: tuple[Fact.Source, ...]
) -> dict[str, Any]:
    told = {each.code for each in subject.known if not each.is_inherited}
    kinds = sorted(subject.kinds)
    choices = dict.fromkeys(fact for kind in kinds for fact in facts_of_kind(pack, kind))
    finds = Fact.Source.AUTHORITY in sources
    lines = [
        (fact, _name(pack, fact.code), fact.code in told)
        for fact in choices
        if finds or fact.source is not Source.FINDING
    ]
    return {"organisation": organisation, "subject": subject, "lines": lines}


def _form_choices(pack: Pack, form: FactForm, sources: tuple[Fact.Source, ...]) -> dict[str, Any]:
    this_year = timezone.localdate().year
    finding = form.fact.source is Source.FINDING
    return {
        "years": range(this_year, this_year - 8, -1),
        "kinds": [(each.value, figure_kind_said(each.value, lang())) for each in Fact.FigureKind if each.value]
        if reading_of_figures(pack, form.fact)
        else [],
        "sources": [
            (each.value, SOURCE_WORDS[each])
            for each in sources
            if not finding or each is Fact.Source.AUTHORITY or len(sources) == 1
        ],
        "choices": [(code, said(form.fact, code, lang())) for _, code in form.fact.choices],
        "name": _name(pack, form.fact.code),
    }


def _name(pack: Pack, code: str) -> Words:
    fact = pack.fact_coded(code)
    return Words(fact.name, fact.english or fact.name)


def _office(pack: Pack, code: str) -> Words:
    known = {each.code: Words(each.name, each.english) for each in pack.departments}
    return known.get(code, Words(code, code))
