"""Letters that stay apart: Latin ones spelled out in Arabic (ام بي سي), and the initials of news agencies (أ ف ب)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from tasks.text.fold import fold

#: Latin letters by name, folded.
_LATIN: Final = frozenset(
    (
        *("ايه", "بي", "سي", "دي", "اي", "اف", "جي", "اتش", "جيه", "كي", "كيه", "ال", "ام", "ان", "او", "بيه", "كيو", "ار"),
        *("اس", "تي", "يو", "دبليو", "اكس", "واي", "زد"),
    )
)  # fmt: skip
#: Those that are seldom pieces of Arabic words: where none of them is, «ان ال ام» may be a torn أن الأم.
_ONLY_LATIN: Final = frozenset(("بي", "سي", "دي", "جي", "كيو", "يو", "دبليو", "زد"))
_LEAST: Final = 3
#: AFP, dpa, MENA, QNA, UPI and AP, as they sign their releases.
_AGENCIES: Final = ("ا ف ب", "د ب ا", "ا ش ا", "ق ن ا", "ي ب ا", "ا ب")
_AND: Final = "و"


def stand_apart(words: Sequence[str]) -> frozenset[int]:
    """The places of words that are letters and belong to no torn word; an ال behind Latin ones is a torn article.

    >>> sorted(stand_apart(["قناة", "ال", "بي", "سي", "ال", "لبنانية"]))
    [1, 2, 3]
    >>> sorted(stand_apart(["وكالتا", "أ", "ف", "ب", "و", "د", "ب", "أ"]))
    [1, 2, 3, 4, 5, 6, 7]
    """
    found: set[int] = set()
    if not _ONLY_LATIN.isdisjoint(words):
        found.update(*_spelled_out(words))
    if sum(len(word) == 1 for word in words) > 1:
        found.update(*_signed(words))
    return frozenset(found)


def _spelled_out(words: Sequence[str]) -> Iterator[list[int]]:
    """Runs of Latin letters."""
    run: list[int] = []
    for place, word in enumerate([*words, ""]):
        if fold(word) in _LATIN:
            run.append(place)
            continue
        if run and words[run[-1]] == "ال":
            run.pop()
        if len(run) >= _LEAST and not _ONLY_LATIN.isdisjoint(words[run[0] : place]):
            yield run
        run = []


def _signed(words: Sequence[str]) -> Iterator[list[int]]:
    """Runs of single letters that are nothing but initials of agencies, and "and" between them."""
    run: list[int] = []
    for place, word in enumerate([*words, ""]):
        if len(word) == 1:
            run.append(place)
            continue
        rest = fold(" ".join(words[one] for one in run)).removeprefix(f"{_AND} ")
        if len(run) > 1 and all(agency in _AGENCIES for agency in rest.split(f" {_AND} ")):
            yield run
        run = []
