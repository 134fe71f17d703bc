"""What each key of a text can begin for the readers of names, quotations and events: one look-up a token for the three."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from tasks.extract.memo import Memo

if TYPE_CHECKING:
    from tasks.extract.events.lexicon import Analysis
    from tasks.extract.mentions.word import Word


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a key may mean for names, whether quotations stop at it, and its readings as the trigger of an event."""

    word: Word
    telling: bool
    triggers: tuple[Analysis, ...]


class Beginnings(NamedTuple):
    """What names know of each token, the tokens that quotations stop at, and those that may trigger an event."""

    words: list[Word]
    telling: list[int]
    triggers: list[tuple[int, tuple[Analysis, ...]]]


class _Lexicons(NamedTuple):
    word: Callable[[str], Word]
    telling: frozenset[str]
    triggers: Callable[[str], tuple[Analysis, ...]]


@lru_cache(maxsize=1)
def _lexicons() -> _Lexicons:
    # the readers import this module for the look-up
    from tasks.extract.events.lexicon import analyses  # noqa: PLC0415
    from tasks.extract.mentions.word import word_of  # noqa: PLC0415
    from tasks.extract.quotations.lexicon import lexicon  # noqa: PLC0415

    return _Lexicons(word_of, lexicon().telling, analyses)


#: Most words begin nothing and are one of a few values, so few that they stay at hand.
_IDLE: Final[dict[tuple[int, int, int], Beginning]] = {}


def _find_beginning(key: str) -> Beginning:
    lexicons = _lexicons()
    word, telling, triggers = lexicons.word(key), key in lexicons.telling, lexicons.triggers(key)
    if word.busy or telling or triggers:
        return Beginning(word, telling, triggers)
    kind = (word.marks, word.cut, word.bare)
    return _IDLE.get(kind) or _IDLE.setdefault(kind, Beginning(word, telling, triggers))


_BEGINNINGS: Final = Memo(_find_beginning)


@lru_cache(maxsize=1)
def beginnings(keys: tuple[str, ...]) -> Beginnings:
    """What the keys of a text can begin; remembered for the readers that follow.

    >>> from tasks.extract.document import Document
    >>> beginnings(Document.of("قال إن القصف توقف.").tokens.keys).telling
    [0, 4]
    """
    found = list(map(_BEGINNINGS.__getitem__, keys))
    return Beginnings(
        [beginning.word for beginning in found],
        [position for position, beginning in enumerate(found) if beginning.telling],
        [(position, beginning.triggers) for position, beginning in enumerate(found) if beginning.triggers],
    )
