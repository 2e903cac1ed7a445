"""The index of words on disk: which documents share terms with a query, by BM25 over weighted fields.

Its one law: a commit is whole or did not happen, and readers keep what they opened. The engine is tantivy; its BM25
has k1 1.2 and b 0.75, and skips documents that cannot reach the top. It knows no vector and no judgement.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log, sqrt
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

import tantivy

from lingqu.matching.documents import Document, Facets, as_json, document_from
from lingqu.matching.facets import Filter, maturity_step
from lingqu.matching.texts import terms_of

T = TypeVar("T")

# Weights of the fields, of single characters beside pairs, and how much rarer terms count beyond BM25: chosen together
# on the dev split, see docs/matching.md.
FIELDS: Mapping[str, float] = {"title": 1.0, "keywords": 1.0, "text": 1.0, "applicants": 0.3}
CHARACTER = 1.3
RARITY = 0.2
_TYPICAL_RARITY = 3.0
_TITLE_OF_QUERY = 2
MOST_TERMS = 400
_HEAP = 256_000_000
_BUCKETS = 1 << 20
_SAMPLE = 400
_MOST_IN_SAMPLE = 2 * _SAMPLE


class UnableToOpenIndex(Exception):
    """A folder that holds no index, or one that is torn: `zh` and `en` say what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


class UnableToWriteIndex(UnableToOpenIndex):
    """Another process writes to the index, or the disk is full."""


