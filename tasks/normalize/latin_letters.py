"""Latin letters spelled out in Arabic, as in the names of companies and channels (ام بي سي): words that stay apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tasks.text.fold import fold

#: The letters by name, folded.
_LETTERS: Final = frozenset(
    (
        *("ايه", "بي", "سي", "دي", "اي", "اف", "جي", "اتش", "جيه", "كي", "كيه", "ال", "ام", "ان", "او", "بيه", "كيو", "ار"),
        *("اس", "تي", "يو", "دبليو", "اكس", "واي", "زد"),
    )
)  # fmt: skip
#: Those that are seldom pieces of Arabic words: where none of them is, «ان ال ام» may be a torn أن الأم.
_ONLY_LATIN: Final = frozenset(("بي", "سي", "دي", "جي", "كيو", "يو", "دبليو", "زد"))
_LEAST: Final = 3


def spelled_out(words: Sequence[str]) -> frozenset[int]:
    """The places of words that spell Latin letters one after the other; an ال at their end is a torn article.

    >>> sorted(spelled_out(["قناة", "ال", "بي", "سي", "ال", "لبنانية"]))
    [1, 2, 3]
    """
    found: set[int] = set()
    if _ONLY_LATIN.isdisjoint(words):
        return frozenset()
    run: list[int] = []
    for place, word in enumerate([*words, ""]):
        if fold(word) in _LETTERS:
            run.append(place)
            continue
        if run and words[run[-1]] == "ال":
            run.pop()
        if len(run) >= _LEAST and not _ONLY_LATIN.isdisjoint(words[run[0] : place]):
            found.update(run)
        run = []
    return frozenset(found)
