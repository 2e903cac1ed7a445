"""Propose a state of a draft as a version, publish it as a second person, return it, withdraw it before it begins.

Its one law: publication carries the number and title of the document, begins after every version before it and never in
the past, and takes two persons; the database holds the second eyes as well (migration 0003).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lingqu.books.accounts.person import SYSTEM, Act
from lingqu.books.accounts.recording import record_act
from lingqu.books.rulebooks import drafts, version_folders
from lingqu.books.rulebooks.catching_up import newer_version
from lingqu.books.rulebooks.draft_checks import checked, workspace_of
from lingqu.books.rulebooks.headers import POLICY_FILE, as_comments, next_label, with_header
from lingqu.books.rulebooks.models import Draft, DraftState, PolicyVersion, VersionAuthor, VersionState
from lingqu.books.rulebooks.version_folders import UnableToKeepVersion
from lingqu.law.editing.exampleresults import ExampleState, examples_result
from lingqu.law.lang.plain import digest_of
from lingqu.law.packs.lean import without_examples
from lingqu.law.packs.pack import Pack
from lingqu.reports.wording import Words

_LONGEST_NUMBER = 80
_LONGEST_TITLE = 200
_LONGEST_REASON = 300
_NO_NUMBER = Words("须写文号，例如：市政发〔2027〕8号", "give the number of the document, e.g. 市政发〔2027〕8号")
_NO_TITLE = Words("须写载明这一版的文件名称", "give the title of the document that carries this version")
_PAST = Words(
    "施行日不能早于今天：已经按旧规则答复的日子不能改写", "it cannot begin before today: past days are answered"
)
_UNCHANGED = Words("规则与现行版本没有不同", "the rules do not differ from the version before")
_OPEN = Words("这份草稿已有一项待发布，先撤回或由他人处理", "a proposal of this draft is open already")
_NOT_OPEN = Words("这一项已经处理过了，请刷新再看", "this proposal has been decided meanwhile; reload")
_OWN = Words(
    "发布须由另一人：提出者和改写过这份草稿的人都不能发布",
    "a second person publishes: neither who proposed nor anybody who wrote on the draft",
)
_NO_REASON = Words("须写明原因", "give the reason")
_BEGUN = Words(
    "已经施行，不能撤回；请另行发布新的一版", "it has begun and cannot be withdrawn; publish another version"
)
_MOVED = Words(
    "提出以后另有一版发布，须重新比较、重新提出", "another version was published meanwhile; compare and propose again"
)
_NOT_KEPT = Words(
    "版本文件没有写成（磁盘满或无权限），没有发布", "the version could not be written (disk full?); not published"
)


class UnableToPublish(Exception):
    """What was asked cannot be done; `reasons` say why, all at once."""

    def __init__(self, *reasons: Words) -> None:
        super().__init__("; ".join(each.en for each in reasons))
        self.reasons = reasons


def propose(
    *, draft: UUID, upon: int, number: str, title: str, begins: date | None, today: date, act: Act
) -> PolicyVersion:
    """Propose the newest state of a draft. First day and version are written into its header, as a state of its own.

    Raises UnableToPublish with every reason, and DraftConflict where somebody has saved since.
    """
    number, title = _clean(number, _LONGEST_NUMBER), _clean(title, _LONGEST_TITLE)
    with transaction.atomic():
        row = Draft.objects.select_for_update().get(pk=draft)
        state = drafts.state_of(row)
        if upon != state.number:
            raise drafts.DraftConflict(state)
        versions = version_folders.versions_of(row.policy)
        reasons = [each for each, wrong in ((_NO_NUMBER, not number), (_NO_TITLE, not title)) if wrong]
        reasons += _about_day(begins, today, versions, row.policy)
        if PolicyVersion.objects.filter(source__draft=row, state=VersionState.PROPOSED).exists():
            reasons.append(_OPEN)
        newer = newer_version(row)
        if newer is not None:
            reasons.append(_behind(newer))
        if reasons or begins is None:
            raise UnableToPublish(*reasons)
        _check_sound(row.policy, state)
        state = _headed(state, begins, next_label(_labels(row.policy, versions)), act)
        pack = _sound(row.policy, state, begins)
        before = latest_before(versions, begins)
        if before is not None and _rules(before) == _rules(pack):
            raise UnableToPublish(_UNCHANGED)
        version = PolicyVersion.objects.create(
            policy=row.policy,
            pack_digest=pack.digest,
            begins=begins,
            label=pack.policy.version,
            document_number=number,
            document_title=title,
            source=state,
            base_digest=before.digest if before else "",
            state=VersionState.PROPOSED,
            proposed_by=act.person.pseudonym,
            proposed_at=act.at,
        )
        authors = drafts.authors_of(state) | {act.person.pseudonym}
        VersionAuthor.objects.bulk_create([VersionAuthor(version=version, author=each) for each in sorted(authors)])
        _record("version.propose", version, act, number=state.number)
    return version


def publish(*, key: UUID, today: date, act: Act) -> PolicyVersion:
    """Publish what another person has proposed. Published already: nothing changes. Raises UnableToPublish."""
    staged = revealed = None
    version: PolicyVersion | None = None
    try:
        with transaction.atomic():
            version = PolicyVersion.objects.select_for_update().get(pk=key)
            if version.state == VersionState.PUBLISHED:
                return version
            _check_publishing(version, today, act)
            assert version.source is not None
            texts = drafts.texts_of_state(version.source)
            staged = version_folders.stage(policy=version.policy, digest=version.pack_digest, texts=texts)
            _enter_shipped(version.policy, act)
            version.state = VersionState.PUBLISHED
            version.decided_by, version.decided_at = act.person.pseudonym, act.at
            version.save()
            _record("version.publish", version, act)
            drafts.go_back_to_version(key=version.source.draft_id, digest=version.pack_digest, act=act)
            revealed = version_folders.reveal(policy=version.policy, digest=version.pack_digest, staged=staged)
    except (IntegrityError, UnableToKeepVersion, OSError) as error:
        if version is not None and revealed:
            version_folders.hide(policy=version.policy, digest=version.pack_digest)
        if staged is not None:
            version_folders.discard(staged)
        reason = _OWN if isinstance(error, IntegrityError) else _NOT_KEPT
        raise UnableToPublish(reason) from error
    return version


def send_back(*, key: UUID, act: Act) -> PolicyVersion:
    """Return a proposal with the reason of the act; its author may take it back in the same way."""
    if not act.reason.strip():
        raise UnableToPublish(_NO_REASON)
    with transaction.atomic():
        version = PolicyVersion.objects.select_for_update().get(pk=key)
        if version.state == VersionState.RETURNED:
            return version
        if version.state != VersionState.PROPOSED:
            raise UnableToPublish(_NOT_OPEN)
        version.state = VersionState.RETURNED
        version.decided_by, version.decided_at = act.person.pseudonym, act.at
        version.reason = act.reason.strip()[:_LONGEST_REASON]
        version.save()
        _record("version.return", version, act)
    return version


def withdraw(*, key: UUID, today: date, act: Act) -> PolicyVersion:
    """Withdraw a published version before the day it begins."""
    if not act.reason.strip():
        raise UnableToPublish(_NO_REASON)
    with transaction.atomic():
        version = PolicyVersion.objects.select_for_update().get(pk=key)
        if version.state == VersionState.WITHDRAWN:
            return version
        if version.state != VersionState.PUBLISHED or version.is_shipped:
            raise UnableToPublish(_NOT_OPEN)
        if version.begins <= today:
            raise UnableToPublish(_BEGUN)
        version.state = VersionState.WITHDRAWN
        version.withdrawn_by = act.person.pseudonym
        version.reason = act.reason.strip()[:_LONGEST_REASON]
        version.save()
        _record("version.withdraw", version, act)
        version_folders.hide(policy=version.policy, digest=version.pack_digest)
    return version


def coming_versions(policy: str, today: date) -> tuple[PolicyVersion, ...]:
    """What is published and does not answer yet, the next one first. One query."""
    rows = PolicyVersion.objects.filter(policy=policy, state=VersionState.PUBLISHED, begins__gt=today)
    return tuple(rows.order_by("begins"))


def latest_before(versions: Sequence[Pack], day: date) -> Pack | None:
    """The version that would answer on a day if nothing new began."""
    begun = [each for each in versions if each.policy.since.iso <= day.isoformat()]
    return max(begun, key=lambda each: each.policy.since.iso, default=None)


def _check_publishing(version: PolicyVersion, today: date, act: Act) -> None:
    if version.state != VersionState.PROPOSED:
        raise UnableToPublish(_NOT_OPEN)
    person = act.person.pseudonym
    if person == version.proposed_by or version.authors.filter(author=person).exists():
        raise UnableToPublish(_OWN)
    versions = version_folders.versions_of(version.policy)
    reasons = _about_day(version.begins, today, versions, version.policy)
    before = latest_before(versions, version.begins)
    if (before.digest if before else "") != version.base_digest:
        reasons.append(_MOVED)
    if reasons:
        raise UnableToPublish(*reasons)


def _about_day(begins: date | None, today: date, versions: Sequence[Pack], policy: str) -> list[Words]:
    """What is wrong with a first day: none, in the past, not after every version there is."""
    if begins is None:
        return [Words("须写施行日，例如 2027-03-01", "give the day it begins, e.g. 2027-03-01")]
    reasons = [_PAST] if begins < today else []
    last = max((each.policy.since.iso for each in versions if each.id == policy), default="")
    if last and begins.isoformat() <= last:
        reasons.append(
            Words(
                f"施行日须晚于上一版的施行日 {last}：上一版至少要施行一天",
                f"it must begin after {last}, when the version before it begins: that one must be in force for a day",
            )
        )
    return reasons


def _behind(newer: Pack) -> Words:
    day, label = newer.policy.since.iso, newer.policy.version
    return Words(
        f"草稿落后于版本 {label}（{day} 施行）：先在草稿页并入这一版，否则会把它的改动退回去",
        f"the draft is behind version {label} (from {day}): bring it up first, or it would take that version back",
    )


def _headed(state: DraftState, begins: date, label: str, act: Act) -> DraftState:
    """Write first day and version; examples of days before it, which this version does not answer, become comments."""
    policy = state.draft.policy
    texts = drafts.texts_of_state(state)
    texts[POLICY_FILE] = with_header(texts.get(POLICY_FILE, ""), begins=begins, label=label)
    note = f"施行 {begins.isoformat()}，版本 {label}"
    # before, all came out as they say; the first day is all that has changed
    failed = [each for each in examples_result(workspace_of(policy, texts)) if each.state is ExampleState.FAILED]
    for name in {each.file for each in failed}:
        spans = [(each.span.start.line, each.span.end.line) for each in failed if each.file == name]
        texts[name] = as_comments(texts[name], spans)
    if failed:
        note += f"；{len(failed)} 个示例的申请日早于施行日，改为注释"
    return drafts.save(key=state.draft_id, upon=state.number, texts=texts, note=note, act=act)


def _check_sound(policy: str, state: DraftState) -> Pack:
    """The pack of a state without faults whose examples all come out. Raises UnableToPublish."""
    check = checked(policy, drafts.texts_of_state(state))
    if check.pack is None:
        count = len(check.faults)
        raise UnableToPublish(
            Words(f"规则有 {count} 处错误，先改好", f"the rules have {count} faults; mend them first"),
            *(Words(*each) for each in check.faults[:5]),
        )
    if check.failed:
        raise UnableToPublish(
            Words(
                f"{check.failed} 个示例不符：改规则，或改示例并说明",
                f"{check.failed} examples come out otherwise: change the rule, or the examples",
            )
        )
    return check.pack


def _sound(policy: str, state: DraftState, begins: date) -> Pack:
    """The pack of a state that may be published. Raises UnableToPublish."""
    pack = _check_sound(policy, state)
    if pack.id != policy:
        raise UnableToPublish(Words(f"政策代号须仍为 {policy}", f"the policy must still be called {policy}"))
    until = pack.policy.until
    if pack.policy.since.iso != begins.isoformat() or (until is not None and until.iso < begins.isoformat()):
        raise UnableToPublish(
            Words("施行日须写在政策头部，且不晚于失效日", "the header must say the first day, no later than the last")
        )
    return pack


def _rules(pack: Pack) -> str:
    """A digest of all but header and examples."""
    pack = without_examples(pack)
    return digest_of(
        (
            *pack.facts,
            *pack.departments,
            *pack.readings,
            *pack.measures,
            *pack.relations,
            *pack.targets,
            *pack.tasks,
            *pack.sentences,
        )
    )


def _labels(policy: str, versions: Sequence[Pack]) -> tuple[str, ...]:
    rows = PolicyVersion.objects.filter(policy=policy).exclude(state=VersionState.RETURNED)
    return (*(each.policy.version for each in versions), *rows.values_list("label", flat=True))


def _enter_shipped(policy: str, act: Act) -> None:
    """Keep the version that came with the product beside the first one of one's own: it answers for the days before."""
    if PolicyVersion.objects.filter(policy=policy, state=VersionState.PUBLISHED).exists():
        return
    for pack in version_folders.versions_of(policy):
        texts = version_folders.texts_of_version(policy, pack.digest)
        staged = version_folders.stage(policy=policy, digest=pack.digest, texts=texts)
        version_folders.reveal(policy=policy, digest=pack.digest, staged=staged)
        _shipped_row(pack, act.at)


def _shipped_row(pack: Pack, at: datetime) -> None:
    PolicyVersion.objects.get_or_create(
        policy=pack.id,
        pack_digest=pack.digest,
        state=VersionState.PUBLISHED,
        defaults={
            "begins": date.fromisoformat(pack.policy.since.iso),
            "label": pack.policy.version,
            "is_shipped": True,
            "proposed_by": SYSTEM.pseudonym,
            "proposed_at": at,
            "decided_by": SYSTEM.pseudonym,
            "decided_at": at,
        },
    )


def _clean(text: str, longest: int) -> str:
    return "".join(each for each in text if each.isprintable()).strip()[:longest]


def _record(action: str, version: PolicyVersion, act: Act, **facts: object) -> None:
    record_act(
        act,
        action=action,
        object_kind="policy_version",
        object_key=str(version.key),
        facts={
            "policy": version.policy,
            "digest": version.pack_digest,
            "begins": version.begins.isoformat(),
            "document": version.document_number,
            **facts,
        },
    )
