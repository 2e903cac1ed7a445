"""Read the documents of a policy: which is in use, what it says, which there were.

Its one law: a document whose file is gone is told as such, never as an empty plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from lingqu.books.rulebooks import document_files
from lingqu.books.rulebooks.coverage import Mismatch, mismatches_of
from lingqu.books.rulebooks.document_files import UnableToOpenDocument
from lingqu.books.rulebooks.models import DocumentState, PlanDocument
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.plan_coverage import coverage_of
from lingqu.law.plans import Coverage, Plan, Sentence

_EVER_OFFICIAL = (DocumentState.IN_USE, DocumentState.REPLACED, DocumentState.WITHDRAWN)
_MOST_EARLIER = 8


@dataclass(frozen=True)
class OfficialText:
    """A document, what it says and how it agrees with the rules; `plan` is None where its file is gone."""

    document: PlanDocument
    plan: Plan | None
    coverage: Coverage | None
    mismatches: tuple[Mismatch, ...]

    def sentence(self, anchor: str) -> Sentence | None:
        """Give a sentence by its anchor; None where the document has none such."""
        return self._sentences.get(anchor)

    def mismatch(self, anchor: str) -> Mismatch | None:
        """Give what no longer agrees under an anchor."""
        return next((each for each in self.mismatches if each.anchor == anchor), None)

    @cached_property
    def _sentences(self) -> dict[str, Sentence]:
        return {each.anchor: each for each in self.plan.sentences} if self.plan is not None else {}


def official_text(pack: Pack) -> OfficialText | None:
    """Give the document in use for a version of a policy; None where none was imported.

    One query, and one more where a sentence no longer agrees.
    """
    document = PlanDocument.objects.filter(
        policy=pack.id, version=pack.policy.version, state=DocumentState.IN_USE
    ).first()
    return None if document is None else text_of(pack, document)


def text_of(pack: Pack, document: PlanDocument) -> OfficialText:
    """Hold one document against the rules."""
    try:
        plan = document_files.plan_of(policy=document.policy, digest=document.digest, name=document.name)
    except UnableToOpenDocument:
        return OfficialText(document, None, None, ())
    found = coverage_of(pack, plan)
    earlier = _earlier_words(document, {stale.mapped.digest for stale in found.stale}) if found.stale else {}
    return OfficialText(document, plan, found, mismatches_of(pack, plan, found, earlier))


def documents_of(pack: Pack) -> tuple[PlanDocument, ...]:
    """List the documents of a version of a policy, the newest first, with their steps. Two queries."""
    found = PlanDocument.objects.filter(policy=pack.id, version=pack.policy.version)
    return tuple(found.exclude(state=DocumentState.DISCARDED).prefetch_related("steps").order_by("-imported_at", "key"))


def _earlier_words(document: PlanDocument, wanted: Iterable[str]) -> dict[str, str]:
    """The words behind digests that the document no longer holds, from the other editions ever in use."""
    digests = set(wanted)
    words: dict[str, str] = {}
    others = PlanDocument.objects.filter(policy=document.policy, state__in=_EVER_OFFICIAL).exclude(pk=document.pk)
    for other in others.order_by("-imported_at")[:_MOST_EARLIER]:
        try:
            plan = document_files.plan_of(policy=other.policy, digest=other.digest, name=other.name)
        except UnableToOpenDocument:
            continue
        for sentence in plan.sentences:
            if sentence.digest in digests:
                words.setdefault(sentence.digest, sentence.text)
    return words