@dataclass(frozen=True, slots=True)
class WeightedTerm:
    """A term of a query: how often it stands there (a title twice), its idf here, and its weight in the score."""

    text: str
    stream: str
    idf: float
    weight: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that shares terms with a query. `score` is raw BM25: comparable within one query only."""

    document: Document
    score: float


class LexicalIndex:
    """A reader of the index as of when it was opened."""

    def __init__(self, folder: Path) -> None:
        self._index = _opened(folder)
        self._schema = self._index.schema
        self._searcher = self._index.searcher()

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def weigh(self, query: Document) -> list[WeightedTerm]:
        """The terms of a query, the weightiest `MOST_TERMS` of each stream; what none holds is rarest."""
        found: list[WeightedTerm] = []
        for stream, counted in _counted(query).items():
            weighed: list[WeightedTerm] = []
            for term, times in counted.items():
                idf = self._idf(term, stream)
                weight = times * (CHARACTER * (idf / _TYPICAL_RARITY) ** RARITY if stream == "characters" else 1.0)
                weighed.append(WeightedTerm(term, stream, idf, weight))
            weighed.sort(key=lambda term: (-term.weight * term.idf, term.text))
            found += weighed[:MOST_TERMS]
        return found

    def search(self, terms: Sequence[WeightedTerm], top: int, only: Filter | None = None) -> list[Hit]:
        """The best documents for weighted terms, best first, at most `top`, among those that a filter lets through."""
        if not terms:
            return []
        return self._hits(_both(self._scoring(terms), self._filtering(only)), top)

    def scores_of(self, terms: Sequence[WeightedTerm], ids: Iterable[str]) -> dict[str, float]:
        """The raw scores of named documents; one that shares no term has 0."""
        wanted = list(ids)
        scores = dict.fromkeys(wanted, 0.0)
        if wanted and terms:
            named = tantivy.Query.term_set_query(self._schema, "id", wanted)
            for hit in self._hits(_both(self._scoring(terms), named), len(wanted)):
                scores[hit.document.id] = hit.score
        return scores

    def spread_of(self, terms: Sequence[WeightedTerm]) -> tuple[float, float]:
        """Mean and standard deviation of the raw scores over a sample of the documents, always the same one."""
        share = min(_BUCKETS, _BUCKETS * _SAMPLE // max(1, len(self)))
        sample = tantivy.Query.range_query(self._schema, "bucket", tantivy.FieldType.Integer, 0, share)
        size = len(_guarded(lambda: self._searcher.search(sample, _MOST_IN_SAMPLE, count=False).hits))
        if not size or not terms:
            return 0.0, 1.0
        query = _both(self._scoring(terms), sample)
        found = _guarded(lambda: self._searcher.search(query, size, count=False).hits)
        scores = [float(score) for score, _ in found]
        mean = fsum(scores) / size
        variance = fsum((score - mean) ** 2 for score in scores) + (size - len(scores)) * mean**2
        return mean, sqrt(variance / size) or 1.0

    def named(self, title: str, held: frozenset[str]) -> float:
        """Which share of the weight of a title's pairs is among those held (0 to 1)."""
        weights = {pair: self._idf(pair, "pairs") for pair in set(terms_of(title).pairs)}
        whole = fsum(weights.values())
        return fsum(weight for pair, weight in weights.items() if pair in held) / whole if whole else 0.0

    def _idf(self, term: str, stream: str) -> float:
        holding = max(self._searcher.doc_freq(f"{name}_{stream}", term) for name in FIELDS)
        return log(1 + (len(self) - holding + 0.5) / (holding + 0.5)) if holding <= len(self) else 0.0

    def document(self, identifier: str) -> Document | None:
        """One document by its id."""
        query = tantivy.Query.term_query(self._schema, "id", identifier)
        hits = self._hits(query, 1)
        return hits[0].document if hits else None

    def documents(self, ids: Sequence[str]) -> dict[str, Document]:
        """Documents by their ids; unknown ids are left out."""
        if not ids:
            return {}
        query = tantivy.Query.term_set_query(self._schema, "id", list(ids))
        return {hit.document.id: hit.document for hit in self._hits(query, len(ids))}

    def all_documents(self) -> Iterator[Document]:
        """Every document, in no order that is promised."""
        if len(self):
            yield from (hit.document for hit in self._hits(tantivy.Query.all_query(), len(self)))

    def passing(self, only: Filter) -> set[str]:
        """The ids that a filter lets through."""
        query = self._filtering(only) or tantivy.Query.all_query()
        found = _guarded(lambda: self._searcher.search(query, max(1, len(self)), count=False).hits)
        return {str(self._stored(address).get_first("id")) for _, address in found}

    def _hits(self, query: tantivy.Query, top: int) -> list[Hit]:
        found = _guarded(lambda: self._searcher.search(query, max(1, top), count=False).hits)
        hits = [Hit(self._document(address), float(score)) for score, address in found]
        return sorted(hits, key=lambda hit: (-hit.score, hit.document.id))

    def _document(self, address: Any) -> Document:
        source = self._stored(address).get_first("source")
        assert source is not None
        return document_from(json.loads(source))

    def _stored(self, address: tantivy.DocAddress) -> tantivy.Document:
        return _guarded(lambda: self._searcher.doc(address))

    def _scoring(self, terms: Sequence[WeightedTerm]) -> tantivy.Query:
        clauses = []
        for term in terms:
            for name, boost in FIELDS.items():
                field = f"{name}_{term.stream}"
                # a clause without a posting would keep the engine from skipping
                if self._searcher.doc_freq(field, term.text):
                    query = tantivy.Query.term_query(self._schema, field, term.text, index_option="freq")
                    clauses.append((tantivy.Occur.Should, tantivy.Query.boost_query(query, boost * term.weight)))
        return tantivy.Query.boolean_query(clauses)

    def _filtering(self, only: Filter | None) -> tantivy.Query | None:
        if only is None or only.is_empty:
            return None
        clauses = []
        for name, value in only.equal:
            clauses.append(tantivy.Query.term_query(self._schema, name, value))
        for name, least, most in only.between:
            clauses.append(tantivy.Query.range_query(self._schema, name, tantivy.FieldType.Integer, least, most))
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, clause) for clause in clauses])


class LexicalWriter:
    """The one writer of an index. Nothing is seen by readers before `commit`; leaving without it undoes all."""

    def __init__(self, folder: Path, threads: int = 2) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._index = _opened(folder) if tantivy.Index.exists(str(folder)) else _created(folder)
        self._writer = _guarded(lambda: self._index.writer(heap_size=_HEAP, num_threads=threads))

    def put(self, document: Document) -> None:
        """Add a document, or take the place of the one with its id."""
        self._writer.delete_documents_by_term("id", document.id)
        self.add(document)

    def add(self, document: Document) -> None:
        """Add a document whose id the index does not hold."""
        entry = tantivy.Document()
        entry.add_text("id", document.id)
        entry.add_integer("bucket", crc32(document.id.encode()) % _BUCKETS)
        entry.add_bytes("source", json.dumps(as_json(document), ensure_ascii=False).encode())
        for name, text in _texts(document).items():
            if text:
                terms = terms_of(text)
                entry.add_text(f"{name}_characters", " ".join(terms.characters))
                entry.add_text(f"{name}_pairs", " ".join(terms.pairs))
        _add_facets(entry, document.facets)
        self._writer.add_document(entry)

    def remove(self, identifier: str) -> None:
        """Take a document out; an unknown id does nothing."""
        self._writer.delete_documents_by_term("id", identifier)

    def commit(self) -> None:
        """Make all changes since the last commit seen by readers opened from now on. Raises `UnableToWriteIndex`."""
        _guarded(self._writer.commit)

    def close(self) -> None:
        """Give the index free for other writers; changes without `commit` are gone."""
        _guarded(self._writer.rollback)
        _guarded(self._writer.wait_merging_threads)


