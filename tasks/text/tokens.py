"""Cutting text into tokens once, for every grammar that reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from sys import intern
from typing import Final

from tasks.text.fold import LETTERS, MARKS, drop_marks, fold


class TokenKind(IntEnum):
    """What a token is made of."""

    WORD = 1
    NUMBER = 2
    LATIN = 3
    PUNCTUATION = 4
    BREAK = 5


#: A number keeps the separators between its digits (7.7, 110,000, ٣٫٥); slashes, colons and hyphens are tokens of
#: their own, since only a grammar can tell a date from a range.
_TOKEN: Final = re.compile(
    rf"([\u0621-\u063A\u0641-\u064A\u066E-\u06D3\u06D5\u06EE\u06EF\u06FA-\u06FF\u0750-\u077F{MARKS}]+)"
    r"|([0-9]+(?:[.,\u066B\u066C][0-9]+)*)"
    r"|([^\W\d_\u0600-\u06FF\u0750-\u077F]+)"
    r"|(\n+)"
    r"|[^\s]"
)
_KINDS: Final = (
    TokenKind.PUNCTUATION, TokenKind.WORD, TokenKind.NUMBER, TokenKind.LATIN, TokenKind.BREAK,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text as parallel lists: look one up by its position.

    ``keys`` are the forms to match against lexicons: words folded and without marks, numbers in ASCII digits, Latin in
    lower case, a line break as ``"\\n"``.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    keys: tuple[str, ...]
    kinds: tuple[TokenKind, ...]

    def __len__(self) -> int:
        return len(self.keys)

    def glued(self, position: int) -> bool:
        """Does the token touch the one after it, without white space between?"""
        return position + 1 < len(self.keys) and self.ends[position] == self.starts[position + 1]


#: The tokens of what stands between two spaces: starts and ends counted from its beginning, keys, kinds.
_Piece = tuple[tuple[int, ...], tuple[int, ...], tuple[str, ...], tuple[TokenKind, ...]]

#: Words of plain letters without marks and tatweel; those of them that folding leaves as they are.
_PLAIN_WORD: Final = re.compile("[\u0621-\u063a\u0641-\u064a]+").fullmatch
_FOLDED_WORD: Final = re.compile(
    f"(?:(?![{''.join(variant for variant, _ in LETTERS)}])[\u0621-\u063a\u0641-\u064a])+"
).fullmatch

#: Signs that are tokens of their own whatever stands beside them.
_SIGNS: Final = frozenset('.،,؛:؟!)»”"')
_WORD_AND_SIGN: Final = (TokenKind.WORD, TokenKind.PUNCTUATION)

#: What was cut before, by the raw writing between two spaces: the keys of single words, and pieces of anything else. Most
#: words of a release have been seen, so that they are neither matched nor folded again, and equal keys are one object.
_WORDS: Final[dict[str, str]] = {}
_PIECES: Final[dict[str, _Piece]] = {}
#: Pieces remembered before starting anew (about 30 MB of them), and the longest of them.
_MOST: Final = 100_000
_LONGEST: Final = 40


def tokenize(text: str) -> Tokens:
    """Cut text into words, numbers, Latin words, single punctuation marks and line breaks.

    >>> tokenize("نحو ٧٫٧ مليونِ شخص.").keys
    ('نحو', '7٫7', 'مليون', 'شخص', '.')
    """
    starts: list[int] = []
    ends: list[int] = []
    keys: list[str] = []
    kinds: list[TokenKind] = []
    add_start, add_end, add_key, add_kind = starts.append, ends.append, keys.append, kinds.append
    word, known_word, known_piece = TokenKind.WORD, _WORDS.get, _PIECES.get
    at = 0
    for chunk in text.split(" "):  # no token holds a space
        key, piece = known_word(chunk), None
        if key is None:
            piece = known_piece(chunk)
            if piece is None:
                key = _learn_word(chunk)
        if key is not None:
            add_start(at)
            at += len(chunk)
            add_end(at)
            add_key(key)
            add_kind(word)
        else:
            piece_starts, piece_ends, piece_keys, piece_kinds = piece or _learn(chunk)
            for start in piece_starts:
                add_start(at + start)
            for end in piece_ends:
                add_end(at + end)
            keys += piece_keys
            kinds += piece_kinds
            at += len(chunk)
        at += 1
    return Tokens(tuple(starts), tuple(ends), tuple(keys), tuple(kinds))


def _learn_word(chunk: str) -> str | None:
    """The key of a single word of plain letters, remembered; None for anything else."""
    if _FOLDED_WORD(chunk):
        key = chunk
    elif _PLAIN_WORD(chunk):
        key = fold(chunk)
    else:
        return None
    if len(chunk) <= _LONGEST:
        _make_room()
        _WORDS[chunk] = key
    return key


def _learn(chunk: str) -> _Piece:
    """The tokens of a piece, remembered unless it is too long to be seen again."""
    piece = _cut(chunk)
    if len(chunk) <= _LONGEST:
        _make_room()
        _PIECES[chunk] = piece
    return piece


def _make_room() -> None:
    if len(_WORDS) + len(_PIECES) >= _MOST:
        _WORDS.clear()
        _PIECES.clear()


def _cut(text: str) -> _Piece:
    """The tokens of a text, matched one by one; a word with one sign behind it, as most pieces are, is seen at once."""
    word, sign = text[:-1], text[-1:]
    if sign in _SIGNS and _PLAIN_WORD(word):
        end = len(word)
        return (0, end), (end, end + 1), (intern(fold(word)), intern(sign)), _WORD_AND_SIGN
    starts: list[int] = []
    ends: list[int] = []
    keys: list[str] = []
    kinds: list[TokenKind] = []
    for match in _TOKEN.finditer(fold(text)):
        group = match.lastindex or 0
        key = match.group()
        if group == 1:
            if not key.isalpha() or "\N{ARABIC TATWEEL}" in key:  # tatweel counts as a letter
                key = drop_marks(key)
        elif group == 3:
            key = key.lower()
        elif group == 4:
            key = "\n"
        starts.append(match.start())
        ends.append(match.end())
        keys.append(intern(key))
        kinds.append(_KINDS[group])
    return tuple(starts), tuple(ends), tuple(keys), tuple(kinds)
