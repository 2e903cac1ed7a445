"""Applications and rules from files: what is understood, and every fault told at once with place and nearest name."""

from __future__ import annotations

from pathlib import Path

import pytest

from lingqu.law.studies.allocation.applications import Applications, read_applications
from lingqu.law.studies.allocation.binding import bind
from lingqu.law.studies.allocation.rules_file import rules_of
from lingqu.law.studies.allocation.sayings import UnableToAllocate
from lingqu.law.studies.allocation.sums import NotASum, fen_of

HEAD = "编号,单位,措施,县区,评分,申请金额（万元）,互斥\n"
RULES = '[[pool]]\nname = "池"\nmeasures = ["F11", "F12"]\nsums = { 2027 = "100万元" }\n'


def read(tmp_path: Path, text: str | bytes, name: str = "a.csv") -> Applications:
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_applications(file)


def faults_of(tmp_path: Path, text: str | bytes) -> list[str]:
    with pytest.raises(UnableToAllocate) as caught:
        read(tmp_path, text)
    return [fault.said("en") for fault in caught.value.faults]


def rule_faults(text: str) -> list[str]:
    with pytest.raises(UnableToAllocate) as caught:
        rules_of(text.encode(), file="r.toml")
    return [fault.said("en") for fault in caught.value.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_headings_units_and_encodings_are_understood(tmp_path: Path, encoding: str) -> None:
    text = HEAD + 'A1,甲,F11,阳朔县,87.5,12.5,\nA2,乙,F12,七星区,90,"1,000",A1\n'

    found = read(tmp_path, text.encode(encoding))

    assert [(i.id, i.requested, i.excludes, i.facet("district")) for i in found.items] == [
        ("A1", 12_500_000, (), "阳朔县"),
        ("A2", 1_000_000_000, ("A1",), "七星区"),
    ]


def test_the_same_table_reads_the_same_from_excel_and_parquet(tmp_path: Path) -> None:
    import openpyxl
    import polars as pl

    frame = pl.DataFrame({"id": ["A1"], "measure": ["F11"], "score": [87.5], "requested_yuan": [125000.5]})
    frame.write_parquet(tmp_path / "a.parquet")
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(frame.columns)
    book.active.append(list(frame.row(0)))
    book.save(tmp_path / "a.xlsx")

    found = [read_applications(tmp_path / name).items for name in ("a.parquet", "a.xlsx")]

    assert found[0] == found[1]
    assert found[0][0].requested == 12_500_050


FAULTY_ROWS = [
    ("A1,甲,F11,,x,10,", "row 2 score: given x; expected a number"),
    ("A1,甲,F11,,-1,10,", "row 2 score"),
    ("A1,甲,F11,,NaN,10,", "row 2 score"),
    ("A1,甲,F11,,87.12345,10,", "row 2 score"),
    ("A1,甲,F11,,80,-10,", "row 2 requested_yuan: given -10; expected a sum in yuan"),
    ("A1,甲,F11,,80,0,", "row 2 requested_yuan: given 0; expected a sum above zero"),
    ("A1,甲,F11,,80,0.0000001,", "row 2 requested_yuan"),
    ("A1,甲,F11,,80,1e3,", "row 2 requested_yuan"),
    (",甲,F11,,80,10,", "row 2 id"),
    ("A1,甲,,,80,10,", "row 2 measure"),
    (
        "A1,甲,F11,,80,10,\nA1,乙,F11,,80,10,",
        "row 3 id: given A1; expected an id that stands once; row 2 has it already",
    ),
    ("A1,甲,F11,,80,10,B1\nA2,乙,F11,,80,10,", "row 2 excludes: given B1; expected the id of another application"),
    ("A1,甲,F11,,80,10,A1", "row 2 excludes: given A1"),
    ("A1,甲,F11,,80,10,,多了", "row 2"),
]


@pytest.mark.parametrize(("rows", "told"), FAULTY_ROWS)
def test_a_faulty_cell_is_told_with_its_row(tmp_path: Path, rows: str, told: str) -> None:
    assert any(told in fault for fault in faults_of(tmp_path, HEAD + rows + "\n"))


def test_all_faults_are_told_together_in_the_order_of_rows(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, HEAD + "A1,甲,F11,,x,-1,\n,乙,F11,,80,10,\nA3,丙,,,200000,1,A9\n")

    assert [fault.split(":")[0] for fault in faults] == [
        "a.csv row 2 requested_yuan",
        "a.csv row 2 score",
        "a.csv row 3 id",
        "a.csv row 4 measure",
        "a.csv row 4 score",
        "a.csv row 4 excludes",
    ]


@pytest.mark.parametrize(
    "text", ["", "\n\n", HEAD, "\x00\x01", b"PAR1broken", b"PK\x03\x04broken", b"\xff\xff\xff,\n1"]
)
def test_what_is_no_table_of_applications_is_refused(tmp_path: Path, text: str | bytes) -> None:
    assert faults_of(tmp_path, text)


def test_a_workbook_with_a_stray_cell_far_off_is_refused_before_it_takes_all_memory(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.worksheets[0]["A1"], book.worksheets[0]["XFD1048576"] = "id", "x"
    book.save(tmp_path / "a.xlsx")

    with pytest.raises(UnableToAllocate, match="XFD1048576"):
        read_applications(tmp_path / "a.xlsx")


def test_a_missing_column_is_told_with_the_heading_most_like_it(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, "编号,措施,评分数,申请金额\nA1,F11,80,10\n")

    assert len(faults) == 1
    assert "nearest 评分数" in faults[0]


def test_two_columns_of_one_meaning_are_refused(tmp_path: Path) -> None:
    assert any(
        "one column for each meaning" in each for each in faults_of(tmp_path, "编号,id,措施,评分,申请金额\n1,2,F,3,4\n")
    )


@pytest.mark.parametrize("text", ["", "十万", "1.234", "-5", "1,23", "1e5", "9" * 50, "99999999999999999", "1万万"])
def test_what_is_no_exact_sum_is_refused(text: str) -> None:
    with pytest.raises(NotASum):
        fen_of(text)


FAULTY_RULES = [
    ("titel = 'x'\n" + RULES, "titel: given titel", "nearest title"),
    ('[[ceilling]]\nname = "x"\n' + RULES, "ceilling", "nearest ceiling"),
    (RULES + '[[ceiling]]\nname = "x"\nnumbr = 2\n', "[[ceiling]] 1 numbr", "nearest number"),
    (RULES + '[[ceiling]]\nname = "x"\n', "[[ceiling]] 1", "number or sum"),
    (RULES + '[[ceiling]]\nname = "x"\nsum = 1.5\n', "[[ceiling]] 1 sum: given 1.5", "a sum in yuan"),
    (RULES + '[[ceiling]]\nname = "x"\nsum = -1\n', "[[ceiling]] 1 sum: given -1", "not negative"),
    (RULES + '[[ceiling]]\nname = "x"\nnumber = true\n', "[[ceiling]] 1 number", "a whole number"),
    (RULES + "[[floor]]\nnumber = 1\n", "[[floor]] 1 name", "the name of the rule"),
    (RULES + '[[floor]]\nname = "池"\nnumber = 1\n', "[[floor]] 1 name: given 池", "standing once"),
    (RULES + RULES.replace("池", "池二"), "池二: given F11: 池, 池二", "one pool only"),
    ('[[pool]]\nname = "池"\nmeasures = []\nsums = { 2027 = 1 }\n', "[[pool]] 1 measures", "a list of texts"),
    ('[[pool]]\nname = "池"\nmeasures = ["F1"]\nsums = { 2027 = 0 }\n', "[[pool]] 1 sums", "above zero"),
    ('[[pool]]\nname = "池"\nmeasures = ["F1"]\nsums = { 27 = 1 }\n', "[[pool]] 1 sums: given 27", "a year"),
    ("title = 'x'\n", "pool", "at least one [[pool]]"),
    (RULES + '[[exclusion]]\nname = "x"\nmeasures = ["F11"]\n', "[[exclusion]] 1 measures", "at least two"),
    (RULES + '[[exclusion]]\nname = "x"\n', "[[exclusion]] 1", "either measures or items"),
    (RULES + '[[exclusion]]\nname = "x"\nmeasures = ["F11", "F113"]\n', "x: given F113", "nearest F11"),
    (RULES + '[[partial]]\nname = "x"\nmeasures = ["F11"]\nstep = "0.5元"\n', "[[partial]] 1 step", "whole yuan"),
    (RULES + '[[instalments]]\nname = "x"\nmeasures = ["F11"]\npercents = [40, 30]\n', "percents", "together 100"),
    (RULES + '[objective]\nmaximise = "scores"\n', "[objective] maximise", "nearest score"),
    (RULES + '[objective]\ntie_break = ["id", "less_money"]\n', "[objective] tie_break", "first totals"),
    (RULES + '[objective]\ntie_break = ["les_money"]\n', "[objective] tie_break", "nearest less_money"),
    ("pool = 3\n", "pool: given 3", "tables written [[pool]]"),
    ("x = [", "r.toml: given", "a TOML file"),
]


@pytest.mark.parametrize(("text", "place", "told"), FAULTY_RULES)
def test_a_faulty_rule_is_told_with_its_place(text: str, place: str, told: str) -> None:
    if text.count("[objective]"):
        head, _, rest = text.partition("[objective]")
        text = f"[objective]{rest}{head}"

    assert any(place in fault and told in fault for fault in rule_faults(text))


MISFITS = [
    ('[[ceiling]]\nname = "x"\nby = "distrikt"\nnumber = 1\n', "distrikt", "nearest district"),
    ('[[ceiling]]\nname = "x"\nby = "县区"\nnumber = 1\n', "row 3 district", "counts by it"),
    ('[[exclusion]]\nname = "x"\nitems = ["A1", "A7"]\n', "x: given A7", "nearest A"),
    ('[[instalments]]\nname = "x"\nmeasures = ["F11"]\npercents = [50, 50]\n', "池: given F11", "a sum for 2028"),
]


@pytest.mark.parametrize(("rule", "place", "told"), MISFITS)
def test_rules_that_do_not_fit_the_applications_are_told(tmp_path: Path, rule: str, place: str, told: str) -> None:
    found = read(tmp_path, HEAD + "A1,甲,F11,阳朔县,80,10,\nA2,乙,F12,,80,10,\n")

    with pytest.raises(UnableToAllocate) as caught:
        bind(found, rules_of((RULES + rule).encode(), file="r.toml"))

    assert any(place in each.said("en") and told in each.said("en") for each in caught.value.faults)


def test_a_measure_that_no_pool_pays_is_told_with_its_row(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD + "A1,甲,F11,阳朔县,80,10,\nA2,乙,F13,阳朔县,80,10,\n")

    with pytest.raises(UnableToAllocate) as caught:
        bind(found, rules_of(RULES.encode(), file="r.toml"))

    assert [(each.row, each.given) for each in caught.value.faults] == [(3, "F13")]


def test_a_minimum_that_no_rule_uses_is_noted_with_its_measures(tmp_path: Path) -> None:
    found = read(tmp_path, "编号,单位,措施,县区,评分,申请金额（万元）,最低金额（万元）\nA1,甲,F11,阳朔县,80,10,5\n")

    notes = [note.zh for note in bind(found, rules_of(RULES.encode(), file="r.toml")).notes]

    assert notes == ["1 项申请写了最低金额，但规则不许它们的措施（F11）部分支持：这 1 项要么按全额支持，要么不支持"]


def test_what_changes_nothing_is_noted(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD + "A1,甲,F11,阳朔县,80,10,\n")
    rules = RULES + '[[pool]]\nname = "闲"\nmeasures = ["F15"]\nsums = { 2027 = 1 }\n'
    rules += '[[floor]]\nname = "县域"\nwhere = { district = ["阳朔", "阳朔县"] }\nnumber = 1\n'

    notes = [note.en for note in bind(found, rules_of(rules.encode(), file="r.toml")).notes]

    assert notes == [
        "no application is under a measure that the pool 闲 pays",
        "阳朔 in the rule 县域: no application has it (nearest 阳朔县)",
    ]
