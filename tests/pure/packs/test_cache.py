"""The cache: the same pack back, and anything odd as good as nothing."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lingqu.law.packs import folders
from lingqu.law.packs.cache import PackCache, cache_from
from lingqu.law.packs.folders import load_pack
from lingqu.law.packs.pack import Pack
from pure.packs.small_policy import MEASURE, SOUND, write


@pytest.fixture
def cache(tmp_path: Path) -> PackCache:
    return PackCache(tmp_path / "cache")


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    return write(tmp_path / "policies" / "small", SOUND).parent


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which folders were compiled rather than taken from the cache."""
    compiled: list[str] = []
    original = folders._compiled

    def noted(source: folders.FolderSource) -> Pack:
        compiled.append(source.name)
        return original(source)

    monkeypatch.setattr(folders, "_compiled", noted)
    return compiled


def the_file(cache: PackCache) -> Path:
    """The file of the whole form: the larger one."""
    _lean, whole = sorted(cache.folder.iterdir(), key=lambda file: file.stat().st_size)
    return whole


def test_a_kept_pack_is_the_same_pack(cache: PackCache, policies: Path, compilations: list[str]) -> None:
    first = load_pack("small", folders=[policies], cache=cache)
    second = load_pack("small", folders=[policies], cache=cache)

    assert second == first
    assert compilations == ["small"]
    assert second.measures[0].award == first.measures[0].award
    assert repr(second.facts) == repr(first.facts)
    assert [measure.at for measure in second.measures] == [measure.at for measure in first.measures]
    assert oct(the_file(cache).stat().st_mode & 0o777) == "0o600"


def test_a_pack_without_examples_is_the_same_from_the_cache_and_from_the_text(
    cache: PackCache, policies: Path, compilations: list[str]
) -> None:
    whole = load_pack("small", folders=[policies], cache=cache)
    kept = load_pack("small", folders=[policies], cache=cache, examples=False)
    fresh = load_pack("small", folders=[policies], examples=False)

    assert kept == fresh
    assert kept.digest == whole.digest
    assert [measure.examples for measure in kept.measures] == [(), ()]
    assert compilations == ["small", "small"]
    assert kept.measures[0].award == whole.measures[0].award
    assert "50万元" in repr(kept.measures)  # the spelling of numbers is kept


def test_one_changed_byte_compiles_anew(cache: PackCache, policies: Path, compilations: list[str]) -> None:
    load_pack("small", folders=[policies], cache=cache)
    write(policies / "small", {"measures.lq": MEASURE.replace("10%", "11%")})

    pack = load_pack("small", folders=[policies], cache=cache)

    assert compilations == ["small", "small"]
    assert "11%" in repr(pack.measures)


def test_another_engine_compiles_anew(cache: PackCache, policies: Path, compilations: list[str]) -> None:
    load_pack("small", folders=[policies], cache=cache)
    load_pack("small", folders=[policies], cache=PackCache(cache.folder, "2"))

    assert compilations == ["small", "small"]


def truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-10])


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def one_bit_turned(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(bytes(data))


def with_payload(file: Path, payload: bytes) -> None:
    """Put another payload in with a digest that is right."""
    words = file.read_bytes().partition(b"\n")[0].split(b" ")
    words[-1] = hashlib.sha256(payload).hexdigest().encode()
    file.write_bytes(b" ".join(words) + b"\n" + payload)


def of_another_shape(file: Path) -> None:
    with_payload(file, json.dumps({"policy": "small"}).encode())


def with_a_row_missing(file: Path) -> None:
    payload = json.loads(file.read_bytes().partition(b"\n")[2])
    with_payload(file, json.dumps(payload[:-1]).encode())


def nested_deep(file: Path) -> None:
    with_payload(file, b"[" * 100_000 + b"]" * 100_000)


def a_number_of_many_digits(file: Path) -> None:
    with_payload(file, b"9" * 100_000)


def writable_by_others(file: Path) -> None:
    file.chmod(0o666)


def a_link_to_a_good_file(file: Path) -> None:
    elsewhere = file.parent.parent / "elsewhere.json"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)


def a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file, 0o600)


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def of_another_key(file: Path) -> None:
    words = file.read_bytes().split(b" ", 3)
    words[2] = b"0" * 64
    file.write_bytes(b" ".join(words))


ODD = [
    truncated, emptied, one_bit_turned, of_another_shape, with_a_row_missing, nested_deep, a_number_of_many_digits,
    writable_by_others, a_link_to_a_good_file, a_pipe, a_folder, of_another_key,
]  # fmt: skip


@pytest.mark.parametrize("spoil", ODD, ids=lambda spoil: spoil.__name__)
def test_an_odd_file_is_compiled_over_in_silence(
    spoil: Callable[[Path], None], cache: PackCache, policies: Path, compilations: list[str]
) -> None:
    first = load_pack("small", folders=[policies], cache=cache)
    spoil(the_file(cache))

    again = load_pack("small", folders=[policies], cache=cache)
    load_pack("small", folders=[policies], cache=cache)

    assert again == first
    assert len(compilations) == (3 if spoil is a_folder else 2)  # a folder in its place cannot be written over


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path, policies: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("a file where the folder should be")

    assert load_pack("small", folders=[policies], cache=PackCache(in_the_way / "cache")).id == "small"


def test_old_files_are_removed(cache: PackCache, policies: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lingqu.law.packs.cache.KEPT_FILES", 2)
    for semantics in "abcde":
        load_pack("small", folders=[policies], cache=PackCache(cache.folder, semantics))

    assert len(list(cache.folder.iterdir())) == 2
    assert not [file for file in cache.folder.iterdir() if file.name.startswith(".")]


WHERE = [
    ({"LINGQU_CACHE": "off", "HOME": "/home"}, None),
    ({"LINGQU_CACHE": "OFF"}, None),
    ({"LINGQU_CACHE": "/kept"}, "/kept"),
    ({"XDG_CACHE_HOME": "/xdg", "HOME": "/home"}, "/xdg/lingqu"),
    ({"XDG_CACHE_HOME": "relative", "HOME": "/home"}, "/home/.cache/lingqu"),
    ({"HOME": "/home"}, "/home/.cache/lingqu"),
    ({}, None),
]


@pytest.mark.parametrize(("environment", "folder"), WHERE)
def test_the_environment_says_where(environment: dict[str, str], folder: str | None) -> None:
    cache = cache_from(environment)

    assert (cache and str(cache.folder)) == folder


def test_a_kept_pack_is_loaded_without_the_parser(cache: PackCache, policies: Path) -> None:
    load_pack("small", folders=[policies], cache=cache)
    load_pack("small", folders=[policies], cache=cache, examples=False)
    program = (
        "import sys; from pathlib import Path; from lingqu.law.packs.folders import load_pack;"
        "from lingqu.law.packs.cache import PackCache;"
        f"load_pack('small', folders=[Path({str(policies)!r})], cache=PackCache(Path({str(cache.folder)!r})));"
        "sys.exit('lark was imported' if 'lark' in sys.modules else 0)"
    )

    outcome = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert outcome.returncode == 0, outcome.stderr
