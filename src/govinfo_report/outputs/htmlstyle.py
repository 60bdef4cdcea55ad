"""How our pages look: colours for light and dark, and the style sheet for screen and paper."""

from __future__ import annotations

#: name -> colour on a light and on a dark screen; every text colour stands on the grounds that
#: ``GROUNDS`` names, with a contrast of at least 4.5
PALETTE = {
    "paper": ("#ffffff", "#16181c"),
    "ink": ("#1b1d21", "#e8e8e6"),
    "soft": ("#55585f", "#b3b6bd"),
    "line": ("#b9bcc4", "#4b4f58"),
    "head": ("#f1f2f5", "#23262c"),
    "link": ("#0b4fa8", "#8fbcff"),
    "error": ("#a4161a", "#ff9d96"),
    "error-ground": ("#fdeaea", "#3d1d1e"),
    "warning": ("#7a4300", "#f3bd6b"),
    "warning-ground": ("#fff2dc", "#3a2b12"),
    "note": ("#1d4f73", "#9fd0f5"),
    "note-ground": ("#e7f2fb", "#1a2f40"),
    "odd": ("#f4f1ea", "#2a2823"),
    "mark": ("#ffe58a", "#6b5500"),
}
#: text colour -> the grounds it stands on
GROUNDS = {
    "ink": ("paper", "head", "error-ground", "warning-ground", "note-ground", "odd", "mark"),
    "soft": ("paper", "head", "odd", "error-ground", "warning-ground", "note-ground"),
    "link": ("paper", "head", "error-ground", "warning-ground", "note-ground", "odd"),
    "error": ("paper", "error-ground"),
    "warning": ("paper", "warning-ground"),
    "note": ("paper", "note-ground"),
    "paper": ("error", "warning", "note", "soft"),
}


def _colours(number: int) -> str:
    return "".join(f"--{name}:{pair[number]};" for name, pair in PALETTE.items())


