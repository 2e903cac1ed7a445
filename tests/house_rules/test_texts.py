"""House rule: what is committed names no registry, no machine and no outside word, and copies nothing from a plan."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OFFICIAL_NAMES = Path(__file__).with_name("official_names.txt")
LONGEST_COPY = 11  # Chinese characters in a row; twelve are a copy

# Each pattern has a letter or dot in brackets, so that it does not match itself here.
FORBIDDEN = {
    "a registry's address": r"(?i)pypi[.]org|pythonhoste[d]|registry[.](npmjs|yarnpkg)|npmmirro[r]|debian[.]org"
    r"|mirrors?[.](tuna|aliyun|ustc|tencent|cloud[.]tencent|huaweicloud|163)[.]|/pypi/simpl[e]",
    "a machine's path": r"(?<![\w.~$}])/(?:wor[k]|roo[t]|opt/pyp[i]|home/\w+|Users/\w+)/",
    "a word from outside the project": r"\bCE[O]\b|\bfarm[-](studio|bench)\b|DEVELOPERS[.]md",
}
LOCK_FILES = {"uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "pylock.toml", "yarn.lock", "pnpm-lock.yaml"}


@cache
def committed_texts() -> dict[str, str]:
    """Every text file that is tracked, or would be by the next `git add`, by its name."""
    listing = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode != 0:
        pytest.skip("not a git checkout: what is committed cannot be known")
    texts = {}
    for name in sorted(set(filter(None, listing.stdout.split("\0")))):
        file = ROOT / name
        if file.is_file():
            try:
                texts[name] = file.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
    return texts


@cache
def official_names() -> dict[str, str]:
    """The names that may stand as the plan has them, each with its reason."""
    rows = [row for row in OFFICIAL_NAMES.read_text(encoding="utf-8").splitlines() if row and not row.startswith("#")]
    return dict(row.split("\t") for row in rows)


def squeezed(text: str) -> str:
    """Leave the letters of a text, with each run of other letters and digits as one break and all punctuation gone.

    >>> squeezed("最高,不超过 15% 的“奖励”")
    '最高不超过|的奖励'
    """
    return re.sub(r"[^\u3400-\u9fff|]", "", re.sub(r"[^\W\u3400-\u9fff]+", "|", text.replace("|", "")))


def pieces(text: str) -> dict[str, int]:
    """The pieces of one character more than may be copied, official names apart, with the place of each."""
    for name in sorted(official_names(), key=len, reverse=True):
        text = text.replace(squeezed(name), "|")
    length = LONGEST_COPY + 1
    return {text[i : i + length]: i for i in range(len(text) - length + 1) if "|" not in text[i : i + length]}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_committed_file_holds(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])

    found = [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in committed_texts().items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]

    assert not found, f"{what} stands in:\n" + "\n".join(found)


def test_no_lock_file_is_committed() -> None:
    found = [name for name in committed_texts() if Path(name).name in LOCK_FILES]

    assert not found, f"pins belong into requirements/, without addresses, not into {found}"


def test_requirement_files_hold_hashes_and_no_addresses() -> None:
    for name in ("runtime", "dev", "bench", "setup"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        entries = re.split(r"\n(?=\S)", text.strip())

        assert "://" not in text, f"requirements/{name}.txt holds an address"
        assert all("--hash=sha256:" in entry for entry in entries), f"requirements/{name}.txt holds an unhashed entry"


def test_nothing_is_copied_from_a_plan(shared: Path) -> None:
    plans = sorted((shared / "plan").glob("*.txt"))
    if not plans:
        pytest.skip("no plan beside the repository")
    of_plans: set[str] = set()
    for plan in plans:
        of_plans |= pieces(squeezed(plan.read_text(encoding="utf-8"))).keys()

    copied = []
    for name, text in committed_texts().items():
        hits = sorted((place, piece) for piece, place in pieces(squeezed(text)).items() if piece in of_plans)
        # one row for each copied passage, not for each of its pieces
        copied += [f"{name}: …{piece}…" for n, (place, piece) in enumerate(hits) if not n or place > hits[n - 1][0] + 1]

    assert not copied, (
        f"{LONGEST_COPY + 1} or more characters of the plan's own wording; say it in your own words and cite, or, "
        "for an official name, add it to official_names.txt with the reason:\n" + "\n".join(copied)
    )


def test_official_names_are_names_of_the_plan_with_a_reason(shared: Path) -> None:
    plans = [squeezed(plan.read_text(encoding="utf-8")) for plan in sorted((shared / "plan").glob("*.txt"))]
    if not plans:
        pytest.skip("no plan beside the repository")

    for name, reason in official_names().items():
        assert len(name) <= 32, f"too long for a name: {name}"
        assert len(reason.split()) >= 3, f"no reason for {name}"
        assert any(squeezed(name) in plan for plan in plans), f"not in the plan, so nothing to allow: {name}"
