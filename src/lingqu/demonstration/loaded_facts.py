"""The facts of the zone taken over, what is stated to be complete, and two facts that were verified since.

Its one law: what the rules do not ask of a kind of subject is not loaded. It invents no value: the content says them.
"""

from __future__ import annotations

from datetime import date

from lingqu.books.accounts.person import Act
from lingqu.books.registers import facts
from lingqu.books.registers.fact_homes import facts_of_kind
from lingqu.books.registers.fact_loading import Standing, state_all_complete, take_over
from lingqu.books.registers.facts import FactSubject, Statement
from lingqu.books.registers.models import Completeness, Fact, Organisation
from lingqu.demonstration.content import FactRow, ZoneContent
from lingqu.demonstration.loaded_accounts import Accounts
from lingqu.demonstration.loaded_rows import Rows
from lingqu.law.packs.pack import Pack

_OFFICERS = {"czt": "finance"}
"""Which account verified for a department; for the others the department officer did."""
_VERIFIED_SINCE = 2
_OPEN_EVERY = 9
"""For each ninth organisation nobody has stated that its awards are complete: its ceilings stay open."""


def load_facts(*, content: ZoneContent, rows: Rows, pack: Pack, accounts: Accounts, act: Act) -> None:
    """Take over the facts that the rules know."""
    known = {kind: {fact.code for fact in facts_of_kind(pack, kind)} for kind in Fact.SubjectKind}
    standing = [
        _standing(row, rows, accounts) for row in content.facts if row.code in known[Fact.SubjectKind(row.subject_kind)]
    ]
    take_over(pack=pack, standing=standing, act=act, is_synthetic=True)


def state_complete(*, content: ZoneContent, rows: Rows, upto: date, act: Act) -> None:
    """State of most made organisations that their awards, and what they came from, are all on the registers."""
    made = [rows.organisation(each.key).key for each in content.organisations if each.is_made]
    state_all_complete(
        organisations=[key for number, key in enumerate(made, 1) if number % _OPEN_EVERY],
        registers=(Completeness.Register.AWARDS, Completeness.Register.SUCCESSIONS),
        upto=upto,
        act=act,
    )


def verify_some(*, organisation: Organisation, pack: Pack, accounts: Accounts) -> int:
    """Let the department officer verify what an organisation has only declared of its last full year; say how many.

    What was assessed before then differs from what is assessed now, and the facts have a history.
    """
    act = accounts.act("officer", reason="已核对账册（演示）")
    only_declared = Fact.objects.filter(
        organisation=organisation, source=Fact.Source.DECLARED, verified_value="", year=accounts.day.year - 1
    ).order_by("code", "figure_kind", "subject_key")
    found = list(only_declared[:_VERIFIED_SINCE])
    for row in found:
        facts.verify(pack=pack, key=row.key, version=row.version, typed=row.declared_value, office="kjt", act=act)
    return len(found)


def _standing(row: FactRow, rows: Rows, accounts: Accounts) -> Standing:
    subject = FactSubject(
        rows.organisation(row.organisation).key, Fact.SubjectKind(row.subject_kind), rows.made[row.subject].key
    )
    statement = Statement(
        row.code, row.declared, row.year, row.figure, Fact.Source(row.source), (row.declared or row.verified) in _ZEROS
    )
    # what a register holds on its own nobody has signed
    signer = accounts.pseudonym(_OFFICERS.get(row.vouched_for, "officer")) if row.vouched_for else ""
    return Standing(subject, statement, row.verified, row.reason.zh, row.vouched_for, signer)


_ZEROS = ("0", "0.00")
