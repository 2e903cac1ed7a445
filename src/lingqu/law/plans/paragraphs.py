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
_ENDS = tuple(TERMINATORS)
_ENDS_BEFORE_A_MARK = tuple(TERMINATORS + ")）:：")
_FEWEST_LINES = 8


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
    most_characters = _fixed_count([line.text for line in lines])
    joined: list[list[PlacedLine]] = []
    for line in lines:
        before = joined[-1][-1] if joined else None
        goes_on = (
            before is not None
            and not _new_by_place(before, line, margin_left)
            and not _new_by_mark(before.text, line.text)
            and (len(before.text) == most_characters or _runs_to_margin(before, line, margin_left, margin_right))
        )
        if goes_on:
            joined[-1].append(line)
        else:
            joined.append([line])
    return tuple((run[0].place, join_words([line.text for line in run])) for run in joined)


def join_wrapped_lines(lines: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Join the lines of a text file that was wrapped at a fixed width; any other file is left as it is."""
    texts = [text for _, text in lines if text.strip()]
    most_characters = _fixed_count(texts)
    full_width = 0 if most_characters else _fixed_width(texts)
    if not most_characters and not full_width:
        return tuple(lines)
    joined: list[tuple[str, list[str]]] = []
    for place, text in lines:
        before = joined[-1][1][-1] if joined else ""
        full = len(before) == most_characters or full_width - 4 <= display_width(before) <= full_width + 2
        anew = not text.strip() or text[:1] in " \t\u3000" or _new_by_mark(before, text)
        if joined and full and not anew:
            joined[-1][1].append(text)
        else:
            joined.append((place, [text]))
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


def _new_by_place(before: PlacedLine, line: PlacedLine, margin_left: float) -> bool:
    size = max(before.size, line.size, 1.0)
    return line.left > margin_left + 1.2 * size or abs(before.size - line.size) > 0.25 * size


def _runs_to_margin(before: PlacedLine, line: PlacedLine, margin_left: float, margin_right: float) -> bool:
    """Say whether a line was broken by the margin: it reaches it, or all but, in the midst of a sentence."""
    size = max(before.size, line.size, 1.0)
    if before.text.rstrip()[-1:] in _ENDS:
        return margin_right - before.right <= 1.2 * size
    return margin_right - before.right <= max(3.2 * size, 0.25 * (margin_right - margin_left))


def _new_by_mark(before: str, text: str) -> bool:
    """Say whether a line's own mark begins a paragraph: behind a full stop, a bracket, or another heading."""
    if not _marked(text):
        return False
    return before.rstrip()[-1:] in _ENDS_BEFORE_A_MARK or (_marked(before) and not any(end in before for end in _ENDS))


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


def _fixed_count(texts: Sequence[str]) -> int:
    """Find the number of characters lines were cut at; 0 where they were not cut by number."""
    lengths = Counter(len(text) for text in texts)
    most = max(lengths, default=0)
    # several lines of the very same greatest length, each stopping in mid-sentence, are no accident
    cut = most >= 15 and lengths[most] >= max(5, len(texts) // 6)
    return most if cut and _mostly_unfinished([text for text in texts if len(text) == most]) else 0


def _fixed_width(texts: Sequence[str]) -> int:
    """Find the width lines were wrapped at; 0 where they were not: most lines reach it in mid-sentence."""
    widths = sorted(display_width(text) for text in texts)
    if len(widths) < _FEWEST_LINES:
        return 0
    widest = widths[-1 - len(widths) // 20]
    full = [text for text in texts if widest - 4 <= display_width(text) <= widest + 2]
    wrapped = 30 <= widest <= 160 and len(full) * 2 >= len(texts)
    return widest if wrapped and _mostly_unfinished(full) else 0


def _mostly_unfinished(texts: Sequence[str]) -> bool:
    unfinished = [text for text in texts if text.rstrip()[-1:] not in _ENDS_BEFORE_A_MARK]
    return len(unfinished) * 3 >= len(texts) * 2
