"""Keep evidence, open it for a reader, withdraw it.

Its one law: no row without its bytes and no bytes without a row; each opening is recorded with who opened what. Who may
see a file is asked before (fact_permissions.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction

from lingqu.books.accounts.models import User
from lingqu.books.accounts.permissions import Concern
from lingqu.books.accounts.person import SYSTEM, Act
from lingqu.books.accounts.recording import record_act
from lingqu.books.registers.declared.concerns import of_organisation
from lingqu.books.registers.evidence_files import clean_name, discard, opened_file, store
from lingqu.books.registers.models import Evidence, EvidenceLink
from lingqu.reports.wording import Words


class UnableToWithdraw(Exception):
    """A file that proves a verified figure stays until the verification is taken back."""

    words = Words(
        "这份材料证明着已经核定的数，不能撤下；请核定的部门先撤回核定",
        "the file proves a verified figure and stays; the office has to take the verification back first",
    )


class UnableToOpen(Exception):
    """The file was withdrawn, or its bytes are gone from the disk."""


def keep(
    *,
    organisation: UUID | None,
    chunks: Iterable[bytes],
    name: str,
    act: Act,
    kind: str = "",
    issued_on: date | None = None,
) -> Evidence:
    """Keep a file of an organisation. Raises `UnableToStore`; the same file brought twice is one row."""
    stored = store(chunks, root=settings.DATA.evidence, largest=settings.EVIDENCE_LARGEST)
    try:
        with transaction.atomic():
            # on PostgreSQL the second press waits here for the first; SQLite has one writer anyway
            if act.person != SYSTEM:
                User.objects.select_for_update().filter(pseudonym=act.person.pseudonym).first()
            standing = Evidence.objects.filter(
                organisation=organisation, owner=act.person.pseudonym, digest=stored.digest, withdrawn_at=None
            ).first()
            if standing is not None:
                return standing
            kept = Evidence.objects.create(
                organisation_id=organisation,
                owner=act.person.pseudonym,
                digest=stored.digest,
                size=stored.size,
                media_type=stored.media_type,
                name=clean_name(name, stored.media_type),
                kind="".join(filter(str.isprintable, kind)).strip()[:60],
                issued_on=issued_on,
                added_at=act.at,
            )
            _recorded(kept, act, "keep")
    except BaseException:
        if stored.is_new and not Evidence.objects.filter(digest=stored.digest).exists():
            discard(stored.digest, root=settings.DATA.evidence)
        raise
    return kept


def opened(*, evidence: Evidence, act: Act) -> BinaryIO:
    """Open a file for somebody who may see it, and record that. Raises `UnableToOpen`."""
    if evidence.withdrawn_at is not None:
        raise UnableToOpen("withdrawn")
    try:
        file = opened_file(evidence.digest, root=settings.DATA.evidence)
    except OSError as error:
        raise UnableToOpen("lost") from error
    _recorded(evidence, act, "open")
    return file


def withdraw(*, key: UUID, act: Act) -> Evidence:
    """Withdraw a file: nobody opens it any more, and it proves nothing; that it was there stays recorded."""
    with transaction.atomic():
        evidence = Evidence.objects.select_for_update().get(pk=key)
        if evidence.withdrawn_at is not None:
            return evidence
        if (
            EvidenceLink.objects.filter(evidence=evidence, fact__retired_on=None)
            .exclude(fact__verified_value="")
            .exists()
        ):
            raise UnableToWithdraw
        evidence.withdrawn_at = act.at
        evidence.save(update_fields=["withdrawn_at"])
        _recorded(evidence, act, "withdraw")
    return evidence


def of_evidence(evidence: Evidence) -> Concern:
    """What a permission needs to know of a file: its organisation and who brought it."""
    found = of_organisation(evidence.organisation) if evidence.organisation is not None else Concern()
    return Concern(found.organisation, found.region, found.place, owner=evidence.owner)


def _recorded(evidence: Evidence, act: Act, action: str) -> None:
    record_act(
        act,
        party=act.party or str(evidence.organisation_id or ""),
        action=f"evidence.{action}",
        object_kind="evidence",
        object_key=str(evidence.key),
        facts={"digest": evidence.digest, "size": evidence.size},
    )
