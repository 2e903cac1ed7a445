"""Drafts of the Guilin policy for tests, and the acts of officers."""

from __future__ import annotations

from tests.django.conftest import MOMENT

from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import Act, Person, person_of
from lingqu.books.rulebooks import drafts
from lingqu.books.rulebooks.models import Draft
from lingqu.law.packs.folders import BUILT_IN, load_folder

POLICY = "guilin2026"
TODAY = MOMENT.date()


def person(user: User) -> Person:
    """The person behind an account."""
    return person_of(user, on=TODAY)


def act(user: User, reason: str = "") -> Act:
    """What somebody does at the moment of the tests."""
    return Act(person(user), MOMENT, reason=reason)


def shipped() -> dict[str, str]:
    """The rules that came with the product."""
    folder = BUILT_IN / POLICY
    return {each.name: each.read_text(encoding="utf-8") for each in folder.glob("*.lq")}


def begun(user: User, title: str = "试算") -> Draft:
    """A draft of the version that came with the product."""
    pack = load_folder(BUILT_IN / POLICY)
    return drafts.start(policy=POLICY, title=title, texts=shipped(), base_digest=pack.digest, act=act(user))


def changed(texts: dict[str, str]) -> dict[str, str]:
    """The rules with one award at another rate, and with the examples that go with it left out."""
    lines, is_inside = [], False
    for line in texts["measures.lq"].splitlines(keepends=True):
        is_inside = is_inside if line[:1].isspace() or not line.strip() else line.startswith("措施 F04")
        if is_inside and line.startswith("  示例 ") and ("应得" in line or "最高 45" in line):
            continue
        lines.append(line.replace("的 15%", "的 4%") if is_inside else line)
    return {**texts, "measures.lq": "".join(lines)}
