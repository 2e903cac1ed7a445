"""The files of a draft: add one, give one another name, leave one out.

Its one law: nothing is lost: each of these is part of the next state, and the one before keeps what was there. The
files that every policy has stay where they are.
"""

from __future__ import annotations

from collections.abc import Mapping

from lingqu.books.rulebooks.drafts import UnableToChangeDraft
from lingqu.law.packs.sources import REQUIRED, SUFFIX
from lingqu.reports.wording import Words

_NO_NAME = Words("须写文件名，例如 pilot.lq", "give the name of the file, e.g. pilot.lq")


def with_file(texts: Mapping[str, str], name: str) -> tuple[dict[str, str], str]:
    """The files with a new one, and what it is called. Raises UnableToChangeDraft.

    >>> with_file({"measures.lq": "x"}, "pilot")
    ({'measures.lq': 'x', 'pilot.lq': '# pilot.lq\\n'}, 'pilot.lq')
    """
    name = _free_name(texts, name)
    return {**texts, name: f"# {name}\n"}, name


def renamed(texts: Mapping[str, str], old: str, name: str) -> tuple[dict[str, str], str]:
    """The files with one under another name, its text as it was. Raises UnableToChangeDraft."""
    _check_movable(texts, old)
    name = _free_name({each: "" for each in texts if each != old}, name)
    return {name if each == old else each: text for each, text in texts.items()}, name


def without_file(texts: Mapping[str, str], name: str) -> dict[str, str]:
    """The files without one. Raises UnableToChangeDraft."""
    _check_movable(texts, name)
    return {each: text for each, text in texts.items() if each != name}


def _free_name(texts: Mapping[str, str], given: str) -> str:
    name = given.strip()
    if not name:
        raise UnableToChangeDraft(_NO_NAME)
    name = name if name.endswith(SUFFIX) else f"{name}{SUFFIX}"
    # on some disks Pilot.lq and pilot.lq are one file
    if name.lower() in {each.lower() for each in texts}:
        raise UnableToChangeDraft(
            Words(f"已有文件 {name}，请换一个名称", f"there is a file {name}; choose another name")
        )
    return name


def _check_movable(texts: Mapping[str, str], name: str) -> None:
    if name not in texts:
        raise UnableToChangeDraft(Words(f"没有文件 {name[:80]}", f"there is no file {name[:80]}"))
    if name in REQUIRED:
        needed = "、".join(REQUIRED)
        raise UnableToChangeDraft(
            Words(
                f"{name} 不能改名或删除：每份政策都要有 {needed}",
                f"{name} stays: every policy has {', '.join(REQUIRED)}",
            )
        )
