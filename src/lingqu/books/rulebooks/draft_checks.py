"""Whether the rules of a draft hold together: its pack or its faults, and how the examples came out.

Its one law: what is told is what `lingqu check` tells of the same files. What was read is remembered for the next
keystroke; the memory is bounded and shared by all who ask in this process.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lingqu.law.editing.diagnostics import Diagnostic, Severity, diagnostics
from lingqu.law.editing.exampleresults import ExampleState, examples_result
from lingqu.law.editing.readfiles import Memory
from lingqu.law.editing.workspace import Workspace, open_workspace
from lingqu.law.packs.pack import Pack

MEMORY = Memory()


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """What is known of one state: `pack` is None while there are faults, and then no example has run."""

    pack: Pack | None
    faults: tuple[tuple[str, str], ...]  # Chinese, English
    passed: int
    failed: int
    not_run: int

    @property
    def is_sound(self) -> bool:
        """Whether it could be published: no fault, no example that comes out otherwise."""
        return self.pack is not None and not self.failed and not self.not_run


def workspace_of(policy: str, texts: Mapping[str, str]) -> Workspace:
    """The files read, with what is remembered. Raises UnableToOpen."""
    return open_workspace(policy, texts, memory=MEMORY)


def checked(policy: str, texts: Mapping[str, str]) -> DraftCheck:
    """Check a state. Raises UnableToOpen."""
    workspace = workspace_of(policy, texts)
    states = [each.state for each in examples_result(workspace)]
    return DraftCheck(
        workspace.pack,
        tuple((each.said("zh"), each.said("en")) for each in workspace.faults),
        states.count(ExampleState.PASSED),
        states.count(ExampleState.FAILED),
        states.count(ExampleState.NOT_RUN),
    )


def wrong_in(policy: str, texts: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """List every fault, and every example that comes out otherwise, with its place. Raises UnableToOpen."""
    return tuple(each for each in diagnostics(workspace_of(policy, texts)) if each.severity is Severity.ERROR)
