"""Subjects read and checked whole for a command, with every fault of the input as one line.

Its one law: either all of the input can be used or none of it is. It does not know what is done with the subjects.
"""

from __future__ import annotations

from datetime import date
from typing import BinaryIO

from lingqu.interfaces.cli.failures import Refusal
from lingqu.interfaces.cli.policy_choice import wrong
from lingqu.interfaces.cli.wrapping import printable
from lingqu.law.engine.program import Program
from lingqu.law.engine.records import Records, UnableToReadRecords
from lingqu.law.engine.subjects import InputFault, SubjectReader
from lingqu.reports.wording import Words

_INPUT = Words("输入", "the input")
_PLACE = Words("{}（第 {} 个）", "{} (no. {})")
_MORE = Words("……还有 {} 处未列出", "... and {} more not listed")
_SIGN = 8
_OF_REGISTERS = (b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How workbooks and Parquet files begin."""
_A_REGISTER = Words(
    "输入：给出 Excel 或 Parquet 文件；应为 JSON。整个登记册用 lingqu bulk 评估；要逐个主体看理由，"
    "先用 lingqu bulk 登记册 --records subjects.jsonl 写成 JSON 行，再给本命令",
    "the input: given a workbook or a Parquet file; expected JSON. lingqu bulk answers a whole register; for the "
    "reasons of single subjects write JSON lines by lingqu bulk REGISTER --records subjects.jsonl and give them here",
)
_EXAMPLE_OR = {" 或 ": " or "}


def checked_records(stream: BinaryIO, program: Program, as_of: date | None, lang: str) -> Records:
    """Check every record of the input. Raises `Refusal` with all faults, one a line."""
    first = stream.read(_SIGN)
    stream.seek(0)
    if first.startswith(_OF_REGISTERS):
        raise Refusal([_A_REGISTER.said(lang)])
    try:
        return Records(stream, SubjectReader(program, as_of=as_of)).checked()
    except UnableToReadRecords as error:
        lines = [fault_line(fault, lang) for fault in error.faults]
        if error.more:
            lines.append(_MORE.said(lang).format(error.more))
        raise Refusal(lines) from None


def fault_line(fault: InputFault, lang: str) -> str:
    """Say one fault of the input in one line."""
    subject = _INPUT.said(lang) if fault.subject == "?" else printable(fault.subject)
    if fault.line is not None and not fault.subject.startswith("#"):
        subject = _PLACE.said(lang).format(subject, fault.line)
    expected, example = fault.expected, fault.example
    if lang == "en":
        expected = fault.expected_english
        for chinese, english in _EXAMPLE_OR.items():
            example = example.replace(chinese, english)
    where = f"{subject} {fault.field}".strip()
    return wrong(where, fault.given, expected, example, lang, fault.nearest)
