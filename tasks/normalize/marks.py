"""Vowel marks that stand away from their letter."""

from __future__ import annotations

import re
from typing import Final

from tasks.normalize.draft import Draft
from tasks.normalize.signs import LOOSE_MARKS
from tasks.normalize.word_costs import is_known, word_cost
from tasks.text.offset_map import Edit

_SHADDA: Final = "\N{ARABIC SHADDA}"
_TANWEEN: Final = "\N{ARABIC FATHATAN}\N{ARABIC DAMMATAN}\N{ARABIC KASRATAN}"
_FATHATAN: Final = "\N{ARABIC FATHATAN}"
#: Short vowels and the sign for none; a letter carries one of them.
_VOWELS: Final = frozenset("\N{ARABIC FATHA}\N{ARABIC DAMMA}\N{ARABIC KASRA}\N{ARABIC SUKUN}")
_MARK: Final = "\u064b-\u0652\u0670"
_LETTER: Final = "\u0621-\u063a\u0641-\u064a\u066e\u066f\u0671-\u06d3"
_LOOSE = re.compile(rf"(?:(?<=[{_LETTER}{_MARK}])( +))?(?<![{_LETTER}{_MARK}])([{_MARK}]+)( ?)([{_LETTER}]?)")
_LOOSE_MARK = re.compile(rf"[{_MARK}](?<![{_LETTER}{_MARK}].)")
_WORD_END = re.compile(f"[{_LETTER}{_MARK}]*")
#: Letters after which a word with tanween is complete.
_COMPLETE: Final = frozenset("اةىء")
#: A space beside a stray mark was most likely made by it.
_SPACE_COST: Final = 8
_LONGEST_WORD: Final = 20


def repair_marks(draft: Draft) -> None:
    """Marks cut off their word return to it, marks before their letter go behind it.

    Extractors see a mark as a glyph of its own and place it by its left edge: before its letter, often with a space
    beside it. A shadda never begins a word, so the space is false; a tanween ends a word, so the space is misplaced; a
    vowel may stand at a word's head, so the words decide.

    >>> draft = Draft("جهدا ً جماعيا ًمن أ ّن ُتساعد")
    >>> repair_marks(draft)
    >>> draft.text
    'جهداً جماعياً من أنّ تُساعد'
    """
    text = draft.text
    if not draft.shows(LOOSE_MARKS):
        return
    edits: list[Edit] = []
    done = 0
    for start in draft.places(LOOSE_MARKS):
        if start < done or not _LOOSE_MARK.match(text, start):
            continue
        before = start - 1 if start > done and text[start - 1 : start] == " " else start
        match = _LOOSE.match(text, before) or _LOOSE.match(text, start)
        if match:
            done = match.end()
            replacement = _placed(text, match)
            if replacement != match.group():
                edits.append(Edit(match.start(), match.end(), replacement))
    draft.edit("displaced_marks", edits, 0.9)


def _placed(text: str, match: re.Match[str]) -> str:
    """What should stand for a loose mark with the spaces and the letter beside it."""
    gap, marks, after, letter = match.group(1) or "", match.group(2), match.group(3), match.group(4)
    if not letter:
        return marks + after if gap else after
    vowelled = text[match.end() : match.end() + 1] in _VOWELS
    if not gap:
        return match.group() if vowelled else after + letter + marks
    if not after and _SHADDA in marks:
        return letter + marks
    if not after and vowelled and marks in _VOWELS:
        return f"{marks} {letter}"  # لكنه ُعُرف: the letter behind has a vowel of its own
    head = text[max(0, match.start() - _LONGEST_WORD) : match.start()]
    head = head[max(head.rfind(" "), head.rfind("\n")) + 1 :]
    tail_end = _WORD_END.match(text, match.end(), match.end() + _LONGEST_WORD)
    tail = letter + (tail_end.group() if tail_end else "")
    tanween = marks[-1] in _TANWEEN or marks[0] in _TANWEEN
    if after:
        return f"{marks} {letter}" if tanween or word_cost(head + tail) > word_cost(head) else letter + marks
    joined = is_known(head + tail)
    if tanween:
        if len(tail) > 1 and _FATHATAN not in marks:
            return f"{marks} {letter}"  # it ends a word, and here one only begins; fathatan may have its alef behind it
        if joined or head[-1] not in _COMPLETE:
            return letter + marks
        return f"{marks} {letter}"
    apart = word_cost(head) + word_cost(tail)
    if joined and word_cost(head + tail) + _SPACE_COST < apart:
        return letter + marks
    return gap + letter + marks
