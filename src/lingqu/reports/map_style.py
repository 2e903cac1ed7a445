"""The style sheet of the maps, for a page of ours and for a page of the web application, in both lights and on paper.

Its one law: letters stand out at least 4.5 to 1 from every shade behind them. Colours are the page's own variables
where it has them. A page links it or holds it once; it names no map.
"""

from __future__ import annotations

SHADE_OPACITY = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)
"""How much of the map's colour lies over the ground at each step, from none to the darkest."""

_SHADES = "".join(f".map-q{step}{{fill-opacity:{opacity}}}" for step, opacity in enumerate(SHADE_OPACITY))

MAP_STYLE = f"""
.zone-map{{margin:1rem 0 .5rem;max-width:62rem;
--map-ink:var(--ink,var(--tblr-body-color,#1b2430));--map-paper:var(--paper,var(--tblr-bg-surface,#fff));
--map-quiet:var(--quiet,var(--tblr-secondary,#526070));--map-hue:var(--c0,var(--tblr-primary,#1f5fa8));
--map-link:var(--link,var(--tblr-link-color,#1a5296))}}
.zone-map figcaption{{font-weight:600;margin-bottom:.4rem}}
.zone-map .map-unit{{font-weight:400;color:var(--map-quiet);font-size:.875rem;margin-left:.75em}}
.map{{display:block;width:100%;height:auto;overflow:visible}}
.map-wide{{max-width:800px}}
.map-narrow{{display:none;max-width:480px}}
.map text{{fill:var(--map-ink);font-size:12px;font-family:inherit}}
.map .map-name{{font-size:13px;font-weight:600}}
.map-narrow .map-name{{font-size:12px}}
.map .map-value{{font-size:17px;font-weight:650;font-variant-numeric:tabular-nums}}
.map-narrow .map-value.map-halo{{font-size:13px}}
.map-ground{{fill:var(--map-paper);stroke:none}}
.map-shade{{fill:var(--map-hue);stroke:var(--map-quiet);stroke-width:1}}
{_SHADES}
.map-unknown{{fill-opacity:0;stroke-dasharray:4 3}}
.map-border{{fill:none;stroke:var(--map-quiet);stroke-width:1;stroke-linejoin:round}}
.map-leader{{stroke:var(--map-quiet);stroke-width:1}}
.map .map-halo{{paint-order:stroke;stroke:var(--map-paper);stroke-width:3px;stroke-linejoin:round}}
.map a{{cursor:pointer}}
.map a:hover .map-shade,.map a:focus-visible .map-shade{{stroke:var(--map-link);stroke-width:3;stroke-dasharray:none}}
.map a:focus-visible{{outline:3px solid var(--map-link);outline-offset:1px}}
.map-mark{{stroke:var(--map-paper);stroke-width:1.5}}
.map-valley{{fill:#17663f}}.map-zone{{fill:#6b3f94}}.map-enclave{{fill:#a34509}}.map-other{{fill:#55606e}}
.map .map-number,.map-sample .map-number{{fill:#fff;font-size:12px;font-weight:700;font-family:inherit}}
.map-legend{{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;margin:.6rem 0 .3rem;padding:0;
font-size:.9rem}}
.map-legend li{{display:flex;align-items:center;gap:.4rem;min-height:1.75rem}}
.map-shades li{{min-height:0;font-variant-numeric:tabular-nums}}
.map-sample{{flex:none}}
.map-kind,.map-note{{color:var(--map-quiet);font-size:.8125rem}}
.map-note{{margin:.2rem 0 0}}
.map-table .number{{text-align:right;font-variant-numeric:tabular-nums}}
@media screen and (max-width:640px){{.map-wide{{display:none}}.map-narrow{{display:block}}}}
@media print{{.zone-map{{break-inside:avoid;print-color-adjust:exact;-webkit-print-color-adjust:exact}}
.map-wide{{max-height:180mm}}}}
"""
