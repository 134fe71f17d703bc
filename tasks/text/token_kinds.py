"""The kinds of tokens as constants: reading a member off an ``Enum`` class takes Python 3.11 ten times as long as a module's name."""

from __future__ import annotations

from typing import Final

from tasks.text.tokens import TokenKind

WORD: Final = TokenKind.WORD
NUMBER: Final = TokenKind.NUMBER
LATIN: Final = TokenKind.LATIN
PUNCTUATION: Final = TokenKind.PUNCTUATION
BREAK: Final = TokenKind.BREAK
