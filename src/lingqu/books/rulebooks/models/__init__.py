"""The rows of the rulebooks."""

from __future__ import annotations

from lingqu.books.rulebooks.models.comments import DraftComment
from lingqu.books.rulebooks.models.documents import DocumentState, DocumentStep, PlanDocument
from lingqu.books.rulebooks.models.drafts import Draft, DraftFile, DraftState, RuleText
from lingqu.books.rulebooks.models.versions import PolicyVersion, VersionAuthor, VersionState

__all__ = [
    "DocumentState",
    "DocumentStep",
    "Draft",
    "DraftComment",
    "DraftFile",
    "DraftState",
    "PlanDocument",
    "PolicyVersion",
    "RuleText",
    "VersionAuthor",
    "VersionState",
]
