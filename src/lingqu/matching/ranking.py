"""A query answered: candidates by words and by vectors, one score from both, facets, the judgement and its reasons.

Its one law: the same query on the same index gives the same answer. Scores of the two kinds are made comparable by
their mean and spread over the whole index, so that neither drowns the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, fsum, log

from lingqu.matching.documents import Document
from lingqu.matching.facets import FacetFinding, Filter, compare
from lingqu.matching.gate import Gate, PairSigns
from lingqu.matching.lexical import LexicalIndex, WeightedTerm
from lingqu.matching.reasons import AskedWords, Reasons, pairs_held, reasons_for
from lingqu.matching.self_descriptions import without_self_description
from lingqu.matching.vectors import Embedder, Likeness, UnableToEmbed, Vectors

DEPTH = 200
VECTOR_WEIGHT = 1.0
"""How much the likeness of vectors counts beside that of words, both in standard deviations."""
_HALF = 8.0
_RIVALS = 10


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader of the answer should know: a part that could not be used, and why."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Match:
    """One document of an answer. `score` is from 0 to 1 and comparable within the answer; `fit` is the judgement."""

    document: Document
    score: float
    fit: bool
    chance: float
    reasons: Reasons


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a query: `fits` says whether anything does; `matches` are the nearest even where nothing."""

    query: Document
    fits: bool
    matches: tuple[Match, ...]
    cut: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class _Scored:
    document: Document
    words: float
    vectors: float | None
    findings: tuple[FacetFinding, ...]
    fused: float


class Matcher:
    """Answers queries on one index. Without vectors it works from the words alone."""

    def __init__(
        self,
        index: LexicalIndex,
        *,
        gates: Mapping[str, Gate],
        vectors: Vectors | None = None,
        embedder: Embedder | None = None,
        notes: tuple[Note, ...] = (),
    ) -> None:
        self._index = index
        self._gates = gates
        self._vectors = vectors
        self._embedder = embedder
        self._notes = notes

    def answer(
        self, query: Document, *, top: int = 50, only: Filter | None = None, threshold: float | None = None
    ) -> Answer:
        """Rank the documents for a query; `threshold` moves the gate of this answer."""
        asked, cut = without_self_description(query)
        likeness, notes = self._likeness(asked)
        terms = self._index.weigh(asked)
        scored = self._scored(asked, terms, likeness, only)
        words = AskedWords.of(asked, terms)
        gate = self._gates["vectors" if likeness else "words"]
        bar = gate.threshold if threshold is None else threshold
        fused = [found.fused for found in scored]
        matches = tuple(
            self._match(found, words, _without(fused, place), gate, bar) for place, found in enumerate(scored[:top])
        )
        return Answer(query, any(match.fit for match in matches), matches, tuple(cut), self._notes + notes)

    def explain(self, query: Document, identifier: str) -> tuple[Match, int | None] | None:
        """One pair with its place in the ranking (None: beyond `DEPTH`); None where there is no such document."""
        document = self._index.document(identifier)
        if document is None:
            return None
        asked, _ = without_self_description(query)
        likeness, _ = self._likeness(asked)
        terms = self._index.weigh(asked)
        scored = self._scored(asked, terms, likeness, None)
        place = next((at for at, found in enumerate(scored) if found.document.id == identifier), None)
        pair = scored[place] if place is not None else self._pair(asked, document, terms, likeness)
        rivals = _without([found.fused for found in scored], len(scored) if place is None else place)
        gate = self._gates["vectors" if likeness else "words"]
        match = self._match(pair, AskedWords.of(asked, terms), rivals, gate, gate.threshold)
        return match, None if place is None else place + 1

    def _likeness(self, query: Document) -> tuple[Likeness | None, tuple[Note, ...]]:
        if self._vectors is None or self._embedder is None:
            return None, ()
        try:
            return self._vectors.likeness(self._embedder.query(query.whole)), ()
        except UnableToEmbed as error:
            return None, (Note(f"只按字词匹配：{error.zh}", f"Matched by words alone: {error.en}"),)

    def _scored(
        self, query: Document, terms: list[WeightedTerm], likeness: Likeness | None, only: Filter | None
    ) -> list[_Scored]:
        hits = self._index.search(terms, DEPTH, only)
        documents = {hit.document.id: hit.document for hit in hits}
        raw = {hit.document.id: hit.score for hit in hits}
        if likeness is not None:
            among = self._index.passing(only) if only is not None and not only.is_empty else None
            near = [identifier for identifier in likeness.best(DEPTH, among) if identifier not in documents]
            documents |= self._index.documents(near)
            raw |= self._index.scores_of(terms, [identifier for identifier in near if identifier in documents])
        mean, deviation = self._index.spread_of(terms)
        scored = [
            self._one(query, document, (raw[identifier] - mean) / deviation, likeness)
            for identifier, document in documents.items()
        ]
        scored.sort(key=lambda found: (-found.fused, found.document.id))
        return scored

    def _pair(
        self, query: Document, document: Document, terms: list[WeightedTerm], likeness: Likeness | None
    ) -> _Scored:
        mean, deviation = self._index.spread_of(terms)
        raw = self._index.scores_of(terms, [document.id])[document.id]
        return self._one(query, document, (raw - mean) / deviation, likeness)

    def _one(self, query: Document, document: Document, words: float, likeness: Likeness | None) -> _Scored:
        cosine = None if likeness is None else likeness.of(document)
        standing = None if cosine is None or likeness is None else (cosine - likeness.mean) / likeness.deviation
        findings = tuple(compare(query.facets, document.facets))
        # an unknown likeness counts as the mean one, which is 0 in standard deviations
        fused = words + VECTOR_WEIGHT * (standing or 0.0) + sum(finding.term for finding in findings)
        return _Scored(document, words, standing, findings, fused)

    def _match(self, pair: _Scored, words: AskedWords, rivals: list[float], gate: Gate, bar: float) -> Match:
        held = pairs_held(pair.document)
        reasons = reasons_for(words, pair.document, held, pair.findings, pair.vectors)
        signs = PairSigns(
            covered=reasons.covered,
            named=self._index.named(pair.document.title, words.held),
            margin=pair.fused - (fsum(rivals) / len(rivals) if rivals else 0.0),
        )
        chance = gate.chance(signs)
        return Match(pair.document, _share(pair), chance >= bar, chance, reasons)


def _without(fused: list[float], place: int) -> list[float]:
    """The best scores but the one at a place."""
    return [*fused[:place], *fused[place + 1 : _RIVALS + 1]][:_RIVALS]


def _share(pair: _Scored) -> float:
    """The fused score on a fixed scale from 0 to 1: `_HALF` standard deviations above the mean stand at one half."""
    return round(1.0 - exp(-max(0.0, pair.fused) * log(2) / _HALF), 6)
