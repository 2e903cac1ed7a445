"""The registers that an impact can be worked out over: the zone's own as of a day, a made one of 100 000, one brought.

Its one law: of each at most one is held in memory, and it is held only while what it rests on stands. The made one is
made once, of a fixed seed, and kept in the cache; one that somebody brought is theirs alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from uuid import uuid4

import numpy as np
from django.conf import settings

from lingqu.books.rulebooks.own_registers import OwnRegister
from lingqu.law.bulk.register import Register, UnableToReadRegister, read_register
from lingqu.law.packs.pack import Pack
from lingqu.law.studies.whatif.standing import Standing, standing_of
from lingqu.law.synthetic.register import VERSION
from lingqu.law.synthetic.register_file import write_register
from lingqu.processes.assessments.register_columns import KINDS, register_of_day, stamp_of_registers
from lingqu.reports.wording import Words

REAL, MADE, OWN = "real", "made", "own"
MADE_ROWS = 100_000
MADE_SEED = 214  # before our era the canal was dug
REGISTERS: Mapping[str, Words] = {
    REAL: Words("全区登记册", "The zone's registers"),
    MADE: Words("合成登记册（10 万家）", "Made register (100,000)"),
}

OWN_NAMED = Words("自带登记册：{}", "Register brought: {}")


class NoRegister(Exception):
    """There is no organisation in the registers yet, or what was brought is gone."""


@dataclass(frozen=True, slots=True)
class AtHand:
    """A register with today's answers; `digest` tells whether it is still the same one."""

    choice: str
    digest: str
    day: date
    standing: Standing
    name: str = ""  # of the file that was brought

    @property
    def register(self) -> Register:
        """The register itself."""
        return self.standing.register

    def named(self, lang: str) -> str:
        """What a report calls it."""
        if self.choice == OWN:
            return OWN_NAMED.said(lang).format(self.name)
        made = {"zh": f"，种子 {MADE_SEED}", "en": f", seed {MADE_SEED}"}[lang] if self.choice == MADE else ""
        return f"{REGISTERS[self.choice].said(lang)}{made}"


_held: dict[str, AtHand] = {}
_locks = {REAL: Lock(), MADE: Lock(), OWN: Lock()}


def at_hand(choice: str, pack: Pack, day: date, own: OwnRegister | None = None) -> AtHand:
    """A register with the answers of a pack for a day. Raises NoRegister, UnableToCompile and UnableToChoose."""
    with _locks[choice]:
        digest = _digest(choice, pack, day, own)
        held = _held.get(choice)
        if held is not None and held.digest == digest and held.day == day:
            return held
        if held is not None and held.digest == digest:
            register: Register | None = held.register
        else:
            _held.pop(choice, None)  # before the next one is read, so that never two are held
            register = _read(choice, pack, day, digest, own)
        if register is None:
            raise NoRegister
        standing = standing_of(pack, register, day=day, kinds=KINDS if choice == REAL else "")
        _held[choice] = AtHand(choice, digest, day, standing, own.name if own is not None else "")
        return _held[choice]


def _digest(choice: str, pack: Pack, day: date, own: OwnRegister | None) -> str:
    if choice == REAL:
        return stamp_of_registers(pack, day)
    if choice == OWN:
        if own is None:
            raise NoRegister
        # the place of the file tells whose it is: the same bytes of two persons are two registers
        return f"{own.path}-{pack.digest}"
    return f"{MADE_ROWS}-{MADE_SEED}-{VERSION}-{pack.digest}"


def _read(choice: str, pack: Pack, day: date, digest: str, own: OwnRegister | None) -> Register | None:
    folder = Path(settings.DATA.cache) / "lab"
    if choice == REAL:
        return register_of_day(pack, day, folder=folder, stamp=digest)
    if own is not None:
        try:
            return read_register(own.path, pack)
        except (UnableToReadRegister, OSError):  # removed meanwhile, or today's rules no longer know its columns
            return None
    path = folder / f"made-{MADE_ROWS}-{MADE_SEED}-{VERSION}.parquet"
    if not path.is_file():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = path.with_name(f".{uuid4().hex}.parquet")
        write_register(beside, rows=MADE_ROWS, seed=np.random.SeedSequence(MADE_SEED))
        beside.replace(path)
    return read_register(path, pack)
