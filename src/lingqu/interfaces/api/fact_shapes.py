"""The shapes of facts of organisations, and of their assessment."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, StrictBool, StrictInt, StrictStr

from lingqu.interfaces.api.problems import Problem
from lingqu.interfaces.api.register_shapes import Reason, Version
from lingqu.law.inquiries.answer_shapes import Answer

SubjectKind = Literal["organisation", "project", "platform", "recognition", "team", "consortium"]
Source = Literal["declared", "register", "authority"]
FigureKind = Literal["", "accounting", "tax", "statistics", "recognition"]

_Value = Annotated[
    StrictBool | StrictInt | Annotated[StrictStr, Field(max_length=200)],
    Field(description="值，写法见 /facts/{code} / the value, see /facts/{code}", examples=["20000000.00"]),
]
_Zero = Annotated[StrictBool, Field(description="确认为零 / confirmed as zero")]


class FactStands(Schema):
    """一个事实：申报数与核定数并列 / a fact: declared and verified value side by side."""

    key: UUID
    version: int
    code: str
    year: int | None
    figure_kind: FigureKind
    source: Source
    subject_kind: SubjectKind
    subject_key: UUID
    declared_value: str | None
    verified_value: str | None
    is_confirmed_zero: bool
    verified_reason: str
    vouched_for: str
    vouched_at: datetime | None
    evidence: list[UUID] = Field(description="证明它的材料 / the files that prove it")
    retired_on: date | None
    is_synthetic: bool


class FactsStand(Schema):
    """一页事实 / a page of facts."""

    facts: list[FactStands]
    page: int
    has_more: bool


class FactStated(Schema):
    """填报一个事实 / state a fact."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(max_length=80, examples=["rd_expenditure_yuan"])
    value: _Value
    year: Annotated[StrictInt, Field(ge=1900, le=2200)] | None = Field(None, examples=[2025])
    figure_kind: FigureKind = ""
    source: Source = "declared"
    is_confirmed_zero: _Zero = False
    subject: str | None = Field(
        None,
        max_length=60,
        description="主体 kind:key；不写为单位本身 / the subject as kind:key; else the organisation itself",
    )


class FactCorrected(Schema):
    """更正申报数 / correct the declared value."""

    model_config = ConfigDict(extra="forbid")

    value: _Value
    version: Version = None
    is_confirmed_zero: _Zero = False
    reason: Reason = ""


class FactVerified(Schema):
    """核定 / verify."""

    model_config = ConfigDict(extra="forbid")

    value: _Value
    version: Version = None
    reason: Reason = ""


class FactConflict(Problem):
    """已被他人修改 / changed meanwhile."""

    row: FactStands = Field(description="现在的样子 / as it stands now")


class SubjectAssessed(Schema):
    """一个主体与它的回答 / a subject and its answer."""

    kind: SubjectKind
    key: UUID
    name: str
    only_declared: list[str] = Field(description="只有申报、没有核定的事实 / facts that are only declared")
    answer: Answer


class OrganisationAssessed(Schema):
    """一个单位的评估；只是推算，不是决定 / the assessment of an organisation; it decides nothing."""

    organisation: UUID
    as_of: date
    policy: str
    policy_digest: str
    certain_yuan: str
    most_yuan: str
    pools: list[str] = Field(description="多方分享的资金池，不计入合计 / pools that many share, not added")
    unbounded: list[str] = Field(description="没有写明数额的 / measures that name no sum")
    subjects: list[SubjectAssessed]
