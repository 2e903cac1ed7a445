"""Personal values: masked, revealed with a reason and a trace, erased with what a law keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from tests.django.conftest import ACT

from lingqu.books.accounts import personal
from lingqu.books.accounts.models import PersonalValue
from lingqu.books.accounts.operations import keep_personal_value
from lingqu.books.audit.models import Entry
from lingqu.books.audit.queries import checked_chain

pytestmark = pytest.mark.django_db
WHO = uuid4()
TODAY = date(2026, 11, 24)


def keep(name: str, value: str, until: date | None = None) -> None:
    """Keep one value of the person."""
    keep_personal_value(
        kind="user", key=WHO, name=name, value=value, purpose="contact", basis="consent", act=ACT, keep_until=until
    )


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("name", "", ""),
        ("name", "李", "*"),
        ("name", "欧阳小明", "欧**"),
        ("phone", "13900001234", "139****1234"),
        ("phone", "1390", "****"),
        ("mail", "li.ming@example.org", "l***@example.org"),
        ("mail", "@example.org", "***@example.org"),
        ("mail", "not a mail", "n*********"),
        ("identity", "450305199001011234", "4503**********1234"),
        ("something else", "secret", "s*****"),
    ],
)
def test_a_value_is_masked_by_what_it_is(name: str, value: str, shown: str) -> None:
    assert personal.masked(name, value) == shown


def test_a_list_of_what_is_kept_shows_purpose_and_basis_but_not_the_value() -> None:
    keep("phone", "13900001234")

    (kept,) = personal.kept_of("user", WHO)

    assert kept.masked == "139****1234"
    assert "联系" in kept.purpose.zh
    assert "consent" in kept.basis.en


def test_whoever_reveals_a_value_gives_a_reason_and_leaves_a_trace_without_the_value() -> None:
    keep("phone", "13900001234")

    with pytest.raises(personal.UnableToReveal):
        personal.reveal(kind="user", key=WHO, name="phone", act=replace(ACT, reason=" "))
    with pytest.raises(personal.UnableToReveal):
        personal.reveal(kind="user", key=WHO, name="identity", act=ACT)
    value = personal.reveal(kind="user", key=WHO, name="phone", act=ACT)

    assert value == "13900001234"
    entries = list(Entry.objects.filter(action="personal.reveal"))
    assert [entry.facts for entry in entries] == [{"name": "phone", "reason": "test"}]


def test_erasing_keeps_what_a_law_keeps_until_its_day() -> None:
    keep("name", "李明")
    keep("phone", "13900001234", date(2026, 11, 23))
    keep("identity", "450305199001011234", date(2027, 1, 1))

    staying = personal.erase_values(kind="user", key=WHO, on=TODAY, act=ACT)

    assert staying == ("identity",)
    assert list(PersonalValue.objects.values_list("name", flat=True)) == ["identity"]
    assert personal.erase_expired(on=date(2027, 1, 1), act=ACT) == 1
    assert not PersonalValue.objects.exists()
    assert checked_chain().holds


def test_the_chain_never_holds_a_value() -> None:
    keep("name", "欧阳小明")
    keep("name", "欧阳大明")
    personal.erase_values(kind="user", key=WHO, on=TODAY, act=ACT)

    assert not [entry for entry in Entry.objects.all() if "欧阳" in str(entry.facts)]


def test_a_digest_knows_the_same_person_again_and_depends_on_the_salt(settings: object) -> None:
    first = personal.digest_of_person(" Li.Ming@example.org ")

    assert first == personal.digest_of_person("li.ming@example.org")
    assert len(first) == 64
    assert "li" not in first[:2]
    settings.LINGQU_SALT = "another"  # type: ignore[attr-defined]
    assert first != personal.digest_of_person("li.ming@example.org")
