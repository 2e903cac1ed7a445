"""Why a document stands where it does: the words that carried it, the passage, the facets, the likeness.

Its one law: a reason is a finding that a person can check in the two texts. It judges nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from lingqu.matching.documents import Document
from lingqu.matching.facets import FacetFinding
from lingqu.matching.lexical import WeightedTerm
from lingqu.matching.texts import normalised, runs_of, sentences_of, terms_of

MOST_PHRASES = 6
_LONGEST_PASSAGE = 160
_MOST_LOOKED_THROUGH = 20_000
_LEAST_SHARE = 0.01
_PARTICLES = "的了和与及在是为对其等将从由或也并以可有中上下个该此各"
_NEAR = 2.0
"""A likeness so many standard deviations above the mean is worth telling."""


@dataclass(frozen=True, slots=True)
class SharedPhrase:
    """Words that stand in both texts, and their share of all that the query could have matched (0 to 1)."""

    text: str
    share: float


@dataclass(frozen=True, slots=True)
class Reasons:
    """What speaks for and against a pair.

    `covered` is the share of the query's weight that the document holds; `missing` are its weightiest words that it
    lacks; `likeness` is in standard deviations above the mean of all documents, None where vectors were not used.
    """

    phrases: tuple[SharedPhrase, ...]
    missing: tuple[str, ...]
    covered: float
    passage: str
    findings: tuple[FacetFinding, ...]
    likeness: float | None

    def said(self, lang: str = "zh") -> list[str]:
        """The reasons as sentences, the weightiest first."""
        zh = lang != "en"
        lines: list[str] = []
        if self.phrases:
            listed = ("、" if zh else ", ").join(f"{phrase.text} {phrase.share:.0%}" for phrase in self.phrases)
            lines.append(f"共同词：{listed}" if zh else f"shared words: {listed}")
        else:
            lines.append("没有共同的词" if zh else "no word is shared")
        if self.passage:
            lines.append(f"原文：{self.passage}" if zh else f"passage: {self.passage}")
        if self.likeness is not None and self.likeness >= _NEAR:
            lines.append(
                f"文意相近：高出平均 {self.likeness:.1f} 个标准差"
                if zh
                else f"alike in meaning: {self.likeness:.1f} standard deviations above the mean"
            )
        for finding in self.findings:
            lines.append(finding.zh if zh else finding.en)
        if self.missing:
            listed = ("、" if zh else ", ").join(self.missing)
            lines.append(f"未提到：{listed}" if zh else f"not mentioned: {listed}")
        return lines


@dataclass(frozen=True, slots=True)
class AskedWords:
    """The words of a query, made ready once for all its documents: the weight of each pair, its runs as pairs."""

    weights: Mapping[str, float]
    runs: tuple[tuple[str, ...], ...]
    whole: float
    held: frozenset[str]

    @classmethod
    def of(cls, query: Document, terms: Sequence[WeightedTerm]) -> AskedWords:
        """Make the words of a query ready."""
        weights = {term.text: term.weight * term.idf for term in terms if term.stream == "pairs"}
        runs = dict.fromkeys(tuple(terms_of(run).pairs) for run in runs_of(query.whole))
        held = frozenset(pair for run in runs for pair in run)
        return cls(weights, tuple(runs), fsum(weights.values()), held)

    def covered(self, held: set[str]) -> float:
        """Which share of the query's weight a document with these pairs holds (0 to 1)."""
        return fsum(self.weights[pair] for pair in held & self.weights.keys()) / self.whole if self.whole else 0.0


def pairs_held(document: Document) -> set[str]:
    """The pairs that a document holds anywhere."""
    return set(terms_of(document.whole).pairs)


def reasons_for(
    asked: AskedWords,
    document: Document,
    held: set[str],
    findings: Sequence[FacetFinding],
    likeness: float | None,
) -> Reasons:
    """Gather what speaks for and against a pair; `held` are the pairs of the document."""
    phrases = _phrases(asked, held, shared=True)
    missing = _phrases(asked, held, shared=False)
    return Reasons(
        phrases=tuple(phrases[:MOST_PHRASES]),
        missing=tuple(phrase.text for phrase in missing[:3]),
        covered=asked.covered(held),
        passage=_passage(document, {pair: asked.weights[pair] for pair in held & asked.weights.keys()}),
        findings=tuple(findings),
        likeness=likeness,
    )


def _phrases(asked: AskedWords, held: set[str], *, shared: bool) -> list[SharedPhrase]:
    """The query's runs cut where its pairs are held by the document (or not), each run of pairs joined to a phrase."""
    found: dict[str, float] = {}
    weights, whole = asked.weights, asked.whole
    for pairs in asked.runs:
        start: int | None = None
        for at in range(len(pairs) + 1):
            inside = at < len(pairs) and pairs[at] in weights and (pairs[at] in held) is shared
            if inside and start is None:
                start = at
            elif not inside and start is not None:
                members = pairs[start:at]
                # what stands between words says nothing by itself
                phrase = _joined(members).strip(_PARTICLES)
                if len(phrase) > 1:
                    found.setdefault(phrase, sum(weights[pair] for pair in set(members) if pair in phrase))
                start = None
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    # a phrase inside one that was named already says nothing new
    named: list[SharedPhrase] = []
    for phrase, weight in ordered:
        if not any(phrase in before.text for before in named):
            named.append(SharedPhrase(phrase, weight / whole if whole else 0.0))
    return [phrase for phrase in named if phrase.share >= _LEAST_SHARE]


def _joined(pairs: Sequence[str]) -> str:
    """A run of overlapping pairs as it stands in the text; a word of another script is a run by itself."""
    return pairs[0] + "".join(pair[-1] for pair in pairs[1:])


def _passage(document: Document, weights: Mapping[str, float]) -> str:
    best, most = "", 0.0
    for sentence in sentences_of(document.text[:_MOST_LOOKED_THROUGH]) if weights else ():
        said = normalised(sentence)
        # the square root keeps one endless sentence from winning by its length alone
        weight = sum(weight for pair, weight in weights.items() if pair in said) / max(20, len(sentence)) ** 0.5
        if weight > most:
            best, most = sentence, weight
    return best if len(best) <= _LONGEST_PASSAGE else best[: _LONGEST_PASSAGE - 1] + "…"
