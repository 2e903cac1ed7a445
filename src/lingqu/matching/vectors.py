"""Vectors of texts: kept beside the index with the digest of what they were made from, and searched by likeness.

Its one law: a vector counts only for the model and the text it was made from. Everything works without them; where they
can't be had, the answer comes from the words alone and says so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from lingqu.matching.documents import Document

Floats = npt.NDArray[np.float32]

MOST_CHARACTERS = 1_200
"""What of a text a vector is made from: the beginning, where a description says what it is about."""
_SAMPLE = 2_000
_SCALE = 127.0
_BLOCK = 65_536
_TABLE = """
create table if not exists vector (
    id text primary key,
    model text not null,
    digest text not null,
    value blob not null
) without rowid
"""


class UnableToEmbed(Exception):
    """The model is gone, or the endpoint does not answer: `zh` and `en` say which and why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


class Embedder(Protocol):
    """A model that turns texts into unit vectors of one length."""

    @property
    def model(self) -> str:
        """What tells this model from any other, its version or digest included."""

    def passages(self, texts: Sequence[str]) -> Floats:
        """Unit vectors of stored texts, one row each. Raises `UnableToEmbed`."""

    def query(self, text: str) -> Floats:
        """The unit vector of a query. Raises `UnableToEmbed`."""


class VectorStore:
    """The vectors of an index, in one SQLite file: several read while one writes, and a cut write leaves no trace."""

    def __init__(self, file: Path, *, writing: bool = False) -> None:
        if writing:
            file.parent.mkdir(parents=True, exist_ok=True)
        try:
            address = f"{file.resolve().as_uri()}?mode={'rwc' if writing else 'ro'}"
            self._connection = sqlite3.connect(address, uri=True, timeout=30)
            if writing:
                self._connection.execute("pragma journal_mode = wal")
                self._connection.execute(_TABLE)
        except sqlite3.Error as error:
            raise UnableToEmbed(f"向量文件 {file} 打不开：{error}", f"{file} cannot be opened: {error}") from None

    def missing(self, documents: Iterable[Document], model: str) -> list[Document]:
        """The documents that have no vector of this model for what they say now."""
        rows = self._connection.execute("select id, digest from vector where model = ?", (model,))
        kept = dict(rows.fetchall())
        return [document for document in documents if kept.get(document.id) != text_digest(document)]

    def put(self, documents: Sequence[Document], vectors: Floats, model: str) -> None:
        """Keep one unit vector for each document, as bytes; all of them or none."""
        values = np.clip(np.rint(vectors * _SCALE), -127, 127).astype(np.int8)
        with self._connection:
            self._connection.executemany(
                "insert or replace into vector (id, model, digest, value) values (?, ?, ?, ?)",
                [
                    (document.id, model, text_digest(document), value.tobytes())
                    for document, value in zip(documents, values, strict=True)
                ],
            )

    def keep_only(self, ids: Iterable[str]) -> None:
        """Drop the vectors of all other documents."""
        wanted = set(ids)
        gone = [(found,) for (found,) in self._connection.execute("select id from vector") if found not in wanted]
        with self._connection:
            self._connection.executemany("delete from vector where id = ?", gone)

    def loaded(self, model: str) -> Vectors:
        """All vectors of a model. Raises `UnableToEmbed` where the file is torn."""
        try:
            rows = self._connection.execute(
                "select id, digest, value from vector where model = ? order by id", (model,)
            ).fetchall()
        except sqlite3.Error as error:
            raise UnableToEmbed(f"向量文件已损坏：{error}", f"The file of vectors is torn: {error}") from None
        if not rows:
            raise UnableToEmbed(
                "索引里没有这个模型的向量；重新运行 lingqu match index",
                "The index holds no vector of this model; run lingqu match index again",
            )
        values = np.frombuffer(b"".join(value for _, _, value in rows), dtype=np.int8).reshape(len(rows), -1)
        return Vectors([row[0] for row in rows], {row[0]: row[1] for row in rows}, values)

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()


class Vectors:
    """The vectors of one model in memory, one byte a number, scanned whole: exact, and 0.1 ms for 1,000 of them."""

    def __init__(self, ids: Sequence[str], digests: Mapping[str, str], values: npt.NDArray[np.int8]) -> None:
        self.ids = list(ids)
        self._digests = digests
        self._values = values
        self._row = {identifier: row for row, identifier in enumerate(ids)}
        step = max(1, len(self.ids) // _SAMPLE)
        self._sample = np.arange(0, len(self.ids), step)

    def __len__(self) -> int:
        return len(self.ids)

    def likeness(self, query: Floats) -> Likeness:
        """The cosine of a query with every vector."""
        found = np.empty(len(self.ids), dtype=np.float32)
        for start in range(0, len(self.ids), _BLOCK):
            block = self._values[start : start + _BLOCK].astype(np.float32)
            found[start : start + _BLOCK] = block @ query
        found /= _SCALE
        return Likeness(self, found)

    def row(self, document: Document) -> int | None:
        """Where the vector of a document stands; None where there is none for what it says now."""
        row = self._row.get(document.id)
        return row if row is not None and self._digests[document.id] == text_digest(document) else None

    @property
    def sample(self) -> npt.NDArray[np.int64]:
        """The rows over which mean and spread are taken: at most about 2,000, evenly spread."""
        return self._sample


class Likeness:
    """The cosines of one query with all vectors."""

    def __init__(self, vectors: Vectors, values: Floats) -> None:
        self._vectors = vectors
        self._values = values
        sample = values[vectors.sample].astype(np.float64)
        self.mean = float(sample.mean())
        self.deviation = float(sample.std()) or 1.0

    def of(self, document: Document) -> float | None:
        """The cosine of one document; None is unknown."""
        row = self._vectors.row(document)
        return None if row is None else float(self._values[row])

    def best(self, top: int, among: set[str] | None = None) -> list[str]:
        """The ids of the nearest, nearest first; ties in the order of ids."""
        values, ids = self._values, self._vectors.ids
        if among is not None:
            keep = np.array([identifier in among for identifier in ids], dtype=bool)
            values = np.where(keep, values, -np.inf)
        count = min(top, len(ids))
        nearest = np.argpartition(-values, count - 1)[:count] if count < len(ids) else np.arange(len(ids))
        ordered = sorted(nearest.tolist(), key=lambda row: (-float(values[row]), row))
        return [ids[row] for row in ordered if values[row] > -np.inf]


def text_for_vector(document: Document) -> str:
    """What a vector is made from."""
    return document.whole[:MOST_CHARACTERS]


def text_digest(document: Document) -> str:
    """The SHA-256 of what a vector is made from."""
    return sha256(text_for_vector(document).encode("utf-8", "replace")).hexdigest()
