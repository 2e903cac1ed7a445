"""Evidence on pages: brought by members, opened by those who may, each opening recorded, foreign files not there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.django.assessments.made import organisation, tell, verified
from tests.django.conftest import ACT
from tests.django.evidence.test_evidence_files import PDF, files_in

from lingqu.books.accounts import operations as accounts
from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import Act, HeldRole, person_of
from lingqu.books.accounts.roles import Level, Role
from lingqu.books.audit.models import Entry
from lingqu.books.registers import evidence
from lingqu.books.registers.models import Evidence, EvidenceLink, Organisation
from lingqu.config.data_folder import DataFolder

pytestmark = pytest.mark.django_db
Account = Callable[..., User]
SignedIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own for each test."""
    monkeypatch.setattr(settings, "DATA", DataFolder(tmp_path))
    return tmp_path / "evidence"


@pytest.fixture
def owner() -> Organisation:
    """An organisation."""
    return organisation()


@pytest.fixture
def member(account: Account, signed_in: SignedIn, owner: Organisation) -> Client:
    """The browser of a member of it."""
    user = account("member")
    accounts.join(user=user, organisation=owner.key, is_admin=False, since=date(2020, 1, 1), act=ACT)
    return signed_in(user)


def at(name: str, key: Any) -> str:
    """An address."""
    return reverse(name, kwargs={"key": key})


def bring(client: Client, owner: Organisation, data: bytes = PDF, name: str = "审计.pdf", **more: Any) -> Any:
    """Upload a file."""
    file = SimpleUploadedFile(name, data, content_type="application/pdf")
    return client.post(at("evidence-keep", owner.key), {"file": file, **more})


def kept(owner: Organisation) -> Evidence:
    """A file kept for an organisation."""
    return evidence.keep(organisation=owner.key, chunks=[PDF], name="审计.pdf", act=ACT)


def test_a_file_brought_for_a_fact_proves_it(member: Client, owner: Organisation) -> None:
    row = tell(owner, "revenue_yuan", "1", 2025)

    answer = bring(member, owner, fact=str(row.key), kind="审计报告", issued_on="2026-03-01")

    file = Evidence.objects.get()
    assert answer["Location"] == at("fact", row.key)
    assert (file.kind, file.issued_on, file.media_type) == ("审计报告", date(2026, 3, 1), "application/pdf")
    listed = member.get(at("evidence-of", owner.key)).content.decode()
    assert listed.index("出具日期</th>") < listed.index("上传日期</th>")
    assert "2026年3月1日" in listed
    assert "2026年3月1日 出具" in member.get(at("fact", row.key)).content.decode()
    assert EvidenceLink.objects.get().fact_id == row.key
    assert "审计.pdf" in member.get(at("fact", row.key)).content.decode()


def test_a_download_is_an_attachment_that_runs_nothing_and_is_recorded(member: Client, owner: Organisation) -> None:
    file = kept(owner)

    answer = member.get(at("evidence", file.key))

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in answer["Cache-Control"]
    entry = Entry.objects.get(action="evidence.open")
    assert (entry.object_key, entry.facts["digest"]) == (str(file.key), file.digest)


def test_a_foreign_file_is_not_there_and_opening_it_is_not_recorded_as_opened(
    member: Client, client: Client, account: Account, signed_in: SignedIn
) -> None:
    far = HeldRole(Role.RECOMMENDING_UNIT, Level.COUNTY, region="450321")
    file = kept(organisation("别家"))

    assert member.get(at("evidence", file.key)).status_code == 404
    assert signed_in(account("far", far)).get(at("evidence", file.key)).status_code == 404
    assert member.post(at("evidence-withdraw", file.key)).status_code == 404
    assert client.get(at("evidence", file.key)).status_code == 302
    assert bring(member, Organisation.objects.get(name="别家")).status_code == 404
    assert not Entry.objects.filter(action="evidence.open").exists()


def test_an_office_in_reach_opens_what_it_has_to_verify(
    account: Account, signed_in: SignedIn, owner: Organisation
) -> None:
    near = HeldRole(Role.RECOMMENDING_UNIT, Level.COUNTY, region="450305")

    assert signed_in(account("near", near)).get(at("evidence", kept(owner).key)).status_code == 200


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"MZ\x90\x00" + b"\0" * 100, "审计.pdf"), (b"<html></html>", "a.pdf"), (b"<svg/>", "a.png"), (b"", "a.pdf")],
)
def test_a_disguised_file_is_refused_and_nothing_stays(
    member: Client, owner: Organisation, folder: Path, data: bytes, name: str
) -> None:
    answer = bring(member, owner, data, name)

    assert answer.status_code == 422
    assert not Evidence.objects.exists()
    assert files_in(folder) == []


