"""`lingqu match`: the contract of its lines, and how it refuses."""

from __future__ import annotations

import json

import pytest

DOCUMENTS = [
    {"id": "z1", "title": "钛合金耐高温涂层", "text": "溶胶凝胶法制备抗氧化涂层", "facets": {"industry": "C33"}},
    {"id": "z2", "title": "电梯状态监测", "text": "采集轿厢振动，提前给出检修建议", "facets": {"industry": "C34"}},
    {"id": "z3", "text": "双极膜电渗析处理高盐废水"},
]
QUERIES = [
    {"id": "d2", "text": "电梯检修", "facets": {"industry": "C34", "place": "450305", "budget_yuan": 500000}},
    {"id": "d1", "text": "耐高温涂层"},
    {"id": "d3", "text": "wholly unrelated"},
]


def written(folder, name, rows):
    file = folder / name
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return str(file)


@pytest.fixture
def index(lingqu, tmp_path):
    ended = lingqu("match", "index", written(tmp_path, "docs.jsonl", DOCUMENTS), "--out", str(tmp_path / "index"))
    assert (ended.exit_code, ended.stdout) == (0, "")
    assert "新增 3" in ended.stderr
    return str(tmp_path / "index")


def test_each_query_gets_one_line_in_their_order(lingqu, tmp_path, index):
    queries = written(tmp_path, "queries.jsonl", QUERIES)

    ended = lingqu("match", "query", queries, "--index", index, "--format", "jsonl")

    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [line["id"] for line in lines] == ["d2", "d1", "d3"]
    assert all(list(line) == ["id", "fits", "matches"] for line in lines)
    assert lines[0]["matches"][0]["id"] == "z2"
    assert list(lines[0]["matches"][0]) == ["id", "score", "fit", "because"]
    assert any("行业相合" in reason for reason in lines[0]["matches"][0]["because"])
    assert lines[2] == {"id": "d3", "fits": False, "matches": []}


def test_the_same_input_gives_the_same_bytes(lingqu, tmp_path, index):
    queries = written(tmp_path, "queries.jsonl", QUERIES)
    command = ("match", "query", queries, "--index", index, "--format", "jsonl")

    assert lingqu(*command).stdout_bytes == lingqu(*command).stdout_bytes


def test_queries_come_from_standard_input_and_top_bounds_the_list(lingqu, index):
    line = json.dumps({"id": "q", "text": "涂层电梯废水"})

    ended = lingqu("match", "query", "-", "--index", index, "--top", "2", "--format", "jsonl", input=line)

    assert len(json.loads(ended.stdout)["matches"]) == 2


def test_a_reader_sees_the_verdict_and_the_reasons(lingqu, index):
    line = json.dumps({"id": "q", "title": "电梯", "text": "与此无关的量子色动力学"})

    ended = lingqu("match", "query", "-", "--index", index, "--threshold", "1", input=line)

    assert "◆ q 电梯" in ended.stdout
    assert "没有合适的" in ended.stdout
    assert "共同词：电梯" in ended.stdout


def test_conditions_narrow_and_a_threshold_moves_the_gate(lingqu, index):
    line = json.dumps({"id": "q", "text": "电梯检修 涂层"})
    command = ("match", "query", "-", "--index", index, "--format", "jsonl")

    only = json.loads(lingqu(*command, "--only", "industry=C33", input=line).stdout)
    strict = json.loads(lingqu(*command, "--threshold", "1", input=line).stdout)

    assert [match["id"] for match in only["matches"]] == ["z1"]
    assert not strict["fits"]
    assert strict["matches"]


def test_a_pair_is_explained(lingqu, tmp_path, index):
    queries = written(tmp_path, "queries.jsonl", QUERIES)

    ended = lingqu("match", "explain", queries, "d2", "z2", "--index", index, "--lang", "en")

    assert ended.exit_code == 0
    assert "place 1" in ended.stdout
    assert "shared words" in ended.stdout


def test_an_index_is_made_again_in_place(lingqu, tmp_path, index):
    ended = lingqu("match", "index", written(tmp_path, "docs.jsonl", DOCUMENTS[:1]), "--out", index)

    assert "移除 2，未变 1" in ended.stderr


REFUSED = [
    (("match", "index", "{docs}", "--vectors", "none"), "--out"),
    (("match", "index", "{bad}", "--out", "{new}"), "第 2 行"),
    (("match", "index", "{none}", "--out", "{new}"), "无法读取"),
    (("match", "index", "{empty}", "--out", "{new}"), "没有一条"),
    (("match", "index", "{docs}", "--out", "{docs}"), "应为文件夹"),
    (("match", "index", "{docs}", "--out", "{new}", "--vectors", "endpoint"), "LINGQU_EMBEDDING_URL"),
    (("match", "query", "{docs}", "--index", "{new}"), "没有做完的索引"),
    (("match", "query", "{docs}", "--index", "{index}", "--top", "0"), "--top"),
    (("match", "query", "{docs}", "--index", "{index}", "--threshold", "x"), "--threshold"),
    (("match", "query", "{docs}", "--index", "{index}", "--only", "colour=red"), "--only"),
    (("match", "query", "{bad}", "--index", "{index}"), "第 3 行"),
    (("match", "explain", "{docs}", "zz", "z1", "--index", "{index}"), "没有编号 zz"),
    (("match", "explain", "{docs}", "z1", "zz", "--index", "{index}"), "没有编号 zz"),
]


@pytest.mark.parametrize(("arguments", "said"), REFUSED)
def test_what_cannot_be_done_ends_with_2_and_says_why(lingqu, tmp_path, index, arguments, said):
    places = {
        "docs": written(tmp_path, "again.jsonl", DOCUMENTS),
        "bad": written(tmp_path, "bad.jsonl", [DOCUMENTS[0], {"id": "x"}, DOCUMENTS[0]]),
        "none": str(tmp_path / "none.jsonl"),
        "empty": written(tmp_path, "empty.jsonl", []),
        "new": str(tmp_path / "new"),
        "index": index,
    }

    ended = lingqu(*(argument.format(**places) for argument in arguments))

    assert ended.exit_code == 2
    assert ended.stdout == ""
    assert said in ended.stderr
    assert not (tmp_path / "new" / "matching.json").exists()


def test_a_silent_embedding_service_leaves_the_words(lingqu, tmp_path, index):
    manifest = tmp_path / "index" / "matching.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("none", "endpoint"), encoding="utf-8")
    line = json.dumps({"id": "q", "text": "电梯检修"})

    ended = lingqu(
        "match",
        "query",
        "-",
        "--index",
        index,
        "--format",
        "jsonl",
        input=line,
        LINGQU_EMBEDDING_URL="http://127.0.0.1:9/v1",
    )

    assert ended.exit_code == 0
    assert "只按字词匹配" in ended.stderr
    assert json.loads(ended.stdout)["matches"][0]["id"] == "z2"
