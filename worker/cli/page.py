"""One release as a page of its own: right to left, with a legend, and provenance when the pointer rests on a fact.

The page loads nothing and runs nothing: its policy forbids scripts and every request.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape as escape_markup
from typing import Final

from models.queries.release_facts import Fact, ReleaseFacts
from tasks.extract.facts import FactKind
from worker.cli.marking import LOOKS, Marked, Piece, lines, marked, pieces, summary
from worker.cli.paragraphs import is_right_to_left
from worker.cli.terminal import without_controls

_STYLE: Final = """
:root { color-scheme: light dark; --paper: #fdfdfb; --ink: #1c1c1c; --faint: #666; --line: #d8d8d0; --tip: #26262b; --tip-ink: #f4f4f0; }
@media (prefers-color-scheme: dark) { :root { --paper: #17181a; --ink: #e8e6e1; --faint: #9a9a94; --line: #3a3b3e; --tip: #f4f4f0; --tip-ink: #1c1c1c; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 52rem; padding: 2rem 1.25rem 8rem; background: var(--paper); color: var(--ink); font: 1.15rem/2.1 "Noto Naskh Arabic", "Amiri", "Scheherazade New", "Geeza Pro", "Segoe UI", "DejaVu Sans", serif; }
header, footer, .legend, table { font-family: system-ui, "Noto Sans Arabic", "Segoe UI", "DejaVu Sans", sans-serif; font-size: .85rem; line-height: 1.6; }
h1 { font-size: 1.5rem; line-height: 1.6; margin: 0 0 .25rem; }
header p, footer { color: var(--faint); margin: 0; }
.legend { display: flex; flex-wrap: wrap; gap: .4rem; margin: 1rem 0 1.5rem; padding: 0; list-style: none; }
.legend li { padding: 0 .5rem; border-radius: .3rem; }
p.text { margin: 0 0 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.f { position: relative; border-radius: .2rem; padding: .1rem 0; cursor: help; outline: none; }
.f:hover, .f:focus { box-shadow: 0 0 0 2px var(--ink); z-index: 2; }
.f .tip { display: none; }
.f:hover .tip, .f:focus .tip { display: block; position: fixed; inset: auto 0 1rem 0; z-index: 3; width: max-content; max-width: min(46rem, 94vw); max-height: 45vh; overflow: hidden; margin: 0 auto; padding: .6rem .9rem; border-radius: .4rem; background: var(--tip); color: var(--tip-ink); font: .8rem/1.6 system-ui, "Noto Sans Arabic", "DejaVu Sans", sans-serif; text-align: start; white-space: pre-wrap; unicode-bidi: plaintext; pointer-events: none; }
.tip .rule { display: block; border-top: 1px solid currentColor; opacity: .3; margin: .3rem 0; }
table { border-collapse: collapse; width: 100%; margin: 2rem 0; }
th, td { text-align: start; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
th { color: var(--faint); font-weight: 600; }
a { color: inherit; }
"""


def _colours() -> str:
    light = "\n".join(f".{name} {{ background: {look.light}; }}" for name, look in LOOKS.items())
    dark = "\n".join(f".{name} {{ background: {look.dark}; }}" for name, look in LOOKS.items())
    return f"{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n"


STYLE: Final = _STYLE + _colours()

#: What a browser may do with the page: show it in this one style, and nothing else.
POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'; "
    "base-uri 'none'; form-action 'none'"
)


def escape(text: str) -> str:
    """Text as it may stand in the page; control characters may not, and a page can be printed to a terminal."""
    return escape_markup(without_controls(text))


def page(facts: ReleaseFacts) -> str:
    """The whole page."""
    release = facts.release
    title = release.title or f"{release.source}:{release.external_id}"
    text = facts.normalized.text if facts.normalized else release.text
    language = facts.normalized.language if facts.normalized else (release.language or "ar")
    direction = "rtl" if is_right_to_left(text) else "ltr"
    marks = marked(facts) if facts.normalized else []
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{escape(language)}" dir="{direction}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            f"<title>{escape(title)}</title>",
            f"<style>{STYLE}</style>",
            "</head>",
            "<body>",
            *_heading(facts, title),
            *_legend(marks),
            "<main>",
            *_paragraphs(text, marks, facts),
            "</main>",
            *_claims(facts),
            f'<footer dir="ltr">{_footer(facts)}</footer>',
            "</body>",
            "</html>",
        ]
    )


def _heading(facts: ReleaseFacts, title: str) -> Iterator[str]:
    release = facts.release
    yield f'<header><h1 dir="auto">{escape(title)}</h1>'
    published = ""
    if release.published is not None:
        moment = release.published
        shown = (
            moment.isoformat(timespec="minutes") if release.published_has_time else moment.date().isoformat()
        )
        published = f' · <time dir="ltr">{escape(shown)}</time>'
    yield f"<p><bdi>{escape(release.source)}</bdi> · <bdi>{escape(release.external_id)}</bdi>{published}</p>"
    if release.url and release.url.startswith(("https://", "http://")):
        yield f'<p dir="ltr"><a href="{escape(release.url)}" rel="noreferrer">{escape(release.url)}</a></p>'
    yield "</header>"


def _legend(marks: list[Marked]) -> Iterator[str]:
    present = {mark.look for mark in marks}
    if not present:
        return
    yield '<ul class="legend">'
    for name, look in LOOKS.items():
        if name in present:
            yield f'<li class="{name}">{look.label}</li>'
    yield "</ul>"


def _paragraphs(text: str, marks: list[Marked], facts: ReleaseFacts) -> Iterator[str]:
    anchored: set[int] = set()
    for span, inside in lines(text, marks):
        if not span.of(text).strip():
            continue
        body = "".join(_piece(piece, text, facts, anchored) for piece in pieces(span, inside))
        direction = "rtl" if is_right_to_left(span.of(text)) else "ltr"
        yield f'<p class="text" dir="{direction}">{body}</p>'


def _piece(piece: Piece, text: str, facts: ReleaseFacts, anchored: set[int]) -> str:
    words = escape(piece.span.of(text))
    if not piece.marks:
        return words
    top = piece.marks[-1]
    anchor = ""
    if top.kind is FactKind.EVENT and top.fact["position"] not in anchored:
        anchored.add(top.fact["position"])
        anchor = f' id="event-{top.fact["position"]}"'
    tips = '<span class="rule"></span>'.join(
        escape("\n".join(summary(mark, facts))) for mark in reversed(piece.marks)
    )
    return f'<span class="f {top.look}" tabindex="0"{anchor}>{words}<span class="tip" dir="ltr" role="tooltip">{tips}</span></span>'


def _claims(facts: ReleaseFacts) -> Iterator[str]:
    events = facts.facts[FactKind.EVENT]
    if not events:
        return
    roles = [
        role
        for role in ("actor", "target", "opponent", "place", "time", "since", "quantity", "means")
        if _has(events, role)
    ]
    yield "<table><thead><tr><th>event</th>"
    yield "".join(f"<th>{role}</th>" for role in roles)
    yield "<th>said by</th></tr></thead><tbody>"
    quotations = facts.facts[FactKind.QUOTATION]
    for event in events:
        kind = event["type"] if event["polarity"].value == "positive" else f"not {event['type']}"
        if event["modality"].value != "asserted":
            kind = f"{kind} ({event['modality'].value})"
        link = f'<a href="#event-{event["position"]}">{escape(kind)}</a>'
        cells = [f'<td><bdi dir="ltr">{link}</bdi></td>']
        for role in roles:
            names = "؛ ".join(argument["name"] for argument in event["arguments"] if argument["role"] == role)
            cells.append(f'<td dir="auto">{escape(names)}</td>')
        quoted = event["attributed_to"]
        speaker = (
            quotations[quoted]["speaker_name"] if quoted is not None and quoted < len(quotations) else None
        )
        cells.append(f'<td dir="auto">{escape(speaker or "")}</td>')
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table>"


def _has(events: list[Fact], role: str) -> bool:
    return any(argument["role"] == role for event in events for argument in event["arguments"])


def _footer(facts: ReleaseFacts) -> str:
    counts = ", ".join(f"{len(facts.facts[kind])} {kind.value}" for kind in FactKind)
    repairs = ", ".join(
        f"{repair.kind} {repair.count}" for repair in (facts.normalized.repairs if facts.normalized else ())
    )
    return escape(f"release {facts.release.id} · {counts}" + (f" · repaired: {repairs}" if repairs else ""))
