"""The data folder: where an installation keeps its database, evidence, secrets and letters, outside the repository.

Its one law: nobody but the owner may look into it. It does not know what the files in it mean.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The places under one root; `made` makes those that are missing."""

    root: Path

    @property
    def database(self) -> Path:
        """The embedded database."""
        return self.root / "lingqu.sqlite3"

    @property
    def secrets(self) -> Path:
        """The keys made at first start."""
        return self.root / "secrets.toml"

    @property
    def evidence(self) -> Path:
        """Evidence files by digest; never served by their path."""
        return self.root / "evidence"

    @property
    def policies(self) -> Path:
        """Published versions of policies by digest."""
        return self.root / "policies"

    @property
    def cache(self) -> Path:
        """What can be lost: counters of attempts, throttles."""
        return self.root / "cache"

    @property
    def static(self) -> Path:
        """What browsers fetch, gathered at start."""
        return self.root / "static"

    @property
    def letters(self) -> Path:
        """Mail that no mail server took, as files."""
        return self.root / "letters"

    def made(self) -> DataFolder:
        """Make what is missing, closed to others."""
        for folder in (self.root, self.evidence, self.policies, self.cache, self.letters):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self


def data_folder(environment: Mapping[str, str]) -> DataFolder:
    """Find the data folder: LINGQU_DATA, else the user's own folder for data.

    >>> data_folder({"LINGQU_DATA": "/srv/lingqu"}).database.as_posix()
    '/srv/lingqu/lingqu.sqlite3'
    """
    named = environment.get("LINGQU_DATA", "").strip()
    if named:
        return DataFolder(Path(named).expanduser().absolute())
    shared = environment.get("XDG_DATA_HOME", "").strip()
    home = Path(shared) if shared else Path(os.path.expanduser("~")) / ".local" / "share"
    return DataFolder(home.absolute() / "lingqu")
