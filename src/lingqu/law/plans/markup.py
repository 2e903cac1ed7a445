"""A web page into paragraphs: block elements break lines; scripts, styles and navigation are left out.

Its one law: one pass over the text, whatever it holds. The standard html.parser was left: in Python 3.11 its time grows
with the square of hostile input (unclosed tags and comments) and a long character number makes it fail.
It does not know which part of a page is the plan; the structure decides that.
"""

from __future__ import annotations

import html
import re

from lingqu.law.plans.encoding import Decoded, decode
from lingqu.law.plans.faults import Note, PlanFault, UnableToReadPlan, Wording
from lingqu.law.plans.lines import Reading
from lingqu.law.plans.paragraphs import without_blanks_in_chinese

_RAW = ("script", "style", "noscript", "template", "svg", "math", "textarea", "iframe", "object", "title", "select")
_SKIPPED = ("nav", "button", "menu", "dialog")
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|br|caption|center|d[dlt]|div|fieldset|figcaption|figure|footer|form|h[1-6r]|"
    "head|header|html|li|main|[ou]l|p|pre|section|table|tbody|tfoot|thead|tr"
)
_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]{0,30})")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*(?P<name>[a-zA-Z0-9_-]{2,20})", re.IGNORECASE)
_LONG_CHARACTER_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{8,}")
_CELLS = ("td", "th")
_MOST_TAGS = 500_000


def read(*, content: bytes, name: str) -> Reading:
    """Read a web page; raise UnableToReadPlan where its bytes are no text or its tags are without number."""
    decoded = _decode_page(content, name)
    if decoded.text.count("<") > _MOST_TAGS:
        raise _too_many_tags(name, decoded.text.count("<"))
    page = _Page(decoded.text, skips_navigation=True)
    page.walk()
    notes: tuple[Note, ...] = ()
    if page.skipping:
        page = _Page(decoded.text, skips_navigation=False)
        page.walk()
        text = Wording(
            "页面的导航元素没有结束标签，导航文字也一并读入",
            "navigation of the page is never closed; its text was read too",
        )
        notes = (Note("navigation-unclosed", text),)
    paragraphs = tuple((f"第{number}段", text) for number, text in enumerate(page.lines, start=1))
    return Reading(paragraphs=paragraphs, notes=notes, encoding=decoded.encoding)


class _Page:
    """A page while it is walked once: its lines so far, the words of the open line, how deep in navigation it is."""

    def __init__(self, text: str, *, skips_navigation: bool) -> None:
        self.text = text
        self.skips_navigation = skips_navigation
        self.lines: list[str] = []
        self.words: list[str] = []
        self.skipping = 0
        # where the last end mark of each sort stands, so that a search for one that is not there is never begun
        lowered = text.lower()
        self.last = {mark: lowered.rfind(mark) for mark in (">", "-->", *(f"</{name}" for name in _RAW))}

    def walk(self) -> None:
        position = 0
        while (opened := self.text.find("<", position)) >= 0:
            self._say(_unescaped(self.text[position:opened]))
            position = self._pass_markup(opened)
        self._say(_unescaped(self.text[position:]))
        self._break_line()

    def _pass_markup(self, opened: int) -> int:
        """Deal with what begins at `<` and say where the text goes on; a `<` that opens nothing is text."""
        if self.text.startswith("<!--", opened):
            return self._behind("-->", opened + 4) or self._behind(">", opened) or opened + 4
        if self.text.startswith(("<!", "<?"), opened):
            return self._behind(">", opened) or opened + 2
        tag = _TAG.match(self.text, opened)
        behind = self._behind(">", opened) if tag else None
        if tag is None or behind is None:
            self._say("<")
            return opened + 1
        element, closing = tag["name"].lower(), bool(tag["closing"])
        if element in _RAW and not closing and self.text[behind - 2] != "/":
            return self._behind_element(element, behind)
        self._pass_tag(element, closing=closing)
        return behind

    def _pass_tag(self, element: str, *, closing: bool) -> None:
        if element in _SKIPPED and self.skips_navigation:
            self.skipping = max(0, self.skipping + (-1 if closing else 1))
        elif not self.skipping and _BLOCKS.fullmatch(element):
            self._break_line()
        elif element in _CELLS and not closing and any(word.strip() for word in self.words):
            self._say(" | ")

    def _behind(self, mark: str, position: int) -> int | None:
        if self.last[mark] < position:
            return None
        return self.text.index(mark, position) + len(mark)

    def _behind_element(self, element: str, position: int) -> int:
        """Go behind the end tag of an element whose content is no text; one without an end tag has no content."""
        if self.last[f"</{element}"] < position:
            return position
        found = re.compile(f"</{element}", re.IGNORECASE).search(self.text, position)
        return (self._behind(">", found.end()) or found.end()) if found else position

    def _say(self, text: str) -> None:
        if not self.skipping:
            self.words.append(text)

    def _break_line(self) -> None:
        text = re.sub(r"[\s\u00a0]+", " ", "".join(self.words)).strip(" \u3000|")
        self.words.clear()
        if text:
            self.lines.append(without_blanks_in_chinese(text))


def _unescaped(text: str) -> str:
    return html.unescape(_LONG_CHARACTER_NUMBER.sub("\ufffd", text)) if "&" in text else text


def _decode_page(content: bytes, name: str) -> Decoded:
    """Decode by the bytes first; the page's own word on its charset only where the bytes leave it open."""
    try:
        return decode(content=content, name=name)
    except UnableToReadPlan:
        said = _CHARSET.search(content[:4096])
        charset = said["name"].decode("ascii").lower() if said else ""
        if charset not in ("gbk", "gb2312", "gb18030", "utf-8", "utf8", "big5"):
            raise
        text = content.decode("gb18030" if charset.startswith("gb") else charset, "replace")
        if "\x00" in text or text.count("\ufffd") * 50 > len(text):
            raise
        return Decoded(text, charset)


def _too_many_tags(name: str, given: int) -> UnableToReadPlan:
    fault = PlanFault(
        "too-many-tags",
        Wording("页面标签过多，不像方案文本", "the page holds too many tags to be the text of a plan"),
        str(given),
        Wording(f"不超过 {_MOST_TAGS} 个标签", f"no more than {_MOST_TAGS} tags"),
        "方案.html",
        name,
    )
    return UnableToReadPlan((fault,))
