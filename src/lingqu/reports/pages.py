"""One report as one HTML page that needs nothing else: no script, no font, no picture, no network.

Its one law: all that comes from the report is escaped, and the page forbids itself to load anything. It does not know
where the numbers come from.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from pathlib import Path

from lingqu.reports.chart_tables import untold
from lingqu.reports.charts import chart_markup
from lingqu.reports.document import Figure, Report, Section
from lingqu.reports.markup import Markup, escaped, flowing, tag
from lingqu.reports.numbers import headline
from lingqu.reports.palette import patterns
from lingqu.reports.style import STYLE
from lingqu.reports.tables import is_broad, table_markup
from lingqu.reports.wording import (
    ABOUT,
    CONTENTS,
    EXACT,
    FACTS,
    FIGURES,
    SKIP,
    UNKNOWN_IS,
    UNKNOWN_SAID,
    WARNINGS,
)
from lingqu.reports.written import replacing

_FEW = 3  # so many sections are found without a list of contents


def write_page(report: Report, path: Path) -> None:
    """Write the page, replacing `path` whole. Raises OSError."""
    with replacing(path) as beside:
        beside.write_text(page(report), encoding="utf-8", newline="\n")


def page(report: Report) -> str:
    """Write the whole page."""
    body = tag(
        "body",
        tag("a", escaped(SKIP.said(report.lang)), attributes=[("class", "skip"), ("href", "#main")]),
        patterns(max((len(chart.series) for section in report.sections for chart in section.charts), default=0)),
        tag("header", tag("h1", escaped(report.title)), *_paragraphs([report.lead], "lead")),
        tag("main", *_main(report), attributes=[("id", "main")]),
        tag("footer", tag("p", escaped(UNKNOWN_IS.said(report.lang)))),
    )
    lang = "en" if report.lang == "en" else "zh-CN"
    return f"<!DOCTYPE html>\n{tag('html', _head(report), body, attributes=[('lang', lang)])}\n"


def _head(report: Report) -> Markup:
    return tag(
        "head",
        tag("meta", attributes=[("charset", "utf-8")]),
        tag("meta", attributes=[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
        tag("meta", attributes=[("name", "color-scheme"), ("content", "light dark")]),
        tag("meta", attributes=[("http-equiv", "Content-Security-Policy"), ("content", _permitted())]),
        tag("title", escaped(report.title)),
        tag("style", Markup(STYLE)),
    )


def _permitted() -> str:
    """The page's own style sheet, known by its digest, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _main(report: Report) -> Iterable[Markup]:
    if report.warnings:
        items = [tag("li", flowing(text)) for text in report.warnings]
        yield _block("warnings", WARNINGS.said(report.lang), tag("ul", *items))
    if report.facts:
        rows = [tag("div", tag("dt", escaped(label)), tag("dd", flowing(value))) for label, value in report.facts]
        yield _block("facts", FACTS.said(report.lang), tag("dl", *rows))
    if len(report.sections) > _FEW:
        yield _contents(report)
    for number, section in enumerate(report.sections, 1):
        yield _section(section, f"s{number}", report.lang)


def _block(name: str, title: str, content: Markup) -> Markup:
    return tag(
        "section",
        tag("h2", escaped(title), attributes=[("id", name)]),
        content,
        attributes=[("class", name), ("aria-labelledby", name)],
    )


def _contents(report: Report) -> Markup:
    items = [
        tag("li", tag("a", escaped(section.title), attributes=[("href", f"#s{number}")]))
        for number, section in enumerate(report.sections, 1)
    ]
    title = tag("h2", escaped(CONTENTS.said(report.lang)), attributes=[("id", "contents")])
    return tag("nav", title, tag("ol", *items), attributes=[("aria-labelledby", "contents")])


def _section(section: Section, key: str, lang: str) -> Markup:
    parts = [tag("h2", escaped(section.title), attributes=[("id", key)]), *_paragraphs(section.paragraphs)]
    if section.figures:
        items = [_figure(figure, lang) for figure in section.figures]
        parts.append(tag("ul", *items, attributes=[("class", "figures"), ("aria-label", FIGURES.said(lang))]))
    for number, (chart, table) in enumerate(zip(section.charts, untold(section, lang), strict=True), 1):
        parts.append(chart_markup(chart, key=f"{key}c{number}", lang=lang))
        if table is not None and table.rows:
            inner = table_markup(table, key=f"{key}c{number}t", lang=lang)
            parts.append(tag("details", tag("summary", escaped(table.title)), inner, attributes=[("open", "")]))
    for number, table in enumerate(section.tables, 1):
        parts.append(table_markup(table, key=f"{key}t{number}", lang=lang, under=section.title))
    look = "across" if any(map(is_broad, section.tables)) else None
    return tag("section", *parts, attributes=[("class", look), ("aria-labelledby", key)])


def _figure(figure: Figure, lang: str) -> Markup:
    said = headline(figure.value, figure.kind, lang)
    number = tag(
        "strong", escaped(said.text), attributes=[("title", UNKNOWN_SAID.said(lang) if figure.value is None else None)]
    )
    value = [tag("small", escaped(ABOUT.said(lang) + " "))] if said.is_rounded else []
    value += [number, *([tag("small", escaped(said.unit))] if said.unit else [])]
    return tag(
        "li",
        tag("span", escaped(figure.label), attributes=[("class", "label")]),
        tag("span", *value, attributes=[("class", "value")]),
        *(
            [tag("span", escaped(EXACT.said(lang)), tag("span", escaped(said.exact)), attributes=[("class", "exact")])]
            if said.exact
            else []
        ),
        *([tag("span", flowing(figure.note), attributes=[("class", "note")])] if figure.note else []),
    )


def _paragraphs(texts: Iterable[str], name: str | None = None) -> list[Markup]:
    return [tag("p", flowing(text), attributes=[("class", name)]) for text in texts if text]
