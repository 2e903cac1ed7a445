"""A form made from a declaration: its inputs are texts, and reading.py says what is wrong with them.

Its one law: the form has the fields that the person may set and no others, whatever is sent; what was typed is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from django import forms
from lingqu.books.accounts.person import Person
from lingqu.books.registers.declaration import Field, Kind, Register
from lingqu.books.registers.models import RegisterRow
from lingqu.books.registers.queries import fields_edited
from lingqu.books.registers.reading import longest_of, read_row
from lingqu.books.registers.showing import Showing
from lingqu.books.registers.values import BETWEEN
from lingqu.interfaces.web.language import lang
from lingqu.interfaces.web.registers.choosing import SHORT, code_options, short_options
from lingqu.reports.wording import Words

_NONE = Words("（未填）", "(not filled in)")
_YES_NO = (("是", Words("是", "yes")), ("否", Words("否", "no")))
_LONG = Words("输入文字查找，或直接写代码", "type to search, or write the code")
_ROWS = Words("每行一个：信用代码、代号或名称", "one a line: credit code, code or name")
_MASKED = Words("隐藏的值不改就留着", "leave what is masked to keep it")


class RowForm(forms.Form):
    """The inputs of a row; `values` after it was found valid."""

    def __init__(
        self,
        register: Register,
        person: Person,
        *,
        row: RegisterRow | None = None,
        data: Mapping[str, Any] | None = None,
        initial: Mapping[str, str] | None = None,
    ) -> None:
        self.register, self.person, self.row = register, person, row
        self.values: dict[str, Any] = {}
        self.declared = editable(register, person, row)
        texts = initial if initial is not None else texts_of(register, row, self.declared)
        super().__init__(data, initial=dict(texts))
        for field in self.declared:
            made = _input(register, field, person)
            made.is_needed = field.is_required  # type: ignore[attr-defined]  # for the mark beside the label
            self.fields[field.name] = made

    def clean(self) -> dict[str, Any]:
        """Read the texts; every fault stands at its field."""
        texts = {field.name: _sent(self.cleaned_data.get(field.name, "")) for field in self.declared}
        reading = read_row(self.register, texts, self.person, row=self.row)
        for fault in reading.faults:
            self.add_error(fault.field if fault.field in self.fields else None, fault.words.said(lang()))
        self.values = reading.values
        return self.cleaned_data

    def refuse(self, faults: Mapping[str, list[Words]]) -> None:
        """Show what the operation has refused."""
        for name, texts in faults.items():
            for words in texts:
                self.add_error(name if name in self.fields else None, words.said(lang()))


def editable(register: Register, person: Person, row: RegisterRow | None) -> tuple[Field, ...]:
    """The fields of the form."""
    if row is None:
        return fields_edited(register, person, is_new=True)
    return fields_edited(register, person, register.concern(row))


def texts_of(register: Register, row: RegisterRow | None, fields: tuple[Field, ...]) -> dict[str, Any]:
    """The texts with which the inputs begin."""
    if row is None:
        return {}
    showing = Showing(register, [row], fields)
    return {field.name: input_text(showing, row, field) for field in fields}


def input_text(showing: Showing, row: RegisterRow, field: Field) -> Any:
    """The text of one input: what a file would hold, a long code with its title before it."""
    text = showing.written(row, field)
    if field.kind is Kind.CODES:
        return text.split("、") if text else []
    if field.kind is Kind.ROWS:
        return text.replace("、", "\n")
    if text and field.kind is Kind.CODE and len(field.code_list()) > SHORT:
        return f"{showing.said(row, field, lang())}{BETWEEN}{text}"
    return text


def _sent(value: Any) -> str:
    return "、".join(value) if isinstance(value, list) else str(value)


def _input(register: Register, field: Field, person: Person) -> forms.Field:
    options: dict[str, Any] = {
        "label": _label(field),
        # what is required is said by reading.py in both languages, together with everything else
        "required": False,
        "help_text": _hint(field),
    }
    attributes = {"class": "form-control", "autocomplete": "off"}
    if field.is_required:
        attributes["aria-required"] = "true"
    if field.kind is Kind.CODES:
        choices = [(option.value, option.words) for option in code_options(field, lang())]
        return forms.MultipleChoiceField(**options, choices=choices, widget=forms.CheckboxSelectMultiple())
    if field.kind is Kind.YES_NO:
        choices = [("", _NONE.said(lang())), *((value, words.said(lang())) for value, words in _YES_NO)]
        return forms.CharField(**options, widget=forms.Select({"class": "form-select"}, choices))
    if field.kind in (Kind.CODE, Kind.ROW):
        return _choice(register, field, person, options, attributes)
    if field.kind in (Kind.LONG_TEXT, Kind.ROWS):
        if field.kind is Kind.ROWS:
            options["help_text"] = _ROWS.said(lang())
        return forms.CharField(**options, strip=False, widget=forms.Textarea({**attributes, "rows": "4"}))
    longest = longest_of(register, field)
    widget: forms.Widget = forms.TextInput({**attributes, **({"maxlength": str(longest)} if longest else {})})
    if field.kind is Kind.DAY:
        widget = forms.DateInput({**attributes, "type": "date"})
    elif field.kind in (Kind.COUNT, Kind.YEAR):
        widget = forms.TextInput({**attributes, "inputmode": "numeric"})
    elif field.kind is Kind.MONEY:
        widget = forms.TextInput({**attributes, "inputmode": "decimal"})
    return forms.CharField(**options, widget=widget)


def _choice(
    register: Register, field: Field, person: Person, options: dict[str, Any], attributes: dict[str, str]
) -> forms.Field:
    few = short_options(field, person, lang())
    if few is not None:
        choices = [("", _NONE.said(lang())), *((option.value, option.words) for option in few)]
        return forms.CharField(**options, widget=forms.Select({"class": "form-select"}, choices))
    options["help_text"] = options["help_text"] or _LONG.said(lang())
    looked_up = {
        **attributes,
        "list": f"choices-{field.name}",
        "hx-get": reverse(f"registers-{register.name}-choices", args=[field.name]),
        "hx-trigger": "input changed delay:250ms, focus once",
        "hx-target": f"#choices-{field.name}",
        "hx-params": field.name,
    }
    return forms.CharField(**options, widget=forms.TextInput(looked_up))


def _label(field: Field) -> str:
    text = field.words.said(lang())
    if field.unit is None:
        return text
    return f"{text} ({field.unit.en})" if lang() == "en" else f"{text}（{field.unit.zh}）"


def _hint(field: Field) -> str:
    if field.is_personal:
        return _MASKED.said(lang())
    return field.hint.said(lang()) if field.hint is not None else ""
