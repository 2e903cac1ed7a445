"""Import the document a policy rests on: propose, take into use, discard, withdraw.

Its one law: only what can be read is kept, and a document is in use only after somebody has seen what it holds; each
change of state makes a step and an audit entry in one transaction.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath, PureWindowsPath
from uuid import UUID

from django.db import IntegrityError, transaction

from lingqu.books.accounts.person import Act
from lingqu.books.accounts.recording import record_act
from lingqu.books.rulebooks import document_files
from lingqu.books.rulebooks.apart import read_apart
from lingqu.books.rulebooks.models import DocumentState, DocumentStep, PlanDocument
from lingqu.reports.wording import Words

_LONGEST_NAME = 160
_LONGEST_REASON = 200
_FROM = {
    DocumentState.IN_USE: (DocumentState.PROPOSED, DocumentState.REPLACED, DocumentState.WITHDRAWN),
    DocumentState.REPLACED: (DocumentState.IN_USE,),
    DocumentState.WITHDRAWN: (DocumentState.IN_USE,),
    DocumentState.DISCARDED: (DocumentState.PROPOSED,),
}


class UnableToMoveDocument(Exception):
    """The document is not in a state from which it can go there, or a reason is missing; `words` say which."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.zh)
        self.words = words


def propose(*, policy: str, version: str, content: bytes, name: str, act: Act) -> PlanDocument:
    """Read a document and keep it to be looked at. The same bytes again give the document there is.

    Raises UnableToReadPlan; then nothing is kept.
    """
    bare = _bare(name)
    known = _with_digest(policy, version, hashlib.sha256(content).hexdigest())
    if known is not None:
        return known
    plan = read_apart(content=content, name=bare)
    # the files first: a row never points to nothing, and files without a row are only forgotten bytes
    digest = document_files.keep(policy=policy, content=content, plan=plan)
    try:
        with transaction.atomic():
            document = PlanDocument.objects.create(
                policy=policy,
                version=version,
                name=bare,
                format=plan.format,
                size=len(content),
                digest=digest,
                state=DocumentState.PROPOSED,
                imported_by=act.person.pseudonym,
                imported_at=act.at,
            )
            _stepped(document, "", act)
    except IntegrityError:
        meanwhile = _with_digest(policy, version, digest)
        if meanwhile is None:
            raise
        return meanwhile
    return document


def take_into_use(*, key: UUID, act: Act) -> PlanDocument:
    """Let a document hold the official words; the one in use before is replaced. In use already: nothing changes."""
    with transaction.atomic():
        document = _locked(key)
        if document.state == DocumentState.IN_USE:
            return document
        others = PlanDocument.objects.select_for_update().filter(
            policy=document.policy, version=document.version, state=DocumentState.IN_USE
        )
        for other in others:
            _moved(other, DocumentState.REPLACED, act)
        return _moved(document, DocumentState.IN_USE, act)


def discard(*, key: UUID, act: Act) -> PlanDocument:
    """Put aside a document that was only looked at, and forget its bytes."""
    with transaction.atomic():
        document = _locked(key)
        if document.state == DocumentState.DISCARDED:
            return document
        _moved(document, DocumentState.DISCARDED, act)
        shared = PlanDocument.objects.filter(policy=document.policy, digest=document.digest).exclude(
            state=DocumentState.DISCARDED
        )
        if not shared.exists():
            transaction.on_commit(
                lambda: document_files.forget(policy=document.policy, digest=document.digest), robust=True
            )
    return document


def withdraw(*, key: UUID, act: Act) -> PlanDocument:
    """Take a document out of use with the reason of the act; it can be taken into use again."""
    if not act.reason.strip():
        raise UnableToMoveDocument(Words("须写明撤下的原因", "say why it is withdrawn"))
    with transaction.atomic():
        document = _locked(key)
        if document.state == DocumentState.WITHDRAWN:
            return document
        return _moved(document, DocumentState.WITHDRAWN, act)


def _with_digest(policy: str, version: str, digest: str) -> PlanDocument | None:
    found = PlanDocument.objects.filter(policy=policy, version=version, digest=digest)
    return found.exclude(state=DocumentState.DISCARDED).first()


def _bare(name: str) -> str:
    """A file's name without its path and without what does not print."""
    bare = PurePosixPath(PureWindowsPath(name).name).name
    return "".join(each for each in bare if each.isprintable())[-_LONGEST_NAME:] or "方案"


def _locked(key: UUID) -> PlanDocument:
    return PlanDocument.objects.select_for_update().get(pk=key)


def _moved(document: PlanDocument, after: DocumentState, act: Act) -> PlanDocument:
    before = DocumentState(document.state)
    if before not in _FROM[after]:
        raise UnableToMoveDocument(
            Words("这份文件的状态已经变了，请刷新再看", "the state of this document has changed meanwhile; reload")
        )
    document.state = after
    document.save(update_fields=["state"])
    _stepped(document, before, act)
    return document


def _stepped(document: PlanDocument, before: str, act: Act) -> None:
    reason = act.reason.strip()[:_LONGEST_REASON]
    DocumentStep.objects.create(
        document=document, before=before, after=document.state, at=act.at, by=act.person.pseudonym, reason=reason
    )
    record_act(
        act,
        action=f"plan_document.{document.state}",
        object_kind="plan_document",
        object_key=str(document.key),
        facts={"policy": document.policy, "version": document.version, "digest": document.digest, "before": before},
    )
