"""The tools of the server by name, each told in Chinese first and in English beside, and all marked as read-only.

Its one law: no tool writes, remembers or asks a network, and every tool says so in its hints.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from mcp.server.mcpserver.tools import Tool
from mcp.types import ToolAnnotations

from lingqu.law.inquiries.aims import AimTools
from lingqu.law.inquiries.interview import InterviewTools
from lingqu.law.inquiries.judging import JudgingTools
from lingqu.law.inquiries.measures import MeasureTools
from lingqu.law.inquiries.plan_search import SearchTools
from lingqu.law.inquiries.policies import PolicyTools
from lingqu.law.inquiries.shelf import Shelf
from lingqu.law.inquiries.vocabulary import VocabularyTools


class Told(NamedTuple):
    """What a tool is called and what it does, in both languages."""

    title: str
    title_english: str
    does: str
    does_english: str


_TOLD = {
    "list_policies": Told(
        "政策", "Policies",
        "列出能查的政策：编号、名称、施行期、措施数、可一并查的补充政策、摘要。",
        "List the policies: id, title, days in force, number of measures, supplements, digest.",
    ),
    "list_measures": Told(
        "措施", "Measures",
        "列出政策的措施，可按对象、任务、词、最高数筛选：依据、支持方式、金额、部门。金额“最高”是上限，不是应得数。",
        "List the measures, by kind of subject, task, words or sum: sentence cited, kind of award, sum, departments. "
        "“Up to” is a ceiling and no sum owed.",
    ),
    "explain_measure": Told(
        "一条措施", "One measure",
        "说明一条措施的全部：规则原样、白话、依据的任务与文句、口径与备选、事实与证明、与其他条款的关系、示例。",
        "Explain one measure in full: its rule, plain words, task and sentence cited, readings with alternatives, "
        "facts with evidence, relations, examples.",
    ),
    "list_facts": Told(
        "事实", "Facts",
        "列出规则会问的事实：代码、名称、单位、谁提供。assess 和 next_question 的 facts 用这些代码。",
        "List the facts that rules ask: code, name, unit, supplier. `facts` of assess and next_question takes codes.",
    ),
    "describe_fact": Told(
        "一个事实", "One fact",
        "说明一个事实：含义、单位、凭什么证明、选项、怎样推算、哪些措施问它、值怎样写。",
        "Describe one fact: meaning, unit, proof, choices, derivation, measures that ask it, how values are written.",
    ),
    "list_readings": Told(
        "口径", "Readings",
        "列出口径：原文没有写明的地方、各种读法、采用了哪一种及理由；没有采用的，结论可能待定。",
        "List the readings, the open points of the text: alternatives, which is adopted and why; where none is, a "
        "verdict may be undetermined.",
    ),
    "list_targets": Told(
        "指标", "Targets",
        "列出方案的指标：数值、界限词、性质、期限、依据。“左右”不是界限。",
        "List the plan's targets: value, bound, nature, year, sentence. 左右 (about) is no bound.",
    ),
    "list_tasks": Told(
        "任务", "Tasks",
        "列出方案的任务：职责、部门、其下的措施。",
        "List the plan's tasks: duties, departments, measures under them.",
    ),
    "assess": Told(
        "评估", "Assess",
        "按给出的事实判断每条措施：符合、不符合或待定，金额，理由，还缺什么。没给的事实就是未知，不当作零或否。"
        "回答与 lingqu assess --format json 相同。只是推算，不是决定；unchecked 所列没有查。",
        "Judge every measure by the facts given: eligible, not_eligible or undetermined, with sum, reason and what is "
        "missing. A fact not given is unknown, never zero or no. The answer is that of lingqu assess --format json. It "
        "decides nothing; what `unchecked` lists was not checked.",
    ),
    "explain_verdict": Told(
        "结论的来由", "Why a verdict",
        "说明一个主体在一条措施上的结论：理由树、各口径各备选下的结论、金额看什么、差一点就到的线。",
        "Explain one verdict: reason tree, verdict under each alternative of each reading, what the sum looks at, near "
        "misses.",
    ),
    "next_question": Told(
        "下一问", "Next question",
        "按已知的事实给出最该问的下一项、选项、关系到哪些措施，以及进度。不保存状态：每次把已知的事实全部给来；"
        "不知道的写 null 或列入 passed_over。",
        "From the facts so far: the fact to ask next with its choices, the measures it bears on, and progress. No "
        "state is kept: give all facts each time; what the person does not know is null or listed in passed_over.",
    ),
    "search_plan": Told(
        "查找", "Search",
        "查找方案文句（服务启动时指定了方案文件），否则查找规则库自己的措辞，并说明查的是哪一种。",
        "Search the plan's sentences where the server was started with the document, else the rules' own wording, and "
        "say which.",
    ),
}  # fmt: skip


def tools_of(shelf: Shelf) -> list[Tool]:
    """Make the tools that answer from a shelf."""
    measures, vocabulary, aims, judging = (
        MeasureTools(shelf), VocabularyTools(shelf), AimTools(shelf), JudgingTools(shelf),
    )  # fmt: skip
    operations: tuple[Callable[..., Any], ...] = (
        PolicyTools(shelf).list_policies,
        measures.list_measures,
        measures.explain_measure,
        vocabulary.list_facts,
        vocabulary.describe_fact,
        vocabulary.list_readings,
        aims.list_targets,
        aims.list_tasks,
        judging.assess,
        judging.explain_verdict,
        InterviewTools(shelf).next_question,
        SearchTools(shelf).search_plan,
    )
    return [_tool(operation, _TOLD[operation.__name__]) for operation in operations]


def _tool(operation: Callable[..., Any], told: Told) -> Tool:
    title = f"{told.title} / {told.title_english}"
    return Tool.from_function(
        operation,
        title=title,
        description=f"{told.does}\n{told.does_english}",
        annotations=ToolAnnotations(
            title=title,
            read_only_hint=True,
            destructive_hint=False,
            idempotent_hint=True,
            open_world_hint=False,
        ),
        structured_output=True,
    )
