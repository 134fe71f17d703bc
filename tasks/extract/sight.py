"""What each key of a text can begin for the readers of numbers, times and quantities: one look-up a token for the three."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import compress
from typing import TYPE_CHECKING, Final, NamedTuple

from tasks.extract.memo import Memo

if TYPE_CHECKING:
    from tasks.extract.times.lexicon import Look, Word

#: Digits written as one sign.
VULGAR: Final = frozenset("½¼¾⅓⅔⅛⅜⅝⅞")
#: No word of a lexicon is longer.
_LONGEST: Final = 40


class Sight(NamedTuple):
    """What a key can be: digits, a number word, a quantity without a number, and words of times.

    ``words``, ``mask``, ``single`` and ``phrases`` are those of :class:`tasks.extract.times.lexicon.Look`.
    """

    figure: bool
    number: bool
    alone: bool
    words: tuple[Word, ...]
    mask: int
    single: int
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]


class Sights(NamedTuple):
    """What stands at each token (None: nothing for these readers); what was found, and at which positions."""

    at: list[Sight | None]
    found: list[Sight]
    positions: list[int]


class _Lexicons(NamedTuple):
    numbers: Mapping[str, object]
    alone: frozenset[str]
    times: Callable[[str], Look]


@lru_cache(maxsize=1)
def _lexicons() -> _Lexicons:
    # the readers import this module for the look-up
    from tasks.extract.numerals.lexicon import number_words  # noqa: PLC0415
    from tasks.extract.quantities.alone import alone  # noqa: PLC0415
    from tasks.extract.times.lexicon import look  # noqa: PLC0415

    return _Lexicons(number_words(), alone(), look)


def _find_sight(key: str) -> Sight | None:
    if len(key) > _LONGEST and not key[0].isdigit():
        return None
    lexicons = _lexicons()
    figure = "0" <= key[:1] <= "9" or key in VULGAR
    number, alone, time = key in lexicons.numbers, key in lexicons.alone, lexicons.times(key)
    if not (figure or number or alone or time.mask):
        return None
    return Sight(figure, number, alone, time.words, time.mask, time.single, time.phrases)


_SIGHTS: Final = Memo(_find_sight)


@lru_cache(maxsize=1)
def sights(keys: tuple[str, ...]) -> Sights:
    """What the keys of a text can begin; remembered for the readers that follow.

    >>> from tasks.extract.document import Document
    >>> sights(Document.of("كتب 3 تقارير في أيلول").tokens.keys).positions
    [1, 3, 4]
    """
    at = list(map(_SIGHTS.__getitem__, keys))
    return Sights(at, list(filter(None, at)), list(compress(range(len(at)), at)))
