"""The sheets of a Word file: A4 upright or across, the title above, the number of the page below.

Its one law: a number of a page is the only field there is. It does not know what stands on the sheets.
"""

from __future__ import annotations

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from lingqu.reports.laid_sheets import MARGIN

_SHORT, _LONG = Mm(210), Mm(297)
_HIGH = Pt(62)  # above and below


def begin_sheets(document: Document, header: str, *, is_across: bool, is_first: bool) -> None:
    """Go on upon sheets that are laid this way; the header and the footer go with them."""
    section = document.sections[0] if is_first else document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if is_across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if is_across else (_SHORT, _LONG)
    section.left_margin = section.right_margin = Pt(MARGIN)
    section.top_margin = section.bottom_margin = _HIGH
    section.header_distance = section.footer_distance = Pt(32)
    if is_first:
        section.header.paragraphs[0].add_run(" ".join(header.split()))
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _add_field(footer, "PAGE")
        footer.add_run(" / ")
        _add_field(footer, "NUMPAGES")


def _add_field(paragraph: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"  # until the program that opens the file counts
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
