"""The answers of an interview as a file that `lingqu assess` can read: one subject, its facts in the order answered.

Its one law: a fact that was passed over stands there as null, which is unknown; so the file needs no field of its own.
It is replaced whole, never written in place.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lingqu.interfaces.cli.failures import Refusal
from lingqu.interfaces.cli.subjects_read import fault_line
from lingqu.law.engine.program import Program
from lingqu.law.engine.records import LARGEST_DOCUMENT, UnableToReadRecords, decode
from lingqu.law.engine.subjects import SubjectReader, UnableToReadSubject
from lingqu.reports.wording import Words

_NOT_ONE = Words("{}：应为一个主体的答案文件，例如 {}", "{}: expected an answers file of one subject, e.g. {}")
_UNWRITABLE = Words("{}：无法写入（{}）", "{}: cannot be written ({})")
_EXAMPLE = '{"id": "A1", "facts": {"is_enterprise": true}}'


@dataclass(slots=True)
class Answers:
    """What was answered so far, in order; None is a fact that was passed over."""

    id: str
    name: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def record(self) -> dict[str, Any]:
        """The answers as a record of the machine interface."""
        named = {"name": self.name} if self.name else {}
        return {"id": self.id, **named, "facts": dict(self.facts)}

    @property
    def passed_over(self) -> frozenset[str]:
        """The facts that were passed over."""
        return frozenset(code for code, value in self.facts.items() if value is None)

    def forget_last(self) -> str | None:
        """Take the last answer back; its code, or None where there is none."""
        return self.facts.popitem()[0] if self.facts else None

    def ask_again(self) -> None:
        """Forget what was passed over, so that it is asked again."""
        self.facts = {code: value for code, value in self.facts.items() if value is not None}


def read_answers(path: Path, program: Program, lang: str) -> Answers:
    """Read an answers file; a file that is not there yet is an empty one. Raises `Refusal` with all faults."""
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST_DOCUMENT)
    except FileNotFoundError:
        return Answers(path.stem or "A1")
    except OSError as error:
        raise Refusal([_UNWRITABLE.said(lang).format(path, error.strerror)]) from None
    try:
        record = decode(data)
        if isinstance(record, list) and len(record) == 1:
            record = record[0]
        if not isinstance(record, dict):
            raise Refusal([_NOT_ONE.said(lang).format(path, _EXAMPLE)])
        subject = SubjectReader(program).read(record)
    except (UnableToReadRecords, UnableToReadSubject) as error:
        raise Refusal([f"{path}: {fault_line(fault, lang)}" for fault in error.faults]) from None
    return Answers(subject.id, subject.name, dict(record["facts"]))


def write_answers(path: Path, answers: Answers, lang: str) -> None:
    """Replace the answers file. Raises `Refusal` where it cannot be written."""
    text = json.dumps(answers.record, ensure_ascii=False, indent=2) + "\n"
    target = path.resolve()  # a link is followed, not replaced
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with open(beside, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, target)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise Refusal([_UNWRITABLE.said(lang).format(path, error.strerror)]) from None
