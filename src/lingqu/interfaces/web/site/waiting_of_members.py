"""What waits in the organisations of a member: evidence missing, answers that may have changed, awards drawn.

Its one law: it says that an answer may have changed where facts or rules have, and judges nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Count, DateTimeField, Exists, F, OuterRef, Q, Subquery, Sum
from django.urls import reverse

from lingqu.books.accounts.models import Invitation
from lingqu.books.accounts.person import Person
from lingqu.books.registers.models import Award, Fact, Organisation, Platform, Project, Recognition
from lingqu.interfaces.web.site.reaching import proven, unverified
from lingqu.interfaces.web.site.waiting import Waiting
from lingqu.interfaces.web.today import pack_today
from lingqu.processes.assessments.models import SavedAnswer
from lingqu.reports.sums_said import money_said
from lingqu.reports.wording import Words

_MOST_ORGANISATIONS = 8
_RESTED_ON = (Fact, Recognition, Award, Platform, Project)


def waiting_of_members(person: Person, names: dict[UUID, str]) -> Iterator[Waiting]:
    """For each organisation of a member, by name. Four queries, however many."""
    keys = list(names)[:_MOST_ORGANISATIONS]
    if not keys:
        return
    bare = dict(
        proven(unverified(), is_proven=False)
        .filter(organisation__in=keys)
        .order_by()
        .values_list("organisation")
        .annotate(Count("pk"))
    )
    standing = _standing(keys)
    invited = dict(
        Invitation.objects.filter(organisation__in=[key for key in keys if key in person.admin_of], state="open")
        .order_by()
        .values_list("organisation")
        .annotate(Count("pk"))
    )
    awards = {
        key: (count, fen)
        for key, count, fen in Award.objects.filter(organisation__in=keys, retired_on=None)
        .order_by()
        .values_list("organisation")
        .annotate(Count("pk"), Sum("fen"))
    }
    for key in keys:
        of = names[key] if len(names) > 1 else ""
        if bare.get(key):
            words = Words("项申报的事实还没有附证明材料", "declared facts have no evidence yet")
            yield Waiting(bare[key], _of(of, words), reverse("facts", kwargs={"key": key}), presses=True)
        yield _answer(key, of, standing[key])
        if invited.get(key):
            words = Words("个邀请还没有答复", "invitations are not answered yet")
            yield Waiting(invited[key], _of(of, words), reverse("members", kwargs={"key": key}))
        if key in awards:
            count, fen = awards[key]
            words = Words(f"笔奖补已登记，共 {money_said(fen, 'zh')}", f"awards drawn, {money_said(fen, 'en')} in all")
            yield Waiting(count, _of(of, words), reverse("registers-awards-list"))


def _standing(keys: list[UUID]) -> dict[UUID, Organisation]:
    """Each organisation with its last saved answer and whether what that rests on has changed since. One query."""
    last = SavedAnswer.objects.filter(organisation=OuterRef("pk")).order_by("-made_at")
    changed = Q(pk__in=())
    rows = Organisation.objects.filter(pk__in=keys).annotate(
        last_at=Subquery(last.values("made_at")[:1], output_field=DateTimeField()),
        last_key=Subquery(last.values("key")[:1]),
        last_rules=Subquery(last.values("pack_digest")[:1]),
    )
    for model in _RESTED_ON:
        since = model._default_manager.filter(organisation=OuterRef("pk"), changed_at__gt=OuterRef("last_at"))
        changed |= Q(Exists(since))
    own = Q(changed_at__gt=F("last_at"))
    moved = set(rows.filter(changed | own).values_list("pk", flat=True))
    found: dict[UUID, Organisation] = {row.pk: row for row in rows}
    for row in found.values():
        row.has_moved = row.pk in moved  # type: ignore[attr-defined]  # beside the annotations
    return found


def _answer(key: UUID, of: str, standing: Organisation) -> Waiting:
    address, at = reverse("answers", kwargs={"key": key}), getattr(standing, "last_at", None)
    if at is None:
        return Waiting(None, _of(of, Words("还没有保存过测算结果", "no assessment has been saved yet")), address)
    moved = bool(getattr(standing, "has_moved", False))
    is_other_rules = getattr(standing, "last_rules", "") != pack_today().digest
    if not moved and not is_other_rules:
        words = Words("上次保存测算后，事实和规则都没有变", "neither facts nor rules changed since the last assessment")
        return Waiting(None, _of(of, words), address)
    what = [
        each
        for each, is_so in (
            (Words("登记和事实", "facts and rows"), moved),
            (Words("规则", "the rules"), is_other_rules),
        )
        if is_so
    ]
    zh, en = "、".join(each.zh for each in what), " and ".join(each.en for each in what)
    words = Words(
        f"上次保存测算之后，{zh}有改动：看看结果变了什么", f"{en} changed since the last assessment: see what is new"
    )
    return Waiting(None, _of(of, words), address, presses=True)


def _of(name: str, words: Words) -> Words:
    return Words(f"{words.zh}（{name}）", f"{words.en} ({name})") if name else words
