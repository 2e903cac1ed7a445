"""Made registers as files: the same bytes for the same seed, in pieces too, marked as made, never half written."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import openpyxl
import polars as pl
import pytest

from lingqu.law.bulk.register import read_register
from lingqu.law.packs.folders import load_pack
from lingqu.law.synthetic import register_file
from lingqu.law.synthetic.applications import make_applications, write_applications
from lingqu.law.synthetic.register import Wish, column_names
from lingqu.law.synthetic.register_file import write_register
from lingqu.law.synthetic.spelling import CARRIED_TITLES, Spelling, chinese_spelling
from lingqu.law.synthetic.written import UnableToWrite

SEED = np.random.SeedSequence(7)
ENDINGS = (".parquet", ".csv", ".xlsx")


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return chinese_spelling(load_pack("guilin2026", examples=False), column_names(Wish()))


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_seed_gives_the_same_bytes(tmp_path: Path, ending: str) -> None:
    for name in "ab":
        write_register(tmp_path / f"{name}{ending}", rows=60, seed=np.random.SeedSequence(7))

    assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes()


def test_a_long_register_is_made_in_pieces_of_different_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register_file, "ROWS_OF_A_PIECE", 100)
    told: list[int] = []

    write_register(tmp_path / "long.parquet", rows=250, seed=SEED, progress=told.append)

    frame = pl.read_parquet(tmp_path / "long.parquet")
    assert told == [100, 100, 50]
    assert frame["id"].n_unique() == len(frame) == 250
    assert frame.head(100)["name"].to_list() != frame.slice(100, 100)["name"].to_list()


def test_parquet_says_that_it_is_made(tmp_path: Path) -> None:
    write_register(tmp_path / "made.parquet", rows=50, seed=SEED)

    said = pl.read_parquet_metadata(tmp_path / "made.parquet")
    assert {name: said[name] for name in ("synthetic", "seed", "rows", "version", "years")} == {
        "synthetic": "true", "seed": "7", "rows": "50", "version": "1", "years": "2024-2026",
    }  # fmt: skip


def test_a_workbook_says_that_it_is_made_and_holds_sums_to_the_fen(tmp_path: Path, spelling: Spelling) -> None:
    write_register(tmp_path / "made.xlsx", rows=80, seed=SEED, spelling=spelling)
    write_register(tmp_path / "made.parquet", rows=80, seed=SEED)

    book = openpyxl.load_workbook(tmp_path / "made.xlsx")
    head, *rows = book.active.iter_rows(values_only=True)
    column = head.index("营业收入2026年（元）")
    exact = pl.read_parquet(tmp_path / "made.parquet")["revenue_yuan_2026"].to_list()
    assert "synthetic=true" in book.properties.description
    assert [row[column] for row in rows] == [None if sum_ is None else float(sum_) for sum_ in exact]


def test_csv_opens_in_excel_and_is_headed_by_the_names_of_the_vocabulary(tmp_path: Path, spelling: Spelling) -> None:
    write_register(tmp_path / "made.csv", rows=60, seed=SEED, spelling=spelling)

    text = (tmp_path / "made.csv").read_bytes()
    head = text.decode("utf-8-sig").splitlines()[0].split(",")
    assert text.startswith(b"\xef\xbb\xbf")
    assert head[:6] == [*CARRIED_TITLES.values()]
    assert {"主营业务收入2025年（元）", "同条本年已付:F01（元）", "平台级别", "在桂林"} <= {*head}
    assert ",是," in text.decode("utf-8")
    assert ",自治区级," in text.decode("utf-8")


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_register_without_rows_has_its_columns(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"none{ending}"

    write_register(path, rows=0, seed=SEED)

    frame = {".parquet": pl.read_parquet, ".csv": pl.read_csv}.get(ending)
    columns = frame(path).columns if frame else [cell.value for cell in openpyxl.load_workbook(path).active[1]]
    assert columns == column_names(Wish())


@pytest.mark.parametrize(("name", "rows"), [("a.txt", 5), ("a", 5), ("a.xlsx", 100_001)])
def test_a_file_that_cannot_hold_it_is_refused(tmp_path: Path, name: str, rows: int) -> None:
    with pytest.raises(UnableToWrite) as refused:
        write_register(tmp_path / name, rows=rows, seed=SEED)

    assert "给出" in refused.value.words[0]
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("end", [KeyboardInterrupt, OSError("disk full")])
def test_an_end_in_the_middle_leaves_the_earlier_file(tmp_path: Path, ending: str, end: type[BaseException]) -> None:
    path = tmp_path / f"kept{ending}"
    path.write_bytes(b"earlier")

    def stop(_: int) -> None:
        raise end

    with pytest.raises((KeyboardInterrupt, OSError)):
        write_register(path, rows=50, seed=SEED, progress=stop)

    assert path.read_bytes() == b"earlier"
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_full_disk_is_told_with_the_name_of_the_file(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"full{ending}"
    program = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000));"
        "sys.argv = ['lingqu', 'synth', '--headings', 'codes', '--n', '2000', '--out', sys.argv[1]];"
        "from lingqu.interfaces.cli.main import main; main()"
    )

    outcome = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False)

    assert outcome.returncode == 2, outcome.stderr
    assert outcome.stderr == f"无法读写 {path}：File too large\n"
    assert [*tmp_path.iterdir()] == []


def test_the_samples_are_what_their_seed_gives(root: Path, tmp_path: Path, spelling: Spelling) -> None:
    samples = root / "src" / "lingqu" / "samples"

    for ending in (".csv", ".xlsx"):
        made = tmp_path / f"register{ending}"
        write_register(made, rows=120, seed=np.random.SeedSequence(2026), spelling=spelling)
        if ending == ".csv":
            assert made.read_bytes() == (samples / made.name).read_bytes()
        else:  # how a zip is packed hangs on the library at hand, what is in it does not
            assert cells(made) == cells(samples / made.name)


def test_a_register_headed_by_names_is_read_as_the_one_headed_by_codes(tmp_path: Path, spelling: Spelling) -> None:
    write_register(tmp_path / "names.csv", rows=300, seed=SEED, spelling=spelling)
    write_register(tmp_path / "codes.parquet", rows=300, seed=SEED)
    pack = load_pack("guilin2026", examples=False)

    names, codes = (read_register(tmp_path / name, pack) for name in ("names.csv", "codes.parquet"))

    assert names.fault_count == codes.fault_count == 0
    assert names.facts == codes.facts
    columns = ["id", "name", "district", "industry", "size", *sorted(codes.facts)]
    assert names.frame.select(columns).collect().equals(codes.frame.select(columns).collect())


def cells(path: Path) -> list[tuple[object, ...]]:
    return [*openpyxl.load_workbook(path).active.iter_rows(values_only=True)]


def applications(rows: int = 600) -> pl.DataFrame:
    return make_applications(rows, np.random.Generator(np.random.PCG64(3)))


def test_applications_have_equal_scores_whole_sums_and_days_of_the_call() -> None:
    frame = applications()

    assert frame["id"].n_unique() == 600
    assert frame["score"].n_unique() < 100
    assert frame.filter(pl.col("requested_yuan") % 10_000 != 0).is_empty()
    assert frame.filter(pl.col("minimum_yuan") > pl.col("requested_yuan")).is_empty()
    assert frame["filed"].min() >= date(2027, 3, 1)
    assert frame["filed"].max() <= date(2027, 4, 15)
    assert frame["organisation"].str.starts_with("合成").all()


def test_nobody_asks_for_more_than_the_measure_gives_at_most() -> None:
    measures = load_pack("guilin2026", examples=False).measures
    caps = {each.id: each.award.ceiling.numerator for each in measures if each.award.ceiling is not None}
    frame = applications(5000)

    most = dict(frame.group_by("measure").agg(pl.col("requested_yuan").max()).iter_rows())
    assert len(most) == 14
    assert {name: asked for name, asked in most.items() if asked * 100 > caps[name]} == {}


def test_what_excludes_is_another_application_of_the_same_organisation() -> None:
    frame = applications()

    pairs = frame.filter(pl.col("excludes").is_not_null()).join(frame, left_on="excludes", right_on="id")
    assert 10 < pairs.height == frame["excludes"].count()
    assert (pairs["organisation"] == pairs["organisation_right"]).all()
    assert (pairs["id"] != pairs["excludes"]).all()


def test_applications_are_the_same_for_the_same_seed(tmp_path: Path) -> None:
    for name in "ab":
        write_applications(tmp_path / f"{name}.csv", rows=50, seed=SEED)

    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
