"""Whole answers: ranks, the judgement, reasons."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lingqu.matching.documents import Document, Facets
from lingqu.matching.folder import open_matcher, write_index
from lingqu.matching.gate import gates
from lingqu.matching.lexical import LexicalIndex
from lingqu.matching.ranking import Matcher
from lingqu.matching.vectors import VectorStore


@pytest.fixture
def matcher(folder):
    return open_matcher(folder, environment={})


def test_reasons_name_the_shared_words_the_passage_and_what_is_missing(matcher):
    answer = matcher.answer(Document("q", "钛合金叶片的耐高温涂层，要求抗盐雾腐蚀"))

    best = answer.matches[0]
    assert best.document.id == "coating"
    said = best.reasons.said()
    assert "耐高温涂层" in said[0]
    assert "耐高温抗氧化涂层" in said[1]
    assert any("盐雾" in line for line in said if line.startswith("未提到"))
    assert best.reasons.said("en")[0].startswith("shared words: ")


def test_scores_fall_and_stay_between_nought_and_one(matcher):
    scores = [match.score for match in matcher.answer(Document("q", "电梯废水涂层压力桂花")).matches]

    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_a_query_that_shares_nothing_has_no_match_and_fits_nothing(matcher):
    answer = matcher.answer(Document("q", "quantum chromodynamics"))

    assert answer.matches == ()
    assert not answer.fits


def test_a_threshold_can_be_moved(matcher):
    query = Document("q", "沙田柚去皮")

    assert all(match.fit for match in matcher.answer(query, threshold=0.0).matches)
    assert not matcher.answer(query, threshold=1.0).fits


def test_a_facet_settles_what_texts_leave_open(tmp_path):
    documents = [
        Document(name, "稀土永磁电机", facets=Facets(place=place)) for name, place in (("a", "450100"), ("b", "450305"))
    ]
    write_index(tmp_path / "i", documents)

    answer = open_matcher(tmp_path / "i", environment={}).answer(
        Document("q", "永磁电机", facets=Facets(place="450302"))
    )

    assert [match.document.id for match in answer.matches] == ["b", "a"]
    assert "所在地相合：450302与450305" in answer.matches[0].reasons.said()


def test_a_price_over_the_budget_is_told(matcher):
    query = Document("q", "钛合金耐高温涂层", facets=Facets(budget_fen=100_00))

    assert "金额不合：要100 元，此为300,000 元" in matcher.answer(query).matches[0].reasons.said()


def test_the_asker_is_not_matched_by_what_he_says_of_himself(matcher):
    query = Document("q", "公司位于桂林，专业从事桂花精油销售。需要电梯检修预警。")

    answer = matcher.answer(query)

    assert answer.matches[0].document.id == "elevator"
    assert answer.cut == ("公司位于桂林，专业从事桂花精油销售。",)


def test_a_named_pair_is_explained_wherever_it_stands(matcher):
    match, place = matcher.explain(Document("q", "电梯检修预警"), "elevator")
    assert (match.document.id, place) == ("elevator", 1)

    far, place = matcher.explain(Document("q", "电梯检修预警"), "osmanthus")
    assert not far.fit
    assert far.reasons.said()[0] == "没有共同的词"
    assert matcher.explain(Document("q", "电梯"), "nobody") is None


def test_the_same_query_is_answered_the_same(matcher, folder):
    query = Document("q", "电梯废水涂层压力桂花")

    assert matcher.answer(query) == open_matcher(folder, environment={}).answer(query)


def test_likeness_finds_what_shares_no_index_term_and_says_so(tmp_path, results, embedder):
    write_index(tmp_path / "i", results, kind="endpoint", embedder=embedder)
    vectors = VectorStore(tmp_path / "i" / "vectors.sqlite3").loaded(embedder.model)
    words = LexicalIndex(tmp_path / "i" / "words")
    matcher = Matcher(words, gates=gates(), vectors=vectors, embedder=embedder)

    answer = matcher.answer(Document("q", "沙田柚去皮"))

    assert answer.matches[0].document.id == "pomelo"
    assert len(answer.matches) == len(results)
    assert answer.matches[0].reasons.likeness is not None


def test_a_document_without_a_vector_stands_by_its_words(tmp_path, results, embedder):
    write_index(tmp_path / "i", results[1:], kind="endpoint", embedder=embedder)
    vectors = VectorStore(tmp_path / "i" / "vectors.sqlite3").loaded(embedder.model)
    write_index(tmp_path / "i", [replace(results[0], id="late")], keep_others=True)
    matcher = Matcher(LexicalIndex(tmp_path / "i" / "words"), gates=gates(), vectors=vectors, embedder=embedder)

    late = matcher.answer(Document("q", "钛合金耐高温涂层")).matches[0]

    assert late.document.id == "late"
    assert late.reasons.likeness is None
