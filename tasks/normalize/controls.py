"""Characters without a letter: direction controls, zero-width characters, tatweel."""

from __future__ import annotations

import re
from typing import Final

from tasks.normalize.draft import Draft
from tasks.text.offset_map import Edit

_LRE = "\N{LEFT-TO-RIGHT EMBEDDING}"
_RLE = "\N{RIGHT-TO-LEFT EMBEDDING}"
_PDF = "\N{POP DIRECTIONAL FORMATTING}"

#: An innermost left-to-right embedding or override, without another control inside.
_EMBEDDING = re.compile(
    "[\N{LEFT-TO-RIGHT EMBEDDING}\N{LEFT-TO-RIGHT OVERRIDE}\N{LEFT-TO-RIGHT ISOLATE}]"
    "([^\u202a-\u202e\u2066-\u2069\n]{1,400})"
    "[\N{POP DIRECTIONAL FORMATTING}\N{POP DIRECTIONAL ISOLATE}]"
)
_CORE = re.compile(r"[^\W_](?:.*[^\W_])?[%\u066a\u00b0]?", re.DOTALL)

INVISIBLE: Final = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\N{SOFT HYPHEN}\N{ARABIC LETTER MARK}\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
)
_DROPPED = re.compile(f"[{INVISIBLE}\N{ARABIC TATWEEL}]+")


def flatten_embeddings(draft: Draft) -> None:
    """Write left-to-right embeddings of a right-to-left line without their controls, in reading order.

    Inside an embedding the stops around a number stand where the eye sees them from the left: in the Arabic line around
    it they are read from the right. What is read first comes first (UAX #9, rules X2, N1, L2, undone).
    Poppler's ``pdftotext`` writes every number and stop of an Arabic line this way.

    >>> draft = Draft(f"القرن {_LRE} 19{_PDF}عما{_LRE} ،{_PDF}هو")
    >>> flatten_embeddings(draft)
    >>> draft.text
    'القرن 19 عما، هو'
    """
    text = draft.text
    if _LRE not in text and "\u202d" not in text and "\u2066" not in text:
        return
    edits: list[Edit] = []
    for match in _EMBEDDING.finditer(text):
        content = match.group(1)
        core = _CORE.search(content)
        if core:
            before, middle, after = content[: core.start()], core.group(), content[core.end() :]
        else:
            before, middle, after = "", "", content
        plain = after[::-1] + middle + before[::-1]
        if plain != content:
            edits.append(Edit(match.start(), match.end(), plain))
    draft.edit("direction_runs", edits, 0.95)


def drop_invisible(draft: Draft) -> None:
    """Remove direction controls, zero-width characters, the byte-order mark and tatweel.

    >>> draft = Draft("العـــربية\\N{RIGHT-TO-LEFT MARK}")
    >>> drop_invisible(draft)
    >>> draft.text
    'العربية'
    """
    text = draft.text
    tatweel, other = [], []
    for match in _DROPPED.finditer(text):
        edit = Edit(match.start(), match.end(), "")
        (tatweel if "\N{ARABIC TATWEEL}" in match.group() else other).append(edit)
    if tatweel or other:
        draft.edit("tatweel" if tatweel else "invisible", sorted(tatweel + other))
