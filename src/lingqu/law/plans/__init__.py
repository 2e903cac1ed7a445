"""A plan document (txt, docx, pdf, html) as parts, tasks and sentences, each with its anchor and digest.

Public: read_plan, read_plan_file; compare_plans, compare_digests; coverage; sentence_digest; UnableToReadPlan.
docs/plans.md says what each takes and gives, the forms of anchors and what a digest is.
Its one law: nothing of a document is lost; what is no part of the plan is set aside with its reason.
It imports nothing of the rule language and knows no policy.
"""

from lingqu.law.plans.comparison import (
    Detail,
    DigestComparison,
    PlanComparison,
    RecordedDigest,
    SentencePair,
    compare_digests,
    compare_plans,
)
from lingqu.law.plans.coverage import Coverage, CoverageRow, Kind, Mapped, Stale, coverage
from lingqu.law.plans.departments import DepartmentList
from lingqu.law.plans.documents import LARGEST_FILE, read_document, read_plan, read_plan_file
from lingqu.law.plans.faults import Note, PlanFault, UnableToReadPlan, Wording
from lingqu.law.plans.lines import Document, Line, SetAside
from lingqu.law.plans.plan import AllTasks, Group, HeadLine, Part, Plan, Task, Validity
from lingqu.law.plans.sentences import Sentence, Span, normalised, sentence_digest
from lingqu.law.plans.structure import read_structure

__all__ = [
    "LARGEST_FILE",
    "AllTasks",
    "Coverage",
    "CoverageRow",
    "DepartmentList",
    "Detail",
    "DigestComparison",
    "Document",
    "Group",
    "HeadLine",
    "Kind",
    "Line",
    "Mapped",
    "Note",
    "Part",
    "Plan",
    "PlanComparison",
    "PlanFault",
    "RecordedDigest",
    "Sentence",
    "SentencePair",
    "SetAside",
    "Span",
    "Stale",
    "Task",
    "UnableToReadPlan",
    "Validity",
    "Wording",
    "compare_digests",
    "compare_plans",
    "coverage",
    "normalised",
    "read_document",
    "read_plan",
    "read_plan_file",
    "read_structure",
    "sentence_digest",
]
