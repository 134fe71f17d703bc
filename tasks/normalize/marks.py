"""Vowel marks that stand away from their letter."""

from __future__ import annotations

import re

from tasks.normalize.draft import Draft
from tasks.text.offset_map import Edit

_TANWEEN = "\N{ARABIC FATHATAN}\N{ARABIC DAMMATAN}\N{ARABIC KASRATAN}"
_MARK = "\u064b-\u0652\u0670"
_LETTER = "\u0621-\u063a\u0641-\u064a\u066e-\u06d3"
_LOOSE = re.compile(rf"(?:(?<=[{_LETTER}])( +))?(?<![{_LETTER}{_MARK}])([{_MARK}]+)( ?)([{_LETTER}]?)")
_COMPLETE = (
    "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER TEH MARBUTA}\N{ARABIC LETTER ALEF MAKSURA}\N{ARABIC LETTER HAMZA}"
)


def repair_marks(draft: Draft) -> None:
    """Marks cut off their word return to it, marks before their letter go behind it.

    >>> draft = Draft("جهدا ً جماعيا ًمن أ ّن ُتساعد")
    >>> repair_marks(draft)
    >>> draft.text
    'جهداً جماعياً من أنّ تُساعد'
    """
    text = draft.text
    edits: list[Edit] = []
    for match in _LOOSE.finditer(text):
        gap, marks, after, letter = match.groups()
        previous = text[match.start() - 1] if gap else ""
        if gap and (after or (marks[0] in _TANWEEN and previous in _COMPLETE)):
            replacement = marks + (" " + letter if letter or after else "")
        elif gap and marks[0] == "\N{ARABIC SHADDA}" and letter:
            replacement = letter + marks
        elif letter:
            replacement = (gap or "") + letter + marks
        else:
            replacement = marks if not gap else marks
        if replacement != match.group():
            edits.append(Edit(match.start(), match.end(), replacement))
    draft.edit("displaced_marks", edits, 0.9)
