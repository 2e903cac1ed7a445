"""The page that brings a draft up to a newer version: what that changes, and each conflict with both sides.

Its one law: it decides nothing by itself; where both sides changed a place a person chooses.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from lingqu.books.rulebooks import catching_up, drafts
from lingqu.books.rulebooks.drafts import DraftConflict, UnableToChangeDraft
from lingqu.books.rulebooks.merging import BOTH, MINE, THEIRS, Conflict
from lingqu.books.rulebooks.models import Draft
from lingqu.interfaces.web.asking import act_of
from lingqu.interfaces.web.lab.forms import number_in
from lingqu.interfaces.web.lab.shown import compared
from lingqu.interfaces.web.language import lang
from lingqu.reports.wording import Words

_DONE = Words(
    "已并入，保存为第 {} 次。规则或示例有不符的，编辑器里会标出。",
    "Brought up, saved as state {}. What does not hold together is marked in the editor.",
)
_MOVED = Words(
    "别人刚刚保存过，或又发布了一版：请按下面的新情况再选。", "Something was saved or published meanwhile; choose anew."
)
CHOICES = {
    MINE: Words("留草稿的", "keep the draft's"),
    THEIRS: Words("用新版的", "take the version's"),
    BOTH: Words("两边都留，草稿在前", "keep both, the draft's first"),
}


@dataclass(frozen=True, slots=True)
class ShownConflict:
    """A conflict with what may be chosen and what was."""

    conflict: Conflict
    choices: tuple[tuple[str, Words], ...]
    chosen: str


def catch_up(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what bringing a draft up would do; do it once every conflict is decided."""
    found = get_object_or_404(Draft, pk=key)
    faults: tuple[Words, ...] = ()
    if request.method == "POST":
        try:
            made = catching_up.catch_up(
                key=key,
                upon=number_in(request.POST, "upon"),
                digest=str(request.POST.get("digest", "")),
                choices=_chosen(request),
                act=act_of(request),
            )
        except DraftConflict:
            faults = (_MOVED,)
        except UnableToChangeDraft as error:
            faults = (error.words,)
        else:
            messages.success(request, _DONE.said(lang()).format(made.number))
            return HttpResponseRedirect(reverse("lab_draft", args=[key]))
        found.refresh_from_db()
    version = catching_up.newer_version(found)
    if version is None:
        return HttpResponseRedirect(reverse("lab_draft", args=[key]))
    state, chosen = drafts.state_of(found), _chosen(request)
    merge = catching_up.merge_of(found, state, version)
    preview = merge.texts({each.number: MINE for each in merge.conflicts})
    context = {
        "draft": found,
        "version": version,
        "conflicts": [
            ShownConflict(each, tuple((name, CHOICES[name]) for name in each.choices), chosen.get(each.number, ""))
            for each in merge.conflicts
        ],
        "difference": compared(found.policy, drafts.texts_of_state(state), preview),
        "faults": faults,
    }
    return render(request, "lab/catch_up.html", context, status=422 if faults else 200)


def _chosen(request: HttpRequest) -> dict[int, str]:
    """The fields conflict-1, conflict-2 … of the form."""
    names = (each for each in request.POST if each.startswith("conflict-") and each[9:].isdecimal())
    return {int(each[9:]): str(request.POST[each]) for each in names if len(each) < 16}
