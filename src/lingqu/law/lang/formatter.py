"""The formatter: a file's text in its one layout, with every comment kept where it belongs.

Its one law: formatting twice is formatting once, and never changes what a rule says. It does not mend faults.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from lingqu.law.lang.block_spelling import PrintedBlock, PrintedField, printed
from lingqu.law.lang.faults import UnableToRead
from lingqu.law.lang.layout import RawBlock, RawField, layout_of
from lingqu.law.lang.parser import build_blocks, parse_file
from lingqu.law.lang.printer import INDENT, laid_out, sit_together
from lingqu.law.lang.source import source_of

Trivia = list[str | None]


def format_text(text: str, *, file: str) -> str:
    """Lay a file out anew; raise UnableToRead with all faults where it has any."""
    _, faults = parse_file(text, file=file)
    if faults:
        raise UnableToRead(faults)
    source = source_of(text, file=file)
    layout = layout_of(source)
    built, _ = build_blocks(source, layout)
    lines: list[str] = []
    before: PrintedBlock | None = None
    for raw, block in built:
        if block is None:
            continue
        made = printed(block)
        leading = _squeezed(raw.head.leading)
        tight = before is not None and sit_together(before, made) and None not in raw.head.leading
        if lines and not tight:
            lines.append("")
        lines += _comments(_without_first_blanks(leading), "")
        lines += _block(raw, made)
        before = made
    tail = _comments(_bare(layout.tail), "")
    if tail and lines:
        lines.append("")
    lines += tail
    return "\n".join(lines) + "\n" if lines else ""


def _block(raw: RawBlock, made: PrintedBlock) -> list[str]:
    raws: dict[str, list[RawField]] = defaultdict(list)
    for each in raw.fields:
        raws[each.word].append(each)
    fields: list[PrintedField] = []
    leading: list[Trivia] = []
    for field in made.fields:
        beside = raws[field.word].pop(0) if raws[field.word] else None
        above, note = _beside(beside) if beside else ([], "")
        leading.append(above)
        fields.append(field if field.word == "示例" else replace(field, note=note))
    orphans = [text for rest in raws.values() for field in rest for text in (*field.leading, *field.trailing)]
    above, note = _beside(raw.head)
    lines = _comments(above[len(raw.head.leading) :], "")
    (_, head), *body = laid_out(replace(made, fields=tuple(fields)))
    lines += [*head[:-1], head[-1] + (f"  # {note}" if note else "")]
    for (_, field_lines), comments in zip(body, leading, strict=True):
        lines += _comments(_squeezed(comments), INDENT) + field_lines
    return lines + _comments(_bare([*orphans, *raw.tail]), INDENT)


def _beside(field: RawField) -> tuple[Trivia, str]:
    """Give the comments to stand above a field, and the one to stand behind it."""
    if field.word == "示例":
        return list(field.leading), ""
    *more, last = field.trailing or [""]
    return [*field.leading, *more], last


def _squeezed(trivia: Trivia) -> Trivia:
    """Leave of several blank lines one."""
    kept: Trivia = []
    for text in trivia:
        if text is not None or kept[-1:] != [None]:
            kept.append(text)
    return kept


def _without_first_blanks(trivia: Trivia) -> Trivia:
    return trivia[1:] if trivia[:1] == [None] else trivia


def _bare(trivia: Trivia) -> Trivia:
    """Leave out blank lines at both ends, and of several inside one."""
    squeezed = _without_first_blanks(_squeezed(trivia))
    return squeezed[:-1] if squeezed[-1:] == [None] else squeezed


def _comments(trivia: Trivia, indent: str) -> list[str]:
    return ["" if text is None else f"{indent}# {text}".rstrip() for text in trivia]
