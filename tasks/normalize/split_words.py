"""Words that extraction broke into pieces: ``بد ائل``, ``ع لى``, ``متر ا``."""

from __future__ import annotations

import math
import re
from typing import Final

from tasks.normalize.draft import Draft
from tasks.normalize.word_costs import is_known, word_cost
from tasks.text.offset_map import Edit

_MARK: Final = "\u064b-\u0652\u0670"
_LETTER: Final = "\u0621-\u063a\u0641-\u064a\u066e\u066f\u0671-\u06d3"
_WORD = re.compile(f"[{_LETTER}{_MARK}]+")
#: Words in a row with nothing but a space or a line break between them.
_RUN = re.compile(f"[{_LETTER}{_MARK}]+(?:[ \n][{_LETTER}{_MARK}]+)+")
#: What no undamaged text shows between spaces: a lone letter (but و), a word that begins with ة or ى, a piece with ال.
_BROKEN = re.compile(
    rf"(?<![{_LETTER}{_MARK}0-9(\".])(?<!\. )(?:[^\Wو\dA-Za-z_][{_MARK}]*|[ةى][{_LETTER}{_MARK}]+|ال)(?=[ \n][{_LETTER}])"
)

_LONGEST_WORD: Final = 17
_MOST_PIECES: Final = 8
#: How unlikely a space inside a word is where nothing else is broken: one in ten thousand.
_RARE: Final = 1e-4
_BREAK_COST: Final = 6
_MAXIMUM_PRIOR: Final = 0.4


def join_pieces(draft: Draft, *, damaged: bool) -> None:
    """Join pieces of words where the joined word is far likelier than the pieces.

    Every way of joining neighbours is weighed by the frequencies of the words it gives (a unigram segmentation, Brill &
    Moore 2000 call it the noisy channel). How likely a space is to be a false one is estimated from the text itself:
    the share of pieces that cannot be words. So a text that is torn apart is sewn together boldly, and a text with one
    odd word is left alone.

    >>> draft = Draft("تم بح ث ال تعاون ع لى المست وى الو طني في الا جتماع")
    >>> join_pieces(draft, damaged=True)
    >>> draft.text
    'تم بحث التعاون على المستوى الوطني في الاجتماع'
    """
    text = draft.text
    if not damaged and not _BROKEN.search(text):
        return
    runs = [match.span() for match in _RUN.finditer(text)]
    words = sum(text.count(" ", start, end) + text.count("\n", start, end) + 1 for start, end in runs)
    if not words:
        return
    broken = sum(1 for _ in _BROKEN.finditer(text))
    prior = min(_MAXIMUM_PRIOR, max(_RARE, 2.5 * (broken - 1) / words))
    if damaged:
        prior = max(prior, 10 * _RARE)
    space_cost = -10 * math.log10(prior / (1 - prior))
    edits: list[Edit] = []
    for start, end in runs:
        edits += _join_run(text, start, end, space_cost)
    draft.edit("split_words", edits, 0.85)


def _join_run(text: str, start: int, end: int, space_cost: float) -> list[Edit]:
    """Edits that delete the false spaces of one run: the cheapest segmentation, left to right (Viterbi)."""
    spans = [match.span() for match in _WORD.finditer(text, start, end)]
    pieces = [text[a:b] for a, b in spans]
    count = len(pieces)
    costs = [word_cost(piece) for piece in pieces]
    best: list[float] = [0.0] * (count + 1)
    origin = list(range(-1, count))
    for i in range(1, count + 1):
        best[i] = best[i - 1] + costs[i - 1]
        joined = pieces[i - 1]
        extra = 0.0
        for j in range(i - 2, max(-1, i - 1 - _MOST_PIECES), -1):
            extra += space_cost + (_BREAK_COST if text[spans[j][1]] == "\n" else 0)
            if len(joined) + len(pieces[j]) > _LONGEST_WORD:
                break
            joined = pieces[j] + joined
            cost = best[j] + word_cost(joined) + extra
            if cost < best[i] and _plausible(pieces[j:i], joined):
                best[i] = cost
                origin[i] = j
    edits: list[Edit] = []
    i = count
    while i > 0:
        j = origin[i]
        edits += [Edit(spans[k][1], spans[k + 1][0], "") for k in range(i - 2, j - 1, -1)]
        i = j
    edits.reverse()
    return edits


def _plausible(pieces: list[str], joined: str) -> bool:
    """May these pieces be one word? A word that no one knows is not made of words that everyone knows."""
    return is_known(joined) or not any(len(piece) > 2 and is_known(piece) for piece in pieces)
