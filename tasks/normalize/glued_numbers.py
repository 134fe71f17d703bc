"""Numbers that lost the space to the word before or after them: ``العمر35 عامًا``."""

from __future__ import annotations

import re
from typing import Final

from tasks.normalize.draft import Draft
from tasks.normalize.word_costs import is_known
from tasks.text.offset_map import Edit

_LETTERS: Final = "\u0621-\u063a\u0641-\u064a"
_MARKS: Final = "\u064b-\u0652"
_GATE = re.compile(f"[{_LETTERS}][{_MARKS}]?[0-9\u0660-\u0669]|[0-9\u0660-\u0669][{_LETTERS}]")
_BEFORE = re.compile(rf"(?<![\w#@/.-])([{_LETTERS}{_MARKS}]{{3,20}})(?=[0-9\u0660-\u0669])")
_AFTER = re.compile(rf"(?<![\w#@/-])[0-9\u0660-\u0669]+(?=([{_LETTERS}]{{3,20}})(?![\w]))")
#: Clitics that are written onto digits on purpose: "ال19", "بال20", "وال7".
_CLITICS: Final = frozenset(["ال", "وال", "بال", "فال", "كال", "لل", "ولل", "وبال"])


def part_numbers(draft: Draft) -> None:
    """A number glued to a known word of three letters or more gets its space back.

    Shorter letters are clitics (و20، ب20، ال20) or units (م، كم), and codes such as ``ق2`` stay.

    >>> draft = Draft("البالغ من العمر35 عاما و20 يوما في القرن19")
    >>> part_numbers(draft)
    >>> draft.text
    'البالغ من العمر 35 عاما و20 يوما في القرن 19'
    """
    text = draft.text
    if not _GATE.search(text):
        return
    places = [m.end() for m in _BEFORE.finditer(text) if m.group(1) not in _CLITICS and is_known(m.group(1))]
    places += [m.end() for m in _AFTER.finditer(text) if is_known(m.group(1))]
    draft.edit("glued_numbers", [Edit(place, place, " ") for place in sorted(set(places))], 0.9)
