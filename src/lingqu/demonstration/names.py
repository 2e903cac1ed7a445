"""Names of made organisations and people: words that nobody trades under, and a mark that says so.

Its one law: every name ends with the mark of a made row and no two are alike. It knows no register of real names.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lingqu.demonstration.chance import Chance
from lingqu.demonstration.content import MADE_MARK
from lingqu.law.codes.code_list import Title

_FIRST = "青澄云岚松竹星棠峦溪霁砚榕桐禾朗煦锦望知启恒嘉瑞泽宁越屏翠岩"
_SECOND = "屿川麓原汀舟野林峰渡泉坪塘桥湾岭洲石苑砥驰衡章序元维拓辰熙和"


def marked(zh: str, en: str) -> Title:
    """A name with the mark."""
    return Title(f"{zh}{MADE_MARK.zh}", f"{en} {MADE_MARK.en}")


@dataclass(slots=True)
class Names:
    """Gives names out, each once."""

    chance: Chance
    given: set[str] = field(default_factory=set)

    def stem(self) -> str:
        """Two characters that no other name begins with."""
        while True:
            stem = self.chance.of(_FIRST) + self.chance.of(_SECOND)
            if stem not in self.given:
                self.given.add(stem)
                return stem
