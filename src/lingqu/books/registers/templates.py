"""Workbooks that help an import: the template to fill in, and the file given back with its faults beside each row.

Its one law: what the template lets choose is what reading accepts; the notes say for each field what is expected.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from lingqu.books.accounts.person import Person
from lingqu.books.registers.declaration import Field, Kind, Register
from lingqu.books.registers.exporting import heading_of
from lingqu.books.registers.formula_guard import guarded
from lingqu.books.registers.planning import Plan
from lingqu.books.registers.queries import fields_edited
from lingqu.books.registers.values import BETWEEN
from lingqu.reports.sheet_cells import safe_text
from lingqu.reports.wording import Words

_ROWS = 5000
_NOTES, _LISTS = Words("填写说明", "Notes"), Words("代码表", "Code lists")
_HEADS = (
    Words("列", "Column"),
    Words("必填", "Required"),
    Words("填什么", "What to enter"),
    Words("例", "Example"),
)
_REQUIRED = Words("是", "yes")
_EXPECTED = {
    Kind.TEXT: Words("文字", "text"),
    Kind.LONG_TEXT: Words("文字，可分段", "text, several paragraphs"),
    Kind.CODE: Words("从代码表里选一项，写代码或名称", "one of the code list, by code or title"),
    Kind.CODES: Words("代码表里的一项或几项，用顿号隔开", "one or more of the code list, with commas between"),
    Kind.CREDIT_CODE: Words("18 位统一社会信用代码", "credit code of 18 characters"),
    Kind.DAY: Words("年月日", "a day"),
    Kind.YES_NO: Words("是、否；留空为未知", "yes or no; empty is unknown"),
    Kind.YEAR: Words("四位年份", "a year of four digits"),
    Kind.COUNT: Words("整数", "a whole number"),
    Kind.MONEY: Words("以元计，至多两位小数", "yuan, at most two decimals"),
    Kind.PHONE: Words("电话号码", "telephone number"),
    Kind.MAIL: Words("邮箱地址", "mail address"),
    Kind.KEY: Words("标识", "key"),
    Kind.ROW: Words("另一登记册的一行：信用代码、代号或名称", "a row of another register: credit code, code or name"),
    Kind.ROWS: Words("另一登记册的几行，用顿号隔开", "rows of another register, with commas between"),
}
_EXAMPLES = {
    Kind.DAY: "2026-05-01",
    Kind.YES_NO: "是",
    Kind.YEAR: "2026",
    Kind.COUNT: "12",
    Kind.MONEY: "450000.00",
    Kind.CREDIT_CODE: "91450300HCQ0J1XK5B",
}
_FAULTS = Words("问题", "Faults")


def write_template(register: Register, person: Person, lang: str, path: Path) -> None:
    """Write the template: a sheet to fill in, notes, and the code lists that its cells offer."""
    fields = fields_edited(register, person, is_new=True)
    book = Workbook()
    sheet: Any = book.active
    sheet.title = register.words.said(lang)[:31]
    notes: Any = book.create_sheet(_NOTES.said(lang))
    lists: Any = book.create_sheet(_LISTS.said(lang))
    notes.append([words.said(lang) for words in _HEADS])
    columns: dict[str, str] = {}
    for place, field in enumerate(fields, 1):
        cell = sheet.cell(1, place, heading_of(field, lang))
        cell.font = Font(bold=True)
        if field.is_required:
            cell.fill = PatternFill("solid", fgColor="FBF3E4")
        sheet.column_dimensions[cell.column_letter].width = 22
        notes.append(_note(field, lang))
        _offer(sheet, lists, columns, field, cell.column_letter, lang)
        if field.kind in (Kind.TEXT, Kind.CREDIT_CODE, Kind.PHONE, Kind.CODE):
            # else Excel would turn numbers of eighteen digits into something near them
            sheet.column_dimensions[cell.column_letter].number_format = "@"
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCD", (20, 8, 60, 30), strict=True):
        notes.column_dimensions[letter].width = width
    book.save(path)


def write_faults(plan: Plan, lang: str, path: Path) -> None:
    """Give the file back with the faults of each row in its first column; the rest can be imported again as it is."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_FAULTS.said(lang))
    sheet.column_dimensions["A"].width = 60
    sheet.append([_FAULTS.said(lang), *(guarded(head) for head in plan.sheet.headings)])
    for row in plan.rows:
        if row.faults:
            told = "\n".join(fault_said(plan.register, fault.field, fault.words, lang) for fault in row.faults)
            cells = [told, *(row.line.texts.get(head, "") for head in plan.sheet.headings)]
            sheet.append([_text_cell(sheet, text) for text in cells])
    book.save(path)


def fault_said(register: Register, name: str, words: Words, lang: str) -> str:
    """A fault with the field it is about."""
    if not name:
        return words.said(lang)
    field = register.field(name).words.said(lang)
    return f"{field}: {words.said(lang)}" if lang == "en" else f"{field}：{words.said(lang)}"


def _note(field: Field, lang: str) -> list[str]:
    expected = _EXPECTED[field.kind].said(lang)
    hint = field.hint.said(lang) if field.hint is not None else ""
    return [
        heading_of(field, lang),
        _REQUIRED.said(lang) if field.is_required else "",
        f"{expected}{'; ' if lang == 'en' else '；'}{hint}" if hint else expected,
        _example(field, lang),
    ]


def _example(field: Field, lang: str) -> str:
    if field.codes:
        entry = field.code_list().entries[0]
        return f"{entry.title.said(lang)}{BETWEEN}{entry.code}"
    return _EXAMPLES.get(field.kind, "")


def _offer(sheet: Any, lists: Any, columns: dict[str, str], field: Field, letter: str, lang: str) -> None:
    """Let the cells of a column be chosen; a warning, not a wall: a bare code is as good."""
    if field.kind is Kind.YES_NO:
        formula = '"是,否"' if lang == "zh" else '"yes,no"'
    elif field.kind is Kind.CODE:
        codes = field.code_list()
        if codes.name not in columns:
            column = len(columns) + 1
            lists.cell(1, column, codes.title.said(lang)).font = Font(bold=True)
            for place, entry in enumerate(codes, 2):
                lists.cell(place, column, f"{entry.title.said(lang)}{BETWEEN}{entry.code}")
            where = lists.cell(1, column).column_letter
            lists.column_dimensions[where].width = 36
            columns[codes.name] = f"'{lists.title}'!${where}$2:${where}${len(codes) + 1}"
        formula = columns[codes.name]
    else:
        return
    offered = DataValidation(type="list", formula1=formula, allow_blank=True, errorStyle="warning")
    offered.add(f"{letter}2:{letter}{_ROWS}")
    sheet.add_data_validation(offered)


def _text_cell(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, safe_text(guarded(text)))
    cell.data_type = "s"
    return cell
