"""The tool that searches: the sentences of the operator's plan document, or else the pack in its own words.

Its one law: it says in which of the two it looked; the words of a plan are never in the product itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from lingqu.law.inquiries.arguments import LONGEST_WORDS, MOST_HITS, Policy, VersionDay
from lingqu.law.inquiries.policy_shapes import Became, Hit, Search
from lingqu.law.inquiries.searching import ENOUGH, likeness
from lingqu.law.inquiries.shelf import Shelf
from lingqu.law.lang.measures_said import say_measure
from lingqu.law.packs.pack import Pack
from lingqu.law.plans import Plan

_IN_PLAN = "在方案文件「{}」的文句里找", "searched in the sentences of the plan document {}"
_IN_POLICY = (
    "服务启动时没有指定方案文件（--plan FILE），因此只在规则库自己的措辞里找：措施、任务、指标、口径；这不是方案原文",
    "the server was started without the plan document (--plan FILE), so only the rules' own wording was searched: "
    "measures, tasks, targets, readings; these are not the plan's words",
)
_Sought = Annotated[
    str,
    Field(description="要找的词 / what to look for", examples=["中试 平台"], min_length=1, max_length=LONGEST_WORDS),
]
_Limit = Annotated[int, Field(description="至多列几处 / how many at most", examples=[10], ge=1, le=MOST_HITS)]


@dataclass(frozen=True, slots=True)
class SearchTools:
    """The search over the plan document, or the policies on a shelf."""

    shelf: Shelf

    def search_plan(
        self, words: _Sought, limit: _Limit = 10, policy: Policy = None, as_of: VersionDay = None
    ) -> Search:
        """Find what is most like the words."""
        pack = self.shelf.pack(policy, as_of)
        plan = self.shelf.plan
        hits = _sentences(pack, plan) if plan else _own_words(pack)
        ranked: list[tuple[Fraction, Hit]] = [
            (like, hit)
            for hit in hits
            if (like := likeness(words, f"{hit.title}\n{hit.text}\n{hit.english}")) >= ENOUGH
        ]
        ranked.sort(key=lambda each: -each[0])  # stable: of the same likeness, in the order of the plan
        zh, en = (text.format(plan.name) for text in _IN_PLAN) if plan else _IN_POLICY
        return Search(
            searched="plan" if plan else "policy",
            said=zh,
            said_english=en,
            found=len(ranked),
            hits=[hit for _, hit in ranked[:limit]],
        )


def _sentences(pack: Pack, plan: Plan) -> Iterator[Hit]:
    """The sentences of the document, each with what it became where the pack knows that very sentence."""
    rows = {(str(row.anchor), row.digest): row for row in pack.sentences}
    for sentence in plan.sentences:
        row = rows.get((sentence.anchor, sentence.digest))
        became = [Became(kind=each.kind, reference=each.reference or each.text) for each in row.mapped] if row else []
        yield Hit(
            kind="sentence", id=sentence.anchor, title="", text=sentence.text, english="",
            cites=[sentence.anchor], became=became,
        )  # fmt: skip


def _own_words(pack: Pack) -> Iterator[Hit]:
    for measure in pack.measures:
        yield Hit(
            kind="measure", id=measure.id, title=measure.title, text=say_measure(measure, pack, "zh"),
            english=f"{measure.english}: {say_measure(measure, pack, 'en')}",
            cites=[str(each) for each in measure.cites], became=[],
        )  # fmt: skip
    for task in pack.tasks:
        yield Hit(
            kind="task", id=str(task.number), title=task.title, text="；".join(each.text for each in task.duties),
            english=f"{task.english}: {'; '.join(each.english for each in task.duties)}",
            cites=[f"第{task.number}条"], became=[],
        )  # fmt: skip
    for target in pack.targets:
        yield Hit(
            kind="target", id=target.id, title=target.title, text=target.title, english=target.english,
            cites=[str(each) for each in target.cites], became=[],
        )  # fmt: skip
    for reading in pack.readings:
        yield Hit(
            kind="reading", id=reading.id, title=reading.title, text=reading.question,
            english=f"{reading.english}: {reading.question_english}",
            cites=[str(each) for each in reading.cites], became=[],
        )  # fmt: skip
