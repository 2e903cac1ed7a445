"""The policy folders that an editor has open: what is on disk, with the texts of the editor in the place of it.

Its one law: what is typed outranks what is saved, file by file. It does not know the protocol.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from pygls.uris import from_fs_path, to_fs_path

from lingqu.law.editing.readfiles import Memory
from lingqu.law.editing.workspace import Workspace, open_workspace
from lingqu.law.packs.sources import SUFFIX, read_folder


@dataclass(frozen=True, slots=True)
class Document:
    """A file by its address: the address of its folder, and its name."""

    folder: str
    name: str

    @property
    def uri(self) -> str:
        """The address of the file."""
        return f"{self.folder}/{quote(self.name)}"


@dataclass(slots=True)
class Folders:
    """All open texts by the address of their file."""

    memory: Memory = field(default_factory=Memory)
    _texts: dict[str, str] = field(default_factory=dict)
    _uris: dict[Document, str] = field(default_factory=dict)

    def put(self, uri: str, text: str) -> Document:
        """Take over what an editor has in a file."""
        document = document_of(uri)
        self._texts[document.uri] = text
        self._uris[document] = uri
        return document

    def close(self, uri: str) -> Document:
        """Go back to what is on disk."""
        document = document_of(uri)
        self._texts.pop(document.uri, None)
        self._uris.pop(document, None)
        return document

    def opened_in(self, folder: str) -> tuple[Document, ...]:
        """List the files of a folder that an editor has open."""
        return tuple(document for document in self._uris if document.folder == folder)

    def uri_of(self, document: Document) -> str:
        """Give the address of a file as the editor itself spells it."""
        return self._uris.get(document, document.uri)

    def workspace(self, folder: str) -> Workspace:
        """Open a folder as it is now. Raises UnableToOpen."""
        texts = {**_on_disk(folder), **{each.name: self._texts[each.uri] for each in self.opened_in(folder)}}
        return open_workspace(_last(folder) or "policy", texts, memory=self.memory)


def document_of(uri: str) -> Document:
    """Part an address into folder and file.

    >>> document_of("file:///a/%E6%A1%82/measures.lq").name
    'measures.lq'
    """
    folder, _, name = uri.rpartition("/")
    name = unquote(name)
    path = to_fs_path(uri) if uri.startswith("file:") else None
    if path:
        parent, name = os.path.split(path)
        folder = (from_fs_path(parent) or folder).rstrip("/")
    return Document(folder, name if name.endswith(SUFFIX) else f"{name or 'untitled'}{SUFFIX}")


def _on_disk(folder: str) -> Mapping[str, str]:
    path = to_fs_path(folder) if folder.startswith("file:") else None
    if not path or not os.path.isdir(path):
        return {}
    files = read_folder(Path(path)).files
    # bytes that are no UTF-8 become characters that the reader refuses with their place
    return {PurePosixPath(file.name).name: file.data.decode("utf-8", "surrogateescape") for file in files}


def _last(folder: str) -> str:
    return unquote(PurePosixPath(urlsplit(folder).path).name)
