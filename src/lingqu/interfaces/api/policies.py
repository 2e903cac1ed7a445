"""Operations that read policies: measures, facts, readings, targets, tasks. They are public.

Its one law: an answer is that of the inquiries, which MCP gives as well.
"""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from lingqu.books.accounts.permissions import SITE_READ
from lingqu.books.accounts.tokens import Scope
from lingqu.interfaces.api.asker import asker_of
from lingqu.interfaces.api.declaring import operation
from lingqu.interfaces.api.policies_at_hand import shelf
from lingqu.interfaces.api.problems import problem
from lingqu.law.inquiries import policy_shapes as shapes
from lingqu.law.inquiries.aims import AimTools
from lingqu.law.inquiries.arguments import LONGEST_NAME, LONGEST_WORDS
from lingqu.law.inquiries.measures import MeasureTools
from lingqu.law.inquiries.policies import PolicyTools
from lingqu.law.inquiries.refusals import UnableToAnswer
from lingqu.law.inquiries.vocabulary import VocabularyTools
from lingqu.reports.wording import Words

router = Router()
TAG = "政策 / Policies"

_Policy = Annotated[
    str | None,
    Query(None, max_length=LONGEST_NAME, description="政策 / the policy", examples=["guilin2026"]),
]
_AsOf = Annotated[
    str | None,
    Query(
        None,
        max_length=LONGEST_NAME,
        description="政策有几个版本时，哪一天的 / of a policy with several versions: the one of which day",
        examples=["2027-06-30"],
    ),
]
_Words = Annotated[
    str | None,
    Query(
        None, max_length=LONGEST_WORDS, description="含这些词的，词间空格 / with these words", examples=["研发 投入"]
    ),
]
_Code = Annotated[str, Path(max_length=LONGEST_NAME, description="编号 / its id", examples=["F11"])]


@operation(
    router, "GET", "/policies", name="policies", tag=TAG, permission=SITE_READ, scope=Scope.READ_PUBLIC,
    words=Words("政策", "The policies that can be asked"), answers=shapes.Policies,
)  # fmt: skip
def policies(request: HttpRequest) -> shapes.Policies:
    """List the policies."""
    return PolicyTools(shelf(asker_of(request).lang)).list_policies()


@operation(
    router, "GET", "/measures", name="measures", tag=TAG, permission=SITE_READ, scope=Scope.READ_PUBLIC,
    words=Words("措施，可按对象、任务、词、最高数筛选", "The measures, by kind of subject, task, words or sum"),
    answers=shapes.Measures,
)  # fmt: skip
def measures(
    request: HttpRequest,
    policy: _Policy = None,
    as_of: _AsOf = None,
    kind: Annotated[
        shapes.Kind | None, Query(None, description="对象 / the kind of subject", examples=["platform"])
    ] = None,
    task: Annotated[int | None, Query(None, ge=1, le=10_000, description="任务 / the task", examples=[10])] = None,
    words: _Words = None,
    at_least_yuan: Annotated[
        str | None,
        Query(
            None,
            max_length=20,
            description="只列最高数不低于此的（元）/ only those that may come to so many yuan",
            examples=["1000000"],
        ),
    ] = None,
    only_for_applicants: Annotated[bool, Query(False, description="只列可以申请的 / that can be applied for")] = False,
) -> shapes.Measures:
    """List the measures."""
    found = MeasureTools(shelf(asker_of(request).lang))
    return found.list_measures(policy, kind, task, words, at_least_yuan, only_for_applicants, as_of)


@operation(
    router, "GET", "/measures/{code}", name="measure", tag=TAG, permission=SITE_READ, scope=Scope.READ_PUBLIC,
    words=Words(
        "一条措施的全部：规则、白话、依据、口径、材料、示例",
        "One measure in full: rule, plain words, citation, readings, evidence, examples",
    ),
    answers=shapes.MeasureExplained,
)  # fmt: skip
def measure(
    request: HttpRequest, code: _Code, policy: _Policy = None, as_of: _AsOf = None
) -> shapes.MeasureExplained | HttpResponse:
    """Explain a measure."""
    lang = asker_of(request).lang
    try:
        return MeasureTools(shelf(lang)).explain_measure(code, policy, as_of)
    except UnableToAnswer as error:
        return _not_there(error, "measure", lang)


