"""The list of drafts, their past, the impact of what stands in the editor, and the study as a file.

Its one law: a page reads and shows; what changes a draft goes through one operation.
"""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from lingqu.books.accounts.permissions import may
from lingqu.books.rulebooks import drafts
from lingqu.books.rulebooks.draft_checks import MEMORY
from lingqu.books.rulebooks.draft_permissions import LAB_DRAFT
from lingqu.books.rulebooks.drafts import DraftConflict, UnableToChangeDraft
from lingqu.books.rulebooks.models import Draft, DraftState, PolicyVersion, VersionState
from lingqu.books.rulebooks.standing import standings
from lingqu.books.rulebooks.version_folders import texts_of_version
from lingqu.interfaces.web.asking import act_of, asking
from lingqu.interfaces.web.lab.forms import number_in
from lingqu.interfaces.web.lab.impact import day_judged, impact_of
from lingqu.interfaces.web.lab.own import own_of
from lingqu.interfaces.web.lab.panel import annex_of, panel_of
from lingqu.interfaces.web.lab.registers import OWN, REAL, REGISTERS, NoRegister
from lingqu.interfaces.web.lab.shown import (
    IN_FORCE,
    STANDS,
    compared,
    names_of,
    pack_of_texts,
    side_name,
    side_of,
    version_said,
    versions_to_compare,
)
from lingqu.interfaces.web.lab.worker import Superseded, UnableToWait
from lingqu.interfaces.web.language import lang
from lingqu.interfaces.web.today import pack_today
from lingqu.law.editing.wire import UnableToRead, read_question
from lingqu.law.engine.choices import UnableToChoose
from lingqu.law.engine.values import UnableToCompile
from lingqu.law.studies.whatif.comparison import UnableToCompare
from lingqu.processes.assessments.packs import POLICY
from lingqu.reports.document import Report
from lingqu.reports.pdf import pdf
from lingqu.reports.word import word
from lingqu.reports.wording import Words
from lingqu.reports.workbooks import save_workbook

_NO_REGISTER = Words(
    "登记册里还没有单位（自带的可能已删去或到期）；可以先看合成登记册。",
    "There is no organisation yet (or what you brought is gone); try the made register.",
)
_TOO_LONG = Words("测算超时，请稍后再试。", "The study took too long; please try again.")
_CLASHES = Words("这些事实与现行版本名同义不同，无法比较：{}", "These facts mean something else than in force: {}")
_CANNOT = Words("这份规则不能整册评估：{}", "These rules cannot be answered for a whole register: {}")
_CONFLICT = Words("别人刚刚保存过，请看过再操作。", "Somebody has saved meanwhile; look first.")
_UNSOUND = Words("规则有错误，改好后自动重新测算。", "The rules have faults; the study starts again once mended.")
_DONE = {
    "rename": Words("已改名。", "Renamed."),
    "archive": Words("已归档，随时可以取出。", "Archived; it can be taken out at any time."),
    "take_out": Words("已取出。", "Taken out."),
    "go_back": Words("已回到较早的一次，作为新的一次保存。", "Gone back to an earlier state, as a new one."),
}
_FAILURES = (NoRegister, UnableToCompare, UnableToCompile, UnableToChoose, UnableToWait)
_KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def lab(request: HttpRequest) -> HttpResponse:
    """All drafts."""
    return _drafts(request)


def begin(request: HttpRequest) -> HttpResponse:
    """Start a draft."""
    try:
        made = _started(request)
    except UnableToChangeDraft as error:
        return _drafts(request, faults=(error.words,))
    return HttpResponseRedirect(reverse("lab_draft", args=[made.key]))


def change(request: HttpRequest, key: UUID) -> HttpResponse:
    """Rename, archive, take out, or go back to an earlier state."""
    get_object_or_404(Draft, pk=key)
    asked, act = str(request.POST.get("do", "")), act_of(request)
    try:
        if asked == "rename":
            drafts.rename(key=key, title=str(request.POST.get("title", "")), act=act)
        elif asked == "archive":
            drafts.archive(key=key, act=act)
        elif asked == "take_out":
            drafts.take_out(key=key, act=act)
        elif asked == "go_back":
            number, upon = number_in(request.POST, "number"), number_in(request.POST, "upon")
            drafts.go_back(key=key, number=number, upon=upon, act=act)
        else:
            raise Http404
    except DraftState.DoesNotExist:
        raise Http404 from None
    except DraftConflict:
        messages.error(request, _CONFLICT.said(lang()))
    except UnableToChangeDraft as error:
        messages.error(request, error.words.said(lang()))
    else:
        messages.success(request, _DONE[asked].said(lang()))
    return HttpResponseRedirect(reverse("lab") if asked == "archive" else reverse("lab_draft", args=[key]))


def history(request: HttpRequest, key: UUID) -> HttpResponse:
    """All states of a draft, and the difference of any two, or of one and the version in force."""
    found = get_object_or_404(Draft, pk=key)
    try:
        before = side_of(found, str(request.GET.get("from", IN_FORCE)))
        after = side_of(found, str(request.GET.get("to", found.latest)))
    except DraftState.DoesNotExist:
        raise Http404 from None
    states = list(found.states.order_by("-number"))
    context = {
        "draft": found,
        "states": states,
        "versions": [(side_name(each), version_said(each)) for each in versions_to_compare(found.policy)],
        "names": names_of(each.author for each in states),
        "before": before[:2],
        "after": after[:2],
        "difference": compared(found.policy, before[2], after[2]),
        "may_write": may(asking(request), LAB_DRAFT) and not found.is_archived,
    }
    return render(request, "lab/history.html", context)


