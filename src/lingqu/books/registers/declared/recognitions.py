"""The register of recognitions."""

from __future__ import annotations

from lingqu.books.accounts.permissions import anybody, voucher
from lingqu.books.registers.declaration import Field, Kind, Register, Right
from lingqu.books.registers.declared.concerns import of_belonging
from lingqu.books.registers.declared.rights import ADMINISTRATORS, KEEPERS
from lingqu.books.registers.models import Recognition
from lingqu.books.registers.reach import EVERYBODY, OF_BELONGING
from lingqu.law.codes.lists import code_list
from lingqu.reports.wording import Words


def _title(row: Recognition) -> str:
    kinds = code_list("recognition_kinds")
    kind = kinds.said(row.kind, "zh") if row.kind in kinds else row.kind
    return f"{kind} {row.certificate or row.batch}".strip()


RECOGNITIONS = Register(
    name="recognitions",
    words=Words("认定与称号", "Recognitions"),
    one=Words("认定", "recognition"),
    note=Words(
        "梯次企业和其他称号：证书、批次、认定日、有效期；复审不是新认定。",
        "Ladder stages and other titles: certificate, batch, day, validity; a renewal is not new.",
    ),
    model=Recognition,
    title=_title,
    concern=of_belonging,
    paths=OF_BELONGING,
    seen=EVERYBODY,
    same=("organisation", "kind", "recognised_on"),
    order=("-recognised_on", "key"),
    related=("organisation__place",),
    rights={
        Right.MAKE: voucher | ADMINISTRATORS,
        Right.CHANGE: voucher,
        Right.RETIRE: KEEPERS,
        Right.IMPORT: KEEPERS,
        Right.EXPORT: anybody,
    },
    fields=(
        Field(
            "organisation",
            Words("单位", "Organisation"),
            Kind.ROW,
            of="organisations",
            is_required=True,
            is_listed=True,
            is_fixed=True,
        ),
        Field(
            "kind",
            Words("称号", "Title"),
            Kind.CODE,
            "recognition_kinds",
            is_required=True,
            is_listed=True,
            is_filter=True,
        ),
        Field("level", Words("级别", "Level"), Kind.CODE, "levels", is_listed=True, is_filter=True),
        Field("certificate", Words("证书编号", "Certificate"), is_listed=True, is_searched=True),
        Field("organ", Words("认定机关", "Organ"), is_searched=True),
        Field("batch", Words("批次", "Batch"), is_searched=True),
        Field("recognised_on", Words("认定日期", "Recognised on"), Kind.DAY, is_listed=True, is_filter=True),
        Field("valid_to", Words("有效期至", "Valid to"), Kind.DAY, is_listed=True, is_filter=True),
        Field("is_new", Words("属于新获认定", "Is new"), Kind.YES_NO, is_filter=True),
    ),
)
