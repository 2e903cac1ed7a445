"""The styles of a Word file: Chinese fonts by their usual names and what to fall back upon, sizes, colours, language.

Its one law: nothing is formatted by hand that a style can say, so that whoever gets the file can change all of it in
one place. It does not know what is written.
"""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from lingqu.reports.style import LIGHT

NOTE = "Note"
CELL = "Cell"
GRID = "Table Grid"
_SONG, _FANGSONG, _HEI = "宋体", "仿宋", "黑体"
_FALL_BACKS = {
    _SONG: "SimSun,Songti SC,Noto Serif CJK SC,Noto Serif SC",
    _FANGSONG: "FangSong,FangSong_GB2312,STFangsong,Noto Serif CJK SC,Noto Serif SC",
    _HEI: "SimHei,Heiti SC,Noto Sans CJK SC,Noto Sans SC",
}
_ROMAN, _PLAIN = "Times New Roman", "Arial"
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_THEMES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")

# style, Chinese font, Latin font, size in points, colour, points before and after
_STYLES = (
    ("Normal", _FANGSONG, _ROMAN, 12, "ink", 0, 6),
    ("Title", _HEI, _PLAIN, 20, "ink", 0, 8),
    ("Subtitle", _FANGSONG, _ROMAN, 12, "quiet", 0, 8),
    ("Heading 1", _HEI, _PLAIN, 16, "link", 18, 8),
    ("Heading 2", _HEI, _PLAIN, 12, "link", 12, 5),
    ("List Bullet", _FANGSONG, _ROMAN, 12, "ink", 0, 4),
    ("Header", _SONG, _ROMAN, 9, "quiet", 0, 0),
    ("Footer", _SONG, _ROMAN, 9, "quiet", 0, 0),
    (NOTE, _SONG, _ROMAN, 9, "quiet", 3, 8),
    (CELL, _SONG, _ROMAN, 9, "ink", 1, 1),
)


def set_styles(document: Document, lang: str) -> None:
    """Give the document its styles, its fonts and its language."""
    styles = document.styles
    for name in (NOTE, CELL):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    for name, chinese, latin, size, colour, before, after in _STYLES:
        style: Any = styles[name]
        _set_fonts(style.element.get_or_add_rPr(), chinese, latin)
        style.font.size = Pt(size)
        style.font.bold = style.font.italic = False
        style.font.color.rgb = RGBColor.from_string(LIGHT[colour].removeprefix("#").upper())
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.0 if name == CELL else 1.25
    _plain(styles)
    _set_language(styles.element, lang)
    _name_fall_backs(document)


def _set_fonts(properties: Any, chinese: str, latin: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for theme in _THEMES:
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for key, name in (("ascii", latin), ("hAnsi", latin), ("eastAsia", chinese), ("cs", latin)):
        fonts.set(qn(f"w:{key}"), name)


def _plain(styles: Any) -> None:
    """Take away the line under the title and the space between its letters; let the lines of tables be quiet ones."""
    for name in ("Title", "Subtitle"):
        element = styles[name].element
        letters = element.get_or_add_rPr()
        for found in (*element.findall(f".//{qn('w:pBdr')}"), *letters.findall(qn("w:spacing"))):
            found.getparent().remove(found)
    for border in styles[GRID].element.find(f".//{qn('w:tblBorders')}"):
        border.set(qn("w:color"), LIGHT["line"].removeprefix("#").upper())


def _set_language(styles: Any, lang: str) -> None:
    """The language of both kinds of letters, for spelling and for who has the file read aloud."""
    for old in styles.findall(f".//{qn('w:lang')}"):
        old.getparent().remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US" if lang == "en" else "zh-CN")
    language.set(qn("w:eastAsia"), "zh-CN")
    styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}").append(language)


def _name_fall_backs(document: Document) -> None:
    """Say in the table of fonts which others stand in where a machine has none of that name."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in _FALL_BACKS.items()
    )
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="{_NAMESPACE}">{fonts}</w:fonts>'
    part: Any = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    part._blob = xml.encode()  # python-docx keeps this part as it is and has no other way in
