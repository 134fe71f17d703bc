"""What each key of a text can begin for the readers of names, quotations and events: one look-up a token for the three."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from tasks.extract.memo import Memo

if TYPE_CHECKING:
    from tasks.extract.events.lexicon import Analysis
    from tasks.extract.mentions.word import Word


class Beginnings(NamedTuple):
    """What is known of each token; where names may begin, where quotations stop, where lines end, what triggers events."""

    words: list[Word]
    names: list[int]
    telling: list[int]
    breaks: list[int]
    triggers: list[tuple[int, tuple[Analysis, ...]]]


class _WordOf(Protocol):
    def __call__(self, key: str, *, telling: bool, triggers: tuple[Analysis, ...]) -> Word: ...


class _Lexicons(NamedTuple):
    word_of: _WordOf
    telling: frozenset[str]
    triggers: Callable[[str], tuple[Analysis, ...]]


@lru_cache(maxsize=1)
def _lexicons() -> _Lexicons:
    # the readers import this module for the look-up
    from tasks.extract.events.lexicon import analyses  # noqa: PLC0415
    from tasks.extract.mentions.word import word_of  # noqa: PLC0415
    from tasks.extract.quotations.lexicon import lexicon  # noqa: PLC0415

    return _Lexicons(word_of, lexicon().telling, analyses)


def _find_word(key: str) -> Word:
    lexicons = _lexicons()
    return lexicons.word_of(key, telling=key in lexicons.telling, triggers=lexicons.triggers(key))


_WORDS: Final = Memo(_find_word)
_BREAK: Final = "\n"


@lru_cache(maxsize=1)
def beginnings(keys: tuple[str, ...]) -> Beginnings:
    """What the keys of a text can begin; remembered for the readers that follow.

    >>> from tasks.extract.document import Document
    >>> beginnings(Document.of("قال إن القصف توقف.").tokens.keys).telling
    [0, 4]
    """
    words = list(map(_WORDS.__getitem__, keys))
    names: list[int] = []
    telling: list[int] = []
    breaks: list[int] = []
    triggers: list[tuple[int, tuple[Analysis, ...]]] = []
    for position, word in enumerate(words):
        if not word.active:
            continue
        if word.busy:
            names.append(position)
        if word.telling:
            telling.append(position)
            if keys[position] == _BREAK:
                breaks.append(position)
        if word.triggers:
            triggers.append((position, word.triggers))
    return Beginnings(words, names, telling, breaks, triggers)
