"""Where the clitics written onto a word end."""

from __future__ import annotations


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
