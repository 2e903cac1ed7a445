"""The versions of the policy: the list with what differs, proposing a draft, publishing, returning, withdrawing.

Its one law: who may not publish sees why; the operation decides, and the database after it.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from lingqu.books.accounts.permissions import may
from lingqu.books.rulebooks import drafts, version_folders, versions
from lingqu.books.rulebooks.catching_up import newer_version
from lingqu.books.rulebooks.draft_checks import checked, wrong_in
from lingqu.books.rulebooks.draft_permissions import LAB_PUBLISH
from lingqu.books.rulebooks.drafts import DraftConflict, UnableToChangeDraft
from lingqu.books.rulebooks.models import Draft, PolicyVersion, VersionState
from lingqu.books.rulebooks.version_folders import texts_of_version
from lingqu.books.rulebooks.versions import UnableToPublish
from lingqu.interfaces.web.asking import act_of, asking
from lingqu.interfaces.web.lab.calendar import calendar_of
from lingqu.interfaces.web.lab.forms import day_in, number_in
from lingqu.interfaces.web.lab.shown import STATES, compared, names_of, texts_of_row
from lingqu.interfaces.web.language import lang
from lingqu.interfaces.web.today import pack_today
from lingqu.processes.assessments.packs import POLICY
from lingqu.reports.wording import Words

_PROPOSED = Words("已提出，等另一位政策经办人发布。", "Proposed; another policy officer publishes it.")
_CONFLICT = Words("别人刚刚保存过，请看过再提出。", "Somebody has saved meanwhile; look first, then propose.")
_DONE = {
    "publish": Words(
        "已发布：从施行日起，各处都按这一版答复。", "Published: from its first day everything answers by it."
    ),
    "return": Words("已退回，原因已记录。", "Returned, with the reason kept."),
    "withdraw": Words("已撤回，原因已记录。", "Withdrawn, with the reason kept."),
}


def all_versions(request: HttpRequest) -> HttpResponse:
    """Every version and proposal, the newest first."""
    rows = list(PolicyVersion.objects.filter(policy=POLICY).select_related("source__draft"))
    on_disk, force = version_folders.published_digests(POLICY), pack_today()
    published = {each.pack_digest for each in rows if each.state == VersionState.PUBLISHED}
    context = {
        "calendar": calendar_of(rows, force, timezone.localdate()),
        "rows": [(each, STATES[VersionState(each.state)]) for each in rows],
        "force": force,
        "has_shipped_row": any(each.is_shipped for each in rows),
        "lacking": sorted(published - set(on_disk)),
        "unknown": sorted(set(on_disk) - published),
        "names": names_of(name for each in rows for name in (each.proposed_by, each.decided_by)),
    }
    return render(request, "lab/versions.html", context)


def version(request: HttpRequest, key: UUID) -> HttpResponse:
    """One version with what it changes."""
    return _shown(request, get_object_or_404(PolicyVersion.objects.select_related("source__draft"), pk=key))


def propose(request: HttpRequest, key: UUID) -> HttpResponse:
    """The form that proposes the newest state of a draft."""
    found = get_object_or_404(Draft, pk=key)
    faults: tuple[Words, ...] = ()
    if request.method == "POST":
        try:
            made = versions.propose(
                draft=key,
                upon=number_in(request.POST, "upon"),
                number=str(request.POST.get("number", "")),
                title=str(request.POST.get("title", "")),
                begins=day_in(request.POST, "begins"),
                today=timezone.localdate(),
                act=act_of(request),
            )
        except DraftConflict:
            faults = (_CONFLICT,)
        except UnableToChangeDraft as error:
            faults = (error.words,)
        except UnableToPublish as error:
            faults = error.reasons
        else:
            messages.success(request, _PROPOSED.said(lang()))
            return HttpResponseRedirect(reverse("lab_version", args=[made.key]))
    texts = drafts.texts_of_state(drafts.state_of(found))
    force = pack_today()
    check = checked(found.policy, texts)
    context = {
        "draft": found,
        "check": check,
        "wrong": () if check.is_sound else wrong_in(found.policy, texts),
        "difference": compared(found.policy, texts_of_version(found.policy, force.digest), texts),
        "faults": faults,
        "given": request.POST,
        "today": timezone.localdate(),
        "upon": number_in(request.POST, "upon") or found.latest,
        "latest": found.latest,
        "newer": newer_version(found),
    }
    return render(request, "lab/propose.html", context, status=422 if faults else 200)


def decide(request: HttpRequest, key: UUID) -> HttpResponse:
    """Publish, return or withdraw a version."""
    found = get_object_or_404(PolicyVersion.objects.select_related("source__draft"), pk=key)
    asked, today = str(request.POST.get("do", "")), timezone.localdate()
    act = act_of(request, reason=str(request.POST.get("reason", "")))
    try:
        if asked == "publish":
            versions.publish(key=found.key, today=today, act=act)
        elif asked == "return":
            versions.send_back(key=found.key, act=act)
        elif asked == "withdraw":
            versions.withdraw(key=found.key, today=today, act=act)
        else:
            raise Http404
    except UnableToPublish as error:
        found.refresh_from_db()
        return _shown(request, found, faults=error.reasons, reason=act.reason)
    messages.success(request, _DONE[asked].said(lang()))
    return HttpResponseRedirect(reverse("lab_version", args=[found.key]))


def _shown(
    request: HttpRequest, found: PolicyVersion, *, faults: tuple[Words, ...] = (), reason: str = ""
) -> HttpResponse:
    person, today = asking(request), timezone.localdate()
    authors = set(found.authors.values_list("author", flat=True))
    texts = texts_of_row(found)
    before = found.base_digest
    is_open = found.state == VersionState.PROPOSED
    may_decide = may(person, LAB_PUBLISH)
    successor = _successor(found)
    context = {
        "version": found,
        "state": STATES[VersionState(found.state)],
        "names": names_of([found.proposed_by, found.decided_by, found.withdrawn_by, *authors]),
        "authors": sorted(authors),
        "difference": compared(found.policy, texts_of_version(found.policy, before), texts) if before else None,
        "before": before,
        "successor": successor,
        "is_open": is_open,
        "remarks": found.source.draft.comments.filter(settled_at=None).count() if found.source else 0,
        "is_own": person.pseudonym in authors or person.pseudonym == found.proposed_by,
        "may_decide": may_decide,
        "may_withdraw": may_decide
        and found.state == VersionState.PUBLISHED
        and not found.is_shipped
        and found.begins > today,
        "faults": faults,
        "reason": reason,
    }
    return render(request, "lab/version.html", context, status=422 if faults else 200)


def _successor(found: PolicyVersion) -> PolicyVersion | None:
    """The version that takes its place, from whose first day on it answers no more."""
    if found.state != VersionState.PUBLISHED:
        return None
    later = PolicyVersion.objects.filter(policy=found.policy, state=VersionState.PUBLISHED, begins__gt=found.begins)
    return later.order_by("begins").first()
