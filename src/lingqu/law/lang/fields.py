"""The fields of one block, asked for by word: free text, one of a list, or a shape of the grammar built into nodes.

Its one law: a fault in one field never hides a fault in another. It does not know which block asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from lingqu.law.lang.awards import Awards
from lingqu.law.lang.expectations import expected_words, nearest_word
from lingqu.law.lang.faults import Fault, fault_at, nearest
from lingqu.law.lang.fieldwords import ENGLISH, EXAMPLES, FIELDS, HEADS, MANY
from lingqu.law.lang.grammar import LONGEST_FIELD, UnableToFit, shape_of, word_at
from lingqu.law.lang.layout import RawBlock, RawField
from lingqu.law.lang.source import Source
from lingqu.law.lang.terms import Misfit, Terms
from lingqu.law.lang.tree import Place

if TYPE_CHECKING:
    from lingqu.law.lang.terms import Shape

Made = TypeVar("Made")
Builder = TypeVar("Builder", bound=Terms)
_THOUSANDS = re.compile(r"(?<![\w.])\d{1,3}(?:,\d{3})+(?=[ \t]*(?:万|亿|千|百)?元)")
_LIMITS = {
    "depth": ("嵌套浅一些的写法", "fewer parentheses inside each other"),
    "length": (f"不超过{LONGEST_FIELD}个字的字段", f"a field of at most {LONGEST_FIELD} characters"),
}


class Fields:
    """One block's fields; every fault found goes to `faults`."""

    def __init__(self, source: Source, block: RawBlock) -> None:
        self.source = source
        self.block = block
        self.head = block.head
        self.faults: list[Fault] = []
        self._by_word: dict[str, list[RawField]] = {}
        self._sort_out()

    @property
    def place(self) -> Place:
        """Where the block begins."""
        return self.source.place(self.head.offset)

    def one(self, word: str, *, required: bool = False) -> RawField | None:
        """Give the field of a word; its absence is a fault where it is required, its emptiness always."""
        found = self._by_word.get(word, [])
        if not found:
            if required:
                self._missing(word)
            return None
        return found[0] if found[0].spans else None

    def many(self, word: str) -> list[RawField]:
        """Give all fields of a word."""
        return [each for each in self._by_word.get(word, []) if each.spans]

    def text(self, word: str, *, required: bool = False) -> str:
        """Give a field's free text on one line."""
        found = self.one(word, required=required)
        return self.free_text(found) if found else ""

    def free_text(self, field: RawField) -> str:
        """Join the lines of a text: with a blank between two lines of Latin letters, without between Chinese ones."""
        joined = ""
        for start, end in field.spans:
            piece = " ".join(self.source.text[start:end].split())
            latin = joined and piece and joined[-1] < "\u2e80" and piece[0] < "\u2e80"
            joined += (" " if latin else "") + piece
        return joined

    def parted(self, field: RawField, sign: str = ENGLISH) -> tuple[RawField, str]:
        """Part a field at 英文: the field before it, and the English text behind it."""
        for number, (start, end) in enumerate(field.spans):
            line = self.source.folded[start:end]
            at = _word_alone(line, sign)
            if at < 0:
                continue
            before = RawField(field.word, field.offset, [*field.spans[:number], (start, start + at)])
            if not line[:at].strip():
                before.spans.pop()
            behind = start + at + len(sign)
            rest = RawField(sign, start + at, [(behind, end), *field.spans[number + 1 :]])
            return before, self.free_text(rest)
        return field, ""

    def parted_behind_comma(self, field: RawField) -> tuple[RawField, str]:
        """Part a field at 英文 like `parted`, without the comma that stands before it."""
        before, english = self.parted(field)
        if english and before.spans:
            start, end = before.spans[-1]
            before.spans[-1] = (start, start + len(self.source.folded[start:end].rstrip().rstrip(",").rstrip()))
        return before, english

    def listed(self, word: str, options: Mapping[str, Made], *, required: bool = False) -> Made | None:
        """Give what a field's one word stands for."""
        found = self.one(word, required=required)
        if found is None:
            return None
        given = self.free_text(found)
        if given in options:
            return options[given]
        near = nearest(given, options)
        example = (f"是不是“{near}”？", f"did you mean {near}?") if near else ("", "")
        self.fault(found.start, "not-listed", given, ("、".join(options), ", ".join(options)), example)
        return None

    def built(
        self, word: str, start: str, build: Callable[[Awards, Shape], Made], *, required: bool = False
    ) -> Made | None:
        """Build a field by the grammar."""
        found = self.one(word, required=required)
        return self.built_from(found, start, Awards, build) if found else None

    def built_from(
        self, field: RawField, start: str, builder: type[Builder], build: Callable[[Builder, Shape], Made]
    ) -> Made | None:
        """Build a given field, or the head, by the grammar; None, and a fault told, where it does not fit."""
        text = self.source.folded[field.start : field.end].rstrip()
        try:
            return build(builder(self.source, field.start), shape_of(text, start))
        except Misfit as error:
            self.fault(error.offset, error.code, error.given, error.expected, error.example)
        except UnableToFit as error:
            self._unfit(field, error)
        return None

    def fault(
        self,
        offset: int,
        code: str,
        given: str,
        expected: tuple[str, str],
        example: str | tuple[str, str] = "",
    ) -> None:
        """Tell a fault at an offset of the file."""
        place = self.source.place(offset)
        line = self.source.line_text(place.line)
        self.faults.append(
            fault_at(place, code=code, given=given[:60], expected=expected, example=example, line_text=line)
        )

    def _sort_out(self) -> None:
        known = FIELDS[self.block.section]
        for field in self.block.fields:
            if field.word not in known:
                self._unknown(field, known)
                continue
            same = self._by_word.setdefault(field.word, [])
            if same and field.word not in MANY:
                first = self.source.place(same[0].offset).line
                self.fault(
                    field.offset,
                    "field-twice",
                    field.word,
                    (f"只写一次的字段（第{first}行已写）", f"this field only once (it stands in line {first})"),
                )
                continue
            if not field.spans:
                self.fault(field.offset, "empty-field", field.word, _content(field.word), EXAMPLES.get(field.word, ""))
            same.append(field)

    def _unknown(self, field: RawField, known: Iterable[str]) -> None:
        words = tuple(known)
        fits = next((word for word in words if field.word.startswith(word)), None)
        near = fits or nearest(field.word, words)
        example: str | tuple[str, str] = ""
        if fits:
            example = (f"{fits}  …（字段词后空两格）", f"{fits}  … (two blanks behind the field word)")
        elif near:
            example = (f"是不是“{near}”？", f"did you mean {near}?")
        if words:
            expected = ("字段：" + "、".join(words), "a field: " + ", ".join(words))
        else:
            section = self.block.section
            expected = (f"“{section}”只占一行，没有字段", f"no field, {section} takes one line")
        self.fault(field.offset, "unknown-field", field.word, expected, example)

    def _missing(self, word: str) -> None:
        shown = " ".join(self.source.folded[self.head.offset : max(self.head.end, self.head.start)].split())
        expected = (f"这一段还有字段“{word}”", f"a field {word} in this block")
        self.fault(self.head.offset, "missing-field", shown or self.head.word, expected, EXAMPLES.get(word, ""))

    def _unfit(self, field: RawField, error: UnableToFit) -> None:
        offset = field.start + error.offset
        for match in _THOUSANDS.finditer(self.source.folded, field.start, field.end):
            if match.start() <= offset <= match.end():
                expected = ("中间不加逗号的数", "a number without commas in it")
                self.fault(match.start(), "comma-in-number", match.group(), expected, "12000元")
                return
        expected = _LIMITS.get(error.limit) or expected_words(error.accepts)
        is_head = field.offset == self.head.offset
        example: str | tuple[str, str] = HEADS.get(field.word, "") if is_head else EXAMPLES.get(field.word, "")
        near = nearest_word(error.given, error.accepts) if error.given and not error.limit else None
        if near:
            example = (f"是不是“{near}”？", f"did you mean {near}?")
        code = f"too-{'deep' if error.limit == 'depth' else 'long'}" if error.limit else "unexpected"
        given = error.given
        if given and not error.limit:
            given = word_at(self.source.text, offset) or given
        self.fault(offset, code, given, expected, example)


def _content(word: str) -> tuple[str, str]:
    return f"“{word}”后面的内容", f"something behind {word}"


def _word_alone(line: str, word: str) -> int:
    """Find a word that has a blank behind it and a blank or punctuation before it, outside quotation marks."""
    at = line.find(word)
    while at >= 0:
        before, behind = line[:at], line[at + len(word) :]
        outside = before.count("「") == before.count("」")
        if outside and behind[:1] in (" ", "\t", "") and (not before or before[-1] in " \t,」"):
            return at
        at = line.find(word, at + 1)
    return -1