def _counted(query: Document) -> dict[str, Counter[str]]:
    counted: dict[str, Counter[str]] = {"characters": Counter(), "pairs": Counter()}
    for text, times in ((query.title, _TITLE_OF_QUERY), (" ".join(query.keywords), 1), (query.text, 1)):
        terms = terms_of(text)
        for stream, found in (("characters", terms.characters), ("pairs", terms.pairs)):
            for term, count in Counter(found).items():
                counted[stream][term] += count * times
    return counted


def _texts(document: Document) -> dict[str, str]:
    return {
        "title": document.title,
        "keywords": " ".join(document.keywords),
        "text": document.text,
        "applicants": document.applicants,
    }


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("source", stored=True)
    for name in FIELDS:
        for stream in ("characters", "pairs"):
            builder.add_text_field(f"{name}_{stream}", tokenizer_name="terms", index_option="freq")
    for name in ("industry", "technology", "place", "cooperation"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("maturity", "price_fen", "budget_fen", "bucket"):
        builder.add_integer_field(name, indexed=True, fast=True)
    return builder.build()


def _add_facets(entry: tantivy.Document, facets: Facets) -> None:
    for name, code, lengths in (("industry", facets.industry, (1, 3, 4, 5)), ("place", facets.place, (2, 4, 6))):
        for length in lengths:
            if code is not None and len(code) >= length:
                entry.add_text(name, code[:length])
    for name in ("technology", "cooperation"):
        if (value := getattr(facets, name)) is not None:
            entry.add_text(name, value)
    numbers = {
        "maturity": maturity_step(facets.maturity),
        "price_fen": facets.price_fen,
        "budget_fen": facets.budget_fen,
    }
    for name, number in numbers.items():
        if number is not None:
            entry.add_integer(name, number)


def _created(folder: Path) -> tantivy.Index:
    index = _guarded(lambda: tantivy.Index(_schema(), path=str(folder)))
    return _with_tokenizer(index)


def _opened(folder: Path) -> tantivy.Index:
    if not folder.is_dir() or not (folder / "meta.json").is_file():
        raise UnableToOpenIndex(
            f"{folder} 里没有索引；先运行 lingqu match index DOCS.jsonl --out DIR",
            f"{folder} holds no index; run lingqu match index DOCS.jsonl --out DIR first",
        )
    return _with_tokenizer(_guarded(lambda: tantivy.Index.open(str(folder))))


def _both(scoring: tantivy.Query, condition: tantivy.Query | None) -> tantivy.Query:
    if condition is None:
        return scoring
    unscored = tantivy.Query.const_score_query(condition, 0.0)
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, scoring), (tantivy.Occur.Must, unscored)])


def _guarded(work: Callable[[], T]) -> T:
    try:
        return work()
    except Exception as error:
        if "LockBusy" in str(error) or "lockfile" in str(error).lower():
            raise UnableToWriteIndex(
                "另一个进程正在写这个索引；等它结束后再试",
                "Another process writes to this index; try again when it has ended",
            ) from None
        if isinstance(error, OSError) or "IoError" in str(error) or "No space" in str(error):
            raise UnableToWriteIndex(
                f"索引无法读写：{error}", f"The index cannot be read or written: {error}"
            ) from None
        raise _torn(error) from None
    except BaseException as error:
        # a file cut short makes the engine panic, which no `except Exception` sees
        if type(error).__name__ != "PanicException":
            raise
        raise _torn(error) from None


def _torn(error: BaseException) -> UnableToOpenIndex:
    return UnableToOpenIndex(
        f"索引已损坏（{error}）；删除该文件夹，重新运行 lingqu match index",
        f"The index is torn ({error}); remove its folder and run lingqu match index again",
    )


def _with_tokenizer(index: tantivy.Index) -> tantivy.Index:
    whitespace = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("terms", whitespace)
    return index
