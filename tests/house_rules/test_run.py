"""House rule: ./run is plain POSIX sh, works from anywhere, and says in two languages what it lacks.

Its set-up itself is not run here: it would fetch packages. CONTRIBUTING.md says how it is tried by hand.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHELL = shutil.which("dash") or shutil.which("sh") or "sh"
NEEDED = ("sh", "cat", "cksum", "dirname", "mkdir", "mv", "rm", "sleep")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the entrance in a folder with blanks and Chinese in its name, and programs but no Python beside it."""
    house = tmp_path / "a 灵渠 house"
    (house / "programs").mkdir(parents=True)
    for name in ("run", "pyproject.toml"):
        shutil.copy2(ROOT / name, house / name)
    shutil.copytree(ROOT / "requirements", house / "requirements")
    for name in NEEDED:
        program = shutil.which(name)
        assert program, name
        (house / "programs" / name).symlink_to(program)
    return house


def start(house: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SHELL, str(house / "run"), *arguments],
        cwd=house.parent,
        env={"PATH": str(house / "programs"), "HOME": str(house)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def stand_in(house: Path, name: str, script: str) -> None:
    program = house / "programs" / name
    program.write_text(f"#!{SHELL}\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


def test_help_needs_no_set_up(house: Path) -> None:
    outcome = start(house, "help")

    assert outcome.returncode == 0
    assert "./run test [--all]" in outcome.stdout
    assert not (house / ".venv").exists()


def test_an_unknown_word_is_refused_with_the_list(house: Path) -> None:
    outcome = start(house, "tset")

    assert outcome.returncode == 2
    assert outcome.stdout == ""
    assert "tset" in outcome.stderr
    assert "./run check" in outcome.stderr


def test_without_python_it_says_so_in_both_languages(house: Path) -> None:
    outcome = start(house, "lingqu", "--version")

    assert outcome.returncode == 1
    assert outcome.stdout == ""
    assert "需要 Python 3.11 或更高版本" in outcome.stderr
    assert "Python 3.11 or later is needed" in outcome.stderr
    assert not (house / ".venv.lock").exists()


def test_a_python_too_old_counts_as_none(house: Path) -> None:
    stand_in(house, "python3", "exit 1")

    outcome = start(house)

    assert outcome.returncode == 1
    assert "Python 3.11 or later is needed" in outcome.stderr


def test_a_python_without_venv_is_told_apart(house: Path) -> None:
    stand_in(house, "python3", 'case "$2" in *ensurepip*) exit 1 ;; *print*) echo 3.12 ;; esac')

    outcome = start(house, "test")

    assert outcome.returncode == 1
    assert "venv/ensurepip" in outcome.stderr
    assert "apt install python3.12-venv" in outcome.stderr


def test_the_lock_of_a_dead_set_up_is_broken(house: Path) -> None:
    gone = subprocess.run([SHELL, "-c", "echo $$"], capture_output=True, text=True, check=True).stdout
    (house / ".venv.lock").mkdir()
    (house / ".venv.lock" / "pid").write_text(gone, encoding="utf-8")

    outcome = start(house, "lingqu")

    assert "Python 3.11 or later is needed" in outcome.stderr
    assert not list(house.glob(".venv.lock*"))


def test_a_living_set_up_is_waited_for(house: Path) -> None:
    (house / ".venv.lock").mkdir()
    (house / ".venv.lock" / "pid").write_text(str(os.getpid()), encoding="utf-8")
    # instead of sleeping, the other set-up comes to its end
    (house / "programs" / "sleep").unlink()
    stand_in(house, "sleep", f"rm -rf '{house / '.venv.lock'}'")

    outcome = start(house, "lingqu")

    assert "Python 3.11 or later is needed" in outcome.stderr
    assert not (house / ".venv.lock").exists()


@pytest.mark.parametrize(
    ("words", "shows"),
    [
        (("serve",), True),
        (("--lang", "en", "serve", "--demo"), True),
        (("--lang=en", "serve"), True),
        (("measures",), False),
        (("--lang", "en", "measures"), False),
        (("--lang",), False),
        (("user", "add", "serve"), False),
        ((), False),
    ],
)
def test_a_command_that_shows_pages_is_known_behind_options_too(words: tuple[str, ...], *, shows: bool) -> None:
    """Its page set-up was passed over for `--lang en serve`, and every page failed for want of its style sheet."""
    text = (ROOT / "run").read_text(encoding="utf-8")
    function = text[text.index("shows_pages() {") : text.index("run_tests() {")]

    outcome = subprocess.run([SHELL, "-eu", "-c", f'{function}\nshows_pages "$@"', "sh", *words], check=False)

    assert (outcome.returncode == 0) == shows
