"""What waits for somebody on the desk, by what they may do: how many, what, and where it is done.

Its one law: every number is counted from rows that the person may open, and counting stops at a thousand; what does
not wait is not told. The health of the site is told to those who look after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, Sum
from django.urls import reverse

from lingqu.books.accounts.models import Invitation
from lingqu.books.accounts.permissions import PEOPLE_VOUCH, may
from lingqu.books.accounts.person import Person
from lingqu.books.accounts.roles import Role
from lingqu.books.registers.claims import claims_of, claims_within
from lingqu.books.registers.declaration import Right
from lingqu.books.registers.declared.all_registers import registers
from lingqu.books.registers.declared.awards import AWARDS
from lingqu.books.registers.models import Claim, ImportBatch
from lingqu.books.registers.queries import capped_count, visible
from lingqu.interfaces.web.site.reaching import (
    certificates_running_out,
    facts_to_verify,
    proven,
    titles_running_out,
)
from lingqu.reports.sums_said import money_said
from lingqu.reports.wording import Words

_MOST_BATCHES = 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to do or to know: how many (`has_more`: at least), what, where, and whether it presses."""

    count: int | None
    words: Words
    address: str
    presses: bool = False
    has_more: bool = False


def counted(rows: Any, words: Words, address: str, *, presses: bool = False) -> Iterator[Waiting]:
    """One line where there are any rows, none where there are none."""
    count, has_more = capped_count(rows)
    if count:
        yield Waiting(count, words, address, presses, has_more)


def waiting_for_anybody(person: Person) -> Iterator[Waiting]:
    """Own claims and invitations. Two queries."""
    invited = Invitation.objects.filter(user__pseudonym=person.pseudonym, state="open")
    yield from counted(invited, Words("个单位邀请您加入", "organisations invite you"), reverse("mine"), presses=True)
    claims = claims_of(person).filter(state=Claim.State.OPEN)
    yield from counted(
        claims, Words("项您的认领申请等待核实", "claims of yours wait for an officer"), reverse("mine")
    )  # fmt: skip


def waiting_for_offices(person: Person, today: date) -> Iterator[Waiting]:
    """Claims and facts for those who vouch; what runs out for whoever is in charge. At most six queries."""
    if may(person, PEOPLE_VOUCH):
        claims = claims_within(person).filter(state=Claim.State.OPEN)
        words = Words("项认领申请等您核实", "claims wait for you to vouch")
        yield from counted(claims, words, reverse("claims"), presses=True)
        facts = facts_to_verify(person)
        words = Words("项申报已附材料，等您核定", "declared facts with evidence wait for you to verify")
        yield from counted(proven(facts, is_proven=True), words, reverse("desk_facts"), presses=True)
        words = Words("项申报还没有材料，尚未核定", "declared facts without evidence are not verified")
        yield from counted(proven(facts, is_proven=False), words, reverse("desk_facts"))


def running_out(person: Person, today: date) -> Iterator[Waiting]:
    """Titles and certificates within reach that end soon. Two queries."""
    words = Words("项称号 90 天内到期", "titles run out within 90 days")
    yield from counted(titles_running_out(person, today), words, reverse("desk_expiring"))
    words = Words("项人员证书 90 天内到期", "certificates of people run out within 90 days")
    yield from counted(certificates_running_out(person, today), words, f"{reverse('desk_expiring')}#people")


def own_imports(person: Person) -> Iterator[Waiting]:
    """The latest own imports that nobody has taken back. One query."""
    batches = ImportBatch.objects.filter(imported_by=person.pseudonym, undone_at=None).order_by("-imported_at", "key")
    for batch in batches[:_MOST_BATCHES]:
        register = registers().get(batch.register)
        if register is None or not register.may(person, Right.IMPORT):
            continue
        zh = f"行{register.words.zh}由您导入（{batch.file_name}），还可以撤销"
        en = f"rows of {register.words.en} imported by you ({batch.file_name}), can still be taken back"
        yield Waiting(len(batch.rows), Words(zh, en), reverse(f"registers-{register.name}-import"))


def awards_of_the_year(person: Person, today: date) -> Iterator[Waiting]:
    """What was granted this year within reach, for those who pay. One query."""
    if not person.holds(Role.FINANCE_OFFICER):
        return
    rows = visible(AWARDS, person).filter(Q(("award_year", today.year)), retired_on=None).order_by()
    found = rows.aggregate(count=Count("pk"), fen=Sum("fen"), arrived=Count("paid_on"))
    query = urlencode({"award_year_from": today.year, "award_year_to": today.year})
    address = f"{reverse('registers-awards-list')}?{query}"
    if not found["count"]:
        yield Waiting(
            None, Words(f"{today.year} 年度还没有登记奖补", f"no award of {today.year} is registered"), address
        )
        return
    open_ones = found["count"] - found["arrived"]
    yield Waiting(
        found["count"],
        Words(
            f"笔 {today.year} 年度奖补，共 {money_said(found['fen'], 'zh')}，其中 {open_ones} 笔没有到账日期",
            f"awards of {today.year}, {money_said(found['fen'], 'en')} in all, {open_ones} without a day of arrival",
        ),
        address,
        presses=open_ones > 0,
    )
