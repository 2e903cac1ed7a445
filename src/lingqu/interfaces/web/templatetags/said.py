"""Texts in templates: both languages stand side by side where they are used.

Its one law: no text without its other language. Sums, days and icons have one spelling each.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from django.template.base import FilterExpression, Parser, Token
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from django import template
from lingqu.interfaces.web.language import lang
from lingqu.interfaces.web.navigation import Entry
from lingqu.interfaces.web.refusals import sign_in_address
from lingqu.reports.sums_said import money_said
from lingqu.reports.wording import UNKNOWN_SAID

register = template.Library()


class Say(template.Node):
    """One text of a template in both languages; a page says a hundred of them, so each is made ready once."""

    def __init__(self, texts: Sequence[FilterExpression], name: str) -> None:
        self._chinese, self._english, *self._arguments = texts
        self._name = name  # under which it is kept instead of being shown; empty: shown

    def render(self, context: template.Context) -> SafeString:
        """Say it."""
        text = (self._english if lang() == "en" else self._chinese).resolve(context)
        if self._arguments:
            said = format_html(text, *(each.resolve(context) for each in self._arguments))
        else:
            said = conditional_escape(text)
        if not self._name:
            return said
        context[self._name] = said
        return SafeString("")


@register.tag
def say(parser: Parser, token: Token) -> Say:
    """One text in the language spoken; `{}` in it take the arguments, escaped; `as name` keeps it."""
    _, *texts = token.split_contents()
    name = texts.pop() if len(texts) > 3 and texts[-2] == "as" else ""
    if name:
        texts.pop()
    if len(texts) < 2:
        raise template.TemplateSyntaxError(f"{token.contents}: expected a Chinese and an English text")
    return Say([parser.compile_filter(text) for text in texts], name)


@register.filter
def said(words: Any) -> str:
    """The text of `Words` in the language spoken; any other value as it is."""
    return str(words.said(lang())) if hasattr(words, "said") else str(words)


@register.filter
def yuan(fen: int | None) -> str:
    """A sum in fen as yuan with thousands: 1,234,567.89, without .00; unknown is said."""
    if fen is None:
        return UNKNOWN_SAID.said(lang())
    whole, rest = divmod(abs(fen), 100)
    text = f"{whole:,}" + (f".{rest:02d}" if rest else "")
    sign = "−" if fen < 0 else ""
    return f"{sign}{text} yuan" if lang() == "en" else f"{sign}{text} 元"


@register.filter
def wan(fen: int | None) -> str:
    """A sum in fen as plans write it: 300万元, 1.2亿元, 5 million yuan; unknown is said."""
    return UNKNOWN_SAID.said(lang()) if fen is None else money_said(fen, lang())


@register.filter
def yuan_of_text(text: str | None) -> str:
    """A sum as it stands on the wire ("20000000.00") for the eye."""
    if not text:
        return UNKNOWN_SAID.said(lang())
    try:
        return yuan(int(Decimal(text) * 100))
    except InvalidOperation:
        return text


@register.filter
def day(value: date | datetime | None) -> str:
    """A day as 2026年11月24日, or 24 Nov 2026."""
    if value is None:
        return "—"
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return f"{value.day} {value:%b %Y}" if lang() == "en" else f"{value.year}年{value.month}月{value.day}日"


@register.filter
def moment(value: datetime | None) -> str:
    """A day and time of day, in the zone's own time."""
    return "—" if value is None else f"{day(value)} {timezone.localtime(value):%H:%M}"


@register.filter
def stands_under(path: str, entry: Entry) -> bool:
    """Whether an address belongs to an entry of the navigation."""
    return path == entry.address or (entry.within != "" and path.startswith(entry.within))


@register.simple_tag
def icon(name: str, words: str = "") -> SafeString:
    """An icon of the sprite made at set-up; decoration unless `words` say what it means."""
    return _icon(name, words)


@lru_cache(maxsize=512)
def _icon(name: str, words: str) -> SafeString:
    place = f"{static('icons.svg')}#{name}"
    if words:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}" width="20" height="20"><use href="{}"/></svg>', words, place
        )
    return format_html('<svg class="icon" aria-hidden="true" width="20" height="20"><use href="{}"/></svg>', place)


@register.simple_tag(takes_context=True)
def asked_again(context: template.Context, **changes: Any) -> str:
    """The query of this page with some parts changed; an empty value takes a part away."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in ("", None):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def sign_in_there(context: template.Context) -> str:
    """The address of the sign-in page that leads back to this one."""
    return sign_in_address(context["request"])
