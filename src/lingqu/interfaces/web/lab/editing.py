"""The page of one draft: its files in editors, what is wrong with them, saving, and what the editor asks meanwhile.

Its one law: what somebody typed is never lost: a conflict or a fault gives it back on the page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from lingqu.books.accounts.permissions import may
from lingqu.books.rulebooks import draft_files, drafts
from lingqu.books.rulebooks.catching_up import newer_version
from lingqu.books.rulebooks.draft_checks import MEMORY, DraftCheck, checked
from lingqu.books.rulebooks.draft_permissions import LAB_DRAFT
from lingqu.books.rulebooks.drafts import DraftConflict, UnableToChangeDraft
from lingqu.books.rulebooks.models import Draft, DraftComment, PolicyVersion, VersionState
from lingqu.books.rulebooks.standing import Stand, standings
from lingqu.interfaces.web.asking import act_of, asking
from lingqu.interfaces.web.lab.forms import files_in, number_in
from lingqu.interfaces.web.lab.own import own_of
from lingqu.interfaces.web.lab.registers import REGISTERS
from lingqu.interfaces.web.lab.shown import compared, names_of
from lingqu.interfaces.web.language import lang
from lingqu.law.editing.wire import ANSWERS, UnableToRead, read_question, to_json
from lingqu.law.editing.workspace import UnableToOpen
from lingqu.law.packs.sources import REQUIRED
from lingqu.reports.style import PARTS
from lingqu.reports.wording import Words

SHORTCUTS = (
    ("Ctrl+S", Words("保存", "save")),
    ("Ctrl+Space", Words("补全事实名、字段、词", "complete names of facts, fields, words")),
    ("F12", Words("到定义处（也可 Ctrl+单击）", "go to the definition (or Ctrl+click)")),
    ("F8", Words("下一处错误", "next fault")),
    ("Ctrl+F", Words("在本文件里查找、替换", "search and replace in this file")),
    ("Ctrl+Shift+F", Words("在所有文件里找", "search all files")),
    ("Alt+G", Words("跳到某行", "go to a line")),
    ("Ctrl+/", Words("整行注释或取消", "comment lines or take it back")),
    ("Ctrl+Z", Words("撤销；Ctrl+Y 重做", "undo; Ctrl+Y does it again")),
    ("Esc Tab", Words("离开编辑器", "leave the editor")),
    ("← →", Words("在文件标签上换文件", "on the tabs: another file")),
)
_FIRST = "measures.lq"
HOLDS = {
    "policy.lq": Words("政策", "Policy"),
    "vocabulary.lq": Words("部门与事实", "Departments and facts"),
    "readings.lq": Words("口径", "Readings"),
    "measures.lq": Words("措施", "Measures"),
    "relations.lq": Words("条款之间", "Relations"),
    "targets.lq": Words("指标", "Targets"),
    "tasks.lq": Words("任务", "Tasks"),
    "sentences.lq": Words("文句", "Sentences"),
}
"""What each file of a policy holds; one that somebody added is known by its name alone."""
_ANNEXES = (("docx", "Word"), ("pdf", "PDF"), ("xlsx", "Excel"))
_SAVED = Words("已保存为第 {} 次。", "Saved as state {}.")
_REFILED = Words(
    "文件已改，保存为第 {} 次；在“历次与对比”里可以回到上一次。",
    "Files changed, saved as state {}; the one before can be taken back.",
)


def draft(request: HttpRequest, key: UUID) -> HttpResponse:
    """The newest state of a draft in its editor."""
    found = get_object_or_404(Draft, pk=key)
    return _page(request, found, drafts.texts_of_state(drafts.state_of(found)))


def save(request: HttpRequest, key: UUID) -> HttpResponse:
    """Save the next state."""
    found = get_object_or_404(Draft, pk=key)
    texts, note = files_in(request.POST), str(request.POST.get("note", ""))
    asked, opened = str(request.POST.get("file_do", "")), ""
    try:
        if asked:
            texts, opened, said = _refiled(texts, request.POST)
            note = f"{note}；{said}" if note else said
        state = drafts.save(key=key, upon=number_in(request.POST, "upon"), texts=texts, note=note, act=act_of(request))
    except DraftConflict as conflict:
        latest = drafts.texts_of_state(conflict.latest)
        context = {
            "conflict": conflict.latest,
            "conflict_by": names_of([conflict.latest.author])[conflict.latest.author],
            "conflict_difference": compared(found.policy, latest, texts),
        }
        return _page(request, found, texts, note=note, status=409, more=context)
    except UnableToChangeDraft as error:
        return _page(request, found, texts, note=note, status=422, more={"faults": [error.words]})
    messages.success(request, (_REFILED if asked else _SAVED).said(lang()).format(state.number))
    query = f"?{urlencode({'file': opened})}" if opened else ""
    return HttpResponseRedirect(f"{reverse('lab_draft', args=[key])}{query}")


def check(request: HttpRequest, key: UUID) -> HttpResponse:
    """Check what stands in the form without keeping it: for browsers without a script."""
    found = get_object_or_404(Draft, pk=key)
    texts = files_in(request.POST)
    try:
        told = checked(found.policy, texts)
    except UnableToOpen as error:
        told = DraftCheck(None, error.reasons, 0, 0, 0)
    more = {"check": told, "upon": number_in(request.POST, "upon") or found.latest}
    return _page(request, found, texts, note=str(request.POST.get("note", "")), more=more)


def ask(request: HttpRequest, key: UUID, word: str) -> HttpResponse:
    """Answer what the editor asks: faults, completions, meanings, layout."""
    answer = ANSWERS.get(word)
    policy = Draft.objects.filter(pk=key).values_list("policy", flat=True).first()
    if answer is None or policy is None:
        raise Http404
    try:
        question = read_question(request.body, folder=policy, memory=MEMORY)
    except UnableToRead as error:
        return JsonResponse({"reasons": error.said(lang())}, status=422)
    return HttpResponse(json.dumps(to_json(answer(question)), ensure_ascii=False), content_type="application/json")


def _refiled(texts: Mapping[str, str], given: QueryDict) -> tuple[dict[str, str], str, str]:
    """The files with one added, renamed or left out; which one to open then, and what the note says."""
    asked, old, name = (str(given.get(each, "")) for each in ("file_do", "file_old", "file_name"))
    if asked == "add":
        made, name = draft_files.with_file(texts, name)
        return made, name, f"新增 {name}"
    if asked == "rename":
        made, name = draft_files.renamed(texts, old, name)
        return made, name, f"{old} 改名为 {name}"
    if asked == "drop":
        return draft_files.without_file(texts, old), "", f"删除 {old}"
    raise Http404


def _page(
    request: HttpRequest,
    found: Draft,
    texts: Mapping[str, str],
    *,
    note: str = "",
    status: int = 200,
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    may_write = may(asking(request), LAB_DRAFT)
    (standing,) = standings([found])
    remarks = list(found.comments.all())
    returned = list(PolicyVersion.objects.filter(source__draft=found, state=VersionState.RETURNED))
    names = [_FIRST, *(each for each in texts if each != _FIRST)] if _FIRST in texts else list(texts)
    context = {
        "draft": found,
        "files": [(name, _holds(name), texts[name], texts[name].count("\n") + 1) for name in names],
        "note": note,
        "upon": found.latest,
        "may_write": may_write and not found.is_archived,
        "may_draft": may_write,
        "standing": standing,
        "proposal": standing.proposal if standing.stand is Stand.PROPOSED else None,
        "newer": newer_version(found),
        "remarks": remarks,
        "returned": returned,
        "names": names_of(_people(remarks, returned)),
        "movable": [(name, _holds(name)) for name in names if name not in REQUIRED],
        "shortcuts": SHORTCUTS,
        "open_file": request.GET.get("file", ""),
        "open_line": number_in(request.GET, "line"),
        "registers": [(code, words) for code, words in REGISTERS.items()],
        "own": own_of(request, found.key),
        "annexes": _ANNEXES,
        "parts_style": SafeString(PARTS),  # nosec B703  # our own style sheet
        **(more or {}),
    }
    return render(request, "lab/draft.html", context, status=status)


def _holds(name: str) -> str:
    words = HOLDS.get(name)
    return words.said(lang()) if words else ""


def _people(remarks: list[DraftComment], returned: list[PolicyVersion]) -> Iterator[str]:
    for each in remarks:
        yield from (each.author, each.settled_by)
    for version in returned:
        yield version.decided_by
