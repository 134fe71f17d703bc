"""Which pieces of a text may be broken or glued words: the question that keeps word repair off all the others."""

from __future__ import annotations

import re
from functools import cache
from itertools import filterfalse
from typing import Final, NamedTuple

from tasks.languages.ar_lexicon import lexicon
from tasks.normalize.glued_words import glued_names, may_be_glued
from tasks.normalize.word_costs import PIECES, RARE_WORD, word_cost
from tasks.text.fold import drop_marks, fold, fold_word

_LETTER: Final = "\u0621-\u063a\u0641-\u064a\u066e\u066f\u0671-\u06d3"
_WORD_LETTER: Final = _LETTER + "\u064b-\u0652\u0670"
_TRIMMED: Final = "\"'()[]{}«»“”’.،,؛:؟!-–—/…0123456789%"
#: What is longer than this is no word, and not worth weighing.
_LONGEST: Final = 40
_FIRST_ARABIC: Final = "\u0621"
#: A letter that no word ends with.
NEVER_LAST: Final = "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}"
#: What begins no whole word; ائت and ائم begin some.
SEATED: Final = ("ائ", "اؤ")
_AFTER_SEATED: Final = frozenset("تم")
#: What no undamaged text shows between spaces: a lone letter (but و), a word that begins with ة or ى, an article alone.
#: A letter after a number, a bracket or a stop is an abbreviation or the name of a list item.
_FRAGMENT: Final = (
    rf"(?:[^\Wو\dA-Za-z_][\u064b-\u0652]*|[ةى][{_WORD_LETTER}]*|ا[ئؤ][^\Wتم]+|ال|[{_WORD_LETTER}]+{NEVER_LAST})"
    rf"(?![{_WORD_LETTER}.0-9)/])"
)
_IS_FRAGMENT = re.compile(_FRAGMENT).match
_FRAGMENTS = re.compile(rf" (?<=[{_WORD_LETTER}] ){_FRAGMENT}")
_FEW: Final = 2
#: A word of up to three letters that is rarer than this (5.5 decades) may be a piece.
RARE_SHORT: Final = 55
_SHORT: Final = 4
_AND: Final = "و"
_MOST: Final = 200_000

#: Pieces met before, as they were written, and the word in each of them that is in doubt: releases share most of their
#: words. Emptied when they are full. What is beyond doubt in a whole text need not be so in a damaged one.
_plain: set[str] = set()
_plain_doubts: dict[str, str] = {}
_whole: set[str] = set()
_whole_doubts: dict[str, str] = {}


class Doubts(NamedTuple):
    """What stands between white space in a text, and the pieces in doubt with the word in each (folded, bare, or none)."""

    pieces: list[str]
    doubtful: dict[str, str]

    @staticmethod
    def of(text: str, *, damaged: bool) -> Doubts:
        """The doubts about a text. A word met before is told in 25 ns.

        >>> Doubts.of("نحو 7.7 مليون شخص في «ديرالزور»، ع لى", damaged=False).doubtful
        {'«ديرالزور»،': 'ديرالزور', 'ع': 'ع'}
        """
        pieces = text.split()
        settled, known = (_whole, _whole_doubts) if damaged else (_plain, _plain_doubts)
        doubtful: dict[str, str] = {}
        for piece in filterfalse(settled.__contains__, pieces):
            word = known.get(piece)
            if word is None:
                word = _learn(piece, damaged=damaged)
            if word is not None:
                doubtful[piece] = word
        return Doubts(pieces, doubtful)

    @property
    def words(self) -> frozenset[str]:
        """The words in doubt."""
        return frozenset(filter(None, self.doubtful.values()))

    def share_of_fragments(self, text: str) -> float:
        """Which share of the words of the text can be no words, beyond the first two; up to two tell nothing."""
        suspected = set(filter(_IS_FRAGMENT, self.doubtful))
        if not suspected or sum(map(suspected.__contains__, self.pieces)) <= _FEW:
            return 0.0
        found = sum(1 for _ in _FRAGMENTS.finditer(text))
        return max(0.0, (found - _FEW) / (len(drop_marks(text).split()) + 1))


@cache
def common_short() -> frozenset[str]:
    """Words of up to three letters that are surely words."""
    short = (key for key, cost in lexicon().costs.items() if len(key) < _SHORT and cost <= RARE_SHORT)
    return frozenset(short) - PIECES | {_AND}


def _learn(piece: str, *, damaged: bool) -> str | None:
    """The word in a piece met for the first time; None where there is no doubt about it."""
    settled, known = (_whole, _whole_doubts) if damaged else (_plain, _plain_doubts)
    if len(settled) + len(known) >= _MOST:
        settled.clear()
        known.clear()
    word = _word(piece)
    in_doubt = (
        _IS_FRAGMENT(piece) is not None
        or not _is_plain(piece, word)
        or (damaged and _is_doubtful_in_damage(piece, word))
    )
    if len(piece) > _LONGEST:  # not to be met again
        return word if in_doubt else None
    if in_doubt:
        known[piece] = word
        return word
    settled.add(piece)
    return None


def _word(piece: str) -> str:
    """The single Arabic word of a piece, folded and bare; nothing where there is none or more than one."""
    word = fold_word(piece)
    if not word.isalpha():
        word = word.strip(_TRIMMED)
    if len(word) == 1:  # an era or a unit behind its number: 1436هـ
        folded = fold(piece)
        place = folded.find(word)
        if folded[max(0, place - 2) : max(0, place - 1)].isdigit():
            return ""
    return word if word.isalpha() and word >= _FIRST_ARABIC and len(word) <= _LONGEST else ""


def _is_plain(piece: str, word: str) -> bool:
    """Would no repair look at the piece twice, were the text not damaged otherwise?"""
    if piece.endswith(NEVER_LAST) or (piece.startswith(SEATED) and piece[2:3] not in _AFTER_SEATED):
        return False
    return not word or ((len(word) >= _SHORT or word in common_short()) and word not in glued_names())


def _is_doubtful_in_damage(piece: str, word: str) -> bool:
    return may_be_glued(piece, word) or word == _AND or (len(word) >= _SHORT and word_cost(word) >= RARE_WORD)
