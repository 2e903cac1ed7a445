"""From texts to terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingqu.matching.documents import Document
from lingqu.matching.self_descriptions import without_self_description
from lingqu.matching.texts import normalised, runs_of, sentences_of, terms_of

CUTS = [
    ("石墨烯", ["石墨", "墨烯"]),
    ("ＬＭＷＨ抗凝", ["lmwh", "抗凝"]),
    ("3.5kW 电机", ["3.5kw", "电机"]),
    ("PA-66/GF30", ["pa-66", "gf30"]),
    ("水", []),
    ("α粒子", ["α", "粒子"]),
    ("a\x00b", ["a", "b"]),
    ("坏\ud800字", []),
    ("😀👍🏽", []),
    ("", []),
    ("한국 привет", ["한국", "привет"]),
    ("-- . '", []),
    ("𠮷野家", ["𠮷野", "野家"]),
]


@pytest.mark.parametrize(("text", "pairs"), CUTS)
def test_pairs_of_neighbours_and_whole_words_are_the_terms(text, pairs):
    assert terms_of(text).pairs == pairs


def test_single_characters_stand_beside_words():
    assert terms_of("石墨烯 PA66").characters == ["石", "墨", "烯", "pa66"]


def test_a_word_without_end_is_cut():
    assert len(terms_of("x" * 10_000).pairs[0]) == 64


@given(st.text())
def test_terms_are_the_same_however_wide_or_tall_the_letters_are(text):
    assert terms_of(text) == terms_of(normalised(text))


@given(st.text(max_size=300))
def test_every_term_stands_in_a_run_and_holds_no_blank(text):
    runs = list(runs_of(text))
    for term in terms_of(text).pairs:
        assert any(term in run for run in runs)
        assert term.split() == [term]


@given(st.text())
def test_sentences_lose_nothing_but_what_parts_them(text):
    whole = "".join(sentences_of(text))
    assert set(whole) <= set(text)
    assert all(sentence.strip() == sentence != "" for sentence in sentences_of(text))


SELF = [
    ("我公司成立于2002年，占地50亩。需要一种耐高温涂层。", "需要一种耐高温涂层。"),
    ("公司主营竹笋加工。现有设备剥壳费工，希望改进剥壳工艺。联系人：见附件。", "现有设备剥壳费工，希望改进剥壳工艺。"),
    ("公司成立于1998年。", "公司成立于1998年。"),
    ("需要的设备结构紧凑，占地面积小。", "需要的设备结构紧凑，占地面积小。"),
    ("企业是高新技术企业，亟需解决酸洗槽渗漏。", "企业是高新技术企业，亟需解决酸洗槽渗漏。"),
]


@pytest.mark.parametrize(("text", "left"), SELF)
def test_sentences_of_a_firm_about_itself_are_cut_and_needs_stay(text, left):
    assert without_self_description(Document("d", text))[0].text == left


@given(st.text(alphabet="成立于公司需要。；占地12，注册资本", max_size=60))
def test_a_cut_never_empties_a_query(text):
    query = Document("d", text)

    left, cut = without_self_description(query)

    assert bool(left.text.strip()) == bool(text.strip())
    assert all(sentence in text for sentence in cut)
