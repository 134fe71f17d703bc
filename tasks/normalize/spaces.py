"""White space: one space between words, one line break between paragraphs."""

from __future__ import annotations

import re
from typing import Final

from tasks.normalize.draft import Draft
from tasks.normalize.signs import ODD_SPACE, ODD_SPACES, WIDE_SPACES
from tasks.text.offset_map import Edit

_ODD_SPACE = re.compile(f"[{ODD_SPACES}]")
_ODD_BREAK: Final = frozenset("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_RUN = re.compile(r"[ \n]{2,}")


def plain_spaces(draft: Draft) -> None:
    """Every white space character becomes a plain space or a line break; nothing moves.

    >>> draft = Draft("قال\\tإن\\r\\nنعم")
    >>> plain_spaces(draft)
    >>> draft.text
    'قال إن\\n\\nنعم'
    """
    if not draft.shows(ODD_SPACE):
        return
    text = draft.text
    odd = set(_ODD_SPACE.findall(text))
    if odd:
        count = sum(text.count(character) for character in odd)
        for character in odd:
            text = text.replace(character, "\n" if character in _ODD_BREAK else " ")
        draft.exchange("spaces", text, count)


def collapse_spaces(draft: Draft) -> None:
    """Runs of white space become one space, or one line break where they hold one.

    >>> draft = Draft("  قال   إن \\n\\n نعم ")
    >>> collapse_spaces(draft)
    >>> draft.text
    'قال إن\\nنعم'
    """
    if not draft.may_show_wide_spaces():
        return
    text = draft.text
    edits: list[Edit] = []
    stripped = text.strip()
    if len(stripped) < len(text):
        start = len(text) - len(text.lstrip())
        if start:
            edits.append(Edit(0, start, ""))
        if start + len(stripped) < len(text):
            edits.append(Edit(start + len(stripped), len(text), ""))
        draft.edit("spaces", edits)
        text = draft.text
    edits = []
    repeated = 0
    end = 0
    for place in draft.places(WIDE_SPACES):
        match = _RUN.match(text, place - 1) if place > end else None
        if not match:
            continue
        end = match.end()
        if "\n" in match.group():
            edits.append(Edit(match.start(), match.end(), "\n"))
        else:
            edits.append(Edit(match.start(), match.end(), " "))
            repeated += 1
    draft.edit("spaces", edits)
    draft.note("repeated_spaces", repeated, 1.0)
