"""Characters that stand for Arabic letters: presentation forms, ligatures, Farsi and Urdu look-alikes.

PDF fonts address glyphs, not letters, and an extractor that finds no better mapping writes the glyph's own code point:
the *presentation forms* of Unicode (Arabic Presentation Forms-A and -B). Their letters are the compatibility
decompositions of the Unicode Character Database. Fonts made for Farsi draw ي and ك with the glyphs of ی and ک, so these
code points come back in purely Arabic text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import numpy as np

from tasks.normalize import signs
from tasks.normalize.draft import Draft
from tasks.normalize.final_yeh import settle_final_yeh
from tasks.normalize.language import is_neighbourly, neighbour_passages
from tasks.text.offset_map import Edit
from tasks.text.span import Span

_SINGLE: Final[dict[int, str]] = {}
_LONG: Final[dict[str, str]] = {}


def _decomposition(character: str) -> str:
    """The letters of a presentation form; isolated and tatweel-carried marks lose their carrier."""
    letters = unicodedata.normalize("NFKC", character)
    if len(letters) > 1 and all(unicodedata.combining(c) or c in " \N{ARABIC TATWEEL}" for c in letters):
        letters = letters.strip(" \N{ARABIC TATWEEL}")
    return letters


for _code in (*range(0xFB50, 0xFD3E), *range(0xFD50, 0xFDD0), *range(0xFDF0, 0xFE00), *range(0xFE70, 0xFEFD)):
    _character = chr(_code)
    _letters = _decomposition(_character)
    if _letters == _character:
        continue
    if len(_letters) == 1:
        _SINGLE[_code] = _letters
    else:
        _LONG[_character] = _letters

#: The Basmala has no decomposition in Unicode.
_LONG["\N{ARABIC LIGATURE BISMILLAH AR-RAHMAN AR-RAHEEM}"] = "بسم الله الرحمن الرحيم"

_TWO_BYTES: Final = 2
#: The letter of every UTF-16 unit; all but the single presentation forms are their own.
_EXCHANGE: Final = np.arange(0x10000, dtype="<u2")
for _code, _letters in _SINGLE.items():
    _EXCHANGE[_code] = ord(_letters)

_LONG_FORM = re.compile("[" + "".join(sorted(_LONG)) + "]")

#: Letters of Farsi, Urdu and Kurdish keyboards and fonts, each with the Arabic letter it was drawn for.
FARSI: Final = {
    "\N{ARABIC LETTER FARSI YEH}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER KEHEH}": "\N{ARABIC LETTER KAF}",
    "\N{ARABIC LETTER HEH GOAL}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER HEH DOACHASHMEE}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER YEH BARREE}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER HEH GOAL WITH HAMZA ABOVE}": "\N{ARABIC LETTER TEH MARBUTA}",
    "\N{ARABIC LETTER TEH MARBUTA GOAL}": "\N{ARABIC LETTER TEH MARBUTA}",
    "\N{ARABIC LETTER SWASH KAF}": "\N{ARABIC LETTER KAF}",
    "\N{ARABIC LETTER AE}": "\N{ARABIC LETTER HEH}",
}
#: Languages whose letters these are.
_KEPT: Final = frozenset({"fa", "ur", "ckb"})
_FARSI = re.compile("[" + "".join(FARSI) + "]")


def repair_forms(draft: Draft) -> None:
    """Presentation forms become letters; ligatures become several.

    >>> draft = Draft("ﻗﺎﻟﺖ ﷲ ﻻ")
    >>> repair_forms(draft)
    >>> draft.text
    'قالت الله لا'
    """
    if not draft.shows(signs.FORM):
        return
    text, long = draft.text, draft.shows(signs.LONG_FORM)
    # One look-up a UTF-16 unit, outside the interpreter: ten times as quick as str.translate, forty as many replaces.
    units = _utf_16(text, draft)
    letters = _EXCHANGE.take(units)
    count = int(np.count_nonzero(units != letters))
    draft.exchange("presentation_forms", letters.tobytes().decode("utf-16-le", "surrogatepass"), count)
    if long:
        edits = [Edit(m.start(), m.end(), _LONG[m.group()]) for m in _LONG_FORM.finditer(draft.text)]
        draft.edit("presentation_forms", edits)


def _utf_16(text: str, draft: Draft) -> signs.Units:
    """The units of the draft's text, those already at hand if they are two bytes wide."""
    units = draft.units()
    if units.itemsize == _TWO_BYTES:
        return units
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")


def repair_farsi_letters(draft: Draft) -> None:
    """Farsi and Urdu look-alikes become the Arabic letters, except in passages that are Farsi, Urdu or Kurdish.

    >>> draft = Draft("العملیات. این کشور را ترک کرد.")
    >>> repair_farsi_letters(draft)
    >>> draft.text
    'العمليات. این کشور را ترک کرد.'
    """
    if not draft.shows(signs.FARSI) or not _FARSI.search(draft.text):
        return
    text = draft.text
    try:
        repaired = " ".join(map(_arabic.__getitem__, text.split(" ")))
    except KeyError:
        repaired = _arabic_words(text)
    before = _utf_16(text, draft)
    after = np.frombuffer(repaired.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    draft.exchange("farsi_letters", repaired, int(np.count_nonzero(before != after)), 0.98)


#: Pieces met before that hold no word or letter of a neighbour's, with Arabic letters. Emptied when it is full.
_arabic: Final[dict[str, str]] = {}
_MOST: Final = 100_000
_LONGEST: Final = 40


def _arabic_words(text: str) -> str:
    """The text in Arabic letters; what is new in it is remembered, unless it may be of a neighbour's language."""
    words: list[str] = []
    foreign = False
    for piece in text.split(" "):
        arabic = _arabic.get(piece)
        if arabic is None:
            arabic = _in_arabic_letters(piece)
            if is_neighbourly(piece):
                foreign = True
            elif len(piece) <= _LONGEST:
                if len(_arabic) >= _MOST:
                    _arabic.clear()
                _arabic[piece] = arabic
        words.append(arabic)
    return _but_for_passages(text) if foreign else " ".join(words)


def _but_for_passages(text: str) -> str:
    position = 0
    pieces: list[str] = []
    for span, tag in (*neighbour_passages(text), (Span(len(text), len(text)), "")):
        if tag in _KEPT or not tag:
            pieces += [_in_arabic_letters(text[position : span.start]), text[span.start : span.end]]
            position = span.end
    return "".join(pieces)


def _in_arabic_letters(text: str) -> str:
    text = settle_final_yeh(text)
    for look_alike, letter in FARSI.items():
        text = text.replace(look_alike, letter)
    return text
