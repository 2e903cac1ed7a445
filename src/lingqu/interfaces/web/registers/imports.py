"""Bring a list in: template, preview with every fault, confirmation, and taking it back."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from lingqu.books.registers import importing, staging
from lingqu.books.registers.declaration import Field, Register
from lingqu.books.registers.importing import UnableToTakeBack
from lingqu.books.registers.models import ImportBatch
from lingqu.books.registers.operations import UnableToKeep, UnableToOverwrite
from lingqu.books.registers.planning import Outcome, Plan, PlannedRow, planned
from lingqu.books.registers.queries import visible
from lingqu.books.registers.sheets import LARGEST, MOST_ROWS, UnableToOpenSheet
from lingqu.books.registers.sheets_apart import sheet_apart
from lingqu.books.registers.showing import Showing, titles
from lingqu.books.registers.staging import UnableToFindFile
from lingqu.books.registers.templates import fault_said, write_faults, write_template
from lingqu.interfaces.web.asking import act_of, asking
from lingqu.interfaces.web.language import lang
from lingqu.reports.wording import Words

_SHOWN = 200
_LINKED = 20  # rows of an import told one by one
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TEMPLATE = Words("{}-导入模板.xlsx", "{} - template.xlsx")
_FAULTS = Words("{}-有问题的行.xlsx", "{} - rows with faults.xlsx")
_NO_FILE = Words("请先选一个文件", "Choose a file first")
_GONE = Words(
    "这个文件已经导入过，或等得太久：请重新上传",
    "Imported already, or waited too long: bring the file again",
)
_MEANWHILE = Words("登记册刚有变化，请看过新的预览再确认", "The register has changed: look at the new preview")
_DONE = Words("已导入：新增 {} 行，修改 {} 行", "Imported: {} rows made, {} changed")
_UNDONE = Words("已撤销 {} 行", "{} rows taken back")
_LEFT = Words("；后来又有人改过、未动：{}", "; changed since and left: {}")
_BEFORE = Words("这次导入已经撤销过", "This import has been taken back before")


def bring(register: Register, request: HttpRequest) -> HttpResponse:
    """Choose a file, and see what it would do."""
    if request.method != "POST":
        return _start(request, register)
    file = request.FILES.get("file")
    if file is None:
        return _start(request, register, _NO_FILE, status=422)
    if (file.size or 0) > LARGEST:
        size = (file.size or 0) / 1048576
        most = LARGEST // 1048576
        words = Words(f"文件有 {size:.1f} MB，至多 {most} MB", f"the file has {size:.1f} MB; at most {most} MB")
        return _start(request, register, words, status=413)
    content, name = file.read(), file.name or ""
    try:
        plan = planned(register, sheet_apart(content, name), asking(request))
    except UnableToOpenSheet as error:
        return _start(request, register, error.words, status=422)
    digest = staging.stage(register, content, asking(request), now=timezone.now())
    return _preview(request, register, plan, digest, name)


def confirm(register: Register, request: HttpRequest) -> HttpResponse:
    """Carry the plan out that was shown, or show the new one if it would do something else by now."""
    person, digest = asking(request), request.POST.get("file", "")[:64]
    name = request.POST.get("name", "")[:160]
    try:
        content = staging.taken(register, digest, person)
    except UnableToFindFile:
        messages.warning(request, _GONE.said(lang()))
        return redirect(f"registers-{register.name}-import")
    plan = planned(register, sheet_apart(content, name), person)
    if plan.digest == request.POST.get("plan", ""):
        try:
            importing.carry_out(
                plan=plan, file_name=name, file_digest=digest, act=act_of(request, reason=f"导入 {name}"[:160])
            )
        except (UnableToKeep, UnableToOverwrite):
            plan = planned(register, sheet_apart(content, name), person)
        else:
            counts = plan.counts
            messages.success(request, _DONE.said(lang()).format(counts[Outcome.MAKE], counts[Outcome.CHANGE]))
            return redirect(f"registers-{register.name}-import")
    staging.stage(register, content, person, now=timezone.now())
    messages.warning(request, _MEANWHILE.said(lang()))
    return _preview(request, register, plan, digest, name, status=409)


def template(register: Register, request: HttpRequest) -> HttpResponseBase:
    """The workbook to fill in."""
    file = tempfile.NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115  # closed by the answer
    write_template(register, asking(request), lang(), Path(file.name))
    return _workbook(file, _TEMPLATE.said(lang()).format(register.words.said(lang())))


def faults(register: Register, request: HttpRequest, digest: str) -> HttpResponseBase:
    """The rows with faults as a workbook, the faults in the first column."""
    try:
        content = staging.staged(register, digest, asking(request))
    except UnableToFindFile as error:
        raise Http404 from error
    plan = planned(register, sheet_apart(content, ""), asking(request))
    file = tempfile.NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115  # closed by the answer
    write_faults(plan, lang(), Path(file.name))
    return _workbook(file, _FAULTS.said(lang()).format(register.words.said(lang())))


def undo(register: Register, request: HttpRequest, batch: UUID) -> HttpResponse:
    """Take back an import of one's own."""
    try:
        taken = importing.take_back(register=register, batch=batch, act=act_of(request))
    except ImportBatch.DoesNotExist as error:
        raise Http404 from error
    except UnableToTakeBack:
        messages.warning(request, _BEFORE.said(lang()))
    else:
        text = _UNDONE.said(lang()).format(taken.count)
        if taken.left:
            named = titles(register, taken.left[:20])
            text += _LEFT.said(lang()).format("、".join(named.values()) + ("…" if len(taken.left) > 20 else ""))
        messages.success(request, text)
    return redirect(f"registers-{register.name}-import")


