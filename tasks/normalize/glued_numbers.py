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
_DIGITS: Final = frozenset("0123456789٠١٢٣٤٥٦٧٨٩")
_WORD_BEFORE = re.compile(rf"(?<![\w#@/.-])([{_LETTERS}{_MARKS}]{{3,20}})$")
_WORD_AFTER = re.compile(rf"[{_LETTERS}]{{3,20}}(?![\w])")
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
    for place in draft.places(GLUED_NUMBERS):
        if text[place].isdigit():
            word = _WORD_BEFORE.search(text[max(0, place - _LONGEST) : place])
            if word and word.group(1) not in _CLITICS and is_known(word.group(1)):
                edits.append(Edit(place, place, " "))
        else:
            after = _WORD_AFTER.match(text, place, place + _LONGEST)
            if after and is_known(after.group()) and not _is_code(text, place):
                edits.append(Edit(place, place, " "))
    draft.edit("glued_numbers", edits, 0.9)


def _is_code(text: str, end: int) -> bool:
    """Does the number that ends here follow what makes it part of a code?"""
    start = end
    while start and text[start - 1] in _DIGITS:
        start -= 1
    return text[start - 1 : start] in _CODE
