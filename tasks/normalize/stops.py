"""Stops and commas that stand on the wrong side of a space."""

from __future__ import annotations

import re

from tasks.normalize.draft import Draft
from tasks.text.offset_map import Edit

_LETTER = r"[^\W\d_]"
#: A stop after a number, past the space, and glued to the next word: ``2018 .دعمت``.
_AFTER_NUMBER = re.compile(rf"(?<=\d) ([.،؛]) ?(?={_LETTER})")


def repair_stops(draft: Draft) -> None:
    """A stop displaced past the space returns to its word.

    >>> draft = Draft("أيلول 2018 .دعمت")
    >>> repair_stops(draft)
    >>> draft.text
    'أيلول 2018. دعمت'
    """
    edits = [Edit(m.start(), m.end(), m.group(1) + " ") for m in _AFTER_NUMBER.finditer(draft.text)]
    draft.edit("displaced_stops", edits, 0.9)
