"""The keys of an installation: for signatures of sessions and links, the seal of the audit chain, salted digests.

Its one law: made once, at the first start, into a file that only the owner reads; they never enter the database.
It does not know what is signed with them.
"""

from __future__ import annotations

import os
import secrets
import tomllib
from dataclasses import asdict, dataclass, fields
from pathlib import Path


class UnableToReadKeys(Exception):
    """The file of keys is unusable; says why and what to do."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Independent random texts: losing one must not open what another protects."""

    signing: str
    seal: str
    salt: str


def fresh_keys() -> Keys:
    """Make keys from the system's randomness."""
    return Keys(*(secrets.token_urlsafe(48) for _ in fields(Keys)))


def keys_in(file: Path, *, make: bool) -> Keys:
    """Read the keys; where the file is missing, make it (`make`), else give keys that hold for this process alone."""
    if not file.exists():
        keys = fresh_keys()
        if not make:
            return keys
        _written(file, keys)
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnableToReadKeys(
            f"{file}: 无法读取密钥（{error}）；请从备份恢复 / unusable, restore it from a backup"
        ) from error
    names = {each.name for each in fields(Keys)}
    short = sorted(name for name in names if len(str(found.get(name, ""))) < 32)
    if short:
        raise UnableToReadKeys(
            f"{file}: 缺少或过短 {short}，应为 32 个以上字符；请从备份恢复 / missing or too short; restore a backup"
        )
    return Keys(**{name: str(found[name]) for name in names})


def _written(file: Path, keys: Keys) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lines = ["# 首次启动时生成；丢失后会话、链接与封签失效 / made at the first start; keep it with your backups"]
    lines += [f'{name} = "{value}"' for name, value in asdict(keys).items()]
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text("\n".join(lines) + "\n", encoding="utf-8")
    try:
        os.link(draft, file)  # of two first starts at once, one makes the keys and both read them
    except FileExistsError:
        pass
    finally:
        draft.unlink()
