"""`lingqu user`: the same operations as the pages, for the first administrator and for scripts."""

from __future__ import annotations

from typing import Any

import pytest
from click.testing import CliRunner

from lingqu.books.accounts.models import User
from lingqu.interfaces.cli import user as command
from lingqu.interfaces.cli.failures import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database of the test is open already."""
    monkeypatch.setattr(command, "opened", lambda *_, **__: None)


def run(*arguments: str, typed: str = "") -> str:
    """Run `lingqu user …`; give what it says. Raises what it refuses."""
    result = CliRunner().invoke(command.group, list(arguments), obj="zh", input=typed)
    if result.exception is not None:
        raise result.exception
    return result.output


def test_the_first_administrator_is_made_and_listed() -> None:
    said = run("add", "boss", "--email", "boss@example.org")
    run("grant", "boss", "administrator")

    user = User.objects.get(username="boss")
    assert user.check_password(said.splitlines()[1].split("：")[1])
    assert user.grants.get().granted_by == "system"
    assert "系统管理员" in run("list")


def test_a_password_can_be_typed_and_a_weak_one_is_refused() -> None:
    run("add", "boss", "--ask", typed="canal-of-214-bc\ncanal-of-214-bc\n")

    assert User.objects.get().check_password("canal-of-214-bc")
    with pytest.raises(Refusal):
        run("password", "boss", "--ask", typed="1234\n1234\n")


def test_an_account_is_closed_and_opened() -> None:
    run("add", "reader")

    run("close", "reader")
    assert not User.objects.get().is_active
    run("open", "reader")
    assert User.objects.get().is_active


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "boss"),
        ("add", "x"),
        ("grant", "nobody", "agency"),
        ("grant", "boss", "king"),
        ("grant", "boss", "member"),
        ("grant", "boss", "agency", "--level", "county"),
        ("grant", "boss", "agency", "--level", "moon"),
        ("grant", "boss", "agency", "--until", "soon"),
        ("end", "boss", "expert"),
        ("end", "boss", "administrator"),
        ("close", "boss"),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(arguments: tuple[str, ...]) -> None:
    run("add", "boss")
    run("grant", "boss", "administrator")
    before = state()

    with pytest.raises(Refusal):
        run(*arguments)

    assert state() == before


def test_a_role_ends_at_once() -> None:
    run("add", "reader")
    run("grant", "reader", "expert", "--until", "2099-12-31")

    run("end", "reader", "expert")

    with pytest.raises(Refusal):
        run("end", "reader", "expert")


def state() -> list[Any]:
    """The accounts and their roles."""
    return list(User.objects.values_list("username", "is_active", "grants__role", "grants__until"))