_SHEET = """
*{box-sizing:border-box}
html{color-scheme:light dark;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:62rem;padding:1.2rem 1rem 4rem;background:var(--paper);
color:var(--ink);line-height:1.6;overflow-wrap:anywhere;font-family:system-ui,-apple-system,
"Segoe UI","Noto Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif}
a{color:var(--link)}
a:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-999rem}
.skip:focus{position:static}
h1{font-size:1.5rem;line-height:1.3;margin:.2rem 0}
h2{font-size:1.2rem;margin:2.4rem 0 .6rem;padding-bottom:.2rem;border-bottom:2px solid var(--line)}
h3{font-size:1.02rem;margin:1.4rem 0 .4rem}
h4{font-size:.9rem;margin:.9rem 0 .1rem;color:var(--soft)}
p,ul,ol{margin:.3rem 0}
ul,ol{padding-left:1.4rem}
small,.soft{color:var(--soft)}
.verdict{font-size:1.1rem;font-weight:600;margin:.4rem 0 1rem}
dl.facts{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:.4rem 0}
dl.facts dt{color:var(--soft)}
dl.facts dd{margin:0;min-width:0}
code,.hash{font-family:ui-monospace,Consolas,"Noto Sans Mono",monospace;font-size:.88em}
ol.toc{list-style:none;padding:0;margin:.4rem 0}
ol.toc li{display:grid;grid-template-columns:3.6rem 1fr;gap:.5rem;padding:.32rem 0;
border-bottom:1px solid var(--line)}
.badge,.m{display:inline-block;font-weight:700;line-height:1.25;text-decoration:none;
border-radius:.25rem;padding:0 .3em;white-space:nowrap;border:1px solid currentColor}
.badge{justify-self:start;align-self:start}
.error{--own:var(--error);--tint:var(--error-ground)}
.warning{--own:var(--warning);--tint:var(--warning-ground)}
.note{--own:var(--note);--tint:var(--note-ground)}
.aside{--own:var(--soft);--tint:var(--paper)}
.badge,.m.first{color:var(--paper);background:var(--own);border-color:var(--own)}
.m{color:var(--own);background:var(--paper);font-size:.72rem;display:inline-flex;
align-items:center;justify-content:center;min-width:24px;min-height:24px;margin:1px;padding:0 .15em}
.m.more{border-style:dashed}
.scroll{overflow-x:auto;margin:.4rem 0}
table{border-collapse:collapse;width:100%;font-size:.84rem;line-height:1.35}
caption{text-align:left;color:var(--soft);padding:.1rem 0 .3rem}
th,td{border:1px solid var(--line);padding:.24rem .35rem;text-align:center;font-weight:400}
thead th,th{background:var(--head)}
.form{min-width:44rem;overflow-wrap:normal}
.form td{font-variant-numeric:tabular-nums;white-space:nowrap;min-width:3rem}
.form th small{display:block}
.form td[id]{scroll-margin-top:5rem}
td.hit{background:var(--tint)}
td.hit.here{outline:3px solid var(--own);outline-offset:-3px}
td .marks{white-space:normal}
td.blank,td.none,td.refused,td.absent{background:var(--odd)}
td.blank i,td.none i,td.refused i,td.absent i{font-style:normal;color:var(--soft);font-size:.85em}
td.blank{border-style:dotted}
td.refused,td.absent{border-style:dashed;border-width:2px}
td.hit.blank,td.hit.none,td.hit.refused,td.hit.absent{background:var(--tint)}
td:target,article:target{box-shadow:0 0 0 4px var(--link)}
.legend{font-size:.84rem;color:var(--soft)}
.legend li{display:inline-block;margin-right:1.1rem}
.legend ul{padding:0;list-style:none}
article{border:1px solid var(--line);border-left:.4rem solid var(--own);border-radius:.3rem;
padding:.5rem .9rem .8rem;margin:1rem 0;scroll-margin-top:1rem}
article h3{margin:.2rem 0 .5rem}
.sums{width:auto;min-width:min(100%,24rem);margin:.3rem 0}
.sums td,.sums th{text-align:left;background:none;border-width:0 0 1px}
.sums .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.both{display:flex;flex-wrap:wrap;gap:.2rem 1.6rem;margin:.2rem 0 .5rem}
.both b{font-size:1.15rem;font-variant-numeric:tabular-nums}
blockquote{margin:.3rem 0;padding:.35rem .8rem;border-left:3px solid var(--line);
background:var(--head)}
mark{background:var(--mark);color:var(--ink);font-weight:700;padding:0 .15em;
border-bottom:2px solid var(--ink)}
.up{font-size:.85rem;margin-top:.6rem}
.index td,.index th{text-align:left;vertical-align:top}
.index .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
@media (max-width:40rem){
body{padding:.8rem .7rem 3rem}
dl.facts{grid-template-columns:1fr;gap:0}
dl.facts dd{margin-bottom:.35rem}
article{padding:.4rem .6rem .6rem}
h1{font-size:1.3rem}
}
"""
_PAPER = """
@page{size:A4;margin:14mm 12mm}
@media print{
body{max-width:none;padding:0;font-size:10pt}
.skip,.up{display:none}
a{color:inherit;text-decoration:none}
.scroll{overflow:visible}
table{font-size:7.6pt}
.form{min-width:0}
.form td{min-width:0}
.m{min-width:0;min-height:0;font-size:6.4pt;margin:0}
.form th,.form td{padding:.12rem .16rem}
h2,h3,h4,caption{break-after:avoid}
tr,h3,blockquote,.both{break-inside:avoid}
th,td,.badge,.m,mark,blockquote{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
"""


def style() -> str:
    """The whole style sheet; dark colours are for screens only."""
    return (
        f":root{{{_colours(0)}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_colours(1)}}}}}"
        f"{_SHEET}{_PAPER}"
    )
