"""Which characters stand side by side in a text: the one look that tells which repairs have anything to read.

Twenty repairs that each search a text for their own damage cost a release of 4,200 characters 350 µs although nothing is
found. Every one of them needs some pair of neighbours to start from (a space before a stop, a mark after a space). One
pass writes the pairs down, 20 µs a release: a table look-up a UTF-16 unit makes sixteen classes, so that a pair fits
into a byte, and the pairs that tell nothing are deleted by ``bytes.translate``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np


def _ranges(characters: str) -> Iterator[slice]:
    """The code points of what a character class of a pattern holds."""
    i = 0
    while i < len(characters):
        is_range = characters[i + 1 : i + 2] == "-" and i + 2 < len(characters)
        yield slice(ord(characters[i]), ord(characters[i + 2 if is_range else i]) + 1)
        i += 3 if is_range else 1


def _codes(characters: str) -> list[int]:
    return [code for each in _ranges(characters) for code in range(each.start, each.stop)]


#: White space other than the plain space and the line break.
ODD_SPACES: Final = "\t\r\v\f\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
#: Presentation forms, without the ornate parentheses and the non-characters between them.
FORMS: Final = "\ufb50-\ufd3d\ufd50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
_BASMALA: Final = 0xFDFD
#: Of these, the ones that become more than one letter.
LONG_FORMS: Final = "".join(
    form
    for code in _codes(FORMS)
    if len(unicodedata.normalize("NFKC", form := chr(code))) > 1 or code == _BASMALA
)
#: Direction controls, zero-width characters and control characters.
_CONTROLS: Final = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
INVISIBLE: Final = (
    _CONTROLS
    + "\N{SOFT HYPHEN}\N{ARABIC LETTER MARK}\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
)
#: Tatweel, hamza written as a mark, letters of Farsi and Urdu, the replacement character.
_DOUBTFUL: Final = "\u0640\u0653-\u0655\u06a9-\u06d5\ufffd"


class Sign(IntEnum):
    """What a character is to the repairs: sixteen classes, so that a pair fits into a byte."""

    LETTER = 0
    SPACE = 1
    BREAK = 2
    MARK = 3
    CLOSING = 4
    OPENING = 5
    QUOTE = 6
    STOP = 7
    COMMA = 8
    DASH = 9
    ALEF = 10
    SEATED_ALEF = 11
    FINAL = 12
    SUSPECT = 13
    DIGIT = 14
    OTHER = 15


_LETTERS: Final = (Sign.LETTER, Sign.ALEF, Sign.SEATED_ALEF, Sign.FINAL)
#: Whatever is not listed is OTHER, letters of other scripts above all; a later line overrides an earlier one. Signs that
#: tell nothing stand where they seldom make a telling pair.
_CLASSES: Final = (
    (Sign.LETTER, "\u0621-\u063a\u0641-\u064a"),
    (Sign.SPACE, " "),
    (Sign.BREAK, "\n"),
    (Sign.MARK, "\u064b-\u0652\u0670"),
    (Sign.CLOSING, ")]/%…'*_&+="),
    (Sign.OPENING, "([«“"),
    (Sign.QUOTE, '"”»'),
    (Sign.STOP, ".؟!:,"),
    (Sign.COMMA, "،؛"),
    (Sign.DASH, "-–"),
    (Sign.ALEF, "ا"),
    (Sign.SEATED_ALEF, "أإآ"),
    (Sign.FINAL, "ةى"),
    (Sign.DIGIT, "0-9\u0660-\u0669"),
    (Sign.SUSPECT, ODD_SPACES + FORMS + INVISIBLE + _DOUBTFUL),
)


def pairs(first: Iterable[Sign], second: Iterable[Sign]) -> frozenset[int]:
    """Every pair of one of the first and one of the second."""
    after = tuple(second)
    return frozenset(16 * a + b for a in first for b in after)


_ALL: Final = tuple(Sign)
_EDGE: Final = (Sign.SPACE, Sign.BREAK)
_NO_LETTER: Final = tuple(sign for sign in _ALL if sign not in _LETTERS and sign != Sign.MARK)

#: Beyond the pairs: classes that may fill a text, so that only their presence is told.
_PRESENT: Final = 256
#: Kinds of suspect characters, told apart only where there are any; each takes a bit.
_KINDS: Final = (
    ODD_SPACES,
    FORMS,
    _CONTROLS,
    "\u202a-\u202e",
    INVISIBLE,
    "\N{LEFT-TO-RIGHT EMBEDDING}\N{LEFT-TO-RIGHT OVERRIDE}\N{LEFT-TO-RIGHT ISOLATE}",
    "\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}",
    "\N{ARABIC TATWEEL}",
    "\N{ARABIC HAMZA ABOVE}\N{ARABIC HAMZA BELOW}\N{ARABIC MADDAH ABOVE}",
    "\u06a9-\u06d5",
    "\N{REPLACEMENT CHARACTER}",
    LONG_FORMS,
)
(
    ODD_SPACE, FORM, CONTROL, DIRECTION, ANY_INVISIBLE, EMBEDDING, FLIPPING, TATWEEL, HAMZA, FARSI, REPLACEMENT, LONG_FORM,
) = (frozenset({2 * _PRESENT + i}) for i in range(len(_KINDS)))  # fmt: skip
#: Any character that clean text does without.
SUSPECTS: Final = frozenset({_PRESENT + Sign.SUSPECT})
#: A final letter at a word's head.
FINAL_FIRST: Final = pairs(_EDGE, (Sign.FINAL,))
#: Two alefs in a row.
TWO_ALEFS: Final = pairs((Sign.ALEF,), (Sign.ALEF, Sign.SEATED_ALEF))
#: A mark without a letter before it.
LOOSE_MARKS: Final = pairs(_NO_LETTER, (Sign.MARK,))
#: A dash at the head of a line.
LOOSE_DASHES: Final = pairs(_EDGE, (Sign.DASH,))
#: A line that begins with a dash, or with a space before what may be one.
HEADING_DASHES: Final = pairs((Sign.BREAK,), (Sign.DASH, Sign.SPACE))
#: A dash that touches what is before it.
ATTACHED_DASHES: Final = pairs((*_LETTERS, Sign.CLOSING), (Sign.DASH,))
#: A stop past its space.
SPACED_STOPS: Final = pairs((Sign.SPACE,), (Sign.STOP,))
#: A stop or comma past its space.
LOOSE_STOPS: Final = pairs((Sign.SPACE,), (Sign.STOP, Sign.COMMA))
#: A dash past its space.
SPACED_DASHES: Final = pairs((Sign.SPACE,), (Sign.DASH,))
#: A comma with its next word attached.
TIGHT_COMMAS: Final = pairs((Sign.COMMA,), (*_LETTERS, Sign.SUSPECT, Sign.DIGIT, Sign.OTHER))
#: A line that begins with what ends one.
HEADED_LINES: Final = pairs((Sign.BREAK,), (Sign.STOP, Sign.QUOTE, Sign.CLOSING, Sign.SPACE))
#: White space beside white space, or at an end of the text.
WIDE_SPACES: Final = pairs(_EDGE, _EDGE)
#: A bracket that closes where one should open, or a space inside a bracket.
LOOSE_BRACKETS: Final = pairs(_EDGE, (Sign.CLOSING,)) | pairs((Sign.OPENING,), (Sign.SPACE,))
#: A number that touches a word.
GLUED_NUMBERS: Final = pairs((*_LETTERS, Sign.MARK), (Sign.DIGIT,)) | pairs((Sign.DIGIT,), _LETTERS)
#: Letters of other scripts, and of other languages in the Arabic script.
FOREIGN: Final = frozenset({_PRESENT + Sign.OTHER, _PRESENT + Sign.SUSPECT})
#: A stop beside an invisible mark.
FLIPPED_STOPS: Final = pairs((Sign.STOP,), (Sign.SUSPECT,)) | pairs((Sign.SUSPECT,), (Sign.STOP,))
_TELLING: Final = frozenset[int]().union(
    FINAL_FIRST, TWO_ALEFS, LOOSE_MARKS, LOOSE_DASHES, LOOSE_STOPS, TIGHT_COMMAS, HEADED_LINES, WIDE_SPACES,
    LOOSE_BRACKETS, GLUED_NUMBERS, FLIPPED_STOPS, ATTACHED_DASHES,
)  # fmt: skip

#: The class, and the kinds, of every UTF-16 unit; halves of characters beyond are OTHER.
_TABLE: Final = np.full(0x10000, Sign.OTHER, dtype=np.uint8)
for _sign, _characters in _CLASSES:
    for _range in _ranges(_characters):
        _TABLE[_range] = _sign
_KIND_BITS: Final = np.zeros(0x10000, dtype=np.uint16)
for _i, _characters in enumerate(_KINDS):
    for _range in _ranges(_characters):
        _KIND_BITS[_range] |= 1 << _i
_SILENT: Final = bytes(sorted(set(range(256)) - _TELLING))
_OTHER: Final = int(Sign.OTHER)
_SUSPECT: Final = int(Sign.SUSPECT)
#: So few suspect characters are quicker picked out than all characters looked up.
_FEW: Final = 500
_PLAIN_SPACE: Final = ord(" ")
_PLAIN_BREAK: Final = ord("\n")


@cache
def _kinds_of(bits: int) -> tuple[int, ...]:
    """What is told of a text with suspect characters of these kinds."""
    return _PRESENT + _SUSPECT, *(2 * _PRESENT + i for i in range(len(_KINDS)) if bits >> i & 1)


Units = np.ndarray[tuple[int], np.dtype[np.unsignedinteger[Any]]]


class Signs(NamedTuple):
    """What stands side by side in a text: the telling pairs that occur, and the pair of every character with the one before.

    ``units`` are the UTF-16 units of the text between two line breaks. Where a text holds characters of two units they are
    four bytes wide, and such a character is one of them, 0xFFFF.
    """

    found: frozenset[int]
    neighbours: bytes
    units: Units

    def places(self, wanted: frozenset[int]) -> list[int]:
        """Where the second characters of the wanted pairs stand, ascending.

        ``bytes.find`` of one byte is twenty times as quick as a character class of ``re``.
        """
        places: list[int] = []
        for pair in wanted & self.found:
            place = self.neighbours.find(pair)
            while place >= 0:
                places.append(place)
                place = self.neighbours.find(pair, place + 1)
        places.sort()
        return places

    def suspects(self) -> list[int]:
        """Where suspect characters stand, ascending."""
        pairs_found = np.frombuffer(self.neighbours, dtype=np.uint8)
        found: list[int] = np.flatnonzero(pairs_found & 15 == _SUSPECT).tolist()
        return found


def has_wide_spaces(text: str) -> bool:
    """Is there white space beside white space, or at an end of the text? Half the price of every other sign.

    >>> has_wide_spaces("نعم  لا"), has_wide_spaces("نعم لا")
    (True, False)
    """
    units = np.frombuffer(f"\n{text}\n".encode("utf-16-le", "surrogatepass"), dtype="<u2")
    spaces = (units == _PLAIN_SPACE) | (units == _PLAIN_BREAK)
    return bool((spaces[1:] & spaces[:-1]).any())


def signs_of(text: str) -> Signs:
    """The telling pairs of neighbours in a text; both its ends count as line breaks.

    >>> SPACED_STOPS.isdisjoint(signs_of("نعم. لا").found), signs_of("نعم .لا").places(SPACED_STOPS)
    (True, [4])
    """
    units: Units = np.frombuffer(f"\n{text}\n".encode("utf-16-le", "surrogatepass"), dtype="<u2")
    if len(units) != len(text) + 2:  # characters of two units: places must count them as one
        wide = np.frombuffer(f"\n{text}\n".encode("utf-32-le", "surrogatepass"), dtype="<u4")
        units = np.minimum(wide, np.uint32(0xFFFF))
    classes = _TABLE.take(units)
    neighbours = classes[:-1] << 4
    neighbours |= classes[1:]
    pairs_found = neighbours.tobytes()
    found = set(pairs_found.translate(None, _SILENT))
    present = classes.tobytes()
    if _OTHER in present:
        found.add(_PRESENT + _OTHER)
    if _SUSPECT in present:
        suspects = classes == _SUSPECT
        looked_up = units[suspects] if np.count_nonzero(suspects) < _FEW else units
        found.update(_kinds_of(int(np.bitwise_or.reduce(_KIND_BITS.take(looked_up)))))
    return Signs(frozenset(found), pairs_found, units)
