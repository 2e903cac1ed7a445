"""`lingqu synth`: a made register, or made applications, written to a file that says that it is made.

Its one law: seed, number and wishes decide every byte of the file; a file that was there is replaced whole or stays.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import monotonic
from typing import TypeVar

import click
import numpy as np

from lingqu.interfaces.cli.bilingual import BilingualCommand, option
from lingqu.interfaces.cli.failures import Refusal
from lingqu.interfaces.cli.policy_choice import DEFAULT_POLICY, loaded
from lingqu.interfaces.cli.progress import EVERY, WAIT
from lingqu.interfaces.cli.screen import Part, Screen, flowed
from lingqu.law.synthetic.applications import CALL, write_applications
from lingqu.law.synthetic.register import FINDINGS_UNKNOWN, UNKNOWN, YEARS, UnableToMake, Wish, column_names
from lingqu.law.synthetic.register_file import write_register
from lingqu.law.synthetic.spelling import APPLICATION_SPELLING, Spelling, chinese_spelling
from lingqu.law.synthetic.written import UnableToWrite
from lingqu.reports.wording import Words

T = TypeVar("T")
MOST = 100_000_000
MOST_APPLICATIONS = 100_000
_NUMBER = re.compile(r"[0-9]{1,30}")
_SHARE = re.compile(r"0|1|0?\.[0-9]{1,6}|[01]\.0{1,6}")
_YEARS = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?")

_WRONG = Words("{}：给出 {}；应为{}；例如 {}", "{}: given {}; expected {}; e.g. {}")
_COUNT = Words("0 至 {} 的整数", "a whole number from 0 to {}")
_SEED = Words("不超过三十位的非负整数", "a whole number, not negative, of at most thirty digits")
_PART = Words("0 至 1 的数", "a number from 0 to 1")
_SPAN = Words("一年，或连续的年份 年-年", "a year, or years as FIRST-LAST")
_DAYS = Words("一天，或从哪天到哪天", "a day, or days as FIRST..LAST")
_NEEDED = Words("要写到的文件，后缀 .parquet、.csv 或 .xlsx", "the file to write, ending in .parquet, .csv or .xlsx")
_FOLDER = Words("已有的文件夹里的文件", "a file in a folder that exists")
_DOING = Words("已生成 {} / {} 行（{}%）", "made {} of {} rows ({}%)")
_MADE = Words("{}：{} 行，种子 {}。", "{}: {} rows, seed {}. ")
_NOBODY = Words("全部是合成数据，不指任何真实的单位。", "All of it is made; no real body is meant.")
_CLEAR = "\r\x1b[K"


@click.command(
    cls=BilingualCommand,
    help="""生成合成登记册：桂林各县区里编造的企业、平台、项目等主体和它们的逐年事实，供试算用。

    同样的种子、行数和选项写出同样的文件。名称都以「合成」开头；各项分布见 docs/synthetic.md，不是统计数据。""",
    english="""Make a register: invented firms, platforms, projects and other subjects of Guilin with yearly facts.

    The same seed, number and options write the same file. Every name begins with 合成; docs/synthetic.md has the
    distributions, which are no statistics.""",
)
@option("--n", "count", zh="行数。", en="Rows.", default="10000", metavar="N", show_default=True)
@option("--seed", zh="种子。", en="The seed.", default="2026", metavar="S", show_default=True)
@option(
    "--out",
    zh="写到这个文件：.parquet、.csv 或 .xlsx。",
    en="Write this file: .parquet, .csv or .xlsx.",
    metavar="FILE",
)
@option("--applications", zh="不写登记册，写一批带评分的申请。", en="Write scored applications instead.", flag=True)
@option(
    "--unknown",
    zh="要申请人自己讲的事实有多大比例未知。",
    en="The share of the facts declared by applicants that is unknown.",
    default=str(UNKNOWN),
    metavar="0..1",
    show_default=True,
)
@option(
    "--findings-unknown",
    zh="要由主管部门认定的事实有多大比例未知。",
    en="The share of what an authority finds that is unknown.",
    default=str(FINDINGS_UNKNOWN),
    metavar="0..1",
    show_default=True,
)
@option(
    "--years",
    zh="逐年事实有哪些年。",
    en="The years of yearly facts.",
    default=f"{YEARS[0]}-{YEARS[-1]}",
    metavar="YYYY-YYYY",
    show_default=True,
)
@option(
    "--as-of",
    zh="另写一列申请日：就是这一天，或这几天之间的某一天；不写则没有这一列，读的时候再给。",
    en="Add a column with the day judged: this day, or one between two; without it the day is given on reading.",
    metavar="DAY[..DAY]",
)
@option(
    "--headings",
    zh="列名用代码还是中文名；不写则 Parquet 用代码，CSV 和 Excel 用中文名。",
    en="Head columns by codes or by Chinese names; without it codes in Parquet, names in CSV and Excel.",
    kind=click.Choice(["codes", "names"]),
    metavar="codes|names",
)
@click.pass_obj
def command(
    lang: str,
    count: str,
    seed: str,
    out: str | None,
    applications: bool,
    unknown: str,
    findings_unknown: str,
    years: str,
    as_of: str | None,
    headings: str | None,
) -> None:
    """Make a register or applications."""
    given = _Given(lang)
    rows = given.whole("--n", count, MOST_APPLICATIONS if applications else MOST)
    number = given.seed(seed)
    path = given.file(out)
    shares = (given.share("--unknown", unknown), given.share("--findings-unknown", findings_unknown))
    span = given.years(years)
    days = given.days(as_of) if as_of is not None else None
    if given.faults or path is None:
        raise Refusal(given.faults)
    made = np.random.SeedSequence(number)
    by_name = headings == "names" or (headings is None and path.suffix.lower() != ".parquet")
    told = _Told(rows, lang)
    try:
        if applications:
            spelling = APPLICATION_SPELLING if by_name else None
            write_applications(path, rows=rows, seed=made, days=days or CALL, spelling=spelling, progress=told)
        else:
            wish = Wish(span, shares[0], shares[1], days)
            write_register(path, rows=rows, seed=made, wish=wish, spelling=_names(wish, lang, by_name), progress=told)
    except (UnableToMake, UnableToWrite) as error:
        raise Refusal([Words(*error.words).said(lang)]) from None
    finally:
        told.clear()
    screen = Screen(sys.stdout)
    said = _MADE.said(lang).format(path, rows, number)
    screen.put(flowed([Part(said), Part(_NOBODY.said(lang), "open")], screen.width))


def _names(wish: Wish, lang: str, by_name: bool) -> Spelling | None:
    return chinese_spelling(loaded(DEFAULT_POLICY, (), lang), column_names(wish)) if by_name else None


class _Given:
    """Reads what was given on the command line and keeps what is wrong with it."""

    def __init__(self, lang: str) -> None:
        self.faults: list[str] = []
        self._lang = lang

    def whole(self, name: str, text: str, most: int) -> int:
        """A number of rows."""
        if _NUMBER.fullmatch(text) and int(text) <= most:
            return int(text)
        return self._wrong(name, text, _COUNT.said(self._lang).format(most), "1000", 0)

    def seed(self, text: str) -> int:
        """A seed."""
        return int(text) if _NUMBER.fullmatch(text) else self._wrong("--seed", text, _SEED.said(self._lang), "7", 0)

    def share(self, name: str, text: str) -> float:
        """A share."""
        return float(text) if _SHARE.fullmatch(text) else self._wrong(name, text, _PART.said(self._lang), "0.12", 0.0)

    def years(self, text: str) -> tuple[int, ...]:
        """The years of a register."""
        found = _YEARS.fullmatch(text)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
        if 1950 <= first <= last <= 2200:
            return tuple(range(first, last + 1))
        return self._wrong("--years", text, _SPAN.said(self._lang), "2024-2026", YEARS)

    def days(self, text: str) -> tuple[date, date]:
        """The day judged, or the first and the last."""
        first, _, last = text.partition("..")
        try:
            days = date.fromisoformat(first), date.fromisoformat(last or first)
        except ValueError:
            days = date.max, date.min
        expected = _DAYS.said(self._lang)
        return days if days[0] <= days[1] else self._wrong("--as-of", text, expected, "2027-01-01..2027-12-31", CALL)

    def file(self, text: str | None) -> Path | None:
        """The file to write."""
        if text is None:
            return self._wrong("--out", "-", _NEEDED.said(self._lang), "register.parquet", None)
        if not Path(text).resolve().parent.is_dir():
            return self._wrong("--out", text, _FOLDER.said(self._lang), "register.parquet", None)
        return Path(text)

    def _wrong(self, name: str, given: str, expected: str, example: str, instead: T) -> T:
        self.faults.append(_WRONG.said(self._lang).format(name, given, expected, example))
        return instead


class _Told:
    """Tells a person at a terminal how many rows are made, once it takes longer than two seconds."""

    def __init__(self, rows: int, lang: str, clock: Callable[[], float] = monotonic) -> None:
        self._rows = rows
        self._lang = lang
        self._clock = clock
        self._due = clock() + WAIT
        self._done = 0
        self._shown = False

    def __call__(self, rows: int) -> None:
        """Hear that further rows are done."""
        self._done += rows
        if self._clock() >= self._due and sys.stderr.isatty():
            share = self._done * 100 // max(self._rows, 1)
            sys.stderr.write(_CLEAR + _DOING.said(self._lang).format(self._done, self._rows, share))
            sys.stderr.flush()
            self._due, self._shown = self._clock() + EVERY, True

    def clear(self) -> None:
        """Leave no trace of it."""
        if self._shown:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
