"""Broken lines joined into paragraphs: lines of a page by their place on it, lines of a text file by their length.

Its one law: two lines are joined only where the first runs to the margin and the second does not begin anew.
It does not know what a heading means beyond the marks a line may begin with.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lingqu.law.plans.outline import Style, mark_of
from lingqu.law.plans.sentences import TERMINATORS

_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6“”‘’—…·]"
)
_ENDS = tuple(TERMINATORS + ")）:：")
_FEWEST_FULL_LINES = 8


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line on a page: where it stands in the file, its words, its left and right edge, the size of its letters."""

    place: str
    text: str
    left: float
    right: float
    size: float


def join_placed_lines(lines: Sequence[PlacedLine]) -> tuple[tuple[str, str], ...]:
    """Join the lines of pages into paragraphs, each with the place where it begins."""
    if not lines:
        return ()
    margin_left = _common_left(lines)
    margin_right = _common_right(lines)
    joined: list[list[PlacedLine]] = []
    for line in lines:
        if joined and not _begins_anew(joined[-1][-1], line, margin_left, margin_right):
            joined[-1].append(line)
        else:
            joined.append([line])
    return tuple((run[0].place, join_words([line.text for line in run])) for run in joined)


def join_wrapped_lines(lines: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Join the lines of a text file that was wrapped at a fixed width; any other file is left as it is."""
    widths = [display_width(text) for _, text in lines if text.strip()]
    full = _wrapping_width(lines, widths)
    if not full:
        return tuple(lines)
    joined: list[tuple[str, list[str]]] = []
    open_end = False
    for place, text in lines:
        width = display_width(text)
        anew = not text.strip() or text[:1] in " \t\u3000" or _marked(text)
        if joined and open_end and not anew:
            joined[-1][1].append(text)
        else:
            joined.append((place, [text]))
        open_end = full - 4 <= width <= full + 2
    return tuple((place, join_words(words)) for place, words in joined)


def join_words(pieces: Sequence[str]) -> str:
    """Join pieces of one paragraph: no blank where Chinese meets anything, one blank between Latin words.

    >>> join_words(["支持企业", "研发 AI", "models"])
    '支持企业研发 AI models'
    """
    text = pieces[0].rstrip()
    for piece in pieces[1:]:
        piece = piece.strip()
        latin = text[-1:].isascii() and piece[:1].isascii() and text[-1:].isalpha() and piece[:1].isalpha()
        text += (" " if latin else "") + piece
    return text


def display_width(text: str) -> int:
    """Count columns: two for a wide character, one for any other."""
    return len(text) + len(_WIDE.findall(text))


def without_blanks_in_chinese(text: str) -> str:
    """Take out blanks that lie between two Chinese characters, left by spacing on the page."""
    return re.sub(r"(?<=[\u2e80-\uffef“”‘’—])[ \u3000]+(?=[\u2e80-\uffef“”‘’—])", "", text)


def _begins_anew(before: PlacedLine, line: PlacedLine, margin_left: float, margin_right: float) -> bool:
    size = max(before.size, line.size, 1.0)
    short_by = margin_right - before.right
    ended = before.text.rstrip()[-1:] in _ENDS
    if line.left > margin_left + 1.2 * size or abs(before.size - line.size) > 0.25 * size:
        return True
    if short_by > 3.2 * size or (ended and short_by > 1.2 * size):
        return True
    return ended and _marked(line.text)


def _marked(text: str) -> bool:
    return mark_of(text, Style(articles=False)) is not None or mark_of(text, Style(articles=True)) is not None


def _common_left(lines: Sequence[PlacedLine]) -> float:
    """Find the left margin: the leftmost edge that a good part of the lines share."""
    edges = Counter(round(line.left) for line in lines)
    needed = max(2, len(lines) // 10)
    shared = [edge for edge in edges if sum(edges[edge + shift] for shift in (-1, 0, 1)) >= needed]
    return float(min(shared, default=min(edges)))


def _common_right(lines: Sequence[PlacedLine]) -> float:
    """Find the right margin: the edge that the wide lines reach, one or two outliers left out."""
    edges = sorted(line.right for line in lines)
    return edges[max(0, len(edges) - 1 - len(edges) // 20)]


def _wrapping_width(lines: Sequence[tuple[str, str]], widths: Sequence[int]) -> int:
    """Find the width a text was wrapped at; 0 where it was not: most long lines stop there in mid-sentence."""
    if len(widths) < _FEWEST_FULL_LINES:
        return 0
    widest = sorted(widths)[-1 - len(widths) // 20]
    if not 30 <= widest <= 160:
        return 0
    full = [text for _, text in lines if widest - 4 <= display_width(text) <= widest + 2]
    unfinished = [text for text in full if text.rstrip()[-1:] not in _ENDS]
    return widest if len(full) * 2 >= len(widths) and len(unfinished) * 3 >= len(full) * 2 else 0
