"""Production refuses to start unsafe, with every fault told; keys are made once; the docs name each variable."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lingqu.config.data_folder import DataFolder
from lingqu.config.keys import UnableToReadKeys, keys_in
from lingqu.config.safety import unsafe

SAFE = {
    "LINGQU_HOSTS": "lingqu.example.cn",
    "LINGQU_ADDRESS": "https://lingqu.example.cn",
    "DATABASE_URL": "postgresql://lingqu@127.0.0.1/lingqu",
    "LINGQU_MAIL": "smtps://mail.example.cn",
}


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    made = DataFolder(tmp_path / "data").made()
    keys_in(made.secrets, make=True)
    return made


def test_safe_settings_are_accepted(folder: DataFolder) -> None:
    assert unsafe(SAFE, folder) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LINGQU_HOSTS", ""),
        ("LINGQU_HOSTS", "*"),
        ("LINGQU_HOSTS", ".example.cn"),
        ("LINGQU_ADDRESS", "http://lingqu.example.cn"),
        ("LINGQU_ADDRESS", "https://other.example.cn"),
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "sqlite:///x"),
        ("LINGQU_MAIL", ""),
        ("LINGQU_DEBUG", "1"),
    ],
)
def test_each_unsafe_setting_is_told_by_its_name(folder: DataFolder, name: str, value: str) -> None:
    faults = unsafe({**SAFE, name: value}, folder)

    # an address may also no longer fit the hosts
    assert 1 <= len(faults) <= 2
    assert faults[0].startswith(name)


def test_all_faults_are_told_at_once(folder: DataFolder) -> None:
    folder.secrets.chmod(0o644)

    assert len(unsafe({}, folder)) == 5


def test_a_value_that_may_hold_a_password_is_never_repeated(folder: DataFolder) -> None:
    faults = unsafe({**SAFE, "DATABASE_URL": "mysql://user:geheim@host/x"}, folder)

    assert "geheim" not in str(faults)


def test_an_unsafe_production_does_not_start(tmp_path: Path) -> None:
    environment = {**os.environ, "LINGQU_MODE": "production", "LINGQU_DATA": str(tmp_path), "DATABASE_URL": ""}
    environment.pop("DJANGO_SETTINGS_MODULE", None)

    done = subprocess.run(
        [sys.executable, "-m", "lingqu.interfaces.cli.main", "serve", "--port", "18999"],
        env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip

    assert done.returncode == 2
    assert "LINGQU_HOSTS" in done.stderr
    assert "LINGQU_MAIL" in done.stderr
    assert "Traceback" not in done.stderr


def test_keys_are_made_once_and_read_ever_after(tmp_path: Path) -> None:
    file = tmp_path / "a" / "secrets.toml"

    first, second = keys_in(file, make=True), keys_in(file, make=True)

    assert first == second
    assert len({first.signing, first.seal, first.salt}) == 3
    assert file.stat().st_mode & 0o077 == 0


def test_without_leave_to_make_them_no_file_is_left_behind(tmp_path: Path) -> None:
    keys_in(tmp_path / "secrets.toml", make=False)

    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("text", ["", "signing = 'short'", "not toml at all ]["])
def test_unusable_keys_are_refused_and_not_replaced(tmp_path: Path, text: str) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(UnableToReadKeys, match=r"secrets\.toml"):
        keys_in(file, make=True)

    assert file.read_text(encoding="utf-8") == text


def test_the_docs_name_every_variable(root: Path) -> None:
    read = set()
    for file in (root / "src" / "lingqu" / "config").glob("*.py"):
        read |= set(re.findall(r'"(LINGQU_[A-Z_]+|DATABASE_URL)"', file.read_text(encoding="utf-8")))
    read -= {"LINGQU_SEAL_KEY", "LINGQU_SALT"}
    assert len(read) > 10

    for page in ("operations.md", "operations.zh-CN.md"):
        text = (root / "docs" / page).read_text(encoding="utf-8")
        assert not {name for name in read if f"`{name}`" not in text}, page
