"""White space: one space between words, one line break between paragraphs."""

from __future__ import annotations

import re

from tasks.normalize.draft import Draft
from tasks.text.offset_map import Edit

#: Any white space but a single plain space or line break between two words.
_ODD = re.compile(r"[^\S \n]+\s*| \s+|\n\s+|\n$|^\s+| $")
_LINE_BREAK = re.compile("[\r\v\f\x1c-\x1e\x85\u2028\u2029\n]")


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
    edits: list[Edit] = []
    repeated = 0
    for match in _ODD.finditer(text):
        run = match.group()
        if match.start() == 0 or match.end() == last:
            replacement = ""
        elif _LINE_BREAK.search(run):
            replacement = "\n"
        else:
            replacement = " "
            repeated += len(run) > 1
        edits.append(Edit(match.start(), match.end(), replacement))
    draft.edit("spaces", edits)
    draft.note("repeated_spaces", repeated, 1.0)
