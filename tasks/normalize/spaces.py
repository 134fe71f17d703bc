"""White space: one space between words, one line break between paragraphs."""

from __future__ import annotations

import re

from tasks.normalize.draft import Draft
from tasks.text.offset_map import Edit

#: Any white space but a single plain space or line break between two words.
_ODD = re.compile(r"[^\S \n]+\s*| \s+|\n\s+|\n$|^\s+| $")
_WORD_BREAK = re.compile("[\r\v\f\x1c-\x1e\x85\u2028\u2029\n]")


def collapse_spaces(draft: Draft) -> None:
    """Runs of white space become one space, or one line break where they hold one.

    >>> draft = Draft("  قال   إن \\n\\n نعم ")
    >>> collapse_spaces(draft)
    >>> draft.text
    'قال إن\\nنعم'
    """
    text = draft.text
    if not _ODD.search(text):
        return
    last = len(text)
    edits = []
    for match in _ODD.finditer(text):
        if match.start() == 0 or match.end() == last:
            replacement = ""
        else:
            replacement = "\n" if _WORD_BREAK.search(match.group()) else " "
        edits.append(Edit(match.start(), match.end(), replacement))
    draft.edit("spaces", edits)
