"""What normalization repaired in a release, before and after."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from tasks.text.normalized import NormalizedText
from tasks.text.span import Span

if TYPE_CHECKING:
    from rich.console import Console

#: So many different repairs are listed; a badly broken text has thousands.
_LISTED: Final = 60

_NAMES: Final = {
    "\n": "⏎",
    "\r": "␍",
    "\t": "⇥",
    "\N{NO-BREAK SPACE}": "⍽",
    "\N{ARABIC TATWEEL}": "ـ",
}


def print_repairs(console: Console, normalized: NormalizedText) -> None:
    """Print the kinds of damage, and every repaired stretch before and after, the most frequent first."""
    from worker.cli.output import Column, print_table

    if not normalized.repairs and normalized.raw == normalized.text:
        console.print("nothing had to be repaired")
        return
    kinds = [
        Column(heading="damage"),
        Column(heading="places", numeric=True),
        Column(heading="sure", numeric=True),
    ]
    ordered = sorted(normalized.repairs, key=lambda repair: (-repair.count, repair.kind))
    print_table(
        console, kinds, ([repair.kind, str(repair.count), f"{repair.confidence:.0%}"] for repair in ordered)
    )
    counted = Counter((before, after) for before, after in changes(normalized))
    columns = [Column(heading="before"), Column(heading="after"), Column(heading="times", numeric=True)]
    rows = (
        [visible(before), visible(after), str(times)]
        for (before, after), times in counted.most_common(_LISTED)
    )
    print_table(console, columns, rows)
    if len(counted) > _LISTED:
        console.print(f"and {len(counted) - _LISTED} other repairs")


def changes(normalized: NormalizedText) -> Iterator[tuple[str, str]]:
    """Every repaired stretch before and after, as whole words of the normalized text.

    >>> from tasks.normalize import normalize
    >>> list(changes(normalize("سـلام  عليكم")))
    [('سـلام  عليكم', 'سلام عليكم')]
    """
    text = normalized.text
    last = -1
    stretches: list[Span] = []
    for span in _changed(normalized):
        start = span.start
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        end = max(span.end, start)
        while end < len(text) and not text[end].isspace():
            end += 1
        if stretches and start <= last:
            stretches[-1] = Span(stretches[-1].start, max(last, end))
        else:
            stretches.append(Span(start, end))
        last = stretches[-1].end
    for stretch in stretches:
        before = normalized.offset_map.to_raw(stretch).of(normalized.raw)
        after = stretch.of(text)
        if before != after:
            yield before, after


def _changed(normalized: NormalizedText) -> Iterator[Span]:
    """Stretches of the normalized text that differ from the raw one: edits, and letters exchanged one for one."""
    raw, text = normalized.raw, normalized.text
    raw_position = position = 0
    for raw_span, span in normalized.offset_map:
        yield from _exchanged(raw, text, raw_position, position, span.start)
        yield span
        raw_position, position = raw_span.end, span.end
    yield from _exchanged(raw, text, raw_position, position, len(text))


def _exchanged(raw: str, text: str, raw_start: int, start: int, end: int) -> Iterator[Span]:
    if raw[raw_start : raw_start + end - start] == text[start:end]:
        return
    for offset in range(end - start):
        if raw[raw_start + offset] != text[start + offset]:
            yield Span(start + offset, start + offset + 1)


def visible(text: str) -> str:
    """Characters that nobody sees, by sign or number.

    >>> visible("a\\u200fb  c")
    'a⟨U+200F⟩b␣␣c'
    """
    shown = []
    for character in text:
        if character in _NAMES:
            shown.append(_NAMES[character])
        elif unicodedata.category(character) in {"Cf", "Cc", "Zl", "Zp"}:
            shown.append(f"⟨U+{ord(character):04X}⟩")
        else:
            shown.append(character)
    return "".join(shown).replace("  ", "␣␣")
