"""Tools about what a plan aims at: its targets, and its tasks with duties, departments and measures.

Its one law: a bound is given by the plan's own word; 左右 is no bound.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from lingqu.law.inquiries.arguments import Policy, VersionDay
from lingqu.law.inquiries.measures import departments_named
from lingqu.law.inquiries.policy_shapes import DutyListed, TargetListed, Targets, TaskListed, Tasks
from lingqu.law.inquiries.refusals import UnableToAnswer, unknown_name
from lingqu.law.inquiries.shelf import Shelf
from lingqu.law.lang.quantities import spelled
from lingqu.law.lang.tree import Task
from lingqu.law.packs.pack import Pack

_Number = Annotated[int | None, Field(description="只列这一条；不写列出全部 / this task only; else all", examples=[10])]


@dataclass(frozen=True, slots=True)
class AimTools:
    """The targets and tasks of the policies on a shelf."""

    shelf: Shelf

    def list_targets(self, policy: Policy = None, as_of: VersionDay = None) -> Targets:
        """List the targets."""
        pack = self.shelf.pack(policy, as_of)
        targets = [
            TargetListed(
                target=each.id,
                title=each.title,
                english=each.english,
                bound=each.word,
                value=spelled(each.value),
                unit=each.unit,
                nature=each.nature,
                due=each.due,
                cites=[str(anchor) for anchor in each.cites],
                departments=departments_named(pack, each.departments),
            )
            for each in pack.targets
        ]
        return Targets(policy=pack.id, targets=targets)

    def list_tasks(self, policy: Policy = None, task: _Number = None, as_of: VersionDay = None) -> Tasks:
        """List the tasks, or one of them."""
        pack = self.shelf.pack(policy, as_of)
        known = [str(each.number) for each in pack.tasks]
        if task is not None and str(task) not in known:
            expected = ("任务号", "the number of a task")
            raise UnableToAnswer([unknown_name("task", str(task), known, expected)])
        tasks = [_listed(pack, each) for each in pack.tasks if task in (None, each.number)]
        return Tasks(policy=pack.id, tasks=tasks)


def _listed(pack: Pack, task: Task) -> TaskListed:
    section = f"第{task.number}条"
    return TaskListed(
        task=task.number,
        title=task.title,
        english=task.english,
        departments=departments_named(pack, task.departments),
        measures=[each.id for each in pack.measures if any(anchor.section == section for anchor in each.cites)],
        duties=[
            DutyListed(duty=each.id, text=each.text, english=each.english, sentence=each.sentence)
            for each in task.duties
        ],
    )
