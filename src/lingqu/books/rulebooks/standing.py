"""Where each draft stands and whose turn it is, told of all drafts with few queries.

Its one law: it is read from states, proposals and comments, and stored nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from django.db.models import Count, F

from lingqu.books.rulebooks.catching_up import newer_version
from lingqu.books.rulebooks.models import Draft, DraftComment, DraftState, PolicyVersion, VersionState


class Stand(Enum):
    """Where a draft stands."""

    WRITTEN = "written"  # somebody writes on it
    PROPOSED = "proposed"
    RETURNED = "returned"  # and not changed since
    PUBLISHED = "published"  # and not changed since
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class Standing:
    """One draft: where it stands, the proposal that decides that, and who has to act (nobody: empty).

    `is_second`: it waits for a second person, who is none of `barred`.
    """

    draft: Draft
    stand: Stand
    proposal: PolicyVersion | None
    turn: str
    is_second: bool
    barred: frozenset[str]
    last_author: str
    comments: int  # open ones
    is_behind: bool

    def is_turn_of(self, pseudonym: str) -> bool:
        """Whether it waits for a person."""
        return pseudonym not in self.barred if self.is_second else pseudonym == self.turn


def standings(drafts: Iterable[Draft]) -> tuple[Standing, ...]:
    """Where drafts stand, in the order given. Four queries, however many."""
    rows = tuple(drafts)
    latest: dict[object, PolicyVersion] = {}
    found = PolicyVersion.objects.filter(source__draft__in=rows).select_related("source")
    for each in found.prefetch_related("authors").order_by("proposed_at"):
        assert each.source is not None
        latest[each.source.draft_id] = each
    states = DraftState.objects.filter(draft__in=rows, number=F("draft__latest"))
    last = dict(states.values_list("draft_id", "author"))
    comments = dict(
        DraftComment.objects.filter(draft__in=rows, settled_at=None)
        .order_by()
        .values_list("draft_id")
        .annotate(Count("pk"))
    )
    return tuple(
        _standing(each, latest.get(each.key), last.get(each.key, ""), comments.get(each.key, 0)) for each in rows
    )


def _standing(draft: Draft, proposal: PolicyVersion | None, author: str, comments: int) -> Standing:
    stand = _stand(draft, proposal)
    barred: frozenset[str] = frozenset()
    turn = ""
    if stand is Stand.PROPOSED and proposal is not None:
        barred = frozenset((proposal.proposed_by, *(each.author for each in proposal.authors.all())))
    elif stand is Stand.RETURNED and proposal is not None:
        turn = proposal.proposed_by
    elif stand is Stand.WRITTEN:
        turn = author
    is_behind = stand is not Stand.ARCHIVED and newer_version(draft) is not None
    return Standing(draft, stand, proposal, turn, stand is Stand.PROPOSED, barred, author, comments, is_behind)


def _stand(draft: Draft, proposal: PolicyVersion | None) -> Stand:
    if draft.is_archived:
        return Stand.ARCHIVED
    if proposal is None or proposal.source is None:
        return Stand.WRITTEN
    if proposal.state == VersionState.PROPOSED:
        return Stand.PROPOSED
    is_untouched = proposal.source.number == draft.latest
    if proposal.state == VersionState.RETURNED and is_untouched:
        return Stand.RETURNED
    if proposal.state == VersionState.PUBLISHED and is_untouched:
        return Stand.PUBLISHED
    return Stand.WRITTEN
