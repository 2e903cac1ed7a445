"""Sentences of a plan: where one ends, its digest, its place.

Its one law: a sentence ends at 。！？ outside of quotation marks and brackets, and at no other mark; ；ends none.
It does not know tasks or parts; anchors are given to it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

TERMINATORS = "。！？!?｡"

# one kind of bracket may open in full width and close in half width, as it often does in print
_OPENERS = {**dict.fromkeys("（(", "round"), **dict.fromkeys("[［〔", "square"), **dict.fromkeys("{｛", "curly")}
_OPENERS |= {"“": "double", "‘": "single", "「": "corner", "『": "inner", "《": "title", "〈": "work"}
_OPENERS |= {"【": "lens", "〖": "hollow"}
_CLOSERS = {**dict.fromkeys("）)", "round"), **dict.fromkeys("]］〕", "square"), **dict.fromkeys("}｝", "curly")}
_CLOSERS |= {"”": "double", "’": "single", "」": "corner", "』": "inner", "》": "title", "〉": "work"}
_CLOSERS |= {"】": "lens", "〗": "hollow"}
_BRACKETS = "（(【[［〔{｛〖"
# a line that stops at one of these has not finished its sentence
_OPEN_ENDS = tuple("，、；：,;:")
# after a closing quotation mark these go on with the sentence, so that the full stop inside did not end it
_GOES_ON = re.compile(r"[，、；：,;:。！？!?｡）)」』”’》〉】\]〕的地得等之与和及或]")

_FOLDED_SOURCE = {
    '"': "“”„‟«»「」〝〞〟",
    "'": "‘’‚‛『』`´",
    "-": "-‐‑‒–—―−─━⸺⸻",
    "(": "〔【〖[⟦",
    ")": "〕】〗]⟧",
    "《": "〈⟨‹",
    "》": "〉⟩›",
    ",": "，﹐︐",
    "·": "·•‧∙⋅・●·᛫",
    ":": "：∶︓",
    ";": "；;",
    "~": "～〜∼",
}
_FOLDED = str.maketrans({variant: mark for mark, variants in _FOLDED_SOURCE.items() for variant in variants})
_DASHES = re.compile(r"-{2,}")
_DOTS = re.compile(r"\.{3,}")


@dataclass(frozen=True, slots=True)
class Span:
    """Where a text stands: document line (from 1) and character (from 0), the end exclusive."""

    line: int
    start: int
    end_line: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its anchor (第10条第1句), its number within the anchor's section, its digest and its place."""

    anchor: str
    number: int
    text: str
    digest: str
    span: Span


def normalised(text: str) -> str:
    """Fold width, blanks and variants of punctuation: what a digest does not see. Repeated until nothing changes:

    1. Unicode NFKC (folds full and half width, ligatures, circled numbers);
    2. blanks and invisible characters are removed (categories Z*, Cc, Cf, and variation selectors);
    3. variants of one mark become one mark: double quotes “”„‟«»「」〝〞〟 → `"`; single quotes ‘’‚‛『』`´ → `'`; any
       run of dashes (- ‐ ‑ ‒ – — ― − ─ ━ ⸺ ⸻) → one `-`; brackets 〔〕【】〖〗⟦⟧ [ ] → `(` `)`; 〈〉⟨⟩‹› → 《》; commas
       → `,`; middle dots · • ‧ ∙ ⋅ ・ ● → `·`; ratio signs → `:`; waves ～〜∼ → `~`; three dots or more → `...`.

    、。；are marks of their own and are kept; so is the case of letters.

    >>> normalised("构建 “甲—乙” （试验），")
    '构建"甲-乙"(试验),'
    """
    while True:
        folded = unicodedata.normalize("NFKC", text)
        folded = "".join(character for character in folded if not _is_blank(character)).translate(_FOLDED)
        folded = _DOTS.sub("...", _DASHES.sub("-", folded))
        if folded == text:
            return folded
        text = folded