def test_one_byte_over_the_limit_is_413_with_a_clear_word(
    member: Client, owner: Organisation, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "EVIDENCE_LARGEST", 1024 * 1024)
    answer = bring(member, owner, PDF + b"\0" * (1024 * 1024 - len(PDF) + 1))
    taken = bring(member, owner, PDF + b"\0" * (1024 * 1024 - len(PDF)))

    assert answer.status_code == 413
    assert "超过 1 MB" in answer.content.decode()
    assert taken.status_code == 302
    assert len(files_in(folder)) == 1


def test_what_is_far_too_large_is_refused_unread(
    member: Client, owner: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "EVIDENCE_LARGEST", 10)
    read = []
    monkeypatch.setattr("lingqu.interfaces.web.evidence.views._keep", lambda *_: read.append(1))

    answer = bring(member, owner)

    assert answer.status_code == 413
    assert not read


def test_an_upload_without_the_token_of_its_session_is_refused(
    account: Account, owner: Organisation, folder: Path
) -> None:
    user = account("member")
    accounts.join(user=user, organisation=owner.key, is_admin=False, since=date(2020, 1, 1), act=ACT)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert bring(strict, owner).status_code == 403
    assert files_in(folder) == []


def test_the_same_file_brought_twice_is_one_row(member: Client, owner: Organisation, folder: Path) -> None:
    bring(member, owner)
    bring(member, owner, name="另一个名字.pdf")

    assert Evidence.objects.count() == 1
    assert len(files_in(folder)) == 1


def test_a_fact_of_another_organisation_is_proved_by_nothing_of_ours(member: Client, owner: Organisation) -> None:
    other = tell(organisation("别家"), "revenue_yuan", "1", 2025)

    assert bring(member, owner, fact=str(other.key)).status_code == 404
    assert bring(member, owner, fact="../../x").status_code == 404
    assert not EvidenceLink.objects.exists()
    foreign = kept(Organisation.objects.get(name="别家"))
    row = tell(owner, "revenue_yuan", "1", 2025)
    member.post(at("fact-attach", row.key), {"evidence": [str(foreign.key), "x"]})
    assert not EvidenceLink.objects.exists()


def test_a_withdrawn_file_opens_for_nobody(member: Client, owner: Organisation) -> None:
    file = kept(owner)

    assert member.post(at("evidence-withdraw", file.key)).status_code == 302
    assert member.get(at("evidence", file.key)).status_code == 404
    assert "审计.pdf" not in member.get(at("evidence-of", owner.key)).content.decode()


def test_a_file_that_proves_a_verified_figure_cannot_be_withdrawn(member: Client, owner: Organisation) -> None:
    row = tell(owner, "revenue_yuan", "1", 2025)
    bring(member, owner, fact=str(row.key))
    verified(row, "1")

    answer = member.post(at("evidence-withdraw", Evidence.objects.get().key))

    assert answer.status_code == 409
    assert Evidence.objects.get().withdrawn_at is None


def test_a_row_that_cannot_be_written_takes_its_bytes_with_it(
    owner: Organisation, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("database gone")

    monkeypatch.setattr("lingqu.books.registers.evidence.record_act", broken)

    with pytest.raises(RuntimeError):
        kept(owner)

    assert not Evidence.objects.exists()
    assert files_in(folder) == []


def test_bytes_lost_from_the_disk_are_not_there_instead_of_a_fault(
    member: Client, owner: Organisation, folder: Path
) -> None:
    file = kept(owner)
    for each in files_in(folder):
        each.unlink()

    assert member.get(at("evidence", file.key)).status_code == 404


def test_whoever_brought_a_file_and_has_left_opens_it_no_more(
    account: Account, signed_in: SignedIn, owner: Organisation
) -> None:
    user = account("leaver")
    membership = accounts.join(user=user, organisation=owner.key, is_admin=False, since=date(2020, 1, 1), act=ACT)
    browser = signed_in(user)
    bring(browser, owner)
    file = Evidence.objects.get()
    assert browser.get(at("evidence", file.key)).status_code == 200

    accounts.end_membership(membership=membership, last_day=date(2020, 1, 2), act=ACT)

    assert file.owner == str(user.pseudonym)
    assert browser.get(at("evidence", file.key)).status_code == 404
    assert browser.post(at("evidence-withdraw", file.key)).status_code == 404
    assert browser.get(at("evidence-of", owner.key)).status_code == 404


def test_the_file_of_a_claim_stays_open_to_who_brought_it(account: Account, signed_in: SignedIn) -> None:
    user = account("claimant")
    file = evidence.keep(
        organisation=None, chunks=[PDF], name="a.pdf", act=Act(person_of(user, on=date(2026, 11, 24)), ACT.at)
    )

    assert signed_in(user).get(at("evidence", file.key)).status_code == 200
    assert signed_in(account("other")).get(at("evidence", file.key)).status_code == 404
