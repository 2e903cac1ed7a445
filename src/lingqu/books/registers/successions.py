"""How organisations become others: renaming, merger, split, and the chain of predecessors that follows.

Its one law: the arrow runs from predecessor to successor and never in a circle; a renaming keeps the key. Figures and
rights are not moved: whoever needs them of the past asks for the predecessors.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from lingqu.books.accounts.person import Act
from lingqu.books.accounts.recording import record_act
from lingqu.books.registers.declared.organisations import ORGANISATIONS
from lingqu.books.registers.models import Organisation, Succession
from lingqu.books.registers.operations import change, retire
from lingqu.reports.wording import Words

KIND_WORDS = {
    Succession.Kind.RENAMED: Words("更名", "renamed"),
    Succession.Kind.MERGED: Words("合并", "merged"),
    Succession.Kind.SPLIT: Words("分立", "split"),
}


class UnableToSucceed(Exception):
    """A renaming, merger or split cannot be recorded so; `words` says why in both languages."""

    def __init__(self, words: Words) -> None:
        super().__init__(f"{words.zh} / {words.en}")
        self.words = words


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a chain, with the names of both ends as they stand; of a renaming `former_name` is the old one."""

    kind: Succession.Kind
    words: Words
    on: date
    document: str
    predecessor: UUID
    predecessor_name: str
    successor: UUID
    successor_name: str
    former_name: str


def rename(*, organisation: Organisation, version: int, name: str, on: date, document: str, act: Act) -> Succession:
    """Give an organisation its new name; the key stays and the former name is kept with the day and the document."""
    name = name.strip()
    former = organisation.name
    if not name or name == former:
        raise UnableToSucceed(Words(f"须填与现名“{former}”不同的新名称", f"give a new name other than “{former}”"))
    with transaction.atomic():
        row = change(register=ORGANISATIONS, key=organisation.key, version=version, values={"name": name}, act=act)
        made = _link(organisation, organisation, Succession.Kind.RENAMED, on, document, act, former_name=former)
        organisation.name, organisation.version = name, row.version
    return made


def merge(
    *, predecessors: Sequence[Organisation], successor: Organisation, on: date, document: str, act: Act
) -> list[Succession]:
    """Let organisations go up in another one; each is retired with the merger as its reason."""
    keys = {each.key for each in predecessors}
    if not keys or successor.key in keys:
        raise UnableToSucceed(
            Words("合并须有被合并的单位，且不能是合并后的单位自己",
                  "a merger takes in at least one organisation other than the successor")
        )  # fmt: skip
    with transaction.atomic():
        _in_use((successor, *predecessors))
        _no_circle(keys, {successor.key})
        made = [_link(each, successor, Succession.Kind.MERGED, on, document, act) for each in predecessors]
        reason = f"{on} 并入 {successor.name}"
        for each in predecessors:
            _retired(each, on, reason, act)
    return made


def split(
    *,
    predecessor: Organisation,
    successors: Sequence[Organisation],
    on: date,
    document: str,
    is_dissolved: bool,
    act: Act,
) -> list[Succession]:
    """Let an organisation be split into others; it is retired where nothing of it goes on (解散分立)."""
    keys = {each.key for each in successors}
    if not keys or predecessor.key in keys:
        raise UnableToSucceed(
            Words(
                "分立须有分出的单位，且不能是原单位自己", "a split names the new organisations, not the old one itself"
            )
        )
    with transaction.atomic():
        _in_use((predecessor, *successors))
        _no_circle({predecessor.key}, keys)
        made = [_link(predecessor, each, Succession.Kind.SPLIT, on, document, act) for each in successors]
        if is_dissolved:
            _retired(predecessor, on, f"{on} 分立为 " + "、".join(each.name for each in successors), act)
    return made


def predecessor_keys(organisation: UUID) -> frozenset[UUID]:
    """Every organisation that this one came from, however far back. One query a step back."""
    return frozenset(_reached({organisation}, backwards=True) - {organisation})


def predecessors_of(organisation: UUID) -> tuple[Organisation, ...]:
    """The same as rows, for figures of the past."""
    return tuple(Organisation.objects.filter(key__in=predecessor_keys(organisation)).order_by("name", "key"))


def chain_of(organisation: UUID) -> tuple[Link, ...]:
    """Every step that led to an organisation and away from it, the earliest first."""
    family = _reached({organisation}, backwards=True) | _reached({organisation}, backwards=False)
    rows = (
        Succession.objects.filter(predecessor__in=family, successor__in=family)
        .select_related("predecessor", "successor")
        .order_by("on", "key")
    )
    return tuple(
        Link(
            Succession.Kind(row.kind),
            KIND_WORDS[Succession.Kind(row.kind)],
            row.on,
            row.document,
            row.predecessor_id,
            row.predecessor.name,
            row.successor_id,
            row.successor.name,
            row.former_name,
        )
        for row in rows
    )


def _reached(start: set[UUID], *, backwards: bool) -> set[UUID]:
    """All keys reached along the arrows; a key seen before is not followed again, so a circle ends."""
    here, there = ("successor", "predecessor") if backwards else ("predecessor", "successor")
    seen, edge = set(start), set(start)
    while edge:
        found = Succession.objects.filter(**{f"{here}__in": edge}).values_list(there, flat=True)
        edge = set(found) - seen
        seen |= edge
    return seen


def _no_circle(predecessors: Iterable[UUID], successors: Iterable[UUID]) -> None:
    before = _reached(set(predecessors), backwards=True)
    if before & set(successors):
        raise UnableToSucceed(
            Words("会绕成一圈：后继单位已是前身单位的前身",
                  "this would make a circle: the successor is a predecessor already")
        )  # fmt: skip


def _in_use(rows: Iterable[Organisation]) -> None:
    # locked in one order: of two steps at the same moment the second sees what the first has made of them
    standing = Organisation.objects.select_for_update().filter(pk__in=[each.pk for each in rows]).order_by("pk")
    retired = [each.name for each in standing if each.retired_on is not None]
    if retired:
        raise UnableToSucceed(Words(f"已停用：{'、'.join(retired)}", f"out of use already: {', '.join(retired)}"))


def _retired(row: Organisation, on: date, reason: str, act: Act) -> None:
    version = Organisation.objects.values_list("version", flat=True).get(pk=row.pk)
    because = Act(act.person, act.at, act.party, reason)
    retire(register=ORGANISATIONS, key=row.key, version=version, on=on, act=because)


def _link(
    predecessor: Organisation,
    successor: Organisation,
    kind: Succession.Kind,
    on: date,
    document: str,
    act: Act,
    *,
    former_name: str = "",
) -> Succession:
    try:
        with transaction.atomic():
            made = Succession.objects.create(
                predecessor=predecessor,
                successor=successor,
                kind=kind,
                on=on,
                document=document.strip()[:120],
                former_name=former_name,
                recorded_by=act.person.pseudonym,
            )
    except IntegrityError as error:
        raise UnableToSucceed(Words("同一天已登记过同样的变更", "the same step is recorded for that day")) from error
    record_act(
        act,
        action=f"successions.{kind}",
        object_kind="organisations",
        object_key=str(successor.key),
        facts={"predecessor": str(predecessor.key), "on": on.isoformat()},
    )
    return made