@operation(
    router, "GET", "/facts", name="facts", tag=TAG, permission=SITE_READ, scope=Scope.READ_PUBLIC,
    words=Words("规则所问的事实：代码、名称、单位、谁提供", "The facts that rules ask: code, names, unit, supplier"),
    answers=shapes.Facts,
)  # fmt: skip
def facts(
    request: HttpRequest,
    policy: _Policy = None,
    as_of: _AsOf = None,
    words: _Words = None,
    source: Annotated[
        shapes.Source | None, Query(None, description="谁提供 / who supplies it", examples=["finding"])
    ] = None,
) -> shapes.Facts:
    """List the facts."""
    return VocabularyTools(shelf(asker_of(request).lang)).list_facts(policy, words, source, as_of)


@operation(
    router, "GET", "/facts/{code}", name="fact", tag=TAG, permission=SITE_READ, scope=Scope.READ_PUBLIC,
    words=Words(
        "一个事实的全部：含义、凭什么证明、怎样推算、值怎样写",
        "One fact in full: meaning, proof, derivation, how values are written",
    ),
    answers=shapes.FactDescribed,
)  # fmt: skip
def fact(
    request: HttpRequest, code: _Code, policy: _Policy = None, as_of: _AsOf = None
) -> shapes.FactDescribed | HttpResponse:
    """Describe a fact."""
    lang = asker_of(request).lang
    try:
        return VocabularyTools(shelf(lang)).describe_fact(code, policy, as_of)
    except UnableToAnswer as error:
        return _not_there(error, "fact", lang)


@operation(
    router, "GET", "/readings", name="readings", tag=TAG, permission=SITE_READ, scope=Scope.READ_PUBLIC,
    words=Words("口径：备选与采用", "The readings: alternatives, which is adopted and why"), answers=shapes.Readings,
)  # fmt: skip
def readings(request: HttpRequest, policy: _Policy = None, as_of: _AsOf = None) -> shapes.Readings:
    """List the readings."""
    return VocabularyTools(shelf(asker_of(request).lang)).list_readings(policy, as_of)


@operation(
    router, "GET", "/targets", name="targets", tag=TAG, permission=SITE_READ, scope=Scope.READ_PUBLIC,
    words=Words("方案的指标", "The targets of the plan"), answers=shapes.Targets,
)  # fmt: skip
def targets(request: HttpRequest, policy: _Policy = None, as_of: _AsOf = None) -> shapes.Targets:
    """List the targets."""
    return AimTools(shelf(asker_of(request).lang)).list_targets(policy, as_of)


@operation(
    router, "GET", "/tasks", name="tasks", tag=TAG, permission=SITE_READ, scope=Scope.READ_PUBLIC,
    words=Words("方案的任务：职责、部门、措施", "The tasks of the plan: duties, departments, measures"),
    answers=shapes.Tasks,
)  # fmt: skip
def tasks(
    request: HttpRequest,
    policy: _Policy = None,
    as_of: _AsOf = None,
    task: Annotated[int | None, Query(None, ge=1, le=10_000, description="只列这一条 / this task only")] = None,
) -> shapes.Tasks:
    """List the tasks."""
    return AimTools(shelf(asker_of(request).lang)).list_tasks(policy, task, as_of)


Detail = Literal["measure", "fact"]


def _not_there(error: UnableToAnswer, where: Detail, lang: str) -> HttpResponse:
    """What the address names and the policy has not is not found; other faults are those of the query."""
    if all(fault.where == where for fault in error.faults):
        return problem(404, lang, faults=error.faults)
    raise error
