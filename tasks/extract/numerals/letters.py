"""Where the clitics written onto a word end, and whether it carries the article."""

from __future__ import annotations

from typing import Final

#: Words that begin with the letters of the article and are none.
_NO_ARTICLE: Final = frozenset(
    ("الي", "الا", "الان", "التي", "الذي", "الذين", "اللذين", "اللتين", "اللذان", "اللتان")
)


def has_article(key: str) -> bool:
    """Does a key begin with the article?

    >>> has_article("السكان"), has_article("الي")
    (True, False)
    """
    return key.startswith("ال") and key not in _NO_ARTICLE


def letters_in(text: str, start: int, letters: int) -> int:
    """The position ``letters`` letters into a word, passing over its vowel marks and tatweel.

    >>> letters_in("وَخمسة", 0, 1)
    2
    """
    position = start
    while letters and position < len(text):
        letters -= text[position].isalpha() and text[position] != "\N{ARABIC TATWEEL}"
        position += 1
    while position < len(text) and (text[position] == "\N{ARABIC TATWEEL}" or not text[position].isalpha()):
        position += 1
    return position
