"""The forms of accounts and people.

Its one law: a form reads what was typed and tells faults of shape; whether it may be done the operation says.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from django import forms
from lingqu.books.accounts.person import HeldRole
from lingqu.books.accounts.personal import NAMES
from lingqu.books.accounts.roles import GRANTED, LEVEL_WORDS, ROLE_WORDS, Level, Role
from lingqu.books.registers.models import Organisation, Place
from lingqu.interfaces.web.language import lang
from lingqu.interfaces.web.people.spoken import spoken
from lingqu.law.codes.credit_codes import EXAMPLE
from lingqu.law.codes.organisations import ORGANISATION_KINDS
from lingqu.law.codes.regions import guilin_districts
from lingqu.law.packs.folders import UnableToLoadPack, find_policies, load_folder

_CHOOSE = [("", spoken("请选择", "choose"))]


def day_field(label: Any, *, required: bool = True, initial: date | None = None, hint: Any = "") -> forms.DateField:
    """A day, with the calendar of the browser."""
    return forms.DateField(
        label=label,
        required=required,
        initial=initial,
        help_text=hint,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class ContactForm(forms.Form):
    """Name and phone, given by the person themself."""

    name = forms.CharField(label=spoken(*NAMES["name"]), max_length=60, required=False)
    phone = forms.RegexField(
        r"^\+?[\d \-]{5,20}$",
        label=spoken(*NAMES["phone"]),
        required=False,
        error_messages={
            "invalid": spoken("只写数字、空格、+ 和 -，例如 139 0000 1234", "digits, spaces, + and - only")
        },
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )


class CodeForm(forms.Form):
    """The credit code that everything begins with."""

    code = forms.CharField(
        label=spoken("统一社会信用代码", "Credit code"),
        max_length=40,
        help_text=spoken(
            f"18 位，例如 {EXAMPLE}；空格和小写也认得",
            f"18 characters, e.g. {EXAMPLE}; spaces and small letters are fine",
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class ClaimForm(forms.Form):
    """Why somebody acts for an organisation that the register knows."""

    reason = forms.CharField(
        label=spoken("您在单位做什么，凭什么代表它", "What you do there, and why you act for it"),
        max_length=300,
        help_text=spoken(
            "例如：科技部负责人，附授权书", "e.g. head of the R&D department; letter of authority enclosed"
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    wants_admin = forms.BooleanField(
        label=spoken("我来当单位管理员（可邀请同事）", "I shall be the admin (and may invite colleagues)"),
        required=False,
        initial=True,
    )
    evidence = forms.FileField(
        label=spoken("授权书或在职证明", "Letter of authority or proof of employment"),
        required=False,
        help_text=spoken("PDF 或图片，50 MB 以内", "PDF or picture, at most 50 MB"),
    )


class ProposalForm(ClaimForm):
    """The same for an organisation that is not in the register yet."""

    name = forms.CharField(label=spoken("单位全称", "Full name"), max_length=120)
    kind = forms.ChoiceField(label=spoken("类别", "Kind"))
    region = forms.ChoiceField(label=spoken("所在县（区）", "County or district"))
    field_order = ("name", "kind", "region", "reason", "wants_admin", "evidence")

    def __init__(self, *arguments: Any, **attributes: Any) -> None:
        super().__init__(*arguments, **attributes)
        _choose(self, "kind", ((entry.code, entry.title.said(lang())) for entry in ORGANISATION_KINDS))
        _choose(self, "region", ((each.code, each.title.said(lang())) for each in guilin_districts()))


class DecisionForm(forms.Form):
    """What an officer decides, and why."""

    decision = forms.ChoiceField(choices=(("vouch", ""), ("refuse", "")))
    is_admin = forms.BooleanField(required=False)
    reason = forms.CharField(
        label=spoken("理由", "Reason"),
        max_length=300,
        required=False,
        help_text=spoken("不予确认时必填，申请人会看到", "needed for a refusal; the claimant reads it"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class InvitationForm(forms.Form):
    """Whom an admin asks to become a member."""

    username = forms.CharField(
        label=spoken("同事的登录名", "Sign-in name of the colleague"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    is_admin = forms.BooleanField(label=spoken("设为管理员", "as an admin"), required=False)


class GrantForm(forms.Form):
    """A role, how far it reaches, and its days."""

    role = forms.ChoiceField(label=spoken("角色", "Role"))
    level = forms.ChoiceField(label=spoken("层级", "Level"), required=False)
    region = forms.ChoiceField(
        label=spoken("县（区）", "County or district"), required=False, help_text=spoken("县级必填", "for county level")
    )
    place = forms.ChoiceField(
        label=spoken("园区或高校", "Park or university"),
        required=False,
        help_text=spoken("园区级必填", "for park level"),
    )
    department = forms.ChoiceField(label=spoken("部门", "Department"), required=False)
    since = day_field(spoken("起始日期", "From"))
    until = day_field(
        spoken("终止日期", "Until"), required=False, hint=spoken("不填：到终止为止", "empty: until it is ended")
    )

    def __init__(self, *arguments: Any, **attributes: Any) -> None:
        super().__init__(*arguments, **attributes)
        said = lang()
        _choose(self, "role", ((role.value, ROLE_WORDS[role].said(said)) for role in GRANTED))
        _choose(self, "level", ((level.value, LEVEL_WORDS[level].said(said)) for level in Level))
        _choose(self, "region", ((each.code, each.title.said(said)) for each in guilin_districts()))
        _choose(self, "place", _places(said))
        _choose(self, "department", departments(said).items())

    def held(self) -> HeldRole:
        """The role that was chosen."""
        given = self.cleaned_data
        return HeldRole(
            Role(given["role"]),
            Level(given["level"]) if given["level"] else None,
            given["region"],
            given["place"],
            given["department"],
        )


class RenameForm(forms.Form):
    """A new name."""

    name = forms.CharField(label=spoken("新名称", "New name"), max_length=120)
    on = day_field(spoken("核准日期", "Day"))
    document = forms.CharField(label=spoken("文件号", "Document"), max_length=120, required=False)


class SuccessionForm(forms.Form):
    """A merger or split: the other organisations by their credit codes."""

    codes = forms.CharField(
        label=spoken("对方单位的统一社会信用代码，每行一个", "Credit codes of the others, one a line"),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )
    on = day_field(spoken("生效日期", "Day"))
    document = forms.CharField(label=spoken("文件号", "Document"), max_length=120, required=False)
    is_dissolved = forms.BooleanField(
        label=spoken("原单位不再存续", "the old organisation ceases"), required=False, initial=True
    )


class EraseForm(forms.Form):
    """The sign-in name once more, so that nobody erases by a slip."""

    username = forms.CharField(label=spoken("输入您的登录名以确认", "Type your sign-in name to confirm"), max_length=40)


def departments(said: str) -> dict[str, str]:
    """The departments that the policies name, by code."""
    return {code: english if said == "en" and english else name for code, name, english in _departments()}


@cache
def _departments() -> tuple[tuple[str, str, str], ...]:
    found: dict[str, tuple[str, str, str]] = {}
    for folder in find_policies():
        try:
            pack = load_folder(folder.path, examples=False)
        except UnableToLoadPack:
            continue  # a folder with faults names no departments; `lingqu check` tells the faults
        for each in pack.departments:
            found.setdefault(each.code, (each.code, each.name, each.english))
    return tuple(found.values())


def _places(said: str) -> list[tuple[str, str]]:
    parks = Place.objects.filter(retired_on=None).order_by("name").values_list("code", "name", "english_name")
    found = [(code, english if said == "en" and english else name) for code, name, english in parks]
    universities = Organisation.objects.filter(kind="university", retired_on=None, credit_code__gt="")
    names = universities.order_by("name").values_list("credit_code", "name")[:200]
    return found + [(code, name) for code, name in names if code]


def _choose(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [*_CHOOSE, *choices]
