"""The style sheet of every page: for a desk, a phone, a dark room and a sheet of A4.

Its one law: text stands out at least 4.5 to 1 from what is behind it and marks at least 3 to 1, in both lights. It
names no report.
"""

from __future__ import annotations

import re

LIGHT = {
    "paper": "#ffffff",
    "ink": "#1b2430",
    "quiet": "#526070",
    "line": "#d3dae2",
    "tint": "#f3f6f9",
    "link": "#1a5296",
    "warn": "#fff4de",
    "warn-line": "#b45f06",
    "limit": "#b3261e",
    "shade": "#1b24304d",
    "c0": "#1f5fa8",
    "c1": "#c2570c",
    "c2": "#1b7f4d",
    "c3": "#7b4fa3",
    "c4": "#0b7c8a",
    "c5": "#b5346f",
    "c6": "#7a5b2e",
    "c7": "#55606e",
}
DARK = {
    "paper": "#14181d",
    "ink": "#e6e9ee",
    "quiet": "#a9b4c0",
    "line": "#39434e",
    "tint": "#1d232a",
    "link": "#8ab8f0",
    "warn": "#33270f",
    "warn-line": "#e3a13b",
    "limit": "#ff8a80",
    "shade": "#e6e9ee59",
    "c0": "#6ea8e8",
    "c1": "#f0954f",
    "c2": "#55c08a",
    "c3": "#b793dd",
    "c4": "#4fc3d2",
    "c5": "#ec7fae",
    "c6": "#c9a56b",
    "c7": "#a7b2bf",
}
COLOURS = 8


