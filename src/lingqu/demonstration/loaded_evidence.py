"""A few documents that prove facts: real PDF files that say on every page that they are for show.

Its one law: a document is set from the fact it proves and is brought by the admin of the organisation it belongs to.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from lingqu.books.registers import evidence, facts
from lingqu.books.registers.fact_values import said
from lingqu.books.registers.models import Fact, Organisation
from lingqu.demonstration.content import MADE_MARK
from lingqu.demonstration.loaded_accounts import Accounts
from lingqu.law.packs.pack import Pack
from lingqu.reports.document import Report, Section
from lingqu.reports.pdf import pdf


class _Sort(NamedTuple):
    """A sort of document, and the declared fact that it proves, of the latest full year."""

    title: str
    code: str


_SORTS = (
    _Sort("年度审计报告摘录", "main_business_revenue_yuan"),
    _Sort("研发费用辅助账汇总表", "rd_expenditure_yuan"),
    _Sort("财务报表", "revenue_yuan"),
    _Sort("成果转化产值证明", "conversion_annual_output_yuan"),
)


def keep_evidence(*, organisation: Organisation, username: str, pack: Pack, accounts: Accounts) -> int:
    """Keep a document for each sort of fact that the organisation has stated; say how many."""
    kept = 0
    act = accounts.act(username)
    for sort in _SORTS:
        rows = Fact.objects.filter(
            organisation=organisation, code=sort.code, source=Fact.Source.DECLARED, year__lt=accounts.day.year
        )
        row = rows.order_by("-year", "figure_kind").first()
        if row is None:
            continue
        file = evidence.keep(
            organisation=organisation.key,
            chunks=[_document(sort.title, row, organisation, pack)],
            name=f"{sort.title}{row.year}{MADE_MARK.zh}.pdf",
            kind=sort.title,
            issued_on=date(accounts.day.year - 1, 12, 31),
            act=act,
        )
        facts.attach(key=row.key, evidence=[file], act=act)
        kept += 1
    return kept


def _document(title: str, row: Fact, organisation: Organisation, pack: Pack) -> bytes:
    fact = pack.fact_coded(row.code)
    text = f"{organisation.name}{row.year}年{fact.name}为{said(fact, row.value, 'zh')}。"
    return pdf(
        Report(
            f"{title}{MADE_MARK.zh}",
            "演示文件：单位、数字和签章都是编造的，不能作为任何证明。",
            "zh",
            (("单位", organisation.name), ("年度", str(row.year))),
            (Section("摘录", (text, "本文件只用来演示材料如何上传、查看和证明一个数。")),),
        )
    )
