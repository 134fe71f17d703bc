"""Numbers that lost the space to the word before or after them: ``العمر35 عامًا``."""

from __future__ import annotations

import re
from typing import Final

from tasks.normalize.draft import Draft
from tasks.normalize.signs import GLUED_NUMBERS
from tasks.normalize.word_costs import is_known
from tasks.text.offset_map import Edit

_LETTERS: Final = "\u0621-\u063a\u0641-\u064a"
_MARKS: Final = "\u064b-\u0652"
_NUMBER = re.compile("[0-9\u0660-\u0669]+")
_WORD_BEFORE = re.compile(rf"(?<![\w#@/.-])([{_LETTERS}{_MARKS}]{{3,20}})$")
_WORD_AFTER = re.compile(rf"[{_LETTERS}]{{3,20}}(?![\w])")
#: Everything that sorts after this character is a letter or sign of Arabic or of a script beyond it.
_BEFORE_ARABIC: Final = "\u0620"
#: What stands before a number that is part of a code or an address.
_CODE: Final = frozenset("#@/-_")
_LONGEST: Final = 24
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
    if not draft.shows(GLUED_NUMBERS):
        return
    text = draft.text
    edits: list[Edit] = []
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if start and text[start - 1] > _BEFORE_ARABIC:
            word = _WORD_BEFORE.search(text[max(0, start - _LONGEST) : start])
            if word and word.group(1) not in _CLITICS and is_known(word.group(1)):
                edits.append(Edit(start, start, " "))
        if text[end : end + 1] > _BEFORE_ARABIC and text[start - 1 : start] not in _CODE:
            after = _WORD_AFTER.match(text, end, end + _LONGEST)
            if after and is_known(after.group()):
                edits.append(Edit(end, end, " "))
    draft.edit("glued_numbers", edits, 0.9)