def _said(colours: dict[str, str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in colours.items())


_SERIES = "".join(f".f{n}{{fill:var(--c{n})}}.l{n}{{stroke:var(--c{n});fill:none}}" for n in range(COLOURS))

_PAGE = """
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;max-width:88rem;padding:1.5rem 1.25rem 3rem;background:var(--paper);color:var(--ink);
font:1rem/1.65 system-ui,-apple-system,"Segoe UI","PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC",
"Source Han Sans SC",sans-serif;overflow-wrap:break-word}
.whole{white-space:nowrap}
.breaks{overflow-wrap:anywhere}
.warnings,.facts,nav,figure,.figures{max-width:62rem}
h1{font-size:1.7rem;line-height:1.3;margin:0 0 .4rem;text-wrap:balance}
h2{font-size:1.25rem;line-height:1.35;margin:2.4rem 0 .6rem;padding-bottom:.25rem;border-bottom:2px solid var(--line)}
p{margin:.5rem 0;max-width:46rem}
a{color:var(--link)}
.lead{font-size:1.08rem;color:var(--quiet)}
.note,footer{color:var(--quiet);font-size:.875rem}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.3rem .6rem}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.warnings{margin:1.2rem 0;padding:.7rem 1rem;background:var(--warn);border:1px solid var(--warn-line);
border-left-width:6px;border-radius:4px}
.warnings h2,.facts h2,nav h2{font-size:1rem;margin:0 0 .3rem;border:0;padding:0}
.warnings h2::before{content:"\\26A0\\FE0E  "}
.warnings ul{margin:0;padding-left:1.2rem}
.facts{margin:1.2rem 0;padding:.7rem 1rem;background:var(--tint);border-radius:4px}
.facts dl{margin:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:.3rem 1.5rem}
.facts dt{color:var(--quiet);font-size:.875rem}
.facts dd{margin:0}
nav{margin:1.2rem 0}
nav ol{margin:0;padding-left:1.5rem;columns:18rem;column-gap:2rem}
"""

_PARTS = """.figures{list-style:none;margin:1rem 0;padding:0;display:grid;gap:.75rem;
grid-template-columns:repeat(auto-fill,minmax(13rem,1fr))}
.figures li{padding:.7rem .9rem;border:1px solid var(--line);border-radius:6px;background:var(--tint)}
.figures span{display:block}
.figures .whole{display:inline}
.figures .label{font-size:.9rem;color:var(--quiet)}
.figures .value{line-height:1.35;font-variant-numeric:tabular-nums}
.figures strong{font-size:1.55rem;font-weight:650;word-break:keep-all}
.figures small{font-size:.95rem;white-space:nowrap}
.figures .value small{margin-left:.15em}
.figures .exact span{display:inline;white-space:nowrap}
.figures .exact{font-size:.8125rem;color:var(--quiet);font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto;margin:1rem 0 .4rem;-webkit-overflow-scrolling:touch;background:
linear-gradient(90deg,var(--paper) 40%,transparent) 0 0/2.5rem 100% no-repeat local,
linear-gradient(270deg,var(--paper) 40%,transparent) 100% 0/2.5rem 100% no-repeat local,
linear-gradient(90deg,var(--shade),transparent) 0 0/1rem 100% no-repeat scroll,
linear-gradient(270deg,var(--shade),transparent) 100% 0/1rem 100% no-repeat scroll}
.hint{display:none;position:sticky;left:0;margin:0;color:var(--link);font-size:.875rem}
@supports (animation-timeline:scroll()){
.hint{display:block;max-height:0;visibility:hidden;animation:told linear both;animation-timeline:scroll(nearest inline)}
}
@keyframes told{from,to{max-height:4em;visibility:visible}}
table{border-collapse:collapse;min-width:min(100%,62rem);font-size:.9rem;line-height:1.45}
caption{text-align:left;font-weight:600;padding:0 0 .35rem}
th,td{padding:.38rem .6rem;border-bottom:1px solid var(--line);vertical-align:top;text-align:left}
thead th{border-bottom:2px solid var(--quiet);background:#7b8fa51a;vertical-align:bottom;min-width:4.5em}
tbody th,tfoot th{font-weight:500}
td.text,th.text{min-width:7em}
td.brief,th.brief{min-width:3em}
td.long,th.long{min-width:13em}
.number,.day{white-space:nowrap;font-variant-numeric:tabular-nums}
.number{text-align:right}
thead .number:not(.whole){white-space:normal}
tbody tr:nth-child(even){background:#7b8fa514}
tfoot th,tfoot td{font-weight:700;border-top:2px solid var(--quiet);border-bottom:0}
abbr{text-decoration:none;color:var(--quiet)}
details{margin:.2rem 0 1.4rem}
summary{cursor:pointer;color:var(--link);font-size:.9rem;padding:.2rem 0}
details caption,.repeated{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
details .scroll{margin-top:.3rem}
"""

_CHARTS = """
figure{margin:1.4rem 0 .3rem}
figcaption{font-weight:600;margin-bottom:.2rem}
.chart{display:block;width:100%;height:auto}
.narrow{display:none}
.defs{position:absolute}
figcaption .unit{font-weight:400;color:var(--quiet);font-size:.875rem}
.empty{padding:1.2rem;border:1px dashed var(--line);color:var(--quiet)}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.15rem 1.1rem;margin:.1rem 0 .4rem;padding:0;font-size:.875rem}
.legend li{display:flex;align-items:center;gap:.4rem}
.legend svg{flex:none}
.legend .rule{stroke-width:2.4}
"""

_DRAWN = """
.chart text{fill:var(--ink);font-size:12px;font-family:inherit}
.chart .tick{fill:var(--quiet)}
.chart .halo{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}
.grid{stroke:var(--line);stroke-width:1}
.zero{stroke:var(--quiet);stroke-width:1.2}
.limit{stroke:var(--limit);stroke-width:1.8;stroke-dasharray:7 4}
.chart .limit-name{fill:var(--limit);font-weight:600}
.dotted{stroke-width:2!important;stroke-linecap:round}
.texture{stroke:var(--paper);stroke-width:1.3;fill:none}
.edge{stroke:var(--paper);stroke-width:1}
.band{opacity:.22}
.curve{stroke-width:2.4;stroke-linejoin:round;stroke-linecap:round}
.mark{stroke:var(--paper);stroke-width:1}
"""

_PHONE = """
@media screen and (max-width:640px){
body{padding:1rem .9rem 2rem}
h1{font-size:1.4rem}
.figures{grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:.5rem}
.figures li{padding:.55rem .65rem}
.figures strong{font-size:1.15rem}
.figures .note{font-size:.8rem}
.figures .note .whole{white-space:normal}
.wide{display:none}
.narrow{display:block}
tbody th,tfoot th{position:sticky;left:0;background:var(--paper);max-width:9.5em;z-index:1}
tbody tr:nth-child(even) th{background:var(--tint)}
}
"""

_PRINT = """
@page{size:A4;margin:16mm 14mm 18mm;
@bottom-center{content:counter(page) " / " counter(pages);font-size:9pt;color:#526070}}
@page across{size:A4 landscape}
@media print{
html{font-size:10pt}
body{max-width:none;padding:0;print-color-adjust:exact;-webkit-print-color-adjust:exact}
nav,.skip,summary,.hint{display:none}
details::details-content{display:block;content-visibility:visible;height:auto}
details caption:not(.repeated){position:static;width:auto;height:auto;clip-path:none}
.scroll{overflow:visible;background:none}
.warnings,.facts,nav,figure,.figures{max-width:none}
table{font-size:8.5pt}
th,td{padding:.25rem .4rem}
td.text,th.text,td.long,th.long{min-width:5em}
thead{display:table-header-group}
tfoot{display:table-row-group}
tr,figure,.short,.figures li,.warnings{break-inside:avoid}
thead,tbody tr:first-child:not(:last-child){break-after:avoid}
h2+figure{break-before:avoid}
h1,h2,caption,figcaption{break-after:avoid}
.chart{max-height:225mm}
.across{page:across}
.across .chart{max-height:140mm}
.across td.long,.across th.long{min-width:11em}
a{color:inherit;text-decoration:none}
}
"""

STYLE = (
    f":root{{color-scheme:light dark;{_said(LIGHT)}}}"
    f"@media screen and (prefers-color-scheme:dark){{:root{{{_said(DARK)}}}}}{_PAGE}"
    f"{_PARTS}{_CHARTS}{_DRAWN}{_SERIES}{_PHONE}{_PRINT}"
)


PARTS_WITHIN = "report-parts"
"""The class of an element of another page that holds figures, charts and tables of a report."""


def _within(rules: str) -> str:
    return re.sub(
        r"(?m)^([^{}@]+)\{",
        lambda found: ",".join(f".{PARTS_WITHIN} {each.strip()}" for each in found[1].split(",")) + "{",
        rules,
    )


_BY_LINE = _SERIES.replace("}.", "}\n.")
_NARROW = ".wide{display:none}\n.narrow{display:block}"
PARTS = (
    f".{PARTS_WITHIN}{{{_said(LIGHT)}}}{_within(_PARTS + _CHARTS + _DRAWN + _BY_LINE)}"
    f"@media screen and (max-width:640px){{{_within(_NARROW)}}}"
)
"""The rules of the parts of a report inside a page of another look, in its light."""


def _in_light(rules: str) -> str:
    return re.sub(r"var\(--([a-z0-9-]+)\)", lambda found: LIGHT[found[1]], rules)


DRAWN = _in_light(_DRAWN + _SERIES)
"""The rules of a drawing that stands alone on white paper, where no page gives it its colours."""
