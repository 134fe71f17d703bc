"""Lines stored as the eye sees them, from left to right."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import numpy as np

from tasks.normalize.draft import Draft
from tasks.normalize.signs import FINAL_FIRST, FORM, FORMS, Units
from tasks.normalize.word_costs import word_cost
from tasks.text.offset_map import Edit

_FORM = re.compile(f"[{FORMS}]")
_ARABIC: Final = "\u0621-\u063a\u0641-\u064a"
_WORD = re.compile(f"[{_ARABIC}]{{3,20}}")
_TEH_FIRST = re.compile(f"(?:[ \n]|\\A)[ةى](?=[{_ARABIC}])")
#: Runs that are read from left to right in a right-to-left line: Latin words, and numbers with their separators.
_LEFT_TO_RIGHT = re.compile(
    r"[0-9A-Za-z\u00c0-\u024f\u0660-\u0669](?:[0-9A-Za-z\u00c0-\u024f\u0660-\u0669.,:/@_%٫٬ -]*[0-9A-Za-z\u00c0-\u024f\u0660-\u0669%])?"
)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_SPACED_NUMBERS = re.compile(r"(?<=[0-9\u0660-\u0669])( +)(?=[0-9\u0660-\u0669])")
_MIRRORED: Final = str.maketrans("()[]{}<>«»“”", ")(][}{><»«”“")

#: Which neighbours a presentation form joins: (the letter before, the letter after), in the order of reading.
_JOINS: Final[dict[str, tuple[bool, bool]]] = {}
for _code in (*range(0xFB50, 0xFDFC), *range(0xFE80, 0xFEFD)):
    _tag = unicodedata.decomposition(chr(_code)).partition(" ")[0]
    if _tag in {"<initial>", "<medial>", "<final>", "<isolated>"}:
        _JOINS[chr(_code)] = (_tag in {"<medial>", "<final>"}, _tag in {"<initial>", "<medial>"})

_IS_FORM: Final = 4
_SKIPPED: Final = 8
#: The same for every UTF-16 unit: bit 0 joins the letter before, bit 1 the one after, bit 2 tells a form; marks between
#: letters are skipped.
_JOIN_BITS: Final = np.zeros(0x10000, dtype=np.uint8)
for _character, (_before, _after) in _JOINS.items():
    _JOIN_BITS[ord(_character)] = _IS_FORM | _before | _after << 1
for _code in range(0x300, 0x10000):
    if unicodedata.combining(chr(_code)) and chr(_code) not in _JOINS:
        _JOIN_BITS[_code] = _SKIPPED

#: So many misfits settle which way a line is read.
_ENOUGH: Final = 12
_KNOWN: Final = 60
_FEWEST_WORDS: Final = 3


def reverse_visual_lines(draft: Draft) -> None:
    """Lines in visual order are turned into reading order; numbers and Latin words keep theirs.

    Two kinds of evidence, line by line: the joining of presentation forms (an initial form is followed by a medial or a
    final one), and words that are known only when read backwards. Without clear evidence nothing is turned.

    >>> draft = Draft("ﻢﻴﺣﺮﻟا ﻦﻤﺣﺮﻟا 2018\\nةيبرعلا لودلا ةعماج نايب")
    >>> reverse_visual_lines(draft)
    >>> draft.text
    '2018 اﻟﺮﺣﻤﻦ اﻟﺮﺣﻴﻢ\\nبيان جامعة الدول العربية'
    """
    text = draft.text
    if not draft.shows(FORM):
        if not (draft.shows(FINAL_FIRST) and _TEH_FIRST.search(text)) and not _ends_in_la(text):
            return
    elif not _joins_ill(draft.units()) and all(map(_FORM.search, text.split("\n"))):
        return
    edits: list[Edit] = []
    start = 0
    for line in text.split("\n"):
        if _is_visual(line):
            edits.append(Edit(start, start + len(line), _reversed(line)))
        start += len(line) + 1
    draft.edit("visual_order", edits, 0.9)


def _may_be_visual(text: str) -> bool:
    """Is there a sign of reversed words: a final letter at a word's head, or more لا at ends than ال at heads?"""
    signs = " ة" in text or " ى" in text or "\nة" in text or "\nى" in text or text[:1] in {"ة", "ى"}
    return (signs and _TEH_FIRST.search(text) is not None) or _ends_in_la(text)


def _ends_in_la(text: str) -> bool:
    """Do more words end in لا than begin with ال?"""
    place = 0
    for _ in range(text.count("لا ")):
        place = text.find(" ال", place) + 1
        if not place:
            return True
    return False


def _joins_ill(units: Units) -> bool:
    """Are there two presentation forms, anywhere in the text, that do not join as they stand?

    Numbers are enough to tell: half a millisecond a release is saved where the forms stand in the order of reading.
    """
    joins = _JOIN_BITS.take(units)
    joins = joins[joins != _SKIPPED]
    before, after = joins[:-1], joins[1:]
    both = (before & after & _IS_FORM) != 0
    return int(np.count_nonzero(both & (((before >> 1) ^ after) & 1 != 0))) > 1


def _is_visual(line: str) -> bool:
    if _FORM.search(line):
        return _joins_backwards(line)
    if not (_may_be_visual(line) or line.endswith("لا")):
        return False
    return _reads_backwards(line)


def _joins_backwards(line: str) -> bool:
    """Do the presentation forms join only when the line is read from its end?"""
    forwards = backwards = 0
    before: tuple[bool, bool] | None = None
    for character in line:
        joins = _JOINS.get(character)
        if joins and before:
            forwards += before[1] != joins[0]
            backwards += before[0] != joins[1]
            if forwards + backwards > _ENOUGH:
                break
        if joins or not unicodedata.combining(character):
            before = joins
    return forwards > 1 and forwards > 2 * backwards


def _reads_backwards(line: str) -> bool:
    """Are the words of the line known only from their end?"""
    words = _WORD.findall(line)
    forwards = sum(word_cost(word) <= _KNOWN for word in words)
    backwards = sum(word_cost(word[::-1]) <= _KNOWN for word in words)
    return backwards >= _FEWEST_WORDS and backwards > 2 * forwards and 2 * backwards >= len(words)


def _reversed(line: str) -> str:
    turned = line[::-1].translate(_MIRRORED)
    return _LEFT_TO_RIGHT.sub(_restored, turned)


def _restored(match: re.Match[str]) -> str:
    """A left-to-right run in its own order; numbers with only a space between them are read from the right."""
    run = match.group()
    if _LATIN.search(run) or " " not in run:
        return run[::-1].translate(_MIRRORED)
    return "".join(part[::-1] for part in re.split("( +)", run))
