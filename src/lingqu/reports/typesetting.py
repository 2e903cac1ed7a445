"""Typst: sets a sheet from a template beside this module and data that stays data; draws pictures the same way.

Its one law: what is set comes in as JSON and is never read as markup or code; fonts are those of the packages, never
the machine's, and no day is written, so that the same data is the same file. It does not know what is set.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import typst
from pylopdf_fonts_zh_cn import sans_path

SANS = "Noto Sans SC"
SERIF = "Noto Serif SC"
_TEMPLATES = Path(__file__).parent
_UNIVERSAL: typst.PDFStandard = "ua-1"  # for who hears a document in place of seeing it
_SHARPNESS = 200.0  # dots of an inch


def set_pdf(template: str, data: object) -> bytes:
    """Set a PDF that anybody can read, by eye or by ear (PDF/UA-1).

    A character that no font has is a box; the standard forbids that, so such a file does not claim to follow it.
    """
    try:
        return _pdf(template, data, [_UNIVERSAL])
    except typst.TypstError:
        return _pdf(template, data, [])


def draw_png(template: str, data: object) -> list[bytes]:
    """Draw a PNG of each page."""
    drawn: bytes | list[bytes] = typst.compile(
        _TEMPLATES / template,
        root=_TEMPLATES,
        font_paths=_fonts(),
        format="png",
        ppi=_SHARPNESS,
        sys_inputs={"data": _json(data)},
    )
    return drawn if isinstance(drawn, list) else [drawn]


def _pdf(template: str, data: object, standards: list[typst.PDFStandard]) -> bytes:
    return typst.compile(
        _TEMPLATES / template,
        root=_TEMPLATES,
        font_paths=_fonts(),
        format="pdf",
        sys_inputs={"data": _json(data)},
        pdf_standards=standards,
    )


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, allow_nan=False)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[sans_path().parent])