def sentence_digest(text: str) -> str:
    """Digest a sentence: the first 16 hexadecimal characters of SHA-256 over its normalised text.

    >>> sentence_digest("支持企业，做研发。") == sentence_digest("支持企业, 做研发｡")
    True
    """
    return hashlib.sha256(normalised(text).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def sentence_bounds(text: str) -> tuple[tuple[int, int], ...]:
    """Cut a text into sentences; each pair is (start, end), blanks around a sentence left out.

    >>> [text[a:b] for text in ["甲（一。二）乙。丙；丁。"] for a, b in sentence_bounds(text)]
    ['甲（一。二）乙。', '丙；丁。']
    """
    bounds: list[tuple[int, int]] = []
    partner = _partners(text)
    start = position = 0
    while position < len(text):
        opener, closer = position, partner.get(position)
        if closer is not None:
            position = closer + 1
            if _pair_ends_sentence(text, start, opener, closer):
                start = _close(text, start, position, bounds)
            continue
        position += 1
        if _terminates(text, opener):
            while position < len(text) and (text[position] in TERMINATORS or text[position] in _CLOSERS):
                position += 1
            start = _close(text, start, position, bounds)
    _close(text, start, len(text), bounds)
    return tuple(bounds)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of body text: the document line it stands in, and the character it begins at."""

    line: int
    offset: int
    text: str


def numbered_sentences(*, pieces: tuple[Piece, ...], section: str, first: int = 1) -> tuple[Sentence, ...]:
    """Number the sentences of a section; a piece ends its sentence unless it stops at ，、；：(a list over lines)."""
    found: list[Sentence] = []
    for run in _runs(pieces):
        text = "".join(piece.text for piece in run)
        for start, end in sentence_bounds(text):
            number = first + len(found)
            words = text[start:end]
            span = _span(run, start, end)
            found.append(Sentence(f"{section}第{number}句", number, words, sentence_digest(words), span))
    return tuple(found)


def _runs(pieces: tuple[Piece, ...]) -> list[list[Piece]]:
    runs: list[list[Piece]] = []
    for piece in pieces:
        if runs and runs[-1][-1].text.rstrip()[-1:] in _OPEN_ENDS:
            runs[-1].append(piece)
        elif piece.text.strip():
            runs.append([piece])
    return runs


def _span(run: list[Piece], start: int, end: int) -> Span:
    first_line, first_character = _position(run, start)
    last_line, last_character = _position(run, end - 1)
    return Span(first_line, first_character, last_line, last_character + 1)


def _position(run: list[Piece], index: int) -> tuple[int, int]:
    for piece in run[:-1]:
        if index < len(piece.text):
            return piece.line, piece.offset + index
        index -= len(piece.text)
    return run[-1].line, run[-1].offset + index


def _close(text: str, start: int, end: int, bounds: list[tuple[int, int]]) -> int:
    begin, stop = start, end
    while begin < stop and _is_blank(text[begin]):
        begin += 1
    while stop > begin and _is_blank(text[stop - 1]):
        stop -= 1
    if any(character.isalnum() for character in text[begin:stop]):
        bounds.append((begin, stop))
    elif bounds and begin < stop:
        # a stray mark is no sentence of its own; it stays with the one before it
        bounds[-1] = (bounds[-1][0], stop)
    return end


def _pair_ends_sentence(text: str, start: int, opener: int, closer: int) -> bool:
    last = closer - 1
    while last > opener and text[last] in _CLOSERS:
        last -= 1
    if text[last] not in TERMINATORS:
        return False
    if text[opener] in _BRACKETS:
        # a bracket holding whole sentences stands for itself only where it does not hang on words before it
        return not text[start:opener].strip()
    return closer + 1 >= len(text) or not _GOES_ON.match(text[closer + 1])


def _terminates(text: str, position: int) -> bool:
    if text[position] not in TERMINATORS:
        return False
    # an ASCII mark inside an address or a name (a?b, Yahoo!7) ends nothing
    following = text[position + 1 : position + 2]
    return text[position] not in "!?" or not (following.isascii() and following.isalnum())


def _partners(text: str) -> dict[int, int]:
    """Match quotation marks and brackets; one without a partner is no bracket, and straight quotes take turns."""
    matched: dict[int, int] = {}
    waiting: list[int] = []
    straight: int | None = None
    for position, character in enumerate(text):
        if character in _OPENERS:
            waiting.append(position)
        elif character in _CLOSERS:
            # only the nearest few are looked at: a text of nothing but openers must not cost its square
            for depth in range(1, min(len(waiting), 8) + 1):
                if _OPENERS[text[waiting[-depth]]] == _CLOSERS[character]:
                    matched[waiting[-depth]] = position
                    del waiting[-depth:]
                    break
        elif character == '"':
            if straight is None:
                straight = position
            else:
                matched[straight], straight = position, None
    return matched


def _is_blank(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] == "Z" or category in ("Cc", "Cf") or "\ufe00" <= character <= "\ufe0f"
