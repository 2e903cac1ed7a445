"""An embedding service in the office network: what it answers is checked, and silence ends."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import numpy as np
import pytest

from lingqu.matching.endpoint import EmbeddingEndpoint
from lingqu.matching.vectors import UnableToEmbed


class Service(BaseHTTPRequestHandler):
    """Answers as it is told by the name of the model."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.headers.get("Authorization"), asked["input"]))  # type: ignore[attr-defined]
        if asked["model"] == "silent":
            self.server.over.wait(10)  # type: ignore[attr-defined]
            return
        rows = [{"index": at, "embedding": [3.0, 4.0 + at]} for at in range(len(asked["input"]))]
        bodies = {
            "good": {"data": rows[::-1]},
            "short": {"data": rows[1:]},
            "zero": {"data": [{"index": 0, "embedding": [0.0, 0.0]}]},
            "text": {"data": [{"index": 0, "embedding": "abc"}]},
            "other": {"error": "no such model"},
        }
        body = b"<html>" if asked["model"] == "html" else json.dumps(bodies[asked["model"]]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def service() -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), Service)
    server.asked, server.over = [], threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.over.set()  # type: ignore[attr-defined]
    server.shutdown()


def at(server: HTTPServer, model: str, **settings: object) -> EmbeddingEndpoint:
    return EmbeddingEndpoint(f"http://127.0.0.1:{server.server_port}/v1/", model, **settings)  # type: ignore[arg-type]


def test_answers_become_unit_vectors_in_the_order_of_the_texts(service):
    endpoint = at(service, "good", key="secret", prefixes=("query: ", "passage: "))

    found = endpoint.passages(["甲", "乙"])

    assert np.allclose(np.linalg.norm(found, axis=1), 1)
    assert np.allclose(found[0], [0.6, 0.8])
    assert service.asked == [("Bearer secret", ["passage: 甲", "passage: 乙"])]


def test_many_texts_go_in_batches(service):
    assert at(service, "good").passages([f"文{number}" for number in range(70)]).shape == (70, 2)
    assert [len(texts) for _, texts in service.asked] == [32, 32, 6]


@pytest.mark.parametrize("model", ["short", "zero", "text", "other", "html"])
def test_an_answer_of_another_shape_is_refused(service, model):
    with pytest.raises(UnableToEmbed):
        at(service, model).query("甲")


def test_a_silent_service_is_not_waited_for_without_end(service):
    with pytest.raises(UnableToEmbed) as refused:
        at(service, "silent", timeout=0.3).query("甲")

    assert "没有给出可用的回答" in refused.value.zh


def test_a_service_that_is_not_there_is_named():
    with pytest.raises(UnableToEmbed):
        EmbeddingEndpoint("http://127.0.0.1:9/v1", "good").query("甲")


@pytest.mark.parametrize("address", ["", "ftp://a", "file:///etc/passwd"])
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(UnableToEmbed) as refused:
        EmbeddingEndpoint(address, "good")

    assert "LINGQU_EMBEDDING_URL" in refused.value.en
