"""The rows of the rulebooks."""

from __future__ import annotations

from lingqu.books.rulebooks.models.documents import DocumentState, DocumentStep, PlanDocument

__all__ = ["DocumentState", "DocumentStep", "PlanDocument"]
