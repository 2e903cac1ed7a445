"""Which column of a file is which field: by the words of either language, by the machine's name, with or without code.

Its one law: a heading that is nobody's is told, never passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as with_default

from lingqu.books.registers.declaration import Register
from lingqu.books.registers.exporting import CODE_OF, KEY, RETIRED_BECAUSE, RETIRED_ON, VERSION
from lingqu.books.registers.spelling import WITH_CODE

_BEHIND = re.compile(r"[（(][^（）()]*[）)]$|\*$")


@dataclass(frozen=True, slots=True)
class Headed:
    """Headings by the field whose value or code stands under them; `strange` are nobody's."""

    values: Mapping[str, str] = with_default(default_factory=dict)
    codes: Mapping[str, str] = with_default(default_factory=dict)
    key: str = ""
    version: str = ""
    strange: tuple[str, ...] = ()

    def text(self, name: str, texts: Mapping[str, str]) -> str | None:
        """What a row says of a field, its code before its title; None where no column is about it."""
        if name not in self.values and name not in self.codes:
            return None
        return texts.get(self.codes.get(name, ""), "").strip() or texts.get(self.values.get(name, ""), "")


def headed(register: Register, headings: tuple[str, ...]) -> Headed:
    """Find the fields of the columns of a file."""
    values, codes, own = _known(register)
    found: tuple[dict[str, str], dict[str, str], dict[str, str]] = ({}, {}, {})
    strange = []
    for heading in headings:
        folded = _folded(heading)
        for known, kept in zip((values, codes, own), found, strict=True):
            if folded in known:
                kept.setdefault(known[folded], heading)
                break
        else:
            strange.append(heading)
    return Headed(found[0], found[1], found[2].get("key", ""), found[2].get("version", ""), tuple(strange))


def _known(register: Register) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    values: dict[str, str] = {}
    codes: dict[str, str] = {}
    for field in register.fields:
        for spelled in (field.words.zh, field.words.en, field.name):
            values.setdefault(_folded(spelled), field.name)
            if field.kind in WITH_CODE:
                codes.setdefault(_folded(CODE_OF.zh.format(spelled)), field.name)
                codes.setdefault(_folded(CODE_OF.en.format(spelled)), field.name)
    own = {"key": KEY, "version": VERSION, "retired_on": RETIRED_ON, "retired_because": RETIRED_BECAUSE}
    return values, codes, {_folded(each): name for name, words in own.items() for each in (*words, name)}


def _folded(heading: str) -> str:
    return "".join(_BEHIND.sub("", heading.strip()).casefold().split()).replace("_", "")
