"""Brackets that extraction mirrored, or cut off by a space from what they hold."""

from __future__ import annotations

import re
from typing import Final

from tasks.normalize.draft import Draft
from tasks.normalize.signs import LOOSE_BRACKETS
from tasks.text.offset_map import Edit

_GATE = re.compile(r"[(\[]")
_BRACKET = re.compile(r"[()\[\]\n]")
_INNER: Final = r"[^()\[\]\n]{1,300}?"
_LONGEST: Final = 300
_OPEN_GAP = re.compile(rf"\( ({_INNER}\S)(?=\))")
_CLOSE_GAP = re.compile(rf"\((\S{_INNER}) \)")
_OTHER: Final = {")": "(", "(": ")", "[": "]", "]": "["}


def repair_brackets(draft: Draft) -> None:
    """Mirrored pairs are turned round; a space inside one bracket of a pair, but not inside the other, goes.

    A bracket is drawn mirrored in right-to-left text, and fonts that list the mirrored glyph under its own code point
    give the wrong one back. Pairs with a space on both sides are a habit of writing and stay.

    >>> draft = Draft("عمق )100 قدم( من (شركة ) ثم ( نعم )")
    >>> repair_brackets(draft)
    >>> draft.text
    'عمق (100 قدم) من (شركة) ثم ( نعم )'
    """
    if not draft.shows(LOOSE_BRACKETS) or not _GATE.search(draft.text):
        return
    draft.edit("mirrored_brackets", _turned(draft.text), 0.9)
    if "( " not in draft.text and " )" not in draft.text:
        return
    gaps = [Edit(m.start() + 1, m.start() + 2, "") for m in _OPEN_GAP.finditer(draft.text)]
    gaps += [Edit(m.end() - 2, m.end() - 1, "") for m in _CLOSE_GAP.finditer(draft.text)]
    draft.edit("loose_brackets", sorted(gaps))


def _turned(text: str) -> list[Edit]:
    """Edits that turn the pairs which close before they open, outside any pair in the right order."""
    edits: list[Edit] = []
    depth = 0
    closing: re.Match[str] | None = None
    for match in _BRACKET.finditer(text):
        bracket = match.group()
        if bracket == "\n":
            depth, closing = 0, None
        elif bracket in ")]":
            closing = match if depth == 0 and _opens(text, match.start()) else None
            depth = max(0, depth - 1)
        elif closing and _OTHER[closing.group()] == bracket and _closes(text, closing, match):
            inner = text[closing.end() : match.start()]
            edits.append(Edit(closing.start(), match.end(), bracket + inner.strip() + closing.group()))
            closing = None
        else:
            depth += 1
            closing = None
    return edits


def _opens(text: str, position: int) -> bool:
    """Does something begin at this bracket, which by its form closes?"""
    return (position == 0 or text[position - 1].isspace()) and text[position + 1 : position + 2].isalnum()


def _closes(text: str, opening: re.Match[str], match: re.Match[str]) -> bool:
    """Does what began end at this bracket, which by its form opens?"""
    after = text[match.end() : match.end() + 1]
    return match.start() - opening.start() < _LONGEST and (not after or after.isspace() or after in '.،؛:؟!"')
