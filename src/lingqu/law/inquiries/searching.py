"""Words looked for in texts: Chinese by its characters in pairs, other writing by whole pieces.

Its one law: a text is found only where at least half of what was asked for stands in it. It knows nothing of policies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

_PIECES = re.compile(r"[\u4e00-\u9fff]+|[^\s\u4e00-\u9fff，。、；：！？,.;:!?（）()「」“”\"']+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
ENOUGH = Fraction(1, 2)


def holds_all(words: str, texts: Sequence[str]) -> bool:
    """Say whether each word, parted by blanks, stands in one of the texts.

    >>> holds_all("中试 PLATFORM", ["中试平台", "pilot platform"]), holds_all("中试 孵化器", ["中试平台"])
    (True, False)
    """
    whole = "\n".join(texts).lower()
    return all(word in whole for word in words.lower().split())


def likeness(words: str, text: str) -> Fraction:
    """Say how much of what is asked for stands in a text, from 0 to 1.

    >>> likeness("研发投入强度", "研发投入达到 3%"), likeness("中试 平台", "中试平台")
    (Fraction(3, 5), Fraction(1, 1))
    """
    found = text.lower()
    pieces = _PIECES.findall(words.lower())
    if not pieces:
        return Fraction(0)
    parts = [_part(piece, found) for piece in pieces]
    return sum(parts, Fraction(0)) / len(parts)


def _part(piece: str, text: str) -> Fraction:
    if piece in text:
        return Fraction(1)
    if not _HAN.match(piece) or len(piece) < 3:
        return Fraction(0)
    pairs = [one + other for one, other in pairwise(piece)]
    return Fraction(sum(pair in text for pair in pairs), len(pairs))
