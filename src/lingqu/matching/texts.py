"""From a text to its terms: single characters and pairs of neighbours for Chinese, whole words for the rest.

Its one law: a stored text and a query go through the same steps, so that what is alike meets. It has no dictionary:
single characters with pairs did better than segmented words on every task measured (bench/matching.py).
"""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"[{_IDEOGRAPHS}]+|[^\W_{_IDEOGRAPHS}]+(?:[.'-](?=[^\W_])[^\W_{_IDEOGRAPHS}]+)*")
_SENTENCE = re.compile(r"[^。；;！!？?\n\r]+[。；;！!？?]*")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_FIRST_IDEOGRAPH = "\u3400"
_LONGEST_WORD = 64


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a text in their order: `characters` and `pairs` of Chinese; words stand in both."""

    characters: list[str]
    pairs: list[str]


def normalised(text: str) -> str:
    """Fold widths, compatibility forms and case; control characters and lone surrogates become blanks.

    >>> normalised("ＬＭＷＨ\\x00①")
    'lmwh 1'
    """
    if not text.isprintable():
        text = _UNPRINTABLE.sub(" ", text)
    return unicodedata.normalize("NFKC", text).lower()


def terms_of(text: str) -> Terms:
    """Cut a text into its terms.

    >>> terms_of("石墨烯 3.5kW")
    Terms(characters=['石', '墨', '烯', '3.5kw'], pairs=['石墨', '墨烯', '3.5kw'])
    """
    characters: list[str] = []
    pairs: list[str] = []
    for run in _RUN.findall(normalised(text)):
        if is_chinese(run):
            characters += run
            pairs += map(operator.add, run, run[1:])
        else:
            word = run[:_LONGEST_WORD]
            characters.append(word)
            pairs.append(word)
    return Terms(characters, pairs)


def runs_of(text: str) -> Iterator[str]:
    """The unbroken runs of Chinese and the words of a text, normalised, in their order."""
    yield from _RUN.findall(normalised(text))


def is_chinese(term: str) -> bool:
    """Whether a term, as `terms_of` makes them, is of Chinese characters."""
    return term[0] >= _FIRST_IDEOGRAPH and not term[0].isascii() and _ideograph(term[0])


def sentences_of(text: str) -> list[str]:
    """The sentences of a text as they stand there, blank ones left out.

    >>> sentences_of("甲。乙；\\n丙")
    ['甲。', '乙；', '丙']
    """
    return [found.strip() for found in _SENTENCE.findall(text) if found.strip()]


def _ideograph(character: str) -> bool:
    return (
        "\u3400" <= character <= "\u4dbf"
        or "\u4e00" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or character >= "\U00020000"
    )
