"""The document of a plan: only what can be read is kept, and each step of it is told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from lingqu.books.accounts.person import SYSTEM, Act
from lingqu.books.audit.models import Entry
from lingqu.books.rulebooks import document_files, operations
from lingqu.books.rulebooks.apart import read_apart
from lingqu.books.rulebooks.models import DocumentState, PlanDocument
from lingqu.books.rulebooks.plan_wire import UnableToRebuild, plan_from_plain, to_plain
from lingqu.books.rulebooks.queries import documents_of, official_text
from lingqu.law.packs.folders import BUILT_IN, load_pack
from lingqu.law.plans import LARGEST_FILE, UnableToReadPlan, read_plan

pytestmark = pytest.mark.django_db

ACT = Act(SYSTEM, datetime(2026, 11, 24, 4, 0, tzinfo=UTC), reason="test")
TEXT = "样例方案\n一、总体要求\n做好样例工作。\n二、重点任务\n1.样例任务。做第一件事。做第二件事。\n"


def propose(content: bytes, name: str = "方案.txt", policy: str = "sample") -> PlanDocument:
    return operations.propose(policy=policy, version="1", content=content, name=name, act=ACT)


def kept(policy: str = "sample") -> list[Path]:
    return sorted((Path(settings.DATA.policies) / policy / "documents").glob("*"))


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA = type(settings.DATA)(tmp_path)
    document_files._plan_in.cache_clear()


def test_a_plan_goes_to_plain_lists_and_back() -> None:
    plan = read_plan(content=TEXT.encode(), name="a.txt")

    assert plan_from_plain(to_plain(plan)) == plan


@pytest.mark.parametrize("data", [None, [], ["Plan"], ["os.system", "x"], ["", ["Path", "a"]], {"a": 1}, ["date", 3]])
def test_only_a_plan_is_rebuilt(data: Any) -> None:
    with pytest.raises(UnableToRebuild):
        plan_from_plain(data)


def test_a_document_read_apart_is_the_one_read_here() -> None:
    assert read_apart(content=TEXT.encode(), name="a.txt") == read_plan(content=TEXT.encode(), name="a.txt")


def test_reading_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(UnableToReadPlan) as refused:
        read_apart(content=TEXT.encode(), name="a.txt", seconds=0.001)

    assert refused.value.faults[0].code == "too-slow"


def test_a_proposed_document_is_kept_under_its_digest_closed_to_others() -> None:
    document = propose(TEXT.encode(), r"C:\tmp\方案.txt")

    assert (document.name, document.format, document.state) == ("方案.txt", "txt", DocumentState.PROPOSED)
    assert [path.name for path in kept()] == [document.digest, f"{document.digest}.read.json"]
    assert all(path.stat().st_mode & 0o077 == 0 for path in kept())


def test_the_same_bytes_twice_are_one_document() -> None:
    first, second = propose(TEXT.encode()), propose(TEXT.encode(), "again.txt")

    assert first == second
    assert PlanDocument.objects.count() == 1


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<a>" + b" " * (120 * 1024 * 1024))
    return packed.getvalue()


HOSTILE: dict[str, bytes | Callable[[], bytes]] = {
    "empty": b"",
    "binary": bytes(range(256)) * 40,
    "damaged": b"PK\x03\x04 no package",
    "zip bomb": bomb,
    "an old Word file": b"\xd0\xcf\x11\xe0" + b"\x00" * 600,
    "60 MB": b"a" * (60 * 1024 * 1024),
    "broken pdf": b"%PDF-1.7\n1 0 obj<</Length 999999>>stream\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason_and_nothing_is_kept(name: str) -> None:
    content = HOSTILE[name]

    with pytest.raises(UnableToReadPlan) as refused:
        propose(content() if callable(content) else content, "方案")

    assert refused.value.faults[0].problem.en
    assert not kept()
    assert not PlanDocument.objects.exists()


def test_the_largest_file_is_refused_before_a_process_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("subprocess.run", lambda *_, **__: pytest.fail("started"))

    with pytest.raises(UnableToReadPlan):
        read_apart(content=b"a" * (LARGEST_FILE + 1), name="a.txt")


def test_one_document_at_a_time_is_in_use_and_the_one_before_is_replaced() -> None:
    first, second = propose(TEXT.encode()), propose((TEXT + "做第三件事。\n").encode())

    operations.take_into_use(key=first.key, act=ACT)
    operations.take_into_use(key=second.key, act=ACT)
    operations.take_into_use(key=second.key, act=ACT)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (DocumentState.REPLACED, DocumentState.IN_USE)
    assert [step.after for step in first.steps.all()] == ["proposed", "in_use", "replaced"]
    assert Entry.objects.filter(object_kind="plan_document").count() == 5


def test_the_database_itself_lets_one_document_be_in_use() -> None:
    first, second = propose(TEXT.encode()), propose((TEXT + "做第三件事。\n").encode())

    with pytest.raises(IntegrityError), transaction.atomic():
        PlanDocument.objects.filter(pk__in=[first.pk, second.pk]).update(state=DocumentState.IN_USE)


def test_what_is_put_aside_leaves_no_bytes(django_capture_on_commit_callbacks: Any) -> None:
    document = propose(TEXT.encode())

    with django_capture_on_commit_callbacks(execute=True):
        operations.discard(key=document.key, act=ACT)

    assert not kept()
    assert propose(TEXT.encode()) != document


def test_withdrawing_takes_a_reason_and_can_be_undone() -> None:
    document = propose(TEXT.encode())
    operations.take_into_use(key=document.key, act=ACT)

    with pytest.raises(operations.UnableToMoveDocument):
        operations.withdraw(key=document.key, act=Act(SYSTEM, ACT.at))
    operations.withdraw(key=document.key, act=ACT)
    operations.take_into_use(key=document.key, act=ACT)

    document.refresh_from_db()
    assert document.state == DocumentState.IN_USE
    assert [step.reason for step in document.steps.all()] == ["test"] * 4


def test_a_document_in_use_cannot_be_put_aside() -> None:
    document = propose(TEXT.encode())
    operations.take_into_use(key=document.key, act=ACT)

    with pytest.raises(operations.UnableToMoveDocument):
        operations.discard(key=document.key, act=ACT)

    assert len(kept()) == 2


def example() -> tuple[Any, bytes]:
    """A policy of the package that brings its own text, made up with it."""
    pack = load_pack("example_bands")
    return pack, (BUILT_IN / "example_bands" / "plan.txt").read_bytes()


def in_use(pack: Any, content: bytes, name: str = "plan.txt") -> PlanDocument:
    document = operations.propose(policy=pack.id, version=pack.policy.version, content=content, name=name, act=ACT)
    return operations.take_into_use(key=document.key, act=ACT)


def test_a_policy_without_a_document_has_no_official_text() -> None:
    assert official_text(example()[0]) is None


def test_the_document_in_use_agrees_with_its_rules() -> None:
    pack, content = example()
    in_use(pack, content)

    found = official_text(pack)

    assert found is not None
    assert found.coverage is not None
    assert found.coverage.share == 1
    assert not found.mismatches


def test_a_changed_sentence_is_told_with_the_words_before_and_after() -> None:
    pack, content = example()
    in_use(pack, content)
    official = official_text(pack)
    assert official is not None
    cited = str(pack.measures[0].cites[0])
    before = official.sentence(cited)
    assert before is not None
    in_use(pack, content.decode().replace(before.text, before.text[:-1] + "，另有一处改动。").encode(), "new.txt")

    found = official_text(pack)

    assert found is not None
    mismatch = found.mismatch(cited)
    assert mismatch is not None
    assert (mismatch.why, mismatch.text_before, mismatch.recorded) == ("changed", before.text, before.digest)
    assert mismatch.found is not None
    assert mismatch.found.text.endswith("另有一处改动。")
    assert pack.measures[0].id in mismatch.touched.measures


@pytest.mark.parametrize("harm", ["gone", "altered"])
def test_a_document_whose_file_is_gone_or_altered_is_told_not_shown_empty(harm: str) -> None:
    pack, content = example()
    in_use(pack, content)
    for path in kept(pack.id):
        path.unlink() if harm == "gone" or path.name.endswith(".json") else path.write_bytes(b"other")

    found = official_text(pack)

    assert found is not None
    assert found.plan is None


def test_what_was_read_is_read_anew_where_it_was_lost() -> None:
    pack, content = example()
    in_use(pack, content)
    (kept(pack.id)[1]).unlink()

    found = official_text(pack)

    assert found is not None
    assert found.plan is not None
    assert len(kept(pack.id)) == 2


def test_documents_are_listed_with_two_queries(django_assert_num_queries: Any) -> None:
    pack, content = example()
    for number in range(4):
        in_use(pack, content + f"补充第{number}句。\n".encode())

    with django_assert_num_queries(2):
        documents = documents_of(pack)
        assert [step.after for each in documents for step in each.steps.all()].count("in_use") == 4