def impact(request: HttpRequest, key: UUID) -> HttpResponse:
    """What the files in the editor would do, as the panel beside it; 204 where a later question has taken its place."""
    found = get_object_or_404(Draft, pk=key)
    try:
        question = read_question(request.body, folder=found.policy, memory=MEMORY)
    except UnableToRead as error:
        return _no_study(request, Words(*error.reasons[0]), status=422)
    choice = _choice(json.loads(request.body).get("register"))
    pack = question.workspace.pack
    if pack is None:
        return _no_study(request, _UNSOUND)
    page = f"{asking(request).pseudonym} {key}"
    day = day_judged(pack, timezone.localdate())
    try:
        own = own_of(request, key) if choice == OWN else None
        made = impact_of(before=pack_today(), draft=pack, choice=choice, day=day, page=page, own=own)
    except Superseded:
        return HttpResponse(status=204)
    except _FAILURES as error:
        return _no_study(request, _reason(error))
    context = {"panel": panel_of(made, lang()), "day": day, "subjects": f"{made.over.register.rows:,}"}
    return render(request, "lab/_impact.html", context)


def study(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """The study of the newest state as an annex: Word, PDF or Excel."""
    found = get_object_or_404(Draft, pk=key)
    if kind not in _KINDS:
        raise Http404
    state = drafts.state_of(found)
    texts, force = drafts.texts_of_state(state), pack_today()
    pack = pack_of_texts(found.policy, texts)
    if pack is None:
        messages.error(request, _reason(None).said(lang()))
        return HttpResponseRedirect(reverse("lab_draft", args=[key]))
    day = day_judged(pack, timezone.localdate())
    page = f"{asking(request).pseudonym} {key} study"
    try:
        choice = _choice(request.GET.get("register"))
        own = own_of(request, key) if choice == OWN else None
        made = impact_of(before=force, draft=pack, choice=choice, day=day, page=page, own=own, is_thorough=True)
    except (*_FAILURES, Superseded) as error:
        messages.error(request, _reason(error).said(lang()))
        return HttpResponseRedirect(reverse("lab_draft", args=[key]))
    difference = compared(found.policy, texts_of_version(found.policy, force.digest), texts)
    report = annex_of(
        made, title=found.title, number=state.number, force=force, draft=pack, difference=difference, lang=lang()
    )
    response = HttpResponse(_bytes(report, kind), content_type=_KINDS[kind])
    name = f"lab-study-{found.key.hex[:8]}-{state.number}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _drafts(request: HttpRequest, *, faults: tuple[Words, ...] = ()) -> HttpResponse:
    rows = list(Draft.objects.filter(policy=POLICY).order_by("-changed_at"))
    waiting = PolicyVersion.objects.filter(policy=POLICY, state=VersionState.PROPOSED).select_related("source__draft")
    standing = standings(each for each in rows if not each.is_archived)
    person = asking(request)
    may_draft = may(person, LAB_DRAFT)
    context = {
        "drafts": [each for each in rows if not each.is_archived],
        "standings": [(each, STANDS[each.stand], may_draft and each.is_turn_of(person.pseudonym)) for each in standing],
        "archived": [each for each in rows if each.is_archived],
        "waiting": list(waiting),
        "names": names_of(name for each in standing for name in (each.draft.made_by, each.last_author, each.turn)),
        "pack": pack_today(),
        "may_draft": may_draft,
        "faults": faults,
        "title": request.POST.get("title", ""),
    }
    return render(request, "lab/drafts.html", context, status=422 if faults else 200)


def _started(request: HttpRequest) -> Draft:
    """Start a draft from the version in force, or from the newest state of another draft."""
    given = str(request.POST.get("from", ""))
    title = str(request.POST.get("title", ""))
    if given in ("", IN_FORCE):
        pack = pack_today()
        texts = texts_of_version(POLICY, pack.digest)
        return drafts.start(policy=POLICY, title=title, texts=texts, base_digest=pack.digest, act=act_of(request))
    try:
        other = get_object_or_404(Draft, pk=UUID(given))
    except ValueError:
        raise Http404 from None
    state = drafts.state_of(other)
    return drafts.start(
        policy=other.policy,
        title=title,
        texts=drafts.texts_of_state(state),
        base_digest=other.base_digest,
        parent=state,
        act=act_of(request),
    )


def _no_study(request: HttpRequest, reason: Words, *, status: int = 200) -> HttpResponse:
    """Say why there is no study; while somebody types that is nothing a browser should log as an error."""
    response = render(request, "lab/_impact.html", {"reason": reason}, status=status)
    response.headers["Lingqu-No-Study"] = "1"
    return response


def _choice(given: object) -> str:
    return given if isinstance(given, str) and given in (*REGISTERS, OWN) else REAL


def _reason(error: Exception | None) -> Words:
    if isinstance(error, NoRegister):
        return _NO_REGISTER
    if isinstance(error, UnableToCompare):
        names = "、".join(error.clashes)
        return Words(_CLASHES.zh.format(names), _CLASHES.en.format(names))
    if isinstance(error, UnableToCompile | UnableToChoose):
        return Words(_CANNOT.zh.format(error), _CANNOT.en.format(error))
    if error is None:
        return _UNSOUND
    return _TOO_LONG


def _bytes(report: Report, kind: str) -> bytes:
    if kind == "docx":
        return word(report)
    if kind == "pdf":
        return pdf(report)
    with TemporaryDirectory(prefix="lingqu-study-") as folder:
        path = Path(folder) / "study.xlsx"
        save_workbook(report, path)
        return path.read_bytes()
