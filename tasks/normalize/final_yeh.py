"""Final yeh: whether a Farsi ی at a word's end was written for ي or for ى."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from tasks.languages.ar_lexicon import lexicon
from tasks.text.fold import drop_marks

_FARSI_YEH: Final = "\N{ARABIC LETTER FARSI YEH}"
_FINAL = re.compile(f"{_FARSI_YEH}(?![\u0621-\u064a\u06a9-\u06d3])")
_STEM = re.compile(f"[\u0621-\u063a\u0641-\u064a\u06a9\u06be\u06c1{_FARSI_YEH}\u064b-\u0652]+$")
_LONGEST: Final = 16
_PROCLITICS: Final = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")


def settle_final_yeh(text: str) -> str:
    """Final Farsi yehs become ى where the word is written with ى; the others are left to become ي.

    A Farsi font draws both final letters without dots. The lexicon tells them apart; an unknown word gets ي, ten times
    as frequent.

    >>> settle_final_yeh("إلی العراقی حتی علی")
    'إلى العراقی حتى على'
    """
    if _FARSI_YEH not in text:
        return text
    pieces: list[str] = []
    position = 0
    for match in _FINAL.finditer(text):
        before = text[max(0, match.start() - _LONGEST) : match.start()]
        if _ends_in_maksura(before.rpartition(" ")[2]):
            pieces += [text[position : match.end() - 1], "ى"]
            position = match.end()
    return "".join([*pieces, text[position:]])


@lru_cache(maxsize=8192)
def _ends_in_maksura(before: str) -> bool:
    """Is the word that begins somewhere in these letters written with ى behind them?"""
    found = _STEM.search(before)
    if not found:
        return False
    stem = found.group().replace(_FARSI_YEH, "ي").replace("\N{ARABIC LETTER KEHEH}", "ك")
    stem = stem.replace("\N{ARABIC LETTER HEH DOACHASHMEE}", "ه").replace("\N{ARABIC LETTER HEH GOAL}", "ه")
    return _written_with_maksura(drop_marks(stem) + "ى")


def _written_with_maksura(word: str) -> bool:
    known = lexicon().maksura
    return any(word.startswith(clitics) and word[len(clitics) :] in known for clitics in _PROCLITICS)
