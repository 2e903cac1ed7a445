"""An embedding service with the interface of OpenAI's, as an office runs it inside its own network.

Its one law: what it answers is checked before it is used, and no answer within the time is an error that names the
service, never a wait without end.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Sequence
from typing import Any

import numpy as np

from lingqu.matching.vectors import Floats, UnableToEmbed

_BATCH = 32
_LARGEST_ANSWER = 64 * 2**20


class EmbeddingEndpoint:
    """An embedder behind `POST {address}/embeddings`.

    `prefixes` stand before queries and passages, as models of the e5 family want them ("query: ", "passage: ").
    """

    def __init__(
        self,
        address: str,
        model: str,
        *,
        key: str = "",
        timeout: float = 10.0,
        prefixes: tuple[str, str] = ("", ""),
    ) -> None:
        if not address.startswith(("http://", "https://")):
            raise UnableToEmbed(
                f"LINGQU_EMBEDDING_URL：给出 {address!r}；应为 http(s) 地址，例如 http://10.0.0.5:8080/v1",
                f"LINGQU_EMBEDDING_URL: given {address!r}; expected an address such as http://10.0.0.5:8080/v1",
            )
        self._address = address.rstrip("/")
        self._name = model
        self._key = key
        self._timeout = timeout
        self._prefixes = prefixes

    @property
    def model(self) -> str:
        """The name that the service knows the model by, with the prefixes that change what it answers."""
        return f"endpoint/{self._name}/{'|'.join(self._prefixes)}"

    def passages(self, texts: Sequence[str]) -> Floats:
        """Unit vectors of stored texts."""
        batches = [texts[start : start + _BATCH] for start in range(0, len(texts), _BATCH)]
        return np.concatenate([self._asked([self._prefixes[1] + text for text in batch]) for batch in batches])

    def query(self, text: str) -> Floats:
        """The unit vector of a query."""
        found: Floats = self._asked([self._prefixes[0] + text])[0]
        return found

    def _asked(self, texts: list[str]) -> Floats:
        body = json.dumps({"model": self._name, "input": texts, "encoding_format": "float"}).encode()
        headers = {"Content-Type": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        request = urllib.request.Request(f"{self._address}/embeddings", data=body, headers=headers, method="POST")
        try:
            # the scheme was checked to be http or https
            with urllib.request.urlopen(request, timeout=self._timeout) as answer:  # nosec B310
                said = json.loads(answer.read(_LARGEST_ANSWER))
        except (urllib.error.URLError, TimeoutError, OSError, ValueError) as error:
            reason = getattr(error, "reason", error)
            raise UnableToEmbed(
                f"向量服务 {self._address} 没有给出可用的回答：{reason}",
                f"The embedding service {self._address} gave no usable answer: {reason}",
            ) from None
        return self._checked(said, len(texts))

    def _checked(self, said: Any, expected: int) -> Floats:
        try:
            rows = sorted(said["data"], key=lambda row: row["index"])
            found = np.array([row["embedding"] for row in rows], dtype=np.float32)
            lengths = np.linalg.norm(found, axis=1, keepdims=True)
        except (KeyError, TypeError, ValueError, np.exceptions.AxisError):
            found, lengths = np.zeros((0, 0), dtype=np.float32), np.zeros((0, 1), dtype=np.float32)
        if found.shape[0] != expected or not np.isfinite(found).all() or not (lengths > 0).all():
            raise UnableToEmbed(
                f"向量服务 {self._address} 的回答不合格式：应有 {expected} 个向量",
                f"The answer of {self._address} has another shape: {expected} vectors are expected",
            )
        unit: Floats = found / lengths
        return unit
