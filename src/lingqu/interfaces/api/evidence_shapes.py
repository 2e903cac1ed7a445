"""The shapes of evidence."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from lingqu.interfaces.api.register_shapes import NO_CONTROLS

MOST_AT_ONCE = 50


class EvidenceStands(Schema):
    """一份材料 / a file."""

    key: UUID
    name: str
    media_type: str = Field(description="按内容辨认 / as told by its bytes")
    size: int = Field(description="字节 / bytes")
    digest: str = Field(description="SHA-256")
    kind: str
    issued_on: date | None
    added_at: datetime
    withdrawn_at: datetime | None
    facts: list[UUID] = Field(description="它证明的事实 / the facts it proves")


class EvidenceListed(Schema):
    """一页材料 / a page of files."""

    evidence: list[EvidenceStands]
    page: int
    has_more: bool


class EvidenceBrought(Schema):
    """随文件说明的 / what is said of a file."""

    kind: Annotated[
        str, Field(max_length=60, pattern=NO_CONTROLS, description="是什么材料 / what it is", examples=["专项审计报告"])
    ] = ""
    issued_on: Annotated[
        date | None, Field(description="出具日期 / the day it was issued", examples=["2026-05-01"])
    ] = None
    fact: Annotated[UUID | None, Field(description="它证明的事实 / the fact that it proves")] = None


class EvidenceAttached(Schema):
    """附上的材料 / the files attached."""

    model_config = ConfigDict(extra="forbid")

    evidence: list[UUID] = Field(
        min_length=1, max_length=MOST_AT_ONCE, description="材料的标识 / the keys of the files"
    )
