"""The index of words: what it finds, keeps and survives."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from lingqu.matching.documents import Document, Facets
from lingqu.matching.facets import read_filter
from lingqu.matching.folder import open_matcher, remove_documents, write_index
from lingqu.matching.lexical import LexicalIndex, LexicalWriter, UnableToOpenIndex, UnableToWriteIndex

FOUND = [
    ("发动机叶片需要抗高温氧化的表面处理", "coating"),
    ("电梯故障预警", "elevator"),
    ("含盐污水怎么处理", "water"),
    ("压力传感器 60KPA", "sensor"),
    ("留香", "osmanthus"),
    ("柚子剥皮机", "pomelo"),
]


def searched(folder: Path, text: str, **limits: object) -> list[str]:
    index = LexicalIndex(folder / "words")
    terms = index.weigh(Document("q", text))
    return [hit.document.id for hit in index.search(terms, 10, **limits)]  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "first"), FOUND)
def test_what_shares_the_rarest_words_stands_first(folder, text, first):
    assert searched(folder, text)[0] == first


def test_a_word_in_a_title_weighs_more_than_in_a_long_text(tmp_path):
    write_index(
        tmp_path / "index",
        [Document("a", "钢材表面检测与涂层", "轧机"), Document("b", "钢材", "涂层")],
    )

    assert searched(tmp_path / "index", "涂层") == ["b", "a"]


def test_equal_scores_stand_in_the_order_of_ids(tmp_path):
    write_index(tmp_path / "index", [Document(name, "稀土永磁电机") for name in ("c", "a", "b")])

    assert searched(tmp_path / "index", "永磁电机") == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("condition", "left"),
    [
        ("industry=C", {"coating", "elevator"}),
        ("industry=C33", {"coating"}),
        ("place=4503", {"coating", "elevator"}),
        ("maturity>=pilot", {"coating"}),
        ("price<=300000", {"coating"}),
        ("price<=299999.99", set()),
    ],
)
def test_a_filter_lets_through_what_is_known_to_meet_it(folder, condition, left):
    found = searched(folder, "涂层电梯废水桂花柚传感器表面", only=read_filter([condition]))

    assert set(found) == left


def test_documents_come_change_and_go(folder, results):
    fresh = Document("new", "罗汉果甜苷的膜分离", "罗汉果甜苷")
    changed = Document("water", "超临界水氧化处理印染污泥", "污泥处理")

    changes = write_index(folder, [*(each for each in results if each.id not in ("water", "pomelo")), changed, fresh])

    assert (changes.added, changes.changed, changes.removed, changes.kept) == (1, 1, 1, 4)
    assert searched(folder, "罗汉果") == ["new"]
    assert searched(folder, "印染污泥")[0] == "water"
    assert "water" not in searched(folder, "双极膜电渗析")
    assert "pomelo" not in searched(folder, "沙田柚")
    remove_documents(folder, ["new", "nobody"])
    assert searched(folder, "罗汉果") == []


def test_others_stay_where_they_are_kept(folder):
    changes = write_index(folder, [Document("new", "罗汉果甜苷")], keep_others=True)

    assert (changes.added, changes.removed) == (1, 0)
    assert len(LexicalIndex(folder / "words")) == 7


def test_a_reader_keeps_what_it_opened(folder):
    index = LexicalIndex(folder / "words")
    write_index(folder, [Document("only", "罗汉果甜苷")])

    assert len(index) == 6
    assert len(LexicalIndex(folder / "words")) == 1


def test_nothing_is_seen_before_a_commit(folder):
    writer = LexicalWriter(folder / "words")
    writer.add(Document("half", "未写完的一条"))
    writer.close()

    assert len(LexicalIndex(folder / "words")) == 6


KILLED_WHILE_WRITING = """
import os, signal, sys
from pathlib import Path
from lingqu.matching.documents import Document
from lingqu.matching.lexical import LexicalWriter
writer = LexicalWriter(Path(sys.argv[1]))
for number in range(5_000):
    writer.add(Document(f"n{number}", "写到一半断电的文档" * 20))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_writer_that_is_killed_leaves_the_index_as_it_was(folder):
    worker = subprocess.run([sys.executable, "-c", KILLED_WHILE_WRITING, str(folder / "words")], check=False)

    assert worker.returncode == -signal.SIGKILL
    assert len(LexicalIndex(folder / "words")) == 6
    assert write_index(folder, [Document("after", "断电之后")], keep_others=True).added == 1


def test_a_second_writer_is_told_to_wait(folder):
    first = LexicalWriter(folder / "words")
    try:
        with pytest.raises(UnableToWriteIndex) as refused:
            LexicalWriter(folder / "words")
    finally:
        first.close()

    assert "另一个进程" in refused.value.zh


def test_a_folder_without_an_index_is_named(tmp_path):
    with pytest.raises(UnableToOpenIndex) as refused:
        open_matcher(tmp_path, environment={})

    assert "lingqu match index" in refused.value.en


@pytest.mark.parametrize("ending", [".term", ".store", ".idx", "meta.json"])
def test_a_torn_file_is_told_and_never_a_crash(folder, ending):
    torn = [file for file in (folder / "words").iterdir() if file.name.endswith(ending)]
    assert torn
    for file in torn:
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])

    with pytest.raises(UnableToOpenIndex):
        searched(folder, "电梯废水涂层")


def test_a_manifest_of_nonsense_is_told(folder):
    (folder / "matching.json").write_text("{", encoding="utf-8")

    with pytest.raises(UnableToOpenIndex):
        open_matcher(folder, environment={})


def test_a_folder_of_other_things_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("不是索引", encoding="utf-8")

    with pytest.raises(UnableToOpenIndex):
        write_index(tmp_path, [Document("a", "钢")])
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_a_text_of_a_megabyte_is_indexed_and_asked(folder):
    long = Document("long", "石墨烯散热膜" * 180_000)
    write_index(folder, [long], keep_others=True)

    assert searched(folder, "石墨烯散热膜")[0] == "long"
    assert searched(folder, long.text)[0] == "long"


def test_facets_are_kept_with_their_document(folder):
    found = LexicalIndex(folder / "words").document("coating")

    assert found is not None
    assert found.facets == Facets(industry="C33", maturity="pilot", place="450305", price_fen=300_000_00)
