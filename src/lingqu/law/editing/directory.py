"""What a folder declares, and where each thing is declared and used, under the one key it has whatever it is called.

Its one law: what a broken block declares is known by its head, and by nothing else of it. It does not know positions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from lingqu.law.editing.mentions import Mention, Named
from lingqu.law.editing.workspace import Workspace
from lingqu.law.lang.tree import Department, Duty, FactDeclaration, Measure, Reading, SentenceRow, Target
from lingqu.law.packs.titles import Titles, titles_of

Thing = TypeVar("Thing")


class Key(NamedTuple):
    """What a name names: the kind, the id or the Chinese name of a fact, and the reading or fact it belongs to."""

    named: Named
    id: str
    within: str = ""


class Found(NamedTuple):
    """A mention and the file it stands in."""

    file: str
    mention: Mention


@dataclass(frozen=True)
class Directory:
    """The declared things of a workspace."""

    workspace: Workspace

    @cached_property
    def facts(self) -> Mapping[str, FactDeclaration]:
        """The facts by Chinese name."""
        return self.workspace.program.facts_by_name

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        """The readings by id."""
        return _first((each.id, each) for each in self.workspace.program.readings)

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """The measures by id."""
        return _first((each.id, each) for each in self.workspace.program.measures)

    @cached_property
    def departments(self) -> Mapping[str, Department]:
        """The departments by code."""
        return _first((each.code, each) for each in self.workspace.program.departments)

    @cached_property
    def targets(self) -> Mapping[str, Target]:
        """The targets by id."""
        return _first((each.id, each) for each in self.workspace.program.targets)

    @cached_property
    def duties(self) -> Mapping[str, Duty]:
        """The duties by number."""
        return _first((duty.id, duty) for task in self.workspace.program.tasks for duty in task.duties)

    @cached_property
    def sentences(self) -> Mapping[str, SentenceRow]:
        """The rows of the plan's sentences by anchor."""
        return _first((str(row.anchor), row) for row in self.workspace.program.sentences)

    def key_of(self, mention: Mention) -> Key:
        """Give the key of what a mention names."""
        if mention.named is Named.READING:
            return Key(Named.READING, self._titles.id_of(mention.name))
        if mention.named is Named.ALTERNATIVE:
            reading, alternative = self._titles.chosen(mention.within, mention.name)
            return Key(Named.ALTERNATIVE, alternative, reading)
        return Key(mention.named, mention.name, mention.within)

    def found(self, key: Key) -> tuple[Found, ...]:
        """List where something is declared or used, in the order of files and lines."""
        return tuple(self._found.get(key, ()))

    def declared(self, named: Named, within: str = "") -> tuple[str, ...]:
        """List the ids of what is declared of a kind, also in blocks that cannot be read whole."""
        return tuple(
            key.id
            for key, places in self._found.items()
            if key.named is named and key.within == within and any(each.mention.declares for each in places)
        )

    @cached_property
    def _titles(self) -> Titles:
        return titles_of(self.workspace.program.readings)

    @cached_property
    def _found(self) -> dict[Key, list[Found]]:
        found: dict[Key, list[Found]] = defaultdict(list)
        for name, file in self.workspace.files.items():
            for mention in file.mentions:
                found[self.key_of(mention)].append(Found(name, mention))
        return found


def _first(pairs: Iterable[tuple[str, Thing]]) -> dict[str, Thing]:
    """Give things by id in declared order, the first where an id stands twice."""
    found: dict[str, Thing] = {}
    for id, thing in pairs:
        found.setdefault(id, thing)
    return found
