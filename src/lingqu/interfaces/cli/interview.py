"""`lingqu interview`: one question after the other, the one first that settles most money.

Its one law: after every answer the file holds all answers so far, and the person sees what has become certain.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from lingqu.interfaces.cli.answer_page import answer_lines
from lingqu.interfaces.cli.answer_total import unchecked_lines
from lingqu.interfaces.cli.answers_file import Answers, read_answers, write_answers
from lingqu.interfaces.cli.bilingual import BilingualCommand, option
from lingqu.interfaces.cli.interview_words import (
    HELP,
    answer_said,
    opening_lines,
    progress_lines,
    question_lines,
    settled_lines,
    why_lines,
)
from lingqu.interfaces.cli.policy_choice import compiled, day_given, judging_options, judging_pack
from lingqu.interfaces.cli.replies import EXAMPLES, STEERING, Steer, UnableToUnderstand, Value, read_reply
from lingqu.interfaces.cli.screen import BLANK, Line, Part, Screen, flowed
from lingqu.law.engine.answers import Answer, assess
from lingqu.law.engine.interview import Question, next_question
from lingqu.law.engine.program import Program
from lingqu.law.engine.subjects import SubjectReader, UnableToReadSubject
from lingqu.law.lang.tree import FactDeclaration
from lingqu.reports.wording import Words

_PROMPT = Words("答> ", "> ")
_NOT_UNDERSTOOD = Words("没看懂：{}。可以这样答：{}", "Not understood: {}. For example: {}")
_NOT_TAKEN = Words("不能这样填：应为{}。可以这样答：{}", "It cannot be that: expected {}. For example: {}")
_NOTHING_TO_UNDO = Words("还没有可以撤销的回答。", "There is no answer to take back.")
_UNDONE = Words("已撤销「{}」。", "Taken back: {}.")
_SAVED = Words(
    "答案已存入 {}；再次运行同样的命令可以接着答。", "Answers are saved in {}; run the same command to go on."
)
_NOT_SAVED = Words(
    "答案没有保存；下次用 --answers FILE 就能接着答。", "Not saved; with --answers FILE you can go on later."
)
_DONE = Words(
    "没有还会影响结果的问题了。回车结束；back 撤销上一答。",
    "No question is left that could still matter. Enter ends; back takes the last answer back.",
)
_PASSED = Words("有 {} 项跳过了；--again 会再问一遍。", "{} were passed over; --again asks them again.")
_DEFAULT_ID = "me"


@click.command(
    cls=BilingualCommand,
    help="""一问一答地评估：每次问最能定下金额的一项，随时可以退出，之后接着答。

    可以答 2000万、1.2亿元、是、否、2027-06-30；空行或 ? 表示不知道；back 撤销，why 问为什么，quit 退出。""",
    english="""Assess by questions: each time the one that settles most money; leave at any time and go on later.

    Answer 20 million, 300000, yes, no, 2027-06-30; an empty line or ? means unknown; back, why, quit, help.""",
)
@judging_options
@option(
    "--answers",
    zh="答案文件：每答一项即存，再次运行接着答；lingqu assess 可以直接读它。",
    en="The answers file: saved after each answer, read on the next run; lingqu assess can read it.",
    metavar="FILE",
)
@option("--again", zh="跳过的问题再问一遍。", en="Ask again what was passed over.", flag=True)
@click.pass_obj
def command(
    lang: str,
    policy: str,
    policies: tuple[str, ...],
    supplements: tuple[str, ...],
    as_of: str | None,
    reading: tuple[str, ...],
    answers: str | None,
    again: bool,
) -> None:
    """Take the interview."""
    day, faults = day_given(as_of, lang)
    program = compiled(judging_pack(policy, policies, supplements, day, lang), reading, lang, faults)
    path = Path(answers) if answers is not None else None
    known = read_answers(path, program, lang) if path else Answers(_DEFAULT_ID)
    if again:
        known.ask_again()
    talk = Interview(program, SubjectReader(program, as_of=day), known, path, Screen(sys.stdout), lang)
    talk.run()


class Interview:
    """One interview: what is known, and the talk that goes on about it."""

    def __init__(
        self, program: Program, reader: SubjectReader, answers: Answers, path: Path | None, screen: Screen, lang: str
    ) -> None:
        self._program = program
        self._reader = reader
        self._answers = answers
        self._path = path
        self._screen = screen
        self._lang = lang

    def run(self) -> None:
        """Ask until nothing matters any more, the person leaves, or the input ends."""
        if self._path is not None:
            write_answers(self._path, self._answers, self._lang)  # a file that cannot be written is told at once
        answer = self._assessed()
        self._put(opening_lines(self._program, answer, self._answers.facts, self._lang, self._screen.width))
        while True:
            question = next_question(self._program, answer, self._answers.passed_over)
            if not (self._reopened() if question is None else self._asked(question, answer)):
                break
            before, answer = answer, self._assessed()
            self._put(settled_lines(self._program, before, answer, self._lang, self._screen.width))
            self._put(progress_lines(self._program, answer, self._answers.passed_over, self._lang, self._screen.width))
        self._close(answer)

    def _assessed(self) -> Answer:
        return assess(self._program, self._reader.read(self._answers.record))

    def _asked(self, question: Question, answer: Answer) -> bool:
        """Ask until a reply changes what is known; False when the person leaves or the input ends."""
        self._put([BLANK, *question_lines(self._program, question, answer, self._lang, self._screen.width)])
        while (typed := self._typed()) is not None:
            try:
                reply = read_reply(typed, question.fact)
            except UnableToUnderstand as error:
                self._say(_NOT_UNDERSTOOD, error.reason.said(self._lang), error.expected.said(self._lang))
                continue
            if isinstance(reply, Value):
                changed = self._kept(question.fact, reply.wire)
            elif reply.way == "quit":
                return False
            else:
                changed = self._steered(reply, question, answer)
            if changed:
                self._save()
                return True
        return False

    def _kept(self, fact: FactDeclaration, wire: Any) -> bool:
        """Keep a value if the policy takes it; else tell why not."""
        record = self._answers.record
        record["facts"][fact.code] = wire
        try:
            self._reader.read(record)
        except UnableToReadSubject as error:
            for fault in error.faults:
                expected = fault.expected_english if self._lang == "en" else fault.expected
                self._say(_NOT_TAKEN, expected, EXAMPLES[fact.unit].said(self._lang))
            return False
        self._answers.facts[fact.code] = wire
        self._put(answer_said(fact, wire, self._lang, self._screen.width))
        return True

    def _steered(self, reply: Steer, question: Question, answer: Answer) -> bool:
        """Follow a word that steers; True where it changes what is known."""
        if reply.way == "back":
            return self._undone()
        if reply.way == "skip":
            self._answers.facts[question.fact.code] = None
            return True
        if reply.way == "why":
            self._put(why_lines(self._program, question, answer, self._lang, self._screen.width))
        else:
            self._say(HELP)
        return False

    def _reopened(self) -> bool:
        """Say that nothing is left to ask; the last answer may still be taken back."""
        self._say(_DONE)
        typed = self._typed()
        if typed is None or typed.strip().lower() not in STEERING["back"] or not self._undone():
            return False
        self._save()
        return True

    def _undone(self) -> bool:
        code = self._answers.forget_last()
        if code is None:
            self._say(_NOTHING_TO_UNDO)
            return False
        fact = self._program.pack.fact_coded(code)
        self._say(_UNDONE, fact.english if self._lang == "en" else fact.name)
        return True

    def _typed(self) -> str | None:
        """One line of input; None at its end. At a terminal the line can be edited."""
        try:
            if sys.stdin.isatty():
                import readline  # noqa: F401  # input() edits lines once it is imported

                return input(_PROMPT.said(self._lang))
            sys.stdout.flush()
            line = sys.stdin.buffer.readline()
        except EOFError:
            return None
        return line.decode("utf-8", "replace") if line else None

    def _save(self) -> None:
        if self._path is not None:
            write_answers(self._path, self._answers, self._lang)

    def _close(self, answer: Answer) -> None:
        passed = len(self._answers.passed_over)
        if passed:
            self._say(_PASSED, passed)
        lines = answer_lines(self._program, answer, lang=self._lang, width=self._screen.width)
        lines += unchecked_lines(self._program.pack, self._lang, self._screen.width)
        self._put([BLANK, BLANK, *lines, BLANK])
        if self._path is None:
            self._say(_NOT_SAVED)
        else:
            self._say(_SAVED, self._path)

    def _say(self, words: Words, *values: object) -> None:
        self._put(flowed([Part(words.said(self._lang).format(*values))], self._screen.width))

    def _put(self, lines: list[Line]) -> None:
        self._screen.put(lines)