def _start(request: HttpRequest, register: Register, fault: Words | None = None, *, status: int = 200) -> HttpResponse:
    batches = importing.batches_of(register, asking(request))
    seen = _rows_seen(register, request, batches)
    context = {
        "register": register,
        "fault": fault,
        "batches": [_told(batch) | {"rows": seen[batch.key], "more": _more(batch)} for batch in batches],
        "largest": LARGEST // 1048576,
        "most_rows": MOST_ROWS,
        "at": _addresses(register),
    }
    return render(request, "registers/import.html", context, status=status)


def _told(batch: ImportBatch) -> dict[str, Any]:
    made = sum(1 for _, before, _ in batch.rows if not before)
    address = reverse(f"registers-{batch.register}-import-undo", args=[batch.key])
    return {"batch": batch, "made": made, "changed": len(batch.rows) - made, "undo": address}


def _rows_seen(
    register: Register, request: HttpRequest, batches: list[ImportBatch]
) -> dict[UUID, list[tuple[str, str]]]:
    """The first rows of each import that can still be seen: what they are called and where they are."""
    first = {batch.key: [UUID(str(key)) for key, _, _ in batch.rows[:_LINKED]] for batch in batches}
    wanted = {key for keys in first.values() for key in keys}
    rows = list(visible(register, asking(request)).filter(key__in=wanted)) if wanted else []
    named = titles(register, rows, lang())
    at = {row.key: (named[row.key], reverse(f"registers-{register.name}-row", args=[row.key])) for row in rows}
    return {batch: [at[key] for key in keys if key in at] for batch, keys in first.items()}


def _more(batch: ImportBatch) -> int:
    return max(0, len(batch.rows) - _LINKED)


def _preview(
    request: HttpRequest, register: Register, plan: Plan, digest: str, name: str, *, status: int = 200
) -> HttpResponse:
    shown = sorted(plan.rows, key=lambda row: (_FIRST[row.outcome], row.line.number))[:_SHOWN]
    kept = [row.row for row in shown if row.row is not None]
    named = titles(register, kept)
    showing = Showing(register, kept, [register.field(name) for name in _changed_in(shown)])
    context = {
        "register": register,
        "plan": plan,
        "counts": {str(outcome): plan.counts[outcome] for outcome in Outcome},
        "writes": plan.counts[Outcome.MAKE] + plan.counts[Outcome.CHANGE],
        "rows": [_row_shown(showing, row, named) for row in shown],
        "more": len(plan.rows) - len(shown),
        "digest": digest,
        "name": name[:160],
        "at": _addresses(register) | {"faults": reverse(f"registers-{register.name}-import-faults", args=[digest])},
    }
    return render(request, "registers/preview.html", context, status=status)


_FIRST = {Outcome.FAULTY: 0, Outcome.CHANGE: 1, Outcome.MAKE: 2, Outcome.SAME: 3}


def _changed_in(rows: list[PlannedRow]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row.changed))


def _row_shown(showing: Showing, row: PlannedRow, named: dict[UUID, str]) -> dict[str, Any]:
    register = showing.register
    first = next((text for text in row.line.texts.values() if text), "")
    return {
        "number": row.line.number,
        "title": named[row.row.key] if row.row is not None else first,
        "outcome": str(row.outcome),
        "changes": [_change_shown(showing, row, register.field(name)) for name in row.changed],
        "faults": [fault_said(register, fault.field, fault.words, lang()) for fault in row.faults],
    }


def _change_shown(showing: Showing, row: PlannedRow, field: Field) -> dict[str, Any]:
    assert row.row is not None, "only a row that exists changes"
    return {
        "words": field.words,
        "before": showing.said(row.row, field, lang()),
        "after": showing.said_of(field, row.values[field.name], lang()),
    }


def _addresses(register: Register) -> dict[str, str]:
    name = f"registers-{register.name}"
    return {
        "list": reverse(f"{name}-list"),
        "import": reverse(f"{name}-import"),
        "template": reverse(f"{name}-import-template"),
        "confirm": reverse(f"{name}-import-confirm"),
    }


def _workbook(file: Any, name: str) -> FileResponse:
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=_WORKBOOK)
