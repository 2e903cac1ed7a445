"""The printer: a block as lines, its field words in one column, long rules broken before 且 and 或 and behind commas.

Its one law: one tree has one print. It does not know comments that stand beside a rule (see `formatter`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from lingqu.law.lang.block_spelling import PrintedBlock, PrintedField, printed
from lingqu.law.lang.faults import width
from lingqu.law.lang.spelling import print_award, print_condition, print_quantity, print_value
from lingqu.law.lang.tree import Block

__all__ = ["print_award", "print_block", "print_condition", "print_file", "print_quantity", "print_value"]

WIDEST = 118  # columns of a line that can be broken
WIDEST_ALIGNED = 104  # columns of an example, above which its arrow is not moved into the column of the others
BLANKS_FOR_A_LINE = 40  # so many blanks are one example more in the column worth, and no more
WIDEST_BEFORE_NOTE = 110  # columns of a line, above which its comment keeps its own column
DEEPEST_BREAK = 3  # parentheses inside which a line may be broken
ONE_LINE = ("部门", "文句")
INDENT = "  "
_BREAKS = re.compile(r" (?=[且或] )|(?<=[，、；])")


def print_block(block: Block) -> str:
    """Print a block, without a line end behind it."""
    return "\n".join(line for _, lines in laid_out(printed(block)) for line in lines)


def print_file(blocks: Iterable[Block]) -> str:
    """Print the blocks of a file: a blank line between them, none between two that take one line each."""
    made = [printed(block) for block in blocks]
    texts = ["\n".join(line for _, lines in laid_out(each) for line in lines) for each in made]
    if not texts:
        return ""
    gaps = ["\n" if sit_together(one, other) else "\n\n" for one, other in pairwise(made)]
    return "".join(text + gap for text, gap in zip(texts, [*gaps, "\n"], strict=True))


def sit_together(one: PrintedBlock, other: PrintedBlock) -> bool:
    """Say whether two blocks may follow each other without a blank line."""
    return one.section == other.section and one.section in ONE_LINE


def laid_out(block: PrintedBlock) -> list[tuple[PrintedField | None, list[str]]]:
    """Lay a block out: the lines of its head, for None, and of each field."""
    head = block.section + block.head
    lines: list[tuple[PrintedField | None, list[str]]] = [(None, [head])]
    column = max((width(field.word) for field in block.fields), default=0) + len(INDENT)
    texts = _with_arrows_aligned(block.fields, WIDEST_ALIGNED - len(INDENT) - column)
    body: list[tuple[PrintedField, list[str]]] = []
    for field, text in zip(block.fields, texts, strict=True):
        start = INDENT + field.word + " " * (column - width(field.word))
        made = _broken(text, start) if field.breakable else [start + text]
        if field.sub is not None:
            made.append(INDENT * 2 + "  ".join(field.sub))
        body.append((field, made))
    _put_notes(body)
    return [*lines, *body]


def _with_arrows_aligned(fields: Sequence[PrintedField], room: int) -> list[str]:
    parted = [field.text.partition("→") for field in fields if field.word == "示例"]
    rows = [(before.rstrip(), f" →{behind}") for before, _, behind in parted]
    column = _best_column([(width(before), width(behind)) for before, behind in rows], room)
    aligned = iter(
        before
        + " " * _blanks(width(before), width(behind), column, room)
        + (behind if before or column else behind.lstrip())
        for before, behind in rows
    )
    return [next(aligned) if field.word == "示例" else field.text for field in fields]


def _best_column(rows: Sequence[tuple[int, int]], room: int) -> int:
    """Find the column where the most arrows meet for the fewest blanks; rows are widths before and behind."""

    def worth(column: int) -> int:
        meeting = [row for row in rows if row[0] <= column and column + row[1] <= room]
        return BLANKS_FOR_A_LINE * len(meeting) - sum(column - before for before, _ in meeting)

    return max(sorted({before for before, _ in rows}), key=worth, default=0)


def _blanks(before: int, behind: int, column: int, room: int) -> int:
    return column - before if before <= column and column + behind <= room else 0


def _broken(text: str, start: str) -> list[str]:
    """Break a text over lines where it is too wide, outside quotation marks."""
    if width(start + text) <= WIDEST:
        return [start + text]
    indent = " " * width(start)
    lines = [start]
    for piece in _pieces(text, WIDEST - width(start)):
        if width(lines[-1] + piece.rstrip()) > WIDEST and lines[-1].strip() and lines[-1] not in (start, indent):
            lines[-1] = lines[-1].rstrip()
            lines.append(indent)
            piece = piece.lstrip()
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def _pieces(text: str, room: int) -> list[str]:
    """Part a text where it may be broken, inside as few parentheses as will do."""
    pieces = [text]
    for depth in range(DEEPEST_BREAK + 1):
        places = [place for place in map(_break_at, _BREAKS.finditer(text)) if _may_break(text[:place], depth)]
        pieces = [text[start:end] for start, end in pairwise([0, *places, len(text)]) if text[start:end]]
        if all(width(piece) <= room for piece in pieces):
            break
    return pieces


def _break_at(match: re.Match[str]) -> int:
    return match.start() if match.group() else match.end()


def _may_break(before: str, depth: int) -> bool:
    return before.count("「") == before.count("」") and before.count("（") - before.count("）") <= depth


def _put_notes(body: list[tuple[PrintedField, list[str]]]) -> None:
    """Put the comments behind the lines of fields, in one column."""
    noted = [lines for field, lines in body if field.note]
    column = max((width(lines[-1]) for lines in noted if width(lines[-1]) <= WIDEST_BEFORE_NOTE), default=0)
    for field, lines in body:
        if field.note:
            gap = " " * max(0, column - width(lines[-1]))
            lines[-1] += f"{gap}  # {field.note}"
