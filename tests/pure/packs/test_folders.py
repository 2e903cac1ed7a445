"""Folders: found, read within limits, refused with all faults at once."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from lingqu.law.packs import sources
from lingqu.law.packs.folders import UnableToLoadPack, find_policies, load_pack
from pure.packs.small_policy import POLICY, READINGS, SOUND, write


def codes(error: pytest.ExceptionInfo[UnableToLoadPack]) -> list[str]:
    return [fault.code for fault in error.value.faults]


def test_a_folder_is_found_by_itself_and_by_the_folder_that_holds_it(tmp_path: Path) -> None:
    folder = write(tmp_path / "own" / "anything", SOUND)

    by_itself = load_pack("small", folders=[folder])
    by_parent = load_pack("small", folders=[tmp_path / "own"])

    assert by_itself.id == "small"
    assert by_parent == by_itself


def test_an_unknown_policy_is_told_with_the_nearest(tmp_path: Path) -> None:
    write(tmp_path / "small", SOUND)

    with pytest.raises(UnableToLoadPack) as error:
        load_pack("smal", folders=[tmp_path])

    (fault,) = error.value.faults
    assert (fault.code, fault.given, fault.example) == ("no-such-policy", "smal", "small")
    assert "guilin2026" in fault.expected


def test_a_folder_of_the_callers_outranks_a_built_in_one(tmp_path: Path) -> None:
    texts = {**SOUND, "policy.lq": POLICY.replace("small", "guilin2026")}

    pack = load_pack("guilin2026", folders=[write(tmp_path / "guilin2026", texts)])

    assert pack.policy.title == "小政策"


def test_missing_files_are_all_told(tmp_path: Path) -> None:
    folder = write(tmp_path / "small", {"readings.lq": READINGS, "notes.txt": "no rule"})

    with pytest.raises(UnableToLoadPack) as error:
        load_pack("small", folders=[folder])

    missing = [fault.file for fault in error.value.faults if fault.code == "missing-file"]
    assert missing == ["small/measures.lq", "small/policy.lq", "small/vocabulary.lq"]


def test_bytes_that_are_no_text_links_in_a_loop_pipes_and_folders_are_told_together(tmp_path: Path) -> None:
    folder = write(tmp_path / "small", {**SOUND, "measures.lq": "措施 F01「支持」".encode("gb18030")})
    (folder / "a.lq").symlink_to("b.lq")
    (folder / "b.lq").symlink_to("a.lq")
    (folder / "d.lq").mkdir()
    os.mkfifo(folder / "p.lq")

    with pytest.raises(UnableToLoadPack) as error:
        load_pack("small", folders=[folder])

    told = {fault.file for fault in error.value.faults}
    assert told == {f"small/{name}.lq" for name in ("a", "b", "d", "p", "measures")}
    assert codes(error).count("unreadable-file") == 4


def test_a_folder_that_is_a_loop_of_links_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")

    with pytest.raises(UnableToLoadPack) as error:
        load_pack("small", folders=[tmp_path / "a", tmp_path / "nowhere"])

    assert codes(error) == ["unreadable-folder", "unreadable-folder"]


def test_a_folder_without_rule_files_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnableToLoadPack) as error:
        load_pack("small", folders=[tmp_path])

    assert codes(error) == ["no-policies"]


def test_a_loop_of_links_beside_a_policy_does_no_harm(tmp_path: Path) -> None:
    write(tmp_path / "small", SOUND)
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "loop").symlink_to("loop")

    assert load_pack("small", folders=[tmp_path]).id == "small"


def test_too_large_a_file_is_told_and_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "FILE_BYTES", 4000)
    folder = write(tmp_path / "small", {**SOUND, "large.lq": "#" * 5000})

    with pytest.raises(UnableToLoadPack) as error:
        load_pack("small", folders=[folder])

    assert [(fault.code, fault.file) for fault in error.value.faults] == [("too-large", "small/large.lq")]


def test_too_many_files_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "FOLDER_FILES", 5)
    folder = write(tmp_path / "small", {**SOUND, "a.lq": "", "b.lq": ""})

    with pytest.raises(UnableToLoadPack) as error:
        load_pack("small", folders=[folder])

    assert codes(error)[0] == "too-many-files"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path / "small", SOUND)
    (folder / "measures.lq").chmod(0)

    with pytest.raises(UnableToLoadPack) as error:
        load_pack("small", folders=[folder])

    assert codes(error)[0] == "unreadable-file"


def test_of_several_versions_the_one_of_the_day_is_loaded(tmp_path: Path) -> None:
    later = POLICY.replace("施行  2026年1月24日", "施行  2028年1月1日").replace("版本  1", "版本  2")
    write(tmp_path / "small", SOUND)
    write(tmp_path / "small_2028", {**SOUND, "policy.lq": later})

    before = load_pack("small", folders=[tmp_path], day=date(2027, 12, 31))
    after = load_pack("small", folders=[tmp_path], day=date(2028, 1, 1))

    assert (before.policy.version, after.policy.version) == ("1", "2")
    with pytest.raises(UnableToLoadPack) as error:
        load_pack("small", folders=[tmp_path])
    assert codes(error) == ["no-single-version"]


def test_the_built_in_policies_are_found() -> None:
    assert {"guilin2026", "general_conditions"} <= {folder.id for folder in find_policies() if folder.built_in}
